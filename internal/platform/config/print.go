package config

import (
	"fmt"
	"io"
	"strings"
)

// Print writes all settings for people, in the form of a file of settings:
// what each is for and where its value came from as comments, what was set as
// lines, what is left at its default, hidden or found elsewhere as comments.
func Print(w io.Writer, all []Setting) error {
	var b strings.Builder
	for i, s := range all {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "# %s\n# %s; %s", s.Doc, upperFirst(s.Allowed), s.Env)
		if s.Default != "" {
			fmt.Fprintf(&b, "; default %s", s.Default)
		}
		fmt.Fprintf(&b, "\n# from %s\n", oneLine(s.Source))
		if s.Source == fromDefault || s.Name == "data" || strings.Contains(s.Value, "***") || s.Value == hidden {
			b.WriteString("# ")
		}
		b.WriteString(strings.TrimSpace(confLine(s.Name, s.Value)) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// oneLine keeps the path of a file from ending the comment it stands in.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return '?'
		}
		return r
	}, s)
}
