package demo

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// need is an opportunity, with what was learnt about it.
type need struct {
	slug, title, who string
	insights         []*insight
	features         []*feature
	id               string
	born             moment
}

// insight is what was learnt, with the words in which people say it.
type insight struct {
	need   *need
	title  string
	quotes []*quote
	id     string
	born   moment
}

type quote struct {
	mood byte // '+', '-' or '='
	text string
	used int
}

// piece is one piece of feedback.
type piece struct {
	nth     int
	at      moment
	insight *insight
	quote   *quote
	linked  moment // never, when it is not
	closed  bool   // answered or set aside
	id      string
}

const pieces = 900

// readNeeds loads the needs with their insights and quotes.
func (p *plan) readNeeds() error {
	all, err := sections("needs.txt")
	if err != nil {
		return err
	}
	for _, s := range all {
		n := &need{slug: s.name, title: s.set["title"], who: s.set["who"]}
		for _, l := range s.lines {
			text := strings.TrimSpace(l[1:])
			if l[0] == 'i' {
				n.insights = append(n.insights, &insight{need: n, title: text})
				continue
			}
			if len(n.insights) == 0 {
				return fmt.Errorf("demo: needs.txt: %s has a quote before its first insight", n.slug)
			}
			last := n.insights[len(n.insights)-1]
			last.quotes = append(last.quotes, &quote{mood: l[0], text: text})
		}
		p.needs = append(p.needs, n)
	}
	return nil
}

// voices is what customers said, what was learnt from it, and what they were
// told.
func (p *plan) voices() {
	d := p.dice("voices")
	for _, n := range p.needs {
		p.birth(n, d)
	}
	said := p.pieces(d)
	for _, n := range p.needs {
		p.learn(n, d)
	}
	reply := map[byte]*phrases{'+': p.phrases("thanks"), '-': p.phrases("sorry"), '=': p.phrases("reply")}
	v := &desk{plan: p, d: d, reply: reply, aside: p.phrases("aside"), shipped: p.phrases("shipped")}
	for _, x := range said {
		v.take(x)
		v.sort(x)
	}
	v.tell(said)
}

// birth finds when a need is first noticed: before its first feature.
func (p *plan) birth(n *need, d *dice) {
	n.born = never
	for _, f := range p.features {
		if f.opportunity == n.slug {
			n.features = append(n.features, f)
			n.born = min(n.born, f.idea-4)
		}
	}
	n.born = max(n.born, worldStart+9)
	for k, i := range n.insights {
		i.born = n.born - 0.5 + moment(k)*d.between(4, 60)
		i.born = min(i.born, p.now-d.between(4, 25))
		i.born = max(i.born, n.born-0.5)
	}
}

// pieces lays out the feedback in time: some before each insight, the rest
// when it comes, more of it every month.
func (p *plan) pieces(d *dice) []*piece {
	var out []*piece
	for _, n := range p.needs {
		for _, i := range n.insights {
			for range 3 {
				out = append(out, &piece{at: max(i.born-d.between(0.4, 12), worldStart+5.8+d.between(0, 1)), insight: i})
			}
		}
	}
	for len(out) < pieces {
		at := worldStart + 10 + (p.now-worldStart-10.1)*moment(math.Pow(d.Float64(), 0.72))
		out = append(out, &piece{at: at, insight: p.topic(at, d)})
	}
	slices.SortFunc(out, func(a, b *piece) int { return cmp.Compare(a.at, b.at) })
	for n, x := range out {
		x.nth = n
		x.quote = x.words(d)
	}
	return out
}

// topic chooses what somebody speaks of at a moment: mostly what is new, or
// not there yet.
func (p *plan) topic(at moment, d *dice) *insight {
	var from []*insight
	var weight []float64
	sum := 0.0
	for _, n := range p.needs {
		w := 1.0
		for _, f := range n.features {
			switch {
			case at > f.out && at < f.out+30:
				w += 1.2
			case at > f.out+70:
				w *= 0.6
			}
		}
		for _, i := range n.insights {
			if i.born < at {
				from, weight, sum = append(from, i), append(weight, w), sum+w
			}
		}
	}
	x := d.Float64() * sum
	for n, w := range weight {
		if x -= w; x <= 0 {
			return from[n]
		}
	}
	return p.needs[0].insights[0]
}

