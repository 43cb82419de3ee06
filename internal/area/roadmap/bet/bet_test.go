package bet_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

type shown struct {
	Stands, Outcome string
	Says            struct{ Outcome, Why string }
	Observed        *struct{ Change, Low, High *float64 }
	Points          []struct{ Value float64 }
	Offer           *struct{ Corrected, Factor float64 }
	Ground          struct {
		Feedback, Accounts int
		Revenue            []struct{ Amount int64 }
	}
}

// bet makes a feature with a bet, that is in progress.
func bet(w *apptest.World, metric string, more obj) string {
	fields := obj{"product": "LEND", "title": "Shorter forms", "problem": "Half give up.", "betMetric": metric, "betLow": 5, "betHigh": 9, "betOn": "2026-04-30", "betOdds": 70, "confidence": 80, "stopWhen": "Two weeks without a first version"}
	for k, v := range more {
		fields[k] = v
	}
	f := w.Do("pia", "feature.create", obj{"fields": fields}).Key
	for _, s := range []string{"candidate", "planned", "in progress"} {
		w.Do("pia", "feature.update", obj{"id": f, "patch": obj{"state": s}})
	}
	return f
}

func metric(w *apptest.World) string {
	return w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Completion", "unit": "%", "direction": "up"}}).Key
}

// enter enters weekly points on the days before now.
func enter(w *apptest.World, metric string, values ...float64) {
	points := []obj{}
	for i, v := range values {
		at := w.Clock.Now().Add(time.Duration(i-len(values)) * 5 * 24 * time.Hour)
		points = append(points, obj{"at": at.String(), "value": v})
	}
	w.Do("pia", "metric.enter", obj{"id": metric, "points": points})
}

func days(w *apptest.World, n int) { w.Clock.Add(time.Duration(n) * 24 * time.Hour) }

func look(w *apptest.World, key string) shown {
	var s shown
	w.Into("nora", "feature.bet", obj{"id": key}, &s)
	return s
}

