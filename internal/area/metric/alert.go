package metric

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// The sides on which a metric can leave its ground.
const (
	Above  = "above"  // the bound
	Below  = "below"  // the bound
	Behind = "behind" // the target line, by more than the bound
)

// MetricAlert tells when a metric's newest point leaves its ground. It tells once:
// when the point crosses, and again only after one that was back.
type MetricAlert struct {
	record.Part
	Side      string        `db:"side" json:"side" by:"metric.set" v:"required,enum=above|below|behind" doc:"above or below the bound, or behind the target line."`
	Bound     float64       `db:"bound" json:"bound" by:"metric.set" doc:"The value it must not pass; for behind, how far it may lie off the line, in the metric's unit."`
	CrossedAt clock.Instant `db:"crossed_at" json:"crossedAt" doc:"Of the point that crossed; null while the newest is on the right side."`
	Value     *float64      `db:"value" json:"value" doc:"The value that crossed."`
}

// AlertIn asks for an alert.
type AlertIn struct {
	ID     string   `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Metric string   `json:"metric" ref:"metric" v:"required" doc:"Id or key of the metric."`
	Side   string   `json:"side" v:"required,enum=above|below|behind" doc:"above or below the bound, or behind the target line."`
	Bound  *float64 `json:"bound" doc:"The value it must not pass; for behind, how far it may lie off the line, 0 when left out."`
}

// AlertChange sets another bound.
type AlertChange struct {
	ID    string  `json:"id" in:"path" v:"required"`
	Bound float64 `json:"bound" doc:"The value it must not pass; for behind, how far it may lie off the line."`
}

// AlertRef names an alert.
type AlertRef struct {
	ID string `json:"id" in:"path" v:"required"`
}

// AlertsOf asks for those of a metric.
type AlertsOf struct {
	Metric string `json:"metric" in:"query" ref:"metric" v:"required" doc:"Id or key of the metric."`
}

// mostAlerts bounds how many a metric has.
const mostAlerts = 20

func registerAlerts(r *op.Registry) {
	op.AddPart[MetricAlert](r, "metric_alert")
	r.Tells("metric_alert", alertNews)
	takes := op.Takes("metric.set")
	op.Do(r, "alert.create", createAlert, op.Says("Have the owner of a metric told when it passes a bound or falls behind its target line."), takes)
	op.Do(r, "alert.update", changeAlert, op.Says("Set another bound for an alert."), takes)
	op.Do(r, "alert.delete", deleteAlert, op.Says("Take an alert away."), takes)
	op.Ask(r, "alert.list", alertsOf, op.Says("List the alerts of a metric, and which are crossed."))
}

func createAlert(ctx context.Context, tx *op.Tx, in AlertIn) (*MetricAlert, error) {
	m, err := op.Find[Metric](ctx, &tx.View, in.Metric)
	if err != nil {
		return nil, err
	}
	a := &MetricAlert{Side: in.Side}
	a.ID, a.Product, a.Record = in.ID, m.Product, id.Ref(m.ID)
	switch {
	case in.Bound != nil:
		a.Bound = *in.Bound
	case in.Side != Behind:
		return nil, errs.Fieldf("bound", "is required: which value must it not pass?")
	}
	there, err := alerts(ctx, tx, m.ID)
	if err != nil {
		return nil, err
	}
	for i, old := range there {
		if old.Side == a.Side && old.Bound == a.Bound {
			return &there[i], nil
		}
	}
	if len(there) >= mostAlerts {
		return nil, errs.New(errs.Invalid, "%s has %d alerts already; take one away first.", m.Key, mostAlerts)
	}
	if err := a.judge(ctx, tx, m); err != nil {
		return nil, err
	}
	return a, tx.Insert(ctx, a)
}

// judge says how an alert stands with the newest point, when it is made or its
// bound changes. Whoever does that sees it, so it is no news.
func (a *MetricAlert) judge(ctx context.Context, tx *op.Tx, m *Metric) error {
	if _, ok := m.Line(); a.Side == Behind && !ok {
		return errs.Fieldf("side", "%s has no target line: set its baseline and target, each with its day", m.Key)
	}
	if a.Side == Behind && a.Bound < 0 {
		return errs.Fieldf("bound", "must be 0 or more: how far it may lie off the line")
	}
	newest, err := Last(ctx, &tx.View, m.ID)
	if err != nil {
		return err
	}
	p, ok := newest[m.ID]
	a.set(m, p, ok)
	return nil
}

// set notes on which side the newest point lies, and says whether it has just
// crossed.
func (a *MetricAlert) set(m *Metric, p Point, any bool) (news bool) {
	was := a.CrossedAt != 0
	if !any || !a.beyond(m, p) {
		a.CrossedAt, a.Value = 0, nil
		return false
	}
	if !was {
		a.CrossedAt, a.Value = p.At, &p.Value
	}
	return !was
}

// beyond says whether a point lies where the alert tells of it.
func (a *MetricAlert) beyond(m *Metric, p Point) bool {
	switch a.Side {
	case Above:
		return p.Value > a.Bound
	case Below:
		return p.Value < a.Bound
	default:
		l, ok := m.Line()
		return ok && l.Behind(p) > a.Bound
	}
}

func changeAlert(ctx context.Context, tx *op.Tx, in AlertChange) (*MetricAlert, error) {
	before, m, err := alertOf(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Bound, after.CrossedAt, after.Value = in.Bound, 0, nil
	if err := after.judge(ctx, tx, m); err != nil {
		return nil, err
	}
	return &after, tx.Update(ctx, before, &after)
}

func deleteAlert(ctx context.Context, tx *op.Tx, in AlertRef) (*MetricAlert, error) {
	a, _, err := alertOf(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	return a, tx.Delete(ctx, a)
}

func alertOf(ctx context.Context, tx *op.Tx, ref string) (*MetricAlert, *Metric, error) {
	a, err := op.Find[MetricAlert](ctx, &tx.View, ref)
	if err != nil {
		return nil, nil, err
	}
	m, err := op.Find[Metric](ctx, &tx.View, string(a.Record))
	return a, m, err
}

func alertsOf(ctx context.Context, v *op.View, in AlertsOf) ([]MetricAlert, error) {
	m, err := op.Find[Metric](ctx, v, in.Metric)
	if err != nil {
		return nil, err
	}
	return record.Where[MetricAlert](ctx, v.At, "d.record_id = ? order by d.created_at, d.id limit ?", m.ID, mostAlerts)
}

func alerts(ctx context.Context, tx *op.Tx, metric string) ([]MetricAlert, error) {
	return record.Where[MetricAlert](ctx, tx.At, "d.record_id = ? order by d.created_at, d.id limit ?", metric, mostAlerts)
}

// heed looks at the alerts of a metric after its points changed. A crossing is
// a row of the ledger like any other, and from that the inboxes are filled.
func heed(ctx context.Context, tx *op.Tx, m *Metric) error {
	all, err := alerts(ctx, tx, m.ID)
	if err != nil || len(all) == 0 {
		return err
	}
	newest, err := Last(ctx, &tx.View, m.ID)
	if err != nil {
		return err
	}
	p, ok := newest[m.ID]
	for i := range all {
		after := all[i]
		after.set(m, p, ok)
		if err := tx.Update(ctx, &all[i], &after); err != nil {
			return fmt.Errorf("alert %s: %w", after.ID, err)
		}
	}
	return nil
}

// alertNews tells the owner and the watchers of a metric, and whoever set the
// alert, when its newest point left its ground; that an alert was set or taken
// away is no news. A program with the owner's token may have pushed the point
// that crossed: they hear too.
func alertNews(ctx context.Context, at record.At, _ *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	if row.Act != ledger.Update || op.Became[*clock.Instant](row, "crossedAt") == nil {
		return nil, false, nil
	}
	near, err := watch.Near(ctx, at, string(row.Record))
	if err != nil {
		return nil, false, err
	}
	// A metric may have neither owner nor watchers: somebody asked to be told.
	set, err := record.Where[MetricAlert](ctx, at, "d.id = ?", row.Entity)
	if err != nil {
		return nil, false, err
	}
	for _, a := range set {
		if by := string(a.CreatedBy); by != "" && !slices.Contains(near, by) {
			near = append(near, by)
		}
	}
	out := watch.Tell(watch.Alarm, near...)
	for i := range out {
		out[i].Self = strings.HasPrefix(row.Through, "token:")
	}
	return out, false, nil
}
