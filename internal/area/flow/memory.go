package flow

import (
	"context"
	"slices"
	"sync"
	"time"

	"throughline/internal/core/ledger"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/store"
)

// memory keeps the pasts that were read last, for a page of reports asks ten
// questions about the same one. What happened since is read from the ledger and
// added, so that nothing in it is ever old. It forgets soon: an idle server
// holds none.
type memory struct {
	mu   sync.Mutex
	kept map[string]*kept
}

// kept is the whole past of one product, as far as a row of the ledger. It is
// never changed: several questions read it at once.
type kept struct {
	past    *past
	ties    []tie
	seq     int64
	request string // of that row: another one there would be another ledger
	forget  *time.Timer
}

const (
	keptFor  = 30 * time.Second // after the last question
	keptMost = 4                // products
)

// find gives what is kept under a key. Without a memory nothing is.
func (m *memory) find(key string) *kept {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	k := m.kept[key]
	if k != nil {
		k.forget.Reset(keptFor)
	}
	return k
}

func (m *memory) keep(key string, k *kept) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil {
		m.kept = map[string]*kept{}
	}
	if old := m.kept[key]; old != nil {
		if old == k || old.seq > k.seq {
			return
		}
		old.forget.Stop()
	} else if len(m.kept) >= keptMost {
		return
	}
	k.forget = time.AfterFunc(keptFor, func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		if m.kept[key] == k {
			delete(m.kept, key)
		}
	})
	m.kept[key] = k
}

// recall gives a past from memory, brought up to date; nil when there is none
// that can be.
func (m *memory) recall(ctx context.Context, s source) (*kept, error) {
	k := m.find(s.Workspace + " " + s.product)
	if k == nil {
		return nil, nil //nolint:nilnil // nothing kept is no failure
	}
	there, err := store.All[string](ctx, s.R, "select request from ledger where workspace_id = ? and seq = ?", s.Workspace, k.seq)
	if err != nil || len(there) == 0 || there[0] != k.request {
		return nil, err
	}
	rows, err := tail(ctx, s.At, k.seq)
	if err != nil || len(rows) > tailLimit/10 {
		return nil, err
	}
	if len(rows) == 0 {
		return k, nil
	}
	return k.with(s, rows)
}

// with gives what is kept with further rows of the ledger in it.
func (k *kept) with(s source, rows []ledger.Row) (*kept, error) {
	last := rows[len(rows)-1]
	n := &kept{past: k.past, ties: slices.Clone(k.ties), seq: last.Seq, request: last.Request}
	var err error
	mine := rows[:0:0]
	for i := range rows {
		r := &rows[i]
		switch {
		case string(r.Product) != s.product:
		case r.Kind == "link":
			n.ties, err = addTie(n.ties, r)
		default:
			mine = append(mine, *r)
		}
		if err != nil {
			return nil, err
		}
	}
	if len(mine) > 0 {
		n.past = k.past.clone()
		s.until = forever
		err = s.unwritten(n.past, mine)
	}
	return n, err
}

// clone gives a past that can be added to: its list of items is its own, and
// the changes of an item become so when something is added to them.
func (p *past) clone() *past {
	n := newPast()
	n.items = slices.Clone(p.items)
	for i := range n.items {
		c := n.items[i].changes
		n.items[i].changes = c[:len(c):len(c)]
	}
	for _, s := range p.states[1:] {
		place(n.stateAt, &n.states, s)
	}
	for _, s := range p.sprints[1:] {
		place(n.sprintAt, &n.sprints, s)
	}
	return n
}

// until cuts what happened after a moment off the life of an item.
func until(all []change, moment clock.Instant) []change {
	n := len(all)
	for n > 0 && all[n-1].at > moment {
		n--
	}
	return all[:n]
}
