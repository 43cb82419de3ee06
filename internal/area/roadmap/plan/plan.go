// Package plan is the roadmap as a whole: its lines over days with what each
// waits for, where they are in conflict, what a move would bring with it, what
// it was like on another day, and what changed since somebody looked.
//
// Words it owns: line (of the roadmap), conflict (of dates), ripple, snapshot
// (of the roadmap), look (when somebody saw the roadmap last).
package plan

import (
	"context"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

// Line is what stands on the roadmap: a feature, an initiative, a release or a
// milestone.
type Line struct {
	ID       string          `db:"id" json:"id"`
	Key      string          `db:"key" json:"key"`
	Kind     string          `db:"kind" json:"kind" v:"enum=feature|initiative|release|milestone"`
	Title    string          `db:"title" json:"title"`
	State    string          `db:"state" json:"state"`
	Category record.Category `db:"category" json:"category"`
	Product  id.Ref          `db:"product_id" json:"product" ref:"product"`
	Owner    id.Ref          `db:"owner_id" json:"owner" ref:"member"`
	Horizon  string          `db:"horizon" json:"horizon"`
	StartOn  clock.Day       `db:"start_on" json:"startOn"`
	EndOn    clock.Day       `db:"end_on" json:"endOn" doc:"The day it ends; of a release and a milestone the day it is due, or went out."`
	Version  int64           `db:"version" json:"version"`

	Items          int64   `json:"items" doc:"Stories, bugs, tasks and spikes that deliver it or ship in it, without those that were dropped. One that delivers two features of a release counts for each."`
	Accepted       int64   `json:"accepted" doc:"Of these, accepted."`
	Points         float64 `json:"points" doc:"Their estimates together."`
	PointsAccepted float64 `json:"pointsAccepted" doc:"Estimates of those accepted together."`

	DueOn      clock.Day     `db:"due_on" json:"-"`
	ReleasedOn clock.Day     `db:"released_on" json:"-"`
	ArchivedAt clock.Instant `db:"archived_at" json:"-"`
}

// end settles the day on which a line ends.
func (l *Line) end() {
	switch {
	case l.ReleasedOn != "":
		l.EndOn = l.ReleasedOn
	case l.Kind == "release" || l.Kind == "milestone":
		l.EndOn = l.DueOn
	}
}

func (l *Line) over() bool { return l.Category == record.Done || l.Category == record.Closed }

// Span is where a line stands.
func (l *Line) Span() Span { return Span{l.StartOn, l.EndOn} }

// Patch gives what has to be changed of a line so that it stands elsewhere.
func (l *Line) Patch(to Span) map[string]any {
	patch := map[string]any{}
	if to.Start != l.StartOn && l.Kind != "milestone" {
		patch["startOn"] = to.Start
	}
	if to.End != l.EndOn {
		patch[l.EndField()] = to.End
	}
	return patch
}

// EndField is the field that says when a line ends.
func (l *Line) EndField() string {
	if l.Kind == "release" || l.Kind == "milestone" {
		return "dueOn"
	}
	return "endOn"
}

// Tie is a link between two lines, or from one to an objective.
type Tie struct {
	ID   string `db:"id" json:"id"`
	Type string `db:"type" json:"type" doc:"blocks, ships in, delivers or serves."`
	From string `db:"from_id" json:"from" ref:"-"`
	To   string `db:"to_id" json:"to" ref:"-"`
}

// Roadmap is all lines that somebody may see, with what ties them.
type Roadmap struct {
	Lines []Line
	Ties  []Tie
	More  bool // there are more lines than are looked at
	at    map[string]int
}

// Line finds a line; nil when it is not on the roadmap.
func (r *Roadmap) Line(id string) *Line {
	if i, ok := r.at[id]; ok {
		return &r.Lines[i]
	}
	return nil
}

func (r *Roadmap) index() {
	r.at = make(map[string]int, len(r.Lines))
	for i := range r.Lines {
		r.at[r.Lines[i].ID] = i
	}
}

// Nodes gives the lines as a ripple sees them.
func (r *Roadmap) Nodes() []Node {
	out := make([]Node, len(r.Lines))
	for i := range r.Lines {
		l := &r.Lines[i]
		out[i] = Node{l.ID, l.Span(), l.over()}
	}
	return out
}

// Edges gives what waits for what: what is blocked for what blocks it, a
// release for its content.
func (r *Roadmap) Edges() []Edge {
	var out []Edge
	for _, t := range r.Ties {
		switch t.Type {
		case link.Blocks:
			out = append(out, Edge{From: t.From, To: t.To})
		case link.ShipsIn:
			out = append(out, Edge{Content: true, From: t.From, To: t.To})
		}
	}
	return out
}

// Register adds the questions about the roadmap as a whole, moving several
// lines at once, scenarios, snapshots and looks. A later area says what may be
// expected of the lines.
func Register(r *op.Registry, outlooks Outlooks) {
	op.Ask(r, "roadmap.plan", planOf, op.Says("Show the roadmap: its lines over days, what waits for what, and where the dates are in conflict."), op.Needs(op.Inside), at("plan"))
	op.Ask(r, "roadmap.ripple", rippleOf, op.Says("Say what else would have to move, and in which order, if a line of the roadmap were moved."), op.Needs(op.Inside), at("ripple"))
	op.Ask(r, "roadmap.changes", changesOf, op.Says("Say what changed on the roadmap: since you looked last, since a snapshot, or since a day."), op.Needs(op.Inside), at("changes"))
	op.Do(r, "roadmap.move", move, op.Says("Move lines of the roadmap, with all that has to move with them, as one change."), op.At("POST", "/api/v1/roadmap/move"))
	op.Raw(r, "roadmap.look", look, op.Says("Say that you have seen the roadmap as it is now: what changed is told from here on."), op.Scoped("comment"), op.At("POST", "/api/v1/roadmap/look"))
	op.Ask(r, "roadmap.odds", oddsOf(outlooks), op.Says("Say by when the lines of the roadmap will be done, and how likely by their days."), op.Needs(op.Inside), at("odds"))
	registerScenarios(r, outlooks)
	registerSnapshots(r)
}

func at(path string) op.Option { return op.At("GET", "/api/v1/roadmap/"+path) }

// In is what every question about the roadmap has: how much of it is asked for.
type In struct {
	Product   string `json:"product" in:"query" ref:"product" doc:"Only the lines of one product, by id or key, and what they wait for elsewhere. All that you may see when left out."`
	Portfolio string `json:"portfolio" in:"query" ref:"portfolio" doc:"Only the lines of the products of one portfolio and those below it."`
}

// PlanIn asks for the roadmap.
type PlanIn struct {
	In
	AsOf     clock.Day `json:"asOf" in:"query" v:"day" doc:"As it was at the end of this day."`
	Snapshot string    `json:"snapshot" in:"query" ref:"-" doc:"As it was when a snapshot was taken, by its id."`
}

// Plan is the roadmap.
type Plan struct {
	Lines     []Line     `json:"lines"`
	Ties      []Tie      `json:"ties"`
	Conflicts []Conflict `json:"conflicts" doc:"Where the dates are in conflict."`
	Seq       int64      `json:"seq" doc:"The row of the ledger up to which this holds."`
	More      bool       `json:"more" doc:"There are more lines than are shown; ask for a product or portfolio."`
}

func planOf(ctx context.Context, v *op.View, in PlanIn) (*Plan, error) {
	all, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	then, err := momentOf(ctx, v, in.AsOf, in.Snapshot)
	if err != nil {
		return nil, err
	}
	if then != nil {
		if all, _, err = all.asOf(ctx, v, *then); err != nil {
			return nil, err
		}
	} else {
		all.Lines = present(all.Lines)
		all.index()
	}
	products, err := in.products(ctx, v)
	if err != nil {
		return nil, err
	}
	some := all.only(products)
	if then == nil {
		if err := some.progress(ctx, v, products); err != nil {
			return nil, err
		}
	}
	out := &Plan{Lines: some.Lines, Ties: some.Ties, Conflicts: Conflicts(some.Nodes(), some.Edges()), More: all.More}
	out.Seq, err = lastSeq(ctx, v)
	return out, err
}

// Outlook is what may be expected of one line: a later area forecasts it from
// the team's own past and is handed in.
type Outlook interface {
	// Odds tells how likely it is done by the end of a day.
	Odds(by clock.Day) float64
	// By gives the day by which it is done with some odds; "" when that is
	// beyond what can be told.
	By(share float64) clock.Day
	// Open tells how many of its items are open, and how many are done.
	Open() (open, done int)
}

// Outlooks tells what may be expected of some lines, by their ids; those that
// cannot be forecast are left out.
type Outlooks func(ctx context.Context, v *op.View, ids []string) (map[string]Outlook, error)
