package faults_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"throughline/internal/app"
	"throughline/internal/app/apptest"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// making are the verbs of operations that make something.
var making = []string{"create", "add", "enter", "upload", "run"}

// heedless make something and heed no idempotency key. A second one of most is
// refused anyway.
var heedless = map[string]string{
	"token.create":     "its answer holds a secret, which is not kept anywhere",
	"session.create":   "the same",
	"share.enter":      "a page's form: told twice, the password opens twice",
	"member.add":       "an address is a member once",
	"workspace.create": "a short name is taken once",
	"import.run":       "an import run twice finds what it made before",
	"recurrence.run":   "what a rule asks for is made once, whoever asks for it",
}

// more are what kinds need beside a title and a product.
var more = map[string]obj{
	"promise":  {"member": "me", "dueOn": "2027-01-01"},
	"risk":     {"type": "delivery"},
	"tradeoff": {"asked": "owner", "options": []obj{{"title": "This first"}, {"title": "That first"}}},
}

// once is an installation to which everything is said many times.
type once struct {
	t    *testing.T
	site *apptest.Site
	s    *server
	rng  *rand.Rand

	story, other, metric string
	sent, doubled        int
}

// TestOnce sends every operation that makes something 1 to 20 times at once,
// with one key: it has one effect, and every answer is the same, also after a
// restart. With the key nothing else can be said, and another person's key is
// another key. A proposal is no exception.
func TestOnce(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, site *apptest.Site) {
		site.Settle()
		o := &once{t: t, site: site, rng: chance(seed(t), 0)}
		o.serve()
		o.story, o.other = o.make("stories", obj{"title": "One", "product": "LEND"}), o.make("stories", obj{"title": "Two", "product": "LEND"})
		o.metric = o.make("metrics", obj{"title": "Sign-ins", "product": "LEND"})
		calls := o.calls()
		answers := map[string]reply{}
		for _, name := range slices.Sorted(maps.Keys(calls)) {
			answers[name] = o.many(name, calls[name])
		}
		o.reopen()
		for name, a := range calls {
			o.after(name, a, answers[name])
		}
		t.Logf("%d operations, %d calls: %d of them had an effect of their own that they must not have", len(calls), o.sent, o.doubled)
	})
}

// serve is how the installation is reached.
func (o *once) serve() {
	o.s = &server{address: o.site.URL, token: o.site.App.OperatorToken(), log: &output{}}
}

// reopen ends the installation and opens it again, as a restart does.
func (o *once) reopen() {
	o.t.Helper()
	c := o.site.App.Config
	if err := o.site.App.Close(); err != nil {
		o.t.Fatal(err)
	}
	a, err := app.Open(o.t.Context(), c, app.WithClock(o.site.Clock))
	if err != nil {
		o.t.Fatal(err)
	}
	o.site.App = a
	srv := httptest.NewServer(a.Handler())
	o.t.Cleanup(srv.Close)
	o.site.URL = srv.URL
	o.serve()
}

func (o *once) make(plural string, fields obj) string {
	o.t.Helper()
	c := newCaller(o.s)
	defer c.close()
	r := c.must(o.t, ask{as: "adam", method: "POST", path: "/api/v1/" + plural, body: object(fields)})
	n := &note{}
	n.judge(r)
	return n.things[0]
}

// dot is the smallest picture.
var dot = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82")

// file attaches a file to the story.
func (o *once) file(name, media string, content []byte) string {
	o.t.Helper()
	c := newCaller(o.s)
	defer c.close()
	n := &note{}
	n.judge(c.must(o.t, ask{as: "adam", method: "POST", path: "/api/v1/records/" + o.story + "/files?name=" + name, body: content, media: media}))
	return n.things[0]
}

