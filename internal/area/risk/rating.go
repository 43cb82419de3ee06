package risk

import (
	"math"

	"throughline/internal/core/record"
)

// chances are what the five steps of likelihood stand for where nobody has said
// a probability: the middles of the usual bands.
var chances = [...]float64{0.05, 0.2, 0.4, 0.65, 0.9}

// Chance is the probability that a risk is counted with; nil until it is known.
func (r *Risk) Chance() *float64 {
	switch {
	case r.Probability != nil:
		p := *r.Probability / 100
		return &p
	case r.Likelihood != nil && *r.Likelihood >= 1 && *r.Likelihood <= 5:
		p := chances[*r.Likelihood-1]
		return &p
	}
	return nil
}

// measure works out what follows from a rating: severity is likelihood by
// impact, exposure the chance by what the risk would cost. New values, never
// changed ones: the risk before a change may share them.
func (r *Risk) measure() {
	r.Severity, r.Exposure, r.ExposureDays = nil, nil, nil
	if r.Likelihood != nil && r.Impact != nil {
		s := *r.Likelihood * *r.Impact
		r.Severity = &s
	}
	p := r.Chance()
	if p == nil {
		return
	}
	if r.Loss != nil {
		m := int64(math.Round(*p * float64(*r.Loss)))
		r.Exposure = &m
	}
	if r.Delay != nil {
		d := math.Round(*p*float64(*r.Delay)*100) / 100
		r.ExposureDays = &d
	}
}

// rating is how a risk stood at a moment; nil when it was not there or closed.
type rating struct {
	likelihood, impact, severity, money *int64
	days                                *float64
	currency                            string
}

func (r *Risk) rating() *rating {
	if r.Category == record.Closed {
		return nil
	}
	r.measure()
	return &rating{r.Likelihood, r.Impact, r.Severity, r.Exposure, r.ExposureDays, r.Currency}
}

// worth is a severity to compare and to sum: nothing where it is not known.
func (r *rating) worth() int64 {
	if r == nil || r.severity == nil {
		return 0
	}
	return *r.severity
}
