package plan

import (
	"context"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// LookIn says of which roadmap one has seen what it is like.
type LookIn struct {
	Product string `json:"product" ref:"product" doc:"Of one product, by id or key; of all that you may see when left out."`
}

// Look is when somebody saw a roadmap last.
type Look struct {
	Seq int64         `db:"seq" json:"seq" doc:"The last row of the ledger that was seen."`
	At  clock.Instant `db:"at" json:"at"`
}

// placeOf names the roadmap that a look is about: a product's, or all.
func placeOf(products map[string]bool) string {
	if len(products) == 1 {
		for p := range products {
			return p
		}
	}
	return ""
}

func lookOf(ctx context.Context, v *op.View, product string) (Look, bool, error) {
	found, err := store.All[Look](ctx, v.R, "select seq, at from roadmap_look where workspace_id = ? and member_id = ? and product_id = ?", v.Workspace, v.Actor.Member, product)
	if err != nil || len(found) == 0 {
		return Look{}, false, err
	}
	return found[0], true, nil
}

// look remembers how far somebody has seen the roadmap: a mark of their own,
// which is no record and not in the ledger.
func look(ctx context.Context, p *op.Plain, in LookIn) (*Look, error) {
	product := ""
	if in.Product != "" {
		err := p.Engine.View(ctx, p.Workspace, p.Actor, func(v *op.View) (err error) {
			product, err = v.Product(ctx, in.Product)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	l := &Look{At: p.Now}
	err := p.DB.Write(ctx, p.Workspace, func(tx *store.Tx) (err error) {
		if l.Seq, err = ledger.Last(ctx, &tx.Reader, p.Workspace); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "insert into roadmap_look (workspace_id, member_id, product_id, seq, at) values (?, ?, ?, ?, ?) on conflict (workspace_id, member_id, product_id) do update set seq = excluded.seq, at = excluded.at",
			p.Workspace, p.Actor.Member, product, l.Seq, int64(p.Now))
		return err
	})
	return l, err
}

// SnapshotIn makes a snapshot.
type SnapshotIn struct {
	ID      string `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Product string `json:"product" ref:"product" v:"required" doc:"The product whose roadmap it is about."`
	Name    string `json:"name" v:"required,max=120" doc:"What it is called."`
}

// SnapshotsIn asks for those of a product.
type SnapshotsIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required"`
}

// SnapshotRef names a snapshot.
type SnapshotRef struct {
	ID string `json:"id" in:"path" v:"required"`
}

func registerSnapshots(r *op.Registry) {
	op.AddPart[RoadmapSnapshot](r, "roadmap_snapshot")
	op.Do(r, "snapshot.create", keepSnapshot, op.Says("Give the roadmap as it is now a name, to hold later ones against."), op.Takes("roadmap.place"))
	op.Do(r, "snapshot.delete", dropSnapshot, op.Says("Take a snapshot's name away."), op.Takes("roadmap.place"))
	op.Ask(r, "snapshot.list", snapshots, op.Says("List the snapshots of a product's roadmap, the latest first."), op.Needs(op.Inside))
}

func keepSnapshot(ctx context.Context, tx *op.Tx, in SnapshotIn) (*RoadmapSnapshot, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	same, err := record.Where[RoadmapSnapshot](ctx, tx.At, "d.product_id = ? and d.name = ?", product, in.Name)
	if err != nil {
		return nil, err
	}
	if len(same) > 0 {
		return nil, errs.Fieldf("name", "%q names a snapshot already; choose another", in.Name)
	}
	s := &RoadmapSnapshot{Name: in.Name, At: tx.Moment()}
	s.ID, s.Product, s.Record = in.ID, id.Ref(product), id.Ref(product)
	if s.Seq, err = tx.Last(ctx); err != nil {
		return nil, err
	}
	return s, tx.Insert(ctx, s)
}

func dropSnapshot(ctx context.Context, tx *op.Tx, in SnapshotRef) (*RoadmapSnapshot, error) {
	s, err := op.Find[RoadmapSnapshot](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	return s, tx.Delete(ctx, s)
}

// mostSnapshots bounds how many are listed.
const mostSnapshots = 200

func snapshots(ctx context.Context, v *op.View, in SnapshotsIn) ([]RoadmapSnapshot, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	return record.Where[RoadmapSnapshot](ctx, v.At, "d.product_id = ? order by d.taken_at desc, d.id desc limit ?", product, mostSnapshots)
}
