package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
)

// table writes the figures as Markdown.
type table struct{ w io.Writer }

func (t *table) head(o options) {
	fmt.Fprintf(t.w, "# Benchmarks\n\nMade by `make bench` on %d processors, shared by server and clients, with %s. Closed loop; each figure is\nmeasured for %.0f s after a warm-up. The workspace holds %s backlog items. Rates are of answers without error.\n\n",
		runtime.NumCPU(), runtime.Version(), o.seconds, thousands(o.items))
}

func (t *table) limits(all []limit) {
	fmt.Fprintf(t.w, "## The machine's limits, in the same run\n\n| what | figure |\n|---|---|\n")
	for _, l := range all {
		fmt.Fprintf(t.w, "| %s | %s |\n", l.name, l.value)
	}
}

func (t *table) engine(name, filled string) {
	fmt.Fprintf(t.w, "\n## %s\n\n%s\n\n| work | clients | rate | p50 | p99 | server time each | errors | floor |\n|---|---|---|---|---|---|---|---|\n", name, filled)
}

func (t *table) row(work string, clients int, l load, floor string) {
	fmt.Fprintf(t.w, "| %s | %d | %s/s | %s | %s | %s | %d | %s |\n", work, clients, thousands(int(l.rate)), short(l.p50), short(l.p99), short(l.cpu), l.errors, floor)
	if l.errors > 0 {
		fmt.Fprintf(os.Stderr, "%s: %.300s\n", work, l.lastError)
	}
}

func (t *table) line(work, value, floor string) {
	fmt.Fprintf(t.w, "| %s |  | %s |  |  |  |  | %s |\n", work, value, floor)
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	var b strings.Builder
	for i, r := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String()
}
