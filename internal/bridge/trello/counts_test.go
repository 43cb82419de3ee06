package trello_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/internal/bridge/trello"
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

// load reads sample files by their path below the folder.
func load(t *testing.T, names ...string) []transfer.File {
	t.Helper()
	dir := sample(t)
	files := make([]transfer.File, len(names))
	for i, n := range names {
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(n)))
		if err != nil {
			t.Fatal(err)
		}
		files[i] = transfer.File{Name: filepath.Base(n), Data: b}
	}
	return files
}

func read(t *testing.T, files ...transfer.File) *transfer.Source {
	t.Helper()
	src, err := trello.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func expected(t *testing.T, name string) map[string]int {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(sample(t), "counts.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	var one map[string]int
	if err := json.Unmarshal(all[name], &one); err != nil {
		t.Fatal(err)
	}
	return one
}

// tally counts a source in the words of counts.json.
func tally(src *transfer.Source) map[string]int {
	n := map[string]int{
		"lists": len(src.States), "cards": len(src.Items), "labels": src.Read["labels"], "members": len(src.People),
		"comment_actions": len(src.Comments),
	}
	archived := map[string]bool{}
	for _, s := range src.States {
		archived[s.ID] = s.Archived
		n["lists_closed"] += one(s.Archived)
	}
	for _, it := range src.Items {
		n["cards_closed"] += one(it.Archived)
		n["cards_open"] += one(!it.Archived)
		n["cards_on_closed_lists"] += one(archived[it.State])
		n["card_label_links"] += len(it.Labels)
		n["card_member_links"] += one(it.Owner != "") + len(it.Others)
		n["cards_with_due"] += one(it.DueOn != "")
		n["cards_due_complete"] += one(it.Extra["dueComplete"] == true)
		n["cards_with_desc"] += one(it.Body != "")
		if badges, ok := it.Extra["badges"].(map[string]any); ok {
			n["badge_comments"] += int(badges["comments"].(float64))
		}
		tallyParts(it, n)
	}
	return n
}

func tallyParts(it transfer.Item, n map[string]int) {
	for _, c := range it.Checklists {
		n["checklists"]++
		for _, i := range c.Items {
			n["check_items"]++
			n["check_items_complete"] += one(i.Done)
		}
	}
	for _, a := range it.Attachments {
		n["attachments"]++
		n["attachments_uploaded"] += one(a.Upload)
	}
	for _, c := range it.History {
		n["list_moves"] += one(c.Field == "state")
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestBoardCounts(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"trello/gocd-test-drive-board.json", "trello/assembled/board-1.json", "trello/assembled/board-2.json",
		"trello/assembled/board-3.json", "trello/assembled/board-4.json",
	} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			src := read(t, load(t, name)...)
			want := expected(t, name)
			got := tally(src)
			// A source tells neither how many labels have a name nor how many
			// actions there were; each of these has its own test.
			delete(want, "labels_named")
			delete(want, "actions")
			for key, n := range want {
				if got[key] != n {
					t.Errorf("%s is %d, want %d", key, got[key], n)
				}
			}
			wantRead := map[string]int{
				"lists": want["lists"], "cards": want["cards"], "labels": want["labels"], "checklists": want["checklists"],
				"checkItems": want["check_items"], "comments": want["comment_actions"],
				"attachments": want["attachments"], "members": want["members"],
			}
			if d := cmp.Diff(wantRead, src.Read); d != "" {
				t.Errorf("read (-want +got):\n%s", d)
			}
			if len(src.Problems) > 0 {
				t.Errorf("problems: %v", src.Problems)
			}
		})
	}
}

// Labels without a name go by their colour, so that the links of boards with
// nameless labels are told apart.
func TestLabelNames(t *testing.T) {
	t.Parallel()
	for name, nameless := range map[string]bool{
		"trello/assembled/board-3.json": true, "trello/assembled/board-4.json": false, "trello/gocd-test-drive-board.json": false,
	} {
		for _, it := range read(t, load(t, name)...).Items {
			for _, l := range it.Labels {
				if strings.HasPrefix(l, "colour:") != nameless {
					t.Errorf("%s: label %q of %q", name, l, it.Title)
				}
			}
		}
	}
}

