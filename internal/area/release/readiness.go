package release

import (
	"context"
	"fmt"
	"strings"

	"throughline/internal/area/code"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/store"
)

// ReleaseIn names a release.
type ReleaseIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the release."`
}

// Readiness is whether a release can go out.
type Readiness struct {
	Release  string  `json:"release" ref:"-" doc:"Key of the release."`
	Ready    bool    `json:"ready" doc:"Every check holds."`
	Held     bool    `json:"held" doc:"It goes out only with a word on why all the same."`
	Checks   []Check `json:"checks"`
	Features int64   `json:"features" doc:"Features that ship in it."`
	Items    int64   `json:"items" doc:"Items that ship in it, or deliver its features; without those that were dropped."`
	Accepted int64   `json:"accepted" doc:"Items that were accepted."`
	Points   float64 `json:"points" doc:"Their estimates together."`
	Done     float64 `json:"pointsAccepted" doc:"Estimates of those accepted together."`
	DaysLeft *int64  `json:"daysLeft" doc:"To the promised day, below 0 when it has passed; null when there is none, or the release is out."`
}

// Check is one thing that should hold before a release goes out.
type Check struct {
	Name    string    `json:"name" doc:"content, work, verdicts, rejections, approvals, tests, builds, blockers, risks, budget, day or notes."`
	OK      bool      `json:"ok"`
	Holds   bool      `json:"holds" doc:"When it is not ok, the release goes out only with a word on why."`
	Count   int64     `json:"count" doc:"How many records are in the way."`
	Records []Blocker `json:"records" doc:"Those records, at most a hundred."`
	Query   string    `json:"query" doc:"The same as a query; empty when there are none."`
}

// Blocker is a record that is in the way of a release.
type Blocker struct {
	ID    string `db:"id" json:"id"`
	Key   string `db:"key" json:"key"`
	Kind  string `db:"kind" json:"kind"`
	Title string `db:"title" json:"title"`
	State string `db:"state" json:"state"`
	Why   string `json:"why" doc:"What about it; empty when the check says it all."`
}

// shipped is an item of a release, with what is known of it.
type shipped struct {
	Blocker
	Category record.Category `db:"category"`
	DoneAt   clock.Instant   `db:"done_at"`
	Estimate *float64        `db:"estimate"`
	Verdict  string          `db:"verdict"`
	Failing  int64           `db:"failing"`
	Blocked  int64           `db:"blocked"`
	Body     string          `db:"body"`
	IWant    string          `db:"i_want"`
	Feature  string          `db:"feature_id"`
}

// The work of a release is what ships in it and what delivers its features. An
// item that delivers two of them stands once, with the first.
const shippedItems = `with inside(id) as (
  select from_id from link where workspace_id = ? and to_id = ? and type = 'ships in'
), feature(id) as (
  select f.id from inside s join record f on f.workspace_id = ? and f.id = s.id where f.kind = 'feature' and f.archived_at = 0
), work(id, feature_id) as (
  select id, min(feature_id) from (
    select l.from_id as id, l.to_id as feature_id from feature f join link l on l.workspace_id = ? and l.to_id = f.id and l.type = 'delivers'
    union all select id, null from inside
  ) both_ways group by id
)
select r.id, r.key, r.kind, r.title, r.state, r.category, r.body, i.done_at, i.estimate, i.i_want, coalesce(w.feature_id, '') as feature_id,
  coalesce((select v.outcome from verdict v join record vr on vr.workspace_id = v.workspace_id and vr.id = v.id
    where v.workspace_id = r.workspace_id and v.item_id = r.id and vr.archived_at = 0 order by vr.created_at desc, vr.version desc limit 1), '') as verdict,
  coalesce((select t.failed from test_result t where t.workspace_id = r.workspace_id and t.record_id = r.id order by t.ran_at desc, t.id desc limit 1), 0) as failing,
  (select count(*) from link b join record br on br.workspace_id = b.workspace_id and br.id = b.from_id
    where b.workspace_id = r.workspace_id and b.to_id = r.id and b.type = 'blocks' and br.archived_at = 0 and br.category not in ('done', 'closed')) as blocked
from work w join record r on r.workspace_id = ? and r.id = w.id join item i on i.workspace_id = r.workspace_id and i.id = r.id
where r.archived_at = 0 order by r.rank, r.id limit ?`

// mostItems bounds the work of one release that is looked at.
const mostItems = 5000

// scope is what a release contains.
type scope struct {
	features []Blocker
	items    []shipped // without those that were dropped
}

