package trello

import (
	"cmp"
	"slices"

	"throughline/internal/core/transfer"
)

// reader gathers the things of a board's files, each distinct one once, and
// then makes a source of them.
type reader struct {
	lists, cards, labels, members, checklists, fields, actions shelf

	byCard   map[string][]found // checklists, in the order of the source
	past     *past              // what the actions tell
	links    map[[2]string]bool // pairs of cards that are joined already
	byShort  map[string]string  // card id by short link
	states   map[string]string  // category by list id
	items    map[string]bool    // distinct check items
	files    map[string]bool    // distinct attachments
	problems []transfer.Problem
}

func newReader() *reader {
	return &reader{
		byCard: map[string][]found{}, links: map[[2]string]bool{}, byShort: map[string]string{},
		states: map[string]string{}, items: map[string]bool{}, files: map[string]bool{},
	}
}

// gather takes in one board's export.
func (r *reader) gather(b found) {
	r.rows(b, "lists", &r.lists, "list")
	r.rows(b, "labels", &r.labels, "label")
	r.rows(b, "members", &r.members, "member")
	r.rows(b, "cards", &r.cards, "card")
	r.rows(b, "checklists", &r.checklists, "checklist")
	r.rows(b, "customFields", &r.fields, "custom field")
	r.rows(b, "actions", &r.actions, "action")
}

// gatherCards takes in what the cards carry themselves: the REST interface
// can give them their labels, checklists, members and actions.
func (r *reader) gatherCards() {
	for _, c := range r.cards.all() {
		if s := c.Text("shortLink"); s != "" {
			r.byShort[s] = c.Text("id")
		}
		c.where += "."
		r.rows(c, "checklists", &r.checklists, "checklist")
		r.rows(c, "members", &r.members, "member")
		r.rows(c, "actions", &r.actions, "action")
		for _, v := range c.List("labels") {
			if o := transfer.AsObject(v); o.Text("id") != "" && !r.labels.has(o.Text("id")) {
				r.labels.put(o.Text("id"), found{o, c.where + "labels"}, 0)
			}
		}
	}
}

// source makes the source of what was gathered.
func (r *reader) source(scope, name string) *transfer.Source {
	r.gatherCards()
	r.sortChecklists()
	src := &transfer.Source{System: System, Scope: scope, Name: name}
	src.States = r.listStates()
	r.past = r.readPast()
	src.Comments = r.past.comments
	for _, c := range r.cards.all() {
		src.Items = append(src.Items, r.item(c))
	}
	src.Events = r.past.strangers(&r.cards)
	src.States = append(src.States, r.goneStates(src)...)
	src.People = r.people(src)
	src.Problems = r.problems
	src.Read = map[string]int{
		"lists": len(r.lists.ids), "cards": len(r.cards.ids), "labels": len(r.labels.ids),
		"checklists": len(r.checklists.ids), "checkItems": len(r.items), "comments": len(src.Comments),
		"attachments": len(r.files), "members": len(r.members.ids) + len(r.past.met),
	}
	return src
}

// listStates gives the lists in the order of the board, each with a proposal
// of what it means.
func (r *reader) listStates() []transfer.State {
	lists := r.lists.all()
	slices.SortStableFunc(lists, func(a, b found) int { return cmp.Compare(a.Number("pos"), b.Number("pos")) })
	out := make([]transfer.State, len(lists))
	for i, l := range lists {
		out[i] = transfer.State{ID: l.Text("id"), Name: cmp.Or(l.Line("name"), l.Text("id")), Archived: l.Flag("closed")}
	}
	propose(out)
	for _, s := range out {
		r.states[s.ID] = s.Category
	}
	return out
}

// goneStates gives the lists that cards or their past name, but the board no
// longer has: moved to another board, or cut out of the file.
func (r *reader) goneStates(src *transfer.Source) []transfer.State {
	var out []transfer.State
	add := func(id string, archived bool) {
		if _, known := r.states[id]; known || id == "" || len(r.cards.ids) == 0 {
			return
		}
		r.states[id] = ""
		out = append(out, transfer.State{ID: id, Name: cmp.Or(r.past.lists[id], id), Archived: archived})
	}
	for _, it := range src.Items {
		add(it.State, false)
	}
	for _, it := range src.Items {
		for _, id := range statesOf(it.History) {
			add(id, true)
		}
	}
	propose(out)
	return out
}

func statesOf(changes []transfer.Change) []string {
	var out []string
	for _, c := range changes {
		if c.Field == "state" {
			out = append(out, c.From, c.To)
		}
	}
	return out
}

// people gives everybody whom the board describes or merely names, so that
// no id of the source points to nobody.
func (r *reader) people(src *transfer.Source) []transfer.Person {
	var out []transfer.Person
	seen := map[string]bool{"": true}
	add := func(p transfer.Person) {
		if !seen[p.ID] {
			seen[p.ID] = true
			out = append(out, p)
		}
	}
	for _, m := range r.members.all() {
		add(person(m.Object))
	}
	for _, m := range r.past.met {
		add(person(m))
	}
	name := func(id string) { add(transfer.Person{ID: id, Name: id}) }
	for _, it := range src.Items {
		name(it.Owner)
		name(it.Reporter)
		for _, id := range it.Others {
			name(id)
		}
		for _, a := range it.Attachments {
			name(a.By)
		}
		nameActors(it.History, name)
	}
	for _, e := range src.Events {
		nameActors(e.Changes, name)
	}
	for _, c := range src.Comments {
		name(c.By)
	}
	return out
}

func nameActors(changes []transfer.Change, nameFunc func(string)) {
	for _, c := range changes {
		nameFunc(c.By)
		if c.Field == "owner" || c.Field == "member" {
			nameFunc(c.From)
			nameFunc(c.To)
		}
	}
}

func person(m transfer.Object) transfer.Person {
	login := m.Line("username")
	return transfer.Person{
		ID: m.Text("id"), Name: cmp.Or(m.Line("fullName"), login, m.Line("name"), m.Text("id")),
		Login: login, Email: m.Line("email"),
	}
}
