package patch_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
)

type base struct {
	ID    string   `db:"id" json:"id"`
	Title string   `db:"title" json:"title" by:"*" v:"required,max=20"`
	Tags  []string `db:"tags" json:"tags" by:"*"`
}

type step struct {
	Text string `json:"text"`
	Met  bool   `json:"met"`
}

// sample has a field of every sort that records have.
type sample struct {
	base
	Owner   id.Ref         `db:"owner" json:"owner" by:"*" ref:"member"`
	Due     clock.Day      `db:"due" json:"due" by:"*" v:"day"`
	DoneAt  clock.Instant  `db:"done_at" json:"doneAt"`
	Size    *float64       `db:"size" json:"size" by:"size.set" v:"min=0,max=100"`
	Reach   *int64         `db:"reach" json:"reach" by:"*"`
	Count   int64          `db:"count" json:"count" by:"*" v:"min=-5"`
	Share   float64        `db:"share" json:"share" by:"*"`
	Hidden  bool           `db:"hidden" json:"hidden" by:"*"`
	Horizon string         `db:"horizon" json:"horizon" by:"*" v:"enum=now|next|later"`
	Steps   []step         `db:"steps" json:"steps" by:"*" v:"max=3"`
	Custom  map[string]any `db:"custom" json:"custom" by:"*"`
	Updated clock.Instant  `db:"updated" json:"updated" diff:"-"`
	Inner   string         `db:"inner" json:"-"`
}

var shape = patch.For[sample]()

func text() *rapid.Generator[string] { return rapid.StringN(0, 8, -1) }

func optional[T any](t *rapid.T, g *rapid.Generator[T], label string) *T {
	if rapid.Bool().Draw(t, label+" set") {
		v := g.Draw(t, label)
		return &v
	}
	return nil
}

// samples draws values that differ in few fields or in many.
func samples() *rapid.Generator[*sample] {
	values := rapid.OneOf(
		rapid.Map(text(), func(s string) any { return s }),
		rapid.Map(rapid.Float64Range(-1e9, 1e9), func(f float64) any { return f }),
		rapid.Map(rapid.Bool(), func(b bool) any { return b }),
		rapid.Map(rapid.SliceOfN(text(), 1, 3), func(s []string) any {
			list := make([]any, len(s))
			for i := range s {
				list[i] = s[i]
			}
			return list
		}),
	)
	return rapid.Custom(func(t *rapid.T) *sample {
		s := &sample{}
		s.Title = text().Draw(t, "title")
		s.Tags = rapid.SliceOfN(text(), 0, 3).Draw(t, "tags")
		s.Owner = id.Ref(rapid.SampledFrom([]string{"", "ana", "ben"}).Draw(t, "owner"))
		s.Due = clock.Day(rapid.SampledFrom([]string{"", "2026-03-01", "2026-12-31"}).Draw(t, "due"))
		s.DoneAt = clock.Instant(rapid.SampledFrom([]int64{0, 1, 1_767_225_600_000_000}).Draw(t, "done"))
		s.Size = optional(t, rapid.Float64Range(-10, 200), "size")
		s.Reach = optional(t, rapid.Int64Range(-1<<50, 1<<50), "reach")
		s.Count = rapid.Int64Range(-3, 3).Draw(t, "count")
		s.Share = rapid.SampledFrom([]float64{0, 0.1, -1.5, 1e300}).Draw(t, "share")
		s.Hidden = rapid.Bool().Draw(t, "hidden")
		s.Horizon = rapid.SampledFrom([]string{"", "now", "later"}).Draw(t, "horizon")
		s.Steps = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) step {
			return step{text().Draw(t, "text"), rapid.Bool().Draw(t, "met")}
		}), 0, 3).Draw(t, "steps")
		s.Custom = rapid.MapOfN(rapid.SampledFrom([]string{"", "a", "b", "a.b", "ü"}), values, 0, 4).Draw(t, "custom")
		return s
	})
}

