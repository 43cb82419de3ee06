package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/right"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// peopleRows are those of who comes in and who may what.
var peopleRows = map[string]row{
	"installation.verify": {},

	"invitation.accept": {on: "invitation!link", places: []place{whole}, want: open, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"token": id, "name": "Ina", "password": "four unrelated words here"}}
	}, after: func(b *bench, _ string, c cell) { b.giveBadge(c.p) }}, // signing in ends the session before
	"invitation.list": {},
	"invitation.look": {on: "invitation!link", places: []place{whole}, want: open, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"token": id}}
	}},
	"invitation.withdraw": {on: "invitation", places: inWorkspace, by: "people.set"},

	"login.disable": {on: "login", places: []place{nothing}},
	"login.enable":  {on: "login", places: []place{nothing}},
	"login.list":    {},
	"login.reset":   {on: "login", places: []place{nothing}},

	"me.show":   {},
	"me.update": {want: notLimited, call: func(*bench, string, place) call { return call{body: obj{"zone": "Europe/Berlin"}} }},
	"me.leave": {want: func(p principal, _ place, usual outcome) outcome {
		if usual == ok && p.role == "owner" {
			return conflict // the last one
		}
		return usual
	}, after: func(b *bench, _ string, c cell) {
		w := b.worlds[c.p.in]
		w.Do("olga", "member.reactivate", obj{"id": w.Members[c.p.member]})
	}},

	"member.add": {on: "", want: func(p principal, _ place, usual outcome) outcome {
		if usual == ok && p.in == "" {
			return invalid // in which workspace?
		}
		return usual
	}, call: func(b *bench, _ string, _ place) call {
		n := b.number()
		return call{body: obj{"email": fmt.Sprintf("added%d@example.com", n), "name": fmt.Sprintf("Added %d", n)}}
	}},
	"member.deactivate": {on: "member", places: inWorkspace, by: "people.set"},
	"member.invite": {makes: true, by: "people.set", call: func(b *bench, _ string, _ place) call {
		return call{body: obj{"email": fmt.Sprintf("invited%d@example.com", b.number())}}
	}},
	"member.list":       {on: "product", inBody: true, call: product1},
	"member.reactivate": {on: "member!deactivated", places: inWorkspace, by: "people.set"},
	"member.show":       {on: "member", places: inWorkspace},
	"member.update": {on: "member", places: inWorkspace, by: "people.set", keep: true, call: with(func(b *bench, _ place) obj {
		return obj{"name": fmt.Sprintf("Renamed %d", b.number())}
	})},

	"password.change": {want: func(p principal, _ place, usual outcome) outcome {
		switch {
		case usual != ok:
			return usual
		case p.runs:
			return forbidden
		default:
			return invalid
		}
	}, call: func(*bench, string, place) call {
		return call{body: obj{"old": "not the password", "new": "four unrelated words here"}}
	}},
	"password.reset": {want: noLink, call: func(*bench, string, place) call {
		return call{body: obj{"token": "tl_rst_00000000000000000000000000000000", "password": "four unrelated words here"}}
	}},

	"right.lately": {on: "product", inBody: true, call: product1},
	"right.list":   {on: "product", inBody: true, call: product1},
	"right.set": {on: "product", places: inEither, own: true, by: "rights.set", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: forProduct(id, obj{"decision": "launch.plan", "roles": []string{"product manager", "marketing"}})}
	}, after: func(b *bench, id string, c cell) {
		b.admin(c.at, "right.reset", forProduct(id, obj{"decision": "launch.plan"}))
	}},
	"right.reset": {on: "product", places: inEither, own: true, by: "rights.set", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: forProduct(id, obj{"decision": "launch.plan"})}
	}, before: func(b *bench, id string, c cell) {
		b.admin(c.at, "right.set", forProduct(id, obj{"decision": "launch.plan", "roles": []string{"product manager", "marketing"}}))
	}, failed: func(b *bench, id string, c cell) {
		b.admin(c.at, "right.reset", forProduct(id, obj{"decision": "launch.plan"}))
	}},

	"role.assign": {on: "product", by: "role.assign", inBody: true, keep: true, call: roleCall, after: func(b *bench, id string, c cell) {
		b.admin(c.at, "role.remove", roleOf(id))
	}},
	"role.remove": {on: "product", by: "role.assign", inBody: true, keep: true, call: roleCall, before: func(b *bench, id string, c cell) {
		b.admin(c.at, "role.assign", roleOf(id))
	}, failed: func(b *bench, id string, c cell) { b.admin(c.at, "role.remove", roleOf(id)) }},
	"role.create": {makes: true, call: func(b *bench, _ string, _ place) call {
		return call{body: obj{"name": fmt.Sprintf("role %d", b.number()), "base": "developer"}}
	}},
	"role.list":   {},
	"role.update": {on: "role", places: inWorkspace, call: body(obj{"base": "tester"})},
	"role.delete": {on: "role", places: inWorkspace},

	"session.create": {want: noPassword, call: func(*bench, string, place) call {
		return call{body: obj{"email": "adam@example.com", "password": "not the password"}}
	}},
	"session.list":   {},
	"session.delete": {on: "session", places: inWorkspace, want: owner("adam")},
	"session.switch": {on: "workspace", places: inWorkspace, inBody: true, want: func(p principal, at place, usual outcome) outcome {
		switch {
		case usual != ok:
			return usual
		case p.former || p.runs || p.in != at.in() || at == nowhere:
			return gone
		default:
			return ok
		}
	}, call: func(_ *bench, id string, _ place) call { return call{body: obj{"workspace": id}} }},

	"setup.show": {},
	"setup.finish": {want: noLink, call: func(b *bench, _ string, _ place) call {
		return call{body: obj{
			"token": "tl_set_00000000000000000000000000000000", "workspace": "Mine", "slug": fmt.Sprintf("mine%d", b.number()),
			"name": "Eve", "email": "eve@example.com", "password": "four unrelated words here",
		}}
	}},

	"token.create": {want: func(p principal, _ place, usual outcome) outcome {
		switch {
		case usual == ok && p.only != nil:
			return invalid // a limited token makes no unlimited one
		case usual == ok && p.scopes != nil && !slices.Contains(p.scopes, "read"):
			return invalid // nor one that may more
		default:
			return usual
		}
	}, call: func(*bench, string, place) call {
		return call{body: obj{"name": "A token", "scopes": []string{"read"}}}
	},
		after: func(b *bench, _ string, _ cell) { b.dropTokens() }},
	"token.list": {},
	"token.revoke": {on: "token", places: inWorkspace, want: func(p principal, _ place, usual outcome) outcome {
		if usual == ok && !p.admin() {
			return gone
		}
		return usual
	}},

	"workspace.create":    {want: known(forbidden), call: foundCall},
	"workspace.found":     {call: foundCall},
	"workspace.export":    {want: notLimited},
	"workspace.import":    {alone: true, want: known(invalid), call: func(*bench, string, place) call { return call{raw: []byte("no archive")} }},
	"workspace.list":      {},
	"installation.backup": {},
	"workspace.show":      {},
	"workspace.update": {makes: true, by: "workspace.set", call: func(b *bench, _ string, _ place) call {
		return call{body: obj{"name": fmt.Sprintf("Name %d", b.number())}}
	}},

	"import.run": {on: "product", by: "import.run", inBody: true, call: func(b *bench, id string, _ place) call {
		var buf bytes.Buffer
		w := multipart.NewWriter(&buf)
		part, err := w.CreateFormFile("file", "work.csv")
		b.must(err)
		_, err = fmt.Fprintf(part, "ID,Title,Status\n%d,First,Open\n", b.number())
		b.must(err)
		b.must(w.Close())
		return call{
			query: map[string][]string{"format": {"csv"}, "product": {id}}, raw: buf.Bytes(),
			head: map[string]string{"Content-Type": w.FormDataContentType()},
		}
	}},
}

