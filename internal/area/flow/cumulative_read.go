package flow

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/kit/clock"
)

// CumulativeIn asks for a cumulative flow diagram.
type CumulativeIn struct {
	Scope
	By      string `json:"by" in:"query" v:"enum=state|category" doc:"What the bands are: states, or categories of states. States when left out."`
	Reached bool   `json:"reached" in:"query" doc:"Count what ever reached a state, even if it went back; when left out, where each item stands last."`
}

// Cumulative is a cumulative flow diagram.
type Cumulative struct {
	Head
	Days  []clock.Day `json:"days"`
	Bands []Band      `json:"bands" doc:"In the order of the flow: the first holds all that was ever begun to be kept, the last what is finished."`
}

// Band is one line of the diagram.
type Band struct {
	Name     string `json:"name" doc:"The state, or the category."`
	Category string `json:"category" v:"enum=todo|doing|done|closed"`
	Reached  []int  `json:"reached" doc:"Items in this state or beyond at the end of each day. The distance to the next band is what stands in it."`
	Standing []int  `json:"standing" doc:"Items in this state at the end of each day."`
}

const (
	lastRule    = "Each band counts the items that stand in its state or beyond at the end of the day. An item that is moved back is taken off the bands it left; what is dropped, or archived unfinished, is taken off all. Days to come are left out."
	reachedRule = "Each band counts the items that have ever reached its state or one beyond it by the end of the day; an item that is moved back stays counted. Days to come are left out."
)

func cumulative(_ context.Context, l *look, in CumulativeIn) (*Cumulative, error) {
	rule := lastRule
	if in.Reached {
		rule = reachedRule
	}
	l.points = false
	c := &Cumulative{Head: l.head(rule)}
	c.Days = days(l.from, min(l.to, l.cal.day(l.now)))
	bands := l.bands(in.By == "category")
	ends := l.cal.ends(c.Days, l.now)
	looked := 0
	l.each(func(_ *item, phases []phase) {
		looked++
		highest := -1
		for i := range phases {
			p := &phases[i]
			at := -1
			if p.in {
				at = bands.of(p)
			}
			if in.Reached {
				highest = max(highest, at)
				at = highest
			}
			if at < 0 {
				continue
			}
			from, to := first(ends, p.from), first(ends, p.to)
			if from < to {
				bands.list[at].steps[from]++
				bands.list[at].steps[to]--
			}
		}
	})
	c.Looked = looked
	c.Bands = bands.lines(len(c.Days))
	return c, nil
}

// bands are the states in the order of the flow.
type bands struct {
	list    []*band
	byState []int // place in list by state of the past; -1 for dropped
	byCat   []int
}

type band struct {
	name     string
	category int8
	order    int
	steps    []int
}

// bands orders the states that items of this past were in: by category, then as
// the workflow has them.
func (l *look) bands(byCategory bool) *bands {
	b := &bands{}
	n := longest + 2
	if byCategory {
		b.byCat = make([]int, len(categories))
		for c := range b.byCat {
			b.byCat[c] = c - 1
		}
		for c := todo; c <= closed; c++ {
			b.list = append(b.list, &band{name: string(categories[c]), category: c, steps: make([]int, n)})
		}
		return b
	}
	category := l.categoryOf()
	for i, w := range l.words {
		if i > 0 && category[i] != none && !w.dropped {
			b.list = append(b.list, &band{name: w.name, category: category[i], order: w.order, steps: make([]int, n)})
		}
	}
	slices.SortStableFunc(b.list, func(x, y *band) int {
		return cmp.Or(cmp.Compare(x.category, y.category), cmp.Compare(x.order, y.order))
	})
	b.byState = make([]int, len(l.words))
	for i, w := range l.words {
		b.byState[i] = slices.IndexFunc(b.list, func(x *band) bool { return x.name == w.name })
	}
	return b
}

// categoryOf gives the category in which each state was last met: of items that
// were in it, and of the workflow otherwise.
func (l *look) categoryOf() []int8 {
	out := make([]int8, len(l.words))
	for i := range l.past.items {
		for _, c := range l.past.items[i].changes {
			if l.kind < 0 || l.kind == c.kind {
				out[c.state] = c.category
			}
		}
	}
	return out
}

func (b *bands) of(p *phase) int {
	if b.byCat != nil {
		return b.byCat[p.category]
	}
	return b.byState[p.state]
}

// lines sums the bands up: along the days, and from the last state to the
// first.
func (b *bands) lines(n int) []Band {
	out := make([]Band, len(b.list))
	beyond := make([]int, n)
	for i := len(b.list) - 1; i >= 0; i-- {
		one := Band{Name: b.list[i].name, Category: string(categories[b.list[i].category]), Reached: make([]int, n), Standing: make([]int, n)}
		sum := 0
		for d := range n {
			sum += b.list[i].steps[d]
			beyond[d] += sum
			one.Standing[d], one.Reached[d] = sum, beyond[d]
		}
		out[i] = one
	}
	return out
}
