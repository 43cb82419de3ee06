package faults_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"throughline/internal/app"
	"throughline/internal/platform/config"
)

// unsafeFolder names the variable that makes the test's own binary a server on
// a data folder, with durability off: what the control of the power cut runs.
const unsafeFolder = "THROUGHLINE_TEST_FAULTS_UNSAFE_SERVER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(unsafeFolder); dir != "" {
		os.Exit(serveUnsafe(dir))
	}
	code := m.Run()
	if built.dir != "" {
		_ = os.RemoveAll(built.dir)
	}
	os.Exit(code)
}

// serveUnsafe is the program, but for the one thing that the control takes
// away.
func serveUnsafe(dir string) int {
	ctx := context.Background()
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	c, _, err := config.Load(config.Options{Flags: map[string]string{"data": dir, "listen": "127.0.0.1:0"}})
	if err == nil {
		var a *app.App
		if a, err = app.Open(ctx, c, app.WithLog(log), app.WithUnsafe()); err == nil {
			err = a.Serve(ctx, nil)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// built is the program, built once for the run.
var built struct {
	once sync.Once
	dir  string
	err  error
}

// program gives the path of the program, built from the tree as it is, with
// the flags that the tests were built with.
func program(t testing.TB) string {
	t.Helper()
	built.once.Do(func() {
		if built.dir, built.err = os.MkdirTemp("", "throughline-faults"); built.err != nil {
			return
		}
		out, err := exec.CommandContext(context.Background(), "go", "build", "-o", filepath.Join(built.dir, "throughline"), "throughline/cmd/throughline").CombinedOutput()
		if err != nil {
			built.err = fmt.Errorf("the program cannot be built: %w\n%s", err, out)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return filepath.Join(built.dir, "throughline")
}

// setting gives a number from the environment, by which a long run differs
// from a short one; tools/soak sets them.
func setting(t testing.TB, name string, short int) int {
	t.Helper()
	s := os.Getenv("THROUGHLINE_TEST_FAULTS_" + name)
	if s == "" {
		return short
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("THROUGHLINE_TEST_FAULTS_%s is not a number: %v", name, err)
	}
	return n
}

// seed gives the number that chance starts from, and says how to start from it
// again.
func seed(t testing.TB) uint64 {
	t.Helper()
	s := uint64(setting(t, "SEED", 0))
	if s == 0 {
		s = uint64(time.Now().UnixNano())
	}
	t.Logf("seed %d: run again with THROUGHLINE_TEST_FAULTS_SEED=%d go test -run '^%s$' ./internal/app/faults", s, s, t.Name())
	return s
}

// chance gives numbers that follow from a seed and a place in the test.
func chance(seed uint64, place int) *rand.Rand {
	return rand.New(rand.NewPCG(seed, uint64(place)))
}

// await waits until something is so, or a deadline has passed. It asks often
// enough for what takes a second.
func await(limit time.Duration, so func() bool) bool {
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	over := time.After(limit)
	for {
		if so() {
			return true
		}
		select {
		case <-tick.C:
		case <-over:
			return so()
		}
	}
}
