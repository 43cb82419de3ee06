package growth_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

type obj = map[string]any

type standing struct {
	Products []struct {
		ID, Key string
		Held    []struct{ Role, Member string }
	}
	Findings []struct {
		Product, What, Role string
		Members             []string
	}
}

// found is what is amiss, as "KEY what role".
func found(w *apptest.World, who string) []string {
	w.T.Helper()
	var s standing
	w.Into(who, "role.standing", obj{}, &s)
	keys := map[string]string{}
	for _, p := range s.Products {
		keys[p.ID] = p.Key
	}
	out := []string{}
	for _, f := range s.Findings {
		out = append(out, strings.TrimSpace(keys[f.Product]+" "+f.What+" "+f.Role))
	}
	slices.Sort(out)
	return out
}

func TestStanding(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		if got := found(w, "adam"); len(got) != 0 {
			t.Errorf("amiss from the start: %q", got)
		}
		w.Do("adam", "role.assign", obj{"member": "@nora", "product": "LEND", "role": "product owner"})
		w.Do("adam", "role.remove", obj{"member": "@pia", "product": "HIDE", "role": "product manager"})
		w.Do("adam", "role.assign", obj{"member": "@paul", "product": "HIDE", "role": "product manager"})
		w.Do("adam", "product.create", obj{"fields": obj{"key": "PAY", "title": "Pay"}})
		want := []string{"HIDE both", "LEND doubled product owner", "PAY empty product manager", "PAY empty product owner"}
		if got := found(w, "adam"); !slices.Equal(got, want) {
			t.Errorf("amiss are %q, want %q", got, want)
		}
		// Who does not see a product hears nothing of it.
		for _, f := range found(w, "dina") {
			if strings.Contains(f, "HIDE") {
				t.Errorf("dina hears %q", f)
			}
		}
		if _, err := w.Try("gus", "role.standing", obj{}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a guest reads it: %v", err)
		}
		// Somebody without the right proposes.
		if out := w.Do("pia", "role.assign", obj{"member": "@pia", "product": "PAY", "role": "product manager"}); out.Proposal == nil {
			t.Error("pia made herself product manager")
		}
	})
}

type charge struct {
	Name, Job, From string
	Carriers        []struct {
		Member, Letters string
		Said            bool
	}
	Faults, Lacking []string
}

func charged(w *apptest.World, product, name string) charge {
	w.T.Helper()
	var all []charge
	w.Into("adam", "responsibility.list", obj{"product": product}, &all)
	i := slices.IndexFunc(all, func(c charge) bool { return c.Name == name })
	if i < 0 {
		return charge{}
	}
	return all[i]
}

