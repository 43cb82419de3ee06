package lifecycle

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/area/metric"
	"throughline/internal/area/product"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// RuleIn says by which number a product's phase is judged.
type RuleIn struct {
	Product    string   `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Metric     string   `json:"metric" ref:"metric" doc:"Id or key of the metric; left out, the rule goes."`
	Target     *float64 `json:"target" doc:"The adoption that is aimed at; left out, the metric's own target."`
	Period     string   `json:"period" v:"enum=week|month|quarter" doc:"What counts as a period; left out, a month."`
	Grows      *float64 `json:"grows" doc:"Growth above this is growth, in percent a period; left out, 10."`
	Declines   *float64 `json:"declines" doc:"Growth below this is decline, in percent a period; left out, −2."`
	Introduces *float64 `json:"introduces" doc:"Below this share of its target it is being introduced, in percent; left out, 5."`
}

func (in RuleIn) bounds() Bounds {
	b := usual
	for _, f := range []struct{ from, to *float64 }{{in.Grows, &b.Grows}, {in.Declines, &b.Declines}, {in.Introduces, &b.Introduces}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	return b
}

// setRule keeps the one rule of a product.
func setRule(ctx context.Context, tx *op.Tx, in RuleIn) (*LifecycleRule, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	there, err := record.Where[LifecycleRule](ctx, tx.At, "d.record_id = ?", product)
	if err != nil {
		return nil, err
	}
	if in.Metric == "" {
		if len(there) == 0 {
			return nil, errs.Fieldf("metric", "there is no rule to take away; name a metric to make one")
		}
		return &there[0], tx.Delete(ctx, &there[0])
	}
	m, err := op.Find[metric.Metric](ctx, &tx.View, in.Metric)
	if err != nil {
		return nil, errs.Fieldf("metric", "%s", errs.Public(err).Msg)
	}
	if m.Direction == "down" {
		return nil, errs.Fieldf("metric", "%s is good when it is small; growth is judged by a number that is good when it is large", m.Title)
	}
	b := in.bounds()
	is := &LifecycleRule{Metric: id.Ref(m.ID), Target: in.Target, Period: in.Period, Grows: b.Grows, Declines: b.Declines, Introduces: b.Introduces}
	if is.Period == "" {
		is.Period = "month"
	}
	if len(there) == 0 {
		is.Product, is.Record = id.Ref(product), id.Ref(product)
		return is, tx.Insert(ctx, is)
	}
	is.Part = there[0].Part
	return is, tx.Update(ctx, &there[0], is)
}

// StageIn sets a stage.
type StageIn struct {
	Product   string `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Stage     string `json:"stage" v:"required,enum=idea|discovery|development|launch|growth|maturity|sunset" doc:"The stage that it comes into."`
	Note      string `json:"note" v:"max=2000" doc:"Why."`
	Suggested bool   `json:"suggested" doc:"It is taken as suggested: refused when another one is suggested by now."`
}

// setStage sets the stage and keeps what the numbers said.
func setStage(ctx context.Context, tx *op.Tx, in StageIn) (*StageGround, error) {
	ref, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	p, err := op.Find[product.Product](ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	if p.Stage == in.Stage {
		return nil, errs.Fieldf("stage", "%s is in %s already", p.Key, in.Stage)
	}
	all, err := evidenceOf(ctx, &tx.View, p)
	if err != nil {
		return nil, err
	}
	e := all[p.ID]
	if in.Suggested && e.Suggested.Stage != in.Stage {
		return nil, errs.New(errs.Conflict, "%s is not suggested any more; look at the numbers again.", in.Stage)
	}
	e.Readings = e.Readings[max(0, len(e.Readings)-keptReadings):]
	after := *p
	after.Stage = in.Stage
	if err := tx.Update(ctx, p, &after); err != nil {
		return nil, err
	}
	g := &StageGround{From: p.Stage, To: in.Stage, Suggested: e.Suggested.Stage == in.Stage, Note: strings.TrimSpace(in.Note), Evidence: *e}
	g.Product, g.Record = id.Ref(p.ID), id.Ref(p.ID)
	return g, tx.Insert(ctx, g)
}

// keptReadings is how many periods are kept with a stage: those from which the
// last two readings were worked out, and a little before.
const keptReadings = 8

// mostPeriods is how many periods are looked at.
const mostPeriods = 18

// periods gives the first days of the periods that are over, oldest first, and
// the first day of the running one.
func periods(today clock.Day, period string) (days []clock.Day, running clock.Day) {
	at := today.Time()
	back := func(n int) clock.Day { return clock.Day(at.AddDate(0, -n, 0).Format("2006-01-02")) }
	switch period {
	case "week":
		at = at.AddDate(0, 0, -(int(at.Weekday())+6)%7)
		back = func(n int) clock.Day { return clock.Day(at.AddDate(0, 0, -7*n).Format("2006-01-02")) }
	case "quarter":
		at = at.AddDate(0, -(int(at.Month())-1)%3, 1-at.Day())
		back = func(n int) clock.Day { return clock.Day(at.AddDate(0, -3*n, 0).Format("2006-01-02")) }
	default:
		at = at.AddDate(0, 0, 1-at.Day())
	}
	for n := mostPeriods; n > 0; n-- {
		days = append(days, back(n))
	}
	return days, back(0)
}

// sample takes the last point of each period; before the first there are none.
func sample(points []metric.Point, days []clock.Day, running clock.Day, dayOf func(clock.Instant) clock.Day) ([]clock.Day, []*float64) {
	values := make([]*float64, len(days))
	for i := range points {
		day := dayOf(points[i].At)
		if day >= running {
			break
		}
		at, found := slices.BinarySearch(days, day)
		if !found {
			at--
		}
		if at >= 0 {
			values[at] = &points[i].Value
		}
	}
	first := slices.IndexFunc(values, func(v *float64) bool { return v != nil })
	if first < 0 {
		return nil, nil
	}
	return days[first:], values[first:]
}