// calls gives a call of each operation that makes something; one that is
// registered and has none fails the test.
func (o *once) calls() map[string]ask {
	picture := o.file("a.png", "image/png", dot)
	activity := o.make("activities", obj{"title": "Borrow", "product": "LEND"})
	cut := o.make("cuts", obj{"audience": "team", "products": []string{"LEND"}})
	launch := o.make("launches", obj{"title": "One of many", "product": "LEND"})
	contact := o.make("contacts", obj{"title": "Ines Roth"})
	stake := o.make("stakeholders", obj{"product": "LEND", "contact": o.make("contacts", obj{"title": "Otto Kern"})})
	special := map[string]ask{
		"announcement.create": {path: "/api/v1/announcements", body: object(obj{"launch": launch, "channel": "blog", "title": "Made known"})},
		"launchtask.create":   {path: "/api/v1/launchtasks", body: object(obj{"launch": launch, "department": "legal", "title": "Made sure"})},
		"cut.create":          {path: "/api/v1/cuts", body: object(obj{"audience": "team", "title": "Made to be shown", "products": []string{"LEND"}})},
		"share.create":        {path: "/api/v1/shares", body: object(obj{"cut": cut, "label": "Made for the board"})},
		"absence.create":      {path: "/api/v1/absences", body: object(obj{"product": "LEND", "from": "2026-03-02", "note": "Made"})},
		"activity.create":     {path: "/api/v1/activities", body: object(obj{"product": "LEND", "title": "Made to pay back"})},
		"board.create":        {path: "/api/v1/boards", body: object(obj{"product": "LEND", "name": "Made to flow"})},
		"pin.create":          {path: "/api/v1/pins", body: object(obj{"attachment": picture, "x": 0.5, "y": 0.5, "body": "Made smaller?"})},
		"scenario.create":     {path: "/api/v1/scenarios", body: object(obj{"product": "LEND", "name": "Made to wonder"})},
		"snapshot.create":     {path: "/api/v1/snapshots", body: object(obj{"product": "LEND", "name": "Made to compare"})},
		"step.create":         {path: "/api/v1/steps", body: object(obj{"activity": activity, "title": "Made to ask"})},
		"testrun.create":      {path: "/api/v1/testruns", body: object(obj{"product": "LEND", "name": "Made", "cases": []obj{{"name": "It holds", "outcome": "passed"}}})},
		"attachment.add":      {path: "/api/v1/records/" + o.story + "/attachments", body: object(obj{"name": "Link", "url": "https://example.com/"})},
		"attachment.upload":   {path: "/api/v1/records/" + o.story + "/files?name=a.txt", body: []byte("some text"), media: "text/plain"},
		"stakeholder.create":  {path: "/api/v1/stakeholders", body: object(obj{"product": "LEND", "contact": contact, "title": "Made to pay"})},
		"cadence.create":      {path: "/api/v1/cadences", body: object(obj{"stakeholder": stake, "every": "week", "note": "Made to hear"})},
		"briefing.create":     {path: "/api/v1/briefings", body: object(obj{"stakeholder": stake, "title": "Made to be read", "body": "Much."})},
		"batch.run": {path: "/api/v1/batch", body: object(obj{"calls": []obj{
			{"operation": "story.create", "input": obj{"fields": obj{"product": "LEND", "title": "First of two"}}},
			{"operation": "comment.create", "input": obj{"record": o.story, "body": "Second of two"}},
		}})},
		"case.create":      {path: "/api/v1/records/LEND/cases", body: object(obj{"name": "Made to pay", "currency": "EUR"})},
		"priceplan.create": {path: "/api/v1/priceplans", body: object(obj{"product": "LEND", "name": "Made to be sold", "currency": "EUR"})},
		"comment.create":   {path: "/api/v1/records/" + o.story + "/comments", body: object(obj{"body": "Why <b>not</b> & so on?"})},
		"field.create":     {path: "/api/v1/fields", body: object(obj{"product": "LEND", "name": "size", "type": "number", "kinds": []string{"story"}})},
		"alert.create":     {path: "/api/v1/alerts", body: object(obj{"metric": o.metric, "side": "above", "bound": 1})},
		"link.create":      {path: "/api/v1/links", body: object(obj{"type": "relates", "from": o.story, "to": o.other})},
		"metric.enter":     {path: "/api/v1/metrics/" + o.metric + "/enter", body: object(obj{"points": []obj{{"at": "2026-01-01T00:00:00Z", "value": 3}}})},
		"product.create":   {path: "/api/v1/products", body: object(obj{"key": "MORE", "title": "More"})},
		"role.create":      {path: "/api/v1/roles", body: object(obj{"name": "coach", "base": "product owner"})},
		"ranking.create":   {path: "/api/v1/rankings", body: object(obj{"product": "LEND", "name": "Made first", "method": "rice"})},
		"view.create":      {path: "/api/v1/views", body: object(obj{"name": "Mine", "query": "type:story"})},
	}
	out := map[string]ask{}
	for _, d := range o.site.App.Engine.Reg.Defs() {
		_, verb, _ := strings.Cut(d.Name, ".")
		if !d.Writes || !slices.Contains(making, verb) || heedless[d.Name] != "" {
			continue
		}
		a, ok := special[d.Name]
		if k, known := o.site.App.Engine.Reg.Kind(d.Kind); !ok && known {
			fields := obj{"title": "Made by " + d.Name}
			if k.Home == op.InProduct {
				fields["product"] = "LEND"
			}
			maps.Copy(fields, more[d.Kind])
			a, ok = ask{path: d.Path, body: object(fields)}, true
		}
		if !ok {
			o.t.Errorf("%s makes something and is not called here: add a call, or a reason why it heeds no key", d.Name)
			continue
		}
		a.method, a.key = "POST", "key of "+d.Name
		out[d.Name] = a
	}
	return out
}

