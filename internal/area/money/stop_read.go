package money

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"throughline/internal/area/roadmap"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/stat"
	"throughline/internal/platform/store"
)

// StopIn asks what had better be stopped.
type StopIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

// StopList is what had better be stopped.
type StopList struct {
	Currency string    `json:"currency"`
	Items    []StopRow `json:"items" doc:"The most reasons first; among equals what frees the most money."`
	Kept     []StopRow `json:"kept" doc:"What would be listed, was kept with a reason, and is not asked about yet."`
	Stopped  []Stopped `json:"stopped" doc:"What was stopped lately and still is, the latest first."`
	Looked   int       `json:"looked" doc:"Features, initiatives and products that were looked at."`
	More     bool      `json:"more" doc:"There are more features than were looked at."`
	Left     []Left    `json:"left" doc:"Money that is left out for want of a rate of exchange."`
	Rule     string    `json:"rule"`
}

// StopRow is one thing that might be stopped.
type StopRow struct {
	ID      string      `json:"id" ref:"record"`
	Key     string      `json:"key"`
	Kind    string      `json:"kind"`
	Title   string      `json:"title"`
	State   string      `json:"state"`
	Owner   id.Ref      `json:"owner" ref:"member"`
	Spent   int64       `json:"spent" doc:"Cost and run cost so far, of the last three years."`
	Ahead   int64       `json:"ahead" doc:"Cost and run cost expected in the coming twelve months."`
	Brings  int64       `json:"brings" doc:"Revenue and value expected in the coming twelve months."`
	Frees   int64       `json:"frees" doc:"What stopping frees in the coming twelve months: what is ahead less what it brings."`
	Against []Ground    `json:"against" doc:"Reasons to stop it."`
	For     []Ground    `json:"for" doc:"Reasons to keep it."`
	Last    *StopAnswer `json:"last" doc:"What was answered last; null where nobody was asked."`
}

// Ground is a reason, as a number that one can open.
type Ground struct {
	Sort   string   `json:"sort" v:"enum=loses|earns|limit|bet|metric|silent|objective|case|assumption"`
	Amount *int64   `json:"amount" doc:"In minor units."`
	Number *float64 `json:"number" doc:"Of a case, the chance to pay; of a feature's bet and of a metric, the change; of several bets, how many were missed."`
	Name   string   `json:"name" doc:"What the reason rests on: a business case, a metric, or an assumption in its words."`
	In     string   `json:"in" doc:"Currency of the amount, or the unit of the metric."`
	Text   string   `json:"text" doc:"In a sentence."`
	About  string   `json:"about" ref:"-" doc:"Id of what it can be read from."`
	Opens  string   `json:"opens" v:"enum=record|money|case"`

	Low     *float64  `json:"low" doc:"Of a metric, the lower end of the change at 95 %."`
	High    *float64  `json:"high" doc:"Of a metric, the upper end of the change at 95 %."`
	Last    clock.Day `json:"last" doc:"Of a metric that is silent: the day of its last point; empty where it has none."`
	Settled int       `json:"settled" doc:"Of the bets of an initiative or a product: how many are settled; the number says how many of them were missed."`
}

// Stopped is something that was stopped.
type Stopped struct {
	StopAnswer
	Key   string `json:"key"`
	Kind  string `json:"kind"`
	Title string `json:"title"`
}

const stopRule = "Looked at are the product, its initiatives in progress, and its features in progress, released or settled, or with a business case. Listed is what costs more than it brings in the coming twelve months, whose business case is worth less than nothing or more likely than not to be, or whose bet was missed; and what has two other reasons. " +
	"Further reasons: more was spent than the bet's limit, its number moves the wrong way (the last twelve weeks against the twelve before, at 95 %), its number has had no points for twelve weeks, it serves no objective, an assumption fails. Reasons to keep it are taken off. " +
	"Nothing is stopped by itself."

// Bounds of the question.
const (
	stopMost    = 400
	stopPast    = 36 // months
	stopAhead   = 12
	stopWindow  = 84 // days
	stoppedMost = 20
)

// stopping is what is known while the question is answered.
type stopping struct {
	out      *StopList
	book     *book
	today    clock.Day
	features []roadmap.Feature
	rows     []StopRow
	home     map[string]string // feature to its initiative
	serves   map[string]string
	cases    map[string]CaseRow
	moves    map[string]*move
}

