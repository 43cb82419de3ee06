package portal_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"throughline/internal/app/apptest"
)

// A canary is a word that stands in one field or record and nowhere else.
// Wherever it is met, it came from there.
func canary(of string) string { return "zq" + of + "qz" }

// planted is a world with a canary in every field and every record that a cut
// could give away.
type planted struct {
	*apptest.World
	all []string // canaries, by name

	shown string                 // the feature that cuts show
	ids   []string               // identifiers, addresses, and people: never shown by themselves
	on    map[string]apptest.Out // what cuts show, by kind
	told  string                 // a stakeholder outside, who is written to from a cut
}

func (p *planted) word(of string) string {
	p.all = append(p.all, of)
	return canary(of)
}

// make makes a record, whose title is a canary of its name.
func (p *planted) make(kind, product, name string, more obj) apptest.Out {
	p.T.Helper()
	fields := obj{"product": product, "title": p.word(name)}
	maps.Copy(fields, more)
	out := p.Do("adam", kind+".create", obj{"fields": fields})
	if out.Proposal != nil {
		p.T.Fatalf("%s became a proposal", name)
	}
	p.ids = append(p.ids, out.ID)
	return out
}

func (p *planted) link(kind string, from, to apptest.Out) {
	p.T.Helper()
	if out := p.Do("adam", "link.create", obj{"type": kind, "from": from.Key, "to": to.Key}); out.Proposal != nil {
		p.T.Fatalf("a link became a proposal")
	}
}

// plant fills a world. What is named hidden must never be seen by any cut of
// LEND; what is named after a field only where that field is chosen.
func plant(w *apptest.World) *planted {
	w.T.Helper()
	p := &planted{World: w}
	w.Do("adam", "field.create", obj{"name": "margin", "label": "Margin", "type": "text", "kinds": []string{"feature"}})
	for range 10 { // a team with a pace, so that there are odds
		w.Clock.Add(24 * time.Hour)
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Some work"}})
		w.Do("adam", "story.update", obj{"id": s.Key, "patch": obj{"state": "in progress"}})
		w.Do("adam", "story.update", obj{"id": s.Key, "patch": obj{"state": "done"}})
	}
	w.Do("dora", "me.update", obj{"name": p.word("owner")})
	f := p.make("feature", "LEND", "title", obj{
		"body": p.word("summary"), "hypothesis": p.word("hypothesis"), "tags": []string{p.word("tags")}, "custom": obj{"margin": p.word("margin")}, "owner": w.Members["dora"],
		"horizon": "now", "startOn": "2026-03-04", "endOn": "2026-04-17", "reach": 7919, "impact": 1, "confidence": 100, "effort": 7.1357, "state": "planned",
	})
	p.shown = f.ID
	objective := p.make("objective", "LEND", "objective", obj{"body": p.word("hiddenobjectivebody")})
	initiative := p.make("initiative", "LEND", "initiative", obj{"body": p.word("hiddeninitiativebody")})
	release := p.make("release", "LEND", "release", obj{"dueOn": "2026-05-29", "body": p.word("hiddenreleasebody"), "state": "planned"})
	w.Do("adam", "release.update", obj{"id": release.Key, "patch": obj{"notes": p.word("hiddennotes"), "notesInternal": p.word("hiddeninternal"), "notesSales": p.word("hiddensales"), "notesSupport": p.word("hiddensupport")}})
	p.link("serves", f, objective)
	p.link("delivers", f, initiative)
	p.link("ships in", f, release)
	story := p.make("story", "LEND", "hiddenstory", obj{"body": p.word("hiddenstorybody")})
	p.link("delivers", story, f)
	p.make("risk", "LEND", "hiddenrisk", obj{"type": "market"})
	w.Do("pia", "comment.create", obj{"record": f.Key, "body": p.word("hiddencomment")})
	milestone := p.make("milestone", "LEND", "milestone", obj{"dueOn": "2026-05-11", "body": p.word("hiddenmilestonebody")})
	p.make("milestone", "HIDE", "hiddenmilestone", obj{"dueOn": "2026-05-12"})
	p.make("milestone", "LEND", "hiddendroppedmilestone", obj{"dueOn": "2026-05-13", "state": "dropped"})
	launch := p.make("launch", "LEND", "launch", obj{"day": "2026-05-18", "body": p.word("hiddenlaunchbody")})
	p.make("launch", "HIDE", "hiddenlaunch", obj{"day": "2026-05-19"})
	p.make("launch", "LEND", "hiddendroppedlaunch", obj{"day": "2026-05-20", "state": "dropped"})
	gone := p.make("feature", "LEND", "hiddenarchived", obj{"horizon": "now"})
	w.Do("pia", "feature.archive", obj{"id": gone.Key})
	was := p.make("feature", "LEND", "hiddenoldtitle", obj{"horizon": "next"})
	w.Do("pia", "feature.update", obj{"id": was.Key, "patch": obj{"title": "A later title"}})
	// Records of a private product, linked to what is shown.
	for _, kind := range []string{"objective", "initiative", "release", "feature"} {
		other := p.make(kind, "HIDE", "hiddenprivate"+kind, obj{"body": p.word("hiddenprivatebody" + kind)})
		switch kind {
		case "objective":
			p.link("serves", f, other)
		case "initiative":
			p.link("delivers", f, other)
		case "release":
			p.link("ships in", f, other)
		}
	}
	p.on = map[string]apptest.Out{"feature": f, "objective": objective, "initiative": initiative, "release": release, "milestone": milestone, "launch": launch}
	for name, id := range w.Members {
		p.ids = append(p.ids, id, name+"@example.com")
	}
	p.ids = append(p.ids, w.Workspace)
	return p
}

