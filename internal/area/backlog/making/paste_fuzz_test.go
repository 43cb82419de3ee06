package making

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Whatever somebody pastes becomes items or a word on what is wrong with a line.
func FuzzRead(f *testing.F) {
	f.Add("- One\n  - a\n  - b\n- Two", AsCriteria)
	f.Add("1. One\r\n\t[x] done\r\n2) Two\r\n*", AsSubtasks)
	f.Add("    deep\nshallow\n\u00a0\u00a0more\n# Heading", "")
	f.Fuzz(func(t *testing.T, text, indent string) {
		if !utf8.ValidString(text) {
			return // refused before it comes here
		}
		items, faults := read(text, indent)
		lines := strings.Count(text, "\n") + 1
		last, things := 0, 0
		for _, i := range items {
			if i.Line <= last || i.Line > lines {
				t.Errorf("an item of line %d comes behind one of line %d of %d", i.Line, last, lines)
			}
			last = i.Line
			for _, s := range append(append([]string{i.Title}, i.Criteria...), i.Subtasks...) {
				things++
				if strings.TrimSpace(s) == "" || strings.ContainsRune(s, '\n') {
					t.Errorf("line %d became %q", i.Line, s)
				}
			}
			if indent == AsSubtasks && len(i.Criteria) > 0 || indent != AsSubtasks && len(i.Subtasks) > 0 {
				t.Errorf("what is indented became criteria %q and sub-tasks %q, asked for as %q", i.Criteria, i.Subtasks, indent)
			}
		}
		if things > lines {
			t.Errorf("%d lines made %d things", lines, things)
		}
		if strings.TrimSpace(text) != "" && things == 0 && faults.Err() == nil {
			t.Errorf("%q came to nothing, without a word", text)
		}
	})
}
