package store

import (
	"context"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// channel is where PostgreSQL tells other processes of a commit.
const channel = "throughline_changed"

// signal tells listeners which workspace has changed: at once in this
// process, and through PostgreSQL's notifications from others.
type signal struct {
	mu     sync.RWMutex
	fns    []func(workspace string)
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

// listen keeps one connection that hears of other processes' commits.
func (s *signal) listen(_ *DB, url string) {
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
	if _, err := c.Exec(ctx, "listen "+channel); err != nil {
		return
	}
	for {
		n, err := c.WaitForNotification(ctx)
		if err != nil {
			return
		}
		s.tell(n.Payload)
	}
}

func (s *signal) stop() {
	if s.cancel != nil {
		s.cancel()
		<-s.done
	}
}
