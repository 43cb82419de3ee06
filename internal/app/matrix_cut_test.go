package app_test

import (
	"encoding/json"
	"fmt"
	"net/url"
)

// cutRows are the rows of cuts and the links to them.
var cutRows = map[string]row{
	"cut.create": {on: "product", by: "roadmap.share", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"audience": "team", "title": fmt.Sprintf("Roadmap %d", b.number()), "products": []string{id}}}
	}},
	"cut.update": {on: "cut", by: "roadmap.share", keep: true, call: with(func(b *bench, _ place) obj { return obj{"title": fmt.Sprintf("Roadmap %d", b.number())} })},
	"cut.delete": {on: "cut", by: "roadmap.share"},
	"cut.show":   {on: "cut"},
	"cut.list":   {on: "product", inBody: true, call: product1},
	"cut.fields": {},
	"cut.preview": {on: "product", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"audience": "team", "products": []string{id}}}
	}},
	"cut.file": {on: "cut", call: func(_ *bench, id string, _ place) call {
		return call{path: obj1("id", id), query: url.Values{"format": {"csv"}}}
	}},

	"roadmap.file": {on: "product", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"product": {id}, "format": {"csv"}}}
	}},

	"share.create": {on: "cut", by: "roadmap.share", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"cut": id, "label": fmt.Sprintf("For %d", b.number())}}
	}},
	"share.update":   {on: "share", by: "roadmap.share", keep: true, call: with(func(b *bench, _ place) obj { return obj{"label": fmt.Sprintf("For %d", b.number())} })},
	"share.revoke":   {on: "share", by: "roadmap.share", call: body(obj{})},
	"share.take":     {on: "share", by: "roadmap.share", call: body(obj{})},
	"share.link":     {on: "share", by: "roadmap.share", call: body(obj{})},
	"share.lock":     {on: "share", by: "roadmap.share", call: body(obj{"password": "long enough"})},
	"share.list":     {on: "cut", inBody: true, call: func(_ *bench, id string, _ place) call { return call{query: url.Values{"cut": {id}}} }},
	"share.openings": {on: "share"},

	"share.page":  {on: "share!link", places: []place{lend}, want: open, call: token1},
	"share.frame": {on: "share!link", places: []place{lend}, want: open, call: token1},
	"share.file": {on: "share!link", places: []place{lend}, want: open, call: func(_ *bench, id string, _ place) call {
		return call{path: map[string]string{"token": id, "file": "roadmap.csv"}}
	}},
	// A form that leads on or back to itself: the tests of the area fill it in.
	"share.enter": {places: []place{nothing}, want: func(_ principal, _ place, usual outcome) outcome {
		if usual == unknown {
			return usual
		}
		return gone
	}, call: func(*bench, string, place) call {
		return call{path: obj1("token", "no such link"), raw: []byte("password=x")}
	}},
}

// cutThings are the sorts of thing that they name.
func cutThings() map[string]func(*bench, place) string {
	cut := func(b *bench, at place) string {
		return b.admin(at, "cut.create", obj{"audience": "team", "products": []string{b.products[at]}}).ID
	}
	share := func(b *bench, at place) string {
		return b.admin(at, "share.create", obj{"cut": cut(b, at), "label": "For the team", "sites": []string{"https://example.com"}}).ID
	}
	return map[string]func(*bench, place) string{
		"cut": cut,
		"share": func(b *bench, at place) string {
			return b.admin(at, "share.create", obj{"cut": cut(b, at), "label": "For the team"}).ID
		},
		"share!link": func(b *bench, at place) string {
			var l struct{ Token string }
			b.must(json.Unmarshal(b.admin(at, "share.link", obj{"id": share(b, at)}).JSON, &l))
			return l.Token
		},
	}
}
