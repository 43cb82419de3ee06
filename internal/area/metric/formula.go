package metric

// The formulas that templates work with. A quotient over nothing is not
// scored: ok is false, and nobody is shown a 0 that was never measured.

// Share is a part of a whole in percent.
func Share(part, whole float64) (percent float64, ok bool) {
	if whole == 0 {
		return 0, false
	}
	return 100 * part / whole, true
}

// Stage is one stage of a funnel with how much of the stage before reached it.
type Stage struct {
	Count float64
	Rate  float64 // of the stage before, in percent
	OK    bool    // false for the first stage, and after one that nobody reached
}

// Funnel gives the rate of each stage to the one before it, and of the last to
// the first.
func Funnel(counts []float64) (stages []Stage, overall float64, ok bool) {
	for i, n := range counts {
		s := Stage{Count: n}
		if i > 0 {
			s.Rate, s.OK = Share(n, counts[i-1])
		}
		stages = append(stages, s)
	}
	if len(counts) < 2 {
		return stages, 0, false
	}
	overall, ok = Share(counts[len(counts)-1], counts[0])
	return stages, overall, ok
}

// GrossRetention is what is left of the revenue of the customers at the
// beginning, in percent: without what they bought in addition.
func GrossRetention(start, churned, contracted float64) (float64, bool) {
	return Share(start-churned-contracted, start)
}

// NetRetention is the same with what they bought in addition.
func NetRetention(start, expanded, churned, contracted float64) (float64, bool) {
	return Share(start+expanded-churned-contracted, start)
}
