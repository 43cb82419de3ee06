// Package ranking holds features against each other: by a formula over inputs
// that are ranges, so that the order comes with how sure it is, what it hangs
// on, and what should be measured before anybody decides.
//
// Words it owns: ranking (features held against each other by one formula),
// input (what a formula takes, with its unit), scoring (one feature's inputs),
// range (low, likely, high), edition (of a formula), snapshot, reading (what a
// method says of one feature's score).
package ranking

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/formula"
)

// Ranking is features held against each other by one formula.
type Ranking struct {
	record.Part
	Name     string    `db:"name" json:"name" by:"feature.score" v:"required,max=120"`
	Method   string    `db:"method" json:"method" by:"feature.score" v:"max=40" doc:"Of the template it was made from, while the formula is the template's; empty for one of one's own."`
	Text     string    `db:"formula" json:"formula" by:"feature.score" v:"required,max=2000"`
	Inputs   []Operand `db:"inputs" json:"inputs" by:"feature.score" v:"max=20"`
	Edition  int64     `db:"edition" json:"edition" by:"feature.score" doc:"Counts the changes of the formula and its inputs; it goes with every snapshot."`
	Products []string  `db:"products" json:"products" by:"feature.score" ref:"product" doc:"Further products whose features are ranked here."`
	Top      int64     `db:"top" json:"top" by:"feature.score" v:"min=1,max=100" doc:"How many can be chosen."`
	Corrects bool      `db:"corrects" json:"corrects" by:"feature.score" doc:"Confidence is corrected by the track record of who bets."`
	Across   string    `db:"across" json:"across" by:"feature.score" v:"max=40" doc:"Input on the horizontal axis of the scatter plot."`
	Up       string    `db:"up" json:"up" by:"feature.score" v:"max=40" doc:"Input on the vertical axis."`
}

// Operand is an input: what a formula takes.
type Operand struct {
	Name    string   `json:"name" doc:"As the formula names it: letters, digits and _."`
	Label   string   `json:"label"`
	Unit    string   `json:"unit" doc:"What it is counted in, like people/quarter; empty for a plain number."`
	Min     *float64 `json:"min"`
	Max     *float64 `json:"max"`
	Choices []Choice `json:"choices" doc:"The only values it may have; none for any number."`
	From    string   `json:"from" doc:"The field of the feature that it is: reach, impact, confidence or effort; customers for the importance, summed, of the customers' words behind it, which nobody sets; empty for an input of this ranking alone."`
	Help    string   `json:"help"`
}

// Choice is one of the values of an input.
type Choice struct {
	Value float64 `json:"value"`
	Label string  `json:"label"`
}

// Range is a number that is not known exactly. Without its ends it is exact.
type Range struct {
	Low    *float64 `json:"low"`
	Likely *float64 `json:"likely"`
	High   *float64 `json:"high"`
}

// Scoring is what one feature is scored from in one ranking.
type Scoring struct {
	record.Part
	Ranking string           `db:"ranking_id" json:"ranking" by:"feature.score" ref:"ranking" doc:"Id of the ranking."`
	Ranges  map[string]Range `db:"ranges" json:"ranges" by:"feature.score" doc:"By input."`
}

// RankingSnapshot is how a ranking stood.
//
//nolint:revive // the name is the table's
type RankingSnapshot struct {
	record.Part
	Ranking   string     `db:"ranking_id" json:"ranking" by:"feature.score" ref:"ranking" doc:"Id of the ranking."`
	Name      string     `db:"name" json:"name" by:"feature.score" v:"required,max=120"`
	Edition   int64      `db:"edition" json:"edition" by:"feature.score"`
	Text      string     `db:"formula" json:"formula" by:"feature.score" v:"max=2000"`
	Top       int64      `db:"top" json:"top" by:"feature.score"`
	Standings []Standing `db:"standings" json:"standings" by:"feature.score" v:"max=300"`
}

// Standing is where one feature stood.
type Standing struct {
	Feature string           `json:"feature" ref:"feature" doc:"Id of the feature."`
	Key     string           `json:"key"`
	Title   string           `json:"title"`
	Place   int              `json:"place" doc:"From 1; 0 where it was not scored."`
	Score   *float64         `json:"score"`
	Chance  float64          `json:"chance" doc:"How often it was among the first."`
	Ranges  map[string]Range `json:"ranges"`
}

