package promise

import (
	"testing"

	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
)

func is(f float64) *float64 { return &f }

func TestStanding(t *testing.T) {
	t.Parallel()
	open := func(odds *float64, by clock.Day) Keeper { return Keeper{Odds: odds, By: by} }
	done, dropped := Keeper{Done: true}, Keeper{Dropped: true}
	for name, c := range map[string]struct {
		today    clock.Day
		category record.Category
		keepers  []Keeper
		standing string
		risk     bool
		odds     *float64
		by       clock.Day
	}{
		"likely":                       {"2026-03-01", "todo", []Keeper{open(is(.9), "2026-03-08")}, OnTrack, false, is(.9), "2026-03-08"},
		"at the bound":                 {"2026-03-01", "doing", []Keeper{open(is(.7), "2026-03-14")}, OnTrack, false, is(.7), "2026-03-14"},
		"under the bound":              {"2026-03-01", "todo", []Keeper{open(is(.69), "2026-03-20")}, AtRisk, true, is(.69), "2026-03-20"},
		"the least says it":            {"2026-03-01", "todo", []Keeper{open(is(.31), "2026-04-01"), open(is(.95), "2026-03-02"), done}, AtRisk, true, is(.31), "2026-04-01"},
		"one cannot be told":           {"2026-03-01", "todo", []Keeper{open(is(.9), "2026-03-08"), open(nil, "")}, Unforecast, false, nil, ""},
		"one cannot, one is under":     {"2026-03-01", "todo", []Keeper{open(is(.2), "2026-05-01"), open(nil, "")}, AtRisk, true, is(.2), ""},
		"all is done":                  {"2026-03-01", "todo", []Keeper{done, done}, Delivered, false, is(1), ""},
		"done, and its day has passed": {"2026-03-13", "todo", []Keeper{done}, Overdue, true, is(1), ""},
		"on its day":                   {"2026-03-12", "todo", []Keeper{open(is(.8), "2026-03-12")}, OnTrack, false, is(.8), "2026-03-12"},
		"nothing keeps it":             {"2026-03-01", "todo", nil, Undone, false, nil, ""},
		"what kept it was dropped":     {"2026-03-01", "todo", []Keeper{dropped}, Undone, false, nil, ""},
		"nothing, and its day passed":  {"2026-03-13", "todo", nil, Overdue, true, nil, ""},
		"ended":                        {"2026-03-13", "done", []Keeper{open(is(.1), "")}, Ended, false, nil, ""},
	} {
		p := Promise{DueOn: "2026-03-12"}
		p.Category = c.category
		got := p.weigh(c.keepers, 70, c.today)
		same := (got.Odds == nil) == (c.odds == nil) && (got.Odds == nil || *got.Odds == *c.odds)
		if got.Standing != c.standing || got.AtRisk != c.risk || !same || got.By != c.by {
			t.Errorf("%s: %+v (odds %v), want %+v", name, got, got.Odds, c)
		}
	}
}

func TestWhoHearsWhen(t *testing.T) {
	t.Parallel()
	const hour = clock.Instant(3_600_000_000)
	at := func(odds float64) Chance { return Chance{Standing: AtRisk, AtRisk: true, Odds: &odds} }
	well := func(odds float64) Chance { return Chance{Standing: OnTrack, Odds: &odds} }
	late := Chance{Standing: Overdue, AtRisk: true}
	due := 100 * hour
	for name, c := range map[string]struct {
		risk, handled, passed clock.Instant
		chance                Chance
		now                   clock.Instant
		gone                  bool
		want                  news
	}{
		"nothing to tell":                   {chance: well(.9), now: 10 * hour, want: nothing},
		"it turns":                          {chance: at(.4), now: 10 * hour, want: begins},
		"it turned an hour ago":             {risk: 10 * hour, chance: at(.4), now: 11 * hour, want: nothing},
		"a day ago, and nobody did a thing": {risk: 10 * hour, chance: at(.4), now: 34 * hour, want: passes},
		"a day ago, and somebody did":       {risk: 10 * hour, handled: 20 * hour, chance: at(.4), now: 34 * hour, want: nothing},
		"it was passed on":                  {risk: 10 * hour, passed: 34 * hour, chance: at(.4), now: 60 * hour, want: nothing},
		"the promiser has left":             {risk: 10 * hour, chance: at(.4), now: 11 * hour, gone: true, want: passes},
		"just over the bound":               {risk: 10 * hour, chance: well(.72), now: 11 * hour, want: nothing},
		"well over the bound":               {risk: 10 * hour, chance: well(.75), now: 11 * hour, want: eases},
		"no odds any more":                  {risk: 10 * hour, chance: Chance{Standing: Unforecast}, now: 60 * hour, want: nothing},
		"in hand, and the day has passed":   {risk: 10 * hour, handled: 20 * hour, chance: late, now: 101 * hour, want: renews},
		"that was told":                     {risk: 101 * hour, chance: late, now: 102 * hour, want: nothing},
		"passed on, and the day has passed": {risk: 10 * hour, passed: 34 * hour, chance: late, now: 101 * hour, want: nothing},
	} {
		p := Promise{RiskAt: c.risk, HandledAt: c.handled, EscalatedAt: c.passed}
		p.Category = record.Todo
		if got := p.hears(c.chance, &PromiseBound{Odds: 70, Patience: 1}, c.now, due, c.gone); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
		p.Category = record.Done
		if got := p.hears(c.chance, &PromiseBound{Odds: 70, Patience: 1}, c.now, due, c.gone); got != nothing {
			t.Errorf("%s, and ended: %d", name, got)
		}
	}
}
