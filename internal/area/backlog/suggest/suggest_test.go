package suggest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

type row struct {
	Key, Title, Reason string
	Own, Place         int
	Score              *float64
	Parts              []struct {
		Name      string
		Raw, Norm *float64
	}
	Feedback []string
}

type order struct {
	Items    []row
	Compared int
	Own      bool
	Currency string
	Left     []string
}

func ask(w *apptest.World, who string) (o order) {
	w.Into(who, "backlog.suggest", obj{"product": "LEND"}, &o)
	return o
}

func titles(o order) string {
	var out []string
	for _, r := range o.Items {
		out = append(out, r.Title)
	}
	return strings.Join(out, " ")
}

func weigh(w *apptest.World, weights obj) {
	all := obj{"customers": 0, "revenue": 0, "value": 0, "effort": 0, "risk": 0, "age": 0}
	for k, v := range weights {
		all[k] = v
	}
	w.Do("paul", "backlog.weigh", obj{"product": "LEND", "weights": all})
}

// scene is a backlog in the order A, B, C, D: B is worth most, C is small, D
// has customers behind it.
func scene(w *apptest.World) map[string]apptest.Out {
	out := map[string]apptest.Out{}
	for _, f := range []obj{
		{"title": "A", "estimate": 8, "technicalRisk": 4},
		{"title": "B", "estimate": 5, "businessValue": 5},
		{"title": "C", "estimate": 1, "businessValue": 1, "technicalRisk": 1},
		{"title": "D"},
	} {
		f["product"] = "LEND"
		out[f["title"].(string)] = w.Do("adam", "story.create", obj{"fields": f})
	}
	w.Do("adam", "story.create", obj{"fields": obj{"product": "LEND", "title": "Begun", "state": "in progress"}})
	feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
	insight := w.Do("pia", "insight.create", obj{"fields": obj{"product": "LEND", "title": "Too long"}})
	w.Do("paul", "link.create", obj{"type": "delivers", "from": out["D"].Key, "to": feature.Key})
	w.Do("pia", "link.create", obj{"type": "evidence", "from": insight.Key, "to": feature.Key})
	for n, a := range []obj{{"revenue": 120_000_00, "currency": "EUR"}, {"revenue": 30_000_00, "currency": "EUR"}, {"revenue": 900_000_00, "currency": "USD"}} {
		a["title"] = fmt.Sprintf("Account %d", n)
		account := w.Do("pia", "account.create", obj{"fields": a})
		for range 2 - n%2 { // two voices of one account count as one customer
			f := w.Do("mark", "feedback.create", obj{"fields": obj{"product": "LEND", "title": "Shorter", "account": account.Key}})
			w.Do("pia", "feedback.link", obj{"id": f.Key, "to": insight.Key})
		}
	}
	return out
}

