package app

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// Restored is what a backup brought.
type Restored struct {
	Backup   BackupManifest `json:"backup"`
	Accounts int64          `json:"accounts"`
	Verified int64          `json:"verified"` // ledger rows that were replayed and agree
}

// Restore takes a backup into an installation that has nothing yet: all of it
// or nothing. The backup is read to its end, every hash compared and every line
// read, before anything is changed; every ledger is replayed before anything
// stays. On top of workspaces or accounts it is a Conflict.
func (v Vault) Restore(ctx context.Context, b *Backup) (_ *Restored, err error) {
	defer errs.Wrap(&err, "restore")
	if err := v.Engine.DB.Read(ctx, "", func(r *store.Reader) error { return empty(ctx, r) }); err != nil {
		return nil, err
	}
	if err := b.Read(ctx, v.Engine.Reg); err != nil {
		return nil, err
	}
	in := transfer.Importer{Engine: v.Engine, Files: v.Files}
	out := &Restored{Backup: b.Manifest}
	if err = putFiles(ctx, in, b); err == nil {
		err = v.Engine.DB.Write(ctx, "", func(tx *store.Tx) error { return v.fill(ctx, tx, b, out) })
	}
	if err != nil {
		v.dropFiles(context.WithoutCancel(ctx), in, b)
		return nil, err
	}
	return out, nil
}

// empty refuses an installation that has anything.
func empty(ctx context.Context, r *store.Reader) error {
	n, err := store.One[int64](ctx, r, "select count(*) from (select id from workspace union all select id from login limit 1) as x")
	if err == nil && n > 0 {
		return errs.New(errs.Conflict, "This installation has workspaces or accounts already. A backup is restored only into an empty one: choose a new data folder, or an empty database. Nothing was changed.")
	}
	return err
}

func putFiles(ctx context.Context, in transfer.Importer, b *Backup) error {
	for _, a := range b.archives {
		if err := in.PutFiles(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

// dropFiles takes the files of a failed restore away, unless the installation
// is not empty any more: then they are perhaps another restore's.
func (v Vault) dropFiles(ctx context.Context, in transfer.Importer, b *Backup) {
	if v.Engine.DB.Read(ctx, "", func(r *store.Reader) error { return empty(ctx, r) }) != nil {
		return
	}
	for _, a := range b.archives {
		in.DropFiles(ctx, a)
	}
}

// fill writes everything in one change.
func (v Vault) fill(ctx context.Context, tx *store.Tx, b *Backup, out *Restored) error {
	out.Accounts, out.Verified = 0, 0
	if err := empty(ctx, &tx.Reader); err != nil {
		return err
	}
	// A link for the first person must not let anybody into what others had.
	if _, err := tx.Exec(ctx, "delete from setup"); err != nil {
		return err
	}
	if err := v.fillAccounts(ctx, tx, b, true, out); err != nil {
		return err
	}
	in := transfer.Importer{Engine: v.Engine, Files: v.Files}
	for _, a := range b.archives {
		w, err := in.Loading(ctx, a)
		if err != nil {
			return err
		}
		err = tx.In(ctx, w.ID, func() error {
			found, err := v.Engine.LoadInto(ctx, tx, w, func(l *op.Loader) error { return in.Fill(ctx, l, a) })
			if err == nil {
				out.Verified += found.Rows
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return v.fillAccounts(ctx, tx, b, false, out)
}

func (v Vault) fillAccounts(ctx context.Context, tx *store.Tx, b *Backup, first bool, out *Restored) error {
	for _, t := range accounts() {
		if t.first != first {
			continue
		}
		err := b.in.Lines(ctx, t.entry(), func(line []byte) error {
			if t.name == "login" {
				out.Accounts++
			}
			return t.load(ctx, tx, line)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
