package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// player does what the plan says, as the people who do it.
type player struct {
	*plan
	engine    *op.Engine
	clock     *clock.Fixed
	progress  func(stage string, done, total int)
	workspace string
	actors    map[string]right.Actor
	proposals map[string]string // ids by the plan's names
	made      int               // identifiers, so far
	requests  int
}

// quiet is how long before the end everybody has read their notices: what came
// later waits in the inboxes.
const quiet = 4

// through is by what means people act.
const through = "web"

// makeID makes the identifiers that nobody brings: the same ones each time.
func (w *player) makeID(at clock.Instant) string {
	w.made++
	return stamped(at, "demo", strconv.FormatUint(w.seed, 10), "made", strconv.Itoa(w.made))
}

func (w *player) play(ctx context.Context) error {
	if err := w.open(ctx); err != nil {
		return err
	}
	read := w.at(w.now - quiet)
	done := false
	for from := 0; from < len(w.deeds); {
		if !done && w.deeds[from].at >= read {
			if err := w.readNotices(ctx); err != nil {
				return err
			}
			done = true
		}
		to := w.group(from, read)
		if err := w.some(ctx, w.deeds[from:to]); err != nil {
			return err
		}
		from = to
		w.progress("making", from, len(w.deeds))
	}
	w.clock.Set(w.end)
	return w.catchUp(ctx)
}

// open founds the workspace with its owner and its admin.
func (w *player) open(ctx context.Context) error {
	w.progress("founding", 0, 1)
	id, founder, err := w.engine.Found(ctx, op.Founding{
		ID: w.id(worldStart, "workspace"), Slug: Slug, Name: "Lendwell", Prefix: "WELL", Zone: "Europe/Berlin",
		Owner: right.Member{Name: "Set-up", Handle: "setup"},
	})
	if err != nil {
		return err
	}
	w.workspace = id
	w.actors = map[string]right.Actor{"setup": {Member: founder, Role: right.Owner, Through: through}}
	for _, a := range cast[:2] {
		err := w.alone(ctx, deed{who: "setup", op: addMember, in: obj{"email": a.email(), "name": a.name, "handle": a.handle, "role": a.workspace, "password": Password}})
		if err != nil {
			return err
		}
	}
	return w.alone(ctx, deed{who: helena, op: "member.deactivate", in: obj{"id": founder}})
}

// together bounds how many deeds go into one change of the database.
const together = 250

// group finds the end of the deeds that go into one change: up to one that
// must stand alone, or to the moment at which everybody reads their notices.
func (w *player) group(from int, read clock.Instant) int {
	to := from + 1
	for to < len(w.deeds) && to-from < together && !w.deeds[from].single() && !w.deeds[to].single() && (w.deeds[to].at < read || w.deeds[from].at >= read) {
		to++
	}
	return to
}

// single says whether a deed needs a change of its own: what becomes a
// proposal or settles one, and what changes who may what.
func (d deed) single() bool {
	switch d.op {
	case addMember, "product.create", "role.assign", "repository.connect", "code.report", "testrun.create", "sprint.trade", watchPromises,
		"growth.place", "growth.assess", "growth.goal", "growth.check", "candidate.set", "scorecard.set":
		return true
	}
	return d.opens != "" || d.about != ""
}

func (w *player) some(ctx context.Context, deeds []deed) error {
	if deeds[0].single() {
		w.clock.Set(deeds[0].at)
		return w.alone(ctx, deeds[0])
	}
	return w.engine.Together(ctx, w.workspace, func(run func(*op.Call) (any, error)) error {
		for _, d := range deeds {
			w.clock.Set(d.at)
			c, err := w.call(d)
			if err != nil {
				return err
			}
			if _, err := run(c); err != nil {
				return d.failed(err)
			}
		}
		return nil
	})
}

func (d deed) failed(err error) error {
	return fmt.Errorf("%s: %s as %s with %v: %w", d.at, d.op, d.who, d.in, err)
}

// alone does one thing in a change of its own.
func (w *player) alone(ctx context.Context, d deed) error {
	d, err := w.withKeys(ctx, d)
	if err != nil {
		return err
	}
	c, err := w.call(d)
	if err != nil {
		return err
	}
	ans, err := w.engine.Run(ctx, *c)
	switch {
	case err != nil:
		return d.failed(err)
	case d.opens != "" && ans.Proposal == nil:
		return d.failed(errs.New(errs.Internal, "this was to become a proposal, and took effect"))
	case d.opens == "" && ans.Proposal != nil:
		return d.failed(errs.New(errs.Internal, "this was to take effect, and became a proposal"))
	case d.opens != "":
		w.proposals[d.opens] = ans.Proposal.ID
	case d.op == addMember:
		return w.remember(ctx)
	}
	return nil
}

