package demo

import (
	"context"

	"throughline/internal/area/portal"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
)

// What each audience is shown of the roadmap, and to whom the link was given.
var cuts = []struct {
	audience, title, intro string
	links                  []string
	back                   moment // made so long before the end, in working days
}{
	{"executive", "Where we stand", "Quarters, by objective. The board reads this page before each meeting.", []string{"The board", "Investors"}, 120},
	{"customers", "What we are working on", "What we build for borrowers and lenders. **No promise**: the order follows what you tell us.", []string{"Help centre"}, 95},
	{"sales", "What ships when", "Months, by release. Please tell customers nothing that is not on it.", []string{"Sales and support"}, 70},
	{"team", "The roadmap", "", nil, 40},
}

// cuts makes them, with one link that has ended.
func (p *plan) cuts() {
	for n, c := range cuts {
		at := p.now - c.back + moment(n)*0.07
		cut := p.id(at, "cut", c.audience)
		p.as(ana, at).do("cut.create", obj{"id": cut, "audience": c.audience, "title": c.title, "intro": c.intro, "products": []string{lend}})
		for i, label := range c.links {
			when := at + 1 + moment(i)*0.2
			share := p.id(when, "share", label)
			p.as(ana, when).do("share.create", obj{"id": share, "cut": cut, "label": label})
			if label == "Investors" {
				p.as(ana, when+30).do("share.revoke", obj{"id": share})
			}
		}
	}
}

// Opening is a page that opens without a sign-in.
type Opening struct {
	Label string `json:"label"`
	Path  string `json:"path"` // below the server's address; it cannot be told again
}

// links gives the shares that hold their addresses, which only chance knows.
func (w *player) links(ctx context.Context) (out []Opening, err error) {
	var shares []portal.Share
	err = w.engine.View(ctx, w.workspace, w.actors[ana], func(v *op.View) (err error) {
		shares, err = record.Where[portal.Share](ctx, v.At, "d.revoked_at = 0 order by d.created_at, d.id")
		return err
	})
	w.clock.Set(w.at(w.now - quiet))
	for _, s := range shares {
		c, err := w.call(deed{at: w.end, who: ana, op: "share.link", in: obj{"id": s.ID}})
		if err != nil {
			return nil, err
		}
		ans, err := w.engine.Run(ctx, *c)
		if err != nil {
			return nil, err
		}
		if l, is := ans.Value.(*portal.Linked); is {
			out = append(out, Opening{s.Label, "/share/" + l.Token})
		}
	}
	return out, err
}