// The board holds 93 of its 133 comments, the companion file all of them.
func TestComments(t *testing.T) {
	t.Parallel()
	files := load(t, "trello/gocd-test-drive-board.json", "trello/gocd-test-drive-comments.json")
	want := expected(t, "trello/gocd-test-drive-comments.json")
	board, alone := read(t, files[0]), read(t, files[1])
	both, swapped := read(t, files...), read(t, files[1], files[0])

	if n := len(board.Comments); n != want["also_in_board_actions"] {
		t.Errorf("the board alone has %d comments, want %d", n, want["also_in_board_actions"])
	}
	for what, src := range map[string]*transfer.Source{"comments alone": alone, "both": both} {
		if n := len(src.Comments); n != want["comments"] || src.Read["comments"] != n {
			t.Errorf("%s: %d comments, read %d, want %d", what, n, src.Read["comments"], want["comments"])
		}
	}
	cards, authors, longest := map[string]bool{}, map[string]bool{}, 0
	for _, c := range alone.Comments {
		cards[c.Item], authors[c.By] = true, true
		longest = max(longest, len([]rune(c.Text)))
	}
	if len(cards) != want["cards_commented"] || len(authors) != want["authors"] || longest != want["longest_chars"] {
		t.Errorf("%d cards, %d authors, longest %d, want %v", len(cards), len(authors), longest, want)
	}
	if alone.Scope != board.Scope || alone.Name != board.Name || alone.System != board.System {
		t.Errorf("the comments are of %q %q, the board is %q %q", alone.Scope, alone.Name, board.Scope, board.Name)
	}
	if len(alone.Items)+len(alone.States)+len(alone.Events) != 0 {
		t.Error("a file of comments has items, states or events")
	}
	if d := cmp.Diff(both, swapped); d != "" {
		t.Errorf("the order of the files matters:\n%s", d)
	}
	if d := cmp.Diff(both.Comments, alone.Comments); d != "" {
		t.Errorf("the board changes the comments:\n%s", d)
	}
}

// Every id that a source uses is of somebody or something that it tells of.
func TestNothingPointsNowhere(t *testing.T) {
	t.Parallel()
	src := read(t, load(t, "trello/gocd-test-drive-board.json", "trello/gocd-test-drive-comments.json")...)
	people, states, items := map[string]bool{"": true}, map[string]bool{}, map[string]bool{}
	for _, p := range src.People {
		people[p.ID] = true
	}
	for _, s := range src.States {
		states[s.ID] = true
	}
	for _, it := range src.Items {
		items[it.ID] = true
	}
	links := 0
	for _, it := range src.Items {
		if !states[it.State] || !people[it.Owner] || !people[it.Reporter] || it.CreatedAt == 0 || it.UpdatedAt < it.CreatedAt.Add(-time.Second) {
			t.Errorf("item %+v", it)
		}
		for _, l := range it.Links {
			links++
			if !items[l.To] || l.To == it.ID || l.Type != "relates" {
				t.Errorf("link %+v of %s", l, it.ID)
			}
		}
		for i, c := range it.History {
			if i > 0 && c.At < it.History[i-1].At {
				t.Errorf("history of %s is not oldest first", it.ID)
			}
			if c.Field == "state" && (!states[c.From] || !states[c.To]) || c.Field == "owner" && (!people[c.From] || !people[c.To]) {
				t.Errorf("change %+v", c)
			}
		}
	}
	// 35 attachments are addresses of other cards of the board, between 25
	// pairs.
	if links != 25 {
		t.Errorf("%d links", links)
	}
	for _, c := range src.Comments {
		if !items[c.Item] || !people[c.By] || c.At == 0 || c.ID == "" {
			t.Errorf("comment %+v", c)
		}
	}
}

