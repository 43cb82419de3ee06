package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// feature is one line of the roadmap, with its place in time.
type feature struct {
	slug                                            string
	title, body, bet, metric, area                  string
	initiative, serves, also, opportunity           string
	state                                           string
	release, promise                                int
	from, to                                        int // sprints
	score                                           []float64
	lines                                           []string // of its items
	id                                              string
	idea, candidate, planned, started, out, settled moment
	lesson                                          string // of its bet
}

// A release goes out on the Tuesday after a sprint.
type release struct {
	n            int
	title, notes string
	last         int // sprint
	id           string
	due, out     moment
}

// lastSprints are the sprints after which the releases go out.
var lastSprints = []int{4, 7, 10, 13, 16, 19, 22, 25, 28, 34}

// slipped is the release that went out later than promised, and by how much.
const (
	slipped  = 6
	slippage = 7
)

var initiatives = []struct {
	name, title, body string
	serves            []string
	made, begun       moment
	from, to          moment
	finished          moment
	owner             string
}{
	{"beta", "Closed beta", "Loans up to 2,000 euros for two hundred people, everything read by hand.", []string{"beta"}, worldStart + 6, 0, 0, 70, 76, ana},
	{"approval", "Instant loan approval", "From days to a minute, without a mark on anybody.", []string{"answer-now", "more-borrowers"}, worldStart + 6.1, 62, 60, 330, never, ana},
	{"schedules", "Payment schedules", "Rates that follow the month, from the first plan to the pause.", []string{"low-defaults"}, worldStart + 6.2, 61, 60, 280, never, ana},
	{"pay", "Every way to pay", "Bank transfer, debit, card, wallet, in that order.", []string{"ways-to-pay"}, worldStart + 6.3, 31, 30, 300, never, ana},
	{"collections", "Collections with a human face", "A reminder, a pause, a plan, and only then a letter.", []string{"low-defaults"}, 20, 66, 65, 320, never, ana},
	{"lenders", "The lender's side", "See, set and trust: lending without a spreadsheet.", []string{"lenders-return"}, 40, 112, 110, 330, never, ana},
	{"fair", "Open and fair", "Fees, reasons, numbers, and a person to talk to.", []string{"play-fair"}, 10, 41, 40, 330, never, ana},
	{"growth", "Ready for growth", "Fast, safe, and in order when the supervisor asks.", []string{"more-borrowers", "play-fair"}, 90, 151, 150, 330, never, ana},
}

// readFeatures reads the roadmap with its backlog.
func (p *plan) readFeatures() error {
	p.bySlug = map[string]*feature{}
	for _, file := range []string{"1-beta", "2-approval", "3-schedules", "4-pay", "5-lenders", "6-fair", "7-growth"} {
		all, err := sections("backlog/" + file + ".txt")
		if err != nil {
			return err
		}
		for _, s := range all {
			f, err := newFeature(s)
			if err != nil {
				return err
			}
			p.features = append(p.features, f)
			p.bySlug[f.slug] = f
		}
	}
	areas, err := rows("areas.txt", 2)
	if err != nil {
		return err
	}
	for _, line := range areas {
		for slug := range strings.FieldsSeq(line[1]) {
			if p.bySlug[slug] == nil {
				return fmt.Errorf("demo: areas.txt names the unknown feature %s", slug)
			}
			p.bySlug[slug].area = line[0]
		}
	}
	return nil
}

func newFeature(s section) (*feature, error) {
	g := s.set
	f := &feature{
		slug: s.name, title: g["title"], body: g["body"], bet: g["bet"], metric: g["metric"], initiative: g["initiative"], serves: g["serves"],
		also: g["also"], opportunity: g["opportunity"], state: g["state"], score: numbers(g["score"], " "), lines: s.lines,
	}
	f.release, _ = strconv.Atoi(g["release"])
	f.promise, _ = strconv.Atoi(g["promise"])
	if span := numbers(g["sprints"], "-"); len(span) == 2 {
		f.from, f.to = int(span[0]), int(span[1])
	}
	if slices.Contains([]string{f.title, f.bet, f.body, f.opportunity, f.state, f.metric}, "") {
		return nil, fmt.Errorf("demo: the feature %s lacks a setting", f.slug)
	}
	if len(f.score) != 4 || len(f.lines) > 0 && f.from == 0 {
		return nil, fmt.Errorf("demo: the feature %s has no score or no sprints", f.slug)
	}
	return f, nil
}

// roadmap makes initiatives, releases and features, and moves them on.
func (p *plan) roadmap() {
	for _, i := range initiatives {
		made := p.as(ana, i.made).create("initiative", i.name, obj{"title": i.title, "body": i.body, "owner": i.owner, "startOn": p.on(i.from), "endOn": p.on(i.to)})
		for k, o := range i.serves {
			p.as(ana, i.made+0.02+moment(k)*0.01).join("serves", made, p.ids["objective:"+o])
		}
		p.as(ana, i.begun).change("initiative", made, obj{"state": "in progress"})
		if i.finished != never {
			p.as(ana, i.finished).change("initiative", made, obj{"state": "finished"})
		}
	}
	p.makeReleases()
	d := p.dice("roadmap")
	for _, f := range p.features {
		f.times(p, d)
		f.live(p, d)
	}
	p.rankings()
}

