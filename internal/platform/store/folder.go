package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"throughline/internal/kit/errs"
)

// unsafeFileSystems are those whose locks or syncs SQLite cannot rely on, by
// the number the kernel gives them.
var unsafeFileSystems = map[int64]string{
	0x6969:     "NFS",
	0x517B:     "SMB",
	0xFF534D42: "CIFS",
	0xFE534D42: "SMB2",
	0x01021997: "9P",
	0x5346414F: "AFS",
	0x73757245: "Coda",
	0x00C36400: "Ceph",
	0x65735546: "FUSE",
}

// lockFolder makes the data folder, refuses file systems that lose writes,
// and takes the lock that keeps a second process out.
func (db *DB) lockFolder() error {
	if err := os.MkdirAll(db.dir, 0o700); err != nil {
		return errs.Cause(errs.Unavailable, err, "The data folder %s cannot be made: %v.", db.dir, err)
	}
	var fs syscall.Statfs_t
	if err := syscall.Statfs(db.dir, &fs); err != nil {
		return errs.Cause(errs.Unavailable, err, "The data folder %s cannot be looked at: %v.", db.dir, err)
	}
	if name, bad := unsafeFileSystems[int64(fs.Type)&0xFFFFFFFF]; bad {
		return errs.New(errs.Unavailable, "The data folder %s lies on %s, where SQLite can lose data. Use a local disk, or --database postgres://….", db.dir, name)
	}
	f, err := os.OpenFile(filepath.Join(db.dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return errs.Cause(errs.Unavailable, err, "The data folder %s cannot be written: %v.", db.dir, err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		who, _ := os.ReadFile(f.Name())
		_ = f.Close()
		by := strings.TrimSpace(string(who))
		if by != "" {
			by = " (process " + by + ")"
		}
		return errs.Cause(errs.Conflict, err, "Another Throughline%s works on the data folder %s. Stop it first, or let it do the work.", by, db.dir)
	}
	if err := f.Truncate(0); err == nil {
		_, _ = fmt.Fprintf(f, "%d\n", os.Getpid())
	}
	db.unlock = f.Close
	return nil
}
