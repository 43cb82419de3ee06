package op

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"

	"throughline/internal/core/ledger"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// Engine runs operations on a database.
type Engine struct {
	Reg   *Registry
	DB    *store.DB
	Clock clock.Clock
	Log   *slog.Logger
	// MaxBody bounds a JSON body in bytes; 0 leaves the 4 MiB that hold anyway.
	MaxBody int64
	// MakeID makes the identifiers that nobody brought; nil is id.New. For
	// worlds that come out the same whenever they are made.
	MakeID func(clock.Instant) string
	access *right.Cache
}

// NewEngine ties a registry to a database. It fails when the registry does
// not hang together.
func NewEngine(r *Registry, db *store.DB, c clock.Clock, log *slog.Logger) (*Engine, error) {
	registerProposals(r)
	registerUndo(r)
	registerBatch(r)
	registerHistory(r)
	if err := r.must(); err != nil {
		return nil, err
	}
	return &Engine{Reg: r, DB: db, Clock: c, Log: log, access: right.NewCache()}, nil
}

// Call is one call of an operation.
type Call struct {
	Op        string
	Workspace string
	Actor     right.Actor
	Input     json.RawMessage // the JSON form of the input
	Value     any             // the input itself, as a pointer, instead of Input
	IfMatch   int64           // version that is expected; 0 for any
	Once      string          // idempotency key; "" for none
	Request   string          // made here when empty
	Reason    string          // why, when it becomes a proposal
	Propose   bool            // propose even where the actor might act
	Behalf    string          // member on whose proposal the actor acts
	Agreed    []string        // members who have agreed already, for decisions of several roles
	covered   []string        // decisions that stand in place of the fields' own (undo)
	into      *store.Tx       // run inside a change that is under way
}

func (c *Call) cover() ([]string, bool) { return c.covered, c.covered != nil }

// Answer is what a call gave.
type Answer struct {
	Value    any             // nil when it became a proposal, or was answered before
	Raw      json.RawMessage // the answer as it was given the first time, of a repeated call
	Proposal *Proposal       // what it became
	Status   int             // HTTP status that fits
	Rows     int             // ledger rows written
}

var errPropose = errors.New("op: the actor may not decide this")

// View opens a workspace for reading as one actor.
func (e *Engine) View(ctx context.Context, workspace string, actor right.Actor, fn func(*View) error) error {
	return e.DB.Read(ctx, workspace, func(r *store.Reader) error {
		v, err := e.view(ctx, record.At{R: r, Workspace: workspace}, actor)
		if err != nil {
			return err
		}
		return fn(v)
	})
}

func (e *Engine) view(ctx context.Context, at record.At, actor right.Actor) (*View, error) {
	a, err := e.access.Access(ctx, at)
	if err != nil {
		return nil, err
	}
	return &View{At: at, Actor: actor, Access: a, Now: e.Clock.Now(), Engine: e, stale: new(bool)}, nil
}

// Run runs one call: it acts, or becomes a proposal, or fails and leaves
// nothing behind.
func (e *Engine) Run(ctx context.Context, c Call) (*Answer, error) {
	d, ok := e.Reg.Def(c.Op)
	if !ok {
		return nil, errs.New(errs.NotFound, "There is no operation %q.", c.Op)
	}
	if err := d.admit(c.Actor); err != nil {
		return nil, err
	}
	in := c.Value
	if in == nil {
		var err error
		if in, err = d.decode(c.Input); err != nil {
			return nil, err
		}
	}
	if c.Request == "" {
		c.Request = e.NewID(e.Clock.Now())
	}
	switch {
	case d.ask != nil:
		return e.askOne(ctx, d, &c, in)
	case d.raw != nil:
		return e.plain(ctx, d, &c, in, nil)
	default:
		return e.change(ctx, d, &c, in)
	}
}

// admit refuses whoever may not call an operation at all.
func (d *Def) admit(a right.Actor) error {
	if d.Perm == Public {
		return nil
	}
	operator := a.Through == Operator
	switch {
	case a.Signed(), d.Perm == Account && a.Login != "", (d.Perm == Account || d.Perm == Install) && operator:
	case a.Login != "", operator:
		return errs.New(errs.Forbidden, "This takes a workspace, and it is not clear which: you belong to none of that name, or to several and named none. Send Throughline-Workspace with its short name.")
	default:
		return errs.New(errs.Unauthenticated, "Sign in first, or send an API token.")
	}
	if !a.Scoped(d.Scope) {
		return errs.New(errs.Forbidden, "This token lacks the scope %q.", d.Scope)
	}
	switch d.Perm {
	case Admins:
		if !a.Admin() {
			return errs.New(errs.Forbidden, "Only the workspace's owners and admins may do this.")
		}
	case Members, Change:
		if a.Role == right.Guest || a.Role == right.Nobody {
			return errs.New(errs.Forbidden, "Guests may read and comment, and change nothing.")
		}
	case Install:
		if !operator {
			return errs.New(errs.Forbidden, "Only whoever runs the installation may do this.")
		}
	}
	return nil
}

