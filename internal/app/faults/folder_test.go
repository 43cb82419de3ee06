package faults_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// turnedAway starts a server that must not start, and gives its last words.
func turnedAway(t *testing.T, p place) string {
	t.Helper()
	s := launch(t, p)
	if !await(startsIn, func() bool { return s.gone() || s.isReady(p.dir) }) || !s.gone() {
		s.kill()
		t.Fatalf("the server starts: %s", s.log)
	}
	if code := s.cmd.ProcessState.ExitCode(); code <= 0 {
		t.Errorf("the server ends with the exit code %d", code)
	}
	said := strings.TrimSpace(s.log.String())
	if strings.Count(said, "\n") > 0 || strings.Contains(said, "goroutine") {
		t.Errorf("the server says more than one line: %s", said)
	}
	return said
}

// says checks that last words have what one needs to know.
func says(t *testing.T, said string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(said, part) {
			t.Errorf("it says %q, and nothing of %q", said, part)
		}
	}
}

// TestSecondProcess starts a second server on a data folder: it is refused, and
// told who is there; the first goes on, and after its end, however it came, the
// folder is free.
func TestSecondProcess(t *testing.T) {
	t.Parallel()
	p := place{dir: filepath.Join(t.TempDir(), "data")}
	first := start(t, p)
	settle(t, first)
	says(t, turnedAway(t, p), "Another Throughline", p.dir, "Stop it first")
	if _, err := store.Open(t.Context(), p.options()); err == nil {
		t.Error("the database was opened beside a server")
	}
	c := newCaller(first)
	c.must(t, ask{method: "POST", path: "/api/v1/stories", body: object(obj{"product": "LEND", "title": "Still here"})})
	c.close()
	first.kill()
	second := start(t, p)
	c = newCaller(second)
	defer c.close()
	if r := c.must(t, ask{method: "GET", path: "/api/v1/records?q=" + "type:story"}); !strings.Contains(string(r.body), "Still here") {
		t.Errorf("after the kill: %s", r.body)
	}
	second.stop(t)
}

// TestTwoServers lets two servers work on one PostgreSQL database, each with a
// folder of its own; one is killed, and the other has everything.
func TestTwoServers(t *testing.T) {
	t.Parallel()
	at := storetest.Options(t, store.Postgres, migrations.Files)
	files := t.TempDir() // shared, as a mounted folder is
	p := [2]place{{dir: t.TempDir(), url: at.URL, files: files}, {dir: t.TempDir(), url: at.URL, files: files}}
	s := [2]*server{start(t, p[0]), start(t, p[1])}
	settle(t, s[0])
	b := &book{}
	furnish(t, s[0], b, seed(t))
	l := [2]*load{begin(s[0], b, 1), begin(s[1], b, 2)}
	<-time.After(500 * time.Millisecond)
	l[0].cut.Store(true)
	s[0].kill()
	l[0].end()
	<-time.After(300 * time.Millisecond)
	l[1].cut.Store(true)
	l[1].end()
	sendAgain(t, s[1], b, chance(3, 3))
	s[1].stop(t)
	look(t, p[1], b)
	t.Logf("%d writes acknowledged by two servers, one of which was killed; 0 lost", b.count(acknowledged))
}

// TestNewerDatabase: a database that a newer version has written is refused,
// and left as it is.
func TestNewerDatabase(t *testing.T) {
	t.Parallel()
	for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			at := storetest.Options(t, engine, migrations.Files)
			p := place{dir: at.Dir, url: at.URL}
			start(t, p).stop(t)
			// A migration that this program does not know, as a newer one leaves
			// behind.
			later := fstest.MapFS{"29991231-01-later.sql": {Data: []byte("create table later (id text primary key);")}}
			for _, name := range names(t) {
				b, err := fs.ReadFile(migrations.Files, name)
				if err != nil {
					t.Fatal(err)
				}
				later[name] = &fstest.MapFile{Data: b}
			}
			db, err := store.Open(t.Context(), p.options())
			if err != nil {
				t.Fatal(err)
			}
			_, err = db.Migrate(t.Context(), later, 1)
			if err := errors.Join(err, db.Close()); err != nil {
				t.Fatal(err)
			}
			says(t, turnedAway(t, p), "written by a newer Throughline", "29991231-01-later", "Start that version")
			says(t, turnedAway(t, p), "written by a newer Throughline") // nothing was done to it the first time
		})
	}
}

