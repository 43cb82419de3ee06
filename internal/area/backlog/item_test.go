package backlog_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/area/backlog"
)

func TestCriteriaWithoutAnIDAreNumbered(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		`[{"text":"a"},{"text":"b"}]`:                    "1 2",
		`[{"id":"4","text":"a"},{"text":"b"}]`:           "4 5",
		`[{"text":"b"},{"id":"x","text":"a"}]`:           "1 x",
		`[{"text":"b"},{"id":"1","text":"a"}]`:           "2 1",
		`[{"id":"99999999999","text":"a"},{"text":"b"}]`: "99999999999 1",
	}
	for in, want := range cases {
		var c backlog.Criteria
		if err := json.Unmarshal([]byte(in), &c); err != nil {
			t.Fatal(err)
		}
		if got := c[0].ID + " " + c[1].ID; got != want {
			t.Errorf("%s is numbered %s, want %s", in, got, want)
		}
	}
	var c backlog.Criteria
	if json.Unmarshal([]byte(`{"text":"a"}`), &c) == nil {
		t.Error("an object was read as a list")
	}
}

func TestNumberingNeverRepeatsAndIsStable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		given := rapid.SliceOfNDistinct(rapid.StringMatching(`[1-9a-c][0-9]?`), 0, 8, rapid.ID[string]).Draw(t, "given")
		var list []backlog.Criterion
		for _, id := range given {
			list = append(list, backlog.Criterion{ID: id, Text: "x"})
		}
		for range rapid.IntRange(0, 5).Draw(t, "more") {
			list = append(list, backlog.Criterion{Text: "x"})
		}
		once := backlog.Numbered(list)
		seen := map[string]bool{}
		for _, c := range once {
			if c.ID == "" || seen[c.ID] {
				t.Fatalf("the id %q stands twice or is empty in %v", c.ID, once)
			}
			seen[c.ID] = true
		}
		b, err := json.Marshal(once)
		if err != nil {
			t.Fatal(err)
		}
		var again backlog.Criteria
		if err := json.Unmarshal(b, &again); err != nil {
			t.Fatal(err)
		}
		for i := range once {
			if again[i] != once[i] {
				t.Fatalf("%v was read back as %v", once[i], again[i])
			}
		}
	})
}
