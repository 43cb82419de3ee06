package faults_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/cryptotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// TestParity tells the same story to a SQLite world and to a PostgreSQL one,
// with the same clock and the same chance, so that even the ids made on the way
// are the same. Every answer must be equal to the last byte: values, orders,
// errors.
func TestParity(t *testing.T) { //nolint:paralleltest // chance is fixed for the whole process
	p := &pair{t: t, seed: seed(t)}
	p.worlds[0] = apptest.New(t, storetest.Open(t, store.SQLite, migrations.Files))
	p.worlds[1] = apptest.New(t, storetest.Open(t, store.Postgres, migrations.Files))
	p.warm()
	stories := setting(t, "SEQUENCES", 30)
	for name, value := range map[string]string{"rapid.checks": strconv.Itoa(stories), "rapid.seed": strconv.FormatUint(p.seed>>1, 10)} {
		was := flag.Lookup(name).Value.String()
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flag.Set(name, was) }) // it was accepted before
	}
	rapid.Check(t, p.story)
	t.Logf("%d stories, %d calls (%d done, %d refused, %d proposed), %d lists: every answer equal on both databases",
		p.stories, p.calls, p.done, p.refused, p.proposed, p.lists)
}

// pair is two worlds to which the same is said.
type pair struct {
	t      *testing.T
	seed   uint64
	worlds [2]*apptest.World

	stories, calls, done, refused, proposed, lists int
}

// warm has each world open the connections that it will use: a new one would
// take from the chance that ids are made of.
func (p *pair) warm() {
	for _, w := range p.worlds {
		for range 10 {
			w.Do("adam", "record.list", obj{"q": ""})
			if err := w.DB.Write(context.Background(), w.Workspace, func(*store.Tx) error { return nil }); err != nil {
				p.t.Fatal(err)
			}
		}
	}
}

// chance starts the chance of both worlds at one point.
func (p *pair) chance() { cryptotest.SetGlobalRandom(p.t, p.seed+uint64(p.calls)) }

// telling is one story, told to two workspaces made for it.
type telling struct {
	*pair
	*rapid.T
	worlds    [2]*apptest.World
	n         int
	comments  []string
	proposals []string
	links     []string
	requests  []string
	fields    []string
	seq       int64
}

// story tells one.
func (p *pair) story(rt *rapid.T) {
	p.stories++
	s := &telling{pair: p, T: rt}
	for i, w := range p.worlds {
		w.Clock.Set(apptest.Start)
		p.chance()
		s.worlds[i] = w.Twin(fmt.Sprintf("story-%d", p.stories))
	}
	for _, kind := range []string{"story", "bug", "feature", "objective", "risk", "story", "metric", "sprint"} {
		s.create(kind)
	}
	rt.Repeat(map[string]func(*rapid.T){
		"create":   s.act(func() { s.create(s.pick("kind", kinds...)) }),
		"update":   s.act(s.update),
		"rank":     s.act(s.rank),
		"say":      s.act(s.say),
		"link":     s.act(s.link),
		"shelve":   s.act(s.shelve),
		"move":     s.act(s.move),
		"decide":   s.act(s.decide),
		"undo":     s.act(s.undo),
		"define":   s.act(s.define),
		"together": s.act(s.together),
		"people":   s.act(s.people),
		"query":    s.act(func() { s.list(s.who(), s.pick("query", queries...)+" "+s.pick("sort", sorts...)) }),
		"look":     s.act(s.look),
	})
	s.end()
}

// act gives an action its own source of draws.
func (s *telling) act(do func()) func(*rapid.T) {
	return func(rt *rapid.T) {
		s.T = rt
		do()
	}
}

