package jira

import (
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
)

// personOf notes the person of a column, with the id from the column beside it.
func (c *csvReader) personOf(r *record, as role) string {
	return c.named(r.text(as), r.text(idRole(as)))
}

// watchers are noted as further people of the item.
func (c *csvReader) watchers(r *record, owner string) []string {
	names, ids := r.texts(asWatchers), r.texts(asWatchID)
	var all []string
	for i := range max(len(names), len(ids)) {
		var name, id string
		if i < len(names) {
			name = names[i]
		}
		if i < len(ids) {
			id = ids[i]
		}
		if p := c.named(name, id); p != owner {
			all = append(all, p)
		}
	}
	return unique(all)
}

// author notes whoever wrote a comment or added a file: an account id on
// Cloud, a user name on Server, a display name in files made by other tools.
func (c *csvReader) author(who string) string { return c.named(who, "") }

// named notes a person. Without an id, the name is looked up among those that
// came with one; else it is the id itself. A text with an @ is an e-mail
// address, and one without blanks may be a user name.
func (c *csvReader) named(name, id string) string {
	name, id = sheet.Visible(name), strings.TrimSpace(id)
	if id == "" {
		id = c.known[name]
	}
	if id == "-1" || id == "" && (name == "" || name == "-1" || sheet.Fold(name) == "unassigned") {
		return ""
	}
	p := transfer.Person{ID: first(id, name), Name: name}
	switch {
	case strings.Contains(name, "@") && !strings.Contains(name, " "):
		p.Email = name
	case id == "" && !strings.ContainsAny(name, " \t") && !accountID.MatchString(name):
		p.Login = name
	}
	return c.person(p)
}

// sprintStates proposes the states of sprints, of which a CSV has only names:
// one that is over for every issue in it is closed, one with work going on is
// active, the others are planned.
func (c *csvReader) sprintStates() {
	state := map[string]string{}
	category := map[string]string{}
	for name, votes := range c.votes {
		category[name] = elected(votes, categoryOf(name))
	}
	for _, it := range c.src.Items {
		switch {
		case it.Sprint == "" || category[it.State] == closed:
		case category[it.State] == doing:
			state[it.Sprint] = "active"
		case state[it.Sprint] == "":
			state[it.Sprint] = "planned"
		}
	}
	for i := range c.src.Sprints {
		c.src.Sprints[i].State = first(state[c.src.Sprints[i].ID], "closed")
	}
}
