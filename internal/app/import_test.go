package app_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/bridge/github"
	"throughline/internal/bridge/jira"
	"throughline/internal/bridge/trello"
	"throughline/internal/core/transfer"
)

// samples reads real exports; they lie beside the repository, not in it.
func samples(t *testing.T, names ...string) []transfer.File {
	t.Helper()
	var out []transfer.File
	for _, n := range names {
		b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", n))
		if os.IsNotExist(err) {
			t.Skipf("the sample exports are not here: %v", err)
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, transfer.File{Name: n, Data: b})
	}
	return out
}

type reader func([]transfer.File) (*transfer.Source, error)

func importAs(t *testing.T, w *apptest.World, who string, read reader, files []transfer.File, dry bool) *transfer.Report {
	t.Helper()
	src, err := read(files)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := transfer.Job{Engine: w.Engine, Workspace: w.Workspace, Actor: w.Actor(who), Product: "LEND", DryRun: dry}.Run(context.Background(), src)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func TestImportTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name    string
		read    reader
		files   []string
		records int
		loose   bool // the sample speaks of items that are not in it
	}{
		{"trello", trello.Read, []string{"trello/gocd-test-drive-board.json", "trello/gocd-test-drive-comments.json"}, 122, false},
		{"trello board 2", trello.Read, []string{"trello/assembled/board-2.json"}, 23, false},
		{"jira cloud", jira.ReadJSON, []string{"jira-json/cloud-search-result.json", "jira-json/cloud-board-sprints.json"}, 33, false},
		{"jira server", jira.ReadJSON, []string{"jira-json/server-search-result.json"}, 22, false},
		{"jira csv", jira.ReadCSV, []string{"jira-csv/poinz-export.csv", "jira-csv/poinz-export-with-estimation.csv"}, 4, false},
		{"github", github.Read, []string{"github/ants-issues.json", "github/ants-issue-comments.json", "github/ants-issue-events.json"}, 41, true},
		{"gh", github.Read, []string{"github/k8s-config-connector-gh-issue-list.json"}, 20, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			files := samples(t, c.files...)
			apptest.Each(t, func(t *testing.T, w *apptest.World) {
				plan := importAs(t, w, "paul", c.read, files, true)
				first := importAs(t, w, "paul", c.read, files, false)
				if first.Created["records"] != c.records || len(first.Problems) > 0 != c.loose {
					t.Errorf("created %v, want %d records; problems %v", first.Created, c.records, first.Problems)
				}
				if a, b := text(t, plan.Created), text(t, first.Created); a != b {
					t.Errorf("the dry run promised %s, the import did %s", a, b)
				}
				last := lastRow(t, w)
				again := importAs(t, w, "paul", c.read, files, false)
				for word, n := range again.Created {
					if n+again.Updated[word] > 0 {
						t.Errorf("the second run created %d and updated %d %s", n, again.Updated[word], word)
					}
				}
				if now := lastRow(t, w); now != last {
					t.Errorf("the second run wrote %d ledger rows", now-last)
				}
			})
		})
	}
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func lastRow(t *testing.T, w *apptest.World) int64 {
	t.Helper()
	var rows struct{ Items []struct{ Seq int64 } }
	w.Into("olga", "ledger.list", obj{"limit": 1}, &rows)
	return rows.Items[0].Seq
}
