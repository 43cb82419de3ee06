package demo

import (
	"fmt"
	"strconv"
	"strings"
)

// item is one story, bug, task or spike of the backlog.
type item struct {
	feature              *feature
	nth                  int
	kind, title          string
	as, want, so         string
	criteria             []string
	points               float64
	target               int // sprint; 0 for none
	urgent               bool
	dropped              bool
	severity             string
	proposer             string // who asked for it, where it was not the product owner
	id                   string
	born, refined, ready moment
	table                moment // of the refinement in which it was sized; 0 for none

	dev         string
	begun, done moment // done is the last time, or never
}

var kindOf = map[byte]string{'s': "story", 'b': "bug", 't': "task", 'k': "spike"}

// backlog writes the items, brings them into shape and has them estimated.
func (p *plan) backlog() {
	d := p.dice("backlog")
	for _, f := range p.features {
		f.fill(p, d)
	}
	p.laterBugs(d)
	p.wishes(d)
	for _, i := range p.items {
		i.write(p, d)
	}
	held := p.sessionsOf()
	p.refinement(d)
	p.sessions(held)
	p.blockers(d)
	p.orderings(d)
}

// wishes chooses items that others than the product owner asked for.
func (p *plan) wishes(d *dice) {
	left := map[string][]string{"bug": {kenji, kenji, david}, "story": {ana, sofia, ana}}
	for _, n := range d.Perm(len(p.items)) {
		i := p.items[n]
		if by := left[i.kind]; len(by) > 0 && !i.dropped && i.born > 5 && i.born < p.now-20 {
			i.proposer, left[i.kind] = by[0], by[1:]
		}
	}
}

// fill makes the items of a feature from its lines.
func (f *feature) fill(p *plan, d *dice) {
	count, seen := map[byte]int{}, map[byte]int{}
	for _, l := range f.lines {
		count[l[0]]++
	}
	pool := p.criteria[f.area]
	for n, l := range f.lines {
		sort := l[0]
		i := &item{feature: f, nth: n, kind: kindOf[sort]}
		at := float64(seen[sort]) / float64(count[sort])
		seen[sort]++
		parts := split(l[2:], "|")
		i.title = sentence(parts[0])
		switch sort {
		case 's':
			i.as, i.want, i.so = parts[0], parts[1], parts[2]
			i.title = sentence(i.want)
			i.criteria = split(parts[3], ";")
			at *= 0.9
		case 'b':
			at = 0.5 + at*0.45
			i.severity = pick(d, []string{"minor", "minor", "major", "major", "critical"})
		case 't':
			at *= 0.8
		case 'k':
			at = 0
		}
		i.shape(pool, n, d)
		i.target = f.from + int(at*float64(f.to-f.from+1))
		i.dropped = n > 2 && d.chance(0.05)
		i.days(p, d)
		p.items = append(p.items, i)
	}
}

// shape gives an item its size, and criteria beyond its own.
func (i *item) shape(pool []string, n int, d *dice) {
	sizes := map[string][]float64{"story": {1, 2, 2, 3, 3, 3, 5, 5, 5, 8}, "bug": {1, 1, 2, 2, 3}, "task": {1, 2, 2, 3, 5}, "spike": {2, 3}}
	i.points = pick(d, sizes[i.kind])
	switch i.kind {
	case "story":
		for k := range 1 + d.IntN(2) {
			i.criteria = append(i.criteria, pool[(n+k)%len(pool)])
		}
	case "bug":
		i.criteria = []string{"It does not happen again with the steps above", "A test would have found it"}
	case "task":
		i.criteria = []string{"It is done and written down where the team finds it"}
	case "spike":
		i.criteria = []string{"The question is answered on one page", "The next stories are named"}
	}
}

// days sets when an item is written, brought into shape and ready. Its sprint
// is planned in the two weeks before that begins.
func (i *item) days(p *plan, d *dice) {
	start := sprintDays * moment(i.target-1)
	i.born = max(start-d.between(18, 38), i.feature.planned+0.3+d.between(0, 1))
	i.born = min(i.born, p.now-d.between(0.3, 6))
	i.refined = min(i.born+d.between(1.5, 6), start-13+d.between(0, 0.8))
	i.refined = max(i.refined, i.born+0.1)
	i.ready = i.refined + d.between(0.6, 2.2)
	if start > p.now+15 {
		i.refined, i.ready = never, never
	}
	if start > p.now+20 && d.chance(0.3) {
		i.refined = p.now - d.between(0.2, 4)
		i.refined = max(i.refined, i.born+0.1)
	}
}

