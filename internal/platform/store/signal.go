package store

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// channel is where PostgreSQL tells other processes of a commit, and words
// where processes say to each other what is in no table.
const (
	channel = "throughline_changed"
	words   = "throughline_word"
)

// selfLength is how many characters tell processes apart.
const selfLength = 12

// mostSaid bounds one word in bytes: PostgreSQL takes less than 8,000.
const mostSaid = 7900

// signal tells listeners which workspace has changed: at once in this
// process, and through PostgreSQL's notifications from others.
type signal struct {
	mu     sync.RWMutex
	fns    []func(workspace string)
	heard  []func(word string)
	self   string // tells one's own words from those of others
	cancel context.CancelFunc
	done   chan struct{}
}

// OnCommit has fn called after each commit that wrote to a workspace, in this
// process or (on PostgreSQL) in another. It may be called more than once for
// one commit, and must not block.
func (db *DB) OnCommit(fn func(workspace string)) {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.fns = append(db.fns, fn)
}

func (s *signal) tell(workspace string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, fn := range s.fns {
		fn(workspace)
	}
}

// OnWord has fn called with each word that this process or (on PostgreSQL)
// another one says. It must not block.
func (db *DB) OnWord(fn func(word string)) {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.heard = append(db.heard, fn)
}

// Say tells all processes on this database something that is in no table and
// may be lost: at once in this one, a moment later in others. A process that is
// just being connected does not hear it.
func (db *DB) Say(ctx context.Context, word string) error {
	if len(word) > mostSaid {
		return errs.New(errs.TooLarge, "More than %d bytes cannot be told to other processes.", mostSaid)
	}
	db.hearWord(word)
	if db.dialect != Postgres {
		return nil // there is no other process
	}
	return db.Read(ctx, "", func(r *Reader) error {
		_, err := r.c.exec(ctx, "select pg_notify('"+words+"', ?)", db.self+word)
		return err
	})
}

func (s *signal) hearWord(word string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, fn := range s.heard {
		fn(word)
	}
}

// listen keeps one connection that hears of other processes' commits.
func (s *signal) listen(_ *DB, url string) {
	s.self = id.Secret(selfLength)
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel, s.done = cancel, make(chan struct{})
	go func() {
		defer close(s.done)
		for ctx.Err() == nil {
			s.hear(ctx, url)
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
		}
	}()
}

func (s *signal) hear(ctx context.Context, url string) {
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		return
	}
	defer func() { _ = c.Close(context.Background()) }()
	if _, err := c.Exec(ctx, "listen "+channel+"; listen "+words); err != nil {
		return
	}
	for {
		n, err := c.WaitForNotification(ctx)
		if err != nil {
			return
		}
		if n.Channel == channel {
			s.tell(n.Payload)
		} else if word, own := strings.CutPrefix(n.Payload, s.self); !own && len(word) > len(s.self) {
			s.hearWord(word[len(s.self):])
		}
	}
}

func (s *signal) stop() {
	if s.cancel != nil {
		s.cancel()
		<-s.done
	}
}
