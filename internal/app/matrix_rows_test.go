package app_test

import (
	"encoding/json"
	"fmt"
	"net/url"

	"throughline/internal/core/op"
	"throughline/internal/core/transfer"
)

// kindRow is what the standard operations of a kind need. One line gives rows
// for create, update, archive, restore and show, as far as they are
// registered.
type kindRow struct {
	by   string // decision that makes one
	with obj    // fields beside title and product
}

var kinds = map[string]kindRow{
	"account":     {by: "market.record"},
	"bug":         {by: "story.write"},
	"contact":     {by: "market.record"},
	"decision":    {by: "decision.record"},
	"feature":     {by: "feature.define"},
	"feedback":    {by: "feedback.take"},
	"initiative":  {by: "feature.define"},
	"insight":     {by: "insight.draw"},
	"launch":      {by: "launch.plan"},
	"metric":      {by: "metric.set"},
	"milestone":   {by: "roadmap.place"},
	"objective":   {by: "objective.set", with: obj{"keyResults": []obj{{"title": "Fewer give up", "start": 10, "target": 5}}}},
	"opportunity": {by: "insight.draw"},
	"pillar":      {by: "strategy.set"},
	"portfolio":   {by: "strategy.set"},
	"promise":     {by: "promise.give", with: obj{"member": "me", "dueOn": "2027-01-01"}},
	"refinement":  {by: "refinement.run"},
	"release":     {by: "release.date"},
	"risk":        {by: "risk.set:delivery", with: obj{"type": "delivery"}},
	"spike":       {by: "story.write"},
	"sprint":      {by: "sprint.plan"},
	"story":       {by: "story.write", with: obj{"criteria": []obj{{"text": "It works."}}}},
	"task":        {by: "story.write"},
	"testsession": {by: "insight.draw"},
	"tradeoff":    {by: "tradeoff.ask", with: obj{"asked": "owner", "options": []obj{{"title": "This first"}, {"title": "That first"}}}},
}

// fields are those of a new record of the kind at a place.
func (k kindRow) fields(b *bench, at place) obj {
	out := obj{"title": fmt.Sprintf("Thing %d", b.number())}
	if p := b.products[at]; p != "" {
		out["product"] = p
	}
	for name, v := range k.with {
		out[name] = v
	}
	return out
}

// row is how an operation is called in the matrix.
type row struct {
	on     string // the sort of thing that the call names, see things; "" for none
	places []place
	call   func(b *bench, id string, at place) call // how; with the id in the path when left out
	by     string                                   // decisions it takes
	inBody bool                                     // the thing is named in body or query, where 400 is an answer too
	makes  bool                                     // it makes something in the caller's own workspace
	own    bool                                     // without a product it is about the caller's own workspace
	keep   bool                                     // a call leaves the thing as good as new
	alone  bool                                     // two at once are refused as such
	want   func(p principal, at place, usual outcome) outcome
	before func(b *bench, id string, c cell) // of a call that is let in
	after  func(b *bench, id string, c cell) // of a call that took effect
	failed func(b *bench, id string, c cell) // of a call that was let in and took none
}

// Where things of a sort may be.
var (
	inProduct   = []place{lend, hide, theirs, nowhere}
	inWorkspace = []place{whole, theirsW, nowhere}
	inEither    = []place{lend, hide, whole, theirs, nowhere}
)

// id, body and query are the ways in which most calls are made.
func id1(_ *bench, id string, _ place) call { return call{path: obj1("id", id)} }

func record1(_ *bench, id string, _ place) call { return call{path: obj1("record", id)} }

func obj1(name, value string) map[string]string { return map[string]string{name: value} }

func product1(_ *bench, id string, _ place) call {
	return call{query: url.Values{"product": {id}}}
}

// with makes a call with the thing's id in the path and a body.
func with(body func(b *bench, at place) obj) func(*bench, string, place) call {
	return func(b *bench, id string, at place) call { return call{path: obj1("id", id), body: body(b, at)} }
}