func (e *Engine) askOne(ctx context.Context, d *Def, c *Call, in any) (*Answer, error) {
	var out any
	err := e.View(ctx, c.Workspace, c.Actor, func(v *View) (err error) {
		out, err = d.ask(ctx, v, in)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &Answer{Value: filled(out), Status: d.Status}, nil
}

func (e *Engine) plain(ctx context.Context, d *Def, c *Call, in any, p *Plain) (*Answer, error) {
	if p == nil {
		p = &Plain{}
	}
	p.DB, p.Workspace, p.Actor, p.Now, p.Engine = e.DB, c.Workspace, c.Actor, e.Clock.Now(), e
	p.def, p.call = d, c
	if c.Workspace != "" {
		err := e.View(ctx, c.Workspace, c.Actor, func(v *View) error {
			p.Access = v.Access
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	out, err := d.raw(ctx, p, in)
	if err != nil {
		return nil, err
	}
	return &Answer{Value: filled(out), Status: d.Status}, nil
}

// change runs an operation that writes, and keeps it as a proposal when the
// actor lacks a right.
func (e *Engine) change(ctx context.Context, d *Def, c *Call, in any) (*Answer, error) {
	hash := ""
	if c.Once != "" {
		canonical, err := json.Marshal(in)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(append([]byte(c.Op+"\n"), canonical...))
		hash = hex.EncodeToString(sum[:])
	}
	var ans *Answer
	var lacking *Tx
	err := e.DB.Write(ctx, c.Workspace, func(raw *store.Tx) error {
		ans, lacking = nil, nil
		if c.Once != "" {
			done, err := e.before(ctx, raw, c, hash)
			if err != nil || done != nil {
				ans = done
				return err
			}
		}
		tx, out, err := e.attempt(ctx, raw, d, c, in)
		if err != nil {
			return err
		}
		if len(tx.missing) > 0 {
			lacking = tx
			return errPropose
		}
		ans = &Answer{Value: filled(out), Status: d.Status, Rows: tx.changed}
		return e.remember(ctx, raw, c, hash, ans)
	})
	if errors.Is(err, errPropose) {
		return e.propose(ctx, d, c, in, lacking, hash)
	}
	if err != nil {
		if done, ok, err := e.afterTrial(ctx, c, err); ok {
			return done, err
		}
		return nil, err
	}
	return ans, nil
}

// attempt runs an operation inside a change.
func (e *Engine) attempt(ctx context.Context, raw *store.Tx, d *Def, c *Call, in any) (*Tx, any, error) {
	v, err := e.view(ctx, record.At{R: &raw.Reader, Workspace: c.Workspace}, c.Actor)
	if err != nil {
		return nil, nil, err
	}
	tx := &Tx{View: *v, IfMatch: c.IfMatch, call: c, def: d, raw: raw}
	out, err := d.do(ctx, tx, in)
	return tx, out, err
}

// Within runs another operation as part of this one: same transaction, same
// request, same actor, its own rights.
func (tx *Tx) Within(ctx context.Context, name string, in any) (any, error) {
	d, ok := tx.Engine.Reg.Def(name)
	if !ok || d.do == nil {
		return nil, errs.New(errs.NotFound, "There is no operation %q that could be part of another.", name)
	}
	if err := d.admit(tx.Actor); err != nil {
		return nil, err
	}
	inner := *tx
	inner.def, inner.missing, inner.preview, inner.touched, inner.changed = d, nil, nil, nil, 0
	out, err := d.do(ctx, &inner, in)
	if err != nil {
		return nil, err
	}
	tx.missing = append(tx.missing, inner.missing...)
	tx.preview = append(tx.preview, inner.preview...)
	tx.touched = append(tx.touched, inner.touched...)
	tx.changed += inner.changed
	return out, nil
}

type kept struct {
	Hash   string `db:"hash"`
	Status int64  `db:"status"`
	Answer string `db:"answer"`
}

// before gives the answer of an earlier call with the same key.
func (e *Engine) before(ctx context.Context, raw *store.Tx, c *Call, hash string) (*Answer, error) {
	if len(c.Once) > 200 {
		return nil, errs.Fieldf("Idempotency-Key", "must have at most 200 characters")
	}
	found, err := store.All[kept](ctx, &raw.Reader, "select hash, status, answer from idempotency where workspace_id = ? and member_id = ? and name = ?", c.Workspace, c.Actor.Member, c.Once)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	if found[0].Hash != hash {
		return nil, errs.New(errs.Conflict, "This Idempotency-Key was used for another request. Use a new one.")
	}
	return &Answer{Raw: json.RawMessage(found[0].Answer), Status: int(found[0].Status)}, nil
}

// remember keeps the answer for a repeated call, in the same transaction.
func (e *Engine) remember(ctx context.Context, raw *store.Tx, c *Call, hash string, ans *Answer) error {
	if c.Once == "" {
		return nil
	}
	var v any = ans.Value
	if ans.Proposal != nil {
		v = ans.Proposal
	}
	var buf bytes.Buffer
	if err := json.NewEncoder(&buf).Encode(v); err != nil {
		return err
	}
	_, err := raw.Exec(ctx, "insert into idempotency (workspace_id, member_id, name, hash, status, answer, at) values (?, ?, ?, ?, ?, ?, ?)",
		c.Workspace, c.Actor.Member, c.Once, hash, int64(ans.Status), buf.String(), int64(e.Clock.Now()))
	return err
}

// Rows gives the ledger rows after a number, as far as the actor may see them.
func (v *View) Rows(ctx context.Context, after int64, limit int) ([]ledger.Row, error) {
	rows, err := ledger.After(ctx, v.R, v.Workspace, after, limit)
	if err != nil || v.Access.SeesAll(v.Actor) {
		return rows, err
	}
	out := rows[:0]
	for _, r := range rows {
		if v.sees(r.Product) {
			out = append(out, r)
		}
	}
	return out, nil
}

// Access gives the access of a workspace, from what is kept while it holds.
func (e *Engine) Access(ctx context.Context, at record.At) (*right.Access, error) {
	return e.access.Access(ctx, at)
}