// alike says what two samples differ in; an empty list is the same as none.
func alike(a, b *sample) string {
	return cmp.Diff(a, b, cmpopts.EquateEmpty(), cmp.AllowUnexported(sample{}))
}

func diff(t *rapid.T, a, b *sample) patch.Diff {
	d, err := shape.Diff(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func apply(t *rapid.T, to sample, d patch.Diff) *sample {
	if err := shape.Apply(&to, d); err != nil {
		t.Fatalf("%v of %v", err, d)
	}
	return &to
}

// TestDiffLeadsThereAndBack: what a diff says is what has to be done, and its
// inverse takes that back, also after both were stored as JSON.
func TestDiffLeadsThereAndBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := samples().Draw(t, "a"), samples().Draw(t, "b"), samples().Draw(t, "c")
		d := diff(t, a, b)
		raw, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var stored patch.Diff
		if err := json.Unmarshal(raw, &stored); err != nil {
			t.Fatal(err)
		}
		keep := *a
		there := apply(t, *a, stored)
		if miss := alike(there, b); miss != "" {
			t.Fatalf("a with the diff is not b: %s", miss)
		}
		if miss := alike(apply(t, *there, stored.Inverse()), a); miss != "" {
			t.Fatalf("b with the inverse is not a: %s", miss)
		}
		if miss := alike(apply(t, *apply(t, *b, diff(t, b, c)), diff(t, b, c).Inverse()), b); miss != "" {
			t.Fatalf("there and back is not where it began: %s", miss)
		}
		if miss := alike(a, &keep); miss != "" {
			t.Fatalf("a copy was changed, and the original with it: %s", miss)
		}
	})
}

// TestInverse: twice is nothing, and it is the diff the other way round.
func TestInverse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := samples().Draw(t, "a"), samples().Draw(t, "b")
		d := diff(t, a, b)
		if miss := cmp.Diff(d, d.Inverse().Inverse()); miss != "" {
			t.Fatalf("inverted twice: %s", miss)
		}
		if miss := cmp.Diff(diff(t, b, a), d.Inverse()); miss != "" {
			t.Fatalf("the other way round: %s", miss)
		}
		if d := diff(t, a, a); len(d) != 0 {
			t.Fatalf("a differs from itself: %v", d)
		}
		for name, c := range d {
			if string(c[0]) == string(c[1]) {
				t.Fatalf("%s is said to have changed from %s to %s", name, c[0], c[1])
			}
		}
		names := d.Names()
		if !slices.IsSorted(names) || len(names) != len(d) {
			t.Fatalf("names %q of %v", names, d)
		}
	})
}

// TestDiffFromNothing: a new thing's diff makes it from nothing.
func TestDiffFromNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := samples().Draw(t, "a")
		made, err := shape.Diff(nil, a)
		if err != nil {
			t.Fatal(err)
		}
		if miss := alike(apply(t, sample{}, made), a); miss != "" {
			t.Fatalf("made from nothing: %s", miss)
		}
		gone, err := shape.Diff(a, nil)
		if err != nil {
			t.Fatal(err)
		}
		if miss := cmp.Diff(made.Inverse(), gone); miss != "" {
			t.Fatalf("making taken back is not taking away: %s", miss)
		}
	})
}

// TestOwnEntries: two people who set different entries of a map, or different
// fields, do not undo each other.
func TestOwnEntries(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, mine, hers := samples().Draw(t, "a"), samples().Draw(t, "mine"), samples().Draw(t, "hers")
		d, e := diff(t, a, mine), diff(t, a, hers)
		for name := range d {
			delete(e, name)
		}
		both := apply(t, *apply(t, *a, d), e)
		other := apply(t, *apply(t, *a, e), d)
		if miss := alike(both, other); miss != "" {
			t.Fatalf("the order of changes of different fields matters: %s", miss)
		}
		if miss := alike(apply(t, *both, e.Inverse()), apply(t, *a, d)); miss != "" {
			t.Fatalf("hers taken back is not mine alone: %s", miss)
		}
	})
}

