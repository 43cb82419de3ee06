package making

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// How many items, and how many things in all, one list may make: what is made
// as one is taken back as one.
const (
	maxItems  = 200
	maxThings = 900
)

// What is indented becomes.
const (
	AsCriteria = "criteria"
	AsSubtasks = "subtasks"
)

// PasteIn is a list of lines.
type PasteIn struct {
	Product string `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Text    string `json:"text" v:"required,max=100000" doc:"A line for each item; marks of lists are left out."`
	Kind    string `json:"kind" v:"enum=story|bug|task|spike" doc:"Of the items; story when left out."`
	Indent  string `json:"indent" v:"enum=criteria|subtasks" doc:"What an indented line becomes; criteria when left out."`
	Feature string `json:"feature" ref:"feature" doc:"Id or key of the feature that they deliver."`
	After   string `json:"after" ref:"record" doc:"Id or key of the item that they come behind; at the end when left out."`
}

// OutlineIn is a list of lines to look at.
type OutlineIn struct {
	Text   string `json:"text" v:"max=100000"`
	Indent string `json:"indent" v:"enum=criteria|subtasks" doc:"What an indented line becomes; criteria when left out."`
}

// Outlined is one item that a list would make.
type Outlined struct {
	Line     int      `json:"line" doc:"Counted from 1."`
	Title    string   `json:"title"`
	Criteria []string `json:"criteria"`
	Subtasks []string `json:"subtasks"`
}

// Outline is what a list would make.
type Outline struct {
	Items    []Outlined   `json:"items"`
	Problems []errs.Field `json:"problems" doc:"What is wrong with the list, by line."`
}

// Pasted says what a list made.
type Pasted struct {
	Items []string `json:"items" doc:"Keys of the items."`
	Made  int      `json:"made" doc:"How many records in all, sub-tasks included."`
}

var marker = regexp.MustCompile(`^(?:[-*+•–]|\d{1,3}[.)])\s+|^#{1,6}\s+`)
var box = regexp.MustCompile(`^\[[ xX]\]\s+`)

// read reads a list. The first line that is further to the right than an item's
// own opens its details; all further ones in are details too.
func read(text, indent string) (out []Outlined, list errs.List) {
	base, things := -1, 0
	for n, raw := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		line := strings.TrimSpace(raw)
		if line == "" {
			continue
		}
		said := box.ReplaceAllString(marker.ReplaceAllString(line, ""), "")
		at := fmt.Sprintf("line %d", n+1)
		if said == "" {
			list.Add(at, "has nothing but a mark")
			continue
		}
		depth := width(raw)
		if base < 0 || depth < base {
			base = depth
		}
		things++
		limit := 500
		switch last := len(out) - 1; {
		case depth <= base:
			out = append(out, Outlined{Line: n + 1, Title: said})
		case indent == AsSubtasks:
			out[last].Subtasks = append(out[last].Subtasks, said)
		default:
			limit = 2000
			out[last].Criteria = append(out[last].Criteria, said)
		}
		if len([]rune(said)) > limit {
			list.Add(at, "has more than %d characters", limit)
		}
	}
	if len(out) > maxItems {
		list.Add("text", "makes %d items; paste at most %d at once", len(out), maxItems)
	}
	if things > maxThings {
		list.Add("text", "has %d lines that make something; paste at most %d at once", things, maxThings)
	}
	return out, list
}

// width is how far in a line begins; a tab counts as four blanks.
func width(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ', '\u00a0':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

func preview(_ context.Context, _ *op.Plain, in OutlineIn) (*Outline, error) {
	items, list := read(in.Text, in.Indent)
	return &Outline{items, list.Fields}, nil
}

func paste(ctx context.Context, tx *op.Tx, in PasteIn) (*Pasted, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	items, list := read(in.Text, in.Indent)
	if len(items) == 0 && len(list.Fields) == 0 {
		list.Add("text", "has no line that makes an item")
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	feature, err := featureOf(ctx, tx, in.Feature, product)
	if err != nil {
		return nil, err
	}
	name := or(in.Kind, "story")
	all := make([]*backlog.Item, len(items))
	total := 0
	for n, o := range items {
		all[n] = &backlog.Item{Criteria: criteria(o.Criteria)}
		all[n].Kind, all[n].Product, all[n].Title = name, id.Ref(product), o.Title
		total += 1 + len(o.Subtasks)
	}
	ranks, err := ranksFor(ctx, tx, in.After, all[0], total)
	if err != nil {
		return nil, err
	}
	out := &Pasted{Made: total}
	for n, i := range all {
		i.Rank, ranks = ranks[0], ranks[1:]
		if err := tx.Insert(ctx, i); err != nil {
			return nil, err
		}
		if feature != "" {
			if err := insertLink(ctx, tx, i, "delivers", feature, "feature"); err != nil {
				return nil, err
			}
		}
		out.Items = append(out.Items, i.Key)
		if err := subtasks(ctx, tx, i, items[n].Subtasks, ranks); err != nil {
			return nil, err
		}
		ranks = ranks[len(items[n].Subtasks):]
	}
	return out, nil
}

func criteria(texts []string) backlog.Criteria {
	list := make([]backlog.Criterion, len(texts))
	for n, t := range texts {
		list[n].Text = t
	}
	return backlog.Numbered(list)
}

// subtasks makes the sub-tasks of an item.
func subtasks(ctx context.Context, tx *op.Tx, of *backlog.Item, titles, ranks []string) error {
	for n, t := range titles {
		s := &backlog.Item{Parent: id.Ref(of.ID)}
		s.Kind, s.Product, s.Title, s.Rank = "task", of.Product, t, ranks[n]
		if err := tx.Insert(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// ranksFor gives n ranks behind an item, or at the end.
func ranksFor(ctx context.Context, tx *op.Tx, after string, like *backlog.Item, n int) ([]string, error) {
	if after == "" {
		k, _ := tx.Engine.Reg.Kind(like.Kind)
		return kind.AtEnd(ctx, tx, k, like.Product, n)
	}
	e, err := op.Find[backlog.Item](ctx, &tx.View, after)
	if err != nil {
		return nil, err
	}
	if e.Product != like.Product {
		return nil, errs.Fieldf("after", "%s belongs to another product", e.Key)
	}
	return kind.Behind(ctx, tx, e, n)
}

// featureOf finds the feature that new items deliver, "" for none.
func featureOf(ctx context.Context, tx *op.Tx, ref, product string) (string, error) {
	if ref == "" {
		return "", nil
	}
	row, err := tx.Base(ctx, ref)
	switch {
	case err != nil:
		return "", err
	case row.Kind != "feature":
		return "", errs.Fieldf("feature", "%s is a %s, not a feature", row.Key, row.Kind)
	case string(row.Product) != product:
		return "", errs.Fieldf("feature", "%s belongs to another product", row.Key)
	}
	return row.ID, nil
}
