// Package cli is the command line: every command speaks to the same interface
// over HTTP as any other client, to a server that runs or, where none does, to
// one that it opens on the data folder for the length of the command.
//
// Words it owns: process (arguments, environment and streams of one call),
// session (one call that has been understood), place (where it works: a data
// folder or a server), client (whoever asks there).
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"throughline/internal/kit/errs"
)

// Process is what a command gets from outside.
type Process struct {
	Args    []string // without the program's name
	Env     []string // "NAME=value"
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
	Version string
}

// globals are flags that every command takes, wherever they stand.
type globals struct {
	Data      string `help:"Folder of the installation (default: ./throughline-data)." placeholder:"DIR" group:"Where"`
	Database  string `help:"PostgreSQL database (postgres://…) instead of SQLite in the folder." placeholder:"URL" group:"Where"`
	Server    string `help:"Server to speak to instead of a folder; or THROUGHLINE_SERVER." placeholder:"URL" group:"Where"`
	Token     string `help:"API token for the server; better THROUGHLINE_TOKEN, which others do not see." placeholder:"TOKEN" group:"Where"`
	Workspace string `help:"Workspace, by its short name; needed where there are several." placeholder:"NAME" group:"Where"`
	As        string `help:"Act as this member (address, handle or id) instead of the first owner." placeholder:"MEMBER" group:"Where"`
	JSON      bool   `name:"json" help:"Print JSON, for programs." group:"How"`
	Quiet     bool   `help:"Print results and errors only." group:"How"`
	NoColor   bool   `help:"No colours; NO_COLOR does the same." group:"How"`
	Yes       bool   `help:"Answer yes to every question." group:"How"`
}

// grammar is all commands.
type grammar struct {
	globals

	Serve   serveCmd   `cmd:"" help:"Serve the installation." group:"Run"`
	Demo    demoCmd    `cmd:"" help:"Make the demo world, then serve it." group:"Run"`
	Migrate migrateCmd `cmd:"" help:"Bring the database up to date." group:"Run"`
	Config  configCmd  `cmd:"" help:"Print every setting, with its value and where that came from." group:"Run"`
	Verify  verifyCmd  `cmd:"" help:"Replay the ledger, compare with the tables, check every invariant." group:"Run"`

	Import importCmd `cmd:"" help:"Bring in another tool's export." group:"Data"`
	Export exportCmd `cmd:"" help:"Write everything that a workspace holds into one archive." group:"Data"`

	TestResults testsCmd `cmd:"" name:"test-results" help:"Take the reports of a test run in, and bring them to the criteria they prove." group:"Data"`
	Git         gitCmd   `cmd:"" help:"Link items to commits, from a hook in a repository." group:"Data"`

	Backup  backupCmd  `cmd:"" help:"Back up the whole installation into one file." group:"Data"`
	Restore restoreCmd `cmd:"" help:"Restore a backup into an empty installation." group:"Data"`

	Query queryCmd `cmd:"" help:"List the records that a query finds." group:"Look"`
	Trace traceCmd `cmd:"" help:"Walk the thread of a record, both ways, with its gaps." group:"Look"`
	Gaps  gapsCmd  `cmd:"" help:"List where the thread of a product is broken." group:"Look"`
	Log   logCmd   `cmd:"" help:"Show the ledger, newest first." group:"Look"`

	User    userCmd    `cmd:"" help:"Add people, and let them in." group:"People"`
	Token   tokenCmd   `cmd:"" help:"Make, list and revoke API tokens." group:"People"`
	Op      opCmd      `cmd:"" passthrough:"" help:"Call any operation; without a name, list them." group:"Everything else"`
	Version versionCmd `cmd:"" help:"Print which build this is." group:"Everything else"`
}

const about = `Product management for those who decide what is built, and whether it is right.

Commands work on a data folder, whether or not a server runs on it, or with --server on a server anywhere. Every operation of the API is a command, too: "throughline risk create --product LEND title='Key person leaves'"; "throughline op" lists them.`

// leave ends parsing: kong calls for the end of the process.
type leave int

