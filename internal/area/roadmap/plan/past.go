package plan

import (
	"context"
	"encoding/json"
	"time"

	"throughline/internal/core/ledger"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// moment is a place in the past: after a row of the ledger, or at an instant.
type moment struct {
	seq int64
	at  clock.Instant // counts when seq is 0
}

// momentOf gives the moment of a day's end, or of a snapshot; nil for now.
func momentOf(ctx context.Context, v *op.View, day clock.Day, snapshot string) (*moment, error) {
	switch {
	case snapshot != "":
		s, err := op.Find[RoadmapSnapshot](ctx, v, snapshot)
		if err != nil {
			return nil, err
		}
		return &moment{seq: s.Seq}, nil
	case day != "":
		return &moment{at: endOf(v, day)}, nil
	default:
		return nil, nil //nolint:nilnil // now is no moment of the past
	}
}

// endOf is the last instant of a day in the workspace's time zone.
func endOf(v *op.View, day clock.Day) clock.Instant {
	t := day.Add(1).Time()
	return clock.From(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, v.Zone())) - 1
}

// row is what is read of a row of the ledger.
type row struct {
	Seq    int64         `db:"seq"`
	At     clock.Instant `db:"at"`
	Actor  id.Ref        `db:"actor_id"`
	Entity string        `db:"entity_id"`
	Kind   string        `db:"kind"`
	Act    ledger.Act    `db:"act"`
	Diff   patch.Diff    `db:"diff"`
}

// touch is the last change of a line since a moment.
type touch struct {
	by id.Ref
	at clock.Instant
}

// asOf takes back what happened on the roadmap since a moment. It gives the
// roadmap as it was then, and who touched which line last since.
func (r *Roadmap) asOf(ctx context.Context, v *op.View, then moment) (*Roadmap, map[string]touch, error) {
	scope, args := v.Scope("product_id")
	where, arg, order := "seq > ?", then.seq, "seq desc"
	if then.seq == 0 && then.at != 0 {
		// What was learnt later may have happened before: the past goes by when.
		where, arg, order = "at > ?", int64(then.at), "at desc, seq desc"
	}
	p := newPast(r)
	err := store.Each(ctx, v.R, "select seq, at, actor_id, entity_id, kind, act, diff from ledger where workspace_id = ? and "+where+
		" and kind in ('feature', 'initiative', 'release', 'milestone', 'link') and "+scope+" order by "+order,
		p.takeBack, append([]any{v.Workspace, arg}, args...)...)
	if err != nil {
		return nil, nil, err
	}
	return p.roadmap(), p.touched, nil
}

// past is a roadmap on its way back.
type past struct {
	lines   map[string]*Line
	ties    map[string]Tie
	touched map[string]touch
}

func newPast(r *Roadmap) *past {
	p := &past{lines: make(map[string]*Line, len(r.Lines)), ties: make(map[string]Tie, len(r.Ties)), touched: map[string]touch{}}
	for i := range r.Lines {
		l := r.Lines[i]
		p.lines[l.ID] = &l
	}
	for _, t := range r.Ties {
		p.ties[t.ID] = t
	}
	return p
}

func (p *past) takeBack(r row) error {
	if r.Kind == "link" {
		return p.untie(r)
	}
	l := p.lines[r.Entity]
	if l == nil {
		return nil
	}
	if r.Act == ledger.Create {
		p.touch(r.Entity, r)
		delete(p.lines, r.Entity)
		return nil
	}
	seen := false
	for name, to := range l.fields() {
		if c, ok := r.Diff[name]; ok {
			if err := set(to, c[0]); err != nil {
				return err
			}
			seen = seen || name != "owner"
		}
	}
	if seen {
		p.touch(r.Entity, r)
	}
	return nil
}

// set gives a field the value that it had; the ledger's null is none.
func set(to any, raw json.RawMessage) error {
	if string(raw) == "null" {
		switch to := to.(type) { // the others know of null themselves
		case *string:
			*to = ""
		case *record.Category:
			*to = ""
		case *clock.Instant:
			*to = 0
		}
	}
	return json.Unmarshal(raw, to)
}

// fields are those of a line that the past is told by, as the ledger calls
// them.
func (l *Line) fields() map[string]any {
	f := map[string]any{"title": &l.Title, "state": &l.State, "category": &l.Category, "owner": &l.Owner, "archivedAt": &l.ArchivedAt}
	switch l.Kind {
	case "feature":
		f["horizon"], f["startOn"], f["endOn"] = &l.Horizon, &l.StartOn, &l.EndOn
	case "initiative":
		f["startOn"], f["endOn"] = &l.StartOn, &l.EndOn
	case "release":
		f["startOn"], f["dueOn"], f["releasedOn"] = &l.StartOn, &l.DueOn, &l.ReleasedOn
	default:
		f["dueOn"] = &l.DueOn
	}
	return f
}

func (p *past) touch(id string, r row) {
	if _, newer := p.touched[id]; !newer {
		p.touched[id] = touch{r.Actor, r.At}
	}
}

func (p *past) untie(r row) error {
	var t Tie
	side := 0
	if r.Act == ledger.Create {
		side = 1
	}
	for name, to := range map[string]*string{"type": &t.Type, "from": &t.From, "to": &t.To} {
		if c, ok := r.Diff[name]; ok {
			if err := json.Unmarshal(c[side], to); err != nil {
				return err
			}
		}
	}
	if t.Type != link.Blocks && t.Type != link.ShipsIn && t.Type != link.Delivers && t.Type != link.Serves || p.lines[t.From] == nil {
		return nil
	}
	if r.Act == ledger.Create {
		delete(p.ties, r.Entity)
	} else if r.Act == ledger.Delete {
		t.ID = r.Entity
		p.ties[t.ID] = t
	}
	if t.Type == link.ShipsIn || t.Type == link.Blocks {
		p.touch(t.From, r)
		if t.Type == link.Blocks {
			p.touch(t.To, r)
		}
	}
	return nil
}

// roadmap gives what was there then.
func (p *past) roadmap() *Roadmap {
	out := &Roadmap{Lines: []Line{}, Ties: []Tie{}}
	for _, l := range p.lines {
		if l.ArchivedAt == 0 {
			l.end()
			out.Lines = append(out.Lines, *l)
		}
	}
	sortLines(out.Lines)
	out.index()
	for _, t := range p.ties {
		if out.Line(t.From) != nil && (out.Line(t.To) != nil || t.Type == link.Serves) {
			out.Ties = append(out.Ties, t)
		}
	}
	sortTies(out.Ties)
	return out
}

// RoadmapSnapshot is a name for the roadmap as it was at a moment.
type RoadmapSnapshot struct {
	record.Part
	Name string        `db:"name" json:"name" v:"required,max=120" doc:"What it is called."`
	Seq  int64         `db:"seq" json:"seq" doc:"The last row of the ledger that belongs to it."`
	At   clock.Instant `db:"taken_at" json:"takenAt" doc:"When it was taken."`
}
