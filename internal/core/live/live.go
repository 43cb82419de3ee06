// Package live is the ledger as an event stream to clients: what changes
// appears at once, and a client that was away resumes where it stopped. The
// same stream tells who else is there, and where.
//
// Words it owns: listener, event (a ledger row on its way to a client),
// presence (where somebody is just now).
//
// One goroutine for each workspace reads new rows once and encodes each once;
// every listener gets the same bytes, after asking whether its person may
// still see the row's product. A listener that cannot keep up is let go, and
// resumes by itself.
//
// Presence is kept in memory, by every process for itself: each says what it is
// told to the others through the database's notifications. A process that has
// just started knows of those elsewhere when they next say where they are,
// which clients do every 20 seconds.
package live

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// StreamIn says where to resume.
type StreamIn struct {
	Since int64 `json:"since" in:"query" v:"min=0" doc:"The last number that the client knows; left out, only what comes from now on."`
}

// unnumbered is the number of an event that is no ledger row.
const unnumbered = -1

// event is one ledger row, or who is present, encoded once for all.
type event struct {
	seq     int64
	product string
	veil    string // the right that it takes to see it; "" for none
	data    []byte
}

// queue is how many events a listener may fall behind before it is let go.
const queue = 512

// heartbeat keeps proxies from closing an idle stream, and ends the stream of
// someone who has lost access.
const heartbeat = 15 * time.Second

// slowest is how long one write to a client may take. It is the machine's
// time, whatever the engine's clock says.
const slowest = 30 * time.Second

// gather is how long moves of people are collected, so that many at once make
// one event.
const gather = 200 * time.Millisecond

type listener struct {
	actor  right.Actor
	events chan []event
	told   int64 // the room's moves when it was last told who is present
}

// neverTold is what a listener was told who has just come.
const neverTold = -1

// room is one workspace's listeners.
type room struct {
	workspace string
	listeners map[*listener]bool
	last      int64
	access    *right.Access
	wake      chan struct{}
	moved     chan struct{} // somebody has come, moved or gone
	moves     int64         // how often
	stop      context.CancelFunc
}

func (r *room) nudge() {
	select {
	case r.moved <- struct{}{}:
	default:
	}
}

// Hub holds the rooms.
type Hub struct {
	engine  *op.Engine
	mu      sync.Mutex
	rooms   map[string]*room
	present map[string]whereabouts // by workspace
	ctx     context.Context
}

// Register adds the event stream. Bind must be called before it is asked.
func Register(r *op.Registry, h *Hub) {
	op.Ask(r, "event.stream", func(ctx context.Context, v *op.View, in StreamIn) (op.Stream, error) {
		return &stream{h, v.Actor, v.Workspace, in.Since}, nil
	}, op.Says("Follow what changes, as server-sent events; Last-Event-ID resumes."), op.Gives("text/event-stream"), op.Needs(op.Inside), op.At("GET", "/api/v1/events"))
	op.Raw(r, "presence.set", h.setPresence, op.Says("Say where you are, for the others' event streams: what you look at, and which field you write in. It holds for 45 seconds."), op.At("POST", "/api/v1/presence"))
	op.Ask(r, "event.list", list, op.Says("List changes after a number, for clients that cannot hold a stream."), op.Needs(op.Inside), op.At("GET", "/api/v1/changes"))
}

// ListIn asks for changes.
type ListIn struct {
	Since int64 `json:"since" in:"query" v:"min=0"`
	Limit int   `json:"limit" in:"query" v:"min=0,max=1000"`
}

// Changes is a stretch of the ledger.
type Changes struct {
	Items []ledger.Row `json:"items"`
	Last  int64        `json:"last" doc:"Ask again since this number."`
	More  bool         `json:"more"`
}

func list(ctx context.Context, v *op.View, in ListIn) (*Changes, error) {
	limit := in.Limit
	if limit == 0 {
		limit = 200
	}
	rows, err := ledger.After(ctx, v.R, v.Workspace, in.Since, limit)
	if err != nil {
		return nil, err
	}
	out := &Changes{Items: []ledger.Row{}, Last: in.Since, More: len(rows) == limit}
	for _, r := range rows {
		out.Last = r.Seq
		if v.Shows(&r) {
			out.Items = append(out.Items, r)
		}
	}
	return out, nil
}

