package board

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// card is what limits look at in an item.
type card struct {
	ID       string          `db:"id"`
	Kind     string          `db:"kind"`
	State    string          `db:"state"`
	Category record.Category `db:"category"`
	Owner    id.Ref          `db:"owner_id"`
	Custom   map[string]any  `db:"custom"`
	Estimate *float64        `db:"estimate"`
	Class    string          `db:"service_class"`
	Priority string          `db:"priority"`
	Parent   id.Ref          `db:"parent_id"`
	Sprint   id.Ref          `db:"sprint_id"`
}

// cardOf takes from an item what limits look at.
func cardOf(i *backlog.Item) card {
	return card{i.ID, i.Kind, i.State, i.Category, i.Owner, i.Custom, i.Estimate, i.Class, i.Priority, i.Parent, i.Sprint}
}

// value is the lane that a card stands in, by a field.
func (c card) value(field string) string {
	switch field {
	case "owner":
		return string(c.Owner)
	case "kind":
		return c.Kind
	case "serviceClass":
		if c.Class == "" {
			return "standard"
		}
		return c.Class
	case "priority":
		return c.Priority
	case "parent":
		return string(c.Parent)
	case "sprint":
		return string(c.Sprint)
	case "state":
		return c.State
	}
	if v, ok := c.Custom[strings.TrimPrefix(field, "custom.")]; ok && v != nil {
		return fmt.Sprint(v)
	}
	return ""
}

// Breach is a limit that a card would break, or has broken.
type Breach struct {
	Scope string  `json:"scope" doc:"column, lane, person, board or expedite."`
	Of    string  `json:"of" ref:"-" doc:"Which column, lane or person; empty for the board and the expedite lane."`
	Limit float64 `json:"limit"`
	Holds float64 `json:"holds" doc:"How much there was before."`
}

// bound is a limit that a card counts against.
type bound struct {
	scope, of string
	limit     float64
}

// bounds gives the limits that a card counts against where it stands. What is
// expedite has a lane of its own and counts nowhere else; only columns limit
// what is not in progress.
func (b *Board) bounds(c card) []bound {
	col := b.of(c.State)
	if col == nil {
		return nil
	}
	working := c.Category == record.Doing
	if c.Class == Expedite {
		if b.ExpediteLimit != nil && working {
			return []bound{{"expedite", "", *b.ExpediteLimit}}
		}
		return nil
	}
	var out []bound
	if col.Limit != nil {
		out = append(out, bound{"column", col.ID, *col.Limit})
	}
	if !working {
		return out
	}
	if b.Lanes != "" {
		lane := c.value(b.Lanes)
		if n, ok := b.LaneLimits[lane]; ok {
			out = append(out, bound{"lane", lane, n})
		}
	}
	if b.PersonLimit != nil && c.Owner != "" {
		out = append(out, bound{"person", string(c.Owner), *b.PersonLimit})
	}
	if b.TotalLimit != nil {
		out = append(out, bound{"board", "", *b.TotalLimit})
	}
	return out
}

// weight is what a card counts for; what has no estimate counts for one.
func (b *Board) weight(c card, scope string) float64 {
	if b.CountBy != "points" || scope == "expedite" || c.Estimate == nil {
		return 1
	}
	return *c.Estimate
}

// breaks gives the limits that a card would break by coming to where it is
// now. What it counted against before, it does not break: moving within a
// column is always allowed. was is nil for a card that was not on the board.
func (b *Board) breaks(others []card, was *card, is card) []Breach {
	var before []bound
	if was != nil {
		before = b.bounds(*was)
	}
	var out []Breach
	for _, x := range b.bounds(is) {
		if slices.ContainsFunc(before, func(o bound) bool { return o.scope == x.scope && o.of == x.of }) {
			continue
		}
		holds := b.holds(others, is.ID, x)
		if holds+b.weight(is, x.scope) > x.limit {
			out = append(out, Breach{x.scope, x.of, x.limit, holds})
		}
	}
	return out
}

// holds sums the cards that count against a limit, but for one.
func (b *Board) holds(cards []card, except string, x bound) float64 {
	sum := 0.0
	for _, c := range cards {
		if c.ID == except {
			continue
		}
		for _, y := range b.bounds(c) {
			if y.scope == x.scope && y.of == x.of {
				sum += b.weight(c, x.scope)
			}
		}
	}
	return sum
}

// shows says whether a card stands on the board, given the active sprint.
func (b *Board) shows(c card, active string) bool {
	if b.of(c.State) == nil {
		return false
	}
	if b.Method == Scrum {
		return active != "" && string(c.Sprint) == active
	}
	return true
}

// heed asks the boards of a product before an item changes its place: what
// would break a limit that blocks is refused, whatever moves it: a hand, a
// batch, a proposal that is taken, an undo.
func heed(ctx context.Context, tx *op.Tx, before, after record.Thing) error {
	is, ok := after.(*backlog.Item)
	if !ok || lenient(tx) {
		return nil
	}
	was, _ := before.(*backlog.Item)
	if was != nil && settled(was, is) {
		return nil
	}
	boards, err := record.Where[Board](ctx, tx.At, "d.product_id = ? and d.mode = 'block' order by d.id", string(is.Product))
	if err != nil || len(boards) == 0 {
		return err
	}
	for i := range boards {
		found, err := boards[i].broken(ctx, &tx.View, was, is)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			continue
		}
		over, err := overridden(ctx, tx, is.ID, boards[i].ID)
		if err != nil {
			return err
		}
		if !over {
			return refusal(&tx.View, &boards[i], is, found)
		}
	}
	return nil
}

