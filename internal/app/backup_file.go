package app

import (
	"bufio"
	"context"
	"errors"
	"os"
	"path/filepath"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// partMark stands in the names of backups that are not finished.
const partMark = ".part-"

// BackUp makes a backup and puts it at a path where there is nothing. It is
// written beside it first, brought to the disk, opened again and read to its
// end, and only then gets its name: what has the name is a backup.
func (v Vault) BackUp(ctx context.Context, path string) (_ *BackupManifest, err error) {
	defer errs.Wrap(&err, "backup to %s", path)
	if _, err := os.Lstat(path); err == nil {
		return nil, errs.New(errs.Conflict, "%s exists already. Choose another name.", path)
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unwritten(path, err)
	}
	part := path + partMark + id.Secret(8)
	defer func() {
		if err != nil {
			_ = os.Remove(part) // is not there, or is of no use
		}
	}()
	if err := v.writeFile(ctx, part); err != nil {
		return nil, err
	}
	m, err := v.prove(ctx, part)
	if err != nil {
		return nil, errs.Cause(errs.Unavailable, err, "The backup that was just written cannot be read again, and was thrown away: %s", errs.Public(err).Msg)
	}
	if err := os.Rename(part, path); err != nil {
		return nil, unwritten(path, err)
	}
	return m, syncFolder(dir)
}

func unwritten(path string, err error) error {
	return errs.Cause(errs.Unavailable, err, "The backup cannot be written to %s: %v.", path, err)
}

func (v Vault) writeFile(ctx context.Context, path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return unwritten(path, err)
	}
	out := bufio.NewWriterSize(f, 1<<20)
	if _, err = v.Write(ctx, out); err == nil {
		err = errors.Join(out.Flush(), f.Sync())
	}
	err = errors.Join(err, f.Close())
	var known *errs.Error
	if err != nil && !errors.As(err, &known) {
		return unwritten(path, err)
	}
	return err
}

// prove reads a backup from the disk, as a restore would.
func (v Vault) prove(ctx context.Context, path string) (*BackupManifest, error) {
	b, done, err := openBackupFile(path)
	if err != nil {
		return nil, err
	}
	defer done()
	return &b.Manifest, b.Read(ctx, v.Engine.Reg)
}

func openBackupFile(path string) (*Backup, func(), error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, errs.Cause(errs.NotFound, err, "The backup %s cannot be opened: %v.", path, err)
	}
	done := func() { _ = f.Close() } // only read from
	st, err := f.Stat()
	if err == nil && !st.Mode().IsRegular() {
		err = errs.New(errs.Invalid, "%s is not a plain file.", path)
	}
	var b *Backup
	if err == nil {
		b, err = OpenBackup(f, st.Size())
	}
	if err != nil {
		done()
		return nil, nil, err
	}
	return b, done, nil
}

// CheckFile reads a backup to its end and says what it holds; it changes
// nothing.
func (v Vault) CheckFile(ctx context.Context, path string) (*BackupManifest, error) {
	return v.prove(ctx, path)
}

// RestoreFile is Restore of a file.
func (v Vault) RestoreFile(ctx context.Context, path string) (*Restored, error) {
	b, done, err := openBackupFile(path)
	if err != nil {
		return nil, err
	}
	defer done()
	return v.Restore(ctx, b)
}

// syncFolder makes a new name outlive a power cut.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
