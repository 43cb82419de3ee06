package portal

import (
	"context"

	"throughline/internal/area/portal/cut"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// ShareIn prepares a link.
type ShareIn struct {
	ID        string    `json:"id" ref:"-" doc:"Made by the caller, so that a repeated call is harmless; made here when left out."`
	Cut       string    `json:"cut" ref:"cut" v:"required"`
	Label     string    `json:"label" v:"required,max=200" doc:"Whom it is given to; only the team reads it."`
	ExpiresOn clock.Day `json:"expiresOn" v:"day" doc:"The last day on which it opens; left out, it has no end."`
	Sites     []string  `json:"sites" v:"max=20" doc:"Sites that may show it in a frame."`
}

// ShareChange changes a link; what is left out stays.
type ShareChange struct {
	ID        string     `json:"id" in:"path" v:"required"`
	Label     *string    `json:"label" v:"max=200"`
	ExpiresOn *clock.Day `json:"expiresOn" v:"day" doc:"Empty for no end."`
	Sites     *[]string  `json:"sites" v:"max=20"`
}

// ShareRef names a share.
type ShareRef struct {
	ID string `json:"id" in:"path" v:"required" ref:"share"`
}

// LockIn sets a share's password.
type LockIn struct {
	ID       string `json:"id" in:"path" v:"required"`
	Password string `json:"password" v:"max=200" doc:"At least 8 characters; empty takes the password away."`
}

// Linked is a share with its link.
type Linked struct {
	Share
	Token string `json:"token" ref:"-" doc:"What the link ends in, shown only now."`
	URL   string `json:"url" doc:"The page."`
	Frame string `json:"frame" doc:"What a frame of another site shows, where the share names the site."`
	Feed  string `json:"feed" doc:"What a calendar subscribes to; empty where the cut may not be taken along, or a password is asked for."`
}

func createShare(ctx context.Context, tx *op.Tx, in ShareIn) (*Share, error) {
	c, err := op.Find[cut.Cut](ctx, &tx.View, in.Cut)
	if err != nil {
		return nil, err
	}
	n, err := store.One[int64](ctx, tx.R, "select count(*) from share where workspace_id = ? and cut_id = ? and revoked_at = 0", tx.Workspace, c.ID)
	if err != nil {
		return nil, err
	}
	if n >= mostLinks {
		return nil, errs.New(errs.Invalid, "This cut has %d links already. Revoke those that nobody needs.", n)
	}
	// One that would never open: whoever gave it away would learn it from its readers.
	if in.ExpiresOn != "" && in.ExpiresOn < tx.Today() {
		return nil, errs.Fieldf("expiresOn", "lies before today, %s, so the link would never open", tx.Today())
	}
	s := &Share{Cut: c.ID, Label: in.Label, ExpiresOn: in.ExpiresOn, Sites: in.Sites}
	s.ID, s.Product, s.Holder = in.ID, c.Product, id.Ref(tx.Actor.Member)
	alsoFor(tx, c)
	return s, tx.Insert(ctx, s)
}

// alsoFor asks those who decide on each product that a link shows.
func alsoFor(tx *op.Tx, c *cut.Cut) {
	for _, p := range c.Products {
		if p != string(c.Product) {
			tx.Also(cut.Decision, p)
		}
	}
}

func updateShare(ctx context.Context, tx *op.Tx, in ShareChange) (*Share, error) {
	before, err := op.Find[Share](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if in.Label != nil {
		after.Label = *in.Label
	}
	if in.ExpiresOn != nil {
		after.ExpiresOn = *in.ExpiresOn
	}
	if in.Sites != nil {
		after.Sites = *in.Sites
	}
	return &after, tx.Update(ctx, before, &after)
}

// takeShare makes the actor the one who answers for a link: on the day on which
// somebody leaves, or before.
func takeShare(ctx context.Context, tx *op.Tx, in ShareRef) (*Share, error) {
	before, err := op.Find[Share](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if before.RevokedAt != 0 {
		return nil, errs.New(errs.Conflict, "This link was revoked. Make a new one.")
	}
	c, err := record.Find[cut.Cut](ctx, tx.At, before.Cut)
	if err != nil {
		return nil, err
	}
	alsoFor(tx, c)
	after := *before
	after.Holder = id.Ref(tx.Actor.Member)
	return &after, tx.Update(ctx, before, &after)
}

func revokeShare(ctx context.Context, tx *op.Tx, in ShareRef) (*Share, error) {
	before, err := op.Find[Share](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if after.RevokedAt == 0 {
		after.RevokedAt = tx.Now
	}
	return &after, tx.Update(ctx, before, &after)
}

// deleteCut takes a cut away; its links go first, for they point to it.
func deleteCut(ctx context.Context, tx *op.Tx, in cut.Ref) (*cut.Cut, error) {
	c, err := op.Find[cut.Cut](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	links, err := record.Where[Share](ctx, tx.At, "d.cut_id = ? order by d.id", c.ID)
	if err != nil {
		return nil, err
	}
	for i := range links {
		if err := tx.Delete(ctx, &links[i]); err != nil {
			return nil, err
		}
	}
	return c, tx.Delete(ctx, c)
}

// change changes a share together with its secrets, for those who decide.
func change(ctx context.Context, p *op.Plain, id string, fn func(s *Share, raw *store.Tx) error) (*Share, *cut.Cut, error) {
	var after Share
	var of *cut.Cut
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		before, err := op.Find[Share](ctx, &tx.View, id)
		if err != nil {
			return err
		}
		if of, err = record.Find[cut.Cut](ctx, tx.At, before.Cut); err != nil {
			return err
		}
		if before.RevokedAt != 0 {
			return errs.New(errs.Conflict, "This link was revoked. Make a new one.")
		}
		alsoFor(tx, of)
		after = *before
		if err := fn(&after, raw); err != nil {
			return err
		}
		return tx.Update(ctx, before, &after)
	})
	return &after, of, err
}

func (g *Gate) makeLink(ctx context.Context, p *op.Plain, in ShareRef) (*Linked, error) {
	plain, hash := auth.NewToken(auth.Share)
	s, c, err := change(ctx, p, in.ID, func(s *Share, raw *store.Tx) error {
		// Two links are told apart by when they were made.
		s.LinkedAt = max(p.Now, s.LinkedAt+1)
		_, err := raw.Exec(ctx, "insert into share_secret (hash, workspace_id, share_id, linked_at) values (?, ?, ?, ?)", hash, p.Workspace, s.ID, int64(s.LinkedAt))
		return err
	})
	if err != nil {
		return nil, err
	}
	out := &Linked{Share: *s, Token: plain, URL: g.link(plain), Frame: g.link(plain) + "/frame"}
	if c.Download && s.LockedAt == 0 {
		out.Feed = g.link(plain) + "/roadmap.ics"
	}
	return out, nil
}

// shortest is the least that a share's password has: it is told to several
// people, and its guesses are counted.
const shortest = 8

func (g *Gate) lock(ctx context.Context, p *op.Plain, in LockIn) (*Share, error) {
	hash := ""
	if in.Password != "" {
		if n := len([]rune(in.Password)); n < shortest {
			return nil, errs.Fieldf("password", "must have at least %d characters", shortest)
		}
		var err error
		if hash, err = g.hash.Hash(ctx, in.Password); err != nil {
			return nil, err
		}
	}
	s, _, err := change(ctx, p, in.ID, func(s *Share, raw *store.Tx) error {
		if hash == "" {
			s.LockedAt = 0
			return nil
		}
		s.LockedAt = max(p.Now, s.LockedAt+1)
		_, err := raw.Exec(ctx, "insert into share_password (workspace_id, share_id, locked_at, hash) values (?, ?, ?, ?)", p.Workspace, s.ID, int64(s.LockedAt), hash)
		return err
	})
	return s, err
}