// The words that stories are made of: those that databases order, fold, escape
// or store in ways of their own.
var (
	kinds = []string{"story", "bug", "task", "spike", "feature", "objective", "risk", "feedback", "insight", "opportunity", "metric", "decision", "sprint", "release", "initiative"}
	words = []string{
		"Ärger", "ärger", "arger", "Zebra", "zebra", "éclair", "e\u0301clair", "ß", "strasse", "STRASSE", "İstanbul", "ǅ", "支払い方法", "한국어", "😀 smile", "a_b", "100%", "a%b",
		"it's", `"quoted"`, `back\slash`, " lead", "trail ", "tab\there", "line\nbreak", "-1", "+x", "=1+1", "null", "NULL", "0", "9", "10", "late fee", "fee late", "the late fees", "lending", "aa߁\ue006A\u008c꜡Bા", "q\ua7c1x",
	}
	odd    = []string{"", " ", "a\x00b", strings.Repeat("x", 600), "\u202eright", "\ufeffbom", "\ufffd"}
	states = []string{"new", "refining", "ready", "in progress", "in review", "done", "accepted", "rejected", "dropped", "planned", "active", "closed", "idea", "candidate", "open", "no such state"}
	days   = []string{"2026-03-01", "2026-03-31", "2024-02-29", "1999-12-31", "2026-02-30", "tomorrow"}
	whole  = []string{"adam", "pia", "paul", "dina", "tess", "nora", "gus", "gina"}

	queries = []string{
		"", "type:story", "type:story,bug", "-type:story", "is:open", "is:closed", "is:archived", "is:mine", "is:unassigned", "is:blocked", "owner:me", "owner:paul", "no:owner", "has:owner",
		"estimate>3", "estimate:1..5", "estimate!=3", "no:estimate", "estimate<=0.5", "title:fee", "title:Z*", `title="Zebra"`, "title:ärger", `"late fee"`, "late", "lend*", "支払い", "-late", "late or zebra",
		"state:new", "state:ready,done", "-state:new", "category:todo", "tag:later", "-tag:later", "no:tag", "created>=2026-03-02", "updated:2026-03", "due<2026-06-01", "no:due", "(type:bug or type:risk) -state:dropped",
		"LEND-1", "LEND-1,LEND-2", "feature:LEND-3", "objective:LEND-4", "size>1", "size:1..1000", "no:size", "colour:red", "colour:red,green", "note:x*", "no:note", "flag:true", "points>", "nonsense:1", "type:story)", `"open`,
		"100%", "a_b", `back\slash`, "0", "priority:high", `priority=""`, "body:fee",
	}
	sorts = []string{
		"", "sort:title", "sort:-title", "sort:estimate", "sort:-estimate", "sort:owner", "sort:due", "sort:-due,title", "sort:state", "sort:key", "sort:-key", "sort:rank", "sort:created,title",
		"sort:-updated", "sort:priority", "sort:size", "sort:-size", "sort:colour", "sort:note", "sort:type,-title",
	}
	finds = []string{"late fee", `"late fee"`, "zebra", "ÄRGER", "eclair", "支払", "fee", "lend", "100%", "a_b", "LEND-1", "smile", "x", "-"}
)

func (s *telling) pick(label string, from ...string) string {
	return rapid.SampledFrom(from).Draw(s.T, label)
}

func (s *telling) who() string { return s.pick("who", whole...) }

func (s *telling) chanceOf(n int, label string) bool {
	return rapid.IntRange(1, n).Draw(s.T, label) == 1
}

// text is a word or two, and now and then something odd.
func (s *telling) text(label string) string {
	switch {
	case s.chanceOf(20, label+" is odd"):
		return s.pick(label, odd...)
	case s.chanceOf(4, label+" is any"):
		return rapid.StringN(0, 12, -1).Draw(s.T, label)
	}
	return s.pick(label, words...) + rapid.SampledFrom([]string{"", "", " late fee", " 2", "!"}).Draw(s.T, label+" goes on")
}

// ref names a record, perhaps one that is not there.
func (s *telling) ref(label string) string {
	return "LEND-" + strconv.Itoa(rapid.IntRange(1, min(s.n+1, 14)).Draw(s.T, label))
}

func (s *telling) number(label string) any {
	return rapid.SampledFrom([]any{0, 1, 3, 0.5, 0.1, 1e15, 1e300, -1, math.Copysign(0, -1), 5e-324, 1e308, 123456789.123, nil, "3", 12345678901234567}).Draw(s.T, label)
}