// The past ends where the present is.
func TestHistoryMeetsPresent(t *testing.T) {
	t.Parallel()
	src := read(t, load(t, "trello/gocd-test-drive-board.json")...)
	ids := map[string]bool{}
	fields := map[string]int{}
	for _, it := range src.Items {
		last := map[string]string{}
		for _, c := range it.History {
			if ids[c.ID] {
				t.Errorf("change id %s is there twice", c.ID)
			}
			ids[c.ID] = true
			fields[c.Field]++
			if before, ok := last[c.Field]; ok && before != c.From && slices.Contains([]string{"state", "owner", "title", "body", "archived"}, c.Field) {
				t.Errorf("%s of %s goes from %q, but was %q", c.Field, it.ID, c.From, before)
			}
			last[c.Field] = c.To
		}
		now := map[string]string{"state": it.State, "owner": it.Owner, "title": it.Title, "body": it.Body, "archived": "false", "dueOn": string(it.DueOn)}
		if it.Archived {
			now["archived"] = "true"
		}
		for field, was := range last {
			if is, ok := now[field]; ok && is != was {
				t.Errorf("%s of %s ends as %q, but is %q", field, it.ID, was, is)
			}
		}
	}
	want := map[string]int{
		"state": 177, "archived": 77, "title": 26, "body": 60, "pos": 180, "dueComplete": 15, "idAttachmentCover": 10,
		"dueReminder": 8, "checkItem": 31, "attachment": 44, "checklist": 8, "convertToCardFromCheckItem": 1,
	}
	for field, n := range want {
		if fields[field] != n {
			t.Errorf("%d changes of %s, want %d", fields[field], field, n)
		}
	}
	if n := fields["owner"] + fields["member"]; n != 103+25 {
		t.Errorf("%d changes of owner and members, want %d", n, 103+25)
	}
	if n := fields["dueOn"] + fields["due"]; n != 10 {
		t.Errorf("%d changes of due, want 10", n)
	}
}

func TestProposedCategories(t *testing.T) {
	t.Parallel()
	want := map[string]map[string]string{
		"trello/gocd-test-drive-board.json": {
			"Backlog/Future Work/Ideas": "todo", "Landing Page": "todo", "Documentation/Release Notes": "todo", "To Do": "todo",
			"In Progress": "doing", "Doing": "doing", "Ready to merge": "doing", "Ready for QA": "doing", "Done": "closed", "Up Next": "todo",
		},
		"trello/assembled/board-1.json": {
			"Backlog": "todo", "Design": "todo", "Doing": "doing", "Code Review": "doing", "Testing": "doing", "Done 🎉": "closed", "123456": "todo",
		},
		"trello/assembled/board-2.json": {
			"🗃 Templates": "todo", "🗓 Sprint Backlog - [Timeline]": "todo", "📅 Working On": "doing", "🐞 Bugs": "doing",
			"📆 Sprint - Done [Version: 1.2.0]": "closed", "🗄 Sprint - Done [Version: 1.1.0]": "closed",
		},
		"trello/assembled/board-3.json": {
			"New Client Onboarding": "todo", "Doing": "doing", "On Hold": "todo", "Win": "closed", "Lost": "closed",
		},
		"trello/assembled/board-4.json": {
			"Done": "closed", "Current Sprint": "todo", "In Progress": "doing", "Awesome Things - WINS!": "todo", "Resources": "todo",
		},
	}
	for name, categories := range want {
		got := map[string]string{}
		for _, s := range read(t, load(t, name)...).States {
			got[s.Name] = s.Category
		}
		for list, category := range categories {
			if got[list] != category {
				t.Errorf("%s: %q is proposed as %q, want %q", name, list, got[list], category)
			}
		}
	}
}

func TestProposedKinds(t *testing.T) {
	t.Parallel()
	got := map[string]int{}
	for _, it := range read(t, load(t, "trello/gocd-test-drive-board.json")...).Items {
		got[it.Kind]++
	}
	if want := map[string]int{"bug": 4, "spike": 3, "story": 115}; !maps.Equal(got, want) {
		t.Errorf("kinds %v, want %v", got, want)
	}
}

func TestReadTwiceIsTheSame(t *testing.T) {
	t.Parallel()
	files := load(t, "trello/gocd-test-drive-board.json", "trello/gocd-test-drive-comments.json")
	first := read(t, files...)
	if d := cmp.Diff(first, read(t, files...)); d != "" {
		t.Errorf("read twice:\n%s", d)
	}
	doubled := append(slices.Clone(files), files...)
	second := read(t, doubled...)
	if d := cmp.Diff(first, second); d != "" {
		t.Errorf("each file given twice:\n%s", d)
	}
	b, err := json.Marshal(first)
	if err != nil {
		t.Fatal(err)
	}
	var back transfer.Source
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(first, &back); d != "" {
		t.Errorf("through JSON and back:\n%s", d)
	}
}
