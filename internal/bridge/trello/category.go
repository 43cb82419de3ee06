package trello

import (
	"strings"
	"unicode"

	"throughline/internal/core/transfer"
)

// What a list can mean. A finished list counts as closed, not as awaiting a
// verdict: the team took the card there itself.
const (
	todo   = "todo"
	doing  = "doing"
	closed = "closed"
)

// propose sets what each list means, by its name, else by its place: a list
// among those that are worked on, before the first finished one, is worked on
// too. Everything else waits. Lists come in the order of the board.
func propose(lists []transfer.State) {
	named := make([]string, len(lists))
	first, last := -1, -1
	for i, l := range lists {
		named[i] = meaning(l.Name)
		if l.Archived {
			continue
		}
		if named[i] == doing && first < 0 {
			first = i
		}
		if named[i] == closed && first >= 0 && last < 0 {
			last = i
		}
	}
	for i := range lists {
		lists[i].Category = todo
		if named[i] != "" {
			lists[i].Category = named[i]
		} else if !lists[i].Archived && first >= 0 && i > first && i < last {
			lists[i].Category = doing
		}
	}
}

// meaning is what a list's name says, "" when it says nothing.
func meaning(name string) string {
	words := spaced(name)
	all := strings.TrimSpace(words)
	switch {
	case holds(words, waits), contains(all, waitsCJK):
		return todo
	case holds(words, almost):
		return doing
	case holds(words, finished), contains(all, finishedCJK), among(all, finishedAll):
		return closed
	case holds(words, planned), contains(all, plannedCJK), among(all, plannedAll):
		return todo
	case holds(words, working), contains(all, workingCJK), among(all, workingAll):
		return doing
	}
	return ""
}

// spaced gives a name's words in lower case with one blank around each.
func spaced(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	return " " + strings.Join(words, " ") + " "
}

// holds looks for whole words, so that "live" is not found in "delivery".
func holds(words, phrases string) bool {
	for p := range strings.SplitSeq(phrases, "|") {
		if strings.Contains(words, " "+p+" ") {
			return true
		}
	}
	return false
}

func contains(name, parts string) bool {
	for p := range strings.SplitSeq(parts, "|") {
		if strings.Contains(name, p) {
			return true
		}
	}
	return false
}

// among says whether a word is one of a list with bars between.
func among(word, list string) bool {
	return word != "" && strings.Contains("|"+list+"|", "|"+word+"|")
}