// A bet goes from its hypothesis to its verdict, and into the track record.
func TestABetFromStartToVerdict(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := metric(w)
		f := bet(w, m, nil)
		need := w.Do("pia", "opportunity.create", obj{"fields": obj{"product": "LEND", "title": "Forms take too long"}}).Key
		w.Do("pia", "link.create", obj{"type": "addresses", "from": f, "to": need})
		account := w.Do("pia", "account.create", obj{"fields": obj{"title": "Bakers", "revenue": 1200000, "currency": "EUR"}})
		for range 2 {
			said := w.Do("pia", "feedback.create", obj{"fields": obj{"product": "LEND", "title": "Too long", "account": account.ID}}).Key
			w.Do("pia", "link.create", obj{"type": "evidence", "from": said, "to": need})
		}
		if s := look(w, f); s.Stands != "open" || s.Ground.Feedback != 2 || s.Ground.Accounts != 1 || len(s.Ground.Revenue) != 1 || s.Ground.Revenue[0].Amount != 1200000 {
			t.Errorf("before the release the bet stands as %+v", s)
		}
		enter(w, m, 40, 41, 39, 40, 41, 40)
		if _, err := w.Try("pia", "feature.settle", obj{"id": f}); !errs.Is(err, errs.Conflict) {
			t.Errorf("what is not out is settled: %v", err)
		}
		w.Do("paul", "feature.update", obj{"id": f, "patch": obj{"state": "released"}})
		if _, err := w.Try("pia", "feature.update", obj{"id": f, "patch": obj{"betLow": 1}}); !errs.Is(err, errs.Conflict) {
			t.Errorf("the bet of what is out is changed: %v", err)
		}
		if _, err := w.Try("pia", "feature.update", obj{"id": f, "patch": obj{"state": "settled"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a bet is settled without a verdict: %v", err)
		}
		days(w, 30)
		enter(w, m, 47, 46, 47)
		if s := look(w, f); s.Stands != "running" || s.Says.Outcome != "too early" {
			t.Errorf("before its day the bet stands as %s, and the number says %+v", s.Stands, s.Says)
		}
		days(w, 30)
		enter(w, m, 47, 48, 46, 47, 47)
		s := look(w, f)
		if s.Stands != "due" || s.Says.Outcome != "hit" || s.Observed == nil || s.Observed.Low == nil || *s.Observed.Low < 5 || len(s.Points) < 10 {
			t.Fatalf("on its day the bet stands as %+v, observed %+v", s, s.Observed)
		}
		if out := w.Do("paul", "feature.settle", obj{"id": f}); out.Proposal == nil {
			t.Error("the product owner settled a bet")
		}
		for what, in := range map[string]obj{"another outcome without a reason": {"outcome": "missed"}, "put off without a day": {"outcome": "too early", "reason": "Easter"}, "put off to the past": {"outcome": "too early", "reason": "Easter", "again": "2026-01-01"}} {
			in["id"] = f
			if _, err := w.Try("pia", "feature.settle", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
		w.Do("pia", "feature.settle", obj{"id": f})
		var kept struct {
			State, BetOutcome, BetSuggested string
			BetChange                       *float64
		}
		w.Into("nora", "feature.show", obj{"id": f}, &kept)
		if kept.State != "settled" || kept.BetOutcome != "hit" || kept.BetSuggested != "hit" || kept.BetChange == nil || *kept.BetChange < 6 {
			t.Errorf("settled as %+v", kept)
		}
		if _, err := w.Try("pia", "feature.settle", obj{"id": f, "outcome": "missed", "reason": "No"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a bet is settled twice: %v", err)
		}
	})
}

// On its day a bet waits for whoever made it, and no longer once it is settled
// or put off.
func TestABetThatIsDueWaitsForWhoMadeIt(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		waits := func(who string) string {
			w.T.Helper()
			var list []struct{ Key, Why, On string }
			w.Into(who, "review.mine", obj{}, &list)
			out := ""
			for _, i := range list {
				out += i.Key + " " + i.Why + " " + i.On + ","
			}
			return out
		}
		m := metric(w)
		f := bet(w, m, nil)
		half := bet(w, m, obj{"title": "No day", "betOn": nil})
		for _, k := range []string{f, half} {
			w.Do("paul", "feature.update", obj{"id": k, "patch": obj{"state": "released"}})
		}
		if got := waits("pia"); got != "" {
			t.Errorf("before its day pia has %q", got)
		}
		days(w, 70)
		if got := waits("pia"); got != f+" settle 2026-04-30," {
			t.Errorf("on its day pia has %q", got)
		}
		if got := waits("paul"); got != "" {
			t.Errorf("who did not make it has %q", got)
		}
		w.Do("pia", "feature.settle", obj{"id": f, "again": "2026-07-01"})
		if got := waits("pia"); got != "" {
			t.Errorf("put off, pia has %q", got)
		}
		days(w, 70)
		w.Do("pia", "feature.settle", obj{"id": f, "outcome": "missed", "reason": "Nobody used it."})
		if got := waits("pia"); got != "" {
			t.Errorf("settled, pia has %q", got)
		}
	})
}

func TestALimitIsInTheMoneyOfItsProduct(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		f := bet(w, metric(w), nil)
		if _, err := w.Try("pia", "feature.update", obj{"id": f, "patch": obj{"costLimit": 100}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("in no currency: %v", err)
		}
		w.Do("pia", "product.update", obj{"id": "LEND", "patch": obj{"currency": "SEK"}})
		w.Do("pia", "feature.update", obj{"id": f, "patch": obj{"costLimit": 100}})
		in := func() (s struct{ CostIn string }) {
			w.Into("nora", "feature.show", obj{"id": f}, &s)
			return s
		}
		if got := in().CostIn; got != "SEK" {
			t.Errorf("the limit is in %q, want that of the product", got)
		}
		w.Do("pia", "feature.update", obj{"id": f, "patch": obj{"costIn": "USD"}})
		if got := in().CostIn; got != "USD" {
			t.Errorf("the limit is in %q, want what was said", got)
		}
	})
}