// fieldsOf draws some fields of a record.
func (s *telling) fieldsOf(most int) obj {
	out := obj{}
	for range rapid.IntRange(0, most).Draw(s.T, "fields") {
		switch s.pick("field", "title", "body", "tags", "owner", "estimate", "dueOn", "priority", "custom", "criteria", "state", "sprint", "type", "nonsense") {
		case "title":
			out["title"] = s.text("title")
		case "body":
			out["body"] = s.text("body") + "\n\n" + s.text("more")
		case "tags":
			out["tags"] = rapid.SliceOfN(rapid.SampledFrom([]string{"later", "Later", "now", "ä", "a b", "", "a\x00b", "x,y", " x"}), 0, 3).Draw(s.T, "tags")
		case "owner":
			out["owner"] = rapid.SampledFrom([]any{"paul", "me", "dina", "nobody", "", nil, "gus@example.com"}).Draw(s.T, "owner")
		case "estimate":
			out["estimate"] = s.number("estimate")
		case "dueOn":
			out["dueOn"] = s.pick("due", days...)
		case "priority":
			out["priority"] = s.pick("priority", "high", "High", "low", "", "é")
		case "custom":
			out["custom"] = s.custom()
		case "criteria":
			out["criteria"] = rapid.SampledFrom([]any{[]obj{}, []obj{{"text": "It works."}, {"text": "It's fast."}}, []obj{{"id": "1", "text": "a"}, {"id": "1", "text": "b"}}, nil}).Draw(s.T, "criteria")
		case "state":
			out["state"] = s.pick("state", states...)
		case "sprint":
			out["sprint"] = s.ref("sprint")
		case "type":
			out["type"] = s.pick("type", "delivery", "market", "technical", "none")
		default:
			out["nonsense"] = 1
		}
	}
	return out
}

func (s *telling) custom() obj {
	out := obj{}
	for range rapid.IntRange(1, 3).Draw(s.T, "entries") {
		switch s.pick("entry", "size", "colour", "note", "flag", "on", "many", "unknown") {
		case "size":
			out["size"] = s.number("size")
		case "colour":
			out["colour"] = s.pick("colour", "red", "green", "Red", "none")
		case "note":
			out["note"] = s.text("note")
		case "flag":
			out["flag"] = rapid.SampledFrom([]any{true, false, nil, "true"}).Draw(s.T, "flag")
		case "on":
			out["on"] = s.pick("on", days...)
		case "many":
			out["many"] = rapid.SampledFrom([]any{[]string{"a", "b"}, []string{"b"}, []string{}, []string{"z"}, nil, "a"}).Draw(s.T, "many")
		default:
			out["unknown"] = 1
		}
	}
	return out
}

func (s *telling) create(kind string) {
	fields := s.fieldsOf(4)
	if _, set := fields["title"]; !set {
		fields["title"] = s.text("title")
	}
	fields["product"] = "LEND"
	if kind == "risk" && fields["type"] == nil {
		fields["type"] = "delivery"
	}
	who := "adam"
	if s.n >= 8 {
		who = s.who()
	}
	s.n++
	s.call(who, kind+".create", obj{"fields": fields})
}

func (s *telling) update() {
	in := obj{"id": s.ref("record"), "patch": s.fieldsOf(3)}
	s.call(s.who(), "record.update", in)
}

func (s *telling) rank() {
	in := obj{"ids": []string{s.ref("first")}}
	if s.chanceOf(4, "two") {
		in["ids"] = []string{s.ref("first"), s.ref("second")}
	}
	switch s.pick("where", "after", "before", "top", "bottom", "position") {
	case "after":
		in["after"] = s.ref("after")
	case "before":
		in["before"] = s.ref("before")
	case "top":
		in["top"] = true
	case "bottom":
		in["bottom"] = true
	default:
		in["position"] = rapid.IntRange(0, 6).Draw(s.T, "position")
	}
	s.call(s.who(), "record.rank", in)
}

