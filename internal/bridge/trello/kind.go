package trello

import (
	"regexp"
	"strings"
)

// The words by which teams mark what is not a story.
const (
	bugWords = "bug|bugs|bugfix|bug fix|bug report|hotfix|defect|defects|regression|fehler|anomalie|баг|缺陷|バグ|버그"
	jobWords = "task|tasks|chore|chores|aufgabe|tâche|tarea|tarefa|taak|задача|任务|タスク"
	tryWords = "spike|spikes"
)

// wordKind is the kind that a word or phrase marks, "" when it marks none.
func wordKind(s string) string {
	s = strings.TrimSpace(spaced(s))
	switch {
	case among(s, bugWords):
		return "bug"
	case among(s, jobWords):
		return "task"
	case among(s, tryWords):
		return "spike"
	}
	return ""
}

// Marks in a name: a word in brackets, and up to three words at the start
// before a colon or a dash. A word in mid-sentence says nothing: "support
// plugin tasks" is a story about tasks.
var (
	bracketed = regexp.MustCompile(`[\[(【]([^\])】]{1,20})[\])】]`)
	leading   = regexp.MustCompile(`^[^\pL\pN]*((?:[\pL\pN]+ ){0,2}[\pL\pN]+)(?: ?[:：]| [-–—|/] )`)
)

// kindOf proposes a kind by a card's labels, then by marks in its name.
func kindOf(title string, labels []string) string {
	for _, l := range labels {
		for part := range strings.FieldsFuncSeq(l, func(r rune) bool { return r == '/' || r == ':' }) {
			if k := wordKind(part); k != "" {
				return k
			}
		}
	}
	for _, m := range bracketed.FindAllStringSubmatch(title, -1) {
		if k := wordKind(m[1]); k != "" {
			return k
		}
	}
	if m := leading.FindStringSubmatch(title); m != nil {
		return leadingKind(strings.Fields(spaced(m[1])))
	}
	return "story"
}

// leadingKind reads "bug fix:", "login bug:" and "bug 12:", but not "bug
// tracker:".
func leadingKind(words []string) string {
	if k := wordKind(strings.Join(words, " ")); k != "" {
		return k
	}
	if k := wordKind(words[len(words)-1]); k != "" {
		return k
	}
	if k := wordKind(words[0]); k != "" && len(words) == 2 && strings.Trim(words[1], "0123456789") == "" {
		return k
	}
	return "story"
}
