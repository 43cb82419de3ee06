package demo

import (
	"fmt"
	"slices"
	"strconv"
)

// session is one refinement: who sat together when, over which items.
type session struct {
	at    moment
	items []*item
}

// Refinements are on Tuesdays and Thursdays, after lunch, over a handful of
// items; what is ready on another day was sized at somebody's desk.
const (
	sessionHour  = 0.55
	sessionTakes = 0.18
	sessionHolds = 7
)

// sessionsOf finds the refinements: an item comes to the first one that lies
// between its being brought into shape and its being ready.
func (p *plan) sessionsOf() []*session {
	var out []*session
	by := map[int]*session{}
	for _, i := range p.items {
		if i.ready == never || i.dropped || i.urgent {
			continue
		}
		for day := int(i.refined); day <= int(i.ready)+1; day++ {
			at := moment(day) + sessionHour
			weekday := (day%weekDays + weekDays) % weekDays
			if weekday != 1 && weekday != 3 || at < i.refined+0.02 || at+sessionTakes+0.02 > i.ready {
				continue
			}
			s := by[day]
			if s == nil {
				s = &session{at: at}
				by[day] = s
				out = append(out, s)
			}
			if len(s.items) < sessionHolds {
				s.items = append(s.items, i)
				break
			}
		}
	}
	out = slices.DeleteFunc(out, func(s *session) bool { return len(s.items) < 2 })
	for _, s := range out {
		for _, i := range s.items {
			i.table = s.at
		}
	}
	return out
}

// sessions plays the refinements with their rounds of poker.
func (p *plan) sessions(all []*session) {
	for n, s := range all {
		s.play(p, p.dice("refinement "+strconv.Itoa(n)))
	}
}

var said = []string{
	"Ask legal about the wording before it begins.", "Smaller than it looks: the form is there.", "The provider's test system is down on Fridays.",
	"Split it if the second criterion grows.", "Sofia brings a sketch.", "We did the like in the spring; look there first.", "The numbers come from the nightly job.",
}

func (s *session) play(p *plan, d *dice) {
	id := p.id(s.at, "refinement")
	var items []string
	for _, i := range s.items {
		items = append(items, i.id)
	}
	table := team(s.at)
	p.as(tom, s.at).do("refinement.start", obj{"product": lend, "id": id, "items": items, "people": append(slices.Clone(table), kenji)})
	for k, i := range s.items {
		at := s.at + sessionTakes*moment(k)/sessionHolds
		p.as(tom, at+0.0005).do("refinement.turn", obj{"id": id, "item": i.id})
		rounds := votesFor(i.points, table, d)
		for n, votes := range rounds {
			round := p.id(at+0.002+0.004*moment(n), "round", i.id)
			p.as(tom, at+0.002+0.004*moment(n)).do("round.record", obj{"id": round, "item": i.id, "refinement": id, "votes": votes})
			if n == len(rounds)-1 {
				p.as(pick(d, table), at+0.018).do("round.take", obj{"id": round, "value": i.points})
			}
		}
		if d.chance(0.25) {
			p.as(tom, at+0.02).do("refinement.note", obj{"id": id, "item": i.id, "note": pick(d, said)})
		}
	}
	p.as(tom, s.at+sessionTakes).do("refinement.close", obj{"id": id})
}

// votesFor gives the rounds about an item that comes out at a size. The second
// begins where the first ended; in the third some are still lower.
func votesFor(points float64, table []string, d *dice) [][]obj {
	scale := []float64{1, 2, 3, 5, 8, 13}
	at := slices.Index(scale, points)
	round := func(apart float64) []obj {
		var out []obj
		for _, who := range table {
			n := at
			switch {
			case d.chance(apart) && at > 0:
				n--
			case d.chance(apart / 2):
				n = min(at+1, len(scale)-1)
			}
			out = append(out, obj{"member": who, "value": fmt.Sprint(scale[n])})
		}
		if d.chance(apart / 8) {
			out[d.IntN(len(out))]["value"] = "?"
		}
		return out
	}
	agreed := func(votes []obj) bool {
		return !slices.ContainsFunc(votes, func(v obj) bool { return v["value"] != fmt.Sprint(points) })
	}
	rounds := [][]obj{round(0.5)}
	if !agreed(rounds[0]) {
		rounds = append(rounds, round(0.12))
	}
	if len(rounds) == 2 && !agreed(rounds[1]) {
		last := round(0)
		if at > 0 && d.chance(0.4) { // one of them holds out; the larger is taken
			last[d.IntN(len(last))]["value"] = fmt.Sprint(scale[at-1])
		}
		rounds = append(rounds, last)
	}
	return rounds
}
