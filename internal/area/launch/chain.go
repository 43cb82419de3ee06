package launch

import (
	"slices"

	"throughline/internal/kit/clock"
)

// node is a task as one looks at what holds up what.
type node struct {
	ID     string
	Due    clock.Day // empty while nobody knows
	Days   int64     // that it takes once nothing holds it up
	Open   bool
	Before bool // has to be done for the launch
	After  []string
}

// expected is when a task will be done as things stand.
type expected struct {
	On    clock.Day // empty while nobody knows
	Slip  int       // days after it is due
	By    string    // the task that pushes it; empty where it does so itself
	Waits []string  // open tasks that come first
}

// expect works out when each open task will be done at the earliest: not before
// it is due, not before today, and not before what comes first is done and it has
// had its own days.
func expect(nodes []node, today clock.Day) map[string]expected {
	of := map[string]node{}
	for _, n := range nodes {
		of[n.ID] = n
	}
	out := map[string]expected{}
	busy := map[string]bool{}
	var look func(id string) expected
	look = func(id string) expected {
		if e, known := out[id]; known {
			return e
		}
		n := of[id]
		if busy[id] || !n.Open {
			return expected{}
		}
		busy[id] = true
		var e expected
		if n.Due != "" {
			e.On = max(n.Due, today)
		}
		for _, a := range n.After {
			if !of[a].Open {
				continue
			}
			e.Waits = append(e.Waits, a)
			p := look(a)
			if p.On == "" || n.Due == "" {
				continue
			}
			if on := p.On.Add(int(n.Days)); on > e.On {
				e.On, e.By = on, a
			}
		}
		if e.On != "" {
			e.Slip = e.On.Since(n.Due)
		}
		out[id] = e
		return e
	}
	for _, n := range nodes {
		if n.Open {
			look(n.ID)
		}
	}
	return out
}

// finish is when all that has to be done for the launch will be done: the launch
// day, or later.
func finish(nodes []node, of map[string]expected, day clock.Day) clock.Day {
	on := day
	if on == "" {
		return ""
	}
	for _, n := range nodes {
		if n.Open && n.Before {
			on = max(on, of[n.ID].On)
		}
	}
	return on
}

// critical gives the chain of tasks that holds the launch up most, the first to
// be done first: what pushes the launch day furthest, else what slips most.
// Empty where nothing slips.
func critical(nodes []node, of map[string]expected, day clock.Day) []string {
	worst := ""
	worse := func(id string) bool {
		a, b := of[id], of[worst]
		if worst == "" {
			return true
		}
		if aPush, bPush := a.On > day, b.On > day; aPush != bPush {
			return aPush
		} else if aPush && a.On != b.On {
			return a.On > b.On
		}
		return a.Slip > b.Slip
	}
	for _, n := range nodes {
		if n.Open && n.Before && of[n.ID].Slip > 0 && worse(n.ID) {
			worst = n.ID
		}
	}
	var out []string
	for id := worst; id != "" && !slices.Contains(out, id); id = of[id].By {
		out = append(out, id)
	}
	slices.Reverse(out)
	return out
}
