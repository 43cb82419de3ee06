package faults_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

// clients is how many write at once.
const clients = 8

// load is the clients at work.
type load struct {
	b       *book
	s       *server
	seed    uint64
	cut     atomic.Bool // a fault has been made: from here on requests may fail
	stop    context.CancelFunc
	running sync.WaitGroup
}

// begin lets the clients write until end is called or the server is gone.
func begin(s *server, b *book, seed uint64) *load {
	ctx, stop := context.WithCancel(context.Background())
	l := &load{b: b, s: s, seed: seed, stop: stop}
	for i := range clients {
		l.running.Go(func() { l.client(ctx, i) })
	}
	return l
}

// end waits until every client has read its last answer or given it up.
func (l *load) end() {
	l.stop()
	l.running.Wait()
}

func (l *load) client(ctx context.Context, nth int) {
	c := newCaller(l.s)
	defer c.close()
	w := &writer{l.b, chance(l.seed, nth)}
	for ctx.Err() == nil {
		n := w.draw()
		r, err := c.send(ctx, n.ask)
		if err != nil && !l.cut.Load() && ctx.Err() == nil {
			l.b.complain("%s failed while the server was up: %v", n, err)
		}
		l.b.enter(n, r, err)
		if err == nil && r.status >= 500 && !l.cut.Load() {
			l.b.complain("%s: %s", n, r.body)
		}
		if err != nil {
			return
		}
	}
}

// writer draws what a client writes next.
type writer struct {
	b *book
	*rand.Rand
}

// text is a mark with something behind it, so that lengths differ.
func (w *writer) text(most int) string {
	return fmt.Sprintf("mark %d %s", w.b.number(), strings.Repeat("lorem ipsum ", w.IntN(most/12+1)))
}

// name gives an id as clients make them.
func (w *writer) name() string {
	return id.New(clock.From(time.Now()))
}

func (w *writer) draw() *note {
	n := &note{}
	n.method, n.as, n.key = "POST", "paul", w.name()
	if w.IntN(2) == 0 {
		n.as = "petra"
	}
	switch d := w.IntN(20); {
	case d < 3:
		n.sort = "create with id"
		w.create(n, obj{"id": w.name()})
	case d < 5:
		n.sort = "create"
		w.create(n, obj{})
	case d < 9:
		n.sort = "edit"
		w.edit(n)
	case d < 10:
		n.sort = "stale edit"
		w.edit(n)
		n.more = http.Header{"If-Match": {`"1"`}}
	case d < 12:
		n.sort, n.path = "place", "/api/v1/records/rank"
		n.body = object(obj{"ids": []string{w.b.story(w.IntN)}, [...]string{"top", "bottom"}[w.IntN(2)]: true})
	case d < 15:
		n.sort, n.path = "remark", "/api/v1/records/"+w.b.story(w.IntN)+"/comments"
		n.marks = []string{w.text(2000)}
		n.body = object(obj{"id": w.name(), "body": n.marks[0]})
	case d < 18:
		n.sort = "attach"
		w.attach(n)
	case d < 19:
		n.sort = "together"
		w.together(n)
	default:
		n.sort, n.as = "propose", "dina"
		w.create(n, obj{})
		n.marks = []string{strings.TrimSpace(w.text(200))} // a header's value has no space at its end
		n.more = http.Header{"Throughline-Reason": n.marks}
	}
	return n
}

func (w *writer) create(n *note, fields obj) {
	n.path, n.marks = "/api/v1/stories", []string{strings.TrimSpace(w.text(100))}
	fields["product"], fields["title"] = "LEND", n.marks[0]
	n.body = object(fields)
}

func (w *writer) edit(n *note) {
	n.method, n.path = "PATCH", "/api/v1/stories/"+w.b.story(w.IntN)
	n.marks = []string{w.text(6000)}
	n.body = object(obj{"body": n.marks[0]})
}

func (w *writer) attach(n *note) {
	n.body = make([]byte, 1+w.IntN(64<<10))
	for i := range n.body {
		n.body[i] = byte(w.Uint32())
	}
	sum := sha256.Sum256(n.body)
	n.marks = []string{hex.EncodeToString(sum[:])}
	n.path, n.media = "/api/v1/records/"+w.b.story(w.IntN)+"/files?name=data.bin&id="+w.name(), "application/octet-stream"
}

// together makes three stories in one call: all or none.
func (w *writer) together(n *note) {
	var calls []obj
	for range 3 {
		m := strings.TrimSpace(w.text(100))
		n.marks = append(n.marks, m)
		calls = append(calls, obj{"operation": "story.create", "input": obj{"fields": obj{"product": "LEND", "title": m}}})
	}
	n.path, n.body = "/api/v1/batch", object(obj{"calls": calls})
}

// furnish makes the first stories, so that there is something to write about.
func furnish(t testing.TB, s *server, b *book, seed uint64) {
	t.Helper()
	w := &writer{b, chance(seed, clients)}
	c := newCaller(s)
	defer c.close()
	for range 5 {
		n := &note{sort: "create"}
		n.method, n.as, n.key = "POST", "paul", w.name()
		w.create(n, obj{})
		r := c.must(t, n.ask)
		b.enter(n, r, nil)
	}
}

// sendAgain sends what nobody knows the outcome of once more, with its key,
// and some of what was acknowledged: the first must be acknowledged now, the
// others get the answer that they got.
func sendAgain(t testing.TB, s *server, b *book, rng *rand.Rand) {
	t.Helper()
	c := newCaller(s)
	defer c.close()
	for _, n := range b.having(unknown) {
		r, err := c.send(t.Context(), n.ask)
		if err != nil {
			t.Fatalf("%s, sent again: %v\n%s", n, err, s.log)
		}
		n.judge(r)
		n.again = true
		if n.outcome == unknown || n.outcome == refused && n.sort != "stale edit" {
			t.Errorf("%s, sent again: %d %s", n, r.status, r.body)
		}
		b.mu.Lock()
		b.learn(n)
		b.mu.Unlock()
	}
	known := b.having(acknowledged)
	for range min(5, len(known)) {
		n := known[rng.IntN(len(known))]
		r, err := c.send(t.Context(), n.ask)
		if err != nil || r.status != n.answer.status || canonical(r.body) != canonical(n.answer.body) {
			t.Errorf("%s, answered before, sent again: %d %s %v; the first answer was %s", n, r.status, r.body, err, n.answer.body)
		}
	}
}

// canonical writes JSON in one way.
func canonical(raw []byte) string {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return string(raw)
	}
	return string(object(v))
}
