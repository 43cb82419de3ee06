package money

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"

	"throughline/internal/kit/finance"
	"throughline/internal/kit/stat"
)

// CaseFigures is what a case comes to. What is not defined is null.
type CaseFigures struct {
	Periods int        `json:"periods" doc:"From the first to the last with an amount."`
	Cost    int64      `json:"cost" doc:"Cost and run cost, by the likely amounts."`
	Gain    int64      `json:"gain" doc:"Revenue and value, by the likely amounts."`
	NPV     *int64     `json:"npv" doc:"Net present value of the likely amounts."`
	Cash    *int64     `json:"cash" doc:"The same without value that is no revenue."`
	IRR     []float64  `json:"irr" doc:"Every yearly rate at which the present value is nothing; there may be none, or several, of which none is the true one."`
	ROI     *float64   `json:"roi" doc:"Gain less cost, by the cost, not discounted."`
	Payback *float64   `json:"payback" doc:"Years until it has paid back, not discounted; null where it never does."`
	Worst   *int64     `json:"worst" doc:"Present value if all comes out at its bad end at once."`
	Best    *int64     `json:"best" doc:"Present value if all comes out at its good end at once."`
	Range   *CaseRange `json:"range" doc:"What the present value may come to; null where neither an amount nor the discount rate is a range."`
}

// CaseRange is what a present value may come to, by simulation.
type CaseRange struct {
	Low    int64   `json:"low" doc:"Nine in ten trials lie between this…"`
	Mid    int64   `json:"mid" doc:"Half of the trials lie below."`
	High   int64   `json:"high" doc:"…and this."`
	Chance float64 `json:"chance" doc:"Share of the trials above nothing."`
	Trials int     `json:"trials"`
	Seed   int64   `json:"seed" doc:"What chance began with: the same case gives the same answer."`
}

// Bar is how many trials came out in a stretch.
type Bar struct {
	From  int64   `json:"from"`
	Until int64   `json:"until"`
	Share float64 `json:"share"`
}

// CaseSwing is what the present value would be with one thing at either end.
type CaseSwing struct {
	Sort  string `json:"sort" doc:"Empty for the discount rate."`
	Label string `json:"label"`
	Low   int64  `json:"low" doc:"Present value with it at its low end, all else likely."`
	High  int64  `json:"high" doc:"Present value with it at its high end."`
}

const (
	caseTrials = 10_000
	caseBars   = 24
)

// ends of an amount.
func lowOf(a CaseAmount) int64    { return a.Low }
func likelyOf(a CaseAmount) int64 { return a.Likely }
func highOf(a CaseAmount) int64   { return a.High }

// worth works a case out.
type worth struct {
	c       *BusinessCase
	lines   []CaseLine
	periods int
}

func newWorth(c *BusinessCase, lines []CaseLine) *worth {
	w := &worth{c: c, lines: lines}
	for _, l := range lines {
		w.periods = max(w.periods, len(l.Amounts))
	}
	return w
}

// flows gives what each period brings, less what it costs.
func (w *worth) flows(pick func(l *CaseLine, a CaseAmount) int64) []float64 {
	out := make([]float64, w.periods)
	for i := range w.lines {
		l := &w.lines[i]
		for t, a := range l.Amounts {
			out[t] += l.sign() * float64(pick(l, a))
		}
	}
	return out
}

func (w *worth) likely() []float64 {
	return w.flows(func(_ *CaseLine, a CaseAmount) int64 { return likelyOf(a) })
}

// extreme gives the flows with all at its bad end, or all at its good one.
func (w *worth) extreme(good bool) []float64 {
	return w.flows(func(l *CaseLine, a CaseAmount) int64 {
		if good == (l.sign() > 0) {
			return a.High
		}
		return a.Low
	})
}

// end is what it is worth with all at its bad end, or all at its good one, the
// discount rate included.
func (w *worth) end(good bool) *int64 {
	r, flows := w.rates(), w.extreme(good)
	low, high := w.npv(r.Low, flows), w.npv(r.High, flows)
	if good {
		return whole1(max(low, high))
	}
	return whole1(min(low, high))
}

func (w *worth) npv(rate float64, flows []float64) float64 {
	return *finance.NPV(finance.PerPeriod(rate, perYear[w.c.Period]), flows)
}

func whole(v float64) int64            { return int64(math.Round(v)) }
func whole1(v float64) *int64          { n := whole(v); return &n }
func (w *worth) at(f []float64) *int64 { return whole1(w.npv(w.c.Rate, f)) }

