package transfer

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/page"
)

// RecordIn names a record.
type RecordIn struct {
	Record string `json:"record" in:"path" v:"required" ref:"record" doc:"Id or key of the record."`
}

// RunsIn asks for imports.
type RunsIn struct {
	Product string `json:"product" in:"query" ref:"product"`
	Limit   int    `json:"limit" in:"query"`
	Cursor  string `json:"cursor" in:"query"`
}

// RegisterSources adds what imports keep.
func RegisterSources(r *op.Registry) {
	op.AddPart[SourceRecord](r, "source")
	r.Silent("source")
	op.AddPart[ImportRun](r, "import_run")
	op.Ask(r, "record.source", sources, op.Says("Show what a record was in the tools it was imported from."), op.At("GET", "/api/v1/records/{record}/source"))
	op.Ask(r, "import.runs", runs, op.Says("List the imports that changed something, newest first."), op.Needs(op.Inside), op.At("GET", "/api/v1/imports"))
	op.Raw(r, "import.undo", undoRun, op.Says("Take an import back: archive what it made, revert what it changed, and say what stays because somebody has worked on it since."),
		op.Needs(op.Members), op.Rated("export"))
}

func sources(ctx context.Context, v *op.View, in RecordIn) ([]SourceRecord, error) {
	row, err := v.Base(ctx, in.Record)
	if err != nil {
		return nil, err
	}
	return record.Where[SourceRecord](ctx, v.At, "d.record_id = ? order by d.id limit 100", row.ID)
}

func runs(ctx context.Context, v *op.View, in RunsIn) (page.Page[ImportRun], error) {
	var none page.Page[ImportRun]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	where, args := v.Scope("d.product_id")
	mark := page.MarkOf("imports", in.Product)
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return none, err
		}
		where, args = where+" and d.product_id = ?", append(args, p)
	}
	if in.Cursor != "" {
		c, err := page.Resume(in.Cursor, mark)
		if err != nil {
			return none, err
		}
		where, args = where+" and d.id < ?", append(args, c.ID)
	}
	rows, err := record.Where[ImportRun](ctx, v.At, where+" order by d.id desc limit ?", append(args, limit+1)...)
	if err != nil {
		return none, err
	}
	return page.Cut(rows, limit, func(r ImportRun) page.Cursor { return page.Cursor{Of: mark, ID: r.ID} }), nil
}
