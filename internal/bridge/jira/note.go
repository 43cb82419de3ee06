package jira

import (
	"encoding/json"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
)

// comments reads the comments of an issue. Searches cut them off; what is
// missing is reported.
func (j *jsonReader) comments(it *transfer.Item, f *fields) {
	var page struct {
		Total    int           `json:"total"`
		Comments []commentJSON `json:"comments"`
	}
	if raw := f.raw["comment"]; len(raw) > 0 && raw[0] == '[' {
		f.into("comment", &page.Comments)
	} else {
		f.into("comment", &page)
	}
	if page.Total > len(page.Comments) {
		j.problem(f.where, "%s: the file holds %d of %d comments.", f.key, len(page.Comments), page.Total)
	}
	seen := map[string]bool{}
	for n, c := range page.Comments {
		said, err := markdown(c.Body)
		if err != nil {
			j.problem(f.where, "%s, comment %d: %v; it was left out.", f.key, n+1, err)
			continue
		}
		id := first(string(c.ID), hash(it.ID+"\x00"+string(c.Created)+"\x00"+string(c.Body)))
		if !seen[id] {
			seen[id] = true
			j.src.Comments = append(j.src.Comments, transfer.Comment{ID: id, Item: it.ID, By: j.user(c.Author), At: instant(c.Created), Text: said})
		}
	}
}

type commentJSON struct {
	ID      flex            `json:"id"`
	Author  user            `json:"author"`
	Created flex            `json:"created"`
	Body    json.RawMessage `json:"body"`
}

// notes brings fields without a home into a form that people can read: names
// instead of objects, keys instead of issues.
func (j *jsonReader) notes(it *transfer.Item, f *fields) {
	if creator := j.userField(f, "creator"); creator != "" {
		it.Extra["creator"] = creator
	}
	project := f.thing("project")
	j.project(first(string(project.Name), string(project.Key), projectOf(it.ID)))
	if project.Key != "" {
		it.Extra["project"] = map[string]any{"key": string(project.Key), "name": string(project.Name)}
	}
	if resolution := f.thing("resolution"); resolution.Name != "" {
		it.Extra["resolution"] = string(resolution.Name)
	}
	j.nameList(it, f, "components", func(n named) string { return string(n.Name) })
	j.nameList(it, f, "versions", func(n named) string { return string(n.Name) })
	j.nameList(it, f, "subtasks", func(n named) string { return first(string(n.Key), string(n.ID)) })
	j.count(it, f, "votes", "votes")
	j.count(it, f, "watches", "watchCount")
	j.worklogs(it, f)
}

func (j *jsonReader) nameList(it *transfer.Item, f *fields, field string, show func(named) string) {
	var list []named
	if !f.into(field, &list) {
		return
	}
	var names []string
	for _, n := range list {
		names = append(names, show(n))
	}
	if names = unique(names); len(names) > 0 {
		it.Extra[field] = names
	}
}

// count keeps the number of an object like {"votes": 3, "hasVoted": false}.
func (j *jsonReader) count(it *transfer.Item, f *fields, field, part string) {
	var parts map[string]json.RawMessage
	var n int
	if f.into(field, &parts) && json.Unmarshal(parts[part], &n) == nil && n > 0 {
		it.Extra[field] = n
	}
}

// worklogs keeps what was logged, in the form that CSV gives too.
func (j *jsonReader) worklogs(it *transfer.Item, f *fields) {
	var page struct {
		Total    int `json:"total"`
		Worklogs []struct {
			ID      flex            `json:"id"`
			Author  user            `json:"author"`
			Started flex            `json:"started"`
			Seconds int             `json:"timeSpentSeconds"`
			Comment json.RawMessage `json:"comment"`
		} `json:"worklogs"`
	}
	f.into("worklog", &page)
	if page.Total > len(page.Worklogs) {
		j.problem(f.where, "%s: the file holds %d of %d entries of logged work.", f.key, len(page.Worklogs), page.Total)
	}
	entries := make([]any, 0, len(page.Worklogs))
	for _, w := range page.Worklogs {
		entry := map[string]any{"id": string(w.ID), "author": j.user(w.Author), "started": instant(w.Started), "seconds": w.Seconds}
		if said, err := markdown(w.Comment); err == nil && sheet.Visible(said) != "" {
			entry["comment"] = said
		}
		entries = append(entries, entry)
	}
	if len(entries) > 0 {
		it.Extra["worklog"] = entries
	}
}
