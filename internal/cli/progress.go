package cli

import (
	"fmt"
	"strings"
)

// bar shows how far long work has come, on a terminal that somebody looks at.
type bar struct {
	p     *paper
	shown string
	on    bool
}

func (s *session) bar() *bar { return &bar{p: s.err, on: s.err.terminal && !s.grammar.Quiet} }

const barWidth = 28

// step shows a stage and how much of it is done; a total of 0 is not known.
func (b *bar) step(stage string, done, total int) {
	if !b.on {
		return
	}
	line := clean(stage)
	if total > 0 {
		full := barWidth * min(done, total) / total
		line = fmt.Sprintf("%-22s %s%s %d of %d", cut(line, 22), strings.Repeat("█", full), strings.Repeat("░", barWidth-full), done, total)
	}
	if line == b.shown {
		return
	}
	b.shown = line
	b.p.printf("\r\x1b[K%s", line)
}

// end takes the bar away.
func (b *bar) end() {
	if b.on && b.shown != "" {
		b.p.printf("\r\x1b[K")
		b.shown = ""
	}
}
