package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"throughline/internal/platform/store"
)

// server is the program under load.
type server struct {
	address string
	head    string
	pid     int
	cmd     *exec.Cmd
	log     bytes.Buffer
	ready   time.Duration
}

// start runs the binary and waits until it is ready.
func start(o options, dir, database string) (*server, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{address: ln.Addr().String()}
	_ = ln.Close()
	args := []string{"serve", "--data", dir, "--listen", s.address}
	if database != "" {
		args = append(args, "--database", database)
	}
	s.cmd = exec.Command(o.program, args...)
	s.cmd.Stdout, s.cmd.Stderr = &s.log, &s.log
	s.cmd.Env = append(os.Environ(), "THROUGHLINE_LOG_LEVEL=warn", "THROUGHLINE_BACKUP_EVERY=0s")
	for _, class := range []string{"READ", "WRITE", "SEARCH", "UPLOAD", "EXPORT"} {
		s.cmd.Env = append(s.cmd.Env, "THROUGHLINE_RATE_"+class+"=off")
	}
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	s.pid = s.cmd.Process.Pid
	for time.Since(began) < 60*time.Second {
		resp, err := http.Get("http://" + s.address + "/readyz")
		if err == nil {
			_ = resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				s.ready = time.Since(began)
				token, err := os.ReadFile(filepath.Join(dir, "operator.token"))
				s.head = "Authorization: Bearer " + strings.TrimSpace(string(token)) + "\r\nThroughline-Workspace: bench\r\n"
				return s, err
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	s.stop()
	return nil, fmt.Errorf("the server did not get ready: %s", s.log.String())
}

func (s *server) stop() {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	_ = s.cmd.Wait()
}

// cpu is the processor time that the server has used.
func (s *server) cpu() time.Duration {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.pid))
	if err != nil {
		return 0
	}
	rest := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:]))
	user, _ := strconv.ParseInt(rest[11], 10, 64)
	system, _ := strconv.ParseInt(rest[12], 10, 64)
	return time.Duration(user+system) * 10 * time.Millisecond
}

// pss is the memory that the server has for itself, its share of shared pages
// included.
func (s *server) pss() int64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", s.pid))
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(raw), "\n") {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "Pss:" {
			n, _ := strconv.ParseInt(f[1], 10, 64)
			return n << 10
		}
	}
	return 0
}

// place gives an empty database of an engine for a purpose.
func place(ctx context.Context, dir, engine, purpose string) (store.Options, func(), error) {
	data := filepath.Join(dir, engine+"-"+purpose)
	if err := os.MkdirAll(data, 0o700); err != nil {
		return store.Options{}, nil, err
	}
	if engine == "sqlite" {
		return store.Options{Dir: data}, func() {}, nil
	}
	base := os.Getenv("THROUGHLINE_TEST_POSTGRES")
	if base == "" {
		return store.Options{}, nil, nil
	}
	db, err := sql.Open("pgx", base)
	if err != nil {
		return store.Options{}, nil, err
	}
	name := fmt.Sprintf("bench_%s_%d", purpose, os.Getpid())
	if _, err := db.ExecContext(ctx, "create database "+name); err != nil {
		return store.Options{}, nil, err
	}
	u, err := url.Parse(base)
	if err != nil {
		return store.Options{}, nil, err
	}
	u.Path = "/" + name
	return store.Options{Dir: data, URL: u.String()}, func() {
		_, _ = db.ExecContext(ctx, "drop database "+name+" with (force)")
		_ = db.Close()
	}, nil
}

func enginesOf(s string) []string { return strings.Split(s, ",") }
