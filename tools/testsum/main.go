// Command testsum reads the events of go test -json and prints what a person
// wants to know of them: a line for each package, everything that a failing
// test said, why tests were skipped, and as its last line
//
//	123 passed, 0 failed, 4 skipped
//
// It ends with status 1 when anything failed, and when no test ran at all.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

func main() {
	before := flag.String("failed", "", "comma-separated `names` of checks that failed before the tests; each counts as one failure")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: go test -json PACKAGES | testsum [-failed NAMES]")
		flag.PrintDefaults()
	}
	flag.Parse()
	signal.Ignore(os.Interrupt) // Ctrl-C ends the tests; what they said until then is still worth the summary
	s := newSummary(os.Stdout)
	err := s.read(os.Stdin)
	for _, name := range strings.FieldsFunc(*before, func(r rune) bool { return r == ',' }) {
		s.failedCheck(name)
	}
	ok := s.close()
	if err = errors.Join(err, s.err); err != nil {
		fmt.Fprintln(os.Stderr, "testsum:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}