func listStops(ctx context.Context, v *op.View, in StopIn) (_ *StopList, err error) {
	defer errs.Wrap(&err, "stop.list %s", in.Product)
	of, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	if err := maySee(v, of); err != nil {
		return nil, err
	}
	s := &stopping{out: &StopList{Items: []StopRow{}, Kept: []StopRow{}, Stopped: []Stopped{}, Rule: stopRule}, today: v.Today()}
	for _, read := range []func(context.Context, *op.View, string) error{s.money, s.things, s.threads, s.worths, s.numbers} {
		if err := read(ctx, v, of); err != nil {
			return nil, err
		}
	}
	for i := range s.rows {
		s.judge(&s.rows[i], of)
	}
	return s.out, s.sort(ctx, v, of)
}

// money reads what all cost and bring, by what it is about.
func (s *stopping) money(ctx context.Context, v *op.View, of string) (err error) {
	if s.out.Currency, err = currencyOf(ctx, v, of); err != nil {
		return err
	}
	if s.out.Currency == "" {
		s.out.Currency = "EUR"
	}
	now := month(s.today)
	if s.book, err = newBook(ctx, v, s.out.Currency, next(now, -stopPast), next(now, stopAhead-1)); err != nil {
		return err
	}
	err = s.book.read(ctx, v, of)
	s.out.Left = s.book.lacks()
	return err
}

// things are what may be stopped.
func (s *stopping) things(ctx context.Context, v *op.View, of string) (err error) {
	const running = `r.product_id = ? and r.archived_at = 0 and r.kind = 'feature' and (r.category in ('doing', 'done') or r.category = 'closed' and d.bet_outcome <> '' and r.state <> 'dropped'
 or r.category = 'todo' and r.id in (select c.record_id from business_case c where c.workspace_id = r.workspace_id and c.kept_at = 0)) order by r.id limit ?`
	if s.features, err = record.Where[roadmap.Feature](ctx, v.At, running, of, stopMost+1); err != nil {
		return err
	}
	if s.out.More = len(s.features) > stopMost; s.out.More {
		s.features = s.features[:stopMost]
	}
	type row struct {
		ID    string `db:"id"`
		Key   string `db:"key"`
		Kind  string `db:"kind"`
		Title string `db:"title"`
		State string `db:"state"`
		Owner id.Ref `db:"owner_id"`
	}
	others, err := store.All[row](ctx, v.R, `select r.id, r.key, r.kind, r.title, coalesce(p.stage, r.state) as state, r.owner_id from record r left join product p on p.workspace_id = r.workspace_id and p.id = r.id
 where r.workspace_id = ? and r.archived_at = 0 and (r.id = ? and p.stage <> 'sunset' or r.product_id = ? and r.kind = 'initiative' and r.category = 'doing') order by r.id limit ?`, v.Workspace, of, of, stopMost)
	for _, r := range others {
		s.rows = append(s.rows, StopRow{ID: r.ID, Key: r.Key, Kind: r.Kind, Title: r.Title, State: r.State, Owner: r.Owner})
	}
	for _, f := range s.features {
		s.rows = append(s.rows, StopRow{ID: f.ID, Key: f.Key, Kind: "feature", Title: f.Title, State: f.State, Owner: f.Owner})
	}
	s.out.Looked = len(s.rows)
	return err
}

// threads say which initiative a feature belongs to, and what serves an
// objective.
func (s *stopping) threads(ctx context.Context, v *op.View, of string) (err error) {
	if s.home, err = linked(ctx, v, link.Delivers, "l.product_id = ? and t.kind = 'initiative'", of); err != nil {
		return err
	}
	s.serves, err = linked(ctx, v, link.Serves, "l.product_id = ? and t.kind = 'objective'", of)
	return err
}

// worths are the cases that hold; of several about one thing the best.
func (s *stopping) worths(ctx context.Context, v *op.View, of string) error {
	all, err := record.Where[BusinessCase](ctx, v.At, "d.product_id = ? and d.kept_at = 0 order by d.created_at desc, d.id limit ?", of, casesMost)
	if err != nil {
		return err
	}
	rows, _, err := rowsOf(ctx, v, all)
	s.cases = map[string]CaseRow{}
	for _, c := range rows {
		was, there := s.cases[string(c.Record)]
		if c.Figures.NPV != nil && (!there || *c.Figures.NPV > *was.Figures.NPV) {
			s.cases[string(c.Record)] = c
		}
	}
	return err
}

