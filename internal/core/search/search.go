// Package search is full text: a follower of the ledger keeps an index of
// titles, descriptions, keys, tags and comments, and questions are answered
// from it. Besides store it is the only package that knows two dialects.
//
// Words it owns: document (what the index holds of one record), hit.
//
// Both databases get the same terms, made by kit/text: accents and case are
// folded, CJK runs become pairs. The rank is ours too, so that both give the
// same order: title before text, newer before older, over a bounded number of
// the newest candidates.
package search

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// Hit is a record that was found.
type Hit struct {
	ID        string        `db:"id" json:"id"`
	Key       string        `db:"key" json:"key"`
	Kind      string        `db:"kind" json:"kind"`
	Title     string        `db:"title" json:"title"`
	State     string        `db:"state" json:"state"`
	Product   id.Ref        `db:"product_id" json:"product" ref:"product"`
	UpdatedAt clock.Instant `db:"updated_at" json:"updatedAt"`
	Body      string        `db:"body" json:"-"`
	Excerpt   string        `db:"-" json:"excerpt" doc:"Where the words stand in the description."`
	InTitle   bool          `db:"in_title" json:"inTitle" doc:"All words stand in the title."`
}

// FindIn is a question in people's words.
type FindIn struct {
	Q       string `json:"q" in:"query" v:"required,max=400" doc:"Words; \"quoted\" ones next to each other; the last may be unfinished."`
	Product string `json:"product" in:"query" ref:"product" doc:"Only in this product, by id or key."`
	Kind    string `json:"kind" in:"query" doc:"Only records of this kind."`
	Limit   int    `json:"limit" in:"query" v:"max=100"`
}

// Register adds search.
func Register(r *op.Registry) {
	op.Ask(r, "search.find", Find, op.Says("Find records by their words, best first."), op.Needs(op.Inside), op.At("GET", "/api/v1/search"))
	r.Follow(ledger.Follower{Name: "search", Batch: index})
}

// candidates bounds how many of the newest matches are ranked.
const candidates = 400

// Find answers a question.
func Find(ctx context.Context, v *op.View, in FindIn) ([]Hit, error) {
	terms := text.Query(in.Q)
	if len(terms) == 0 {
		return nil, errs.Fieldf("q", "has no word to look for")
	}
	limit := in.Limit
	if limit <= 0 {
		limit = 20
	}
	where, args := v.Scope("r.product_id")
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return nil, err
		}
		where, args = where+" and r.product_id = ?", append(args, p)
	}
	if in.Kind != "" {
		where, args = where+" and r.kind = ?", append(args, in.Kind)
	}
	hits := []Hit{}
	seen := map[string]bool{}
	for _, title := range []bool{true, false} {
		if !title && len(hits) >= candidates {
			break
		}
		found, err := matches(ctx, v, terms, title, where, args, min(candidates, 4*limit))
		if err != nil {
			return nil, err
		}
		for _, h := range found {
			if !seen[h.ID] {
				seen[h.ID] = true
				hits = append(hits, h)
			}
		}
		if title && len(hits) >= limit {
			break
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return score(b, terms) - score(a, terms) })
	hits = hits[:min(limit, len(hits))]
	for i := range hits {
		hits[i].Excerpt = around(hits[i].Body, terms)
	}
	return hits, nil
}

// score is what a title says beyond recency, by which hits come: the words in
// it, as whole words, at its beginning.
func score(h Hit, terms []text.Term) int {
	folded := " " + text.Fold(h.Title) + " "
	s := 0
	if h.InTitle {
		s += 100
	}
	for i, t := range terms {
		word := t.Text
		if len(t.Phrase) > 0 {
			word = strings.Join(t.Phrase, " ")
		}
		if strings.Contains(folded, " "+word+" ") {
			s += 10
		}
		if i == 0 && strings.HasPrefix(folded, " "+word) {
			s += 5
		}
	}
	return s
}

// around cuts out where the first word stands.
func around(body string, terms []text.Term) string {
	plain := []rune(text.Excerpt(body, 4000))
	if len(plain) <= 160 {
		return string(plain)
	}
	at := 0
	low := strings.ToLower(string(plain))
	for _, t := range terms {
		if i := strings.Index(low, t.Text); i >= 0 {
			at = len([]rune(low[:i]))
			break
		}
	}
	from := max(0, min(at-40, len(plain)-160))
	out := strings.TrimSpace(string(plain[from:min(len(plain), from+160)]))
	if from > 0 {
		out = "…" + out
	}
	return out + "…"
}

