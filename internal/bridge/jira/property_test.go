package jira

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/core/transfer"
)

// Every row with a key lands with its title and comments, whatever stands
// between them and in whatever order they come; the others are reported.
func TestEveryRowLandsOrIsReported(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringOfN(rapid.SampledFrom([]rune("ab ,;\"\né中")), 1, 12, -1)
		want := map[string]string{}
		said := 0
		var rows [][]string
		for i := range rapid.IntRange(1, 15).Draw(t, "issues") {
			key := fmt.Sprintf("ABC-%d", i+1)
			summary := words.Draw(t, "summary")
			want[key] = title(summary, key)
			row := []string{summary, key, "", ""}
			for c := range rapid.IntRange(0, 2).Draw(t, "comments") {
				row[2+c] = "17/Jul/23 1:09 PM;someone;" + words.Draw(t, "comment")
				said++
			}
			rows = append(rows, row)
		}
		lost := rapid.IntRange(0, 3).Draw(t, "rows without a key")
		for range lost {
			rows = append(rows, []string{"lost", "", "", ""})
		}
		rows = rapid.Permutation(rows).Draw(t, "order")
		var b strings.Builder
		w := csv.NewWriter(&b)
		if err := w.WriteAll(append([][]string{{"Summary", "Issue key", "Comment", "Comment"}}, rows...)); err != nil {
			t.Fatal(err)
		}
		s, err := ReadCSV([]transfer.File{{Name: "x.csv", Data: []byte(b.String())}})
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Items) != len(want) || len(s.Comments) != said || (lost > 0) != (len(s.Problems) > 0) {
			t.Fatalf("%d issues of %d, %d comments of %d, problems %v\n%s", len(s.Items), len(want), len(s.Comments), said, s.Problems, b.String())
		}
		for _, it := range s.Items {
			if it.Title != want[it.ID] {
				t.Fatalf("%s is %q, want %q", it.ID, it.Title, want[it.ID])
			}
		}
	})
}