func TestTheSuggestedOrder(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		scene(w)
		for _, c := range []struct {
			weights obj
			want    string
			reason  string // of the first
		}{
			{obj{"value": 1}, "B C A D", "business value is 5 of 5"},
			{obj{"customers": 1}, "D A B C", "3 customers asked for it"},
			{obj{"revenue": 1}, "D A B C", "EUR 150,000 a year stands behind it"},
			{obj{"effort": 1}, "C B A D", "it is small (1)"},
			{obj{"effort": -1}, "A B C D", "agree"},
			{obj{"risk": 1}, "C A B D", "technical risk is 1 of 5"},
			{obj{"risk": -1}, "A C B D", "agree"},
			{obj{"value": 1, "effort": 1}, "B C A D", "business value is 5 of 5"},
			{obj{"value": 1, "effort": 3}, "C B A D", "small (1)"},
			{obj{}, "A B C D", "agree"},
		} {
			weigh(w, c.weights)
			o := ask(w, "nora")
			if got := titles(o); got != c.want {
				t.Errorf("weights %v give %s, want %s", c.weights, got, c.want)
			}
			if !strings.Contains(o.Items[0].Reason, c.reason) && !strings.Contains(strings.ToLower(o.Items[0].Reason), c.reason) {
				t.Errorf("weights %v: %q, want it to say %q", c.weights, o.Items[0].Reason, c.reason)
			}
		}
		o := ask(w, "nora")
		if o.Currency != "EUR" || !slices.Equal(o.Left, []string{"USD"}) || o.Compared != 4 || !o.Own {
			t.Errorf("told %+v", o)
		}
		d := o.Items[slices.IndexFunc(o.Items, func(r row) bool { return r.Title == "D" })]
		if len(d.Feedback) != 5 || *d.Parts[0].Raw != 3 || *d.Parts[1].Raw != 150_000_00 || d.Parts[2].Raw != nil || d.Parts[2].Norm != nil {
			t.Errorf("the grounds of D are %+v", d)
		}
		// The worked rule: weighted mean of what is known, 0 to 100.
		weigh(w, obj{"value": 3, "effort": 1})
		o = ask(w, "nora")
		if got := *o.Items[0].Score; o.Items[0].Title != "B" || got != (3*100+1*(100-100*5/8.0))/4 {
			t.Errorf("%s has %v", o.Items[0].Title, got)
		}
		if last := o.Items[3]; last.Title != "D" || last.Score != nil {
			t.Errorf("an item of which nothing is known is %+v", last)
		}
		w.Do("paul", "backlog.weigh", obj{"product": "LEND", "standard": true})
		if o := ask(w, "nora"); o.Own {
			t.Error("the standard weights are the product's own")
		}
		if out := w.Do("dina", "backlog.weigh", obj{"product": "LEND", "weights": obj{"customers": 1, "revenue": 0, "value": 0, "effort": 0, "risk": 0, "age": 0}}); out.Proposal == nil {
			t.Error("a developer set the weights alone")
		}
	})
}

func TestAgeCounts(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for _, title := range []string{"Old", "New"} {
			w.Do("adam", "bug.create", obj{"fields": obj{"product": "LEND", "title": title}})
			w.Clock.Add(72 * time.Hour)
		}
		w.Do("paul", "record.rank", obj{"ids": []string{ask(w, "nora").Items[1].Key}, "top": true})
		weigh(w, obj{"age": 1})
		o := ask(w, "nora")
		if o.Items[0].Title != "Old" || !strings.Contains(o.Items[0].Reason, "waited 6 days") {
			t.Errorf("by age: %+v", o.Items)
		}
	})
}

func TestTakingASuggestion(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		items := scene(w)
		weigh(w, obj{"value": 1}) // B C A D
		own := func() string {
			var list struct{ Items []struct{ Title string } }
			w.Into("paul", "record.list", obj{"q": "type:story category:todo sort:rank", "product": "LEND"}, &list)
			var out []string
			for _, i := range list.Items {
				out = append(out, i.Title)
			}
			return strings.Join(out, " ")
		}
		if out := w.Do("dina", "backlog.take", obj{"product": "LEND", "ids": []string{items["B"].Key}}); out.Proposal == nil {
			t.Error("a developer took a suggestion alone")
		}
		if got := own(); got != "A B C D" {
			t.Fatalf("asking changed the order to %s", got)
		}
		w.Do("paul", "backlog.take", obj{"product": "LEND", "ids": []string{items["C"].Key}})
		if got := own(); got != "A C B D" {
			t.Errorf("with C taken the order is %s", got)
		}
		var log struct {
			Items []struct{ Request, Decision string }
		}
		w.Into("paul", "record.history", obj{"id": items["C"].Key}, &log)
		w.Do("paul", "change.undo", obj{"request": log.Items[0].Request})
		if got := own(); got != "A B C D" {
			t.Errorf("undone the order is %s", got)
		}
		w.Do("paul", "backlog.take", obj{"product": "LEND", "ids": []string{items["A"].Key, items["C"].Key, items["B"].Key, items["D"].Key}})
		if got := own(); got != "B C A D" {
			t.Errorf("with all taken the order is %s", got)
		}
		begun := w.Do("adam", "task.create", obj{"fields": obj{"product": "LEND", "title": "X", "state": "in progress"}})
		if _, err := w.Try("paul", "backlog.take", obj{"product": "LEND", "ids": []string{begun.Key}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a place for what was begun: %v", err)
		}
		if _, err := w.Try("nora", "backlog.suggest", obj{"product": "HIDE"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a hidden product: %v", err)
		}
	})
}
