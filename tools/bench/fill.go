package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the links of the thread's figure

	"throughline/internal/app"
	"throughline/internal/area/backlog"
	"throughline/internal/area/feedback"
	"throughline/internal/area/product"
	"throughline/internal/area/roadmap"
	"throughline/internal/area/strategy"
	"throughline/internal/core/ledger"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/kit/rank"
	"throughline/internal/platform/store"
	"throughline/migrations"
)

// world is what the load needs to know of the filled workspace.
type world struct {
	slug      string
	workspace string
	product   string
	items     []string // ids
	features  []string
	ledger    int64
	took      time.Duration
}

// feedbacks, features and objectives beside the backlog items.
const (
	feedbacks  = 20_000
	features   = 200
	objectives = 20
	manyLinks  = 1_000_000
	rows       = 500_000
)

var words = strings.Fields("loan rate borrower lender payment schedule transfer card wallet approval instant score risk default interest " +
	"account statement notice reminder late fee partner bank identity check document upload mobile screen report export search filter " +
	"dashboard invest portfolio yield tax currency limit verify alert mail support agent queue ticket refund dispute consent")

func title(r *rand.Rand, n int) string {
	out := make([]string, 5)
	for i := range out {
		out[i] = words[r.IntN(len(words))]
	}
	return strings.ToUpper(out[0][:1]) + out[0][1:] + " " + strings.Join(out[1:], " ") + fmt.Sprintf(" %d", n)
}

type filler struct {
	e    *op.Engine
	work *op.Work
	r    *rand.Rand
	w    *world
}

