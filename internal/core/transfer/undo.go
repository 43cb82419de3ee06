package transfer

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// UndoIn names an import.
type UndoIn struct {
	ID string `json:"id" in:"path" v:"required" ref:"import_run" doc:"Id of the import, as import.runs lists it and its report names it (request)."`
}

// Undone says what taking an import back did, this time; repeated, it goes on
// where it stopped, or does nothing.
type Undone struct {
	Run      string  `json:"run" ref:"import_run"`
	Request  string  `json:"request" doc:"Stands on all ledger rows of this undoing."`
	Archived int     `json:"archived" doc:"Records that the import had made."`
	Reverted int     `json:"reverted" doc:"Records, comments and states of the product that it had changed."`
	Removed  int     `json:"removed" doc:"Links, and what it had added to records that were there before."`
	People   int     `json:"people" doc:"People whom it made known by name; they stay, because history names them."`
	Kept     []Stays `json:"kept" doc:"What was left as it is; at most 1000 are told."`
	KeptAll  int     `json:"keptAll" doc:"How many there are."`
}

// Stays is something that was not taken back, with the reason.
type Stays struct {
	Record id.Ref `json:"record" ref:"record"`
	Kind   string `json:"kind"`
	Key    string `json:"key"`
	Title  string `json:"title"`
	Reason string `json:"reason"`
}

// keptLimit bounds how many of those are told.
const keptLimit = 1000

// undoing is the state of one undoing.
type undoing struct {
	e       *op.Engine
	in      *op.Work
	run     string // id of the import
	product string
	things  []touched
	made    map[string]bool    // records that the import made
	last    map[string]int64   // record to the import's last row about it or what hangs on it
	sources map[string]touched // record to what the import changed of its source
	out     *Undone
}

// touched is a thing that the import made or changed.
type touched struct {
	Entity string `db:"entity_id"`
	Kind   string `db:"kind"`
	Record id.Ref `db:"record_id"`
	Last   int64  `db:"last_seq"`
	Made   bool   `db:"made"`
}

// undoRun takes an import back: what it made is archived or removed, what it
// changed becomes what it was, all through the ledger. Whatever somebody has
// worked on since stays, and is told. Each part of it is a change by itself, so
// that it may be interrupted and asked for again.
func undoRun(ctx context.Context, p *op.Plain, in UndoIn) (*Undone, error) {
	u := &undoing{e: p.Engine, run: in.ID, made: map[string]bool{}, last: map[string]int64{}, sources: map[string]touched{}, out: &Undone{Run: in.ID}}
	actor := p.Actor
	actor.Through = "undo:" + in.ID
	u.in = &op.Work{Name: p.Operation(), Decision: "import.run", Workspace: p.Workspace, Actor: actor, Request: p.RequestID()}
	u.out.Request = u.in.Request
	if err := p.Engine.View(ctx, p.Workspace, p.Actor, func(v *op.View) error { return u.read(ctx, v) }); err != nil {
		return nil, err
	}
	phases := []struct {
		of func(touched) bool
		do func(context.Context, *op.Tx, touched) error
	}{
		{func(t touched) bool { return t.Kind == "link" }, u.part},
		{func(t touched) bool {
			return isPart(u.e, t.Kind) && !u.made[string(t.Record)] && t.Kind != "source" && t.Record != ""
		}, u.part},
		{func(t touched) bool { return !isPart(u.e, t.Kind) && t.Kind != "product" }, u.record},
		{func(t touched) bool { return t.Kind == "product_workflow" }, u.workflow},
		{func(t touched) bool { return isItem(t.Kind) }, u.rehouse},
		{func(t touched) bool { return t.Kind == "product" && t.Made }, u.ownProduct},
		{func(t touched) bool { return t.Kind == "import_run" }, u.mark},
	}
	for _, ph := range phases {
		if err := u.each(ctx, ph.of, ph.do); err != nil {
			return nil, err
		}
	}
	return u.out, nil
}

func isPart(e *op.Engine, kind string) bool {
	_, is := e.Reg.Parts()[kind]
	return is
}

