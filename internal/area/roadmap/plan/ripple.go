package plan

import (
	"cmp"
	"container/heap"
	"slices"

	"throughline/internal/kit/clock"
)

// Span is the days on which a line stands; one end may be missing.
type Span struct {
	Start clock.Day `json:"start" v:"day"`
	End   clock.Day `json:"end" v:"day"`
}

// first and last give the bounds of a span; "" where it stands nowhere.
func (s Span) first() clock.Day {
	if s.Start == "" || s.End != "" && s.End < s.Start {
		return s.End
	}
	return s.Start
}

func (s Span) last() clock.Day {
	if s.End == "" || s.End < s.Start {
		return s.Start
	}
	return s.End
}

// Node is a line as a ripple sees it.
type Node struct {
	ID   string `json:"id"`
	Span Span   `json:"span"`
	Over bool   `json:"over"` // done or closed: it moves no more, and holds nobody up
}

// Edge says that one line has to wait for another.
type Edge struct {
	Content bool   `json:"content"` // From ships in To, which goes out on its last day or later; else To begins when From ends, or later
	From    string `json:"from"`
	To      string `json:"to"`
}

// Conflict is an edge that does not hold.
type Conflict struct {
	Edge
	Days int `json:"days" doc:"By how many days."`
}

// Move is a line that stands elsewhere.
type Move struct {
	ID      string   `json:"id"`
	From    Span     `json:"from"`
	To      Span     `json:"to"`
	Days    int      `json:"days" doc:"By how many days its end moves."`
	Because []string `json:"because" ref:"-" doc:"Ids of what it has to wait for."`
}

// Ripple is what follows when some lines are moved.
type Ripple struct {
	Moves  []Move     `json:"moves" doc:"What else has to move, in the order in which it does."`
	Left   []Conflict `json:"left" doc:"Conflicts of what moves that moving cannot mend."`
	Cycles [][]string `json:"cycles" ref:"-" doc:"Lines that wait for each other in a ring; nothing follows along it."`
}

// Conflicts gives the edges that do not hold, in the order of the edges.
func Conflicts(nodes []Node, edges []Edge) []Conflict {
	at := index(nodes)
	out := []Conflict{}
	for _, e := range edges {
		from, to := at[e.From], at[e.To]
		if from == nil || to == nil || from.Over || to.Over {
			continue
		}
		if days := e.short(from.Span, to.Span); days > 0 {
			out = append(out, Conflict{e, days})
		}
	}
	return out
}

// short is by how many days an edge does not hold; 0 where it does, or where
// one of the two stands nowhere.
func (e Edge) short(from, to Span) int {
	last, need := from.last(), to.first()
	if e.Content {
		need = to.End
	}
	if last == "" || need == "" || need >= last {
		return 0
	}
	return last.Since(need)
}

// push gives a span moved on by so many days. What waits for its content goes
// out later and begins when it did.
func (e Edge) push(s Span, days int) Span {
	if s.Start != "" && !e.Content {
		s.Start = s.Start.Add(days)
	}
	if s.End != "" {
		s.End = s.End.Add(days)
	}
	return s
}

func index(nodes []Node) map[string]*Node {
	at := make(map[string]*Node, len(nodes))
	for i := range nodes {
		at[nodes[i].ID] = &nodes[i]
	}
	return at
}

// Follow gives what has to move when some lines are put elsewhere. What was put
// somewhere stays there. Everything behind it moves as far as it must to wait
// for what comes before it, keeps its length, and never moves earlier.
func Follow(nodes []Node, edges []Edge, moves map[string]Span) Ripple {
	r := newRun(nodes, edges, moves)
	r.reach()
	r.rings()
	r.leave(edges, r.settle())
	return r.out
}

// run is one ripple under way.
type run struct {
	nodes   map[string]*Node
	now     map[string]Span
	moved   map[string]Span
	behind  map[string][]Edge // by what comes first
	before  map[string][]Edge // by what waits
	reached map[string]bool
	ring    map[string]int // 0: in none
	out     Ripple
}

func newRun(nodes []Node, edges []Edge, moves map[string]Span) *run {
	r := &run{
		nodes: index(nodes), moved: moves, now: make(map[string]Span, len(nodes)), behind: map[string][]Edge{}, before: map[string][]Edge{},
		reached: map[string]bool{}, ring: map[string]int{}, out: Ripple{Moves: []Move{}, Left: []Conflict{}, Cycles: [][]string{}},
	}
	for _, n := range nodes {
		r.now[n.ID] = n.Span
		if to, put := moves[n.ID]; put {
			r.now[n.ID] = to
		}
	}
	for _, e := range edges {
		from, to := r.nodes[e.From], r.nodes[e.To]
		if from == nil || to == nil || from.Over || to.Over || e.From == e.To {
			continue
		}
		r.behind[e.From] = append(r.behind[e.From], e)
		r.before[e.To] = append(r.before[e.To], e)
	}
	return r
}