// Register adds rankings.
func Register(r *op.Registry) {
	op.AddPart[Ranking](r, "ranking")
	op.AddPart[Scoring](r, "scoring")
	op.AddPart[RankingSnapshot](r, "ranking_snapshot")
	op.Ask(r, "ranking.templates", templateList, op.Says("List the methods that a ranking can begin with, with their formulas and inputs."), op.Needs(op.Inside))
	op.Raw(r, "ranking.check", check, op.Says("Read a formula: what is wrong and where, which inputs it takes, and the unit of what comes out."), op.Needs(op.Members), op.Scoped("read"))
	op.Do(r, "ranking.create", create, op.Says("Make a ranking from a template, or from a formula of one's own."), op.Takes("feature.score"))
	op.Do(r, "ranking.update", update, op.Says("Change a ranking; what is left out stays."), op.Takes("feature.score"))
	op.Do(r, "ranking.delete", remove, op.Says("Take a ranking away, with its scorings and snapshots."), op.Takes("feature.score"))
	op.Ask(r, "ranking.list", list, op.Says("List the rankings of a product."))
	op.Ask(r, "ranking.show", show, op.Says("Rank: each feature's score with its range, how often it is among the first, what that hangs on, and what to measure before deciding."))
	op.Do(r, "ranking.score", score, op.Says("Set what a feature is scored from; a range of null takes an input away."), op.Takes("feature.score"))
	op.Do(r, "ranking.keep", keep, op.Says("Keep a snapshot of how a ranking stands."), op.Takes("feature.score"))
	op.Ask(r, "ranking.snapshots", snapshots, op.Says("List the snapshots of a ranking, the newest first."))
	op.Ask(r, "ranking.compare", compare, op.Says("Compare two snapshots of a ranking, or one with how it stands now: who moved, and which inputs changed."))
}

var inputName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,39}$`)

// customers is an input that follows from what customers said.
const customers = "customers"

// froms are the fields of features that an input may be, and what follows from
// their thread.
var froms = []string{"", "reach", "impact", "confidence", "effort", customers}

// Check holds for every stored ranking.
func (r *Ranking) Check(list *errs.List) {
	units := map[string]formula.Unit{}
	taken := map[string]bool{}
	for i, in := range r.Inputs {
		at := "inputs." + itoa(i) + "."
		in.check(at, list)
		if _, twice := units[in.Name]; twice {
			list.Add(at+"name", "stands twice")
		}
		if in.From != "" && taken[in.From] {
			list.Add(at+"from", "stands twice")
		}
		taken[in.From] = true
		u, bad := formula.ParseUnit(in.Unit)
		if bad != nil {
			list.Add(at+"unit", "%s", bad.Error())
		}
		units[in.Name] = u
	}
	f, bad := formula.Parse(r.Text)
	if bad != nil {
		list.Add("formula", "%s", bad.Error())
		return
	}
	_, all := f.Check(units)
	for _, e := range all {
		list.Add("formula", "%s", e.Error())
	}
	for _, axis := range []struct{ field, name string }{{"across", r.Across}, {"up", r.Up}} {
		if _, known := units[axis.name]; axis.name != "" && !known {
			list.Add(axis.field, "there is no input %q", axis.name)
		}
	}
	if len(r.Products) > 50 {
		list.Add("products", "must be at most 50")
	}
}

func (in Operand) check(at string, list *errs.List) {
	if !inputName.MatchString(in.Name) || slices.Contains(formula.Functions(), in.Name) || in.Name == "and" || in.Name == "or" || in.Name == "not" {
		list.Add(at+"name", "must be a word of letters, digits and _, and none of the formula's own words")
	}
	if strings.TrimSpace(in.Label) == "" || len(in.Label) > 120 {
		list.Add(at+"label", "must have 1 to 120 characters")
	}
	if len(in.Help) > 500 {
		list.Add(at+"help", "must have at most 500 characters")
	}
	if !slices.Contains(froms, in.From) {
		list.Add(at+"from", "must be reach, impact, confidence, effort, customers or empty")
	}
	if in.Min != nil && in.Max != nil && *in.Max < *in.Min {
		list.Add(at+"max", "must not lie below the least value, %v", *in.Min)
	}
	if len(in.Choices) > 30 {
		list.Add(at+"choices", "must be at most 30")
	}
	for _, c := range in.Choices {
		if len(c.Label) > 60 || math.IsNaN(c.Value) {
			list.Add(at+"choices", "a choice has a value and a label of at most 60 characters")
			return
		}
	}
}

// fits says what is wrong with a range of an input; empty where nothing is.
func (in Operand) fits(r Range) string {
	ends := []*float64{r.Low, r.Likely, r.High}
	for _, v := range ends {
		switch {
		case v == nil:
		case in.Min != nil && *v < *in.Min:
			return "must not lie below " + num(*in.Min)
		case in.Max != nil && *v > *in.Max:
			return "must not lie above " + num(*in.Max)
		case len(in.Choices) > 0 && !slices.ContainsFunc(in.Choices, func(c Choice) bool { return c.Value == *v }):
			return "must be one of the choices: " + in.choices()
		}
	}
	switch {
	case r.Likely == nil && (r.Low != nil || r.High != nil):
		return "a range has a likely value between its ends"
	case r.Low != nil && *r.Low > *r.Likely:
		return "the low end must not lie above the likely value"
	case r.High != nil && *r.High < *r.Likely:
		return "the high end must not lie below the likely value"
	}
	return ""
}

func (in Operand) choices() string {
	out := make([]string, len(in.Choices))
	for i, c := range in.Choices {
		out[i] = num(c.Value)
	}
	return strings.Join(out, ", ")
}

// input finds an input by name.
func (r *Ranking) input(name string) (Operand, bool) {
	for _, in := range r.Inputs {
		if in.Name == name {
			return in, true
		}
	}
	return Operand{}, false
}

// homes are the products whose features are ranked.
func (r *Ranking) homes() []string {
	out := []string{string(r.Product)}
	for _, p := range r.Products {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}