// read finds out what the import did, as far as the actor may know of it.
func (u *undoing) read(ctx context.Context, v *op.View) error {
	if !id.Valid(u.run) {
		return record.Missing(u.run)
	}
	first, err := store.All[ledger.Row](ctx, v.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and request = ? and through like 'import:%' and product_id is not null order by seq limit 1", v.Workspace, u.run)
	if err != nil {
		return err
	}
	if len(first) == 0 || !v.Sees(string(first[0].Product)) {
		return record.Missing(u.run)
	}
	u.product = string(first[0].Product)
	if !v.Access.May(v.Actor, "import.run", u.product).May {
		return errs.New(errs.Forbidden, "You may not decide this: import.run is decided by the %s.", strings.Join(v.Access.Rule("import.run", u.product).Roles, " or "))
	}
	u.things, err = store.All[touched](ctx, v.R, "select entity_id, max(kind) as kind, max(record_id) as record_id, max(seq) as last_seq, max(case when act = 'create' then 1 else 0 end) = 1 as made "+
		"from ledger where workspace_id = ? and request = ? group by entity_id order by min(seq)", v.Workspace, u.run)
	for _, t := range u.things {
		if t.Made && !isPart(v.Engine, t.Kind) {
			u.made[t.Entity] = true
		}
		if t.Made && t.Kind == "member" {
			u.out.People++
		}
		if rec := string(t.Record); rec != "" {
			u.last[rec] = max(u.last[rec], t.Last)
			if t.Kind == "source" && !t.Made {
				u.sources[rec] = t
			}
		}
	}
	return err
}

// each does something about the things of one sort, a chunk at a time.
func (u *undoing) each(ctx context.Context, of func(touched) bool, do func(context.Context, *op.Tx, touched) error) error {
	things := slices.DeleteFunc(slices.Clone(u.things), func(t touched) bool { return !of(t) })
	for some := range slices.Chunk(things, chunk) {
		before := *u.out
		before.Kept = slices.Clone(u.out.Kept)
		err := u.e.Step(ctx, u.in, func(ctx context.Context, tx *op.Tx) error {
			*u.out = before
			u.out.Kept = slices.Clone(before.Kept)
			for _, t := range some {
				if err := do(ctx, tx, t); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// keep notes that something stays as it is.
func (u *undoing) keep(s Stays) {
	u.out.KeptAll++
	if len(u.out.Kept) < keptLimit {
		u.out.Kept = append(u.out.Kept, s)
	}
}

func stays(kind string, b *record.Record, reason string) Stays {
	if b == nil {
		return Stays{Kind: kind, Reason: reason}
	}
	return Stays{Record: id.Ref(b.ID), Kind: b.Kind, Key: b.Key, Title: b.Title, Reason: reason}
}

// since says who has worked on something since the import, and at what: "" when
// nobody has. column says whether a record with all that hangs on it is meant,
// or one thing. A new place in the order is nobody's work.
func (u *undoing) since(ctx context.Context, tx *op.Tx, column, value string, last int64) (string, error) {
	rows, err := store.All[ledger.Row](ctx, tx.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and "+column+" = ? and seq > ? and request <> ? and through <> ? order by seq desc limit 50",
		tx.Workspace, value, last, u.run, u.in.Actor.Through)
	if err != nil {
		return "", err
	}
	for _, r := range rows {
		names := r.Diff.Names()
		if r.Act == ledger.Update && len(names) == 1 && names[0] == "rank" || r.Kind == "watcher" {
			continue
		}
		who := "Somebody"
		if m, err := store.All[string](ctx, tx.R, "select name from member where workspace_id = ? and id = ?", tx.Workspace, string(r.Actor)); err != nil {
			return "", err
		} else if len(m) > 0 {
			who = m[0]
		}
		_, isRecord := u.e.Reg.Kind(r.Kind)
		switch {
		case strings.HasPrefix(r.Through, "import:"):
			return "A later import has changed it.", nil
		case isRecord && r.Act == ledger.Update:
			return fmt.Sprintf("%s has changed it since: %s.", who, strings.Join(names, ", ")), nil
		default:
			return fmt.Sprintf("%s has added or changed something on it since: a %s.", who, strings.ReplaceAll(r.Kind, "_", " ")), nil
		}
	}
	return "", nil
}

// rows are what the import did to one thing, the newest first.
func (u *undoing) rows(ctx context.Context, tx *op.Tx, entity string, record id.Ref) ([]ledger.Row, error) {
	where, args := "request = ?", []any{tx.Workspace, u.run}
	if record != "" { // by the record's own index
		where, args = "record_id = ? and request = ?", []any{tx.Workspace, string(record), u.run}
	}
	return store.All[ledger.Row](ctx, tx.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and "+where+" and entity_id = ? order by seq desc", append(args, entity)...)
}

// before gives a thing as it was before the import changed it, from what it is
// now.
func (u *undoing) before(ctx context.Context, tx *op.Tx, t touched) (is, was record.Thing, err error) {
	typ, ok := u.e.Reg.TypeOf(t.Kind)
	if !ok {
		return nil, nil, errs.New(errs.Internal, "the kind %q is not registered", t.Kind)
	}
	if is, err = typ.Load(ctx, tx.At, t.Entity); err != nil {
		return nil, nil, err
	}
	if was, err = typ.Load(ctx, tx.At, t.Entity); err != nil {
		return nil, nil, err
	}
	rows, err := u.rows(ctx, tx, t.Entity, t.Record)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		if r.Act != ledger.Update {
			continue
		}
		if err := typ.Shape.Apply(was, r.Diff.Inverse()); err != nil {
			return nil, nil, err
		}
	}
	return is, was, nil
}

// refused says whether an error is a rule's, and gives its sentence.
func refused(err error) (string, bool) {
	switch errs.KindOf(err) {
	case errs.Invalid, errs.Conflict:
		pub := errs.Public(err)
		said := pub.Msg
		for _, f := range pub.Fields {
			said += " " + f.Field + ": " + f.Message
		}
		return strings.TrimSpace(said), true
	default:
		return "", false
	}
}

// back is what an undoing notes in the source's last values, so that a later
// import of the same source brings the record back.
func back(taken map[string]any, more map[string]any) map[string]any {
	out := maps.Clone(taken)
	if out == nil {
		out = map[string]any{}
	}
	maps.Copy(out, more)
	return out
}
