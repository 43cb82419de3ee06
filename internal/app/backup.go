package app

import (
	"context"
	"io"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/bundle"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/blob"
	"throughline/internal/platform/store"
)

// A backup is a whole installation in one zip file: the archive of each
// workspace, and the accounts by which people come in. It is of one state,
// taken while everybody goes on working, and the same for both databases, so
// that what was backed up from the one can be restored into the other. It is
// described in docs/manual/archive-format.md.
//
// It holds hashes of passwords and tokens, and all that anybody wrote: it is
// written for its owner's eyes only (mode 0600).

const (
	backupFormat  = "throughline-backup"
	backupVersion = 1
	workspacesDir = "workspaces/"
	accountsDir   = "accounts/"
	archiveExt    = ".zip"
)

// Vault makes backups of an installation, and restores them into an empty one.
type Vault struct {
	Engine  *op.Engine
	Files   blob.Store
	Version string // of the program
}

// Vault is where the backups of this installation are made.
func (a *App) Vault() Vault { return Vault{a.Engine, a.Outside.Files.Store, a.version} }

// BackupManifest says what a backup holds.
type BackupManifest struct {
	bundle.Head
	TakenAt    clock.Instant  `json:"takenAt"`
	Workspaces []BackedUp     `json:"workspaces"`
	Entries    []bundle.Entry `json:"entries"`
}

// BackedUp is one workspace in a backup.
type BackedUp struct {
	ID     string          `json:"id"`
	Slug   string          `json:"slug"`
	Name   string          `json:"name"`
	Counts transfer.Counts `json:"counts"`
	Lost   []string        `json:"lost"` // attachments whose bytes were missing or damaged
}

// Write makes a backup.
func (v Vault) Write(ctx context.Context, w io.Writer) (_ *BackupManifest, err error) {
	defer errs.Wrap(&err, "backup")
	m := &BackupManifest{Head: bundle.Head{Format: backupFormat, Version: backupVersion, WrittenBy: v.Version}, TakenAt: v.Engine.Clock.Now(), Workspaces: []BackedUp{}}
	out := bundle.NewWriter(w)
	err = v.Engine.DB.Across(ctx, func(r *store.Reader, enter func(context.Context, string) error) error {
		all, err := store.All[string](ctx, r, "select id from workspace order by id")
		if err != nil {
			return err
		}
		for _, t := range accounts() {
			if err := t.write(ctx, r, out.Lines(t.entry())); err != nil {
				return err
			}
		}
		for _, ws := range all {
			if err := enter(ctx, ws); err != nil {
				return err
			}
			one, err := v.workspace(ctx, r, ws, out)
			if err != nil {
				return err
			}
			m.Workspaces = append(m.Workspaces, *one)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if m.Entries, err = out.Entries(); err != nil {
		return nil, err
	}
	return m, out.Close(m)
}

func (v Vault) workspace(ctx context.Context, r *store.Reader, ws string, out *bundle.Writer) (*BackedUp, error) {
	to, err := out.Store(workspacesDir + ws + archiveExt)
	if err != nil {
		return nil, err
	}
	a, err := transfer.Exporter{Engine: v.Engine, Files: v.Files, Version: v.Version}.From(ctx, r, ws, to)
	if err != nil {
		return nil, err
	}
	return &BackedUp{ID: ws, Slug: a.Workspace.Slug, Name: a.Workspace.Name, Counts: a.Counts, Lost: a.Lost}, nil
}

// Backup is a backup that was opened: directories and manifests are sound, the
// contents have not been looked at.
type Backup struct {
	Manifest BackupManifest
	in       *bundle.Bundle
	archives []*transfer.Archive // in the order of the manifest
}

// OpenBackup opens a backup of size bytes. What cannot be one is errs.Invalid.
func OpenBackup(r io.ReaderAt, size int64) (*Backup, error) {
	in, err := bundle.Open(r, size, bundle.Kind{Format: backupFormat, Version: backupVersion, Valid: validEntry})
	if err != nil {
		return nil, err
	}
	b := &Backup{in: in}
	if err := bundle.Strictly(in.Manifest, &b.Manifest); err != nil {
		return nil, bundle.Damaged("its manifest is not as it should be.")
	}
	if len(in.Named(workspacesDir)) != len(b.Manifest.Workspaces) {
		return nil, bundle.Damaged("its manifest counts other workspaces than it lists.")
	}
	for _, w := range b.Manifest.Workspaces {
		section, err := in.Section(r, workspacesDir+w.ID+archiveExt)
		if err != nil {
			return nil, err
		}
		a, err := transfer.OpenArchive(section, section.Size())
		if err != nil {
			return nil, err
		}
		if a.Manifest.Workspace.ID != w.ID {
			return nil, bundle.Damaged("the archive of %s is another's.", w.ID)
		}
		b.archives = append(b.archives, a)
	}
	return b, nil
}

// validEntry says whether an entry may have a name.
func validEntry(name string) bool {
	if ws, ok := strings.CutPrefix(name, workspacesDir); ok {
		ws, ok = strings.CutSuffix(ws, archiveExt)
		return ok && id.Valid(ws)
	}
	for _, t := range accounts() {
		if name == t.entry() {
			return true
		}
	}
	return false
}

// Read reads the backup to its end, compares every hash, and reads every line
// as a restore into this program would.
func (b *Backup) Read(ctx context.Context, reg *op.Registry) (err error) {
	defer errs.Wrap(&err, "backup.read")
	if err := b.in.Check(ctx); err != nil {
		return err
	}
	for _, t := range accounts() {
		if err := b.in.Lines(ctx, t.entry(), t.read); err != nil {
			return err
		}
	}
	for _, a := range b.archives {
		if err := a.Read(ctx, reg); err != nil {
			return err
		}
	}
	return nil
}
