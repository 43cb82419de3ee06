package table

import (
	"fmt"
	"slices"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
)

// Guess proposes a mapping for a table from its headers. Mapping.Columns is
// empty when no header says anything.
func Guess(f transfer.File) Mapping {
	t := sheet.Read(f)
	if len(t.Rows) == 0 {
		return Mapping{}
	}
	return guess(t.Rows[0].Cells)
}

func guess(headers []string) Mapping {
	m := Mapping{Columns: map[string]Columns{}}
	for _, g := range guesses() {
		if h := g.find(headers); h != "" {
			c := Column{Column: h, Split: g.split}
			if g.field == "parent" && sheet.Fold(h) == "parent task" {
				c.By = "title"
			}
			m.Columns[g.field] = append(m.Columns[g.field], c)
		}
	}
	if c, ok := m.Columns["owner"]; ok && strings.Contains(sheet.Fold(c[0].Column), "email") {
		m.Columns["owner"][0].Name = guessed{words: []string{"assignee", "owner"}}.find(headers)
	}
	if c, ok := m.Columns["type"]; ok {
		m.Kind = Kind{Column: c[0].Column, Else: "story", Values: map[string]string{
			"Story": "story", "User Story": "story", "Bug": "bug", "Defect": "bug", "Task": "task", "Sub-task": "task", "Subtask": "task",
			"Spike": "spike", "Feature": "feature", "Epic": "feature",
		}}
	}
	return m
}

// guessed is a field with the headers that stand for it, the best first.
type guessed struct {
	field string
	split string
	words []string
}

func (g guessed) find(headers []string) string {
	for _, w := range g.words {
		i := slices.IndexFunc(headers, func(h string) bool { return sheet.Fold(h) == w })
		if i >= 0 {
			return strings.TrimSpace(headers[i])
		}
	}
	return ""
}

// guesses are tried in turn; each takes the first header that exists.
//
//nolint:misspell // the words are of other languages
func guesses() []guessed {
	return []guessed{
		{"id", "", []string{"id", "key", "task id", "issue id", "issue key", "ticket id", "item id", "comment-id", "suggestion.id", "number", "uuid"}},
		{"title", "", []string{"title", "name", "summary", "task name", "subject", "issue", "task", "headline", "idea", "suggestion.title", "titel", "titre", "titulo", "titolo", "标题"}},
		{"body", "", []string{"description", "body", "notes", "details", "issue description", "task content", "content", "text", "comment-body", "suggestion.body", "beschreibung", "descripcion", "描述"}},
		{"type", "", []string{"type", "issue type", "kind", "item type"}},
		{"state", "", []string{"status", "state", "section/column", "column", "list", "stage", "suggestion.status.name", "estado", "etat", "状态"}},
		{"archived", "", []string{"archived"}},
		{"owner", "", []string{"assignee email", "owner email", "assignee", "owner", "assigned to", "responsible"}},
		{"reporter", "", []string{"reporter", "creator", "created by", "author", "requester", "submitter", "author-id"}},
		{"labels", ",", []string{"labels", "tags", "label", "tag", "suggestion.labels.name"}},
		{"priority", "", []string{"priority", "importance", "severity"}},
		{"estimate", "", []string{"estimate", "story points", "points", "points estimate", "effort"}},
		{"dueOn", "", []string{"due date", "due", "due on", "deadline", "target date"}},
		{"createdAt", "", []string{"created", "created at", "created_at", "date created", "created date", "creation date", "suggestion.created_timestamp", "timestamp", "date"}},
		{"updatedAt", "", []string{"updated", "updated at", "updated_at", "last modified", "date updated", "modified"}},
		{"doneAt", "", []string{"completed at", "completed", "closed at", "resolved", "date done", "date closed", "done at"}},
		{"parent", "", []string{"parent id", "parent key", "parent issue", "parent task", "parent", "suggestion.parent.id"}},
		{"sprint", "", []string{"sprint", "cycle name", "cycle", "iteration"}},
		{"releases", "", []string{"fix version", "fix versions", "release", "version", "milestone", "project milestone"}},
		{"url", "", []string{"url", "permalink", "link", "suggestion.portal_url"}},
	}
}

// said lists what a mapping takes from where, for the message about a guess.
func (m Mapping) said() string {
	var parts []string
	for _, field := range Fields() {
		for _, c := range m.Columns[field] {
			parts = append(parts, fmt.Sprintf("%s from %q", field, c.Column))
		}
	}
	return strings.Join(parts, ", ")
}
