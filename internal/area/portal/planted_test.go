package portal_test

import (
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/kit/patch"
)

// What new records of a kind cannot do without.
var demanded = map[string]func(w *apptest.World) obj{
	"promise": func(w *apptest.World) obj { return obj{"member": w.Members["sam"], "dueOn": "2027-01-01"} },
	"risk":    func(*apptest.World) obj { return obj{"type": "delivery"} },
	"tradeoff": func(*apptest.World) obj {
		return obj{"asked": "owner", "options": []obj{{"title": "This"}, {"title": "That"}}}
	},
}

// Kinds of which something is shown: their words are planted by hand.
var shownKinds = []string{"feature", "initiative", "release", "milestone", "launch", "objective"}

// Fields in which words stand in a form of their own, and those that take none.
var formed = map[string]string{
	"bug.scenarios": "Scenario: %s\n  Given a word", "story.scenarios": "Scenario: %s\n  Given a word", "task.scenarios": "Scenario: %s\n  Given a word", "spike.scenarios": "Scenario: %s\n  Given a word",
	"metric.template": "", "sprint.keyResult": "", "launch.pricingLink": "https://example.com/%s",
}

// prose are the fields of a kind that hold words of people, and that a change of
// the record sets.
func prose(k *op.Kind) []string {
	var out []string
	for _, f := range k.Type.Shape.Fields {
		if isProse(f) && !slices.Contains([]string{"title", "state", "rank"}, f.Name) {
			out = append(out, f.Name)
		}
	}
	return out
}

func isProse(f patch.Field) bool {
	return f.By != "" && f.Ref == "" && len(f.Rules.Enum) == 0 && f.Rules.Format == "" && f.Type.Kind() == reflect.String && f.Type.Name() == "string" &&
		(f.Rules.Max == nil || *f.Rules.Max >= 40)
}

// write puts a canary into each field of words of a record, but for some.
func (p *planted) write(kind, key string, but ...string) {
	p.T.Helper()
	k, _ := p.Engine.Reg.Kind(kind)
	for _, name := range prose(k) {
		if slices.Contains(but, name) {
			continue
		}
		form, is := formed[kind+"."+name]
		if is && form == "" {
			continue
		}
		if !is {
			form = "%s"
		}
		of := "hidden" + kind + strings.ToLower(name)
		if _, err := p.Try("adam", kind+".update", obj{"id": key, "patch": obj{name: strings.Replace(form, "%s", canary(of), 1)}}); err != nil {
			p.T.Errorf("no word can be planted in %s of a %s, so say in which form: %v", name, kind, err)
			continue
		}
		p.all = append(p.all, of)
	}
}

// everything plants a word in each text of each kind of record, tied to what is
// shown in every way that there is, and in the parts that are told of it: what
// an area adds next year is in here by itself.
func (p *planted) everything() {
	p.T.Helper()
	shown := p.on
	for kind, out := range shown {
		p.write(kind, out.Key, "body", "hypothesis", "notes", "notesInternal", "notesSales", "notesSupport")
	}
	tied := 0
	made := map[string]apptest.Out{"launch": shown["launch"]}
	for _, k := range p.Engine.Reg.Kinds() {
		// Products hold what is shown; a refinement is nothing but a meeting; a
		// verdict is given, with the parts.
		if slices.Contains(append([]string{"product", "refinement", "verdict"}, shownKinds...), k.Name) {
			continue
		}
		more := obj{}
		if d := demanded[k.Name]; d != nil {
			more = d(p.World)
		}
		fields := obj{"title": p.word("hidden" + k.Name + "title")}
		if k.Home != op.InWorkspace {
			fields["product"] = "LEND"
		}
		maps.Copy(fields, more)
		out := p.Do("adam", k.Name+".create", obj{"fields": fields})
		if out.Proposal != nil {
			p.T.Fatalf("a %s became a proposal", k.Name)
		}
		p.ids = append(p.ids, out.ID)
		made[k.Name] = out
		p.write(k.Name, out.Key)
		tied += p.tie(k.Name, out, shown)
	}
	if tied < 20 {
		p.T.Errorf("only %d ties lead from what is hidden to what is shown: the crawl would not see what they tell", tied)
	}
	p.parts(shown["feature"].Key, made)
}

