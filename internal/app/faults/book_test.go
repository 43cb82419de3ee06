package faults_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"sync"
)

// outcome is what a client knows of a write. Of what is unknown all may have
// happened or nothing, but never half.
type outcome int

const (
	unknown outcome = iota
	acknowledged
	refused
)

// note is one write, as the client saw it.
type note struct {
	ask
	sort     string
	marks    []string // texts that no other write brings into the ledger: each stands in one row
	outcome  outcome
	answer   reply
	things   []string // what it made or changed, one for each mark
	versions []int64  // and their versions then
	again    bool     // acknowledged only when it was sent again
}

// book is what clients wrote and what they were answered. It lies in the
// memory of the test, where no fault reaches it, and an entry is made after
// the answer was read.
type book struct {
	mu      sync.Mutex
	notes   []*note
	stories []string // ids of acknowledged ones
	trouble []string // what went wrong without a fault having been made
	next    int
}

// number gives a number that was not given before.
func (b *book) number() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.next++
	return b.next
}

// story gives one of the stories that are there.
func (b *book) story(pick func(n int) int) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.stories[pick(len(b.stories))]
}

func (b *book) complain(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.trouble) < 20 {
		b.trouble = append(b.trouble, fmt.Sprintf(format, args...))
	}
}

// thing is what answers say of what was made or changed.
type thing struct {
	ID      string `json:"id"`
	Version int64  `json:"version"`
}

// enter makes the entry of a write.
func (b *book) enter(n *note, r reply, err error) {
	if err == nil {
		n.judge(r)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.notes = append(b.notes, n)
	b.learn(n)
}

// learn remembers the stories that a write made; b is locked.
func (b *book) learn(n *note) {
	if n.outcome == acknowledged && slices.Contains([]string{"create", "create with id", "together"}, n.sort) {
		b.stories = append(b.stories, n.things...)
	}
}

// judge reads an answer. One of the server's own faults leaves open what
// became of the write.
func (n *note) judge(r reply) {
	n.answer = r
	switch {
	case r.status >= 500:
		n.outcome = unknown
	case r.status >= 400:
		n.outcome = refused
	default:
		n.outcome = acknowledged
		var one thing
		var some []thing
		if json.Unmarshal(r.body, &some) != nil && json.Unmarshal(r.body, &one) == nil {
			some = []thing{one}
		}
		n.things, n.versions = nil, nil
		for _, s := range some {
			n.things, n.versions = append(n.things, s.ID), append(n.versions, s.Version)
		}
	}
}

// count gives how many writes came out one way.
func (b *book) count(o outcome) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := 0
	for _, e := range b.notes {
		if e.outcome == o {
			n++
		}
	}
	return n
}

// having gives the writes that came out one way.
func (b *book) having(o outcome) []*note {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []*note
	for _, e := range b.notes {
		if e.outcome == o {
			out = append(out, e)
		}
	}
	return out
}

func (n *note) String() string {
	return n.sort + " " + n.method + " " + n.path + " (" + strconv.Itoa(n.answer.status) + ", key " + n.key + ")"
}