func everything(patch.Field) bool { return true }

// TestMergeOfItself: a thing's own JSON, merged into it, changes nothing.
func TestMergeOfItself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := samples().Draw(t, "a")
		raw, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var body map[string]json.RawMessage
		if err := json.Unmarshal(raw, &body); err != nil {
			t.Fatal(err)
		}
		after := *a
		var list errs.List
		shape.Merge(&after, body, everything, &list)
		if err := list.Err(); err != nil {
			t.Fatal(err)
		}
		if d := diff(t, a, &after); len(d) != 0 {
			t.Fatalf("changed %v", d)
		}
	})
}

func TestMerge(t *testing.T) {
	t.Parallel()
	two := 2.0
	for _, c := range []struct {
		name, body, wrong string
		want              func(*sample)
	}{
		{"nothing", `{}`, "", func(*sample) {}},
		{"one field", `{"title":"new"}`, "", func(s *sample) { s.Title = "new" }},
		{"null clears", `{"title":null,"tags":null,"size":null,"owner":null,"due":null,"custom":null}`, "", func(s *sample) {
			s.Title, s.Tags, s.Size, s.Owner, s.Due, s.Custom = "", nil, nil, "", "", nil
		}},
		{"an entry", `{"custom":{"a":7}}`, "", func(s *sample) { s.Custom["a"] = 7.0 }},
		{"an entry goes", `{"custom":{"a":null}}`, "", func(s *sample) { delete(s.Custom, "a") }},
		{"a list is replaced", `{"tags":["z"]}`, "", func(s *sample) { s.Tags = []string{"z"} }},
		{"unknown", `{"titel":"x"}`, "titel", nil},
		{"near by", `{"doneat":"x"}`, `did you mean "doneAt"?`, nil},
		{"not written by people", `{"id":"x"}`, "cannot be set", nil},
		{"no day", `{"due":"next week"}`, "must be a day like 2026-03-01", nil},
		{"wrong type", `{"count":"many","hidden":1,"size":"x","title":5,"custom":[],"tags":"x"}`, "must be", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := &sample{Owner: "ana", Due: "2026-03-01", Size: &two, Custom: map[string]any{"a": 1.0, "b": 2.0}}
			s.Title, s.Tags = "old", []string{"x", "y"}
			want := *s
			want.Custom = map[string]any{"a": 1.0, "b": 2.0}
			var body map[string]json.RawMessage
			if err := json.Unmarshal([]byte(c.body), &body); err != nil {
				t.Fatal(err)
			}
			var list errs.List
			shape.Merge(s, body, func(f patch.Field) bool { return f.By != "" }, &list)
			if c.wrong != "" {
				if err := list.Err(); err == nil || !strings.Contains(err.Error(), c.wrong) || len(list.Fields) != len(body) {
					t.Errorf("%v; want one message for each of %s that says %q", err, c.body, c.wrong)
				}
				return
			}
			c.want(&want)
			if miss := alike(s, &want); miss != "" || list.Err() != nil {
				t.Errorf("%s %v", miss, list.Err())
			}
		})
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	full := func(change func(*sample)) *sample {
		s := &sample{}
		s.Title = "title"
		change(s)
		return s
	}
	num := func(f float64) *float64 { return &f }
	for name, c := range map[string]struct {
		s     *sample
		wrong []string
	}{
		"well":               {full(func(*sample) {}), nil},
		"nothing":            {&sample{}, []string{"title"}},
		"only space":         {full(func(s *sample) { s.Title = " \t" }), []string{"title"}},
		"as long as may be":  {full(func(s *sample) { s.Title = "äöüäöüäöüäöüäöüäöüäö" }), nil},
		"too long":           {full(func(s *sample) { s.Title = "äöüäöüäöüäöüäöüäöüäöü" }), []string{"title"}},
		"not text":           {full(func(s *sample) { s.Title = "a\x00b" }), []string{"title"}},
		"not unicode":        {full(func(s *sample) { s.Title = "a\xff" }), []string{"title"}},
		"not text in a list": {full(func(s *sample) { s.Tags = []string{"a", "a\x00b"} }), []string{"tags"}},
		"not text in a map":  {full(func(s *sample) { s.Custom = map[string]any{"a": []any{map[string]any{"b": "\x00"}}} }), []string{"custom"}},
		"no text for a name": {full(func(s *sample) { s.Custom = map[string]any{"\x00": true} }), []string{"custom"}},
		"no day":             {full(func(s *sample) { s.Due = "2026-02-30" }), []string{"due"}},
		"below":              {full(func(s *sample) { s.Size, s.Count = num(-0.5), -6 }), []string{"count", "size"}},
		"above":              {full(func(s *sample) { s.Size = num(100.5) }), []string{"size"}},
		"at the ends":        {full(func(s *sample) { s.Size, s.Count = num(0), -5 }), nil},
		"not in the list":    {full(func(s *sample) { s.Horizon = "never" }), []string{"horizon"}},
		"too many":           {full(func(s *sample) { s.Steps = make([]step, 4) }), []string{"steps"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var list errs.List
			shape.Check(c.s, &list)
			var got []string
			for _, f := range list.Fields {
				got = append(got, f.Field)
			}
			slices.Sort(got)
			if !slices.Equal(got, c.wrong) {
				t.Errorf("complains of %v, want %v", list.Fields, c.wrong)
			}
		})
	}
}

