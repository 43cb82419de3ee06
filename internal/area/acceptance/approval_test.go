package acceptance_test

import (
	"slices"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/area/acceptance"
	"throughline/internal/kit/errs"
)

type answered struct {
	ID, State, NeedBy, AboutName string
	Seen                         int64
	Changed                      []string
}

// What was approved is told apart from what became of it.
func TestApprovalsOfRecords(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring", "dueOn": "2026-05-01"}})
		if out := w.Do("dina", "approval.ask", obj{"record": r.Key, "members": []string{"sam"}}); out.Proposal == nil {
			t.Error("a developer asked for an approval")
		}
		if _, err := w.Try("pia", "approval.ask", obj{"record": r.Key, "members": []string{"sam"}, "needBy": "2026-01-01"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("needed in the past: %v", err)
		}
		w.Do("pia", "approval.ask", obj{"record": r.Key, "members": []string{"sam"}, "needBy": "2026-03-10"})
		of := func(who string) []answered {
			var list []answered
			w.Into(who, "approval.list", obj{"record": r.Key}, &list)
			return list
		}
		list := of("pia")
		if len(list) != 1 || list[0].NeedBy != "2026-03-10" || list[0].State != "asked" {
			t.Fatalf("asked is %+v", list)
		}

		// On the day before it is needed they are reminded, once.
		remind := func() int {
			n, err := acceptance.RemindDue(t.Context(), w.Engine, w.Workspace)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		if n := remind(); n != 0 {
			t.Errorf("%d reminded a week before", n)
		}
		w.Clock.Add(7 * 24 * time.Hour)
		if n := remind(); n != 1 {
			t.Errorf("%d reminded on the day before", n)
		}
		if n := remind(); n != 0 {
			t.Errorf("%d reminded twice", n)
		}
		w.CatchUp()
		var box struct {
			Items []struct{ Reason, Kind, Act string }
		}
		w.Into("sam", "inbox.list", obj{"reason": "decide"}, &box)
		if len(box.Items) != 2 || box.Items[0].Act != "update" {
			t.Errorf("sam was told %+v", box.Items)
		}

		w.Do("sam", "approval.answer", obj{"id": list[0].ID, "approved": true})
		if got := of("pia")[0]; got.State != "approved" || got.Seen == 0 || len(got.Changed) != 0 {
			t.Errorf("approved is %+v", got)
		}
		w.Do("pia", "release.update", obj{"id": r.Key, "patch": obj{"tags": []string{"big"}}})
		if got := of("pia")[0]; len(got.Changed) != 0 {
			t.Errorf("a tag changes what was approved: %+v", got)
		}
		w.Do("adam", "release.update", obj{"id": r.Key, "patch": obj{"dueOn": "2026-06-01"}})
		var mine []struct {
			answered
			Key string
		}
		w.Into("pia", "approval.asked", obj{}, &mine)
		if len(mine) != 1 || mine[0].Key != r.Key || !slices.Equal(mine[0].Changed, []string{"dueOn"}) {
			t.Errorf("after the day moved: %+v", mine)
		}
		if _, err := w.Try("pia", "approval.remind", obj{"id": list[0].ID}); !errs.Is(err, errs.Conflict) {
			t.Errorf("reminded of what was answered: %v", err)
		}
	})
}

// A roadmap is approved as it was kept, beside others of the same product.
func TestApprovalOfASnapshot(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		first := w.Do("pia", "snapshot.create", obj{"product": "LEND", "name": "Spring"}).ID
		second := w.Do("pia", "snapshot.create", obj{"product": "LEND", "name": "Summer"}).ID
		for name, in := range map[string]obj{
			"none":         {"record": "LEND", "members": []string{"sam"}},
			"no such one":  {"record": "LEND", "members": []string{"sam"}, "snapshot": "00000000000000000000000000"},
			"of a product": {"record": w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}}).Key, "members": []string{"sam"}, "snapshot": first},
		} {
			if _, err := w.Try("pia", "approval.ask", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.Do("pia", "approval.ask", obj{"record": "LEND", "members": []string{"sam"}, "snapshot": first})
		w.Clock.Add(time.Minute)
		w.Do("pia", "approval.ask", obj{"record": "LEND", "members": []string{"sam"}, "snapshot": second})
		var mine []struct{ About, AboutID, AboutName string }
		w.Into("sam", "approval.mine", obj{}, &mine)
		if len(mine) != 2 || mine[0].AboutName != "Spring" || mine[1].AboutName != "Summer" || mine[0].About != "roadmap_snapshot" {
			t.Errorf("sam is asked %+v", mine)
		}
	})
}
