package people

import (
	"context"
	"slices"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// Token lets a program act as its member, within limits. It never may more
// than the member. The secret that proves it is not part of it.
type Token struct {
	record.Part
	Name      string        `db:"name" json:"name" v:"required,max=80"`
	Member    string        `db:"member_id" json:"member" ref:"member"`
	Scopes    []string      `db:"scopes" json:"scopes" v:"required,enum=read|comment|write|admin"`
	Products  []string      `db:"products" json:"products" v:"max=200" ref:"product" doc:"Ids of the products it is limited to; none means all."`
	ExpiresAt clock.Instant `db:"expires_at" json:"expiresAt"`
}

const (
	tokenGood  = 90 * 24 * time.Hour  // when nothing is said
	tokenLimit = 366 * 24 * time.Hour // at most
	maxTokens  = 50                   // of one member
)

// TokenMake is a new token.
type TokenMake struct {
	Name      string        `json:"name" v:"required,max=80" doc:"What it is for; stands in the ledger."`
	Scopes    []string      `json:"scopes" v:"required,max=4,enum=read|comment|write|admin" doc:"Each includes those before it."`
	Products  []string      `json:"products" v:"max=200" ref:"product" doc:"Limits it to products, by id or key."`
	ExpiresAt clock.Instant `json:"expiresAt" doc:"At most 366 days ahead; 90 days when left out."`
}

// TokenMade is a new token with its secret.
type TokenMade struct {
	Token
	Secret string `json:"secret" doc:"Shown only now; send it as Authorization: Bearer."`
}

// TokenList asks for tokens.
type TokenList struct {
	All bool `json:"all" in:"query" doc:"Also those of others, for admins."`
}

// TokenIn names a token.
type TokenIn struct {
	ID string `json:"id" in:"path" v:"required,max=60"`
}

func (t *Token) ended(now clock.Instant) bool { return t.ExpiresAt <= now }

func registerTokens(r *op.Registry, d *Door) {
	op.AddPart[Token](r, "token")
	op.Raw(r, "token.create", d.makeToken, op.Says("Make an API token; the answer has its secret."), op.Needs(op.Self), op.Scoped(scopeAdmin))
	op.Ask(r, "token.list", listTokens, op.Says("List your API tokens."), op.Needs(op.Inside), op.Scoped(scopeAdmin))
	op.Raw(r, "token.revoke", d.revoke, op.Says("Revoke an API token of your own, or as an admin of anybody."), op.Needs(op.Self), op.Scoped(scopeAdmin))
}

// scopesUpTo gives the scopes that go with the ones asked for.
func scopesUpTo(asked []string) []string {
	order := []string{scopeRead, scopeComment, scopeWrite, scopeAdmin}
	top := 0
	for _, s := range asked {
		top = max(top, slices.Index(order, s))
	}
	return order[:top+1]
}

func (d *Door) makeToken(ctx context.Context, p *op.Plain, in TokenMake) (*TokenMade, error) {
	t := &Token{Name: in.Name, Member: p.Actor.Member, Scopes: scopesUpTo(in.Scopes), ExpiresAt: in.ExpiresAt}
	if t.ExpiresAt == 0 {
		t.ExpiresAt = p.Now.Add(tokenGood)
	}
	if t.ended(p.Now) || t.ExpiresAt.Sub(p.Now) > tokenLimit {
		return nil, errs.Fieldf("expiresAt", "must be in the future, and at most 366 days from now")
	}
	plain, hash := auth.NewToken(auth.APIToken)
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		for _, ref := range in.Products {
			product, err := tx.Product(ctx, ref)
			if err != nil {
				return err
			}
			if !slices.Contains(t.Products, product) {
				t.Products = append(t.Products, product)
			}
		}
		if err := within(ctx, tx, t); err != nil {
			return err
		}
		mine, err := record.Where[Token](ctx, tx.At, "d.member_id = ?", t.Member)
		if err != nil {
			return err
		}
		if len(mine) >= maxTokens {
			return errs.New(errs.Conflict, "You have %d tokens. Revoke one that is not needed any more.", len(mine))
		}
		t.ID = id.New(p.Now)
		if err := tx.Insert(ctx, t); err != nil {
			return err
		}
		_, err = raw.Exec(ctx, "insert into token_secret (hash, workspace_id, token_id, member_id) values (?, ?, ?, ?)", hash, tx.Workspace, t.ID, t.Member)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &TokenMade{*t, plain}, nil
}

// within sees that a token which a token makes is no larger than its maker. It
// has every scope, or it could make none, and every product, or it could change
// nothing of the workspace's own; what is left is the time.
func within(ctx context.Context, tx *op.Tx, t *Token) error {
	if tx.Actor.Token == "" {
		return nil
	}
	maker, err := record.Find[Token](ctx, tx.At, tx.Actor.Token)
	if err != nil {
		return err
	}
	if t.ExpiresAt > maker.ExpiresAt {
		return errs.Fieldf("expiresAt", "is later than that of the token that asks (%s)", maker.ExpiresAt)
	}
	return nil
}

func listTokens(ctx context.Context, v *op.View, in TokenList) ([]Token, error) {
	if in.All && !v.Actor.Admin() {
		return nil, errs.New(errs.Forbidden, "Only the workspace's owners and admins see the tokens of others.")
	}
	return record.Where[Token](ctx, v.At, "(? or d.member_id = ?) order by d.id desc limit 1000", in.All, v.Actor.Member)
}

// revoke takes a token out of force, and its secret with it.
func (d *Door) revoke(ctx context.Context, p *op.Plain, in TokenIn) (*Done, error) {
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		t, err := record.Find[Token](ctx, tx.At, in.ID)
		if err != nil {
			return err
		}
		if t.Member != tx.Actor.Member && !mayRevoke(tx, t) {
			return record.Missing(in.ID)
		}
		d.memory.stale(raw)
		if _, err := raw.Exec(ctx, "delete from token_secret where workspace_id = ? and token_id = ?", tx.Workspace, t.ID); err != nil {
			return err
		}
		return tx.Delete(ctx, t)
	})
	return &Done{}, err
}

// mayRevoke lets admins revoke the tokens of those who are not above them.
func mayRevoke(tx *op.Tx, t *Token) bool {
	m, ok := tx.Access.Member(t.Member)
	return tx.Actor.Admin() && (!ok || rank(m.Role) <= rankOf(tx) || m.Role == right.Owner)
}
