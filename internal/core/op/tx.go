package op

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// Tx is what an operation that writes works with. It keeps the database's
// transaction to itself: Insert, Update and Delete write the row and its
// ledger row together, and there is no other way to write.
type Tx struct {
	View
	IfMatch int64 // version the caller expects; 0 when it does not care
	call    *Call
	def     *Def
	raw     *store.Tx
	missing []need
	preview []Preview
	touched []Base
	changed int
	past    *past
}

// past overrides who and when, for history that an import brings.
type past struct {
	at clock.Instant
	by id.Ref
}

// need is a decision that the actor may not take.
type need struct{ Decision, Product string }

// Preview is one change that a proposal would make.
type Preview struct {
	Kind   string     `json:"kind"`
	Entity string     `json:"entity" ref:"-"`
	Record id.Ref     `json:"record" ref:"record"`
	Key    string     `json:"key"`
	Title  string     `json:"title"`
	Act    ledger.Act `json:"act"`
	Diff   patch.Diff `json:"diff"`
}

// Base is the version of a thing that a call started from.
type Base struct {
	Kind    string `json:"kind"`
	Entity  string `json:"entity" ref:"-"`
	Version int64  `json:"version"`
}

// When has the following changes recorded as made by somebody at a time in
// the past, until the returned function is called. For imports.
func (tx *Tx) When(at clock.Instant, by id.Ref) (done func()) {
	before := tx.past
	tx.past = &past{at, by}
	return func() { tx.past = before }
}

// Request is the number of the call; all its ledger rows carry it.
func (tx *Tx) Request() string { return tx.call.Request }

// Operation is the operation that is making the change.
func (tx *Tx) Operation() string { return tx.def.Name }

// Moment is when the changes being made happened: now, or the time in the past
// that When named.
func (tx *Tx) Moment() clock.Instant { return tx.now() }

// Last is the newest row of the ledger, this transaction's own included: what
// is now is what those up to it have made.
func (tx *Tx) Last(ctx context.Context) (int64, error) {
	return ledger.LastIn(ctx, tx.raw, tx.Workspace)
}

// Insert writes a new record or part. It fills in what follows from where and
// when: workspace, time, key, state, category.
func (tx *Tx) Insert(ctx context.Context, v record.Thing) error {
	h := v.Self()
	h.Workspace = tx.Workspace
	if h.CreatedAt == 0 {
		h.CreatedAt, h.CreatedBy = tx.now(), tx.who()
	}
	if h.ID == "" {
		h.ID = tx.Engine.NewID(tx.Now)
	}
	if !id.Valid(h.ID) {
		return errs.Fieldf("id", "must be 26 characters of Crockford's base 32 in lower case, or left out")
	}
	if e, ok := v.(record.Entity); ok {
		if err := tx.begin(ctx, e); err != nil {
			return err
		}
		if err := tx.settleKind(ctx, nil, e); err != nil {
			return err
		}
	}
	return tx.write(ctx, ledger.Create, nil, v)
}

// Update writes what has changed between before and after, two values of the
// same thing. Nothing changed means nothing written, and no decision taken.
func (tx *Tx) Update(ctx context.Context, before, after record.Thing) error {
	if e, ok := after.(record.Entity); ok {
		was := before.(record.Entity)
		if err := tx.settleState(ctx, e, was.Base().State); err != nil {
			return err
		}
		if err := tx.settleKind(ctx, was, e); err != nil {
			return err
		}
	}
	return tx.write(ctx, ledger.Update, before, after)
}

// Delete removes a part; its last state stays in the ledger.
func (tx *Tx) Delete(ctx context.Context, v record.Thing) error {
	if _, ok := v.(record.Entity); ok {
		return errs.New(errs.Internal, "records are archived, not deleted")
	}
	return tx.write(ctx, ledger.Delete, v, nil)
}

func (tx *Tx) write(ctx context.Context, act ledger.Act, before, after record.Thing) error {
	v := after
	if act == ledger.Delete {
		v = before
	}
	kind, t, err := tx.typeOf(v)
	if err != nil {
		return err
	}
	if after != nil {
		t.Unsign(after)
	}
	if err := check(t, after); err != nil {
		return err
	}
	diff, err := t.Shape.Diff(orNil(before), orNil(after))
	if err != nil {
		return err
	}
	if len(diff) == 0 {
		return nil
	}
	if err := tx.within(before, after); err != nil {
		return err
	}
	for _, fn := range tx.Engine.Reg.checks {
		if err := fn(ctx, tx, before, after); err != nil {
			return err
		}
	}
	row := tx.row(kind, act, v, diff)
	if before != nil {
		row.Prev = before.Self().Version
	}
	if err := tx.decide(ctx, row, before, after); err != nil {
		return err
	}
	tx.note(row, v, before)
	if row.Seq, err = ledger.Next(ctx, tx.raw, tx.Workspace); err != nil {
		return err
	}
	if after != nil {
		after.Self().Version = row.Seq
		if e, ok := after.(record.Entity); ok {
			e.Base().UpdatedAt = row.At
		}
	}
	if err := tx.store(ctx, t, act, before, after); err != nil {
		return err
	}
	for _, fn := range tx.Engine.Reg.aftercare {
		if err := fn(ctx, tx, t, act, before, after); err != nil {
			return err
		}
	}
	if accessKinds[kind] {
		if tx.stale != nil {
			*tx.stale = true
		}
		if _, err := tx.raw.Exec(ctx, "update workspace set access_seq = ? where id = ?", row.Seq, tx.Workspace); err != nil {
			return err
		}
	}
	tx.changed++
	return ledger.Append(ctx, tx.raw, row)
}

