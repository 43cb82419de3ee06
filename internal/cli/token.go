package cli

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// tokenCmd is about API tokens.
type tokenCmd struct {
	Create tokenCreate `cmd:"" help:"Make a token; its secret is shown once."`
	List   tokenList   `cmd:"" help:"List tokens."`
	Revoke tokenRevoke `cmd:"" help:"Revoke a token."`
}

// Help is the long help.
func (tokenCmd) Help() string {
	return `A token lets a program act as a member, within its scopes and products. On a data folder it is the first owner's,
or that of whoever --as names.

Examples:
  throughline token create ci --scope read --product LEND --days 30
  throughline token create importer --scope write --as ana@example.com
  throughline token list
  throughline token revoke 01k8zq4v6w2m5x7n9t1r3hd0ce`
}

// tokenCreate makes a token.
type tokenCreate struct {
	Name    string   `arg:"" help:"What it is for; stands in the ledger."`
	Scope   string   `help:"What it may do; each includes those before it: read, comment, write, admin." enum:"read,comment,write,admin" default:"read"`
	Product []string `help:"Only this product; may come several times." placeholder:"KEY"`
	Days    int      `help:"For how many days it works, at most 366." default:"90"`
}

// Run makes it. The secret alone goes to the output, so that a script can
// take it from there.
func (c *tokenCreate) Run(ctx context.Context, s *session) error {
	ends := s.clock.Now().Add(time.Duration(c.Days) * 24 * time.Hour)
	if c.Days < 1 || c.Days > 366 {
		return errs.New(errs.Invalid, "--days must be from 1 to 366.")
	}
	return s.inWorkspace(ctx, false, func(p *place) error {
		var raw json.RawMessage
		in := map[string]any{"name": c.Name, "scopes": []string{c.Scope}, "products": append([]string{}, c.Product...), "expiresAt": ends}
		if err := p.post(ctx, "/api/v1/tokens", in, &raw); err != nil {
			return err
		}
		var made struct {
			ID, Secret string
			ExpiresAt  clock.Instant
		}
		if err := read(raw, &made); err != nil {
			return err
		}
		return s.print(raw, func() error {
			s.say("Token %s, good until %s. This is shown once:", made.ID, minute(made.ExpiresAt))
			return s.out.write(made.Secret + "\n")
		})
	})
}

// tokenList lists tokens.
type tokenList struct {
	All bool `help:"Also those of others, for admins."`
}

// Run lists them.
func (c *tokenList) Run(ctx context.Context, s *session) error {
	return s.inWorkspace(ctx, false, func(p *place) error {
		q := url.Values{}
		if c.All {
			q.Set("all", "true")
		}
		var raw json.RawMessage
		if err := p.get(ctx, "/api/v1/tokens", q, &raw); err != nil {
			return err
		}
		return s.print(raw, func() error { return s.showTokens(ctx, p, raw) })
	})
}

func (s *session) showTokens(ctx context.Context, p *place, raw json.RawMessage) error {
	var all []struct {
		ID, Name, Member string
		Scopes, Products []string
		ExpiresAt        clock.Instant
	}
	if err := read(raw, &all); err != nil {
		return err
	}
	if len(all) == 0 {
		s.say("None.")
		return nil
	}
	who := &names{place: p, people: map[string]string{}, records: map[string]string{}}
	t := newGrid("id", "name", "of", "scopes", "products", "good until")
	for _, k := range all {
		member, err := who.person(ctx, k.Member)
		if err != nil {
			return err
		}
		keys := make([]string, len(k.Products))
		for i, id := range k.Products {
			if keys[i], err = who.record(ctx, id); err != nil {
				return err
			}
		}
		t.add(text(k.ID), cell{k.Name, bold}, text(member), text(strings.Join(k.Scopes, " ")), text(strings.Join(keys, " ")), text(minute(k.ExpiresAt)))
	}
	return t.print(s.out)
}

// tokenRevoke revokes a token.
type tokenRevoke struct {
	ID string `arg:"" help:"Id of the token, as \"token list\" shows it."`
}

// Run revokes it.
func (c *tokenRevoke) Run(ctx context.Context, s *session) error {
	return s.inWorkspace(ctx, false, func(p *place) error {
		var raw json.RawMessage
		if err := p.post(ctx, "/api/v1/tokens/"+url.PathEscape(c.ID)+"/revoke", nil, &raw); err != nil {
			return err
		}
		return s.print(raw, func() error {
			s.out.line("Revoked.")
			return nil
		})
	})
}
