package acceptance

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// TestSession is an occasion on which users tried something, with what they
// were asked to do, how far they came, and what was seen.
type TestSession struct {
	record.Record
	HeldOn       clock.Day     `db:"held_on" json:"heldOn" by:"*" v:"day" doc:"The day it is held on."`
	Goal         string        `db:"goal" json:"goal" by:"*" v:"max=2000" doc:"What is to be found out."`
	Setting      string        `db:"setting" json:"setting" by:"*" v:"enum=in person|remote|alone" doc:"With somebody beside them, over the wire, or by themselves."`
	Participants []Participant `db:"participants" json:"participants" by:"*" v:"max=50" doc:"Who tried it."`
	Tasks        []SessionTask `db:"tasks" json:"tasks" by:"*" v:"max=50" doc:"What they were asked to do."`
	Findings     []Finding     `db:"findings" json:"findings" by:"*" v:"max=100" doc:"What was seen."`
}

// Participant is one who took part: a contact, or somebody by a name only.
type Participant struct {
	Contact string `json:"contact" ref:"contact" doc:"Id of the contact; empty for somebody known by name only."`
	Name    string `json:"name"`
}

// SessionTask is something to do, and how each participant fared.
type SessionTask struct {
	ID       string   `json:"id" doc:"Unique in its session."`
	Text     string   `json:"text"`
	Outcomes []string `json:"outcomes" doc:"One for each participant, in their order: done, helped, failed, or empty when it was not tried."`
}

// Finding is something that was seen.
type Finding struct {
	ID       string `json:"id" doc:"Unique in its session."`
	Text     string `json:"text"`
	Severity string `json:"severity" doc:"good, minor, serious or critical."`
	Task     string `json:"task" ref:"-" doc:"Id of the task at which it was seen; empty for none."`
	Record   string `json:"record" ref:"record" doc:"Id of the insight or item that it led to."`
}

var sessionStates = record.States("planned", "todo", "held", "doing", "evaluated", "done", "dropped", "closed")

var (
	outcomes   = map[string]bool{"": true, "done": true, "helped": true, "failed": true}
	severities = map[string]bool{"": true, "good": true, "minor": true, "serious": true, "critical": true}
)

func registerSessions(r *op.Registry) {
	kind.Add[TestSession](r, op.Kind{
		Name: "testsession", Define: "insight.draw", Home: op.InProduct, Workflow: sessionStates, Settle: settleSession,
		Doc: "An occasion on which users tried something.",
	})
	r.AllowLink(op.LinkRule{Type: link.Evidence, From: []string{"testsession"}, To: []string{"insight", "opportunity", "feature"}, Decision: "insight.draw", Thread: true})
}

// Check holds for every stored session.
func (s *TestSession) Check(list *errs.List) {
	tasks := map[string]bool{}
	for i, p := range s.Participants {
		if strings.TrimSpace(p.Name) == "" && p.Contact == "" {
			list.Add(fmt.Sprintf("participants.%d.name", i), "is required where no contact is named")
		}
	}
	for i, t := range s.Tasks {
		at := fmt.Sprintf("tasks.%d.", i)
		said(at, t.ID, t.Text, tasks, list)
		if len(t.Outcomes) > len(s.Participants) {
			list.Add(at+"outcomes", "are more than took part")
		}
		for _, o := range t.Outcomes {
			if !outcomes[o] {
				list.Add(at+"outcomes", "%q must be done, helped, failed or empty", o)
			}
		}
	}
	seen := map[string]bool{}
	for i, f := range s.Findings {
		at := fmt.Sprintf("findings.%d.", i)
		said(at, f.ID, f.Text, seen, list)
		if !severities[f.Severity] {
			list.Add(at+"severity", "must be good, minor, serious or critical")
		}
		if f.Task != "" && !tasks[f.Task] {
			list.Add(at+"task", "%q is no task of the session", f.Task)
		}
	}
}

// settleSession sees that contacts and what findings led to are there for the
// one who names them, and turns their keys into ids. What stood there before
// may stay, also where somebody else may not see it.
func settleSession(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	s, known := after.(*TestSession), map[string]bool{}
	if before != nil {
		was := before.(*TestSession)
		for _, p := range was.Participants {
			known[p.Contact] = true
		}
		for _, f := range was.Findings {
			known[f.Record] = true
		}
	}
	s.Participants, s.Findings = slices.Clone(s.Participants), slices.Clone(s.Findings)
	for i := range s.Participants {
		if err := named(ctx, tx, &s.Participants[i].Contact, "contact", fmt.Sprintf("participants.%d.contact", i), known); err != nil {
			return err
		}
	}
	for i := range s.Findings {
		if err := named(ctx, tx, &s.Findings[i].Record, "", fmt.Sprintf("findings.%d.record", i), known); err != nil {
			return err
		}
	}
	return nil
}

func named(ctx context.Context, tx *op.Tx, ref *string, kind, at string, known map[string]bool) error {
	if *ref == "" || known[*ref] {
		return nil
	}
	row, err := tx.Base(ctx, *ref)
	switch {
	case errs.Is(err, errs.NotFound):
		return errs.Fieldf(at, "%s", errs.Public(err).Msg)
	case err != nil:
		return err
	case kind != "" && row.Kind != kind:
		return errs.Fieldf(at, "%s is a %s, not a %s", row.Key, row.Kind, kind)
	}
	*ref = row.ID
	return nil
}

// said checks what tasks and findings have in common.
func said(at, id, text string, seen map[string]bool, list *errs.List) {
	switch {
	case id == "" || len(id) > 40:
		list.Add(at+"id", "must have 1 to 40 characters")
	case seen[id]:
		list.Add(at+"id", "stands twice in one session")
	}
	seen[id] = true
	if strings.TrimSpace(text) == "" || utf8.RuneCountInString(text) > 2000 {
		list.Add(at+"text", "must have 1 to 2000 characters")
	}
}
