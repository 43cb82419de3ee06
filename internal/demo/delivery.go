package demo

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Times within a sprint, in days from its Monday.
const (
	sprintMade   = -11.0
	planningFrom = -9.5
	planningTo   = -0.8
	startsAt     = 0.12
	closesAt     = 9.85
)

// delivery plays the sprints: what is planned is worked on by the developers,
// tested, and accepted or not; what is not done in time goes on in the next.
func (p *plan) delivery() {
	s := &floor{plan: p, d: p.dice("delivery"), free: map[string]moment{}, speed: 58}
	s.progress, s.review, s.tested, s.blocked = p.phrases("progress"), p.phrases("review"), p.phrases("tested"), p.phrases("blocked")
	for n := 1; n <= lastSprint+1; n++ {
		s.makeSprint(n)
	}
	for n := 1; n <= lastSprint+1; n++ {
		s.run(n)
	}
	s.reopen()
}

// floor is where the work is done.
type floor struct {
	*plan
	d       *dice
	free    map[string]moment // when each developer can begin something new
	carried []*item
	speed   float64 // points of the last sprints, a moving mean

	progress, review, tested, blocked *phrases
}

// goal is what a sprint is for.
func (p *plan) goal(n int) string { return p.texts["sprints"][n-1][0] }

// begins gives the Monday of a sprint.
func begins(n int) moment { return sprintDays * moment(n-1) }

func (s *floor) makeSprint(n int) {
	m := begins(n)
	s.sprints[n] = s.as(tom, m+sprintMade).create("sprint", strconv.Itoa(n), obj{
		"title": fmt.Sprintf("Sprint %d", n), "goal": s.goal(n), "startOn": s.on(m), "endOn": s.on(m + 9), "owner": tom,
	})
}

// run plans a sprint, works through it and closes it.
func (s *floor) run(n int) {
	m := begins(n)
	var fresh []*item
	points := 0.0
	for _, i := range s.items {
		if i.target == n {
			fresh = append(fresh, i)
			points += i.points
		}
	}
	load := map[string]float64{}
	for _, i := range s.carried {
		points += i.points
		load[i.dev] += i.points
	}
	for _, i := range fresh {
		s.take(i, n, load)
	}
	s.as(tom, m+startsAt).do("sprint.start", obj{"id": s.sprints[n], "goal": s.goal(n), "startOn": s.on(m), "endOn": s.on(m + 9), "capacity": math.Round(s.speed)})
	work := slices.Concat(s.carried, fresh)
	s.carried = nil
	// How long a point takes is not the same in every sprint.
	pace := min(1.05, max(0.28, 9.4*float64(len(team(begins(n-1))))/points)) * (0.9 + 0.24*s.d.Float64())
	did := 0.0
	for _, i := range work {
		s.work(i, n, moment(pace))
		if i.done < m+closesAt {
			did += i.points
		}
	}
	s.speed = math.Round(s.speed*0.6 + did*0.4)
	s.closeSprint(n, work)
}

// take plans an item for a sprint, gives it to the developer with the least to
// do, and says with which release it goes out.
func (s *floor) take(i *item, n int, load map[string]float64) {
	at := max(begins(n)+moment(planningFrom)+s.d.between(0, planningTo-planningFrom), i.ready+0.02)
	if i.urgent {
		at = i.ready + 0.03
	}
	for _, dev := range team(begins(n - 1)) {
		if i.dev == "" || load[dev] < load[i.dev] {
			i.dev = dev
		}
	}
	load[i.dev] += i.points
	s.as(tom, at).change(i.kind, i.id, obj{"sprint": s.sprints[n], "owner": i.dev})
	r := s.releaseFor(n)
	if at > sprintDays*moment(r.last)-4.5 { // its content is settled by then
		r = s.releaseFor(r.last + 1)
	}
	s.as(tom, at+0.003).join("ships in", i.id, r.id)
}

// lightest gives the developer who is free first.
func (s *floor) lightest(at moment) string {
	best := ""
	for _, d := range team(at) {
		if best == "" || s.free[d] < s.free[best] {
			best = d
		}
	}
	return best
}

// work plays one item from its beginning to its verdict. An item that could
// not be begun before the sprint closes waits for the next.
func (s *floor) work(i *item, n int, pace moment) {
	m := begins(n)
	if i.begun != 0 { // begun in the sprint before: its days are set
		return
	}
	i.done = never
	dev := i.dev
	if other := s.lightest(begins(n - 1)); s.free[dev] > max(s.free[other], m)+2 {
		dev = other
	}
	start := max(s.free[dev], m+startsAt+s.d.between(0.02, 0.4))
	if i.urgent {
		start = max(start, i.ready+0.1)
	}
	if start > m+closesAt-0.1 {
		return
	}
	if dev != i.dev {
		s.as(tom, start-0.01).change(i.kind, i.id, obj{"owner": dev})
		i.dev = dev
	}
	long := max(0.15, moment(i.points)*pace*s.d.between(0.72, 1.25))
	i.begun, s.free[dev] = start, start+long
	s.as(dev, start).change(i.kind, i.id, obj{"state": "in progress"})
	s.chat(i, start, long)
	s.finish(i, start+long, 0)
}

