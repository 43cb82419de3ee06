package flow

import (
	"context"
	"fmt"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/stat"
)

// BackTestIn asks how the forecasts of the past would have come out.
type BackTestIn struct {
	Scope
	History int    `json:"history" in:"query" v:"min=0,max=500" doc:"Working days that each forecast looks back on; 60 when left out."`
	Ahead   int    `json:"ahead" in:"query" v:"min=0,max=120" doc:"Working days that each looks ahead; 10 when left out."`
	Seed    *int64 `json:"seed" in:"query" v:"min=0,max=9007199254740991"`
}

func (in BackTestIn) whole() {}

// BackTest is how the forecasts of the past came out.
type BackTest struct {
	Head
	Shares []Held      `json:"shares" doc:"For 50, 70, 85 and 95 %: how many statements held."`
	Checks []BackCheck `json:"checks" doc:"The statements, the oldest first."`
	Ahead  int         `json:"ahead"`
	Seed   int64       `json:"seed"`
	Says   string      `json:"says" doc:"The outcome in a sentence."`
}

// Held is how many statements of a share held.
type Held struct {
	Share   float64  `json:"share"`
	Made    int      `json:"made"`
	Held    int      `json:"held"`
	Rate    *float64 `json:"rate" doc:"Null when none was made."`
	HowMany Tried    `json:"howMany" doc:"Of these, how many items by a day."`
	When    Tried    `json:"when" doc:"And by when so many items."`
}

// Tried is how many were made and held.
type Tried struct {
	Made int `json:"made"`
	Held int `json:"held"`
}

// BackCheck is what was said on one day, and what came.
type BackCheck struct {
	On       clock.Day   `json:"on" doc:"The day on which it would have been said."`
	Until    clock.Day   `json:"until" doc:"How many: by the end of this day."`
	Said     []Reached   `json:"said" doc:"At least so many items."`
	Came     int         `json:"came" doc:"So many were finished."`
	Items    int         `json:"items" doc:"When: for so many items, as many as in the days before; 0 when there were none."`
	SaidWhen []Odd       `json:"saidWhen"`
	CameOn   clock.Day   `json:"cameOn" doc:"When so many were finished; null when they are not yet."`
	outcome  []backShare // by share
}

type backShare struct{ howMany, when, settled bool }

const (
	usualAhead  = 10
	backStep    = 5  // working days from one test to the next
	leastBehind = 20 // working days of history that a statement needs
)

const backRule = "Every %d working days of the period a forecast is made from what was known that day: how many items in the next %d working days, and by when as many items as in the %d before. " +
	"It held when at least so many came, or came by then. The periods overlap, so single outcomes are not independent."

func backTest(_ context.Context, l *look, in BackTestIn) (*BackTest, error) {
	back, ahead := in.History, in.Ahead
	if back == 0 {
		back = usualHistory
	}
	if ahead == 0 {
		ahead = usualAhead
	}
	b := &BackTest{Head: l.head(fmt.Sprintf(backRule, backStep, ahead, ahead)), Checks: []BackCheck{}, Ahead: ahead, Seed: l.seed(in.Seed)}
	if in.From == "" {
		l.from = l.to.Add(-364)
		b.From = l.from
	}
	all := l.finishes()
	if len(all) > 0 {
		began := l.cal.next(l.cal.day(all[0].at), leastBehind)
		for d := max(l.from, began); d <= min(l.to, l.lastWhole(l.now)); d = l.cal.next(d, backStep) {
			b.check(l, all, d, back)
		}
	}
	b.Looked = len(b.Checks)
	b.sum()
	return b, nil
}

