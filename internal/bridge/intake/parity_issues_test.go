package intake_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/area/backlog"
	"throughline/internal/core/ledger"
	"throughline/internal/core/link"
	"throughline/internal/core/record"
	"throughline/internal/core/transfer"
)

// jiraCounts counts what came from Jira's search in the words of counts.json.
func jiraCounts(_ *testing.T, h *held) map[string]any {
	one := func(s string) []string {
		if s == "" {
			return nil
		}
		return []string{s}
	}
	users := h.tally(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) []string {
		return append(one(string(r.Owner)), one(string(r.CreatedBy))...)
	})
	known := map[string]bool{}
	for _, s := range h.sources {
		known[s.External] = true
	}
	parents := func(id string, i backlog.Item) bool {
		return i.Parent != "" || slices.ContainsFunc(h.links, func(l link.Link) bool { return l.Type == "delivers" && l.From == id })
	}
	outside := func(_ record.Record, _ backlog.Item, s transfer.SourceRecord) int {
		return len(one(keptText(s, "parent")))
	}
	subtasks := func(s transfer.SourceRecord) []any { v, _ := kept(s, "subtasks").([]any); return v }
	joined := len(slices.DeleteFunc(slices.Clone(h.links), func(l link.Link) bool { return l.Type != "blocks" && l.Type != "relates" && l.Type != "duplicates" }))
	return map[string]any{
		"issues": len(h.bases),
		"projects": h.tally(func(_ record.Record, _ backlog.Item, s transfer.SourceRecord) []string {
			project, _, _ := strings.Cut(s.External, "-")
			return []string{project}
		}),
		"issue_types": h.types(),
		"subtask_issues": h.count(func(r record.Record, i backlog.Item, s transfer.SourceRecord) bool {
			return kept(s, "subtask") == true && r.Kind == "task" && (parents(r.ID, i) || keptText(s, "parent") != "")
		}),
		"statuses": h.statuses(),
		"resolutions": h.tally(func(_ record.Record, _ backlog.Item, s transfer.SourceRecord) []string {
			if r := keptText(s, "resolution"); r != "" {
				return []string{r}
			}
			return []string{"None"}
		}),
		"label_links": h.tagLinks(), "labels": append([]string{}, slices.Sorted(maps.Keys(h.tags()))...),
		"fix_versions": h.linked("ships in"),
		"comments":     len(h.comments),
		"worklogs": h.sum(func(_ record.Record, _ backlog.Item, s transfer.SourceRecord) int {
			v, _ := kept(s, "worklog").([]any)
			return len(v)
		}),
		"time_spent_seconds": h.sum(func(_ record.Record, _ backlog.Item, s transfer.SourceRecord) int {
			return keptNumber(s, "timespent")
		}),
		"with_parent":         h.count(func(r record.Record, i backlog.Item, _ transfer.SourceRecord) bool { return parents(r.ID, i) }) + h.sum(outside),
		"parent_outside_file": h.sum(outside),
		"subtask_refs":        h.sum(func(_ record.Record, _ backlog.Item, s transfer.SourceRecord) int { return len(subtasks(s)) }),
		"subtask_refs_outside_file": h.sum(func(_ record.Record, _ backlog.Item, s transfer.SourceRecord) int {
			return len(slices.DeleteFunc(slices.Clone(subtasks(s)), func(v any) bool { key, _ := v.(string); return known[key] }))
		}),
		// An end is one mention of a link in one issue. A link whose other end
		// is in another file cannot be made, and is counted as kept.
		"issue_link_ends": 2*joined + h.rep.Kept["links"], "issue_links_distinct": joined + h.rep.Kept["links"], "link_ends_outside_file": h.rep.Kept["links"],
		"sprint_memberships": h.tally(func(_ record.Record, i backlog.Item, s transfer.SourceRecord) []string {
			return one(h.titles[string(i.Sprint)])
		}),
		"changelog_histories": h.rep.Read["histories"], "changelog_items": h.changes(),
		"users":    len(users),
		"assigned": h.count(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) bool { return r.Owner != "" }),
		"with_due_date": h.count(func(_ record.Record, i backlog.Item, _ transfer.SourceRecord) bool {
			return i.DueOn != ""
		}),
	}
}

// linked counts links of a type by the title of the record they lead to.
func (h *held) linked(kind string) map[string]int {
	out := map[string]int{}
	for _, l := range h.links {
		if l.Type == kind {
			out[h.titles[l.To]]++
		}
	}
	return out
}

func (h *held) changes() int {
	n := 0
	for _, r := range h.rows {
		if _, imported := h.bases[r.Entity]; imported && r.Act == ledger.Update && r.Actor != "" {
			n++ // whoever did it is known, but for a last step to what the issue is now
		}
	}
	for _, s := range h.sources {
		history, _ := s.Data["history"].([]any)
		n += len(history)
	}
	return n
}