func (w *player) call(d deed) (*op.Call, error) {
	if d.about != "" {
		d.in["id"] = w.proposals[d.about]
	}
	in, err := json.Marshal(d.in)
	if err != nil {
		return nil, err
	}
	actor, known := w.actors[d.who]
	if !known {
		return nil, d.failed(errs.New(errs.Internal, "nobody is called %q", d.who))
	}
	if d.op == addMember || d.op == watchPromises {
		actor.Through = op.Operator
	}
	w.requests++
	return &op.Call{
		Op: d.op, Workspace: w.workspace, Actor: actor, Input: in, Reason: d.reason,
		Request: stamped(d.at, "demo", strconv.FormatUint(w.seed, 10), "request", strconv.Itoa(w.requests)),
	}, nil
}

// remember looks up who the people are now.
func (w *player) remember(ctx context.Context) error {
	return w.engine.View(ctx, w.workspace, right.Actor{}, func(v *op.View) error {
		for id, m := range v.Access.Members() {
			w.actors[m.Handle] = right.Actor{Member: id, Role: m.Role, Through: through}
		}
		return nil
	})
}

// catchUp lets the followers of the ledger do their part: inboxes and search.
func (w *player) catchUp(ctx context.Context) error {
	w.progress("telling", 0, 1)
	return ledger.NewFollowers(w.engine.DB, w.engine.Log, w.engine.Reg.Followers()).CatchUp(ctx, w.workspace)
}

// readNotices empties the inboxes.
func (w *player) readNotices(ctx context.Context) error {
	if err := w.catchUp(ctx); err != nil {
		return err
	}
	w.clock.Set(w.at(w.now - quiet))
	for _, a := range cast {
		if err := w.alone(ctx, deed{who: a.handle, op: "inbox.read", in: obj{}}); err != nil {
			return err
		}
	}
	return nil
}

// summary counts what was made.
func (w *player) summary(ctx context.Context) (*Summary, error) {
	s := &Summary{Workspace: Slug, ID: w.workspace, From: w.on(worldStart), To: clock.DayOf(w.end-1, time.UTC), Counts: map[string]int64{}}
	for _, a := range cast {
		s.People = append(s.People, Person{a.name, a.email(), a.handle, a.workspace, a.title, Password})
	}
	type count struct {
		What string `db:"what"`
		N    int64  `db:"n"`
	}
	const query = `select kind as what, count(*) as n from record where workspace_id = ? group by kind
union all select 'ledger rows', count(*) from ledger where workspace_id = ?
union all select 'comments', count(*) from comment where workspace_id = ?
union all select 'links', count(*) from link where workspace_id = ?
union all select 'metric points', count(*) from metric_point where workspace_id = ?
union all select 'cuts', count(*) from cut where workspace_id = ?
union all select 'links to cuts', count(*) from share where workspace_id = ?
union all select 'lines of money', count(*) from money_line where workspace_id = ?
union all select 'business cases', count(*) from business_case where workspace_id = ?
union all select 'price plans', count(*) from price_plan where workspace_id = ?
union all select 'price changes', count(*) from price_change where workspace_id = ?
union all select 'rates of exchange', count(*) from exchange_rate where workspace_id = ?
union all select 'responsibilities said', count(*) from carrier where workspace_id = ?
union all select 'vacancies', count(*) from vacancy where workspace_id = ?
union all select 'confidential ' || sort, count(*) from confidential where workspace_id = ? group by sort
union all select 'stakeholders', count(*) from stakeholder where workspace_id = ?
union all select 'cadences', count(*) from cadence where workspace_id = ?
union all select 'briefings', count(*) from briefing where workspace_id = ?
union all select 'proposals', count(*) from proposal where workspace_id = ?`
	err := w.engine.DB.Read(ctx, w.workspace, func(r *store.Reader) error {
		// Each part of the question asks for the workspace once.
		rows, err := store.All[count](ctx, r, query, slices.Repeat([]any{w.workspace}, strings.Count(query, "?"))...)
		for _, c := range rows {
			s.Counts[c.What] = c.N
		}
		return err
	})
	return s, err
}
