package ranking

import (
	"context"
	"strconv"

	"throughline/internal/core/op"
)

// Template is a method that a ranking can begin with.
type Template struct {
	Method  string    `json:"method"`
	Name    string    `json:"name"`
	Doc     string    `json:"doc" doc:"What it is good for, and where it comes from."`
	Formula string    `json:"formula"`
	Inputs  []Operand `json:"inputs"`
	Across  string    `json:"across"`
	Up      string    `json:"up"`
}

// Templates is all methods.
type Templates struct {
	Items     []Template `json:"items"`
	Functions []string   `json:"functions" doc:"What a formula may use besides + − × ÷ ^, comparisons, and, or and not."`
}

// Methods of which more is known than a number.
const (
	rice        = "rice"
	wsjf        = "wsjf"
	cd3         = "cd3"
	valueEffort = "value-effort"
	scorecard   = "scorecard"
	moscow      = "moscow"
	kano        = "kano"
	opportunity = "opportunity"
	importance  = "customer-importance"
)

func fl(v float64) *float64 { return &v }

func itoa(n int) string { return strconv.Itoa(n) }

func num(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// steps are choices without words.
func steps(values ...float64) []Choice {
	out := make([]Choice, len(values))
	for i, v := range values {
		out[i] = Choice{v, num(v)}
	}
	return out
}

func oneToTen(name, label, help string) Operand {
	return Operand{Name: name, Label: label, Help: help, Min: fl(1), Max: fl(10)}
}

func count(name, label string) Operand {
	return Operand{Name: name, Label: label, Unit: "people", Min: fl(0), Help: "How many of those who were asked answer so."}
}

func relative(name, label, help string) Operand {
	return Operand{Name: name, Label: label, Help: help, Choices: steps(1, 2, 3, 5, 8, 13, 20)}
}

var iceInputs = []Operand{
	oneToTen("impact", "Impact", "How much it would do."), oneToTen("confidence", "Confidence", "How sure one is of that."), oneToTen("ease", "Ease", "How easily it is done."),
}

// templates are the methods, in the order in which they are offered.
var templates = []Template{
	{
		Method: rice, Name: "RICE", Doc: "Reach times impact times confidence by effort (McBride, Intercom). Anything under a month counts as half a month.",
		Formula: "reach * impact * (confidence / 100) / if(effort <= 0, 0, if(effort < 1, 0.5, effort))", Across: "effort", Up: "reach",
		Inputs: []Operand{
			{Name: "reach", Label: "Reach", Unit: "people/quarter", Min: fl(0), From: "reach", Help: "People or events in a quarter: a real count."},
			{Name: "impact", Label: "Impact", From: "impact", Choices: []Choice{{3, "3 massive"}, {2, "2 high"}, {1, "1 medium"}, {0.5, "0.5 low"}, {0.25, "0.25 minimal"}}, Help: "Per person reached."},
			{Name: "confidence", Label: "Confidence", Unit: "", Min: fl(0), Max: fl(100), From: "confidence", Help: "In percent: 100 high, 80 medium, 50 low; below that it is a shot at the moon."},
			{Name: "effort", Label: "Effort", Unit: "months", Min: fl(0), From: "effort", Help: "Person-months of the whole team."},
		},
	},
	{Method: "ice", Name: "ICE, mean", Doc: "The mean of impact, confidence and ease (Ellis and Brown). It ranks otherwise than the product.", Formula: "mean(impact, confidence, ease)", Inputs: iceInputs, Across: "ease", Up: "impact"},
	{Method: "ice-product", Name: "ICE, product", Doc: "Impact times confidence times ease, as most tools have it. It ranks otherwise than the mean.", Formula: "impact * confidence * ease", Inputs: iceInputs, Across: "ease", Up: "impact"},
	{
		Method: wsjf, Name: "WSJF", Doc: "Cost of delay by job size, both relative (SAFe). Estimate column by column; each column has at least one 1. Scores compare inside one batch only.",
		Formula: "(value + time + risk) / size", Across: "size", Up: "value",
		Inputs: []Operand{relative("value", "Value", "For users and the business."), relative("time", "Time criticality", "How its value falls when it comes later."), relative("risk", "Risk or opportunity", "What it rules out, or opens."), relative("size", "Job size", "How long it takes.")},
	},
	{
		Method: cd3, Name: "CD3", Doc: "Cost of delay divided by duration, in money and weeks (Reinertsen). Working in this order costs the least delay.",
		Formula: "cost_of_delay / duration", Across: "duration", Up: "cost_of_delay",
		Inputs: []Operand{{Name: "cost_of_delay", Label: "Cost of delay", Unit: "money/week", Min: fl(0), Help: "What each week without it costs."}, {Name: "duration", Label: "Duration", Unit: "week", Min: fl(0), Help: "How long it keeps the team busy."}},
	},
	{
		Method: valueEffort, Name: "Value against effort", Doc: "Quick wins, big bets, fill-ins and money pits, by the medians of the set; ties by value for each effort.",
		Formula: "value / effort", Across: "effort", Up: "value", Inputs: []Operand{oneToTen("value", "Value", "What it is worth."), oneToTen("effort", "Effort", "What it takes.")},
	},
	{
		Method: scorecard, Name: "Weighted scorecard", Doc: "Each input spread from 0 to 100 within the set, then weighed. Such a score changes when others change: compare dates by snapshots only.",
		Formula: "(3 * norm(strategy) + 2 * norm(customers) + 2 * norm(revenue) + 1 * norm(ease)) / 8", Across: "ease", Up: "strategy",
		Inputs: []Operand{oneToTen("strategy", "Fit to the strategy", ""), {Name: "customers", Label: "Customers asking", Unit: "people", Min: fl(0)}, {Name: "revenue", Label: "Revenue", Unit: "money"}, oneToTen("ease", "Ease", "")},
	},
	{
		Method: moscow, Name: "MoSCoW", Doc: "Must, should, could, won't this time (DSDM). Measured on effort: at most 60 % must, about 20 % could.",
		Formula: "priority", Across: "effort", Up: "priority",
		Inputs: []Operand{{Name: "priority", Label: "Priority", Choices: []Choice{{3, "Must"}, {2, "Should"}, {1, "Could"}, {0, "Won't this time"}}}, {Name: "effort", Label: "Effort", Unit: "months", Min: fl(0), From: "effort"}},
	},
	{
		Method: kano, Name: "Kano", Doc: "What people say of having and of lacking it, by the answers counted in each class (Kano, Berger, Timko). Ranked by Better.",
		Formula: "(attractive + one_dimensional) / (attractive + one_dimensional + must_be + indifferent)", Across: "must_be", Up: "attractive",
		Inputs: []Operand{count("attractive", "Attractive"), count("one_dimensional", "One-dimensional"), count("must_be", "Must-be"), count("indifferent", "Indifferent"), count("reverse", "Reverse"), count("questionable", "Questionable")},
	},
	{
		Method: importance, Name: "Customer importance", Doc: "How much it matters to the customers who asked, summed over their words: 0 not important, 1 nice, 2 important, 3 critical (Productboard). It follows from the feedback behind each feature.",
		Formula: "words", Across: "effort", Up: "words",
		Inputs: []Operand{{Name: "words", Label: "Customers' words", From: customers, Help: "The importance of the feedback behind it, its own and that of the needs that it addresses, each once."}, {Name: "effort", Label: "Effort", Unit: "months", Min: fl(0), From: "effort"}},
	},
	{
		Method: opportunity, Name: "Opportunity score", Doc: "Importance plus what is not yet satisfied of it (Ulwick). Both are the share of those who answer 4 or 5 of 5, times ten, inside one segment.",
		Formula: "importance + max(importance - satisfaction, 0)", Across: "satisfaction", Up: "importance",
		Inputs: []Operand{{Name: "importance", Label: "Importance", Min: fl(0), Max: fl(10)}, {Name: "satisfaction", Label: "Satisfaction", Min: fl(0), Max: fl(10)}},
	},
}

func templateOf(method string) (Template, bool) {
	for _, t := range templates {
		if t.Method == method {
			return t, true
		}
	}
	return Template{}, false
}

// Nothing is an input without fields.
type Nothing struct{}

func templateList(context.Context, *op.View, Nothing) (*Templates, error) {
	return &Templates{templates, functions()}, nil
}
