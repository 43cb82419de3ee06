package backlog

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/platform/store"
)

// Invest is what a machine can say of an item by Wake's six words.
type Invest struct {
	Item   string      `json:"item" doc:"Key of the item."`
	Checks []InvestOne `json:"checks" doc:"Independent, negotiable, valuable, estimable, small, testable."`
}

// InvestOne is one of the six.
type InvestOne struct {
	Letter string `json:"letter"`
	Name   string `json:"name"`
	Holds  *bool  `json:"holds" doc:"Null where only people can tell."`
	Reason string `json:"reason" doc:"Why, in a sentence."`
	Remedy string `json:"remedy" doc:"What to do about it."`
}

func judged(letter, name, lacks, good, remedy string) InvestOne {
	holds := lacks == ""
	if holds {
		return InvestOne{letter, name, &holds, good, ""}
	}
	return InvestOne{letter, name, &holds, lacks, remedy}
}

func invest(ctx context.Context, v *op.View, in ItemIn) (*Invest, error) {
	i, err := op.Find[Item](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	beside, err := besideBlockers(ctx, v, i)
	if err != nil {
		return nil, err
	}
	size, err := sizesOf(ctx, v, string(i.Product))
	if err != nil {
		return nil, err
	}
	return &Invest{i.Key, i.Invest(beside, size)}, nil
}

// Invest judges an item, given what blocks it within its own sprint and the
// team's usual sizes.
func (i *Item) Invest(beside []string, size Sizes) []InvestOne {
	small := judged("S", "Small", size.lacks(i), size.good(i), "Split it: by criteria, by step or by rule.")
	if i.Estimate == nil {
		small = InvestOne{"S", "Small", nil, "It cannot be said without an estimate.", "Estimate it first."}
	}
	valuable := judged("V", "Valuable", when(strings.TrimSpace(i.SoThat) == "", "It does not say what it is good for."), "It says what it is good for.", "Finish the statement: “so that …”.")
	if i.Kind != "story" && strings.TrimSpace(i.SoThat) == "" {
		valuable = InvestOne{"V", "Valuable", nil, "A " + i.Kind + " has no statement to read it from.", "Ask what would be worse without it."}
	}
	return []InvestOne{
		judged("I", "Independent", when(len(beside) > 0, "It waits for "+strings.Join(beside, ", ")+" in the same sprint."), "Nothing in its own sprint blocks it.", "Move one of them to another sprint, or make one item of both."),
		{"N", "Negotiable", nil, "Only a conversation tells.", "Talk about what is wanted, not how it is built."},
		valuable,
		judged("E", "Estimable", when(i.Estimate == nil, "It has no estimate."), "It is estimated at "+number(i.Estimate)+".", "Estimate it with the team; if nobody can, ask a question or make a spike."),
		small,
		judged("T", "Testable", when(len(i.Criteria) == 0, "It has no acceptance criterion."), "It has "+plural(len(i.Criteria), "acceptance criterion", "acceptance criteria")+".", "Write down what must be so for it to be accepted."),
	}
}

func number(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// besideBlockers gives the keys of open items that block one and are in the
// same sprint.
func besideBlockers(ctx context.Context, v *op.View, i *Item) ([]string, error) {
	if i.Sprint == "" {
		return nil, nil
	}
	return store.All[string](ctx, v.R, `select r.key from link l join record r on r.workspace_id = l.workspace_id and r.id = l.from_id
 join item d on d.workspace_id = r.workspace_id and d.id = r.id
 where l.workspace_id = ? and l.to_id = ? and l.type = ? and d.sprint_id = ? and r.category in ('todo', 'doing') and r.archived_at = 0 order by r.id limit 20`,
		v.Workspace, i.ID, link.Blocks, string(i.Sprint))
}

// Sizes is what a team usually takes on.
type Sizes struct {
	P85      *float64 // of the estimates of finished items
	Velocity *float64 // mean points of the last sprints
}

// lacks says why an item is too large, "" when it is not, or nobody can tell.
func (s Sizes) lacks(i *Item) string {
	switch {
	case i.Estimate == nil:
		return ""
	case s.P85 != nil && *i.Estimate > *s.P85:
		return fmt.Sprintf("At %s it is larger than 85%% of what the team has finished (%s or less).", number(i.Estimate), number(s.P85))
	case s.Velocity != nil && *i.Estimate > *s.Velocity/2:
		return fmt.Sprintf("At %s it is more than half of what the team does in a sprint (%s).", number(i.Estimate), number(s.Velocity))
	}
	return ""
}

func (s Sizes) good(i *Item) string {
	if s.P85 == nil && s.Velocity == nil {
		return "The team has finished nothing yet to compare it with."
	}
	if s.P85 == nil {
		return fmt.Sprintf("At %s it is no more than half of a sprint.", number(i.Estimate))
	}
	return fmt.Sprintf("At %s it is within what the team usually finishes (85%% at %s or less).", number(i.Estimate), number(s.P85))
}

// How far back the usual sizes look.
const (
	sizedItems   = 200
	sizedSprints = 3
)

// sizesOf looks at the estimates of what was finished last, and at the points
// finished in the last sprints that were closed.
func sizesOf(ctx context.Context, v *op.View, product string) (Sizes, error) {
	points, err := store.All[float64](ctx, v.R, `select d.estimate from item d join record r on r.workspace_id = d.workspace_id and r.id = d.id
 where d.workspace_id = ? and r.product_id = ? and d.done_at > 0 and d.estimate is not null and r.archived_at = 0 order by d.done_at desc, d.id limit ?`, v.Workspace, product, sizedItems)
	if err != nil {
		return Sizes{}, err
	}
	speeds, err := store.All[float64](ctx, v.R, `select coalesce((select sum(d.estimate) from item d where d.workspace_id = s.workspace_id and d.sprint_id = s.id and d.done_at > 0), 0.0) from record s
 where s.workspace_id = ? and s.product_id = ? and s.kind = 'sprint' and s.category = 'closed' and s.archived_at = 0 order by s.id desc limit ?`, v.Workspace, product, sizedSprints)
	if err != nil {
		return Sizes{}, err
	}
	return Sizes{rankAt(points, 0.85), mean(speeds)}, nil
}

// rankAt is the nearest-rank percentile: the value at position ⌈p·n⌉.
func rankAt(values []float64, p float64) *float64 {
	if len(values) == 0 {
		return nil
	}
	s := slices.Sorted(slices.Values(values))
	return &s[max(0, int(math.Ceil(p*float64(len(s))))-1)]
}

func mean(values []float64) *float64 {
	if len(values) == 0 {
		return nil
	}
	sum := 0.0
	for _, x := range values {
		sum += x
	}
	sum /= float64(len(values))
	if sum == 0 {
		return nil // a sprint in which nothing was sized says nothing about size
	}
	return &sum
}