func body(fields obj) func(*bench, string, place) call {
	return with(func(*bench, place) obj { return fields })
}

// retitled changes a record's title to something new.
func retitled(b *bench, id string, _ place) call {
	return call{path: obj1("id", id), body: obj{"title": fmt.Sprintf("Retitled %d", b.number())}}
}

// mine lets only whoever made a thing do something; admins may where said.
func mine(adminsToo bool) func(principal, place, outcome) outcome {
	return func(p principal, _ place, usual outcome) outcome {
		if usual == ok && p.member != "adam" && !(adminsToo && p.admin()) {
			return forbidden
		}
		return usual
	}
}

// rowsOf gives the rows of everything that can be called.
func rowsOf(b *bench) map[string]row {
	out := map[string]row{}
	for kind, k := range kinds {
		b.standardRows(out, kind, k)
	}
	for _, table := range []map[string]row{special, peopleRows, refineRows, acceptRows, strategyRows, cutRows, betRows, moneyRows, roadmapRows, riskRows, promiseRows, growthRows, launchRows} {
		for name, r := range table {
			out[name] = r
		}
	}
	for name, r := range stakeholderRows {
		out[name] = r
	}
	for name, r := range out {
		if r.call == nil {
			r.call = id1
			if r.on == "" {
				r.call = func(*bench, string, place) call { return call{} }
			}
		}
		if r.places == nil {
			switch {
			case r.makes:
				r.places = []place{whole, theirsW}
			case r.on == "":
				r.places = []place{nothing}
			default:
				r.places = inProduct
			}
		}
		out[name] = r
	}
	return out
}

// standardRows adds those of one kind.
func (b *bench) standardRows(out map[string]row, kind string, k kindRow) {
	reg, known := b.Engine.Reg.Kind(kind)
	if !known {
		b.t.Errorf("the matrix has a row for the kind %s, which is not registered", kind)
		return
	}
	places := inProduct
	create := row{on: "product", inBody: true, own: true, by: k.by, keep: true, call: func(b *bench, _ string, at place) call {
		fields := k.fields(b, at)
		if at == nowhere {
			fields["product"] = b.fresh("product", at)
		}
		return call{body: fields}
	}}
	switch reg.Home {
	case op.InWorkspace:
		places = inWorkspace
		create.on, create.makes = "", true
	case op.InEither:
		places = inEither
	}
	create.places = places
	if create.makes {
		create.places = nil
	}
	for verb, r := range map[string]row{
		"create":  create,
		"update":  {on: kind, by: k.by, call: retitled, keep: true},
		"archive": {on: kind, by: k.by},
		"restore": {on: kind + "!archived", by: k.by},
		"show":    {on: kind},
	} {
		if _, registered := b.Engine.Reg.Def(kind + "." + verb); registered {
			if verb != "create" {
				r.places = places
			}
			out[kind+"."+verb] = r
		}
	}
}

