package live

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// PresenceIn says where somebody is.
type PresenceIn struct {
	At      string `json:"at" ref:"record" v:"max=200" doc:"Id or key of the record that is being looked at, or the address of a view, beginning with a slash; empty when leaving."`
	Editing string `json:"editing" v:"max=200" doc:"The field that is being written in; empty for none."`
	Tab     string `json:"tab" v:"max=40" doc:"Tells several windows of one person apart; left out, there is one."`
}

// Presence is where somebody is.
type Presence struct {
	Member  string        `json:"member" ref:"member"`
	Tab     string        `json:"tab"`
	At      string        `json:"at" doc:"As it was said; empty where the listener may not know."`
	Record  id.Ref        `json:"record" ref:"record" doc:"Id of the record that it is; null for a view, and where the listener may not know."`
	Editing string        `json:"editing"`
	Until   clock.Instant `json:"until" doc:"When it is over unless said again."`
}

// Present is what listeners are told whenever somebody comes, moves or goes.
type Present struct {
	Members []Presence `json:"members" doc:"Everybody who is there, each window by itself."`
}

// lasts is how long a presence holds unless it is said again.
const lasts = 45 * 1e6 // microseconds

// Limits of what is kept of one person, and of one workspace.
const (
	mostTabs    = 20
	mostPresent = 2000
)

// spot is a presence with what one must see to be told of it.
type spot struct {
	Presence
	Products []string // "" is the workspace's own; all must be seen
}

// whereabouts is who is where in one workspace.
type whereabouts map[[2]string]spot // by member and tab

// word is what processes say to each other of a presence.
type word struct {
	Workspace string `json:"w"`
	Spot      spot   `json:"s"`
}

// wordMark begins a word of presence.
const wordMark = "presence "

// setPresence notes where the caller is. It is in memory only: nothing of it
// stays, so it is in no ledger.
func (h *Hub) setPresence(ctx context.Context, p *op.Plain, in PresenceIn) (*Presence, error) {
	s := spot{Presence: Presence{Member: p.Actor.Member, Tab: in.Tab, At: strings.TrimSpace(in.At), Editing: in.Editing, Until: p.Now + lasts}}
	if s.At != "" {
		err := p.Engine.View(ctx, p.Workspace, p.Actor, func(v *op.View) error { return s.place(ctx, v) })
		if err != nil {
			return nil, err
		}
	} else {
		s.Editing = ""
	}
	b, err := json.Marshal(word{p.Workspace, s})
	if err != nil {
		return nil, err
	}
	return &s.Presence, h.engine.DB.Say(ctx, wordMark+string(b))
}

// place finds out what one must see to be told where this is.
func (s *spot) place(ctx context.Context, v *op.View) error {
	if !strings.HasPrefix(s.At, "/") {
		row, err := v.Base(ctx, s.At)
		if err != nil {
			return err
		}
		s.Record, s.Products = id.Ref(row.ID), []string{string(row.Product)}
		return nil
	}
	var err error
	s.Products, err = named(ctx, v, s.At)
	return err
}

// named gives the products of which an address speaks, by their keys, their
// ids, or those of records; without any it is about the workspace.
func named(ctx context.Context, v *op.View, address string) ([]string, error) {
	keys, ids := []string{""}, []string{""}
	for _, part := range strings.FieldsFunc(address, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}) {
		switch {
		case id.Valid(part):
			ids = append(ids, part)
		case len(part) <= 10:
			keys = append(keys, strings.ToUpper(part))
		}
	}
	inKeys, args := record.Among(keys)
	inIDs, more := record.Among(ids)
	args = append(append([]any{v.Workspace}, args...), more...)
	found, err := store.All[id.Ref](ctx, v.R, "select distinct case when kind = 'product' then id else product_id end from record where workspace_id = ? and (kind = 'product' and key in ("+inKeys+") or id in ("+inIDs+"))", args...)
	out := make([]string, 0, len(found)+1)
	for _, p := range found {
		out = append(out, string(p))
	}
	if len(out) == 0 {
		out = append(out, "")
	}
	return out, err
}

