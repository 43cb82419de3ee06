package github_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/internal/bridge/github"
	"throughline/internal/core/transfer"
)

// sample finds the folder of real exports beside the repository.
func sample(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = up
	}
	dir = filepath.Join(dir, "..", "shared", "data")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the folder of real exports, ../shared/data, is not here")
	}
	return dir
}

// load reads sample files by their name in the folder github.
func load(t *testing.T, names ...string) []transfer.File {
	t.Helper()
	dir := sample(t)
	files := make([]transfer.File, len(names))
	for i, n := range names {
		b, err := os.ReadFile(filepath.Join(dir, "github", n))
		if err != nil {
			t.Fatal(err)
		}
		files[i] = transfer.File{Name: n, Data: b}
	}
	return files
}

func read(t *testing.T, files ...transfer.File) *transfer.Source {
	t.Helper()
	src, err := github.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// counts is what counts.json tells of the files of this folder.
type counts struct {
	Records         int            `json:"records"`
	DistinctNumbers int            `json:"distinct_numbers"`
	RepeatedNumbers []int          `json:"repeated_numbers"`
	PullRequests    int            `json:"pull_requests"`
	OnlyIssues      int            `json:"distinct_issues_without_pull_requests"`
	States          map[string]int `json:"states"`
	LabelLinks      int            `json:"label_links"`
	Milestones      map[string]int `json:"milestones"`
	Authors         int            `json:"authors"`
	AssigneeLinks   int            `json:"assignee_links"`
	CommentsTold    int            `json:"comment_count_field_sum"`
	DistinctIDs     int            `json:"distinct_ids"`
	CommentedIssues int            `json:"issues"`
	ByBots          int            `json:"by_bots"`
	LongestChars    int            `json:"longest_chars"`
	Types           map[string]int `json:"types"`
	DistinctIssues  int            `json:"distinct_issues"`
	DistinctTitles  int            `json:"distinct_titles"`
	Labels          any            `json:"labels"`
}

func expected(t *testing.T, name string) counts {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(sample(t), "counts.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	var one counts
	if err := json.Unmarshal(all["github/"+name], &one); err != nil {
		t.Fatal(err)
	}
	return one
}

func check(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// Of the 42 records, number 4, a pull request, is there twice: so 16 records
// of pull requests are 15 of them, and 26 issues make up the 41 numbers.
func TestIssueCounts(t *testing.T) {
	t.Parallel()
	want := expected(t, "ants-issues.json")
	src := read(t, load(t, "ants-issues.json")...)

	numbers, states, labels, authors, releases := map[string]bool{}, map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]int{}
	labelLinks, assignees, told, pulls := 0, 0, 0, 0
	var fromFour struct{ told, labels int }
	for _, it := range src.Items {
		numbers[it.ID], authors[it.Reporter] = true, true
		states[it.State]++
		labelLinks += len(it.Labels)
		for _, l := range it.Labels {
			labels[l] = true
		}
		if it.Owner != "" {
			assignees += 1 + len(it.Others)
		}
		for _, id := range it.Releases {
			releases[id]++
		}
		n, _ := it.Extra["comments"].(float64)
		told += int(n)
		if it.Type == "Pull request" {
			pulls++
		}
		if it.ID == "4" {
			fromFour.told, fromFour.labels = int(n), len(it.Labels)
		}
	}
	again := len(want.RepeatedNumbers)
	check(t, "numbers", len(numbers), want.DistinctNumbers)
	check(t, "items", len(src.Items), want.Records-again)
	check(t, "pull requests", pulls, want.PullRequests-again)
	check(t, "states", states, map[string]int{"closed": want.States["closed"] - again})
	check(t, "labels", slices.Sorted(maps.Keys(labels)), []string{"bug", "enhancement", "question"})
	check(t, "label links", labelLinks+again*fromFour.labels, want.LabelLinks)
	check(t, "authors", len(authors), want.Authors)
	check(t, "assignees", assignees, want.AssigneeLinks)
	check(t, "comments told", told+again*fromFour.told, want.CommentsTold)
	check(t, "items in the release", releases, map[string]int{"7": want.Milestones["v0.11.0"] - again})
	check(t, "releases", src.Releases, []transfer.Release{{ID: "7", Name: "v0.11.0"}})
	check(t, "read", src.Read, map[string]int{
		"issues": want.OnlyIssues, "pullRequests": want.PullRequests - again, "comments": 0, "labels": 3, "milestones": 1, "events": 0,
	})
	check(t, "scope", src.Scope, "panjf2000/ants")
	check(t, "problems", src.Problems, []transfer.Problem(nil))
}

func TestCommentCounts(t *testing.T) {
	t.Parallel()
	want := expected(t, "ants-issue-comments.json")
	src := read(t, load(t, "ants-issue-comments.json")...)
	bots := map[string]bool{}
	for _, p := range src.People {
		bots[p.ID] = p.Bot
	}
	issues, authors, byBots, longest := map[string]bool{}, map[string]bool{}, 0, 0
	for _, c := range src.Comments {
		issues[c.Item], authors[c.By] = true, true
		longest = max(longest, len([]rune(c.Text)))
		if bots[c.By] {
			byBots++
		}
	}
	check(t, "comments", len(src.Comments), want.DistinctIDs)
	check(t, "read", src.Read["comments"], want.DistinctIDs)
	check(t, "issues", len(issues), want.CommentedIssues)
	check(t, "authors", len(authors), want.Authors)
	check(t, "longest", longest, want.LongestChars)
	check(t, "by bots", byBots, want.ByBots-1) // the record that is there twice is a bot's
	check(t, "scope", src.Scope, "panjf2000/ants")
	check(t, "items", len(src.Items), 0)
}

// One "closed" is there twice, so 50 records are 49 events.
func TestEventCounts(t *testing.T) {
	t.Parallel()
	want := expected(t, "ants-issue-events.json")
	src := read(t, load(t, "ants-issue-events.json")...)
	got := map[string]int{}
	total := 0
	for _, h := range src.Events {
		for i, c := range h.Changes {
			got[c.Field]++
			total++
			if c.At == 0 || c.By == "" || i > 0 && c.At < h.Changes[i-1].At {
				t.Errorf("%s: %+v", h.Item, c)
			}
		}
	}
	check(t, "events", total, want.Records-1)
	check(t, "read", src.Read["events"], want.Records-1)
	check(t, "fields", got, map[string]int{
		"state": want.Types["closed"] - 1, "labels": want.Types["labeled"], "owner": want.Types["assigned"],
		"head_ref_force_pushed": want.Types["head_ref_force_pushed"], "title": want.Types["renamed"],
		"subscribed": 1, "mentioned": 1, "ready_for_review": 1,
	})
	check(t, "items", len(src.Items), 0)
	check(t, "states", len(src.States), 3)
}

// 38 deliveries tell of 3 issues, of which one is a pull request and one is
// in another repository, and of one comment. The newest delivery about number
// 1 reopened it.
func TestDeliveries(t *testing.T) {
	t.Parallel()
	want := expected(t, "octokit-webhook-deliveries.json")
	src := read(t, load(t, "octokit-webhook-deliveries.json")...)
	check(t, "issues", len(src.Items), want.DistinctIssues)
	check(t, "read", src.Read, map[string]int{"issues": 2, "pullRequests": 1, "comments": 1, "labels": 1, "milestones": 1, "events": 0})
	check(t, "problems", src.Problems, []transfer.Problem(nil))
	check(t, "scope", []string{src.Scope, src.Name}, []string{"codertocat/hello-world", "Codertocat/Hello-World"})
	type brief struct {
		ID, Type, Kind, Title, State, Owner string
		Archived                            bool
		Aliases, Labels, Releases           []string
	}
	var got []brief
	for _, it := range src.Items {
		got = append(got, brief{it.ID, it.Type, it.Kind, it.Title, it.State, it.Owner, it.Archived, it.Aliases, it.Labels, it.Releases})
	}
	check(t, "items", got, []brief{
		{
			"1", "Issue", "bug", "Spelling error in the README file", "open", "Codertocat", false,
			[]string{"#1", "Codertocat/Hello-World#1", "https://github.com/Codertocat/Hello-World/issues/1"}, []string{"bug"}, []string{"1"},
		},
		{
			"2", "Pull request", "task", "Update the README with new information.", "open", "Codertocat", false,
			[]string{"#2", "Codertocat/Hello-World#2", "https://github.com/Codertocat/Hello-World/pull/2"}, []string{"bug"}, []string{"1"},
		},
		{
			"octo-org/hello-world-npm#1", "Issue", "story", "Update package.json", "open", "", true,
			[]string{"octo-org/hello-world-npm#1", "https://github.com/octo-org/hello-world-npm/pull/1"}, nil, nil,
		},
	})
	check(t, "comment", src.Comments[0].ID+" on "+src.Comments[0].Item, "492700400 on 1")
}

func TestCommandLineCounts(t *testing.T) {
	t.Parallel()
	want := expected(t, "k8s-config-connector-gh-issue-list.json")
	src := read(t, load(t, "k8s-config-connector-gh-issue-list.json")...)
	titles, labels, links := map[string]bool{}, map[string]any{}, 0
	for _, it := range src.Items {
		titles[it.Title] = true
		links += len(it.Labels)
		for _, l := range it.Labels {
			n, _ := labels[l].(float64)
			labels[l] = n + 1
		}
		if it.State != "open" || it.Title == "" || it.CreatedAt != 0 || len(it.History) != 0 || len(it.Extra) != 0 {
			t.Errorf("%+v", it)
		}
	}
	check(t, "issues", len(src.Items), want.CommentedIssues)
	check(t, "titles", len(titles), want.DistinctTitles)
	check(t, "label links", links, want.LabelLinks)
	check(t, "labels", any(labels), want.Labels)
	check(t, "read", src.Read, map[string]int{"issues": 20, "pullRequests": 0, "comments": 0, "labels": 4, "milestones": 0, "events": 0})
	check(t, "scope", src.Scope, "")
}

// Three files of one repository join, in any order, and twice is like once.
func TestFilesTogether(t *testing.T) {
	t.Parallel()
	files := load(t, "ants-issues.json", "ants-issue-comments.json", "ants-issue-events.json")
	src := read(t, files...)
	check(t, "read", src.Read, map[string]int{"issues": 26, "pullRequests": 15, "comments": 94, "labels": 3, "milestones": 1, "events": 49})
	items, people := map[string]bool{}, map[string]bool{"": true}
	for _, p := range src.People {
		people[p.ID] = true
	}
	for _, it := range src.Items {
		items[it.ID] = true
		if !people[it.Reporter] || it.CreatedAt == 0 || it.DoneAt == 0 || it.URL == "" {
			t.Errorf("%+v", it)
		}
		if len(it.History) != 1 || it.History[0].ID != "closed:"+it.ID || it.History[0].At != it.DoneAt || it.History[0].To != it.State {
			t.Errorf("the past of %s is %+v", it.ID, it.History)
		}
	}
	for _, c := range src.Comments {
		if !items[c.Item] || !people[c.By] || c.At == 0 {
			t.Errorf("%+v", c)
		}
	}
	reversed := slices.Clone(files)
	slices.Reverse(reversed)
	check(t, "in reverse order", read(t, reversed...), src)
	check(t, "each twice", read(t, append(reversed, files...)...), src)
	b, err := json.Marshal(src)
	if err != nil {
		t.Fatal(err)
	}
	var back transfer.Source
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	check(t, "through JSON and back", &back, src)
}
