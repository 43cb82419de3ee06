package money

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// BusinessCase is what a thing would cost and bring, period by period, and what
// that rests on. Its versions make a series, of which all but the last are kept
// as they were.
type BusinessCase struct {
	record.Part
	Series   string        `db:"series_id" json:"series" ref:"-" doc:"The same for all versions of a case: the id of the first."`
	Name     string        `db:"name" json:"name" by:"budget.set" v:"required,max=120" doc:"Which way of doing it this is: to build, to buy."`
	Number   int64         `db:"number" json:"number" by:"budget.set" doc:"Of the version, from 1."`
	KeptAt   clock.Instant `db:"kept_at" json:"keptAt" by:"budget.set" doc:"When it was kept as it is, and another version began; null for the one that holds."`
	Reason   string        `db:"reason" json:"reason" by:"budget.set" v:"max=1000" doc:"Why there is this version."`
	Currency string        `db:"currency" json:"currency" by:"budget.set" v:"required,max=3" doc:"As ISO 4217 says it."`
	Period   string        `db:"period" json:"period" by:"budget.set" v:"required,enum=month|quarter|year"`
	From     clock.Day     `db:"from_on" json:"from" by:"budget.set" v:"required,day" doc:"The first day of the first period: of a month."`
	Rate     float64       `db:"rate" json:"rate" by:"budget.set" doc:"By which a year is discounted: 0.1 for 10 %."`
	RateLow  *float64      `db:"rate_low" json:"rateLow" by:"budget.set" doc:"The lowest it might be."`
	RateHigh *float64      `db:"rate_high" json:"rateHigh" by:"budget.set" doc:"The highest it might be."`

	Assumptions []CaseAssumption `db:"assumptions" json:"assumptions" by:"budget.set" v:"max=40" doc:"What it rests on, in words."`

	Fixed     *int64   `db:"fixed" json:"fixed" by:"budget.set" v:"min=0" doc:"Fixed cost that sales have to pay, in minor units."`
	Price     *int64   `db:"price" json:"price" by:"budget.set" v:"min=0" doc:"Of one unit, in minor units."`
	Variable  *int64   `db:"variable" json:"variable" by:"budget.set" v:"min=0" doc:"Cost of one unit more, in minor units."`
	Spend     *int64   `db:"spend" json:"spend" by:"budget.set" v:"min=0" doc:"Spent on winning customers, in minor units."`
	Customers *float64 `db:"customers" json:"customers" by:"budget.set" v:"min=0" doc:"New customers won by it."`
	Arpa      *int64   `db:"arpa" json:"arpa" by:"budget.set" v:"min=0" doc:"Revenue per account in a month, in minor units."`
	Margin    *float64 `db:"margin" json:"margin" by:"budget.set" doc:"Share of that revenue that is left after serving them: 0.8 for 80 %."`
	Churn     *float64 `db:"churn" json:"churn" by:"budget.set" doc:"Share of accounts that leave in a month: 0.05 for 5 %."`
}

// CaseAssumption is something that a case takes to be true.
type CaseAssumption struct {
	Text   string `json:"text"`
	Result string `json:"result" doc:"Empty until one knows, then holds or fails."`
}

// CaseLine is one sort of money for one thing in a case, period by period.
type CaseLine struct {
	record.Part
	Case    string       `db:"case_id" json:"case" by:"budget.set" ref:"business_case" doc:"Id of the case."`
	Sort    string       `db:"sort" json:"sort" by:"budget.set" v:"required,enum=cost|run|revenue|value"`
	Label   string       `db:"label" json:"label" by:"budget.set" v:"required,max=80" doc:"What it is for."`
	Amounts []CaseAmount `db:"amounts" json:"amounts" by:"budget.set" doc:"From the first period on; what is beyond the last is nothing."`
}

// CaseAmount is an amount that is not known exactly, in minor units.
type CaseAmount struct {
	Low    int64 `json:"low"`
	Likely int64 `json:"likely"`
	High   int64 `json:"high"`
}

// Bounds of a case.
const (
	linesOfCase = 60
	periodsMost = 120
	versionsTop = 100
)

// perYear is how many periods make a year, and how many months a period.
var (
	perYear  = map[string]int{"month": 12, "quarter": 4, "year": 1}
	monthsIn = map[string]int{"month": 1, "quarter": 3, "year": 12}
)

