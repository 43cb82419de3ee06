package intake_test

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/area/backlog"
	"throughline/internal/area/delivery"
	"throughline/internal/core/attach"
	"throughline/internal/core/comment"
	"throughline/internal/core/ledger"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/transfer"
	"throughline/internal/core/watch"
	"throughline/internal/platform/store"
)

// held is what a world holds after an import, as its own records.
type held struct {
	rep      *transfer.Report
	bases    map[string]record.Record // imported records by id, but no sprints and releases
	items    map[string]backlog.Item
	sources  map[string]transfer.SourceRecord // by record
	titles   map[string]string                // of all records
	people   map[string]right.Member
	comments []comment.Comment
	files    []attach.Attachment
	links    []link.Link
	watchers []watch.Watcher
	sprints  []delivery.Sprint
	rows     []ledger.Row // about imported records themselves
}

// look reads everything that an import can have brought.
func look(t *testing.T, w *apptest.World, rep *transfer.Report) *held {
	t.Helper()
	h := &held{rep: rep, bases: map[string]record.Record{}, items: map[string]backlog.Item{}, sources: map[string]transfer.SourceRecord{}, titles: map[string]string{}, people: map[string]right.Member{}}
	ctx := context.Background()
	err := w.Engine.View(ctx, w.Workspace, w.Actor("adam"), func(v *op.View) error {
		for _, s := range where[transfer.SourceRecord](t, v, "1 = 1") {
			h.sources[string(s.Record)] = s
		}
		for _, r := range where[record.Record](t, v, "1 = 1") {
			h.titles[r.ID] = r.Title
			if _, imported := h.sources[r.ID]; imported && r.Kind != "sprint" && r.Kind != "release" {
				h.bases[r.ID] = r
			}
		}
		for _, i := range where[backlog.Item](t, v, "r.kind in ('story', 'bug', 'task', 'spike')") {
			h.items[i.ID] = i
		}
		for _, m := range where[right.Member](t, v, "1 = 1") {
			h.people[m.ID] = m
		}
		h.comments, h.files = where[comment.Comment](t, v, "1 = 1"), where[attach.Attachment](t, v, "1 = 1")
		h.links, h.watchers = where[link.Link](t, v, "1 = 1"), where[watch.Watcher](t, v, "1 = 1")
		h.sprints = where[delivery.Sprint](t, v, "1 = 1")
		rows, err := store.All[ledger.Row](ctx, v.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and entity_id = record_id order by seq", v.Workspace)
		h.rows = rows
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func where[T any](t *testing.T, v *op.View, condition string) []T {
	t.Helper()
	out, err := record.Where[T](context.Background(), v.At, condition)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// count counts the imported records that something holds for.
func (h *held) count(holds func(r record.Record, i backlog.Item, s transfer.SourceRecord) bool) int {
	return h.sum(func(r record.Record, i backlog.Item, s transfer.SourceRecord) int {
		if holds(r, i, s) {
			return 1
		}
		return 0
	})
}

func (h *held) sum(of func(r record.Record, i backlog.Item, s transfer.SourceRecord) int) int {
	n := 0
	for id, r := range h.bases {
		n += of(r, h.items[id], h.sources[id])
	}
	return n
}

// tally counts the imported records by words; none is not counted.
func (h *held) tally(words func(r record.Record, i backlog.Item, s transfer.SourceRecord) []string) map[string]int {
	out := map[string]int{}
	for id, r := range h.bases {
		for _, w := range words(r, h.items[id], h.sources[id]) {
			out[w]++
		}
	}
	return out
}

func (h *held) tags() map[string]int {
	return h.tally(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) []string { return r.Tags })
}

func (h *held) tagLinks() int {
	return h.sum(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) int { return len(r.Tags) })
}

// kept gives source data by its path; nil where there is none.
func kept(s transfer.SourceRecord, path ...string) any {
	var v any = s.Data
	for _, p := range path {
		m, _ := v.(map[string]any)
		v = m[p]
	}
	return v
}

func keptText(s transfer.SourceRecord, name string) string {
	v, _ := kept(s, name).(string)
	return v
}

func keptNumber(s transfer.SourceRecord, path ...string) int {
	v, _ := kept(s, path...).(float64)
	return int(v)
}

// types are what the source calls its items.
func (h *held) types() map[string]int {
	return h.tally(func(_ record.Record, _ backlog.Item, s transfer.SourceRecord) []string {
		return []string{keptText(s, "type")}
	})
}

// statuses are the states of items, and of other kinds the status that is kept.
func (h *held) statuses() map[string]int {
	return h.tally(func(r record.Record, i backlog.Item, s transfer.SourceRecord) []string {
		if i.ID == "" {
			return []string{keptText(s, "state")}
		}
		return []string{r.State}
	})
}

func (h *held) commented() int {
	on := map[string]bool{}
	for _, c := range h.comments {
		on[string(c.Record)] = true
	}
	return len(on)
}

func (h *held) commenters() int {
	by := map[string]bool{}
	for _, c := range h.comments {
		by[string(c.CreatedBy)] = true
	}
	return len(by)
}

func (h *held) longest() int {
	n := 0
	for _, c := range h.comments {
		n = max(n, len([]rune(c.Body)))
	}
	return n
}

func (h *held) reporters() int {
	by := h.tally(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) []string {
		return []string{string(r.CreatedBy)}
	})
	delete(by, "")
	return len(by)
}

// sample is a file of counts.json, imported alone or along with others, and
// how each of its counts is found again.
type parity struct {
	name   string
	format string
	with   []string // imported in the same run
	got    func(t *testing.T, h *held) map[string]any
	// no says of counts why our records cannot tell them.
	no map[string]string
}

const ofTheFile = "it is about the file, not about what stands in it"

// TestCountsAreReproduced imports each export and finds every number of
// counts.json again in what Throughline then holds.
func TestCountsAreReproduced(t *testing.T) {
	t.Parallel()
	var counts map[string]map[string]any
	if err := json.Unmarshal(sample(t, "counts.json")[0].Data, &counts); err != nil {
		t.Fatal(err)
	}
	done := map[string]bool{}
	for _, c := range parities() {
		done[c.name] = true
		t.Run(strings.ReplaceAll(c.name, "/", " "), func(t *testing.T) {
			t.Parallel()
			files := sample(t, append([]string{c.name}, c.with...)...)
			apptest.Each(t, func(t *testing.T, w *apptest.World) {
				rep := take(t, w, "format="+c.format+"&product=LEND", mappings[c.format], files...)
				got := c.got(t, look(t, w, rep))
				for key, want := range counts[c.name] {
					is, told := got[key]
					if why, silent := c.no[key]; silent == told {
						t.Errorf("%s is to be counted or to have a reason (%q), one of them", key, why)
					} else if told && !reflect.DeepEqual(plain(t, is), want) {
						t.Errorf("%s is %v, want %v", key, plain(t, is), want)
					}
				}
				again := take(t, w, "format="+c.format+"&product=LEND", mappings[c.format], files...)
				if sum(again.Created)+sum(again.Updated) != 0 {
					t.Errorf("a second run creates %v and updates %v", again.Created, again.Updated)
				}
			})
		})
	}
	for name := range counts {
		folder, _, _ := strings.Cut(name, "/")
		if slices.Contains([]string{"trello", "jira-csv", "jira-json", "github"}, folder) && !done[name] {
			t.Errorf("%s is in counts.json and not compared", name)
		}
	}
}

// mappings are those that a format cannot do without: Trello's REST objects
// are no table of cards, each row is one object in a column.
var mappings = map[string]string{"csv": `{"columns": {"id": "id", "title": "url", "body": "data", "createdAt": "created_at"}, "kind": "task"}`}

// plain gives a value as it comes from JSON.
func plain(t *testing.T, v any) any {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func parities() []parity {
	var out []parity
	board := map[string]string{"actions": "those without a home are counted nowhere", "lists_closed": "a list is a state here, and states are not archived"}
	for _, name := range []string{"trello/gocd-test-drive-board.json", "trello/assembled/board-1.json", "trello/assembled/board-2.json", "trello/assembled/board-3.json", "trello/assembled/board-4.json"} {
		out = append(out, parity{name: name, format: "trello", got: func(t *testing.T, h *held) map[string]any { return boardCounts(t, h, name) }, no: board})
	}
	out = append(out, parity{
		name: "trello/gocd-test-drive-comments.json", format: "trello", with: []string{"trello/gocd-test-drive-board.json"}, got: commentCounts,
		no: map[string]string{"also_in_board_actions": "the comments of both files are one; TestBoardAndCommentsInTurn counts them apart"},
	})
	for _, n := range []string{"cards", "lists", "labels", "check_items", "members"} {
		out = append(out, parity{name: "trello/rest-raw/" + n + ".csv", format: "csv", got: func(_ *testing.T, h *held) map[string]any { return map[string]any{"rows": len(h.bases)} }})
	}
	table := map[string]string{"columns": ofTheFile, "distinct_columns": ofTheFile}
	for _, n := range []string{"poinz-export", "poinz-export-with-estimation", "sred-kit-repeated-columns"} {
		out = append(out, parity{name: "jira-csv/" + n + ".csv", format: "jira-csv", got: csvCounts, no: table})
	}
	for _, n := range []string{"cloud", "server"} {
		out = append(out, parity{name: "jira-json/" + n + "-search-result.json", format: "jira-json", got: jiraCounts})
	}
	out = append(out, parity{name: "jira-json/cloud-board-sprints.json", format: "jira-json", got: sprintCounts})
	return append(out, githubParities()...)
}

func boardCounts(t *testing.T, h *held, name string) map[string]any {
	t.Helper()
	shelved := closedLists(t, name)
	onClosed := map[string]bool{}
	for _, s := range h.rep.Plan.States {
		onClosed[s.State] = onClosed[s.State] || shelved[s.ID]
	}
	members := 0
	for _, m := range h.people {
		if m.Status == "named" {
			members++
		}
	}
	nameless := func(tag string) bool { return strings.HasPrefix(tag, "colour:") }
	named := h.rep.Read["labels"]
	if slices.ContainsFunc(slices.Collect(maps.Keys(h.tags())), nameless) || h.tagLinks() == 0 {
		named = 0 // on these boards all labels have a name or none
	}
	moves := 0
	for _, r := range h.rows {
		if _, moved := r.Diff["state"]; moved && r.Act == ledger.Update {
			moves++
		}
	}
	return map[string]any{
		"lists": len(h.rep.Plan.States),
		"cards": len(h.bases),
		"cards_closed": h.count(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) bool {
			return r.ArchivedAt != 0
		}),
		"cards_open": h.count(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) bool { return r.ArchivedAt == 0 }),
		"cards_on_closed_lists": h.count(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) bool {
			return onClosed[r.State]
		}),
		"labels": h.rep.Read["labels"], "labels_named": named, "card_label_links": h.tagLinks(),
		"members": members,
		"card_member_links": len(h.watchers) + h.count(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) bool {
			return r.Owner != ""
		}),
		"checklists":  h.rep.Read["checklists"],
		"check_items": h.sum(func(_ record.Record, i backlog.Item, _ transfer.SourceRecord) int { return len(i.Criteria) }),
		"check_items_complete": h.sum(func(_ record.Record, i backlog.Item, _ transfer.SourceRecord) int {
			return len(slices.DeleteFunc(slices.Clone(i.Criteria), func(c backlog.Criterion) bool { return !c.Met }))
		}),
		"attachments": len(h.files),
		"attachments_uploaded": len(slices.DeleteFunc(slices.Clone(h.files), func(a attach.Attachment) bool {
			return a.Bytes == 0
		})),
		"comment_actions": len(h.comments),
		"list_moves":      moves,
		"badge_comments": h.sum(func(_ record.Record, _ backlog.Item, s transfer.SourceRecord) int {
			return keptNumber(s, "badges", "comments")
		}),
		"cards_with_due": h.count(func(_ record.Record, i backlog.Item, _ transfer.SourceRecord) bool { return i.DueOn != "" }),
		"cards_due_complete": h.count(func(_ record.Record, _ backlog.Item, s transfer.SourceRecord) bool {
			return kept(s, "dueComplete") == true
		}),
		"cards_with_desc": h.count(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) bool { return r.Body != "" }),
	}
}