// laterBugs are found by people after a feature is out.
func (p *plan) laterBugs(d *dice) {
	lines := p.texts["later-bugs"]
	for n, l := range lines {
		f := p.bySlug[l[0]]
		i := &item{feature: f, nth: 100 + n, kind: "bug", title: l[1]}
		i.severity = pick(d, []string{"minor", "minor", "major", "critical"})
		i.shape(nil, n, d)
		i.born = f.out + d.between(2, min(90, float64(p.now-f.out)-1))
		i.refined, i.ready = i.born+d.between(0.1, 0.5), i.born+d.between(0.55, 0.9)
		i.target = int(i.ready/sprintDays) + 1
		into := i.ready - sprintDays*moment(i.target-1)
		i.urgent = i.severity == "critical" && into < 6.5
		switch {
		case i.urgent:
		case i.severity == "minor" && d.chance(0.4):
			i.target, i.ready = 0, never
			if d.chance(0.5) {
				i.refined = never
			}
		default:
			i.target++
			if into > 0.3 { // too late for a quiet planning: with the next but one
				i.target++
			}
		}
		p.items = append(p.items, i)
	}
}

// write creates an item and says what it delivers.
func (i *item) write(p *plan, d *dice) {
	fields := obj{"title": i.title, "priority": pick(d, []string{"must", "must", "should", "should", "could"}), "custom": obj{"area": i.feature.area}}
	if tags := i.tags(d); len(tags) > 0 {
		fields["tags"] = tags
	}
	switch i.kind {
	case "story":
		fields["asA"], fields["iWant"], fields["soThat"] = strings.ToLower(i.as), "to "+i.want, benefit(i.so)
	case "bug":
		fields["body"] = bugBody(i, d)
		fields["custom"] = obj{"area": i.feature.area, "severity": i.severity}
	case "task":
		fields["body"] = "Part of " + i.feature.title + "."
	case "spike":
		fields["body"] = "What we want to know: " + strings.ToLower(i.title[:1]) + i.title[1:] + "\n\nTwo days at most, then we decide."
	}
	name := i.feature.slug + strconv.Itoa(i.nth)
	if i.proposer == "" {
		i.id = p.as(tom, i.born).create(i.kind, name, fields)
	} else {
		i.id = p.id(i.born, i.kind, name)
		fields["id"], fields["product"] = i.id, lend
		p.as(i.proposer, i.born-0.7).offer(name, i.kind+".create", obj{"fields": fields}, pick(d, []string{"Seen by several people this week.", "It came up in the test.", "Three accounts wrote about it."}))
		p.as(tom, i.born).take(name, pick(d, []string{"Thank you, well described.", "", "Good catch."}))
	}
	p.as(tom, i.born+0.004).join("delivers", i.id, i.feature.id)
}

// benefit makes the end of a story's statement: "be done in a minute" gives "I
// am done in a minute".
func benefit(so string) string {
	for _, form := range [][2]string{{"not be ", "I am not "}, {"not ", "I do not "}, {"be ", "I am "}} {
		if rest, ok := strings.CutPrefix(so, form[0]); ok {
			return form[1] + rest
		}
	}
	return "I " + so
}

func (i *item) tags(d *dice) []string {
	var out []string
	for _, t := range []struct {
		word string
		in   []string
	}{
		{"mobile", []string{"phone", "tablet", "app", "thumb", "watch"}},
		{"texts", []string{"text", "mail", "letter", "language", "words", "translate", "write the"}},
		{"legal", []string{"contract", "law", "consent", "legal", "supervisor", "lawyer"}},
		{"data", []string{"measure", "count", "table", "statistics", "numbers", "report"}},
		{"provider", []string{"provider", "bank", "bureau", "interface"}},
	} {
		for _, w := range t.in {
			if strings.Contains(strings.ToLower(i.title+" "+i.so), w) {
				out = append(out, t.word)
				break
			}
		}
	}
	if d.chance(0.06) {
		out = append(out, "quick win")
	}
	return out
}

func bugBody(i *item, d *dice) string {
	seen := pick(d, []string{"on an Android phone of 2021", "on an iPhone with the newest system", "in Firefox on a desk", "in Safari on a tablet", "in staging with invented people", "by two borrowers in one day", "by a lender who wrote to support", "in the nightly check"})
	often := pick(d, []string{"Every time.", "About one time in five.", "Only at the end of the month.", "Twice so far.", "Only with a slow network."})
	steps := pick(d, []string{
		"1. Sign in as a person of staging.\n2. Open " + strings.ToLower(i.feature.title[:1]) + i.feature.title[1:] + ".\n3. Do it twice in a row.",
		"1. Take the example from the test book.\n2. Follow it to the last page.\n3. Look at the mail.",
		"1. Begin on the phone.\n2. Go on at the desk.\n3. Compare both.",
		"No fixed steps yet; the log of that hour is kept.",
	})
	return fmt.Sprintf("Seen %s. %s\n\n%s\n\nReported by %s.", seen, often, steps, named(pick(d, []string{kenji, kenji, david, david, "lena", claire})))
}

