package github

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/core/transfer"
)

// The states of issues and pull requests.
const (
	open       = "open"
	closed     = "closed"
	notPlanned = "not planned" // closed without being done
)

func states() []transfer.State {
	return []transfer.State{
		{ID: open, Name: "Open", Category: "todo"},
		{ID: closed, Name: "Closed", Category: "closed"},
		{ID: notPlanned, Name: "Not planned", Category: "closed"},
	}
}

// issues gives the snapshots of each issue, oldest first, and the issues by
// number, those of the main repository before the rest.
func (r *reader) issues() [][]snapshot {
	groups := map[string][]snapshot{}
	for _, s := range r.snapshots {
		id := r.id(s.ref)
		groups[id] = append(groups[id], s)
	}
	var out [][]snapshot
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b snapshot) int { return cmp.Compare(a.at, b.at) })
		out = append(out, g)
	}
	elsewhere := func(g []snapshot) string {
		if k := g[0].key(); k != r.main {
			return k
		}
		return ""
	}
	slices.SortFunc(out, func(a, b []snapshot) int {
		return cmp.Or(cmp.Compare(elsewhere(a), elsewhere(b)), cmp.Compare(a[0].number, b[0].number))
	})
	return out
}

// fold lays newer snapshots over older ones. What a snapshot does not tell
// stays; so does what it calls null though no issue is without it.
func fold(group []snapshot) transfer.Object {
	out := transfer.Object{}
	for _, s := range group {
		for key, v := range s.Object {
			if v != nil || !slices.Contains([]string{"state", "title", "created_at", "html_url", "user", "id", "pull_request"}, key) {
				out[key] = v
			}
		}
	}
	return out
}

// item makes an item of an issue's snapshots and events, and says whether it
// is a pull request.
func (r *reader) item(group []snapshot, events []event) (transfer.Item, bool) {
	newest := group[len(group)-1]
	o := fold(group)
	f := newest.ref
	for _, s := range group {
		f.repo = cmp.Or(f.repo, s.repo)
	}
	pull := isPull(o)
	people := r.assignees(o)
	it := transfer.Item{
		ID: r.id(newest.ref), Aliases: r.aliases(f, o), URL: o.Text("html_url"), Where: newest.where,
		Type: typeOf(o, pull), Title: r.title(o, newest.where), Body: o.Text("body"), State: stateOf(o),
		Archived: newest.action == "deleted" || newest.action == "transferred",
		Reporter: r.person(o.Object("user")), Labels: labelsOf(o),
		CreatedAt: r.at(o, "created_at", newest.where), UpdatedAt: newest.at, Order: fmt.Sprintf("%012d", f.number),
		Parent: r.parent(o), Extra: extra(o, newest.action),
	}
	it.Kind = kindOf(it.Type, it.Labels, pull)
	if len(people) > 0 {
		it.Owner, it.Others = people[0], people[1:]
	}
	if id := r.milestones.use(milestoneOf(o), f, r.id); id != "" {
		it.Releases = []string{id}
	}
	if it.State != open {
		it.DoneAt = r.at(o, "closed_at", newest.where)
	}
	it.History = r.history(it, o, people, events)
	return it, pull
}

// isPull says whether an issue is a pull request. The REST interface says so;
// the command line's list of pull requests does not, but tells what only
// these have.
func isPull(o transfer.Object) bool {
	if o.Has("pull_request") || o.Has("repository_url") {
		return o.Has("pull_request")
	}
	return pullURL.MatchString(o.Text("html_url")) || o.Has("is_draft") || o.Has("head_ref_name") ||
		o.Has("merged_at") || o.Text("state") == "merged"
}

func typeOf(o transfer.Object, pull bool) string {
	if pull {
		return "Pull request"
	}
	return cmp.Or(o.Object("type").Line("name"), "Issue")
}

func stateOf(o transfer.Object) string {
	told := o.Text("state")
	isOpen := told == open || told == "" && !o.Flag("closed") && o.Text("closed_at") == ""
	if isOpen {
		return open
	}
	return closedAs(o)
}

// closedAs tells the two ways of being closed apart; a duplicate is not done
// either.
func closedAs(o transfer.Object) string {
	switch strings.ToLower(o.Text("state_reason")) {
	case "not_planned", "duplicate":
		return notPlanned
	}
	return closed
}

func (r *reader) title(o transfer.Object, where string) string {
	if title := o.Line("title"); title != "" {
		return title
	}
	r.problem(where, "This issue has no title; it comes in as “(no title)”.")
	return "(no title)"
}

// aliases are what people call an issue. "#4" alone is an issue of the main
// repository.
func (r *reader) aliases(f ref, o transfer.Object) []string {
	var out []string
	short := "#" + strconv.FormatInt(f.number, 10)
	if f.repo == "" || f.key() == r.main {
		out = append(out, short)
	}
	if f.repo != "" {
		out = append(out, r.spelled[f.key()]+short)
	}
	if page := o.Text("html_url"); page != "" {
		out = append(out, page)
	}
	return out
}

// parent is the issue of which this one is a part, if the source says so.
func (r *reader) parent(o transfer.Object) string {
	if f := refOf(o.Text("parent_issue_url")); f.number > 0 {
		return r.id(f)
	}
	return ""
}

// assignees gives the people on an issue, each once.
func (r *reader) assignees(o transfer.Object) []string {
	users := o.List("assignees")
	if len(users) == 0 && o.Has("assignee") {
		users = []any{o["assignee"]}
	}
	var out []string
	seen := map[string]bool{"": true}
	for _, v := range users {
		u := transfer.AsObject(v)
		if u == nil {
			u = transfer.Object{"login": v}
		}
		if id := r.person(u); !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// labelsOf gives the names of the labels, each once. Some lists hold bare
// names.
func labelsOf(o transfer.Object) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, v := range o.List("labels") {
		name := transfer.Object{"name": v}.Line("name")
		if l := transfer.AsObject(v); l != nil {
			name = l.Line("name")
		}
		if !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	return out
}

// milestoneOf gives the milestone; hand-made lists hold its bare title.
func milestoneOf(o transfer.Object) transfer.Object {
	if title := o.Line("milestone"); title != "" {
		return transfer.Object{"title": title}
	}
	return o.Object("milestone")
}
