package risk

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// RegisterIn asks for a register.
type RegisterIn struct {
	Product string `json:"product" in:"query" ref:"product" doc:"Id or key of the product."`
	About   string `json:"about" in:"query" ref:"record" doc:"Id or key of a record, in place of a product: the risks that are linked with it or with anything below it (what serves it, delivers it, ships in it)."`
	Days    int    `json:"days" in:"query" v:"min=0,max=365" doc:"How far back the trend looks; 30 days when left out."`
}

// Overview is what the open risks come to, and how each moves.
type Overview struct {
	Risks      []Standing `json:"risks" doc:"The open ones, the most severe first."`
	Money      []Sum      `json:"money" doc:"Expected loss, by currency: chance by loss, summed."`
	Days       float64    `json:"days" doc:"Expected delay: chance by delay, summed."`
	DaysBefore float64    `json:"daysBefore" doc:"The same on the day that the trend looks back to."`
	Unrated    int        `json:"unrated" doc:"Open risks without likelihood or impact."`
	Since      clock.Day  `json:"since" doc:"The day that the trend looks back to."`
	Severity   int64      `json:"severity" doc:"Of all open risks, summed."`
	Before     int64      `json:"before" doc:"The same on that day, of the risks that were open then."`
	Course     []Mark     `json:"course" doc:"How it went from that day until now, at thirteen moments."`
	CameTrue   []Came     `json:"cameTrue" doc:"Risks that came true, the latest first; at most 50."`
	Lost       []Sum      `json:"lost" doc:"What these did cost, by currency."`
	LostDays   int64      `json:"lostDays" doc:"By how many days they did set things back."`
	More       bool       `json:"more" doc:"There are more risks than were looked at."`
	Rule       string     `json:"rule" doc:"How it is worked out."`
}

// Sum is an amount in one currency.
type Sum struct {
	Currency string `json:"currency"`
	Minor    int64  `json:"minor" doc:"In minor units."`
	Before   int64  `json:"before" doc:"On the day that the trend looks back to."`
}

// Mark is all open risks at a moment.
type Mark struct {
	On       clock.Day `json:"on"`
	Severity int64     `json:"severity" doc:"Summed."`
	Open     int       `json:"open"`
}

// Standing is how one open risk stands.
type Standing struct {
	ID               string    `json:"id" ref:"risk"`
	Key              string    `json:"key"`
	Title            string    `json:"title"`
	Type             string    `json:"type"`
	State            string    `json:"state"`
	Owner            id.Ref    `json:"owner" ref:"member"`
	Likelihood       *int64    `json:"likelihood"`
	Impact           *int64    `json:"impact"`
	LikelihoodBefore *int64    `json:"likelihoodBefore" doc:"On the day that the trend looks back to."`
	ImpactBefore     *int64    `json:"impactBefore"`
	Severity         *int64    `json:"severity" doc:"Likelihood by impact, 1 to 25; null until both are known."`
	Before           *int64    `json:"before" doc:"The same on the day that the trend looks back to; null when it was not there, not open or not rated then."`
	Trend            string    `json:"trend" doc:"up is worse, down is better, level, or new."`
	Course           []*int64  `json:"course" doc:"Its severity at the thirteen moments; null where it was not there, not open or not rated."`
	Chance           *float64  `json:"chance" doc:"The probability that it is counted with: its own, or what its likelihood stands for."`
	Money            *int64    `json:"money" doc:"Expected loss in minor units of its currency: chance by loss."`
	Currency         string    `json:"currency"`
	Days             *float64  `json:"days" doc:"Expected delay: chance by delay."`
	Response         string    `json:"response"`
	Steps            int       `json:"steps" doc:"Of its response."`
	StepsDone        int       `json:"stepsDone"`
	ReviewOn         clock.Day `json:"reviewOn"`
}

// Came is a risk that came true.
type Came struct {
	ID       string    `json:"id" ref:"risk"`
	Key      string    `json:"key"`
	Title    string    `json:"title"`
	On       clock.Day `json:"on"`
	Cost     *int64    `json:"cost" doc:"In minor units."`
	Currency string    `json:"currency"`
	Days     *int64    `json:"days"`
}

const registerRule = "Severity is likelihood by impact. Exposure is the chance by what it would cost, in money or days; the chance is the risk's own probability, or what its likelihood stands for: 5, 20, 40, 65 or 90 %. " +
	"The trend compares with what the ledger says of the day it looks back to."

const (
	registerMost = 500 // how many risks are looked at, the latest first
	cameMost     = 50
	marks        = 13
	day          = clock.Instant(24 * 60 * 60 * 1_000_000)
)