// forms are all addresses below a link.
var forms = []string{"", "/frame", "/roadmap.pdf", "/roadmap.pptx", "/roadmap.png", "/roadmap.svg", "/roadmap.csv", "/roadmap.ics", "/roadmap.json"}

// crawl gives everything that a link leads to, as text, with the headers.
func crawl(w *apptest.World, token string) map[string]string {
	w.T.Helper()
	out := map[string]string{}
	for _, f := range forms {
		rec := get(w, "/share/"+token+f)
		if rec.Code != http.StatusOK {
			w.T.Fatalf("%s: %d %s", f, rec.Code, rec.Body)
		}
		out["headers of "+f] = fmt.Sprint(rec.Header())
		out["page"+f] = readable(w.T, rec.Body.Bytes())
	}
	return out
}

// readable unpacks what is packed: files of a presentation, streams of a
// document with their text in UTF-16.
func readable(t testing.TB, b []byte) string {
	t.Helper()
	all := string(b)
	switch {
	case bytes.HasPrefix(b, []byte("PK")):
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			all += f.Name + string(body)
		}
	case bytes.HasPrefix(b, []byte("%PDF")):
		for rest := b; ; {
			i := bytes.Index(rest, []byte("stream\n"))
			if i < 0 {
				break
			}
			rest = rest[i+len("stream\n"):]
			if r, err := zlib.NewReader(bytes.NewReader(rest)); err == nil {
				body, _ := io.ReadAll(r) // fonts among them are cut off by what follows
				all += string(body)
			}
		}
	case bytes.HasPrefix(b, []byte("\r\n")), bytes.Contains(b, []byte("BEGIN:VCALENDAR")):
		all += strings.ReplaceAll(all, "\r\n ", "")
	}
	// Where a line may not end is no part of a word, in either encoding.
	return strings.ReplaceAll(strings.ReplaceAll(all, "\u00a0", " "), "\x00\xa0", "\x00 ")
}

// says whether a text has a word, in either encoding.
func says(all, word string) bool {
	wide := make([]byte, 0, 2*len(word))
	for _, u := range utf16.Encode([]rune(word)) {
		wide = binary.BigEndian.AppendUint16(wide, u)
	}
	return strings.Contains(all, word) || strings.Contains(all, string(wide))
}

