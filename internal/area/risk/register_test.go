package risk_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

func ptr[T any](v T) *T { return &v }

// rated is what follows from a risk's rating.
type rated struct {
	Key, State   string
	Severity     *int64
	Exposure     *int64
	ExposureDays *float64
	OccurredOn   *string
	Cost         *int64
	Steps        []struct {
		ID, Title string
		Due       *string
		Done      bool
	}
}

func look(w *apptest.World, key string) rated {
	w.T.Helper()
	var out rated
	w.Into("pia", "risk.show", obj{"id": key}, &out)
	return out
}

func TestExposure(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for name, c := range map[string]struct {
			fields   obj
			severity *int64
			money    *int64
			days     *float64
		}{
			"by its probability":           {obj{"probability": 25, "likelihood": 5, "impact": 2, "loss": 1000, "currency": "EUR"}, ptr[int64](10), ptr[int64](250), nil},
			"by its likelihood":            {obj{"likelihood": 3, "delay": 10}, nil, nil, ptr(4.0)},
			"rounded to whole minor units": {obj{"probability": 33, "loss": 101, "currency": "JPY"}, nil, ptr[int64](33), nil},
			"of what nobody knows":         {obj{"loss": 1000, "currency": "EUR", "delay": 10, "impact": 3}, nil, nil, nil},
			"of what cannot happen":        {obj{"probability": 0, "loss": 1000, "currency": "EUR"}, nil, ptr[int64](0), nil},
			"of what costs nothing so far": {obj{"likelihood": 1, "impact": 5}, ptr[int64](5), nil, nil},
		} {
			c.fields["product"], c.fields["title"], c.fields["type"] = "LEND", name, "market"
			got := look(w, w.Do("pia", "risk.create", obj{"fields": c.fields}).Key)
			if !same(got.Severity, c.severity) || !same(got.Exposure, c.money) || !same(got.ExposureDays, c.days) {
				t.Errorf("exposure %s: %+v", name, got)
			}
		}
	})
}

func same[T comparable](a, b *T) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }

