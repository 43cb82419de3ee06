package demo

// storyMap is the backbone that the product owner drew for the next releases:
// activities with their steps, and the features whose items stand under them.
// "Ask for money" has its first items in the last release, so that the one
// before it has a gap.
var storyMap = []struct {
	activity string
	steps    []mapStep
}{
	{"Look around", []mapStep{{"Check my rate", "soft-check"}, {"See how others fare", "open-statistics"}}},
	{"Ask for money", []mapStep{{"Ask together", "joint-applications"}}},
	{"Get the money", []mapStep{{"Have it at once", "instant-payouts"}}},
	{"Pay it back", []mapStep{{"Take a pause", "payment-pause"}, {"Get out of trouble", "hardship-plan"}}},
	{"Lend", []mapStep{{"Lend again", "reinvest"}, {"Tell the tax office", "tax-report"}}},
	{"Get help", []mapStep{{"Ask somebody", "help-centre"}, {"Use it as I am", "accessible"}}},
}

// GapActivity is the activity that the next release leaves out.
const GapActivity = "Ask for money"

type mapStep struct{ title, feature string }

// mapMade is when the map was drawn, in working days before the end.
const mapMade = 48

// mapping draws the story map, and keeps it up with what is written later.
func (p *plan) mapping() {
	made := p.now - mapMade
	last := p.releases[len(p.releases)-1]
	for n, a := range storyMap {
		at := made + moment(n)*0.02
		activity := p.id(at, "activity", a.activity)
		p.as(tom, at).do("activity.create", obj{"product": lend, "id": activity, "title": a.activity})
		for k, s := range a.steps {
			step := p.id(at+0.002*moment(k+1), "step", a.activity, s.title)
			p.as(tom, at+0.002*moment(k+1)).do("step.create", obj{"activity": activity, "id": step, "title": s.title})
			f := p.bySlug[s.feature]
			var there []string
			for _, i := range p.items {
				if i.feature != f || i.dropped {
					continue
				}
				if i.born < at-0.1 && f.release != last.n {
					there = append(there, i.id)
					continue
				}
				in, when := obj{"items": []string{i.id}, "step": step}, max(at+0.01, i.born+0.3)
				if f.release == last.n { // what is not planned for a sprint yet is cut here
					in["release"], when = last.id, max(when, p.releaseMade(last)+0.2)
				}
				p.as(tom, when).do("storymap.place", in)
			}
			if len(there) > 0 {
				p.as(tom, at+0.009).do("storymap.place", obj{"items": there, "step": step})
			}
		}
	}
}
