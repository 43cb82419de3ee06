package github

import (
	"cmp"
	"maps"
	"slices"

	"throughline/internal/core/transfer"
)

// eventIDs gives the ids of the events, oldest first.
func (r *reader) eventIDs() []string {
	ids := slices.Collect(maps.Keys(r.events))
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(r.events[a].at, r.events[b].at),
			cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	return ids
}

// eventsByIssue gives the events by the issues' ids, oldest first.
func (r *reader) eventsByIssue() map[string][]event {
	out := map[string][]event{}
	for _, id := range r.eventIDs() {
		e := r.events[id]
		out[r.id(e.ref)] = append(out[r.id(e.ref)], e)
	}
	return out
}

// strangers gives the past of issues that are not in the files.
func (r *reader) strangers(events map[string][]event) []transfer.ItemHistory {
	var out []transfer.ItemHistory
	for _, id := range slices.SortedFunc(maps.Keys(events), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	}) {
		out = append(out, transfer.ItemHistory{Item: id, Changes: r.changes(events[id], nil)})
	}
	return out
}

// history is an issue's past. Without its events the closing is known all the
// same, from the issue itself.
func (r *reader) history(it transfer.Item, o transfer.Object, present []string, events []event) []transfer.Change {
	changes := r.changes(events, present)
	if last := lastState(changes); last >= 0 && changes[last].To != open && it.State != open {
		changes[last].To = it.State // old events do not tell why
		return changes
	}
	if it.DoneAt == 0 {
		return changes
	}
	done := transfer.Change{
		ID: "closed:" + it.ID, At: it.DoneAt, By: r.person(o.Object("closed_by")), Field: "state", From: open, To: it.State,
	}
	at, _ := slices.BinarySearchFunc(changes, done, func(a, b transfer.Change) int {
		if a.At <= b.At {
			return -1
		}
		return 1
	})
	return slices.Insert(changes, at, done)
}

func lastState(changes []transfer.Change) int {
	for i, c := range slices.Backward(changes) {
		if c.Field == "state" {
			return i
		}
	}
	return -1
}

// changes reads the events of one issue, whose present assignees are known or
// not.
func (r *reader) changes(events []event, present []string) []transfer.Change {
	var steps []transfer.Assignment
	for _, e := range events {
		if s := r.assignment(e); s.Who != "" {
			steps = append(steps, s)
		}
	}
	who := transfer.NewAssignees(present, steps)
	was := closed // as what the issue was closed last
	var out []transfer.Change
	for _, e := range events {
		c := transfer.Change{ID: e.Text("id"), At: e.at, By: r.actor(e)}
		switch word := e.Text("event"); word {
		case "closed":
			was = closedAs(e.Object)
			c.Field, c.From, c.To = "state", open, was
		case "reopened":
			c.Field, c.From, c.To = "state", was, open
		case "assigned", "unassigned":
			c.Field, c.From, c.To = r.assigned(e, who)
		default:
			c.Field, c.From, c.To = r.simple(e)
		}
		out = append(out, c)
	}
	return out
}

// actor is who did it. Of an assignment GitHub names as actor the one who was
// assigned, and the other apart.
func (r *reader) actor(e event) string {
	actor, assigner := e.Object.Object("actor"), e.Object.Object("assigner")
	r.person(actor)
	if assigner != nil {
		return r.person(assigner)
	}
	return r.person(actor)
}

// assignment reads an event that puts somebody on an issue or takes them off;
// with nobody for any other event.
func (r *reader) assignment(e event) transfer.Assignment {
	word := e.Text("event")
	if word != "assigned" && word != "unassigned" {
		return transfer.Assignment{}
	}
	return transfer.Assignment{Who: r.person(e.Object.Object("assignee")), Added: word == "assigned"}
}

// assigned is a change of the owner when the owner changes by it, else a
// remark about one more assignee, or one less.
func (r *reader) assigned(e event, who *transfer.Assignees) (field, from, to string) {
	s := r.assignment(e)
	if s.Who != "" {
		if from, to := who.Step(s); from != to {
			return "owner", from, to
		}
	}
	if s.Added {
		return "assignee", "", s.Who
	}
	return "assignee", s.Who, ""
}

// simple reads the events that need no memory. What has no field with us
// becomes a remark in GitHub's words.
func (r *reader) simple(e event) (field, from, to string) {
	switch word := e.Text("event"); word {
	case "labeled":
		return "labels", "", e.Object.Object("label").Line("name")
	case "unlabeled":
		return "labels", e.Object.Object("label").Line("name"), ""
	case "renamed":
		rename := e.Object.Object("rename")
		return "title", rename.Line("from"), rename.Line("to")
	case "milestoned":
		return "release", "", r.milestones.use(e.Object.Object("milestone"), e.ref, r.id)
	case "demilestoned":
		return "release", r.milestones.use(e.Object.Object("milestone"), e.ref, r.id), ""
	default:
		return word, "", cmp.Or(e.Text("commit_id"), login(e.Object.Object("requested_reviewer")), e.Text("lock_reason"))
	}
}