func TestRegisterAndItsTrend(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		made := func(title string, more obj) string {
			fields := obj{"product": "LEND", "title": title, "type": "market"}
			for k, v := range more {
				fields[k] = v
			}
			return w.Do("pia", "risk.create", obj{"fields": fields}).Key
		}
		worse := made("Rates rise", obj{"likelihood": 2, "impact": 4, "loss": 100000, "currency": "EUR"})
		better := made("A rival copies us", obj{"likelihood": 4, "impact": 4, "delay": 10})
		closed := made("A partner leaves", obj{"likelihood": 5, "impact": 5})
		w.Clock.Add(40 * 24 * time.Hour)
		w.Do("pia", "risk.update", obj{"id": worse, "patch": obj{"likelihood": 3}})
		w.Do("pia", "risk.update", obj{"id": better, "patch": obj{"impact": 1}})
		w.Do("pia", "risk.update", obj{"id": closed, "patch": obj{"state": "closed"}})
		fresh := made("A law changes", obj{"likelihood": 1, "impact": 1, "loss": 200000, "currency": "EUR"})
		made("Nobody knows", nil)
		var got struct {
			Risks []struct {
				Key, Trend       string
				Severity, Before *int64
				Money            *int64
				Course           []*int64
				LikelihoodBefore *int64
			}
			Money []struct {
				Currency      string
				Minor, Before int64
			}
			Days, DaysBefore float64
			Unrated          int
			Severity, Before int64
			Course           []struct {
				Severity int64
				Open     int
			}
		}
		w.Into("pia", "risk.register", obj{"product": "LEND"}, &got)
		trends := map[string]string{}
		for _, r := range got.Risks {
			trends[r.Key] = r.Trend
		}
		if trends[worse] != "up" || trends[better] != "down" || trends[fresh] != "new" || trends[closed] != "" || len(got.Risks) != 4 {
			t.Errorf("trends %v", trends)
		}
		if got.Risks[0].Key != worse || *got.Risks[0].Severity != 12 || *got.Risks[0].Before != 8 {
			t.Errorf("the most severe is %+v", got.Risks[0])
		}
		if len(got.Money) != 1 || got.Money[0].Currency != "EUR" || got.Money[0].Minor != 40000+10000 || got.Money[0].Before != 20000 || got.DaysBefore != 6.5 || math.Abs(got.Days-6.5) > 1e-9 {
			t.Errorf("exposure %+v and %v days", got.Money, got.Days)
		}
		if got.Severity != 12+4+1 || got.Before != 8+16+25 || got.Unrated != 1 {
			t.Errorf("severity %d, before %d, %d not rated", got.Severity, got.Before, got.Unrated)
		}
		if n := len(got.Course); n != 13 || got.Course[0].Severity != got.Before || got.Course[0].Open != 3 || got.Course[n-1].Severity != got.Severity || got.Course[n-1].Open != 4 {
			t.Errorf("the course is %+v", got.Course)
		}
		if r := got.Risks[0]; *r.LikelihoodBefore != 2 || *r.Course[0] != 8 || *r.Course[12] != 12 {
			t.Errorf("the course of the most severe is %+v", r)
		}
		for what, p := range map[string]obj{"a step without a word": {"steps": []obj{{"title": " "}}}, "a step twice": {"steps": []obj{{"id": "1", "title": "A"}, {"id": "1", "title": "B"}}}, "what it cost before it came true": {"costDays": 3}, "the day before it came true": {"occurredOn": "2026-03-01"}, "a loss without a currency": {"loss": 5, "currency": ""}, "a strange currency": {"currency": "euro"}, "more than certain": {"probability": 101}} {
			if _, err := w.Try("pia", "risk.update", obj{"id": better, "patch": p}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

// A risk that comes true says when, keeps what it cost when it is dealt with,
// and did not come true after all once it is opened again.
func TestARiskComesTrue(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r := w.Do("pia", "risk.create", obj{"fields": obj{"product": "LEND", "title": "A partner leaves", "type": "market", "likelihood": 4, "impact": 4, "currency": "EUR", "steps": []obj{{"title": "Ask two others", "due": "2026-03-20"}}}}).Key
		if s := look(w, r).Steps; len(s) != 1 || s[0].ID != "1" || s[0].Done {
			t.Errorf("the steps are %+v", s)
		}
		w.Do("pia", "risk.update", obj{"id": r, "patch": obj{"state": "occurred"}})
		if got := look(w, r); got.OccurredOn == nil || *got.OccurredOn != "2026-03-02" {
			t.Errorf("it came true on %v", got.OccurredOn)
		}
		w.Do("pia", "risk.update", obj{"id": r, "patch": obj{"cost": 900000, "costDays": 12}})
		w.Do("pia", "risk.update", obj{"id": r, "patch": obj{"state": "closed"}})
		var all struct {
			Risks    []obj
			CameTrue []struct {
				Key  string
				Cost int64
			}
			Lost     []struct{ Minor int64 }
			LostDays int64
		}
		w.Into("nora", "risk.register", obj{"product": "LEND"}, &all)
		if len(all.Risks) != 0 || len(all.CameTrue) != 1 || all.CameTrue[0].Key != r || len(all.Lost) != 1 || all.Lost[0].Minor != 900000 || all.LostDays != 12 {
			t.Errorf("the register tells %+v", all)
		}
		w.Do("pia", "risk.update", obj{"id": r, "patch": obj{"state": "open"}})
		if got := look(w, r); got.OccurredOn != nil || got.Cost != nil {
			t.Errorf("opened again, it stands %+v", got)
		}
		var turns []struct {
			State    string
			Severity *int64
		}
		w.Into("nora", "risk.trend", obj{"id": r}, &turns)
		if len(turns) != 4 || turns[0].State != "open" || *turns[0].Severity != 16 || turns[1].State != "occurred" || turns[3].State != "open" {
			t.Errorf("it went %+v", turns)
		}
	})
}

// Risks of a record are those linked with it and with what it rests on; each
// counts once.
func TestWhatRisksConcern(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		made := func(kind, who, title string, more obj) string {
			fields := obj{"product": "LEND", "title": title}
			for k, v := range more {
				fields[k] = v
			}
			return w.Do(who, kind+".create", obj{"fields": fields}).Key
		}
		tie := func(who, typ, from, to string) { w.Do(who, "link.create", obj{"type": typ, "from": from, "to": to}) }
		release, other := made("release", "pia", "Spring", nil), made("release", "pia", "Summer", nil)
		feature := made("feature", "pia", "Waiting lists", nil)
		story := made("story", "paul", "Join the list", nil)
		tie("pia", "ships in", feature, release)
		tie("paul", "delivers", story, feature)
		one := made("risk", "paul", "The queue is slow", obj{"type": "technical", "likelihood": 5, "impact": 4, "delay": 10})
		two := made("risk", "pia", "Nobody joins", obj{"type": "market", "likelihood": 3, "impact": 3, "loss": 1000, "currency": "EUR"})
		far := made("risk", "pia", "Something else", obj{"type": "market", "likelihood": 5, "impact": 5})
		tie("paul", "relates", one, story)
		tie("paul", "relates", one, feature)
		tie("pia", "relates", feature, two)
		tie("pia", "relates", far, other)
		for about, want := range map[string][]string{release: {one, two}, feature: {one, two}, story: {one}, other: {far}} {
			var got struct{ Risks []struct{ Key string } }
			w.Into("nora", "risk.register", obj{"about": about}, &got)
			keys := []string{}
			for _, r := range got.Risks {
				keys = append(keys, r.Key)
			}
			if !slices.Equal(keys, want) {
				t.Errorf("the risks of %s are %v, want %v", about, keys, want)
			}
		}
		var sums []struct {
			Key             string
			Open            int
			Severity, Worst int64
			Days            float64
			Money           []struct{ Minor int64 }
			Risks           []string
		}
		w.Into("nora", "risk.exposure", obj{"product": "LEND"}, &sums)
		if len(sums) != 2 || sums[0].Key != release || sums[0].Open != 2 || sums[0].Severity != 29 || sums[0].Worst != 20 || sums[0].Days != 9 || sums[0].Money[0].Minor != 400 || !slices.Equal(sums[0].Risks, []string{one, two}) {
			t.Errorf("by release: %+v", sums)
		}
		w.Into("nora", "risk.exposure", obj{"product": "LEND", "by": "feature"}, &sums)
		if len(sums) != 1 || sums[0].Key != feature || sums[0].Open != 2 {
			t.Errorf("by feature: %+v", sums)
		}
		for what, in := range map[string]obj{"neither": {}, "both": {"product": "LEND", "about": feature}} {
			if _, err := w.Try("nora", "risk.register", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}
