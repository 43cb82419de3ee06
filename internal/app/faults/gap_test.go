package faults_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/rank"
	"throughline/internal/platform/store"
)

// TestSameGap puts 10,000 items between the same two neighbours, each on the
// other side of the one before, which is the worst there is for positions; a
// hundred in one call, some of them several at a time, while others write and
// read. The order must be what a plain list gives, and no position grow long.
func TestSameGap(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		g := &gap{list: newList(t, w, "GAP", 0), rng: chance(seed(t), 0)}
		g.fill(t, 400)
		stop := g.noise(t)
		left := setting(t, "INSERTS", 10_000)
		for left > 0 {
			left -= g.hundred(t)
			if g.calls%10 == 0 {
				g.longest = max(g.longest, g.ranks(t))
			}
		}
		stop()
		g.check(t)
		spread := g.spreads(t)
		t.Logf("%d inserts between two neighbours, %d reads and edits beside them: order kept, longest position %d bytes (%d are in order), %d neighbours spread anew",
			g.inserts, g.beside.Load(), g.longest, rank.Max, spread)
		if spread == 0 {
			t.Error("the neighbourhood was never spread anew: this shows nothing")
		}
	})
}

// gap is a list that is filled at one place.
type gap struct {
	*list
	rng     interface{ IntN(int) int }
	want    []string // ids in the order in which they must stand
	at      int      // the gap is behind this one
	inserts int
	calls   int
	longest int
	beside  atomic.Int64
}

// fill makes the items that are put into the gap, again and again.
func (g *gap) fill(t *testing.T, n int) {
	t.Helper()
	var calls []obj
	for i := range n {
		name := g.id(fmt.Sprint(i))
		g.want = append(g.want, name)
		calls = append(calls, obj{"operation": "story.create", "input": obj{"fields": obj{"id": name, "product": g.product, "title": fmt.Sprintf("Item %d", i)}}})
	}
	if _, err := g.call("batch.run", obj{"calls": calls}); err != nil {
		t.Fatal(err)
	}
}

// hundred takes items from the far end of the list and puts them into the gap.
func (g *gap) hundred(t *testing.T) int {
	t.Helper()
	n := 0
	var calls []obj
	for n < 100 {
		size := 1
		if g.rng.IntN(20) == 0 {
			size = 1 + g.rng.IntN(5)
		}
		moved := slices.Clone(g.want[len(g.want)-size:])
		g.want = g.want[:len(g.want)-size]
		in := obj{"ids": moved}
		if n%2 == 0 {
			in["after"] = g.want[g.at]
		} else {
			in["before"] = g.want[g.at+1]
		}
		g.want = slices.Insert(g.want, g.at+1, moved...)
		g.at += n % 2 * size
		// The gap stays near the head, so that there is always an end to take from.
		if g.at > 100 {
			g.at = 0
		}
		calls = append(calls, obj{"operation": "record.rank", "input": in})
		n += size
	}
	if _, err := g.call("batch.run", obj{"calls": calls}); err != nil {
		t.Fatal(err)
	}
	g.inserts += n
	g.calls++
	return n
}

// noise has others edit and read the same records meanwhile.
func (g *gap) noise(t *testing.T) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	names := slices.Clone(g.want)
	for i := range 3 {
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				if _, err := g.call("story.update", obj{"id": names[(n*7+i)%len(names)], "patch": obj{"priority": fmt.Sprint(i, n)}}); err != nil {
					t.Errorf("an edit beside: %v", err)
					return
				}
				if _, err := g.read(); err != nil {
					t.Errorf("a read beside: %v", err)
					return
				}
				g.beside.Add(2)
			}
		})
	}
	return func() {
		cancel()
		all.Wait()
	}
}

// check compares the whole order.
func (g *gap) check(t *testing.T) {
	t.Helper()
	var got []string
	cursor := ""
	for {
		raw, err := g.call("record.list", obj{"q": "type:story", "product": g.product, "limit": 200, "cursor": cursor})
		if err != nil {
			t.Fatal(err)
		}
		var page struct {
			Items []thing
			Next  string
		}
		if err := json.Unmarshal(raw, &page); err != nil {
			t.Fatal(err)
		}
		for _, i := range page.Items {
			got = append(got, i.ID)
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if !slices.Equal(got, g.want) {
		t.Error("the order is not what a plain list gives")
	}
	g.longest = max(g.longest, g.ranks(t))
}

// spreads counts the rows of items that were given a new position though
// nobody had moved them.
func (g *gap) spreads(t *testing.T) int64 {
	t.Helper()
	var rows int64
	err := g.w.DB.Read(context.Background(), g.w.Workspace, func(r *store.Reader) (err error) {
		rows, err = store.One[int64](context.Background(), r, "select count(*) from ledger where workspace_id = ? and product_id = ? and operation = 'record.rank'", g.w.Workspace, g.product)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows - int64(g.inserts)
}
