package app

import (
	"context"
	"net/http"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/config"
	"throughline/internal/platform/store"
	"throughline/migrations"
)

// Check is what a check of the whole installation found.
type Check struct {
	OK         bool               `json:"ok" doc:"Whether no workspace has a fault."`
	Workspaces []CheckedWorkspace `json:"workspaces"`
}

// CheckedWorkspace is what the replay of one ledger found.
type CheckedWorkspace struct {
	Slug string `json:"slug"`
	op.Verified
}

// registerInstallation adds what is about the installation and no workspace.
func registerInstallation(r *op.Registry) {
	op.Raw(r, "installation.verify", verify, op.Says("Replay the ledger of every workspace and compare it with the tables."),
		op.Needs(op.Install), op.Scoped(op.Session), op.At(http.MethodGet, "/api/v1/installation/verify"))
}

func verify(ctx context.Context, p *op.Plain, _ struct{}) (_ *Check, err error) {
	defer errs.Wrap(&err, "installation.verify")
	type place struct {
		ID   string `db:"id"`
		Slug string `db:"slug"`
	}
	var all []place
	err = p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		all, err = store.All[place](ctx, r, "select id, slug from workspace order by created_at, id")
		return err
	})
	if err != nil {
		return nil, err
	}
	out := &Check{OK: true, Workspaces: []CheckedWorkspace{}}
	for _, w := range all {
		v, err := p.Engine.Verify(ctx, w.ID)
		if err != nil {
			return nil, err
		}
		out.OK = out.OK && len(v.Faults) == 0
		out.Workspaces = append(out.Workspaces, CheckedWorkspace{w.Slug, *v})
	}
	return out, nil
}

// Migrate brings the database of an installation up to date and does nothing
// else.
func Migrate(ctx context.Context, c config.Config) (m store.Migrated, err error) {
	db, err := store.Open(ctx, store.Options{Dir: c.Data, URL: c.Database.Reveal()})
	if err != nil {
		return m, err
	}
	defer func() {
		if e := db.Close(); err == nil {
			err = e
		}
	}()
	return db.Migrate(ctx, migrations.Files, clock.System{}.Now())
}
