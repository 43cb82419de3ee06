package code

import (
	"regexp"
	"strings"

	"throughline/internal/kit/clock"
)

// Event is what a delivery tells, whoever hosts the repository.
type Event struct {
	Name       string // what the host calls it
	Repository string // owner/name
	Refs       []Told
}

// Told is one thing that happened: a branch, commit, pull request or check as
// it is now.
type Told struct {
	Sort   string
	Name   string
	Title  string
	URL    string
	State  string
	SHA    string
	Branch string
	Author string
	At     clock.Instant
	Words  string // where keys are looked for: name, title, message
	On     string // what rules know it as; "" for what no rule answers
}

// Bounds of what one delivery may tell: a push of a whole history is no news
// about items.
const (
	mostRefs  = 500
	mostKeys  = 20 // in the words of one
	mostWords = 20_000
)

var key = regexp.MustCompile(`(?i)(?:^|[^A-Za-z0-9])([A-Z][A-Z0-9]{1,9})[-_]([1-9][0-9]{0,8})(?:$|[^A-Za-z0-9])`)

// Keys gives the keys that words name, each once and in capitals: branches
// write them small.
func Keys(words string) []string {
	if len(words) > mostWords {
		words = words[:mostWords]
	}
	var out []string
	seen := map[string]bool{}
	for words != "" && len(out) < mostKeys {
		at := key.FindStringSubmatchIndex(words)
		if at == nil {
			break
		}
		k := strings.ToUpper(words[at[2]:at[3]]) + "-" + words[at[4]:at[5]]
		if !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
		// What ends one key may begin the next.
		words = words[at[5]:]
	}
	return out
}

// branchOf takes the name of a branch from a reference; "" for tags.
func branchOf(ref string) string {
	name, is := strings.CutPrefix(ref, "refs/heads/")
	if is {
		return name
	}
	if strings.HasPrefix(ref, "refs/") {
		return ""
	}
	return ref
}

// instant reads the times of hosts: RFC 3339 with or without zone letters.
func instant(s string) clock.Instant {
	at, err := clock.ParseInstant(s)
	if err != nil {
		return 0
	}
	return at
}

// firstLine of a commit's message is its title.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return strings.TrimSpace(s)
}

// checked brings the words of hosts for how a check came out to four.
func checked(state string) string {
	switch strings.ToLower(state) {
	case "success", "passed", "neutral", "manual":
		return "passed"
	case "failure", "failed", "error", "timed_out", "action_required", "startup_failure", "warning":
		return "failed"
	case "skipped", "cancelled", "canceled", "stale":
		return "skipped"
	default:
		return "pending"
	}
}

// cut shortens a text to whole characters.
func cut(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}
