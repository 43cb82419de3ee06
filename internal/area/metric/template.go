package metric

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
)

// Template is a metric as a framework defines it: what a new one begins with,
// and how its values are worked out.
type Template struct {
	Name       string    `json:"name" doc:"What it is called in calls."`
	Framework  string    `json:"framework" doc:"HEART, AARRR or ratios."`
	Part       string    `json:"part" doc:"The letter or stage that it stands for."`
	Title      string    `json:"title"`
	Goal       string    `json:"goal" doc:"What is wanted."`
	Signal     string    `json:"signal" doc:"How one would notice that it comes about."`
	Definition string    `json:"definition" doc:"What a new metric's definition begins with."`
	Example    string    `json:"example" doc:"One case counted through."`
	Unit       string    `json:"unit"`
	Direction  string    `json:"direction"`
	Inputs     []Operand `json:"inputs" doc:"What its value is worked out from."`

	formula func(in []float64) (float64, bool)
}

// Operand is a number that a template works with.
type Operand struct {
	Name  string `json:"name"`
	Label string `json:"label"`
}

func in(pairs ...string) []Operand {
	out := make([]Operand, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, Operand{pairs[i], pairs[i+1]})
	}
	return out
}

func share(x []float64) (float64, bool) { return Share(x[0], x[1]) }

func ratio(x []float64) (float64, bool) {
	if x[1] == 0 {
		return 0, false
	}
	return x[0] / x[1], true
}

func gross(x []float64) (float64, bool) { return GrossRetention(x[0], x[1], x[2]) }
func net(x []float64) (float64, bool)   { return NetRetention(x[0], x[1], x[2], x[3]) }

// all are the templates, by framework. Rates are by user, not totals: totals
// rise with the number of users and say nothing of what they do.
//
// long: a list.
var all = []Template{
	{"happiness", "HEART", "Happiness", "Satisfied users", "Users like what they use.", "They say so when they are asked.",
		"Users who answer 4 or 5 of 5 to “How satisfied are you?”, of all who answer within the month. Whoever does not answer is left out.", "960 of 1,200 answers are 4 or 5: 80 %.", "%", "up", in("satisfied", "Satisfied answers", "answers", "All answers"), share},
	{"engagement", "HEART", "Engagement", "Uses per active user", "Users come back to it by themselves.", "They do the main thing again in the same week.",
		"How often the main thing was done in the week, for each user who did it at least once.", "4,200 uses by 1,400 active users: 3 a week.", "a week", "up", in("uses", "Uses", "users", "Active users"), ratio},
	{"adoption", "HEART", "Adoption", "Users who take it up", "New users, and those of a new feature, begin to use it.", "They do it for the first time within a month.",
		"Users who did it for the first time in the month, of all active users who had not done it before.", "300 of 2,500 who had not: 12 %.", "%", "up", in("began", "Began to use it", "could", "Had not used it before"), share},
	{"retention", "HEART", "Retention", "Users who stay", "Users keep using it.", "Whoever was here a month ago is here now.",
		"Users active in this month and in the one before, of all active in the one before.", "850 of 1,000: 85 %.", "%", "up", in("returned", "Active in both months", "before", "Active in the month before"), share},
	{"task-success", "HEART", "Task success", "Tasks that are finished", "Users get done what they came for.", "They reach the end without help and without errors.",
		"Tasks finished without an error, of all begun, within one sitting.", "72 of 90: 80 %.", "%", "up", in("finished", "Finished without error", "begun", "Begun"), share},

	{"acquisition", "AARRR", "Acquisition", "Visitors who sign up", "The right people find us.", "They leave their address.",
		"Visitors who sign up within 30 days of their first visit, of all first visitors.", "1,000 of 10,000: 10 %.", "%", "up", in("reached", "Signed up", "before", "First visits"), share},
	{"activation", "AARRR", "Activation", "Sign-ups with a good first experience", "New users see what it is good for.", "They do the main thing once.",
		"Sign-ups who do the main thing within 7 days, of all sign-ups.", "100 of 1,000: 10 %.", "%", "up", in("reached", "Did the main thing", "before", "Signed up"), share},
	{"retained", "AARRR", "Retention", "Activated users who come back", "They make it a habit.", "They are here again after a month.",
		"Activated users who are active again 30 to 60 days later, of all activated.", "10 of 100: 10 %.", "%", "up", in("reached", "Came back", "before", "Activated"), share},
	{"referral", "AARRR", "Referral", "Users who bring others", "They tell others.", "Somebody whom they invited signs up.",
		"Users through whose invitation at least one other signed up, of all active users of the month.", "60 of 1,200: 5 %.", "%", "up", in("reached", "Brought somebody", "before", "Active users"), share},
	{"revenue", "AARRR", "Revenue", "Users who pay", "It earns money.", "They pay for the first time.",
		"Users who pay within 90 days of signing up, of all who signed up.", "45 of 1,500: 3 %.", "%", "up", in("reached", "Pay", "before", "Signed up"), share},

	{"stickiness", "ratios", "Stickiness", "Stickiness (DAU ÷ MAU)", "It belongs to the day.", "Monthly users are here on any one day.",
		"Users active on a day, of those active in the 30 days that end with it.", "2,600 of 13,000: 20 %.", "%", "up", in("daily", "Active on the day", "monthly", "Active in 30 days"), share},
	{"gross-retention", "ratios", "Gross revenue retention", "Gross revenue retention", "Customers stay, and stay as large.", "What they paid a year ago they still pay.",
		"Recurring revenue of the customers at the start, less what they cancelled or reduced, of that revenue. Without what they bought in addition.", "100,000 at the start, 5,000 cancelled, 8,000 reduced: 87 %.", "%", "up",
		in("start", "Revenue at the start", "churn", "Cancelled", "contraction", "Reduced"), gross},
	{"net-retention", "ratios", "Net revenue retention", "Net revenue retention", "Customers grow with us.", "They pay more than a year ago.",
		"Recurring revenue of the customers at the start, with what they added, less what they cancelled or reduced, of that revenue.", "100,000 at the start, 15,000 added, 5,000 cancelled, 8,000 reduced: 102 %.", "%", "up",
		in("start", "Revenue at the start", "expansion", "Added", "churn", "Cancelled", "contraction", "Reduced"), net},
}

