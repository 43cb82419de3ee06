package auth

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"throughline/internal/kit/clock"
)

func TestLimiter(t *testing.T) {
	t.Parallel()
	c := clock.At(1_000_000)
	l := NewLimiter(Rate{3, time.Minute}, c)
	take := func(key string, want bool, wait time.Duration) {
		t.Helper()
		if ok, retry := l.Allow(key); ok != want || retry.Round(time.Millisecond) != wait {
			t.Errorf("%s at %v: %v, wait %v; want %v, %v", key, c.Now(), ok, retry, want, wait)
		}
	}
	take("a", true, 0)
	take("a", true, 0)
	take("a", true, 0)
	take("a", false, 20*time.Second)
	take("b", true, 0) // keys do not share
	c.Add(5 * time.Second)
	take("a", false, 15*time.Second)
	take("a", false, 15*time.Second) // asking in vain costs nothing
	c.Add(15 * time.Second)
	take("a", true, 0)
	take("a", false, 20*time.Second)
	c.Add(time.Hour)
	for range 3 {
		take("a", true, 0)
	}
	take("a", false, 20*time.Second) // no more than three, however long the pause
}

func TestLimiterWithoutRate(t *testing.T) {
	t.Parallel()
	for _, r := range []Rate{{}, {Count: 0, Per: time.Second}, {Count: 5}} {
		l := NewLimiter(r, clock.At(1))
		for range 100 {
			if ok, _ := l.Allow("a"); !ok {
				t.Fatalf("%v bounds", r)
			}
		}
	}
}

func TestLimiterAndWrongClocks(t *testing.T) {
	t.Parallel()
	c := clock.At(clock.From(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)))
	l := NewLimiter(Rate{1, time.Minute}, c)
	l.Allow("a")
	c.Add(-time.Hour)
	if ok, retry := l.Allow("a"); ok || retry > time.Minute+time.Second {
		t.Errorf("set back by an hour: %v, wait %v", ok, retry)
	}
	c.Add(time.Minute)
	if ok, _ := l.Allow("a"); !ok {
		t.Error("a minute later the key is still locked out")
	}
	c.Add(365 * 24 * time.Hour)
	l.Allow("a")
	if ok, _ := l.Allow("a"); ok {
		t.Error("a year forward gave more than one")
	}
}

// Whatever the times, no window gives more than its share and a full bucket,
// and who waits as told is let in.
func TestLimiterKeepsItsRate(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rate := Rate{rapid.IntRange(1, 50).Draw(t, "count"), time.Duration(rapid.Int64Range(1, int64(time.Hour)).Draw(t, "per"))}
		rate.Per = rate.Per.Truncate(time.Microsecond) + time.Microsecond
		c := clock.At(1_000_000_000)
		l := NewLimiter(rate, c)
		start, given := c.Now(), 0
		for range rapid.IntRange(1, 200).Draw(t, "calls") {
			ok, retry := l.Allow("a")
			if !ok {
				c.Add(retry)
				if ok, _ = l.Allow("a"); !ok {
					t.Fatalf("%v: after waiting %v it is refused again", rate, retry)
				}
			}
			given++
			most := float64(rate.Count)*(1+float64(c.Now().Sub(start))/float64(rate.Per)) + 1e-3
			if float64(given) > most {
				t.Fatalf("%v: %d given, at most %v", rate, given, most)
			}
			c.Add(time.Duration(rapid.Int64Range(0, int64(rate.Per)).Draw(t, "pause")))
		}
	})
}

func TestLimiterForgets(t *testing.T) {
	t.Parallel()
	c := clock.At(1_000_000)
	l := NewLimiter(Rate{2, time.Minute}, c)
	l.most = 100
	for i := range 1000 {
		l.Allow(fmt.Sprint(i))
		l.Allow("busy")
	}
	if len(l.buckets) != 100 || l.order.Len() != 100 {
		t.Errorf("%d keys and %d in order, want 100", len(l.buckets), l.order.Len())
	}
	if ok, _ := l.Allow("busy"); ok {
		t.Error("a flood of other keys freed the busy one")
	}
	c.Add(time.Hour)
	for range 200 {
		l.Allow("busy")
		l.Allow("other")
		l.Allow(fmt.Sprint(c.Now()))
		c.Add(time.Hour)
	}
	if len(l.buckets) > 5 {
		t.Errorf("%d keys are kept after the flood", len(l.buckets))
	}
}

func TestLimiterAtTheSameTime(t *testing.T) {
	t.Parallel()
	l := NewLimiter(Rate{10, time.Minute}, clock.At(1))
	var given atomic.Int64
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			if ok, _ := l.Allow("a"); ok {
				given.Add(1)
			}
		})
	}
	wg.Wait()
	if given.Load() != 10 {
		t.Errorf("%d were given, want 10", given.Load())
	}
}

func BenchmarkAllow(b *testing.B) {
	l := NewLimiter(Rate{1000, time.Second}, clock.System{})
	keys := make([]string, 1000)
	for i := range keys {
		keys[i] = fmt.Sprint("key", i)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		l.Allow(keys[i%len(keys)])
	}
}