// closedLists asks the board's own file which of its lists are archived.
func closedLists(t *testing.T, name string) map[string]bool {
	t.Helper()
	var board struct {
		Lists []struct {
			ID     string `json:"id"`
			Closed bool   `json:"closed"`
		} `json:"lists"`
	}
	if err := json.Unmarshal(sample(t, name)[0].Data, &board); err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, l := range board.Lists {
		out[l.ID] = l.Closed
	}
	return out
}

func commentCounts(_ *testing.T, h *held) map[string]any {
	return map[string]any{"comments": len(h.comments), "cards_commented": h.commented(), "authors": h.commenters(), "longest_chars": h.longest()}
}

func csvCounts(_ *testing.T, h *held) map[string]any {
	var estimates any
	for _, i := range h.items {
		if i.Estimate != nil {
			had, _ := estimates.(float64)
			estimates = had + *i.Estimate
		}
	}
	return map[string]any{
		"issues": len(h.bases), "labels": h.tagLinks(), "comments": len(h.comments), "issue_types": h.types(), "statuses": h.statuses(),
		"reporters": h.reporters(), "estimate_sum": estimates,
	}
}

func sprintCounts(_ *testing.T, h *held) map[string]any {
	states := map[string]int{}
	for _, s := range h.sprints {
		states[s.State]++
	}
	return map[string]any{"sprints": len(h.sprints), "states": states}
}
