package github

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
)

// milestones knows the milestones of all records, and which of them an issue
// or an event uses. Issues know them by number and title, events by title
// alone.
type milestones struct {
	loose   []transfer.Object           // from lists of milestones
	known   map[string]transfer.Release // by id
	at      map[string]clock.Instant    // how new that knowledge is
	byTitle map[string]string           // id by repository and title
	inUse   map[string]bool
}

// milestone keeps a record of a list of milestones.
func (r *reader) milestone(o transfer.Object) {
	r.milestones.loose = append(r.milestones.loose, o)
}

// learnMilestones must come before anything asks for one.
func (r *reader) learnMilestones() {
	m := &r.milestones
	m.known, m.at = map[string]transfer.Release{}, map[string]clock.Instant{}
	m.byTitle, m.inUse = map[string]string{}, map[string]bool{}
	for _, o := range m.loose {
		m.inUse[m.learn(o, r.id(ref{repoOf(o), number(o)}), repoOf(o))] = true
	}
	for _, s := range r.snapshots {
		r.learnMilestone(s.Object, s.ref)
	}
	for _, id := range r.eventIDs() {
		e := r.events[id]
		r.learnMilestone(e.Object.Object("issue"), e.ref)
	}
}

func (r *reader) learnMilestone(issue transfer.Object, f ref) {
	if o := issue.Object("milestone"); number(o) > 0 {
		r.milestones.learn(o, r.id(ref{f.repo, number(o)}), f.repo)
	}
}

// learn notes what a record tells of a milestone. The newest record counts;
// of two that are equally new, and may be cut short, each fills in the other.
func (m *milestones) learn(o transfer.Object, id, repo string) string {
	o = oneStyle(o)
	at, title := o.At("updated_at"), cmp.Or(o.Line("title"), id)
	m.byTitle[titleKey(repo, title)] = id
	known, there := m.known[id]
	if there && at < m.at[id] {
		return id
	}
	now := transfer.Release{
		ID: id, Name: title, Body: o.Text("description"), Released: o.Text("state") == closed,
		ReleasedOn: day(o.At("closed_at")), DueOn: day(o.At("due_on")),
	}
	if there && at == m.at[id] {
		now.Body, now.Released = cmp.Or(now.Body, known.Body), now.Released || known.Released
		now.ReleasedOn, now.DueOn = cmp.Or(now.ReleasedOn, known.ReleasedOn), cmp.Or(now.DueOn, known.DueOn)
	}
	m.at[id], m.known[id] = at, now
	return id
}

func titleKey(repo, title string) string { return strings.ToLower(repo) + "\n" + title }

// use gives the id of a milestone that something belongs to, "" for none. One
// that only its title tells of goes by that.
func (m *milestones) use(o transfer.Object, f ref, idFunc func(ref) string) string {
	title := o.Line("title")
	id := m.byTitle[titleKey(f.repo, title)]
	if n := number(o); n > 0 {
		id = idFunc(ref{f.repo, n})
	}
	if _, known := m.known[id]; id != "" && !known {
		m.learn(o, id, f.repo)
	}
	if id == "" && title == "" {
		return ""
	}
	if id == "" {
		id = "title:" + title
		m.known[id] = transfer.Release{ID: id, Name: title}
	}
	m.inUse[id] = true
	return id
}

// used gives the milestones that are in use, in the order of their ids.
func (m *milestones) used() []transfer.Release {
	var out []transfer.Release
	for id := range m.inUse {
		out = append(out, m.known[id])
	}
	slices.SortFunc(out, func(a, b transfer.Release) int {
		return cmp.Or(cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	return out
}

func day(at clock.Instant) clock.Day {
	if at == 0 {
		return ""
	}
	return clock.DayOf(at, time.UTC)
}
