package plan

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// ChangesIn asks what changed: since a look when nothing else is said.
type ChangesIn struct {
	In
	AsOf     clock.Day `json:"asOf" in:"query" v:"day" doc:"Since the end of this day."`
	Snapshot string    `json:"snapshot" in:"query" ref:"-" doc:"Since a snapshot was taken, by its id."`
}

// Changes is what became of the roadmap since a moment.
type Changes struct {
	Since clock.Instant `json:"since" doc:"The moment it is held against; null when you have never looked."`
	Items []Changed     `json:"items" doc:"The latest first, at most 500."`
	More  bool          `json:"more"`
	Gone  []Line        `json:"gone" doc:"Lines that stood there then and are no more, as they were."`
}

// What can be said of a changed line.
const (
	isAdded   = "added"
	isGone    = "gone"
	isDropped = "dropped"
	isOut     = "released"
	isMoved   = "moved"
	isState   = "state"
	isHorizon = "horizon"
	isRelease = "release"
	isTitle   = "title"
	isWaits   = "waits"
)

// Changed is a line that is not as it was.
type Changed struct {
	ID      string        `json:"id"`
	Key     string        `json:"key"`
	Kind    string        `json:"kind"`
	Title   string        `json:"title"`
	Product id.Ref        `json:"product" ref:"product"`
	What    []string      `json:"what" doc:"added, gone, dropped, released, moved, state, horizon, release, title or waits."`
	Before  *Face         `json:"before" doc:"As it was; null when it was not there."`
	After   *Face         `json:"after" doc:"As it is; null when it is no more."`
	By      id.Ref        `json:"by" ref:"member" doc:"Who changed it last."`
	At      clock.Instant `json:"at" doc:"When that was."`
}

// Face is what is compared of a line.
type Face struct {
	Title   string    `json:"title"`
	State   string    `json:"state"`
	Horizon string    `json:"horizon"`
	StartOn clock.Day `json:"startOn"`
	EndOn   clock.Day `json:"endOn"`
	Release []string  `json:"release" ref:"-" doc:"Keys of the releases it ships in."`
	Waits   []string  `json:"waits" ref:"-" doc:"Keys of what it waits for."`
}

// mostChanges bounds what is told of one comparison.
const mostChanges = 500

func changesOf(ctx context.Context, v *op.View, in ChangesIn) (*Changes, error) {
	products, err := in.products(ctx, v)
	if err != nil {
		return nil, err
	}
	then, err := momentOf(ctx, v, in.AsOf, in.Snapshot)
	if err != nil {
		return nil, err
	}
	out := &Changes{Items: []Changed{}, Gone: []Line{}}
	if then == nil {
		l, found, err := lookOf(ctx, v, placeOf(products))
		if err != nil || !found {
			return out, err
		}
		then, out.Since = &moment{seq: l.Seq}, l.At
	} else if out.Since, err = then.when(ctx, v); err != nil {
		return nil, err
	}
	all, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	was, touched, err := all.asOf(ctx, v, *then)
	if err != nil {
		return nil, err
	}
	all.Lines = present(all.Lines)
	all.index()
	out.fill(was, all, touched, products)
	return out, nil
}

// when is the instant of a moment.
func (m *moment) when(ctx context.Context, v *op.View) (clock.Instant, error) {
	if m.seq == 0 {
		return m.at, nil
	}
	at, err := store.All[clock.Instant](ctx, v.R, "select noted_at from ledger where workspace_id = ? and seq <= ? order by seq desc limit 1", v.Workspace, m.seq)
	if len(at) == 0 {
		return 0, err
	}
	return at[0], err
}

func (c *Changes) fill(was, is *Roadmap, touched map[string]touch, products map[string]bool) {
	before, after := was.faces(is), is.faces(was)
	for id, t := range touched {
		l, then := is.Line(id), was.Line(id)
		if l == nil && then == nil {
			continue // came and went
		}
		one := Changed{ID: id, By: t.by, At: t.at, Before: before[id], After: after[id]}
		of := l
		if l == nil {
			of = then
			c.Gone = append(c.Gone, *then)
		}
		one.Key, one.Kind, one.Title, one.Product = of.Key, of.Kind, of.Title, of.Product
		if products != nil && !products[string(of.Product)] {
			continue
		}
		if one.What = differ(then, l, one.Before, one.After); len(one.What) > 0 {
			c.Items = append(c.Items, one)
		}
	}
	slices.SortFunc(c.Items, func(a, b Changed) int { return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(a.Key, b.Key)) })
	c.More = len(c.Items) > mostChanges
	c.Items = c.Items[:min(len(c.Items), mostChanges)]
	sortLines(c.Gone)
	c.Gone = slices.DeleteFunc(c.Gone, func(l Line) bool { return products != nil && !products[string(l.Product)] })
}

// faces gives what is compared of all lines. A line at the other end that is no
// more goes by the key it has in the other roadmap.
func (r *Roadmap) faces(other *Roadmap) map[string]*Face {
	out := make(map[string]*Face, len(r.Lines))
	for _, l := range r.Lines {
		out[l.ID] = &Face{l.Title, l.State, l.Horizon, l.StartOn, l.EndOn, []string{}, []string{}}
	}
	key := func(id string) string {
		for _, from := range []*Roadmap{r, other} {
			if l := from.Line(id); l != nil {
				return l.Key
			}
		}
		return ""
	}
	for _, t := range r.Ties {
		switch {
		case t.Type == link.ShipsIn && out[t.From] != nil:
			out[t.From].Release = append(out[t.From].Release, key(t.To))
		case t.Type == link.Blocks && out[t.To] != nil:
			out[t.To].Waits = append(out[t.To].Waits, key(t.From))
		}
	}
	for _, f := range out {
		slices.Sort(f.Release)
		slices.Sort(f.Waits)
	}
	return out
}

// differ names what is different about a line.
func differ(was, is *Line, before, after *Face) []string {
	switch {
	case was == nil:
		return []string{isAdded}
	case is == nil:
		return []string{isGone}
	}
	var out []string
	add := func(what string, on bool) {
		if on {
			out = append(out, what)
		}
	}
	out = stateSaid(was, is)
	add(isMoved, before.StartOn != after.StartOn || before.EndOn != after.EndOn)
	add(isHorizon, before.Horizon != after.Horizon)
	add(isRelease, !slices.Equal(before.Release, after.Release))
	add(isWaits, !slices.Equal(before.Waits, after.Waits))
	add(isTitle, before.Title != after.Title)
	return out
}

// stateSaid tells a change of state by what matters about it.
func stateSaid(was, is *Line) []string {
	switch {
	case was.State == is.State:
		return nil
	case is.Category == "closed" && was.Category != "done" && is.Kind != "milestone":
		return []string{isDropped}
	case is.Category == "done":
		return []string{isOut}
	default:
		return []string{isState}
	}
}

func sortLines(lines []Line) {
	slices.SortFunc(lines, func(a, b Line) int { return cmp.Compare(a.ID, b.ID) })
}

func sortTies(ties []Tie) {
	slices.SortFunc(ties, func(a, b Tie) int { return cmp.Compare(a.ID, b.ID) })
}
