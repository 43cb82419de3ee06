package metric

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/page"
	"throughline/internal/platform/store"
)

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
	series, err := Series(ctx, v, 0, 1, metrics...)
	out := make(map[string]Point, len(series))
	for m, points := range series {
		out[m] = points[0]
	}
	return out, err
}

// pointOf is a point with its metric.
type pointOf struct {
	Metric string        `db:"record_id"`
	At     clock.Instant `db:"at"`
	Value  float64       `db:"value"`
	Note   string        `db:"note"`
}

// Series gives the newest points of each of some metrics since a time, at most
// so many of each, oldest first and by the metric's id; with one question for
// all. What the actor may not see is left out.
func Series(ctx context.Context, v *op.View, since clock.Instant, most int, metrics ...string) (map[string][]Point, error) {
	out := map[string][]Point{}
	if len(metrics) == 0 {
		return out, nil
	}
	marks, args := record.Among(metrics)
	scope, see := v.Scope("p.product_id")
	args = append(append([]any{v.Workspace}, args...), see...)
	rows, err := store.All[pointOf](ctx, v.R, `select record_id, at, value, note from (
  select p.record_id, p.at, p.value, p.note, row_number() over (partition by p.record_id order by p.at desc) as nth
  from metric_point p where p.workspace_id = ? and p.record_id in (`+marks+`) and `+scope+` and p.at >= ?
) x where nth <= ? order by record_id, at`, append(args, since, most)...)
	for _, r := range rows {
		out[r.Metric] = append(out[r.Metric], Point{r.At, r.Value, r.Note})
	}
	return out, err
}

// Before gives the newest point of each of some metrics that is not later than
// a moment, by the metric's id. What the actor may not see is left out.
func Before(ctx context.Context, v *op.View, until clock.Instant, metrics ...string) (map[string]Point, error) {
	out := map[string]Point{}
	if len(metrics) == 0 {
		return out, nil
	}
	marks, args := record.Among(metrics)
	scope, see := v.Scope("p.product_id")
	args = append(append([]any{v.Workspace}, args...), see...)
	rows, err := store.All[pointOf](ctx, v.R, `select record_id, at, value, note from (
  select p.record_id, p.at, p.value, p.note, row_number() over (partition by p.record_id order by p.at desc) as nth
  from metric_point p where p.workspace_id = ? and p.record_id in (`+marks+`) and `+scope+` and p.at <= ?
) x where nth = 1`, append(args, int64(until))...)
	for _, r := range rows {
		out[r.Metric] = Point{r.At, r.Value, r.Note}
	}
	return out, err
}
