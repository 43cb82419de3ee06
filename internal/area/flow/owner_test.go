package flow_test

import (
	"slices"
	"testing"
)

func TestTheProductOwnerIsAStation(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 9)
		key := w.item(obj{"criteria": []obj{{"text": "It holds"}}})
		q := w.Do("dina", "question.ask", obj{"item": key, "question": "Which forms?"}).ID
		w.Do("dina", "comment.create", obj{"record": key, "body": "And on which phones, @paul?"})
		w.when(0, 12)
		w.Do("paul", "question.answer", obj{"id": q, "answer": "All."})
		w.when(0, 14)
		w.Do("paul", "comment.create", obj{"record": key, "body": "Small ones."})
		w.when(1, 9)
		w.move(key, "ready")
		w.when(1, 10)
		w.move(key, "in progress")
		w.when(1, 16)
		w.move(key, "done")
		w.when(2, 10)
		w.Do("paul", "item.accept", obj{"id": key, "results": []obj{{"criterion": "1", "met": true}}})
		open := w.Do("dina", "question.ask", obj{"item": key, "question": "And later?"}).ID
		if open == "" {
			t.Fatal("no question was asked")
		}
		w.when(2, 12)
		var o struct {
			Stations []struct {
				Name    string
				Hours   struct{ N int }
				Settled []struct {
					Key   string
					Hours float64
				}
				Waiting int
				Oldest  *float64
			}
		}
		w.ask("flow.owner", obj{}, &o)
		want := map[string][]float64{"refine": {24}, "verdict": {18}, "answer": {5, 3}}
		for _, s := range o.Stations {
			var got []float64
			for _, x := range s.Settled {
				got = append(got, x.Hours)
			}
			if !slices.Equal(got, want[s.Name]) || s.Hours.N != len(got) {
				t.Errorf("%s took %v hours, want %v", s.Name, got, want[s.Name])
			}
			if s.Name == "answer" && (s.Waiting != 1 || s.Oldest == nil || *s.Oldest != 2) {
				t.Errorf("%d wait for an answer, the oldest for %v hours; want one, for 2", s.Waiting, s.Oldest)
			}
		}
	})
}
