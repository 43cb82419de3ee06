package plan

import "slices"

// rings finds the lines that wait for each other in a ring (Tarjan's strongly
// connected components, without recursion: a roadmap may be a long chain).
func (r *run) rings() {
	ids := make([]string, 0, len(r.reached))
	for id := range r.reached {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	w := &walk{r: r, number: map[string]int{}, low: map[string]int{}, on: map[string]bool{}}
	for _, id := range ids {
		if w.number[id] == 0 {
			w.from(id)
		}
	}
	slices.SortFunc(r.out.Cycles, slices.Compare)
}

// walk is one search through what was reached.
type walk struct {
	r       *run
	count   int
	number  map[string]int // by when it was found, from 1
	low     map[string]int // the earliest that can be reached from it
	on      map[string]bool
	stack   []string
	visited []visit
}

// visit is a line with the next of its edges to follow.
type visit struct {
	id   string
	next int
}

func (w *walk) from(id string) {
	w.enter(id)
	for len(w.visited) > 0 {
		v := &w.visited[len(w.visited)-1]
		if edges := w.r.behind[v.id]; v.next < len(edges) {
			to := edges[v.next].To
			v.next++
			switch {
			case w.number[to] == 0:
				w.enter(to)
			case w.on[to]:
				w.low[v.id] = min(w.low[v.id], w.number[to])
			}
			continue
		}
		w.leave()
	}
}

func (w *walk) enter(id string) {
	w.count++
	w.number[id], w.low[id], w.on[id] = w.count, w.count, true
	w.stack = append(w.stack, id)
	w.visited = append(w.visited, visit{id: id})
}

// leave ends a line; the first of a ring takes the whole of it off the stack.
func (w *walk) leave() {
	id := w.visited[len(w.visited)-1].id
	w.visited = w.visited[:len(w.visited)-1]
	if n := len(w.visited); n > 0 {
		up := w.visited[n-1].id
		w.low[up] = min(w.low[up], w.low[id])
	}
	if w.low[id] != w.number[id] {
		return
	}
	at := slices.Index(w.stack, id)
	ring := slices.Clone(w.stack[at:])
	w.stack = w.stack[:at]
	for _, one := range ring {
		w.on[one] = false
	}
	if len(ring) < 2 {
		return
	}
	slices.Sort(ring)
	w.r.out.Cycles = append(w.r.out.Cycles, ring)
	for _, one := range ring {
		w.r.ring[one] = len(w.r.out.Cycles)
	}
}