func TestResponsibilities(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		pia, paul, dina := w.Members["pia"], w.Members["paul"], w.Members["dina"]
		if c := charged(w, "LEND", "roadmap"); len(c.Carriers) != 1 || c.Carriers[0].Member != pia || len(c.Faults)+len(c.Lacking) != 0 {
			t.Errorf("the roadmap is carried by %+v", c)
		}
		// Letters are said, and judged.
		w.Do("adam", "responsibility.carry", obj{"product": "LEND", "name": "roadmap", "carriers": []obj{{"member": "@pia", "letters": "A"}, {"member": "@dina", "letters": "r"}, {"member": "@paul", "letters": "A"}}})
		if c := charged(w, "LEND", "roadmap"); !slices.Equal(c.Faults, []string{"many-accountable"}) || len(c.Lacking) != 0 {
			t.Errorf("two are accountable: %+v", c)
		}
		w.Do("adam", "responsibility.carry", obj{"product": "LEND", "name": "roadmap", "carriers": []obj{{"member": "@paul", "letters": "AR"}}})
		c := charged(w, "LEND", "roadmap")
		if len(c.Carriers) != 1 || c.Carriers[0].Member != paul || c.Carriers[0].Letters != "RA" || !slices.Contains(c.Lacking, "roadmap.place") {
			t.Errorf("paul carries it and decides nothing of it: %+v", c)
		}
		out := w.Do("pia", "responsibility.carry", obj{"product": "LEND", "name": "roadmap"})
		if out.Proposal == nil {
			t.Error("pia says who carries what")
		}
		w.Do("adam", "proposal.take", obj{"id": out.Proposal.ID})
		if c := charged(w, "LEND", "roadmap"); len(c.Carriers) != 1 || c.Carriers[0].Member != pia || c.Carriers[0].Said {
			t.Errorf("it falls back to the role: %+v", c)
		}
		// Without anybody in the role nobody carries it.
		w.Do("adam", "role.remove", obj{"member": "@paul", "product": "LEND", "role": "product owner"})
		if c := charged(w, "LEND", "backlog"); len(c.Carriers) != 0 || !slices.Equal(c.Faults, []string{"no-accountable", "no-responsible"}) {
			t.Errorf("nobody orders the backlog: %+v", c)
		}
		// The workspace has a list of its own.
		w.Do("adam", "responsibility.set", obj{"job": "owner", "title": "Support rota", "decisions": []string{"feedback.take"}})
		w.Do("adam", "responsibility.set", obj{"name": "launch", "job": "manager", "title": "Launch", "gone": true})
		if charged(w, "LEND", "support-rota").From != "workspace" || charged(w, "LEND", "launch").Name != "" {
			t.Error("the workspace's list does not hold")
		}
		w.Do("adam", "responsibility.reset", obj{"name": "launch"})
		if charged(w, "LEND", "launch").From != "default" {
			t.Error("the default does not come back")
		}
		for name, in := range map[string]obj{
			"an unknown decision": {"job": "owner", "title": "Odd", "decisions": []string{"tea.make"}},
			"a taken title":       {"job": "owner", "title": "Support rota"},
			"a default's title":   {"job": "owner", "title": "Roadmap"},
			"no title":            {"job": "owner", "title": "–"},
		} {
			if _, err := w.Try("adam", "responsibility.set", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		for name, in := range map[string]obj{
			"twice":      {"product": "LEND", "name": "roadmap", "carriers": []obj{{"member": "@dina", "letters": "A"}, {"member": dina, "letters": "R"}}},
			"no letters": {"product": "LEND", "name": "roadmap", "carriers": []obj{{"member": "@dina", "letters": "x"}}},
			"no such":    {"product": "LEND", "name": "tea"},
		} {
			if _, err := w.Try("adam", "responsibility.carry", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

type division struct {
	Sort             string
	Responsibilities []line
	Records          []line
	Approvals        []line
	Follows          []struct {
		What, Decision string
		Count          int
	}
}

type line struct {
	ID, Key, Kind string
	Goes          bool
}

// doubled makes paul product manager and owner of PAY, with something of each.
func doubled(w *apptest.World) (story, feature, decision string) {
	w.Do("adam", "product.create", obj{"fields": obj{"key": "PAY", "title": "Pay"}})
	for _, role := range []string{"product manager", "product owner"} {
		w.Do("adam", "role.assign", obj{"member": "@paul", "product": "PAY", "role": role})
	}
	make := func(kind, title string) string {
		return w.Do("paul", kind+".create", obj{"fields": obj{"product": "PAY", "title": title, "owner": w.Members["paul"]}}).ID
	}
	return make("story", "Pay by card"), make("feature", "Cards"), make("decision", "Cards first")
}

func TestHandover(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		story, feature, decision := doubled(w)
		w.Do("dina", "question.ask", obj{"item": story, "question": "Which cards?"})
		ask := obj{"product": "PAY", "from": "@paul", "to": "@nora", "job": "owner"}
		var d division
		w.Into("nora", "role.division", ask, &d)
		if d.Sort != "split" {
			t.Errorf("it is a %s", d.Sort)
		}
		goes := map[string]bool{}
		for _, l := range slices.Concat(d.Records, d.Responsibilities) {
			goes[l.ID] = l.Goes
		}
		if !goes[story] || goes[feature] || goes[decision] || !goes["backlog"] || goes["roadmap"] || len(d.Records) != 3 {
			t.Errorf("proposed to go: %v", goes)
		}
		if !slices.ContainsFunc(d.Follows, func(f struct {
			What, Decision string
			Count          int
		}) bool {
			return f.What == "questions" && f.Count == 1
		}) {
			t.Errorf("the open question does not follow: %+v", d.Follows)
		}

		// Line by line: the decision goes too, costs stay, the pricing goes.
		in := obj{"product": "PAY", "from": "@paul", "to": "@nora", "job": "owner", "records": []string{story, decision}, "responsibilities": []string{"pricing"}}
		for _, l := range d.Responsibilities {
			if l.Goes && l.ID != "costs" {
				in["responsibilities"] = append(in["responsibilities"].([]string), l.ID)
			}
		}
		if out := w.Do("paul", "role.handover", in); out.Proposal == nil {
			t.Fatal("paul splits his own roles")
		}
		before := found(w, "adam")
		w.Do("adam", "role.handover", in)
		owner := func(id string) string {
			var who string
			if err := w.DB.Read(t.Context(), w.Workspace, func(r *store.Reader) (err error) {
				who, err = store.One[string](t.Context(), r, "select owner_id from record where workspace_id = ? and id = ?", w.Workspace, id)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return who
		}
		carries := func(name string) string {
			c := charged(w, "PAY", name)
			if len(c.Carriers) != 1 {
				return ""
			}
			return c.Carriers[0].Member
		}
		nora, paul := w.Members["nora"], w.Members["paul"]
		if owner(story) != nora || owner(decision) != nora || owner(feature) != paul {
			t.Error("the owners are not as chosen")
		}
		if carries("backlog") != nora || carries("pricing") != nora || carries("costs") != paul || carries("roadmap") != paul {
			t.Errorf("carried: backlog %s, pricing %s, costs %s", carries("backlog"), carries("pricing"), carries("costs"))
		}
		if got := found(w, "adam"); len(got) != 0 || !slices.Contains(before, "PAY both") {
			t.Errorf("amiss: %q, before %q", got, before)
		}

		// One undo takes all of it back, and one more brings it again.
		var log struct{ Items []struct{ Request string } }
		w.Into("adam", "record.history", obj{"id": decision}, &log)
		w.Do("adam", "change.undo", obj{"request": log.Items[0].Request})
		if owner(story) != paul || owner(decision) != paul || carries("backlog") != paul || carries("pricing") != paul || !slices.Equal(found(w, "adam"), before) {
			t.Error("the undo left something")
		}
		w.Into("adam", "record.history", obj{"id": decision}, &log)
		w.Do("adam", "change.undo", obj{"request": log.Items[0].Request})
		if owner(story) != nora || carries("costs") != paul {
			t.Error("it cannot be done again")
		}

		// And merged back.
		back := obj{"product": "PAY", "from": "@nora", "to": "@paul", "job": "owner"}
		w.Into("adam", "role.division", back, &d)
		if d.Sort != "merge" {
			t.Errorf("it is a %s", d.Sort)
		}
		var all []string
		for _, l := range d.Responsibilities {
			all = append(all, l.ID)
		}
		back["responsibilities"], back["records"] = all, []string{story, decision}
		w.Do("adam", "role.handover", back)
		if carries("pricing") != paul || carries("backlog") != paul || owner(decision) != paul || !slices.Contains(found(w, "adam"), "PAY both") {
			t.Error("it is not merged")
		}
	})
}

func TestHandoverIsRefused(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		story, _, _ := doubled(w)
		other := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Elsewhere", "owner": w.Members["paul"]}}).ID
		for name, c := range map[string]struct {
			in   obj
			want errs.Kind
		}{
			"to oneself":          {obj{"to": "@paul"}, errs.Invalid},
			"to a guest":          {obj{"to": "@gus"}, errs.Invalid},
			"who has not the job": {obj{"from": "@dina"}, errs.Invalid},
			"another's record":    {obj{"records": []string{other}}, errs.Invalid},
			"no responsibility":   {obj{"responsibilities": []string{"tea"}}, errs.Invalid},
			"nobody":              {obj{"to": "@nobody"}, errs.NotFound},
		} {
			in := obj{"product": "PAY", "from": "@paul", "to": "@nora", "job": "owner", "records": []string{story}}
			for k, v := range c.in {
				in[k] = v
			}
			if _, err := w.Try("adam", "role.handover", in); !errs.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if len(found(w, "adam")) != 1 {
			t.Error("a refused handover left something")
		}
	})
}
