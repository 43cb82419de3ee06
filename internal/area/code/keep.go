package code

import (
	"context"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// keep writes what an event tells about items, and gives how much that was and
// which items a rule may move.
func keep(ctx context.Context, tx *op.Tx, repo *CodeRepository, e *Event) (int, []move, error) {
	count := 0
	var moves []move
	for _, t := range e.Refs {
		if count >= mostRefs {
			break
		}
		items, err := about(ctx, tx, repo, t)
		if err != nil {
			return 0, nil, err
		}
		for _, item := range items {
			if err := tell(ctx, tx, repo, item, t); err != nil {
				return 0, nil, err
			}
			count++
			if t.On != "" && !slices.ContainsFunc(moves, func(m move) bool { return m.item == item.ID && m.on == t.On }) {
				moves = append(moves, move{item.ID, t.On, reasonOf(repo, t)})
			}
		}
	}
	return count, moves, nil
}

func reasonOf(repo *CodeRepository, t Told) string {
	switch t.On {
	case PullOpened:
		return "Pull request " + t.Name + " of " + repo.Name + " was opened."
	case PullMerged:
		return "Pull request " + t.Name + " of " + repo.Name + " was merged."
	case BranchMade:
		return "The branch " + t.Name + " of " + repo.Name + " was made."
	default:
		return "A commit in " + repo.Name + " names it."
	}
}

// about finds the items that something is about: those whose keys its words
// name, and for a check those of its commit and branch.
func about(ctx context.Context, tx *op.Tx, repo *CodeRepository, t Told) ([]record.Row, error) {
	var out []record.Row
	for _, k := range Keys(t.Words) {
		row, err := tx.Base(ctx, k)
		if errs.Is(err, errs.NotFound) || errs.Is(err, errs.Conflict) {
			continue // a key of something else
		}
		if err != nil {
			return nil, err
		}
		if (backlog.Is(row.Kind) || row.Kind == "feature") && tx.Actor.Within(string(row.Product)) {
			out = append(out, *row)
		}
	}
	if t.Sort != Build || t.SHA == "" {
		return out, nil
	}
	known, err := store.All[string](ctx, tx.R, "select distinct record_id from code_ref where workspace_id = ? and repository_id = ? and sha = ? and sort <> ? order by record_id limit 50", tx.Workspace, repo.ID, t.SHA, Build)
	if err != nil {
		return nil, err
	}
	for _, ref := range known {
		row, err := tx.Base(ctx, ref)
		if errs.Is(err, errs.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(out, func(r record.Row) bool { return r.ID == row.ID }) {
			out = append(out, *row)
		}
	}
	return out, nil
}

// tell writes one thing about one item: new, or as it is now. Hosts deliver in
// any order; what is older than what is known is left out.
func tell(ctx context.Context, tx *op.Tx, repo *CodeRepository, item record.Row, t Told) error {
	if t.At == 0 {
		t.At = tx.Moment()
	}
	ref := &CodeRef{
		Repository: repo.ID, Sort: t.Sort, Name: cut(t.Name, 300), Title: cut(t.Title, 500), URL: link(t.URL), State: t.State,
		SHA: cut(t.SHA, 80), Branch: cut(t.Branch, 300), Author: cut(t.Author, 200), HappenedAt: t.At,
	}
	if ref.Name == "" {
		return nil
	}
	there, err := record.Where[CodeRef](ctx, tx.At, "d.record_id = ? and d.repository_id = ? and d.sort = ? and d.name = ?", item.ID, repo.ID, ref.Sort, ref.Name)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		ref.Record, ref.Product = id.Ref(item.ID), item.Product
		return tx.Insert(ctx, ref)
	}
	before := there[0]
	if t.Sort == Commit || before.HappenedAt > t.At {
		return nil // a commit never changes
	}
	if ref.SHA == "" {
		ref.SHA = before.SHA
	}
	ref.Part = before.Part
	return tx.Update(ctx, &before, ref)
}

// link keeps an address that a browser may open.
func link(s string) string {
	if len(s) > 2000 || !safe(s) {
		return ""
	}
	return s
}

func safe(s string) bool {
	return len(s) > 8 && (s[:8] == "https://" || s[:7] == "http://")
}