func (s *telling) say() {
	some := ""
	if len(s.comments) > 0 {
		some = s.pick("comment", s.comments...)
	}
	switch s.pick("say", "new", "new", "reply", "edit", "react", "delete", "watch", "list") {
	case "new":
		s.note(&s.comments, s.call(s.who(), "comment.create", obj{"record": s.ref("record"), "body": s.text("comment") + " @paul @nobody"}))
	case "reply":
		s.note(&s.comments, s.call(s.who(), "comment.create", obj{"record": s.ref("record"), "body": s.text("reply"), "replyTo": some}))
	case "edit":
		s.call(s.who(), "comment.update", obj{"id": some, "body": s.text("comment")})
	case "react":
		s.call(s.who(), "comment.react", obj{"id": some, "sign": s.pick("sign", "👍", "❤️", "x"), "off": s.chanceOf(3, "off")})
	case "delete":
		s.call(s.who(), "comment.delete", obj{"id": some})
	case "watch":
		s.call(s.who(), "watch.set", obj{"record": s.ref("record"), "off": s.chanceOf(3, "off")})
	default:
		s.call(s.who(), "comment.list", obj{"record": s.ref("record"), "limit": 2})
	}
}

func (s *telling) link() {
	if len(s.links) > 0 && s.chanceOf(4, "unlink") {
		s.call(s.who(), "link.delete", obj{"id": s.pick("link", s.links...)})
		return
	}
	s.note(&s.links, s.call(s.who(), "link.create", obj{
		"type": s.pick("type", "serves", "delivers", "blocks", "relates", "duplicates", "measures", "evidence", "addresses", "ships in", "likes"), "from": s.ref("from"), "to": s.ref("to"),
	}))
}

func (s *telling) shelve() {
	kind := s.pick("kind", "story", "bug", "feature", "risk")
	s.call(s.who(), kind+"."+s.pick("verb", "archive", "restore", "show"), obj{"id": s.ref("record")})
}

func (s *telling) move() {
	switch s.pick("move", "state", "state", "state", "convert", "ready", "accept", "reject", "start", "close", "enter") {
	case "state":
		s.call(s.who(), "record.update", obj{"id": s.ref("record"), "patch": obj{"state": s.pick("state", states...)}})
	case "convert":
		s.call(s.who(), "item.convert", obj{"id": s.ref("record"), "kind": s.pick("kind", "story", "bug", "task", "spike")})
	case "ready":
		s.call(s.who(), "item.ready", obj{"id": s.ref("record")})
	case "accept":
		s.call(s.who(), "item.accept", obj{"id": s.ref("record")})
	case "reject":
		s.call(s.who(), "item.reject", obj{"id": s.ref("record"), "reason": s.text("reason")})
	case "start":
		s.call(s.who(), "sprint.start", obj{"id": "LEND-8", "goal": s.text("goal"), "startOn": s.pick("start", days...), "endOn": s.pick("end", days...)})
	case "close":
		s.call(s.who(), "sprint.close", obj{"id": "LEND-8"})
	default:
		s.call(s.who(), "metric.enter", obj{"id": "LEND-7", "points": []obj{{"at": "2026-01-0" + s.pick("day", "1", "2", "3") + "T00:00:00Z", "value": s.number("value")}}})
	}
}

func (s *telling) decide() {
	if len(s.proposals) == 0 {
		s.call("nora", "record.update", obj{"id": s.ref("record"), "patch": obj{"title": s.text("title")}})
		return
	}
	in := obj{"id": s.pick("proposal", s.proposals...), "answer": s.pick("answer", "", "No.", "Später")}
	if s.chanceOf(5, "changed") {
		in["input"] = obj{"id": s.ref("record"), "patch": s.fieldsOf(2)}
	}
	verb := s.pick("verb", "take", "take", "decline", "withdraw", "renew", "show")
	if verb == "renew" || verb == "show" {
		in = obj{"id": in["id"]}
	}
	s.call(s.who(), "proposal."+verb, in)
}

func (s *telling) undo() {
	if len(s.requests) == 0 || s.chanceOf(3, "one row") {
		s.call(s.who(), "change.undo", obj{"seq": rapid.Int64Range(1, max(1, s.seq+1)).Draw(s.T, "seq")})
		return
	}
	s.call(s.who(), "change.undo", obj{"request": s.pick("request", s.requests...)})
}

