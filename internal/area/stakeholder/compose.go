package stakeholder

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"throughline/internal/area/portal/cut"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// ComposeIn asks for a text.
type ComposeIn struct {
	Stakeholder string    `json:"stakeholder" in:"query" ref:"stakeholder" v:"required" doc:"Whom it is for."`
	Topics      []string  `json:"topics" in:"query" v:"max=8" doc:"What about; all that the person is to hear when left out, or all."`
	Cut         string    `json:"cut" in:"query" ref:"cut" doc:"What it is written from: required for somebody outside, who is told nothing that this cut does not show."`
	Since       clock.Day `json:"since" in:"query" v:"day" doc:"What changed from the beginning of this day; since the person last read something when left out."`
}

// Draft is a text as it was composed.
type Draft struct {
	Title  string        `json:"title"`
	Body   string        `json:"body" doc:"Markdown."`
	Topics []string      `json:"topics"`
	Since  clock.Instant `json:"since"`
	Why    string        `json:"why" doc:"Why since then: read (they read something then), told (they were told something that leaves no trace), never (nothing yet; thirty days), day (you said so)."`
	Lines  int           `json:"lines" doc:"How many changes it tells."`
	Left   []string      `json:"left" doc:"What is left out, and why."`
}

// first is how far back a text goes for somebody who was never told anything.
const first = 30 * 24 * time.Hour

func composeFor(ctx context.Context, v *op.View, in ComposeIn) (*Draft, error) {
	s, err := one[Stakeholder](ctx, v, in.Stakeholder)
	if err != nil {
		return nil, err
	}
	topics, err := s.topics(ctx, v, in.Topics)
	if err != nil {
		return nil, err
	}
	d := &Draft{Topics: topics, Left: []string{}}
	if d.Since, d.Why, err = s.since(ctx, v, in.Since); err != nil {
		return nil, err
	}
	w := &writer{v: v, product: string(s.Product), since: d.Since, draft: d}
	product, err := v.Base(ctx, w.product)
	if err != nil {
		return nil, err
	}
	day := cut.Say(dayOf(v, d.Since), dayOf(v, d.Since), "day")
	if in.Cut != "" {
		return d, w.outside(ctx, in.Cut, day)
	}
	if s.Contact != "" {
		return nil, errs.Fieldf("cut", "is required for a person outside: choose the cut of the roadmap that this audience is shown; nothing else is told")
	}
	d.Title = fmt.Sprintf("%s: what changed since %s", product.Title, day)
	if w.reader, err = reader(v, s, w.product); err != nil {
		return nil, err
	}
	return d, w.inside(ctx)
}

// topics are those asked for, or what the stakeholder is to hear, or all.
func (s *Stakeholder) topics(ctx context.Context, v *op.View, asked []string) ([]string, error) {
	var list errs.List
	checkTopics(asked, &list)
	if err := list.Err(); err != nil {
		return nil, err
	}
	if len(asked) == 0 {
		agreed, err := record.Where[Cadence](ctx, v.At, "d.stakeholder_id = ? order by d.id", s.ID)
		if err != nil {
			return nil, err
		}
		for _, c := range agreed {
			asked = append(asked, c.Topics...)
		}
	}
	out := slices.DeleteFunc(slices.Clone(Topics), func(t string) bool { return len(asked) > 0 && !slices.Contains(asked, t) })
	return out, nil
}

// since gives the moment up to which the person knows: that of the last thing
// that they have read, or were told in a way that leaves no trace.
func (s *Stakeholder) since(ctx context.Context, v *op.View, said clock.Day) (clock.Instant, string, error) {
	if said != "" {
		return beginOf(v, said), "day", nil
	}
	type told struct {
		SentAt clock.Instant `db:"sent_at"`
		Form   string        `db:"form"`
	}
	rows, err := store.All[told](ctx, v.R, `select b.sent_at, b.form from briefing b where b.workspace_id = ? and b.stakeholder_id = ? and b.sent_at > 0
 and (b.opened_at > 0 or b.form in ('text', 'meeting') or exists (select 1 from briefing_opening o where o.workspace_id = b.workspace_id and o.briefing_id = b.id))
 order by b.sent_at desc limit 1`, v.Workspace, s.ID)
	switch {
	case err != nil:
		return 0, "", err
	case len(rows) == 0:
		return v.Now.Add(-first), "never", nil
	case rows[0].Form == asText || rows[0].Form == asMeeting:
		return rows[0].SentAt, "told", nil
	}
	return rows[0].SentAt, "read", nil
}

// writer writes a text of sections.
type writer struct {
	v       *op.View
	reader  *op.View // what the person may see
	product string
	since   clock.Instant
	draft   *Draft
	text    strings.Builder
}

// section writes lines under a heading, when there are any.
func (w *writer) section(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(&w.text, "## %s\n\n", title)
	for _, l := range lines {
		w.text.WriteString("- " + l + "\n")
	}
	w.text.WriteString("\n")
	w.draft.Lines += len(lines)
}

// done takes the text over.
func (w *writer) done(none string) {
	if w.draft.Lines == 0 {
		w.text.WriteString(none + "\n")
	}
	w.draft.Body = strings.TrimSpace(w.text.String()) + "\n"
}

// mostLines bounds a section.
const mostLines = 40

// short bounds the lines of a section, and says how many there are beyond.
func short(lines []string) []string {
	if len(lines) <= mostLines {
		return lines
	}
	return append(lines[:mostLines:mostLines], fmt.Sprintf("… and %d more", len(lines)-mostLines))
}

// plain keeps a title from being read as Markdown.
func plain(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "`", "\\`", "#", `\#`, "@", `\@`).Replace(strings.Join(strings.Fields(s), " "))
}

func bold(s string) string { return "**" + plain(s) + "**" }