// things makes what standard creation does not: each gives an id.
func things() map[string]func(b *bench, at place) string {
	return map[string]func(b *bench, at place) string{
		"product": func(b *bench, at place) string { return b.products[at] },
		"comment": func(b *bench, at place) string {
			return b.admin(at, "comment.create", obj{"record": b.stands("risk", at), "body": "Say more."}).ID
		},
		"attachment": func(b *bench, at place) string {
			return b.admin(at, "attachment.add", obj{"record": b.stands("risk", at), "name": "Link", "url": "https://example.com/"}).ID
		},
		"attachment!file": func(b *bench, at place) string {
			d, _ := b.Engine.Reg.Def("attachment.upload")
			admin := b.person(map[string]string{"A": "admin", "B": "neighbours' admin"}[at.in()])
			rec := b.send(admin, d, call{path: obj1("record", b.stands("risk", at)), query: url.Values{"name": {"a.txt"}}, raw: []byte("some text")})
			return b.idIn(rec.Body.Bytes())
		},
		"link": func(b *bench, at place) string {
			return b.admin(at, "link.create", obj{"type": "relates", "from": b.fresh("risk", at), "to": b.stands("risk", at)}).ID
		},
		"custom_field": func(b *bench, at place) string { return b.admin(at, "field.create", fieldIn(b, b.products[at])).ID },
		"saved_view": func(b *bench, at place) string {
			in := obj{"name": "A view"}
			if p := b.products[at]; p != "" {
				in["product"] = p
			}
			return b.admin(at, "view.create", in).ID
		},
		"attachment!picture": func(b *bench, at place) string {
			d, _ := b.Engine.Reg.Def("attachment.upload")
			admin := b.person(map[string]string{"A": "admin", "B": "neighbours' admin"}[at.in()])
			rec := b.send(admin, d, call{path: obj1("record", b.stands("risk", at)), query: url.Values{"name": {"a.png"}}, raw: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")})
			return b.idIn(rec.Body.Bytes())
		},
		"pin": func(b *bench, at place) string {
			return b.admin(at, "pin.create", obj{"attachment": b.stands("attachment!picture", at), "x": 0.5, "y": 0.5, "body": "Here."}).ID
		},
		"question": func(b *bench, at place) string {
			return b.admin(at, "question.ask", obj{"item": b.stands("story", at), "question": "Why?"}).ID
		},
		"item_template": func(b *bench, at place) string {
			return b.admin(at, "template.set", obj{"product": b.products[at], "name": "Report", "kind": "task", "title": "A report"}).ID
		},
		"recurrence": func(b *bench, at place) string {
			return b.admin(at, "recurrence.set", obj{"product": b.products[at], "template": b.stands("item_template", at), "title": "Again", "every": 1, "unit": "day"}).ID
		},
		"story!second": func(b *bench, at place) string {
			b.stands("story", at)
			s := b.fresh("story", at)
			b.admin(at, "story.update", obj{"id": s, "patch": obj{"estimate": 99}})
			b.admin(at, "backlog.weigh", obj{"product": b.products[at], "weights": obj{"customers": 0, "revenue": 0, "value": 0, "effort": 1, "risk": 0, "age": 0}})
			return s
		},
		"story!ticked": func(b *bench, at place) string {
			b.admin(at, "checklist.set", obj{"product": b.products[at], "list": "done", "checks": []obj{{"id": "1", "text": "Reviewed"}}})
			return b.fresh("story", at)
		},
		"story!done": func(b *bench, at place) string {
			s := b.fresh("story", at)
			b.admin(at, "story.update", obj{"id": s, "patch": obj{"state": "done"}})
			return s
		},
		"verdict": func(b *bench, at place) string {
			out := b.admin(at, "item.accept", obj{"id": b.fresh("story!done", at), "results": results})
			var judged struct{ Verdict json.RawMessage }
			b.must(json.Unmarshal(out.JSON, &judged))
			return b.idIn(judged.Verdict)
		},
		"sprint!planned": func(b *bench, at place) string {
			if was := b.active[at]; was != "" {
				b.admin(at, "sprint.close", obj{"id": was})
				b.active[at] = ""
			}
			return b.fresh("sprint", at)
		},
		"sprint!active": func(b *bench, at place) string {
			if b.active[at] == "" {
				b.active[at] = b.fresh("sprint", at)
				b.admin(at, "sprint.start", obj{"id": b.active[at]})
			}
			return b.active[at]
		},
		"trade": func(b *bench, at place) string {
			return b.admin(at, "sprint.trade", obj{"id": b.fresh("sprint!active", at), "in": []string{b.fresh("story", at)}, "why": "There is room."}).ID
		},
		"absence": func(b *bench, at place) string {
			return b.admin(at, "absence.create", obj{"product": b.products[at], "from": "2026-03-02"}).ID
		},
		"board": func(b *bench, at place) string {
			return b.admin(at, "board.create", obj{"product": b.products[at], "name": "A board"}).ID
		},
		"story!blocked": func(b *bench, at place) string {
			s := b.fresh("story", at)
			b.admin(at, "item.block", obj{"id": s, "reason": "No answer yet."})
			return s
		},
		"retro": func(b *bench, at place) string {
			return b.admin(at, "retro.open", obj{"sprint": b.fresh("sprint", at)}).ID
		},
		"retro!grouping": func(b *bench, at place) string {
			r := b.fresh("retro", at)
			b.admin(at, "retro.phase", obj{"id": r, "phase": "grouping"})
			b.notes[r] = b.admin(at, "retro.note", obj{"id": r, "column": "well", "body": "The tests held."}).ID
			return r
		},
		"retro!voting": func(b *bench, at place) string {
			r := b.fresh("retro!grouping", at)
			b.admin(at, "retro.phase", obj{"id": r, "phase": "voting"})
			return r
		},
		// A change is named by the number of the call that made it.
		"change": func(b *bench, at place) string {
			w, request := b.worlds[at.in()], fmt.Sprintf("request-%d", b.number())
			in, err := json.Marshal(obj{"fields": kinds["risk"].fields(b, at)})
			b.must(err)
			_, err = w.Run(op.Call{Op: "risk.create", Workspace: w.Workspace, Actor: w.Actor("adam"), Input: in, Request: request})
			b.must(err)
			return request
		},
		"import_run": func(b *bench, at place) string {
			w, n := b.worlds[at.in()], fmt.Sprint(b.number())
			src := &transfer.Source{System: "csv", Scope: n, Name: "Table " + n, Items: []transfer.Item{{ID: n, Type: "row", Kind: "task", Title: "Imported " + n, State: "1"}},
				States: []transfer.State{{ID: "1", Name: "new"}}}
			rep, err := transfer.Job{Engine: w.Engine, Workspace: w.Workspace, Actor: w.Actor("adam"), Product: b.products[at]}.Run(b.t.Context(), src)
			b.must(err)
			return rep.Request
		},
		"tag": func(b *bench, at place) string {
			name := fmt.Sprintf("tag%d", b.number())
			fields := kinds["risk"].fields(b, at)
			fields["tags"] = []string{name}
			b.admin(at, "risk.create", obj{"fields": fields})
			return name
		},
		"proposal": func(b *bench, at place) string {
			out := b.worlds[at.in()].Do(proposer[at], "risk.create", obj{"fields": kinds["risk"].fields(b, at)})
			if out.Proposal == nil {
				b.t.Fatalf("%s made a risk in %s", proposer[at], at)
			}
			return out.ID
		},
	}
}

// proposer is who makes the proposals of a place.
var proposer = map[place]string{lend: "sam", hide: "pia", theirs: "sam"}

// proposed lets only the proposer do something.
func proposed(p principal, at place, usual outcome) outcome {
	if usual == ok && p.member != proposer[at] {
		return forbidden
	}
	return usual
}

var results = []obj{{"criterion": "1", "met": true, "evidence": "Seen."}}

// fieldIn is a new custom field of a product, or of all ("").
func fieldIn(b *bench, product string) obj {
	in := obj{"name": fmt.Sprintf("field%d", b.number()), "type": "text", "kinds": []string{"risk"}}
	if product != "" {
		in["product"] = product
	}
	return in
}

// idIn reads the id of an answer.
func (b *bench) idIn(answer []byte) string {
	b.t.Helper()
	var out struct{ ID string }
	b.must(json.Unmarshal(answer, &out))
	if out.ID == "" {
		b.t.Fatalf("no id in %s", answer)
	}
	return out.ID
}

// clearBoards takes the boards of a product away, but for one: a product has
// not many.
func (b *bench) clearBoards(at place) {
	b.t.Helper()
	var all []struct{ ID string }
	b.must(json.Unmarshal(b.admin(at, "board.list", obj{"product": b.products[at]}).JSON, &all))
	for _, x := range all {
		if x.ID != b.standing["board "+string(at)] {
			b.admin(at, "board.delete", obj{"id": x.ID})
		}
	}
}

// noteOf gives a note of a retrospective; of one that does not exist, some id.
func (b *bench) noteOf(retro string) string {
	if n := b.notes[retro]; n != "" {
		return n
	}
	return retro
}