// words chooses what is said: praise only for what is there, and never the
// same sentence when another will do.
func (x *piece) words(d *dice) *quote {
	out := slices.ContainsFunc(x.insight.need.features, func(f *feature) bool { return f.out < x.at })
	praise := out && d.chance(0.5)
	var best *quote
	for _, n := range d.Perm(len(x.insight.quotes)) {
		q := x.insight.quotes[n]
		if (q.mood == '+') != praise && best != nil {
			continue
		}
		if best == nil || (best.mood == '+') != praise && (q.mood == '+') == praise || q.used < best.used {
			best = q
		}
	}
	best.used++
	return best
}

// learn draws the insights of a need, and the need from them.
func (p *plan) learn(n *need, d *dice) {
	n.id = p.as(ana, n.born).create("opportunity", n.slug, obj{"title": n.title, "segment": n.who, "owner": ana,
		"body": "Heard from " + map[string]string{"both": "borrowers and lenders", lender: "lenders", borrower: "borrowers", partner: "partners"}[n.who] + " alike, in their own words; see the insights."})
	for _, i := range n.insights {
		who := pick(d, []string{ana, ana, tom})
		i.id = p.as(who, i.born).create("insight", i.title, obj{"title": i.title, "body": i.proof(), "confidence": "low", "drawnOn": p.on(i.born), "owner": who})
		p.as(ana, max(i.born, n.born)+0.05).join("evidence", i.id, n.id)
		p.as(who, i.born+d.between(2, 7)).change("insight", i.id, obj{"state": "drawn", "confidence": "medium"})
		if d.chance(0.55) {
			p.as(who, i.born+d.between(30, 80)).change("insight", i.id, obj{"confidence": "high"})
		}
	}
	served, explored := never, never
	for k, f := range n.features {
		at := max(f.idea, n.born) + 0.1 + moment(k)*0.01
		p.as(ana, at).join("addresses", f.id, n.id)
		best := n.insights[k%len(n.insights)]
		p.as(ana, max(at, best.born)+0.05).join("evidence", best.id, f.id)
		served = min(served, f.out)
		if f.state != "idea" {
			explored = min(explored, f.candidate)
		}
	}
	p.as(ana, explored+0.2).change("opportunity", n.id, obj{"state": "explored"})
	p.as(ana, max(served, explored)+1).change("opportunity", n.id, obj{"state": "served"})
}

// proof writes the words that an insight stands on.
func (i *insight) proof() string {
	var b strings.Builder
	for _, q := range i.quotes[:min(3, len(i.quotes))] {
		b.WriteString("> " + q.text + "\n\n")
	}
	return strings.TrimSpace(b.String())
}

// desk is where feedback arrives and is dealt with.
type desk struct {
	*plan
	d              *dice
	reply          map[byte]*phrases // by the mood of what was said
	aside, shipped *phrases
}

// sources of feedback, each with who takes it down.
var sources = []struct {
	name string
	who  []string
}{
	{"support", []string{david}}, {"support", []string{david}}, {"chat", []string{david}}, {"mail", []string{david, david, ruth}},
	{"call", []string{david, ruth, ana}}, {"interview", []string{ana, ana, sofia, tom}}, {"survey", []string{claire, ana}},
	{"review", []string{claire}}, {"meeting", []string{ruth, ana}},
}

// tails go after a quote, now and then, by its mood.
var tails = map[byte][]string{
	'+': {
		"Keep it up.", "My colleague says the same.", "I have told my sister.", "Greetings from Graz.", "I did not expect that.",
		"Just so that you know.", "You asked, so I answer.", "No need to answer.", "I have been with you since the beginning.", "More of that, please.",
	},
	'-': {
		"Otherwise I am content.", "This is the second time that I write.", "I would recommend you if it were not for this.", "I can be called in the evening.",
		"It is the only thing that bothers me.", "My sister had the same.", "I know you are few people.", "At my bank this works.", "Others do it better, honestly.",
		"We are a small office, every minute counts.", "My colleague says the same.", "Please tell me when it changes.",
	},
	'=': {
		"You asked, so I answer.", "Thank you for reading this yourselves.", "I can be called in the evening.", "Please tell me when it changes.",
		"I have two loans with you.", "No need to answer.", "Just so that you know.", "Others have it already.", "I am not good with computers, by the way.", "Our members ask for it.",
	},
}

