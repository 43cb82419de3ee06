package auth

import (
	"container/list"
	"math"
	"sync"
	"time"

	"throughline/internal/kit/clock"
)

// Rate is how often something may be done: Count times Per, and as many at
// once after a pause. The zero Rate is no bound.
type Rate struct {
	Count int
	Per   time.Duration
}

// maxKeys bounds the memory of a limiter to about 10 MB. Who keeps more keys
// than that busy has so many addresses that a rate by address is no bound.
const maxKeys = 65_536

// Limiter allows each key a rate. It is safe for concurrent use, forgets keys
// that have their full allowance again, and keeps the 65,536 that were used
// last.
type Limiter struct {
	rate  Rate
	clock clock.Clock
	most  int

	mu      sync.Mutex
	buckets map[string]*list.Element
	order   *list.List // of *bucket, the last used one first
}

// bucket holds what is left of a key's allowance, as of an instant.
type bucket struct {
	key  string
	left float64
	at   clock.Instant
}

// NewLimiter makes a limiter; there is one for each class of requests.
func NewLimiter(r Rate, c clock.Clock) *Limiter {
	return &Limiter{rate: r, clock: c, most: maxKeys, buckets: map[string]*list.Element{}, order: list.New()}
}

// Allow takes one from the key's allowance. When nothing is left, it says how
// long to wait, and takes nothing.
func (l *Limiter) Allow(key string) (ok bool, retryAfter time.Duration) {
	if l.rate.Count <= 0 || l.rate.Per <= 0 {
		return true, 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.bucket(key)
	if b.left >= 1 {
		b.left--
		return true, 0
	}
	one := float64(l.rate.Per) / float64(l.rate.Count)
	wait := time.Duration(math.Ceil((1 - b.left) * one))
	// Up to the next microsecond, in which the clock counts: whoever waits so
	// long is let in.
	return false, wait.Truncate(time.Microsecond) + time.Microsecond
}

// bucket finds or makes the key's bucket, fills it up to now, and makes it the
// last used one.
func (l *Limiter) bucket(key string) *bucket {
	now := l.clock.Now()
	e, found := l.buckets[key]
	if !found {
		l.makeRoom(now)
		e = l.order.PushFront(&bucket{key: key, left: float64(l.rate.Count), at: now})
		l.buckets[key] = e
	}
	l.order.MoveToFront(e)
	b := e.Value.(*bucket) //nolint:forcetypeassert // the list holds nothing else
	b.left = l.filled(b, now)
	b.at = now
	return b
}

// filled gives what a bucket has by now. A clock that was set back fills
// nothing, and locks nobody out until it has caught up.
func (l *Limiter) filled(b *bucket, now clock.Instant) float64 {
	gained := float64(max(0, now.Sub(b.at))) / float64(l.rate.Per) * float64(l.rate.Count)
	return min(float64(l.rate.Count), b.left+gained)
}

// makeRoom takes away the bucket that was unused for longest: always when the
// bound is reached, else when it is full again and so the same as a new one.
// Two for each new one let the number fall after a flood.
func (l *Limiter) makeRoom(now clock.Instant) {
	for range 2 {
		e := l.order.Back()
		if e == nil {
			return
		}
		b := e.Value.(*bucket) //nolint:forcetypeassert // the list holds nothing else
		if len(l.buckets) < l.most && l.filled(b, now) < float64(l.rate.Count) {
			return
		}
		l.order.Remove(e)
		delete(l.buckets, b.key)
	}
}
