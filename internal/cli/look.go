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
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// listed record, as queries give it.
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
func (queryCmd) Help() string {
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

// traceCmd walks a thread.
type traceCmd struct {
	Key string `arg:"" help:"Key of the record, like LEND-123; an old key does, too."`
}

// Help is the long help.
func (traceCmd) Help() string {
	return `Up is what the record serves, to the vision; down is what serves it, to the metric; gaps are the steps that are missing.

Example:
  throughline trace LEND-123`
}

// Run prints the thread.
func (c *traceCmd) Run(ctx context.Context, s *session) error {
	return s.inWorkspace(ctx, false, func(p *place) error {
		var raw json.RawMessage
		if err := p.get(ctx, "/api/v1/records/"+url.PathEscape(c.Key)+"/thread", nil, &raw); err != nil {
			return err
		}
		return s.print(raw, func() error { return s.showThread(raw) })
	})
}

type thread struct {
	Record item
	Up     []item
	Down   []item
	Gaps   []struct{ Record, What string }
	More   bool
}

func (s *session) showThread(raw json.RawMessage) error {
	var t thread
	if err := read(raw, &t); err != nil {
		return err
	}
	var b strings.Builder
	for i := len(t.Up) - 1; i >= 0; i-- {
		s.node(&b, t.Up[i], "↑")
	}
	fmt.Fprintf(&b, "%s %s\n", s.out.paint(blue, "●"), s.nodeText(t.Record, true))
	for _, n := range t.Down {
		s.node(&b, n, "↓")
	}
	for _, g := range t.Gaps {
		fmt.Fprintf(&b, "%s %s: %s\n", s.out.paint(yellow, "!"), clean(g.Record), clean(g.What))
	}
	if t.More {
		s.say("The thread is longer than what is shown.")
	}
	return s.out.write(b.String())
}

// node writes one step of a thread, indented by how far it is away.
func (s *session) node(b *strings.Builder, n item, arrow string) {
	indent := strings.Repeat("  ", max(0, n.Depth))
	fmt.Fprintf(b, "%s%s %s %s\n", indent, s.out.paint(dim, arrow), s.out.paint(dim, clean(n.Link)), s.nodeText(n, false))
}

func (s *session) nodeText(n item, here bool) string {
	key := s.out.paint(bold, clean(n.Key))
	title := clean(n.Title)
	if s.out.width > 0 && !here {
		title = cut(title, max(20, s.out.width-2*n.Depth-len(n.Link)-len(n.Key)-len(n.Kind)-len(n.State)-10))
	}
	state := ""
	if n.State != "" {
		state = " (" + s.out.paint(stateInk(n.Cat), clean(n.State)) + ")"
	}
	return fmt.Sprintf("%s %s %s%s", key, clean(n.Kind), title, state)
}

// gapsCmd lists where a product's thread is broken.
type gapsCmd struct {
	Product string `help:"The product; all that you may see when left out." placeholder:"KEY"`
	Gap     string `help:"Only one sort: work, objective or promise." placeholder:"SORT"`
	Check   bool   `help:"Exit with 1 where there are gaps."`
}

// Help is the long help.
func (gapsCmd) Help() string {
	return `work is open work that serves no objective, objective one that no work serves, promise what is promised and nothing delivers.

Examples:
  throughline gaps --product LEND
  throughline gaps --product LEND --check --quiet`
}

// Run collects all pages.
func (c *gapsCmd) Run(ctx context.Context, s *session) error {
	return s.inWorkspace(ctx, false, func(p *place) error {
		q := url.Values{"limit": {strconv.Itoa(pageSize)}}
		for name, value := range map[string]string{"product": c.Product, "gap": c.Gap} {
			if value != "" {
				q.Set(name, value)
			}
		}
		items := []json.RawMessage{}
		for {
			var page struct {
				Items []json.RawMessage
				Next  *string
			}
			if err := p.get(ctx, "/api/v1/gaps", q, &page); err != nil {
				return err
			}
			items = append(items, page.Items...)
			if page.Next == nil {
				break
			}
			q.Set("cursor", *page.Next)
		}
		raw, err := json.Marshal(map[string]any{"items": items, "next": nil})
		if err != nil {
			return err
		}
		if err := s.print(raw, func() error { return s.showGaps(items) }); err != nil {
			return err
		}
		if c.Check && len(items) > 0 {
			return errFound
		}
		return nil
	})
}

func (s *session) showGaps(items []json.RawMessage) error {
	if len(items) == 0 {
		s.say("No gaps.")
		return nil
	}
	t := newGrid("gap", "key", "kind", "state", "title", "what is missing")
	t.flex = 4
	for _, raw := range items {
		var g struct{ Gap, Key, Kind, State, Title, What string }
		if err := read(raw, &g); err != nil {
			return err
		}
		t.add(cell{g.Gap, yellow}, cell{g.Key, bold}, text(g.Kind), text(g.State), text(g.Title), text(g.What))
	}
	return t.print(s.out)
}

// since reads a moment: a time, a day, or how long ago.
func since(word string, now clock.Instant) (clock.Instant, error) {
	if t, err := clock.ParseInstant(word); err == nil {
		return t, nil
	}
	if d, err := clock.ParseDay(word); err == nil && d != "" {
		return clock.From(d.Time()), nil
	}
	units := map[byte]time.Duration{'m': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour}
	if n := len(word); n > 1 {
		if unit, ok := units[word[n-1]]; ok {
			if many, err := strconv.ParseUint(word[:n-1], 10, 16); err == nil {
				return now.Add(-time.Duration(many) * unit), nil
			}
		}
	}
	return 0, errs.Fieldf("since", "%q is no moment; write 2026-03-01, 2026-03-01T09:00:00Z, or how long ago: 30m, 12h, 7d, 2w", word)
}
