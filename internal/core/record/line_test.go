package record_test

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Thing has a field of each sort.
type Thing struct {
	record.Record
	Count  int64           `db:"count" json:"count"`
	Maybe  *int64          `db:"maybe" json:"maybe"`
	Weight float64         `db:"weight" json:"weight"`
	Share  *float64        `db:"share" json:"share"`
	Open   bool            `db:"open" json:"open"`
	On     clock.Day       `db:"on_day" json:"on"`
	At     clock.Instant   `db:"at" json:"at"`
	Of     id.Ref          `db:"of_id" json:"of"`
	Steps  []record.State  `db:"steps" json:"steps"`
	Data   map[string]any  `db:"data" json:"data"`
	Raw    json.RawMessage `db:"raw" json:"raw"`
	Sum    int64           `db:"-" json:"sum"` // follows from others, so it is not stored
}

// Remark is a part.
type Remark struct {
	record.Part
	Text string `db:"text" json:"text"`
}

// value is anything that JSON can hold.
func value(depth int) *rapid.Generator[any] {
	plain := []*rapid.Generator[any]{
		rapid.Just[any](nil), rapid.Bool().AsAny(), rapid.String().AsAny(),
		rapid.Float64().Filter(func(f float64) bool { return !math.IsInf(f, 0) }).AsAny(),
		rapid.SampledFrom([]any{math.Copysign(0, -1), 0.1, 1e21, 5e-324, math.MaxFloat64, float64(1 << 53), "<&>\u2028"}),
	}
	if depth > 0 {
		plain = append(plain, rapid.SliceOfN(value(depth-1), 0, 3).AsAny(), rapid.MapOfN(rapid.String(), value(depth-1), 0, 3).AsAny())
	}
	return rapid.OneOf(plain...)
}

func thing(rt *rapid.T) *Thing {
	ref := rapid.Custom(func(t *rapid.T) id.Ref {
		if rapid.Bool().Draw(t, "none") {
			return ""
		}
		return id.Ref(id.Of(rapid.String().Draw(t, "ref")))
	})
	instant := rapid.Custom(func(t *rapid.T) clock.Instant {
		return clock.Instant(rapid.Int64Range(-62_000_000_000_000_000, 250_000_000_000_000_000).Draw(t, "instant"))
	})
	v := &Thing{
		Count: rapid.Int64().Draw(rt, "count"), Weight: rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 0.1, -1e300, 5e-324}).Draw(rt, "weight"),
		Open: rapid.Bool().Draw(rt, "open"), On: clock.Day(rapid.SampledFrom([]string{"", "2026-02-28"}).Draw(rt, "on")), At: instant.Draw(rt, "at"), Of: ref.Draw(rt, "of"),
		Data: rapid.MapOfN(rapid.String(), value(2), 0, 4).Draw(rt, "data"), Raw: json.RawMessage(`{"a":[1.50,"\u003c"]}`),
	}
	if rapid.Bool().Draw(rt, "set") {
		n, f := rapid.Int64().Draw(rt, "maybe"), math.Copysign(0, -1)
		v.Maybe, v.Share = &n, &f
		v.Steps = []record.State{{Name: rapid.String().Draw(rt, "step"), Category: record.Doing}}
		v.Tags = rapid.SliceOfN(rapid.String(), 0, 3).Draw(rt, "tags")
	}
	v.ID, v.Product, v.CreatedBy, v.Owner = id.Of("thing"), ref.Draw(rt, "product"), ref.Draw(rt, "by"), ref.Draw(rt, "owner")
	v.CreatedAt, v.UpdatedAt, v.Version, v.Num = instant.Draw(rt, "made"), instant.Draw(rt, "changed"), rapid.Int64Min(0).Draw(rt, "version"), rapid.Int64Min(0).Draw(rt, "num")
	v.Title, v.Body = rapid.String().Draw(rt, "title"), rapid.String().Draw(rt, "body")
	v.Custom = rapid.MapOfN(rapid.StringMatching(`[a-z]{1,3}`), value(1), 0, 3).Draw(rt, "custom")
	return v
}

