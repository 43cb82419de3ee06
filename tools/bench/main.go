// Command bench measures Throughline as people would meet it: the real binary
// on a workspace of 100,000 backlog items, asked over HTTP by one client and by
// sixteen, on both databases, beside what the machine itself can do in the same
// run. It prints the table of docs/benchmarks.md.
//
//	go run ./tools/bench -program bin/throughline -only report: -engines sqlite
//	go run ./tools/bench -program bin/throughline [-items 100000] [-seconds 3] [-out docs/benchmarks.md]
//
// PostgreSQL is measured when THROUGHLINE_TEST_POSTGRES names one that may
// create databases; run it under tools/pg without -fast, so that it is durable.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

type options struct {
	program string
	items   int
	seconds float64
	out     string
	keep    string
	engines string
	fill    bool
	only    string
}

func main() {
	var o options
	flag.StringVar(&o.program, "program", "bin/throughline", "the server's binary")
	flag.IntVar(&o.items, "items", 100_000, "backlog items to fill the workspace with")
	flag.Float64Var(&o.seconds, "seconds", 3, "how long each figure is measured, after a warm-up")
	flag.StringVar(&o.out, "out", "", "file to write the table to, beside the terminal")
	flag.StringVar(&o.keep, "dir", "", "folder for the data; a temporary one when empty")
	flag.StringVar(&o.engines, "engines", "sqlite,postgres", "which databases to measure")
	flag.BoolVar(&o.fill, "fill", false, "only fill the folder -dir, for measurements of other kinds")
	flag.StringVar(&o.only, "only", "", "only the work whose name has this in it, for profiles (see THROUGHLINE_METRICS)")
	flag.Parse()
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	dir := o.keep
	if dir == "" {
		tmp, err := os.MkdirTemp("", "throughline-bench")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(tmp) }()
		dir = tmp
	} else if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	var w io.Writer = os.Stdout
	if o.out != "" {
		f, err := os.Create(o.out)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		w = io.MultiWriter(os.Stdout, f)
	}
	t := &table{w: w}
	t.head(o)
	limits, err := machine(dir, seconds(o.seconds))
	if err != nil {
		return err
	}
	t.limits(limits)
	for _, engine := range enginesOf(o.engines) {
		if err := measure(ctx, t, o, dir, engine); err != nil {
			return fmt.Errorf("%s: %w", engine, err)
		}
	}
	return nil
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