// finish brings an item through review and test to its verdict; tries counts
// the rejections so far.
func (s *floor) finish(i *item, review moment, tries int) {
	s.as(i.dev, review).change(i.kind, i.id, obj{"state": "in review"})
	if s.d.chance(0.22) {
		line, _ := s.review.next()
		s.as(s.developer(review, s.d), review+0.1).say(i.id, line, "")
	}
	done := s.awake(review + s.d.between(0.2, 0.8))
	s.as(pick(s.d, []string{kenji, kenji, i.dev}), done).change(i.kind, i.id, obj{"state": "done"})
	if s.d.chance(0.3) && i.kind != "task" {
		line, _ := s.tested.next()
		s.as(kenji, done-0.02).say(i.id, called(line, i.dev), "")
	}
	verdict := s.awake(done + s.d.between(0.15, 1.3))
	if done > s.now-2.5 { // the product owner was away for two days
		verdict = s.awake(max(verdict, s.now-0.4+s.d.between(0, 2)))
	}
	reject := 0.13
	if i.kind != "story" {
		reject = 0.05
	}
	if tries < 2 && s.d.chance(reject) {
		s.reject(i, done, verdict, tries)
		return
	}
	s.as(tom, verdict).do("item.accept", obj{"id": i.id, "results": s.results(i, -1)})
	i.done = done
}

// results judge each criterion; the one that is missed is not met.
func (s *floor) results(i *item, missed int) []obj {
	out := []obj{}
	for n := range i.criteria {
		shown := pick(s.d, []string{"Tried in staging.", "Seen in the demo.", "Kenji's test.", "Tried on the phone.", "The numbers of the test book agree.", ""})
		if n == missed {
			shown = "Does not hold."
		}
		r := obj{"criterion": strconv.Itoa(n + 1), "met": n != missed, "evidence": shown}
		if shown == "Kenji's test." {
			r["proofs"] = []obj{{"sort": "link", "url": "https://ci.lendwell.example/tests/" + strconv.Itoa(1000+len(s.deeds)), "name": "The run in CI"}}
		}
		out = append(out, r)
	}
	return out
}

// reject sends an item back with the reason. If its sprint was closed
// meanwhile, it goes into the present one.
func (s *floor) reject(i *item, done, verdict moment, tries int) {
	r := pick(s.d, s.rejection)
	reason := called(r[1], i.dev)
	s.as(tom, verdict).do("item.reject", obj{"id": i.id, "reasonKind": r[0], "reason": reason, "results": s.results(i, s.d.IntN(len(i.criteria)))})
	if n := sprintAt(verdict); n > sprintAt(done) {
		s.as(tom, verdict+0.01).change(i.kind, i.id, obj{"sprint": s.sprints[n]})
	}
	again := s.awake(verdict + s.d.between(0.1, 0.6))
	s.finish(i, s.awake(again+max(0.2, moment(i.points)*0.15)), tries+1)
}

// sprintAt gives the sprint that a moment lies in.
func sprintAt(m moment) int { return int(math.Floor(float64(m)/sprintDays)) + 1 }

// awake keeps what people do away from the hours between two sprints.
func (s *floor) awake(m moment) moment {
	in := math.Mod(float64(m), sprintDays)
	switch {
	case in > closesAt-0.05:
		return m + moment(sprintDays-in) + startsAt + 0.03 + s.d.between(0, 0.15)
	case in < startsAt+0.02:
		return m + startsAt + 0.03
	default:
		return m
	}
}

// chat is what is said while an item is worked on.
func (s *floor) chat(i *item, start, long moment) {
	if s.d.chance(0.2) {
		line, _ := s.progress.next()
		s.as(i.dev, start+long*0.6).say(i.id, called(line, i.dev), "")
	}
	if s.d.chance(0.04) {
		line, _ := s.blocked.next()
		s.as(i.dev, start+long*0.3).say(i.id, called(line, i.dev), "")
	}
}

// closeSprint ends a sprint and hands on what is not done. Some of what could
// not be begun is taken out by the product owner before that.
func (s *floor) closeSprint(n int, work []*item) {
	m := begins(n)
	for _, i := range work {
		switch {
		case i.begun == 0 && s.d.chance(0.4):
			s.as(tom, m+moment(7+s.d.between(0, 2))).change(i.kind, i.id, obj{"sprint": s.sprints[n+1]})
			s.carried = append(s.carried, i)
		case i.begun == 0 || i.done > m+closesAt:
			s.carried = append(s.carried, i)
		}
	}
	if n <= lastSprint {
		s.as(tom, m+closesAt).do("sprint.close", obj{"id": s.sprints[n], "to": s.sprints[n+1]})
	}
}

// reopen brings back some bugs that had been accepted.
func (s *floor) reopen() {
	said := s.phrases("reopened")
	left := 9
	for _, i := range s.items {
		if i.kind != "bug" || i.done == never || i.done == 0 || left == 0 || !s.d.chance(0.2) {
			continue
		}
		back := s.awake(i.done + 4 + s.d.between(0, 18))
		if !s.happened(back) {
			continue
		}
		left--
		line, _ := said.next()
		s.as(pick(s.d, []string{kenji, david}), back-0.1).say(i.id, "@"+tom+" "+strings.ToLower(line[:1])+line[1:], "")
		s.as(tom, back).do("item.reject", obj{"id": i.id, "reasonKind": "defect", "reason": line, "results": s.results(i, 0)})
		s.as(tom, back+0.01).change(i.kind, i.id, obj{"sprint": s.sprints[sprintAt(back)]})
		s.finish(i, s.awake(back+s.d.between(0.5, 1.5)), 2)
	}
}
