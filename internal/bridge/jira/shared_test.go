package jira

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"throughline/internal/core/transfer"
)

// sharedFile reads a real export; the test is skipped where they are missing.
func sharedFile(t *testing.T, name string) transfer.File {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if filepath.Dir(root) == root {
			t.Fatal("no go.mod above the test")
		}
		root = filepath.Dir(root)
	}
	data, err := os.ReadFile(filepath.Join(root, "..", "shared", "data", filepath.FromSlash(name)))
	if os.IsNotExist(err) {
		t.Skipf("the sample exports are not beside the repository (%v)", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return transfer.File{Name: filepath.Base(name), Data: data}
}

// counts reads what counts.json says of a file.
func counts(t *testing.T, name string) map[string]any {
	t.Helper()
	var all map[string]map[string]any
	if err := json.Unmarshal(sharedFile(t, "counts.json").Data, &all); err != nil {
		t.Fatal(err)
	}
	if all[name] == nil {
		t.Fatalf("counts.json says nothing of %s", name)
	}
	return all[name]
}

func tally(items []transfer.Item, words func(transfer.Item) []string) map[string]any {
	n := map[string]any{}
	for _, it := range items {
		for _, w := range words(it) {
			had, _ := n[w].(float64)
			n[w] = had + 1
		}
	}
	return n
}

func total(items []transfer.Item, count func(transfer.Item) int) float64 {
	n := 0
	for _, it := range items {
		n += count(it)
	}
	return float64(n)
}

func distinct(items []transfer.Item, words func(transfer.Item) []string) float64 {
	return float64(len(tally(items, words)))
}

func nonEmpty(words ...string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// check compares every number of counts.json but the ones that are about the
// table and not about issues.
func check(t *testing.T, want, got map[string]any) {
	t.Helper()
	for name, w := range want {
		g, ok := got[name]
		if !ok {
			t.Errorf("%s: not counted", name)
		} else if !reflect.DeepEqual(g, w) {
			t.Errorf("%s: got %v, want %v", name, g, w)
		}
	}
}

func TestCountsOfSharedCSV(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"poinz-export.csv", "poinz-export-with-estimation.csv", "sred-kit-repeated-columns.csv"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := maps.Clone(counts(t, "jira-csv/"+name))
			delete(want, "columns")
			delete(want, "distinct_columns")
			s, err := ReadCSV([]transfer.File{sharedFile(t, "jira-csv/"+name)})
			if err != nil {
				t.Fatal(err)
			}
			var sum any
			for _, it := range s.Items {
				if it.Estimate != nil {
					had, _ := sum.(float64)
					sum = had + *it.Estimate
				}
			}
			check(t, want, map[string]any{
				"issues":       float64(s.Read["issues"]),
				"labels":       total(s.Items, func(it transfer.Item) int { return len(it.Labels) }),
				"comments":     float64(s.Read["comments"]),
				"issue_types":  tally(s.Items, func(it transfer.Item) []string { return []string{it.Type} }),
				"statuses":     tally(s.Items, func(it transfer.Item) []string { return []string{it.State} }),
				"reporters":    distinct(s.Items, func(it transfer.Item) []string { return nonEmpty(it.Reporter) }),
				"estimate_sum": sum,
			})
			if len(s.Problems) > 0 {
				t.Errorf("problems: %v", s.Problems)
			}
		})
	}
}

func TestBothPoinzFilesAreFourIssues(t *testing.T) {
	t.Parallel()
	plain, rated := sharedFile(t, "jira-csv/poinz-export.csv"), sharedFile(t, "jira-csv/poinz-export-with-estimation.csv")
	for _, files := range [][]transfer.File{{plain, rated}, {rated, plain}} {
		s, err := ReadCSV(files)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, it := range s.Items {
			if it.Estimate != nil {
				sum += *it.Estimate
			}
		}
		if len(s.Items) != 4 || sum != 8 {
			t.Errorf("%s first: %d issues, estimates %v; want 4 and 8", files[0].Name, len(s.Items), sum)
		}
	}
	a, _ := ReadCSV([]transfer.File{plain})
	b, _ := ReadCSV([]transfer.File{rated})
	for i := range a.Items {
		if a.Items[i].ID != b.Items[i].ID || !slices.Equal(a.Items[i].Aliases, b.Items[i].Aliases) {
			t.Errorf("%s and %s are to be the same issue", a.Items[i].ID, b.Items[i].ID)
		}
	}
}

