package cut

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/area/flow"
	"throughline/internal/area/launch"
	"throughline/internal/area/release"
	"throughline/internal/area/roadmap"
	"throughline/internal/area/roadmap/plan"
	"throughline/internal/core/field"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/query"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// fact is a record with all that a cut might show of it. It never leaves this
// package: a sheet takes the chosen fields over from it.
type fact struct {
	base        record.Record
	body        string
	horizon     string
	hypothesis  string
	start, end  clock.Day
	score       *float64
	odds        *float64
	effort      *float64
	done, all   int64
	dropped     bool
	owner       string
	product     string
	objectives  []end
	initiatives []end
	releases    []end

	// Where it stands now, when a scenario has it elsewhere.
	moved            bool
	wasStart, wasEnd clock.Day
}

// end is a record at the other end of a link.
type end struct {
	ID, Title string
	on        clock.Day // of a release
}

// progress is the part of its work that is done; nil without any.
func (f *fact) progress() *float64 {
	if f.all == 0 {
		return nil
	}
	p := float64(f.done) / float64(f.all)
	return &p
}

// isPoint says whether it is a day rather than a stretch.
func (f *fact) isPoint() bool { return f.base.Kind == "release" || besideOf(f.base.Kind) != nil }

// kinds are what stands on a roadmap.
var kinds = []string{"feature", "initiative", "release"}

// kinds are those that this cut shows: now, next and later are places for
// features, and nothing else can be put there.
func (c *Cut) kinds() []string {
	if c.Form == Horizons {
		return kinds[:1]
	}
	return kinds
}

// beside is a kind whose days stand beside the roadmap where a field of that
// name is chosen.
type beside struct {
	kind  string
	field string
	group string // where the lines are grouped by something that it has nothing of
	query string
}

var besides = []beside{
	{"milestone", "milestones", "Milestones", "-state:dropped sort:dueon"},
	{"launch", "launches", "Launches", "-state:dropped sort:day"},
}

// besideOf finds one by its kind; nil for the roadmap's own kinds.
func besideOf(kind string) *beside {
	i := slices.IndexFunc(besides, func(b beside) bool { return b.kind == kind })
	if i < 0 {
		return nil
	}
	return &besides[i]
}

// most is how many records a cut shows: more are no picture any more.
const most = 1000

// Look makes the sheet of a cut from what there is now. The records are read
// as its audience: of the cut's products and nothing else, however much the
// actor of the view may see beyond; and of these only what that actor sees.
func (c *Cut) Look(ctx context.Context, v *op.View) (_ *Sheet, err error) {
	defer errs.Wrap(&err, "cut %s", c.ID)
	return c.lookAt(ctx, c.audience(v), nil)
}

// audience is the view that an audience has: whoever looks for it.
func (c *Cut) audience(v *op.View) *op.View {
	out := *v
	products := []string{}
	for _, p := range c.Products {
		if v.Sees(p) {
			products = append(products, p)
		}
	}
	out.Actor = right.Actor{Member: "audience", Role: right.Admin, Through: "share", Products: products}
	return &out
}

// Everybody is the actor as whom a link is opened: what it sees is bounded by
// the products of the cut.
func Everybody() right.Actor {
	return right.Actor{Member: "audience", Role: right.Admin, Through: "share"}
}

// lookAt reads the facts and makes a sheet of them: of the roadmap as it is, or
// of the other one that is asked for.
func (c *Cut) lookAt(ctx context.Context, v *op.View, o *plan.Other) (*Sheet, error) {
	l := &loader{cut: c, v: v, by: map[string]*fact{}}
	read, also := l.now, []Field(nil)
	if o != nil && o.Was != nil {
		read = func(ctx context.Context) (bool, error) { return l.then(ctx, o.Was) }
	} else if o != nil {
		l.puts, also = o.Puts, []Field{where}
	}
	more, err := read(ctx)
	if err != nil {
		return nil, err
	}
	l.forget()
	// Those of the workspace as a whole, and those of the products.
	among, products := l.reached()
	own, err := record.Where[field.CustomField](ctx, v.At, "(d.product_id is null or d.product_id in ("+among+")) order by d.id limit 1000", products...)
	if err != nil {
		return nil, err
	}
	s := c.sheet(l.facts, append(c.columns(own), also...), l.member)
	s.More, s.Today = more, v.Today()
	return s, nil
}