func TestShape(t *testing.T) {
	t.Parallel()
	f, ok := shape.Field("title")
	if !ok || !f.Base || f.Col != "title" || f.By != "*" || f.Type != reflect.TypeFor[string]() || f.Label != "Title" {
		t.Errorf("title: %+v", f)
	}
	if f, _ := shape.Field("doneAt"); f.Base || f.Label != "Done at" || f.By != "" {
		t.Errorf("doneAt: %+v", f)
	}
	for _, name := range []string{"Inner", "inner", "-", "base"} {
		if f, ok := shape.Field(name); ok {
			t.Errorf("%s is a field: %+v", name, f)
		}
	}
	if patch.Of(reflect.TypeFor[*sample]()) != shape {
		t.Error("a pointer's shape is another")
	}
	if err := shape.Apply(&sample{}, patch.Diff{"colour": {nil, json.RawMessage(`"red"`)}}); err == nil {
		t.Error("a diff of another type was applied")
	}
}

func TestBadTags(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("a rule that nobody knows was let pass")
		}
	}()
	patch.For[struct {
		A string `json:"a" v:"loud"`
	}]()
}

// FuzzMerge sends any JSON into a thing: it must not panic, and what comes out
// can be written down and read again.
func FuzzMerge(f *testing.F) {
	for _, s := range []string{`{}`, `{"title":"x","custom":{"a":{"b":[1]}}}`, `{"size":1e400}`, `{"steps":[{"text":1}]}`, `{"due":"x","doneAt":"2026-03-01T09:00:00Z"}`, `{"reach":1.5}`, `null`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		var body map[string]json.RawMessage
		if json.Unmarshal([]byte(raw), &body) != nil {
			return
		}
		s := &sample{}
		var list errs.List
		shape.Merge(s, body, everything, &list)
		made, err := shape.Diff(nil, s)
		if err != nil {
			t.Fatalf("%s gives %+v, which cannot be written: %v", raw, s, err)
		}
		again := &sample{}
		if err := shape.Apply(again, made); err != nil {
			t.Fatalf("%s gives %v, which cannot be read: %v", raw, made, err)
		}
		if d, err := shape.Diff(s, again); err != nil || len(d) > 0 {
			t.Fatalf("%s: written and read it differs in %v (%v)", raw, d, err)
		}
	})
}
