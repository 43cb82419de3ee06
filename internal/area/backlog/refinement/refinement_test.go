package refinement_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func story(w *apptest.World, title string, fields obj) apptest.Out {
	all := obj{"product": "LEND", "title": title}
	for k, v := range fields {
		all[k] = v
	}
	return w.Do("paul", "story.create", obj{"fields": all})
}

// table is a refinement as its answers show it.
type table struct {
	ID, Key, State, Title, Current string
	Version                        int64
	ClosedAt                       *string
	Items                          []struct {
		Item                          string
		EstimateBefore, EstimateAfter *float64
		LackedBefore, LacksAfter      []string
		Note                          string
		TurnAt                        *string
	}
	People []struct {
		Member, As string
		LeftAt     *string
	}
}

type round struct {
	ID, State, Record string
	Number            int64
	Scale, Voted      []string
	Votes             []struct{ Member, Value string }
	RevealedBy        string
	Taken             *float64
}

type told struct {
	Round  round
	Result *struct {
		Low, High, Median, Consensus, Suggestion *float64
		Lowest, Highest                          []string
		Advice                                   string
	}
}

type sight struct {
	Scale, Waiting []string
	Rounds         []told
	Mine           string
	Missing        []struct{ Rule, What string }
}

func begin(w *apptest.World, items ...string) table {
	w.T.Helper()
	var r table
	w.Into("paul", "refinement.start", obj{"product": "LEND", "items": items}, &r)
	return r
}

func see(w *apptest.World, who, id string) sight {
	w.T.Helper()
	var s sight
	w.Into(who, "refinement.now", obj{"id": id}, &s)
	return s
}

// opened gives a refinement in which dina, dora as a voter, and paul as an
// observer sit over an open round.
func opened(w *apptest.World) (table, round) {
	w.T.Helper()
	item := story(w, "Forms", nil)
	r := begin(w, item.Key)
	w.Do("dina", "refinement.join", obj{"id": r.ID})
	w.Do("dora", "refinement.join", obj{"id": r.ID, "as": "voter"})
	w.Do("paul", "refinement.turn", obj{"id": r.ID, "item": item.Key})
	var one round
	w.Into("paul", "round.start", obj{"refinement": r.ID}, &one)
	return r, one
}

func TestARefinementFromStartToClose(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		a, b := story(w, "Forms", nil), story(w, "Letters", obj{"criteria": []obj{{"text": "It works"}}})
		r := begin(w, a.Key, b.Key)
		if r.Title != "Refinement of 2 March 2026" || r.State != "running" || len(r.Items) != 2 || r.People[0].As != "observer" {
			t.Errorf("it begins as %+v", r)
		}
		if _, err := w.Try("dina", "refinement.start", obj{"product": "LEND"}); !errs.Is(err, errs.Conflict) || !strings.Contains(err.Error(), r.Key) {
			t.Errorf("a second one beside the first: %v", err)
		}
		if _, err := w.Try("sam", "refinement.start", obj{"product": "LEND", "beside": true}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a stakeholder started one: %v", err)
		}
		w.Do("paul", "refinement.turn", obj{"id": r.ID, "item": a.Key})
		w.Do("dina", "story.update", obj{"id": a.Key, "patch": obj{"estimate": 5}})
		w.Clock.Add(time.Hour)
		// Two moderators: the second sees what the first did not know.
		w.Do("paul", "refinement.turn", obj{"id": r.ID, "item": b.Key, "from": a.ID})
		if _, err := w.Try("dina", "refinement.turn", obj{"id": r.ID, "item": b.Key, "from": a.ID}); err != nil {
			t.Errorf("the same next item from both is no conflict: %v", err)
		}
		c := story(w, "Late", nil)
		if _, err := w.Try("dina", "refinement.turn", obj{"id": r.ID, "item": c.Key, "from": a.ID}); !errs.Is(err, errs.Conflict) || !strings.Contains(err.Error(), b.Key) {
			t.Errorf("another one moved on from an item that has had its turn: %v", err)
		}
		w.Do("dina", "refinement.note", obj{"id": r.ID, "item": b.Key, "note": "Ask the bank."})
		var end table
		w.Into("paul", "refinement.close", obj{"id": r.ID}, &end)
		first, second := end.Items[0], end.Items[1]
		if end.State != "closed" || end.ClosedAt == nil || end.Current != "" || end.People[0].LeftAt == nil {
			t.Errorf("it ends as %+v", end)
		}
		if first.EstimateBefore != nil || first.EstimateAfter == nil || *first.EstimateAfter != 5 || !slices.Contains(first.LackedBefore, "estimate") || slices.Contains(first.LacksAfter, "estimate") {
			t.Errorf("of the first item came %+v", first)
		}
		if second.Note != "Ask the bank." || slices.Contains(second.LackedBefore, "criteria") || !slices.Contains(second.LacksAfter, "estimate") {
			t.Errorf("of the second item came %+v", second)
		}
		for what, in := range map[string]obj{
			"refinement.turn": {"id": r.ID, "item": a.Key}, "refinement.join": {"id": r.ID}, "refinement.close": {"id": r.ID}, "round.start": {"refinement": r.ID},
		} {
			if _, err := w.Try("paul", what, in); !errs.Is(err, errs.Conflict) {
				t.Errorf("%s after the close: %v", what, err)
			}
		}
		if _, err := w.Try("paul", "refinement.update", obj{"id": r.ID, "patch": obj{"state": "running"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("opened again by hand: %v", err)
		}
	})
}

