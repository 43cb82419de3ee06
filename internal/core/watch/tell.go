package watch

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/platform/store"
)

// teller fills inboxes from the ledger.
type teller struct {
	reg   *op.Registry
	cache *right.Cache
}

func newTeller(r *op.Registry) *teller { return &teller{r, right.NewCache()} }

// told is one member to be told of one row.
type told struct{ member, reason string }

func (t *teller) batch(ctx context.Context, tx *store.Tx, workspace string, rows []ledger.Row) error {
	at := record.At{R: &tx.Reader, Workspace: workspace}
	access, err := t.cache.Access(ctx, at)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if quiet(row) {
			continue
		}
		list, err := t.concerns(ctx, at, access, row)
		if err != nil {
			return err
		}
		done := map[string]bool{string(row.Actor): !unseen(row)}
		for _, to := range list {
			m, ok := access.Member(to.member)
			if done[to.member] || !ok || m.Status != "active" || !access.CanSee(right.Actor{Member: m.ID, Role: m.Role}, string(row.Product)) ||
				!t.reg.Shows(access, right.Actor{Member: m.ID, Role: m.Role}, &row) {
				continue
			}
			done[to.member] = true
			// The number first, so that notices sort by what happened.
			_, err := tx.Exec(ctx, "insert into inbox (workspace_id, member_id, id, seq, reason, read_at) values (?, ?, ?, ?, ?, 0) on conflict (workspace_id, member_id, id) do nothing",
				workspace, to.member, fmt.Sprintf("%016x", row.Seq), row.Seq, to.reason)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// unseen rows are news to the actor as well: a program with the token of a
// metric's owner pushed the point that crossed.
func unseen(row ledger.Row) bool {
	return row.Kind == "metric_alert" && strings.HasPrefix(row.Through, "token:")
}

// quiet rows tell nobody: imports bring years of history at once.
func quiet(row ledger.Row) bool {
	return strings.HasPrefix(row.Through, "import:") || row.Through == "founding"
}

// concerns lists who is to be told of a row, the strongest reason first.
func (t *teller) concerns(ctx context.Context, at record.At, access *right.Access, row ledger.Row) ([]told, error) {
	switch row.Kind {
	case "proposal":
		return proposal(access, row), nil
	case "comment":
		return t.talk(ctx, at, row)
	case "question":
		return t.question(ctx, at, access, row)
	case "metric_alert":
		return crossed(ctx, at, row)
	case "trade":
		return team(access, row), nil
	case "watcher", "reaction", "source", "test_run", "test_result", "code_ref", "tick":
		return nil, nil
	case "approval":
		if row.Act == ledger.Create {
			return asked(row), nil
		}
	case "tradeoff":
		if row.Act == ledger.Create {
			return choosers(access, row), nil
		}
	}
	if row.Record == "" {
		return nil, nil
	}
	var out []told
	if c, ok := row.Diff["owner"]; ok {
		var owner string
		if json.Unmarshal(c[1], &owner) == nil && owner != "" {
			out = append(out, told{owner, Assigned})
		}
	}
	for _, d := range strings.Fields(row.Decision) {
		for _, m := range access.Holding(access.Rule(d, string(row.Product)).Heard, string(row.Product)) {
			out = append(out, told{m, Heard})
		}
	}
	near, err := watching(ctx, at, string(row.Record))
	for _, m := range near {
		out = append(out, told{m, Watched})
	}
	return out, err
}

// crossed tells the owner and the watchers of a metric when its newest point
// left its ground; that an alert was set or taken away is no news.
func crossed(ctx context.Context, at record.At, row ledger.Row) ([]told, error) {
	c, ok := row.Diff["crossedAt"]
	if !ok || row.Act != ledger.Update || string(c[1]) == "null" {
		return nil, nil
	}
	near, err := watching(ctx, at, string(row.Record))
	var out []told
	for _, m := range near {
		out = append(out, told{m, Alarm})
	}
	return out, err
}

// watching lists who watches or owns a record.
func watching(ctx context.Context, at record.At, rec string) ([]string, error) {
	list, err := store.All[string](ctx, at.R, "select member_id from watcher where workspace_id = ? and record_id = ?", at.Workspace, rec)
	if err != nil {
		return nil, err
	}
	owner, err := store.All[string](ctx, at.R, "select owner_id from record where workspace_id = ? and id = ? and owner_id is not null", at.Workspace, rec)
	return unique(append(list, owner...)), err
}

func (t *teller) talk(ctx context.Context, at record.At, row ledger.Row) ([]told, error) {
	if row.Act == ledger.Delete {
		return nil, nil
	}
	var out []told
	if c, ok := row.Diff["mentions"]; ok {
		var before, called []string
		_ = json.Unmarshal(c[0], &before)
		_ = json.Unmarshal(c[1], &called)
		had := map[string]bool{}
		for _, m := range before {
			had[m] = true
		}
		for _, m := range called {
			if !had[m] {
				out = append(out, told{m, Mention})
			}
		}
	}
	if row.Act == ledger.Create {
		near, err := watching(ctx, at, string(row.Record))
		if err != nil {
			return nil, err
		}
		for _, m := range near {
			out = append(out, told{m, Comment})
		}
	}
	return out, nil
}

// team tells a trade of a running sprint to all who are bound by it: those who
// decide about its scope, and those who build.
func team(access *right.Access, row ledger.Row) []told {
	if row.Act != ledger.Create {
		return nil
	}
	var out []told
	bound := append(access.Deciders("sprint.plan", string(row.Product)), access.Holding([]string{right.Developer, right.Designer, right.Tester}, string(row.Product))...)
	for _, m := range bound {
		out = append(out, told{m, Heard})
	}
	return out
}

// asked tells whoever's word is asked for by name. Of the answer those hear who
// own or watch what it is about.
func asked(row ledger.Row) []told {
	member := ""
	if c, ok := row.Diff["member"]; ok {
		_ = json.Unmarshal(c[1], &member)
	}
	return []told{{member, Decide}}
}

// choosers tells those who are to choose of a new trade-off.
func choosers(access *right.Access, row ledger.Row) []told {
	job := ""
	if c, ok := row.Diff["asked"]; ok {
		_ = json.Unmarshal(c[1], &job)
	}
	var out []told
	for _, m := range access.Deciders("tradeoff.answer:"+job, string(row.Product)) {
		out = append(out, told{m, Decide})
	}
	return out
}

// proposal tells the deciders of a new one, and the proposer of an answer.
func proposal(access *right.Access, row ledger.Row) []told {
	state := ""
	if c, ok := row.Diff["state"]; ok {
		_ = json.Unmarshal(c[1], &state)
	}
	if state == op.Open {
		var decisions []string
		if c, ok := row.Diff["decisions"]; ok {
			_ = json.Unmarshal(c[1], &decisions)
		}
		var out []told
		for _, d := range decisions {
			for _, m := range access.Deciders(d, string(row.Product)) {
				out = append(out, told{m, Decide})
			}
		}
		return out
	}
	if state != "" && row.Behalf != "" {
		return []told{{string(row.Behalf), Decided}}
	}
	return nil
}

// question tells the deciders of a new question, and whoever asked of the
// answer.
func (t *teller) question(ctx context.Context, at record.At, access *right.Access, row ledger.Row) ([]told, error) {
	_, answered := row.Diff["answer"]
	switch {
	case row.Act == ledger.Create:
		var out []told
		for _, m := range access.Deciders("story.write", string(row.Product)) {
			out = append(out, told{m, Question})
		}
		return out, nil
	case row.Act == ledger.Update && answered:
		by, err := store.All[string](ctx, at.R, "select created_by from question where workspace_id = ? and id = ? and created_by is not null", at.Workspace, row.Entity)
		if err != nil || len(by) == 0 {
			return nil, err
		}
		return []told{{by[0], Answer}}, nil
	}
	return nil, nil
}
