package storymap

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
	"throughline/internal/platform/store"
)

// MapIn asks for a story map.
type MapIn struct {
	Product  string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
	Released bool   `json:"released" in:"query" doc:"With the slices that are out, and what shipped in them."`
}

// Map is a whole story map.
type Map struct {
	Activities []Column `json:"activities" doc:"From left to right, each with its steps."`
	Slices     []Slice  `json:"slices" doc:"Releases in the order in which they go out; what is for later belongs to none."`
	Cards      []Card   `json:"cards" doc:"Items on the map, by step and place."`
	Unplaced   int64    `json:"unplaced" doc:"How many open items are not on the map."`
	More       bool     `json:"more" doc:"There are more cards than are shown."`
}

// Column is an activity as the map shows it.
type Column struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Optional bool   `json:"optional"`
	Steps    []Head `json:"steps"`
}

// Head is a step as the map shows it.
type Head struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Cards int64  `json:"cards" doc:"Items under it, in whatever slice."`
}

// Card is an item as the map shows it.
type Card struct {
	ID       string          `db:"id" json:"id"`
	Key      string          `db:"key" json:"key"`
	Kind     string          `db:"kind" json:"kind"`
	Title    string          `db:"title" json:"title"`
	State    string          `db:"state" json:"state"`
	Category record.Category `db:"category" json:"category"`
	Owner    id.Ref          `db:"owner_id" json:"owner" ref:"member"`
	Estimate *float64        `db:"estimate" json:"estimate"`
	Step     id.Ref          `db:"step_id" json:"step" ref:"step"`
	Release  id.Ref          `db:"release_id" json:"release" ref:"release" doc:"The slice that it stands in; null for later."`
}

// release is what is known of one.
type release struct {
	ID         string          `db:"id" json:"id"`
	Key        string          `db:"key" json:"key"`
	Title      string          `db:"title" json:"title"`
	State      string          `db:"state" json:"state"`
	Category   record.Category `db:"category" json:"category"`
	DueOn      clock.Day       `db:"due_on" json:"dueOn"`
	ReleasedOn clock.Day       `db:"released_on" json:"releasedOn"`
}

// shipsWith is the release that an item r ships with: the one that it was
// linked to first.
const shipsWith = "(select l.to_id from link l where l.workspace_id = r.workspace_id and l.from_id = r.id and l.type = 'ships in' and l.to_kind = 'release' order by l.id limit 1)"

// onMap are the items that stand on a product's map, but for those that were
// dropped: closed and never done.
const onMap = `with card as (
  select r.id, r.key, r.kind, r.title, r.state, r.category, r.owner_id, i.estimate, p.step_id, p.rank, p.id as placement_id, ` + shipsWith + ` as release_id
  from placement p join record r on r.workspace_id = p.workspace_id and r.id = p.record_id
  join item i on i.workspace_id = r.workspace_id and i.id = r.id
  where p.workspace_id = ? and p.product_id = ? and r.archived_at = 0 and (r.category <> 'closed' or i.done_at > 0)
)`

func show(ctx context.Context, v *op.View, in MapIn) (*Map, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	out := &Map{Activities: []Column{}, Slices: []Slice{}, Cards: []Card{}}
	touched, err := coverage(ctx, v, product)
	if err != nil {
		return nil, err
	}
	if out.Activities, err = columns(ctx, v, product, touched); err != nil {
		return nil, err
	}
	all, err := releases(ctx, v, product)
	if err != nil {
		return nil, err
	}
	out.Slices = slicesOf(all, out.Activities, touched, in.Released)
	if err := aims(ctx, v, out.Slices); err != nil {
		return nil, err
	}
	if out.Cards, err = cards(ctx, v, product, in.Released); err != nil {
		return nil, err
	}
	if out.More = len(out.Cards) > mostCards; out.More {
		out.Cards = out.Cards[:mostCards]
	}
	out.Unplaced, err = store.One[int64](ctx, v.R, "select count(*) "+offMap, v.Workspace, product)
	return out, err
}

// columns gives the backbone.
func columns(ctx context.Context, v *op.View, product string, touched []touch) ([]Column, error) {
	activities, err := record.Where[Activity](ctx, v.At, "d.product_id = ? order by d.rank, d.id", product)
	if err != nil {
		return nil, err
	}
	steps, err := record.Where[Step](ctx, v.At, "d.product_id = ? order by d.rank, d.id", product)
	if err != nil {
		return nil, err
	}
	under := map[string]int64{}
	for _, t := range touched {
		under[t.Step] += t.Cards
	}
	out := make([]Column, len(activities))
	for i, a := range activities {
		out[i] = Column{a.ID, a.Title, a.Optional, []Head{}}
		for _, s := range steps {
			if string(s.Activity) == a.ID {
				out[i].Steps = append(out[i].Steps, Head{s.ID, s.Title, under[s.ID]})
			}
		}
	}
	return out, nil
}

