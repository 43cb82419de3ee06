package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// traceCmd walks a thread.
type traceCmd struct {
	Key string `arg:"" help:"Key of the record, like LEND-123; an old key does, too."`
	All bool   `help:"Every step, also where many are alike."`
}

// Help is the long help.
func (*traceCmd) Help() string {
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
		return s.print(raw, func() error { return s.showThread(raw, c.All) })
	})
}

type thread struct {
	Record item
	Up     []item
	Down   []item
	Gaps   []struct{ Record, What string }
	More   bool
}

func (s *session) showThread(raw json.RawMessage, all bool) error {
	var t thread
	if err := read(raw, &t); err != nil {
		return err
	}
	var b strings.Builder
	up := s.way(t.Up, "↑", all)
	slices.Reverse(up)
	b.WriteString(strings.Join(up, ""))
	fmt.Fprintf(&b, "%s %s\n", s.out.paint(blue, "●"), s.nodeText(t.Record, true))
	b.WriteString(strings.Join(s.way(t.Down, "↓", all), ""))
	for _, g := range t.Gaps {
		fmt.Fprintf(&b, "%s %s: %s\n", s.out.paint(yellow, "!"), clean(g.Record), clean(g.What))
	}
	if t.More {
		s.say("The thread is longer than what is shown.")
	}
	return s.out.write(b.String())
}

// alike is how many steps of one sort side by side are shown before the rest
// is counted.
const alike = 4

// way writes the steps of one direction, nearest first.
func (s *session) way(nodes []item, arrow string, all bool) []string {
	var out []string
	for i := 0; i < len(nodes); {
		same := i
		for same < len(nodes) && nodes[same].Depth == nodes[i].Depth && nodes[same].Link == nodes[i].Link && nodes[same].Kind == nodes[i].Kind {
			same++
		}
		shown := same
		if !all && same-i > alike+1 {
			shown = i + alike
		}
		for _, n := range nodes[i:shown] {
			out = append(out, s.node(n, arrow))
		}
		if shown < same {
			out = append(out, fmt.Sprintf("%s%s and %d more %s (--all)\n", strings.Repeat("  ", nodes[i].Depth), s.out.paint(dim, arrow), same-shown, clean(nodes[i].Kind)))
		}
		i = same
	}
	return out
}

// node writes one step of a thread, indented by how far it is away.
func (s *session) node(n item, arrow string) string {
	indent := strings.Repeat("  ", max(0, n.Depth))
	return fmt.Sprintf("%s%s %s %s\n", indent, s.out.paint(dim, arrow), s.out.paint(dim, clean(n.Link)), s.nodeText(n, false))
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