// now reads the records as they are.
func (l *loader) now(ctx context.Context) (more bool, err error) {
	found, more, err := query.Found(ctx, l.v, l.cut.kinds(), l.cut.Query, most)
	if err != nil {
		return false, err
	}
	l.add(found)
	if err := l.besides(ctx, found); err != nil {
		return false, err
	}
	if len(l.ids) == 0 {
		return more, nil
	}
	for _, step := range []func(context.Context) error{l.records, l.ends, l.work, l.products, l.outlooks} {
		if err := step(ctx); err != nil {
			return false, err
		}
	}
	return more, nil
}

// loader reads facts: a fixed number of questions, however many they are.
type loader struct {
	cut   *Cut
	v     *op.View
	ids   []string
	facts []*fact
	by    map[string]*fact
	puts  map[string]plan.Move // where a scenario has lines
}

// add makes a fact for each of some records.
func (l *loader) add(found []query.Item) {
	for _, i := range found {
		f := &fact{}
		l.by[i.ID] = f
		l.ids, l.facts = append(l.ids, i.ID), append(l.facts, f)
	}
}

// besides adds the days that stand beside the roadmap: milestones and launches of
// the products, where they are chosen. Now, next and later know no days. Where a
// query narrows the cut, they are those of the products of which it still shows
// something: a cut that was narrowed to one product must not tell of the others'
// days.
func (l *loader) besides(ctx context.Context, shown []query.Item) error {
	if l.cut.Form == Horizons {
		return nil
	}
	for _, b := range besides {
		if !l.cut.Shows(b.field) {
			continue
		}
		found, _, err := query.Found(ctx, l.v, []string{b.kind}, b.query, most)
		if err != nil {
			return err
		}
		if l.cut.Query != "" {
			found = slices.DeleteFunc(found, func(m query.Item) bool {
				return !slices.ContainsFunc(shown, func(i query.Item) bool { return i.Product == m.Product })
			})
		}
		l.add(found)
	}
	return nil
}

// forget leaves out what stands beside the roadmap, is over and lies before all
// else: a picture would be mostly of the past.
func (l *loader) forget() {
	first := clock.Day("")
	for _, f := range l.facts {
		for _, d := range []clock.Day{f.start, f.end} {
			if besideOf(f.base.Kind) == nil && d != "" && (first == "" || d < first) {
				first = d
			}
		}
	}
	over := func(f *fact) bool {
		return besideOf(f.base.Kind) != nil && f.end < first && f.base.Category != record.Todo && f.base.Category != record.Doing
	}
	l.facts = slices.DeleteFunc(l.facts, over)
}

// outlooks reads how likely it is that what is open is done by the day that the
// cut tells of it: the last of the month or quarter, where it tells no other.
func (l *loader) outlooks(ctx context.Context) error {
	if !l.cut.Shows("odds") {
		return nil
	}
	days := map[string]clock.Day{}
	var ids []string
	for _, f := range l.facts {
		open := f.base.Category == record.Todo || f.base.Category == record.Doing
		if _, end := l.cut.span(f); open && end != "" && (f.base.Kind == "feature" || f.base.Kind == "release") {
			days[f.base.ID] = end
			ids = append(ids, f.base.ID)
		}
	}
	found, err := flow.Outlooks(ctx, l.v, ids)
	for id, o := range found {
		odds := o.Odds(days[id])
		l.by[id].odds = &odds
	}
	return err
}

func (l *loader) member(id string) string {
	m, _ := l.v.Access.Member(id)
	return m.Name
}

