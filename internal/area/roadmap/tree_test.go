package roadmap_test

import (
	"slices"
	"testing"

	"throughline/internal/app/apptest"
)

// The checks of an opportunity tree (Torres): each need has somebody's words,
// more than one solution, and leads somewhere; what is built is tested.
func TestOpportunityTree(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		made := func(kind, title string, more obj) string {
			fields := obj{"product": "LEND", "title": title}
			for k, v := range more {
				fields[k] = v
			}
			return w.Do("pia", kind+".create", obj{"fields": fields}).Key
		}
		tie := func(typ, from, to string) { w.Do("pia", "link.create", obj{"type": typ, "from": from, "to": to}) }
		aim := made("objective", "People come back", nil)
		root := made("opportunity", "Know when it is my turn", nil)
		leaf := made("opportunity", "Hear of it on my phone", obj{"parent": root})
		lost := made("opportunity", "Something else", nil)
		said := made("feedback", "When is it?", nil)
		for _, n := range []string{root, leaf} {
			tie("evidence", said, n)
		}
		tested := made("feature", "Text messages", obj{"assumptions": []obj{{"id": "1", "text": "They have one", "type": "feasibility", "test": "Ask ten"}}})
		blind := made("feature", "Letters", nil)
		for _, f := range []string{tested, blind} {
			tie("addresses", f, leaf)
			for _, s := range []string{"candidate", "planned", "in progress"} {
				w.Do("pia", "feature.update", obj{"id": f, "patch": obj{"state": s}})
			}
		}
		tie("addresses", tested, root)
		tie("serves", tested, aim)
		// A metric is an outcome, too; and so is the objective of the initiative.
		moved := made("metric", "Missed appointments", nil)
		home := made("initiative", "Reminders", nil)
		tie("serves", home, aim)
		for _, leads := range []func(feature string){
			func(f string) {
				w.Do("pia", "feature.update", obj{"id": f, "patch": obj{"betMetric": moved, "betLow": 1, "betHigh": 2}})
			},
			func(f string) { tie("measures", moved, f) },
			func(f string) { tie("delivers", f, home) },
		} {
			need := made("opportunity", "A need of its own", nil)
			tie("evidence", said, need)
			for range 2 {
				f := made("feature", "Some way", nil)
				tie("addresses", f, need)
				leads(f)
			}
		}
		var got struct {
			Items []struct{ Check, Key string }
		}
		w.Into("nora", "opportunity.checks", obj{"product": "LEND"}, &got)
		found := []string{}
		for _, i := range got.Items {
			found = append(found, i.Check+" "+i.Key)
		}
		want := []string{"root " + lost, "words " + lost, "alone " + root, "untested " + blind}
		if !slices.Equal(found, want) {
			t.Errorf("found %v, want %v", found, want)
		}
	})
}