func (w *worth) figures() CaseFigures {
	out := CaseFigures{Periods: w.periods, IRR: []float64{}}
	if w.periods == 0 {
		return out
	}
	for _, l := range w.lines {
		for _, a := range l.Amounts {
			if l.sign() < 0 {
				out.Cost += a.Likely
			} else {
				out.Gain += a.Likely
			}
		}
	}
	year, likely := perYear[w.c.Period], w.likely()
	out.NPV, out.Worst, out.Best = w.at(likely), w.end(false), w.end(true)
	out.Cash = w.at(w.flows(func(l *CaseLine, a CaseAmount) int64 {
		if l.Sort == Value {
			return 0
		}
		return a.Likely
	}))
	for _, r := range finance.IRR(likely) {
		out.IRR = append(out.IRR, finance.Yearly(r, year))
	}
	out.ROI = finance.ROI(float64(out.Gain), float64(out.Cost))
	if n := finance.Payback(likely); n != nil {
		years := *n / float64(year)
		out.Payback = &years
	}
	if sums := w.sums(); sums != nil {
		out.Range = w.span(sums)
	}
	return out
}

// seed is what chance begins with: made from the case, so that the same case
// gives the same answer to everybody.
func (w *worth) seed() int64 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(w.c.Series)) // a hash in memory does not fail
	return int64(h.Sum32())
}

// sums plays through what the present value may come to; nil where nothing is
// uncertain. How far up its range a line comes out is drawn once for all its
// periods: what is dearer than thought in spring is so in summer, too.
func (w *worth) sums() []float64 {
	if w.rates().Wide() {
		return w.presents()
	}
	rate := finance.PerPeriod(w.c.Rate, perYear[w.c.Period])
	sure, futures := 0.0, []stat.Future{}
	for i := range w.lines {
		l := &w.lines[i]
		if !l.wide() {
			sure += l.present(rate, likelyOf)
			continue
		}
		futures = append(futures, stat.Future{Name: l.name(), Worth: func(u float64) float64 {
			sum, by := 0.0, 1.0
			for _, a := range l.stream(u) {
				sum += a * by
				by /= 1 + rate
			}
			return sum
		}})
	}
	if len(futures) == 0 {
		return nil
	}
	return stat.Sums(sure, futures, uint64(w.seed()), caseTrials) //nolint:gosec // it is not negative
}

// presents is sums where the discount rate is a range, too: it is drawn once
// for all lines, and theirs are drawn as they are without it.
func (w *worth) presents() []float64 {
	rates, streams := w.rates(), []stat.Stream{}
	by := stat.Future{Name: "rate", Worth: func(u float64) float64 {
		return 1 / (1 + finance.PerPeriod(rates.At(u), perYear[w.c.Period]))
	}}
	for i := range w.lines {
		l := &w.lines[i]
		s := stat.Stream{Name: l.name(), At: l.stream}
		if !l.wide() {
			exact := l.stream(0)
			s.At = func(float64) []float64 { return exact }
		}
		streams = append(streams, s)
	}
	return stat.Presents(by, streams, uint64(w.seed()), caseTrials) //nolint:gosec // it is not negative
}

// rates is what the yearly rate may be; an end that nobody named is the rate.
func (w *worth) rates() stat.Spread {
	s := stat.Spread{Low: w.c.Rate, Likely: w.c.Rate, High: w.c.Rate}
	put(&s.Low, w.c.RateLow)
	put(&s.High, w.c.RateHigh)
	return s
}

// stream is what a line brings period by period if it comes out so far up its
// range.
func (l *CaseLine) stream(u float64) []float64 {
	out := make([]float64, len(l.Amounts))
	for t, a := range l.Amounts {
		out[t] = l.sign() * stat.Spread{Low: float64(a.Low), Likely: float64(a.Likely), High: float64(a.High)}.At(u)
	}
	return out
}

func (l *CaseLine) wide() bool {
	return slices.ContainsFunc(l.Amounts, func(a CaseAmount) bool { return a.High > a.Low })
}

// present is what a line is worth today, with its sign.
func (l *CaseLine) present(rate float64, pick func(CaseAmount) int64) float64 {
	flows := make([]float64, len(l.Amounts))
	for t, a := range l.Amounts {
		flows[t] = float64(pick(a))
	}
	return l.sign() * *finance.NPV(rate, flows)
}

