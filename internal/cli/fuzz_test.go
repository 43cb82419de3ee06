package cli

import (
	"strings"
	"testing"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Whatever stands on the command line is understood or refused, and what is
// refused is the caller's fault.
func FuzzCommandLine(f *testing.F) {
	for _, s := range []string{"", "query x --json", "--data", "--data=", "op risk.create --a b c=d --input {}", "-- --json", "--=x", "=", "--listen --json", "a=@b", "--once --propose=false x", "--if-match \"", "help help"} {
		f.Add(s)
	}
	c := (&session{}).catalogue()
	o, _ := c.operation("risk.update")
	f.Fuzz(func(t *testing.T, line string) {
		if strings.Contains(line, "@") {
			return // would read files
		}
		words := strings.Fields(line)
		g, err := arrange(model(t), words)
		if err != nil {
			if !errs.Is(err, errs.Invalid) {
				t.Errorf("%q: %v", words, err)
			}
			return
		}
		in, err := readCall(g.rest)
		if err == nil {
			_, err = c.request(o, in)
		}
		if err != nil && !errs.Is(err, errs.Invalid) {
			t.Errorf("%q: %v", g.rest, err)
		}
	})
}

func FuzzSince(f *testing.F) {
	for _, s := range []string{"2026-03-01", "2026-03-01T09:00:00Z", "7d", "0m", "", "65536w", "d", "９d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		const now = clock.Instant(1 << 50)
		at, err := since(word, now)
		if err != nil && (at != 0 || !errs.Is(err, errs.Invalid)) {
			t.Errorf("%q: %s, %v", word, at, err)
		}
	})
}