// tie links a record with what is shown, both ways, wherever a rule lets it.
func (p *planted) tie(kind string, out apptest.Out, shown map[string]apptest.Out) (n int) {
	may := func(list []string, kind string) bool { return len(list) == 0 || slices.Contains(list, kind) }
	for _, l := range p.Engine.Reg.Links() {
		for to, other := range shown {
			for _, pair := range [][4]string{{kind, out.Key, to, other.Key}, {to, other.Key, kind, out.Key}} {
				if !may(l.From, pair[0]) || !may(l.To, pair[2]) {
					continue
				}
				if _, err := p.Try("adam", "link.create", obj{"type": l.Type, "from": pair[1], "to": pair[3]}); err == nil {
					n++
				}
			}
		}
	}
	return n
}

// parts plants words in what hangs on records: money, prices, launches,
// stakeholders, decisions, bets, scenarios and what was kept.
func (p *planted) parts(f string, made map[string]apptest.Out) {
	p.T.Helper()
	do := func(name string, in obj) apptest.Out {
		p.T.Helper()
		out := p.Do("adam", name, in)
		if out.Proposal != nil {
			p.T.Fatalf("%s became a proposal", name)
		}
		return out
	}
	word := func(of string) string { return p.word("hidden" + of) }
	do("feature.update", obj{"id": f, "patch": obj{"assumptions": []obj{{"id": "1", "text": word("assumption"), "type": "desirability", "test": word("assumptiontest")}}}})
	do("money.plan", obj{"id": f, "lines": []obj{{"basis": "plan", "sort": "cost", "label": word("moneylabel"), "month": "2026-01-01", "amount": 91193, "currency": "EUR", "note": word("moneynote")}}})
	do("dayrate.set", obj{"product": "LEND", "from": "2026-01-01", "amount": 71933, "currency": "EUR", "note": word("dayrate")})
	do("stop.decline", obj{"id": f, "reason": word("stopreason")})
	deal := do("case.create", obj{"record": f, "name": word("casename"), "currency": "EUR"})
	do("case.update", obj{"id": deal.ID, "assumptions": []obj{{"text": word("caseassumption")}}})
	do("case.fill", obj{"id": deal.ID, "lines": []obj{{"sort": "cost", "label": word("caseline"), "amounts": []obj{{"low": 1, "likely": 2, "high": 3}}}}})
	do("case.keep", obj{"id": deal.ID, "reason": word("casereason")})
	plan := do("priceplan.create", obj{"product": "LEND", "name": word("planname"), "for": word("planfor"), "currency": "EUR", "amount": 900, "reason": word("planreason")})
	do("priceplan.price", obj{"id": plan.ID, "from": "2026-12-01", "amount": 1100, "reason": word("pricereason")})
	launch := made["launch"].Key
	do("launchtask.create", obj{"launch": launch, "department": "legal", "title": word("launchtask"), "offset": -7})
	do("announcement.create", obj{"launch": launch, "channel": "blog", "title": word("announcement"), "text": word("announcementtext")})
	do("launch.enable", obj{"id": launch, "audience": "sales", "say": word("say"), "changed": word("changed"), "whom": word("whom"), "answers": []obj{{"question": word("asked"), "answer": word("answered")}}})
	do("launch.ask", obj{"id": launch, "departments": []string{"legal"}, "note": word("gatenote")})
	do("launch.answer", obj{"id": launch, "department": "legal", "says": "no-go", "reason": word("gatereason")})
	do("promise.renegotiate", obj{"id": made["promise"].Key, "dueOn": "2027-02-03", "why": word("renegotiated")})
	do("decision.update", obj{"id": made["decision"].Key, "patch": obj{"options": []obj{{"title": word("option"), "pros": word("pros"), "cons": word("cons")}}}})
	do("decision.decide", obj{"id": made["decision"].Key, "outcome": word("decided"), "ground": word("decidedground")})
	do("approval.ask", obj{"record": f, "members": []string{p.Members["sam"]}, "note": word("approvalnote")})
	do("item.move", obj{"id": made["story"].Key, "state": "in progress"})
	do("item.move", obj{"id": made["story"].Key, "state": "done"})
	do("item.reject", obj{"id": made["story"].Key, "reason": word("verdict")})
	do("question.ask", obj{"item": made["story"].Key, "question": word("question")})
	do("scenario.create", obj{"product": "LEND", "name": word("scenario"), "note": word("scenarionote"), "lines": []obj{{"id": f, "start": "2026-03-04", "end": "2027-11-29"}}})
	do("snapshot.create", obj{"product": "LEND", "name": word("snapshot")})
	ranking := do("ranking.create", obj{"product": "LEND", "name": word("ranking"), "method": "rice"})
	do("ranking.keep", obj{"id": ranking.ID, "name": word("rankingsnapshot")})
	page := obj{"of": "LEND"}
	for _, box := range []string{"audience", "need", "category", "benefit", "alternative", "difference", "problem", "segments", "proposition", "solution", "channels", "revenue", "costs", "measures", "advantage"} {
		page[box] = word("page" + box)
	}
	do("strategy.set", page)
	do("strategy.keep", obj{"of": "LEND", "name": word("keptpage")})
	do("sunset.plan", obj{"product": "LEND", "endOn": "2031-01-31"})
	do("sunset.step", obj{"product": "LEND", "title": word("sunsetstep")})
	inside := do("stakeholder.create", obj{"product": "LEND", "member": p.Members["sam"], "title": word("stakeholderrole"), "cares": word("cares"), "notes": word("stakeholdernotes")})
	do("cadence.create", obj{"stakeholder": inside.ID, "every": "week", "topics": []string{"roadmap"}, "note": word("cadencenote")})
	do("briefing.create", obj{"stakeholder": inside.ID, "title": word("briefing"), "body": word("briefingbody")})
	p.told = do("stakeholder.create", obj{"product": "LEND", "contact": made["contact"].Key, "title": word("outsiderole")}).ID
}

