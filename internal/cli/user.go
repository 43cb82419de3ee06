package cli

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// userCmd is about people.
type userCmd struct {
	Add      userAdd      `cmd:"" help:"Add a person to the workspace, with a password or with a link to choose one."`
	List     userList     `cmd:"" help:"List the members of the workspace."`
	Password userPassword `cmd:"" help:"Make a link by which somebody chooses a new password."`
	Link     userLink     `cmd:"" help:"Invite a person: prints the link that lets them in."`
}

// Help is the long help.
func (userCmd) Help() string {
	return `Examples:
  throughline user add ana@example.com --name 'Ana Lopez' --product LEND=product-owner
  throughline user link ben@example.com --role member --product LEND=developer
  throughline user password ana@example.com
  throughline user list`
}

// userAdd adds a person who can sign in at once.
type userAdd struct {
	Email    string   `arg:"" help:"Their e-mail address, with which they sign in."`
	Name     string   `required:"" help:"What they are called."`
	Role     string   `help:"Role in the workspace." enum:"owner,admin,member,guest" default:"member"`
	Product  []string `help:"A role on a product, like LEND=developer; may come several times." placeholder:"KEY=ROLE"`
	Password bool     `help:"Ask for a password (or read it from the input) instead of making a link."`
}

// grants reads roles on products. A dash stands for the blank in a role.
func grants(given []string) ([]map[string]string, error) {
	out := []map[string]string{}
	for _, g := range given {
		product, role, ok := strings.Cut(g, "=")
		if !ok || product == "" || role == "" {
			return nil, errs.New(errs.Invalid, "--product %s is not of the form KEY=ROLE, like LEND=developer or LEND=product-owner.", g)
		}
		out = append(out, map[string]string{"product": product, "role": strings.ReplaceAll(role, "-", " ")})
	}
	return out, nil
}

// link is an address that works once.
type link struct {
	Link      string        `json:"link"`
	ExpiresAt clock.Instant `json:"expiresAt"`
}

// Run adds the person.
func (c *userAdd) Run(ctx context.Context, s *session) error {
	roles, err := grants(c.Product)
	if err != nil {
		return err
	}
	in := map[string]any{"email": c.Email, "name": c.Name, "role": c.Role, "roles": roles}
	if c.Password {
		secret, err := s.secret("Password for " + c.Email)
		if err != nil {
			return err
		}
		in["password"] = secret
	}
	return s.inWorkspace(ctx, true, func(p *place) error {
		var person json.RawMessage
		if err := p.post(ctx, "/api/v1/members/add", in, &person); err != nil {
			return err
		}
		var l link
		if !c.Password {
			if err := p.post(ctx, "/api/v1/logins/"+url.PathEscape(c.Email)+"/reset", nil, &l); err != nil {
				return err
			}
		}
		raw, err := json.Marshal(map[string]any{"member": person, "link": l.Link, "expiresAt": l.ExpiresAt})
		if err != nil {
			return err
		}
		return s.print(raw, func() error {
			s.out.line("%s is %s of the workspace.", s.out.paint(bold, clean(c.Name)), c.Role)
			s.showLink("They choose a password here", l)
			return nil
		})
	})
}

func (s *session) showLink(what string, l link) {
	if l.Link != "" {
		s.out.line("%s, until %s:\n  %s", what, minute(l.ExpiresAt), l.Link)
	}
}

// userList lists members.
type userList struct {
	Status string `help:"Only those with this status: active, named (known from an import) or deactivated." placeholder:"STATUS"`
}

// Run lists all pages.
func (c *userList) Run(ctx context.Context, s *session) error {
	return s.inWorkspace(ctx, false, func(p *place) error {
		q := url.Values{"limit": {strconv.Itoa(pageSize)}}
		if c.Status != "" {
			q.Set("status", c.Status)
		}
		items := []json.RawMessage{}
		for {
			var page struct {
				Items []json.RawMessage
				Next  *string
			}
			if err := p.get(ctx, "/api/v1/members", q, &page); err != nil {
				return err
			}
			items = append(items, page.Items...)
			if page.Next == nil {
				break
			}
			q.Set("cursor", *page.Next)
		}
		raw, err := json.Marshal(map[string]any{"items": items, "next": nil})
		if err != nil {
			return err
		}
		return s.print(raw, func() error { return s.showMembers(ctx, p, items) })
	})
}

func (s *session) showMembers(ctx context.Context, p *place, items []json.RawMessage) error {
	t := newGrid("name", "email", "handle", "status", "role", "on products")
	products := &names{place: p, records: map[string]string{}}
	for _, raw := range items {
		var m struct {
			Name, Email, Handle, Status, Role string
			Roles                             []struct{ Product, Role string }
		}
		if err := read(raw, &m); err != nil {
			return err
		}
		held := make([]string, len(m.Roles))
		for i, r := range m.Roles {
			key, err := products.record(ctx, r.Product)
			if err != nil {
				return err
			}
			held[i] = key + " " + r.Role
		}
		t.add(cell{m.Name, bold}, text(m.Email), text(m.Handle), text(m.Status), text(m.Role), text(strings.Join(held, ", ")))
	}
	return t.print(s.out)
}

// userPassword makes a link to choose a new password.
type userPassword struct {
	Email string `arg:"" help:"Address of the account."`
}

// Run makes it.
func (c *userPassword) Run(ctx context.Context, s *session) error {
	return s.at(ctx, false, func(p *place) error {
		var raw json.RawMessage
		if err := p.post(ctx, "/api/v1/logins/"+url.PathEscape(c.Email)+"/reset", nil, &raw); err != nil {
			return err
		}
		var l link
		if err := read(raw, &l); err != nil {
			return err
		}
		return s.print(raw, func() error {
			s.showLink("A new password is chosen here", l)
			return nil
		})
	})
}

// userLink invites a person.
type userLink struct {
	Email   string   `arg:"" help:"Their e-mail address."`
	Role    string   `help:"Role in the workspace." enum:"owner,admin,member,guest" default:"member"`
	Product []string `help:"A role on a product, like LEND=developer; may come several times." placeholder:"KEY=ROLE"`
	For     string   `help:"The member known by name only, from an import, who this person is." placeholder:"MEMBER"`
}

// Run invites.
func (c *userLink) Run(ctx context.Context, s *session) error {
	roles, err := grants(c.Product)
	if err != nil {
		return err
	}
	return s.inWorkspace(ctx, true, func(p *place) error {
		var raw json.RawMessage
		in := map[string]any{"email": c.Email, "role": c.Role, "roles": roles, "member": c.For}
		if err := p.post(ctx, "/api/v1/members/invite", in, &raw); err != nil {
			return err
		}
		var l link
		if err := read(raw, &l); err != nil {
			return err
		}
		return s.print(raw, func() error {
			s.showLink("Hand this link to "+clean(c.Email)+"; it lets them in", l)
			return nil
		})
	})
}
