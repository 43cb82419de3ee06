package github

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
)

// reader gathers the records of all files, and then makes a source of them.
type reader struct {
	snapshots []snapshot
	comments  map[string]*remark // by id
	events    map[string]event   // by id
	count     map[string]int     // records by repository, lower case
	spelled   map[string]string  // repository as it is written, the same whatever is read first

	main       string // the scope
	people     map[string]transfer.Person
	milestones milestones
	problems   []transfer.Problem
}

func newReader() *reader {
	return &reader{
		comments: map[string]*remark{}, events: map[string]event{}, count: map[string]int{},
		spelled: map[string]string{},
		people:  map[string]transfer.Person{},
	}
}

// snapshot is an issue as one record tells it.
type snapshot struct {
	transfer.Object
	ref
	where  string
	at     clock.Instant
	action string // of the delivery that brought it
}

// remark is a comment as its newest record tells it.
type remark struct {
	transfer.Object
	ref
	at      clock.Instant
	deleted bool
}

// event is something that happened to an issue.
type event struct {
	transfer.Object
	ref
	at clock.Instant
}

func (r *reader) problem(where, what string) {
	r.problems = append(r.problems, transfer.Problem{Where: where, What: what})
}

// tell counts a record of a repository.
func (r *reader) tell(f ref) {
	r.count[f.key()]++
	if known, ok := r.spelled[f.key()]; !ok || f.repo < known {
		r.spelled[f.key()] = f.repo
	}
}

// issue keeps a snapshot, and the comments that the command line puts into
// it.
func (r *reader) issue(o transfer.Object, where, action string) {
	o = oneStyle(o)
	f := ref{repoOf(o), number(o)}
	r.tell(f)
	r.snapshots = append(r.snapshots, snapshot{o, f, where, r.at(o, "updated_at", where), action})
	for i, v := range o.List("comments") {
		at := where + ".comments[" + strconv.Itoa(i) + "]"
		if c := transfer.AsObject(v); c != nil {
			r.comment(c, at, f, false)
		} else {
			r.problem(at, "This comment is not an object, so it was left out.")
		}
	}
}

// comment keeps a comment. Of several records of it the newest counts, the
// last of equally new ones, as deliveries come.
func (r *reader) comment(o transfer.Object, where string, f ref, deleted bool) {
	o = oneStyle(o)
	if f.number == 0 {
		f = refOf(cmp.Or(o.Text("issue_url"), o.Text("pull_request_url"), o.Text("html_url")))
	}
	if f.number == 0 {
		r.problem(where, "This comment does not say on which issue it was made, so it was left out.")
		return
	}
	r.tell(f)
	id := commentID(o, f)
	at := cmp.Or(r.at(o, "updated_at", where), r.at(o, "created_at", where))
	if c := r.comments[id]; c == nil || at >= c.at {
		r.comments[id] = &remark{o, f, at, deleted}
	}
}

// commentID is the number by which all of GitHub's files know a comment; the
// command line tells it only in the address. A comment with neither is known
// by author and time.
func commentID(o transfer.Object, f ref) string {
	if m := commentURL.FindStringSubmatch(o.Text("html_url")); m != nil {
		return m[1]
	}
	if id := o.Text("id"); id != "" {
		return id
	}
	return strings.Join([]string{strconv.FormatInt(f.number, 10), o.Text("created_at"), login(o.Object("user"))}, ":")
}

// event keeps an event of an issue.
func (r *reader) event(o transfer.Object, where string) {
	issue := o.Object("issue")
	f := ref{cmp.Or(repoOf(issue), repoOf(o)), number(issue)}
	id := o.Text("id")
	switch {
	case f.number == 0:
		r.problem(where, "This event does not say which issue it happened to, so it was left out.")
	case id == "":
		r.problem(where, "This event has no id, so it was left out.")
	default:
		r.tell(f)
		r.events[id] = event{o, f, r.at(o, "created_at", where)}
	}
}

// delivery keeps what a webhook delivered: the issue as it was then, and the
// comment that was made, changed or deleted.
func (r *reader) delivery(o transfer.Object, where string) {
	issue := o.Object("issue")
	f := ref{cmp.Or(repoOf(issue), repoOf(o)), number(issue)}
	if f.number == 0 {
		r.problem(where, "This delivery tells of no issue, so it was left out.")
		return
	}
	comment, action := o.Object("comment"), o.Text("action")
	if comment == nil {
		r.issue(issue, where, action)
		return
	}
	r.issue(issue, where, "")
	r.comment(comment, where, f, action == "deleted")
}

// at reads a time, and says so when there is one that cannot be read.
func (r *reader) at(o transfer.Object, key, where string) clock.Instant {
	t := o.At(key)
	if t == 0 && o.Text(key) != "" {
		r.problem(where+"."+key, "This is not a time, so it was left empty.")
	}
	return t
}

// id is an issue's id within the source.
func (r *reader) id(f ref) string {
	n := strconv.FormatInt(f.number, 10)
	if f.repo == "" || f.key() == r.main {
		return n
	}
	return f.key() + "#" + n
}

// source makes the source of what was gathered.
func (r *reader) source() *transfer.Source {
	r.main = r.mostTold()
	r.learnMilestones()
	src := &transfer.Source{System: System, Scope: r.main, Name: r.spelled[r.main]}
	events := r.eventsByIssue()
	labels, pulls := map[string]bool{}, 0
	for _, group := range r.issues() {
		it, isPull := r.item(group, events[r.id(group[0].ref)])
		if isPull {
			pulls++
		}
		for _, l := range it.Labels {
			labels[l] = true
		}
		delete(events, it.ID)
		src.Items = append(src.Items, it)
	}
	src.Events = r.strangers(events)
	src.Comments = r.remarks()
	if len(src.Items)+len(src.Events) > 0 {
		src.States = states()
	}
	src.Releases, src.People, src.Problems = r.milestones.used(), r.everybody(), r.problems
	src.Read = map[string]int{
		"issues": len(src.Items) - pulls, "pullRequests": pulls, "comments": len(src.Comments), "labels": len(labels),
		"milestones": len(src.Releases), "events": len(r.events),
	}
	return src
}

// mostTold is the repository with most records, the first by name of several.
func (r *reader) mostTold() string {
	best := ""
	for _, repo := range slices.Sorted(maps.Keys(r.count)) {
		if repo != "" && (best == "" || r.count[repo] > r.count[best]) {
			best = repo
		}
	}
	return best
}

// remarks gives the comments that are left, oldest first.
func (r *reader) remarks() []transfer.Comment {
	var out []transfer.Comment
	for _, id := range slices.Sorted(maps.Keys(r.comments)) {
		c := r.comments[id]
		if c.deleted {
			continue
		}
		out = append(out, transfer.Comment{
			ID: id, Item: r.id(c.ref), By: r.person(c.Object.Object("user")), At: c.At("created_at"), Text: c.Text("body"),
		})
	}
	slices.SortFunc(out, func(a, b transfer.Comment) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	return out
}
