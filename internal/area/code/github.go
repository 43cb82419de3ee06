package code

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"throughline/internal/kit/errs"
)

// GitHub's and Gitea's deliveries are of one family: Gitea took GitHub's form
// over, with a state of its own for a pull request's drafts and checks.

type ghUser struct {
	Login    string `json:"login"`
	Name     string `json:"name"`
	Username string `json:"username"`
}

func (u ghUser) said() string {
	for _, s := range []string{u.Login, u.Username, u.Name} {
		if s != "" {
			return s
		}
	}
	return ""
}

type ghCommit struct {
	ID        string `json:"id"`
	Message   string `json:"message"`
	Timestamp string `json:"timestamp"`
	URL       string `json:"url"`
	Author    ghUser `json:"author"`
}

type ghPull struct {
	Number    int64  `json:"number"`
	Title     string `json:"title"`
	Body      string `json:"body"`
	State     string `json:"state"`
	Draft     bool   `json:"draft"`
	Merged    bool   `json:"merged"`
	HTMLURL   string `json:"html_url"`
	UpdatedAt string `json:"updated_at"`
	User      ghUser `json:"user"`
	Head      ghHead `json:"head"`
}

type ghHead struct {
	Ref string `json:"ref"`
	SHA string `json:"sha"`
}

type ghCheck struct {
	Name        string `json:"name"`
	Status      string `json:"status"`
	Conclusion  string `json:"conclusion"`
	HeadSHA     string `json:"head_sha"`
	HeadBranch  string `json:"head_branch"`
	HTMLURL     string `json:"html_url"`
	UpdatedAt   string `json:"updated_at"`
	CompletedAt string `json:"completed_at"`
	StartedAt   string `json:"started_at"`
	App         ghUser `json:"app"`
	CheckSuite  struct {
		HeadBranch string `json:"head_branch"`
	} `json:"check_suite"`
}

type ghBody struct {
	Action     string `json:"action"`
	Repository struct {
		FullName string `json:"full_name"`
		HTMLURL  string `json:"html_url"`
	} `json:"repository"`
	Sender ghUser `json:"sender"`

	Ref     string     `json:"ref"`
	RefType string     `json:"ref_type"`
	After   string     `json:"after"`
	Created bool       `json:"created"`
	Deleted bool       `json:"deleted"`
	Commits []ghCommit `json:"commits"`

	PullRequest *ghPull  `json:"pull_request"`
	CheckRun    *ghCheck `json:"check_run"`
	CheckSuite  *ghCheck `json:"check_suite"`
	WorkflowRun *ghCheck `json:"workflow_run"`

	// status
	SHA       string `json:"sha"`
	State     string `json:"state"`
	Context   string `json:"context"`
	TargetURL string `json:"target_url"`
	UpdatedAt string `json:"updated_at"`
	Branches  []struct {
		Name string `json:"name"`
	} `json:"branches"`
}

// parseGitHub reads a delivery of GitHub or Gitea. Events that tell nothing
// about code give no references.
func parseGitHub(event string, raw []byte) (*Event, error) {
	var b ghBody
	if err := json.Unmarshal(raw, &b); err != nil {
		return nil, errs.Cause(errs.Invalid, err, "The delivery cannot be read: %v.", err)
	}
	e := &Event{Name: event, Repository: b.Repository.FullName}
	switch event {
	case "push":
		b.push(e)
	case "create", "delete":
		if b.RefType == "branch" {
			e.branch(b.Ref, b.Repository.HTMLURL, b.Sender.said(), event == "delete")
		}
	case "pull_request", "pull_request_sync", "pull_request_target":
		b.pull(e)
	case "check_run":
		b.check(e, b.CheckRun)
	case "check_suite":
		b.check(e, b.CheckSuite)
	case "workflow_run":
		b.check(e, b.WorkflowRun)
	case "status":
		b.status(e)
	}
	return e, nil
}