func githubParities() []parity {
	return []parity{
		{name: "github/ants-issues.json", format: "github", got: antsCounts, no: map[string]string{
			"records": "number 4 stands in the file twice, and is one", "repeated_numbers": ofTheFile,
		}},
		{name: "github/ants-issue-comments.json", format: "github", with: []string{"github/ants-issues.json"}, got: antsComments, no: map[string]string{
			"records": "one comment stands in the file twice, and is one", "by_bots": "a comment's author is a person known by name here; whether it is a bot is not kept",
		}},
		{name: "github/ants-issue-events.json", format: "github", got: func(*testing.T, *held) map[string]any { return map[string]any{} }, no: map[string]string{
			"records": "all but one are about issues that are in no file here", "types": "all but one are about issues that are in no file here",
		}},
		{name: "github/octokit-webhook-deliveries.json", format: "github", got: func(_ *testing.T, h *held) map[string]any {
			return map[string]any{"distinct_issues": len(h.bases)}
		}, no: map[string]string{"deliveries": ofTheFile, "issue_comment_deliveries": ofTheFile, "actions": ofTheFile}},
		{name: "github/k8s-config-connector-gh-issue-list.json", format: "github", got: func(_ *testing.T, h *held) map[string]any {
			titles := h.tally(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) []string { return []string{r.Title} })
			return map[string]any{"issues": len(h.bases), "distinct_titles": len(titles), "label_links": h.tagLinks(), "labels": h.tags()}
		}},
	}
}

// antsCounts: number 4, a pull request with a label and a milestone, is in
// the file twice, and what counts.json says of records counts it twice.
func antsCounts(t *testing.T, h *held) map[string]any {
	t.Helper()
	var four transfer.SourceRecord
	for _, s := range h.sources {
		if s.External == "4" {
			four = s
		}
	}
	fourth := h.bases[string(four.Record)]
	again := func(m map[string]int, word string) map[string]int { m[word]++; return m }
	types := h.types()
	return map[string]any{
		"distinct_numbers": len(h.bases), "pull_requests": types["Pull request"] + 1, "distinct_issues_without_pull_requests": types["Issue"],
		"states": again(lower(h.statuses()), strings.ToLower(fourth.State)), "labels": slices.Sorted(maps.Keys(h.tags())), "label_links": h.tagLinks() + len(fourth.Tags),
		"milestones": again(h.linked("ships in"), "v0.11.0"), "authors": h.reporters(),
		"assignee_links": len(h.watchers) + h.count(func(r record.Record, _ backlog.Item, _ transfer.SourceRecord) bool { return r.Owner != "" }),
		"comment_count_field_sum": keptNumber(four, "comments") + h.sum(func(_ record.Record, _ backlog.Item, s transfer.SourceRecord) int {
			return keptNumber(s, "comments")
		}),
	}
}

func lower(m map[string]int) map[string]int {
	out := map[string]int{}
	for k, n := range m {
		out[strings.ToLower(k)] += n
	}
	return out
}

func antsComments(_ *testing.T, h *held) map[string]any {
	return map[string]any{"distinct_ids": len(h.comments), "issues": h.commented(), "authors": h.commenters(), "longest_chars": h.longest()}
}

// The board's export holds 93 of its 133 comments, the companion file all.
func TestBoardAndCommentsInTurn(t *testing.T) {
	t.Parallel()
	files := sample(t, "trello/gocd-test-drive-board.json", "trello/gocd-test-drive-comments.json")
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for i, want := range []int{93, 40} {
			if rep := take(t, w, "format=trello&product=LEND", "", files[i]); rep.Created["comments"] != want || len(rep.Problems) > 0 {
				t.Errorf("%s brings %d comments, want %d; problems %v", files[i].Name, rep.Created["comments"], want, rep.Problems)
			}
		}
		rep := take(t, w, "format=trello&product=LEND", "", files...)
		if sum(rep.Created)+sum(rep.Updated) > 0 || rep.Unchanged["comments"] != 133 {
			t.Errorf("both together create %v, update %v and leave %v", rep.Created, rep.Updated, rep.Unchanged)
		}
	})
}

// Both files hold the same four issues, and only one of them estimates.
func TestBothPoinzFilesAreFourIssues(t *testing.T) {
	t.Parallel()
	files := sample(t, "jira-csv/poinz-export.csv", "jira-csv/poinz-export-with-estimation.csv")
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		take(t, w, "format=jira-csv&product=LEND", "", files[0])
		rep := take(t, w, "format=jira-csv&product=LEND", "", files[1])
		h := look(t, w, rep)
		if got := csvCounts(t, h); got["issues"] != 4 || got["estimate_sum"] != 8.0 || rep.Created["records"] != 0 || rep.Updated["records"] != 2 {
			t.Errorf("after both there are %v; the second created %v and updated %v", got, rep.Created, rep.Updated)
		}
	})
}
