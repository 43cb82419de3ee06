package backlog

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/platform/store"
)

// ItemIn names an item.
type ItemIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key."`
}

// Readiness is what the Definition of Ready says of an item.
type Readiness struct {
	Item    string    `json:"item" doc:"Key of the item."`
	Ready   bool      `json:"ready"`
	Missing []Missing `json:"missing"`
	Mode    string    `json:"mode" doc:"advise or enforce: what the team does about it."`
	Checks  []Held    `json:"checks" doc:"Check by check."`
}

// Missing is one demand of a definition that does not hold.
type Missing struct {
	Rule string `json:"rule" doc:"The rule that does not hold, or the id of a check that is not ticked."`
	What string `json:"what" doc:"What is missing, in a sentence."`
}

// readiness checks the Definition of Ready.
func readiness(ctx context.Context, v *op.View, in ItemIn) (*Readiness, error) {
	return readinessBy(ctx, v, in, ReadyList)
}

// doneness checks the Definition of Done.
func doneness(ctx context.Context, v *op.View, in ItemIn) (*Doneness, error) {
	r, err := readinessBy(ctx, v, in, DoneList)
	if err != nil {
		return nil, err
	}
	return &Doneness{r.Item, r.Ready, r.Missing, r.Mode, r.Checks}, nil
}

// Doneness is what the Definition of Done says of an item.
type Doneness struct {
	Item    string    `json:"item" doc:"Key of the item."`
	Done    bool      `json:"done"`
	Missing []Missing `json:"missing"`
	Mode    string    `json:"mode" doc:"advise or enforce: what the team does about it."`
	Checks  []Held    `json:"checks" doc:"Check by check."`
}

func readinessBy(ctx context.Context, v *op.View, in ItemIn, list string) (*Readiness, error) {
	i, err := op.Find[Item](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	c, err := Examine(ctx, v, i, list)
	if err != nil {
		return nil, err
	}
	return &Readiness{i.Key, c.Holds, c.Missing(), c.Mode, c.Checks}, nil
}

// Lacking gives what several items of one product lack by its Definition of
// Ready, by their ids.
func Lacking(ctx context.Context, v *op.View, items []Item) (map[string][]Missing, error) {
	out := make(map[string][]Missing, len(items))
	if len(items) == 0 {
		return out, nil
	}
	c, err := checklistOf(ctx, v, string(items[0].Product), ReadyList)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(items))
	for n := range items {
		ids[n] = items[n].ID
	}
	marks, args := record.Among(ids)
	ticks, err := record.Where[Tick](ctx, v.At, "d.list = 'ready' and d.record_id in ("+marks+")", args...)
	if err != nil {
		return nil, err
	}
	f := factsOf(v, items)
	for n := range items {
		got, err := c.hold(ctx, f, &items[n], ticks)
		if err != nil {
			return nil, err
		}
		out[items[n].ID] = got.Missing()
	}
	return out, nil
}

// openByItem counts the open questions of items.
func openByItem(ctx context.Context, v *op.View, items []string) (map[string]int64, error) {
	type count struct {
		Item string `db:"record_id"`
		N    int64  `db:"n"`
	}
	marks, args := record.Among(items)
	rows, err := store.All[count](ctx, v.R, "select record_id, count(*) as n from question where workspace_id = ? and answered_at = 0 and record_id in ("+marks+") group by record_id", append([]any{v.Workspace}, args...)...)
	out := map[string]int64{}
	for _, r := range rows {
		out[r.Item] = r.N
	}
	return out, err
}