// open lets everybody in whom the door does not stop at once: what counts is
// the link.
func open(_ principal, _ place, usual outcome) outcome { return usual }

// known replaces what comes of those who are let in.
func known(instead outcome) func(principal, place, outcome) outcome {
	return func(_ principal, _ place, usual outcome) outcome {
		if usual == ok {
			return instead
		}
		return usual
	}
}

// noLink is what comes of a link's secret that is wrong, and noPassword of a
// password.
func noLink(p principal, _ place, usual outcome) outcome {
	if usual == ok {
		return gone
	}
	return usual
}

func noPassword(principal, place, outcome) outcome { return unknown }

// notLimited refuses tokens that are limited to products.
func notLimited(p principal, _ place, usual outcome) outcome {
	if usual == ok && p.only != nil {
		return forbidden
	}
	return usual
}

// owner lets one person do something with what is theirs; to all others it
// does not exist.
func owner(member string) func(principal, place, outcome) outcome {
	return func(p principal, at place, usual outcome) outcome {
		switch {
		case usual == ok && (p.member != member || p.in != at.in() || at == nowhere):
			return gone
		default:
			return usual
		}
	}
}

func forProduct(id string, in obj) obj {
	if id != "" {
		in["product"] = id
	}
	return in
}

func roleOf(product string) obj { return obj{"member": "pia", "product": product, "role": "legal"} }

