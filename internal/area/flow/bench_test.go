package flow

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"throughline/internal/area/product"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

// written makes the facts of many items as they are kept.
func written(items int) string {
	var b strings.Builder
	states := []string{"sready\tct", "sin progress\tcw", "sin review\tcw", "sdone\tcd"}
	for i := range items {
		at := clock.Instant(1.7e15) + clock.Instant(i)*4e8
		fmt.Fprintf(&b, "#%s %d\n", id.Of(fmt.Sprint(i)), i)
		fmt.Fprintf(&b, "%s\tkstory\tsnew\tct\te3\n", formatAt(at))
		for n, s := range states {
			fmt.Fprintf(&b, "%s\t%s\n", formatAt(at+clock.Instant(n+1)*1e11), s)
		}
	}
	return b.String()
}

// Half a million facts of a hundred thousand items: reading them is most of
// what a report takes.
func BenchmarkReading(b *testing.B) {
	text := written(100_000)
	s := source{until: forever}
	b.Run("facts", func(b *testing.B) {
		for b.Loop() {
			if err := s.decode(newPast(), text); err != nil {
				b.Fatal(err)
			}
		}
	})
	p := newPast()
	if err := s.decode(p, text); err != nil {
		b.Fatal(err)
	}
	l := &look{product: &product.Product{}, past: p, kind: -1, now: clock.Instant(1.8e15)}
	l.cal = calendarOf(l.product, time.UTC)
	l.words = make([]word, len(p.states))
	l.to = l.cal.day(l.now)
	l.from = l.to.Add(-89)
	b.Run("phases", func(b *testing.B) {
		for b.Loop() {
			l.each(func(*item, []phase) {})
		}
	})
	b.Run("cumulative", func(b *testing.B) {
		for b.Loop() {
			if _, err := cumulative(b.Context(), l, CumulativeIn{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("finished", func(b *testing.B) {
		for b.Loop() {
			l.finishedIn()
		}
	})
}
