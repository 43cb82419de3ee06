package board

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// cardLimit bounds how many cards of a board are looked at.
const cardLimit = 2000

// ListIn names a product.
type ListIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

// CardsIn names a board.
type CardsIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
	Board   string `json:"board" in:"query" ref:"-" doc:"Id of the board; left out, the product's first. A product without one has a column for each state."`
	Sprint  string `json:"sprint" in:"query" ref:"sprint" doc:"On a Scrum board: id or key of the sprint; left out, the active one."`
}

// Shown is a board with what stands on it.
type Shown struct {
	Board    *Board   `json:"board" doc:"Its id is empty while the product has none of its own."`
	Sprint   id.Ref   `json:"sprint" ref:"sprint" doc:"The sprint whose items it shows; null on a Kanban board."`
	Columns  []Filled `json:"columns"`
	Lanes    []Filled `json:"lanes" doc:"Lanes with a limit."`
	People   []Filled `json:"people" doc:"Those who have something in progress, where there is a limit for each person."`
	Whole    Filled   `json:"whole"`
	Expedite Filled   `json:"expedite"`
	Cards    []Fact   `json:"cards" doc:"In the order of the backlog, at most 2000."`
}

// Filled is how full a part of a board is.
type Filled struct {
	ID    string   `json:"id" ref:"-" doc:"Of the column; the lane; the person."`
	Items int      `json:"items"`
	Holds float64  `json:"holds" doc:"What counts against its limit, in items or points as the board counts."`
	Limit *float64 `json:"limit"`
	Over  bool     `json:"over"`
	P85   *float64 `json:"p85" doc:"Of a column: in how many days 85 of 100 items left it, of those that were finished in the last 90 days. Null where there are none."`
}

// Fact is what a board knows of an item beside the item itself.
type Fact struct {
	Item   string        `json:"item" ref:"record" doc:"Id of the item."`
	Column string        `json:"column" ref:"-" doc:"Id of the column it stands in."`
	Since  clock.Instant `json:"since" doc:"Since when it stands there."`
	Days   float64       `json:"days" doc:"For how many days."`
	Aged   bool          `json:"aged" doc:"Begun, and there for longer than 85 of 100 items were."`
	Block  *Block        `json:"block" doc:"What holds it up; null when nothing does."`
}

func list(ctx context.Context, v *op.View, in ListIn) ([]Board, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	return record.Where[Board](ctx, v.At, "d.product_id = ? order by d.created_at, d.id limit ?", product, boardLimit)
}

func cards(ctx context.Context, v *op.View, in CardsIn) (*Shown, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	b, err := chosen(ctx, v, product, in.Board)
	if err != nil {
		return nil, err
	}
	out := &Shown{Board: b, Cards: []Fact{}}
	if b.Method == Scrum {
		if out.Sprint, err = sprintOf(ctx, v, product, in.Sprint); err != nil {
			return nil, err
		}
	}
	found, err := b.standing(ctx, v, product, string(out.Sprint))
	if err != nil {
		return nil, err
	}
	out.fill(found)
	return out, out.tell(ctx, v, found)
}

// chosen gives a board of a product: the one that is named, else the first,
// else a plain one.
func chosen(ctx context.Context, v *op.View, product, ref string) (*Board, error) {
	if ref != "" {
		b, err := op.Find[Board](ctx, v, ref)
		if err == nil && string(b.Product) != product {
			err = record.Missing(ref)
		}
		return b, err
	}
	all, err := record.Where[Board](ctx, v.At, "d.product_id = ? order by d.created_at, d.id limit 1", product)
	if err != nil {
		return nil, err
	}
	if len(all) > 0 {
		return &all[0], nil
	}
	b := &Board{}
	b.Product, b.Record = id.Ref(product), id.Ref(product)
	return b, b.set(ctx, v, Spec{})
}