// records reads the records themselves.
func (l *loader) records(ctx context.Context) error {
	marks, args := record.Among(l.ids)
	features, err := op.Where[roadmap.Feature](ctx, l.v, "r.id in ("+marks+")", args...)
	if err != nil {
		return err
	}
	for _, x := range features {
		f := l.take(ctx, x.Record)
		f.horizon, f.hypothesis, f.start, f.end = x.Horizon, x.Hypothesis, x.StartOn, x.EndOn
		f.effort, f.score = x.Effort, x.Scored().Score
	}
	initiatives, err := op.Where[roadmap.Initiative](ctx, l.v, "r.id in ("+marks+")", args...)
	if err != nil {
		return err
	}
	for _, x := range initiatives {
		f := l.take(ctx, x.Record)
		f.start, f.end = x.StartOn, x.EndOn
	}
	releases, err := op.Where[release.Release](ctx, l.v, "r.id in ("+marks+")", args...)
	if err != nil {
		return err
	}
	for _, x := range releases {
		f := l.take(ctx, x.Record)
		if f.end = x.DueOn; x.ReleasedOn != "" {
			f.end = x.ReleasedOn
		}
	}
	if l.cut.Shows("milestones") {
		milestones, err := op.Where[roadmap.Milestone](ctx, l.v, "r.id in ("+marks+")", args...)
		if err != nil {
			return err
		}
		for _, x := range milestones {
			l.take(ctx, x.Record).end = x.DueOn
		}
	}
	if l.cut.Shows("launches") {
		launches, err := op.Where[launch.Launch](ctx, l.v, "r.id in ("+marks+")", args...)
		if err != nil {
			return err
		}
		for _, x := range launches {
			l.take(ctx, x.Record).end = cmp.Or(x.LaunchedOn, x.Day)
		}
	}
	l.place()
	return nil
}

func (l *loader) take(ctx context.Context, r record.Record) *fact {
	f := l.by[r.ID]
	f.base, f.body, f.owner = r, r.Body, l.member(string(r.Owner))
	if k, ok := l.v.Engine.Reg.Kind(r.Kind); ok {
		if w, err := l.v.Workflow(ctx, k, string(r.Product)); err == nil {
			s, _ := w.Find(r.State)
			f.dropped = s.Meaning == "dropped"
		}
	}
	return f
}

// tie is a link from a record of the cut to what it serves, delivers or ships in.
type tie struct {
	From  string    `db:"from_id"`
	ID    string    `db:"id"`
	Kind  string    `db:"kind"`
	Title string    `db:"title"`
	DueOn clock.Day `db:"due_on"`
}

// reached are the products that whoever asks may see, as marks and values of a
// query; never empty, so that "in ()" stays good.
func (l *loader) reached() (marks string, args []any) {
	return record.Among(append(slices.Clone(l.v.Actor.Products), ""))
}

// ends reads objectives, initiatives and releases: those of the cut's products,
// and those of the workspace as a whole.
func (l *loader) ends(ctx context.Context) error {
	marks, args := record.Among(l.ids)
	among, products := l.reached()
	rows, err := store.All[tie](ctx, l.v.R, `select l.from_id, r.id, r.kind, r.title, coalesce(rel.released_on, rel.due_on) as due_on
 from link l join record r on r.workspace_id = l.workspace_id and r.id = l.to_id
 left join release rel on rel.workspace_id = r.workspace_id and rel.id = r.id
 where l.workspace_id = ? and l.from_id in (`+marks+`) and l.type in ('`+link.Serves+`', '`+link.Delivers+`', '`+link.ShipsIn+`')
 and r.kind in ('objective', 'initiative', 'release') and r.archived_at = 0 and (r.product_id is null or r.product_id in (`+among+`))
 order by l.from_id, r.rank, r.id`, append(append([]any{l.v.Workspace}, args...), products...)...)
	if err != nil {
		return err
	}
	for _, t := range rows {
		if m, moved := l.puts[t.ID]; moved {
			t.DueOn = m.To.End
		}
		f, e := l.by[t.From], end{t.ID, t.Title, t.DueOn}
		switch t.Kind {
		case "objective":
			f.objectives = append(f.objectives, e)
		case "initiative":
			f.initiatives = append(f.initiatives, e)
		default:
			f.releases = append(f.releases, e)
		}
	}
	for _, f := range l.facts {
		f.promised()
	}
	return nil
}