func (s *telling) define() {
	if len(s.fields) > 0 && s.chanceOf(4, "drop") {
		s.call(s.who(), "field.delete", obj{"id": s.pick("field", s.fields...)})
		return
	}
	in := obj{"kinds": []string{"story", "bug", "feature"}, "product": rapid.SampledFrom([]string{"", "LEND"}).Draw(s.T, "product")}
	in["name"] = s.pick("name", "size", "colour", "note", "flag", "on", "many", "Bad Name")
	in["type"] = map[string]string{"size": "number", "colour": "choice", "flag": "bool", "on": "day", "many": "multi"}[in["name"].(string)]
	if in["type"] == "" {
		in["type"] = "text"
	}
	in["options"] = map[string][]string{"colour": {"red", "green"}, "many": {"b", "a"}}[in["name"].(string)]
	s.note(&s.fields, s.call(s.pick("who", "adam", "paul", "dina"), "field.create", in))
}

// together runs two calls as one, of which the second may fail.
func (s *telling) together() {
	s.call(s.who(), "batch.run", obj{"calls": []obj{
		{"operation": "record.update", "input": obj{"id": s.ref("first"), "patch": s.fieldsOf(2)}},
		{"operation": s.pick("second", "record.update", "story.archive"), "input": obj{"id": s.ref("second"), "patch": obj{"title": s.text("title")}}},
	}})
}

func (s *telling) people() {
	switch s.pick("people", "assign", "remove", "tag", "view", "rule") {
	case "assign", "remove":
		s.call(s.pick("by", "adam", "pia"), "role."+s.pick("verb", "assign", "remove"), obj{"member": s.pick("member", "nora", "sam", "gina", "dina"), "product": "LEND", "role": s.pick("role", "product owner", "developer", "stakeholder", "king")})
	case "tag":
		s.call(s.who(), "tag.rename", obj{"from": s.pick("from", "later", "now", "ä"), "to": s.pick("to", "later", "Later", "x,y")})
	case "view":
		s.call(s.who(), "view.create", obj{"name": s.text("name"), "query": s.pick("query", queries...), "shared": s.chanceOf(2, "shared")})
	default:
		s.call("adam", "right.set", obj{"decision": s.pick("decision", "story.write", "backlog.rank", "work.move", "x.y"), "product": "LEND", "roles": []string{s.pick("role", "developer", "product owner", "admin")}, "all": s.chanceOf(4, "all")})
	}
}

// list asks a query, and for the pages behind the first.
func (s *telling) list(who, q string) {
	in := obj{"q": q, "limit": rapid.SampledFrom([]int{1, 2, 5, 50}).Draw(s.T, "limit"), "total": s.chanceOf(3, "total")}
	if s.chanceOf(2, "in the product") {
		in["product"] = "LEND"
	}
	if s.chanceOf(3, "more fields") {
		in["fields"] = []string{"estimate", "due", "priority"}
	}
	for range 4 {
		s.lists++
		var page struct{ Next *string }
		if json.Unmarshal(s.call(who, "record.list", in), &page) != nil || page.Next == nil {
			return
		}
		in["cursor"] = *page.Next
	}
}

// look asks what is no list of records.
func (s *telling) look() {
	s.lists++
	who := s.who()
	switch s.pick("look", "history", "asof", "ledger", "thread", "links", "board", "tags", "gaps", "proposals", "views", "workflows", "find", "inbox", "any", "fields") {
	case "history":
		s.call(who, "record.history", obj{"id": s.ref("record"), "limit": 3})
	case "asof":
		s.call(who, "record.asof", obj{"id": s.ref("record"), "at": apptest.Start.Add(time.Duration(rapid.IntRange(0, 60).Draw(s.T, "seconds")) * time.Second).String()})
	case "ledger":
		s.call(who, "ledger.list", obj{"product": "LEND", "limit": 7})
	case "thread":
		s.call(who, "record.thread", obj{"id": s.ref("record")})
	case "links":
		s.call(who, "record.links", obj{"id": s.ref("record")})
	case "board":
		s.call(who, "record.board", obj{"product": "LEND", "q": s.pick("query", queries...)})
	case "tags":
		s.call(who, "tag.list", obj{"prefix": s.pick("prefix", "", "l", "Ä", "%")})
	case "gaps":
		s.call(who, "gap.list", obj{"product": "LEND"})
	case "proposals":
		s.call(who, "proposal.list", obj{"limit": 2, "mine": s.chanceOf(2, "mine")})
	case "views":
		s.call(who, "view.list", obj{})
	case "workflows":
		s.call(who, "workflow.list", obj{"product": "LEND"})
	case "find":
		s.catchUp()
		s.call(who, "search.find", obj{"q": s.pick("find", finds...), "limit": 3})
	case "inbox":
		s.catchUp()
		s.call(who, "inbox.list", obj{"limit": 5})
	case "any":
		s.call(who, "record.any", obj{"id": s.ref("record")})
	default:
		s.call(who, "query.fields", obj{})
	}
}

