package growth

import (
	"context"
	"encoding/json"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Sorts of papers.
const (
	isAssessment = "assessment"
	isPlace      = "place"
	isGoal       = "goal"
	isCandidate  = "candidate"
	isScorecard  = "scorecard"
)

// paper is a row of the confidential table. Everything that reads the ledger
// (history, the stream, hooks, search, exports, undo) knows nothing of it;
// whoever reads it here has asked first whom it concerns.
type paper struct {
	ID      string        `db:"id"`
	Sort    string        `db:"sort"`
	Subject string        `db:"subject_id"` // a member, a vacancy or a candidate
	By      string        `db:"by_id"`
	At      clock.Instant `db:"at"`
	Data    string        `db:"data"`
}

// papersMost bounds what is kept of one sort about one subject.
const papersMost = 400

// about reads the papers of a sort about some subjects, the oldest first.
func about(ctx context.Context, r *store.Reader, workspace, sort string, subjects ...string) ([]paper, error) {
	if len(subjects) == 0 {
		return nil, nil
	}
	marks, args := record.Among(subjects)
	return store.All[paper](ctx, r, "select id, sort, subject_id, by_id, at, data from confidential where workspace_id = ? and sort = ? and subject_id in ("+marks+") order by at, id", append([]any{workspace, sort}, args...)...)
}

// oneOf reads one paper of a sort.
func oneOf(ctx context.Context, r *store.Reader, workspace, sort, ref string) (*paper, error) {
	all, err := store.All[paper](ctx, r, "select id, sort, subject_id, by_id, at, data from confidential where workspace_id = ? and sort = ? and id = ?", workspace, sort, ref)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, record.Missing(ref)
	}
	return &all[0], nil
}

// inside reads what a paper says.
func inside[T any](p *paper) (T, error) {
	var v T
	err := json.Unmarshal([]byte(p.Data), &v)
	return v, err
}

// keep writes a paper, over the one of the same id if that is of the same sort
// and about the same.
func keep(ctx context.Context, tx *op.Tx, raw *store.Tx, p *paper, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	p.Data = string(b)
	if p.ID == "" {
		p.ID = tx.Engine.NewID(tx.Now)
	}
	if !id.Valid(p.ID) {
		return errs.Fieldf("id", "must be 26 characters of Crockford's base 32 in lower case, or left out")
	}
	there, err := store.All[paper](ctx, &raw.Reader, "select id, sort, subject_id, by_id, at, data from confidential where workspace_id = ? and id = ?", tx.Workspace, p.ID)
	switch {
	case err != nil:
		return err
	case len(there) > 0 && (there[0].Sort != p.Sort || there[0].Subject != p.Subject):
		return record.Missing(p.ID)
	case len(there) > 0:
		_, err = raw.Exec(ctx, "update confidential set data = ? where workspace_id = ? and id = ?", p.Data, tx.Workspace, p.ID)
		return err
	}
	n, err := store.One[int64](ctx, &raw.Reader, "select count(*) from confidential where workspace_id = ? and sort = ? and subject_id = ?", tx.Workspace, p.Sort, p.Subject)
	if err != nil {
		return err
	}
	if n >= papersMost {
		return errs.New(errs.Invalid, "There are %d already; that is the most that is kept.", n)
	}
	_, err = raw.Exec(ctx, "insert into confidential (workspace_id, id, sort, subject_id, by_id, at, data) values (?, ?, ?, ?, ?, ?, ?)", tx.Workspace, p.ID, p.Sort, p.Subject, p.By, int64(p.At), p.Data)
	return err
}

// shred removes papers for good.
func shred(ctx context.Context, tx *op.Tx, raw *store.Tx, condition string, args ...any) error {
	_, err := raw.Exec(ctx, "delete from confidential where workspace_id = ? and "+condition, append([]any{tx.Workspace}, args...)...)
	return err
}

// trimmed takes empty words out of notes.
func trimmed(notes map[string]string) map[string]string {
	out := map[string]string{}
	for k, v := range notes {
		if v = strings.TrimSpace(v); v != "" {
			out[k] = v
		}
	}
	return out
}
