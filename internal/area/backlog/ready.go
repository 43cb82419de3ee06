package backlog

import (
	"context"

	"throughline/internal/core/op"
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