// deep and deeper bound how many of the newest matches are looked through for
// those that the asker may see; the second is tried when the first is used up.
const (
	deep   = 1000
	deeper = 50_000
)

func matches(ctx context.Context, v *op.View, terms []text.Term, title bool, where string, args []any, limit int) ([]Hit, error) {
	inTitle := "1 = 0"
	if title {
		inTitle = "1 = 1"
	}
	for _, depth := range []int{deep, deeper} {
		from, match := newest(v.R.Dialect(), terms, title)
		query := "select r.id, r.key, r.kind, r.title, r.state, r.product_id, r.updated_at, r.body, " + inTitle + " as in_title from " + from +
			" and d.workspace_id = ? and r.workspace_id = d.workspace_id and r.id = d.record_id and r.archived_at = 0 and " + where + " order by m.n desc limit ?"
		all := append(append(match, depth, v.Workspace), args...)
		hits, err := store.All[Hit](ctx, v.R, query, append(all, limit)...)
		if err != nil || len(hits) >= limit {
			return hits, err
		}
		if depth == deeper || v.R.Dialect() == store.Postgres {
			return hits, nil
		}
		full, err := store.One[int64](ctx, v.R, "select count(*) from (select 1 from search_text where search_text match ? limit ?) x", match[0], deep+1)
		if err != nil || full <= deep {
			return hits, err
		}
	}
	return nil, nil
}

// newest is the beginning of a select over the newest matches m, their
// documents d and records r, ending in a condition; its arguments are the
// match and how many. SQLite is told by cross joins to begin with the match.
func newest(d store.Dialect, terms []text.Term, title bool) (from string, args []any) {
	if d == store.Postgres {
		column := "words"
		if title {
			column = "title_words"
		}
		return "(select n, workspace_id, record_id from search_doc where " + column + " @@ cast(? as tsquery) order by n desc limit ?) m " +
			"join search_doc d on d.workspace_id = m.workspace_id and d.record_id = m.record_id cross join record r where 1 = 1", []any{tsquery(terms)}
	}
	return "(select rowid as n from search_text where search_text match ? order by rowid desc limit ?) m cross join search_doc d cross join record r where d.n = m.n", []any{fts5Match(terms, title)}
}

// Among gives a select of the ids of the records of a workspace in which all
// terms stand, with its arguments.
func Among(d store.Dialect, workspace string, terms []text.Term) (query string, args []any) {
	if d == store.Postgres {
		return "select d.record_id from search_doc d where d.workspace_id = ? and d.words @@ cast(? as tsquery)", []any{workspace, tsquery(terms)}
	}
	return "select d.record_id from search_text s cross join search_doc d where s.search_text match ? and d.n = s.rowid and d.workspace_id = ?", []any{fts5Match(terms, false), workspace}
}

func fts5Match(terms []text.Term, title bool) string {
	m := fts5(terms)
	if title {
		m = "{title} : (" + m + ")"
	}
	return m
}

// fts5 writes terms as SQLite's FTS5 reads them. Terms are letters, digits and
// dashes only, and stand between quotes.
func fts5(terms []text.Term) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		words := t.Phrase
		if len(words) == 0 {
			words = []string{t.Text}
		}
		parts[i] = `"` + strings.Join(words, " ") + `"`
		if t.Prefix {
			parts[i] += " *"
		}
	}
	return strings.Join(parts, " AND ")
}

// tsquery writes terms as PostgreSQL reads them.
func tsquery(terms []text.Term) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		words := t.Phrase
		if len(words) == 0 {
			words = []string{t.Text}
		}
		quoted := make([]string, len(words))
		for j, w := range words {
			quoted[j] = "'" + w + "'"
			if t.Prefix && j == len(words)-1 {
				quoted[j] += ":*"
			}
		}
		parts[i] = "(" + strings.Join(quoted, " <-> ") + ")"
	}
	return strings.Join(parts, " & ")
}