func (w *worth) span(sums []float64) *CaseRange {
	low, _ := stat.Percentile(sums, 0.05)
	mid, _ := stat.Percentile(sums, 0.5)
	high, _ := stat.Percentile(sums, 0.95)
	above, _ := slices.BinarySearchFunc(sums, 0.0, func(v, zero float64) int {
		if v > zero {
			return 1
		}
		return -1
	})
	return &CaseRange{Low: whole(low), Mid: whole(mid), High: whole(high), Chance: float64(len(sums)-above) / float64(len(sums)), Trials: len(sums), Seed: w.seed()}
}

// bars parts the trials into stretches of the same width.
func bars(sums []float64) []Bar {
	out := []Bar{}
	if len(sums) == 0 || sums[0] == sums[len(sums)-1] {
		return out
	}
	first, width := sums[0], (sums[len(sums)-1]-sums[0])/caseBars
	n := make([]int, caseBars)
	for _, v := range sums {
		n[min(int((v-first)/width), caseBars-1)]++
	}
	for i := range n {
		at := first + float64(i)*width
		out = append(out, Bar{whole(at), whole(at + width), float64(n[i]) / float64(len(sums))})
	}
	return out
}

// swings says what the present value hangs on, the most first.
func (w *worth) swings() []CaseSwing {
	out, point := []CaseSwing{}, w.npv(w.c.Rate, w.likely())
	rate := finance.PerPeriod(w.c.Rate, perYear[w.c.Period])
	for i := range w.lines {
		l := &w.lines[i]
		if l.wide() {
			rest := point - l.present(rate, likelyOf)
			out = append(out, CaseSwing{l.Sort, l.Label, whole(rest + l.present(rate, lowOf)), whole(rest + l.present(rate, highOf))})
		}
	}
	if r := w.rates(); r.Wide() {
		out = append(out, CaseSwing{"", "Discount rate", whole(w.npv(r.Low, w.likely())), whole(w.npv(r.High, w.likely()))})
	}
	slices.SortStableFunc(out, func(a, b CaseSwing) int { return cmp.Compare(b.width(), a.width()) })
	return out
}

func (s CaseSwing) width() int64 { return max(s.High-s.Low, s.Low-s.High) }

// UnitSums is what one unit and one customer bring.
type UnitSums struct {
	BreakEven   *float64 `json:"breakEven" doc:"Units until their margin has paid the fixed cost."`
	BreakUnits  *int64   `json:"breakUnits" doc:"The same in whole units."`
	CAC         *float64 `json:"cac" doc:"What a new customer costs to win, in minor units."`
	LTV         *float64 `json:"ltv" doc:"What a customer brings in the time that they stay, in minor units."`
	Ratio       *float64 `json:"ratio" doc:"LTV by CAC."`
	CACPayback  *float64 `json:"cacPayback" doc:"Months until a customer has brought in what it cost."`
	NotScored   []string `json:"notScored" doc:"What cannot be worked out though its inputs are there, and why."`
	Contributed *float64 `json:"contributed" doc:"What is left of one unit's price, in minor units."`
}

func amount64(n *int64) float64 { return float64(*n) }

func (c *BusinessCase) units() UnitSums {
	out := UnitSums{NotScored: []string{}}
	not := func(why string) { out.NotScored = append(out.NotScored, why) }
	if c.Fixed != nil && c.Price != nil && c.Variable != nil {
		left := amount64(c.Price) - amount64(c.Variable)
		out.Contributed = &left
		if out.BreakEven, out.BreakUnits = finance.BreakEven(amount64(c.Fixed), amount64(c.Price), amount64(c.Variable)); out.BreakEven == nil {
			not("It never breaks even: a unit costs no less than its price.")
		}
	}
	if c.Spend != nil && c.Customers != nil {
		if out.CAC = finance.CAC(amount64(c.Spend), *c.Customers); out.CAC == nil {
			not("CAC is not scored: no customers were won.")
		}
	}
	if c.Arpa == nil || c.Margin == nil {
		return out
	}
	if c.Churn != nil {
		if out.LTV = finance.LTV(amount64(c.Arpa), *c.Margin, *c.Churn); out.LTV == nil {
			not("LTV is not scored: with a churn of 0 a customer stays for ever.")
		}
	}
	if out.CAC != nil && out.LTV != nil {
		out.Ratio = finance.Ratio(*out.LTV, *out.CAC)
	}
	if out.CAC != nil {
		if out.CACPayback = finance.CACPayback(*out.CAC, amount64(c.Arpa), *c.Margin); out.CACPayback == nil {
			not("CAC payback is not scored: a customer brings nothing in a month.")
		}
	}
	return out
}