// shownBy says by which fields a canary may be seen.
var shownBy = map[string][]string{
	"title": {"title"}, "summary": {"summary"}, "hypothesis": {"hypothesis"}, "tags": {"tags"}, "margin": {"custom:margin"}, "owner": {"owner"},
	// A release and an initiative stand on the roadmap themselves.
	"milestone": {"milestones"}, "launch": {"launches"},
	"objective": {"objective"}, "initiative": {"initiative", "title"}, "release": {"release", "title"},
	"hiddeninitiativebody": {"summary"}, "hiddenreleasebody": {"summary"},
}

// TestNoShareTellsMoreThanItsFields is the canary crawl (AZ-05) over shares: for
// each field a cut with it and for each audience its start, in every form, every
// link crawled in every file. The control is that chosen fields are found: a
// crawl that reads nothing fails.
func TestNoShareTellsMoreThanItsFields(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		p := plant(w)
		p.everything()
		other := plant(w.Twin("other"))
		_ = makeCut(other.World, "team", nil)
		var known struct {
			Fields []struct{ Name string }
			Starts []struct {
				Audience, Form string
				Fields         []string
			}
		}
		w.Into("nora", "cut.fields", nil, &known)
		check := func(what string, fields []string, cut string) {
			l := makeLink(w, cut, obj{"sites": []string{"https://a.example.com"}})
			if l.Feed == "" {
				t.Errorf("%s has no feed", what)
			}
			pages := crawl(w, l.Token)
			maps.Copy(pages, p.letter(cut))
			for where, body := range pages {
				for _, c := range append(slices.Clone(p.all), other.all...) {
					may := slices.ContainsFunc(shownBy[c], func(f string) bool { return slices.Contains(fields, f) })
					if !may && says(body, canary(c)) {
						t.Errorf("%s: %s gives %s away", what, where, c)
					}
				}
				for _, id := range append(slices.Clone(p.ids), other.ids...) {
					if says(body, id) {
						t.Errorf("%s: %s gives the identifier %s away", what, where, id)
					}
				}
				if !slices.Contains(fields, "key") && says(body, "LEND-") || says(body, "HIDE") || says(body, l.Token) && !strings.HasPrefix(where, "page") {
					t.Errorf("%s: %s gives a key or the link away", what, where)
				}
				if !slices.Contains(fields, "score") && says(body, "1109.77") || !slices.Contains(fields, "effort") && says(body, "7.1357") {
					t.Errorf("%s: %s gives a number away", what, where)
				}
				for _, never := range []string{"29 Nov", "2027-11-29", "20271129", "911.93", "91193", "719.33", "71933"} {
					if says(body, never) {
						t.Errorf("%s: %s tells of a scenario or of money: %s", what, where, never)
					}
				}
				if !slices.Contains(fields, "odds") && says(body, "likely") {
					t.Errorf("%s: %s gives odds away", what, where)
				}
				if !slices.Contains(fields, "dates") && (says(body, "2026-04-17") || says(body, "17 Apr") || says(body, "20260417")) {
					t.Errorf("%s: %s gives a day away", what, where)
				}
			}
		}
		for _, s := range known.Starts {
			check("the start of "+s.Audience, s.Fields, makeCut(w, s.Audience, obj{"download": true, "query": ""}))
		}
		layouts := [][2]string{{"timeline", "dates"}, {"horizons", "horizon"}, {"objectives", "objective"}, {"table", "status"}}
		for i, f := range append(known.Fields, struct{ Name string }{"custom:margin"}) {
			form, needs := layouts[i%len(layouts)][0], layouts[i%len(layouts)][1]
			if slices.Contains([]string{"odds", "milestones", "launches"}, f.Name) {
				form, needs = "timeline", "dates"
			}
			fields := slices.Compact([]string{needs, f.Name})
			if f.Name != "title" && f.Name != needs {
				fields = append(fields, "title")
			}
			cut := makeCut(w, "team", obj{"download": true, "query": "", "form": form, "fields": fields, "group": "", "dates": "day"})
			check(f.Name+" as "+form, fields, cut)
		}
		found(t, p)
		across(t, p)
	})
}