func TestARefinementIsAboutItemsOfItsProduct(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		other := w.Do("paul", "story.create", obj{"fields": obj{"product": "HIDE", "title": "Hidden"}})
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
		r := begin(w)
		for what, c := range map[string]struct {
			who, item string
			kind      errs.Kind
		}{
			"another product's":    {"paul", other.Key, errs.Invalid},
			"one that is not seen": {"dina", other.Key, errs.NotFound},
			"a feature":            {"paul", feature.Key, errs.Invalid},
			"nothing":              {"paul", "LEND-999", errs.NotFound},
		} {
			if _, err := w.Try(c.who, "refinement.turn", obj{"id": r.ID, "item": c.item}); !errs.Is(err, c.kind) {
				t.Errorf("%s got its turn: %v", what, err)
			}
		}
		if _, err := w.Try("paul", "round.start", obj{"refinement": r.ID}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a round about nothing: %v", err)
		}
	})
}

func TestARoundOfPoker(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r, one := opened(w)
		var again round
		w.Into("dina", "round.start", obj{"refinement": r.ID}, &again)
		if again.ID != one.ID || one.Number != 1 || len(one.Scale) != 13 {
			t.Errorf("two opened a round, and got %+v and %+v", one, again)
		}
		if s := see(w, "paul", r.ID); len(s.Waiting) != 2 || s.Rounds[0].Result != nil {
			t.Errorf("before anybody has voted the table shows %+v", s)
		}
		if _, err := w.Try("paul", "round.reveal", obj{"id": one.ID}); !errs.Is(err, errs.Conflict) {
			t.Errorf("revealed without a vote: %v", err)
		}
		if _, err := w.Try("dina", "round.vote", obj{"id": one.ID, "value": "4"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("voted beside the scale: %v", err)
		}
		w.Do("dina", "round.vote", obj{"id": one.ID, "value": "8"})
		// A vote can be changed until it is seen, and that leaves no row.
		if out := w.Do("dina", "round.vote", obj{"id": one.ID, "value": "3"}); out.Rows != 0 {
			t.Errorf("a changed vote wrote %d rows", out.Rows)
		}
		if s := see(w, "dina", r.ID); s.Mine != "3" || !slices.Equal(s.Waiting, []string{w.Members["dora"]}) {
			t.Errorf("the voter sees %+v", s)
		}
		if s := see(w, "dora", r.ID); s.Mine != "" || !slices.Equal(s.Rounds[0].Round.Voted, []string{w.Members["dina"]}) {
			t.Errorf("another sees %+v", s)
		}
		// Tess comes late and is waited for; the last vote reveals.
		w.Do("tess", "refinement.join", obj{"id": r.ID, "as": "voter"})
		w.Do("dora", "round.vote", obj{"id": one.ID, "value": "5"})
		if s := see(w, "paul", r.ID); s.Rounds[0].Round.State != "open" || !slices.Equal(s.Waiting, []string{w.Members["tess"]}) {
			t.Errorf("with a late joiner the table shows %+v", s)
		}
		w.Do("tess", "round.vote", obj{"id": one.ID, "value": "5"})
		s := see(w, "nora", r.ID)
		got := s.Rounds[0]
		if got.Round.State != "revealed" || len(got.Round.Votes) != 3 || got.Round.RevealedBy != "" || *got.Result.Median != 5 || got.Result.Advice != "explain" ||
			!slices.Equal(got.Result.Lowest, []string{w.Members["dina"]}) || len(got.Result.Highest) != 2 {
			t.Errorf("revealed it is %+v with %+v", got.Round, got.Result)
		}
		if _, err := w.Try("dina", "round.vote", obj{"id": one.ID, "value": "5"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("voted after the reveal: %v", err)
		}
		if out := w.Do("paul", "round.reveal", obj{"id": one.ID}); out.Rows != 0 {
			t.Error("revealed twice")
		}
	})
}