// NewHub makes a hub; it works once it is bound to an engine.
func NewHub() *Hub { return &Hub{rooms: map[string]*room{}, present: map[string]whereabouts{}} }

// Bind ties the hub to an engine until ctx ends; streams then end too.
func (h *Hub) Bind(ctx context.Context, e *op.Engine) {
	h.engine, h.ctx = e, ctx
	e.DB.OnCommit(h.note)
	e.DB.OnWord(h.hear)
}

func (h *Hub) note(workspace string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r, ok := h.rooms[workspace]; ok {
		select {
		case r.wake <- struct{}{}:
		default:
		}
	}
}

// join adds a listener to its room, which starts with the first one.
func (h *Hub) join(l *listener, workspace string, last int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, ok := h.rooms[workspace]
	if !ok {
		ctx, stop := context.WithCancel(h.ctx)
		r = &room{workspace: workspace, listeners: map[*listener]bool{}, last: last, wake: make(chan struct{}, 1), moved: make(chan struct{}, 1), stop: stop}
		h.rooms[workspace] = r
		go h.serve(ctx, r)
	}
	l.told = neverTold
	r.listeners[l] = true
	r.nudge()
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

func (h *Hub) leave(l *listener, workspace string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, ok := h.rooms[workspace]
	if !ok || !r.listeners[l] {
		return
	}
	delete(r.listeners, l)
	if len(r.listeners) == 0 {
		r.stop()
		delete(h.rooms, workspace)
	}
}

// serve reads a room's news and hands them to its listeners.
func (h *Hub) serve(ctx context.Context, r *room) {
	tick := time.NewTicker(heartbeat)
	defer tick.Stop()
	var gathered <-chan time.Time
	for {
		present := false
		select {
		case <-ctx.Done():
			return
		case <-r.moved:
			if gathered == nil {
				gathered = time.After(gather)
			}
			continue
		case <-gathered:
			gathered, present = nil, true
		case <-r.wake:
		case <-tick.C:
			present = true
		}
		h.follow(ctx, r, present)
	}
}

// follow hands on what is new in a room: rows, and who is present if asked.
func (h *Hub) follow(ctx context.Context, r *room, present bool) {
	for {
		events, access, err := h.news(ctx, r)
		if err != nil {
			if ctx.Err() == nil {
				h.engine.Log.Error("live cannot read the ledger", "workspace", r.workspace, "error", err)
			}
			return
		}
		h.hand(r, events, access)
		if len(events) < batch {
			if present {
				h.tell(r, access)
			}
			return
		}
	}
}

const batch = 500

func (h *Hub) news(ctx context.Context, r *room) ([]event, *right.Access, error) {
	var out []event
	var access *right.Access
	err := h.engine.DB.Read(ctx, r.workspace, func(rd *store.Reader) error {
		rows, err := ledger.After(ctx, rd, r.workspace, r.last, batch)
		if err != nil {
			return err
		}
		// After the rows: whoever lost access by one of them does not get it.
		if access, err = h.engine.Access(ctx, record.At{R: rd, Workspace: r.workspace}); err != nil {
			return err
		}
		for _, row := range rows {
			e, err := encode(row, h.engine.Reg.VeilOf(&row))
			if err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	if len(out) > 0 {
		r.last = out[len(out)-1].seq
	}
	return out, access, err
}

func encode(row ledger.Row, veil string) (event, error) {
	b, err := json.Marshal(row)
	if err != nil {
		return event{}, err
	}
	data := make([]byte, 0, len(b)+64)
	data = append(data, "id: "...)
	data = strconv.AppendInt(data, row.Seq, 10)
	data = append(data, "\nevent: change\ndata: "...)
	data = append(data, b...)
	return event{row.Seq, string(row.Product), veil, append(data, '\n', '\n')}, nil
}

// hand gives events to every listener. Whoever is not active any more, or has
// fallen too far behind, is let go.
func (h *Hub) hand(r *room, events []event, access *right.Access) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range r.listeners {
		m, ok := access.Member(l.actor.Member)
		if !ok || m.Status != "active" {
			close(l.events)
			delete(r.listeners, l)
			continue
		}
		l.actor.Role = m.Role
		seen := events
		if veiled := slices.ContainsFunc(events, func(e event) bool { return e.veil != "" }); veiled || !access.SeesAll(l.actor) {
			seen = nil
			for _, e := range events {
				if access.CanSee(l.actor, e.product) && (e.veil == "" || access.May(l.actor, e.veil, e.product).May) {
					seen = append(seen, e)
				}
			}
		}
		if len(seen) == 0 {
			continue
		}
		select {
		case l.events <- seen:
		default:
			close(l.events)
			delete(r.listeners, l)
		}
	}
}

// stream is one client's event stream.
type stream struct {
	hub       *Hub
	actor     right.Actor
	workspace string
	since     int64
}

// Serve writes the stream until the client goes, or is let go.
func (s *stream) Serve(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	since := s.since
	if last := r.Header.Get("Last-Event-ID"); last != "" {
		n, err := strconv.ParseInt(last, 10, 64)
		if err != nil || n < 0 {
			s.hub.engine.Fail(w, r, errs.Fieldf("Last-Event-ID", "must be the number of the last event"))
			return
		}
		since = n
	}
	l := &listener{actor: s.actor, events: make(chan []event, queue)}
	start, err := s.start(ctx)
	if err != nil {
		s.hub.engine.Fail(w, r, err)
		return
	}
	s.hub.join(l, s.workspace, start)
	defer s.hub.leave(l, s.workspace)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	out := http.NewResponseController(w)
	_ = out.SetWriteDeadline(time.Time{})
	if _, err := fmt.Fprintf(w, "retry: 2000\n: %d\n\n", start); err != nil || out.Flush() != nil {
		return
	}
	if since == 0 {
		since = start
	}
	s.run(ctx, w, out, l, since)
}

func (s *stream) start(ctx context.Context) (int64, error) {
	var last int64
	err := s.hub.engine.DB.Read(ctx, s.workspace, func(r *store.Reader) (err error) {
		last, err = ledger.Last(ctx, r, s.workspace)
		return err
	})
	return last, err
}

// run first catches up from the ledger, then follows the room. Both may bring
// the same row; its number tells.
func (s *stream) run(ctx context.Context, w http.ResponseWriter, out *http.ResponseController, l *listener, since int64) {
	since, ok := s.catchUp(ctx, w, since)
	if !ok || out.Flush() != nil {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.hub.ctx.Done():
			return
		case <-beat.C:
			if _, err := w.Write([]byte(": still here\n\n")); err != nil || out.Flush() != nil {
				return
			}
		case events, open := <-l.events:
			if !open {
				return
			}
			_ = out.SetWriteDeadline(clock.System{}.Now().Add(slowest).Time())
			for _, e := range events {
				if e.seq != unnumbered {
					if e.seq <= since {
						continue
					}
					since = e.seq
				}
				if _, err := w.Write(e.data); err != nil {
					return
				}
			}
			if out.Flush() != nil {
				return
			}
		}
	}
}

func (s *stream) catchUp(ctx context.Context, w http.ResponseWriter, since int64) (int64, bool) {
	for {
		var rows []ledger.Row
		var read int
		err := s.hub.engine.View(ctx, s.workspace, s.actor, func(v *op.View) error {
			all, err := ledger.After(ctx, v.R, v.Workspace, since, batch)
			if err != nil {
				return err
			}
			access, err := v.Engine.Access(ctx, v.At)
			if err != nil {
				return err
			}
			m, ok := access.Member(s.actor.Member)
			if !ok || m.Status != "active" {
				return errs.New(errs.Forbidden, "This member cannot listen any more.")
			}
			read = len(all)
			for _, r := range all {
				since = r.Seq
				if access.CanSee(s.actor, string(r.Product)) && s.hub.engine.Reg.Shows(access, s.actor, &r) {
					rows = append(rows, r)
				}
			}
			return nil
		})
		if err != nil {
			return since, false
		}
		for _, r := range rows {
			e, err := encode(r, "")
			if err != nil {
				return since, false
			}
			if _, err := w.Write(e.data); err != nil {
				return since, false
			}
		}
		if read < batch {
			return since, true
		}
	}
}
