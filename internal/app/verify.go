package app

import (
	"context"
	"fmt"
	"net/http"

	"throughline/internal/core/attach"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
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
func registerInstallation(r *op.Registry, o *Outside) {
	op.Raw(r, "installation.verify", o.verify, op.Says("Replay the ledger of every workspace, compare it with the tables, and check every invariant."),
		op.Needs(op.Install), op.Scoped(op.Session), op.At(http.MethodGet, "/api/v1/installation/verify"))
}

func (o *Outside) verify(ctx context.Context, p *op.Plain, _ struct{}) (_ *Check, err error) {
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
		lost, err := o.lost(ctx, p.DB, w.ID)
		if err != nil {
			return nil, err
		}
		v.Faults = append(v.Faults, lost...)
		out.OK = out.OK && len(v.Faults) == 0
		out.Workspaces = append(out.Workspaces, CheckedWorkspace{w.Slug, *v})
	}
	return out, nil
}

// lost names the attached files whose bytes are missing, or are more or fewer
// than they were.
func (o *Outside) lost(ctx context.Context, db *store.DB, workspace string) ([]string, error) {
	var files []attach.Attachment
	err := db.Read(ctx, workspace, func(r *store.Reader) (err error) {
		files, err = record.Where[attach.Attachment](ctx, record.At{R: r, Workspace: workspace}, "d.sha256 <> '' order by d.id")
		return err
	})
	if err != nil {
		return nil, err
	}
	var faults []string
	for _, f := range files {
		b, info, err := o.Files.Store.Open(ctx, attach.Key(workspace, f.ID))
		switch {
		case errs.Is(err, errs.NotFound):
			faults = append(faults, fmt.Sprintf("the attachment %s: its bytes are missing", f.ID))
			continue
		case err != nil:
			return nil, err
		case info.Size != f.Bytes:
			faults = append(faults, fmt.Sprintf("the attachment %s: it has %d bytes, and had %d", f.ID, info.Size, f.Bytes))
		}
		_ = b.Close() // nothing was read
	}
	return faults, nil
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
