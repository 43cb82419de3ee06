// Command soak runs the fault tests for as long as it takes to trust them: the
// server is killed and its power cut hundreds of times while clients write, long
// stories are told to both databases, and lists are filled at one place. In the
// end it prints what each test found.
//
//	go run ./tools/soak [-kills 200] [-cuts 20] [-sequences 200] [-inserts 100000] [-histories 100] [-undos 200] [-run REGEXP] [-seed N]
//
// PostgreSQL takes part when THROUGHLINE_TEST_POSTGRES names one that may create
// databases; power cuts need root, loop devices, e2fsprogs and xfsprogs. What is
// missing is said at the end.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

// setting is how much of one sort there is; the tests read it from the
// environment.
type setting struct {
	name, variable string
	value          int
	doc            string
}

var settings = []setting{
	{"kills", "KILLS", 200, "kills for each database"},
	{"cuts", "CUTS", 20, "power cuts"},
	{"control", "CONTROL", 20, "power cuts without durability until one must have lost something"},
	{"sequences", "SEQUENCES", 200, "stories told to both databases"},
	{"inserts", "INSERTS", 100_000, "items put between the same two neighbours"},
	{"histories", "HISTORIES", 100, "histories of moves in one list, a hundred steps each"},
	{"undos", "UNDOS", 100, "stories of changes that are taken back"},
	{"seed", "SEED", 0, "where chance begins; 0 takes the time"},
}

const usual = "^(TestKill|TestPowerCut|TestPowerCutControl|TestParity|TestOrder|TestSameGap|TestUndo|TestOnce)$"

func main() {
	values := map[string]*int{}
	for _, s := range settings {
		values[s.variable] = flag.Int(s.name, s.value, s.doc)
	}
	run := flag.String("run", usual, "`regexp` of the tests to run")
	limit := flag.Duration("timeout", 4*time.Hour, "the most that all of it may take")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	env := os.Environ()
	for variable, v := range values {
		env = append(env, "THROUGHLINE_TEST_FAULTS_"+variable+"="+strconv.Itoa(*v))
	}
	err := soak(ctx, os.Stdout, env, *run, *limit)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

// soak runs the tests and reports on them.
func soak(ctx context.Context, w io.Writer, env []string, run string, limit time.Duration) error {
	cmd := exec.CommandContext(ctx, "go", "test", "-json", "-count", "1", "-timeout", limit.String(), "-run", run, "./internal/app/faults") //nolint:gosec // the tests that the caller chose
	cmd.Env, cmd.Stderr = env, os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = time.Minute // the tests take down their servers and mounts first
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	r := &report{w: w}
	readErr := r.read(out)
	if err := cmd.Wait(); err != nil {
		r.close()
		return fmt.Errorf("the tests failed: %w", err)
	}
	r.close()
	return readErr
}
