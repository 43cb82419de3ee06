package delivery_test

import (
	"strings"
	"testing"

	"throughline/internal/app/apptest"
)

// What is ready in a sprint is asked once for all of it, and says what the
// Definition of Ready says of each item by itself.
func TestReadinessOfASprint(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := dated(w, "One", "2026-03-02", "2026-03-13")
		objective := w.Do("pia", "objective.create", obj{"fields": obj{"product": "LEND", "title": "More loans"}})
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Paying"}})
		w.Do("pia", "link.create", obj{"type": "serves", "from": feature.Key, "to": objective.Key})
		whole := obj{"sprint": s.Key, "asA": "lender", "iWant": "to pay", "soThat": "I owe less", "criteria": []obj{{"text": "By card"}}}
		keys := map[string]string{}
		for _, name := range []string{"ready", "asked", "stuck", "begun"} {
			keys[name] = item(w, name, whole).Key
			w.Do("paul", "link.create", obj{"type": "delivers", "from": keys[name], "to": feature.Key})
			size(w, keys[name], 3)
		}
		keys["bare"] = item(w, "bare", obj{"sprint": s.Key}).Key
		other := item(w, "other", nil)
		w.Do("paul", "link.create", obj{"type": "blocks", "from": other.Key, "to": keys["stuck"]})
		w.Do("dina", "question.ask", obj{"item": keys["asked"], "question": "How?"})
		w.Do("dina", "story.update", obj{"id": keys["begun"], "patch": obj{"state": "in progress"}})
		var got struct {
			Sprint string
			Ready  int
			Items  []struct {
				Key     string
				Missing []struct{ Rule, What string }
			}
		}
		w.Into("nora", "sprint.readiness", obj{"id": s.Key}, &got)
		want := map[string]string{"ready": "", "asked": "questions", "stuck": "blockers", "bare": "statement criteria estimate thread"}
		if got.Sprint != s.Key || got.Ready != 1 || len(got.Items) != len(want) {
			t.Fatalf("the sprint's readiness is %+v", got)
		}
		for name, rules := range want {
			said, there := "", false
			for _, i := range got.Items {
				if there = there || i.Key == keys[name]; i.Key != keys[name] {
					continue
				}
				for _, m := range i.Missing {
					said += " " + m.Rule
				}
			}
			var alone struct{ Missing []struct{ Rule string } }
			w.Into("nora", "item.ready", obj{"id": keys[name]}, &alone)
			if strings.TrimSpace(said) != rules || !there || len(alone.Missing) != len(strings.Fields(rules)) {
				t.Errorf("%s lacks%s, want %s, and by itself %+v", name, said, rules, alone.Missing)
			}
		}
	})
}
