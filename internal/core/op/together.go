package op

import (
	"context"

	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Together runs calls one after the other as one change of the database: all
// take effect, or none. Each call keeps its own actor, rights, request and
// time. What would become a proposal fails, and all with it. Who may what is
// as it was when the change began, so changes of people and rights do not
// belong in here. For worlds that are made by a program; people have batch.run.
func (e *Engine) Together(ctx context.Context, workspace string, calls func(run func(*Call) (any, error)) error) error {
	return e.DB.Write(ctx, workspace, func(raw *store.Tx) error {
		at := record.At{R: &raw.Reader, Workspace: workspace}
		access, err := e.access.Access(ctx, at)
		if err != nil {
			return err
		}
		return calls(func(c *Call) (any, error) {
			d, ok := e.Reg.Def(c.Op)
			if !ok || d.do == nil || c.Workspace != workspace {
				return nil, errs.New(errs.Internal, "%q cannot run together with others here", c.Op)
			}
			if err := d.admit(c.Actor); err != nil {
				return nil, err
			}
			in, err := d.decode(c.Input)
			if err != nil {
				return nil, err
			}
			if c.Request == "" {
				c.Request = e.NewID(e.Clock.Now())
			}
			tx := &Tx{View: View{At: at, Actor: c.Actor, Access: access, Now: e.Clock.Now(), Engine: e}, call: c, def: d, raw: raw}
			out, err := d.do(ctx, tx, in)
			if err == nil && len(tx.missing) > 0 {
				err = refusal(tx)
			}
			return out, err
		})
	})
}

// NewID makes an identifier for what nobody brought one for.
func (e *Engine) NewID(at clock.Instant) string {
	if e.MakeID != nil {
		return e.MakeID(at)
	}
	return id.New(at)
}
