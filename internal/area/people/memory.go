package people

import (
	"sync"

	"throughline/internal/kit/clock"
	"throughline/internal/platform/store"
)

// memory keeps what is known of the sessions and tokens that were used last.
//
// On SQLite no other process writes, so what is kept holds until a change goes
// through this door: the change, once it is on disk and before it is answered,
// makes everything kept stale. On PostgreSQL others may have written, so only
// the workspace is kept, which saves time and decides nothing.
type memory struct {
	mu    sync.RWMutex
	round int64 // counts the changes
	kept  map[string]known
}

// known is what is known of one secret, as of a round.
type known struct {
	round     int64
	workspace string // where it was used last
	seats     []seat // of a session; nil when it has to be asked for
	ticket    *ticket
}

const maxKept = 10_000

// of gives what is kept of a secret, without what is stale, as of this round.
func (m *memory) of(hash string) known {
	m.mu.RLock()
	defer m.mu.RUnlock()
	k := m.kept[hash]
	if k.round != m.round {
		k.round, k.seats, k.ticket = m.round, nil, nil
	}
	return k
}

// keep remembers what was found. Its round is that of the question, so that
// what has changed since the question is stale at once.
func (m *memory) keep(hash string, k known, on store.Dialect) {
	if k.workspace == "" {
		return
	}
	if on != store.SQLite {
		k.seats, k.ticket = nil, nil
	}
	m.mu.RLock()
	old := m.kept[hash]
	m.mu.RUnlock()
	if old.round == k.round && old.workspace == k.workspace && (old.seats == nil) == (k.seats == nil) && (old.ticket == nil) == (k.ticket == nil) {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil || len(m.kept) >= maxKept {
		m.kept = map[string]known{}
	}
	m.kept[hash] = k
}

// used notes when a secret was used, as the database does.
func (m *memory) used(hash string, now clock.Instant) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := m.kept[hash]
	if !ok {
		return
	}
	if k.seats != nil {
		k.seats = append([]seat{}, k.seats...)
		for i := range k.seats {
			k.seats[i].Seen = now
		}
	}
	if k.ticket != nil {
		again := *k.ticket
		again.Used = now
		k.ticket = &again
	}
	m.kept[hash] = k
}

// stale makes what is kept stale, once a change is on disk.
func (m *memory) stale(raw *store.Tx) {
	raw.AfterCommit(func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.round++
	})
}
