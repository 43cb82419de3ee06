package backlog

import (
	"context"
	"sort"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// rehouse moves the records of one kind and product from the states they are
// in to those of a new workflow.
type rehouse struct {
	tx      *op.Tx
	product string
	kind    *op.Kind
	to      record.Workflow
	mapping map[string]string
}

// rehouseChunk is how many records are read at once.
const rehouseChunk = 500

// all moves every record that must move, and counts them.
func (r rehouse) all(ctx context.Context) (int, error) {
	type used struct {
		State    string          `db:"state"`
		Category record.Category `db:"category"`
		Count    int64           `db:"count"`
	}
	states, err := store.All[used](ctx, r.tx.R, "select state, category, count(*) as count from record where workspace_id = ? and product_id = ? and kind = ? group by state, category",
		r.tx.Workspace, r.product, r.kind.Name)
	if err != nil {
		return 0, err
	}
	sort.Slice(states, func(i, j int) bool { return states[i].State < states[j].State })
	var list errs.List
	goals := make([]record.State, len(states))
	for i, s := range states {
		ok := false
		if goals[i], ok = r.goal(s.State); !ok {
			list.Add("mapping."+s.State, "is missing: %d of kind %s are in this state; say which of %s they go to", s.Count, r.kind.Name, strings.Join(r.to.Names(), ", "))
		}
	}
	if err := list.Err(); err != nil {
		return 0, err
	}
	moved := 0
	for i, s := range states {
		if s.State == goals[i].Name && s.Category == goals[i].Category {
			continue
		}
		n, err := r.state(ctx, s.State, s.Category, goals[i])
		if err != nil {
			return 0, err
		}
		moved += n
	}
	return moved, nil
}

// goal finds where the records of a state go.
func (r rehouse) goal(state string) (record.State, bool) {
	if s, stays := r.to.Find(state); stays {
		return s, true
	}
	to, named := r.mapping[state]
	if !named {
		return record.State{}, false
	}
	return r.to.Find(to)
}

// state moves the records of one state and category.
func (r rehouse) state(ctx context.Context, state string, category record.Category, to record.State) (int, error) {
	moved, last := 0, ""
	for {
		ids, err := store.All[string](ctx, r.tx.R, "select id from record where workspace_id = ? and product_id = ? and kind = ? and state = ? and category = ? and id > ? order by id limit ?",
			r.tx.Workspace, r.product, r.kind.Name, state, string(category), last, rehouseChunk)
		if err != nil || len(ids) == 0 {
			return moved, err
		}
		for _, i := range ids {
			if err := r.record(ctx, i, to); err != nil {
				return moved, err
			}
			moved++
		}
		last = ids[len(ids)-1]
	}
}

func (r rehouse) record(ctx context.Context, id string, to record.State) error {
	before, err := r.kind.Type.Load(ctx, r.tx.View.At, id)
	if err != nil {
		return err
	}
	after, err := r.kind.Type.Load(ctx, r.tx.View.At, id)
	if err != nil {
		return err
	}
	b := after.(record.Entity).Base()
	b.State, b.Category = to.Name, to.Category
	return r.tx.Update(ungated(ctx), before, after)
}
