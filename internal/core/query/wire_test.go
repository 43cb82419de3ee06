package query

import (
	"bytes"
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

// plainly writes a value by encoding/json alone.
func plainly(t *rapid.T, v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func anItem(t *rapid.T) Item {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "plain", `"quoted" \ <b>&`, "a\nb", "äöü 漢 \u2028", "\x00\x7f"}))
	i := Item{
		ID: text.Draw(t, "id"), Key: text.Draw(t, "key"), Kind: text.Draw(t, "kind"), Title: text.Draw(t, "title"), State: text.Draw(t, "state"),
		Category: record.Category(text.Draw(t, "category")), Owner: id.Ref(text.Draw(t, "owner")), Product: id.Ref(text.Draw(t, "product")),
		Rank: text.Draw(t, "rank"), Tags: rapid.SliceOf(text).Draw(t, "tags"),
		UpdatedAt:  clock.Instant(rapid.Int64Range(0, 4e15).Draw(t, "updated")),
		ArchivedAt: clock.Instant(rapid.SampledFrom([]int64{0, 1, 1_700_000_000_000_000}).Draw(t, "archived")),
		Version:    rapid.Int64().Draw(t, "version"), MoreLinks: rapid.Bool().Draw(t, "more"),
	}
	if i.Tags == nil {
		i.Tags = []string{}
	}
	value := rapid.SampledFrom([]any{nil, "x", int64(-3), 2.5, 1e30, true, []string{"a"}, map[string]any{"key": "LEND-1"}})
	i.Fields = rapid.MapOf(text, value).Draw(t, "fields")
	if rapid.Bool().Draw(t, "linked") {
		i.Links = &[]link.Tie{}
	}
	return i
}

func TestWhatIsSentIsWhatJSONWouldBe(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOfN(rapid.Custom(anItem), 0, 3).Draw(t, "items")
		if items == nil {
			items = []Item{}
		}
		list := &List{Items: items}
		if rapid.Bool().Draw(t, "more") {
			next, total := rapid.String().Draw(t, "next"), rapid.Int64().Draw(t, "total")
			list.Next, list.Total = &next, &total
		}
		board := &Board{Items: items, States: record.States("new", "todo"), More: rapid.Bool().Draw(t, "more cards")}
		for _, v := range []interface{ Wire() any }{list, board} {
			sent, ok := v.Wire().(op.JSON)
			if !ok {
				t.Fatalf("%T was not put together", v)
			}
			if got, want := string(sent)+"\n", plainly(t, v); got != want {
				t.Fatalf("sent\n%s, want\n%s", got, want)
			}
		}
	})
}
