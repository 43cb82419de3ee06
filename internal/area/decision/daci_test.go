package decision_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type shown struct {
	Key, State, Outcome, Ground, Choice, Driver, Approver, DecidedBy string
	DecidedOn, ReviewOn, SupersededBy                                *string
	Options                                                          []struct{ ID, Title, Pros, Cons string }
}

func look(w *apptest.World, key string) shown {
	w.T.Helper()
	var out shown
	w.Into("pia", "decision.show", obj{"id": key}, &out)
	return out
}

func propose(w *apptest.World, more obj) string {
	w.T.Helper()
	fields := obj{"product": "LEND", "title": "Which bank do we go live with?", "options": []obj{{"title": "Harbour", "pros": "cheap", "cons": "slow"}, {"title": "Hill"}}}
	for k, v := range more {
		fields[k] = v
	}
	return w.Do("paul", "decision.create", obj{"fields": fields}).Key
}

// reasons says why the things of somebody's inbox are there, by the record's key.
func reasons(w *apptest.World, who string) map[string]string {
	w.T.Helper()
	w.CatchUp()
	var inbox struct {
		Items []struct{ Key, Reason string }
	}
	w.Into(who, "inbox.list", obj{}, &inbox)
	out := map[string]string{}
	for i := len(inbox.Items) - 1; i >= 0; i-- {
		out[inbox.Items[i].Key] += inbox.Items[i].Reason + " "
	}
	return out
}

// The rules of DACI: exactly one driver and one approver; a voice is no vote.
func TestOneDriverOneApprover(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for what, c := range map[string]struct {
			fields obj
			valid  bool
		}{
			"one of each":                        {obj{"driver": "paul", "approver": "pia", "contributors": []string{"dina"}, "informed": []string{"sam"}}, true},
			"one person drives and decides":      {obj{"driver": "pia", "approver": "pia"}, true},
			"two approvers":                      {obj{"driver": "paul", "approver": []string{"pia", "adam"}}, false},
			"two drivers":                        {obj{"driver": []string{"pia", "paul"}, "approver": "adam"}, false},
			"the approver among the voices":      {obj{"approver": "pia", "contributors": []string{"pia"}}, false},
			"the approver among those told":      {obj{"approver": "pia", "informed": []string{"pia"}}, false},
			"a voice twice":                      {obj{"contributors": []string{"dina", "dina"}}, false},
			"a voice of nobody":                  {obj{"contributors": []string{"nobody"}}, false},
			"an approver whom nobody knows":      {obj{"approver": "nobody"}, false},
			"an option that is none":             {obj{"choice": "9"}, false},
			"an option twice":                    {obj{"options": []obj{{"id": "1", "title": "A"}, {"id": "1", "title": "B"}}}, false},
			"options as they were kept at first": {obj{"options": []string{"Harbour", "Hill"}}, true},
			"a change that never was":            {obj{"changes": []int{999999}}, false},
		} {
			fields := obj{"product": "LEND", "title": "Which bank do we go live with?"}
			for k, v := range c.fields {
				fields[k] = v
			}
			out, err := w.Try("pia", "decision.create", obj{"fields": fields})
			if c.valid && err != nil || !c.valid && !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
			_ = out
		}
	})
}

func TestTheApproverDecides(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		d := propose(w, obj{"driver": "paul", "approver": "dina", "contributors": []string{"tess"}, "informed": []string{"sam", "pia"}, "dueOn": "2026-03-10"})
		if got := reasons(w, "dina")[d]; !strings.HasPrefix(got, "decide") {
			t.Errorf("dina, who is to decide, was told %q", got)
		}
		if got := reasons(w, "tess")[d]; !strings.HasPrefix(got, "heard") {
			t.Errorf("tess, who has a voice, was told %q", got)
		}
		if got := reasons(w, "sam")[d]; got != "" {
			t.Errorf("sam was told %q before it was decided", got)
		}
		// Whoever may record decisions is not yet the one who decides this one.
		for who, in := range map[string]obj{"pia": {"id": d, "choice": "1", "ground": "Cheap."}, "nora": {"id": d, "choice": "1", "ground": "Cheap."}} {
			if _, err := w.Try(who, "decision.decide", in); !errs.Is(err, errs.Forbidden) {
				t.Errorf("%s decided in place of dina: %v", who, err)
			}
		}
		if _, err := w.Try("pia", "decision.update", obj{"id": d, "patch": obj{"state": "decided", "outcome": "Harbour"}}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("pia decided by hand in place of dina: %v", err)
		}
		for what, in := range map[string]obj{"no ground": {"choice": "1"}, "neither option nor words": {"ground": "It is late."}, "no such option": {"choice": "9", "outcome": "That", "ground": "So."}} {
			in["id"] = d
			if _, err := w.Try("dina", "decision.decide", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
		// Dina has no right to record decisions; that this one is hers is enough.
		w.Do("dina", "decision.decide", obj{"id": d, "choice": "1", "ground": "It costs half.", "reviewOn": "2026-06-01"})
		if got := look(w, d); got.State != "decided" || got.Outcome != "Harbour" || got.DecidedBy != w.Members["dina"] || got.DecidedOn == nil || *got.DecidedOn != "2026-03-02" || got.Ground != "It costs half." {
			t.Errorf("decided as %+v", got)
		}
		if got := reasons(w, "sam")[d]; !strings.HasPrefix(got, "informed") {
			t.Errorf("sam was told %q once it was decided", got)
		}
		if _, err := w.Try("dina", "decision.decide", obj{"id": d, "choice": "2", "ground": "No."}); !errs.Is(err, errs.Conflict) {
			t.Errorf("it was decided twice: %v", err)
		}
	})
}

