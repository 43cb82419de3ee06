// Package tradeoff is what the product manager and the product owner ask each
// other: a choice that has its price either way, put to the one who decides it.
// The answer is a decision of record, linked to what it is about.
//
// Words it owns: trade-off (the request), option (of a trade-off), gain, price
// (of an option), answer (of a trade-off).
package tradeoff

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/kind"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Tradeoff is a choice that one asks the other to make. Its title is the
// question, its description what lies behind it.
type Tradeoff struct {
	record.Record
	Asked      string        `db:"asked" json:"asked" by:"*" v:"enum=manager|owner" label:"Asked of" doc:"Who is to choose: the product manager or the product owner."`
	Options    Options       `db:"options" json:"options" by:"*" v:"max=10" doc:"What there is to choose from; two at least."`
	NeedBy     clock.Day     `db:"need_by" json:"needBy" by:"*" v:"day" label:"Needed by" doc:"By when the answer is needed."`
	Chosen     string        `db:"chosen" json:"chosen" ref:"-" doc:"Id of the option that was chosen."`
	Answer     string        `db:"answer" json:"answer" doc:"Why that one, in Markdown."`
	AnsweredAt clock.Instant `db:"answered_at" json:"answeredAt" doc:"Null while it is open."`
	AnsweredBy id.Ref        `db:"answered_by" json:"answeredBy" ref:"member"`
	Decision   id.Ref        `db:"decision_id" json:"decision" ref:"decision" doc:"The decision that the answer became."`
}

// Option is one thing to choose.
type Option struct {
	ID    string `json:"id" doc:"Made here when it is left out; unique in its trade-off."`
	Title string `json:"title" doc:"What would be done."`
	Gain  string `json:"gain" doc:"What one gets for it."`
	Price string `json:"price" doc:"What it costs: what comes later, or not at all."`
}

// Options is what one trade-off has to choose from.
type Options []Option

// States that rules speak of, by what they mean.
const (
	isAsked     = "asked"
	isAnswered  = "answered"
	isWithdrawn = "withdrawn"
)

var states = record.States(isAsked, "todo", isAnswered, "done", isWithdrawn, "closed")

// Register adds trade-offs.
func Register(r *op.Registry) {
	kind.Add[Tradeoff](r, op.Kind{
		Name: "tradeoff", Define: "tradeoff.ask", Home: op.InProduct, Workflow: states, Move: moves,
		Doc: "A choice that the product manager and the product owner put to each other.",
	})
	r.Tells("tradeoff", news)
	op.Do(r, "tradeoff.answer", answer, op.Says("Choose one of a trade-off's options, with the reason. The answer is recorded as a decision."))
}

// moves refuses to answer by hand: an answer says what was chosen and why.
func moves(_, to record.State) (string, error) {
	if to.Meaning == isAnswered {
		return "", errs.New(errs.Invalid, "A trade-off is answered by choosing one of its options (tradeoff.answer).")
	}
	return "tradeoff.ask", nil
}

// UnmarshalJSON reads the list and gives an id to those that have none.
func (o *Options) UnmarshalJSON(b []byte) error {
	var list []Option
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	id.Number(list, func(o *Option) *string { return &o.ID })
	*o = list
	return nil
}

// Check holds for every stored trade-off.
func (t *Tradeoff) Check(list *errs.List) {
	if t.Asked == "" {
		list.Add("asked", "is required: manager or owner")
	}
	if len(t.Options) < 2 {
		list.Add("options", "needs two at least; with one there is nothing to choose")
	}
	seen := map[string]bool{}
	for i, o := range t.Options {
		at := fmt.Sprintf("options.%d.", i)
		if strings.TrimSpace(o.Title) == "" {
			list.Add(at+"title", "is required")
		}
		for name, text := range map[string]string{"title": o.Title, "gain": o.Gain, "price": o.Price} {
			if utf8.RuneCountInString(text) > 500 {
				list.Add(at+name, "must have at most 500 characters")
			}
		}
		if seen[o.ID] || len(o.ID) > 40 {
			list.Add(at+"id", "must be unique, with at most 40 characters")
		}
		seen[o.ID] = true
	}
	if t.Chosen != "" && !seen[t.Chosen] {
		list.Add("options", "must keep the option that was chosen")
	}
}

// option finds one by its id.
func (t *Tradeoff) option(id string) *Option {
	n := slices.IndexFunc(t.Options, func(o Option) bool { return o.ID == id })
	if n < 0 {
		return nil
	}
	return &t.Options[n]
}

// news tells those who are to choose of a new trade-off.
func news(_ context.Context, _ record.At, access *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	if row.Act != ledger.Create {
		return nil, true, nil
	}
	return watch.Tell(watch.Decide, access.Deciders("tradeoff.answer:"+op.Became[string](row, "asked"), string(row.Product))...), false, nil
}
