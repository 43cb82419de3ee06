package backlog

import (
	"context"
	"time"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
	"throughline/internal/platform/store"
)

// Question is something that the team has to know of an item before, or while,
// it works on it. It waits for the product owner.
type Question struct {
	record.Part
	Text       string        `db:"question" json:"question" ref:"-" v:"required,max=5000" doc:"In Markdown."`
	Answer     string        `db:"answer" json:"answer" by:"story.write" v:"max=20000" doc:"In Markdown."`
	AnsweredAt clock.Instant `db:"answered_at" json:"answeredAt" by:"story.write" doc:"Null while it is open."`
	AnsweredBy id.Ref        `db:"answered_by" json:"answeredBy" ref:"member" by:"story.write"`
}

// AskIn is a new question.
type AskIn struct {
	ID   string `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Item string `json:"item" ref:"record" v:"required" doc:"Id or key of the item it is about."`
	Text string `json:"question" ref:"-" v:"required,max=5000" doc:"In Markdown."`
}

// AnswerIn answers a question, or changes the answer.
type AnswerIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id of the question."`
	Answer string `json:"answer" v:"required,max=20000" doc:"In Markdown."`
}

// QuestionRef names a question.
type QuestionRef struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id of the question."`
}

// QuestionsIn asks for questions.
type QuestionsIn struct {
	Item    string `json:"item" in:"query" ref:"record" doc:"Only those about one item, by id or key."`
	Product string `json:"product" in:"query" ref:"product" doc:"Only those of one product, by id or key."`
	Open    bool   `json:"open" in:"query" doc:"Only those that wait for an answer."`
	Limit   int    `json:"limit" in:"query"`
	Cursor  string `json:"cursor" in:"query"`
}

// Asked is a question with the item it is about and how long it waited.
type Asked struct {
	Question
	Key   string  `json:"key" doc:"Of the item."`
	Title string  `json:"title" doc:"Of the item."`
	Hours float64 `json:"hours" doc:"From the question to the answer, or until now."`
}

func ask(ctx context.Context, tx *op.Tx, in AskIn) (*Question, error) {
	i, err := op.Find[Item](ctx, &tx.View, in.Item)
	if err != nil {
		return nil, err
	}
	q := &Question{Text: in.Text}
	q.ID, q.Product, q.Record = in.ID, i.Product, id.Ref(i.ID)
	return q, tx.Insert(ctx, q)
}

func answer(ctx context.Context, tx *op.Tx, in AnswerIn) (*Question, error) {
	before, err := op.Find[Question](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Answer = in.Answer
	if before.AnsweredAt == 0 {
		after.AnsweredAt, after.AnsweredBy = tx.Moment(), id.Ref(tx.Actor.Member)
	}
	return &after, tx.Update(ctx, before, &after)
}

// withdraw takes a question away that has become idle: one's own, or any as an
// admin. What was answered stays, because work was done on it.
func withdraw(ctx context.Context, tx *op.Tx, in QuestionRef) (*Question, error) {
	q, err := op.Find[Question](ctx, &tx.View, in.ID)
	switch {
	case err != nil:
		return nil, err
	case string(q.CreatedBy) != tx.Actor.Member && !tx.Actor.Admin():
		return nil, errs.New(errs.Forbidden, "Only whoever asked may take a question back.")
	case q.AnsweredAt != 0:
		return nil, errs.New(errs.Conflict, "The question was answered; it stays with its answer.")
	}
	return q, tx.Delete(ctx, q)
}

// questions lists questions, those that have waited longest first.
func questions(ctx context.Context, v *op.View, in QuestionsIn) (page.Page[Asked], error) {
	var none page.Page[Asked]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	where, args := v.Scope("d.product_id")
	if in.Item != "" {
		i, err := op.Find[Item](ctx, v, in.Item)
		if err != nil {
			return none, err
		}
		where, args = where+" and d.record_id = ?", append(args, i.ID)
	}
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return none, err
		}
		where, args = where+" and d.product_id = ?", append(args, p)
	}
	if in.Open {
		where += " and d.answered_at = 0 and exists (select 1 from record r where r.workspace_id = d.workspace_id and r.id = d.record_id and r.archived_at = 0 and r.category <> 'closed')"
	}
	mark := page.MarkOf("questions", v.Workspace, in.Item, in.Product)
	if in.Cursor != "" {
		c, err := page.Resume(in.Cursor, mark, page.Int(0))
		if err != nil {
			return none, err
		}
		where, args = where+" and (d.created_at, d.id) > (?, ?)", append(args, c.Values[0].Any(), c.ID)
	}
	rows, err := record.Where[Question](ctx, v.At, where+" order by d.created_at, d.id limit ?", append(args, limit+1)...)
	if err != nil {
		return none, err
	}
	items, err := named(ctx, v, rows)
	if err != nil {
		return none, err
	}
	out := make([]Asked, len(rows))
	for n, q := range rows {
		of := items[string(q.Record)]
		out[n] = Asked{q, of.Key, of.Title, q.waited(v.Now).Hours()}
	}
	return page.Cut(out, limit, func(a Asked) page.Cursor {
		return page.Cursor{Of: mark, Values: []page.Value{page.Int(int64(a.CreatedAt))}, ID: a.ID}
	}), nil
}

// heading is what a list says of the item that an entry is about.
type heading struct {
	ID    string `db:"id"`
	Key   string `db:"key"`
	Title string `db:"title"`
}

// named gives what the items are called that questions are about.
func named(ctx context.Context, v *op.View, about []Question) (map[string]heading, error) {
	out := map[string]heading{}
	if len(about) == 0 {
		return out, nil
	}
	ids := make([]string, len(about))
	for n := range about {
		ids[n] = string(about[n].Record)
	}
	marks, args := record.Among(ids)
	found, err := store.All[heading](ctx, v.R, "select id, key, title from record where workspace_id = ? and id in ("+marks+")", append([]any{v.Workspace}, args...)...)
	for _, h := range found {
		out[h.ID] = h
	}
	return out, err
}

// waited is how long a question has waited, or did.
func (q *Question) waited(now clock.Instant) time.Duration {
	if q.AnsweredAt != 0 {
		now = q.AnsweredAt
	}
	return now.Sub(q.CreatedAt)
}

// questionNews tells the deciders of a new question, and whoever asked of the
// answer.
func questionNews(ctx context.Context, at record.At, access *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	_, answered := row.Diff["answer"]
	switch {
	case row.Act == ledger.Create:
		return watch.Tell(watch.Question, access.Deciders("story.write", string(row.Product))...), false, nil
	case row.Act == ledger.Update && answered:
		by, err := store.All[string](ctx, at.R, "select created_by from question where workspace_id = ? and id = ? and created_by is not null", at.Workspace, row.Entity)
		return watch.Tell(watch.Answer, by...), false, err
	}
	return nil, false, nil
}