func templateOf(name string) (Template, bool) {
	i := slices.IndexFunc(all, func(t Template) bool { return t.Name == name })
	if i < 0 {
		return Template{}, false
	}
	return all[i], true
}

// Nothing is an input without fields.
type Nothing struct{}

func templates(context.Context, *op.View, Nothing) ([]Template, error) { return all, nil }

// CalculateIn asks for a value.
type CalculateIn struct {
	Template string   `json:"template" in:"query" v:"required" doc:"Name of the template."`
	Input    []string `json:"input" in:"query" v:"max=10" doc:"What it is worked out from, each as name=number."`
}

// Calculated is a value as a template defines it.
type Calculated struct {
	Value    *float64 `json:"value" doc:"Unrounded; null when it cannot be worked out, as over nothing."`
	Unit     string   `json:"unit"`
	Workings string   `json:"workings" doc:"What it was worked out from, as a note for the point."`
}

func calculate(_ context.Context, _ *op.View, ask CalculateIn) (*Calculated, error) {
	t, known := templateOf(ask.Template)
	if !known {
		return nil, errs.Fieldf("template", "%q is not a template of metrics (metric.templates lists them)", ask.Template)
	}
	given, err := numbers(ask.Input)
	if err != nil {
		return nil, err
	}
	var list errs.List
	values, words := make([]float64, len(t.Inputs)), make([]string, len(t.Inputs))
	for i, in := range t.Inputs {
		n, ok := given[in.Name]
		if !ok {
			list.Add("input", "%s is missing: %s", in.Name, in.Label)
			continue
		}
		values[i], words[i] = n, fmt.Sprintf("%s %s", in.Label, strconv.FormatFloat(n, 'f', -1, 64))
		delete(given, in.Name)
	}
	for name := range given {
		list.Add("input", "%s is nothing that %s is worked out from", name, t.Name)
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	out := &Calculated{Unit: t.Unit, Workings: strings.Join(words, ", ")}
	if v, ok := t.formula(values); ok {
		out.Value = &v
	}
	return out, nil
}

// numbers reads name=number.
func numbers(pairs []string) (map[string]float64, error) {
	out := map[string]float64{}
	for _, p := range pairs {
		name, text, ok := strings.Cut(p, "=")
		var n *float64
		if !ok || json.Unmarshal([]byte(strings.TrimSpace(text)), &n) != nil || n == nil {
			return nil, errs.Fieldf("input", "%q is not a name and a number, like start=100000", shorten(p))
		}
		out[strings.TrimSpace(name)] = *n
	}
	return out, nil
}
