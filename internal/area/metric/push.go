package metric

import (
	"context"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Pushed is a point on its way to a metric.
type Pushed struct {
	Metric string        `json:"metric" ref:"-" doc:"Id or key of the metric."`
	At     clock.Instant `json:"at" doc:"When it was so; left out, now."`
	Value  *float64      `json:"value"`
	Note   string        `json:"note" doc:"What should be known of this value."`
}

// PushIn is points of several metrics.
type PushIn struct {
	Points []Pushed `json:"points" v:"required,max=1000"`
}

// PushOut counts what a push did.
type PushOut struct {
	Added    int   `json:"added"`
	Replaced int   `json:"replaced" doc:"Points that had another value or note for the moment."`
	Same     int   `json:"same" doc:"Points that were there already: a push sent twice changes nothing."`
	Bad      []Bad `json:"bad" doc:"What could not be taken; the rest went in."`
}

// Bad is a row or point that could not be taken, and why.
type Bad struct {
	Row    int    `json:"row" doc:"Its place: of a push counted from 0, of a table the line, counted from 1."`
	Column string `json:"column" doc:"The field or column at fault; empty for all of it."`
	Text   string `json:"text" doc:"What stands there."`
	Reason string `json:"reason" doc:"What is wrong with it."`
}

// push takes what can be taken, metric by metric. A point that cannot is
// reported by its place, so that whoever sends many at night loses one and not
// all.
func push(ctx context.Context, tx *op.Tx, in PushIn) (*PushOut, error) {
	known, err := named(ctx, &tx.View, in.Points)
	if err != nil {
		return nil, err
	}
	out := &PushOut{Bad: []Bad{}}
	fit, order := map[string][]Point{}, []*Metric{}
	for i, p := range in.Points {
		if p.At == 0 {
			p.At = tx.Now
		}
		m := known[strings.ToLower(p.Metric)]
		if bad := p.check(m, tx.Now); bad != nil {
			bad.Row = i
			out.Bad = append(out.Bad, *bad)
			continue
		}
		if _, begun := fit[m.ID]; !begun {
			order = append(order, m)
		}
		fit[m.ID] = append(fit[m.ID], Point{p.At, *p.Value, p.Note})
	}
	if len(order) == 0 {
		return nil, nothingTaken(out.Bad)
	}
	for _, m := range order {
		did, err := put(ctx, tx, m, fit[m.ID])
		if err != nil {
			return nil, err
		}
		out.Added, out.Replaced, out.Same = out.Added+did.Added, out.Replaced+did.Replaced, out.Same+did.Same
	}
	return out, nil
}

// nothingTaken refuses a push of which nothing could be taken: whoever sends one
// point to a metric that is not there has to hear of it.
func nothingTaken(bad []Bad) error {
	first := bad[0]
	kind := errs.Invalid
	if first.Column == "metric" {
		kind = errs.NotFound
	}
	return errs.New(kind, "None of the points could be taken; of the first, %s %q %s.", first.Column, first.Text, first.Reason)
}

// noteLimit bounds what is said of a point.
const noteLimit = 500

func (p *Pushed) check(m *Metric, now clock.Instant) *Bad {
	at := Point{At: p.At}
	switch {
	case m == nil:
		return &Bad{Column: "metric", Text: shorten(p.Metric), Reason: "is no metric here, or you may not see it"}
	case m.closed() != "":
		return &Bad{Column: "metric", Text: m.Key, Reason: "is counted from events; its points cannot be entered"}
	case p.Value == nil:
		return &Bad{Column: "value", Reason: "is required"}
	case at.wrong(now) != "":
		return &Bad{Column: "at", Text: p.At.String(), Reason: at.wrong(now)}
	case len([]rune(p.Note)) > noteLimit:
		return &Bad{Column: "note", Text: shorten(p.Note), Reason: "must have at most 500 characters"}
	case strings.ContainsRune(p.Note, 0):
		return &Bad{Column: "note", Reason: "must be valid text without NUL characters"}
	}
	return nil
}

// named finds the metrics of a push by id, key or alias, with two questions
// for all.
func named(ctx context.Context, v *op.View, points []Pushed) (map[string]*Metric, error) {
	var refs []string
	seen := map[string]bool{}
	for _, p := range points {
		if !seen[p.Metric] {
			seen[p.Metric] = true
			refs = append(refs, p.Metric)
		}
	}
	out := map[string]*Metric{}
	ids, err := record.IDs(ctx, v.At, refs)
	if err != nil || len(ids) == 0 {
		return out, err
	}
	marks, args := record.Among(ids)
	found, err := op.Where[Metric](ctx, v, "r.kind = 'metric' and r.archived_at = 0 and r.id in ("+marks+")", args...)
	for i := range found {
		m := &found[i]
		out[m.ID], out[strings.ToLower(m.Key)] = m, m
		for _, a := range m.Aliases {
			out[strings.ToLower(a)] = m
		}
	}
	return out, err
}

// shorten keeps what is shown of foreign text to a line.
func shorten(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