// promised gives what has no end of its own that of the first release in which
// it ships.
func (f *fact) promised() {
	if f.end != "" {
		return
	}
	for _, r := range f.releases {
		if r.on != "" && (f.end == "" || r.on < f.end) && r.on >= f.start {
			f.end = r.on
		}
	}
}

// counted is how much work of one sort a record has.
type counted struct {
	Of       string          `db:"of_id"`
	Kind     string          `db:"kind"`
	State    string          `db:"state"`
	Category record.Category `db:"category"`
	Product  id.Ref          `db:"product_id"`
	N        int64           `db:"n"`
}

// work counts the items behind each record: those that deliver it, deliver what
// delivers it or ships in it, or ship in it themselves. Items of other products
// than the cut's do not count, for the count would tell of them.
func (l *loader) work(ctx context.Context) error {
	if !l.cut.Shows("progress") || len(l.v.Actor.Products) == 0 {
		return nil
	}
	marks, args := record.Among(l.ids)
	among, products := record.Among(l.v.Actor.Products)
	items, names := record.Among(backlog.Kinds)
	all := []any{}
	for range 2 {
		all = append(append(all, l.v.Workspace), args...)
	}
	all = append(append(append(all, l.v.Workspace), names...), products...)
	rows, err := store.All[counted](ctx, l.v.R, `with pair (of_id, item_id) as (
 select l.to_id, l.from_id from link l where l.workspace_id = ? and l.to_id in (`+marks+`) and l.type in ('`+link.Delivers+`', '`+link.ShipsIn+`')
 union select u.to_id, l.from_id from link u join link l on l.workspace_id = u.workspace_id and l.to_id = u.from_id and l.type = '`+link.Delivers+`'
 where u.workspace_id = ? and u.to_id in (`+marks+`) and u.type in ('`+link.Delivers+`', '`+link.ShipsIn+`'))
 select p.of_id, r.kind, r.state, r.category, r.product_id, count(*) as n from pair p join record r on r.id = p.item_id
 where r.workspace_id = ? and r.kind in (`+items+`) and r.product_id in (`+among+`) and r.archived_at = 0
 group by p.of_id, r.kind, r.state, r.category, r.product_id`, all...)
	if err != nil {
		return err
	}
	for _, c := range rows {
		k, ok := l.v.Engine.Reg.Kind(c.Kind)
		if !ok {
			continue
		}
		w, err := l.v.Workflow(ctx, k, string(c.Product))
		if err != nil {
			return err
		}
		if s, _ := w.Find(c.State); s.Meaning == "dropped" {
			continue
		}
		f := l.by[c.Of]
		f.all += c.N
		if c.Category == record.Done || c.Category == record.Closed {
			f.done += c.N
		}
	}
	return nil
}

// products names them.
func (l *loader) products(ctx context.Context) error {
	if len(l.v.Actor.Products) == 0 {
		return nil
	}
	type named struct {
		ID    string `db:"id"`
		Title string `db:"title"`
	}
	marks, args := record.Among(l.v.Actor.Products)
	rows, err := store.All[named](ctx, l.v.R, "select id, title from record where workspace_id = ? and kind = 'product' and id in ("+marks+")", append([]any{l.v.Workspace}, args...)...)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, r := range rows {
		names[r.ID] = r.Title
	}
	for _, f := range l.facts {
		f.product = names[string(f.base.Product)]
	}
	return nil
}

// visible says which of some records the actor may see.
func visible(ctx context.Context, v *op.View, marks string, args []any) (map[string]bool, error) {
	type place struct {
		ID      string `db:"id"`
		Product id.Ref `db:"product_id"`
	}
	rows, err := store.All[place](ctx, v.R, "select id, product_id from record where workspace_id = ? and id in ("+marks+")", append([]any{v.Workspace}, args...)...)
	out := map[string]bool{}
	for _, r := range rows {
		out[r.ID] = v.Sees(string(r.Product))
	}
	return out, err
}
