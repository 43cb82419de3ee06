package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
)

// event is a line of go test -json.
type event struct {
	Action  string
	Test    string
	Output  string
	Elapsed float64
}

// report follows the tests, and keeps what they found for the end.
type report struct {
	w      io.Writer
	found  []string
	passed int
	failed int
}

// logged is a line that a test logged: where, and what.
var logged = regexp.MustCompile(`^\s+\w+_test\.go:\d+: (.*)$`)

func (r *report) read(in io.Reader) error {
	s := bufio.NewScanner(in)
	s.Buffer(nil, 16<<20)
	for s.Scan() {
		var e event
		if err := json.Unmarshal(s.Bytes(), &e); err != nil {
			r.say("%s", s.Text()) // a build that failed is told in plain words
			continue
		}
		r.take(e)
	}
	return s.Err()
}

func (r *report) take(e event) {
	took := time.Duration(e.Elapsed * float64(time.Second)).Round(time.Second)
	switch e.Action {
	case "output":
		text := strings.TrimRight(e.Output, "\n")
		if m := logged.FindStringSubmatch(text); m != nil {
			if !strings.HasPrefix(m[1], "seed ") {
				r.found = append(r.found, e.Test+": "+m[1])
			}
			r.say("%s: %s", e.Test, m[1])
		} else if strings.HasPrefix(text, "        ") || e.Test == "" && text != "" {
			r.say("%s", text) // the rest of what a test said, or what no test said
		}
	case "run":
		r.say("%s begins", e.Test)
	case "pass", "fail", "skip":
		if e.Test == "" {
			return
		}
		r.say("%s: %s after %s", e.Test, e.Action, took)
		switch e.Action {
		case "pass":
			r.passed++
		case "fail":
			r.failed++
		}
	}
}

func (r *report) say(format string, args ...any) {
	_, _ = fmt.Fprintf(r.w, format+"\n", args...) // a terminal that is gone need not be told
}

// close prints what was found, together.
func (r *report) close() {
	r.say("\nWhat was found:")
	for _, f := range r.found {
		r.say("  %s", f)
	}
	r.say("%d passed, %d failed", r.passed, r.failed)
}
