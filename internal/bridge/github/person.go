package github

import (
	"cmp"
	"slices"
	"strings"

	"throughline/internal/core/transfer"
)

// login is a user's name, the same from all of GitHub's files: the command
// line writes "app/dependabot" for what is "dependabot[bot]" elsewhere.
// Somebody whose account is gone is null, and so nobody.
func login(u transfer.Object) string {
	name := u.Line("login")
	app, isApp := strings.CutPrefix(name, "app/")
	if name == "" || !isApp && !u.Flag("is_bot") || strings.HasSuffix(name, "[bot]") {
		return name
	}
	return app + "[bot]"
}

// person notes a user and gives the id: the login.
func (r *reader) person(u transfer.Object) string {
	id := login(u)
	if id == "" {
		return ""
	}
	p := transfer.Person{
		ID: id, Login: id, Name: cmp.Or(u.Line("name"), id), Email: u.Line("email"),
		Bot: u.Text("type") == "Bot" || strings.HasSuffix(id, "[bot]"),
	}
	if known, ok := r.people[id]; ok {
		p.Bot = p.Bot || known.Bot
		p.Email = cmp.Or(known.Email, p.Email)
		if known.Name != id {
			p.Name = known.Name
		}
	}
	r.people[id] = p
	return id
}

func (r *reader) everybody() []transfer.Person {
	var out []transfer.Person
	for _, p := range r.people {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b transfer.Person) int { return strings.Compare(a.ID, b.ID) })
	return out
}
