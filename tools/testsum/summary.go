package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// event is one line of go test -json; see go doc test2json.
type event struct {
	Action      string  `json:"Action"`     // run, output, pass, fail, skip, build-output, build-fail, …
	Package     string  `json:"Package"`    // import path
	ImportPath  string  `json:"ImportPath"` // of what was being built, for build-…
	Test        string  `json:"Test"`       // "" for what concerns the whole package
	Elapsed     float64 `json:"Elapsed"`    // seconds, with pass and fail
	Output      string  `json:"Output"`
	FailedBuild string  `json:"FailedBuild"` // with fail: the import path that did not build
}

// test is what is known of one test or sub-test.
type test struct {
	name     string
	result   string // pass, fail, skip; "" while it runs
	children int
	broken   int // children that failed
	output   []string
}

// pack is what is known of one package.
type pack struct {
	name   string
	tests  map[string]*test
	output []string // said outside any test: a panic, TestMain, a build error
	ended  bool
}

// skip is one test that did not run, with what it said about it.
type skip struct{ pack, test, reason string }

// summary collects events and prints what matters as soon as it is known.
type summary struct {
	out                     io.Writer
	err                     error // the first failure to write to out
	packs                   map[string]*pack
	builds                  map[string][]string // what the compiler said, by import path
	shown                   map[string]bool     // builds whose text was printed
	passed, failed, skipped int
	skips                   []skip
	failures                []string
}

func newSummary(out io.Writer) *summary {
	return &summary{out: out, packs: map[string]*pack{}, builds: map[string][]string{}, shown: map[string]bool{}}
}

