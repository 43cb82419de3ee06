package faults_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/kit/id"
	"throughline/internal/kit/rank"
	"throughline/internal/platform/store"
)

// step is one thing done to a list, or seen of it. Items are letters.
type step struct {
	verb   string // "after", "before", "top", "bottom", "place", "create", "archive", "restore", "read"
	items  string // that move, in the order in which they shall stand
	beside string
	at     int
}

// seen is what a client was told: whether it worked, and what a read gave.
type seen struct {
	ok   bool
	list string
}

// lined is a list as the model has it: its items in order, capitals for those
// that are archived.
type lined string

func (l lined) without(items string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(items, r|0x20) {
			return -1
		}
		return r
	}, string(l))
}

// shown is what a read gives: everything that is not archived.
func (l lined) shown() string {
	return strings.Map(func(r rune) rune {
		if r < 'a' {
			return -1
		}
		return r
	}, string(l))
}

// carried gives the items that move as the list has them: archived or not.
func (l lined) carried(items string) string {
	return strings.Map(func(r rune) rune {
		if !strings.ContainsRune(string(l), r) {
			return r - 0x20
		}
		return r
	}, items)
}

// after does a step to the list.
func (l lined) after(s step) lined {
	rest, moved := l.without(s.items), l.carried(s.items)
	beside := strings.Index(strings.ToLower(rest), s.beside)
	switch s.verb {
	case "create":
		return l + lined(s.items)
	case "archive":
		return lined(strings.ReplaceAll(string(l), s.items, strings.ToUpper(s.items)))
	case "restore":
		return lined(strings.ReplaceAll(string(l), strings.ToUpper(s.items), s.items))
	case "after":
		return lined(rest[:beside+1] + moved + rest[beside+1:])
	case "before":
		return lined(rest[:beside] + moved + rest[beside:])
	case "top":
		return lined(moved + rest)
	case "bottom":
		return lined(rest + moved)
	case "place":
		return lined(place1(rest, moved, s.at))
	default:
		return l
	}
}

// place1 puts items in front of what stands at a position among those shown.
// It comes right behind the one before it, so in front of archived ones there.
func place1(rest, moved string, at int) string {
	if at <= 1 {
		return moved + rest
	}
	n := 1
	for i, r := range rest {
		if r < 'a' {
			continue
		}
		if n++; n == at {
			return rest[:i+1] + moved + rest[i+1:]
		}
	}
	return rest + moved
}

// listModel is what a list promises: all that is done to it takes effect at one
// moment between the call and the answer, and reads see exactly that.
func listModel(begin lined) porcupine.Model {
	return porcupine.Model{
		Init: func() any { return begin },
		Step: func(state, input, output any) (bool, any) {
			l, s, o := state.(lined), input.(step), output.(seen)
			switch {
			case s.verb == "read":
				return o.ok && o.list == l.shown(), l
			case !o.ok:
				return true, l
			default:
				return true, l.after(s)
			}
		},
		DescribeOperation: func(input, output any) string { return fmt.Sprintf("%+v → %+v", input, output) },
	}
}

// list is the list of one product, whose items are called by letters.
type list struct {
	w       *apptest.World
	product string
	now     atomic.Int64 // a clock that only goes forward, one tick at a call and one at its answer
	mu      sync.Mutex
	history []porcupine.Operation
}

