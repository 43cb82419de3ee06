package query

import (
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// BoardIn asks for the cards of a board.
type BoardIn struct {
	Q       string   `json:"q" in:"query" v:"max=4000" doc:"Which records are its cards."`
	Product string   `json:"product" in:"query" ref:"product"`
	Fields  []string `json:"fields" in:"query" v:"max=30" doc:"Further fields to show on the cards."`
	Full    bool     `json:"full" in:"query" doc:"Give with each card the whole record, but for its body, and its links."`
	Limit   int      `json:"limit" in:"query" v:"min=0,max=2000" doc:"At most so many cards; 1000 when left out."`
}

// Board is the cards of a board, in their order.
type Board struct {
	States []record.State `json:"states" doc:"The columns, in order."`
	Items  []Item         `json:"items"`
	More   bool           `json:"more" doc:"There are more cards than these."`
}

// SavedView is a query kept under a name, with how it is shown.
type SavedView struct {
	record.Part
	Name    string         `db:"name" json:"name" v:"required,max=120"`
	Query   string         `db:"query" json:"query" v:"max=4000"`
	Layout  string         `db:"layout" json:"layout" v:"enum=table|board|tree|timeline|calendar|thread" doc:"How it is shown."`
	Options map[string]any `db:"options" json:"options" doc:"Columns, grouping, zoom: whatever the layout keeps."`
	Shared  bool           `db:"shared" json:"shared" doc:"Everybody who sees the product finds it; else only its maker is shown it."`
}

// ViewIn is a view to save.
type ViewIn struct {
	Product string         `json:"product" ref:"product"`
	Name    string         `json:"name" v:"required,max=120"`
	Query   string         `json:"query" v:"max=4000"`
	Layout  string         `json:"layout" v:"enum=table|board|tree|timeline|calendar|thread"`
	Options map[string]any `json:"options"`
	Shared  bool           `json:"shared"`
}

// ViewUpdate changes a view; what is left out stays.
type ViewUpdate struct {
	ID      string          `json:"id" in:"path" v:"required" ref:"saved_view"`
	Name    *string         `json:"name" v:"max=120"`
	Query   *string         `json:"query" v:"max=4000"`
	Layout  *string         `json:"layout" v:"enum=table|board|tree|timeline|calendar|thread"`
	Options *map[string]any `json:"options"`
	Shared  *bool           `json:"shared"`
}

// ViewRef names a view.
type ViewRef struct {
	ID string `json:"id" in:"path" v:"required" ref:"saved_view"`
}

// ViewList asks for views.
type ViewList struct {
	Product string `json:"product" in:"query" ref:"product"`
}

// Nothing is an input without fields.
type Nothing struct{}

// Register adds lists, boards and saved views. It panics when the kinds make
// no catalogue, which a start-up finds; call it after all kinds are there.
func Register(r *op.Registry) {
	cat, err := OfKinds(r)
	if err != nil {
		panic("query: " + err.Error())
	}
	l := &lister{cat}
	op.Ask(r, "record.list", l.list, op.Says("List records by a query."), op.Needs(op.Inside))
	op.Ask(r, "record.some", l.some, op.Says("Give several records by their ids or keys, whole but for their bodies, with their links."), op.Needs(op.Inside), op.At("GET", "/api/v1/records/some"))
	op.Ask(r, "record.ids", l.ids, op.Says("Give only the ids of the records of a query, in its order, many at once."), op.Needs(op.Inside), op.At("GET", "/api/v1/records/ids"))
	op.Ask(r, "record.groups", l.groups, op.Says("Say how the records of a query fall into groups, and how many are in each."), op.Needs(op.Inside), op.At("GET", "/api/v1/records/groups"))
	op.Ask(r, "record.board", l.board, op.Says("Give the cards of a board in one answer."), op.Needs(op.Inside), op.At("GET", "/api/v1/board"))
	op.Ask(r, "record.csv", l.csv, op.Says("Give the records of a query as CSV."), op.Gives("text/csv"), op.Needs(op.Inside), op.At("GET", "/api/v1/records.csv"))
	op.Ask(r, "record.any", anyRecord, op.Says("Show a record of any kind."), op.At("GET", "/api/v1/records/{id}"))
	op.Ask(r, "query.fields", func(ctx context.Context, v *op.View, _ Nothing) ([]FieldDoc, error) {
		cat, err := l.with(ctx, v)
		if err != nil {
			return nil, err
		}
		return Describe(cat), nil
	}, op.Says("List the fields that queries know."), op.Needs(op.Inside), op.At("GET", "/api/v1/query/fields"))
	op.AddPart[SavedView](r, "saved_view")
	op.Do(r, "view.create", makeView, op.Says("Save a view."), op.Needs(op.Remark))
	op.Do(r, "view.update", changeView, op.Says("Change a saved view."), op.Needs(op.Remark))
	op.Do(r, "view.delete", dropView, op.Says("Take a saved view away."), op.Needs(op.Remark))
	op.Ask(r, "view.list", listViews, op.Says("List your saved views and the shared ones."), op.Needs(op.Inside))
}

// RecordIn names a record.
type RecordIn struct {
	ID string `json:"id" in:"path" v:"required" ref:"record" doc:"Id, key or alias."`
}

func anyRecord(ctx context.Context, v *op.View, in RecordIn) (record.Entity, error) {
	e, _, err := v.Any(ctx, in.ID)
	return e, err
}

// boardKinds are shown on a board when the query names no kind.
var boardKinds = []string{"story", "bug", "task", "spike"}

func (l *lister) board(ctx context.Context, v *op.View, in BoardIn) (*Board, error) {
	limit := in.Limit
	if limit == 0 {
		limit = 1000
	}
	q := in.Q
	if !strings.Contains(q, "type:") && !strings.Contains(q, "kind:") {
		q = "type:" + strings.Join(boardKinds, ",") + " " + q
	}
	found, err := l.read(ctx, v, ListIn{Q: q, Product: in.Product, Fields: in.Fields, Full: in.Full}, limit)
	if err != nil {
		return nil, err
	}
	b := &Board{Items: found.Items, More: found.Next != nil}
	k, ok := v.Engine.Reg.Kind("story")
	if !ok {
		return b, nil
	}
	product := ""
	if in.Product != "" {
		if product, err = v.Product(ctx, in.Product); err != nil {
			return nil, err
		}
	}
	b.States, err = v.Workflow(ctx, k, product)
	return b, err
}

func (l *lister) csv(ctx context.Context, v *op.View, in ListIn) (op.Stream, error) {
	in.Total, in.Full = false, false
	first, err := l.read(ctx, v, in, 1000) // what is wrong is said before the answer begins
	if err != nil {
		return nil, err
	}
	return &table{l, v.Engine, v.Workspace, in, *v, first}, nil
}

// table writes the records of a query as CSV, a page at a time.
type table struct {
	l         *lister
	engine    *op.Engine
	workspace string
	in        ListIn
	v         op.View
	first     *List // its first page
}

func (t *table) Serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="records.csv"`)
	out := csv.NewWriter(w)
	if err := t.write(r.Context(), out); err != nil {
		// The head is out already: an ending that no reader takes for whole.
		t.engine.Log.Error("CSV ended early", "error", err)
		panic(http.ErrAbortHandler)
	}
}

func (t *table) write(ctx context.Context, out *csv.Writer) error {
	head := append([]string{"key", "kind", "title", "state", "owner", "tags", "updated"}, t.in.Fields...)
	if err := out.Write(head); err != nil {
		return err
	}
	in, found := t.in, t.first
	for {
		for _, i := range found.Items {
			if err := out.Write(t.line(i)); err != nil {
				return err
			}
		}
		if out.Flush(); out.Error() != nil || found.Next == nil {
			return out.Error()
		}
		in.Cursor = *found.Next
		err := t.engine.View(ctx, t.workspace, t.v.Actor, func(v *op.View) (err error) {
			found, err = t.l.read(ctx, v, in, 1000)
			return err
		})
		if err != nil {
			return err
		}
	}
}

func (t *table) line(i Item) []string {
	owner := ""
	if m, ok := t.v.Access.Member(string(i.Owner)); ok {
		owner = m.Name
	}
	line := []string{i.Key, i.Kind, Harmless(i.Title), i.State, Harmless(owner), Harmless(strings.Join(i.Tags, ",")), i.UpdatedAt.String()}
	for _, name := range t.in.Fields {
		line = append(line, Harmless(cellText(i.Fields[strings.ToLower(name)])))
	}
	return line
}

func cellText(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case []End:
		keys := make([]string, len(x))
		for i, e := range x {
			keys[i] = e.Key
		}
		return strings.Join(keys, " ")
	case []string:
		return strings.Join(x, ",")
	default:
		return fmt.Sprint(x)
	}
}

// Harmless keeps a cell from being run as a formula by a spreadsheet.
func Harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		if _, err := strconv.ParseFloat(s, 64); err != nil {
			return "'" + s
		}
	}
	return s
}

func makeView(ctx context.Context, tx *op.Tx, in ViewIn) (*SavedView, error) {
	if _, err := Parse(in.Query); err != nil {
		return nil, err
	}
	s := &SavedView{Name: in.Name, Query: in.Query, Layout: in.Layout, Options: in.Options, Shared: in.Shared}
	if s.Layout == "" {
		s.Layout = "table"
	}
	if in.Product != "" {
		p, err := tx.Product(ctx, in.Product)
		if err != nil {
			return nil, err
		}
		s.Product = id.Ref(p)
	}
	return s, tx.Insert(ctx, s)
}

func ownView(ctx context.Context, tx *op.Tx, ref string) (*SavedView, error) {
	s, err := op.Find[SavedView](ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	if string(s.CreatedBy) != tx.Actor.Member && !tx.Actor.Admin() {
		return nil, errs.New(errs.Forbidden, "Only whoever saved a view may change it. Save your own.")
	}
	return s, nil
}

func changeView(ctx context.Context, tx *op.Tx, in ViewUpdate) (*SavedView, error) {
	before, err := ownView(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if in.Query != nil {
		if _, err := Parse(*in.Query); err != nil {
			return nil, err
		}
	}
	set(&after.Name, in.Name)
	set(&after.Query, in.Query)
	set(&after.Layout, in.Layout)
	set(&after.Options, in.Options)
	set(&after.Shared, in.Shared)
	return &after, tx.Update(ctx, before, &after)
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

func dropView(ctx context.Context, tx *op.Tx, in ViewRef) (*SavedView, error) {
	s, err := ownView(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	return s, tx.Delete(ctx, s)
}

func listViews(ctx context.Context, v *op.View, in ViewList) ([]SavedView, error) {
	where, args := "(d.created_by = ? or d.shared)", []any{v.Actor.Member}
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return nil, err
		}
		where, args = where+" and d.product_id = ?", append(args, p)
	}
	return op.Where[SavedView](ctx, v, where+" order by d.name, d.id limit 500", args...)
}
