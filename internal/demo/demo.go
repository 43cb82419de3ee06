// Package demo makes the demo world: Lendwell, a platform for lending between
// people, with eighteen months behind it. Nothing is written past the
// operations: invented people do what real ones would, one after the other, on
// a clock that is turned from day to day, so that rights, proposals, verdicts
// and the ledger are as true as anywhere. The same seed and the same last day
// give the same world, to the byte.
//
// Words it owns: deed (one call by one person at one moment), plan (all deeds
// of the world in order), cast (the people), moment (working days since the
// first sprint began).
package demo

import (
	"context"
	"log/slog"
	"time"

	"throughline/internal/app"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// Slug is the short name of the workspace.
const Slug = "lendwell"

// Password is what everybody of the cast signs in with.
const Password = "lendwell-demo-1"

// Options say how the world is made.
type Options struct {
	// End is a moment of the day before which the world ends, in UTC: the last
	// things happen on the day before. Zero is now.
	End clock.Instant
	// Seed makes another world of the same kind; the usual one has 0.
	Seed uint64
	// Cost of hashing the passwords; zero is the usual one.
	Cost auth.Cost
	// Progress is told how far it is, when set. It is called often.
	Progress func(stage string, done, total int)
}

// Person is somebody of the demo world.
type Person struct {
	Name      string `json:"name"`
	Email     string `json:"email"`
	Handle    string `json:"handle"`
	Workspace string `json:"workspace"` // role in the workspace
	Role      string `json:"role"`      // what the person does there, in a few words
	Password  string `json:"password"`
}

// Summary says what was made.
type Summary struct {
	Workspace string           `json:"workspace"` // short name
	ID        string           `json:"id"`
	People    []Person         `json:"people"`
	From      clock.Day        `json:"from"` // first day of the world
	To        clock.Day        `json:"to"`   // last day
	Counts    map[string]int64 `json:"counts"`
	Links     []Opening        `json:"links"` // known only to whoever made the world
}

// Make makes the demo world in a database, as a workspace of its own. It is a
// Conflict when there is one already.
func Make(ctx context.Context, db *store.DB, o Options) (_ *Summary, err error) {
	defer errs.Wrap(&err, "demo")
	if o.End == 0 {
		o.End = clock.System{}.Now()
	}
	if o.Progress == nil {
		o.Progress = func(string, int, int) {}
	}
	if err := vacant(ctx, db); err != nil {
		return nil, err
	}
	p, err := newPlan(o)
	if err != nil {
		return nil, err
	}
	w := &player{plan: p, clock: clock.At(p.at(worldStart)), progress: o.Progress, proposals: map[string]string{}}
	reg, outside := app.Registry()
	outside.Door.Open(door(w.clock, o.Cost))
	log := slog.New(slog.DiscardHandler)
	if w.engine, err = op.NewEngine(reg, db, w.clock, log); err != nil {
		return nil, err
	}
	w.engine.MakeID = w.makeID
	if err := w.play(ctx); err != nil {
		return nil, err
	}
	links, err := w.links(ctx)
	if err != nil {
		return nil, err
	}
	s, err := w.summary(ctx)
	if err == nil {
		s.Links = links
	}
	return s, err
}

// vacant sees that there is no such workspace yet.
func vacant(ctx context.Context, db *store.DB) error {
	return db.Read(ctx, "", func(r *store.Reader) error {
		n, err := store.One[int64](ctx, r, "select count(*) from workspace where slug = ?", Slug)
		if err == nil && n > 0 {
			err = errs.New(errs.Conflict, "There is a workspace %q already. Make the demo world in an empty data folder.", Slug)
		}
		return err
	})
}

// day gives the beginning of an instant's day, in UTC.
func day(i clock.Instant) time.Time { return i.Time().Truncate(24 * time.Hour) }
