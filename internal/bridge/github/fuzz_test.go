package github_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/internal/bridge/github"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// Whatever the bytes are, reading neither panics nor invents: the result is a
// source whose counts fit its contents, or an error that people can read; and
// the order of the files does not matter.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`[`+restIssue+`]`), []byte(`[`+eventText(1, "closed", "")+`,`+eventText(2, "assigned", `,"assignee":{"login":"a"}`)+`,`+eventText(3, "milestoned", `,"milestone":{"title":"v1"}`)+`]`))
	f.Add([]byte(`[{"number":1,"title":"a","author":{"login":"app/x"},"closedAt":"2020-01-01T00:00:00Z","comments":[{"body":"x"}],"url":"https://github.com/o/r/pull/1"}]`),
		[]byte(`{"action":"deleted","issue":{"number":1,"milestone":"v1"},"comment":{"id":1},"repository":{"full_name":"O/R"}}`))
	f.Add([]byte(`[{"id":1,"issue_url":"https://api.github.com/repos/o/r/issues/1"},{"number":1,"title":"m","open_issues":1,"closed_issues":0}]`), []byte(`[[{"items":[{}]}]]`))
	f.Add([]byte(`{"number":"1","titleX":{},"TitleX":[],"title":[],"labels":{},"assignees":["a"]}`), []byte("\xFF\xFE[\x00]\x00"))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		if len(a)+len(b) > 1<<16 {
			t.Skip("long inputs find nothing that short ones do not")
		}
		files := []transfer.File{{Name: "a", Data: a}, {Name: "b", Data: b}}
		src, err := github.Read(files)
		swapped, swappedErr := github.Read([]transfer.File{files[1], files[0]})
		if (err == nil) != (swappedErr == nil) {
			t.Fatalf("%v, swapped %v", err, swappedErr)
		}
		if err != nil {
			if errs.KindOf(err) != errs.Invalid {
				t.Fatal(err)
			}
			return
		}
		if d := cmp.Diff(src, swapped); d != "" {
			t.Fatalf("the order of the files matters:\n%s", d)
		}
		if src.Read["issues"]+src.Read["pullRequests"] != len(src.Items) || src.Read["comments"] != len(src.Comments) || src.Read["milestones"] != len(src.Releases) {
			t.Fatalf("read %v, but %d items, %d comments, %d releases", src.Read, len(src.Items), len(src.Comments), len(src.Releases))
		}
		seen := map[string]bool{}
		for _, it := range src.Items {
			if seen[it.ID] || it.ID == "" || it.Title == "" || it.Kind == "" || it.State == "" || len(it.Order) != 12 {
				t.Fatalf("item %+v", it)
			}
			seen[it.ID] = true
		}
		for _, r := range src.Releases {
			if r.ID == "" || r.Name == "" {
				t.Fatalf("release %+v", r)
			}
		}
	})
}