// reach finds all that stands behind what was moved.
func (r *run) reach() {
	var next []string
	for id := range r.moved {
		if n := r.nodes[id]; n != nil && !n.Over {
			next = append(next, id)
			r.reached[id] = true
		}
	}
	for len(next) > 0 {
		id := next[len(next)-1]
		next = next[:len(next)-1]
		for _, e := range r.behind[id] {
			if !r.reached[e.To] {
				r.reached[e.To] = true
				next = append(next, e.To)
			}
		}
	}
}

// settle walks what was reached, each after all that it waits for, and gives
// what stands elsewhere now.
func (r *run) settle() map[string]bool {
	waits := map[string]int{}
	for id := range r.reached {
		for _, e := range r.before[id] {
			if r.follows(e) {
				waits[id]++
			}
		}
	}
	ready := &queue{r: r}
	for id := range r.reached {
		if waits[id] == 0 {
			heap.Push(ready, id)
		}
	}
	touched := map[string]bool{}
	for ready.Len() > 0 {
		id := heap.Pop(ready).(string)
		r.step(id, touched)
		for _, e := range r.behind[id] {
			if r.follows(e) {
				if waits[e.To]--; waits[e.To] == 0 {
					heap.Push(ready, e.To)
				}
			}
		}
	}
	return touched
}

// follows says whether a ripple runs along an edge: not around a ring.
func (r *run) follows(e Edge) bool {
	return r.reached[e.From] && r.reached[e.To] && (r.ring[e.From] == 0 || r.ring[e.From] != r.ring[e.To])
}

// step puts one line where it has to stand.
func (r *run) step(id string, touched map[string]bool) {
	to, put := r.moved[id]
	if put {
		touched[id] = true
		r.now[id] = to
		return
	}
	hit := slices.ContainsFunc(r.before[id], func(e Edge) bool {
		return touched[e.From] && r.follows(e) && e.short(r.now[e.From], r.now[id]) > 0
	})
	if !hit {
		return
	}
	was := r.now[id]
	// Once it moves it moves far enough for all that it waits for: first as a
	// whole, then by its end alone.
	for _, content := range []bool{false, true} {
		days := 0
		for _, e := range r.before[id] {
			if e.Content == content && (r.follows(e) || !r.reached[e.From]) {
				days = max(days, e.short(r.now[e.From], r.now[id]))
			}
		}
		r.now[id] = Edge{Content: content}.push(r.now[id], days)
	}
	touched[id] = true
	is := r.now[id]
	m := Move{ID: id, From: was, To: is, Days: is.last().Since(was.last()), Because: []string{}}
	for _, e := range r.before[id] {
		// What it could not stand a day earlier for.
		if (r.follows(e) || !r.reached[e.From]) && e.short(r.now[e.From], Edge{Content: e.Content}.push(is, -1)) > 0 && !slices.Contains(m.Because, e.From) {
			m.Because = append(m.Because, e.From)
		}
	}
	slices.Sort(m.Because)
	r.out.Moves = append(r.out.Moves, m)
}

// leave notes the conflicts that what moved still has.
func (r *run) leave(edges []Edge, touched map[string]bool) {
	for _, e := range edges {
		from, to := r.nodes[e.From], r.nodes[e.To]
		if from == nil || to == nil || from.Over || to.Over || !touched[e.From] && !touched[e.To] {
			continue
		}
		if days := e.short(r.now[e.From], r.now[e.To]); days > 0 {
			r.out.Left = append(r.out.Left, Conflict{e, days})
		}
	}
}

// queue hands out what is ready: what stood first comes first.
type queue struct {
	r   *run
	ids []string
}

func (q *queue) Len() int { return len(q.ids) }
func (q *queue) Less(i, j int) bool {
	a, b := q.ids[i], q.ids[j]
	return cmp.Or(cmp.Compare(q.r.nodes[a].Span.first(), q.r.nodes[b].Span.first()), cmp.Compare(a, b)) < 0
}
func (q *queue) Swap(i, j int) { q.ids[i], q.ids[j] = q.ids[j], q.ids[i] }
func (q *queue) Push(x any)    { q.ids = append(q.ids, x.(string)) }
func (q *queue) Pop() any {
	last := q.ids[len(q.ids)-1]
	q.ids = q.ids[:len(q.ids)-1]
	return last
}
