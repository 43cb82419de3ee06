// Package tag is the words that records are found by: which there are, and
// renaming or joining them everywhere at once. A record's own tags are a field
// of the record.
//
// Words it owns: tag.
package tag

import (
	"context"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/page"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// Tag is a word with the number of records that carry it.
type Tag struct {
	Name  string `db:"tag" json:"name"`
	Count int64  `db:"count" json:"count"`
}

// ListIn asks for tags.
type ListIn struct {
	Prefix string `json:"prefix" in:"query" v:"max=60" doc:"Only those that begin with this."`
	Limit  int    `json:"limit" in:"query"`
	Cursor string `json:"cursor" in:"query"`
}

// RenameIn gives a tag another name; an existing one joins them.
type RenameIn struct {
	From string `json:"from" v:"required,max=60"`
	To   string `json:"to" v:"required,max=60"`
}

// Renamed says how many records changed.
type Renamed struct {
	Records int  `json:"records"`
	More    bool `json:"more" doc:"There are more; call again."`
}

// Register adds tags.
func Register(r *op.Registry) {
	op.Ask(r, "tag.list", list, op.Says("List the tags in use with how often each is."), op.Needs(op.Inside))
	op.Do(r, "tag.rename", rename, op.Says("Rename a tag on all records, or join it with another."))
}

func list(ctx context.Context, v *op.View, in ListIn) (page.Page[Tag], error) {
	var none page.Page[Tag]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	mark := page.MarkOf("tags", in.Prefix)
	after := ""
	if in.Cursor != "" {
		c, err := page.Resume(in.Cursor, mark)
		if err != nil {
			return none, err
		}
		after = c.ID
	}
	scope, args := v.Scope("r.product_id")
	prefix := text.Fold(in.Prefix)
	query := "select t.tag, count(*) as count from record_tag t join record r on r.workspace_id = t.workspace_id and r.id = t.record_id " +
		"where t.workspace_id = ? and t.tag > ? and substr(t.tag_folded, 1, ?) = ? and r.archived_at = 0 and " + scope + " group by t.tag order by t.tag limit ?"
	all := append([]any{v.Workspace, after, int64(len([]rune(prefix))), prefix}, append(args, limit+1)...)
	rows, err := store.All[Tag](ctx, v.R, query, all...)
	if err != nil {
		return none, err
	}
	return page.Cut(rows, limit, func(t Tag) page.Cursor { return page.Cursor{Of: mark, ID: t.Name} }), nil
}

// renameAtOnce bounds how many records one call renames.
const renameAtOnce = 500

func rename(ctx context.Context, tx *op.Tx, in RenameIn) (*Renamed, error) {
	if in.From == in.To {
		return nil, errs.Fieldf("to", "is the name it has")
	}
	scope, args := tx.Scope("r.product_id")
	ids, err := store.All[string](ctx, tx.R, "select t.record_id from record_tag t join record r on r.workspace_id = t.workspace_id and r.id = t.record_id "+
		"where t.workspace_id = ? and t.tag = ? and "+scope+" order by t.record_id limit ?", append(append([]any{tx.Workspace, in.From}, args...), renameAtOnce+1)...)
	if err != nil {
		return nil, err
	}
	out := &Renamed{More: len(ids) > renameAtOnce}
	for _, i := range ids[:min(len(ids), renameAtOnce)] {
		before, k, err := tx.Any(ctx, i)
		if err != nil {
			return nil, err
		}
		loaded, err := k.Type.Load(ctx, tx.At, i)
		if err != nil {
			return nil, err
		}
		after := loaded.(record.Entity)
		tags := slices.DeleteFunc(slices.Clone(after.Base().Tags), func(t string) bool { return t == in.From })
		if !slices.Contains(tags, in.To) {
			tags = append(tags, in.To)
		}
		after.Base().Tags = tags
		if err := tx.Update(ctx, before, after); err != nil {
			return nil, err
		}
		out.Records++
	}
	return out, nil
}
