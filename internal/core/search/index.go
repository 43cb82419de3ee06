package search

import (
	"context"
	"strconv"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// index brings the documents of changed records up to date.
func index(ctx context.Context, tx *store.Tx, workspace string, rows []ledger.Row) error {
	seen := map[string]bool{}
	for _, row := range rows {
		rec := string(row.Record)
		if rec == "" || seen[rec] || !searched(row) {
			continue
		}
		seen[rec] = true
		if err := document(ctx, tx, workspace, rec); err != nil {
			return err
		}
	}
	return nil
}

// searched says whether a row changes words: most moves and ranks do not.
func searched(row ledger.Row) bool {
	if row.Kind == "comment" {
		return true
	}
	if row.Entity != string(row.Record) {
		return false
	}
	for _, f := range []string{"title", "body", "tags", "key", "aliases"} {
		if _, ok := row.Diff[f]; ok {
			return true
		}
	}
	return false
}

type words struct {
	Title   string   `db:"title"`
	Body    string   `db:"body"`
	Key     string   `db:"key"`
	Tags    []string `db:"tags"`
	Aliases []string `db:"aliases"`
}

// bodyLimit bounds how much of one record's text is indexed, in bytes.
const bodyLimit = 100_000

func document(ctx context.Context, tx *store.Tx, workspace, rec string) error {
	w, err := store.One[words](ctx, &tx.Reader, "select title, body, key, tags, aliases from record where workspace_id = ? and id = ?", workspace, rec)
	if err != nil {
		return err
	}
	said, err := store.All[string](ctx, &tx.Reader, "select body from comment where workspace_id = ? and record_id = ? order by created_at limit 200", workspace, rec)
	if err != nil {
		return err
	}
	all := strings.Join(append([]string{w.Key, strings.Join(w.Tags, " "), strings.Join(w.Aliases, " "), w.Body}, said...), "\n")
	if len(all) > bodyLimit {
		all = strings.ToValidUTF8(all[:bodyLimit], "")
	}
	title, rest := text.Terms(w.Title), text.Terms(all)
	if tx.Dialect() == store.Postgres {
		_, err = tx.Exec(ctx, "insert into search_doc (workspace_id, record_id, n, title_words, words) values (?, ?, nextval('search_doc_n'), cast(? as tsvector), cast(? as tsvector)) "+
			"on conflict (workspace_id, record_id) do update set n = excluded.n, title_words = excluded.title_words, words = excluded.words",
			workspace, rec, tsvector(title), tsvector(append(title, rest...)))
		return err
	}
	return documentSQLite(ctx, tx, workspace, rec, strings.Join(title, " "), strings.Join(rest, " "))
}

func documentSQLite(ctx context.Context, tx *store.Tx, workspace, rec, title, rest string) error {
	old, err := store.All[int64](ctx, &tx.Reader, "select n from search_doc where workspace_id = ? and record_id = ?", workspace, rec)
	if err != nil {
		return err
	}
	for _, n := range old {
		if _, err := tx.Exec(ctx, "delete from search_text where rowid = ?", n); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "delete from search_doc where n = ? and workspace_id = ?", n, workspace); err != nil {
			return err
		}
	}
	n, err := store.Returning[int64](ctx, tx, "insert into search_doc (workspace_id, record_id) values (?, ?) returning n", workspace, rec)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "insert into search_text (rowid, title, body) values (?, ?, ?)", n[0], title, rest)
	return err
}

// positions is how far PostgreSQL counts the words of a document.
const positions = 16383

// tsvector writes terms as PostgreSQL keeps them, with their positions.
func tsvector(terms []string) string {
	at := map[string][]int{}
	order := []string{}
	for i, t := range terms {
		if _, ok := at[t]; !ok {
			order = append(order, t)
		}
		if len(at[t]) < 64 {
			at[t] = append(at[t], min(i+1, positions))
		}
	}
	var b strings.Builder
	for _, t := range order {
		b.WriteString("'" + t + "':")
		for i, p := range at[t] {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.Itoa(p))
		}
		b.WriteByte(' ')
	}
	return b.String()
}
