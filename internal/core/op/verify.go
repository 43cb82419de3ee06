package op

import (
	"context"
	"fmt"
	"slices"

	"throughline/internal/core/ledger"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// Verified is what a replay of the ledger found.
type Verified struct {
	Workspace string   `json:"workspace"`
	Rows      int64    `json:"rows" doc:"Ledger rows replayed."`
	Things    int      `json:"things" doc:"Records and parts compared."`
	Faults    []string `json:"faults" doc:"Where the tables differ from what the ledger says; none when all is well."`
}

// faultLimit bounds how many faults one report names.
const faultLimit = 100

type thingKey struct{ kind, id string }

// keyOf finds a thing again even after its kind was changed, which records
// can: their ids are one set, whatever the kind.
func (e *Engine) keyOf(kind, id string) thingKey {
	if _, isRecord := e.Reg.Kind(kind); isRecord {
		return thingKey{"record", id}
	}
	return thingKey{kind, id}
}

// Verify replays the ledger of a workspace from its first row, compares the
// outcome with the tables, field by field, and checks every invariant.
func (e *Engine) Verify(ctx context.Context, workspace string) (*Verified, error) {
	var out *Verified
	err := e.DB.Snapshot(ctx, workspace, func(r *store.Reader) (err error) {
		out, err = e.verify(ctx, r, workspace)
		return err
	})
	return out, err
}

// verify is Verify on what a reader sees: one state, or a change under way.
func (e *Engine) verify(ctx context.Context, r *store.Reader, workspace string) (*Verified, error) {
	out := &Verified{Workspace: workspace, Faults: []string{}}
	state, err := e.replay(ctx, r, workspace, out)
	if err != nil {
		return out, err
	}
	at := record.At{R: r, Workspace: workspace}
	if err := e.compare(ctx, at, state, out); err != nil {
		return out, err
	}
	return out, e.hold(ctx, at, out)
}

func (v *Verified) fault(format string, args ...any) {
	if len(v.Faults) < faultLimit {
		v.Faults = append(v.Faults, fmt.Sprintf(format, args...))
	}
}

// replay builds every thing anew from the ledger's rows.
func (e *Engine) replay(ctx context.Context, r *store.Reader, workspace string, out *Verified) (map[thingKey]record.Thing, error) {
	state := map[thingKey]record.Thing{}
	next := int64(1)
	err := store.Each(ctx, r, "select "+ledger.Columns+" from ledger where workspace_id = ? order by seq", func(row ledger.Row) error {
		out.Rows++
		if row.Seq != next {
			out.fault("the ledger jumps from row %d to row %d", next-1, row.Seq)
		}
		next = row.Seq + 1
		e.replayRow(state, row, out)
		return nil
	}, workspace)
	if err != nil {
		return nil, err
	}
	last, err := ledger.Last(ctx, r, workspace)
	if err == nil && last != next-1 {
		out.fault("the workspace counts %d ledger rows, the last is %d", last, next-1)
	}
	return state, err
}

func (e *Engine) replayRow(state map[thingKey]record.Thing, row ledger.Row, out *Verified) {
	t, ok := e.Reg.TypeOf(row.Kind)
	if !ok {
		out.fault("row %d: the kind %q is not known", row.Seq, row.Kind)
		return
	}
	key := e.keyOf(row.Kind, row.Entity)
	v, exists := state[key]
	switch {
	case row.Act == ledger.Create && exists:
		out.fault("row %d creates the %s %s again", row.Seq, row.Kind, row.Entity)
		return
	case row.Act != ledger.Create && !exists:
		out.fault("row %d changes the %s %s, which is not there", row.Seq, row.Kind, row.Entity)
		return
	case exists && !t.Holds(v):
		out.fault("row %d changes the %s %s, which is of another sort", row.Seq, row.Kind, row.Entity)
		return
	case row.Act == ledger.Create:
		v = t.New()
	}
	if row.Prev != v.Self().Version {
		out.fault("row %d follows version %d of the %s %s, which is at %d", row.Seq, row.Prev, row.Kind, row.Entity, v.Self().Version)
	}
	if row.Act == ledger.Delete {
		delete(state, key)
		return
	}
	if err := t.Shape.Apply(v, row.Diff); err != nil {
		out.fault("row %d: %v", row.Seq, err)
	}
	v.Self().Version = row.Seq
	if rec, ok := v.(record.Entity); ok {
		rec.Base().UpdatedAt = row.At
	}
	state[key] = v
}

// compare holds what the ledger says against what the tables hold.
func (e *Engine) compare(ctx context.Context, at record.At, state map[thingKey]record.Thing, out *Verified) error {
	see := func(kind string, t *record.Type) error {
		return t.Each(ctx, at, kind, func(is record.Thing) error {
			out.Things++
			key := e.keyOf(kind, is.Self().ID)
			want, ok := state[key]
			if !ok {
				out.fault("the %s %s stands in the tables and not in the ledger", kind, key.id)
				return nil
			}
			delete(state, key)
			if !t.Holds(want) {
				out.fault("the %s %s is of another sort in the ledger", kind, key.id)
				return nil
			}
			diff, err := t.Shape.Diff(want, is)
			if err != nil {
				return err
			}
			for _, name := range diff.Names() {
				out.fault("the %s %s: %s is %s in the ledger and %s in the tables", kind, key.id, name, diff[name][0], diff[name][1])
			}
			if want.Self().Version != is.Self().Version {
				out.fault("the %s %s: version %d in the ledger, %d in the tables", kind, key.id, want.Self().Version, is.Self().Version)
			}
			return nil
		})
	}
	for _, k := range e.Reg.Kinds() {
		if err := see(k.Name, k.Type); err != nil {
			return errs.Cause(errs.KindOf(err), err, "verifying %s", k.Plural)
		}
	}
	for kind, t := range e.Reg.Parts() {
		if err := see(kind, t); err != nil {
			return errs.Cause(errs.KindOf(err), err, "verifying %s", kind)
		}
	}
	var gone []string
	for key := range state {
		gone = append(gone, key.kind+" "+key.id)
	}
	slices.Sort(gone)
	for _, thing := range gone {
		out.fault("the %s stands in the ledger and not in the tables", thing)
	}
	return nil
}
