package backlog

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// WorkflowIn is a product's own states for some kinds.
type WorkflowIn struct {
	Product string            `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Kinds   []string          `json:"kinds" v:"required,max=20" doc:"The kinds that go through these states."`
	States  []record.State    `json:"states" v:"max=60" doc:"In order, the first for new records; an empty list brings back the states that everybody starts with."`
	Mapping map[string]string `json:"mapping" doc:"Where the records of a state go that is no more: old name to new name."`
}

// KindStates is the states of one kind in a product.
type KindStates struct {
	Kind   string         `json:"kind"`
	Own    bool           `json:"own" doc:"The product has set them itself."`
	States []record.State `json:"states"`
}

// WorkflowSet says what setting a workflow did.
type WorkflowSet struct {
	States []KindStates `json:"states"`
	Moved  int          `json:"moved" doc:"Records that came into another state or category."`
}

// WorkflowsIn names a product.
type WorkflowsIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

func listWorkflows(ctx context.Context, v *op.View, in WorkflowsIn) ([]KindStates, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	var kinds []string
	for _, k := range v.Engine.Reg.Kinds() {
		if len(k.Workflow) > 0 && k.Home != op.InWorkspace {
			kinds = append(kinds, k.Name)
		}
	}
	return kindStates(ctx, v, product, kinds)
}

func kindStates(ctx context.Context, v *op.View, product string, kinds []string) ([]KindStates, error) {
	own, err := record.Where[record.ProductWorkflow](ctx, v.At, "d.product_id = ?", product)
	if err != nil {
		return nil, err
	}
	out := make([]KindStates, len(kinds))
	for i, name := range kinds {
		k, _ := v.Engine.Reg.Kind(name)
		out[i] = KindStates{Kind: name, States: k.Workflow}
		for _, w := range own {
			if slices.Contains(w.Kinds, name) {
				out[i].Own, out[i].States = true, w.States
			}
		}
	}
	return out, nil
}

// setWorkflow sets the states of some kinds, and moves the records of states
// that are no more, so that no record is ever in a state that does not exist.
func setWorkflow(ctx context.Context, tx *op.Tx, in WorkflowIn) (*WorkflowSet, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	fresh, err := plan(tx.Engine.Reg, in)
	if err != nil {
		return nil, err
	}
	if err := replace(ctx, tx, product, in.Kinds, fresh); err != nil {
		return nil, err
	}
	out := &WorkflowSet{}
	for _, name := range in.Kinds {
		k, _ := tx.Engine.Reg.Kind(name)
		w := fresh
		if len(w) == 0 {
			w = k.Workflow
		}
		n, err := rehouse{tx, product, k, w, in.Mapping}.all(ctx)
		if err != nil {
			return nil, err
		}
		out.Moved += n
	}
	out.States, err = kindStates(ctx, &tx.View, product, in.Kinds)
	return out, err
}

// plan checks the states that are asked for and fills in what follows from
// their names.
func plan(r *op.Registry, in WorkflowIn) (record.Workflow, error) {
	var list errs.List
	w := slices.Clone(in.States)
	for i, name := range in.Kinds {
		k, ok := r.Kind(name)
		if !ok || len(k.Workflow) == 0 || k.Home == op.InWorkspace {
			list.Add(fmt.Sprintf("kinds.%d", i), "%q is not a kind whose states a product can set", name)
			continue
		}
		if slices.Index(in.Kinds, name) != i {
			list.Add(fmt.Sprintf("kinds.%d", i), "%q stands twice", name)
		}
		if len(w) > 0 {
			fill(w, k.Workflow)
			whole(k, w, &list)
		}
	}
	checkStates(w, &list)
	for old, to := range in.Mapping {
		if _, stays := record.Workflow(w).Find(old); stays && len(w) > 0 {
			list.Add("mapping."+old, "is still a state; only records of states that are no more are moved")
		}
		if _, ok := record.Workflow(w).Find(to); !ok && len(w) > 0 {
			list.Add("mapping."+old, "%q is not one of the new states", to)
		}
	}
	return w, list.Err()
}

// fill gives a state with the name of a default one that one's meaning, and
// its category where none is given.
func fill(w []record.State, standard record.Workflow) {
	for i, s := range w {
		d, ok := standard.Find(s.Name)
		if s.Meaning != "" {
			d, ok = standard.Meaning(s.Meaning)
		}
		if ok && (s.Category == "" || s.Category == d.Category) {
			w[i].Meaning, w[i].Category = d.Meaning, d.Category
		}
	}
}

func checkStates(w []record.State, list *errs.List) {
	names, meanings := map[string]bool{}, map[string]bool{}
	for i, s := range w {
		at := fmt.Sprintf("states.%d.", i)
		low := strings.ToLower(s.Name)
		switch {
		case strings.TrimSpace(s.Name) != s.Name || s.Name == "" || utf8.RuneCountInString(s.Name) > 60:
			list.Add(at+"name", "must have 1 to 60 characters, without blanks around them")
		case names[low]:
			list.Add(at+"name", "stands twice")
		}
		if !slices.Contains(s.Category.Values(), string(s.Category)) {
			list.Add(at+"category", "must be one of %s", strings.Join(s.Category.Values(), ", "))
		}
		if s.Meaning != "" && meanings[s.Meaning] {
			list.Add(at+"meaning", "%q is the meaning of another state already", s.Meaning)
		}
		names[low], meanings[s.Meaning] = true, true
	}
}

// whole sees that the states have what the rules of a kind need: of an item
// all four categories and a state that means accepted, of other kinds every
// meaning that it comes with.
func whole(k *op.Kind, w record.Workflow, list *errs.List) {
	for i, s := range w {
		d, known := k.Workflow.Meaning(s.Meaning)
		switch {
		case s.Meaning == "":
		case !known:
			list.Add(fmt.Sprintf("states.%d.meaning", i), "no state of a %s means %q", k.Name, s.Meaning)
		case d.Category != s.Category:
			list.Add(fmt.Sprintf("states.%d.category", i), "must be %s for a state that means %q", d.Category, s.Meaning)
		}
	}
	for _, d := range k.Workflow {
		if Is(k.Name) && d.Meaning != Accepted {
			continue
		}
		if _, ok := w.Meaning(d.Meaning); !ok {
			list.Add("states", "one state of a %s must mean %q", k.Name, d.Meaning)
		}
	}
	for _, c := range record.Todo.Values() {
		if !Is(k.Name) || slices.ContainsFunc(w, func(s record.State) bool { return string(s.Category) == c }) {
			continue
		}
		list.Add("states", "one state of a %s must be in the category %s", k.Name, c)
	}
}

// replace writes the states in place of what the product had for these kinds.
func replace(ctx context.Context, tx *op.Tx, product string, kinds []string, states record.Workflow) error {
	there, err := record.Where[record.ProductWorkflow](ctx, tx.View.At, "d.product_id = ? order by d.id", product)
	if err != nil {
		return err
	}
	for i := range there {
		before, after := &there[i], there[i]
		after.Kinds = slices.DeleteFunc(slices.Clone(before.Kinds), func(k string) bool { return slices.Contains(kinds, k) })
		if len(after.Kinds) == len(before.Kinds) {
			continue
		}
		if len(states) > 0 && len(after.Kinds) == 0 {
			after.Kinds, after.States = kinds, states
			states = nil
		}
		if len(after.Kinds) == 0 {
			err = tx.Delete(ctx, before)
		} else {
			err = tx.Update(ctx, before, &after)
		}
		if err != nil {
			return err
		}
	}
	if len(states) == 0 {
		return nil
	}
	own := &record.ProductWorkflow{Kinds: kinds, States: states}
	own.Product = id.Ref(product)
	return tx.Insert(ctx, own)
}
