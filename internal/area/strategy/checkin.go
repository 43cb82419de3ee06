package strategy

import (
	"context"
	"slices"

	"throughline/internal/area/metric"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
	"throughline/internal/platform/store"
)

// CheckIn is somebody's word on one key result at one time.
type CheckIn struct {
	record.Part
	KeyResult  string   `db:"key_result" json:"keyResult" ref:"-" by:"objective.set" v:"max=40" doc:"Id of the key result."`
	Value      *float64 `db:"value" json:"value" by:"objective.set" doc:"Where it stood."`
	Confidence *float64 `db:"confidence" json:"confidence" by:"objective.set" v:"min=0,max=100" doc:"How sure one was of reaching it, 0 to 100."`
	Score      *float64 `db:"score" json:"score" by:"objective.set" doc:"Its score then."`
	Note       string   `db:"note" json:"note" by:"objective.set" v:"max=2000" doc:"What was done, what is in the way, what comes next."`
}

// CheckInIn says where one key result stands.
type CheckInIn struct {
	ID         string   `json:"id" in:"path" v:"required" doc:"Id or key of the objective."`
	KeyResult  string   `json:"keyResult" v:"required" doc:"Id of the key result."`
	Current    *float64 `json:"current" doc:"Where it stands; left out, it stays. Of one that follows a metric it becomes a point of it."`
	Confidence *float64 `json:"confidence" v:"min=0,max=100" doc:"How sure one is of reaching it; left out, it stays."`
	Note       string   `json:"note" v:"max=500" doc:"What was done, what is in the way, what comes next."`
}

func checkIn(ctx context.Context, tx *op.Tx, in CheckInIn) (*Objective, error) {
	before, err := op.Find[Objective](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(before.KeyResults, func(r KeyResult) bool { return r.ID == in.KeyResult })
	if at < 0 {
		return nil, errs.Fieldf("keyResult", "%s has no key result %q", before.Key, in.KeyResult)
	}
	after := *before
	after.KeyResults = slices.Clone(before.KeyResults)
	r := &after.KeyResults[at]
	if err := r.say(ctx, tx, in); err != nil {
		return nil, err
	}
	if err := tx.Update(ctx, before, &after); err != nil {
		return nil, err
	}
	return &after, after.keep(ctx, tx, *r, in.Note)
}

// say takes in what was said of a key result.
func (r *KeyResult) say(ctx context.Context, tx *op.Tx, in CheckInIn) error {
	switch {
	case in.Current == nil && in.Confidence == nil && in.Note == "":
		return errs.Fieldf("current", "say where it stands, how sure you are, or what is to be known of it")
	case in.Current != nil && r.Work != "":
		return errs.Fieldf("current", "follows from what is delivered; it cannot be entered")
	case in.Current != nil && r.Metric != "":
		if err := metric.Note(ctx, tx, r.Metric, *in.Current, in.Note); err != nil {
			return err
		}
	case in.Current != nil:
		r.Current = in.Current
	}
	if in.Confidence != nil {
		r.Confidence = in.Confidence
	}
	return nil
}

// keep writes a check-in down, with the score that it had.
func (o *Objective) keep(ctx context.Context, tx *op.Tx, r KeyResult, note string) error {
	n, err := numbersOf(ctx, &tx.View, 1, &Objective{Record: o.Record, KeyResults: KeyResults{r}})
	if err != nil {
		return err
	}
	s := r.scored(o.ID, n.last(), n.work)
	c := &CheckIn{KeyResult: r.ID, Value: s.Current, Confidence: r.Confidence, Score: s.Score, Note: note}
	c.Product, c.Record = o.Product, id.Ref(o.ID)
	return tx.Insert(ctx, c)
}

// Said is a check-in as a point of a line.
type Said struct {
	At         clock.Instant `json:"at"`
	Value      *float64      `json:"value"`
	Confidence *float64      `json:"confidence"`
	Score      *float64      `json:"score"`
	Note       string        `json:"note"`
}

// mostSaid bounds the check-ins of a key result that come with its score.
const mostSaid = 26

// confidences gives the newest check-ins of objectives by objective and key
// result, oldest first.
func confidences(ctx context.Context, v *op.View, objectives ...string) (map[string]map[string][]Said, error) {
	type said struct {
		Objective  string        `db:"record_id"`
		KeyResult  string        `db:"key_result"`
		At         clock.Instant `db:"created_at"`
		Value      *float64      `db:"value"`
		Confidence *float64      `db:"confidence"`
		Score      *float64      `db:"score"`
		Note       string        `db:"note"`
	}
	marks, args := record.Among(objectives)
	rows, err := store.All[said](ctx, v.R, `select record_id, key_result, created_at, value, confidence, score, note from (
  select c.*, row_number() over (partition by c.record_id, c.key_result order by c.created_at desc, c.version desc) as nth from check_in c where c.workspace_id = ? and c.record_id in (`+marks+`)
) x where nth <= ? order by created_at, version`, append(append([]any{v.Workspace}, args...), mostSaid)...)
	out := map[string]map[string][]Said{}
	for _, r := range rows {
		if out[r.Objective] == nil {
			out[r.Objective] = map[string][]Said{}
		}
		out[r.Objective][r.KeyResult] = append(out[r.Objective][r.KeyResult], Said{r.At, r.Value, r.Confidence, r.Score, r.Note})
	}
	return out, err
}

// entered reads check-ins as points, for what follows no metric.
func entered(history []Said) []metric.Point {
	var out []metric.Point
	for _, s := range history {
		if s.Value != nil {
			out = append(out, metric.Point{At: s.At, Value: *s.Value})
		}
	}
	return out
}

// CheckInsIn asks for check-ins.
type CheckInsIn struct {
	ID        string `json:"id" in:"path" v:"required" doc:"Id or key of the objective."`
	KeyResult string `json:"keyResult" in:"query" doc:"Id of a key result; left out, of all."`
	Limit     int    `json:"limit" in:"query"`
	Cursor    string `json:"cursor" in:"query"`
}

func checkIns(ctx context.Context, v *op.View, in CheckInsIn) (page.Page[CheckIn], error) {
	var none page.Page[CheckIn]
	o, err := op.Find[Objective](ctx, v, in.ID)
	if err != nil {
		return none, err
	}
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	where, args := "d.record_id = ?", []any{o.ID}
	if in.KeyResult != "" {
		where, args = where+" and d.key_result = ?", append(args, in.KeyResult)
	}
	mark := page.MarkOf("objective.checkins", v.Workspace, o.ID, in.KeyResult)
	if in.Cursor != "" {
		after, err := page.Decode(in.Cursor)
		if err == nil {
			err = after.Check(mark)
		}
		if err != nil {
			return none, err
		}
		// The place is looked up, so that nobody can make one up.
		where += " and (d.created_at, d.version) < (select x.created_at, x.version from check_in x where x.workspace_id = ? and x.record_id = ? and x.id = ?)"
		args = append(args, v.Workspace, o.ID, after.ID)
	}
	rows, err := record.Where[CheckIn](ctx, v.At, where+" order by d.created_at desc, d.version desc limit ?", append(args, limit+1)...)
	return page.Cut(rows, limit, func(c CheckIn) page.Cursor { return page.Cursor{Of: mark, ID: c.ID} }), err
}