func registerCases(r *op.Registry) {
	op.AddPart[BusinessCase](r, "business_case")
	op.AddPart[CaseLine](r, "case_line")
	r.Veil("business_case", See)
	r.Veil("case_line", See)
	op.Do(r, "case.create", createCase, op.Says("Make a business case for a feature, initiative, product or release."), op.Takes("budget.set"), op.At("POST", "/api/v1/records/{record}/cases"))
	op.Do(r, "case.update", updateCase, op.Says("Change what a business case is worked out by and what it assumes; what is left out stays."), op.Takes("budget.set"))
	op.Do(r, "case.fill", fillCase, op.Says("Set amounts of a business case, line by line and period by period; null takes an amount away, and a line that has none is gone."), op.Takes("budget.set"))
	op.Do(r, "case.keep", keepCase, op.Says("Keep a business case as it stands, and go on with a new version of it."), op.Takes("budget.set"))
	op.Do(r, "case.delete", deleteCase, op.Says("Take a version of a business case away, with its lines."), op.Takes("budget.set"))
	op.Ask(r, "case.list", listCases, op.Says("Compare business cases, of a product and what is in it or of one record: present value with its range and chance, yield, return, payback."))
	op.Ask(r, "case.show", showCase, op.Says("Work out a business case: what it is worth, how sure that is, what it hangs on, what each unit brings, and what came of it so far."))
	op.Ask(r, "case.compare", compareCases, op.Says("Hold two business cases or versions of one against each other, line by line."))
}

// Check holds for every stored case.
func (c *BusinessCase) Check(list *errs.List) {
	checkCurrency("currency", c.Currency, list)
	if c.From != "" && !strings.HasSuffix(string(c.From), "-01") {
		list.Add("from", "must be the first day of a month, like 2026-03-01")
	}
	for field, r := range map[string]*float64{"rate": &c.Rate, "rateLow": c.RateLow, "rateHigh": c.RateHigh} {
		if r != nil && (*r < 0 || *r > 10 || *r != *r) {
			list.Add(field, "must lie between 0 and 10: 0.1 stands for 10%% a year")
		}
	}
	if c.RateLow != nil && *c.RateLow > c.Rate {
		list.Add("rateLow", "must not lie above the rate, %v", c.Rate)
	}
	if c.RateHigh != nil && *c.RateHigh < c.Rate {
		list.Add("rateHigh", "must not lie below the rate, %v", c.Rate)
	}
	for field, share := range map[string]*float64{"margin": c.Margin, "churn": c.Churn} {
		if share != nil && !(*share >= 0 && *share <= 1) {
			list.Add(field, "must lie between 0 and 1: 0.8 stands for 80%%")
		}
	}
	for field, amount := range map[string]*int64{"fixed": c.Fixed, "price": c.Price, "variable": c.Variable, "spend": c.Spend, "arpa": c.Arpa} {
		if amount != nil && *amount > most {
			list.Add(field, "must be at most %d minor units", int64(most))
		}
	}
	for i, a := range c.Assumptions {
		if strings.TrimSpace(a.Text) == "" || utf8.RuneCountInString(a.Text) > 1000 {
			list.Add(fmt.Sprintf("assumptions.%d.text", i), "must have 1 to 1000 characters")
		}
		if !slices.Contains([]string{"", "holds", "fails"}, a.Result) {
			list.Add(fmt.Sprintf("assumptions.%d.result", i), "must be empty, holds or fails")
		}
	}
}

// Check holds for every stored line of a case.
func (l *CaseLine) Check(list *errs.List) {
	if len(l.Amounts) > periodsMost {
		list.Add("amounts", "must be at most %d periods", periodsMost)
	}
	for i, a := range l.Amounts {
		switch {
		case a.Low > a.Likely || a.Likely > a.High:
			list.Add(fmt.Sprintf("amounts.%d", i), "must not fall from low to likely to high")
		case a.Low < -most || a.High > most:
			list.Add(fmt.Sprintf("amounts.%d", i), "must be at most %d minor units", int64(most))
		}
	}
}

// name is what tells the lines of a case apart.
func (l *CaseLine) name() string { return l.Sort + "\x00" + l.Label }

// sign is whether a line brings or costs.
func (l *CaseLine) sign() float64 {
	if l.Sort == Cost || l.Sort == Run {
		return -1
	}
	return 1
}

// period gives the first day of the nth period of a case.
func (c *BusinessCase) period(nth int) clock.Day { return next(c.From, nth*monthsIn[c.Period]) }
