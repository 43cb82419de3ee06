package delivery

import (
	"context"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
)

// SprintReadiness is how ready the work of a sprint is: what of it has not been
// begun, and what each item lacks by the Definition of Ready.
type SprintReadiness struct {
	Sprint string         `json:"sprint" ref:"sprint" doc:"Key of the sprint."`
	Ready  int            `json:"ready" doc:"How many of the items are ready."`
	Items  []ReadyOrLacks `json:"items" doc:"What has not been begun, in the order of the backlog, at most 500."`
	More   bool           `json:"more" doc:"There are more than are shown; they are not counted."`
}

// ReadyOrLacks is an item and what it lacks to be ready: nothing, when it is.
type ReadyOrLacks struct {
	ID      string            `json:"id"`
	Key     string            `json:"key"`
	Missing []backlog.Missing `json:"missing"`
}

// readyLimit bounds how many items are looked at.
const readyLimit = 500

func readiness(ctx context.Context, v *op.View, in SprintIn) (*SprintReadiness, error) {
	s, err := op.Find[Sprint](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	items, err := op.Where[backlog.Item](ctx, v, "d.sprint_id = ? and r.category = 'todo' and r.archived_at = 0 order by r.rank, r.id limit ?", s.ID, readyLimit+1)
	if err != nil {
		return nil, err
	}
	out := &SprintReadiness{Sprint: s.Key, Items: []ReadyOrLacks{}, More: len(items) > readyLimit}
	items = items[:min(len(items), readyLimit)]
	missing, err := backlog.Lacking(ctx, v, items)
	if err != nil {
		return nil, err
	}
	for _, i := range items {
		lacks := missing[i.ID]
		if len(lacks) == 0 {
			out.Ready++
		}
		out.Items = append(out.Items, ReadyOrLacks{i.ID, i.Key, lacks})
	}
	return out, nil
}