// Run runs one command and gives the exit code.
func Run(ctx context.Context, p Process) int {
	s := &session{Process: p}
	err := s.run(ctx)
	if err == nil {
		return s.code
	}
	s.fail(err)
	return exitCode(err)
}

func (s *session) run(ctx context.Context) (err error) {
	defer func() {
		if r := recover(); r != nil {
			code, ours := r.(leave)
			if !ours {
				panic(r)
			}
			s.code, err = int(code), nil
		}
	}()
	k, err := kong.New(&s.grammar, kong.Name("throughline"), kong.Description(about), kong.Writers(s.Out, s.Err),
		kong.Exit(func(code int) { panic(leave(code)) }), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	if err != nil {
		return err
	}
	given, err := arrange(k.Model, s.Args)
	if err != nil {
		return err
	}
	s.settings = given.settings
	args, err := s.command(k.Model, given)
	if err != nil {
		return err
	}
	s.begin()
	parsed, err := k.Parse(args)
	if err != nil {
		return usage(err)
	}
	s.begin()
	parsed.BindTo(ctx, (*context.Context)(nil))
	return parsed.Run(s)
}

// command completes what was given to what kong understands: help for
// nothing, "help X" for X, and operations that are called by noun and verb.
func (s *session) command(model *kong.Application, g *given) ([]string, error) {
	rest := g.rest
	if len(rest) > 0 && rest[0] == "help" {
		rest = append(slices.Clone(rest[1:]), "--help")
	}
	if len(rest) == 0 {
		return []string{"--help"}, nil
	}
	word := rest[0]
	if strings.HasPrefix(word, "-") || isCommand(model, word) {
		return append(g.globals, rest...), nil
	}
	name, used := s.operation(rest)
	if used == 0 {
		return nil, s.unknown(model, word)
	}
	return append(append(g.globals, "op", name), rest[used:]...), nil
}

func isCommand(model *kong.Application, word string) bool {
	return slices.ContainsFunc(model.Children, func(n *kong.Node) bool { return n.Name == word })
}

// operation gives the operation, or the noun, that the first words stand for,
// and how many they are; none where they stand for nothing.
func (s *session) operation(words []string) (name string, used int) {
	if _, known := s.catalogue().operation(words[0]); known {
		return words[0], 1
	}
	if len(s.catalogue().verbs(words[0])) == 0 {
		return "", 0
	}
	if len(words) > 1 && !strings.HasPrefix(words[1], "-") {
		return words[0] + "." + words[1], 2
	}
	return words[0], 1
}

func (s *session) unknown(model *kong.Application, word string) error {
	var names []string
	for _, n := range model.Children {
		names = append(names, n.Name)
	}
	names = append(names, s.catalogue().nouns()...)
	return errs.New(errs.Invalid, "%q is no command.%s %s", word, meant(word, names), `"throughline --help" lists the commands, "throughline op" the operations.`)
}

// usage gives an error of the grammar a kind, and says where to read on.
func usage(err error) error {
	msg := strings.TrimRight(err.Error(), ".?")
	if what, missing := strings.CutPrefix(msg, "expected "); missing {
		msg = strings.Trim(what, `"`) + " is missing"
	}
	var parse *kong.ParseError
	command := "throughline"
	if errors.As(err, &parse) && parse.Context != nil && parse.Context.Selected() != nil {
		command = parse.Context.Selected().FullPath()
	}
	return errs.Cause(errs.Invalid, err, "%s. \"%s --help\" shows how it is used.", upperFirst(msg), command)
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// meant names the nearest of some words, when one is near.
func meant(word string, among []string) string {
	best, distance := "", max(2, len(word)/3)+1
	for _, name := range among {
		if d := edits([]rune(word), []rune(name)); d < distance {
			best, distance = name, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" Is %s meant?", best)
}

// edits counts the letters to insert, take away or change between two words.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			changed := diagonal
			if a[i] != b[j] {
				changed++
			}
			diagonal = row[j+1]
			row[j+1] = min(changed, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
