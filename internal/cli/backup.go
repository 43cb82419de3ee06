package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"

	"throughline/internal/app"
	"throughline/internal/core/op"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// backupCmd backs the whole installation up.
type backupCmd struct {
	File string `arg:"" help:"File to write; it must not be there yet." type:"path"`
}

// Help is the long help.
func (*backupCmd) Help() string {
	return `A backup is one file with every workspace, every account and every attached file, of one moment, made while others go
on working. It is read again before it counts. "throughline restore" takes it into an empty installation, on either database.

Example:
  throughline backup /backups/acme-2026-11-22.zip --data ./data/acme`
}

// Run makes it.
func (c *backupCmd) Run(ctx context.Context, s *session) error {
	if _, err := s.local("backup"); err != nil {
		return err
	}
	if _, err := os.Lstat(c.File); !errors.Is(err, fs.ErrNotExist) {
		return errs.New(errs.Conflict, "%s exists already. Choose another name.", c.File)
	}
	return s.at(ctx, false, func(p *place) error {
		bar := s.bar()
		bar.step("backing up", 0, 0)
		var m *app.BackupManifest
		var err error
		if p.app != nil {
			m, err = p.app.Vault().BackUp(ctx, c.File)
		} else {
			m, err = c.fetch(ctx, s, p)
		}
		bar.end()
		if err != nil {
			return err
		}
		raw, err := json.Marshal(map[string]any{"file": c.File, "takenAt": m.TakenAt, "workspaces": m.Workspaces})
		if err != nil {
			return err
		}
		return s.print(raw, func() error {
			s.out.line("Wrote and checked %s.", c.File)
			s.showBackup(m)
			return nil
		})
	})
}

// fetch takes a backup from the server that runs on the folder, and reads it
// to its end before it gets its name.
func (c *backupCmd) fetch(ctx context.Context, s *session, p *place) (_ *app.BackupManifest, err error) {
	part := c.File + ".part"
	defer func() {
		if err != nil {
			_ = os.Remove(part) // of no use
		}
	}()
	ans, err := p.send(ctx, request{method: http.MethodPost, path: "/api/v1/installation/backup", accept: transfer.MediaType})
	if err != nil {
		return nil, err
	}
	defer func() { _ = ans.Body.Close() }()
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, errs.Cause(errs.Invalid, err, "The backup cannot be written to %s: %v.", c.File, err)
	}
	out := bufio.NewWriterSize(f, 1<<20)
	_, err = io.Copy(out, ans.Body)
	if err = errors.Join(err, out.Flush(), f.Sync(), f.Close()); err != nil {
		return nil, broken(ctx, err)
	}
	m, err := app.Vault{Engine: &op.Engine{Reg: s.registry()}}.CheckFile(ctx, part)
	if err != nil {
		return nil, err
	}
	return m, os.Rename(part, c.File)
}

func (s *session) showBackup(m *app.BackupManifest) {
	for _, w := range m.Workspaces {
		s.out.line("  %s: %d records, %d parts, %d files, %d ledger rows", clean(w.Slug), w.Counts.Records, w.Counts.Parts, w.Counts.Files, w.Counts.Ledger)
		for _, id := range w.Lost {
			s.err.line("%s %s: the bytes of the attachment %s were missing", s.err.paint(yellow, "!"), clean(w.Slug), id)
		}
	}
}

// restoreCmd takes a backup into an empty installation.
type restoreCmd struct {
	File  string `arg:"" help:"The backup." type:"path"`
	Check bool   `help:"Only read the backup to its end, and say what it holds."`
}

// Help is the long help.
func (*restoreCmd) Help() string {
	return `The backup is read to its end and every hash compared before anything is changed, and every ledger is replayed before
anything stays. The installation must be empty; on a failure it still is.

Examples:
  throughline restore acme.zip --check
  throughline restore acme.zip --data ./data/new
  throughline restore acme.zip --data ./data/new --database postgres://throughline@db/throughline`
}

// Run restores.
func (c *restoreCmd) Run(ctx context.Context, s *session) error {
	settings, err := s.local("restore")
	if err != nil {
		return err
	}
	m, err := app.Vault{Engine: &op.Engine{Reg: s.registry()}}.CheckFile(ctx, c.File)
	if err != nil {
		return done(ctx, err)
	}
	if c.Check {
		raw, err := json.Marshal(m)
		if err != nil {
			return err
		}
		return s.print(raw, func() error {
			s.out.line("%s is whole. It was made at %s.", c.File, minute(m.TakenAt))
			s.showBackup(m)
			return nil
		})
	}
	a, err := s.open(ctx, settings)
	if err != nil {
		return err
	}
	bar := s.bar()
	bar.step("restoring", 0, 0)
	got, err := a.Vault().RestoreFile(ctx, c.File)
	bar.end()
	if err = errors.Join(err, a.Close()); err != nil {
		return done(ctx, err)
	}
	raw, err := json.Marshal(got)
	if err != nil {
		return err
	}
	return s.print(raw, func() error {
		s.out.line("Restored %s into %s: %d accounts, %d ledger rows replayed.", c.File, settings.Data, got.Accounts, got.Verified)
		s.showBackup(&got.Backup)
		return nil
	})
}
