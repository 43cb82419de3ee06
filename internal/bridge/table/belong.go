package table

import (
	"fmt"
	"path"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
)

// team reads who has to do with a row.
func (r *reader) team(w *row, it *transfer.Item) {
	var owners []string
	for _, c := range r.mapping.Columns["owner"] {
		owners = append(owners, r.persons(w, c)...)
	}
	for _, c := range r.mapping.Columns["others"] {
		it.Others = append(it.Others, r.persons(w, c)...)
	}
	if len(owners) > 0 {
		it.Owner = owners[0]
		it.Others = append(owners[1:], it.Others...)
	}
	it.Others = unique(it.Others)
	for _, c := range r.mapping.Columns["reporter"] {
		if p := r.persons(w, c); len(p) > 0 && it.Reporter == "" {
			it.Reporter = p[0]
		}
	}
}

// persons notes the people of a column. The name and e-mail address beside it
// belong to the first of them.
func (r *reader) persons(w *row, c Column) []string {
	name, email := "", ""
	if c.Name != "" {
		name = w.under(c.Name)
	}
	if c.Email != "" {
		email = w.under(c.Email)
	}
	ids := w.values(c)
	if len(ids) == 0 && first(email, name) != "" {
		ids = []string{first(email, name)}
	}
	var all []string
	for i, id := range ids {
		p := transfer.Person{ID: sheet.Visible(id)}
		if i == 0 {
			p.Name, p.Email = name, email
		}
		if p.Email == "" && strings.Contains(p.ID, "@") && !strings.Contains(p.ID, " ") {
			p.Email = p.ID
		}
		if p.ID != "" {
			all = append(all, r.person(p))
		}
	}
	return all
}

func (r *reader) person(p transfer.Person) string {
	i, ok := r.people[p.ID]
	if !ok {
		p.Name = first(p.Name, p.ID)
		r.people[p.ID] = len(r.src.People)
		r.src.People = append(r.src.People, p)
		return p.ID
	}
	known := &r.src.People[i]
	if known.Name == known.ID {
		known.Name = first(p.Name, known.Name)
	}
	known.Email = first(known.Email, p.Email)
	return p.ID
}

// state notes a state; its category is what the mapping says, else what the
// commonest words mean.
func (r *reader) state(name string) string {
	if name == "" || r.states[name] {
		return name
	}
	r.states[name] = true
	category := translate(r.mapping.States, name)
	if category == name && r.mapping.States[name] == "" {
		category = usual(name)
	}
	r.src.States = append(r.src.States, transfer.State{ID: name, Name: name, Category: category})
	return name
}

// usual knows the names that nearly every tool gives its states.
func usual(state string) string {
	switch sheet.Fold(state) {
	case "to do", "todo", "backlog", "open", "new", "triage", "ready", "planned", "not started", "inbox", "later", "next", "unstarted":
		return "todo"
	case "doing", "in progress", "started", "in review", "review", "testing", "in development", "active", "now":
		return "doing"
	case "done", "closed", "complete", "completed", "resolved", "finished", "shipped", "released", "canceled", "cancelled", "duplicate", "won't do":
		return "closed"
	}
	return ""
}

// belongings reads what a row belongs to and what belongs to it.
func (r *reader) belongings(w *row, it *transfer.Item) {
	c := r.mapping.Columns
	for _, p := range c["parent"] {
		if v := w.values(p); len(v) > 0 && it.Parent == "" {
			it.Parent = reference(p, v[0])
		}
	}
	for _, s := range c["sprint"] {
		r.sprint(w, it, s)
	}
	for _, name := range unique(w.all(c["releases"])) {
		if !r.releases[name] {
			r.releases[name] = true
			r.src.Releases = append(r.src.Releases, transfer.Release{ID: name, Name: name})
		}
		it.Releases = append(it.Releases, name)
	}
	for _, l := range c["links"] {
		for _, other := range unique(w.values(l)) {
			it.Links = append(it.Links, link(l, it.ID, other))
		}
	}
	for i, l := range c["checklists"] {
		it.Checklists = append(it.Checklists, checklist(w, i, l)...)
	}
	for _, url := range unique(w.all(c["attachments"])) {
		it.Attachments = append(it.Attachments, transfer.Attachment{ID: hash(url), Name: path.Base(url), URL: url})
	}
}

// byTitle marks a reference that names another row by its title, until all
// rows are known.
const byTitle = "\x00title:"

func reference(c Column, value string) string {
	if c.By == "title" {
		return byTitle + oneLine(value)
	}
	return value
}

func link(c Column, this, other string) transfer.Link {
	l := transfer.Link{Type: first(c.Type, "relates"), Name: c.Column, From: this, To: reference(c, other)}
	if c.Reverse {
		l.From, l.To = l.To, l.From
	}
	return l
}

// sprint notes the sprint of a row, with its days where columns tell them.
func (r *reader) sprint(w *row, it *transfer.Item, c Column) {
	names := w.values(c)
	if len(names) == 0 {
		return
	}
	s := transfer.Sprint{ID: names[len(names)-1], Name: names[len(names)-1]}
	s.StartAt, _ = sheet.ParseTime(w.underMaybe(c.Start), w.order)
	s.EndAt, _ = sheet.ParseTime(w.underMaybe(c.End), w.order)
	i, ok := r.sprints[s.ID]
	if !ok {
		i = len(r.src.Sprints)
		r.sprints[s.ID] = i
		r.src.Sprints = append(r.src.Sprints, s)
	}
	known := &r.src.Sprints[i]
	known.StartAt, known.EndAt = max(known.StartAt, s.StartAt), max(known.EndAt, s.EndAt)
	it.Sprint = s.ID
}

func (r *row) underMaybe(header string) string {
	if header == "" {
		return ""
	}
	return r.under(header)
}

// checklist reads a cell with one point per line, or split as the mapping
// says; a tick or an x in brackets before it marks it as done.
func checklist(w *row, n int, c Column) []transfer.Checklist {
	if c.Split == "" {
		c.Split = "\n"
	}
	list := transfer.Checklist{ID: fmt.Sprintf("checklist-%d", n), Name: c.Column}
	for i, point := range w.values(c) {
		text, done := ticked(point)
		if text != "" {
			list.Items = append(list.Items, transfer.CheckItem{ID: fmt.Sprintf("%s-%d", list.ID, i), Text: text, Done: done})
		}
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []transfer.Checklist{list}
}

func ticked(point string) (text string, done bool) {
	point = strings.TrimSpace(strings.TrimLeft(point, "-*• "))
	for _, mark := range []string{"[x]", "[X]", "☑", "✔", "✓", "✅"} {
		if rest, ok := strings.CutPrefix(point, mark); ok {
			return strings.TrimSpace(rest), true
		}
	}
	for _, mark := range []string{"[ ]", "[]", "☐"} {
		if rest, ok := strings.CutPrefix(point, mark); ok {
			return strings.TrimSpace(rest), false
		}
	}
	return point, false
}

// comments notes each cell of the comment columns as one comment.
func (r *reader) comments(w *row, id string) {
	seen := map[string]int{}
	for _, text := range w.all(r.mapping.Columns["comments"]) {
		cid := fmt.Sprintf("%s-%d", hash(id+"\x00"+text), seen[text])
		seen[text]++
		r.src.Comments = append(r.src.Comments, transfer.Comment{ID: cid, Item: id, Text: text})
	}
}