func newList(t *testing.T, w *apptest.World, key string, size int) *list {
	t.Helper()
	l := &list{w: w}
	l.product = w.Do("adam", "product.create", obj{"fields": obj{"key": key, "title": key}}).ID
	for i := range size {
		if _, err := l.create(string(rune('a' + i))); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func (l *list) call(name string, input any) (json.RawMessage, error) {
	out, err := l.w.Run(op.Call{Op: name, Workspace: l.w.Workspace, Actor: l.w.Actor("adam"), Input: object(input)})
	return out.JSON, err
}

func (l *list) create(letter string) (seen, error) {
	_, err := l.call("story.create", obj{"fields": obj{"id": l.id(letter), "product": l.product, "title": letter}})
	return seen{ok: err == nil}, err
}

// do does a step for real.
func (l *list) do(s step) (seen, error) {
	var err error
	switch s.verb {
	case "create":
		return l.create(s.items)
	case "archive", "restore":
		_, err = l.call("story."+s.verb, obj{"id": l.id(s.items)})
	case "read":
		return l.read()
	default:
		in := obj{"ids": l.named(s.items)}
		switch s.verb {
		case "after", "before":
			in[s.verb] = l.id(s.beside)
		case "place":
			in["position"] = s.at
		default:
			in[s.verb] = true
		}
		_, err = l.call("record.rank", in)
	}
	return seen{ok: err == nil}, err
}

// id gives an item its id, which is known before there is the item.
func (l *list) id(letter string) string { return id.Of(l.product, letter) }

func (l *list) named(letters string) []string {
	var out []string
	for _, r := range letters {
		out = append(out, l.id(string(r)))
	}
	return out
}

func (l *list) read() (seen, error) {
	raw, err := l.call("record.list", obj{"q": "type:story", "product": l.product, "limit": 200})
	if err != nil {
		return seen{}, err
	}
	var found struct{ Items []struct{ Title string } }
	if err := json.Unmarshal(raw, &found); err != nil {
		return seen{}, err
	}
	out := ""
	for _, i := range found.Items {
		out += i.Title
	}
	return seen{true, out}, nil
}

// letters that clients know from the start; what one of them makes on the way
// only that one moves, so that a step never names what may not be there yet.
const known = "abcde"

// client does steps and notes when each began and ended.
func (l *list) client(t *testing.T, nth, steps int, rng *rand.Rand) {
	mine := known
	for range steps {
		s := draw(rng, mine, string(rune('f'+nth)))
		if s.verb == "create" {
			mine += s.items
		}
		began := l.now.Add(1)
		o, err := l.do(s)
		ended := l.now.Add(1)
		if err != nil {
			t.Errorf("%+v: %v", s, err)
			return
		}
		l.mu.Lock()
		l.history = append(l.history, porcupine.Operation{ClientId: nth, Input: s, Call: began, Output: o, Return: ended})
		l.mu.Unlock()
	}
}

// draw gives a step. own is the item that this client makes, once.
func draw(rng *rand.Rand, mine, own string) step {
	p := rng.Perm(len(mine))
	one, two, three := string(mine[p[0]]), string(mine[p[1]]), string(mine[p[2]])
	switch d := rng.IntN(20); {
	case d < 6:
		return step{verb: "after", items: one, beside: two}
	case d < 8:
		return step{verb: "before", items: one, beside: two}
	case d < 10:
		return step{verb: "after", items: one + two, beside: three}
	case d < 11:
		return step{verb: "top", items: one}
	case d < 12:
		return step{verb: "bottom", items: one + two}
	case d < 13:
		return step{verb: "place", items: one, at: 1 + rng.IntN(6)}
	case d < 14:
		return step{verb: "archive", items: one}
	case d < 15:
		return step{verb: "restore", items: one}
	case d < 16 && !strings.Contains(mine, own):
		return step{verb: "create", items: own}
	default:
		return step{verb: "read"}
	}
}

// TestOrder has 8 clients move items of one list while others read it, 2,000
// steps in 20 histories, and looks for an order in which all of it makes sense.
func TestOrder(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := seed(t)
		histories, steps, undecided := setting(t, "HISTORIES", 20), 0, 0
		for h := range histories {
			l := newList(t, w, fmt.Sprintf("L%d", h), len(known))
			var all sync.WaitGroup
			for c := range clients {
				all.Go(func() { l.client(t, c, 100/clients+1, chance(s, h*100+c)) })
			}
			all.Wait()
			steps += len(l.history)
			if !l.judge(t) {
				undecided++
			}
		}
		// The search is exponential: on a busy machine a few may stay open.
		if undecided > histories/4 {
			t.Errorf("%d of %d histories were not decided in time", undecided, histories)
		}
		t.Logf("%d steps in %d histories: each makes sense", steps, histories)
	})
}