func TestCountsOfSharedJSON(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"cloud-search-result.json", "server-search-result.json"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := counts(t, "jira-json/"+name)
			s, err := ReadJSON([]transfer.File{sharedFile(t, "jira-json/"+name)})
			if err != nil {
				t.Fatal(err)
			}
			check(t, want, jsonCounts(s))
			if len(s.Problems) > 0 {
				t.Errorf("problems: %v", s.Problems)
			}
		})
	}
}

// jsonCounts counts a source in the words of counts.json.
func jsonCounts(s *transfer.Source) map[string]any {
	known := map[string]bool{}
	for _, it := range s.Items {
		known[it.ID] = true
	}
	names := map[string]string{}
	for _, sp := range s.Sprints {
		names[sp.ID] = sp.Name
	}
	for _, r := range s.Releases {
		names["version "+r.ID] = r.Name
	}
	outside := func(keys ...string) int {
		return len(slices.DeleteFunc(keys, func(k string) bool { return k == "" || known[k] }))
	}
	text := func(it transfer.Item, name string) string { v, _ := it.Extra[name].(string); return v }
	other := func(it transfer.Item, l transfer.Link) string {
		if l.To == it.ID {
			return l.From
		}
		return l.To
	}
	labels := tally(s.Items, func(it transfer.Item) []string { return it.Labels })
	labelNames := []any{}
	for _, l := range slices.Sorted(maps.Keys(labels)) {
		labelNames = append(labelNames, l)
	}
	subtasks := func(it transfer.Item) []string { v, _ := it.Extra["subtasks"].([]string); return v }
	return map[string]any{
		"issues":   float64(s.Read["issues"]),
		"projects": tally(s.Items, func(it transfer.Item) []string { return []string{projectOf(it.ID)} }),
		"issue_types": tally(s.Items, func(it transfer.Item) []string {
			return []string{it.Type}
		}),
		"subtask_issues": total(s.Items, func(it transfer.Item) int {
			if it.Extra["subtask"] == true && it.Kind == "task" && it.Parent != "" {
				return 1
			}
			return 0
		}),
		"statuses": tally(s.Items, func(it transfer.Item) []string { return []string{it.State} }),
		"resolutions": tally(s.Items, func(it transfer.Item) []string {
			return []string{first(text(it, "resolution"), "None")}
		}),
		"label_links": total(s.Items, func(it transfer.Item) int { return len(it.Labels) }),
		"labels":      labelNames,
		"fix_versions": tally(s.Items, func(it transfer.Item) []string {
			var all []string
			for _, r := range it.Releases {
				all = append(all, names["version "+r])
			}
			return all
		}),
		"comments": float64(s.Read["comments"]),
		"worklogs": total(s.Items, func(it transfer.Item) int { v, _ := it.Extra["worklog"].([]any); return len(v) }),
		"time_spent_seconds": total(s.Items, func(it transfer.Item) int {
			v, _ := it.Extra["timespent"].(json.Number)
			n, _ := v.Int64()
			return int(n)
		}),
		"with_parent":               total(s.Items, func(it transfer.Item) int { return len(nonEmpty(it.Parent)) }),
		"parent_outside_file":       total(s.Items, func(it transfer.Item) int { return outside(it.Parent) }),
		"subtask_refs":              total(s.Items, func(it transfer.Item) int { return len(subtasks(it)) }),
		"subtask_refs_outside_file": total(s.Items, func(it transfer.Item) int { return outside(slices.Clone(subtasks(it))...) }),
		"issue_link_ends":           total(s.Items, func(it transfer.Item) int { return len(it.Links) }),
		"issue_links_distinct":      float64(s.Read["links"]),
		"link_ends_outside_file": total(s.Items, func(it transfer.Item) int {
			n := 0
			for _, l := range it.Links {
				n += outside(other(it, l))
			}
			return n
		}),
		"sprint_memberships": tally(s.Items, func(it transfer.Item) []string {
			if all, ok := it.Extra["sprints"].([]string); ok {
				var found []string
				for _, id := range all {
					found = append(found, names[id])
				}
				return found
			}
			return nonEmpty(names[it.Sprint])
		}),
		"changelog_histories": float64(s.Read["histories"]),
		"changelog_items":     total(s.Items, func(it transfer.Item) int { return len(it.History) }),
		"users": distinct(s.Items, func(it transfer.Item) []string {
			return nonEmpty(it.Owner, it.Reporter, text(it, "creator"))
		}),
		"assigned":      total(s.Items, func(it transfer.Item) int { return len(nonEmpty(it.Owner)) }),
		"with_due_date": total(s.Items, func(it transfer.Item) int { return len(nonEmpty(string(it.DueOn))) }),
	}
}