// within keeps a token that is limited to products to them: what belongs to
// another, or to the workspace as a whole, it can neither make nor change.
func (tx *Tx) within(things ...record.Thing) error {
	for _, v := range things {
		if v != nil && !tx.Actor.Within(string(v.Self().Product)) {
			return errs.New(errs.Forbidden, "This token is limited to certain products, and what it would change belongs to another, or to the workspace as a whole.")
		}
	}
	return nil
}

// accessKinds are the kinds whose change may change who may what, what a
// move decides, and which fields there are: all that is kept with the access.
var accessKinds = map[string]bool{"member": true, "member_role": true, "custom_role": true, "decision_right": true, "product": true, "product_workflow": true, "custom_field": true}

// orNil turns a nil thing into a plain nil.
func orNil(v record.Thing) any {
	if v == nil {
		return nil
	}
	return v
}

// check runs the rules that hold for every stored thing.
func check(t *record.Type, v record.Thing) error {
	if v == nil {
		return nil
	}
	var list errs.List
	t.Shape.Check(v, &list)
	if c, ok := v.(interface{ Check(*errs.List) }); ok {
		c.Check(&list)
	}
	return list.Err()
}

func (tx *Tx) store(ctx context.Context, t *record.Type, act ledger.Act, before, after record.Thing) error {
	switch act {
	case ledger.Create:
		if err := record.Insert(ctx, tx.raw, t, after); err != nil {
			return err
		}
		return tx.countKeys(ctx, after)
	case ledger.Delete:
		return record.Delete(ctx, tx.raw, t, before)
	default:
		return record.Update(ctx, tx.raw, t, before, after)
	}
}

// typeOf finds what sort of thing it is.
func (tx *Tx) typeOf(v record.Thing) (string, *record.Type, error) {
	if e, ok := v.(record.Entity); ok {
		k, known := tx.Engine.Reg.Kind(e.Base().Kind)
		if !known {
			return "", nil, errs.New(errs.Internal, "the kind %q is not registered", e.Base().Kind)
		}
		return k.Name, k.Type, nil
	}
	for kind, t := range tx.Engine.Reg.parts {
		if t.Holds(v) {
			return kind, t, nil
		}
	}
	return "", nil, errs.New(errs.Internal, "%T is not registered", v)
}

func (tx *Tx) row(kind string, act ledger.Act, v record.Thing, diff patch.Diff) *ledger.Row {
	h := v.Self()
	r := &ledger.Row{
		Workspace: tx.Workspace, At: tx.now(), NotedAt: tx.Now, Actor: tx.who(), Behalf: id.Ref(tx.call.Behalf),
		Through: tx.Actor.Through, Operation: tx.def.Name, Request: tx.call.Request,
		Product: h.Product, Entity: h.ID, Kind: kind, Act: act, Diff: diff,
	}
	if e, ok := v.(record.Entity); ok {
		r.Record = id.Ref(e.Base().ID)
	} else {
		r.Record = v.(interface{ PartBase() *record.Part }).PartBase().Record
	}
	return r
}

func (tx *Tx) now() clock.Instant {
	if tx.past != nil {
		return tx.past.at
	}
	return tx.Now
}

func (tx *Tx) who() id.Ref {
	if tx.past != nil {
		return tx.past.by
	}
	return id.Ref(tx.Actor.Member)
}

// decide asks for each decision that a change takes whether the actor may
// take it, and notes those that are missing.
func (tx *Tx) decide(ctx context.Context, row *ledger.Row, before, after record.Thing) error {
	taken, err := tx.decisions(ctx, row, before, after)
	if err != nil {
		return err
	}
	row.Decision = strings.Join(taken, " ")
	for _, d := range taken {
		v := tx.may(d, string(row.Product))
		if !v.May {
			continue
		}
		if row.Role == "" || v.Role == right.Admin {
			row.Role = v.Role
		}
	}
	return nil
}

