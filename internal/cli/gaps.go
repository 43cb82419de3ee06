package cli

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"
)

// gapsCmd lists where a product's thread is broken.
type gapsCmd struct {
	Product string `help:"The product; all that you may see when left out." placeholder:"KEY"`
	Gap     string `help:"Only one sort: work, objective or promise." placeholder:"SORT"`
	Check   bool   `help:"Exit with 1 where there are gaps."`
}

// Help is the long help.
func (*gapsCmd) Help() string {
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
