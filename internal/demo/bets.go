package demo

import (
	"math"
	"strconv"
)

// lessons are what was learnt from bets, however they came out.
var lessons = []string{
	"New people notice it most; those who were there before changed little.",
	"The first week said nothing, the fourth said it all.",
	"It works where the rest of the page is short. Elsewhere nobody sees it.",
	"Support was asked about it twice as often as we thought, and then no longer.",
	"We would build the half of it again.",
}

// bets are what Ana predicts of the features when she plans them, and how that
// comes out: the number itself settles each.
func (p *plan) bets() {
	d := p.dice("bets")
	nth := 0
	for _, f := range p.features {
		if f.planned == never {
			continue
		}
		p.predict(f, nth, d)
		nth++
	}
}

// predict makes a feature's bet. A prediction rests on where the number is
// going, which Ana reads well more often than not; one in three is too bold.
func (p *plan) predict(f *feature, nth int, d *dice) {
	m := metricOf(f.metric)
	judged, settles := p.judgement(f, nth)
	out := f.out
	if out == never {
		out = p.now + 20
	}
	low, high := m.prediction(out, max(judged, out+30), nth, f.out != never && f.settled == never)
	odds := []float64{80, 70, 90, 75, 60, 85}[nth%6]
	at := f.planned + 0.2
	effort := f.score[3]
	p.as(ana, at).change("feature", f.id, obj{
		"problem": "People tell us: " + f.body, "betMetric": p.ids["metric:"+f.metric], "betLow": low, "betHigh": high, "betIn": "unit", "betOn": p.on(judged), "betOdds": odds,
		"effortLow": round(effort*0.7, 1), "effortHigh": round(effort*(1.4+0.1*float64(nth%8)), 1), "costLimit": int64(effort * 12_000 * 100), "costIn": "EUR",
		"stopWhen":    "Twice the effort is spent and nobody outside the team has used it.",
		"dangers":     pick(d, []string{"The partner's interface may change once more.", "It helps those who would have come anyway.", "Support is asked more, not less.", "The supervisor may want to see it first."}),
		"assumptions": assumptionsOf(f, d),
	})
	if settles == never {
		return
	}
	p.as(ana, settles).do("feature.settle", obj{"id": f.id, "reason": f.lesson, "again": string(p.on(p.now).Add(40))})
}

// judgement says when a bet is judged, and when that is done.
func (p *plan) judgement(f *feature, nth int) (judged, settles moment) {
	switch {
	case f.settled != never:
		return f.settled - 1, f.settled
	case f.out == never:
		return p.now + 70 + moment(nth%5)*10, never
	case f.out+38 < p.now-8 && nth%2 == 0: // too early to tell, and put off
		return f.out + 36, f.out + 38
	case f.out+30 < p.now: // due: nobody has settled it yet
		return max(f.out+28, p.now-4), never
	}
	return p.now + 25, never
}

// prediction is the range that is bet on. One that is to stay open asks for
// just about what the number will have done.
func (m metric) prediction(out, judged moment, nth int, open bool) (low, high float64) {
	half := (judged - out) / 2
	change := m.mean(judged-half, judged) - m.mean(out-half, out)
	noise := math.Max(m.noise*0.6, math.Pow(10, -float64(m.decimals)))
	way := 1.0
	if m.direction == "down" {
		way = -1
	}
	real := math.Max(change*way, 0)
	near, far := 0.45*real, 1.5*real
	switch {
	case open:
		near, far = real, 2*real+noise
	case real < 1.8*noise: // nothing moves, and it was believed that something would
		near, far = 3*noise, 6*noise
	case nth%3 == 2:
		near, far = 1.9*real+noise, 3*real+2*noise
	}
	near = math.Max(near, noise*0.5)
	near, far = round(near, m.decimals+1), round(math.Max(far, near*1.5), m.decimals+1)
	if way < 0 {
		return -far, -near
	}
	return near, far
}

// mean is what a metric's curve lies at on average, without noise.
func (m metric) mean(from, to moment) float64 {
	sum := 0.0
	const steps = 10
	for i := range steps {
		at := float64(from) + (float64(to)-float64(from))*(float64(i)+0.5)/steps
		sum += m.from + (m.to-m.from)/(1+math.Exp((m.middle-at)/m.width))
	}
	return sum / steps
}

func metricOf(name string) metric {
	for _, m := range metrics {
		if m.name == name {
			return m
		}
	}
	return metrics[0]
}

func round(v float64, digits int) float64 {
	scale := math.Pow(10, float64(digits))
	return math.Round(v*scale) / scale
}

// assumptionsOf are what has to be true for a feature to work; what is under
// work or out has been tested.
func assumptionsOf(f *feature, d *dice) []obj {
	texts := []struct{ text, sort, test string }{
		{"People understand it without help", "usability", "Five people try it, on the phone"},
		{"Those who asked for it use it within a month", "desirability", "A list of who asked, looked at after four weeks"},
		{"It can be built on what the partner offers", "feasibility", "Two days with the partner's test account"},
		{"What it brings pays for what it costs", "viability", "A sheet with last quarter's numbers"},
		{"Nobody is worse off who does not use it", "ethical", "A look at the refused ones, month by month"},
	}
	from := d.IntN(len(texts))
	out := []obj{}
	for i := range 2 {
		t := texts[(from+i)%len(texts)]
		result := ""
		if f.started != never {
			result = pick(d, []string{"holds", "holds", "holds", "fails"})
		}
		out = append(out, obj{"id": strconv.Itoa(i + 1), "text": t.text, "type": t.sort, "test": t.test, "result": result})
	}
	return out
}
