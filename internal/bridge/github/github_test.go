package github_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/bridge/github"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

func text(s string) transfer.File { return transfer.File{Name: "f.json", Data: []byte(s)} }

func instant(t *testing.T, s string) clock.Instant {
	t.Helper()
	i, err := clock.ParseInstant(s)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

const restIssue = `{"id":11,"node_id":"N","number":4,"title":" Two\n words ","body":"a\r\nb","state":"closed","state_reason":"not_planned",
	"url":"https://api.github.com/repos/Own/Repo/issues/4","repository_url":"https://api.github.com/repos/Own/Repo",
	"html_url":"https://github.com/Own/Repo/issues/4","labels_url":"https://api.github.com/x",
	"user":{"login":"ada","type":"User","id":1},"assignee":{"login":"bob"},"assignees":[{"login":"bob"},{"login":"eve"},{"login":"bob"}],
	"labels":[{"name":"kind/bug","color":"f00"},{"name":"kind/bug"},"plain"],"milestone":{"number":2,"title":"v1","description":"d","state":"closed",
	"due_on":"2020-03-01T08:00:00Z","closed_at":"2020-03-02T08:00:00Z"},"comments":3,"locked":true,"draft":false,"active_lock_reason":null,
	"author_association":"NONE","reactions":{"url":"https://api.github.com/r","total_count":1,"+1":1},"closed_by":{"login":"eve","id":5},
	"created_at":"2020-01-01T00:00:00Z","updated_at":"2020-02-01T00:00:00Z","closed_at":"2020-02-01T00:00:00Z",
	"parent_issue_url":"https://api.github.com/repos/own/repo/issues/1"}`

func TestIssue(t *testing.T) {
	t.Parallel()
	src := read(t, text(`[`+restIssue+`]`))
	check(t, "item", src.Items, []transfer.Item{{
		ID: "4", Aliases: []string{"#4", "Own/Repo#4", "https://github.com/Own/Repo/issues/4"}, URL: "https://github.com/Own/Repo/issues/4",
		Where: "[0]", Type: "Issue", Kind: "bug", Title: "Two words", Body: "a\nb", State: "not planned", Owner: "bob", Others: []string{"eve"},
		Reporter: "ada", Labels: []string{"kind/bug", "plain"}, CreatedAt: instant(t, "2020-01-01T00:00:00Z"),
		UpdatedAt: instant(t, "2020-02-01T00:00:00Z"), DoneAt: instant(t, "2020-02-01T00:00:00Z"), Order: "000000000004", Parent: "1",
		Releases: []string{"2"},
		History:  []transfer.Change{{ID: "closed:4", At: instant(t, "2020-02-01T00:00:00Z"), By: "eve", Field: "state", From: "open", To: "not planned"}},
		Extra: map[string]any{
			"id": 11.0, "node_id": "N", "comments": 3.0, "locked": true, "draft": false, "author_association": "NONE", "closed_by": "eve",
			"state_reason": "not_planned", "reactions": map[string]any{"total_count": 1.0, "+1": 1.0},
		},
	}})
	check(t, "releases", src.Releases, []transfer.Release{{ID: "2", Name: "v1", Body: "d", Released: true, ReleasedOn: "2020-03-02", DueOn: "2020-03-01"}})
	check(t, "people", src.People, []transfer.Person{
		{ID: "ada", Name: "ada", Login: "ada"}, {ID: "bob", Name: "bob", Login: "bob"}, {ID: "eve", Name: "eve", Login: "eve"},
	})
	check(t, "scope", []string{src.System, src.Scope, src.Name}, []string{"github", "own/repo", "Own/Repo"})
}

// The command line's style gives the same issue as the REST interface's, and
// the two mix.
func TestStyles(t *testing.T) {
	t.Parallel()
	gh := `{"number":4,"title":"T","body":"b","state":"CLOSED","stateReason":"NOT_PLANNED","url":"https://github.com/Own/Repo/issues/4",
		"author":{"login":"app/helper","is_bot":true},"assignees":[{"login":"bob","name":"Bob"}],"labels":[{"name":"question"}],
		"createdAt":"2020-01-01T00:00:00Z","updatedAt":"2020-02-01T00:00:00Z","closedAt":"2020-02-01T00:00:00Z","isPinned":true,"closed":true,
		"milestone":{"number":2,"title":"v1","dueOn":"2020-03-01T00:00:00Z"},
		"comments":[{"author":null,"body":"x\r\ny","createdAt":"2020-01-02T00:00:00Z","url":"https://github.com/Own/Repo/issues/4#issuecomment-77","id":"IC_x"},
			{"author":{"login":"bob"},"body":"z","createdAt":"2020-01-03T00:00:00Z"}]}`
	rest := `{"number":4,"title":"T","body":"b","state":"closed","state_reason":"not_planned","html_url":"https://github.com/Own/Repo/issues/4",
		"user":{"login":"helper[bot]","type":"Bot"},"assignee":{"login":"bob","name":"Bob"},"labels":["question"],
		"created_at":"2020-01-01T00:00:00Z","updated_at":"2020-02-01T00:00:00Z","closed_at":"2020-02-01T00:00:00Z","is_pinned":true,
		"milestone":{"number":2,"title":"v1","due_on":"2020-03-01T00:00:00Z"}}`
	restComments := `[{"id":77,"issue_url":"https://api.github.com/repos/own/repo/issues/4","user":null,"body":"x\ny","created_at":"2020-01-02T00:00:00Z"},
		{"id":"4:2020-01-03T00:00:00Z:bob","issue_url":"https://api.github.com/repos/own/repo/issues/4","user":{"login":"bob"},"body":"z","created_at":"2020-01-03T00:00:00Z"}]`
	one, other := read(t, text(`[`+gh+`]`)), read(t, text(`[`+rest+`]`+restComments))
	check(t, "the two styles", one, other)
	if len(one.Items) != 1 || len(one.Comments) != 2 || one.Comments[0].ID != "77" || one.Comments[0].By != "" || one.Items[0].Kind != "task" {
		t.Errorf("%+v", one)
	}
	mixed := read(t, text(`[`+gh+`,`+rest+`]`))
	if len(mixed.Items) != 1 || mixed.Items[0].Where != "[1]" || len(mixed.Comments) != 2 {
		t.Errorf("%+v", mixed)
	}
}

func TestNumberAndTitleSuffice(t *testing.T) {
	t.Parallel()
	src := read(t, text(`{"number":7,"title":"Only this"}`))
	check(t, "items", src.Items, []transfer.Item{{
		ID: "7", Aliases: []string{"#7"}, Where: "[0]", Type: "Issue", Kind: "story", Title: "Only this", State: "open",
		Order: "000000000007", Extra: map[string]any{},
	}})
	check(t, "scope", src.Scope, "")
}

// Pull requests are told by what only they have.
func TestPullRequests(t *testing.T) {
	t.Parallel()
	for in, pull := range map[string]bool{
		`"pull_request":{"url":"x","merged_at":"2020-01-01T00:00:00Z"},"repository_url":"https://api.github.com/repos/o/r"`: true,
		`"repository_url":"https://api.github.com/repos/o/r","draft":false`:                                                 false,
		`"url":"https://github.com/o/r/pull/3"`:                                                                             true,
		`"url":"https://github.com/o/r/issues/3"`:                                                                           false,
		`"isDraft":false`:  true,
		`"state":"MERGED"`: true,
		`"state":"CLOSED"`: false,
	} {
		it := read(t, text(`[{"number":3,"title":"T","labels":["bug"],`+in+`}]`)).Items[0]
		if got := it.Type == "Pull request" && it.Kind == "task"; got != pull {
			t.Errorf("%s: %s %s", in, it.Type, it.Kind)
		}
	}
}

func eventText(id int, word, more string) string {
	return fmt.Sprintf(`{"id":%d,"event":%q,"actor":{"login":"act"},"created_at":"2020-01-01T00:00:%02dZ",
		"issue":{"number":4,"repository_url":"https://api.github.com/repos/Own/Repo","milestone":{"number":2,"title":"v1"}}%s}`, id, word, id, more)
}

func TestEvents(t *testing.T) {
	t.Parallel()
	events := []string{
		eventText(1, "labeled", `,"label":{"name":"bug"}`),
		eventText(2, "unlabeled", `,"label":{"name":"bug"}`),
		eventText(3, "assigned", `,"assignee":{"login":"ada"},"assigner":{"login":"boss"}`),
		eventText(4, "assigned", `,"assignee":{"login":"eve"}`),
		eventText(5, "assigned", `,"assignee":{"login":"bob"}`),
		eventText(6, "unassigned", `,"assignee":{"login":"ada"}`),
		eventText(7, "milestoned", `,"milestone":{"title":"v1"}`),
		eventText(8, "demilestoned", `,"milestone":{"title":"gone"}`),
		eventText(9, "renamed", `,"rename":{"from":"A","to":"B"}`),
		eventText(10, "closed", `,"state_reason":"not_planned"`),
		eventText(11, "reopened", ``),
		eventText(12, "referenced", `,"commit_id":"abc"`),
		eventText(13, "closed", `,"state_reason":null`),
	}
	at := func(s int) clock.Instant { return instant(t, fmt.Sprintf("2020-01-01T00:00:%02dZ", s)) }
	var want []transfer.Change
	add := func(s int, by, field, from, to string) {
		want = append(want, transfer.Change{ID: strconv.Itoa(s), At: at(s), By: by, Field: field, From: from, To: to})
	}
	add(1, "act", "labels", "", "bug")
	add(2, "act", "labels", "bug", "")
	add(3, "boss", "owner", "", "ada")
	add(4, "act", "owner", "ada", "eve") // alone: by whom the past names first, with the issue: by who is there to stay
	add(5, "act", "owner", "eve", "bob")
	add(6, "act", "assignee", "ada", "")
	add(7, "act", "release", "", "2")
	add(8, "act", "release", "title:gone", "")
	add(9, "act", "title", "A", "B")
	add(10, "act", "state", "open", "not planned")
	add(11, "act", "state", "not planned", "open")
	add(12, "act", "referenced", "", "abc")
	add(13, "act", "state", "open", "closed")

	slices.Reverse(events)
	list := `[` + strings.Join(events, ",") + `]`
	issue := `{"number":4,"title":"B","state":"closed","closed_at":"2020-01-01T00:00:13Z","repository_url":"https://api.github.com/repos/Own/Repo",
		"assignees":[{"login":"bob"},{"login":"eve"}]}`
	src := read(t, text(list), text(issue))
	check(t, "history", src.Items[0].History, want)
	check(t, "events apart", len(src.Events), 0)
	check(t, "releases", src.Releases, []transfer.Release{{ID: "2", Name: "v1"}, {ID: "title:gone", Name: "gone"}})

	alone := read(t, text(list))
	want[3] = transfer.Change{ID: "4", At: at(4), By: "act", Field: "assignee", To: "eve"}
	want[4] = transfer.Change{ID: "5", At: at(5), By: "act", Field: "assignee", To: "bob"}
	want[5] = transfer.Change{ID: "6", At: at(6), By: "act", Field: "owner", From: "ada", To: "eve"}
	check(t, "events alone", alone.Events, []transfer.ItemHistory{{Item: "4", Changes: want}})
	check(t, "items", len(alone.Items), 0)
}

// An old event does not tell why an issue was closed, the issue does.
func TestReasonOfClosing(t *testing.T) {
	t.Parallel()
	issue := `{"number":4,"title":"B","state":"closed","state_reason":"not_planned","closed_at":"2020-01-01T00:00:10Z","repository_url":"https://api.github.com/repos/Own/Repo"}`
	src := read(t, text(`[`+issue+`,`+eventText(10, "closed", "")+`]`))
	h := src.Items[0].History
	if len(h) != 1 || h[0].ID != "10" || h[0].To != "not planned" {
		t.Errorf("%+v", h)
	}
	// When the events end with a reopening, the closing after it is known from
	// the issue, and comes in its place.
	src = read(t, text(`[`+issue+`,`+eventText(9, "reopened", "")+`,`+eventText(11, "locked", "")+`]`))
	var ids []string
	for _, c := range src.Items[0].History {
		ids = append(ids, c.ID)
	}
	check(t, "ids", ids, []string{"9", "closed:4", "11"})
}

// The newest snapshot wins and older ones fill in, whatever the order.
func TestSnapshots(t *testing.T) {
	t.Parallel()
	delivery := func(action, at, more string) string {
		return fmt.Sprintf(`{"action":%q,"repository":{"full_name":"O/R"},"issue":{"number":1,"html_url":"https://github.com/O/R/issues/1","updated_at":"2020-01-%sT00:00:00Z"%s}}`, action, at, more)
	}
	first := delivery("opened", "01", `,"title":"old","state":"open","body":"b","milestone":{"number":1,"title":"m"}`)
	second := delivery("closed", "02", `,"title":"new","state":"closed","milestone":null`)
	third := delivery("pinned", "03", `,"state":null`)
	for _, in := range []string{first + second + third, third + second + first, second + first + third} {
		it := read(t, text(in)).Items[0]
		if it.Title != "new" || it.State != "closed" || it.Body != "b" || it.Releases != nil || it.Archived {
			t.Errorf("%+v", it)
		}
	}
	gone := read(t, text(first+delivery("deleted", "02", "")))
	if it := gone.Items[0]; !it.Archived || it.Title != "old" || it.Extra["action"] != "deleted" {
		t.Errorf("%+v", it)
	}
}

func TestDeliveredComments(t *testing.T) {
	t.Parallel()
	delivery := func(action, at, body string) string {
		return fmt.Sprintf(`{"action":%q,"repository":{"full_name":"O/R"},"issue":{"number":1,"title":"T"},
			"comment":{"id":5,"body":%q,"created_at":"2020-01-01T00:00:00Z","updated_at":"2020-01-%sT00:00:00Z","user":{"login":"ada"}}}`, action, body, at)
	}
	src := read(t, text(delivery("edited", "02", "second")+delivery("created", "01", "first")))
	check(t, "comments", src.Comments, []transfer.Comment{{ID: "5", Item: "1", By: "ada", At: instant(t, "2020-01-01T00:00:00Z"), Text: "second"}})
	src = read(t, text(delivery("created", "01", "first")+delivery("deleted", "02", "first")))
	check(t, "after deleting", len(src.Comments), 0)
	check(t, "items", len(src.Items), 1)
}

func TestBrokenRows(t *testing.T) {
	t.Parallel()
	src := read(t, text(`[5,{"title":"no number"},{"number":2,"title":"good","created_at":"soon","comments":[7]},{"number":3},{"body":"?"},
		{"id":1,"issue_url":"https://example.com/nothing","body":"lost"},{"event":"closed","id":4},{"event":"closed","issue":{"number":2}},
		{"action":"pushed","repository":{}},{"number":-4,"title":"x"},{"number":"99999999999999","title":"x"}]`))
	places := map[string]int{}
	for _, p := range src.Problems {
		places[p.Where]++
		if !strings.HasSuffix(p.What, ".") {
			t.Errorf("%q is no sentence", p.What)
		}
	}
	check(t, "places", places, map[string]int{
		"[0]": 1, "[1]": 1, "[2].created_at": 1, "[2].comments[0]": 1, "[3]": 1, "[4]": 1, "[5]": 1, "[6]": 1, "[7]": 1, "[8]": 1, "[9]": 1, "[10]": 1,
	})
	var titles []string
	for _, it := range src.Items {
		titles = append(titles, it.Title)
	}
	check(t, "items", titles, []string{"good", "(no title)"})
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, files := range map[string][]transfer.File{
		"no file":      nil,
		"empty":        {{}},
		"not JSON":     {text("number,title\n1,x\n")},
		"broken off":   {text(`[{"number":1`)},
		"not GitHub's": {text(`{"id":"b","lists":[],"cards":[]}`)},
		"jira":         {text(`{"issues":[{"id":"1","key":"A-1","fields":{}}]}`)},
		"one of two":   {text(`[{"number":1,"title":"x"}]`), text(`[{"type":"commentCard"}]`)},
	} {
		if src, err := github.Read(files); !errs.Is(err, errs.Invalid) || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%s: %v, %v", name, src, err)
		}
	}
}

