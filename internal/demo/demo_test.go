package demo_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/internal/app/apptest"
	"throughline/internal/area/desk"
	"throughline/internal/area/promise"
	"throughline/internal/core/ledger"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/query"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
	"throughline/internal/demo"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/page"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// A Tuesday in the second week of a sprint.
var end = clock.From(time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC))

var options = demo.Options{End: end, Cost: auth.Cost{Memory: 64, Passes: 1, Threads: 1}}

// world is a made demo world with the installation that it is in.
type world struct {
	*apptest.Site
	summary *demo.Summary
	actors  map[string]right.Actor
}

// TestWorld makes the whole world once on each database and looks at it from
// all sides: it takes long. Both must be the same world. Where there is one
// database only, the world is made twice on it.
//
//nolint:tparallel // what compares the databases waits for both
func TestWorld(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	digests := map[string]string{}
	one := func(t *testing.T, name string, engine store.Dialect, look bool) {
		w := newWorld(t, engine)
		d := w.digest()
		mu.Lock()
		digests[name] = d
		mu.Unlock()
		if look {
			w.look()
		}
	}
	t.Run("engines", func(t *testing.T) {
		for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
			t.Run(string(engine), func(t *testing.T) {
				t.Parallel()
				one(t, string(engine), engine, true)
			})
		}
	})
	if len(digests) == 1 {
		t.Run("again", func(t *testing.T) { one(t, "again", store.SQLite, false) })
	}
	for name, d := range digests {
		if d != digests[string(store.SQLite)] {
			t.Errorf("the world on %s is another one than on SQLite", name)
		}
	}
}