// refinement brings items into shape: criteria by the product owner, a size by
// a developer, questions asked and answered.
func (p *plan) refinement(d *dice) {
	ask, design, context := p.phrases("question"), p.phrases("design"), p.phrases("context")
	for _, i := range p.items {
		if i.dropped {
			at := i.born + d.between(8, 25)
			p.as(tom, at-0.05).say(i.id, pick(d, []string{"Overtaken by the new design.", "Nobody has missed it in two months.", "Covered by another one now.", "Too much work for what it gives. We say no."}), "")
			p.as(tom, at).change(i.kind, i.id, obj{"state": "dropped"})
			i.refined, i.ready, i.target = i.born+1, never, 0
		}
		p.as(tom, i.refined).change(i.kind, i.id, obj{"state": "refining", "criteria": criteria(i.criteria)})
		if i.kind == "story" && d.chance(0.28) {
			line, nth := ask.next()
			dev := p.developer(i.refined, d)
			q := p.as(dev, i.refined+0.05).say(i.id, called(line, dev), "")
			p.as(tom, i.refined+0.2).say(i.id, called(p.talk["answer"][nth], dev), q)
		}
		if i.kind == "story" && d.chance(0.14) {
			line, _ := design.next()
			p.as(sofia, i.refined+0.3).say(i.id, called(line, ""), "")
		}
		if i.kind == "story" && d.chance(0.05) {
			line, _ := context.next()
			p.as(pick(d, []string{ana, ana, ana, claire, victor}), i.refined+0.35).say(i.id, called(line, ""), "")
		}
		if i.ready == never {
			continue
		}
		if dev := p.developer(i.refined, d); i.table == 0 {
			p.as(dev, i.ready-0.04).change(i.kind, i.id, obj{"estimate": i.points})
		}
		p.as(tom, i.ready).change(i.kind, i.id, obj{"state": "ready"})
	}
}

func criteria(texts []string) []obj {
	out := make([]obj, len(texts))
	for n, t := range texts {
		out[n] = obj{"id": strconv.Itoa(n + 1), "text": t, "met": false}
	}
	return out
}

// developer gives one of the developers who are there at a moment.
func (p *plan) developer(at moment, d *dice) string { return pick(d, team(at)) }

func team(at moment) []string {
	if at < laterJoin+0.2 {
		return developers[:len(developers)-1]
	}
	return developers
}

// blockers say what must come before what: what must be found out, and what
// stands on something else.
func (p *plan) blockers(d *dice) {
	first := map[*feature]*item{}
	var before *item
	for _, i := range p.items {
		if i.dropped || i.target == 0 {
			continue
		}
		if i.kind == "spike" && first[i.feature] == nil || i.kind == "task" && d.chance(0.1) {
			first[i.feature] = i
		}
		if s := first[i.feature]; before != nil && before.feature == i.feature && i.kind == "story" && d.chance(0.06) {
			p.as(p.developer(i.born, d), max(i.born, before.born)+1.1).join("blocks", before.id, i.id)
		} else if s != nil && s != i && i.kind == "story" && i.target > s.target && d.chance(0.08) {
			p.as(p.developer(i.born, d), max(i.born, s.born)+1.2).join("blocks", s.id, i.id)
		}
		if before != nil && before.feature != i.feature && d.chance(0.25) {
			p.as(p.developer(i.born, d), max(i.born, before.born)+1.3).join("relates", i.id, before.id)
		}
		before = i
	}
	p.doubles()
}

// doubles are bugs that turned out to be the same.
func (p *plan) doubles() {
	for _, i := range p.items {
		if !i.dropped || i.kind != "bug" {
			continue
		}
		for _, other := range p.items {
			if other.kind == "bug" && other.feature == i.feature && !other.dropped {
				p.as(kenji, max(i.born, other.born)+0.4).join("duplicates", i.id, other.id)
				break
			}
		}
	}
}

// orderings are the weekly hours in which the backlog is put in order.
func (p *plan) orderings(d *dice) {
	for n := 1; n <= lastSprint+1; n++ {
		at := sprintDays*moment(n-1) - 10 + 0.25
		var next []string
		for _, i := range p.items {
			if i.target == n && i.ready < at {
				next = append(next, i.id)
			}
		}
		if len(next) > 2 {
			d.Shuffle(len(next), func(a, b int) { next[a], next[b] = next[b], next[a] })
			p.as(tom, at).do("record.rank", obj{"ids": next[:min(len(next), 12)], "top": true})
		}
	}
}
