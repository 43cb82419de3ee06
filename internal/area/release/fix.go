package release

import (
	"context"
	"fmt"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// FixIn makes a hot-fix.
type FixIn struct {
	ID    string    `json:"id" in:"path" v:"required" doc:"Id or key of the release that it mends, which is out."`
	Items []string  `json:"items" ref:"record" v:"required,max=50" doc:"Ids or keys of the fixes: nothing else goes out with it."`
	Title string    `json:"title" v:"max=500" doc:"Named after the release when left out."`
	DueOn clock.Day `json:"dueOn" v:"day" doc:"Today when left out."`
}

// fix makes a hot-fix. It is in progress from the start: nobody plans one. The
// product owner makes it alone, although a release's date is the product
// manager's otherwise, because it is urgent and contains nothing new.
func fix(ctx context.Context, tx *op.Tx, in FixIn) (*Release, error) {
	out, err := op.Find[Release](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if out.Category != record.Done {
		return nil, errs.New(errs.Conflict, "%s is %s. A hot-fix mends what is out; put the fixes into the release itself.", out.Key, out.State)
	}
	r := &Release{DueOn: in.DueOn, Mends: id.Ref(out.ID)}
	r.Kind, r.Product, r.Title, r.Owner = "release", out.Product, in.Title, out.Owner
	if r.Title == "" {
		n, err := store.One[int64](ctx, tx.R, "select count(*) from release where workspace_id = ? and mends_id = ?", tx.Workspace, out.ID)
		if err != nil {
			return nil, err
		}
		r.Title = fmt.Sprintf("%s, hot-fix %d", out.Title, n+1)
	}
	if r.DueOn == "" {
		r.DueOn = tx.Day(tx.Moment())
	}
	s, err := tx.Meant(ctx, out, isDoing)
	if err != nil {
		return nil, err
	}
	r.State = s.Name
	items, err := fixes(ctx, tx, in.Items, out.Product)
	if err != nil {
		return nil, err
	}
	if err := tx.Insert(ctx, r); err != nil {
		return nil, err
	}
	for _, i := range items {
		if _, err := link.Make(ctx, tx, link.CreateIn{Type: link.ShipsIn, From: i, To: r.ID}); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// fixes finds the items of a hot-fix.
func fixes(ctx context.Context, tx *op.Tx, refs []string, product id.Ref) ([]string, error) {
	var out []string
	var list errs.List
	for i, ref := range refs {
		row, err := tx.Base(ctx, ref)
		if err != nil {
			return nil, err
		}
		at := fmt.Sprintf("items.%d", i)
		switch {
		case !backlog.Is(row.Kind):
			list.Add(at, "%s is a %s; a hot-fix holds bugs, tasks, stories and spikes", row.Key, row.Kind)
		case row.Product != product:
			list.Add(at, "%s belongs to another product", row.Key)
		case !slices.Contains(out, row.ID):
			out = append(out, row.ID)
		}
	}
	return out, list.Err()
}
