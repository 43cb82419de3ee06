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

// The two checklists of a team.
const (
	ReadyList = "ready" // the Definition of Ready
	DoneList  = "done"  // the Definition of Done
)

// What a checklist does when it does not hold.
const (
	Advise  = "advise"  // it says so
	Enforce = "enforce" // the move is refused, unless a reason is given
)

// Checklist is a product's own Definition of Ready or of Done.
type Checklist struct {
	record.Part
	List   string  `db:"list" json:"list" v:"required,enum=ready|done"`
	Mode   string  `db:"mode" json:"mode" by:"workflow.set" v:"required,enum=advise|enforce" doc:"advise says what is missing; enforce refuses the move without a reason."`
	Checks []Check `db:"checks" json:"checks" by:"workflow.set" v:"max=40"`
}

// Check is one line of a checklist: a rule that is computed, or a sentence
// that somebody ticks.
type Check struct {
	ID    string   `json:"id" doc:"Made here when it is left out; unique in its list."`
	Text  string   `json:"text" doc:"What must be so. A computed rule says it itself when this is left out."`
	Rule  string   `json:"rule" doc:"Name of the rule that is computed; empty for what is ticked."`
	Kinds []string `json:"kinds" doc:"Only for these kinds of item; empty for all."`
}

// Tick says that one check of a checklist holds for an item.
type Tick struct {
	record.Part
	List  string `db:"list" json:"list" v:"required,enum=ready|done"`
	Check string `db:"check_id" json:"check" ref:"-" v:"required,max=40"`
}

// Check holds for every stored checklist.
func (c *Checklist) Check(list *errs.List) {
	seen, ruled := map[string]bool{}, map[string]bool{}
	for n, k := range c.Checks {
		at := fmt.Sprintf("checks.%d.", n)
		r, known := rules[k.Rule]
		switch {
		case k.Rule == "" && strings.TrimSpace(k.Text) == "":
			list.Add(at+"text", "is required for what is ticked")
		case utf8.RuneCountInString(k.Text) > 300:
			list.Add(at+"text", "must have at most 300 characters")
		case k.Rule != "" && (!known || !slices.Contains(r.lists, c.List)):
			list.Add(at+"rule", "%q is not a rule of this list; use one of %s", k.Rule, strings.Join(RuleNames(c.List), ", "))
		case k.Rule != "" && ruled[k.Rule]:
			list.Add(at+"rule", "%q stands twice in one list", k.Rule)
		}
		if seen[k.ID] || len(k.ID) > 40 {
			list.Add(at+"id", "must be unique in its list, with at most 40 characters")
		}
		for _, kind := range k.Kinds {
			if !Is(kind) {
				list.Add(at+"kinds", "%q is not a kind of item", kind)
			}
		}
		seen[k.ID], ruled[k.Rule] = true, k.Rule != ""
	}
}

// numberChecks gives an id to each check that has none: a computed one is
// called like its rule.
func numberChecks(checks []Check) []Check {
	for i := range checks {
		if checks[i].ID == "" {
			checks[i].ID = checks[i].Rule
		}
	}
	id.Number(checks, func(c *Check) *string { return &c.ID })
	return checks
}

// standard gives the checklist of a product that has set none.
func standard(list string) *Checklist {
	c := &Checklist{List: list, Mode: Advise}
	names := []string{"statement", "criteria", "estimate", "thread", "questions", "blockers"}
	if list == DoneList {
		names = []string{"subtasks", "questions"}
	}
	for _, n := range names {
		c.Checks = append(c.Checks, Check{Rule: n})
	}
	c.Checks = numberChecks(c.Checks)
	return c
}

// checklistOf gives a product's checklist, its own or the standard one.
func checklistOf(ctx context.Context, v *op.View, product, list string) (*Checklist, error) {
	own, err := record.Where[Checklist](ctx, v.At, "d.product_id = ? and d.list = ?", product, list)
	if err != nil {
		return nil, err
	}
	if len(own) > 0 {
		return &own[0], nil
	}
	return standard(list), nil
}

// Held is one check of an item, and whether it holds.
type Held struct {
	ID   string `json:"id"`
	Text string `json:"text" doc:"What must be so."`
	Rule string `json:"rule" doc:"The rule that is computed; empty for what is ticked."`
	Held bool   `json:"held"`
	What string `json:"what" doc:"Of a rule that does not hold: what is missing, in a sentence."`
	By   string `json:"by" ref:"member" doc:"Who ticked it."`
}

// Checked is what a checklist says of an item.
type Checked struct {
	List   string `json:"list"`
	Mode   string `json:"mode"`
	Holds  bool   `json:"holds"`
	Checks []Held `json:"checks"`
}