// end asks everything once more, now that the story is over.
func (s *telling) end() {
	s.catchUp()
	for _, q := range queries {
		for _, sort := range []string{"sort:title", "sort:-estimate,key", "sort:owner,-title"} {
			s.lists++
			s.call("adam", "record.list", obj{"q": q + " " + sort, "limit": 200, "total": true})
		}
	}
	for _, sort := range sorts {
		s.lists++
		s.call("paul", "record.list", obj{"q": "type:story,bug,feature,risk " + sort, "limit": 200})
	}
	for _, q := range finds {
		s.lists++
		s.call("nora", "search.find", obj{"q": q})
	}
	for _, who := range []string{"paul", "pia", "dina"} {
		s.call(who, "inbox.list", obj{"limit": 200})
	}
	s.call("adam", "ledger.list", obj{"limit": 200})
	var said [2]string
	for i, w := range s.worlds {
		v, err := w.Engine.Verify(context.Background(), w.Workspace)
		said[i] = fmt.Sprintf("%+v %v", v, err)
		if err != nil || len(v.Faults) > 0 {
			s.Fatalf("%s: %s", w.DB.Dialect(), said[i])
		}
	}
	if said[0] != said[1] {
		s.Fatalf("verify: %s and %s", said[0], said[1])
	}
}

// catchUp lets the followers of both worlds finish.
func (s *telling) catchUp() {
	s.calls++
	for _, w := range s.worlds {
		s.chance()
		w.CatchUp()
	}
}

// note remembers the id of what a call made.
func (s *telling) note(in *[]string, raw json.RawMessage) {
	var made thing
	if json.Unmarshal(raw, &made) == nil && made.ID != "" && !slices.Contains(s.proposals, made.ID) {
		*in = append(*in, made.ID)
	}
}

// call makes a call in both worlds and compares everything that comes back. It
// gives the answer, or nothing when the call was refused.
func (s *telling) call(who, name string, input any) json.RawMessage {
	s.calls++
	raw := object(input)
	request := fmt.Sprintf("request %d", s.calls)
	var answers [2]string
	var got apptest.Out
	var failed error
	for i, w := range s.worlds {
		w.Clock.Add(time.Second)
		s.chance()
		out, err := w.Run(op.Call{Op: name, Workspace: w.Workspace, Actor: w.Actor(who), Input: raw, Request: request, Reason: "why"})
		answers[i] = fmt.Sprintf("%d %s", out.Status, out.JSON)
		if err != nil {
			answers[i] = string(object(errs.Public(err)))
			if errs.KindOf(err) == errs.Internal {
				s.Fatalf("%s as %s with %s on %s: %v", name, who, raw, w.DB.Dialect(), err)
			}
		}
		got, failed = out, err
	}
	if answers[0] != answers[1] {
		s.Fatalf("%s as %s with %s\non SQLite:     %s\non PostgreSQL: %s\n%s", name, who, raw, answers[0], answers[1], cmp.Diff(answers[0], answers[1]))
	}
	if failed != nil {
		s.refused++
		return nil
	}
	s.done++
	if got.Proposal != nil {
		s.proposed++
		s.proposals = append(s.proposals, got.Proposal.ID)
		return nil
	}
	if got.Rows > 0 {
		s.requests = append(s.requests, request)
		s.seq = max(s.seq, got.Version)
	}
	return got.JSON
}
