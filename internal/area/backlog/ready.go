package backlog

import (
	"context"
	"strings"

	"throughline/internal/core/link"
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
}

// Missing is one demand of the Definition of Ready that does not hold.
type Missing struct {
	Rule string `json:"rule" doc:"statement, criteria, estimate, thread or blockers."`
	What string `json:"what" doc:"What is missing, in a sentence."`
}

// readiness checks the Definition of Ready. It advises: nothing is refused
// because of it.
func readiness(ctx context.Context, v *op.View, in ItemIn) (*Readiness, error) {
	i, err := op.Find[Item](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	serves, err := link.LeadsTo(ctx, v, i.ID, "objective")
	if err != nil {
		return nil, err
	}
	blockers, err := link.OpenBlockers(ctx, v, i.ID)
	if err != nil {
		return nil, err
	}
	missing := i.Missing(serves, blockers)
	return &Readiness{i.Key, len(missing) == 0, missing}, nil
}

// Missing names what an item lacks to be ready, given whether its thread leads
// to an objective and what blocks it. A story needs its statement, or at least
// a description; for the other kinds the title says it.
func (i *Item) Missing(serves bool, blockers []string) []Missing {
	out := []Missing{}
	add := func(lacks bool, rule, what string) {
		if lacks {
			out = append(out, Missing{rule, what})
		}
	}
	add(i.Kind == "story" && !i.stated(), "statement", "It does not say who wants what, and why.")
	add(len(i.Criteria) == 0, "criteria", "It has no acceptance criterion.")
	add(i.Estimate == nil, "estimate", "It has no estimate.")
	add(!serves, "thread", "Its thread leads to no objective.")
	add(len(blockers) > 0, "blockers", "It is blocked by "+strings.Join(blockers, ", ")+".")
	return out
}

func (i *Item) stated() bool {
	if strings.TrimSpace(i.Body) != "" {
		return true
	}
	for _, s := range []string{i.AsA, i.IWant, i.SoThat} {
		if strings.TrimSpace(s) == "" {
			return false
		}
	}
	return true
}
