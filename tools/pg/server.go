package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// options say what server is wanted.
type options struct {
	fast    bool   // no waiting for the disk
	parent  string // where its folder is made; "" is the system's temporary folder
	verbose bool   // print its log at the end
}

// server is a running PostgreSQL with its own folder.
type server struct {
	options

	bin  string // the folder of initdb and postgres
	dir  string // everything it owns: data, socket, log
	url  string // of its superuser
	port int
	as   *account // whom it runs as; nil is ourselves
	cmd  *exec.Cmd
	gone chan error // gets how the process ended
}

// superuser owns the cluster.
const superuser = "postgres"

// Limits on waiting: generous, because a loaded machine is slow, but never
// without end.
const (
	startLimit = 60 * time.Second
	stopLimit  = 30 * time.Second
	portTries  = 5
)

// start makes a cluster in a new folder and waits until it answers.
func start(ctx context.Context, o options) (_ *server, err error) {
	s := &server{options: o}
	if s.bin, err = findBin(); err != nil {
		return nil, err
	}
	if s.as, err = unprivileged(); err != nil {
		return nil, err
	}
	if s.dir, err = os.MkdirTemp(o.parent, "throughline-pg-"); err != nil {
		return nil, fmt.Errorf("cannot make a folder for the server: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(s.dir))
		}
	}()
	password, err := s.prepare(ctx)
	if err != nil {
		return nil, err
	}
	// The port is free when we ask and may be taken when the server binds it.
	for try := 1; ; try++ {
		err = s.launch(ctx, password)
		if err == nil || try == portTries || !strings.Contains(s.log(), "Address already in use") {
			return s, err
		}
	}
}

// prepare makes the cluster's files and gives its superuser's password: the
// port is open to every account of this machine, so trust would not do.
func (s *server) prepare(ctx context.Context) (string, error) {
	if err := os.Chmod(s.dir, 0o700); err != nil {
		return "", err
	}
	password := make([]byte, 16)
	_, _ = rand.Read(password) // never fails: crypto/rand ends the program instead
	secret := hex.EncodeToString(password)
	file := filepath.Join(s.dir, "password")
	if err := os.WriteFile(file, []byte(secret+"\n"), 0o600); err != nil {
		return "", err
	}
	if s.as != nil {
		for _, path := range []string{s.dir, file} {
			if err := os.Chown(path, s.as.uid, s.as.gid); err != nil {
				return "", fmt.Errorf("cannot hand the folder to %s: %w", s.as.name, err)
			}
		}
	}
	return secret, s.initdb(ctx, file)
}

// initdb sorts text as people of a language do, where the server can, because
// that is how most installations are set up: a query that leans on the order
// of bytes without saying so must fail here and not at a customer's.
func (s *server) initdb(ctx context.Context, passwordFile string) error {
	common := []string{
		"--pgdata=" + s.data(), "--username=" + superuser, "--pwfile=" + passwordFile,
		"--auth=scram-sha-256", "--encoding=UTF8", "--no-sync",
	}
	people := []string{"--locale=C", "--locale-provider=icu", "--icu-locale=en-US"}
	out, err := s.tool(ctx, "initdb", append(common, people...)...)
	if err == nil {
		return nil
	}
	// Servers before 15, and those built without ICU, know no such option.
	if rm := os.RemoveAll(s.data()); rm != nil {
		return rm
	}
	if _, plainErr := s.tool(ctx, "initdb", append(common, "--locale=C.UTF-8")...); plainErr != nil {
		return fmt.Errorf("initdb failed: %w\n%s", err, out)
	}
	return nil
}