func line(t rapid.TB, of *record.Type, v record.Thing) string {
	t.Helper()
	var b bytes.Buffer
	if err := of.Line(&b, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A line read back is the same thing, and gives the same line.
func TestLineAndBack(t *testing.T) {
	t.Parallel()
	of := record.Of[Thing]()
	rapid.Check(t, func(rt *rapid.T) {
		v := thing(rt)
		first := line(rt, of, v)
		if strings.Count(first, "\n") != 1 || strings.Contains(first, `:-0,`) || strings.Contains(first, `:-0}`) {
			rt.Errorf("not one line, or a zero with a sign: %s", first)
		}
		back, err := of.Read([]byte(first))
		if err != nil {
			rt.Fatalf("%v: %s", err, first)
		}
		if second := line(rt, of, back); second != first {
			rt.Errorf("%s\nbecomes\n%s", first, second)
		}
		diff, err := of.Shape.Diff(v, back)
		if err != nil || len(diff) > 0 {
			rt.Errorf("what comes back differs: %s %v", diff, err)
		}
		if b := back.(*Thing); b.Num != v.Num || b.Version != v.Version || b.UpdatedAt != v.UpdatedAt {
			rt.Errorf("num %d, version %d, updated %v come back as %d, %d, %v", v.Num, v.Version, v.UpdatedAt, b.Num, b.Version, b.UpdatedAt)
		}
	})
}

func TestLinesThatAreRefused(t *testing.T) {
	t.Parallel()
	ok := `"id":"01kjpwd6m0p39ndear90ss6588"`
	for text, field := range map[string]string{
		`{` + ok + `,"surprise":1}`:       "surprise",
		`{` + ok + `,"sum":1}`:            "sum",
		`{` + ok + `,"workspace_id":"x"}`: "workspace_id",
		`{` + ok + `,"num":-1}`:           "num",
		`{` + ok + `,"count":"1"}`:        "count",
		`{` + ok + `,"at":"yesterday"}`:   "at",
		`{` + ok + `,"of":"../../x"}`:     "of",
		`{` + ok + `,"product":"LEND"}`:   "product",
		`{"id":"../../../etc/passwd"}`:    "id",
		`{}`:                              "id",
	} {
		_, err := record.Of[Thing]().Read([]byte(text))
		if errs.KindOf(err) != errs.Invalid || !strings.Contains(err.Error(), field+": ") {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := record.Of[Thing]().Read([]byte(`[1`)); errs.KindOf(err) != errs.Invalid {
		t.Errorf("no object: %v", err)
	}
	if _, err := record.Of[Remark]().Read([]byte(`{` + ok + `,"num":1}`)); errs.KindOf(err) != errs.Invalid {
		t.Errorf("a part with a number: %v", err)
	}
}

// Fields that an older version did not write stay empty.
func TestLineWithoutFields(t *testing.T) {
	t.Parallel()
	v, err := record.Of[Remark]().Read([]byte(`{"id":"01kjpwd6m0p39ndear90ss6588","record":"01kjpwd6m0p39ndear90ss6589"}`))
	if err != nil {
		t.Fatal(err)
	}
	if r := v.(*Remark); r.Text != "" || r.Record != "01kjpwd6m0p39ndear90ss6589" {
		t.Errorf("got %+v", r)
	}
}

// A zero is written without its sign, wherever in a thing it stands.
func TestUnsign(t *testing.T) {
	t.Parallel()
	none, some := math.Copysign(0, -1), -1.5
	v := &Thing{Weight: none, Share: &none, Data: map[string]any{"a": []any{none, some}}}
	record.Of[Thing]().Unsign(v)
	inner := v.Data["a"].([]any)
	if math.Signbit(v.Weight) || math.Signbit(*v.Share) || math.Signbit(inner[0].(float64)) || inner[1] != some {
		t.Errorf("got %v, %v, %v", v.Weight, *v.Share, inner)
	}
}
