package portal_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
)

// In a column stands what is ahead before what is over, whatever its rank.
func TestWhatIsAheadComesFirst(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for _, title := range []string{"Given up", "Wallets"} {
			w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": title, "horizon": "now"}})
		}
		w.Do("pia", "feature.update", obj{"id": "LEND-1", "patch": obj{"state": "dropped"}})
		r := w.As("nora", http.MethodGet, "/api/v1/roadmap/file?product=LEND&form=horizons&format=csv", "")
		csv := r.Body.String()
		if ahead, over := strings.Index(csv, "Wallets"), strings.Index(csv, "Given up"); ahead < 0 || over < ahead {
			t.Errorf("what was dropped stands before what is ahead:\n%s", csv)
		}
	})
}

// The roadmap leaves as it was and as it might be in every form in which it
// leaves as it is, and says so.
func TestTheRoadmapAsItWasAndAsItMightBe(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		transfer := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Bank transfer", "horizon": "now", "startOn": "2026-03-01", "endOn": "2026-04-17", "owner": w.Members["dora"]}})
		wallets := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Wallets", "horizon": "next", "startOn": "2026-04-18", "endOn": "2026-05-20"}})
		w.Do("pia", "link.create", obj{"type": "blocks", "from": transfer.Key, "to": wallets.Key})
		objective := w.Do("pia", "objective.create", obj{"fields": obj{"product": "LEND", "title": "Be paid sooner"}})
		w.Do("pia", "link.create", obj{"type": "serves", "from": transfer.Key, "to": objective.Key})
		w.Do("pia", "feature.create", obj{"fields": obj{"product": "HIDE", "title": "Secret", "endOn": "2026-04-18"}})
		w.Do("pia", "milestone.create", obj{"fields": obj{"product": "LEND", "title": "The fair", "dueOn": "2026-05-01"}})
		then := "2026-03-02"
		if w.Clock.Now().Time().Format(time.DateOnly) != then {
			t.Fatalf("the world begins on %s", w.Clock.Now().Time())
		}
		snapshot := w.Do("pia", "snapshot.create", obj{"product": "LEND", "name": "Before the board"}).ID
		w.Clock.Add(72 * time.Hour)
		w.Do("pia", "feature.update", obj{"id": transfer.Key, "patch": obj{"title": "Instant transfer", "endOn": "2026-06-12"}})
		w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "An afterthought"}})
		scenario := w.Do("pia", "scenario.create", obj{"product": "LEND", "name": "If the bank is late", "lines": []obj{{"id": transfer.Key, "start": "2026-03-01", "end": "2026-07-03"}}}).ID
		file := func(query string) string {
			t.Helper()
			r := w.As("nora", http.MethodGet, "/api/v1/roadmap/file?"+query, "")
			if r.Code != http.StatusOK {
				t.Fatalf("%s: %d %s", query, r.Code, r.Body)
			}
			return readable(t, r.Body.Bytes())
		}
		for _, c := range []struct {
			query      string
			has, lacks []string
		}{
			{"format=csv", []string{"Instant transfer", "12 Jun", "An afterthought"}, []string{"Bank transfer", "The fair"}},
			{"format=csv&asOf=" + then, []string{"Bank transfer", "17 Apr", "Wallets", "dora"}, []string{"Instant", "afterthought", "Secret", "12 Jun", "The fair", "Progress"}},
			{"format=csv&milestones=true&snapshot=" + snapshot, []string{"Bank transfer", "The fair"}, []string{"Instant", "afterthought", "Secret"}},
			{"format=csv&form=horizons&asOf=" + then, []string{"Now,Bank transfer", "Next,Wallets"}, []string{"The fair"}},
			{"format=csv&group=objective&form=table&asOf=" + then, []string{"Be paid sooner,Bank transfer", "Without an objective,Wallets"}, nil},
			{"format=csv&scenario=" + scenario, []string{"Instant transfer", "3 Jul", "1 Mar – 12 Jun", "An afterthought", "Now planned"}, []string{"Secret"}},
			{"format=csv&q=type:feature&scenario=" + scenario, []string{"3 Jul – 4 Aug", "18 Apr – 20 May"}, nil}, // the ripple moves what waits
			{"format=svg&asOf=" + then, []string{"As it was on 2 Mar 2026", "Bank transfer"}, []string{"Instant", ">today<"}},
			{"format=svg&snapshot=" + snapshot, []string{"Before the board: as it was on 2 Mar 2026"}, nil},
			{"format=svg&scenario=" + scenario, []string{"What if: If the bank is late", ">today<"}, nil},
			{"format=ics&scenario=" + scenario, []string{"What if: If the bank is late", "DTEND;VALUE=DATE:20260704"}, nil},
			{"format=json&asOf=" + then, []string{`"past": true`, `"today": "2026-03-02"`}, nil},
		} {
			got := file(c.query)
			for _, s := range c.has {
				if !strings.Contains(got, s) {
					t.Errorf("%s lacks %q:\n%.3000s", c.query, s, got)
				}
			}
			for _, s := range c.lacks {
				if strings.Contains(got, s) {
					t.Errorf("%s says %q", c.query, s)
				}
			}
		}
		for _, form := range []string{"pdf", "pptx", "png"} {
			for _, of := range []string{"asOf=" + then, "snapshot=" + snapshot, "scenario=" + scenario} {
				if got := file(of + "&milestones=true&format=" + form); len(got) < 500 {
					t.Errorf("%s as %s has %d bytes", of, form, len(got))
				}
			}
		}
		now := file("format=ics&product=LEND")
		for line := range strings.SplitSeq(file("format=ics&product=LEND&scenario="+scenario), "\r\n") {
			if strings.HasPrefix(line, "UID:") && strings.Contains(now, line) {
				t.Error("an entry of the scenario's calendar takes the place of that of the roadmap")
			}
		}
		for query, says := range map[string]string{
			"asOf=2026-03-02&q=state:planned":          "leave it out",
			"asOf=2026-03-02&odds=true":                "leave them out",
			"asOf=2026-09-01":                          "make a scenario",
			"asOf=2026-03-02&scenario=" + scenario:     "leave out the day or the snapshot",
			"asOf=yesterday":                           "asOf",
			"scenario=" + snapshot:                     "",
			"snapshot=0198c2d4-0000-7000-8000-0000000": "",
		} {
			r := w.As("nora", http.MethodGet, "/api/v1/roadmap/file?"+query, "")
			if r.Code < 400 || r.Code >= 500 || !strings.Contains(r.Body.String(), says) {
				t.Errorf("%s: %d %s, wants it refused with %q", query, r.Code, r.Body, says)
			}
		}
	})
}