func roleCall(_ *bench, id string, _ place) call { return call{body: roleOf(id)} }

func foundCall(b *bench, _ string, _ place) call {
	return call{body: obj{"slug": fmt.Sprintf("found%d", b.number()), "name": "Found"}}
}

// dropTokens takes away what calls have made: nobody may have many.
func (b *bench) dropTokens() {
	for in, w := range b.worlds {
		var ids []string
		b.read(w.Workspace, func(r *store.Reader) (err error) {
			ids, err = store.All[string](context.Background(), r, "select id from token where workspace_id = ? and name = 'A token'", w.Workspace)
			return err
		})
		for _, i := range ids {
			b.admin(map[string]place{"A": whole, "B": theirsW}[in], "token.revoke", obj{"id": i})
		}
	}
}

// peopleThings makes what the rows above are about.
func peopleThings() map[string]func(b *bench, at place) string {
	member := func(status string) func(*bench, place) string {
		return func(b *bench, at place) string {
			w, name := b.worlds[at.in()], fmt.Sprintf("member%d", b.number())
			m := &right.Member{Name: name, Email: name + "@example.com", Handle: name, Role: right.Plain, Status: status}
			m.ID = id.Of("member", name, w.Workspace)
			b.must(b.Engine.Bootstrap(context.Background(), w.Workspace, w.Actor("olga"), m))
			return m.ID
		}
	}
	invite := func(b *bench, at place) obj {
		var out obj
		b.must(json.Unmarshal(b.admin(at, "member.invite", obj{"email": fmt.Sprintf("guest%d@example.com", b.number())}).JSON, &out))
		return out
	}
	return map[string]func(b *bench, at place) string{
		"member":             member("active"),
		"member!deactivated": member("deactivated"),
		"workspace":          func(b *bench, at place) string { return b.worlds[at.in()].Workspace },
		"invitation":         func(b *bench, at place) string { return invite(b, at)["id"].(string) },
		"invitation!link": func(b *bench, at place) string {
			_, secret, _ := strings.Cut(invite(b, at)["link"].(string), "#")
			return secret
		},
		"role": func(b *bench, at place) string {
			name := fmt.Sprintf("role %d", b.number())
			b.admin(at, "role.create", obj{"name": name, "base": "developer"})
			return name
		},
		"login": func(b *bench, _ place) string {
			login := id.Of("spare login", fmt.Sprint(b.number()))
			b.write("", func(tx *store.Tx) error {
				_, err := tx.Exec(context.Background(), "insert into login (id, email, name, password, disabled, created_at) values (?, ?, 'Spare', '', ?, 1)", login, login+"@example.com", false)
				return err
			})
			return login
		},
		"session": func(b *bench, at place) string {
			plain := b.session(b.login(at.in(), "adam", true), at.in())
			return id.Of("session", auth.HashToken(plain))
		},
		"token": func(b *bench, at place) string {
			w := b.worlds[at.in()]
			in, err := json.Marshal(obj{"name": "Another token", "scopes": []string{"read"}})
			b.must(err)
			out, err := w.Run(op.Call{Op: "token.create", Workspace: w.Workspace, Actor: w.Actor("adam"), Input: in})
			b.must(err)
			return out.ID
		},
	}
}
