package transfer

import (
	"container/heap"
	"slices"
	"sort"
)

// Assignment is one step of who works on an item.
type Assignment struct {
	Who   string
	Added bool // else taken off
}

// Assignees follows an item's assignees through its past and says who of them
// was the owner, because other tools know several and we know one. The owner
// is whoever stands first in the present list; people who are not in it come
// after, in the order in which the past names them. So the last owner of the
// past is the present one.
type Assignees struct {
	rank  map[string]int
	names []string // by rank
	there []bool   // by rank
	first ranks    // ranks of those assigned, and of some who were
}

// ranks is a heap with the least on top.
type ranks struct{ sort.IntSlice }

// Push and Pop are for package heap.
func (r *ranks) Push(x any) {
	if rank, ok := x.(int); ok {
		r.IntSlice = append(r.IntSlice, rank)
	}
}

// Pop takes the last.
func (r *ranks) Pop() any {
	last := len(r.IntSlice) - 1
	x := r.IntSlice[last]
	r.IntSlice = r.IntSlice[:last]
	return x
}

// NewAssignees starts before the first of the steps, which go from old to
// new: whoever is there at the end without having been added, or was taken
// off without having been added, was there from the start. An export may hold
// only the last part of a past.
func NewAssignees(present []string, steps []Assignment) *Assignees {
	a := &Assignees{rank: map[string]int{}}
	start := map[string]bool{}
	for _, who := range present {
		a.name(who)
		start[who] = true
	}
	for _, s := range steps {
		a.name(s.Who)
	}
	for _, s := range slices.Backward(steps) {
		start[s.Who] = !s.Added
	}
	for who, there := range start {
		if there {
			a.add(a.rank[who])
		}
	}
	return a
}

func (a *Assignees) name(who string) {
	if _, ok := a.rank[who]; !ok {
		a.rank[who] = len(a.names)
		a.names = append(a.names, who)
		a.there = append(a.there, false)
	}
}

func (a *Assignees) add(rank int) {
	if !a.there[rank] {
		a.there[rank] = true
		heap.Push(&a.first, rank)
	}
}

// Owner is the present owner, "" when nobody is assigned.
func (a *Assignees) Owner() string {
	for a.first.Len() > 0 {
		if rank := a.first.IntSlice[0]; a.there[rank] {
			return a.names[rank]
		}
		heap.Pop(&a.first)
	}
	return ""
}

// Step takes one step and gives the owner before and after it. Steps must be
// those that NewAssignees was given, in the same order.
func (a *Assignees) Step(s Assignment) (from, to string) {
	from = a.Owner()
	if s.Added {
		a.add(a.rank[s.Who])
	} else {
		a.there[a.rank[s.Who]] = false
	}
	return from, a.Owner()
}
