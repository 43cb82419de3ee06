package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

// measure fills one database and runs every load on it.
func measure(ctx context.Context, t *table, o options, dir, engine string) error {
	at, drop, err := place(ctx, dir, engine, "load")
	if err != nil || drop == nil {
		return err
	}
	defer drop()
	fmt.Fprintf(os.Stderr, "filling %s\n", engine)
	w, err := fill(ctx, at, o.items)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "filled in %s; adding links\n", short(w.took))
	if err := joinMany(ctx, at, w); err != nil {
		return err
	}
	if o.fill {
		return nil
	}
	s, err := start(o, at.Dir, at.URL)
	if err != nil {
		return err
	}
	defer s.stop()
	t.engine(engine, fmt.Sprintf("Filled in %s: %s items, %s pieces of feedback, %s ledger rows, %s links.", short(w.took), thousands(len(w.items)), thousands(feedbacks), thousands(int(w.ledger)), thousands(manyLinks*len(w.items)/100_000+len(w.items))))
	t.line("start-up, filled, to ready", short(s.ready), "150 ms")
	time.Sleep(3 * time.Second)
	t.line("idle memory (PSS)", fmt.Sprintf("%d MiB", s.pss()>>20), "80 MiB")
	if err := loads(t, o, s, w); err != nil {
		return err
	}
	if o.only != "" {
		return nil
	}
	if at.URL != "" {
		if err := barePostgres(ctx, t, at.URL, seconds(o.seconds)); err != nil {
			return err
		}
	}
	if err := fanOut(t, s, w); err != nil {
		return err
	}
	return imports(ctx, t, o, dir, engine)
}

// work is one line of the table.
type work struct {
	name  string
	floor string // with 16 clients
	next  ask
	once  bool // with one client only
}

