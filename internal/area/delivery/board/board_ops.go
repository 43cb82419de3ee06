package board

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// boardLimit is how many boards a product may have.
const boardLimit = 50

// Spec is how a board is set up.
type Spec struct {
	Name          string             `json:"name" v:"required,max=80"`
	Method        string             `json:"method" v:"enum=scrum|kanban" doc:"A Scrum board shows the active sprint, a Kanban board all that is in its columns. scrum when left out."`
	Columns       []Column           `json:"columns" v:"max=40" doc:"From left to right; left out, one for each state."`
	Lanes         string             `json:"lanes" v:"max=60" ref:"-" doc:"The field by which there are lanes; empty for none."`
	LaneLimits    map[string]float64 `json:"laneLimits" doc:"By the value of that field: how much may be in progress in the lane."`
	Mode          string             `json:"mode" v:"enum=warn|block" doc:"What happens when a limit would be broken. warn when left out."`
	CountBy       string             `json:"countBy" v:"enum=items|points" doc:"What limits count. items when left out."`
	PersonLimit   *float64           `json:"personLimit" v:"min=1" doc:"How much one person may have in progress."`
	TotalLimit    *float64           `json:"totalLimit" v:"min=1" doc:"How much may be in progress on the whole board."`
	ExpediteLimit *float64           `json:"expediteLimit" v:"min=1" doc:"How many expedite items may be in progress; usually 1. Null for no limit."`
}

// CreateIn is a new board.
type CreateIn struct {
	Product string `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Spec
}

// UpdateIn is a board as it shall be.
type UpdateIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id of the board."`
	Spec
}

// Ref names a board.
type Ref struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id of the board."`
}

func create(ctx context.Context, tx *op.Tx, in CreateIn) (*Board, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	there, err := record.Where[Board](ctx, tx.At, "d.product_id = ?", product)
	if err != nil {
		return nil, err
	}
	if len(there) >= boardLimit {
		return nil, errs.New(errs.Invalid, "A product has at most %d boards. Take one away first.", boardLimit)
	}
	b := &Board{}
	b.Product, b.Record = id.Ref(product), id.Ref(product)
	if err := b.set(ctx, &tx.View, in.Spec); err != nil {
		return nil, err
	}
	return b, tx.Insert(ctx, b)
}

func update(ctx context.Context, tx *op.Tx, in UpdateIn) (*Board, error) {
	before, err := op.Find[Board](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if err := after.set(ctx, &tx.View, in.Spec); err != nil {
		return nil, err
	}
	return &after, tx.Update(ctx, before, &after)
}

func remove(ctx context.Context, tx *op.Tx, in Ref) (*Board, error) {
	b, err := op.Find[Board](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	return b, tx.Delete(ctx, b)
}

// set takes over how a board is set up, and fills in what was left out.
func (b *Board) set(ctx context.Context, v *op.View, s Spec) error {
	all, err := states(ctx, v, string(b.Product))
	if err != nil {
		return err
	}
	b.Name, b.Method, b.Lanes, b.LaneLimits, b.Mode, b.CountBy = s.Name, or(s.Method, Scrum), s.Lanes, s.LaneLimits, or(s.Mode, Warns), or(s.CountBy, "items")
	b.PersonLimit, b.TotalLimit, b.ExpediteLimit = s.PersonLimit, s.TotalLimit, s.ExpediteLimit
	b.Columns = slices.Clone(s.Columns)
	if len(b.Columns) == 0 {
		b.Columns = plain(all)
	}
	var list errs.List
	for i := range b.Columns {
		for _, name := range b.Columns[i].States {
			if _, ok := all.Find(name); !ok {
				list.Add(fmt.Sprintf("columns.%d.states", i), "%q is not a state of the work here", name)
			}
		}
		if b.Columns[i].ID == "" {
			b.Columns[i].ID = b.freeID()
		}
		if b.Columns[i].States == nil {
			b.Columns[i].States = []string{}
		}
	}
	return list.Err()
}

// freeID gives an id that no column has.
func (b *Board) freeID() string {
	for n := 1; ; n++ {
		name := strconv.Itoa(n)
		if !slices.ContainsFunc(b.Columns, func(c Column) bool { return c.ID == name }) {
			return name
		}
	}
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// states gives the states of all kinds of work in a product, each once, by how
// far along they are.
func states(ctx context.Context, v *op.View, product string) (record.Workflow, error) {
	var all record.Workflow
	for _, name := range backlog.Kinds {
		k, _ := v.Engine.Reg.Kind(name)
		w, err := v.Workflow(ctx, k, product)
		if err != nil {
			return nil, err
		}
		for _, s := range w {
			if _, there := all.Find(s.Name); !there {
				all = append(all, s)
			}
		}
	}
	order := record.Todo.Values()
	slices.SortStableFunc(all, func(a, b record.State) int {
		return slices.Index(order, string(a.Category)) - slices.Index(order, string(b.Category))
	})
	return all, nil
}

// plain gives a column for each state but those of what is given up.
func plain(all record.Workflow) []Column {
	var out []Column
	for _, s := range all {
		if s.Meaning != backlog.Dropped {
			out = append(out, Column{ID: strconv.Itoa(len(out) + 1), Name: s.Name, States: []string{s.Name}})
		}
	}
	return out
}
