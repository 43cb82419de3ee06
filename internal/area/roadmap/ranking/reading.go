package ranking

import (
	"fmt"
	"slices"

	"throughline/internal/kit/formula"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

func functions() []string { return formula.Functions() }

// likely gives a feature's likely value of an input.
func (r Row) likely(name string) (float64, bool) {
	x, ok := r.Ranges[name]
	if !ok || x.Likely == nil {
		return 0, false
	}
	return *x.Likely, true
}

// readings says of each feature what the method makes of it.
func (s *set) readings(out *Ranked) {
	say := map[string]func(Row) string{
		rice: func(r Row) string {
			if c, ok := r.likely("confidence"); ok && c < 50 {
				return "moonshot"
			}
			return ""
		},
		moscow: func(r Row) string {
			if p, ok := r.likely("priority"); ok {
				return []string{"won't", "could", "should", "must"}[int(p)]
			}
			return ""
		},
		kano: kanoReading,
		opportunity: func(r Row) string {
			i, _ := r.likely("importance")
			sat, _ := r.likely("satisfaction")
			if r.Score == nil {
				return ""
			}
			return opportunityOf(*r.Score, i, sat)
		},
	}[s.r.Method]
	if s.r.Method == valueEffort {
		say = quadrants(out.Rows)
	}
	if say == nil {
		return
	}
	for i := range out.Rows {
		out.Rows[i].Reading = say(out.Rows[i])
	}
}

func kanoReading(r Row) string {
	n := func(name string) float64 { v, _ := r.likely(name); return v }
	k := kanoOf(n("attractive"), n("one_dimensional"), n("must_be"), n("indifferent"), n("reverse"), n("questionable"))
	switch {
	case k.Class == "":
		return ""
	case k.Mixed != "":
		return "mixed: " + k.Class + " and " + k.Mixed
	}
	return k.Class
}

// cuts are the medians of value and effort.
func cuts(rows []Row) (value, effort float64) {
	var vs, es []float64
	for _, r := range rows {
		v, one := r.likely("value")
		e, two := r.likely("effort")
		if one && two {
			vs, es = append(vs, v), append(es, e)
		}
	}
	return median(vs), median(es)
}

func quadrants(rows []Row) func(Row) string {
	value, effort := cuts(rows)
	return func(r Row) string {
		v, one := r.likely("value")
		e, two := r.likely("effort")
		if !one || !two {
			return ""
		}
		return quadrant(v, e, value, effort)
	}
}

// notes are what the method says of the set.
func (s *set) notes(out *Ranked) {
	add := func(tone, format string, args ...any) {
		out.Notes = append(out.Notes, Note{tone, sprintf(format, args...)})
	}
	if len(s.f.Norms()) > 0 {
		add("warn", "Inputs are spread over the set, so a score changes when other features change. Compare dates by snapshots only.")
	}
	switch s.r.Method {
	case wsjf:
		for _, in := range s.inputs {
			if !slices.ContainsFunc(out.Rows, func(r Row) bool { v, ok := r.likely(in.Name); return ok && v == 1 }) && len(out.Rows) > 0 {
				add("warn", "No feature has a 1 in %s. Estimate column by column, the smallest is 1.", in.Label)
			}
		}
	case moscow:
		var effort [4]float64
		for _, r := range out.Rows {
			p, one := r.likely("priority")
			e, two := r.likely("effort")
			if one && two {
				effort[int(p)] += e
			}
		}
		if m, ok := moscowOf(effort[3], effort[2], effort[1]); ok {
			add(m.Flag, "%s", m.Why)
		}
	case valueEffort:
		value, effort := cuts(out.Rows)
		add("ok", "Value counts as high from %s, effort from %s: the medians of the set.", num(value), num(effort))
	case cd3:
		var jobs []job
		for _, r := range out.Rows {
			c, one := r.likely("cost_of_delay")
			d, two := r.likely("duration")
			if r.Place > 0 && one && two {
				jobs = append(jobs, job{c, d})
			}
		}
		if len(jobs) > 1 {
			add("ok", "One after the other in this order, delay costs %s in all: no order costs less.", num(delayCost(jobs)))
		}
	}
	if out.Hidden > 0 {
		add("warn", "%d of its products you may not see; their features are left out.", out.Hidden)
	}
}