// Pages, searches and lists of milestones are understood.
func TestContainers(t *testing.T) {
	t.Parallel()
	for in, n := range map[string]int{
		`[]`: 0, `{"total_count":0,"items":[]}`: 0, `[[{"number":1,"title":"a"}],[{"number":2,"title":"b"}]]`: 2,
		`[{"number":1,"title":"a"}][{"number":2,"title":"b"}]`: 2, `{"items":[{"number":1,"title":"a"}]}`: 1,
		"{\"number\":1,\"title\":\"a\"}\n{\"number\":2,\"title\":\"b\"}\n": 2,
		`[{"number":1,"title":"v1","open_issues":0,"closed_issues":2}]`:    0,
	} {
		if src := read(t, text(in)); len(src.Items) != n || len(src.Problems) > 0 {
			t.Errorf("%s: %d items, %v", in, len(src.Items), src.Problems)
		}
	}
	src := read(t, text(`[{"number":1,"title":"v1","open_issues":0,"closed_issues":2,"due_on":"2020-01-01T00:00:00Z"}]`))
	check(t, "releases", src.Releases, []transfer.Release{{ID: "1", Name: "v1", DueOn: "2020-01-01"}})
	check(t, "read", src.Read["milestones"], 1)
}

func TestKinds(t *testing.T) {
	t.Parallel()
	for labels, kind := range map[string]string{
		`"bug"`: "bug", `"Type: Bug"`: "bug", `"C-bug"`: "bug", `"kind/feature"`: "story", `"enhancement"`: "story", `"feature-request"`: "story",
		`"question"`: "task", `"documentation"`: "task", `"documentation","bug"`: "bug", `"bug bash"`: "story", `"area/direct"`: "story",
		`"good first issue"`: "story", `"spike"`: "spike", ``: "story", `"🐛 bug"`: "bug",
	} {
		if got := read(t, text(`[{"number":1,"title":"T","labels":[`+labels+`]}]`)).Items[0].Kind; got != kind {
			t.Errorf("%s makes a %s, want %s", labels, got, kind)
		}
	}
	it := read(t, text(`[{"number":1,"title":"T","type":{"name":"Bug"},"labels":["enhancement"]}]`)).Items[0]
	if it.Kind != "bug" || it.Type != "Bug" {
		t.Errorf("%s %s", it.Type, it.Kind)
	}
}

