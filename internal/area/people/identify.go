package people

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// WorkspaceHeader says in which workspace a request is meant, by short name
// or id.
const WorkspaceHeader = "Throughline-Workspace"

// Identify finds out who makes a request. An API token counts alone, whatever
// cookie comes with it. A cookie that is no good is nobody, so that whoever
// holds an old one can sign in; a token that is no good is an error. Nothing
// is believed that was true at an earlier request: whoever lost access has
// lost it now.
func (d *Door) Identify(e *op.Engine) op.Identify {
	return func(r *http.Request) (op.Caller, error) {
		bearer, err := auth.BearerToken(r)
		if err != nil {
			return op.Caller{}, err
		}
		if kind, _ := auth.ParseToken(bearer); kind == auth.Operator {
			return d.operator(r, e, bearer)
		}
		if bearer != "" {
			return d.byToken(r, e, auth.HashToken(bearer))
		}
		cookie, err := auth.CookieToken(r, d.Secure)
		if err != nil || cookie == "" {
			return op.Caller{}, nil //nolint:nilerr // a planted cookie is as good as none
		}
		return d.bySession(r, e, auth.HashToken(cookie))
	}
}

// HasCookie says whether a request carries a session's cookie, good or not.
func (d *Door) HasCookie(r *http.Request) bool {
	token, err := auth.CookieToken(r, d.Secure)
	return token != "" || err != nil
}

// place is a workspace that somebody may be in, and as which member.
type place struct {
	Workspace id.Ref `db:"workspace_id"`
	Slug      string `db:"slug"`
	Member    id.Ref `db:"member_id"`
}

// named says whether a place goes by a name.
func (p place) named(name string) bool { return string(p.Workspace) == name || p.Slug == name }

const sessionPlaces = `select s.id, s.login_id, s.workspace_id as chosen, s.seen_at, s.expires_at, l.disabled,
m.workspace_id, coalesce(m.member_id, '') as member_id, coalesce(w.slug, '') as slug
from session s join login l on l.id = s.login_id
left join login_member m on m.login_id = s.login_id and m.active
left join workspace w on w.id = m.workspace_id
where s.token_hash = ? order by m.workspace_id nulls last`

// seat is a session at one of its login's places.
type seat struct {
	ID       string        `db:"id"`
	Login    string        `db:"login_id"`
	Chosen   id.Ref        `db:"chosen"`
	Seen     clock.Instant `db:"seen_at"`
	Ends     clock.Instant `db:"expires_at"`
	Disabled bool          `db:"disabled"`
	place
}

func (d *Door) bySession(r *http.Request, e *op.Engine, hash string) (op.Caller, error) {
	ctx := r.Context()
	k := d.memory.of(hash)
	var caller op.Caller
	ask := func(here spot) (err error) {
		if k.seats == nil {
			if k.seats, err = store.All[seat](ctx, here.rd, sessionPlaces, hash); err != nil {
				return err
			}
		}
		if !d.lasts(k.seats) {
			return nil
		}
		s := k.seats[0]
		caller = op.Caller{Actor: right.Actor{Login: s.Login, Session: s.ID, Through: "web"}}
		p, ok := chosen(places(k.seats), r.Header.Get(WorkspaceHeader), string(s.Chosen))
		if !ok {
			return nil
		}
		return here.sit(ctx, &caller, p)
	}
	was := k.seats != nil
	err := d.at(ctx, e, k.workspace, ask)
	if err == nil && was && caller.Workspace == "" { // perhaps it is another place by now
		k.seats = nil
		err = d.at(ctx, e, k.workspace, ask)
	}
	if err != nil {
		return op.Caller{}, err
	}
	if caller.Actor.Login != "" {
		k.workspace = caller.Workspace
		d.memory.keep(hash, k, e.DB.Dialect())
		d.touch(ctx, e, use{"update session set seen_at = ? where token_hash = ?", hash, k.seats[0].Seen})
	}
	return caller, nil
}

// lasts says whether a session is still good.
func (d *Door) lasts(seats []seat) bool {
	if len(seats) == 0 || seats[0].Disabled {
		return false
	}
	now := d.Clock.Now()
	return now < seats[0].Ends && now.Sub(seats[0].Seen) < d.Idle
}

func places(seats []seat) []place {
	var out []place
	for _, s := range seats {
		if s.Workspace != "" {
			out = append(out, s.place)
		}
	}
	return out
}

// chosen gives the place that is meant: the one named, else the one chosen
// before, else the only one.
func chosen(all []place, named, before string) (place, bool) {
	if named != "" {
		i := slices.IndexFunc(all, func(p place) bool { return p.named(named) })
		if i < 0 {
			return place{}, false
		}
		return all[i], true
	}
	if i := slices.IndexFunc(all, func(p place) bool { return before != "" && string(p.Workspace) == before }); i >= 0 {
		return all[i], true
	}
	if len(all) == 1 {
		return all[0], true
	}
	return place{}, false
}

// spot is a connection to ask by, and the workspace that it is in.
type spot struct {
	engine    *op.Engine
	rd        *store.Reader
	workspace string
}

// at asks in the workspace where the secret was used last: on PostgreSQL
// changing the workspace of a connection costs as much as the question. What
// is asked for there stands outside of workspaces, so the hint only saves
// time.
func (d *Door) at(ctx context.Context, e *op.Engine, hint string, fn func(spot) error) error {
	return e.DB.Read(ctx, hint, func(rd *store.Reader) error { return fn(spot{e, rd, hint}) })
}

