package launch

import (
	"context"

	"throughline/internal/area/release"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// BeginIn makes a launch with its plan.
type BeginIn struct {
	ID       string    `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Product  string    `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Title    string    `json:"title" v:"required,max=500"`
	Tier     int64     `json:"tier" v:"min=0,max=3" doc:"1 big, 2 medium, 3 quiet; 2 when left out."`
	Day      clock.Day `json:"day" v:"day" doc:"The launch day; the latest day of its releases when left out."`
	Releases []string  `json:"releases" ref:"release" v:"max=20" doc:"Ids or keys of what reaches the market."`
	Owner    string    `json:"owner" ref:"member" doc:"Who looks after it; whoever makes it when left out."`
	Bare     bool      `json:"bare" doc:"Without the tasks of the template."`
}

// FillIn adds the tasks of a template.
type FillIn struct {
	ID   string `json:"id" in:"path" v:"required" doc:"Id or key of the launch."`
	Tier int64  `json:"tier" v:"min=0,max=3" doc:"Of the template; the launch's own when left out."`
}

// Filled says what a template added.
type Filled struct {
	Launch string `json:"launch" ref:"launch"`
	Added  int    `json:"added" doc:"Tasks that were not there yet."`
}

func begin(ctx context.Context, tx *op.Tx, in BeginIn) (*Launch, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	l := &Launch{Tier: in.Tier, Day: in.Day}
	l.ID, l.Kind, l.Product, l.Title = in.ID, "launch", id.Ref(product), in.Title
	if l.Tier == 0 {
		l.Tier = usual
	}
	if l.Owner, err = owner(ctx, tx, in.Owner); err != nil {
		return nil, err
	}
	if l.Owner == "" {
		l.Owner = id.Ref(tx.Actor.Member)
	}
	if l.Day == "" {
		if l.Day, err = latest(ctx, tx, in.Releases); err != nil {
			return nil, err
		}
	}
	if err := tx.Insert(ctx, l); err != nil {
		return nil, err
	}
	for _, r := range in.Releases {
		if _, err := link.Make(ctx, tx, link.CreateIn{Type: link.Launches, From: l.ID, To: r}); err != nil {
			return nil, err
		}
	}
	if !in.Bare {
		if _, err := filled(ctx, tx, l, l.Tier); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// latest is the last day that one of the releases is due on.
func latest(ctx context.Context, tx *op.Tx, refs []string) (clock.Day, error) {
	day := clock.Day("")
	for _, ref := range refs {
		r, err := op.Find[release.Release](ctx, &tx.View, ref)
		if err != nil {
			return "", err
		}
		day = max(day, r.DueOn)
	}
	return day, nil
}

func fill(ctx context.Context, tx *op.Tx, in FillIn) (*Filled, error) {
	l, err := op.Find[Launch](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if l.Category == record.Closed {
		return nil, errs.New(errs.Conflict, "%s is %s; its plan stays as it was.", l.Key, l.State)
	}
	tier := in.Tier
	if tier == 0 {
		tier = l.Tier
	}
	n, err := filled(ctx, tx, l, tier)
	return &Filled{l.ID, n}, err
}
