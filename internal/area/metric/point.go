package metric

import (
	"context"
	"fmt"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
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
	m, err := op.Find[Metric](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if m.Source == "events" {
		return nil, errs.New(errs.Invalid, "%s is counted from events; its points cannot be entered.", m.Key)
	}
	if err := checkPoints(in.Points, tx.Now); err != nil {
		return nil, err
	}
	out := &Entered{Metric: m.Key}
	for _, p := range in.Points {
		if err := put(ctx, tx, m, p, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// put writes one point and counts what it did.
func put(ctx context.Context, tx *op.Tx, m *Metric, p Point, out *Entered) error {
	there, err := record.Where[MetricPoint](ctx, tx.View.At, "d.record_id = ? and d.at = ?", m.ID, p.At)
	if err != nil {
		return err
	}
	after := MetricPoint{At: p.At, Value: p.Value, Note: p.Note}
	switch {
	case len(there) == 0:
		out.Added++
		after.ID, after.Product, after.Record = id.Of("metric_point", tx.Workspace, m.ID, p.At.String()), m.Product, id.Ref(m.ID)
		return tx.Insert(ctx, &after)
	case there[0].Value == p.Value && there[0].Note == p.Note:
		out.Same++
		return nil
	default:
		out.Replaced++
		after.Part = there[0].Part
		return tx.Update(ctx, &there[0], &after)
	}
}

func checkPoints(points []Point, now clock.Instant) error {
	var list errs.List
	for i, p := range points {
		at := fmt.Sprintf("points.%d.", i)
		switch {
		case p.At == 0:
			list.Add(at+"at", "is required: a time like 2026-03-01T09:00:00Z")
		case p.At > now.Add(aheadLimit):
			list.Add(at+"at", "lies in the future")
		}
	}
	return list.Err()
}

// PointsIn asks for points.
type PointsIn struct {
	ID     string        `json:"id" in:"path" v:"required" doc:"Id or key of the metric."`
	From   clock.Instant `json:"from" in:"query" doc:"Not before this time."`
	To     clock.Instant `json:"to" in:"query" doc:"Before this time."`
	Limit  int           `json:"limit" in:"query"`
	Cursor string        `json:"cursor" in:"query"`
}

func points(ctx context.Context, v *op.View, in PointsIn) (page.Page[Point], error) {
	var none page.Page[Point]
	m, err := op.Find[Metric](ctx, v, in.ID)
	if err != nil {
		return none, err
	}
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	where, args := "d.record_id = ? and d.at >= ?", []any{m.ID, in.From}
	if in.To != 0 {
		where, args = where+" and d.at < ?", append(args, in.To)
	}
	mark := page.MarkOf("metric.points", v.Workspace, m.ID, in.From.String(), in.To.String())
	if in.Cursor != "" {
		after, err := place(in.Cursor, mark)
		if err != nil {
			return none, err
		}
		where, args = where+" and d.at > ?", append(args, after)
	}
	rows, err := record.Where[MetricPoint](ctx, v.At, where+" order by d.at limit ?", append(args, limit+1)...)
	out := make([]Point, len(rows))
	for i, p := range rows {
		out[i] = Point{p.At, p.Value, p.Note}
	}
	return page.Cut(out, limit, func(p Point) page.Cursor {
		return page.Cursor{Of: mark, ID: p.At.String()}
	}), err
}

// place reads the moment of the last point on the page before.
func place(cursor string, mark page.Mark) (clock.Instant, error) {
	c, err := page.Decode(cursor)
	if err == nil {
		err = c.Check(mark)
	}
	if err != nil {
		return 0, err
	}
	at, err := clock.ParseInstant(c.ID)
	if err != nil {
		return 0, errs.Fieldf("cursor", "is not the next of a page before")
	}
	return at, nil
}

// LastIn names a metric.
type LastIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the metric."`
}

// Latest is the newest point of a metric.
type Latest struct {
	Metric string `json:"metric" ref:"metric" doc:"Key of the metric."`
	Point  *Point `json:"point" doc:"Null while there is none."`
}

func last(ctx context.Context, v *op.View, in LastIn) (*Latest, error) {
	m, err := op.Find[Metric](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	found, err := Last(ctx, v, m.ID)
	if err != nil {
		return nil, err
	}
	out := &Latest{Metric: m.Key}
	if p, ok := found[m.ID]; ok {
		out.Point = &p
	}
	return out, nil
}

// Last gives the newest point of each of some metrics, by the metric's id. A
// metric without points, or one that the actor may not see, is left out.
func Last(ctx context.Context, v *op.View, metrics ...string) (map[string]Point, error) {
	out := map[string]Point{}
	for _, m := range metrics {
		rows, err := op.Where[MetricPoint](ctx, v, "d.record_id = ? order by d.at desc limit 1", m)
		if err != nil {
			return nil, err
		}
		if len(rows) == 1 {
			out[m] = Point{rows[0].At, rows[0].Value, rows[0].Note}
		}
	}
	return out, nil
}
