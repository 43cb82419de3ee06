package demo

// despites are why releases went out although something had been sent back: a
// word for each, since no release waits for everything.
var despites = []string{
	"What was sent back only shows with more than one loan at a time, and nobody has two yet.",
	"The day was promised to the press; what was sent back follows as a fix next week.",
	"It holds for all but accounts without an address, which support helps by hand.",
	"The old way still works beside it, so nobody is left without.",
}

// ships gives the go to a release, with its money and its days. Where something
// was sent back and not accepted since, it goes out with a word on why.
func (p *plan) ships(r *release) {
	d := p.dice("ships " + r.id)
	budget := 20_000 + 5_000*d.IntN(5)
	p.as(ana, sprintDays*moment(r.last)-40).change("release", r.id, obj{"currency": "EUR", "budget": budget * 100, "startOn": p.on(sprintDays*moment(r.last) - 60)})
	for part := range 3 {
		spent := float64(budget*100) * (0.25 + 0.3*float64(part) + 0.12*d.Float64())
		p.as(tom, sprintDays*moment(r.last)-30+10*moment(part)).change("release", r.id, obj{"spent": int64(spent/100) * 100})
	}
	if r.n == slipped {
		p.as(tom, r.due).do("release.hold", obj{"id": r.id, "reason": "The card provider's certificate is not here yet; without it no card is charged."})
	}
	p.as(tom, r.out).do("release.release", obj{
		"id": r.id, "on": p.on(r.out), "reason": "What was promised is in it, and the tests are green.", "despite": despites[r.n%len(despites)],
	})
}