// in goes on asking in a workspace, by the same connection.
func (s spot) in(ctx context.Context, workspace string, fn func(spot) error) error {
	return s.rd.In(ctx, workspace, func(rd *store.Reader) error { return fn(spot{s.engine, rd, workspace}) })
}

// sit makes the caller the member that belongs to a place, when that member
// is active; else the caller stays outside.
func (s spot) sit(ctx context.Context, c *op.Caller, p place) error {
	return s.in(ctx, string(p.Workspace), func(s spot) error {
		a, err := s.engine.Access(ctx, record.At{R: s.rd, Workspace: string(p.Workspace)})
		if err != nil {
			return err
		}
		if m, ok := a.Member(string(p.Member)); ok && m.Status == active {
			c.Workspace, c.Actor.Member, c.Actor.Role = string(p.Workspace), m.ID, m.Role
		}
		return nil
	})
}

// touchEvery is how exactly it is known when a session or token was used:
// writing at each request would cost more than the request.
const touchEvery = 5 * time.Minute

// use is the use of a session or token: how it is noted, and when that was
// done last.
type use struct {
	statement, hash string
	last            clock.Instant
}

// touch notes a use. That it fails (a full disk) must not keep people from
// reading.
func (d *Door) touch(ctx context.Context, e *op.Engine, u use) {
	now := d.Clock.Now()
	if now.Sub(u.last) < min(touchEvery, d.Idle/10) {
		return
	}
	err := e.DB.Write(ctx, "", func(raw *store.Tx) error {
		_, err := raw.Exec(ctx, u.statement, int64(now), u.hash)
		return err
	})
	if err != nil {
		e.Log.WarnContext(ctx, "the use of a session or token could not be noted", "error", err)
		return
	}
	d.memory.used(u.hash, now)
}

const tokenPlace = `select t.token_id, t.used_at, t.workspace_id, t.member_id, w.slug, coalesce(l.disabled, false) as disabled
from token_secret t join workspace w on w.id = t.workspace_id
left join login_member m on m.workspace_id = t.workspace_id and m.member_id = t.member_id
left join login l on l.id = m.login_id
where t.hash = ?`

type tokenSeat struct {
	Token    string        `db:"token_id"`
	Used     clock.Instant `db:"used_at"`
	Disabled bool          `db:"disabled"`
	place
}

// ticket is an API token with the place it is for.
type ticket struct {
	tokenSeat
	limits Token
}

func (d *Door) byToken(r *http.Request, e *op.Engine, hash string) (op.Caller, error) {
	ctx := r.Context()
	k := d.memory.of(hash)
	var caller op.Caller
	err := d.at(ctx, e, k.workspace, func(here spot) (err error) {
		if k.ticket == nil {
			if k.ticket, err = here.ticket(ctx, hash); k.ticket == nil {
				return err
			}
		}
		if name := r.Header.Get(WorkspaceHeader); name != "" && !k.ticket.named(name) {
			return errs.New(errs.Forbidden, "This token is for another workspace than Throughline-Workspace names.")
		}
		return d.show(ctx, here, &caller, k.ticket)
	})
	if err != nil {
		return op.Caller{}, err
	}
	if caller.Actor.Member == "" {
		return op.Caller{}, errs.New(errs.Unauthenticated, "This token is not good: it has ended, was revoked, or its member may not sign in.")
	}
	k.workspace = caller.Workspace
	d.memory.keep(hash, k, e.DB.Dialect())
	d.touch(ctx, e, use{"update token_secret set used_at = ? where hash = ?", hash, k.ticket.Used})
	return caller, nil
}

// ticket finds the token that a secret belongs to; nil when there is none, or
// the account of its member is disabled.
func (s spot) ticket(ctx context.Context, hash string) (*ticket, error) {
	found, err := store.All[tokenSeat](ctx, s.rd, tokenPlace, hash)
	if err != nil || len(found) == 0 || found[0].Disabled {
		return nil, err
	}
	var out *ticket
	err = s.in(ctx, string(found[0].Workspace), func(s spot) error {
		held, err := record.Where[Token](ctx, record.At{R: s.rd, Workspace: string(found[0].Workspace)}, "d.id = ?", found[0].Token)
		if len(held) > 0 {
			out = &ticket{found[0], held[0]}
		}
		return err
	})
	return out, err
}

// show makes the caller the member that a token belongs to, within the
// token's limits.
func (d *Door) show(ctx context.Context, here spot, c *op.Caller, t *ticket) error {
	if t.limits.ended(d.Clock.Now()) {
		return nil
	}
	if err := here.sit(ctx, c, t.place); err != nil {
		return err
	}
	c.Actor.Through, c.Actor.Token, c.Actor.Scopes = "token:"+t.limits.Name, t.limits.ID, t.limits.Scopes
	if len(t.limits.Products) > 0 {
		c.Actor.Products = t.limits.Products
	}
	return nil
}

// firstOwner gives the active owner who has been there longest.
func firstOwner(a *right.Access) (right.Member, bool) {
	var first right.Member
	for _, m := range a.Members() {
		older := first.ID == "" || m.CreatedAt < first.CreatedAt || m.CreatedAt == first.CreatedAt && m.ID < first.ID
		if m.Role == right.Owner && m.Status == active && older {
			first = m
		}
	}
	return first, first.ID != ""
}

// memberBy finds an active member by address, handle or id.
func memberBy(a *right.Access, ref string) (right.Member, bool) {
	for _, m := range a.Members() {
		if m.Status == active && (m.ID == ref || m.Email != "" && m.Email == folded(ref) || m.Handle != "" && m.Handle == strings.TrimPrefix(ref, "@")) {
			return m, true
		}
	}
	return right.Member{}, false
}
