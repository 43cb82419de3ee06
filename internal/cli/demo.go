package cli

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"

	"throughline/internal/app"
	"throughline/internal/demo"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/config"
	"throughline/internal/platform/store"
)

// demoCmd makes the demo world, and serves it.
type demoCmd struct {
	NoServe bool `help:"Only make it."`
}

// Help is the long help.
func (*demoCmd) Help() string {
	return `The demo world is Lendwell, a platform for lending between people, with eighteen months behind it. Where it is there
already, it is served as it is.

Examples:
  throughline demo --data ./data/demo
  throughline demo --data ./data/demo --no-serve --json`
}

// unfinished is where a demo world is made; it gets its place in the data
// folder only when it is whole.
const unfinished = "demo.unfinished"

// Run makes the world where there is none, says who can sign in, and serves.
func (c *demoCmd) Run(ctx context.Context, s *session) error {
	settings, err := s.local("demo")
	if err != nil {
		return err
	}
	made, err := s.makeDemo(ctx, settings)
	if err != nil {
		return done(ctx, err)
	}
	raw, err := json.Marshal(made)
	if err != nil {
		return err
	}
	if err := s.print(raw, func() error { return s.showDemo(made) }); err != nil {
		return err
	}
	if c.NoServe {
		return nil
	}
	return s.serve(ctx, settings)
}

// makeDemo makes the demo world. In a folder without a database it is made
// beside and moved in when it is whole, so that whoever interrupts it finds
// nothing half-made.
func (s *session) makeDemo(ctx context.Context, c config.Config) (*demo.Summary, error) {
	place := filepath.Join(c.Data, store.FileName)
	_, err := os.Stat(place)
	if c.Database != "" || !errors.Is(err, fs.ErrNotExist) {
		return s.play(ctx, c)
	}
	aside := c
	aside.Data = filepath.Join(c.Data, unfinished)
	aside.BlobFolder = ""
	if err := os.RemoveAll(aside.Data); err != nil {
		return nil, errs.Cause(errs.Unavailable, err, "What is left of an unfinished demo world, %s, cannot be removed: %v.", aside.Data, err)
	}
	made, err := s.play(ctx, aside)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(aside.Data))
	}
	if err := os.Rename(filepath.Join(aside.Data, store.FileName), place); err != nil {
		return nil, errs.Cause(errs.Unavailable, err, "The demo world cannot be moved into %s: %v.", c.Data, err)
	}
	return made, os.RemoveAll(aside.Data)
}

// play makes the world in the database of an installation, where it is not
// there yet.
func (s *session) play(ctx context.Context, c config.Config) (_ *demo.Summary, err error) {
	a, err := s.open(ctx, c)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := a.Close(); err == nil {
			err = e
		}
	}()
	bar := s.bar()
	defer bar.end()
	made, err := demo.Make(ctx, a.DB, demo.Options{Progress: bar.step})
	if errs.Is(err, errs.Conflict) {
		bar.end()
		s.say("The demo world is here already.")
		return s.cast(ctx, a)
	}
	if err != nil {
		return nil, err
	}
	bar.step("settling", 0, 0)
	return made, a.CatchUp(ctx)
}

// cast gives the people of a demo world that was made earlier.
func (s *session) cast(ctx context.Context, a *app.App) (*demo.Summary, error) {
	p := s.inside(a)
	p.header.Set("Throughline-Workspace", demo.Slug)
	var page struct {
		Items []struct{ Name, Email, Handle, Role string }
	}
	if err := p.get(ctx, "/api/v1/members", url.Values{"status": {"active"}, "limit": {strconv.Itoa(pageSize)}}, &page); err != nil {
		return nil, err
	}
	out := &demo.Summary{Workspace: demo.Slug, People: []demo.Person{}}
	for _, m := range page.Items {
		out.People = append(out.People, demo.Person{Name: m.Name, Email: m.Email, Handle: m.Handle, Workspace: m.Role, Password: demo.Password})
	}
	return out, nil
}

// showDemo says what was made and who can sign in.
func (s *session) showDemo(d *demo.Summary) error {
	if d.From != "" {
		s.out.line("The demo world is made: %s to %s.", d.From, d.To)
	}
	t := newGrid("sign in as", "password", "who", "role")
	for _, p := range d.People {
		role := p.Role
		if role == "" {
			role = p.Workspace
		}
		t.add(cell{p.Email, bold}, text(p.Password), text(p.Name), text(role))
	}
	if err := t.print(s.out); err != nil || len(d.Links) == 0 {
		return err
	}
	links := newGrid("opens without signing in, told only now", "given to")
	for _, l := range d.Links {
		links.add(text(l.Path), text(l.Label))
	}
	return links.print(s.out)
}
