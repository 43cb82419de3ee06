// Package code joins items to the code that is written for them: branches,
// commits, pull requests and checks, as the hosting of a repository tells of
// them or a hook in the repository itself, found by the keys in their names and
// words.
//
// Words it owns: repository, host (what hosts it: github, gitlab, gitea, or
// plain for none), delivery (what a host or hook tells at once), code reference
// (a branch, commit, pull request or check of an item), rule (what happens in
// code that moves an item on).
//
// A delivery acts as the member who connected the repository, with the rights
// they have now: what they may not do becomes a proposal, as anywhere.
package code

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Hosts.
const (
	GitHub = "github"
	GitLab = "gitlab"
	Gitea  = "gitea"
	Plain  = "plain"
)

// Sorts of code reference.
const (
	Branch = "branch"
	Commit = "commit"
	Pull   = "pull"
	Build  = "check"
)

// What happens that a rule may answer.
const (
	BranchMade = "branch made"
	CommitMade = "commit made"
	PullOpened = "pull opened"
	PullMerged = "pull merged"
)

// CodeRepository is a repository that tells of what happens in it.
type CodeRepository struct {
	record.Part
	Host   string `db:"host" json:"host" v:"required,enum=github|gitlab|gitea|plain" by:"code.connect"`
	Name   string `db:"name" json:"name" v:"required,max=200" by:"code.connect" doc:"As its host says it: owner/name."`
	URL    string `db:"url" json:"url" v:"url,max=2000" by:"code.connect" doc:"Where it can be looked at."`
	Member string `db:"member_id" json:"member" ref:"member" doc:"Who connected it; deliveries act in their name, with their rights."`
	Rules  []Rule `db:"rules" json:"rules" v:"max=20" by:"code.connect" doc:"What moves items on; none to begin with."`
}

// Rule moves an item on when something happens in its code. It never moves one
// back, nor one that has or awaits its verdict.
type Rule struct {
	On string `json:"on" doc:"branch made, commit made, pull opened or pull merged."`
	To string `json:"to" doc:"Name of a state of the item's workflow, or what it means."`
}

// CodeRef is a branch, commit, pull request or check that is about an item.
type CodeRef struct {
	record.Part
	Repository string        `db:"repository_id" json:"repository" ref:"code_repository"`
	Sort       string        `db:"sort" json:"sort" v:"required,enum=branch|commit|pull|check"`
	Name       string        `db:"name" json:"name" v:"required,max=300" doc:"Of the branch; hash of the commit; number of the pull request; name of the check."`
	Title      string        `db:"title" json:"title" v:"max=500"`
	URL        string        `db:"url" json:"url" v:"max=2000" doc:"Where it can be looked at."`
	State      string        `db:"state" json:"state" v:"max=40" doc:"Of a branch live or deleted, of a pull request draft, open, merged or closed, of a check pending, passed, failed or skipped."`
	SHA        string        `db:"sha" json:"sha" v:"max=80" doc:"The commit that it is at."`
	Branch     string        `db:"branch" json:"branch" v:"max=300" doc:"The branch that it is on."`
	Author     string        `db:"author" json:"author" v:"max=200" doc:"As the host names them."`
	HappenedAt clock.Instant `db:"happened_at" json:"happenedAt"`
}

// Register adds repositories and what they tell.
func Register(r *op.Registry) {
	op.AddPart[CodeRepository](r, "code_repository")
	op.AddPart[CodeRef](r, "code_ref")
	r.Silent("code_ref")
	op.Raw(r, "repository.connect", connect, op.Says("Connect a repository; the answer has the address and the secret that its host needs."), op.Needs(op.Members), op.Takes("code.connect"), op.Scoped("admin"), op.At(http.MethodPost, "/api/v1/repositories"))
	op.Do(r, "repository.update", change, op.Says("Change the address or the rules of a repository."), op.Takes("code.connect"), op.Refuses())
	op.Raw(r, "repository.renew", renew, op.Says("Give a repository a new secret; the one before ends."), op.Needs(op.Members), op.Takes("code.connect"), op.Scoped("admin"))
	op.Raw(r, "repository.disconnect", disconnect, op.Says("Disconnect a repository; what it told stays."), op.Needs(op.Members), op.Takes("code.connect"))
	op.Ask(r, "repository.list", listRepositories, op.Says("List the repositories that are connected."), op.Needs(op.Inside))
	op.Ask(r, "repository.deliveries", deliveries, op.Says("List what was delivered and what was refused, the latest first."), op.Needs(op.Members))
	op.Raw(r, "code.deliver", deliver, op.Says("Take a delivery of a repository's host in, which its signature proves."), op.Needs(op.Public), op.Rated("upload"), op.Takes("work.move"), op.At(http.MethodPost, "/api/v1/code/hooks/{repository}"))
	op.Raw(r, "code.report", reportPlain, op.Says("Tell of branches and commits from a hook in the repository itself."), op.Needs(op.Members), op.Takes("work.move"), op.At(http.MethodPost, "/api/v1/code/report"))
	op.Ask(r, "record.code", codeOf, op.Says("List the branches, commits, pull requests and checks of a record."), op.At(http.MethodGet, "/api/v1/records/{id}/code"))
}

var repositoryName = regexp.MustCompile(`^[\w.][\w.-]*(/[\w.][\w.-]*){0,8}$`)

// Check holds for every stored repository.
func (r *CodeRepository) Check(list *errs.List) {
	if r.Name != "" && !repositoryName.MatchString(r.Name) {
		list.Add("name", "must be as the host says it, like owner/name")
	}
	seen := map[string]bool{}
	for i, rule := range r.Rules {
		at := fmt.Sprintf("rules.%d.", i)
		switch rule.On {
		case BranchMade, CommitMade, PullOpened, PullMerged:
		default:
			list.Add(at+"on", "must be %s, %s, %s or %s", BranchMade, CommitMade, PullOpened, PullMerged)
		}
		if seen[rule.On] {
			list.Add(at+"on", "stands twice")
		}
		seen[rule.On] = true
		if strings.TrimSpace(rule.To) == "" || len(rule.To) > 60 {
			list.Add(at+"to", "must name a state")
		}
	}
}