func scopeOf(ctx context.Context, v *op.View, release string) (*scope, error) {
	w := v.Workspace
	all, err := store.All[shipped](ctx, v.R, shippedItems, w, release, w, w, w, mostItems)
	if err != nil {
		return nil, err
	}
	out := &scope{}
	for _, i := range all {
		if i.Category == record.Closed && !i.accepted() {
			continue // dropped
		}
		out.items = append(out.items, i)
	}
	out.features, err = store.All[Blocker](ctx, v.R, `select r.id, r.key, r.kind, r.title, r.state from link l join record r on r.workspace_id = l.workspace_id and r.id = l.from_id
 where l.workspace_id = ? and l.to_id = ? and l.type = ? and r.kind = 'feature' and r.archived_at = 0 and r.state <> 'dropped' order by r.rank, r.id limit 1000`, w, release, link.ShipsIn)
	return out, err
}

// accepted says so of an item. What an import brought accepted has no verdict,
// but was done once; what is dropped without having been done was not.
func (i *shipped) accepted() bool {
	return i.Category == record.Closed && i.Verdict != "rejected" && (i.Verdict != "" || i.DoneAt != 0)
}

// rejected says that it was sent back and not accepted since.
func (i *shipped) rejected() bool { return i.Category != record.Closed && i.Verdict == "rejected" }

