package cli

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"throughline/internal/kit/errs"
)

// item is a record, as lists and threads give it.
type item struct {
	Key    string         `json:"key"`
	Kind   string         `json:"kind"`
	Title  string         `json:"title"`
	State  string         `json:"state"`
	Cat    string         `json:"category"`
	Link   string         `json:"link"`
	From   string         `json:"from"`
	ID     string         `json:"id"`
	Depth  int            `json:"depth"`
	Fields map[string]any `json:"fields"`
}

// stateInk colours a state by its category.
func stateInk(category string) ink {
	switch category {
	case "doing":
		return yellow
	case "done":
		return cyan
	case "closed":
		return green
	}
	return plainInk
}

// queryCmd lists records.
type queryCmd struct {
	Query   []string `arg:"" optional:"" help:"What to look for, in the query language."`
	Product string   `help:"Only records of this product." placeholder:"KEY"`
	Fields  []string `help:"Further fields to show, by their names in queries." placeholder:"A,B"`
	Limit   int      `help:"At most so many records." default:"50"`
	All     bool     `help:"All records, however many."`
	CSV     bool     `name:"csv" help:"Print CSV."`
}

// Help is the long help.
func (*queryCmd) Help() string {
	return `Terms stand side by side; what they have in common is found. "throughline op query.fields" lists the fields.

Examples:
  throughline query 'type:story state:ready estimate>3'
  throughline query 'owner:me is:open sort:-updated' --product LEND
  throughline query 'type:bug' --fields estimate,sprint --all --csv > bugs.csv`
}

// pageSize is how many records are asked for at once.
const pageSize = 200

// Run asks for page after page.
func (c *queryCmd) Run(ctx context.Context, s *session) error {
	if c.CSV && s.grammar.JSON {
		return errs.New(errs.Invalid, "Choose --csv or --json, not both.")
	}
	if c.Limit < 1 {
		return errs.New(errs.Invalid, "--limit must be 1 or more; --all shows everything.")
	}
	return s.inWorkspace(ctx, false, func(p *place) error {
		q := url.Values{"q": {strings.Join(c.Query, " ")}}
		if c.Product != "" {
			q.Set("product", c.Product)
		}
		if len(c.Fields) > 0 {
			q.Set("fields", strings.Join(c.Fields, ","))
		}
		if c.CSV {
			return c.table(ctx, s, p, q)
		}
		items, next, err := c.pages(ctx, p, q)
		if err != nil {
			return err
		}
		if s.grammar.JSON {
			raw, err := json.Marshal(map[string]any{"items": items, "next": next})
			if err != nil {
				return err
			}
			return s.printJSON(raw)
		}
		return c.show(s, items, next != nil)
	})
}

// pages collects as many records as were asked for.
func (c *queryCmd) pages(ctx context.Context, p *place, q url.Values) (items []json.RawMessage, next *string, err error) {
	items = []json.RawMessage{}
	for {
		left := pageSize
		if !c.All {
			left = min(left, c.Limit-len(items))
		}
		q.Set("limit", strconv.Itoa(left))
		var page struct {
			Items []json.RawMessage
			Next  *string
		}
		if err := p.get(ctx, "/api/v1/records", q, &page); err != nil {
			return nil, nil, err
		}
		items = append(items, page.Items...)
		if page.Next == nil || !c.All && len(items) >= c.Limit {
			return items, page.Next, nil
		}
		q.Set("cursor", *page.Next)
	}
}

// table copies the CSV that the server writes, up to the limit.
func (c *queryCmd) table(ctx context.Context, s *session, p *place, q url.Values) error {
	ans, err := p.send(ctx, request{method: http.MethodGet, path: "/api/v1/records.csv", query: q, accept: "text/csv"})
	if err != nil {
		return err
	}
	defer func() { _ = ans.Body.Close() }()
	if c.All {
		_, err := io.Copy(s.Out, ans.Body)
		return err
	}
	in, out := csv.NewReader(ans.Body), csv.NewWriter(s.Out)
	for range c.Limit + 1 {
		line, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return unreached(ctx, p.base, err)
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (c *queryCmd) show(s *session, raws []json.RawMessage, more bool) error {
	head := append([]string{"key", "kind", "state"}, c.Fields...)
	t := newGrid(append(head, "title")...)
	t.flex = len(head)
	for _, raw := range raws {
		var i item
		if err := read(raw, &i); err != nil {
			return err
		}
		row := []cell{{i.Key, bold}, text(i.Kind), {i.State, stateInk(i.Cat)}}
		for _, name := range c.Fields {
			v := i.Fields[strings.ToLower(name)]
			if v == nil {
				v = ""
			}
			row = append(row, text(fmt.Sprint(v)))
		}
		t.add(append(row, text(i.Title))...)
	}
	if len(raws) == 0 {
		s.say("Nothing fits.")
		return nil
	}
	if err := t.print(s.out); err != nil {
		return err
	}
	if more {
		s.say("There are more; --all shows them, --limit so many.")
	}
	return nil
}
