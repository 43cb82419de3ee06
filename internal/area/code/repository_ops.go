package code

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// ConnectIn connects a repository.
type ConnectIn struct {
	Host    string `json:"host" v:"required,enum=github|gitlab|gitea|plain" doc:"What hosts it; plain for a hook in the repository itself."`
	Name    string `json:"name" v:"required,max=200" doc:"As the host says it: owner/name."`
	URL     string `json:"url" v:"url,max=2000" doc:"Where it can be looked at."`
	Product string `json:"product" ref:"product" doc:"Its rules move items of this product only; left out, of every product that whoever connects it sees."`
	Rules   []Rule `json:"rules" v:"max=20"`
}

// Connected is a repository with what its host needs.
type Connected struct {
	CodeRepository
	Path   string `json:"path" doc:"Where the host delivers: the server's own address, and this."`
	Secret string `json:"secret" doc:"Shown only now; empty for a plain one."`
}

// UpdateIn changes a repository. What is left out stays.
type UpdateIn struct {
	ID    string  `json:"id" in:"path" v:"required"`
	URL   *string `json:"url" v:"url,max=2000"`
	Rules *[]Rule `json:"rules" v:"max=20"`
}

// RepositoryIn names a repository.
type RepositoryIn struct {
	ID string `json:"id" in:"path" v:"required"`
}

// maxRepositories bounds how many a workspace connects.
const maxRepositories = 500

func connect(ctx context.Context, p *op.Plain, in ConnectIn) (*Connected, error) {
	r := &CodeRepository{Host: in.Host, Name: in.Name, URL: in.URL, Member: p.Actor.Member, Rules: in.Rules}
	secret := ""
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		if in.Product != "" {
			product, err := tx.Product(ctx, in.Product)
			if err != nil {
				return err
			}
			r.Product = id.Ref(product)
		}
		n, err := store.One[int64](ctx, tx.R, "select count(*) from code_repository where workspace_id = ?", tx.Workspace)
		if err != nil {
			return err
		}
		if n >= maxRepositories {
			return errs.New(errs.Conflict, "%d repositories are connected. Disconnect one that is not needed any more.", n)
		}
		r.ID = p.Engine.NewID(p.Now)
		err = tx.Insert(ctx, r)
		if errs.Is(err, errs.Conflict) {
			return errs.New(errs.Conflict, "%s is connected already. Give it a new secret, or disconnect it first.", in.Name)
		}
		if err != nil || in.Host == Plain {
			return err
		}
		secret = id.Secret(40)
		_, err = raw.Exec(ctx, "insert into code_hook (repository_id, workspace_id, secret) values (?, ?, ?)", r.ID, tx.Workspace, secret)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &Connected{*r, path(r), secret}, nil
}

func path(r *CodeRepository) string {
	if r.Host == Plain {
		return ""
	}
	return "/api/v1/code/hooks/" + r.ID
}