func TestSharedBoardSprints(t *testing.T) {
	t.Parallel()
	board := sharedFile(t, "jira-json/cloud-board-sprints.json")
	s, err := ReadJSON([]transfer.File{board})
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]any{}
	for _, sp := range s.Sprints {
		n, _ := states[sp.State].(float64)
		states[sp.State] = n + 1
		if sp.StartAt == 0 || sp.DoneAt < sp.StartAt {
			t.Errorf("sprint %s (%s) has no times: %+v", sp.ID, sp.Name, sp)
		}
	}
	check(t, counts(t, "jira-json/cloud-board-sprints.json"), map[string]any{"sprints": float64(s.Read["sprints"]), "states": states})

	// Given along, it adds the 27 sprints and keeps what the issues say.
	s, err = ReadJSON([]transfer.File{sharedFile(t, "jira-json/cloud-search-result.json"), board})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Items) != 33 || s.Read["sprints"] != 31 || len(s.Problems) > 0 {
		t.Errorf("%d issues, %d sprints, problems %v; want 33, 31 and none", len(s.Items), s.Read["sprints"], s.Problems)
	}
}

func TestSharedCloudIsUnderstood(t *testing.T) {
	t.Parallel()
	s, err := ReadJSON([]transfer.File{sharedFile(t, "jira-json/cloud-search-result.json")})
	if err != nil {
		t.Fatal(err)
	}
	category := map[string]string{}
	for _, st := range s.States {
		category[st.ID] = st.Category
	}
	for name, want := range map[string]string{"已完成": "closed", "To Do": "todo", "In Progress": "doing", "Resolved": "closed"} {
		if category[name] != want {
			t.Errorf("status %s is %q, want %q", name, category[name], want)
		}
	}
	kinds := tally(s.Items, func(it transfer.Item) []string { return []string{it.Kind} })
	if want := map[string]any{"story": 10.0, "task": 21.0, "bug": 1.0, "feature": 1.0}; !reflect.DeepEqual(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
	it := s.Items[0]
	if it.Title != "四个排序图：测试/注释覆盖度、复用度、模块性" || it.URL != "https://merico.atlassian.net/browse/EE-1" || it.Order != "0|i000db:" {
		t.Errorf("title %q, url %q, order %q", it.Title, it.URL, it.Order)
	}
	if s.Name != "merico.atlassian.net: Enterprise Edition, Team_5" {
		t.Errorf("name %q", s.Name)
	}
	known := map[string]bool{}
	for _, st := range s.States {
		known[st.ID] = true
	}
	people := map[string]bool{}
	for _, p := range s.People {
		people[p.ID] = true
	}
	last := map[string]string{}
	for _, it := range s.Items {
		at := it.CreatedAt - 1
		for _, h := range it.History {
			if h.At < at {
				t.Errorf("%s: change %s is out of order", it.ID, h.ID)
			}
			at = h.At
			if h.By != "" && !people[h.By] {
				t.Errorf("%s: change %s by %q, who is not noted", it.ID, h.ID, h.By)
			}
			switch h.Field {
			case "state":
				if !known[h.From] || !known[h.To] {
					t.Errorf("%s: change %s between states that are not noted: %+v", it.ID, h.ID, h)
				}
				last[it.ID] = h.To
			case "owner":
				if h.From != "" && !people[h.From] || h.To != "" && !people[h.To] {
					t.Errorf("%s: change %s between people who are not noted: %+v", it.ID, h.ID, h)
				}
			}
		}
		if end := last[it.ID]; end != "" && end != it.State {
			t.Errorf("%s: the changelog ends in %q, the issue is in %q", it.ID, end, it.State)
		}
	}
}

// Reading twice gives the same, and so does reading a file along with itself.
func TestReadingIsStable(t *testing.T) {
	t.Parallel()
	for name, read := range map[string]func([]transfer.File) (*transfer.Source, error){
		"jira-csv/sred-kit-repeated-columns.csv": ReadCSV,
		"jira-csv/poinz-export.csv":              ReadCSV,
		"jira-json/cloud-search-result.json":     ReadJSON,
		"jira-json/server-search-result.json":    ReadJSON,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := sharedFile(t, name)
			once, err := read([]transfer.File{f})
			if err != nil {
				t.Fatal(err)
			}
			again, _ := read([]transfer.File{f})
			if !reflect.DeepEqual(once, again) {
				t.Error("the second reading differs")
			}
			double, _ := read([]transfer.File{f, f})
			for i := range double.Items {
				double.Items[i].Where = once.Items[i].Where
			}
			if !reflect.DeepEqual(once, double) {
				t.Error("the file given twice differs")
			}
		})
	}
}