// fill makes the workspace, through the same writing path as every change.
func fill(ctx context.Context, o store.Options, items int) (*world, error) {
	start := time.Now()
	db, err := store.Open(ctx, o)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Migrate(ctx, migrations.Files, clock.System{}.Now()); err != nil {
		return nil, err
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	reg, _ := app.Registry()
	e, err := op.NewEngine(reg, db, clock.System{}, log)
	if err != nil {
		return nil, err
	}
	ws, owner, err := e.Found(ctx, op.Founding{Slug: "bench", Name: "Bench", Owner: right.Member{Name: "Operator", Email: "operator@localhost"}})
	if err != nil {
		return nil, err
	}
	f := &filler{e, &op.Work{Name: "import.run", Decision: "import.run", Workspace: ws, Actor: right.Actor{Member: owner, Role: right.Owner, Through: "import:bench"}},
		rand.New(rand.NewPCG(1, 2)), &world{slug: "bench", workspace: ws}}
	for _, step := range []func(context.Context, int) error{f.strategy, f.backlog, f.feedback, f.history, f.roadmap} {
		if err := step(ctx, items); err != nil {
			return nil, err
		}
	}
	if err := ledger.NewFollowers(db, log, reg.Followers()).CatchUp(ctx, ws); err != nil {
		return nil, err
	}
	err = db.Read(ctx, ws, func(r *store.Reader) error {
		f.w.ledger, err = ledger.Last(ctx, r, ws)
		return err
	})
	f.w.took = time.Since(start)
	return f.w, err
}

// chunked runs fn for 0 to n-1, a thousand to a transaction.
func (f *filler) chunked(ctx context.Context, n int, fn func(context.Context, *op.Tx, int) error) error {
	for from := 0; from < n; from += 1000 {
		err := f.e.Step(ctx, f.work, func(ctx context.Context, tx *op.Tx) error {
			for i := from; i < min(from+1000, n); i++ {
				if err := fn(ctx, tx, i); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *filler) strategy(ctx context.Context, _ int) error {
	var goals []string
	err := f.chunked(ctx, 1, func(ctx context.Context, tx *op.Tx, _ int) error {
		p := &product.Product{Stage: "growth", Visibility: "workspace", Vision: "Fair rates between people"}
		p.ID = id.New(tx.Now)
		p.Kind, p.Key, p.Title, p.Product = "product", "BENCH", "Bench", id.Ref(p.ID)
		f.w.product = p.ID
		return tx.Insert(ctx, p)
	})
	if err != nil {
		return err
	}
	err = f.chunked(ctx, objectives, func(ctx context.Context, tx *op.Tx, i int) error {
		o := &strategy.Objective{}
		f.base(&o.Record, "objective", i)
		goals = append(goals, o.ID)
		return tx.Insert(ctx, o)
	})
	if err != nil {
		return err
	}
	keys, err := rank.Spread("", "", features)
	if err != nil {
		return err
	}
	return f.chunked(ctx, features, func(ctx context.Context, tx *op.Tx, i int) error {
		x := &roadmap.Feature{Horizon: "next"}
		f.base(&x.Record, "feature", i)
		x.Rank = keys[i]
		f.w.features = append(f.w.features, x.ID)
		if err := tx.Insert(ctx, x); err != nil {
			return err
		}
		_, err := link.Make(ctx, tx, link.CreateIn{Type: "serves", From: x.ID, To: goals[i%len(goals)]})
		return err
	})
}

func (f *filler) base(b *record.Record, kind string, i int) {
	b.ID = id.Of("bench", kind, fmt.Sprint(i))
	b.Kind, b.Product, b.Title = kind, id.Ref(f.w.product), title(f.r, i)
	b.Body = title(f.r, i) + ". " + title(f.r, i+1) + "."
}

func (f *filler) backlog(ctx context.Context, n int) error {
	keys, err := rank.Spread("", "", n)
	if err != nil {
		return err
	}
	states := []string{"new", "new", "refining", "ready", "in progress", "in review", "done"}
	return f.chunked(ctx, n, func(ctx context.Context, tx *op.Tx, i int) error {
		x := &backlog.Item{}
		f.base(&x.Record, backlog.Kinds[i%len(backlog.Kinds)], i)
		x.Rank, x.State = keys[i], states[f.r.IntN(len(states))]
		points := float64([]int{1, 2, 3, 5, 8}[f.r.IntN(5)])
		x.Estimate = &points
		x.Criteria = backlog.Numbered([]backlog.Criterion{{Text: "It holds"}})
		x.Tags = []string{words[i%len(words)]}
		f.w.items = append(f.w.items, x.ID)
		defer tx.When(f.ago(float64(n-i)/float64(n)*spread), "")()
		if err := tx.Insert(ctx, x); err != nil {
			return err
		}
		_, err := link.Make(ctx, tx, link.CreateIn{Type: "delivers", From: x.ID, To: f.w.features[i%len(f.w.features)]})
		return err
	})
}

func (f *filler) feedback(ctx context.Context, _ int) error {
	return f.chunked(ctx, feedbacks, func(ctx context.Context, tx *op.Tx, i int) error {
		x := &feedback.Feedback{}
		f.base(&x.Record, "feedback", i)
		return tx.Insert(ctx, x)
	})
}

// spread is over how many days the work began, and then went on.
const spread = 540

// ago is so many days before now.
func (f *filler) ago(days float64) clock.Instant {
	return clock.System{}.Now().Add(-time.Duration(days * float64(24*time.Hour)))
}

// steps are the states that work passes through, for what happens in history.
var steps = []string{"ready", "in progress", "in review", "done"}

// history adds changes until the ledger is as long as it shall be: estimates,
// and states one after the other, each some days after the last.
func (f *filler) history(ctx context.Context, n int) error {
	want := rows * n / 100_000
	have := 2*n + feedbacks + 2*features
	return f.chunked(ctx, max(0, want-have), func(ctx context.Context, tx *op.Tx, i int) error {
		before, err := op.Find[backlog.Item](ctx, &tx.View, f.w.items[i%len(f.w.items)])
		if err != nil {
			return err
		}
		after := *before
		pass := i / len(f.w.items)
		age := float64(n-i%len(f.w.items)) / float64(n) * spread
		defer tx.When(f.ago(age*(1-float64(pass+1)/5)), "")()
		if pass%2 == 1 || i%3 == 0 {
			points := *before.Estimate + 1
			after.Estimate = &points
		} else {
			after.State = steps[(slices.Index(steps, before.State)+1)%len(steps)]
		}
		return tx.Update(ctx, before, &after)
	})
}

// joinMany adds links, for the figure of the thread, straight to the tables:
// what is measured is walking them, not making them.
func joinMany(ctx context.Context, o store.Options, w *world) error {
	driver, source := "sqlite3", "file:"+o.Dir+"/"+store.FileName+"?_journal_mode=WAL&_synchronous=OFF"
	if o.URL != "" {
		driver, source = "pgx", o.URL
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	n := manyLinks * len(w.items) / 100_000
	// A row for each number, joining two items that lie apart; SQLite wants the
	// insert before the common tables, PostgreSQL takes it there too.
	text := fmt.Sprintf("insert into link (workspace_id, id, product_id, record_id, created_at, version, type, from_id, to_id, to_kind) "+
		"with recursive n(i) as (select 1 union all select i + 1 from n where i < %[1]d), "+
		"m as (select id, row_number() over (order by id) as k from record where workspace_id = '%[2]s' and kind in ('story', 'bug', 'task', 'spike')), "+
		"mm as (select * from m) "+
		"select '%[2]s', 'x' || cast(i as text), '%[3]s', a.id, 1, 1, 'relates', a.id, b.id, 'story' "+
		"from n join mm a on a.k = 1 + (i %% %[4]d) join mm b on b.k = 1 + ((i %% %[4]d + 1 + i / %[4]d) %% %[4]d) where a.id <> b.id on conflict do nothing",
		n, w.workspace, w.product, len(w.items))
	_, err = db.ExecContext(ctx, text)
	return err
}
