package app

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"

	"throughline/internal/kit/errs"
	"throughline/internal/platform/auth"
)

// Files in the data folder by which other processes of the same user reach a
// server that works on it.
const (
	OperatorFile = "operator.token" // proves that one runs the installation
	ServerFile   = "server.json"    // where the server listens, while it does
)

// Running is where a server listens.
type Running struct {
	Address string `json:"address"` // like http://127.0.0.1:8080
	PID     int    `json:"pid"`
}

// operatorToken reads the operator's token, and makes it at the first start.
func operatorToken(dir string) (string, error) {
	path := filepath.Join(dir, OperatorFile)
	st, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		plain, _ := auth.NewToken(auth.Operator)
		if err := writeOnce(path, plain+"\n"); err != nil {
			return "", errs.Cause(errs.Unavailable, err, "The token of whoever runs the installation cannot be stored as %s: %v.", path, err)
		}
		st, err = os.Lstat(path)
	}
	if err != nil {
		return "", errs.Cause(errs.Unavailable, err, "%s cannot be read: %v.", path, err)
	}
	if !st.Mode().IsRegular() || st.Mode().Perm()&0o077 != 0 {
		return "", errs.New(errs.Invalid, "Whoever can read %s can do everything, and others can (mode %04o): run chmod 600 on the file, or remove it and start again.", path, st.Mode().Perm())
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", errs.Cause(errs.Unavailable, err, "%s cannot be read: %v.", path, err)
	}
	token := strings.TrimSpace(string(text))
	if kind, err := auth.ParseToken(token); err != nil || kind != auth.Operator {
		return "", errs.New(errs.Invalid, "%s is damaged. Remove it; the next start makes a new one.", path)
	}
	return token, nil
}

// writeOnce writes a file that only its owner can read and gives it the name
// when it is whole, which only the first of several processes can do.
func writeOnce(path, text string) error {
	temp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // with mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp.Name()) }()
	_, err = temp.WriteString(text)
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := os.Link(temp.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// announce writes where the server listens, and gives back what takes the
// announcement away.
func announce(dir string, l net.Listener, secure bool) (func(), error) {
	scheme := "http"
	if secure {
		scheme = "https"
	}
	b, err := json.Marshal(Running{scheme + "://" + dialable(l.Addr()), os.Getpid()})
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, ServerFile)
	_ = os.Remove(path) // of a server that was killed; its lock on the folder is gone
	if err := writeOnce(path, string(b)+"\n"); err != nil {
		return nil, errs.Cause(errs.Unavailable, err, "%s cannot be written: %v.", path, err)
	}
	return func() { _ = os.Remove(path) }, nil
}

// dialable gives an address that this machine reaches, also for a listener on
// all of its addresses.
func dialable(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return a.String()
	}
	local := *tcp
	local.IP = net.IPv4(127, 0, 0, 1)
	return local.String()
}

// FindRunning gives where the server of a data folder listens, if one has
// announced itself. It may have been killed since: only an answer proves it.
func FindRunning(dir string) (Running, bool) {
	var r Running
	b, err := os.ReadFile(filepath.Join(dir, ServerFile))
	if err != nil || json.Unmarshal(b, &r) != nil || r.Address == "" {
		return Running{}, false
	}
	return r, true
}
