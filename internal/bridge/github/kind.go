package github

import (
	"strings"
	"unicode"
)

// The words of labels and issue types that say what an issue is. The first
// line that holds one counts, so that a bug in the documentation is a bug.
const (
	bugWords   = "bug|bugs|bugfix|defect|regression|crash"
	spikeWords = "spike|spikes"
	storyWords = "enhancement|enhancements|feature|features|feature request|new feature|story|user story|improvement"
	taskWords  = "question|questions|support|documentation|docs|task|tasks|chore|chores|maintenance|cleanup|refactoring|dependencies"
)

// kindOf proposes a kind by an issue's type and labels.
func kindOf(kind string, labels []string, pull bool) string {
	if pull {
		return "task"
	}
	words := map[string]bool{}
	for _, l := range append([]string{kind}, labels...) {
		for _, w := range labelWords(l) {
			words[w] = true
		}
	}
	for _, k := range [][2]string{{"bug", bugWords}, {"spike", spikeWords}, {"story", storyWords}, {"task", taskWords}} {
		for w := range strings.SplitSeq(k[1], "|") {
			if words[w] {
				return k[0]
			}
		}
	}
	return "story"
}

// labelWords gives a label and the parts of one that is made of several:
// "kind/bug", "type: bug", "C-bug". A label that merely holds a word, such as
// "bug bash", says nothing.
func labelWords(label string) []string {
	parts := strings.FieldsFunc(strings.ToLower(label), func(r rune) bool { return r == '/' || r == ':' })
	for i, p := range parts {
		p = strings.TrimFunc(p, func(r rune) bool { return !unicode.IsLetter(r) })
		if len(p) > 2 && p[1] == '-' {
			p = p[2:]
		}
		parts[i] = strings.Join(strings.Fields(strings.ReplaceAll(p, "-", " ")), " ")
	}
	return parts
}
