package people_test

import (
	"slices"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/clock"
)

// TestLately lets several people decide over forty days, and asks who did.
func TestLately(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		type obj = map[string]any
		begin := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
		on := func(day int) { w.Clock.Set(clock.From(begin.AddDate(0, 0, day))) }
		on(0)
		old := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Old"}}).Key
		on(20)
		one := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "One"}}).Key
		proposed := w.Do("dina", "story.update", obj{"id": one, "patch": obj{"title": "One, better"}})
		if proposed.Proposal == nil {
			t.Fatal("a developer wrote a story")
		}
		on(21)
		w.Do("paul", "proposal.take", obj{"id": proposed.Proposal.ID})
		on(22)
		w.Do("olga", "story.update", obj{"id": old, "patch": obj{"title": "Old, mended"}})
		w.Do("pia", "objective.create", obj{"fields": obj{"product": "HIDE", "title": "Not yours"}})
		on(40)

		type taken struct {
			Member, Role, Key string
			Times             int
			At                clock.Instant
			OnBehalfOf        string
		}
		type decided struct {
			Decision        string
			Times, Proposed int
			By              []taken
			Roles           []string
		}
		ask := func(days int) map[string]decided {
			var list []decided
			w.Into("dina", "right.lately", obj{"product": "LEND", "days": days}, &list)
			out := map[string]decided{}
			for _, d := range list {
				out[d.Decision] = d
			}
			return out
		}
		got := ask(30)
		write := got["story.write"]
		if write.Times != 3 || write.Proposed != 1 || len(write.By) != 2 || !slices.Equal(write.Roles, []string{"admin", "product owner"}) {
			t.Fatalf("stories were written %+v", write)
		}
		// The admin was the last; paul twice, once with what dina had proposed.
		if b := write.By[0]; b.Member != w.Members["olga"] || b.Times != 1 || b.Role != "admin" || b.Key != old || b.At != clock.From(begin.AddDate(0, 0, 22)) {
			t.Errorf("the last was %+v", b)
		}
		if b := write.By[1]; b.Member != w.Members["paul"] || b.Times != 2 || b.OnBehalfOf != w.Members["dina"] || b.Key != one {
			t.Errorf("before, it was %+v", b)
		}
		if _, told := got["objective.set"]; told {
			t.Error("what was decided on a hidden product is told")
		}
		if all := ask(60)["story.write"]; all.Times != 4 {
			t.Errorf("over sixty days it was %d times, want 4", all.Times)
		}
		if none := ask(5); len(none) != 0 {
			t.Errorf("over five days there is %+v", none)
		}
		if res := w.As("gus", "GET", "/api/v1/rights/lately?product=LEND", ""); res.Code != 403 {
			t.Errorf("a guest was answered %d", res.Code)
		}
	})
}
