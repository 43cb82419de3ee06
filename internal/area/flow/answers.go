package flow

import (
	"context"

	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/store"
)

// answers finds what the team asked the product owner: the questions on items,
// and comments that mention an owner, with that owner's next comment on the
// record.
func (l *look) answers(ctx context.Context, window span) (*Station, error) {
	s := &Station{Name: "answer"}
	mine := map[string]bool{}
	l.each(func(it *item, _ []phase) { mine[it.id] = true })
	if err := l.questions(ctx, s, mine, window); err != nil {
		return nil, err
	}
	return s, l.mentions(ctx, s, mine, window)
}

func (l *look) questions(ctx context.Context, s *Station, mine map[string]bool, window span) error {
	if _, there := l.Engine.Reg.TypeOf("question"); !there {
		return nil
	}
	type asked struct {
		Record     string        `db:"record_id"`
		At         clock.Instant `db:"created_at"`
		AnsweredAt clock.Instant `db:"answered_at"`
	}
	all, err := store.All[asked](ctx, l.R, "select record_id, created_at, answered_at from question where workspace_id = ? and product_id = ? and created_at <= ? and (answered_at = 0 or answered_at >= ?) order by created_at, id",
		l.Workspace, l.product.ID, int64(l.now), int64(window.from))
	for _, q := range all {
		if q.AnsweredAt > l.now {
			q.AnsweredAt = 0
		}
		if mine[q.Record] {
			l.wait(s, q.Record, q.At, q.AnsweredAt, window)
		}
	}
	return err
}

// lookback is how long before the period a comment may have asked for what is
// answered in it.
const lookback = 90

func (l *look) mentions(ctx context.Context, s *Station, mine map[string]bool, window span) error {
	owner := map[string]bool{}
	for _, m := range l.Access.Holding([]string{right.ProductOwner}, l.product.ID) {
		owner[m] = true
	}
	if len(owner) == 0 {
		return nil
	}
	type said struct {
		Record   string        `db:"record_id"`
		By       string        `db:"created_by"`
		At       clock.Instant `db:"created_at"`
		Mentions []string      `db:"mentions"`
	}
	open := map[string]map[string]clock.Instant{} // by record, by owner
	err := store.Each(ctx, l.R, "select record_id, coalesce(created_by, '') as created_by, created_at, mentions from comment where workspace_id = ? and product_id = ? and created_at >= ? and created_at <= ? order by created_at, id",
		func(c said) error {
			if !mine[c.Record] {
				return nil
			}
			if asked, waits := open[c.Record][c.By]; waits {
				delete(open[c.Record], c.By)
				l.wait(s, c.Record, asked, c.At, window)
			}
			for _, m := range c.Mentions {
				if _, waits := open[c.Record][m]; owner[m] && m != c.By && !waits {
					if open[c.Record] == nil {
						open[c.Record] = map[string]clock.Instant{}
					}
					open[c.Record][m] = c.At
				}
			}
			return nil
		}, l.Workspace, l.product.ID, int64(l.cal.start(l.from.Add(-lookback))), int64(min(window.to, l.now)))
	return err
}
