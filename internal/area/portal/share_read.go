package portal

import (
	"context"

	"throughline/internal/area/people"
	"throughline/internal/area/portal/cut"
	"throughline/internal/area/portal/paper"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// SharesIn asks for links.
type SharesIn struct {
	Cut string `json:"cut" in:"query" ref:"cut" doc:"Only those to one cut."`
}

// Listed is a link with what became of it.
type Listed struct {
	Share
	Linked bool          `json:"linked" doc:"It has a link; somebody knows it, we do not."`
	Opens  bool          `json:"opens" doc:"Its link opens now."`
	Left   bool          `json:"left" doc:"Whoever answers for it has left: it opens again once somebody takes it over."`
	Opened int64         `json:"opened" doc:"How often it was opened, in whatever form."`
	Wrong  int64         `json:"wrong" doc:"How often a wrong password was told."`
	LastAt clock.Instant `json:"lastAt" doc:"When it was opened last; null for never."`
}

func listShares(ctx context.Context, v *op.View, in SharesIn) ([]Listed, error) {
	where, args := "1 = 1", []any{}
	if in.Cut != "" {
		c, err := op.Find[cut.Cut](ctx, v, in.Cut)
		if err != nil {
			return nil, err
		}
		where, args = "d.cut_id = ?", []any{c.ID}
	}
	scope, more := v.Scope("d.product_id")
	rows, err := record.Where[Share](ctx, v.At, where+" and "+scope+" order by d.created_at desc, d.id desc limit 1000", append(args, more...)...)
	if err != nil || len(rows) == 0 {
		return []Listed{}, err
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	sums, err := sumsOf(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	secrets, err := linked(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	holders := make([]string, len(rows))
	for i := range rows {
		holders[i] = rows[i].by()
	}
	left, err := people.Gone(ctx, v, holders)
	if err != nil {
		return nil, err
	}
	out := make([]Listed, len(rows))
	for i, r := range rows {
		out[i] = Listed{Share: r}
		o := &out[i]
		o.Holder, o.Left = id.Ref(holders[i]), left[holders[i]]
		o.Linked = secrets[r.ID][r.LinkedAt]
		o.Opens = o.Linked && r.RevokedAt == 0 && !r.over(v) && !o.Left
		s := sums[r.ID]
		o.Opened, o.Wrong, o.LastAt = s.Opened, s.Wrong, s.LastAt
	}
	return out, nil
}

// sum is how often a share was opened.
type sum struct {
	Share  string        `db:"share_id"`
	Opened int64         `db:"opened"`
	Wrong  int64         `db:"wrong"`
	LastAt clock.Instant `db:"last_at"`
}

func sumsOf(ctx context.Context, v *op.View, ids []string) (map[string]sum, error) {
	marks, args := record.Among(ids)
	rows, err := store.All[sum](ctx, v.R, `select share_id, coalesce(sum(case when form <> 'refused' then count end), 0) as opened, coalesce(sum(case when form = 'refused' then count end), 0) as wrong,
 coalesce(max(case when form <> 'refused' then last_at end), 0) as last_at from share_opening where workspace_id = ? and share_id in (`+marks+`) group by share_id`, append([]any{v.Workspace}, args...)...)
	out := map[string]sum{}
	for _, r := range rows {
		out[r.Share] = r
	}
	return out, err
}

// linked says which links were made of which shares, by their moments.
func linked(ctx context.Context, v *op.View, ids []string) (map[string]map[clock.Instant]bool, error) {
	type made struct {
		Share    string        `db:"share_id"`
		LinkedAt clock.Instant `db:"linked_at"`
	}
	marks, args := record.Among(ids)
	rows, err := store.All[made](ctx, v.R, "select share_id, linked_at from share_secret where workspace_id = ? and share_id in ("+marks+")", append([]any{v.Workspace}, args...)...)
	out := map[string]map[clock.Instant]bool{}
	for _, r := range rows {
		if out[r.Share] == nil {
			out[r.Share] = map[clock.Instant]bool{}
		}
		out[r.Share][r.LinkedAt] = true
	}
	return out, err
}

// Opening is how often a share was opened on a day in one form.
type Opening struct {
	On     clock.Day     `json:"on" db:"day_on"`
	Form   string        `json:"form" db:"form" doc:"page, frame, pdf, pptx, png, svg, csv, ics or json; refused for a wrong password."`
	Count  int64         `json:"count" db:"count"`
	LastAt clock.Instant `json:"lastAt" db:"last_at"`
}

// mostOpenings bounds a list of them: over a year, in all forms.
const mostOpenings = 4000

func openings(ctx context.Context, v *op.View, in ShareRef) ([]Opening, error) {
	s, err := op.Find[Share](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	return store.All[Opening](ctx, v.R, "select day_on, form, count, last_at from share_opening where workspace_id = ? and share_id = ? order by day_on desc, form limit ?", v.Workspace, s.ID, mostOpenings)
}

// PreviewIn is a cut that may not be saved yet.
type PreviewIn struct {
	ID       string `json:"id" ref:"cut" doc:"The cut that it begins from; left out, the start of the audience."`
	Audience string `json:"audience" v:"enum=executive|sales|customers|team"`
	cut.Choice
}

// Previewed is what its audience would see.
type Previewed struct {
	HTML  string     `json:"html" doc:"The page, to be shown in a frame that may do nothing."`
	Sheet *cut.Sheet `json:"sheet"`
}

// preview writes the page that an audience would see; what the asker does not
// see is not in it.
func preview(ctx context.Context, p *op.Plain, in PreviewIn) (*Previewed, error) {
	out := &Previewed{}
	err := p.Engine.View(ctx, p.Workspace, p.Actor, func(v *op.View) error {
		c := cut.Begin(in.Audience)
		if in.ID != "" {
			there, err := op.Find[cut.Cut](ctx, v, in.ID)
			if err != nil {
				return err
			}
			c = there
			if in.Audience != "" {
				c.Audience = in.Audience
			}
		}
		err := in.Choice.Apply(ctx, v, c)
		if err != nil {
			return err
		}
		var list errs.List
		c.Check(&list)
		if err := list.Err(); err != nil {
			return err
		}
		out.Sheet, err = c.Look(ctx, v)
		return err
	})
	if err != nil {
		return nil, err
	}
	page := paper.Page{Sheet: out.Sheet, Preview: true}
	out.HTML = string(page.HTML())
	return out, nil
}

// CutFile names a form of a cut.
type CutFile struct {
	ID     string `json:"id" in:"path" v:"required" ref:"cut"`
	Format string `json:"format" in:"query" v:"enum=pdf|pptx|png|svg|csv|ics|json" doc:"pdf when left out."`
}

// fileOf gives the team what its audiences get, whether these may take it along
// or not.
func fileOf(ctx context.Context, v *op.View, in CutFile) (op.Stream, error) {
	c, err := op.Find[cut.Cut](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	s, err := c.Look(ctx, v)
	if err != nil {
		return nil, err
	}
	if in.Format == "" {
		in.Format = "pdf"
	}
	f, err := paper.Write(s, in.Format, v.Now)
	if err != nil {
		return nil, err
	}
	return sentFile(f), nil
}
