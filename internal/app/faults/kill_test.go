package faults_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// life is how many kills one installation lives through before a new one takes
// its place; without it the last comparisons of a long run would take minutes.
const life = 25

// TestKill kills the program while clients write, again and again, and looks
// for everything that they were told was done.
func TestKill(t *testing.T) {
	t.Parallel()
	for engine, short := range map[store.Dialect]int{store.SQLite: 12, store.Postgres: 6} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			k := &killing{seed: seed(t), left: setting(t, "KILLS", short)}
			for k.left > 0 {
				at := storetest.Options(t, engine, migrations.Files)
				k.live(t, place{dir: at.Dir, url: at.URL})
			}
			t.Logf("%d kills: %d writes acknowledged (%d of them when sent again), %d refused; 0 lost, 0 by half, 0 twice; ready again within %s at worst",
				k.kills, k.acknowledged, k.again, k.refused, k.worst.Round(time.Millisecond))
		})
	}
}

// killing is the figures of a run.
type killing struct {
	seed                         uint64
	left, kills                  int
	acknowledged, again, refused int
	worst                        time.Duration
}

// live leads one installation through its kills.
func (k *killing) live(t *testing.T, p place) {
	b := &book{}
	rng := chance(k.seed, 1000+k.kills)
	s := start(t, p)
	settle(t, s)
	furnish(t, s, b, k.seed+uint64(k.kills))
	for range min(k.left, life) {
		k.kill(t, s, b, rng)
		look(t, aside(t, p), b)
		s = start(t, p)
		k.worst = max(k.worst, s.ready)
		sendAgain(t, s, b, rng)
	}
	s.stop(t)
	look(t, p, b)
	k.left -= life
	k.acknowledged += b.count(acknowledged)
	k.refused += b.count(refused)
	for _, n := range b.having(acknowledged) {
		if n.again {
			k.again++
		}
	}
}

// kill lets the clients write for a while, and kills the server under them.
func (k *killing) kill(t *testing.T, s *server, b *book, rng *rand.Rand) {
	t.Helper()
	k.kills++
	l := begin(s, b, rng.Uint64())
	<-time.After(10*time.Millisecond + time.Duration(rng.Int64N(int64(490*time.Millisecond))))
	l.cut.Store(true)
	s.kill()
	l.end()
}

// look compares what is there with the book, and fails for what is wrong.
func look(t testing.TB, p place, b *book) {
	t.Helper()
	e, err := examine(t.Context(), p, b)
	if err != nil {
		t.Fatalf("what is left cannot be looked at: %v", err)
	}
	e.complain(t)
	for _, w := range b.trouble {
		t.Errorf("without a fault: %s", w)
	}
	if t.Failed() {
		t.FailNow()
	}
}
