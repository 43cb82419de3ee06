package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
)

// places are where packages of the common systems put the server's programs,
// which are mostly not on the PATH.
var places = []string{
	"/usr/lib/postgresql/*/bin", // Debian, Ubuntu
	"/usr/pgsql-*/bin",          // Red Hat, from postgresql.org
	"/usr/lib/postgresql*/bin",  // openSUSE
	"/opt/homebrew/opt/postgresql*/bin",
	"/usr/local/opt/postgresql*/bin",
}

// findBin gives the folder that holds both initdb and postgres: what is on the
// PATH, else the newest that is installed.
func findBin() (string, error) {
	var dirs []string
	for _, name := range []string{"initdb", "postgres", "pg_ctl"} {
		if path, err := exec.LookPath(name); err == nil {
			if target, err := filepath.EvalSymlinks(path); err == nil {
				dirs = append(dirs, filepath.Dir(target))
			}
		}
	}
	for _, pattern := range places {
		found, err := filepath.Glob(pattern)
		if err != nil {
			return "", err // a mistake in places
		}
		slices.SortStableFunc(found, func(a, b string) int { return cmp.Compare(version(b), version(a)) })
		dirs = append(dirs, found...)
	}
	for _, dir := range dirs {
		if complete(dir) {
			return dir, nil
		}
	}
	return "", errors.New("no PostgreSQL server found: put the folder of initdb and postgres on the PATH, " +
		"or install one (Debian and Ubuntu: apt-get install postgresql)")
}

// version reads the number out of a path like /usr/lib/postgresql/15/bin.
func version(path string) float64 {
	digits := func(r rune) bool { return r >= '0' && r <= '9' || r == '.' }
	end := len(path)
	for end > 0 && !digits(rune(path[end-1])) {
		end--
	}
	begin := end
	for begin > 0 && digits(rune(path[begin-1])) {
		begin--
	}
	n, err := strconv.ParseFloat(path[begin:end], 64)
	if err != nil {
		return 0
	}
	return n
}

// complete says whether a folder has every program we start.
func complete(dir string) bool {
	for _, name := range []string{"initdb", "postgres"} {
		if _, err := exec.LookPath(filepath.Join(dir, name)); err != nil {
			return false
		}
	}
	return true
}

// account is a system user other than the one we run as.
type account struct {
	name     string
	uid, gid int
}

// unprivileged gives whom the server runs as: nil, ourselves, unless we are
// root, whom PostgreSQL refuses.
func unprivileged() (*account, error) {
	if os.Geteuid() != 0 {
		return nil, nil //nolint:nilnil // nil is a whole answer here: nobody else
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.Atoi(u.Uid)
		if err != nil {
			return nil, fmt.Errorf("user %s has the id %q", name, u.Uid)
		}
		gid, err := strconv.Atoi(u.Gid)
		if err != nil {
			return nil, fmt.Errorf("user %s has the group %q", name, u.Gid)
		}
		return &account{name, uid, gid}, nil
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as")
}

// attributes start a process as the account.
func (a *account) attributes() *syscall.SysProcAttr {
	if a == nil {
		return &syscall.SysProcAttr{}
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}}
}