// read takes every event. A line that is none (the go command complaining) is
// printed as it stands.
func (s *summary) read(in io.Reader) error {
	r := bufio.NewReader(in)
	for {
		line, err := r.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var e event
			if json.Unmarshal(line, &e) != nil || e.Action == "" {
				s.print("%s\n", bytes.TrimRight(line, "\n"))
			} else {
				s.take(e)
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// take notes one event.
func (s *summary) take(e event) {
	switch {
	case e.Action == "build-output":
		s.builds[e.ImportPath] = append(s.builds[e.ImportPath], e.Output)
	case e.Package == "": // build-fail: the package that needed it will fail too
	case e.Test == "":
		s.takePack(s.pack(e.Package), e)
	default:
		s.takeTest(s.pack(e.Package), e)
	}
}

func (s *summary) pack(name string) *pack {
	p := s.packs[name]
	if p == nil {
		p = &pack{name: name, tests: map[string]*test{}}
		s.packs[name] = p
	}
	return p
}

func (p *pack) test(name string) *test {
	t := p.tests[name]
	if t == nil {
		t = &test{name: name}
		p.tests[name] = t
		if parent := p.parent(name); parent != nil {
			parent.children++
		}
	}
	return t
}

// parent is the test that a sub-test belongs to, nil for one of the first
// level. The name of a sub-test may hold slashes of its own.
func (p *pack) parent(name string) *test {
	for i := strings.LastIndexByte(name, '/'); i > 0; i = strings.LastIndexByte(name[:i], '/') {
		if t := p.tests[name[:i]]; t != nil {
			return t
		}
	}
	return nil
}

func (s *summary) takeTest(p *pack, e event) {
	t := p.test(e.Test)
	switch e.Action {
	case "output":
		t.output = append(t.output, e.Output)
	case "pass", "fail", "skip":
		t.result = e.Action
		if parent := p.parent(e.Test); parent != nil && e.Action == "fail" {
			parent.broken++
		}
	}
}

func (s *summary) takePack(p *pack, e event) {
	switch e.Action {
	case "output":
		p.output = append(p.output, e.Output)
	case "pass", "fail", "skip":
		s.finish(p, e)
	}
}

// finish counts a package's tests and prints its line.
func (s *summary) finish(p *pack, e event) {
	p.ended = true
	if e.Action == "fail" {
		p.failRunning()
	}
	passed, failed, skipped := s.passed, s.failed, s.skipped
	for _, name := range slices.Sorted(maps.Keys(p.tests)) {
		s.count(p, p.tests[name])
	}
	if e.Action == "fail" && s.failed == failed { // no test to blame: it did not build, or ended outside a test
		s.failed++
		s.failures = append(s.failures, p.name)
	}
	passed, failed, skipped = s.passed-passed, s.failed-failed, s.skipped-skipped
	switch {
	case e.Action == "fail":
		s.printFailure(p, e.FailedBuild)
		s.print("FAIL  %s: %d failed, %d passed, %d skipped, %.1fs\n", p.name, failed, passed, skipped, e.Elapsed)
	case passed+skipped == 0:
		s.print("-     %s: no tests\n", p.name)
	case skipped > 0:
		s.print("ok    %s: %d passed, %d skipped, %.1fs\n", p.name, passed, skipped, e.Elapsed)
	default:
		s.print("ok    %s: %d passed, %.1fs\n", p.name, passed, e.Elapsed)
	}
}

// failRunning marks the tests that had not ended when their program did.
func (p *pack) failRunning() {
	for _, t := range p.tests {
		if t.result != "" {
			continue
		}
		t.result = "fail"
		if parent := p.parent(t.name); parent != nil {
			parent.broken++
		}
	}
}

// count adds one test to the totals. A test that consists of sub-tests is not
// counted beside them, unless it failed by itself.
func (s *summary) count(p *pack, t *test) {
	if t.children > 0 && (t.result != "fail" || t.broken > 0) {
		return
	}
	switch t.result {
	case "pass":
		s.passed++
	case "fail":
		s.failed++
		s.failures = append(s.failures, p.name+" "+t.name)
	case "skip":
		s.skipped++
		s.skips = append(s.skips, skip{p.name, t.name, t.reason()})
	}
}

// printFailure prints everything that the failing tests and the package itself
// said, and nothing of the tests that passed, or of who waited for whom.
func (s *summary) printFailure(p *pack, build string) {
	if build != "" && !s.shown[build] { // one broken package fails all that import it; once is enough
		s.shown[build] = true
		s.print("%s", strings.Join(s.builds[build], ""))
	}
	for _, name := range slices.Sorted(maps.Keys(p.tests)) {
		t := p.tests[name]
		if t.result != "fail" {
			continue
		}
		for _, line := range t.output {
			if !strings.HasPrefix(line, "=== PAUSE ") && !strings.HasPrefix(line, "=== CONT ") {
				s.print("%s", line)
			}
		}
	}
	for _, line := range p.output {
		if line != "FAIL\n" && !strings.HasPrefix(line, "FAIL\t") { // our own line says so
			s.print("%s", line)
		}
	}
}

// failedCheck counts a check that ran before the tests.
func (s *summary) failedCheck(name string) {
	s.failed++
	s.failures = append(s.failures, name)
}

// close prints what concerns all packages and the closing line; it is true
// when everything that ran passed and something ran.
func (s *summary) close() bool {
	for _, name := range slices.Sorted(maps.Keys(s.packs)) {
		if p := s.packs[name]; !p.ended { // go test itself was ended
			s.finish(p, event{Action: "fail"})
		}
	}
	s.printSkips()
	if len(s.failures) > 0 {
		s.print("\nfailed:\n  %s\n", strings.Join(s.failures, "\n  "))
	}
	if s.passed+s.failed+s.skipped == 0 {
		s.print("no test ran\n")
		s.failed = 1
	}
	s.print("\n%d passed, %d failed, %d skipped\n", s.passed, s.failed, s.skipped)
	return s.failed == 0
}

// printSkips lists what did not run, tests with the same reason together.
func (s *summary) printSkips() {
	if len(s.skips) == 0 {
		return
	}
	by := map[[2]string][]string{}
	for _, k := range s.skips {
		key := [2]string{k.pack, k.reason}
		by[key] = append(by[key], k.test)
	}
	keys := slices.SortedFunc(maps.Keys(by), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	s.print("\nskipped:\n")
	for _, key := range keys {
		tests := by[key]
		more := ""
		if n := len(tests) - 3; n > 0 {
			tests, more = tests[:3], fmt.Sprintf(" and %d more", n)
		}
		s.print("  %s: %s (%s%s)\n", key[0], key[1], strings.Join(tests, ", "), more)
	}
}

// reason is what the test gave to t.Skip, without the place it was said at.
func (t *test) reason() string {
	for _, line := range t.output {
		if !strings.HasPrefix(line, " ") { // === RUN, --- SKIP
			continue
		}
		line = strings.TrimSpace(line)
		if _, said, ok := strings.Cut(line, ".go:"); ok {
			if _, text, ok := strings.Cut(said, ": "); ok {
				return text
			}
		}
	}
	return "no reason given"
}

// print writes to the output and keeps the first failure to do so.
func (s *summary) print(format string, args ...any) {
	if _, err := fmt.Fprintf(s.out, format, args...); err != nil && s.err == nil {
		s.err = err
	}
}
