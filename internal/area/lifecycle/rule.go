package lifecycle

import (
	"math"

	"throughline/internal/kit/clock"
)

// Formula is the version of the rule here; it goes with every suggestion.
const Formula = "lifecycle-1"

// Phases of a life on the market (Levitt 1965).
const (
	introduction = "introduction"
	growth       = "growth"
	maturity     = "maturity"
	decline      = "decline"
)

// Stages of a product that rules speak of.
const (
	idea        = "idea"
	discovery   = "discovery"
	development = "development"
	launch      = "launch"
	sunset      = "sunset"
)

// stages in the order of a life.
var stages = []string{idea, discovery, development, launch, growth, maturity, sunset}

// stageOf is the stage that a phase speaks for.
var stageOf = map[string]string{introduction: launch, growth: growth, maturity: maturity, decline: sunset}

// Bounds are where one phase ends and the next begins, in percent. There is no
// standard; these are a beginning, and a product may have its own.
type Bounds struct {
	Grows      float64 `json:"grows" doc:"Growth above this is growth, in percent a period."`
	Declines   float64 `json:"declines" doc:"Growth below this is decline, in percent a period."`
	Introduces float64 `json:"introduces" doc:"Below this share of its target it is being introduced, in percent."`
}

var usual = Bounds{Grows: 10, Declines: -2, Introduces: 5}

// span is over how many periods growth is smoothed.
const span = 4

// Reading is what one period says of a product's phase.
type Reading struct {
	From   clock.Day `json:"from" doc:"First day of the period."`
	Value  *float64  `json:"value" doc:"The metric at its end; null without a point."`
	Share  *float64  `json:"share" doc:"Of the target, in percent; null without a target."`
	Growth *float64  `json:"growth" doc:"Smoothed growth over the four periods that end here, in percent a period; null where there are not five values above 0."`
	Phase  string    `json:"phase" v:"enum=|introduction|growth|maturity|decline" doc:"What that speaks for; empty where it cannot be said."`
}

// Smoothed is the even growth, in percent a period, that leads from the first
// of some values to the last. ok is false where a value at either end is not
// above 0.
func Smoothed(values []float64) (percent float64, ok bool) {
	n := len(values) - 1
	if n < 1 || values[0] <= 0 || values[n] <= 0 {
		return 0, false
	}
	percent = (math.Pow(values[n]/values[0], 1/float64(n)) - 1) * 100
	// What is even in decimals shall not miss its bound by a bit.
	return math.Round(percent*1e9) / 1e9, true
}

// Phase says what one period speaks for.
func (b Bounds) Phase(share, grown *float64) string {
	switch {
	case share != nil && *share < b.Introduces:
		return introduction
	case grown == nil:
		return ""
	case *grown > b.Grows:
		return growth
	case *grown < b.Declines:
		return decline
	default:
		return maturity
	}
}

// read judges periods that follow each other; nil is a period without a value.
func (b Bounds) read(days []clock.Day, values []*float64, target *float64) []Reading {
	out := make([]Reading, len(values))
	for i, v := range values {
		r := &out[i]
		r.From, r.Value = days[i], v
		if v == nil {
			continue
		}
		if target != nil && *target > 0 {
			share := *v / *target * 100
			r.Share = &share
		}
		if some := whole(values[max(0, i-span) : i+1]); len(some) == span+1 {
			if g, ok := Smoothed(some); ok {
				r.Growth = &g
			}
		}
		r.Phase = b.Phase(r.Share, r.Growth)
	}
	return out
}

// whole gives the values where none is missing.
func whole(values []*float64) []float64 {
	out := make([]float64, 0, len(values))
	for _, v := range values {
		if v == nil {
			return nil
		}
		out = append(out, *v)
	}
	return out
}

// Settled is the phase that readings lead to: it changes only with two periods
// in a row that speak for the same other one. Since is the first of those two;
// empty as long as no two agreed.
func Settled(readings []Reading) (phase string, since clock.Day) {
	for i := 1; i < len(readings); i++ {
		before, is := readings[i-1], readings[i]
		if is.Phase != "" && is.Phase == before.Phase && is.Phase != phase {
			phase, since = is.Phase, before.From
		}
	}
	return phase, since
}

// Facts are what can be counted of a product before it has a number.
type Facts struct {
	Learnt   int64 `json:"learnt" doc:"Insights and opportunities."`
	Features int64 `json:"features" doc:"Features that are wanted: candidates and beyond."`
	Started  int64 `json:"started" doc:"Backlog items that were begun."`
	Out      int64 `json:"out" doc:"Releases that went out."`
}

// early is the stage that the facts speak for, at most the launch.
func (f Facts) early() string {
	switch {
	case f.Out > 0:
		return launch
	case f.Started > 0:
		return development
	case f.Learnt > 0:
		return discovery
	default:
		return idea
	}
}

// Suggested is the stage that a product seems to be in, and why.
type Suggested struct {
	Stage   string    `json:"stage" v:"enum=|idea|discovery|development|launch|growth|maturity|sunset" doc:"Empty where nothing speaks for another one."`
	Ground  string    `json:"ground" v:"enum=|metric|facts" doc:"What it rests on: the metric of its rule, or what was counted."`
	Phase   string    `json:"phase" doc:"The phase of the market that the metric speaks for."`
	Since   clock.Day `json:"since" doc:"The first of the two periods that agreed."`
	Agreed  bool      `json:"agreed" doc:"It is the stage that the product has."`
	Formula string    `json:"formula"`
}

// suggest weighs the metric first: whoever is on the market is judged by it. An
// end is decided, so no number takes it back; and before the market, facts lead
// forward only.
func suggest(stage string, readings []Reading, facts Facts) Suggested {
	out := Suggested{Formula: Formula}
	if phase, since := Settled(readings); phase != "" {
		out.Stage, out.Ground, out.Phase, out.Since = stageOf[phase], "metric", phase, since
		out.Agreed = out.Stage == stage
		if stage == sunset && !out.Agreed {
			out.Stage = ""
		}
		return out
	}
	early := facts.early()
	if place(early) >= place(stage) {
		out.Stage, out.Ground, out.Agreed = early, "facts", early == stage
	}
	return out
}

func place(stage string) int {
	for i, s := range stages {
		if s == stage {
			return i
		}
	}
	return -1
}