// may asks for one decision, and notes it when it is missing.
func (tx *Tx) may(decision, product string) right.Verdict {
	v := tx.Access.MayWith(tx.Actor, decision, product, tx.call.Agreed)
	if tx.call.Propose && tx.call.Behalf == "" {
		v.May = false
	}
	if n := (need{decision, product}); !v.May && !slices.Contains(tx.missing, n) {
		tx.missing = append(tx.missing, n)
	}
	return v
}

// Also asks for a decision on a further product than the one that the changed
// thing belongs to: for what reaches over several. Whoever lacks it proposes.
func (tx *Tx) Also(decision, product string) { tx.may(decision, product) }

// decisions names what a change decides. A decision of the operation's own
// covers everything; otherwise the changed fields say it. Making a record is
// one decision, the one that defines its kind, and a second one where it is
// made in a later state than the first.
func (tx *Tx) decisions(ctx context.Context, row *ledger.Row, before, after record.Thing) ([]string, error) {
	if d := tx.def.Decision; d != "" {
		return []string{strings.TrimPrefix(d, "?")}, nil
	}
	if by, ok := tx.call.cover(); ok {
		return by, nil
	}
	e, isRecord := after.(record.Entity)
	var k *Kind
	if isRecord {
		k, _ = tx.Engine.Reg.Kind(row.Kind)
	}
	if isRecord && row.Act == ledger.Create {
		return tx.making(ctx, k, e)
	}
	if tx.def.Perm == Remark || tx.def.Perm == Self {
		return nil, nil
	}
	shape := tx.shapeOf(row.Kind)
	var out []string
	for _, name := range row.Diff.Names() {
		field, _, _ := strings.Cut(name, ".")
		f, _ := shape.Field(field)
		d := f.By
		var err error
		switch {
		case isRecord && field == "state":
			d, err = tx.moveDecision(ctx, k, before.(record.Entity), e)
		case isRecord:
			d, err = tx.fieldDecision(ctx, k, f, before.(record.Entity), e)
		}
		if err != nil {
			return nil, err
		}
		if d != "" && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		return nil, errs.New(errs.Internal, "%s changes %s of a %s and names no decision", tx.def.Name, strings.Join(row.Diff.Names(), ", "), row.Kind)
	}
	return out, nil
}

func (tx *Tx) shapeOf(kind string) *patch.Shape {
	t, _ := tx.Engine.Reg.TypeOf(kind)
	return t.Shape
}

// making names what making a record decides. A record that begins in a later
// state than the first also takes the move there, so that nothing is born
// accepted.
func (tx *Tx) making(ctx context.Context, k *Kind, e record.Entity) ([]string, error) {
	out := []string{k.definedBy(e)}
	if k.Weigh != nil {
		d, err := k.Weigh(ctx, &tx.View, "", nil, e)
		if err != nil {
			return nil, err
		}
		if d != "" {
			out[0] = d
		}
	}
	if k.Move == nil {
		return out, nil
	}
	w, err := tx.Workflow(ctx, k, string(e.Base().Product))
	if err != nil || len(w) == 0 || w[0].Name == e.Base().State {
		return out, err
	}
	to, _ := w.Find(e.Base().State)
	d, err := k.Move(w[0], to)
	if err == nil && d != "" && d != out[0] {
		out = append(out, d)
	}
	return out, err
}

// fieldDecision names what a changed field of a record decides, as Weigh says
// where it has a word.
func (tx *Tx) fieldDecision(ctx context.Context, k *Kind, f patch.Field, before, after record.Entity) (string, error) {
	if k.Weigh != nil {
		if d, err := k.Weigh(ctx, &tx.View, f.Name, before, after); d != "" || err != nil {
			return d, err
		}
	}
	return k.decision(f, before, after), nil
}

// decision names what a changed field of a record decides.
func (k *Kind) decision(f patch.Field, before, after record.Entity) string {
	switch f.Name {
	case "rank":
		return k.RankBy
	case "archivedAt":
		return k.definedBy(after)
	}
	if k.Decide != nil {
		if d := k.Decide(f.Name, before, after); d != "" {
			return d
		}
	}
	if f.By == "*" {
		return k.Define
	}
	return f.By
}

// definedBy names the decision that makes a record of the kind.
func (k *Kind) definedBy(e record.Entity) string {
	if k.Decide != nil {
		if d := k.Decide("", nil, e); d != "" {
			return d
		}
	}
	return k.Define
}

// note keeps what a proposal needs to know of a change.
func (tx *Tx) note(row *ledger.Row, v, before record.Thing) {
	p := Preview{Kind: row.Kind, Entity: row.Entity, Record: row.Record, Act: row.Act, Diff: row.Diff}
	if e, ok := v.(record.Entity); ok {
		p.Key, p.Title = e.Base().Key, e.Base().Title
	}
	if len(tx.preview) < previewLimit {
		tx.preview = append(tx.preview, p)
	}
	if before != nil && len(tx.touched) < previewLimit {
		tx.touched = append(tx.touched, Base{row.Kind, row.Entity, before.Self().Version})
	}
}

