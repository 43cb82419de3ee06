package cli_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"throughline/internal/app"
	"throughline/internal/cli"
)

// call runs one command and gives what it wrote.
func call(t *testing.T, env []string, args ...string) (code int, out, told string) {
	t.Helper()
	var o, e bytes.Buffer
	code = cli.Run(t.Context(), cli.Process{Args: args, Env: env, In: strings.NewReader(""), Out: &o, Err: &e, Version: "test"})
	return code, o.String(), e.String()
}

// must is call for commands that have to go well.
func must(t *testing.T, env []string, args ...string) string {
	t.Helper()
	code, out, told := call(t, env, args...)
	if code != 0 {
		t.Fatalf("%v: exit code %d\n%s%s", args, code, out, told)
	}
	return out
}

// shared is a buffer that a server writes to while a test reads.
type shared struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *shared) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(b)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// served is "throughline serve" on a folder, until stop is called.
type served struct {
	address string
	setUp   string
	log     *shared
	stop    func() int
}

func serve(t *testing.T, dir string) *served {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, w := io.Pipe()
	s := &served{log: &shared{}}
	ended := make(chan int, 1)
	go func() {
		ended <- cli.Run(ctx, cli.Process{Args: []string{"serve", "--data", dir, "--listen", "127.0.0.1:0"}, In: strings.NewReader(""), Out: w, Err: s.log, Version: "test"})
		_ = w.Close()
	}()
	s.stop = sync.OnceValue(func() int { cancel(); return <-ended })
	t.Cleanup(func() { s.stop() })
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "/setup#") {
			s.setUp = strings.TrimSpace(lines.Text())
			break
		}
	}
	if s.setUp == "" {
		t.Fatalf("the server ended: %s", s.log)
	}
	go func() { _, _ = io.Copy(io.Discard, r) }()
	raw, err := os.ReadFile(filepath.Join(dir, app.ServerFile))
	var running app.Running
	if err == nil {
		err = json.Unmarshal(raw, &running)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.address = running.Address
	return s
}

// The same commands work on a folder with and without a server, and on a
// server from elsewhere.
func TestWithAndWithoutAServer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	work := filepath.Join(t.TempDir(), "work.csv")
	if err := os.WriteFile(work, []byte("ID,Title,Status\n1,First,Open\n2,Second,Done\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, nil, "import", "csv", work, "--product", "SHOP", "--data", dir)
	alone := must(t, nil, "query", "type:story", "--json", "--data", dir)

	s := serve(t, dir)
	if beside := must(t, nil, "query", "type:story", "--json", "--data", dir); beside != alone {
		t.Errorf("with a server: %s\nwithout: %s", beside, alone)
	}
	if !strings.Contains(s.log.String(), `route="GET /api/v1/records"`) {
		t.Errorf("the server was not asked: %s", s.log)
	}
	must(t, nil, "import", "csv", work, "--product", "MORE", "--data", dir)
	must(t, nil, "verify", "--data", dir)
	must(t, nil, "backup", filepath.Join(dir, "backup.zip"), "--data", dir)
	if out := must(t, nil, "restore", filepath.Join(dir, "backup.zip"), "--check"); !strings.Contains(out, "main: 6 records") {
		t.Errorf("the backup that was taken from the server: %s", out)
	}

	token := strings.TrimSpace(must(t, nil, "token", "create", "test", "--scope", "write", "--data", dir))
	env := []string{"THROUGHLINE_SERVER=" + s.address, "THROUGHLINE_TOKEN=" + token}
	if far := must(t, env, "query", "type:story product:SHOP", "--json"); far != alone {
		t.Errorf("from elsewhere: %s\nhere: %s", far, alone)
	}
	must(t, env, "import", "csv", work, "--product", "MORE", "--no-create-product")
	must(t, env, "risk", "create", "product=MORE", "title=Flood", "type=delivery")
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"import throughline x.zip", 2, "cannot be read"},
		{"verify", 2, "data folder"},
		{"query x --workspace other", 4, "another workspace"},
		{"query x --token tl_pat_x", 4, ""},
		{"trace NOPE-1", 3, "NOPE-1"},
		{"op risk.creat", 2, "Is create meant"},
	} {
		code, out, told := call(t, env, strings.Fields(c.args)...)
		if code != c.code || !strings.Contains(told, c.says) || out != "" {
			t.Errorf("%s: exit code %d, %s%s; want %d and %q", c.args, code, out, told, c.code, c.says)
		}
	}
	// A folder that is named counts more than a server in the environment.
	if here := must(t, env, "query", "type:story product:SHOP", "--json", "--data", dir); here != alone {
		t.Errorf("in the folder: %s", here)
	}
	if code := s.stop(); code != 0 {
		t.Errorf("the server ended with %d: %s", code, s.log)
	}
	if code, _, told := call(t, env, "query", "x"); code != 5 || !strings.Contains(told, "cannot be reached") {
		t.Errorf("a server that is gone: %d %s", code, told)
	}
	must(t, nil, "query", "type:risk", "--data", dir)
}

// What a killed server leaves behind stops nobody.
func TestAKilledServerIsNotAsked(t *testing.T) {
	t.Parallel()
	for name, pid := range map[string]int{"dead": 1 << 30, "another": os.Getpid()} {
		dir := t.TempDir()
		must(t, nil, "migrate", "--data", dir)
		raw, err := json.Marshal(app.Running{Address: "http://127.0.0.1:1", PID: pid})
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, app.ServerFile), raw, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		if code, _, told := call(t, nil, "verify", "--data", dir); code != 0 {
			t.Errorf("a %s process: %d %s", name, code, told)
		}
	}
}

// A second command does not wait for the first, and says who is at work.
func TestAFolderIsForOne(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := serve(t, dir)
	code, _, told := call(t, nil, "serve", "--data", dir, "--listen", "127.0.0.1:0")
	if code != 5 || !strings.Contains(told, "Another Throughline") {
		t.Errorf("a second server: %d %s", code, told)
	}
	if code, _, told := call(t, nil, "migrate", "--data", dir); code == 0 || !strings.Contains(told, "Another Throughline") {
		t.Errorf("migrate beside a server: %d %s", code, told)
	}
	s.stop()
	must(t, nil, "migrate", "--data", dir)
}
