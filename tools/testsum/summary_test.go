package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// The files in testdata are what go test -json said of a small module made for
// the purpose: tests that pass, skip, fail by themselves and through a
// sub-test, panic, do not compile, end in TestMain, and run out of time.
func TestRecordedRuns(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"mixed", "timeout"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			events, err := os.ReadFile(filepath.Join("testdata", name+".jsonl"))
			if err != nil {
				t.Fatal(err)
			}
			got, ok := sum(t, string(events))
			if ok {
				t.Error("the run counts as passed; it has failures")
			}
			golden := filepath.Join("testdata", name+".txt")
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs (UPDATE=1 rewrites it); got:\n%s", golden, got)
			}
		})
	}
}

func TestClosingLine(t *testing.T) {
	t.Parallel()
	const pass = `{"Action":"run","Package":"p","Test":"T"}
{"Action":"pass","Package":"p","Test":"T"}
`
	for _, c := range []struct {
		name, events, closing string
		ok                    bool
	}{
		{"all passed", pass + `{"Action":"pass","Package":"p"}`, "1 passed, 0 failed, 0 skipped", true},
		{"nothing ran", "", "0 passed, 1 failed, 0 skipped", false},
		{"cut off between tests", pass, "1 passed, 1 failed, 0 skipped", false},
		{"cut off in a test", `{"Action":"run","Package":"p","Test":"T"}`, "0 passed, 1 failed, 0 skipped", false},
		{"only skipped", `{"Action":"skip","Package":"p","Test":"T"}
{"Action":"pass","Package":"p"}`, "0 passed, 0 failed, 1 skipped", true},
		{"a parent is not counted beside its children", `{"Action":"run","Package":"p","Test":"T"}
{"Action":"run","Package":"p","Test":"T/a"}
{"Action":"run","Package":"p","Test":"T/a/b"}
{"Action":"fail","Package":"p","Test":"T/a/b"}
{"Action":"fail","Package":"p","Test":"T/a"}
{"Action":"fail","Package":"p","Test":"T"}
{"Action":"fail","Package":"p"}`, "0 passed, 1 failed, 0 skipped", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, ok := sum(t, c.events)
			if !strings.HasSuffix(got, "\n"+c.closing+"\n") || ok != c.ok {
				t.Errorf("ok = %v, want %v; want last line %q of:\n%s", ok, c.ok, c.closing, got)
			}
		})
	}
}

func TestLinesThatAreNoEventsAreShown(t *testing.T) {
	t.Parallel()
	got, _ := sum(t, "go: cannot find main module\n{\"x\":1}\n")
	for _, want := range []string{"go: cannot find main module\n", "{\"x\":1}\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in:\n%s", want, got)
		}
	}
}

func TestWaitingIsNotShown(t *testing.T) {
	t.Parallel()
	got, _ := sum(t, `{"Action":"output","Package":"p","Test":"T","Output":"=== PAUSE T\n"}
{"Action":"output","Package":"p","Test":"T","Output":"=== CONT  T\n"}
{"Action":"output","Package":"p","Test":"T","Output":"    a_test.go:1: wrong\n"}
{"Action":"fail","Package":"p","Test":"T"}
{"Action":"fail","Package":"p"}`)
	if strings.Contains(got, "===") || !strings.Contains(got, "a_test.go:1: wrong\n") {
		t.Errorf("want the complaint alone; got:\n%s", got)
	}
}

func TestFailedCheckCounts(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	s := newSummary(&b)
	s.failedCheck("go vet")
	if s.close() {
		t.Error("passed in spite of a failed check")
	}
	if !strings.Contains(b.String(), "go vet") || !strings.HasSuffix(b.String(), "\n0 passed, 1 failed, 0 skipped\n") {
		t.Errorf("the check is not named and counted:\n%s", b.String())
	}
}

func TestReadErrorIsReported(t *testing.T) {
	t.Parallel()
	broken := errors.New("pipe is gone")
	if err := newSummary(&strings.Builder{}).read(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("read = %v; want %v", err, broken)
	}
}

// sum gives what is printed for events, and whether all is well.
func sum(t *testing.T, events string) (string, bool) {
	t.Helper()
	var b strings.Builder
	s := newSummary(&b)
	if err := s.read(strings.NewReader(events)); err != nil {
		t.Fatal(err)
	}
	ok := s.close()
	return b.String(), ok
}