// releases gives a product's releases in the order in which they go out: first
// those that did, then by the day they are promised for. Releases are a later
// area's; which there are is in the record.
func releases(ctx context.Context, v *op.View, product string) ([]release, error) {
	return store.All[release](ctx, v.R, `select r.id, r.key, r.title, r.state, r.category, coalesce(x.due_on, '') as due_on, coalesce(x.released_on, '') as released_on
from record r join release x on x.workspace_id = r.workspace_id and x.id = r.id
where r.workspace_id = ? and r.product_id = ? and r.kind = 'release' and r.archived_at = 0 and r.category <> 'closed'
order by coalesce(nullif(x.released_on, ''), '9999'), coalesce(nullif(x.due_on, ''), '9999'), r.num`, v.Workspace, product)
}

// cards gives what stands on the map, one more than may be shown.
func cards(ctx context.Context, v *op.View, product string, released bool) ([]Card, error) {
	keep := ""
	if !released {
		keep = " where (o.category is null and c.category <> 'closed' or o.category is not null and o.category <> 'done')"
	}
	return store.All[Card](ctx, v.R, onMap+` select c.id, c.key, c.kind, c.title, c.state, c.category, c.owner_id, c.estimate, c.step_id, c.release_id
from card c left join record o on o.workspace_id = ? and o.id = c.release_id`+keep+` order by c.step_id, c.rank, c.placement_id limit ?`,
		v.Workspace, product, v.Workspace, mostCards+1)
}

// touch counts the cards under one step in one slice; Release is "" for later.
type touch struct {
	Step    string `db:"step_id"`
	Release id.Ref `db:"release_id"`
	Cards   int64  `db:"cards"`
}

// coverage counts all cards on the map, those in slices that are out as well:
// a later slice builds on them.
func coverage(ctx context.Context, v *op.View, product string) ([]touch, error) {
	return store.All[touch](ctx, v.R, onMap+" select c.step_id, c.release_id, count(*) as cards from card c group by c.step_id, c.release_id", v.Workspace, product)
}

// offMap are the open items of a product that are not on its map.
const offMap = `from record r where r.workspace_id = ? and r.product_id = ? and r.kind in ('story', 'bug', 'task', 'spike') and r.archived_at = 0
and r.category in ('todo', 'doing') and not exists (select 1 from placement p where p.workspace_id = r.workspace_id and p.record_id = r.id)`

// UnplacedIn asks for what is not on the map.
type UnplacedIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
	Limit   int    `json:"limit" in:"query"`
	Cursor  string `json:"cursor" in:"query"`
}

// Loose is an item that is not on the map.
type Loose struct {
	ID       string          `db:"id" json:"id"`
	Key      string          `db:"key" json:"key"`
	Kind     string          `db:"kind" json:"kind"`
	Title    string          `db:"title" json:"title"`
	State    string          `db:"state" json:"state"`
	Category record.Category `db:"category" json:"category"`
	Rank     string          `db:"rank" json:"rank"`
	Release  id.Ref          `db:"release_id" json:"release" ref:"release" doc:"The release that it ships with; null for none."`
}

func unplaced(ctx context.Context, v *op.View, in UnplacedIn) (page.Page[Loose], error) {
	var none page.Page[Loose]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return none, err
	}
	mark := page.MarkOf("storymap.unplaced", v.Workspace, product)
	where, args := offMap, []any{v.Workspace, product}
	if in.Cursor != "" {
		c, err := page.Decode(in.Cursor)
		if err == nil {
			err = c.Check(mark)
		}
		if err != nil {
			return none, err
		}
		if len(c.Values) != 1 {
			return none, errs.Fieldf("cursor", "is not the next of a page before")
		}
		last, _ := c.Values[0].Any().(string)
		where, args = where+" and (r.rank, r.id) > (?, ?)", append(args, last, c.ID)
	}
	rows, err := store.All[Loose](ctx, v.R, "select r.id, r.key, r.kind, r.title, r.state, r.category, r.rank, "+shipsWith+" as release_id "+where+" order by r.rank, r.id limit ?", append(args, limit+1)...)
	return page.Cut(rows, limit, func(l Loose) page.Cursor {
		return page.Cursor{Of: mark, Values: []page.Value{page.String(l.Rank)}, ID: l.ID}
	}), err
}