// take writes a piece of feedback down.
func (v *desk) take(x *piece) {
	a := v.who(x)
	c := a.contacts[v.d.IntN(len(a.contacts))]
	for _, other := range a.contacts {
		if c.born >= x.at {
			c = other
		}
	}
	s := pick(v.d, sources)
	body := x.quote.text
	if v.d.chance(0.5) {
		body += " " + pick(v.d, tails[x.quote.mood])
	}
	fields := obj{
		"title": headline(x.quote.text), "body": body, "source": s.name, "saidOn": v.on(x.at - v.d.between(0, 1.5)),
		"sentiment":  map[byte]string{'+': "positive", '-': "negative", '=': "neutral"}[x.quote.mood],
		"importance": pick(v.d, map[byte][]int{'+': {0, 1, 1}, '-': {1, 2, 2, 3}, '=': {1, 1, 2}}[x.quote.mood]),
	}
	if c.born < x.at {
		fields["contact"] = c.id
	} else {
		fields["account"] = a.id
	}
	x.id = v.as(pick(v.d, s.who), x.at).create("feedback", fmt.Sprintf("%03d", x.nth), fields)
}

// who chooses the account that speaks: one that is known by then, of the side
// that the need is on.
func (v *desk) who(x *piece) *account {
	var fits []*account
	for _, a := range v.accounts {
		is := side[a.segment]
		if a.born < x.at-0.1 && (x.insight.need.who == is || x.insight.need.who == "both" && is != partner) {
			fits = append(fits, a)
		}
	}
	if len(fits) == 0 {
		return v.accounts[0]
	}
	return pick(v.d, fits)
}

// headline makes a title from the first words.
func headline(s string) string {
	s = strings.Trim(s, `"`)
	if n := strings.IndexAny(s, ".?!"); n > 12 {
		s = s[:n]
	}
	words := strings.Fields(s)
	for len(strings.Join(words, " ")) > 72 {
		words = words[:len(words)-1]
	}
	return strings.TrimRight(strings.Join(words, " "), ",;:")
}

// sort decides what becomes of a piece: evidence, an answer, set aside, or
// still unheard.
func (v *desk) sort(x *piece) {
	x.linked = never
	age := float64(v.now - x.at)
	unheard := 0.015
	if age < 22 {
		unheard = 0.3 + 0.6*(22-age)/22
	}
	chance := v.d.Float64()
	first := x.nth < 3*len(v.needs) // the first of all carry the first insights
	switch {
	case chance < unheard && !first:
	case chance < unheard+0.12 && !first:
		line, _ := v.aside.next()
		v.as(pick(v.d, []string{ana, tom}), x.at+v.d.between(0.5, 9)).do("feedback.setaside", obj{"id": x.id, "reason": line})
		x.closed = true
	case chance < unheard+0.23 && !first:
		line, _ := v.reply[x.quote.mood].next()
		v.as(david, x.at+v.d.between(0.1, 3)).do("feedback.answer", obj{"id": x.id, "answer": line})
		x.closed = true
	default:
		x.linked = max(x.at+v.d.between(0.3, 10), x.insight.born+0.1+v.d.between(0, 1))
		v.as(pick(v.d, []string{ana, ana, tom}), x.linked).do("feedback.link", obj{"id": x.id, "to": x.insight.id})
		v.straight(x)
	}
}

// straight links some feedback to the feature that it speaks of as well.
func (v *desk) straight(x *piece) {
	for _, f := range x.insight.need.features {
		if f.idea < x.linked && v.d.chance(0.06) {
			v.as(ana, x.linked+0.01).join("evidence", x.id, f.id)
			return
		}
	}
}

// tell answers those who asked, once what they asked for is out.
func (v *desk) tell(said []*piece) {
	for _, f := range v.features {
		if f.out == never {
			continue
		}
		for _, x := range said {
			asked := x.insight.need.slug == f.opportunity && x.linked < f.out && x.quote.mood != '+' && !x.closed
			if !asked || !v.d.chance(0.4) {
				continue
			}
			line, _ := v.shipped.next()
			answer := strings.NewReplacer("{feature}", f.title, "{release}", fmt.Sprintf("release %d.0", f.release)).Replace(line)
			at := f.out + v.d.between(0.6, 9)
			if v.happened(at) {
				v.as(david, at).do("feedback.answer", obj{"id": x.id, "answer": answer})
				x.closed = true
			}
		}
	}
}