func newWorld(t *testing.T, engine store.Dialect) *world {
	w := &world{Site: apptest.OpenSite(t, engine), actors: map[string]right.Actor{}}
	w.Clock.Set(end)
	steps := 0
	o := options
	o.Progress = func(string, int, int) { steps++ }
	var err error
	if w.summary, err = demo.Make(t.Context(), w.App.DB, o); err != nil {
		t.Fatal(err)
	}
	if steps < 10 {
		t.Errorf("progress was told %d times", steps)
	}
	err = w.App.Engine.View(t.Context(), w.summary.ID, right.Actor{}, func(v *op.View) error {
		for id, m := range v.Access.Members() {
			w.actors[m.Handle] = right.Actor{Member: id, Role: m.Role, Through: "test"}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// look is everything that must be true of the world. The ledger is replayed
// when the test ends.
func (w *world) look() {
	w.counts()
	w.gaps()
	w.threads()
	w.trace()
	w.history()
	w.rights()
	w.views()
	w.risks()
	w.decisions()
	w.inboxes()
	w.promises()
	w.signIns()
	w.strategies()
	w.lives()
	w.stops()
	if _, err := demo.Make(w.T.Context(), w.App.DB, options); !errs.Is(err, errs.Conflict) {
		w.T.Errorf("a second world in the same place: %v", err)
	}
}

func (w *world) counts() {
	w.T.Helper()
	c := w.summary.Counts
	c["items"] = c["story"] + c["bug"] + c["task"] + c["spike"]
	for what, least := range map[string]int64{
		"portfolio": 1, "product": 2, "pillar": 5, "objective": 6, "metric": 8, "initiative": 8, "feature": 40, "items": 600, "sprint": 27,
		"release": 8, "feedback": 900, "account": 120, "contact": 200, "insight": 60, "opportunity": 20, "risk": 25, "decision": 25, "tradeoff": 4, "promise": 12, "lines of money": 300, "rates of exchange": 12, "business cases": 5, "price plans": 3, "price changes": 6,
		"responsibilities said": 8, "vacancies": 1, "confidential assessment": 12, "confidential goal": 5, "confidential candidate": 2, "confidential scorecard": 4,
		"launch":    3,
		"proposals": 25, "cuts": 4, "links to cuts": 4, "comments": 400, "metric points": 900, "links": 2000, "verdict": 450, "ledger rows": 12000,
		"stakeholders": 10, "cadences": 10, "briefings": 40,
	} {
		if c[what] < least {
			w.T.Errorf("%d %s, want at least %d", c[what], what, least)
		}
	}
	for kind, share := range map[string]float64{"story": 0.5, "bug": 0.15, "task": 0.12} {
		if got := float64(c[kind]) / float64(c["items"]); got < share {
			w.T.Errorf("%.2f of the items are a %s", got, kind)
		}
	}
}

// stops are asked about, were answered both ways, and each answer has a reason.
func (w *world) stops() {
	w.T.Helper()
	type row struct {
		Key  string
		Last *struct{ Answer, Reason string }
	}
	var got struct {
		Items, Kept []row
		Stopped     []struct{ Key, Reason string }
	}
	w.ask("ana", "stop.list", map[string]any{"product": "LEND"}, &got)
	again := slices.ContainsFunc(got.Items, func(r row) bool { return r.Last != nil && r.Last.Answer == "keep" && r.Last.Reason != "" })
	if len(got.Items) < 2 || !again || len(got.Kept) < 1 || len(got.Stopped) != 2 {
		w.T.Errorf("what to stop: %+v", got)
	}
}

// risks have a price, moved of late, and some came true at a cost.
func (w *world) risks() {
	w.T.Helper()
	var got struct {
		Risks    []struct{ Trend string }
		Money    []struct{ Minor int64 }
		CameTrue []struct{ Cost *int64 }
		Days     float64
	}
	w.ask("ana", "risk.register", map[string]any{"product": "LEND", "days": 30}, &got)
	trends := map[string]int{}
	for _, r := range got.Risks {
		trends[r.Trend]++
	}
	if trends["up"] < 2 || trends["down"] < 2 || len(got.Money) != 1 || got.Money[0].Minor < 1 || got.Days <= 0 || len(got.CameTrue) < 3 {
		w.T.Errorf("the register of risks is %+v", got)
	}
	var sums []struct{ Open int }
	w.ask("ana", "risk.exposure", map[string]any{"product": "LEND", "by": "feature"}, &sums)
	if len(sums) < 4 {
		w.T.Errorf("open risks concern %d features", len(sums))
	}
}

// decisions have their people, some wait for Ana, and two come back to be looked at.
func (w *world) decisions() {
	w.T.Helper()
	var list []struct{ Kind, Why string }
	w.ask("ana", "review.mine", map[string]any{}, &list)
	whys := map[string]int{}
	for _, r := range list {
		whys[r.Kind+" "+r.Why]++
	}
	if whys["decision decide"] != 3 || whys["decision review"] < 1 {
		w.T.Errorf("what waits for Ana is %v", whys)
	}
	if n := all[int64](w, "select count(*) from decision where workspace_id = ? and superseded_by is not null", w.summary.ID)[0]; n != 2 {
		w.T.Errorf("%d decisions were superseded, want one of the list and the no-go of a launch", n)
	}
}

// gaps are exactly those that were left on purpose.
func (w *world) gaps() {
	w.T.Helper()
	var found page.Page[desk.Gap]
	w.ask("ana", "gap.list", map[string]any{"limit": 200}, &found)
	var got []demo.Gap
	for _, g := range found.Items {
		got = append(got, demo.Gap{Gap: g.Gap, Kind: g.Kind, Title: g.Title})
	}
	want := demo.Gaps()
	byText := func(a, b demo.Gap) int { return strings.Compare(a.Gap+a.Kind+a.Title, b.Gap+b.Kind+b.Title) }
	slices.SortFunc(got, byText)
	slices.SortFunc(want, byText)
	if d := cmp.Diff(want, got); d != "" {
		w.T.Errorf("gaps (-want +got):\n%s", d)
	}
}

// promises came out in each way, and some of those that bind have turned: the
// promiser was told first, the product manager of the one that nobody took in
// hand.
func (w *world) promises() {
	w.T.Helper()
	of := func(in map[string]any) []promise.Listed {
		var found promise.Listing
		w.ask("ana", "promise.list", in, &found)
		return found.Items
	}
	for state, least := range map[string]int{"kept": 7, "broken": 1, "withdrawn": 1, "live": 5} {
		if n := len(of(map[string]any{"state": state})); n < least {
			w.T.Errorf("%d promises are %s, want at least %d", n, state, least)
		}
	}
	moved, handled, passed := 0, 0, 0
	for _, p := range of(map[string]any{"state": "all"}) {
		moved += min(1, len(p.Days))
		handled += min(1, len(p.Handling))
		if p.EscalatedAt != 0 {
			passed++
		}
	}
	risks := of(map[string]any{"standing": "at risk"})
	if len(risks) < 2 || risks[0].Odds == nil || moved < 2 || handled != 1 || passed < 1 {
		w.T.Errorf("%d are at risk, %d were moved, %d are in hand, %d were passed on", len(risks), moved, handled, passed)
	}
	for _, who := range []string{"ruth", "ana"} {
		var told page.Page[watch.Notice]
		w.ask(who, "inbox.list", map[string]any{"reason": "alarm"}, &told)
		if !slices.ContainsFunc(told.Items, func(n watch.Notice) bool { return n.Kind == "promise" }) {
			w.T.Errorf("%s was told of no promise at risk", who)
		}
	}
}

// threads are whole but for those gaps: each feature has a purpose and a
// customer's words, each need a feature, each objective work and a number.
func (w *world) threads() {
	w.T.Helper()
	left := demo.Gaps()
	type row struct {
		Key   string `db:"key"`
		Title string `db:"title"`
	}
	seen := 0
	for _, r := range all[row](w, "select key, title from record where workspace_id = ? and (kind in ('feature', 'objective', 'opportunity', 'initiative') or kind = 'story' and num % 20 = 0) order by num", w.summary.ID) {
		if slices.ContainsFunc(left, func(g demo.Gap) bool { return g.Title == r.Title }) {
			continue
		}
		var thread link.Thread
		w.ask("ana", "record.thread", map[string]any{"id": r.Key}, &thread)
		for _, g := range thread.Gaps {
			w.T.Errorf("%s %q: %s", r.Key, r.Title, g.What)
		}
		seen++
	}
	if seen < 100 {
		w.T.Errorf("only %d threads were looked at", seen)
	}
}

// trace of a story leads up to the vision and down to the number.
func (w *world) trace() {
	w.T.Helper()
	key := all[string](w, "select key from record where workspace_id = ? and title = 'Get a decision within a minute of sending my request'", w.summary.ID)
	if len(key) != 1 {
		w.T.Fatalf("%d stories of that title", len(key))
	}
	var thread link.Thread
	w.ask("victor", "record.thread", map[string]any{"id": key[0]}, &thread)
	kinds := func(nodes []link.Node) []string {
		var out []string
		for _, n := range nodes {
			out = append(out, n.Kind)
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	if d := cmp.Diff([]string{"feature", "feedback", "initiative", "insight", "objective", "opportunity", "pillar", "product"}, kinds(thread.Up)); d != "" {
		w.T.Errorf("up (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"metric", "release", "sprint", "verdict"}, kinds(thread.Down)); d != "" {
		w.T.Errorf("down (-want +got):\n%s", d)
	}
	if top := thread.Up[len(thread.Up)-1]; top.Link != "vision" || !strings.Contains(top.Title, "fair rates") {
		w.T.Errorf("the upper end is %+v", top)
	}
}

// history is that of a real team: work carried over, sent back, reopened, taken
// out and put in while a sprint runs.
func (w *world) history() {
	w.T.Helper()
	const items = "kind in ('story', 'bug', 'task', 'spike')"
	for what, c := range map[string]struct {
		query string
		least int64
	}{
		"items carried over":        {"select count(*) from ledger where workspace_id = ? and operation = 'sprint.close' and " + items, 20},
		"items sent back":           {"select count(*) from ledger where workspace_id = ? and operation = 'item.reject' and " + items, 30},
		"bugs reopened":             {"select count(*) from ledger where workspace_id = ? and operation = 'item.reject' and kind = 'bug' and diff like '%\"state\":[\"accepted\"%'", 4},
		"items awaiting a verdict":  {"select count(*) from record where workspace_id = ? and state = 'done' and " + items, 1},
		"items in progress":         {"select count(*) from record where workspace_id = ? and state in ('in progress', 'in review') and " + items, 2},
		"sprints closed":            {"select count(*) from record where workspace_id = ? and kind = 'sprint' and state = 'closed'", 25},
		"sprints active":            {"select count(*) from record where workspace_id = ? and kind = 'sprint' and state = 'active'", 1},
		"items planned ahead":       {"select count(*) from item i join record s on s.workspace_id = i.workspace_id and s.id = i.sprint_id where i.workspace_id = ? and s.state = 'planned'", 3},
		"releases out":              {"select count(*) from record where workspace_id = ? and kind = 'release' and state = 'released'", 8},
		"launches reviewed":         {"select count(*) from record where workspace_id = ? and kind = 'launch' and state = 'reviewed'", 1},
		"launches ahead":            {"select count(*) from record where workspace_id = ? and kind = 'launch' and state = 'preparing'", 1},
		"launch tasks late":         {"select count(*) from launch_task t join launch l on l.workspace_id = t.workspace_id and l.id = t.record_id where t.workspace_id = ? and t.department = 'legal' and t.state = 'doing' and t.due_offset = -42 and l.launched_on is null", 1},
		"go or no-go, asked twice":  {"select count(*) from launch_gate where workspace_id = ? and number = 2 and ruling = 'go'", 1},
		"bets that hit":             {"select count(*) from feature where workspace_id = ? and bet_outcome = 'hit'", 3},
		"bets that missed":          {"select count(*) from feature where workspace_id = ? and bet_outcome = 'missed'", 3},
		"bets that were put off":    {"select count(*) from feature where workspace_id = ? and bet_outcome = 'too early'", 2},
		"bets as the number says":   {"select count(*) from feature where workspace_id = ? and bet_outcome <> '' and bet_outcome = bet_suggested", 8},
		"open bets":                 {"select count(*) from feature where workspace_id = ? and bet_outcome = '' and bet_metric_id is not null", 8},
		"features settled":          {"select count(*) from record where workspace_id = ? and kind = 'feature' and state = 'settled'", 5},
		"items blocked by others":   {"select count(*) from link where workspace_id = ? and type = 'blocks'", 10},
		"feedback unheard":          {"select count(*) from record where workspace_id = ? and kind = 'feedback' and state = 'new'", 10},
		"customers told":            {"select count(*) from record where workspace_id = ? and kind = 'feedback' and state = 'answered'", 100},
		"feedback set aside":        {"select count(*) from record where workspace_id = ? and kind = 'feedback' and state = 'set aside'", 50},
		"proposals open":            {"select count(*) from proposal where workspace_id = ? and state = 'open'", 5},
		"proposals taken":           {"select count(*) from proposal where workspace_id = ? and state = 'taken'", 10},
		"proposals declined":        {"select count(*) from proposal where workspace_id = ? and state = 'declined'", 3},
		"proposals withdrawn":       {"select count(*) from proposal where workspace_id = ? and state = 'withdrawn'", 2},
		"proposals overtaken":       {"select count(*) from proposal where workspace_id = ? and state = 'outdated'", 2},
		"comments that call people": {"select count(*) from comment where workspace_id = ? and mentions <> '[]'", 100},
	} {
		if got := all[int64](w, c.query, w.summary.ID)[0]; got < c.least {
			w.T.Errorf("%s: %d, want at least %d", what, got, c.least)
		}
	}
	late := all[string](w, "select r.key from record r join release x on x.workspace_id = r.workspace_id and x.id = r.id where r.workspace_id = ? and x.released_on > x.due_on", w.summary.ID)
	if len(late) > 0 {
		w.T.Errorf("releases %v went out later than their day, and nobody moved it", late)
	}
	after := all[int64](w, "select count(*) from ledger where workspace_id = ? and at >= ?", w.summary.ID, int64(clock.From(end.Time().Truncate(24*time.Hour))))[0]
	if after > 0 {
		w.T.Errorf("%d things happened after the last day", after)
	}
}

// rights were held by those who acted: admins stepped in for the set-up only,
// and what somebody did for another was a proposal.
func (w *world) rights() {
	w.T.Helper()
	setUp := []string{"people.set", "role.assign", "product.make"}
	for _, d := range all[string](w, "select distinct decision from ledger where workspace_id = ? and role = 'admin'", w.summary.ID) {
		if !slices.Contains(setUp, d) {
			w.T.Errorf("an admin stepped in to decide %s", d)
		}
	}
	for who, made := range map[string]string{"ana": "record.rank", "lena": "item.accept", "tom": "metric.enter", "helena": "story.create"} {
		n := all[int64](w, "select count(*) from ledger where workspace_id = ? and actor_id = ? and operation = ? and kind <> 'feature' and kind <> 'proposal'", w.summary.ID, w.actors[who].Member, made)[0]
		if n > 0 {
			w.T.Errorf("%s did %s %d times", who, made, n)
		}
	}
	type credit struct {
		Actor  string `db:"actor_id"`
		Behalf string `db:"behalf_id"`
	}
	both := all[credit](w, "select actor_id, behalf_id from ledger where workspace_id = ? and behalf_id is not null and operation = 'record.rank'", w.summary.ID)
	if len(both) < 2 {
		w.T.Errorf("%d orders of the backlog were taken from proposals", len(both))
	}
	for _, c := range both {
		if c.Actor != w.actors["tom"].Member || !slices.Contains([]string{w.actors["lena"].Member, w.actors["priya"].Member}, c.Behalf) {
			w.T.Errorf("an order was made by %s on behalf of %s", c.Actor, c.Behalf)
		}
	}
}

// views can be opened by those for whom they were saved.
func (w *world) views() {
	w.T.Helper()
	var saved []query.SavedView
	w.ask("tom", "view.list", map[string]any{"product": "LEND"}, &saved)
	if len(saved) < 8 {
		w.T.Errorf("tom sees %d views", len(saved))
	}
	for _, s := range saved {
		var list struct{ Items []json.RawMessage }
		w.ask("tom", "record.list", map[string]any{"q": s.Query, "product": "LEND", "limit": 5}, &list)
		if len(list.Items) == 0 {
			w.T.Errorf("the view %q (%s) is empty", s.Name, s.Query)
		}
	}
}

// inboxes hold what waits for a word, and not eighteen months of it.
func (w *world) inboxes() {
	w.T.Helper()
	for _, who := range []string{"ana", "tom"} {
		var waiting page.Page[struct{ Reason, Key string }]
		w.ask(who, "inbox.list", map[string]any{"unread": true, "limit": 200}, &waiting)
		decide := 0
		for _, n := range waiting.Items {
			if n.Reason == "decide" {
				decide++
			}
		}
		if decide < 2 || waiting.Next != "" {
			w.T.Errorf("%s has %d unread notices (more: %v), %d of them to decide", who, len(waiting.Items), waiting.Next != "", decide)
		}
	}
}

// signIns work over HTTP, for everybody of the cast.
func (w *world) signIns() {
	w.T.Helper()
	if len(w.summary.People) < 8 {
		w.T.Errorf("%d people can sign in", len(w.summary.People))
	}
	for _, p := range w.summary.People {
		body, _ := json.Marshal(map[string]string{"email": p.Email, "password": p.Password})
		req, err := http.NewRequestWithContext(w.T.Context(), http.MethodPost, w.URL+"/api/v1/sessions", bytes.NewReader(body))
		if err != nil {
			w.T.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Origin", apptest.Base)
		ans, err := http.DefaultClient.Do(req)
		if err != nil {
			w.T.Fatal(err)
		}
		_ = ans.Body.Close()
		if ans.StatusCode >= http.StatusBadRequest || len(ans.Cookies()) == 0 {
			w.T.Errorf("%s signs in: %d", p.Name, ans.StatusCode)
		}
	}
}

// digest is of every ledger row, all columns.
func (w *world) digest() string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	after := int64(0)
	for {
		var rows []ledger.Row
		err := w.App.DB.Read(w.T.Context(), w.summary.ID, func(r *store.Reader) (err error) {
			rows, err = ledger.After(w.T.Context(), r, w.summary.ID, after, 2000)
			return err
		})
		if err != nil {
			w.T.Fatal(err)
		}
		if len(rows) == 0 {
			return hex.EncodeToString(h.Sum(nil))
		}
		for _, r := range rows {
			if err := enc.Encode(r); err != nil {
				w.T.Fatal(err)
			}
		}
		after = rows[len(rows)-1].Seq
	}
}

func (w *world) ask(who, name string, in, into any) {
	w.T.Helper()
	raw, err := json.Marshal(in)
	if err != nil {
		w.T.Fatal(err)
	}
	ans, err := w.App.Engine.Run(context.Background(), op.Call{Op: name, Workspace: w.summary.ID, Actor: w.actors[who], Input: raw})
	if err != nil {
		w.T.Fatalf("%s as %s: %v", name, who, err)
	}
	out, err := json.Marshal(ans.Value)
	if err == nil {
		err = json.Unmarshal(out, into)
	}
	if err != nil {
		w.T.Fatal(err)
	}
}

func all[T any](w *world, query string, args ...any) []T {
	w.T.Helper()
	var out []T
	err := w.App.DB.Read(w.T.Context(), w.summary.ID, func(r *store.Reader) (err error) {
		out, err = store.All[T](w.T.Context(), r, query, args...)
		return err
	})
	if err != nil {
		w.T.Fatal(err)
	}
	return out
}