// Where nobody was named, whoever may record decisions becomes the approver.
func TestRecordedAfterwards(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		d := propose(w, nil)
		if _, err := w.Try("dina", "decision.decide", obj{"id": d, "choice": "2", "ground": "So."}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("dina decided what nobody gave her: %v", err)
		}
		w.Do("pia", "decision.decide", obj{"id": d, "outcome": "None of them.", "ground": "Both are dear."})
		if got := look(w, d); got.Approver != w.Members["pia"] || got.Driver != w.Members["paul"] || got.Choice != "" || got.Outcome != "None of them." {
			t.Errorf("decided as %+v", got)
		}
		w.Do("pia", "decision.update", obj{"id": d, "patch": obj{"state": "proposed"}})
		if got := look(w, d); got.DecidedBy != "" {
			t.Errorf("open again, it was decided by %s", got.DecidedBy)
		}
		by := func(who string) string {
			out := w.Do(who, "decision.update", obj{"id": d, "patch": obj{"state": "decided"}})
			if out.Proposal == nil {
				return ""
			}
			return out.ID
		}
		// Nora proposes; it is Pia who decides by taking it.
		p := by("nora")
		if p == "" {
			t.Fatal("nora decided without a proposal")
		}
		if _, err := w.Try("paul", "proposal.take", obj{"id": p}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("paul took it in place of pia: %v", err)
		}
		w.Do("pia", "proposal.take", obj{"id": p})
		if got := look(w, d); got.State != "decided" || got.DecidedBy != w.Members["pia"] {
			t.Errorf("taken, it stands %+v", got)
		}
	})
}

func TestSuperseded(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		old, next := propose(w, nil), propose(w, obj{"title": "Which bank next?"})
		for _, d := range []string{old, next} {
			w.Do("pia", "decision.decide", obj{"id": d, "choice": "1", "ground": "Cheap."})
		}
		w.Do("pia", "decision.update", obj{"id": old, "patch": obj{"supersededBy": next}})
		if got := look(w, old); got.State != "superseded" || got.SupersededBy == nil {
			t.Errorf("superseded, it stands %+v", got)
		}
		for what, in := range map[string]obj{"itself": {"id": next, "patch": obj{"supersededBy": next}}, "what it superseded": {"id": next, "patch": obj{"supersededBy": old}}} {
			if _, err := w.Try("pia", "decision.update", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("superseded by %s: %v", what, err)
			}
		}
		w.Do("pia", "decision.update", obj{"id": old, "patch": obj{"supersededBy": nil}})
		if got := look(w, old); got.State != "decided" {
			t.Errorf("no longer superseded, it stands %s", got.State)
		}
	})
}

// What waits for somebody follows from the day.
func TestReviewsComeBack(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		d := propose(w, obj{"driver": "paul", "approver": "dina", "dueOn": "2026-03-10"})
		r := w.Do("paul", "risk.create", obj{"fields": obj{"product": "LEND", "title": "The bank is slow", "type": "delivery", "owner": "paul", "reviewOn": "2026-03-12"}}).Key
		waits := func(who string) string {
			w.T.Helper()
			var list []struct{ Key, Why string }
			w.Into(who, "review.mine", obj{}, &list)
			out := ""
			for _, i := range list {
				out += i.Key + " " + i.Why + ","
			}
			return out
		}
		if waits("dina") != d+" decide," || waits("paul") != "" || waits("pia") != "" {
			t.Errorf("at first: dina %q, paul %q, pia %q", waits("dina"), waits("paul"), waits("pia"))
		}
		w.Clock.Add(11 * 24 * time.Hour)
		if waits("paul") != d+" drive,"+r+" review," {
			t.Errorf("when it is due, paul has %q", waits("paul"))
		}
		w.Do("dina", "decision.decide", obj{"id": d, "choice": "1", "ground": "Cheap.", "reviewOn": "2026-03-20"})
		w.Do("paul", "risk.update", obj{"id": r, "patch": obj{"reviewOn": "2026-05-01"}})
		if waits("paul") != "" || waits("dina") != "" {
			t.Errorf("decided: paul %q, dina %q", waits("paul"), waits("dina"))
		}
		w.Clock.Add(11 * 24 * time.Hour)
		if waits("paul") != d+" review," || waits("dina") != d+" review," {
			t.Errorf("to be looked at again: paul %q, dina %q", waits("paul"), waits("dina"))
		}
		w.Do("paul", "decision.update", obj{"id": d, "patch": obj{"reviewOn": nil}})
		if waits("dina") != "" {
			t.Errorf("looked at, dina still has %q", waits("dina"))
		}
	})
}

func TestWhatADecisionChanged(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		d := propose(w, nil)
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Going live"}}).Key
		w.Do("pia", "link.create", obj{"type": "relates", "from": d, "to": f})
		w.Do("pia", "feature.update", obj{"id": f, "patch": obj{"horizon": "now"}})
		type change struct {
			Seq       int64
			Key, Sort string
			Diff      map[string][2]json.RawMessage
		}
		var got struct{ Changes, Near []change }
		w.Into("sam", "decision.effects", obj{"id": d}, &got)
		if len(got.Changes) != 0 || len(got.Near) != 2 || got.Near[0].Key != f || got.Near[0].Diff["horizon"][1] == nil {
			t.Fatalf("what might have followed: %+v", got)
		}
		w.Do("pia", "decision.update", obj{"id": d, "patch": obj{"changes": []int64{got.Near[0].Seq}}})
		seq := got.Near[0].Seq
		w.Into("sam", "decision.effects", obj{"id": d}, &got)
		if len(got.Changes) != 1 || got.Changes[0].Seq != seq || len(got.Near) != 1 {
			t.Errorf("what followed: %+v", got)
		}
	})
}
