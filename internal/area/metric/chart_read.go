package metric

import (
	"context"
	"encoding/json"
	"slices"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/store"
)

// ChartIn asks for a metric over time.
type ChartIn struct {
	ID   string        `json:"id" in:"path" v:"required" doc:"Id or key of the metric."`
	From clock.Instant `json:"from" in:"query" doc:"Not before this time."`
	To   clock.Instant `json:"to" in:"query" doc:"Before this time."`
}

// Chart is a metric over time with what it is held against.
type Chart struct {
	Metric  string        `json:"metric" ref:"metric" doc:"Key of the metric."`
	Points  []Point       `json:"points" doc:"Oldest first; the newest 2000 of the stretch."`
	More    bool          `json:"more" doc:"There are more than are shown."`
	Line    *Line         `json:"line" doc:"The way from its baseline to its target; null where an end is missing."`
	Behind  *float64      `json:"behind" doc:"How far the newest point lies on the wrong side of that line, in the metric's unit; null without line or point."`
	Changes []Redefined   `json:"changes" doc:"When its definition changed, oldest first: values on both sides do not compare."`
	Alerts  []MetricAlert `json:"alerts"`
}

// Redefined is a change of a definition.
type Redefined struct {
	At      clock.Instant `json:"at"`
	Version int64         `json:"version" doc:"The definition from then on."`
	Before  string        `json:"before" doc:"The definition until then."`
}

const mostPoints = 2000

func chart(ctx context.Context, v *op.View, in ChartIn) (*Chart, error) {
	m, err := op.Find[Metric](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	out := &Chart{Metric: m.Key, Points: []Point{}}
	where, args := "d.record_id = ? and d.at >= ?", []any{m.ID, in.From}
	if in.To != 0 {
		where, args = where+" and d.at < ?", append(args, in.To)
	}
	rows, err := record.Where[MetricPoint](ctx, v.At, where+" order by d.at desc limit ?", append(args, mostPoints+1)...)
	if err != nil {
		return nil, err
	}
	if out.More = len(rows) > mostPoints; out.More {
		rows = rows[:mostPoints]
	}
	for _, r := range slices.Backward(rows) {
		out.Points = append(out.Points, Point{r.At, r.Value, r.Note})
	}
	if l, ok := m.Line(); ok {
		out.Line = &l
		if n := len(out.Points); n > 0 {
			behind := l.Behind(out.Points[n-1])
			out.Behind = &behind
		}
	}
	if out.Changes, err = redefined(ctx, v, m); err != nil {
		return nil, err
	}
	out.Alerts, err = record.Where[MetricAlert](ctx, v.At, "d.record_id = ? order by d.created_at, d.id limit ?", m.ID, mostAlerts)
	return out, err
}

// redefined reads from the ledger when the definition changed.
func redefined(ctx context.Context, v *op.View, m *Metric) ([]Redefined, error) {
	out := []Redefined{}
	if m.DefinitionVersion < 2 {
		return out, nil
	}
	rows, err := store.All[ledger.Row](ctx, v.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and record_id = ? and entity_id = ? and act = ? order by seq desc limit 500",
		v.Workspace, m.ID, m.ID, string(ledger.Update))
	if err != nil {
		return nil, err
	}
	for _, r := range slices.Backward(rows) {
		c, ok := r.Diff["definitionVersion"]
		if !ok {
			continue
		}
		d := Redefined{At: r.At}
		if json.Unmarshal(c[1], &d.Version) != nil {
			continue
		}
		if before, ok := r.Diff["definition"]; ok {
			_ = json.Unmarshal(before[0], &d.Before)
		}
		out = append(out, d)
	}
	return out, nil
}
