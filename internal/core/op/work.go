package op

import (
	"context"
	"errors"

	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Work is a change that a package of core makes in many steps: an import, a
// restored archive. It has a name and one decision, like an operation, but no
// route and no proposal.
type Work struct {
	Name      string // "import.run"
	Decision  string // asked for once for each step
	Workspace string
	Actor     right.Actor
	Request   string // the same on all steps; made when empty
	Trial     bool   // take everything back at the end
}

var errTrial = errors.New("op: a trial ends here")

// Step runs fn as one transaction.
func (e *Engine) Step(ctx context.Context, in *Work, fn func(context.Context, *Tx) error) error {
	if in.Request == "" {
		in.Request = id.New(e.Clock.Now())
	}
	d := &Def{Name: in.Name, Decision: in.Decision, Perm: Change, Scope: scopeEdit, NoPropose: true}
	if err := d.admit(in.Actor); err != nil {
		return err
	}
	err := e.DB.Write(ctx, in.Workspace, func(raw *store.Tx) error {
		c := &Call{Op: in.Name, Workspace: in.Workspace, Actor: in.Actor, Request: in.Request}
		inner := *d
		inner.do = func(ctx context.Context, tx *Tx, _ any) (any, error) { return nil, fn(ctx, tx) }
		tx, _, err := e.attempt(ctx, raw, &inner, c, nil)
		if err != nil {
			return err
		}
		if len(tx.missing) > 0 {
			return refusal(tx)
		}
		if in.Trial {
			return errTrial
		}
		return nil
	})
	if errors.Is(err, errTrial) {
		return nil
	}
	if err != nil && errs.KindOf(err) == errs.Internal {
		return errs.Cause(errs.Internal, err, "%s", in.Name)
	}
	return err
}