// rows gives the ledger's rows after one.
func (o *once) rows(after int64) []ledger.Row {
	o.t.Helper()
	var rows []ledger.Row
	err := o.site.App.Engine.View(context.Background(), o.site.Caller("adam").Workspace, o.site.Caller("adam").Actor, func(v *op.View) (err error) {
		rows, err = ledger.After(context.Background(), v.R, v.Workspace, after, 1000)
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return rows
}

func (o *once) last() int64 {
	o.t.Helper()
	var last int64
	err := o.site.App.DB.Read(context.Background(), "", func(r *store.Reader) (err error) {
		last, err = store.One[int64](context.Background(), r, "select seq from workspace where slug = ?", workspace)
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return last
}

// together sends a call so many times at once and gives the one answer.
func (o *once) together(name string, a ask, n int) reply {
	o.t.Helper()
	before := o.last()
	replies := make([]reply, n)
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			c := newCaller(o.s)
			defer c.close()
			replies[i], errs[i] = c.send(context.Background(), a)
		})
	}
	all.Wait()
	o.sent += n
	first := 0
	for i, r := range replies {
		if errs[i] != nil {
			o.t.Fatalf("%s: %v", name, errs[i])
		}
		if r.status != replies[0].status || canonical(r.body) != canonical(replies[0].body) {
			o.t.Errorf("%s by %s, %d times at once: one answer is %d %s, another %d %s", name, a.as, n, replies[0].status, replies[0].body, r.status, r.body)
		}
		if r.header.Get("Idempotency-Replayed") == "" {
			first++
		}
	}
	requests := map[string]bool{}
	for _, row := range o.rows(before) {
		requests[row.Request] = true
	}
	if replies[0].status < 300 && (first != 1 || len(requests) > 1) {
		o.doubled += max(first, len(requests)) - 1
		o.t.Errorf("%s by %s, %d times at once: %d say that they are the first, and the ledger has %d requests", name, a.as, n, first, len(requests))
	}
	if replies[0].status >= 300 && len(requests) > 0 {
		o.t.Errorf("%s by %s was refused (%d) and is in the ledger", name, a.as, replies[0].status)
	}
	return replies[0]
}

// many says one thing many times, and then what must not pass for the same.
func (o *once) many(name string, a ask) reply {
	o.t.Helper()
	// A call that is refused leaves the key free.
	broken := a
	broken.as, broken.body = "adam", []byte(`{"no such field":1}`)
	if a.media == "" {
		if r := o.together(name, broken, 2); r.status != http.StatusBadRequest {
			o.t.Errorf("%s with nonsense: %d %s", name, r.status, r.body)
		}
	}
	a.as = "adam"
	before := o.last()
	r := o.together(name, a, 1+o.rng.IntN(20))
	if r.status >= 300 || o.last() == before {
		o.t.Errorf("%s has no effect: %d %s", name, r.status, r.body)
		return r
	}
	before = o.last()
	c := newCaller(o.s)
	defer c.close()
	forged := a
	if a.media != "" {
		forged.body = []byte("other bytes")
	} else {
		forged.body = []byte(strings.NewReplacer("Made", "Forged", "Why", "Who", "relates", "blocks", "example.com", "example.net", `"Mine"`, `"Hers"`,
			"size", "weight", `"value":3`, `"value":4`, `"bound":1`, `"bound":2`, "MORE", "LESS", "coach", "lead", "First", "Last").Replace(string(a.body)))
	}
	if x, err := c.send(o.t.Context(), forged); err != nil || x.status != http.StatusConflict || o.last() != before {
		o.t.Errorf("%s, the key used for something else: %d %s %v", name, x.status, x.body, err)
	}
	// Another person's key of the same name. A member without the right
	// proposes; what is there already may be found, and is not made again.
	a.as = "nora"
	if x := o.together(name, a, 1+o.rng.IntN(20)); x.status >= 500 || x.status < 300 && canonical(x.body) == canonical(r.body) && o.last() != before {
		o.t.Errorf("%s, another person's key: %d %s", name, x.status, x.body)
	}
	return r
}

// after sends a call again after a restart.
func (o *once) after(name string, a ask, first reply) {
	o.t.Helper()
	before := o.last()
	c := newCaller(o.s)
	defer c.close()
	a.as = "adam"
	r, err := c.send(o.t.Context(), a)
	if err != nil || r.status != first.status || canonical(r.body) != canonical(first.body) || o.last() != before {
		o.t.Errorf("%s after a restart: %d %s %v; before it %d %s", name, r.status, r.body, err, first.status, first.body)
	}
}

// TestUploadAtOnce stores different bytes under one id at the same time, with
// and without a key: one of them wins, and what its row says of the bytes is
// true.
func TestUploadAtOnce(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, site *apptest.Site) {
		site.Settle()
		o := &once{t: t, site: site, rng: chance(seed(t), 0)}
		o.serve()
		story := o.make("stories", obj{"title": "One", "product": "LEND"})
		for round := range 10 {
			name := id.Of("upload", fmt.Sprint(round))
			var all sync.WaitGroup
			var mu sync.Mutex
			won := 0
			for i := range 6 {
				all.Go(func() {
					c := newCaller(o.s)
					defer c.close()
					a := ask{as: "adam", method: "POST", path: "/api/v1/records/" + story + "/files?name=a.txt&id=" + name, body: []byte(strings.Repeat(fmt.Sprint(i), 50_000)), media: "text/plain"}
					if i%2 == 0 {
						a.key = "key of " + name
					}
					r, err := c.send(context.Background(), a)
					mu.Lock()
					defer mu.Unlock()
					switch {
					case err != nil || r.status >= 500 || r.status >= 300 && r.status != http.StatusConflict:
						t.Errorf("%d %s %v", r.status, r.body, err)
					case r.status < 300:
						won++
					}
				})
			}
			all.Wait()
			if won != 1 {
				t.Errorf("%d of 6 uploads with one id and different bytes were acknowledged", won)
			}
		}
		e := &examined{}
		if err := e.files(t.Context(), site.App.DB, site.Caller("adam").Workspace, site.App.Config.BlobFolder, &book{}); err != nil {
			t.Fatal(err)
		}
		e.complain(t)
	})
}

// TestTwiceWithoutKey makes a record with an id of the client's own twice: the
// second finds the first, and nobody else's.
func TestTwiceWithoutKey(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, site *apptest.Site) {
		site.Settle()
		o := &once{t: t, site: site}
		o.serve()
		c := newCaller(o.s)
		defer c.close()
		a := ask{as: "adam", method: "POST", path: "/api/v1/stories", body: object(obj{"id": id.Of("mine"), "product": "LEND", "title": "Mine"})}
		first := c.must(t, a)
		before := o.last()
		if again := c.must(t, a); canonical(again.body) != canonical(first.body) || o.last() != before {
			t.Errorf("made twice: %s, %s", first.body, again.body)
		}
		for _, who := range []string{"pia", "nora"} {
			a.as = who
			if r, err := c.send(t.Context(), a); err != nil || r.status != http.StatusConflict || o.last() != before {
				t.Errorf("%s makes what is there: %d %s %v", who, r.status, r.body, err)
			}
		}
	})
}
