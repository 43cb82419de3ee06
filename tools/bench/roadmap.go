package main

import (
	"context"
	"fmt"
	"time"

	"throughline/internal/area/product"
	"throughline/internal/area/release"
	"throughline/internal/area/roadmap"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

// The roadmap that is opened whole: features over products, each product's with
// a release for every ten, waiting for each other five at a time.
const (
	planProducts = 50
	planFeatures = 2000
	planEach     = planFeatures / planProducts
)

// roadmap makes the products and what stands on their roadmaps.
func (f *filler) roadmap(ctx context.Context, _ int) error {
	today := clock.DayOf(clock.System{}.Now(), time.UTC)
	of := func(n int) id.Ref { return id.Ref(id.Of("bench", "plan", fmt.Sprint(n))) }
	// In a change of their own: what a change makes is not seen in it yet.
	err := f.chunked(ctx, planProducts, func(ctx context.Context, tx *op.Tx, n int) error {
		p := &product.Product{Stage: "growth", Visibility: "workspace"}
		p.ID, p.Product = string(of(n)), of(n)
		p.Kind, p.Key, p.Title = "product", fmt.Sprintf("PLAN%c%c", 'A'+n/26, 'A'+n%26), title(f.r, n)
		return tx.Insert(ctx, p)
	})
	if err != nil {
		return err
	}
	return f.chunked(ctx, planProducts, func(ctx context.Context, tx *op.Tx, n int) error {
		var before, out string
		for i := range planEach {
			day := today.Add(i*12 - 120)
			if i%10 == 0 {
				r := &release.Release{DueOn: day.Add(180)}
				f.base(&r.Record, "release", 1_000_000+n*planEach+i)
				r.Product, out = of(n), r.ID
				if err := tx.Insert(ctx, r); err != nil {
					return err
				}
			}
			x := &roadmap.Feature{Horizon: "next", StartOn: day, EndOn: day.Add(30)}
			f.base(&x.Record, "feature", 1_000_000+n*planEach+i)
			x.Product = of(n)
			if err := tx.Insert(ctx, x); err != nil {
				return err
			}
			if _, err := link.Make(ctx, tx, link.CreateIn{Type: "ships in", From: x.ID, To: out}); err != nil {
				return err
			}
			if i%5 > 0 {
				if _, err := link.Make(ctx, tx, link.CreateIn{Type: "blocks", From: before, To: x.ID}); err != nil {
					return err
				}
			}
			before = x.ID
		}
		return nil
	})
}