func readinessOf(ctx context.Context, v *op.View, in ReleaseIn) (*Readiness, error) {
	r, err := op.Find[Release](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	return check(ctx, v, r)
}

// check looks at everything that should hold. A hot-fix has a shorter list: it
// is in a hurry, and what it needs is that the fixes are right.
func check(ctx context.Context, v *op.View, r *Release) (*Readiness, error) {
	s, err := scopeOf(ctx, v, r.ID)
	if err != nil {
		return nil, err
	}
	out := &Readiness{Release: r.Key, Features: int64(len(s.features)), Items: int64(len(s.items))}
	out.content(s)
	out.work(s)
	if err := out.builds(ctx, v, s); err != nil {
		return nil, err
	}
	if r.Mends == "" {
		if err := out.approvals(ctx, v, s); err != nil {
			return nil, err
		}
		if err := out.risks(ctx, v, r, s); err != nil {
			return nil, err
		}
		out.money(r)
		out.add("notes", strings.TrimSpace(r.Notes) != "", nil)
	}
	if err := out.days(ctx, v, r); err != nil {
		return nil, err
	}
	out.Ready = true
	for _, c := range out.Checks {
		out.Ready = out.Ready && c.OK
		out.Held = out.Held || c.Holds && !c.OK
	}
	return out, nil
}

// add notes a check; without a word on it, it is ok when nothing is in its way.
func (out *Readiness) add(name string, ok bool, inWay []Blocker) {
	c := Check{Name: name, OK: ok && len(inWay) == 0, Count: int64(len(inWay)), Records: inWay, Holds: name == "rejections" || name == "approvals"}
	if len(inWay) > 0 {
		var keys []string
		for _, b := range inWay[:min(len(inWay), 100)] {
			keys = append(keys, b.Key)
		}
		c.Query, c.Records = "key:"+strings.Join(keys, ","), inWay[:len(keys)]
	}
	if c.Records == nil {
		c.Records = []Blocker{}
	}
	out.Checks = append(out.Checks, c)
}

// content sees that there is something in it, and that each feature has work.
func (out *Readiness) content(s *scope) {
	has := map[string]bool{}
	for _, i := range s.items {
		has[i.Feature] = true
	}
	var bare []Blocker
	for _, f := range s.features {
		if !has[f.ID] {
			f.Why = "no item delivers it"
			bare = append(bare, f)
		}
	}
	out.add("content", len(s.items) > 0, bare)
}

// work sees how far the items are.
func (out *Readiness) work(s *scope) {
	var open, unjudged, rejected, failing, blocked []Blocker
	for i := range s.items {
		it := &s.items[i]
		if it.Estimate != nil {
			out.Points += *it.Estimate
		}
		if it.accepted() {
			out.Accepted++
			if it.Estimate != nil {
				out.Done += *it.Estimate
			}
		}
		switch it.Category {
		case record.Todo, record.Doing:
			open = append(open, it.Blocker)
		case record.Done:
			unjudged = append(unjudged, it.Blocker)
		}
		if it.rejected() {
			rejected = append(rejected, it.Blocker)
		}
		if it.Failing > 0 {
			b := it.Blocker
			b.Why = fmt.Sprintf("%d tests fail", it.Failing)
			failing = append(failing, b)
		}
		if it.Blocked > 0 && it.Category != record.Closed {
			blocked = append(blocked, it.Blocker)
		}
	}
	out.add("work", true, open)
	out.add("verdicts", true, unjudged)
	out.add("rejections", true, rejected)
	out.add("tests", true, failing)
	out.add("blockers", true, blocked)
}

// builds sees that the last checks of the code did not fail.
func (out *Readiness) builds(ctx context.Context, v *op.View, s *scope) error {
	broken, err := code.Broken(ctx, v, ids(s.items))
	if err != nil {
		return err
	}
	var inWay []Blocker
	for _, i := range s.items {
		if name, is := broken[i.ID]; is {
			b := i.Blocker
			b.Why = name
			inWay = append(inWay, b)
		}
	}
	out.add("builds", true, inWay)
	return nil
}

func ids(items []shipped) []string {
	out := make([]string, len(items))
	for n, i := range items {
		out[n] = i.ID
	}
	return out
}

// approvals sees that everybody has said yes whom a feature asks.
func (out *Readiness) approvals(ctx context.Context, v *op.View, s *scope) error {
	of := make([]string, len(s.features))
	for n, f := range s.features {
		of[n] = f.ID
	}
	missing, err := unapproved(ctx, v, of)
	if err != nil {
		return err
	}
	var inWay []Blocker
	for _, f := range s.features {
		if who := missing[f.ID]; len(who) > 0 {
			f.Why = strings.Join(who, ", ")
			inWay = append(inWay, f)
		}
	}
	out.add("approvals", true, inWay)
	return nil
}

const openRisks = `select distinct r.id, r.key, r.kind, r.title, r.state from link l join record r on r.workspace_id = l.workspace_id and r.id = case when l.from_id in (%[1]s) then l.to_id else l.from_id end
 where l.workspace_id = ? and (l.from_id in (%[1]s) or l.to_id in (%[1]s)) and r.kind = 'risk' and r.category in ('todo', 'doing') and r.archived_at = 0 order by r.key limit 200`

// risks lists the open risks that are linked to the release or its features.
func (out *Readiness) risks(ctx context.Context, v *op.View, r *Release, s *scope) error {
	of := []string{r.ID}
	for _, f := range s.features {
		of = append(of, f.ID)
	}
	marks, args := record.Among(of)
	all := append(append(append([]any{}, args...), v.Workspace), append(append([]any{}, args...), args...)...)
	found, err := store.All[Blocker](ctx, v.R, fmt.Sprintf(openRisks, marks), all...)
	if err == nil {
		out.add("risks", true, found)
	}
	return err
}

// money sees that it costs no more than it may.
func (out *Readiness) money(r *Release) {
	if r.Budget != nil {
		out.add("budget", r.Spent == nil || *r.Spent <= *r.Budget, nil)
	}
}

// days sees that the promised day has not passed.
func (out *Readiness) days(ctx context.Context, v *op.View, r *Release) error {
	if r.DueOn == "" || r.Category == record.Done || r.Category == record.Closed {
		return nil
	}
	left := int64(r.DueOn.Since(v.Today()))
	out.DaysLeft = &left
	out.add("day", left >= 0, nil)
	return nil
}

// holding gives the keys of what holds the release.
func (out *Readiness) holding() []string {
	keys := []string{}
	for _, c := range out.Checks {
		if c.OK || !c.Holds {
			continue
		}
		for _, r := range c.Records {
			keys = append(keys, r.Key)
		}
	}
	return keys
}

// inTheWay says in words what holds it.
func (out *Readiness) inTheWay() string {
	var parts []string
	for _, c := range out.Checks {
		if c.OK || !c.Holds {
			continue
		}
		var keys []string
		for _, r := range c.Records[:min(len(c.Records), 10)] {
			keys = append(keys, r.Key)
		}
		said := strings.Join(keys, ", ")
		if c.Count > 10 {
			said += fmt.Sprintf(" and %d more", c.Count-10)
		}
		if c.Name == "rejections" {
			parts = append(parts, said+" sent back and not accepted since")
		} else {
			parts = append(parts, "approval is missing for "+said)
		}
	}
	return strings.Join(parts, "; ")
}

type missingApproval struct {
	Feature string `db:"record_id"`
	Member  string `db:"member_id"`
	State   string `db:"state"`
}

// unapproved gives whose yes features lack, by feature.
func unapproved(ctx context.Context, v *op.View, features []string) (map[string][]string, error) {
	out := map[string][]string{}
	if len(features) == 0 {
		return out, nil
	}
	marks, args := record.Among(features)
	rows, err := store.All[missingApproval](ctx, v.R, "select record_id, member_id, state from approval where workspace_id = ? and state <> 'approved' and record_id in ("+marks+") order by version", append([]any{v.Workspace}, args...)...)
	for _, r := range rows {
		name := "somebody who left"
		if m, ok := v.Access.Member(r.Member); ok {
			name = m.Name
		}
		if r.State == "declined" {
			name += " (declined)"
		}
		out[r.Feature] = append(out[r.Feature], name)
	}
	return out, err
}
