package ledger

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"throughline/internal/platform/store"
)

// batchRows is how many rows a follower gets at once.
const batchRows = 500

// Follower acts because something changed. Its writes and its cursor are one
// transaction, so each row has its effect in the database once, even when two
// processes run the same follower.
type Follower struct {
	Name  string
	Batch func(ctx context.Context, tx *store.Tx, workspace string, rows []Row) error
}

// Followers runs followers over all workspaces.
type Followers struct {
	db   *store.DB
	log  *slog.Logger
	list []Follower
	wake chan struct{}
	mu   sync.Mutex
	todo map[string]bool
}

// NewFollowers prepares followers; Run starts them.
func NewFollowers(db *store.DB, log *slog.Logger, list []Follower) *Followers {
	f := &Followers{db: db, log: log, list: list, wake: make(chan struct{}, 1), todo: map[string]bool{}}
	db.OnCommit(f.note)
	return f
}

// note remembers that a workspace has news.
func (f *Followers) note(workspace string) {
	if workspace == "" {
		return
	}
	f.mu.Lock()
	f.todo[workspace] = true
	f.mu.Unlock()
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// Run follows until ctx ends. Every workspace is looked at when it starts,
// then whenever it changes, and once a minute in case a signal was lost.
func (f *Followers) Run(ctx context.Context) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	f.all(ctx)
	for {
		f.drain(ctx)
		select {
		case <-ctx.Done():
			return
		case <-f.wake:
		case <-tick.C:
			f.all(ctx)
		}
	}
}

// CatchUp runs every follower until nothing is left to do in a workspace.
func (f *Followers) CatchUp(ctx context.Context, workspace string) error {
	for _, one := range f.list {
		for {
			more, err := f.step(ctx, one, workspace)
			if err != nil {
				return err
			}
			if !more {
				break
			}
		}
	}
	return nil
}

func (f *Followers) all(ctx context.Context) {
	err := f.db.Read(ctx, "", func(r *store.Reader) error {
		ids, err := store.All[string](ctx, r, "select id from workspace")
		f.mu.Lock()
		defer f.mu.Unlock()
		for _, ws := range ids {
			f.todo[ws] = true
		}
		return err
	})
	if err != nil && ctx.Err() == nil {
		f.log.Error("followers cannot list workspaces", "error", err)
	}
}

func (f *Followers) drain(ctx context.Context) {
	for ctx.Err() == nil {
		ws, ok := f.take()
		if !ok {
			return
		}
		if err := f.CatchUp(ctx, ws); err != nil && ctx.Err() == nil {
			f.log.Error("follower failed", "workspace", ws, "error", err)
		}
	}
}

func (f *Followers) take() (string, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for ws := range f.todo {
		delete(f.todo, ws)
		return ws, true
	}
	return "", false
}

// step gives one follower its next rows, and says whether there may be more.
func (f *Followers) step(ctx context.Context, one Follower, workspace string) (more bool, err error) {
	var behind bool
	err = f.db.Read(ctx, workspace, func(r *store.Reader) error {
		cursor, err := cursorOf(ctx, r, one.Name, workspace)
		if err != nil {
			return err
		}
		last, err := Last(ctx, r, workspace)
		behind = last > cursor
		return err
	})
	if err != nil || !behind {
		return false, err
	}
	err = f.db.Write(ctx, workspace, func(tx *store.Tx) error {
		cursor, err := cursorOf(ctx, &tx.Reader, one.Name, workspace)
		if err != nil {
			return err
		}
		rows, err := After(ctx, &tx.Reader, workspace, cursor, batchRows)
		if err != nil || len(rows) == 0 {
			more = false
			return err
		}
		more = len(rows) == batchRows
		if err := one.Batch(ctx, tx, workspace, rows); err != nil {
			return err
		}
		return SetCursor(ctx, tx, one.Name, workspace, rows[len(rows)-1].Seq)
	})
	return more, err
}

func cursorOf(ctx context.Context, r *store.Reader, name, workspace string) (int64, error) {
	got, err := store.All[int64](ctx, r, "select seq from follower where workspace_id = ? and name = ?", workspace, name)
	if err != nil || len(got) == 0 {
		return 0, err
	}
	return got[0], nil
}
