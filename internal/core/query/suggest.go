package query

import (
	"cmp"
	"slices"
	"strings"
)

// nearest gives at most two of the names that one may have meant: those that
// begin with what was typed, and those few changes away from it.
func nearest(typed string, names []string) []string {
	typed = strings.ToLower(typed)
	length := len([]rune(typed))
	if length > 64 {
		return nil
	}
	type candidate struct {
		name string
		away int
	}
	var found []candidate
	for _, name := range names {
		lower := strings.ToLower(name)
		away := distance(typed, lower)
		if length >= 2 && strings.HasPrefix(lower, typed) {
			away = 1
		}
		// One change in three characters still reads as the same word.
		if away <= max(1, length/3) && away < length {
			found = append(found, candidate{name, away})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.away, b.away), cmp.Compare(a.name, b.name))
	})
	var out []string
	for _, c := range found[:min(2, len(found))] {
		if c.away == found[0].away {
			out = append(out, c.name)
		}
	}
	return out
}

// distance counts the letters to insert, remove, replace or swap with their
// neighbour to make b of a.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, now := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		now[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			now[j+1] = min(last[j]+cost, last[j+1]+1, now[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				now[j+1] = min(now[j+1], before[j-1]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(y)]
}