func register(ctx context.Context, v *op.View, in RegisterIn) (*Overview, error) {
	all, err := asked(ctx, v, in)
	if err != nil {
		return nil, err
	}
	if in.Days == 0 {
		in.Days = 30
	}
	moments := make([]clock.Instant, marks)
	for i := range moments {
		moments[i] = v.Now - clock.Instant(in.Days)*day*clock.Instant(marks-1-i)/(marks-1)
	}
	went, err := past(ctx, v, moments, all)
	if err != nil {
		return nil, err
	}
	out := &Overview{Risks: []Standing{}, Since: v.Day(moments[0]), Rule: registerRule, More: len(all) == registerMost}
	sums, lost := map[string]*Sum{}, map[string]*Sum{}
	for i := range moments {
		out.mark(v.Day(moments[i]), went[i])
	}
	for i := range all {
		r := &all[i]
		out.before(went[0][r.ID], sums)
		if r.OccurredOn != "" {
			out.came(r, lost)
		}
		if r.Category != record.Closed {
			out.take(r, went, moments[0], sums)
		}
	}
	out.Money, out.Lost = summed(sums), summed(lost)
	out.sort()
	return out, nil
}

// asked gives the risks that a register is about.
func asked(ctx context.Context, v *op.View, in RegisterIn) ([]Risk, error) {
	switch {
	case in.Product != "" && in.About != "":
		return nil, errs.Fieldf("about", "stands in place of a product; name one of the two")
	case in.About != "":
		row, err := v.Base(ctx, in.About)
		if err != nil {
			return nil, err
		}
		return concerning(ctx, v, row.ID)
	case in.Product == "":
		return nil, errs.Fieldf("product", "is required, or a record that it is about")
	}
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	return record.Where[Risk](ctx, v.At, "r.product_id = ? and r.kind = 'risk' and r.archived_at = 0 order by r.updated_at desc, r.id limit ?", product, registerMost)
}

func (out *Overview) mark(on clock.Day, at map[string]*rating) {
	m := Mark{On: on}
	for _, r := range at {
		if r != nil {
			m.Severity += r.worth()
			m.Open++
		}
	}
	out.Course = append(out.Course, m)
}

// before counts how a risk stood on the day that the trend looks back to.
func (out *Overview) before(was *rating, sums map[string]*Sum) {
	out.Before += was.worth()
	if was == nil {
		return
	}
	if was.money != nil {
		in(sums, was.currency).Before += *was.money
	}
	if was.days != nil {
		out.DaysBefore += *was.days
	}
}

// take counts an open risk.
func (out *Overview) take(r *Risk, went []map[string]*rating, then clock.Instant, sums map[string]*Sum) {
	r.measure()
	s := Standing{
		ID: r.ID, Key: r.Key, Title: r.Title, Type: r.Type, State: r.State, Owner: r.Owner, Likelihood: r.Likelihood, Impact: r.Impact, Severity: r.Severity,
		Chance: r.Chance(), Money: r.Exposure, Currency: r.Currency, Days: r.ExposureDays, Response: r.Response, Steps: len(r.Steps), StepsDone: r.Steps.done(), ReviewOn: r.ReviewOn,
	}
	was := went[0][r.ID]
	if was != nil {
		s.LikelihoodBefore, s.ImpactBefore, s.Before = was.likelihood, was.impact, was.severity
	}
	for _, at := range went {
		var n *int64
		if x := at[r.ID]; x != nil {
			n = x.severity
		}
		s.Course = append(s.Course, n)
	}
	s.Trend = moved(r, was, then)
	if s.Severity == nil {
		out.Unrated++
	} else {
		out.Severity += *s.Severity
	}
	if s.Money != nil {
		in(sums, r.Currency).Minor += *s.Money
	}
	if s.Days != nil {
		out.Days += *s.Days
	}
	out.Risks = append(out.Risks, s)
}

// moved says how a risk's severity has moved since a moment.
func moved(r *Risk, was *rating, then clock.Instant) string {
	if r.CreatedAt > then {
		return "new"
	}
	switch cmp.Compare(r.rating().worth(), was.worth()) {
	case 1:
		return "up"
	case -1:
		return "down"
	}
	return "level"
}

func (out *Overview) came(r *Risk, lost map[string]*Sum) {
	out.CameTrue = append(out.CameTrue, Came{r.ID, r.Key, r.Title, r.OccurredOn, r.Cost, r.Currency, r.CostDays})
	if r.Cost != nil {
		in(lost, r.Currency).Minor += *r.Cost
	}
	if r.CostDays != nil {
		out.LostDays += *r.CostDays
	}
}

func (out *Overview) sort() {
	slices.SortStableFunc(out.Risks, func(a, b Standing) int { return cmp.Compare(known(b.Severity), known(a.Severity)) })
	slices.SortStableFunc(out.CameTrue, func(a, b Came) int { return cmp.Compare(b.On, a.On) })
	out.CameTrue = out.CameTrue[:min(len(out.CameTrue), cameMost)]
}

func known(n *int64) int64 {
	if n == nil {
		return 0
	}
	return *n
}

// in gives the sum of a currency.
func in(sums map[string]*Sum, currency string) *Sum {
	if sums[currency] == nil {
		sums[currency] = &Sum{Currency: currency}
	}
	return sums[currency]
}

// summed lists sums, the largest first.
func summed(sums map[string]*Sum) []Sum {
	out := []Sum{}
	for _, s := range sums {
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b Sum) int {
		return cmp.Or(cmp.Compare(b.Minor, a.Minor), cmp.Compare(a.Currency, b.Currency))
	})
	return out
}
