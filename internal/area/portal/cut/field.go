package cut

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/core/field"
	"throughline/internal/core/record"
	"throughline/internal/kit/text"
)

// Field is something that a cut may show of a record.
type Field struct {
	Name  string `json:"name"`
	Label string `json:"label" doc:"What the audience reads over it."`
	Doc   string `json:"doc" doc:"What it tells, and what it gives away."`
	// tell makes the cell. It is called for chosen fields only, and it alone
	// takes a value over from a record.
	tell func(s *Sheet, f *fact) Cell
}

// custom begins the names of a team's own fields.
const custom = "custom:"

// all are the fields in the order in which they are shown. What is not here
// cannot be shown, however it is called.
var all = []Field{
	{"title", "Title", "Their titles, as the team calls them. Without it only records with an outside name are shown.", nil},
	{"key", "Key", "The key by which the team speaks of it, such as LEND-12.", func(_ *Sheet, f *fact) Cell { return words(f.base.Key) }},
	{"kind", "Kind", "Feature, initiative, release, milestone or launch.", func(_ *Sheet, f *fact) Cell { return words(capital(f.base.Kind)) }},
	{"summary", "About", "The description, without its formatting. It is written for the team: read it before you share it.", func(_ *Sheet, f *fact) Cell { return words(text.Excerpt(f.body, 600)) }},
	{"product", "Product", "The product's name.", func(s *Sheet, f *fact) Cell { return words(s.name(string(f.base.Product), f.product)) }},
	{"status", "Status", "In plain words: planned, in progress, done, dropped.", func(_ *Sheet, f *fact) Cell { return words(f.status()) }},
	{"state", "State", "The state, as the team's workflow calls it.", func(_ *Sheet, f *fact) Cell { return words(f.base.State) }},
	{"horizon", "Horizon", "Now, next or later.", func(_ *Sheet, f *fact) Cell { return words(capital(f.horizon)) }},
	{"dates", "When", "From when to when, as exactly as the cut says.", func(s *Sheet, f *fact) Cell { return words(s.cut.when(f)) }},
	{"progress", "Progress", "How much of its work is done.", func(_ *Sheet, f *fact) Cell { return share(f.progress()) }},
	{"odds", "Odds", "How likely it is done by its day, forecast from the work, to the nearest five percent. It is told of features and releases that have a day and are not done.", func(_ *Sheet, f *fact) Cell { return words(f.likely()) }},
	{"milestones", "Milestones", "Days that the roadmap has to meet, beside the records: those of its products. Where a query narrows it, those of the products of which it still shows something.", nil},
	{"launches", "Launches", "The days on which releases reach the market, beside the records, with the titles of their launches: chosen as milestones are.", nil},
	{"objective", "Objective", "The objectives that it serves.", func(s *Sheet, f *fact) Cell { return words(s.join(f.objectives)) }},
	{"initiative", "Initiative", "The initiatives that it delivers.", func(s *Sheet, f *fact) Cell { return words(s.join(f.initiatives)) }},
	{"release", "Release", "The releases that it ships in.", func(s *Sheet, f *fact) Cell { return words(s.join(f.releases)) }},
	{"owner", "Owner", "Who looks after it, by name.", func(_ *Sheet, f *fact) Cell { return words(f.owner) }},
	{"tags", "Tags", "Its tags.", func(_ *Sheet, f *fact) Cell { return words(strings.Join(f.base.Tags, ", ")) }},
	{"hypothesis", "Bet", "What is expected of it, as the team wrote it.", func(_ *Sheet, f *fact) Cell { return words(text.Excerpt(f.hypothesis, 600)) }},
	{"score", "Score", "Its score by RICE.", func(_ *Sheet, f *fact) Cell { return number(f.score) }},
	{"effort", "Effort", "Person-months of the whole team.", func(_ *Sheet, f *fact) Cell { return number(f.effort) }},
}

// known says whether a field exists, or might as a team's own.
func known(name string) bool {
	if own, is := strings.CutPrefix(name, custom); is {
		return own != "" && len(own) <= 40
	}
	return slices.ContainsFunc(all, func(f Field) bool { return f.Name == name })
}

func names() []string {
	out := make([]string, len(all))
	for i, f := range all {
		out[i] = f.Name
	}
	return out
}

// columns are the chosen fields in their order, a team's own last. The title is
// the record's name and no column. A team's own field that is not defined any
// more is nobody's to show.
func (c *Cut) columns(own []field.CustomField) []Field {
	var out []Field
	for _, f := range all {
		if f.tell != nil && c.Shows(f.Name) {
			out = append(out, f)
		}
	}
	for _, name := range c.Fields {
		called, is := strings.CutPrefix(name, custom)
		if !is {
			continue
		}
		i := slices.IndexFunc(own, func(f field.CustomField) bool { return f.Name == called })
		if i >= 0 {
			def := own[i]
			out = append(out, Field{name, def.Label, def.Doc, func(s *Sheet, f *fact) Cell { return words(s.told(def, f.base.Custom[called])) }})
		}
	}
	return out
}

// told writes the value of a team's own field.
func (s *Sheet) told(def field.CustomField, v any) string {
	switch v := v.(type) {
	case string:
		if def.Type == field.Person {
			return s.member(v)
		}
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		if v {
			return "Yes"
		}
		return "No"
	case []any:
		var out []string
		for _, one := range v {
			if t, ok := one.(string); ok {
				out = append(out, t)
			}
		}
		return strings.Join(out, ", ")
	default:
		return ""
	}
}

// Cell is a field of a record, as the audience reads it.
type Cell struct {
	Text  string   `json:"text"`
	Share *float64 `json:"share" doc:"Of progress: 0.85 for 85 %."`
}

func words(s string) Cell { return Cell{Text: strings.Join(strings.Fields(s), " ")} }

func number(f *float64) Cell {
	if f == nil {
		return Cell{}
	}
	return Cell{Text: strconv.FormatFloat(*f, 'f', -1, 64)}
}

func share(f *float64) Cell {
	if f == nil {
		return Cell{}
	}
	return Cell{Text: strconv.Itoa(int(*f*100+0.5)) + "%", Share: f}
}

func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// likely tells the odds as exactly as a forecast deserves.
func (f *fact) likely() string {
	if f.odds == nil {
		return ""
	}
	switch n := 5 * int(math.Round(*f.odds*20)); {
	case n < 5:
		return "under 5% likely"
	case n > 95:
		return "over 95% likely"
	default:
		return strconv.Itoa(n) + "% likely"
	}
}

// Plain words for what a state means.
const (
	isPlanned  = "Planned"
	isUnderWay = "In progress"
	isDone     = "Done"
	isDropped  = "Dropped"
)

func (f *fact) status() string {
	switch {
	case f.dropped:
		return isDropped
	case f.base.Category == record.Done || f.base.Category == record.Closed:
		return isDone
	case f.base.Category == record.Doing:
		return isUnderWay
	default:
		return isPlanned
	}
}
