package risk

import (
	"context"
	"encoding/json"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// past gives how each risk stood at some moments, the earliest first: the
// ledger's rows since then are taken back from what is now, newest first, in
// one question for all.
func past(ctx context.Context, v *op.View, moments []clock.Instant, all []Risk) ([]map[string]*rating, error) {
	out := make([]map[string]*rating, len(moments))
	rows, err := since(ctx, v, moments[0], all)
	if err != nil {
		return nil, err
	}
	now := map[string]*Risk{}
	for i := range all {
		r := all[i]
		now[r.ID] = &r
	}
	for i := len(moments) - 1; i >= 0; i-- {
		for len(rows) > 0 && rows[0].At > moments[i] {
			if err := takeBack(now, &rows[0]); err != nil {
				return nil, err
			}
			rows = rows[1:]
		}
		out[i] = map[string]*rating{}
		for key, r := range now {
			if r.CreatedAt <= moments[i] {
				out[i][key] = r.rating()
			}
		}
	}
	return out, nil
}

// since gives the rows of some risks after a moment, newest first.
func since(ctx context.Context, v *op.View, after clock.Instant, all []Risk) ([]ledger.Row, error) {
	if len(all) == 0 {
		return nil, nil
	}
	args := []any{v.Workspace, int64(after)}
	for i := range all {
		args = append(args, all[i].ID)
	}
	return store.All[ledger.Row](ctx, v.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and kind = 'risk' and at > ? and record_id in (?"+strings.Repeat(", ?", len(all)-1)+") order by at desc, seq desc", args...)
}

func takeBack(now map[string]*Risk, row *ledger.Row) error {
	r := now[row.Entity]
	if r == nil {
		return nil
	}
	if row.Act == ledger.Create {
		delete(now, row.Entity)
		return nil
	}
	return r.takeBack(row)
}

// rated are the fields that a rating is made of.
func (r *Risk) rated() map[string]any {
	return map[string]any{
		"likelihood": &r.Likelihood, "impact": &r.Impact, "probability": &r.Probability,
		"loss": &r.Loss, "delay": &r.Delay, "currency": &r.Currency, "category": &r.Category,
	}
}

// takeBack gives what a row of the ledger changed its value before: a value of
// its own, as the risk as it is now shares the old one.
func (r *Risk) takeBack(row *ledger.Row) error {
	for field, to := range r.rated() {
		change, changed := row.Diff[field]
		if !changed {
			continue
		}
		switch p := to.(type) {
		case **int64:
			*p = nil
		case **float64:
			*p = nil
		}
		if err := json.Unmarshal(change[0], to); err != nil {
			return errs.New(errs.Internal, "the ledger holds no %s of a risk: %v", field, err)
		}
	}
	return nil
}

// TrendIn names a risk.
type TrendIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the risk."`
}

// Turn is how a risk was rated from a moment on.
type Turn struct {
	At         clock.Instant `json:"at"`
	By         id.Ref        `json:"by" ref:"member"`
	Likelihood *int64        `json:"likelihood"`
	Impact     *int64        `json:"impact"`
	Severity   *int64        `json:"severity" doc:"Likelihood by impact; null while one of them was not known."`
	State      string        `json:"state"`
}

// mostTurns bounds how far a trend goes back: the latest so many.
const mostTurns = 200

// trend gives each time at which a risk's rating or state changed, oldest first.
func trend(ctx context.Context, v *op.View, in TrendIn) ([]Turn, error) {
	now, err := op.Find[Risk](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	rows, err := since(ctx, v, 0, []Risk{*now})
	if err != nil {
		return nil, err
	}
	out := []Turn{}
	r := *now
	for i := range rows {
		if told(&rows[i]) && len(out) < mostTurns {
			r.measure()
			out = append(out, Turn{At: rows[i].At, By: rows[i].Actor, Likelihood: r.Likelihood, Impact: r.Impact, Severity: r.Severity, State: r.State})
		}
		if rows[i].Act == ledger.Create {
			break
		}
		if err := r.takeBack(&rows[i]); err != nil {
			return nil, err
		}
		if was, ok := rows[i].Diff["state"]; ok {
			if err := json.Unmarshal(was[0], &r.State); err != nil {
				return nil, errs.New(errs.Internal, "the ledger holds no state of a risk: %v", err)
			}
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out, nil
}

func told(row *ledger.Row) bool {
	if row.Act == ledger.Create {
		return true
	}
	for _, f := range []string{"likelihood", "impact", "state"} {
		if _, ok := row.Diff[f]; ok {
			return true
		}
	}
	return false
}
