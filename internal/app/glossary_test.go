package app_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app"
	"throughline/internal/core/right"
)

// TestGlossaryNamesWhatThereIs holds the glossary's tables against what is
// registered: a word without a line, or a line without its word, fails.
func TestGlossaryNamesWhatThereIs(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../docs/glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string][]string{}
	for line := range strings.Lines(string(raw)) {
		cells := strings.Split(line, "|")
		if len(cells) < 5 {
			continue
		}
		word, sort := strings.TrimSpace(cells[1]), strings.TrimSpace(cells[2])
		named[sort] = append(named[sort], word)
	}
	r, _ := app.Registry()
	there := map[string][]string{}
	for _, k := range r.Kinds() {
		there["kind"] = append(there["kind"], k.Name)
	}
	for part := range r.Parts() {
		there["part"] = append(there["part"], part)
	}
	for _, l := range r.Links() {
		there["link"] = append(there["link"], strings.ReplaceAll(l.Type, " ", "_"))
	}
	for d := range right.Default {
		d, _, _ = strings.Cut(d, ":")
		there["decision"] = append(there["decision"], d)
	}
	// Proposals are registered when an engine is made.
	there["part"] = append(there["part"], "proposal")
	for _, sort := range []string{"kind", "part", "link", "decision"} {
		slices.Sort(there[sort])
		for _, word := range slices.Compact(there[sort]) {
			if !slices.Contains(named[sort], word) {
				t.Errorf("the %s %q has no line in docs/glossary.md", sort, word)
			}
		}
		for _, word := range named[sort] {
			if !slices.Contains(there[sort], word) {
				t.Errorf("docs/glossary.md names the %s %q, which there is not", sort, word)
			}
		}
	}
}