// across looks at now, next and later over two products: it names what stands
// there and whose it is, and nothing else of either.
func across(t *testing.T, p *planted) {
	t.Helper()
	may := []string{"title", "initiative", "release", "hiddenprivatefeature", "hiddenprivateinitiative", "hiddenprivaterelease"}
	cut := makeCut(p.World, "team", obj{"products": []string{"LEND", "HIDE"}, "download": true, "query": "", "form": "horizons", "fields": []string{"title", "horizon", "product"}})
	pages := crawl(p.World, makeLink(p.World, cut, obj{"sites": []string{"https://a.example.com"}}).Token)
	maps.Copy(pages, p.letter(cut))
	for where, body := range pages {
		for _, c := range p.all {
			if !slices.Contains(may, c) && says(body, canary(c)) {
				t.Errorf("across products %s gives %s away", where, c)
			}
		}
		if where == "page" && !(says(body, canary("title")) && says(body, canary("hiddenprivatefeature"))) {
			t.Error("across products the page does not show both")
		}
	}
}

// found is the control: each form that holds text tells what was chosen, in
// words that the crawl finds.
func found(t *testing.T, p *planted) {
	t.Helper()
	w := p.World
	fields := []string{"title", "key", "summary", "dates", "owner", "tags", "hypothesis", "custom:margin", "objective", "score", "odds", "milestones", "launches"}
	cut := makeCut(w, "team", obj{"download": true, "query": "type:feature", "form": "table", "fields": fields, "group": "", "dates": "day"})
	l := makeLink(w, cut, obj{"sites": []string{"https://a.example.com"}})
	for where, body := range p.letter(cut) {
		if !says(body, canary("title")) || !says(body, "17 Apr") {
			t.Errorf("the crawl does not find what changed in the %s: %s", where, body)
		}
	}
	for where, body := range crawl(w, l.Token) {
		if strings.HasPrefix(where, "headers") || strings.HasSuffix(where, ".png") {
			continue
		}
		for _, f := range fields {
			word := canary(strings.TrimPrefix(f, "custom:"))
			switch f {
			case "key":
				word = "LEND-"
			case "dates":
				word = "17 Apr"
				if strings.HasSuffix(where, ".ics") {
					word = "DTEND;VALUE=DATE:20260418"
				}
				if strings.HasSuffix(where, ".pdf") {
					word = "Apr" // a narrow column breaks days into lines
				}
			case "score":
				word = "1109.77"
			case "odds":
				word = "likely"
			case "milestones":
				word = canary("milestone")
			case "launches":
				word = canary("launch")
			}
			if !says(body, word) {
				t.Errorf("the crawl does not find %s in %s, where it was chosen: it would find no leak either", f, where)
			}
		}
	}
}

// TestARecordWithoutANameForTheAudienceIsNotThere: where titles are not chosen,
// only records with an outside name are shown, and by that name.
func TestARecordWithoutANameForTheAudienceIsNotThere(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		p := plant(w)
		p.everything()
		cut := makeCut(w, "customers", obj{"download": true, "query": "", "fields": []string{"horizon", "status"}, "names": []obj{{"record": p.shown, "name": "Faster answers"}}})
		l := makeLink(w, cut, obj{"sites": []string{"https://a.example.com"}})
		for where, body := range crawl(w, l.Token) {
			for _, c := range p.all {
				if says(body, canary(c)) {
					t.Errorf("%s gives %s away", where, c)
				}
			}
			for _, plain := range []string{"", "/frame", "/roadmap.json", "/roadmap.csv", "/roadmap.pptx"} {
				if where == "page"+plain && !says(body, "Faster answers") {
					t.Errorf("%s lacks the outside name", where)
				}
			}
		}
	})
}
