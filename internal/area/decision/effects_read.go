package decision

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// EffectsIn names a decision.
type EffectsIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the decision."`
}

// Effects are changes that followed from a decision, and that might have.
type Effects struct {
	Changes []Change `json:"changes" doc:"Those that were named, oldest first."`
	Near    []Change `json:"near" doc:"Changes of what it is linked with, from two weeks before it was decided until now, newest first; at most 40. What was named is left out."`
}

// Change is a row of the ledger with what it is about.
type Change struct {
	Seq    int64         `db:"seq" json:"seq"`
	At     clock.Instant `db:"at" json:"at"`
	Actor  id.Ref        `db:"actor_id" json:"actor" ref:"member"`
	Record id.Ref        `db:"record_id" json:"record" ref:"record"`
	Key    string        `db:"key" json:"key"`
	Kind   string        `db:"record_kind" json:"kind"`
	Title  string        `db:"title" json:"title"`
	Sort   string        `db:"kind" json:"sort" doc:"What sort of thing changed: the record itself, or one of its parts."`
	Act    ledger.Act    `db:"act" json:"act"`
	Diff   patch.Diff    `db:"diff" json:"diff" doc:"Field to [before, after]."`
}

const rowsOf = "select l.seq, l.at, l.actor_id, l.record_id, r.key, r.kind as record_kind, r.title, l.kind, l.act, l.diff from ledger l join record r on r.workspace_id = l.workspace_id and r.id = l.record_id where l.workspace_id = ? and "

// nearMost bounds how many changes are offered.
const nearMost = 40

func effects(ctx context.Context, v *op.View, in EffectsIn) (*Effects, error) {
	d, err := op.Find[Decision](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	out := &Effects{}
	scope, see := v.Scope("l.product_id")
	if len(d.Changes) > 0 {
		marks, args := among(v, d.Changes)
		if out.Changes, err = store.All[Change](ctx, v.R, rowsOf+"l.seq in ("+marks+") and "+scope+" order by l.seq", append(args, see...)...); err != nil {
			return nil, err
		}
	}
	const fortnight = clock.Instant(14 * 24 * 60 * 60 * 1_000_000)
	from := d.CreatedAt
	if d.DecidedOn != "" {
		from = clock.From(d.DecidedOn.Time()) - fortnight
	}
	near, err := store.All[Change](ctx, v.R, rowsOf+`l.at >= ? and l.kind = r.kind and l.record_id in (
 select case when k.from_id = ? then k.to_id else k.from_id end from link k where k.workspace_id = ? and (k.from_id = ? or k.to_id = ?)) and `+scope+" order by l.seq desc limit ?",
		append(append([]any{v.Workspace, int64(from), d.ID, v.Workspace, d.ID, d.ID}, see...), nearMost+len(d.Changes))...)
	if err != nil {
		return nil, err
	}
	near = slices.DeleteFunc(near, func(c Change) bool { return slices.Contains(d.Changes, c.Seq) })
	out.Near = near[:min(len(near), nearMost)]
	return out, nil
}

// ledgered sees that the changes that a decision names are there, for whoever
// names them.
func (d *Decision) ledgered(ctx context.Context, tx *op.Tx, was *Decision) error {
	if len(d.Changes) == 0 || was != nil && slices.Equal(was.Changes, d.Changes) {
		return nil
	}
	marks, args := among(&tx.View, d.Changes)
	scope, see := tx.Scope("product_id")
	found, err := store.All[int64](ctx, tx.R, "select seq from ledger where workspace_id = ? and seq in ("+marks+") and "+scope, append(args, see...)...)
	if err != nil {
		return err
	}
	for _, seq := range d.Changes {
		if !slices.Contains(found, seq) {
			return errs.Fieldf("changes", "names no change that you see: %d", seq)
		}
	}
	if len(slices.Compact(slices.Sorted(slices.Values(d.Changes)))) < len(d.Changes) {
		return errs.Fieldf("changes", "names a change twice")
	}
	return nil
}

func among(v *op.View, seqs []int64) (string, []any) {
	args := []any{v.Workspace}
	for _, s := range seqs {
		args = append(args, s)
	}
	return strings.Repeat(", ?", len(seqs))[2:], args
}