// Missing lists what does not hold, each in a sentence.
func (c *Checked) Missing() []Missing {
	out := []Missing{}
	for _, h := range c.Checks {
		if !h.Held {
			out = append(out, Missing{or(h.Rule, h.ID), or(h.What, "Not ticked: "+h.Text)})
		}
	}
	return out
}

// Sentences is what is missing, as one text.
func (c *Checked) Sentences() string {
	var out []string
	for _, m := range c.Missing() {
		out = append(out, m.What)
	}
	return strings.Join(out, " ")
}

// Examine holds a checklist against an item.
func Examine(ctx context.Context, v *op.View, i *Item, list string) (*Checked, error) {
	c, err := checklistOf(ctx, v, string(i.Product), list)
	if err != nil {
		return nil, err
	}
	return c.examine(ctx, v, i)
}

func (c *Checklist) examine(ctx context.Context, v *op.View, i *Item) (*Checked, error) {
	ticks, err := record.Where[Tick](ctx, v.At, "d.record_id = ? and d.list = ?", i.ID, c.List)
	if err != nil {
		return nil, err
	}
	return c.hold(ctx, factsOf(v, []Item{*i}), i, ticks)
}

// hold holds a checklist against an item, given what is ticked.
func (c *Checklist) hold(ctx context.Context, f *facts, i *Item, ticks []Tick) (_ *Checked, err error) {
	by := map[string]string{}
	for _, t := range ticks {
		if string(t.Record) == i.ID {
			by[t.Check] = string(t.CreatedBy)
		}
	}
	out := &Checked{List: c.List, Mode: c.Mode, Holds: true, Checks: []Held{}}
	for _, k := range c.Checks {
		if len(k.Kinds) > 0 && !slices.Contains(k.Kinds, i.Kind) {
			continue
		}
		h := Held{ID: k.ID, Text: or(k.Text, rules[k.Rule].text), Rule: k.Rule}
		if k.Rule == "" {
			h.By, h.Held = by[k.ID], by[k.ID] != ""
		} else if h.What, err = rules[k.Rule].lacks(ctx, f, i); err != nil {
			return nil, err
		} else {
			h.Held = h.What == ""
		}
		out.Holds = out.Holds && h.Held
		out.Checks = append(out.Checks, h)
	}
	return out, nil
}

// DoneMet says whether the Definition of Done holds for an item, and check by
// check what does not.
func DoneMet(ctx context.Context, v *op.View, i *Item) (*Checked, error) {
	return Examine(ctx, v, i, DoneList)
}

// Acceptable says whether an item can be accepted: all of its criteria are
// met, and the Definition of Done holds.
func Acceptable(criteria Criteria, done *Checked) bool {
	for _, c := range criteria {
		if !c.Met {
			return false
		}
	}
	return done.Holds
}

type gateOff struct{}

// ungated lets records move past an enforced definition: where the states
// themselves change, and nobody moves any work.
func ungated(ctx context.Context) context.Context { return context.WithValue(ctx, gateOff{}, true) }

// gate refuses a move that an enforced definition does not allow. A reason
// given with the move (the item's exception) lets it through.
func gate(ctx context.Context, tx *op.Tx, was, is *Item) error {
	if was.ID == "" || was.State == is.State || was.Kind != is.Kind || ctx.Value(gateOff{}) != nil {
		return nil
	}
	list, err := gateOf(ctx, tx, was, is)
	if err != nil || list == "" {
		return err
	}
	c, err := checklistOf(ctx, &tx.View, string(is.Product), list)
	if err != nil || c.Mode != Enforce {
		return err
	}
	if is.Exception != "" && is.Exception != was.Exception {
		return nil
	}
	got, err := c.examine(ctx, &tx.View, is)
	if err != nil || got.Holds {
		return err
	}
	return errs.New(errs.Invalid, "%s cannot become %q yet. %s Mend that, or say why it goes on all the same (item.pass).", is.Key, is.State, got.Sentences())
}

// gateOf names the definition that a move has to pass: that of Ready on the
// way out of the states before ready, that of Done on the way into those of
// done work. Work that was done or closed before has passed both.
func gateOf(ctx context.Context, tx *op.Tx, was, is *Item) (string, error) {
	if was.Category != record.Todo && was.Category != record.Doing {
		return "", nil
	}
	if is.Category == record.Done {
		return DoneList, nil
	}
	k, _ := tx.Engine.Reg.Kind(is.Kind)
	w, err := tx.Workflow(ctx, k, string(is.Product))
	if err != nil {
		return "", err
	}
	from, _ := w.Find(was.State)
	to, _ := w.Find(is.State)
	if from.Category == record.Todo && from.Meaning != Ready && (to.Meaning == Ready || to.Category == record.Doing) {
		return ReadyList, nil
	}
	return "", nil
}
