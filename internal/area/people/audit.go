package people

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// event is something about coming in that is kept for ever.
type event struct {
	what      string // "session.create"
	result    string // "done", or why not
	login     string // "" when nobody knows: an address that fits no account is not kept, it may be a password
	workspace string
}

// note adds an event to the audit, in the change that it is about.
func (d *Door) note(ctx context.Context, p *op.Plain, raw *store.Tx, e event) error {
	address, agent := "local", ""
	if p.Request != nil {
		address, agent = d.Network(p.Request), short(p.Request.UserAgent())
	}
	_, err := raw.Exec(ctx, "insert into audit (id, at, event, result, login_id, workspace_id, address, agent, request) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		id.New(p.Now), int64(p.Now), e.what, e.result, id.Ref(e.login), id.Ref(e.workspace), address, agent, p.RequestID())
	return err
}

// noteAlone adds an event that nothing else goes with.
func (d *Door) noteAlone(ctx context.Context, p *op.Plain, e event) error {
	return p.DB.Write(ctx, "", func(raw *store.Tx) error { return d.note(ctx, p, raw, e) })
}