// judge looks for an order of a history that the model agrees with.
func (l *list) judge(t *testing.T) (decided bool) {
	t.Helper()
	switch porcupine.CheckOperationsTimeout(listModel(known), l.history, 10*time.Second) {
	case porcupine.Ok:
	case porcupine.Unknown:
		return false
	default:
		t.Errorf("there is no order in which this makes sense:\n%s", l.tell())
	}
	l.ranks(t)
	return true
}

// tell writes a history in the order of its answers.
func (l *list) tell() string {
	slices.SortFunc(l.history, func(a, b porcupine.Operation) int { return int(a.Return - b.Return) })
	var b strings.Builder
	for _, o := range l.history {
		fmt.Fprintf(&b, "%4d-%4d  client %d  %+v → %+v\n", o.Call, o.Return, o.ClientId, o.Input, o.Output)
	}
	return b.String()
}

// ranks sees that no two items stand at one position, and none at one that is
// too long.
func (l *list) ranks(t *testing.T) (longest int) {
	t.Helper()
	var all []string
	err := l.w.DB.Read(context.Background(), l.w.Workspace, func(r *store.Reader) (err error) {
		all, err = store.All[string](context.Background(), r, "select rank from record where workspace_id = ? and product_id = ? and kind = 'story' order by rank", l.w.Workspace, l.product)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range all {
		longest = max(longest, len(s))
		if i > 0 && all[i-1] >= s {
			t.Errorf("two items stand at %q", s)
		}
		if !rank.Valid(s) {
			t.Errorf("%q is no position", s)
		}
	}
	if longest > rank.Max {
		t.Errorf("the longest position has %d bytes", longest)
	}
	return longest
}

// TestOrderControl: the checker finds what makes no sense.
func TestOrderControl(t *testing.T) {
	t.Parallel()
	does := func(client int, s step, o seen, from, to int64) porcupine.Operation {
		return porcupine.Operation{ClientId: client, Input: s, Call: from, Output: o, Return: to}
	}
	move := step{verb: "after", items: "a", beside: "c"}
	read := step{verb: "read"}
	for name, c := range map[string]struct {
		h    []porcupine.Operation
		want bool
	}{
		"read after the move":                {[]porcupine.Operation{does(0, move, seen{ok: true}, 1, 2), does(1, read, seen{true, "bca"}, 3, 4)}, true},
		"an old order after the move":        {[]porcupine.Operation{does(0, move, seen{ok: true}, 1, 2), does(1, read, seen{true, "abc"}, 3, 4)}, false},
		"either during the move":             {[]porcupine.Operation{does(0, move, seen{ok: true}, 1, 6), does(1, read, seen{true, "abc"}, 2, 3), does(1, read, seen{true, "bca"}, 4, 5)}, true},
		"back again during the move":         {[]porcupine.Operation{does(0, move, seen{ok: true}, 1, 6), does(1, read, seen{true, "bca"}, 2, 3), does(1, read, seen{true, "abc"}, 4, 5)}, false},
		"an item twice":                      {[]porcupine.Operation{does(0, move, seen{ok: true}, 1, 2), does(1, read, seen{true, "abca"}, 3, 4)}, false},
		"a lost move":                        {[]porcupine.Operation{does(0, move, seen{ok: true}, 1, 2), does(1, step{verb: "top", items: "c"}, seen{ok: true}, 3, 4), does(1, read, seen{true, "cab"}, 5, 6)}, false},
		"archived and shown":                 {[]porcupine.Operation{does(0, step{verb: "archive", items: "b"}, seen{ok: true}, 1, 2), does(1, read, seen{true, "abc"}, 3, 4)}, false},
		"archived, moved about and restored": {[]porcupine.Operation{does(0, step{verb: "archive", items: "b"}, seen{ok: true}, 1, 2), does(1, step{verb: "before", items: "b", beside: "a"}, seen{ok: true}, 3, 4), does(0, step{verb: "restore", items: "b"}, seen{ok: true}, 5, 6), does(1, read, seen{true, "bac"}, 7, 8)}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := porcupine.CheckOperations(listModel("abc"), c.h); got != c.want {
				t.Errorf("makes sense: %v, want %v", got, c.want)
			}
		})
	}
}
