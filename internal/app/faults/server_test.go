package faults_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"throughline/internal/app"
	"throughline/internal/platform/store"
)

// place is where an installation keeps its things.
type place struct {
	dir    string
	url    string // of PostgreSQL; "" keeps a SQLite database in the folder
	files  string // folder for attached files; "" takes the one in dir
	unsafe bool   // durability off
}

// blobs is where attached files lie.
func (p place) blobs() string {
	if p.files != "" {
		return p.files
	}
	return filepath.Join(p.dir, "files")
}

func (p place) options() store.Options { return store.Options{Dir: p.dir, URL: p.url, Readers: 2} }

// server is a process that serves an installation.
type server struct {
	address string
	token   string
	ready   time.Duration // from the start to the first "ready"
	cmd     *exec.Cmd
	log     *output
	ended   chan struct{}
}

// output keeps what a process writes.
type output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(b)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}

// startsIn is how long a server may take until it is ready, recovery included.
const startsIn = 60 * time.Second

// start runs a server and waits until it is ready.
func start(t testing.TB, p place) *server {
	t.Helper()
	s := launch(t, p)
	began := time.Now()
	if !await(startsIn, func() bool { return s.gone() || s.isReady(p.dir) }) || s.gone() {
		s.kill()
		t.Fatalf("the server does not get ready: %s", s.log)
	}
	s.ready = time.Since(began)
	return s
}

// launch runs a server and does not wait. Whatever becomes of the test, the
// process ends with it.
func launch(t testing.TB, p place) *server {
	t.Helper()
	s := &server{log: &output{}, ended: make(chan struct{})}
	if p.unsafe {
		s.cmd = exec.CommandContext(context.Background(), os.Args[0]) //nolint:gosec // this very binary
		s.cmd.Env = append(os.Environ(), unsafeFolder+"="+p.dir)
	} else {
		args := []string{"serve", "--data", p.dir, "--listen", "127.0.0.1:0", "--blob-folder", p.blobs()}
		if p.url != "" {
			args = append(args, "--database", p.url)
		}
		s.cmd = exec.CommandContext(context.Background(), program(t), args...) //nolint:gosec // the program under test
		s.cmd.Env = append(os.Environ(), "THROUGHLINE_LOG_LEVEL=warn")
	}
	s.cmd.Stdout, s.cmd.Stderr = s.log, s.log
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = s.cmd.Wait() // how it ended stands in its state
		close(s.ended)
	}()
	t.Cleanup(s.kill)
	return s
}

func (s *server) gone() bool {
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}

// isReady asks the server that has announced itself, if it is this one.
func (s *server) isReady(dir string) bool {
	if s.address == "" {
		r, ok := app.FindRunning(dir)
		token, err := os.ReadFile(filepath.Join(dir, app.OperatorFile))
		if !ok || r.PID != s.cmd.Process.Pid || err != nil {
			return false
		}
		s.address, s.token = r.Address, strings.TrimSpace(string(token))
	}
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, s.address+"/readyz", http.NoBody)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	_ = res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// kill ends the process at once, and waits until it is gone.
func (s *server) kill() {
	_ = s.cmd.Process.Signal(syscall.SIGKILL) // gone already is well
	<-s.ended
}

// freeze stops the process where it is.
func (s *server) freeze(t testing.TB) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
}

// stop asks the process to end, and sees that it does so in good order.
func (s *server) stop(t testing.TB) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if !await(startsIn, s.gone) {
		s.kill()
		t.Fatalf("the server does not stop: %s", s.log)
	}
	if code := s.cmd.ProcessState.ExitCode(); code != 0 {
		t.Fatalf("the server stopped with %d: %s", code, s.log)
	}
}

// workspace is the short name of the workspace that everything happens in.
const workspace = "lendwell"

// ask is a request.
type ask struct {
	as     string // who, by their handle; "" is the operator
	method string
	path   string
	body   []byte
	media  string // "" is JSON
	key    string // Idempotency-Key
	more   http.Header
}

// reply is an answer.
type reply struct {
	status  int
	header  http.Header
	body    []byte
	request string // what the answer calls the request
}

// caller sends requests over connections of its own.
type caller struct {
	http *http.Client
	s    *server
}

func newCaller(s *server) *caller {
	return &caller{&http.Client{Transport: &http.Transport{}}, s}
}

// send gives the answer, or an error when none came whole: then nobody knows
// what became of the request.
func (c *caller) send(ctx context.Context, a ask) (reply, error) {
	req, err := http.NewRequestWithContext(ctx, a.method, c.s.address+a.path, bytes.NewReader(a.body))
	if err != nil {
		return reply{}, err
	}
	h := req.Header
	h.Set("Authorization", "Bearer "+c.s.token)
	if a.path != "/api/v1/workspaces/found" {
		h.Set("Throughline-Workspace", workspace)
	}
	media := a.media
	if media == "" {
		media = "application/json"
	}
	h.Set("Content-Type", media)
	if a.as != "" {
		h.Set("Throughline-As", a.as)
	}
	if a.key != "" {
		h.Set("Idempotency-Key", a.key)
	}
	for name, values := range a.more {
		h[name] = values
	}
	res, err := c.http.Do(req)
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	return reply{res.StatusCode, res.Header, body, res.Header.Get("Throughline-Request")}, err
}

func (c *caller) close() { c.http.CloseIdleConnections() }

// must sends what has to succeed.
func (c *caller) must(t testing.TB, a ask) reply {
	t.Helper()
	r, err := c.send(t.Context(), a)
	if err != nil || r.status >= http.StatusMultipleChoices {
		t.Fatalf("%s %s: %d %s %v\n%s", a.method, a.path, r.status, r.body, err, c.s.log)
	}
	return r
}

// object writes a value as JSON.
func object(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("a test's own value: %v", err))
	}
	return b
}

type obj = map[string]any

// people of the workspace, beside the operator: two who act at once and one
// whose changes are proposals.
var people = []struct{ name, role string }{{"paul", "product owner"}, {"petra", "product owner"}, {"dina", "developer"}}

// settle makes the workspace, its people and a product.
func settle(t testing.TB, s *server) {
	t.Helper()
	c := newCaller(s)
	defer c.close()
	c.must(t, ask{method: "POST", path: "/api/v1/workspaces/found", body: object(obj{"slug": workspace, "name": "Lendwell", "owner": "Olga", "email": "olga@example.com"})})
	c.must(t, ask{method: "POST", path: "/api/v1/products", body: object(obj{"key": "LEND", "title": "Lendwell"})})
	for _, p := range people {
		c.must(t, ask{method: "POST", path: "/api/v1/members/add", body: object(obj{
			"name": p.name, "email": p.name + "@example.com", "handle": p.name, "role": "member",
			"roles": []obj{{"product": "LEND", "role": p.role}},
		})})
	}
}