func (p *plan) makeReleases() {
	lines := p.texts["releases"]
	for i, line := range lines {
		_, title, _ := strings.Cut(line[0], " ")
		r := &release{n: i + 1, title: title, notes: line[1], last: lastSprints[i]}
		r.due = sprintDays*moment(r.last) + 1.4
		r.out = r.due
		if r.n == slipped {
			r.out += slippage
		}
		made := max(worldStart+20+moment(i)*0.1, r.due-95)
		r.id = p.as(ana, made).create("release", line[0], obj{"title": fmt.Sprintf("%d.0 %s", r.n, title), "dueOn": p.on(r.due), "owner": tom, "body": r.notes})
		p.releases = append(p.releases, r)
		p.as(tom, sprintDays*moment(r.last)-4+0.6).change("release", r.id, obj{"state": "in progress"})
		p.as(tom, r.out-0.8).change("release", r.id, obj{"notes": "## What is new\n\n" + r.notes + "\n\nThank you to all who told us what they need."})
		p.ships(r)
	}
}

// releaseFor gives the release that work of a sprint goes out with.
func (p *plan) releaseFor(sprint int) *release {
	for _, r := range p.releases {
		if sprint <= r.last {
			return r
		}
	}
	return p.releases[len(p.releases)-1]
}

// times gives a feature its days, backwards from the sprint in which work on
// it begins.
func (f *feature) times(p *plan, d *dice) {
	f.started, f.out, f.settled = never, never, never
	switch {
	case f.from > 0:
		start := sprintDays * moment(f.from-1)
		f.planned = min(start-d.between(28, 45), p.now-d.between(3, 18))
		f.candidate = f.planned - d.between(6, 20)
		f.idea = max(f.candidate-d.between(8, 50), worldStart+d.between(14, 24))
		f.candidate = max(f.candidate, f.idea+2)
		f.planned = max(f.planned, f.candidate+2)
		if f.state != "planned" {
			f.started = start + 0.3
		}
		if f.state == "released" || f.state == "settled" {
			f.out = p.releases[f.release-1].out
		}
		if f.state == "settled" {
			f.settled = f.out + d.between(40, 60)
		}
	case f.state == "planned": // a promise that nothing delivers yet
		f.idea = d.between(120, 150)
		f.candidate, f.planned = f.idea+d.between(10, 20), p.now-d.between(12, 30)
	default:
		f.idea = d.between(40, 215)
		f.candidate, f.planned = f.idea+d.between(10, 25), never
	}
}

// live is the life of one feature.
func (f *feature) live(p *plan, d *dice) {
	fields := obj{"title": f.title, "body": f.body, "hypothesis": f.bet, "owner": ana, "tags": []string{f.tag()}, "custom": obj{"area": f.area, "markets": markets(d)}}
	if f.area == "" {
		delete(fields, "custom")
	}
	f.id = p.as(ana, f.idea).create("feature", f.slug, fields)
	at := f.idea + 0.03
	link := func(kind, to string) {
		at += 0.01
		p.as(ana, at).join(kind, f.id, to)
	}
	for _, o := range []string{f.serves, f.also} {
		if o != "" {
			link("serves", p.ids["objective:"+o])
		}
	}
	if f.initiative != "" {
		begun := at
		at = max(at, p.initiativeMade(f.initiative)+0.5)
		link("delivers", p.ids["initiative:"+f.initiative])
		at = begun + 0.05
	}
	p.as(ana, at+0.02).join("measures", p.ids["metric:"+f.metric], f.id)
	if f.state == "idea" {
		return
	}
	p.as(ana, f.candidate).change("feature", f.id, obj{"state": "candidate", "reach": f.score[0], "impact": f.score[1], "confidence": f.score[2], "effort": f.score[3]})
	if f.state == "dropped" {
		p.as(ana, f.candidate+30).do("stop.take", obj{"id": f.id, "reason": stopped[f.slug]})
		return
	}
	if f.planned == never {
		p.as(ana, f.candidate+0.5).change("feature", f.id, obj{"horizon": "later"})
		return
	}
	f.carryOut(p, d)
}

func (f *feature) carryOut(p *plan, d *dice) {
	r := p.releases[f.release-1]
	start, end, horizon := p.on(sprintDays*moment(f.from-1)), p.on(r.due), "next"
	if f.from == 0 {
		start, end = p.on(p.now).Add(21), p.on(p.now).Add(f.promise)
	}
	if f.release == len(p.releases) {
		horizon = "later"
	}
	p.as(ana, f.planned).change("feature", f.id, obj{"state": "planned", "horizon": horizon, "startOn": start, "endOn": end})
	p.as(ana, max(f.planned, p.releaseMade(r))+0.1).join("ships in", f.id, r.id)
	p.as(ana, f.started).change("feature", f.id, obj{"state": "in progress", "horizon": "now"})
	if f.settled != never {
		f.lesson = pick(d, lessons)
	}
}

func (f *feature) tag() string {
	switch f.initiative {
	case "":
		return "wish"
	case "pay":
		return "payments"
	default:
		return f.initiative
	}
}

func markets(d *dice) []string {
	return pick(d, [][]string{{"Germany"}, {"Germany", "Austria"}, {"Germany", "Austria", "Netherlands"}, {"Germany", "Austria", "Netherlands"}})
}

func (p *plan) initiativeMade(name string) moment {
	for _, i := range initiatives {
		if i.name == name {
			return i.made
		}
	}
	return 0
}

func (p *plan) releaseMade(r *release) moment { return max(worldStart+20+moment(r.n-1)*0.1, r.due-95) }

// rankings are the quarterly hours in which the roadmap is put in order.
func (p *plan) rankings() {
	d := p.dice("rankings")
	for at := moment(-60); at < p.now; at += 60 {
		var open []string
		for _, f := range p.features {
			if f.idea < at && f.out > at && f.state != "dropped" {
				open = append(open, f.id)
			}
		}
		if len(open) < 4 {
			continue
		}
		d.Shuffle(len(open), func(i, k int) { open[i], open[k] = open[k], open[i] })
		p.as(ana, at+0.4).do("record.rank", obj{"ids": open[:min(5, len(open))], "top": true})
	}
}