// letter is what somebody outside is told from a cut since long ago: the text as
// it is composed, and the page that its link leads to.
func (p *planted) letter(cut string) map[string]string {
	p.T.Helper()
	var draft struct{ Title, Body string }
	var link struct{ URL string }
	p.Into("adam", "briefing.compose", obj{"stakeholder": p.told, "cut": cut, "since": "2026-01-01"}, &draft)
	b := p.Do("adam", "briefing.create", obj{"stakeholder": p.told, "form": "link", "title": draft.Title, "body": draft.Body, "cut": cut})
	p.Do("adam", "briefing.send", obj{"id": b.ID})
	p.Into("adam", "briefing.link", obj{"id": b.ID}, &link)
	_, path, _ := strings.Cut(link.URL, "/told/")
	rec := get(p.World, "/told/"+path)
	if rec.Code != http.StatusOK {
		p.T.Fatalf("a letter answers %d %s", rec.Code, rec.Body)
	}
	return map[string]string{"letter as composed": draft.Title + "\n" + draft.Body, "page of the letter": rec.Body.String()}
}

// doors are all that somebody without a sign-in may open by a link, and where
// what lies behind is crawled.
var doors = map[string]string{
	"share.page": "here", "share.frame": "here", "share.file": "here", "share.enter": "portal_test.go", "briefing.page": "here",
	"changelog.page": "release", "changelog.atom": "release", "changelog.feed": "release",
}

// A door that is new has to be crawled as well: promises, kept pages and
// whatever else is shared one day.
func TestEveryDoorIsCrawled(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		there := map[string]bool{}
		for _, d := range w.Engine.Reg.Defs() {
			there[d.Name] = true
			if d.Perm == op.Public && strings.Contains(d.Path, "{token}") && doors[d.Name] == "" {
				t.Errorf("%s opens %s without a sign-in: crawl it for canaries, and list it", d.Name, d.Path)
			}
		}
		for name := range doors {
			if !there[name] {
				t.Errorf("%s is listed and opens nothing", name)
			}
		}
	})
}
