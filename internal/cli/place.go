package cli

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"throughline/internal/app"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/config"
	"throughline/internal/platform/store"
)

// place is where a command works.
type place struct {
	*client
	app    *app.App // opened for this command; nil where a server answers
	folder bool     // whoever runs the installation is asking
}

// errNothing says that a folder holds no installation.
var errNothing = errors.New("cli: no installation")

// config reads the settings of the installation.
func (s *session) config() (config.Config, []config.Setting, error) {
	flags := s.settings
	if s.grammar.Data != "" {
		flags["data"] = s.grammar.Data
	}
	if s.grammar.Database != "" {
		flags["database"] = s.grammar.Database
	}
	return config.Load(config.Options{Flags: flags, Env: s.Env, OtherEnv: clientEnv})
}

// reach finds the place that was named: a server, or a folder, on which a
// server may run. make says whether an installation may begin there.
func (s *session) reach(ctx context.Context, begins bool) (*place, error) {
	if server := s.server(); server != "" {
		return s.remote(server)
	}
	c, _, err := s.config()
	if err != nil {
		return nil, err
	}
	if p, err := s.beside(ctx, c); p != nil || err != nil {
		return p, err
	}
	return s.within(ctx, c, begins)
}

// server is the address of the server to speak to, "" for a folder. A folder
// that is named counts more than a server in the environment.
func (s *session) server() string {
	if s.grammar.Server == "" && s.grammar.Data == "" && s.grammar.Database == "" {
		return s.env("THROUGHLINE_SERVER")
	}
	return s.grammar.Server
}

// headers go with every request.
func (s *session) headers(token string) http.Header {
	h := http.Header{"User-Agent": {"throughline/" + s.build()}, "Accept": {"application/json"}}
	if token != "" {
		h.Set("Authorization", "Bearer "+token)
	}
	workspace := s.grammar.Workspace
	if workspace == "" {
		workspace = s.env("THROUGHLINE_WORKSPACE")
	}
	for name, value := range map[string]string{"Throughline-Workspace": workspace, "Throughline-As": s.grammar.As} {
		if value != "" {
			h.Set(name, value)
		}
	}
	return h
}

// remote speaks to a server by its address.
func (s *session) remote(server string) (*place, error) {
	u, err := url.Parse(server)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") != "" {
		return nil, errs.New(errs.Invalid, "%q is no address of a server. Give one like https://throughline.example.com.", server)
	}
	token := s.grammar.globals.Token
	if token == "" {
		token = s.env("THROUGHLINE_TOKEN")
	}
	if token == "" {
		return nil, errs.New(errs.Unauthenticated, "A server asks who you are: put an API token into THROUGHLINE_TOKEN, or give it as --token. \"throughline token create\" makes one.")
	}
	if s.grammar.As != "" {
		return nil, errs.New(errs.Invalid, "--as is for whoever runs the installation, on its data folder. On a server the token says who acts.")
	}
	c := &client{base: u.Scheme + "://" + u.Host, header: s.headers(token), http: &http.Client{CheckRedirect: stay}}
	return &place{client: c}, nil
}

// stay keeps a token from being sent on to another address.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// beside speaks to the server that runs on a folder, if one does.
func (s *session) beside(ctx context.Context, c config.Config) (*place, error) {
	running, ok := app.FindRunning(c.Data)
	if !ok || !alive(running.PID) || c.Database == "" && !locked(c.Data) {
		return nil, nil //nolint:nilnil // no server is no failure
	}
	raw, err := os.ReadFile(filepath.Join(c.Data, app.OperatorFile))
	if err != nil {
		return nil, errs.Cause(errs.Forbidden, err, "A server runs on %s, and %s, by which whoever runs it is known, cannot be read: %v. Use --server with an API token.", c.Data, app.OperatorFile, err)
	}
	transport, err := pinned(c.TLSCert)
	if err != nil {
		return nil, err
	}
	cl := &client{base: running.Address, header: s.headers(strings.TrimSpace(string(raw))), http: &http.Client{Transport: transport, CheckRedirect: stay}}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := cl.get(ctx, "/healthz", nil, nil); err != nil {
		return nil, errs.Cause(errs.Unavailable, err, "A server runs on %s (process %d), but does not answer at %s: %s", c.Data, running.PID, running.Address, errs.Public(err).Msg)
	}
	return &place{client: cl, folder: true}, nil
}