// move is what a metric did of late.
type move struct {
	name, unit, direction string
	last                  clock.Day
	before, after         []float64
}

// in is what a change of the metric is counted in, after the number.
func (m *move) in() string {
	switch m.unit {
	case "":
		return ""
	case "%":
		return " points"
	}
	return " " + m.unit
}

// numbers reads the metrics that features are bet on.
func (s *stopping) numbers(ctx context.Context, v *op.View, _ string) error {
	s.moves = map[string]*move{}
	var ids []string
	for _, f := range s.features {
		if f.BetMetric != "" && !slices.Contains(ids, string(f.BetMetric)) {
			ids = append(ids, string(f.BetMetric))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	type row struct {
		ID        string        `db:"id"`
		Product   id.Ref        `db:"product_id"`
		Title     string        `db:"title"`
		Unit      string        `db:"unit"`
		Direction string        `db:"direction"`
		Last      clock.Instant `db:"last"`
	}
	marks, args := record.Among(ids)
	rows, err := store.All[row](ctx, v.R, `select r.id, r.product_id, r.title, m.unit, m.direction, coalesce((select max(p.at) from metric_point p where p.workspace_id = r.workspace_id and p.record_id = r.id), 0) as last
 from record r join metric m on m.workspace_id = r.workspace_id and m.id = r.id where r.workspace_id = ? and r.id in (`+marks+`)`, append([]any{v.Workspace}, args...)...)
	if err != nil {
		return err
	}
	zone := v.Zone()
	for _, r := range rows {
		if v.Sees(string(r.Product)) {
			m := &move{name: r.Title, unit: r.Unit, direction: r.Direction}
			if r.Last != 0 {
				m.last = clock.DayOf(r.Last, zone)
			}
			s.moves[r.ID] = m
		}
	}
	type point struct {
		Metric string        `db:"record_id"`
		At     clock.Instant `db:"at"`
		Value  float64       `db:"value"`
	}
	since := s.today.Add(-2 * stopWindow)
	return store.Each(ctx, v.R, "select record_id, at, value from metric_point where workspace_id = ? and record_id in ("+marks+") and at >= ? order by record_id, at", func(p point) error {
		if m := s.moves[p.Metric]; m != nil {
			if clock.DayOf(p.At, zone) > s.today.Add(-stopWindow) {
				m.after = append(m.after, p.Value)
			} else {
				m.before = append(m.before, p.Value)
			}
		}
		return nil
	}, append(append([]any{v.Workspace}, args...), clock.From(since.Time()))...)
}

// judge gathers the reasons for and against one thing.
func (s *stopping) judge(r *StopRow, of string) {
	r.Against, r.For = []Ground{}, []Ground{}
	s.costs(r, of)
	if c, ok := s.cases[r.ID]; ok {
		npv := *c.Figures.NPV
		text := fmt.Sprintf("the business case %q is worth %s.", c.Name, said(npv, c.Currency))
		g := Ground{Sort: "case", Amount: &npv, Name: c.Name, In: c.Currency, About: c.ID, Opens: "case"}
		if c.Figures.Range != nil {
			g.Number = &c.Figures.Range.Chance
		}
		switch {
		case npv < 0:
			g.Text = "Worth less than it costs: " + text
			r.against(g)
		case g.Number != nil && *g.Number < 0.5:
			g.Text = "More likely than not to lose money: " + text
			r.against(g)
		default:
			g.Text = "Worth more than it costs: " + text
			r.in(g)
		}
	}
	switch r.Kind {
	case "feature":
		s.feature(r)
	case "initiative":
		s.bets(r, func(f *roadmap.Feature) bool { return s.home[f.ID] == r.ID })
	default:
		s.bets(r, func(*roadmap.Feature) bool { return true })
	}
	if r.Kind != "product" {
		switch {
		case s.serves[r.ID] != "":
			r.in(Ground{Sort: "objective", Text: "It serves an objective.", About: s.serves[r.ID], Opens: "record"})
		case s.serves[s.home[r.ID]] == "":
			r.against(Ground{Sort: "objective", Text: "No thread leads from it to an objective.", About: r.ID, Opens: "record"})
		}
	}
}

func (r *StopRow) against(g Ground) { r.Against = append(r.Against, g) }
func (r *StopRow) in(g Ground)      { r.For = append(r.For, g) }

// costs says what a thing cost, will cost and will bring; an initiative with
// its features.
func (s *stopping) costs(r *StopRow, of string) {
	all := map[string]tally{}
	switch {
	case r.ID == of:
		all = s.book.sorts
	default:
		join(all, s.book.about[r.ID])
		for f, home := range s.home {
			if home == r.ID {
				join(all, s.book.about[f])
			}
		}
	}
	cost, brings := s.book.total(all, Cost, Run).figures(), s.book.total(all, Revenue, Value).figures()
	r.Spent, r.Ahead, r.Brings = cost.Actual, cost.Outlook-cost.Actual, brings.Outlook-brings.Actual
	r.Frees = r.Ahead - r.Brings
	text := fmt.Sprintf("In the coming twelve months it costs %s and brings %s.", said(r.Ahead, s.out.Currency), said(r.Brings, s.out.Currency))
	frees := r.Frees
	switch {
	case r.Frees > 0:
		r.against(Ground{Sort: "loses", Amount: &frees, In: s.out.Currency, Text: text, About: r.ID, Opens: "money"})
	case r.Brings > 0:
		frees = -frees
		r.in(Ground{Sort: "earns", Amount: &frees, In: s.out.Currency, Text: text, About: r.ID, Opens: "money"})
	}
}

// feature looks at a feature's bet and its number.
func (s *stopping) feature(r *StopRow) {
	var f *roadmap.Feature
	for i := range s.features {
		if s.features[i].ID == r.ID {
			f = &s.features[i]
		}
	}
	ground := func(sort, text string) Ground { return Ground{Sort: sort, Text: text, About: f.ID, Opens: "record"} }
	switch f.BetOutcome {
	case roadmap.Missed:
		g := ground("bet", "Its bet was missed.")
		g.Number = f.BetChange
		r.against(g)
	case roadmap.Hit:
		g := ground("bet", "Its bet was a hit.")
		g.Number = f.BetChange
		r.in(g)
	}
	if limit := s.book.whole(f.CostLimit, f.CostIn); limit != nil && r.Spent > *limit {
		over := r.Spent - *limit
		g := ground("limit", fmt.Sprintf("%s was spent, and the bet's limit is %s.", said(r.Spent, s.out.Currency), said(*limit, s.out.Currency)))
		g.Amount, g.In = &over, s.out.Currency
		r.against(g)
	}
	for _, a := range f.Assumptions {
		if a.Result == "fails" {
			g := ground("assumption", "It rests on what fails: "+a.Text)
			g.Name = a.Text
			r.against(g)
			break
		}
	}
	if f.ReleasedOn != "" && f.ReleasedOn <= s.today.Add(-stopWindow) {
		s.number(r, f)
	}
}

// number looks at what the metric did of which the feature was to move.
func (s *stopping) number(r *StopRow, f *roadmap.Feature) {
	m := s.moves[string(f.BetMetric)]
	if m == nil {
		return
	}
	g := Ground{Sort: "silent", Name: m.name, About: string(f.BetMetric), Opens: "record"}
	if m.last <= s.today.Add(-stopWindow) {
		g.Last = m.last
		g.Text = m.name + " has no points at all."
		if m.last != "" {
			g.Text = fmt.Sprintf("%s has had no points since %s.", m.name, m.last.Time().Format("2 Jan 2006"))
		}
		r.against(g)
		return
	}
	e, ok := stat.Shift(m.before, m.after)
	if !ok || !e.Known() {
		return
	}
	g.Sort, g.In, g.Number, g.Low, g.High = "metric", m.unit, &e.Value, &e.Low, &e.High
	rises, falls := e.Low > 0, e.High < 0
	if m.direction == "down" {
		rises, falls = falls, rises
	}
	text := fmt.Sprintf("%s changed by %s%s in the last twelve weeks (%s to %s, 95%%), ", m.name, plain(e.Value), m.in(), plain(e.Low), plain(e.High))
	switch {
	case falls:
		g.Text = text + "which is the wrong way."
		r.against(g)
	case rises:
		g.Text = text + "which is the right way."
		r.in(g)
	}
}

// bets counts how the bets of some features came out.
func (s *stopping) bets(r *StopRow, of func(*roadmap.Feature) bool) {
	hit, missed := 0, 0
	for i := range s.features {
		if f := &s.features[i]; of(f) {
			switch f.BetOutcome {
			case roadmap.Hit:
				hit++
			case roadmap.Missed:
				missed++
			}
		}
	}
	share := float64(missed)
	text := fmt.Sprintf("Of %d bets that are settled, %d were missed.", hit+missed, missed)
	switch {
	case hit+missed == 1 && missed == 1:
		text = "The one bet that is settled was missed."
	case hit+missed == 1:
		text = "The one bet that is settled was a hit."
	case missed == 0:
		text = fmt.Sprintf("All %d bets that are settled were hits.", hit)
	case hit == 0:
		text = fmt.Sprintf("All %d bets that are settled were missed.", missed)
	}
	g := Ground{Sort: "bet", Number: &share, Settled: hit + missed, Text: text, About: r.ID, Opens: "record"}
	switch {
	case missed > hit:
		r.against(g)
	case hit > missed:
		r.in(g)
	}
}

// weighs says whether a thing is listed: for a reason that suffices by itself,
// or for two.
func (r *StopRow) weighs() bool {
	return len(r.Against) > 1 || slices.ContainsFunc(r.Against, func(g Ground) bool { return g.Sort == "loses" || g.Sort == "case" || g.Sort == "bet" })
}

// sort lists what has reasons, apart from what was answered.
func (s *stopping) sort(ctx context.Context, v *op.View, of string) error {
	answers, err := record.Where[StopAnswer](ctx, v.At, "d.product_id = ? order by d.created_at desc, d.id desc limit ?", of, stopMost)
	if err != nil {
		return err
	}
	for _, r := range s.rows {
		for i := range answers {
			if string(answers[i].Record) == r.ID {
				r.Last = &answers[i]
				break
			}
		}
		switch {
		case !r.weighs():
		case r.Last != nil && r.Last.Answer == "keep" && r.Last.Until > s.today:
			s.out.Kept = append(s.out.Kept, r)
		default:
			s.out.Items = append(s.out.Items, r)
		}
	}
	for _, list := range [][]StopRow{s.out.Items, s.out.Kept} {
		slices.SortStableFunc(list, func(a, b StopRow) int {
			return cmp.Or(cmp.Compare(len(b.Against)-len(b.For), len(a.Against)-len(a.For)), cmp.Compare(b.Frees, a.Frees), cmp.Compare(a.Key, b.Key))
		})
	}
	return s.gone(ctx, v, answers)
}

// gone names what was stopped lately and still is: what was taken up again, or
// stopped twice, is not told of twice.
func (s *stopping) gone(ctx context.Context, v *op.View, answers []StopAnswer) error {
	last := map[string]*StopAnswer{}
	var ids []string
	for i := range answers {
		if a := &answers[i]; a.Answer == "stop" && last[string(a.Record)] == nil {
			last[string(a.Record)] = a
			ids = append(ids, string(a.Record))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	marks, args := record.Among(ids)
	type row struct {
		ID    string `db:"id"`
		Key   string `db:"key"`
		Kind  string `db:"kind"`
		Title string `db:"title"`
	}
	rows, err := store.All[row](ctx, v.R, `select r.id, r.key, r.kind, r.title from record r left join product p on p.workspace_id = r.workspace_id and p.id = r.id
 where r.workspace_id = ? and r.archived_at = 0 and (p.stage = 'sunset' or p.id is null and r.category = 'closed') and r.id in (`+marks+`)`, append([]any{v.Workspace}, args...)...)
	for _, r := range rows {
		s.out.Stopped = append(s.out.Stopped, Stopped{StopAnswer: *last[r.ID], Key: r.Key, Kind: r.Kind, Title: r.Title})
	}
	slices.SortFunc(s.out.Stopped, func(a, b Stopped) int { return cmp.Or(cmp.Compare(b.CreatedAt, a.CreatedAt), cmp.Compare(b.ID, a.ID)) })
	s.out.Stopped = s.out.Stopped[:min(len(s.out.Stopped), stoppedMost)]
	return err
}

// plain writes a number in as many digits as one reads.
func plain(v float64) string {
	digits := 2
	if v != 0 {
		digits = max(0, min(6, 2-int(math.Floor(math.Log10(math.Abs(v))))))
	}
	return fmt.Sprintf("%.*f", digits, v)
}