// previewLimit bounds what a proposal keeps of a change of many records.
const previewLimit = 200

// begin fills in what a new record has from the start.
func (tx *Tx) begin(ctx context.Context, e record.Entity) error {
	b := e.Base()
	k, ok := tx.Engine.Reg.Kind(b.Kind)
	if !ok {
		return errs.Fieldf("kind", "%q is not a kind of record", b.Kind)
	}
	switch {
	case k.Home == InProduct && b.Product == "" && b.Kind != "product":
		return errs.Fieldf("product", "is required: a %s belongs to a product", k.Name)
	case k.Home == InWorkspace:
		b.Product = ""
	}
	if b.Product != "" && !tx.sees(b.Product) && b.Kind != "product" {
		return record.Missing(string(b.Product))
	}
	if b.Key == "" {
		if err := tx.giveKey(ctx, b); err != nil {
			return err
		}
	}
	return tx.settleState(ctx, e, "")
}

// giveKey takes the next number of the product, or of the workspace for
// records that belong to no product.
func (tx *Tx) giveKey(ctx context.Context, b *record.Record) error {
	type counted struct {
		Prefix string `db:"prefix"`
		Num    int64  `db:"num"`
	}
	var got []counted
	var err error
	if b.Product == "" {
		got, err = store.Returning[counted](ctx, tx.raw, "update workspace set next_num = next_num + 1 where id = ? returning prefix, next_num - 1 as num", tx.Workspace)
	} else {
		got, err = store.Returning[counted](ctx, tx.raw, "update product_counter set next_num = next_num + 1 where workspace_id = ? and product_id = ? returning prefix, next_num - 1 as num", tx.Workspace, b.Product)
	}
	if err != nil {
		return err
	}
	if len(got) == 0 {
		return record.Missing(string(b.Product))
	}
	b.Num = got[0].Num
	b.Key = got[0].Prefix + "-" + strconv.FormatInt(b.Num, 10)
	return nil
}

// settleState sees that a state belongs to the workflow, and sets the
// category that goes with it.
func (tx *Tx) settleState(ctx context.Context, e record.Entity, was string) error {
	b := e.Base()
	if b.State == was && was != "" {
		return nil
	}
	k, _ := tx.Engine.Reg.Kind(b.Kind)
	w, err := tx.Workflow(ctx, k, string(b.Product))
	if err != nil {
		return err
	}
	if len(w) == 0 {
		if b.State != "" {
			return errs.Fieldf("state", "a %s has no states", k.Name)
		}
		b.Category = ""
		return nil
	}
	if b.State == "" {
		b.State = w[0].Name
	}
	s, ok := w.Find(b.State)
	if !ok {
		return errs.Fieldf("state", "%q is not a state of a %s here; use one of %s", b.State, k.Name, strings.Join(w.Names(), ", "))
	}
	b.Category = s.Category
	return nil
}

// settleKind lets a kind put its record into the form in which it is stored.
func (tx *Tx) settleKind(ctx context.Context, before, after record.Entity) error {
	k, ok := tx.Engine.Reg.Kind(after.Base().Kind)
	if !ok || k.Settle == nil {
		return nil
	}
	return k.Settle(ctx, tx, before, after)
}

// Index keeps an index in step with what the change wrote: a table that
// follows from things in the ledger and could be built from them anew. It is
// for the indexes of packages of core, and for what the door (area people) asks
// before it knows a workspace: which member a login is, and how a workspace is
// called. No operation may write anything else with it.
func (tx *Tx) Index(ctx context.Context, query string, args ...any) error {
	_, err := tx.raw.Exec(ctx, query, args...)
	return err
}

// countKeys starts the running number of a new product.
func (tx *Tx) countKeys(ctx context.Context, v record.Thing) error {
	e, ok := v.(record.Entity)
	if !ok || e.Base().Kind != "product" {
		return nil
	}
	_, err := tx.raw.Exec(ctx, "insert into product_counter (workspace_id, product_id, prefix, next_num) values (?, ?, ?, 1)", tx.Workspace, e.Base().ID, e.Base().Key)
	return err
}

func (tx *Tx) moveDecision(ctx context.Context, k *Kind, before, after record.Entity) (string, error) {
	from, to := before.Base().State, after.Base().State
	w, err := tx.Workflow(ctx, k, string(after.Base().Product))
	if err != nil {
		return "", err
	}
	if k.Move == nil {
		return k.definedBy(after), nil
	}
	f, _ := w.Find(from)
	t, _ := w.Find(to)
	return k.Move(f, t)
}
