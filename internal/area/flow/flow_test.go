package flow_test

import (
	"encoding/json"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

// team plays a team's days: Monday, 2 March 2026 is day 0.
type team struct{ *apptest.World }

// when turns the clock to an hour of a day.
func (w team) when(day int, hour float64) {
	at := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day).Add(time.Duration(hour * float64(time.Hour)))
	w.Clock.Set(clock.From(at))
}

func (w team) item(fields obj) string {
	w.T.Helper()
	kind := "story"
	if k, ok := fields["kind"].(string); ok {
		kind = k
		delete(fields, "kind")
	}
	for name, v := range map[string]any{"product": "LEND", "title": "Some work"} {
		if _, given := fields[name]; !given {
			fields[name] = v
		}
	}
	return w.Do("paul", kind+".create", obj{"fields": fields}).Key
}

func (w team) move(key, state string) {
	w.T.Helper()
	w.Do("adam", "story.update", obj{"id": key, "patch": obj{"state": state}})
}

// done takes a new item through its work within a day.
func (w team) done(day int, fields obj) string {
	w.T.Helper()
	w.when(day, 9)
	key := w.item(fields)
	w.move(key, "in progress")
	w.when(day, 16)
	w.move(key, "done")
	return key
}

func (w team) ask(name string, in obj, out any) {
	w.T.Helper()
	if _, given := in["product"]; !given && name != "flow.sprintodds" {
		in["product"] = "LEND"
	}
	w.Into("nora", name, in, out)
}

func each(t *testing.T, fn func(t *testing.T, w team)) {
	t.Helper()
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) { fn(t, team{w}) })
}

// What is written down by the follower, and what is read out of the ledger
// beyond it, come to the same.
func TestReportsDoNotDependOnTheFollower(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Instant approval"}}).Key
		key := w.done(0, obj{"estimate": 3})
		l := w.Do("paul", "link.create", obj{"type": "delivers", "from": key, "to": f}).ID
		same := func(what string) {
			t.Helper()
			// Asked by somebody who remembers nothing, and by somebody who does.
			cold := func(name string) string {
				return string(w.Anew().Do("paul", name, obj{"product": "LEND", "feature": f}).JSON)
			}
			raw := map[string]json.RawMessage{}
			names := []string{"flow.burn", "flow.cumulative", "flow.cycletime", "flow.wip", "flow.age", "flow.owner"}
			for _, n := range names {
				raw[n] = w.Do("paul", n, obj{"product": "LEND", "feature": f}).JSON
				if got := cold(n); got != string(raw[n]) {
					t.Errorf("%s: %s says\n%s\nto who remembers, and\n%s", what, n, raw[n], got)
				}
			}
			if err := w.Followers.CatchUp(t.Context(), w.Workspace); err != nil {
				t.Fatal(err)
			}
			for _, n := range names {
				if got := w.Do("paul", n, obj{"product": "LEND", "feature": f}).JSON; string(got) != string(raw[n]) {
					t.Errorf("%s: %s says\n%s\nand then\n%s", what, n, raw[n], got)
				}
				if got := cold(n); got != string(raw[n]) {
					t.Errorf("%s: once it is written down, %s says\n%s\nand not\n%s", what, n, got, raw[n])
				}
			}
		}
		same("after the first change")
		w.when(1, 9)
		w.move(key, "in progress")
		w.Do("paul", "link.delete", obj{"id": l})
		same("after more changes")
		w.when(2, 9)
		var log struct{ Items []struct{ Request string } }
		w.Into("nora", "record.history", obj{"id": key}, &log)
		w.Do("adam", "change.undo", obj{"request": log.Items[len(log.Items)-1].Request})
		same("after an undo")
	})
}

func TestReportsKeepToWhatMayBeSeen(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		if _, err := w.Try("nora", "flow.cycletime", obj{"product": "HIDE"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a member without a role sees the flow of a private product: %v", err)
		}
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "HIDE", "title": "Secret"}}).Key
		for what, in := range map[string]obj{
			"another product's feature": {"product": "LEND", "feature": f},
			"a story as a sprint":       {"product": "LEND", "sprint": w.item(obj{})},
			"a backward period":         {"product": "LEND", "from": "2026-03-02", "to": "2026-03-01"},
			"an endless period":         {"product": "LEND", "from": "1990-03-02"},
			"no product":                {},
			"an unknown zone":           {"product": "LEND", "zone": "Mars/Base"},
		} {
			if _, err := w.Try("paul", "flow.burn", in); err == nil || errs.Is(err, errs.Internal) {
				t.Errorf("%s: %v, want it refused", what, err)
			}
		}
	})
}