func TestThreeRoundsAreEnough(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r, one := opened(w)
		for n := int64(1); n <= 3; n++ {
			if one.Number != n {
				t.Errorf("round %d is called %d", n, one.Number)
			}
			w.Do("dina", "round.vote", obj{"id": one.ID, "value": "3"})
			w.Do("dora", "round.vote", obj{"id": one.ID, "value": "8"})
			if n < 3 {
				w.Into("paul", "round.start", obj{"refinement": r.ID}, &one)
			}
		}
		got := see(w, "paul", r.ID).Rounds
		if len(got) != 3 || got[0].Result.Advice != "larger or split" || *got[0].Result.Suggestion != 8 || got[1].Result.Suggestion != nil {
			t.Errorf("after three rounds: %+v", got)
		}
		if _, err := w.Try("dina", "round.take", obj{"id": got[1].Round.ID}); !errs.Is(err, errs.Invalid) {
			t.Errorf("took a result that nobody named: %v", err)
		}
		// The product owner proposes what the developers decide.
		if out := w.Do("paul", "round.take", obj{"id": got[0].Round.ID}); out.Proposal == nil || out.Proposal.Decisions[0] != "story.estimate" {
			t.Errorf("the product owner set an estimate: %s", out.JSON)
		} else {
			w.Do("dina", "proposal.take", obj{"id": out.Proposal.ID})
		}
		var item struct{ Estimate *float64 }
		w.Into("nora", "story.show", obj{"id": r.Items[0].Item}, &item)
		if item.Estimate == nil || *item.Estimate != 8 {
			t.Errorf("the estimate is %v", item.Estimate)
		}
		out := w.Do("dina", "round.take", obj{"id": got[0].Round.ID, "value": 13})
		var log struct{ Items []struct{ Request string } }
		w.Into("nora", "record.history", obj{"id": r.Items[0].Item}, &log)
		if out.Rows != 2 {
			t.Errorf("taking a result wrote %d rows, want the item's and the round's", out.Rows)
		}
		w.Do("dina", "change.undo", obj{"request": log.Items[0].Request})
		w.Into("nora", "story.show", obj{"id": r.Items[0].Item}, &item)
		if *item.Estimate != 8 {
			t.Errorf("after the undo the estimate is %v", *item.Estimate)
		}
		// The rounds stay when the item's turn comes again, and are counted on.
		var all struct{ Items []told }
		w.Into("nora", "round.list", obj{"item": r.Items[0].Item}, &all)
		if len(all.Items) != 3 {
			t.Errorf("%d rounds are kept", len(all.Items))
		}
	})
}