// check makes the statements of one day and holds them against what came.
func (b *BackTest) check(l *look, all []finish, d clock.Day, back int) {
	now := l.cal.end(d) - 1
	p := l.paceOf(all, now, back)
	if p.idle() || p.Days < leastBehind {
		return
	}
	c := BackCheck{On: d, Until: l.cal.next(d, b.Ahead), outcome: make([]backShare, len(shares))}
	run := stat.Forecast{History: p.each, Trials: usualTrials / 4, Seed: uint64(b.Seed), Longest: tooLong}
	many := run.HowMany(b.Ahead)
	over := l.cal.end(c.Until) <= l.now+1
	c.Came = came(all, now, l.cal.end(c.Until)-1)
	for i, s := range shares {
		c.Said = append(c.Said, Reached{s, many.AtLeast(s)})
		c.outcome[i].howMany = c.Came >= many.AtLeast(s)
	}
	whenSettled := c.asWhen(l, all, p, run, d)
	if !over && !whenSettled {
		return
	}
	for i := range shares {
		c.outcome[i].settled = over
	}
	b.note(&c, over)
	b.Checks = append(b.Checks, c)
}

// came counts the items that were finished after a moment and were still so at
// another.
func came(all []finish, after, until clock.Instant) int {
	n := 0
	for _, f := range all {
		if f.at > after && f.at <= until && f.until > until {
			n++
		}
	}
	return n
}

// asWhen asks by when as many items will be done as in the days before, and
// says whether that is settled for any share.
func (c *BackCheck) asWhen(l *look, all []finish, p *Pace, run stat.Forecast, d clock.Day) bool {
	for _, n := range p.each[max(0, len(p.each)-usualAhead):] {
		c.Items += n
	}
	c.SaidWhen = []Odd{}
	if c.Items == 0 {
		return false
	}
	run.Items = c.Items
	when := run.When()
	c.CameOn = l.cameOn(all, l.cal.end(d)-1, c.Items)
	settled := false
	for i, s := range shares {
		n := when.Day(s)
		on := l.cal.next(d, n)
		c.SaidWhen = append(c.SaidWhen, Odd{Share: s, On: on, Days: n})
		c.outcome[i].when = c.CameOn != "" && c.CameOn <= on
		settled = settled || c.CameOn != "" || on <= l.lastWhole(l.now)
	}
	return settled
}

// cameOn gives the day on which so many items had been finished.
func (l *look) cameOn(all []finish, after clock.Instant, items int) clock.Day {
	n := 0
	for _, f := range all {
		if f.at > after && f.at <= l.now && f.until == forever {
			if n++; n == items {
				return l.cal.day(f.at)
			}
		}
	}
	return ""
}

// note counts the outcomes of one day.
func (b *BackTest) note(c *BackCheck, over bool) {
	if b.Shares == nil {
		b.Shares = make([]Held, len(shares))
	}
	for i := range shares {
		h := &b.Shares[i]
		if over {
			h.HowMany.count(c.outcome[i].howMany)
		}
		if len(c.SaidWhen) > 0 && (c.CameOn != "" || c.SaidWhen[i].On <= b.lastKnown()) {
			h.When.count(c.outcome[i].when)
		}
	}
}

func (t *Tried) count(held bool) {
	t.Made++
	if held {
		t.Held++
	}
}

// lastKnown is the last day that the report knows of.
func (b *BackTest) lastKnown() clock.Day {
	return clock.Day(b.AsOf.Time().AddDate(0, 0, -1).Format("2006-01-02"))
}

func (b *BackTest) sum() {
	if b.Shares == nil {
		b.Shares = make([]Held, len(shares))
	}
	for i, s := range shares {
		h := &b.Shares[i]
		h.Share, h.Made, h.Held = s, h.HowMany.Made+h.When.Made, h.HowMany.Held+h.When.Held
		if h.Made > 0 {
			rate := float64(h.Held) / float64(h.Made)
			h.Rate = &rate
			if s == 0.85 {
				b.Says = fmt.Sprintf("Of our %d statements at 85%%, %.0f%% held.", h.Made, 100*rate)
			}
		}
	}
	if b.Says == "" {
		b.Says = "There is not enough of a past yet to hold forecasts against it."
	}
}
