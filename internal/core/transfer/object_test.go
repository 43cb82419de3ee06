package transfer_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

func TestJSONValues(t *testing.T) {
	t.Parallel()
	for in, n := range map[string]int{
		`[]`: 1, `{"a":1}`: 1, "{}\n{}\n{}": 3, `[1][2]`: 2, "\xEF\xBB\xBF[]": 1, "\xFF\xFE[\x00]\x00": 1, "\xFE\xFF\x00[\x00]": 1,
	} {
		v, err := transfer.File{Name: "f", Data: []byte(in)}.JSON()
		if err != nil || len(v) != n {
			t.Errorf("%q: %d values, %v; want %d", in, len(v), err, n)
		}
	}
	for _, in := range []string{"", "  \n", "[", `{"a":1}x`, "<xml/>", "\xFF\xFE["} {
		v, err := transfer.File{Data: []byte(in)}.JSON()
		if !errs.Is(err, errs.Invalid) {
			t.Errorf("%q: %v, %v", in, v, err)
		}
	}
}

func TestObjectReadsLeniently(t *testing.T) {
	t.Parallel()
	v, err := transfer.File{Data: []byte(`{"text":"a\r\nb\rc\u0000","line":" a\n b ","number":1.5,"digits":"2.5","count":7,"minus":-1,
		"yes":true,"null":null,"time":"2020-01-01T01:00:00.5+01:00","day":"2020-01-01","list":["a",1,"","a",{}],"object":{"text":"x"},"big":"1e999","inf":"inf"}`)}.JSON()
	if err != nil {
		t.Fatal(err)
	}
	o := transfer.AsObject(v[0])
	for what, got := range map[string][2]any{
		"text": {o.Text("text"), "a\nb\nc"}, "number as text": {o.Text("number"), "1.5"}, "object as text": {o.Text("object"), ""},
		"line": {o.Line("line"), "a b"}, "number": {o.Number("number"), 1.5}, "digits": {o.Number("digits"), 2.5},
		"big": {o.Number("big"), 0.0}, "inf": {o.Number("inf"), 0.0}, "text as number": {o.Number("text"), 0.0},
		"count": {o.Count("count"), int64(7)}, "minus": {o.Count("minus"), int64(0)}, "part": {o.Count("number"), int64(0)},
		"yes": {o.Flag("yes"), true}, "text as flag": {o.Flag("text"), false}, "has": {o.Has("yes"), true}, "has null": {o.Has("null"), false},
		"time": {o.At("time").String(), "2020-01-01T00:00:00.5Z"}, "day": {o.At("day").String(), "2020-01-01T00:00:00Z"},
		"no time": {o.At("text").String(), ""}, "nested": {o.Object("object").Text("text"), "x"},
		"nothing nested": {o.Object("text").Object("x").Text("y"), ""}, "no list": {len(o.List("object")), 0},
	} {
		if got[0] != got[1] {
			t.Errorf("%s is %#v, want %#v", what, got[0], got[1])
		}
	}
	if d := cmp.Diff([]string{"a", "1"}, o.Texts("list")); d != "" {
		t.Error(d)
	}
}

// What is kept is the same after it was written and read once more.
func TestPlainSurvives(t *testing.T) {
	t.Parallel()
	in := `{"a":[1,1.5,9007199254740993,123456789012345678901234567890,1e999,-0.1,true,null,"x\u0000\r\n"],"b\u0000":{}}`
	v, err := transfer.File{Data: []byte(in)}.JSON()
	if err != nil {
		t.Fatal(err)
	}
	plain := transfer.Plain(v[0])
	want := map[string]any{
		"a": []any{1.0, 1.5, "9007199254740993", "123456789012345678901234567890", "1e999", -0.1, true, nil, "x\n"},
		"b": map[string]any{},
	}
	if d := cmp.Diff(want, plain); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	b, err := json.Marshal(plain)
	if err != nil {
		t.Fatal(err)
	}
	var back any
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(plain, back); d != "" {
		t.Errorf("after a round trip:\n%s", d)
	}
}