func loads(t *table, o options, s *server, w *world) error {
	item := func(i int64) string { return w.items[(i*7919)%int64(len(w.items))] }
	work := []work{
		{name: "create a story", floor: "2,000/s, p99 < 25 ms", next: func(i int64) (string, string, string) {
			return "POST", "/api/v1/stories", fmt.Sprintf(`{"id":"%s","product":"BENCH","title":"%s %d","body":"Written while measuring."}`, id.New(clock.System{}.Now()), "A new story", i)
		}},
		{name: "update a field", next: func(i int64) (string, string, string) {
			return "PATCH", "/api/v1/records/" + item(i), fmt.Sprintf(`{"priority":"p%d"}`, i)
		}},
		{name: "move a card (rank and state)", floor: "1,500/s", next: func(i int64) (string, string, string) {
			state := []string{"refining", "ready", "in progress"}[i%3]
			return "POST", "/api/v1/records/rank", fmt.Sprintf(`{"ids":["%s"],"after":"%s","state":"%s"}`, item(i), item(i+1), state)
		}},
		{name: "list 50, filter and sort", floor: "2,000/s, p99 < 25 ms", next: func(i int64) (string, string, string) {
			state := []string{"new", "ready", "done"}[i%3]
			return "GET", "/api/v1/records?product=BENCH&q=type:story+state:" + state + "+sort:rank&fields=estimate", ""
		}},
		{name: "list 50 by filter on an estimate, newest first", next: func(i int64) (string, string, string) {
			return "GET", fmt.Sprintf("/api/v1/records?product=BENCH&q=estimate>%d+sort:-updated", 3+i%5), ""
		}},
		{name: "record page", next: func(i int64) (string, string, string) { return "GET", "/api/v1/records/" + item(i), "" }},
		{name: "thread", floor: "p99 < 30 ms", next: func(i int64) (string, string, string) {
			return "GET", "/api/v1/records/" + item(i) + "/thread", ""
		}},
		{name: "thread of a feature with 500 items", next: func(i int64) (string, string, string) {
			return "GET", "/api/v1/records/" + w.features[i%int64(len(w.features))] + "/thread", ""
		}},
		{name: "search, ranked", floor: "p50 < 5 ms", next: func(i int64) (string, string, string) {
			return "GET", "/api/v1/search?q=" + words[i%int64(len(words))] + "+" + words[(i*3+1)%int64(len(words))], ""
		}},
		{name: "board of 1,000 cards", floor: "p50 < 8 ms", next: func(int64) (string, string, string) {
			return "GET", "/api/v1/board?product=BENCH&fields=estimate&limit=1000", ""
		}},
	}
	work = append(work,
		asked("the roadmap of 2,200 features and 200 releases over 51 products", "p50 < 300 ms", "roadmap/plan"),
		asked("the roadmap of one of 50 products", "", "roadmap/plan?product=PLANAA"),
	)
	for _, one := range append(work, reports(w)...) {
		if !strings.Contains(one.name, o.only) {
			continue
		}
		for _, n := range []int{1, 16} {
			if one.once && n > 1 {
				continue
			}
			l, err := drive(s, n, seconds(o.seconds), one.next)
			if err != nil {
				return fmt.Errorf("%s: %w", one.name, err)
			}
			t.row(one.name, n, l, one.floor)
		}
		if strings.HasPrefix(one.name, "board") {
			if err := boardSize(t, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// asked is one question, with one client.
func asked(name, floor, path string) work {
	return work{name: name, floor: floor, once: true, next: func(int64) (string, string, string) { return "GET", "/api/v1/" + path, "" }}
}

// reports are the questions that look at the whole past of a product.
func reports(w *world) []work {
	ask := func(name, path string) work {
		return work{name: "report: " + name, floor: "p50 < 200 ms", once: true, next: func(int64) (string, string, string) {
			return "GET", "/api/v1/flow/" + path, ""
		}}
	}
	return []work{
		ask("cumulative flow, 90 days", "cumulative?product=BENCH"),
		ask("burnup, 90 days", "burn?product=BENCH"),
		ask("cycle time, 90 days", "cycletime?product=BENCH"),
		ask("burnup of a feature with 500 items", "burn?product=BENCH&feature="+w.features[0]),
		ask("forecast of a feature with 500 items", "forecast?product=BENCH&feature="+w.features[0]),
	}
}

// boardSize is what a board of a thousand cards weighs on the wire.
func boardSize(t *table, s *server) error {
	k, err := dial(s.address, s.head)
	if err != nil {
		return err
	}
	defer func() { _ = k.c.Close() }()
	_, body, err := k.do("GET", "/api/v1/board?product=BENCH&fields=estimate&limit=1000", "")
	if err != nil {
		return err
	}
	var z bytes.Buffer
	g := gzip.NewWriter(&z)
	if _, err := g.Write(body); err != nil {
		return err
	}
	if err := g.Close(); err != nil {
		return err
	}
	t.line("board of 1,000 cards, gzip", fmt.Sprintf("%d KiB (%d KiB plain)", z.Len()>>10, len(body)>>10), "80 KiB")
	return nil
}

// fanOut has a thousand listeners hear of changes, and measures how long after
// the change's answer each one did.
func fanOut(t *table, s *server, w *world) error {
	const listeners, changes = 1000, 20
	var mu sync.Mutex
	heard := map[int64][]time.Time{}
	var open []*client
	defer func() {
		for _, k := range open {
			_ = k.c.Close()
		}
	}()
	for range listeners {
		k, err := dial(s.address, s.head)
		if err != nil {
			return err
		}
		open = append(open, k)
		if _, err := fmt.Fprintf(k.c, "GET /api/v1/events HTTP/1.1\r\nHost: bench\r\n%s\r\n", k.head); err != nil {
			return err
		}
		go func() {
			for {
				line, err := k.r.ReadString('\n')
				if err != nil {
					return
				}
				var seq int64
				if n, _ := fmt.Sscanf(line, "id: %d", &seq); n == 1 {
					at := time.Now()
					mu.Lock()
					heard[seq] = append(heard[seq], at)
					mu.Unlock()
				}
			}
		}()
	}
	time.Sleep(2 * time.Second)
	k, err := dial(s.address, s.head)
	if err != nil {
		return err
	}
	defer func() { _ = k.c.Close() }()
	sent := map[int64]time.Time{}
	for i := range changes {
		at := time.Now()
		status, body, err := k.do("PATCH", "/api/v1/records/"+w.items[i], fmt.Sprintf(`{"priority":"fan %d"}`, at.UnixNano()))
		if err != nil || status != 200 {
			return fmt.Errorf("fan-out: %d %s %w", status, body, err)
		}
		var r struct{ Version int64 }
		if err := json.Unmarshal(body, &r); err != nil {
			return err
		}
		sent[r.Version] = at
		time.Sleep(300 * time.Millisecond)
	}
	time.Sleep(time.Second)
	mu.Lock()
	defer mu.Unlock()
	var all []time.Duration
	for seq, at := range sent {
		for _, h := range heard[seq] {
			all = append(all, h.Sub(at))
		}
	}
	slices.Sort(all)
	if len(all) == 0 {
		return fmt.Errorf("fan-out: nobody heard anything")
	}
	t.line(fmt.Sprintf("event stream to 1,000 listeners, from request to each (%d of %d heard)", len(all), listeners*changes),
		fmt.Sprintf("p50 %s, p99 %s", short(all[len(all)/2]), short(all[len(all)*99/100])), "p99 < 300 ms")
	return nil
}

// imports measures bringing ten thousand issues with their history into an
// installation that is empty: the command begins its workspace.
func imports(ctx context.Context, t *table, o options, dir, engine string) error {
	const n, each = 10_000, 5
	file := filepath.Join(dir, "issues.json")
	if err := os.WriteFile(file, jira(n, each), 0o600); err != nil {
		return err
	}
	at, drop, err := place(ctx, dir, engine, "import")
	if err != nil {
		return err
	}
	defer drop()
	began := time.Now()
	out, err := program(o, "import", "jira-json", file, "--product", "IMP", "--data", at.Dir, "--database", at.URL, "--json", "--quiet")
	if err != nil {
		return fmt.Errorf("import: %w: %.500s", err, out)
	}
	took := time.Since(began)
	t.line(fmt.Sprintf("import of 10,000 issues with %d changes each", each), fmt.Sprintf("%s (%s issues/s)", short(took), thousands(int(n/took.Seconds()))), "20 s")
	return nil
}
