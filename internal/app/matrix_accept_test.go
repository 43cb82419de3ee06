package app_test

import (
	"encoding/json"
	"fmt"
	"net/url"

	"throughline/internal/kit/id"
)

// acceptRows are the rows of approvals, tests, releases, changelogs and code.
var acceptRows = map[string]row{
	"approval.ask": {on: "feature", by: "feature.define", call: func(_ *bench, id string, _ place) call {
		return call{path: obj1("record", id), body: obj{"members": []string{"adam"}}}
	}},
	"approval.answer":   {on: "approval", want: mine(false), call: body(obj{"approved": true})},
	"approval.withdraw": {on: "approval", by: "feature.define", call: body(obj{})},
	"approval.list":     {on: "feature", call: record1},
	"approval.mine":     {},
	"approval.asked":    {},
	"approval.remind":   {on: "approval", by: "feature.define", call: body(obj{})},

	"testrun.report": {on: "product", by: "work.move", call: func(b *bench, id string, _ place) call {
		return call{path: obj1("product", id), raw: fmt.Appendf(nil, `<testsuite name="s"><testcase name="t%d"/></testsuite>`, b.number())}
	}},
	"testrun.create": {on: "product", by: "work.move", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "cases": []obj{{"name": fmt.Sprintf("test %d", b.number())}}}}
	}},
	"testrun.list": {on: "product", inBody: true, call: product1},
	"item.tests":   {on: "story"},

	"release.hold": {on: "release", by: "release.content", call: body(obj{"reason": "The card provider is not ready."})},
	"release.fix": {on: "release!out", by: "release.content", keep: true, call: with(func(b *bench, at place) obj {
		return obj{"items": []string{b.stands("bug", at)}}
	})},
	"release.readiness": {on: "release"},
	"release.draft": {on: "release", call: func(_ *bench, id string, _ place) call {
		return call{path: obj1("id", id), query: url.Values{"audience": {"customers"}}}
	}},

	"changelog.share": {on: "product", by: "roadmap.share", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "title": fmt.Sprintf("What is new %d", b.number())}}
	}},
	"changelog.revoke": {on: "changelog", by: "roadmap.share", call: body(obj{})},
	"changelog.list":   {on: "product", inBody: true, call: product1},
	"changelog.page":   {on: "changelog!link", places: []place{lend}, want: open, call: token1},
	"changelog.atom":   {on: "changelog!link", places: []place{lend}, want: open, call: token1},
	"changelog.feed":   {on: "changelog!link", places: []place{lend}, want: open, call: token1},

	"repository.connect": {on: "product", by: "code.connect", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "host": "github", "name": fmt.Sprintf("team/app%d", b.number())}}
	}},
	"repository.update": {on: "code_repository", by: "code.connect", call: with(func(b *bench, _ place) obj {
		return obj{"url": fmt.Sprintf("https://example.com/%d", b.number())}
	})},
	"repository.renew":      {on: "code_repository", by: "code.connect", call: body(obj{})},
	"repository.disconnect": {on: "code_repository", by: "code.connect", call: body(obj{})},
	"repository.list":       {on: "product", inBody: true, call: product1},
	"repository.deliveries": {on: "code_repository", by: "code.connect"},
	// What proves itself by its signature, which no caller here has: the tests of
	// the area make some.
	"code.deliver": {places: []place{nothing}, want: func(_ principal, _ place, usual outcome) outcome {
		if usual == unknown {
			return usual
		}
		return gone
	}, call: func(*bench, string, place) call {
		return call{path: obj1("repository", id.Of("no repository")), raw: []byte("{}")}
	}},
	"code.report": {on: "code_repository", by: "work.move", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"repository": id, "branch": "main"}}
	}},
	"record.code": {on: "risk", places: inEither},
}

func token1(_ *bench, id string, _ place) call { return call{path: obj1("token", id)} }

// acceptThings are the sorts of thing that they name.
func acceptThings() map[string]func(*bench, place) string {
	field := func(b *bench, out []byte, name string) string {
		var v map[string]any
		b.must(json.Unmarshal(out, &v))
		return fmt.Sprint(v[name])
	}
	return map[string]func(*bench, place) string{
		"approval": func(b *bench, at place) string {
			out := b.admin(at, "approval.ask", obj{"record": b.fresh("feature", at), "members": []string{"adam"}})
			var list []struct{ ID string }
			b.must(json.Unmarshal(out.JSON, &list))
			return list[0].ID
		},
		"release!out": func(b *bench, at place) string {
			r := b.fresh("release", at)
			b.admin(at, "release.release", obj{"id": r})
			return r
		},
		"changelog": func(b *bench, at place) string {
			return field(b, b.admin(at, "changelog.share", obj{"product": b.products[at], "title": "What is new"}).JSON, "id")
		},
		"changelog!link": func(b *bench, at place) string {
			return field(b, b.admin(at, "changelog.share", obj{"product": b.products[at], "title": "What is new"}).JSON, "token")
		},
		"code_repository": func(b *bench, at place) string {
			return field(b, b.admin(at, "repository.connect", obj{"product": b.products[at], "host": "github", "name": fmt.Sprintf("team/app%d", b.number())}).JSON, "id")
		},
	}
}
