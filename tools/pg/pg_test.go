package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// TestMain lets the test's own program be the command that runs beside the
// server: with this variable set it reports what it sees there and ends.
func TestMain(m *testing.M) {
	if file := os.Getenv("PG_TEST_REPORT"); file != "" {
		os.Exit(report(file))
	}
	os.Exit(m.Run())
}

// report writes the settings that options change to a file.
func report(file string) int {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, os.Getenv(Variable))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer conn.Close(ctx)
	var line string
	err = conn.QueryRow(ctx, `select current_setting('fsync') || ' ' || current_setting('data_directory') ||
		' ' || (select rolsuper from pg_roles where rolname = current_user)`).Scan(&line)
	if err == nil {
		err = os.WriteFile(file, []byte(line), 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 7 // so that the test sees whose status it is
}

func needServer(t *testing.T) {
	t.Helper()
	if _, err := findBin(); err != nil {
		t.Skip(err)
	}
}

func TestCommandSeesServerThatIsGoneAfterwards(t *testing.T) {
	needServer(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		fast  bool
		fsync string
	}{{true, "off"}, {false, "on"}} {
		t.Run("fsync "+c.fsync, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "report")
			t.Setenv("PG_TEST_REPORT", file)
			code, err := run(options{fast: c.fast}, []string{self})
			if err != nil || code != 7 {
				t.Fatalf("run = %d, %v; want the command's status 7", code, err)
			}
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			fields := strings.Fields(string(b))
			if len(fields) != 3 || fields[0] != c.fsync || fields[2] != "true" {
				t.Fatalf("fsync, folder, superuser = %q; want fsync %s and a superuser", fields, c.fsync)
			}
			if _, err := os.Stat(filepath.Dir(fields[1])); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the folder of the server is still there: %v", err)
			}
		})
	}
}

//nolint:paralleltest // a signal is for the whole process, and so for every server that runs in it
func TestSignalEndsCommandAndServer(t *testing.T) {
	needServer(t)
	parent := t.TempDir()
	if err := os.Chmod(parent, 0o755); err != nil { // the server's account must get through
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Dir(parent), 0o755); err != nil {
		t.Fatal(err)
	}
	code, err := run(options{fast: true, parent: parent}, []string{"sh", "-c", "kill -TERM $PPID; exec sleep 60"})
	if err != nil || code != 128+15 {
		t.Errorf("run = %d, %v; want 143, the status of an end by SIGTERM", code, err)
	}
	left, err := os.ReadDir(parent)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestCommandThatDoesNotExist(t *testing.T) {
	t.Parallel()
	code, err := beside("postgres://", []string{filepath.Join(t.TempDir(), "none")}, nil)
	if code != 127 || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("beside = %d, %v; want 127 and that it does not exist", code, err)
	}
}

func TestExitCode(t *testing.T) {
	t.Parallel()
	for script, want := range map[string]int{"exit 0": 0, "exit 3": 3, "kill -KILL $$": 137} {
		got, err := exitCode(exec.Command("sh", "-c", script).Run())
		if err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", script, got, err, want)
		}
	}
	if got, err := exitCode(errors.New("broken pipe")); got != 1 || err == nil {
		t.Errorf("an error that is no status: %d, %v; want 1 and the error", got, err)
	}
}

func TestVersionOfFolder(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]float64{
		"/usr/lib/postgresql/15/bin":              15,
		"/usr/lib/postgresql/9.6/bin":             9.6,
		"/usr/pgsql-18/bin":                       18,
		"/opt/homebrew/opt/postgresql@17/bin":     17,
		"/usr/local/opt/postgresql/bin":           0,
		"/srv/programs-of-2026/postgresql-16/bin": 16,
	} {
		if got := version(path); got != want {
			t.Errorf("version(%s) = %v; want %v", path, got, want)
		}
	}
}

func TestLongFolderGetsNoSocket(t *testing.T) {
	t.Parallel()
	long := &server{dir: "/" + strings.Repeat("x", 100)}
	if got := long.socketDir(); got != "" {
		t.Errorf("socket in %s; want none, its path is too long for the system", got)
	}
	short := &server{dir: "/tmp/throughline-pg-1"}
	if got := short.socketDir(); got != short.dir {
		t.Errorf("socket in %q; want %s", got, short.dir)
	}
}