// The repository with most records is the scope; the issues of others have
// theirs in the id, and so have the comments on them.
func TestSeveralRepositories(t *testing.T) {
	t.Parallel()
	issue := func(repo string, n int) string {
		return fmt.Sprintf(`{"number":%d,"title":"T","repository_url":"https://api.github.com/repos/%s"}`, n, repo)
	}
	comment := `{"id":1,"issue_url":"https://ghe.example.com/api/v3/repos/b/B/issues/1","body":"x"}`
	src := read(t, text(`[`+strings.Join([]string{issue("b/B", 1), issue("A/a", 2), issue("A/a", 1), comment, `{"number":3,"title":"T"}`, issue("a/A", 4)}, ",")+`]`))
	var ids []string
	for _, it := range src.Items {
		ids = append(ids, it.ID)
	}
	check(t, "ids", ids, []string{"1", "2", "3", "4", "b/b#1"})
	check(t, "scope", src.Scope, "a/a")
	check(t, "comment", src.Comments[0].Item, "b/b#1")
}

// However records are cut into files and mixed, the source is the same.
func TestCutsDoNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		records := []string{restIssue, eventText(1, "labeled", `,"label":{"name":"x"}`), eventText(2, "closed", "")}
		for i := range 5 {
			records = append(records, fmt.Sprintf(`{"id":%d,"issue_url":"https://api.github.com/repos/own/repo/issues/%d","body":"x","created_at":"2020-01-01T00:00:00Z"}`, i, i+1))
		}
		want := brief(rt, text(`[`+strings.Join(records, ",")+`]`))
		mixed := rapid.Permutation(records).Draw(rt, "records")
		cut := rapid.IntRange(0, len(mixed)).Draw(rt, "cut")
		got := brief(rt, text(`[`+strings.Join(mixed[:cut], ",")+`]`), text(`[`+strings.Join(mixed[cut:], ",")+`]`))
		if got != want {
			rt.Fatalf("%s\nwant %s", got, want)
		}
	})
}

// brief writes a source without the places of its records.
func brief(rt *rapid.T, files ...transfer.File) string {
	src, err := github.Read(files)
	if err != nil {
		rt.Fatal(err)
	}
	for i := range src.Items {
		src.Items[i].Where = ""
	}
	keys := slices.Sorted(maps.Keys(src.Read))
	return fmt.Sprintf("%+v %v", *src, keys)
}
