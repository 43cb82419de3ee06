package cli_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"throughline/internal/cli"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// TestMain lets scripts call the program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"throughline": func() {
		os.Exit(cli.Run(context.Background(), cli.Process{
			Args: os.Args[1:], Env: os.Environ(), In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Version: "test",
		}))
	}})
}

// TestScripts runs every script on SQLite, and on PostgreSQL where there is
// one. THROUGHLINE_DATABASE is the database of the script, OTHER that of an
// installation elsewhere, on the other engine where that can be.
func TestScripts(t *testing.T) {
	t.Parallel()
	scripts, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, script := range scripts {
		for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
			name := strings.TrimSuffix(filepath.Base(script), ".txtar")
			t.Run(name+" "+string(engine), func(t *testing.T) {
				t.Parallel()
				here, other := "", ""
				if engine == store.Postgres {
					here = database(t)
				} else if os.Getenv(storetest.Variable) != "" && (name == "archive" || name == "backup") {
					other = database(t)
				}
				testscript.Run(t, testscript.Params{
					Files: []string{script}, Condition: condition(engine), Cmds: commands(), RequireUniqueNames: true,
					Setup: func(e *testscript.Env) error {
						e.Setenv("THROUGHLINE_DATABASE", here)
						e.Setenv("OTHER", other)
						e.Setenv("SAMPLES", samples())
						e.Setenv("NO_COLOR", "1")
						return nil
					},
				})
			})
		}
	}
}

// database gives an empty PostgreSQL database.
func database(t *testing.T) string {
	t.Helper()
	return storetest.Options(t, store.Postgres, migrations.Files).URL
}

// samples is the folder of real exports, beside the repository; "" when it is
// not there.
func samples() string {
	dir, err := filepath.Abs("../../../shared/data")
	if err != nil {
		return ""
	}
	if _, err := os.Stat(dir); err != nil {
		return ""
	}
	return dir
}

func condition(engine store.Dialect) func(string) (bool, error) {
	return func(name string) (bool, error) {
		switch name {
		case "samples":
			return samples() != "", nil
		case "sqlite", "postgres":
			return name == string(engine), nil
		}
		return false, errors.New("no such condition")
	}
}

func commands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){"json": jsonAt, "exits": exits, "count": count, "cmpfile": same}
}

// jsonAt is "json FILE PATH VALUE": what stands in a JSON file, or in stdout,
// at a path like items.0.key; len is how many there are, and * anything.
func jsonAt(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: json file path value")
	}
	var v any
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		ts.Fatalf("%s is not JSON: %v", args[0], err)
	}
	got, err := walk(v, args[1])
	if err != nil {
		ts.Fatalf("%s: %v", args[0], err)
	}
	if (got == args[2] || args[2] == "*") == neg {
		ts.Fatalf("%s is %s, want %s%s", args[1], got, map[bool]string{true: "not "}[neg], args[2])
	}
}

func walk(v any, path string) (string, error) {
	for step := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			if step == "len" {
				v = json.Number(strconv.Itoa(len(x)))
				continue
			}
			next, ok := x[step]
			if !ok {
				return "", errors.New("there is no " + step + " in " + path)
			}
			v = next
		case []any:
			if step == "len" {
				v = json.Number(strconv.Itoa(len(x)))
				continue
			}
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(x) {
				return "", errors.New("there is no " + step + " in " + path)
			}
			v = x[i]
		default:
			return "", errors.New(path + " leads into a value")
		}
	}
	if s, ok := v.(string); ok {
		return s, nil
	}
	b, err := json.Marshal(v)
	return string(b), err
}

// exits is "exits CODE command…": the command ends with this exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [args…]")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var status interface{ ExitCode() int }
		if !errors.As(err, &status) {
			ts.Fatalf("%v", err)
		}
		code = status.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// count is "count FILE N": how many lines a file, or stdout, has.
func count(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: count file lines")
	}
	if n := strings.Count(ts.ReadFile(args[0]), "\n"); strconv.Itoa(n) != args[1] {
		ts.Fatalf("%s has %d lines, want %s", args[0], n, args[1])
	}
}

// same is "cmpfile A B": two files of any bytes are equal.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cmpfile a b")
	}
	if a, b := ts.ReadFile(args[0]), ts.ReadFile(args[1]); a != b {
		ts.Fatalf("%s (%d bytes) and %s (%d bytes) differ", args[0], len(a), args[1], len(b))
	}
}