func TestPuttingABetOff(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := metric(w)
		f := bet(w, m, nil)
		w.Do("paul", "feature.update", obj{"id": f, "patch": obj{"state": "released"}})
		days(w, 70)
		w.Do("pia", "feature.settle", obj{"id": f, "again": "2026-07-01"})
		if s := look(w, f); s.Stands != "running" || s.Outcome != "too early" {
			t.Errorf("put off, the bet stands as %+v", s)
		}
		var kept struct{ BetOn, BetJudgedFirst, State, BetMadeOn string }
		w.Into("nora", "feature.show", obj{"id": f}, &kept)
		if kept.BetOn != "2026-07-01" || kept.BetJudgedFirst != "2026-04-30" || kept.State != "released" || kept.BetMadeOn != "2026-03-02" {
			t.Errorf("put off, it is kept as %+v", kept)
		}
	})
}

// The record of settled bets corrects the confidence of whoever makes the next.
func TestTheRecordCorrectsConfidence(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		var keys []string
		m := metric(w)
		enter(w, m, 40, 41, 39, 40)
		for n := range 4 {
			f := bet(w, m, obj{"title": fmt.Sprintf("Bet %d", n), "betOdds": 80, "betOn": "2026-03-20"})
			w.Do("paul", "feature.update", obj{"id": f, "patch": obj{"state": "released"}})
			keys = append(keys, f)
		}
		days(w, 20)
		enter(w, m, 40, 41, 39)
		for n, f := range keys {
			outcome := []string{"missed", "missed", "missed", "hit"}[n]
			w.Do("pia", "feature.settle", obj{"id": f, "outcome": outcome, "reason": "As it was seen."})
		}
		var rec struct {
			People []struct {
				Settled  int
				Factor   *float64
				Brier    float64
				Coverage struct{ Of, Count int }
			}
			Teams []struct{ Product string }
		}
		w.Into("nora", "bet.record", obj{"product": "LEND"}, &rec)
		// Said 0.8, came 0.25: (1 + 4 × 0.8) ÷ 8 ÷ 0.8.
		if len(rec.People) != 1 || rec.People[0].Settled != 4 || rec.People[0].Factor == nil || *rec.People[0].Factor != 0.65625 || len(rec.Teams) != 1 || rec.People[0].Coverage.Count != 0 {
			raw, _ := json.Marshal(rec)
			t.Fatalf("the track record is %s", raw)
		}
		next := bet(w, m, obj{"title": "The next"})
		if s := look(w, next); s.Offer == nil || s.Offer.Corrected != 53 {
			t.Errorf("a confidence of 80 is corrected to %+v, want 53", s.Offer)
		}
		var l struct {
			Items  []struct{ Stands string }
			Counts map[string]int
		}
		w.Into("nora", "bet.list", obj{"product": "LEND"}, &l)
		if len(l.Items) != 5 || l.Counts["missed"] != 3 || l.Counts["hit"] != 1 || l.Items[0].Stands != "open" {
			t.Errorf("the bets are %+v", l)
		}
	})
}

func TestWhatABetMayBe(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		half := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "X", "betMetric": metric(w), "betOn": "2026-05-01", "betLow": 1}}).Key
		if s := look(w, half); s.Stands != "incomplete" {
			t.Errorf("with one end, a bet stands as %s", s.Stands)
		}
		for what, fields := range map[string]obj{
			"the ends turned":          {"betLow": 5, "betHigh": 3},
			"nothing within":           {"betLow": -1, "betHigh": 3},
			"odds above all":           {"betOdds": 120},
			"a limit in no currency":   {"costLimit": 100},
			"a currency that is none":  {"costLimit": 100, "costIn": "euro"},
			"an assumption of no sort": {"assumptions": []obj{{"id": "1", "text": "They read it", "type": "hope"}}},
			"an assumption twice":      {"assumptions": []obj{{"id": "1", "text": "A", "type": "viability"}, {"id": "1", "text": "B", "type": "viability"}}},
			"effort turned":            {"effortLow": 3, "effortHigh": 1},
		} {
			fields["product"], fields["title"] = "LEND", "X"
			if _, err := w.Try("pia", "feature.create", obj{"fields": fields}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
	})
}
