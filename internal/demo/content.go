package demo

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// The texts of the demo world stand in files, because they are read and
// written as texts: one line for each thing, the parts divided by a bar.
//
//go:embed content
var files embed.FS

// section is a part of a file that begins with "# name": its settings
// ("title: …") and its other lines.
type section struct {
	name  string
	set   map[string]string
	lines []string
}

// sections reads a file that consists of sections.
func sections(name string) ([]section, error) {
	raw, err := fs.ReadFile(files, "content/"+name)
	if err != nil {
		return nil, err
	}
	var out []section
	for n, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		title, isHead := strings.CutPrefix(line, "# ")
		if isHead {
			out = append(out, section{name: title, set: map[string]string{}})
			continue
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("demo: %s:%d: a line before the first section", name, n+1)
		}
		s := &out[len(out)-1]
		key, value, isSetting := strings.Cut(line, ": ")
		if isSetting && isWord(key) && len(s.lines) == 0 {
			s.set[key] = value
			continue
		}
		s.lines = append(s.lines, line)
	}
	return out, nil
}

// rows reads a file with one thing on each line.
func rows(name string, parts int) ([][]string, error) {
	raw, err := fs.ReadFile(files, "content/"+name)
	if err != nil {
		return nil, err
	}
	var out [][]string
	for n, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		fields := split(line, "|")
		if len(fields) != parts {
			return nil, fmt.Errorf("demo: %s:%d: %d parts, not %d: %s", name, n+1, len(fields), parts, line)
		}
		out = append(out, fields)
	}
	return out, nil
}

// split divides a line and takes the blanks from its parts.
func split(line, by string) []string {
	out := strings.Split(line, by)
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

func isWord(s string) bool {
	for _, r := range s {
		if r < 'a' || r > 'z' {
			return false
		}
	}
	return s != ""
}

// numbers reads several numbers, or two with a dash between: "11-16".
func numbers(s, by string) []float64 {
	var out []float64
	for _, p := range split(s, by) {
		n, err := strconv.ParseFloat(p, 64)
		if err != nil {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// sentence gives a text a capital at its beginning.
func sentence(s string) string {
	if s == "" {
		return s
	}
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
