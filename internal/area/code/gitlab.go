package code

import (
	"encoding/json"
	"strconv"
	"strings"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

type glBody struct {
	Kind    string `json:"object_kind"`
	Ref     string `json:"ref"`
	Before  string `json:"before"`
	After   string `json:"after"`
	User    string `json:"user_username"`
	Project struct {
		Path   string `json:"path_with_namespace"`
		WebURL string `json:"web_url"`
	} `json:"project"`
	By struct {
		Username string `json:"username"`
	} `json:"user"`
	Commits []struct {
		ID        string `json:"id"`
		Message   string `json:"message"`
		Timestamp string `json:"timestamp"`
		URL       string `json:"url"`
		Author    ghUser `json:"author"`
	} `json:"commits"`
	Attributes struct {
		IID         int64  `json:"iid"`
		ID          int64  `json:"id"`
		Title       string `json:"title"`
		Description string `json:"description"`
		State       string `json:"state"`
		Action      string `json:"action"`
		URL         string `json:"url"`
		Source      string `json:"source_branch"`
		Draft       bool   `json:"draft"`
		WIP         bool   `json:"work_in_progress"`
		UpdatedAt   string `json:"updated_at"`
		LastCommit  struct {
			ID string `json:"id"`
		} `json:"last_commit"`

		// pipeline
		Ref        string `json:"ref"`
		SHA        string `json:"sha"`
		Status     string `json:"status"`
		FinishedAt string `json:"finished_at"`
		CreatedAt  string `json:"created_at"`
		Name       string `json:"name"`
	} `json:"object_attributes"`
}

const noCommit = "0000000000000000000000000000000000000000"

// parseGitLab reads a delivery of GitLab.
func parseGitLab(raw []byte) (*Event, error) {
	var b glBody
	if err := json.Unmarshal(raw, &b); err != nil {
		return nil, errs.Cause(errs.Invalid, err, "The delivery cannot be read: %v.", err)
	}
	e := &Event{Name: b.Kind, Repository: b.Project.Path}
	switch b.Kind {
	case "push":
		b.push(e)
	case "merge_request":
		b.merge(e)
	case "pipeline":
		b.pipeline(e)
	}
	return e, nil
}

func (b *glBody) push(e *Event) {
	name := branchOf(b.Ref)
	if name == "" {
		return
	}
	deleted := b.After == noCommit
	e.branch(b.Ref, b.Project.WebURL+"/-", b.User, deleted)
	if !deleted {
		e.Refs[0].SHA = b.After
		if b.Before != noCommit {
			e.Refs[0].On = ""
		}
	}
	for _, c := range b.Commits {
		e.commit(c.ID, c.Message, c.URL, c.Author.said(), c.Timestamp, name)
	}
}

func (b *glBody) merge(e *Event) {
	a := b.Attributes
	t := Told{
		Sort: Pull, Name: strconv.FormatInt(a.IID, 10), Title: a.Title, URL: a.URL, SHA: a.LastCommit.ID, Branch: a.Source, Author: b.By.Username,
		At: glInstant(a.UpdatedAt), Words: a.Title + "\n" + a.Source + "\n" + a.Description, State: "open",
	}
	switch {
	case a.State == "merged":
		t.State = "merged"
	case a.State == "closed" || a.State == "locked":
		t.State = "closed"
	case a.Draft || a.WIP:
		t.State = "draft"
	}
	switch {
	case t.State == "merged" && a.Action == "merge":
		t.On = PullMerged
	case t.State == "open" && (a.Action == "open" || a.Action == "reopen" || a.Action == "update"):
		t.On = PullOpened
	}
	e.Refs = append(e.Refs, t)
}

func (b *glBody) pipeline(e *Event) {
	a := b.Attributes
	name := a.Name
	if name == "" {
		name = "pipeline"
	}
	at := glInstant(a.FinishedAt)
	if at == 0 {
		at = glInstant(a.CreatedAt)
	}
	url := a.URL
	if url == "" && b.Project.WebURL != "" {
		url = b.Project.WebURL + "/-/pipelines/" + strconv.FormatInt(a.ID, 10)
	}
	e.check(Told{Name: name, URL: url, State: checked(a.Status), SHA: a.SHA, Branch: branchOf(a.Ref), At: at})
}

// glInstant reads GitLab's times: RFC 3339, or "2026-03-02 10:00:00 UTC".
func glInstant(s string) clock.Instant {
	if day, rest, ok := strings.Cut(strings.TrimSuffix(s, " UTC"), " "); ok {
		s = day + "T" + rest + "Z"
	}
	return instant(s)
}
