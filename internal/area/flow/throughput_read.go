package flow

import (
	"context"
	"slices"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/stat"
)

// ThroughputIn asks how much was finished.
type ThroughputIn struct{ Scope }

// Throughput is how much was finished, day by day and week by week.
type Throughput struct {
	Head
	Days    []FinishedOn `json:"days" doc:"Every day of the period, those on which nothing was finished too."`
	Weeks   []FinishedOn `json:"weeks" doc:"Weeks from Monday; the first and last may be cut off by the period."`
	PerDay  *float64     `json:"perDay" doc:"Items finished per working day."`
	PerWeek *float64     `json:"perWeek" doc:"Items finished in a week, as the average of the whole weeks."`
	P15Week *float64     `json:"p15Week" doc:"Items that 85 % of the whole weeks reached."`
	Total   int          `json:"total"`
	Points  float64      `json:"points"`
}

// FinishedOn is what was finished in a day, or in the week that begins on it.
type FinishedOn struct {
	On      clock.Day `json:"on"`
	Working bool      `json:"working" doc:"A day on which the team works."`
	Whole   bool      `json:"whole" doc:"The period holds all of it."`
	Items   int       `json:"items"`
	Points  float64   `json:"points"`
}

func throughput(_ context.Context, l *look, _ ThroughputIn) (*Throughput, error) {
	t := &Throughput{Head: l.head("Items count once, on the day on which they were last done, with the estimate they had then. Days on which nothing was finished count too.")}
	all := days(l.from, min(l.to, l.cal.day(l.now)))
	t.Days = make([]FinishedOn, len(all))
	place := make(map[clock.Day]int, len(all))
	working := 0
	for i, d := range all {
		t.Days[i] = FinishedOn{On: d, Working: l.cal.working(d), Whole: true}
		place[d] = i
		if t.Days[i].Working {
			working++
		}
	}
	for _, p := range l.finishedIn() {
		d := &t.Days[place[l.cal.day(p.Finished)]]
		d.Items++
		t.Total++
		if p.Estimate != nil {
			d.Points += *p.Estimate
			t.Points += *p.Estimate
		}
	}
	t.Looked = t.Total
	if working > 0 {
		each := float64(t.Total) / float64(working)
		t.PerDay = &each
	}
	t.weeks(l)
	return t, nil
}

// weeks gathers the days by their Mondays.
func (t *Throughput) weeks(l *look) {
	t.Weeks = []FinishedOn{}
	var whole []float64
	for i := 0; i < len(t.Days); {
		monday := monday(t.Days[i].On)
		w := FinishedOn{On: monday, Whole: monday >= l.from && monday.Add(6) <= t.Days[len(t.Days)-1].On}
		for ; i < len(t.Days) && t.Days[i].On < monday.Add(7); i++ {
			w.Items += t.Days[i].Items
			w.Points += t.Days[i].Points
			w.Working = w.Working || t.Days[i].Working
		}
		t.Weeks = append(t.Weeks, w)
		if w.Whole {
			whole = append(whole, float64(w.Items))
		}
	}
	t.PerWeek = known(stat.Mean(whole))
	slices.Sort(whole)
	t.P15Week = known(stat.Percentile(whole, 0.15))
}