func (e *Event) branch(ref, repository, author string, deleted bool) {
	name := branchOf(ref)
	if name == "" {
		return
	}
	t := Told{Sort: Branch, Name: name, Title: name, Branch: name, State: "live", Author: author, Words: name, On: BranchMade}
	if repository != "" {
		t.URL = repository + "/tree/" + name
	}
	if deleted {
		t.State, t.On = "deleted", ""
	}
	e.Refs = append(e.Refs, t)
}

func (b *ghBody) push(e *Event) {
	name := branchOf(b.Ref)
	if name == "" {
		return
	}
	e.branch(b.Ref, b.Repository.HTMLURL, b.Sender.said(), b.Deleted)
	if !b.Deleted {
		e.Refs[0].SHA = b.After
		if !b.Created {
			e.Refs[0].On = "" // it was there before
		}
	}
	for _, c := range b.Commits {
		e.commit(c.ID, c.Message, c.URL, c.Author.said(), c.Timestamp, name)
	}
}

func (e *Event) commit(sha, message, url, author, at, branch string) {
	e.Refs = append(e.Refs, Told{
		Sort: Commit, Name: sha, SHA: sha, Title: firstLine(message), URL: url, Author: author, Branch: branch,
		At: instant(at), Words: message + "\n" + branch, On: CommitMade,
	})
}

func (b *ghBody) pull(e *Event) {
	p := b.PullRequest
	if p == nil {
		return
	}
	t := Told{
		Sort: Pull, Name: strconv.FormatInt(p.Number, 10), Title: p.Title, URL: p.HTMLURL, SHA: p.Head.SHA, Branch: p.Head.Ref,
		Author: p.User.said(), At: instant(p.UpdatedAt), Words: p.Title + "\n" + p.Head.Ref + "\n" + p.Body, State: "open",
	}
	switch {
	case p.Merged:
		t.State = "merged"
	case p.State == "closed":
		t.State = "closed"
	case p.Draft || strings.HasPrefix(strings.ToUpper(p.Title), "WIP:"):
		t.State = "draft"
	}
	switch {
	case t.State == "merged" && b.Action == "closed":
		t.On = PullMerged
	case t.State == "open" && (b.Action == "opened" || b.Action == "reopened" || b.Action == "ready_for_review"):
		t.On = PullOpened
	}
	e.Refs = append(e.Refs, t)
}

func (b *ghBody) check(e *Event, c *ghCheck) {
	if c == nil {
		return
	}
	state := "pending"
	if c.Status == "completed" {
		state = checked(c.Conclusion)
	}
	name := c.Name
	if name == "" {
		name = c.App.said()
	}
	if name == "" {
		name = e.Name
	}
	branch := c.HeadBranch
	if branch == "" {
		branch = c.CheckSuite.HeadBranch
	}
	at := instant(c.CompletedAt)
	for _, other := range []string{c.UpdatedAt, c.StartedAt} {
		if at == 0 {
			at = instant(other)
		}
	}
	e.check(Told{Name: name, URL: c.HTMLURL, State: state, SHA: c.HeadSHA, Branch: branch, At: at})
}

func (b *ghBody) status(e *Event) {
	branch := ""
	if len(b.Branches) == 1 {
		branch = b.Branches[0].Name
	}
	e.check(Told{Name: b.Context, URL: b.TargetURL, State: checked(b.State), SHA: b.SHA, Branch: branch, At: instant(b.UpdatedAt)})
}

// check adds a check; whom it is about follows from its branch and commit.
func (e *Event) check(t Told) {
	t.Sort, t.Words = Build, t.Branch
	if t.Name == "" {
		t.Name = "check"
	}
	t.Title = t.Name
	t.Name = fmt.Sprintf("%s @ %s", t.Name, short(t.SHA))
	e.Refs = append(e.Refs, t)
}

// short is how people call a commit.
func short(sha string) string { return cut(sha, 10) }