// hear takes a word of presence, of this process or another.
func (h *Hub) hear(said string) {
	raw, ok := strings.CutPrefix(said, wordMark)
	if !ok {
		return
	}
	var w word
	if json.Unmarshal([]byte(raw), &w) != nil {
		return // of a newer version
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	here := h.present[w.Workspace]
	if here == nil {
		here = whereabouts{}
		h.present[w.Workspace] = here
	}
	key, s := [2]string{w.Spot.Member, w.Spot.Tab}, w.Spot
	was, there := here[key]
	moved := here.expire(h.engine.Clock.Now())
	switch {
	case s.At == "":
		delete(here, key)
		moved = moved || there
	case !there && (len(here) >= mostPresent || here.tabs(s.Member) >= mostTabs):
		// Whoever opens more windows than that is shown in the others.
	default:
		here[key] = s
		moved = moved || !there || was.At != s.At || was.Editing != s.Editing
	}
	h.stir(w.Workspace, moved)
}

// stir has the listeners of a workspace told when somebody has moved. The
// caller holds the lock.
func (h *Hub) stir(workspace string, moved bool) {
	if len(h.present[workspace]) == 0 {
		delete(h.present, workspace)
	}
	if r, ok := h.rooms[workspace]; ok && moved {
		r.moves++
		r.nudge()
	}
}

// expire drops who has not been heard of for long.
func (w whereabouts) expire(now clock.Instant) (some bool) {
	for key, s := range w {
		if s.Until <= now {
			delete(w, key)
			some = true
		}
	}
	return some
}

func (w whereabouts) tabs(member string) (n int) {
	for key := range w {
		if key[0] == member {
			n++
		}
	}
	return n
}

// tell tells those listeners of a room who is present who do not know it yet,
// each what they may see.
func (h *Hub) tell(r *room, access *right.Access) {
	h.mu.Lock()
	defer h.mu.Unlock()
	here := h.present[r.workspace]
	if here.expire(h.engine.Clock.Now()) {
		r.moves++
		if len(here) == 0 {
			delete(h.present, r.workspace)
		}
	}
	var whole []event // for whoever sees everything, the same bytes
	for l := range r.listeners {
		if l.told == r.moves {
			continue
		}
		first := l.told == neverTold
		l.told = r.moves
		m, ok := access.Member(l.actor.Member)
		if !ok || m.Status != "active" || first && len(here) == 0 {
			continue // let go with the next row; or nobody is there to tell of
		}
		l.actor.Role = m.Role
		events := whole
		if !access.SeesAll(l.actor) {
			events = presenceEvent(here.seenBy(l.actor, access))
		} else if events == nil {
			whole = presenceEvent(here.seenBy(l.actor, access))
			events = whole
		}
		select {
		case l.events <- events:
		default:
			close(l.events)
			delete(r.listeners, l)
		}
	}
}

// seenBy is who is there as one listener may know it. A guest is told only of
// those whose place they may see; a member of everybody, and of the place where
// they may.
func (w whereabouts) seenBy(actor right.Actor, access *right.Access) []Presence {
	out := []Presence{}
	for _, s := range w {
		if m, ok := access.Member(s.Member); !ok || m.Status != "active" {
			continue
		}
		hidden := slices.ContainsFunc(s.Products, func(p string) bool { return !access.CanSee(actor, p) })
		if hidden && actor.Role == right.Guest {
			continue
		}
		p := s.Presence
		if hidden {
			p.At, p.Record, p.Editing = "", "", ""
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Presence) int {
		return strings.Compare(a.Member+" "+a.Tab, b.Member+" "+b.Tab)
	})
	return out
}

// presenceEvent has no id, so that a client resumes after the last change.
func presenceEvent(members []Presence) []event {
	b, err := json.Marshal(Present{members})
	if err != nil { // it is text and numbers
		return nil
	}
	return []event{{seq: unnumbered, data: append(append([]byte("event: presence\ndata: "), b...), '\n', '\n')}}
}
