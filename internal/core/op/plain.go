package op

import (
	"context"

	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Change lets an operation on plain tables change a workspace's things too, in
// one transaction: accepting an invitation makes a member, and spends the
// secret that let it in. It runs as an actor, whose rights are asked for as
// always; who lacks one is refused. Records and parts go through tx, plain
// tables through raw.
func (p *Plain) Change(ctx context.Context, workspace string, actor right.Actor, fn func(tx *Tx, raw *store.Tx) error) error {
	c := *p.call
	c.Workspace, c.Actor = workspace, actor
	if c.Request == "" {
		c.Request = id.New(p.Now)
	}
	return p.DB.Write(ctx, workspace, func(raw *store.Tx) error {
		v, err := p.Engine.view(ctx, record.At{R: &raw.Reader, Workspace: workspace}, actor)
		if err != nil {
			return err
		}
		tx := &Tx{View: *v, call: &c, def: p.def, raw: raw}
		if err := fn(tx, raw); err != nil {
			return err
		}
		if len(tx.missing) > 0 {
			return refusal(tx)
		}
		return nil
	})
}

// RequestID names the call, in the log and in the ledger.
func (p *Plain) RequestID() string { return p.call.Request }

// Once is the idempotency key of the call, "" when it has none.
func (p *Plain) Once() string { return p.call.Once }

// Operation names the operation that is being called.
func (p *Plain) Operation() string { return p.def.Name }
