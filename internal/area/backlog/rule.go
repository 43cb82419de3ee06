package backlog

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/kit/gherkin"
	"throughline/internal/platform/store"
)

// rule is something of an item that is computed: it gives what is missing, in
// a sentence, "" when nothing is.
type rule struct {
	text  string
	lists []string
	lacks func(ctx context.Context, f *facts, i *Item) (string, error)
}

// of makes a rule that the item alone tells.
func of(fn func(i *Item) string) func(context.Context, *facts, *Item) (string, error) {
	return func(_ context.Context, _ *facts, i *Item) (string, error) { return fn(i), nil }
}

func when(lacks bool, what string) string {
	if lacks {
		return what
	}
	return ""
}

var (
	forReady = []string{ReadyList}
	forDone  = []string{DoneList}
	forBoth  = []string{ReadyList, DoneList}
)

// rules are what checklists can compute, by name.
var rules = map[string]rule{
	"statement": {"It says who wants what, and why", forReady, of(func(i *Item) string {
		return when(i.Kind == "story" && !i.stated(), "It does not say who wants what, and why.")
	})},
	"criteria": {"It has acceptance criteria", forReady, of(func(i *Item) string {
		return when(len(i.Criteria) == 0, "It has no acceptance criterion.")
	})},
	"scenarios": {"Its scenarios read well", forReady, of(badScenario)},
	"estimate": {"It is estimated", forReady, of(func(i *Item) string {
		return when(i.Estimate == nil, "It has no estimate.")
	})},
	"small":     {"It is small enough", forReady, tooLarge},
	"value":     {"Its value to the business is stated", forReady, of(func(i *Item) string { return when(i.BusinessValue == nil, "Nobody has said what it is worth.") })},
	"thread":    {"Its thread leads to an objective", forReady, noObjective},
	"questions": {"No question about it is open", forBoth, openQuestions},
	"blockers":  {"Nothing blocks it", forBoth, blocked},
	"subtasks":  {"Its sub-tasks are done", forDone, openSubtasks},
}

// RuleNames lists the rules that a list can compute.
func RuleNames(list string) []string {
	var out []string
	for name, r := range rules {
		if slices.Contains(r.lists, list) {
			out = append(out, name)
		}
	}
	sort.Strings(out)
	return out
}

func badScenario(i *Item) string {
	if i.Scenarios == "" {
		return ""
	}
	for _, p := range gherkin.Parse(i.Scenarios).Problems {
		return fmt.Sprintf("Line %d of its scenarios: %s", p.Line, p.What)
	}
	return ""
}

func noObjective(ctx context.Context, f *facts, i *Item) (string, error) {
	serves, err := f.serves(ctx, i)
	return when(!serves, "Its thread leads to no objective."), err
}

func blocked(ctx context.Context, f *facts, i *Item) (string, error) {
	keys, err := f.blockers(ctx, i)
	return when(len(keys) > 0, "It is blocked by "+strings.Join(keys, ", ")+"."), err
}

func openQuestions(ctx context.Context, f *facts, i *Item) (string, error) {
	n, err := f.questions(ctx, i)
	if n == 1 {
		return "A question about it is open.", err
	}
	return when(n > 0, fmt.Sprintf("%d questions about it are open.", n)), err
}

func openSubtasks(ctx context.Context, f *facts, i *Item) (string, error) {
	keys, err := store.All[string](ctx, f.v.R, `select r.key from item d join record r on r.workspace_id = d.workspace_id and r.id = d.id
 where d.workspace_id = ? and d.parent_id = ? and r.category in ('todo', 'doing') and r.archived_at = 0 order by r.id limit 20`, f.v.Workspace, i.ID)
	return when(len(keys) > 0, "Not done yet: "+strings.Join(keys, ", ")+"."), err
}

func tooLarge(ctx context.Context, f *facts, i *Item) (string, error) {
	size, err := f.sizes(ctx, string(i.Product))
	return size.lacks(i), err
}

// facts is where rules ask for what the item alone does not tell.
type facts struct {
	v         *op.View
	serves    func(ctx context.Context, i *Item) (bool, error)
	blockers  func(ctx context.Context, i *Item) ([]string, error)
	questions func(ctx context.Context, i *Item) (int64, error)
	sized     map[string]Sizes
}

// factsOf asks for all items at once, when a rule first wants to know it of one.
func factsOf(v *op.View, items []Item) *facts {
	ids := make([]string, len(items))
	for n := range items {
		ids[n] = items[n].ID
	}
	return &facts{
		v: v,
		serves: once(func(ctx context.Context) (map[string]bool, error) {
			return link.AllLeadingTo(ctx, v, ids, "objective")
		}),
		blockers: once(func(ctx context.Context) (map[string][]string, error) {
			return link.AllOpenBlockers(ctx, v, ids)
		}),
		questions: once(func(ctx context.Context) (map[string]int64, error) { return openByItem(ctx, v, ids) }),
	}
}

// once asks at the first call, and answers every call from that.
func once[T any](ask func(context.Context) (map[string]T, error)) func(context.Context, *Item) (T, error) {
	var known map[string]T
	return func(ctx context.Context, i *Item) (of T, err error) {
		if known == nil {
			if known, err = ask(ctx); err != nil {
				return of, err
			}
		}
		return known[i.ID], nil
	}
}

// sizes gives the usual sizes of a product, asked for once.
func (f *facts) sizes(ctx context.Context, product string) (Sizes, error) {
	if s, known := f.sized[product]; known {
		return s, nil
	}
	s, err := sizesOf(ctx, f.v, product)
	f.sized = map[string]Sizes{product: s}
	return s, err
}

func (i *Item) stated() bool {
	if strings.TrimSpace(i.Body) != "" {
		return true
	}
	who := i.AsA + i.Situation
	for _, s := range []string{who, i.IWant, i.SoThat} {
		if strings.TrimSpace(s) == "" {
			return false
		}
	}
	return true
}