func change(ctx context.Context, tx *op.Tx, in UpdateIn) (*CodeRepository, error) {
	before, err := op.Find[CodeRepository](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if in.URL != nil {
		after.URL = *in.URL
	}
	if in.Rules != nil {
		after.Rules = *in.Rules
	}
	return &after, tx.Update(ctx, before, &after)
}

// renew gives a repository a new secret, and makes whoever does so the one
// deliveries act for.
func renew(ctx context.Context, p *op.Plain, in RepositoryIn) (*Connected, error) {
	var after CodeRepository
	secret := id.Secret(40)
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		before, err := decided(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		if before.Host == Plain {
			return errs.New(errs.Conflict, "%s has no host, and so no secret: its hook shows an API token.", before.Name)
		}
		after = *before
		after.Member = tx.Actor.Member
		if err := tx.Update(ctx, before, &after); err != nil {
			return err
		}
		_, err = raw.Exec(ctx, "update code_hook set secret = ? where workspace_id = ? and repository_id = ?", secret, tx.Workspace, after.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &Connected{after, path(&after), secret}, nil
}

// decided finds a repository that the actor decides about; a change of secrets
// alone is none that the ledger would ask about.
func decided(ctx context.Context, tx *op.Tx, ref string) (*CodeRepository, error) {
	r, err := op.Find[CodeRepository](ctx, &tx.View, ref)
	if err == nil && !tx.Access.May(tx.Actor, "code.connect", string(r.Product)).May {
		err = errs.New(errs.Forbidden, "You do not decide which repositories are connected here. Ask the product owner or an admin.")
	}
	return r, err
}

func disconnect(ctx context.Context, p *op.Plain, in RepositoryIn) (*CodeRepository, error) {
	var r *CodeRepository
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) (err error) {
		if r, err = decided(ctx, tx, in.ID); err != nil {
			return err
		}
		if err := tx.Delete(ctx, r); err != nil {
			return err
		}
		for _, table := range []string{"code_hook", "code_delivery", "code_seen"} {
			if _, err := raw.Exec(ctx, "delete from "+table+" where workspace_id = ? and repository_id = ?", tx.Workspace, r.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return r, err
}

// PlainIn is what a hook in a repository tells.
type PlainIn struct {
	Repository string        `json:"repository" v:"required,max=200" ref:"-" doc:"Name or id of the repository, which is connected."`
	Branch     string        `json:"branch" v:"max=300" doc:"The branch that was pushed to or committed on."`
	New        bool          `json:"new" doc:"The branch was made just now."`
	Deleted    bool          `json:"deleted" doc:"The branch was deleted."`
	Commits    []PlainCommit `json:"commits" v:"max=500"`
	Pulls      []PlainPull   `json:"pulls" v:"max=100" doc:"Pull requests, of a host that has no webhooks that are understood here."`
	Checks     []PlainCheck  `json:"checks" v:"max=100" doc:"How builds and tests of commits came out."`
}

// PlainPull is one pull request.
type PlainPull struct {
	Number int64         `json:"number"`
	Title  string        `json:"title"`
	Branch string        `json:"branch"`
	SHA    string        `json:"sha"`
	State  string        `json:"state" doc:"draft, open, merged or closed."`
	Author string        `json:"author"`
	URL    string        `json:"url"`
	At     clock.Instant `json:"at" doc:"Now when left out."`
}

// PlainCheck is how one check of a commit came out.
type PlainCheck struct {
	Name  string        `json:"name"`
	SHA   string        `json:"sha"`
	State string        `json:"state" doc:"pending, passed, failed or skipped."`
	URL   string        `json:"url"`
	At    clock.Instant `json:"at" doc:"Now when left out."`
}

// PlainCommit is one commit.
type PlainCommit struct {
	SHA     string `json:"sha"`
	Message string `json:"message"`
	Author  string `json:"author"`
	At      string `json:"at" doc:"RFC 3339; now when left out."`
}

// reportPlain takes in what a hook tells, as whoever it shows the token of. The
// same again changes nothing.
func reportPlain(ctx context.Context, p *op.Plain, in PlainIn) (*Delivered, error) {
	e, err := in.event()
	if err != nil {
		return nil, err
	}
	var repo *CodeRepository
	var moves []move
	out := &Delivered{Notes: []string{}}
	err = p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, _ *store.Tx) (err error) {
		found, err := op.Where[CodeRepository](ctx, &tx.View, "(d.id = ? or lower(d.name) = lower(?)) order by case when d.host = 'plain' then 0 else 1 end, d.id limit 2", in.Repository, in.Repository)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return record.Missing(cut(in.Repository, 100))
		}
		repo = &found[0]
		// Asked even where nothing is about an item, so that the answer is the same.
		if !tx.Access.May(tx.Actor, "work.move", string(repo.Product)).May {
			return errs.New(errs.Forbidden, "You do not move work along here, so you cannot tell of its code.")
		}
		out.Refs, moves, err = keep(ctx, tx, repo, e)
		return err
	})
	if err != nil {
		return nil, err
	}
	out.Notes = append(out.Notes, apply(ctx, p.Engine, p.Workspace, p.Actor, repo, moves)...)
	return out, nil
}

// event gives what was told in the form of a delivery.
func (in *PlainIn) event() (*Event, error) {
	e := &Event{Name: "report"}
	if in.Branch != "" {
		e.branch(in.Branch, "", "", in.Deleted)
		if len(e.Refs) > 0 && !in.New {
			e.Refs[0].On = ""
		}
	}
	var list errs.List
	for i, c := range in.Commits {
		if !isSHA(c.SHA) {
			list.Add("commits", "the hash of commit %d is none: %q", i+1, cut(c.SHA, 50))
			continue
		}
		e.commit(c.SHA, cut(c.Message, mostWords), "", c.Author, c.At, in.Branch)
	}
	for i, q := range in.Pulls {
		at := fmt.Sprintf("pulls.%d.", i)
		t := Told{Sort: Pull, Name: strconv.FormatInt(q.Number, 10), Title: q.Title, URL: q.URL, SHA: q.SHA, Branch: q.Branch, Author: q.Author, At: q.At, State: q.State, Words: q.Title + "\n" + q.Branch}
		switch {
		case q.Number < 1:
			list.Add(at+"number", "is required")
		case q.State == "open":
			t.On = PullOpened
		case q.State == "merged":
			t.On = PullMerged
		case q.State != "draft" && q.State != "closed":
			list.Add(at+"state", "must be draft, open, merged or closed")
		}
		e.Refs = append(e.Refs, t)
	}
	for i, c := range in.Checks {
		at := fmt.Sprintf("checks.%d.", i)
		if !isSHA(c.SHA) || c.Name == "" {
			list.Add(at+"sha", "the hash of the commit and a name are required")
		}
		if !slices.Contains([]string{"pending", "passed", "failed", "skipped"}, c.State) {
			list.Add(at+"state", "must be pending, passed, failed or skipped")
		}
		e.check(Told{Name: c.Name, URL: c.URL, State: c.State, SHA: c.SHA, At: c.At})
	}
	return e, list.Err()
}

func isSHA(s string) bool {
	if len(s) < 7 || len(s) > 64 {
		return false
	}
	for _, c := range s {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
