package right

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Matrix writes the defaults as a table, decision by role: A acts, C acts
// together with the others that have a C, P proposes and is told of it, p
// proposes, a dot may do neither. It is kept beside the code, so that a change
// of rights is seen in a review.
func Matrix() string {
	roles := append(slices.Clone(Roles), "no role", Admin, Guest)
	lines := []string{line("", roles)}
	for _, d := range slices.Sorted(maps.Keys(Default)) {
		var cells []string
		for _, r := range roles {
			cells = append(cells, Default[d].cell(r))
		}
		lines = append(lines, line(d, cells))
	}
	return strings.Join(lines, "")
}

func line(first string, cells []string) string {
	s := fmt.Sprintf("%-22s", first)
	for _, c := range cells {
		s += fmt.Sprintf(" %-15s", c)
	}
	return strings.TrimRight(s, " ") + "\n"
}

// cell says what a role does about a decision.
func (r Rule) cell(role string) string {
	switch {
	case role == Guest:
		return "."
	case role == Admin:
		return "A"
	case slices.Contains(r.Roles, role) && r.All && len(r.Roles) > 1:
		return "C"
	case slices.Contains(r.Roles, role):
		return "A"
	case slices.Contains(r.Heard, role):
		return "P"
	default:
		return "p"
	}
}
