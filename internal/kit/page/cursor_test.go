package page_test

import (
	"encoding/base64"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/page"
)

func sample() page.Cursor {
	return page.Cursor{
		Of: page.MarkOf("records", "state:ready"),
		Values: []page.Value{
			page.String("zürich"), page.String(""), page.Int(math.MinInt64), page.Int(7),
			page.Float(-0.5), page.Float(math.Inf(1)), page.Bool(true), page.Bool(false), page.Null(),
		},
		ID: "01hfqz",
	}
}

func TestCursorRoundTrip(t *testing.T) {
	t.Parallel()
	for _, want := range []page.Cursor{{}, {ID: "x"}, sample()} {
		got, err := page.Decode(want.Encode())
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v; want %+v", got, err, want)
		}
	}
	if s := (page.Cursor{Values: []page.Value{page.Int(5)}, ID: "01hfqz0000000000000000000k"}).Encode(); len(s) > 48 {
		t.Errorf("%d bytes is not compact: %s", len(s), s)
	}
}

func TestValueAny(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		v    page.Value
		any  any
		text string
	}{
		{page.String("a"), "a", `"a"`},
		{page.Int(-3), int64(-3), "-3"},
		{page.Float(0.25), 0.25, "0.25"},
		{page.Bool(true), true, "true"},
		{page.Bool(false), false, "false"},
		{page.Null(), nil, "null"},
		{page.Float(math.NaN()), nil, "null"},
	} {
		if c.v.Any() != c.any || c.v.String() != c.text || c.v.IsNull() != (c.any == nil) {
			t.Errorf("%#v gives %#v and %s", c.v, c.v.Any(), c.v)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	good := sample().Encode()
	raw, _ := base64.RawURLEncoding.DecodeString(good)
	with := func(at int, b byte) string {
		c := append([]byte(nil), raw...)
		c[at] = b
		return base64.RawURLEncoding.EncodeToString(c)
	}
	wide := page.Cursor{Values: make([]page.Value, page.Widest+1)}
	for name, s := range map[string]string{
		"empty":            "",
		"not base64":       "a cursor",
		"padded":           good + "=",
		"line break":       good[:8] + "\n" + good[8:],
		"cut short":        good[:len(good)-4],
		"too much":         base64.RawURLEncoding.EncodeToString(append(raw, 0)),
		"other version":    with(0, 2),
		"too many values":  with(5, 200),
		"unknown kind":     with(6, 9),
		"long string":      with(7, 0xff),
		"too wide":         wide.Encode(),
		"too long":         page.Cursor{ID: strings.Repeat("x", page.Longest)}.Encode(),
		"NUL":              page.Cursor{ID: "a\x00b"}.Encode(),
		"not UTF-8":        page.Cursor{Values: []page.Value{page.String("\xff")}}.Encode(),
		"NaN":              base64.RawURLEncoding.EncodeToString([]byte{1, 0, 0, 0, 0, 1, 3, 0x7f, 0xf8, 0, 0, 0, 0, 0, 1, 0}),
		"padded varint":    base64.RawURLEncoding.EncodeToString([]byte{1, 0, 0, 0, 0, 1, 2, 0x80, 0x00, 0}),
		"unending varint":  base64.RawURLEncoding.EncodeToString(append([]byte{1, 0, 0, 0, 0, 1, 2}, strings.Repeat("\x80", 20)...)),
		"string of 2^63":   base64.RawURLEncoding.EncodeToString([]byte{1, 0, 0, 0, 0, 1, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1}),
		"length and end":   base64.RawURLEncoding.EncodeToString([]byte{1, 0, 0, 0, 0, 0}),
		"only the version": base64.RawURLEncoding.EncodeToString([]byte{1}),
	} {
		c, err := page.Decode(s)
		e := errs.Public(err)
		if err == nil || e.Kind != errs.Invalid || e.Fields[0].Field != "cursor" {
			t.Errorf("%s: %+v, %v", name, c, err)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	c := page.Cursor{Of: page.MarkOf("a", "b")}
	if err := c.Check(page.MarkOf("a", "b")); err != nil {
		t.Errorf("own list: %v", err)
	}
	for _, other := range []page.Mark{page.MarkOf("ab"), page.MarkOf("b", "a"), page.MarkOf("a", "b", ""), 0} {
		if err := c.Check(other); !errs.Is(err, errs.Invalid) {
			t.Errorf("list %v: %v", other, err)
		}
	}
}

func TestResume(t *testing.T) {
	t.Parallel()
	of := page.MarkOf("list")
	like := []page.Value{page.String(""), page.Int(0), page.Bool(true)}
	encode := func(of page.Mark, values ...page.Value) string {
		return page.Cursor{Of: of, Values: values, ID: "x"}.Encode()
	}
	for name, s := range map[string]string{
		"of the same kinds": encode(of, page.String("a"), page.Int(5), page.Bool(true)),
		"the other bool":    encode(of, page.String("a"), page.Int(5), page.Bool(false)),
		"with nulls":        encode(of, page.Null(), page.Null(), page.Null()),
	} {
		if c, err := page.Resume(s, of, like...); err != nil || c.ID != "x" {
			t.Errorf("%s: %+v, %v", name, c, err)
		}
	}
	for name, s := range map[string]string{
		"no cursor":       "x",
		"of another list": encode(page.MarkOf("other"), like...),
		"too few values":  encode(of, page.String("a"), page.Int(5)),
		"another kind":    encode(of, page.Int(1), page.Int(5), page.Bool(true)),
		"a float for int": encode(of, page.String("a"), page.Float(5), page.Bool(true)),
		"a bool for text": encode(of, page.Bool(true), page.Int(5), page.Bool(true)),
	} {
		if c, err := page.Resume(s, of, like...); !errs.Is(err, errs.Invalid) || c.ID != "" {
			t.Errorf("%s: %+v, %v", name, c, err)
		}
	}
}

func value() *rapid.Generator[page.Value] {
	text := rapid.String().Filter(func(s string) bool { return !strings.Contains(s, "\x00") })
	return rapid.OneOf(
		rapid.Just(page.Null()),
		rapid.Map(rapid.Bool(), page.Bool),
		rapid.Map(rapid.Int64(), page.Int),
		rapid.Map(rapid.Float64(), page.Float),
		rapid.Map(text, page.String),
	)
}

func TestCursorProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := page.Cursor{
			Of:     page.Mark(rapid.Uint32().Draw(t, "of")),
			Values: rapid.SliceOfN(value(), 1, page.Widest).Draw(t, "values"),
			ID:     rapid.StringMatching(`[0-9a-z]{0,26}`).Draw(t, "id"),
		}
		got, err := page.Decode(want.Encode())
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, %v; want %+v", got, err, want)
		}
	})
}

// FuzzDecode holds that whatever is accepted is exactly what Encode writes.
func FuzzDecode(f *testing.F) {
	f.Add("")
	f.Add(sample().Encode())
	f.Add(page.Cursor{ID: "x"}.Encode())
	f.Add("AQAAAAABAoCAgICAgICAgICAgA")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := page.Decode(s)
		if err != nil {
			if !errs.Is(err, errs.Invalid) {
				t.Fatalf("Decode(%q): %v", s, err)
			}
			return
		}
		if c.Encode() != s {
			t.Fatalf("Decode(%q) = %+v, which is written %q", s, c, c.Encode())
		}
	})
}
