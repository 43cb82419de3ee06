package metric

import (
	"context"
	"fmt"
	"strings"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// aheadLimit is how far a point may lie in the future: clocks differ.
const aheadLimit = time.Hour

// EnterIn is points to enter, in any order.
type EnterIn struct {
	ID     string  `json:"id" in:"path" v:"required" doc:"Id or key of the metric."`
	Points []Point `json:"points" v:"required,max=1000"`
}

// Entered counts what an entry did.
type Entered struct {
	Metric   string `json:"metric" ref:"metric" doc:"Key of the metric."`
	Added    int    `json:"added"`
	Replaced int    `json:"replaced" doc:"Points that had another value or note for the moment."`
	Same     int    `json:"same" doc:"Points that were there already."`
}

// enter adds points and replaces those of the same moment. Of several points
// for one moment in one call the last one counts.
func enter(ctx context.Context, tx *op.Tx, in EnterIn) (*Entered, error) {
	m, err := enterable(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := checkPoints(in.Points, tx.Now); err != nil {
		return nil, err
	}
	return put(ctx, tx, m, in.Points)
}

// enterable finds a metric whose points people and programs may enter.
func enterable(ctx context.Context, tx *op.Tx, ref string) (*Metric, error) {
	m, err := op.Find[Metric](ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	if msg := m.closed(); msg != "" {
		return nil, errs.New(errs.Invalid, "%s", msg)
	}
	return m, nil
}

// closed says why points cannot be entered; "" when they can.
func (m *Metric) closed() string {
	if m.Source == "events" {
		return fmt.Sprintf("%s is counted from events; its points cannot be entered.", m.Key)
	}
	return ""
}

// Note enters one point of a metric for now: somebody said where it stands.
func Note(ctx context.Context, tx *op.Tx, metric string, value float64, note string) error {
	m, err := enterable(ctx, tx, metric)
	if err != nil {
		return err
	}
	_, err = put(ctx, tx, m, []Point{{At: tx.Now, Value: value, Note: note}})
	return err
}

// put writes points, counts what that did and looks at the alerts.
func put(ctx context.Context, tx *op.Tx, m *Metric, points []Point) (*Entered, error) {
	there, err := pointsAt(ctx, tx, m.ID, points)
	if err != nil {
		return nil, err
	}
	w := writing{m, there, &Entered{Metric: m.Key}}
	for _, p := range points {
		if err := w.one(ctx, tx, p); err != nil {
			return nil, err
		}
	}
	if w.out.Added+w.out.Replaced == 0 {
		return w.out, nil
	}
	return w.out, heed(ctx, tx, m)
}

// writing is points on their way in.
type writing struct {
	m     *Metric
	there map[clock.Instant]MetricPoint
	out   *Entered
}

// one writes one point and counts what it did.
func (w writing) one(ctx context.Context, tx *op.Tx, p Point) error {
	after := MetricPoint{At: p.At, Value: p.Value, Note: p.Note}
	before, known := w.there[p.At]
	switch {
	case !known:
		w.out.Added++
		after.ID, after.Product, after.Record = id.Of("metric_point", tx.Workspace, w.m.ID, p.At.String()), w.m.Product, id.Ref(w.m.ID)
		if err := tx.Insert(ctx, &after); err != nil {
			return err
		}
	case before.Value == p.Value && before.Note == p.Note:
		w.out.Same++
		return nil
	default:
		w.out.Replaced++
		after.Part = before.Part
		if err := tx.Update(ctx, &before, &after); err != nil {
			return err
		}
	}
	w.there[p.At] = after
	return nil
}

// atOnce bounds how many points are looked for with one question.
const atOnce = 500

// pointsAt gives the points that a metric has at the moments of some others.
func pointsAt(ctx context.Context, tx *op.Tx, metric string, points []Point) (map[clock.Instant]MetricPoint, error) {
	out := map[clock.Instant]MetricPoint{}
	for len(points) > 0 {
		n := min(len(points), atOnce)
		marks, args := moments(points[:n])
		rows, err := record.Where[MetricPoint](ctx, tx.At, "d.record_id = ? and d.at in ("+marks+")", append([]any{metric}, args...)...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.At] = r
		}
		points = points[n:]
	}
	return out, nil
}

// moments gives placeholders for the moments of points. As with record.Among
// there are a power of two of them, so that few statements serve all.
func moments(points []Point) (marks string, args []any) {
	n := 1
	for n < len(points) {
		n *= 2
	}
	for i := range n {
		args = append(args, points[min(i, len(points)-1)].At)
	}
	return strings.Repeat("?,", n-1) + "?", args
}

// checkPoints refuses what lies in the future; a point without a time is one
// of now.
func checkPoints(points []Point, now clock.Instant) error {
	var list errs.List
	for i := range points {
		p := &points[i]
		if p.At == 0 {
			p.At = now
		}
		if msg := p.wrong(now); msg != "" {
			list.Add(fmt.Sprintf("points.%d.at", i), "%s", msg)
		}
	}
	return list.Err()
}

// wrong says what is wrong with the moment of a point; "" for nothing.
func (p *Point) wrong(now clock.Instant) string {
	if p.At > now.Add(aheadLimit) {
		return "lies in the future"
	}
	return ""
}

// RemoveIn names points to remove.
type RemoveIn struct {
	ID string          `json:"id" in:"path" v:"required" doc:"Id or key of the metric."`
	At []clock.Instant `json:"at" v:"required,max=500" doc:"The moments of the points."`
}

// Removed counts what a removal did.
type Removed struct {
	Metric  string `json:"metric" ref:"metric" doc:"Key of the metric."`
	Removed int    `json:"removed" doc:"Moments at which there is no point count nothing."`
}

func remove(ctx context.Context, tx *op.Tx, in RemoveIn) (*Removed, error) {
	m, err := enterable(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	wanted := make([]Point, len(in.At))
	for i, at := range in.At {
		wanted[i].At = at
	}
	there, err := pointsAt(ctx, tx, m.ID, wanted)
	if err != nil {
		return nil, err
	}
	out := &Removed{Metric: m.Key}
	for _, at := range in.At {
		p, ok := there[at]
		if !ok {
			continue
		}
		delete(there, at)
		if err := tx.Delete(ctx, &p); err != nil {
			return nil, err
		}
		out.Removed++
	}
	if out.Removed == 0 {
		return out, nil
	}
	return out, heed(ctx, tx, m)
}
