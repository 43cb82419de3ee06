package cli

import (
	"context"
	"encoding/json"
	"io"
	"strings"

	"throughline/internal/kit/errs"
)

// gitCmd links items to commits from a hook in the repository itself.
type gitCmd struct {
	Report gitReport `cmd:"" default:"withargs" help:"Tell of commits on a branch, which come in as git log prints them."`
	Hook   gitHook   `cmd:"" help:"Print a hook for a repository."`
}

// Help is the long help.
func (gitCmd) Help() string {
	return `For repositories without a hosting that sends webhooks. The hook runs git itself and hands on what git says; this
program starts none. Connect the repository first (host "plain"), and give the hook a token with the scope write in
THROUGHLINE_TOKEN.

Examples:
  throughline git hook post-receive --repository team/app > hooks/post-receive
  throughline git hook post-commit --repository team/app > .git/hooks/post-commit
  git log -5 --format='%H%x1f%an%x1f%aI%x1f%B%x1e' | throughline git --repository team/app --branch main`
}

// gitFormat is how git log has to print what is read here: fields and commits
// end in characters that no message has.
const gitFormat = "%H%x1f%an%x1f%aI%x1f%B%x1e"

// gitReport tells of commits.
type gitReport struct {
	Repository string `required:"" help:"Name of the repository, as it was connected." placeholder:"NAME"`
	Branch     string `help:"The branch." placeholder:"BRANCH"`
	New        bool   `help:"The branch was made just now."`
	Deleted    bool   `help:"The branch was deleted."`
}

// mostLog bounds what is read of git's output.
const mostLog = 8 << 20

// Run sends them, in portions that a server takes.
func (c *gitReport) Run(ctx context.Context, s *session) error {
	var commits []gitCommit
	if !c.Deleted {
		raw, err := io.ReadAll(io.LimitReader(s.In, mostLog))
		if err != nil {
			return errs.Cause(errs.Invalid, err, "The commits cannot be read: %v.", err)
		}
		if commits, err = readCommits(string(raw)); err != nil {
			return err
		}
	}
	return s.inWorkspace(ctx, true, func(p *place) error {
		fresh := c.New
		for {
			some := commits[:min(len(commits), 200)]
			commits = commits[len(some):]
			in := map[string]any{"repository": c.Repository, "branch": c.Branch, "new": fresh, "deleted": c.Deleted, "commits": append([]gitCommit{}, some...)}
			var raw json.RawMessage
			if err := p.post(ctx, "/api/v1/code/report", in, &raw); err != nil {
				return err
			}
			if err := s.print(raw, func() error { return s.showReported(raw) }); err != nil {
				return err
			}
			if fresh = false; len(commits) == 0 {
				return nil
			}
		}
	})
}

func (s *session) showReported(raw json.RawMessage) error {
	var r struct {
		Refs  int
		Notes []string
	}
	if err := read(raw, &r); err != nil {
		return err
	}
	s.say("%d branches and commits are about items.", r.Refs)
	for _, n := range r.Notes {
		s.out.line("%s", clean(n))
	}
	return nil
}

type gitCommit struct {
	SHA     string `json:"sha"`
	Author  string `json:"author"`
	At      string `json:"at"`
	Message string `json:"message"`
}

// readCommits reads git log's output in gitFormat.
func readCommits(log string) ([]gitCommit, error) {
	var out []gitCommit
	for one := range strings.SplitSeq(log, "\x1e") {
		one = strings.TrimLeft(one, "\r\n")
		if strings.TrimSpace(one) == "" {
			continue
		}
		f := strings.SplitN(one, "\x1f", 4)
		if len(f) != 4 {
			return nil, errs.New(errs.Invalid, "What came in is not as git log prints it with --format='%s'.", gitFormat)
		}
		out = append(out, gitCommit{f[0], f[1], f[2], strings.ToValidUTF8(f[3], "?")})
	}
	return out, nil
}

// gitHook prints a hook.
type gitHook struct {
	Which      string `arg:"" enum:"post-receive,post-commit" help:"post-receive for a server's repository, post-commit for a clone."`
	Repository string `required:"" help:"Name of the repository, as it was connected." placeholder:"NAME"`
}

// Run prints it. A hook never keeps git from its work: what goes wrong is said,
// and the push or commit stands.
func (c *gitHook) Run(s *session) error {
	if strings.ContainsAny(c.Repository, "'\\\n\r") {
		return errs.New(errs.Invalid, "The name of a repository has no quotes or line breaks.")
	}
	text := hooks[c.Which]
	return s.out.write(strings.ReplaceAll(strings.ReplaceAll(text, "NAME", "'"+c.Repository+"'"), "FORMAT", "'"+gitFormat+"'"))
}

var hooks = map[string]string{
	"post-receive": `#!/bin/sh
# Tells Throughline of branches and commits. Needs THROUGHLINE_SERVER and
# THROUGHLINE_TOKEN in its environment.
while read -r old new ref; do
  case "$ref" in refs/heads/*) branch=${ref#refs/heads/} ;; *) continue ;; esac
  case "$new" in *[!0]*) ;; *)
    throughline git --repository NAME --branch "$branch" --deleted </dev/null || true
    continue ;;
  esac
  case "$old" in
    *[!0]*) git log --max-count=1000 --format=FORMAT "$old..$new" | throughline git --repository NAME --branch "$branch" || true ;;
    *) git log --max-count=1000 --format=FORMAT "$new" --not $(git for-each-ref --format='%(refname)' refs/heads | grep -vxF "$ref") |
         throughline git --repository NAME --branch "$branch" --new || true ;;
  esac
done
`,
	"post-commit": `#!/bin/sh
# Tells Throughline of each commit. Needs THROUGHLINE_SERVER and
# THROUGHLINE_TOKEN in its environment.
git log -1 --format=FORMAT | throughline git --repository NAME --branch "$(git symbolic-ref --quiet --short HEAD)" || true
`,
}