// launch starts the process on a free port and waits for its first answer.
func (s *server) launch(ctx context.Context, password string) error {
	port, err := freePort(ctx)
	if err != nil {
		return err
	}
	s.port = port
	s.url = fmt.Sprintf("postgres://%s:%s@127.0.0.1:%d/postgres?sslmode=disable", superuser, password, port)
	log, err := os.OpenFile(s.logFile(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close() // the process has its own handle
	s.cmd = exec.Command(filepath.Join(s.bin, "postgres"), s.settings()...)
	s.cmd.Dir = s.dir
	s.cmd.Stdout, s.cmd.Stderr = log, log
	// A group of its own: Ctrl-C at the terminal is for the command, and the
	// server goes down after it.
	s.cmd.SysProcAttr = s.as.attributes()
	s.cmd.SysProcAttr.Setpgid = true
	dieWithParent(s.cmd.SysProcAttr)
	if err := s.cmd.Start(); err != nil {
		return fmt.Errorf("cannot start postgres: %w", err)
	}
	s.gone = make(chan error, 1)
	go func() { s.gone <- s.cmd.Wait() }()
	return s.await(ctx)
}

// settings are the command line of the server.
func (s *server) settings() []string {
	values := []string{
		fmt.Sprintf("port=%d", s.port),
		"listen_addresses=127.0.0.1",
		"unix_socket_directories=" + s.socketDir(),
		"max_connections=200",
		"shared_buffers=256MB",
		"timezone=UTC",
		"log_min_messages=warning",
		"log_min_error_statement=panic", // tests provoke errors by the hundred
	}
	if s.fast {
		values = append(values, "fsync=off", "synchronous_commit=off", "full_page_writes=off")
	}
	args := []string{"-D", s.data()}
	for _, v := range values {
		args = append(args, "-c", v)
	}
	return args
}

// await asks the server until it answers, ends, or takes too long.
func (s *server) await(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	var last error
	for {
		if last = ping(ctx, s.url); last == nil {
			return nil
		}
		select {
		case err := <-s.gone:
			s.gone <- err
			return fmt.Errorf("postgres ended before it answered (%s); its log:\n%s", s.cmd.ProcessState, s.log())
		case <-ctx.Done():
			err := fmt.Errorf("postgres did not answer: %w; its log:\n%s", last, s.log())
			return errors.Join(err, s.halt())
		case <-tick.C:
		}
	}
}

// ping connects once and asks for nothing.
func ping(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

// stop takes the server down and its folder away.
func (s *server) stop() error {
	err := s.halt()
	if s.verbose {
		fmt.Fprint(os.Stderr, s.log())
	}
	return errors.Join(err, os.RemoveAll(s.dir))
}

// halt ends the process at once: open connections are cut, and nothing is
// saved, because nobody will read it.
func (s *server) halt() error {
	end := func(sig syscall.Signal) bool {
		_ = s.cmd.Process.Signal(sig) // it may have ended by itself, which gone says
		select {
		case err := <-s.gone:
			s.gone <- err
			return true
		case <-time.After(stopLimit):
			return false
		}
	}
	if end(syscall.SIGQUIT) || end(syscall.SIGKILL) { // SIGQUIT is its immediate shutdown
		return nil
	}
	return fmt.Errorf("postgres (process %d) does not end", s.cmd.Process.Pid)
}

// tool runs a program of the server's to its end, as the server's account.
func (s *server) tool(ctx context.Context, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	cmd.SysProcAttr = s.as.attributes()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

// socketDir is where the Unix socket goes; "" is nowhere, because the system
// takes no socket whose path is longer than about a hundred bytes.
func (s *server) socketDir() string {
	if len(s.dir) > 80 {
		return ""
	}
	return s.dir
}

func (s *server) data() string    { return filepath.Join(s.dir, "data") }
func (s *server) logFile() string { return filepath.Join(s.dir, "log") }

// log is what the server has said so far.
func (s *server) log() string {
	b, err := os.ReadFile(s.logFile())
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// freePort asks the system for a port that nobody listens on.
func freePort(ctx context.Context) (int, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("no free loopback port: %w", err)
	}
	defer l.Close()
	addr, ok := l.Addr().(*net.TCPAddr)
	if !ok {
		return 0, fmt.Errorf("a loopback listener has the address %s", l.Addr())
	}
	return addr.Port, nil
}