// lenient says whether limits only mark what they would otherwise refuse:
// history that is brought in is as it was, states that are renamed move
// nothing, and what a verdict sends back has to come back.
func lenient(tx *op.Tx) bool {
	if strings.HasPrefix(tx.Actor.Through, "import:") || strings.HasPrefix(tx.Actor.Through, "undo:") || tx.Moment() != tx.Now {
		return true
	}
	switch tx.Operation() {
	case "workflow.set", "item.accept", "item.reject", "item.convert", "sprint.close", "sprint.start":
		return true
	}
	return false
}

// settled says whether a change leaves an item where it counts.
func settled(was, is *backlog.Item) bool {
	return is.ArchivedAt != 0 || was.ArchivedAt == 0 && was.State == is.State && was.Owner == is.Owner && was.Class == is.Class && was.Sprint == is.Sprint &&
		was.Priority == is.Priority && was.Parent == is.Parent && fmt.Sprint(was.Custom) == fmt.Sprint(is.Custom)
}

// broken gives the limits of a board that an item would break.
func (b *Board) broken(ctx context.Context, v *op.View, was, is *backlog.Item) ([]Breach, error) {
	active, err := activeSprint(ctx, v, string(is.Product))
	if err != nil {
		return nil, err
	}
	now := cardOf(is)
	if !b.shows(now, active) || len(b.bounds(now)) == 0 {
		return nil, nil
	}
	var then *card
	if was != nil && was.ArchivedAt == 0 {
		if c := cardOf(was); b.shows(c, active) {
			then = &c
		}
	}
	if then != nil && len(b.breaks(nil, then, now)) == 0 && slices.Equal(b.bounds(*then), b.bounds(now)) {
		return nil, nil
	}
	others, err := b.near(ctx, v, now, active)
	if err != nil {
		return nil, err
	}
	return b.breaks(others, then, now), nil
}

// near loads the cards that may count against the same limits as one.
func (b *Board) near(ctx context.Context, v *op.View, c card, active string) ([]card, error) {
	states := b.of(c.State).States
	marks, args := record.Among(states)
	where := "(r.category = 'doing' or r.state in (" + marks + "))"
	if b.Method == Scrum {
		where, args = where+" and d.sprint_id = ?", append(args, active)
	}
	return load(ctx, v, string(b.Product), where, args...)
}

const cardColumns = "select r.id, r.kind, r.state, r.category, r.owner_id, r.custom, d.estimate, d.service_class, d.priority, d.parent_id, d.sprint_id" +
	" from record r join item d on d.workspace_id = r.workspace_id and d.id = r.id" +
	" where r.workspace_id = ? and r.product_id = ? and r.archived_at = 0 and r.kind in ('story', 'bug', 'task', 'spike') and "

func load(ctx context.Context, v *op.View, product, where string, args ...any) ([]card, error) {
	return store.All[card](ctx, v.R, cardColumns+where, append([]any{v.Workspace, product}, args...)...)
}

// activeSprint gives the id of a product's active sprint, "" when there is
// none.
func activeSprint(ctx context.Context, v *op.View, product string) (string, error) {
	found, err := store.All[string](ctx, v.R, "select id from record where workspace_id = ? and product_id = ? and kind = 'sprint' and category = 'doing' and archived_at = 0 order by id limit 1", v.Workspace, product)
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}

// overridden says whether this very call has given a reason to break a board's
// limits with an item.
func overridden(ctx context.Context, tx *op.Tx, item, board string) (bool, error) {
	found, err := record.Where[LimitOverride](ctx, tx.At, "d.record_id = ? and d.request = ? and d.board_id = ?", item, tx.Request(), board)
	return len(found) > 0, err
}

// refusal says which limits are in the way, and what can be done.
func refusal(v *op.View, b *Board, i *backlog.Item, found []Breach) error {
	parts := make([]string, len(found))
	for n, x := range found {
		parts[n] = b.says(v, x)
	}
	e := errs.New(errs.Conflict, "%s cannot come to %q: %s (board %q). Finish or move something there first, or say why it cannot wait.", i.Key, i.State, strings.Join(parts, "; "), b.Name)
	e.Fields = []errs.Field{{Field: "override", Message: "is needed: say to item.move why it is moved beyond the limit"}}
	return e
}

// says tells a limit in words.
func (b *Board) says(v *op.View, x Breach) string {
	n := number(x.Holds) + " of " + number(x.Limit)
	switch x.Scope {
	case "column":
		name := x.Of
		for _, c := range b.Columns {
			if c.ID == x.Of {
				name = c.Name
			}
		}
		return fmt.Sprintf("the column %q holds %s", name, n)
	case "lane":
		return fmt.Sprintf("the lane %q holds %s", x.Of, n)
	case "person":
		name := "its owner"
		if m, ok := v.Access.Member(x.Of); ok {
			name = m.Name
		}
		return fmt.Sprintf("%s has %s in progress", name, n)
	case "expedite":
		return "the expedite lane holds " + n
	default:
		return "the whole board holds " + n + " in progress"
	}
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