func names(t *testing.T) []string {
	t.Helper()
	all, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil || len(all) == 0 {
		t.Fatalf("%d migrations: %v", len(all), err)
	}
	return all
}

// TestNoDatabase: a file that is no database, and a folder that cannot be
// written, are refused with a word that says so.
func TestNoDatabase(t *testing.T) {
	t.Parallel()
	t.Run("no database", func(t *testing.T) {
		t.Parallel()
		p := place{dir: t.TempDir()}
		if err := os.WriteFile(filepath.Join(p.dir, store.FileName), []byte(strings.Repeat("this is no database ", 1000)), 0o600); err != nil {
			t.Fatal(err)
		}
		says(t, turnedAway(t, p), filepath.Join(p.dir, store.FileName), "database")
	})
	t.Run("a file instead of a folder", func(t *testing.T) {
		t.Parallel()
		p := place{dir: filepath.Join(t.TempDir(), "data")}
		if err := os.WriteFile(p.dir, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		says(t, turnedAway(t, p), p.dir)
	})
	t.Run("no PostgreSQL", func(t *testing.T) {
		t.Parallel()
		says(t, turnedAway(t, place{dir: t.TempDir(), url: "postgres://nobody@127.0.0.1:1/nothing"}), "PostgreSQL cannot be reached")
	})
	t.Run("read-only", func(t *testing.T) {
		t.Parallel()
		dir := mountTemp(t, "size=4m")
		p := place{dir: filepath.Join(dir, "data")}
		start(t, p).stop(t)
		if out, err := run("mount", "-o", "remount,ro", dir); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		says(t, turnedAway(t, p), p.dir, "read-only")
	})
}

// mountTemp gives a file system in memory, where that is possible.
func mountTemp(t *testing.T, options string) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skipf("this takes a file system in memory of a given size (tmpfs); this is %s", runtime.GOOS)
	}
	if os.Geteuid() != 0 {
		t.Skip("this takes a file system of its own, and mounting one takes root")
	}
	if _, err := exec.LookPath(tool("mount")); err != nil {
		t.Skip("this takes mount, which is not there")
	}
	dir := t.TempDir()
	if out, err := run("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir); err != nil {
		t.Skipf("no file system can be mounted here: %s", out)
	}
	t.Cleanup(func() {
		for range 100 {
			if _, err := run("umount", dir); err == nil {
				return
			}
			<-time.After(20 * time.Millisecond)
		}
		t.Errorf("%s is still mounted", dir)
	})
	return dir
}

// TestConfigured: settings that are wrong end the start with a line that names
// them.
func TestConfigured(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, value string }{{"THROUGHLINE_MAX_BODY", "none"}, {"THROUGHLINE_STOP_IN", "-1s"}, {"THROUGHLINE_NO_SUCH_SETTING", "1"}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, program(t), "serve", "--data", t.TempDir(), "--listen", "127.0.0.1:0") //nolint:gosec // the program under test
			cmd.Env = append(os.Environ(), c.name+"="+c.value)
			out, err := cmd.CombinedOutput()
			if err == nil {
				t.Fatalf("it starts: %s", out)
			}
			low := strings.ToLower(string(out))
			setting := strings.ToLower(strings.TrimPrefix(c.name, "THROUGHLINE_"))
			if !strings.Contains(low, setting) && !strings.Contains(low, strings.ReplaceAll(setting, "_", "-")) {
				t.Errorf("it does not name the setting: %s", out)
			}
		})
	}
}
