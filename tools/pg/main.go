// Command pg runs another command beside a private PostgreSQL server that
// lives only as long as that command:
//
//	go run ./tools/pg -fast -- go test ./internal/core/...
//
// The server listens on a free loopback port and on a socket in its own
// temporary folder; THROUGHLINE_TEST_POSTGRES holds the address of its
// superuser for the command. Server and folder are gone afterwards, also when
// the command fails or is interrupted. The exit status is the command's.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

// Variable is the environment variable through which the command and the tests
// learn where the server is.
const Variable = "THROUGHLINE_TEST_POSTGRES"

// grace is how long a command may take to end once it was asked to.
const grace = 20 * time.Second

func main() {
	var o options
	flag.BoolVar(&o.fast, "fast", false, "do not wait for the disk: for tests, never for measuring")
	flag.StringVar(&o.parent, "dir", "", "`folder` in which the server's files are made (default: the system's temporary folder)")
	flag.BoolVar(&o.verbose, "v", false, "print the server's log at the end")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: pg [-fast] [-dir FOLDER] [-v] -- COMMAND [ARGUMENT…]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	code, err := run(o, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "pg:", err)
	}
	os.Exit(code)
}

// run starts the server, runs the command beside it, and takes the server down
// again. Signals are caught first, so that none can leave the server behind.
func run(o options, args []string) (code int, err error) {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	started := make(chan struct{})
	early := make(chan os.Signal, 1)
	go func() { // until the command runs, a signal means: do not start it
		select {
		case s := <-signals:
			early <- s
			cancel()
		case <-started:
		}
	}()

	s, err := start(ctx, o)
	close(started)
	if err != nil {
		select {
		case sig := <-early:
			return status(sig), fmt.Errorf("%s before the server was up", sig)
		default:
			return 1, err
		}
	}
	defer func() {
		if stopErr := s.stop(); stopErr != nil {
			err = errors.Join(err, stopErr)
			code = max(code, 1)
		}
	}()
	return beside(s.url, args, signals)
}

// beside runs the command with the server's address in its environment and
// hands on the signals that arrive meanwhile.
func beside(url string, args []string, signals <-chan os.Signal) (int, error) {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), Variable+"="+url)
	if err := cmd.Start(); err != nil {
		return 127, fmt.Errorf("cannot start the command: %w", err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	var overdue <-chan time.Time
	for {
		select {
		case err := <-done:
			return exitCode(err)
		case sig := <-signals:
			_ = cmd.Process.Signal(sig) // it may just have ended, which done will say
			if overdue == nil {
				overdue = time.After(grace)
			}
		case <-overdue:
			_ = cmd.Process.Kill()
			overdue = nil
		}
	}
}

// exitCode turns how a command ended into a status as a shell would give it.
func exitCode(err error) (int, error) {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		if err != nil {
			return 1, err
		}
		return 0, nil
	}
	if ws, ok := exit.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		return status(ws.Signal()), nil
	}
	return exit.ExitCode(), nil
}

// status is the exit status that stands for death by a signal.
func status(sig os.Signal) int {
	if s, ok := sig.(syscall.Signal); ok {
		return 128 + int(s)
	}
	return 1
}