// sprintOf gives the id of the sprint that a Scrum board shows.
func sprintOf(ctx context.Context, v *op.View, product, ref string) (id.Ref, error) {
	if ref == "" {
		active, err := activeSprint(ctx, v, product)
		return id.Ref(active), err
	}
	row, err := v.Base(ctx, ref)
	if err != nil {
		return "", err
	}
	if row.Kind != "sprint" || string(row.Product) != product {
		return "", errs.Fieldf("sprint", "%s is no sprint of this product", row.Key)
	}
	return id.Ref(row.ID), nil
}

// standing loads the cards that stand on a board. A Kanban board lets go of
// what is closed.
func (b *Board) standing(ctx context.Context, v *op.View, product, sprint string) ([]card, error) {
	var states []string
	for _, c := range b.Columns {
		states = append(states, c.States...)
	}
	marks, args := record.Among(states)
	where := "r.state in (" + marks + ")"
	if b.Method == Scrum {
		where, args = where+" and d.sprint_id = ?", append(args, sprint)
	} else {
		where += " and r.category <> 'closed'"
	}
	return load(ctx, v, product, where+" order by r.rank, r.id limit ?", append(args, cardLimit)...)
}

// fill counts what stands where.
func (s *Shown) fill(found []card) {
	b := s.Board
	sum := func(scope, of string, limit *float64, counts func(card) bool) Filled {
		f := Filled{ID: of, Limit: limit}
		for _, c := range found {
			if counts(c) {
				f.Items++
			}
		}
		if limit != nil {
			f.Holds = b.holds(found, "", bound{scope, of, *limit})
			f.Over = f.Holds > *limit
		}
		return f
	}
	doing := func(c card) bool { return c.Category == record.Doing && c.Class != Expedite }
	for _, col := range b.Columns {
		s.Columns = append(s.Columns, sum("column", col.ID, col.Limit, func(c card) bool { return b.of(c.State).ID == col.ID }))
	}
	s.Lanes, s.People = []Filled{}, []Filled{}
	for _, lane := range sorted(b.LaneLimits) {
		n := b.LaneLimits[lane]
		s.Lanes = append(s.Lanes, sum("lane", lane, &n, func(c card) bool { return doing(c) && c.value(b.Lanes) == lane }))
	}
	if b.PersonLimit != nil {
		for _, p := range owners(found, doing) {
			s.People = append(s.People, sum("person", p, b.PersonLimit, func(c card) bool { return doing(c) && string(c.Owner) == p }))
		}
	}
	s.Whole = sum("board", "", b.TotalLimit, doing)
	s.Expedite = sum("expedite", "", b.ExpediteLimit, func(c card) bool { return c.Category == record.Doing && c.Class == Expedite })
}

// tell adds how long each card has stood where it stands, what the team's own
// pace is, and what is blocked.
func (s *Shown) tell(ctx context.Context, v *op.View, found []card) error {
	pace, err := s.Board.pace(ctx, v)
	if err != nil {
		return err
	}
	for i := range s.Columns {
		s.Columns[i].P85 = pace[s.Columns[i].ID]
	}
	ids := make([]string, len(found))
	for i, c := range found {
		ids[i] = c.ID
	}
	stays, err := staysOf(ctx, v, ids)
	if err != nil {
		return err
	}
	open, err := record.Where[Block](ctx, v.At, "d.product_id = ? and d.until = 0 order by d.since", string(s.Board.Product))
	if err != nil {
		return err
	}
	held := map[string]*Block{}
	for i := range open {
		held[string(open[i].Record)] = &open[i]
	}
	for _, c := range found {
		f := Fact{Item: c.ID, Column: s.Board.of(c.State).ID, Block: held[c.ID]}
		f.Since = s.Board.since(stays[c.ID], f.Column)
		if f.Since != 0 {
			f.Days = v.Now.Sub(f.Since).Hours() / 24
			p := pace[f.Column]
			f.Aged = p != nil && c.Category != record.Todo && f.Days > *p
		}
		s.Cards = append(s.Cards, f)
	}
	return nil
}