// alive says whether a process is there.
func alive(pid int) bool {
	if pid <= 0 {
		return false
	}
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// locked says whether somebody holds the folder's lock.
func locked(dir string) bool {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR, 0)
	if err != nil {
		return errors.Is(err, fs.ErrPermission)
	}
	defer func() { _ = f.Close() }() // gives the lock back
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil
}

// within opens the installation for the length of the command.
func (s *session) within(ctx context.Context, c config.Config, begins bool) (*place, error) {
	if !begins && c.Database == "" {
		if _, err := os.Stat(filepath.Join(c.Data, store.FileName)); errors.Is(err, fs.ErrNotExist) {
			return nil, errs.Cause(errs.NotFound, errNothing, "There is no installation in %s. Name its folder with --data, or begin one: \"throughline import\", \"throughline serve\" or \"throughline demo\".", c.Data)
		}
	}
	a, err := s.open(ctx, c)
	if err != nil {
		return nil, err
	}
	return s.inside(a), nil
}

// open opens the installation for a command.
func (s *session) open(ctx context.Context, c config.Config) (*app.App, error) {
	return s.openWith(ctx, c, s.log(c))
}

// openWith opens the installation. That somebody else works on the folder may
// soon be over.
func (s *session) openWith(ctx context.Context, c config.Config, log *slog.Logger) (*app.App, error) {
	a, err := app.Open(ctx, c, app.WithVersion(s.build()), app.WithLog(log))
	if errs.Is(err, errs.Conflict) {
		return nil, errs.Cause(errs.Unavailable, err, "%s", errs.Public(err).Msg)
	}
	return a, err
}

// inside speaks to an installation that was opened for this command.
func (s *session) inside(a *app.App) *place {
	c := &client{base: "http://installation", header: s.headers(a.OperatorToken()), http: &http.Client{Transport: direct{a.Handler()}, CheckRedirect: stay}}
	return &place{client: c, app: a, folder: true}
}

// log is where an installation that a command opens writes its warnings.
func (s *session) log(c config.Config) *slog.Logger {
	if c.LogLevel == "debug" {
		return slog.New(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	return slog.New(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: slog.LevelError}))
}

// close lets what follows from the command's changes happen, and gives the
// folder back.
func (p *place) close(ctx context.Context) error {
	if p.app == nil {
		return nil
	}
	var err error
	if p.wrote && ctx.Err() == nil {
		err = p.app.CatchUp(ctx)
	}
	return errors.Join(err, p.app.Close())
}

// at works at the place that was named.
func (s *session) at(ctx context.Context, begins bool, fn func(*place) error) (err error) {
	p, err := s.reach(ctx, begins)
	if err != nil {
		return err
	}
	defer func() {
		if e := p.close(ctx); err == nil {
			err = e
		}
	}()
	return done(ctx, fn(p))
}

// inWorkspace works in the workspace that was named, or the only one. A
// command that may begin an installation makes the first.
func (s *session) inWorkspace(ctx context.Context, begins bool, fn func(*place) error) error {
	return s.at(ctx, begins, func(p *place) error {
		if !p.folder {
			return fn(p)
		}
		if err := s.settle(ctx, p, begins); err != nil {
			return err
		}
		return fn(p)
	})
}

// settle sees that it is clear in which workspace whoever runs the
// installation works.
func (s *session) settle(ctx context.Context, p *place, begins bool) error {
	var all []struct{ Slug, Name string }
	if err := p.get(ctx, "/api/v1/workspaces", nil, &all); err != nil {
		return err
	}
	named := p.header.Get("Throughline-Workspace")
	switch {
	case len(all) == 0 && begins:
		slug := named
		if slug == "" {
			slug = "main"
		}
		if err := p.post(ctx, "/api/v1/workspaces/found", map[string]any{"slug": slug, "name": strings.ToUpper(slug[:1]) + slug[1:]}, nil); err != nil {
			return err
		}
		p.header.Set("Throughline-Workspace", slug)
		s.say("Began the workspace %q; whoever sets up the installation becomes its owner.", slug)
		return nil
	case len(all) == 0:
		return errs.New(errs.NotFound, "The installation is empty: it has no workspace yet. \"throughline import\" begins one, and so does the set-up link that \"throughline serve\" prints.")
	case len(all) > 1 && named == "":
		slugs := make([]string, len(all))
		for i, w := range all {
			slugs[i] = w.Slug
		}
		return errs.New(errs.Invalid, "There are several workspaces. Name one with --workspace: %s.", strings.Join(slugs, ", "))
	}
	return nil
}

// build is which build this is.
func (s *session) build() string {
	if s.Version == "" {
		return "unknown"
	}
	return s.Version
}