func TestLeavingTheTable(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r, one := opened(w)
		w.Do("tess", "refinement.join", obj{"id": r.ID, "as": "voter"})
		w.Do("dina", "round.vote", obj{"id": one.ID, "value": "3"})
		w.Do("dora", "round.vote", obj{"id": one.ID, "value": "5"})
		if _, err := w.Try("sam", "refinement.leave", obj{"id": r.ID, "member": w.Members["tess"]}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("somebody else was sent away: %v", err)
		}
		// Who has voted and left has voted; the round waits for nobody any more.
		w.Do("dina", "refinement.leave", obj{"id": r.ID})
		w.Do("paul", "refinement.leave", obj{"id": r.ID, "member": w.Members["tess"]})
		if got := see(w, "paul", r.ID).Rounds[0].Round; got.State != "revealed" || len(got.Votes) != 2 {
			t.Errorf("after the last who was waited for has left the round is %+v", got)
		}
		// A vote alone does not reveal itself: others may be on their way.
		w.Do("dora", "refinement.leave", obj{"id": r.ID})
		w.Into("paul", "round.start", obj{"refinement": r.ID}, &one)
		w.Do("dina", "round.vote", obj{"id": one.ID, "value": "3"})
		s := see(w, "paul", r.ID)
		if s.Rounds[0].Round.State != "open" || len(s.Waiting) != 0 {
			t.Errorf("alone at the table: %+v", s)
		}
		var now table
		w.Into("nora", "refinement.show", obj{"id": r.ID}, &now)
		if n := slices.IndexFunc(now.People, func(p struct {
			Member, As string
			LeftAt     *string
		}) bool {
			return p.Member == w.Members["dina"]
		}); now.People[n].LeftAt != nil {
			t.Error("who votes again has not come back")
		}
		w.Do("paul", "round.reveal", obj{"id": one.ID})
		// A turn that ends drops the open round, and its votes with it.
		w.Into("paul", "round.start", obj{"refinement": r.ID}, &one)
		w.Do("dina", "round.vote", obj{"id": one.ID, "value": "3"})
		w.Do("paul", "refinement.turn", obj{"id": r.ID, "item": story(w, "Next", nil).Key})
		if _, err := w.Try("dina", "round.vote", obj{"id": one.ID, "value": "5"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("voted in a dropped round: %v", err)
		}
		if _, err := w.Try("paul", "round.reveal", obj{"id": one.ID}); !errs.Is(err, errs.Conflict) {
			t.Errorf("revealed a dropped round: %v", err)
		}
	})
}

func TestRoundsAreNotTakenBack(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		_, one := opened(w)
		w.Do("dina", "round.vote", obj{"id": one.ID, "value": "3"})
		w.Do("dora", "round.vote", obj{"id": one.ID, "value": "5"})
		var log struct {
			Items []struct {
				Seq  int64
				Kind string
			}
		}
		w.Into("olga", "ledger.list", obj{"kind": "round"}, &log)
		if len(log.Items) != 4 {
			t.Errorf("a round of two votes wrote %d rows, want its opening, the votes and the reveal", len(log.Items))
		}
		for _, row := range log.Items {
			if _, err := w.Try("olga", "change.undo", obj{"seq": row.Seq}); err == nil {
				t.Errorf("row %d of a round was taken back", row.Seq)
			}
		}
	})
}

func TestCardsOnATable(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		item := story(w, "Forms", nil)
		cards := []obj{{"member": w.Members["dina"], "value": "3"}, {"member": w.Members["dora"], "value": "3"}}
		var one round
		w.Into("paul", "round.record", obj{"item": item.Key, "votes": cards}, &one)
		if one.State != "revealed" || len(one.Votes) != 2 || one.Number != 1 {
			t.Errorf("what was on the table is %+v", one)
		}
		for what, votes := range map[string][]obj{
			"nobody": {{"member": "01kjpwd6m0p39ndear90ss6588", "value": "3"}}, "twice": {cards[0], cards[0]}, "no value": {{"member": w.Members["dina"], "value": "4"}}, "none": {},
		} {
			if _, err := w.Try("paul", "round.record", obj{"item": item.Key, "votes": votes}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
		w.Do("dina", "round.take", obj{"id": one.ID})
	})
}

