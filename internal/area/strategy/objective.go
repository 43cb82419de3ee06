package strategy

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Objective is what shall be true, by when.
type Objective struct {
	record.Record
	Ambition   string     `db:"ambition" json:"ambition" by:"*" v:"enum=committed|aspirational" doc:"Committed: all of it is expected. Aspirational: two thirds are a success."`
	StartOn    clock.Day  `db:"start_on" json:"startOn" by:"*" v:"day" doc:"First day of its period."`
	EndOn      clock.Day  `db:"end_on" json:"endOn" by:"*" v:"day" doc:"Last day of its period."`
	Weight     *float64   `db:"weight" json:"weight" by:"*" v:"min=0" doc:"Its share in the objective that it serves; 1 when left out."`
	KeyResults KeyResults `db:"key_results" json:"keyResults" by:"*" v:"max=20" doc:"By what one will know that it is true."`
}

// KeyResult is one number by which one will know that an objective is reached.
type KeyResult struct {
	ID         string   `json:"id" doc:"Made here when it is left out; unique in its objective."`
	Title      string   `json:"title"`
	Metric     string   `json:"metric" ref:"metric" doc:"Id or key of the metric whose last point is its present value; empty when it is checked in by hand."`
	Work       string   `json:"work" ref:"-" doc:"The delivered work that it follows: features, for how many of those that serve the objective are out, or id or key of a feature or initiative, for how much of it is done in percent."`
	Start      *float64 `json:"start" doc:"Where it stood at the beginning."`
	Target     *float64 `json:"target" doc:"Where it shall stand in the end; below the start where down is good."`
	Current    *float64 `json:"current" doc:"Where it stands, as last checked in."`
	Unit       string   `json:"unit"`
	Weight     *float64 `json:"weight" doc:"Its share in the objective's score; 1 when left out."`
	Confidence *float64 `json:"confidence" doc:"How sure one is of reaching it, 0 to 100."`
}

// KeyResults is the key results of one objective.
type KeyResults []KeyResult

// UnmarshalJSON reads the list and gives an id to those that have none.
func (k *KeyResults) UnmarshalJSON(b []byte) error {
	var list []KeyResult
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	id.Number(list, func(k *KeyResult) *string { return &k.ID })
	*k = list
	return nil
}

func (k KeyResults) check(list *errs.List) {
	seen := map[string]bool{}
	for i, r := range k {
		at := fmt.Sprintf("keyResults.%d.", i)
		if strings.TrimSpace(r.Title) == "" {
			list.Add(at+"title", "is required")
		}
		if utf8.RuneCountInString(r.Title) > 500 {
			list.Add(at+"title", "must have at most 500 characters")
		}
		if len(r.ID) > 40 || utf8.RuneCountInString(r.Unit) > 40 {
			list.Add(at+"unit", "units and ids have at most 40 characters")
		}
		if seen[r.ID] {
			list.Add(at+"id", "stands twice in one objective")
		}
		seen[r.ID] = true
		if r.Work != "" && r.Metric != "" {
			list.Add(at+"work", "follows a metric or delivered work, not both")
		}
		if r.Weight != nil && *r.Weight < 0 {
			list.Add(at+"weight", "must not be below 0")
		}
		if r.Confidence != nil && (*r.Confidence < 0 || *r.Confidence > 100) {
			list.Add(at+"confidence", "must be between 0 and 100")
		}
	}
}

// settleObjective turns keys in key results into ids: of metrics, and of the
// work that they follow.
func settleObjective(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	o := after.(*Objective)
	var known []string
	if before != nil {
		known = append(before.(*Objective).KeyResults.metrics(), before.(*Objective).KeyResults.works()...)
	}
	settled := slices.Clone(o.KeyResults)
	for i := range settled {
		r := &settled[i]
		at := fmt.Sprintf("keyResults.%d.", i)
		for _, ref := range []struct {
			field string
			value *string
			kinds []string
		}{
			{"metric", &r.Metric, []string{"metric"}},
			{"work", &r.Work, []string{"feature", "initiative"}},
		} {
			if *ref.value == "" || *ref.value == Features || slices.Contains(known, *ref.value) {
				continue
			}
			id, err := named(ctx, tx, *ref.value, at+ref.field, ref.kinds)
			if err != nil {
				return err
			}
			*ref.value = id
		}
	}
	o.KeyResults = settled
	return nil
}

// named finds what a key result follows.
func named(ctx context.Context, tx *op.Tx, ref, field string, kinds []string) (string, error) {
	row, err := tx.Base(ctx, ref)
	if errs.Is(err, errs.NotFound) {
		return "", errs.Fieldf(field, "%s", errs.Public(err).Msg)
	}
	if err != nil {
		return "", err
	}
	if !slices.Contains(kinds, row.Kind) {
		return "", errs.Fieldf(field, "%s is a %s, not a %s", row.Key, row.Kind, strings.Join(kinds, " or "))
	}
	return row.ID, nil
}

// metrics gives the metric of each key result, "" where there is none.
func (k KeyResults) metrics() []string {
	out := make([]string, len(k))
	for i, r := range k {
		out[i] = r.Metric
	}
	return out
}

// works gives the delivered work of each key result, "" where there is none.
func (k KeyResults) works() []string {
	out := make([]string, len(k))
	for i, r := range k {
		out[i] = r.Work
	}
	return out
}
