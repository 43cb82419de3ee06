package strategy

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/kit/text"
)

// CompareIn asks for a page at two moments.
type CompareIn struct {
	Of   string `json:"of" in:"query" ref:"record" doc:"Id or key of the product or portfolio; left out, the workspace as a whole."`
	From string `json:"from" in:"query" ref:"-" v:"required" doc:"The earlier one: a day, or the id of a kept page."`
	To   string `json:"to" in:"query" ref:"-" doc:"The later one: a day, or the id of a kept page; left out, now."`
}

// Compared is a page at two moments.
type Compared struct {
	From    OnePage  `json:"from"`
	To      OnePage  `json:"to"`
	Changes []Differ `json:"changes" doc:"What is not the same, in the order of the page."`
}

// Differ is one thing that is not the same on two pages.
type Differ struct {
	Part   string `json:"part" v:"enum=stage|vision|positioning|canvas|guardrails|pillars|objectives|products"`
	Name   string `json:"name" ref:"-" doc:"The field, or the id of the guardrail, pillar, objective or product."`
	Title  string `json:"title" doc:"What it is called."`
	Act    string `json:"act" v:"enum=added|removed|changed"`
	Before string `json:"before"`
	After  string `json:"after"`
}

func comparePages(ctx context.Context, v *op.View, in CompareIn) (*Compared, error) {
	h, err := homeOf(ctx, v, in.Of)
	if err != nil {
		return nil, err
	}
	pages := [2]*OnePage{}
	for i, at := range []string{in.From, in.To} {
		then, err := momentOf(ctx, v, h, at)
		if err != nil {
			return nil, err
		}
		if pages[i], err = h.read(ctx, v, then); err != nil {
			return nil, err
		}
	}
	return &Compared{*pages[0], *pages[1], differences(pages[0].lines(), pages[1].lines())}, nil
}

// line is one thing of a page in words.
type line struct{ part, name, title, text string }

// lines gives all that a page says. What a number happens to be is no part of
// it: it moves without anybody deciding anything.
func (o *OnePage) lines() []line {
	out := []line{{"stage", "stage", "Stage", o.Stage}, {"vision", "vision", "Vision", o.Vision}}
	p, c := o.Positioning, o.Canvas
	for _, f := range [][3]string{
		{"audience", "For whom", p.Audience}, {"need", "Need", p.Need}, {"category", "Market category", p.Category},
		{"benefit", "Key benefit", p.Benefit}, {"alternative", "Unlike", p.Alternative}, {"difference", "Our difference", p.Difference},
	} {
		out = append(out, line{"positioning", f[0], f[1], f[2]})
	}
	for _, x := range o.Pillars {
		out = append(out, line{"pillars", x.ID, x.Title, joined(x.Title, x.Text)})
	}
	for _, f := range [][3]string{
		{"problem", "Problem", c.Problem}, {"segments", "Customer segments", c.Segments}, {"proposition", "Unique value proposition", c.Proposition},
		{"solution", "Solution", c.Solution}, {"channels", "Channels", c.Channels}, {"revenue", "Revenue streams", c.Revenue},
		{"costs", "Cost structure", c.Costs}, {"measures", "Key metrics", c.Measures}, {"advantage", "Unfair advantage", c.Advantage},
	} {
		out = append(out, line{"canvas", f[0], f[1], f[2]})
	}
	for _, a := range o.Objectives {
		out = append(out, line{"objectives", a.ID, a.Title, a.text()})
	}
	for _, g := range o.Guardrails {
		out = append(out, line{"guardrails", g.ID, g.Text, g.text()})
	}
	for _, x := range o.Products {
		out = append(out, line{"products", x.ID, x.Title, joined(x.Title, x.Stage, x.Vision)})
	}
	return out
}

func joined(parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, "\n")
}

// text is what an objective is about.
func (a Aim) text() string {
	out := []string{a.Title}
	if a.EndOn != "" {
		out = append(out, "until "+a.EndOn.Time().Format("2 Jan 2006"))
	}
	for _, k := range a.Scored.KeyResults {
		out = append(out, fmt.Sprintf("%s: %s → %s", k.Title, figure(k.Start), text.WithUnit(figure(k.Target), k.Unit)))
	}
	return strings.Join(out, "\n")
}

func (g Guarded) text() string {
	switch g.Sort {
	case floor:
		return fmt.Sprintf("%s\n%s not below %s", g.Text, g.MetricTitle, text.WithUnit(figure(g.Bound), g.Unit))
	case ceiling:
		return fmt.Sprintf("%s\n%s not above %s", g.Text, g.MetricTitle, text.WithUnit(figure(g.Bound), g.Unit))
	default:
		return g.Text
	}
}

func figure(n *float64) string {
	if n == nil {
		return "–"
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}

// differences tells two pages apart. What is on the later one comes in its
// order, what is gone after that.
func differences(from, to []line) []Differ {
	type place struct{ part, name string }
	was, is := map[place]line{}, map[place]bool{}
	for _, l := range from {
		was[place{l.part, l.name}] = l
	}
	out := []Differ{}
	for _, l := range to {
		at := place{l.part, l.name}
		is[at] = true
		before := was[at]
		switch {
		case before.text == l.text:
		case before.text == "":
			out = append(out, Differ{l.part, l.name, l.title, "added", "", l.text})
		case l.text == "":
			out = append(out, Differ{l.part, l.name, l.title, "removed", before.text, ""})
		default:
			out = append(out, Differ{l.part, l.name, l.title, "changed", before.text, l.text})
		}
	}
	for _, l := range from {
		if !is[place{l.part, l.name}] && l.text != "" {
			out = append(out, Differ{l.part, l.name, l.title, "removed", l.text, ""})
		}
	}
	return out
}
