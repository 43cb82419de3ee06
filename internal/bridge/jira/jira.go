// Package jira reads what Jira exports: the CSV of its issue search, in any
// of its flavours and languages, and the JSON of its search interface, from
// Cloud and from Server, with changelogs and sprints.
//
// Words it owns: issue (an Item of a Jira file), role (what a CSV column
// means), changelog (the past of an issue as Jira tells it).
//
// It only reads: bytes in, a transfer.Source out, and nothing that a file
// names is opened. What joins two exports of one site:
//
//   - An issue is its key ("EE-12"); its number and the keys it had before it
//     was moved are aliases. Scope is always "", because keys are unique on a
//     site and a CSV does not tell the site; the address of the site is in
//     Name and in the URL of each item.
//   - A state is its status name, for CSV has nothing else. Where a changelog
//     has older names of the same status, the present one is used.
//   - Sprints and versions are their numbers in JSON, since people rename them
//     and reuse names, and their names in CSV (a version's with its project).
//   - A person is the account id (Cloud), the user key (Server), or in a CSV
//     without ids the name or e-mail address.
//
// Times without a zone, which is all of CSV, are taken as UTC.
package jira

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
)

const system = "jira"

var issueKey = regexp.MustCompile(`^\p{L}[\p{L}\p{N}_]*-\d+$`)

// gather fills a Source, each person, state, sprint and version once.
type gather struct {
	src      *transfer.Source
	several  bool // more than one file: places name the file
	people   map[string]int
	sprints  map[string]int
	releases map[string]int
	votes    map[string]map[string]int // of a state's category, by state
	kinds    map[string]string         // our kind, by issue type
	stages   map[string]string         // category, by the word of a status category
	names    []string                  // of projects, in order
}

func newGather(files []transfer.File) *gather {
	return &gather{
		src:      &transfer.Source{System: system},
		several:  len(files) > 1,
		people:   map[string]int{},
		sprints:  map[string]int{},
		releases: map[string]int{},
		votes:    map[string]map[string]int{},
		kinds:    map[string]string{},
		stages:   map[string]string{},
	}
}

// problem notes what could not be read or kept.
func (g *gather) problem(where, format string, args ...any) {
	g.src.Problems = append(g.src.Problems, transfer.Problem{Where: where, What: fmt.Sprintf(format, args...)})
}

// place puts the file's name before a place when there are several files.
func (g *gather) place(file, where string) string {
	if !g.several || where == file {
		return where
	}
	return file + ": " + where
}

// person notes somebody and gives the id back; what an earlier mention left
// blank is filled in.
func (g *gather) person(p transfer.Person) string {
	if p.ID == "" {
		return ""
	}
	if p.Name == "" {
		p.Name = p.ID
	}
	i, ok := g.people[p.ID]
	if !ok {
		g.people[p.ID] = len(g.src.People)
		g.src.People = append(g.src.People, p)
		return p.ID
	}
	known := &g.src.People[i]
	if known.Name == known.ID {
		known.Name = p.Name
	}
	known.Email = first(known.Email, p.Email)
	known.Login = first(known.Login, p.Login)
	known.Bot = known.Bot || p.Bot
	return p.ID
}

// state notes a status and a vote for its category; "" is no vote.
func (g *gather) state(name, category string) string {
	if name == "" {
		return ""
	}
	if g.votes[name] == nil {
		g.votes[name] = map[string]int{}
		g.src.States = append(g.src.States, transfer.State{ID: name, Name: name})
	}
	if category != "" {
		g.votes[name][category]++
	}
	return name
}

// sprint notes a sprint; a later mention that knows more wins.
func (g *gather) sprint(s transfer.Sprint) {
	i, ok := g.sprints[s.ID]
	if !ok {
		g.sprints[s.ID] = len(g.src.Sprints)
		g.src.Sprints = append(g.src.Sprints, s)
		return
	}
	known := &g.src.Sprints[i]
	known.Name = first(s.Name, known.Name)
	known.State = first(s.State, known.State)
	known.Goal = first(s.Goal, known.Goal)
	known.StartAt = max(s.StartAt, known.StartAt)
	known.EndAt = max(s.EndAt, known.EndAt)
	known.DoneAt = max(s.DoneAt, known.DoneAt)
}

func (g *gather) release(r transfer.Release) string {
	if r.ID == "" {
		return ""
	}
	if _, ok := g.releases[r.ID]; !ok {
		g.releases[r.ID] = len(g.src.Releases)
		g.src.Releases = append(g.src.Releases, r)
	}
	return r.ID
}

// kind proposes our kind for an issue type.
func (g *gather) kind(issueType string) string { return remembered(g.kinds, issueType, kindOf) }

// category proposes a category for the word of a status category.
func (g *gather) category(word string) string { return remembered(g.stages, word, categoryOf) }

// remembered works something out once for each word.
func remembered(known map[string]string, word string, work func(string) string) string {
	found, ok := known[word]
	if !ok {
		found = work(word)
		known[word] = found
	}
	return found
}

// project notes a project's name for the name of the source.
func (g *gather) project(name string) {
	if len(g.names) < 20 { // a name for people; more would not be read
		g.names = unique(append(g.names, name))
	}
}

// finish decides the categories, puts the states in order and counts.
func (g *gather) finish(histories int) *transfer.Source {
	s := g.src
	for i := range s.States {
		s.States[i].Category = elected(g.votes[s.States[i].ID], categoryOf(s.States[i].Name))
	}
	slices.SortStableFunc(s.States, func(a, b transfer.State) int {
		return stage(a.Category) - stage(b.Category)
	})
	s.Read = map[string]int{
		"issues":      len(s.Items),
		"comments":    len(s.Comments),
		"sprints":     len(s.Sprints),
		"versions":    len(s.Releases),
		"links":       distinctLinks(s.Items),
		"attachments": distinctAttachments(s.Items),
		"histories":   histories,
	}
	return s
}

// distinctLinks counts each link once, though it shows up on both its ends.
func distinctLinks(items []transfer.Item) int {
	seen := map[transfer.Link]bool{}
	for _, it := range items {
		for _, l := range it.Links {
			if l.ID != "" {
				l = transfer.Link{ID: l.ID}
			}
			seen[l] = true
		}
	}
	return len(seen)
}

func distinctAttachments(items []transfer.Item) int {
	seen := map[string]bool{}
	for _, it := range items {
		for _, a := range it.Attachments {
			seen[a.ID] = true
		}
	}
	return len(seen)
}

// keyOrder makes a text that sorts issues by project and number.
func keyOrder(key string) string {
	project, number, _ := strings.Cut(key, "-")
	return fmt.Sprintf("%s-%012s", project, number)
}

// projectOf is the part of a key before the number.
func projectOf(key string) string {
	project, _, _ := strings.Cut(key, "-")
	return project
}

// title makes one visible line of a summary; an issue without one shows its
// key.
func title(summary, key string) string {
	return first(strings.Join(strings.Fields(sheet.Visible(summary)), " "), key)
}

// number reads an estimate, with a point or a comma.
func number(s string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	return n, err == nil && n >= 0 && n < 1e9
}

// unique drops what is "" and what came before.
func unique(list []string) []string {
	var all []string
	seen := map[string]bool{"": true}
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	return all
}

// first is the first text that is not "".
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