func TestTheScale(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		set := func(steps ...string) error {
			_, err := w.Try("dina", "scale.set", obj{"product": "LEND", "steps": steps})
			return err
		}
		for _, bad := range [][]string{{"1"}, {"1", "1"}, {"2", "1"}, {"1", "huge"}, {"?", "coffee"}, {"1", "-2"}, {"", "1"}} {
			if err := set(bad...); !errs.Is(err, errs.Invalid) {
				t.Errorf("the scale %q: %v", bad, err)
			}
		}
		if err := set("1", "2", "4", "?"); err != nil {
			t.Fatal(err)
		}
		if out := w.Do("paul", "scale.set", obj{"product": "LEND", "steps": []string{"1", "2"}}); out.Proposal == nil {
			t.Error("the product owner set the developers' scale")
		}
		var got struct {
			Steps []string
			Usual bool
		}
		w.Into("nora", "scale.show", obj{"product": "LEND"}, &got)
		if fmt.Sprint(got.Steps) != "[1 2 4 ?]" || got.Usual {
			t.Errorf("the scale is %+v", got)
		}
		_, one := opened(w)
		if fmt.Sprint(one.Scale) != "[1 2 4 ?]" {
			t.Errorf("a round is voted on %v", one.Scale)
		}
	})
}

func TestTheQueueOfWhatIsNotReady(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		objective := w.Do("pia", "objective.create", obj{"fields": obj{"product": "LEND", "title": "Grow"}})
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
		w.Do("pia", "link.create", obj{"type": "serves", "from": feature.Key, "to": objective.Key})
		ready := obj{"asA": "lender", "iWant": "x", "soThat": "y", "criteria": []obj{{"text": "It works"}}, "estimate": 3}
		full := story(w, "Full", ready)
		w.Do("paul", "link.create", obj{"type": "delivers", "from": full.Key, "to": feature.Key})
		w.Do("paul", "story.update", obj{"id": full.Key, "patch": obj{"state": "refining"}})
		blocked := story(w, "Blocked", ready)
		w.Do("paul", "link.create", obj{"type": "delivers", "from": blocked.Key, "to": feature.Key})
		w.Do("paul", "link.create", obj{"type": "blocks", "from": full.Key, "to": blocked.Key})
		for n := range 10 {
			story(w, fmt.Sprintf("Empty %d", n), nil)
		}
		last := story(w, "Last", ready)
		w.Do("paul", "link.create", obj{"type": "delivers", "from": last.Key, "to": feature.Key})
		w.Do("paul", "story.update", obj{"id": last.Key, "patch": obj{"state": "ready"}})
		w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "Far", "startOn": "2026-05-01"}})
		next := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "Next", "startOn": "2026-04-01"}})
		planned := story(w, "Planned", obj{"estimate": 2})
		w.Do("paul", "story.update", obj{"id": planned.Key, "patch": obj{"sprint": next.ID}})
		var q struct {
			NextSprint    string
			Looked, Ready int
			More          bool
			Items         []struct {
				Title        string
				Place        int
				InNextSprint bool
				Stretch      int
				Missing      []struct{ Rule, What string }
			}
		}
		w.Into("nora", "refinement.queue", obj{"product": "LEND"}, &q)
		var got []string
		for _, i := range q.Items {
			rules := []string{}
			for _, m := range i.Missing {
				rules = append(rules, m.Rule)
			}
			if !strings.HasPrefix(i.Title, "Empty") {
				got = append(got, fmt.Sprintf("%s %d %d %v", i.Title, i.Place, i.Stretch, rules))
			}
		}
		want := []string{"Planned 14 0 [statement criteria thread]", "Full 1 1 []", "Blocked 2 1 [blockers]"}
		if !slices.Equal(got, want) || q.NextSprint != next.ID || q.Looked != 14 || q.Ready != 1 || q.More || len(q.Items) != 13 {
			raw, _ := json.Marshal(q)
			t.Errorf("the queue is %v, want %v: %s", got, want, raw)
		}
		w.Into("nora", "refinement.queue", obj{"product": "LEND", "limit": 2}, &q)
		if len(q.Items) != 2 || !q.More {
			t.Errorf("two of the queue are %d, more %v", len(q.Items), q.More)
		}
	})
}
