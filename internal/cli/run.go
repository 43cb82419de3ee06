package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"throughline/internal/app"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/config"
	"throughline/internal/platform/obs"
)

// serveCmd serves the installation.
type serveCmd struct{}

// Help is the long help.
func (serveCmd) Help() string {
	return `Every setting that "throughline config" prints is a flag, too: --listen, --base-url, --tls-cert, …
While nobody has an account, a link is printed by which the first person gets in.

Examples:
  throughline serve --data ./data/acme
  throughline serve --database postgres://throughline@db/throughline --listen 0.0.0.0:8080 --base-url https://pm.example.com`
}

// Run serves until the process is told to stop.
func (serveCmd) Run(ctx context.Context, s *session) error {
	c, err := s.local("serve")
	if err != nil {
		return err
	}
	return s.serve(ctx, c)
}

// local gives the settings of the installation on this machine: some commands
// work on nothing else.
func (s *session) local(command string) (config.Config, error) {
	if s.server() != "" {
		return config.Config{}, errs.New(errs.Invalid, "\"throughline %s\" works on a data folder of this machine, not on a server. Leave out --server, and THROUGHLINE_SERVER.", command)
	}
	c, _, err := s.config()
	return c, err
}

func (s *session) serve(ctx context.Context, c config.Config) error {
	log, err := obs.NewLogger(s.Err, c.LogLevel, c.LogFormat)
	if err != nil {
		return err
	}
	a, err := s.openWith(ctx, c, log)
	if err != nil {
		return err
	}
	err = a.Serve(ctx, func(address, setUp string) {
		s.out.line("Throughline serves %s at %s", c.Data, s.out.paint(bold, address))
		if setUp != "" {
			s.out.line("Nobody has an account yet. The first person gets in here, once:\n  %s", s.out.paint(bold, setUp))
		}
	})
	return errors.Join(err, a.Close())
}

// migrateCmd brings the database up to date.
type migrateCmd struct{}

// Help is the long help.
func (migrateCmd) Help() string {
	return `The server does the same when it starts. Of a SQLite database a copy is kept beside it first.

Example:
  throughline migrate --data ./data/acme`
}

// Run opens the installation, which migrates it, and says what that did.
func (migrateCmd) Run(ctx context.Context, s *session) error {
	c, err := s.local("migrate")
	if err != nil {
		return err
	}
	m, err := app.Migrate(ctx, c)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(map[string]any{"ran": append([]string{}, m.Ran...), "at": m.To, "copy": m.Copy})
	if err != nil {
		return err
	}
	return s.print(raw, func() error {
		if len(m.Ran) == 0 {
			s.out.line("The database is up to date (%s).", m.To)
			return nil
		}
		s.out.line("Ran %s; the database is at %s.", plural(len(m.Ran), "migration"), m.To)
		if m.Copy != "" {
			s.out.line("A copy from before is in %s.", m.Copy)
		}
		return nil
	})
}

// configCmd prints the settings.
type configCmd struct{}

// Help is the long help.
func (configCmd) Help() string {
	return `Settings come from flags, else from the environment (THROUGHLINE_LISTEN, …), else from throughline.conf in the data
folder, else from defaults. What is printed is such a file. Secrets are hidden.

Example:
  throughline config --data ./data/acme > throughline.conf`
}

// Run prints them.
func (configCmd) Run(s *session) error {
	if _, err := s.local("config"); err != nil {
		return err
	}
	_, all, err := s.config()
	if err != nil {
		return err
	}
	raw, err := json.Marshal(map[string]any{"settings": all})
	if err != nil {
		return err
	}
	return s.print(raw, func() error { return config.Print(s.Out, all) })
}

// versionCmd prints which build this is.
type versionCmd struct{}

// Run prints it.
func (versionCmd) Run(s *session) error {
	raw, err := json.Marshal(map[string]string{"version": s.build(), "go": runtime.Version(), "platform": runtime.GOOS + "/" + runtime.GOARCH})
	if err != nil {
		return err
	}
	return s.print(raw, func() error {
		s.out.line("throughline %s (%s, %s/%s)", s.build(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
		return nil
	})
}

// verifyCmd replays the ledgers.
type verifyCmd struct{}

// Help is the long help.
func (verifyCmd) Help() string {
	return `Every change is one row of the ledger. This replays all rows of every workspace, compares the outcome with the tables
field by field, and checks what must hold besides: counters, states, the thread, attached files. With a fault the exit
code is 1.

Example:
  throughline verify --data ./data/acme --json`
}

// verified is what one workspace's check found.
type verified struct {
	Workspace string   `json:"workspace"`
	Slug      string   `json:"slug"`
	Rows      int64    `json:"rows"`
	Things    int      `json:"things"`
	Faults    []string `json:"faults"`
}

// Run checks, and fails when something is wrong.
func (verifyCmd) Run(ctx context.Context, s *session) error {
	if _, err := s.local("verify"); err != nil {
		return err
	}
	return s.at(ctx, false, func(p *place) error {
		bar := s.bar()
		bar.step("replaying the ledger", 0, 0)
		var raw json.RawMessage
		err := p.get(ctx, "/api/v1/installation/verify", nil, &raw)
		bar.end()
		if err != nil {
			return err
		}
		var out struct {
			OK         bool
			Workspaces []verified
		}
		if err := read(raw, &out); err != nil {
			return err
		}
		if err := s.print(raw, func() error { return s.showVerified(out.Workspaces) }); err != nil {
			return err
		}
		if !out.OK {
			return errFound
		}
		return nil
	})
}

func (s *session) showVerified(all []verified) error {
	if len(all) == 0 {
		s.out.line("There is no workspace yet, so there is nothing to check.")
	}
	for _, w := range all {
		if len(w.Faults) == 0 {
			s.out.line("%s %s: %d ledger rows replayed, %d records and parts compared, no fault.", s.out.paint(green, "✓"), w.Slug, w.Rows, w.Things)
			continue
		}
		s.out.line("%s %s: %d ledger rows replayed, %d records and parts compared, %s:", s.out.paint(red, "✗"), w.Slug, w.Rows, w.Things, plural(len(w.Faults), "fault"))
		s.out.line("  %s", strings.Join(cleaned(w.Faults), "\n  "))
	}
	return nil
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func cleaned(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = clean(l)
	}
	return out
}
