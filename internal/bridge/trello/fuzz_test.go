package trello_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/internal/bridge/trello"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// Whatever the bytes are, reading neither panics nor invents: the result is a
// source whose counts fit its contents, or an error that people can read; and
// the order of the files does not matter.
func FuzzRead(f *testing.F) {
	board := `{"id":"b","name":"B","dateLastActivity":"2020-01-01T00:00:00Z","lists":[{"id":"l","name":"Done","pos":1.5,"closed":true}],
		"labels":[{"id":"x","name":"","color":"red"}],"members":[{"id":"m","fullName":"A"}],
		"cards":[{"id":"5ceedf1bc6515254e2db2b28","name":"Bug: x","idList":"l","idMembers":["m"],"idLabels":["x"],"pos":"9","due":"2020-01-01T00:00:00Z",
		"attachments":[{"id":"a","url":"https://trello.com/c/abc"}],"shortLink":"abc","badges":{"comments":1}}],
		"checklists":[{"id":"k","idCard":"5ceedf1bc6515254e2db2b28","checkItems":[{"id":"i","state":"complete"}]}]}`
	actions := `[{"id":"1","type":"commentCard","date":"2020-01-01T00:00:00Z","data":{"text":"t","card":{"id":"c"},"board":{"id":"b"}}},
		{"id":"2","type":"updateCard","data":{"old":{"idList":"l","due":null},"card":{"id":"c","idList":"m","due":7},"listAfter":{"id":"m","name":"M"}}},
		{"id":"3","type":"addMemberToCard","data":{"idMember":"m","card":{"id":"c"}},"member":{"id":"m"}}]`
	f.Add([]byte(board), []byte(actions))
	f.Add([]byte(actions), []byte(`{"actions":[]}`))
	f.Add([]byte(`{"lists":{},"cards":[[[[]]],null,1e999]}`), []byte("\xFF\xFE{\x00}\x00"))
	f.Add([]byte(`{"id":1,"cards":[{"id":2,"pos":1e308,"name":{}}]} {"cards":1}`), []byte(``))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		if len(a)+len(b) > 1<<16 {
			t.Skip("long inputs find nothing that short ones do not")
		}
		files := []transfer.File{{Name: "a", Data: a}, {Name: "b", Data: b}}
		src, err := trello.Read(files)
		swapped, swappedErr := trello.Read([]transfer.File{files[1], files[0]})
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
		if src.Read["cards"] != len(src.Items) || src.Read["comments"] != len(src.Comments) || src.Read["lists"] > len(src.States) {
			t.Fatalf("read %v, but %d items, %d comments, %d states", src.Read, len(src.Items), len(src.Comments), len(src.States))
		}
		for _, it := range src.Items {
			if it.ID == "" || it.Title == "" || it.Kind == "" || len(it.Order) != 49 {
				t.Fatalf("item %+v", it)
			}
		}
	})
}
