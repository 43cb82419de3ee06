package making

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/gherkin"
	"throughline/internal/kit/id"
)

// SplitIn says into what an item is split. What no part takes stays with it.
type SplitIn struct {
	ID    string      `json:"id" in:"path" v:"required" doc:"Id or key of the item."`
	Parts []SplitPart `json:"parts" v:"required,max=20" doc:"The new items, in their order; they come right behind the item."`
}

// SplitPart is one new item.
type SplitPart struct {
	Title    string   `json:"title" v:"required,max=500"`
	Kind     string   `json:"kind" v:"enum=story|bug|task|spike" doc:"That of the item, when left out."`
	Criteria []string `json:"criteria" ref:"-" v:"max=100" doc:"Ids of the criteria that go over; all examples of a scenario go together."`
	Body     string   `json:"body" v:"max=200000" doc:"Its description, in Markdown."`
}

// Split is an item after it was split, and what came of it.
type Split struct {
	Item  *backlog.Item   `json:"item"`
	Parts []*backlog.Item `json:"parts"`
}

// copied are the types of link that the parts of an item share with it.
var copied = []string{link.Delivers, link.ShipsIn, link.Serves}

func split(ctx context.Context, tx *op.Tx, in SplitIn) (*Split, error) {
	before, err := op.Find[backlog.Item](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if err := kind.Expect(tx, before.Base()); err != nil {
		return nil, err
	}
	if before.Category == record.Closed || before.ArchivedAt != 0 {
		return nil, errs.New(errs.Conflict, "%s is %s. Only open work can be split.", before.Key, or(before.State, "archived"))
	}
	goes, err := assign(before, in.Parts)
	if err != nil {
		return nil, err
	}
	parts := make([]*backlog.Item, len(in.Parts))
	for n, p := range in.Parts {
		parts[n] = partOf(before, p, n, goes)
	}
	after := stays(before, goes)
	return &Split{after, parts}, Divide(ctx, tx, before, after, parts)
}

// Divide keeps a split: the item as it is after it, and its parts right behind
// it, each with the item's links and one to the item itself.
func Divide(ctx context.Context, tx *op.Tx, before, after *backlog.Item, parts []*backlog.Item) error {
	if err := tx.Update(ctx, before, after); err != nil {
		return err
	}
	ranks, err := kind.Behind(ctx, tx, after, len(parts))
	if err != nil {
		return err
	}
	links, err := record.Where[link.Link](ctx, tx.View.At, "d.from_id = ? order by d.id", before.ID)
	if err != nil {
		return err
	}
	for n, part := range parts {
		part.Rank = ranks[n]
		if err := tx.Insert(ctx, part); err != nil {
			return inPart(err, n)
		}
		if err := join(ctx, tx, part, before, links); err != nil {
			return err
		}
	}
	return nil
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// inPart says which part an error is about.
func inPart(err error, n int) error {
	pub := *errs.Public(err)
	if pub.Kind != errs.Invalid {
		return err
	}
	pub.Fields = slices.Clone(pub.Fields)
	for i := range pub.Fields {
		pub.Fields[i].Field = fmt.Sprintf("parts.%d.%s", n, pub.Fields[i].Field)
	}
	return &pub
}

// assign says to which part each criterion goes, by id.
func assign(i *backlog.Item, parts []SplitPart) (map[string]int, error) {
	goes, known := map[string]int{}, map[string]backlog.Criterion{}
	for _, c := range i.Criteria {
		known[c.ID] = c
	}
	var list errs.List
	for n, p := range parts {
		at := fmt.Sprintf("parts.%d.", n)
		if strings.TrimSpace(p.Title) == "" {
			list.Add(at+"title", "is required")
		}
		for k, c := range p.Criteria {
			_, there := known[c]
			_, twice := goes[c]
			switch {
			case !there:
				list.Add(fmt.Sprintf("%scriteria.%d", at, k), "%q is not a criterion of %s", c, i.Key)
			case twice:
				list.Add(fmt.Sprintf("%scriteria.%d", at, k), "%q goes to another part already", c)
			}
			goes[c] = n
		}
	}
	whole := map[string]int{}
	for _, c := range i.Criteria {
		if c.Scenario == "" {
			continue
		}
		n, moves := goes[c.ID]
		if !moves {
			n = -1
		}
		if first, seen := whole[c.Whole()]; seen && first != n {
			list.Add("parts", "the scenario %q goes as a whole, with all of its examples", c.Scenario)
		}
		whole[c.Whole()] = n
	}
	return goes, list.Err()
}

// keep gives the scenarios whose criteria some function keeps; "" when there is
// none of them.
func keep(i *backlog.Item, stays func(c backlog.Criterion) bool) string {
	kept := map[string]bool{}
	for _, c := range i.Criteria {
		if c.Scenario != "" && stays(c) {
			kept[c.Whole()] = true
		}
	}
	if len(kept) == 0 {
		return ""
	}
	return gherkin.Parse(i.Scenarios).Keep(func(s *gherkin.Scenario) bool { return kept[backlog.WholeOf(s)] })
}

// stays gives an item without what goes to its parts. Its estimate was for the
// whole, so that it goes too.
func stays(before *backlog.Item, goes map[string]int) *backlog.Item {
	after := Without(before, func(c backlog.Criterion) bool { _, moves := goes[c.ID]; return moves })
	after.Estimate = nil
	return after
}

// Without gives an item without some of its criteria, and without the scenarios
// that they follow from.
func Without(before *backlog.Item, goes func(c backlog.Criterion) bool) *backlog.Item {
	after := *before
	after.Criteria = slices.DeleteFunc(slices.Clone(before.Criteria), goes)
	if len(after.Criteria) < len(before.Criteria) {
		after.Scenarios = keep(before, func(c backlog.Criterion) bool { return !goes(c) })
	}
	return &after
}

// partOf makes a new item of a part. It is wanted for what its title says.
func partOf(from *backlog.Item, p SplitPart, n int, goes map[string]int) *backlog.Item {
	i := Part(from, func(c backlog.Criterion) bool { to, moves := goes[c.ID]; return moves && to == n })
	i.Kind, i.Title, i.Body = or(p.Kind, from.Kind), p.Title, p.Body
	if from.IWant != "" {
		i.IWant = p.Title
	}
	return i
}

// Part makes a new item of some of another's criteria. It has what holds for
// the whole, and neither a size nor anything that was met.
func Part(from *backlog.Item, mine func(c backlog.Criterion) bool) *backlog.Item {
	i := &backlog.Item{
		AsA: from.AsA, Situation: from.Situation, IWant: from.IWant, SoThat: from.SoThat, Priority: from.Priority, DueOn: from.DueOn,
		Parent: from.Parent, BusinessValue: from.BusinessValue, Class: from.Class, Scenarios: keep(from, mine),
	}
	i.Kind, i.Product, i.Owner = from.Kind, from.Product, from.Owner
	i.Title, i.Body, i.Tags, i.Custom = from.Title, from.Body, slices.Clone(from.Tags), from.Custom
	for _, c := range from.Criteria {
		if mine(c) {
			c.Met = false
			i.Criteria = append(i.Criteria, c)
		}
	}
	return i
}

// join gives a part the links of the item, and one to the item itself.
func join(ctx context.Context, tx *op.Tx, part, from *backlog.Item, links []link.Link) error {
	for _, l := range links {
		if !slices.Contains(copied, l.Type) {
			continue
		}
		if err := insertLink(ctx, tx, part, l.Type, l.To, l.Kind); err != nil {
			return err
		}
	}
	return insertLink(ctx, tx, part, link.SplitFrom, from.ID, from.Kind)
}

func insertLink(ctx context.Context, tx *op.Tx, from *backlog.Item, kind, to, toKind string) error {
	l := &link.Link{Type: kind, From: from.ID, To: to, Kind: toKind}
	l.Product, l.Record = from.Product, id.Ref(from.ID)
	return tx.Insert(ctx, l)
}

// SplitsIn names an item.
type SplitsIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the item."`
}

// Splitting is one way to split an item.
type Splitting struct {
	By    string      `json:"by" doc:"criteria, rule or step."`
	Parts []SplitPart `json:"parts" doc:"What it could become; take as many as fit."`
}

func splits(ctx context.Context, v *op.View, in SplitsIn) ([]Splitting, error) {
	i, err := op.Find[backlog.Item](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	return []Splitting{{"criteria", byCriteria(i)}, {"rule", byRule(i)}, {"step", bySteps(i)}}, nil
}

// byCriteria makes a part of each criterion; the examples of a scenario stay
// together.
func byCriteria(i *backlog.Item) []SplitPart {
	parts, at := []SplitPart{}, map[string]int{}
	for _, c := range i.Criteria {
		if n, seen := at[c.Whole()]; seen && c.Scenario != "" {
			parts[n].Criteria = append(parts[n].Criteria, c.ID)
			continue
		}
		at[c.Whole()] = len(parts)
		parts = append(parts, SplitPart{Title: short(or(c.Scenario, c.Text)), Criteria: []string{c.ID}})
	}
	return parts
}

// byRule makes a part of each rule of the scenarios.
func byRule(i *backlog.Item) []SplitPart {
	parts, at := []SplitPart{}, map[string]int{}
	for _, c := range i.Criteria {
		if c.Rule == "" {
			continue
		}
		n, seen := at[c.Rule]
		if !seen {
			n = len(parts)
			at[c.Rule] = n
			parts = append(parts, SplitPart{Title: short(c.Rule)})
		}
		parts[n].Criteria = append(parts[n].Criteria, c.ID)
	}
	return parts
}

var stepLine = regexp.MustCompile(`^\s*(?:\d{1,3}[.)]|[-*+•])\s+(?:\[[ xX]\]\s+)?(.+)$`)

// bySteps makes a part of each step that the description lists.
func bySteps(i *backlog.Item) []SplitPart {
	parts := []SplitPart{}
	for _, l := range strings.Split(i.Body, "\n") {
		if m := stepLine.FindStringSubmatch(l); m != nil && len(parts) < 20 {
			parts = append(parts, SplitPart{Title: short(strings.TrimSpace(m[1]))})
		}
	}
	return parts
}

// short keeps a text within what a title may have.
func short(s string) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= 200 {
		return string(r)
	}
	return string(r[:199]) + "…"
}
