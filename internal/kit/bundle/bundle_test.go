package bundle_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/bundle"
	"throughline/internal/kit/errs"
)

type manifest struct {
	bundle.Head
	Entries []bundle.Entry `json:"entries"`
}

var kind = bundle.Kind{Format: "test-bundle", Version: 3, Valid: func(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz/.") == "" && !strings.Contains(name, "..") && name[0] != '/'
}}

// content is one entry to be.
type content struct {
	name  string
	plain string   // stored as it is, when there are no lines
	lines []string // without line feeds
}

// write makes a bundle, its bytes written in pieces of a size.
func write(t testing.TB, head bundle.Head, piece int, all ...content) []byte {
	t.Helper()
	var out bytes.Buffer
	w := bundle.NewWriter(&out)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range all {
		if c.lines != nil {
			begin := w.Lines(c.name)
			for _, l := range c.lines {
				e, err := begin()
				check(err)
				check(e.Line(func(b *bytes.Buffer) error {
					b.WriteString(l + "\n")
					return nil
				}))
			}
			continue
		}
		e, err := w.Store(c.name)
		check(err)
		for rest := c.plain; rest != ""; {
			n := min(piece, len(rest))
			_, err := e.Write([]byte(rest[:n]))
			check(err)
			rest = rest[n:]
		}
	}
	done, err := w.Entries()
	check(err)
	check(w.Close(manifest{head, done}))
	return out.Bytes()
}

var head = bundle.Head{Format: "test-bundle", Version: 3, WrittenBy: "1.0"}

func sample(t testing.TB) []byte {
	return write(t, head, 1<<20, content{name: "a.jsonl", lines: []string{`{"a":1}`, `{"a":2}`, ""}}, content{name: "files/x", plain: strings.Repeat("bytes ", 50)}, content{name: "files/y"})
}

func open(b []byte) (*bundle.Bundle, error) {
	return bundle.Open(bytes.NewReader(b), int64(len(b)), kind)
}

// read gives all that a bundle holds.
func read(b []byte) (string, error) {
	in, err := open(b)
	if err != nil {
		return "", err
	}
	if err := in.Check(context.Background()); err != nil {
		return "", err
	}
	var out strings.Builder
	out.Write(in.Manifest)
	for _, e := range in.Entries {
		fmt.Fprintf(&out, "== %s\n", e.Name)
		if err := in.Copy(context.Background(), e.Name, &out); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

// What goes in comes out, and how it was written does not show.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var all []content
		lines := rapid.SliceOfN(rapid.StringMatching(`[^\n]{0,40}`), 1, 20)
		for i := range rapid.IntRange(0, 4).Draw(rt, "entries") {
			name := string(rune('a' + i))
			if rapid.Bool().Draw(rt, "lined") {
				all = append(all, content{name: name, lines: lines.Draw(rt, "lines")})
			} else {
				all = append(all, content{name: name, plain: rapid.StringN(0, 200, -1).Draw(rt, "plain")})
			}
		}
		b := write(t, head, 1<<20, all...)
		if !bytes.Equal(b, write(t, head, rapid.IntRange(1, 50).Draw(rt, "piece"), all...)) {
			rt.Fatal("equal contents gave different bytes")
		}
		in, err := open(b)
		if err != nil {
			rt.Fatal(err)
		}
		for _, c := range all {
			var got []string
			if c.lines != nil {
				err = in.Lines(context.Background(), c.name, func(l []byte) error {
					got = append(got, string(l))
					return nil
				})
			} else {
				var out bytes.Buffer
				err = in.Copy(context.Background(), c.name, &out)
				got, c.lines = []string{out.String()}, []string{c.plain}
			}
			if err != nil || strings.Join(got, "\n") != strings.Join(c.lines, "\n") {
				rt.Fatalf("%s: %q, want %q (%v)", c.name, got, c.lines, err)
			}
		}
	})
}

// A bit that flips is seen, or changes nothing.
func TestEveryBitFlipped(t *testing.T) {
	t.Parallel()
	whole := sample(t)
	want, err := read(whole)
	if err != nil {
		t.Fatal(err)
	}
	harmless := 0
	for i := range whole {
		for bit := range 8 {
			b := bytes.Clone(whole)
			b[i] ^= 1 << bit
			got, err := read(b)
			switch {
			case err == nil && got != want:
				t.Errorf("bit %d of byte %d: not seen, and it reads %q", bit, i, got)
			case err == nil:
				harmless++
			case errs.KindOf(err) != errs.Invalid:
				t.Errorf("bit %d of byte %d: %v", bit, i, err)
			}
		}
	}
	if share := float64(harmless) / float64(8*len(whole)); share > 0.35 {
		t.Errorf("%.0f %% of flips are not seen", 100*share)
	}
}

func TestTruncated(t *testing.T) {
	t.Parallel()
	whole := sample(t)
	for n := range len(whole) {
		if _, err := read(whole[:n]); errs.KindOf(err) != errs.Invalid {
			t.Errorf("the first %d of %d bytes: %v", n, len(whole), err)
		}
	}
}

func TestRefusedHeads(t *testing.T) {
	t.Parallel()
	for want, h := range map[string]bundle.Head{
		"does not call itself": {Format: "other", Version: 3},
		"Use a newer program":  {Format: "test-bundle", Version: 4, WrittenBy: "9.0\x1b[2J"},
		"reads version 3":      {Format: "test-bundle", Version: 2},
	} {
		_, err := open(write(t, h, 1))
		if errs.KindOf(err) != errs.Invalid || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%+v: %v, want %q", h, err, want)
		}
	}
}

// An error in a line says where the line is, and keeps its kind.
func TestErrorsSayWhere(t *testing.T) {
	t.Parallel()
	in, err := open(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = in.Lines(context.Background(), "a.jsonl", func([]byte) error {
		if n++; n == 2 {
			return errs.Fieldf("a", "is odd")
		}
		return nil
	})
	if errs.KindOf(err) != errs.Invalid || !strings.Contains(err.Error(), "Line 2 of a.jsonl") || !strings.Contains(err.Error(), "is odd") {
		t.Errorf("got %v", err)
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if err := in.Check(ended); errs.KindOf(err) != errs.Unavailable {
		t.Errorf("a stopped check: %v", err)
	}
	if err := in.Use("files/x", func(r io.Reader) error {
		_, err := io.CopyN(io.Discard, r, 3)
		return err
	}); errs.KindOf(err) != errs.Invalid {
		t.Errorf("an entry that was not read to its end: %v", err)
	}
}

func TestSection(t *testing.T) {
	t.Parallel()
	inner := sample(t)
	outer := write(t, head, 1<<20, content{name: "a.jsonl", lines: []string{"x"}}, content{name: "inner", plain: string(inner)})
	in, err := open(outer)
	if err != nil {
		t.Fatal(err)
	}
	s, err := in.Section(bytes.NewReader(outer), "inner")
	if err != nil {
		t.Fatal(err)
	}
	got, err := bundle.Open(s, s.Size(), kind)
	if err != nil || got.Check(context.Background()) != nil {
		t.Errorf("the bundle within: %v", err)
	}
	if _, err := in.Section(bytes.NewReader(outer), "a.jsonl"); errs.KindOf(err) != errs.Invalid {
		t.Errorf("a packed entry as a section: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(sample(f))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\xff", 16) + "\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := read(b); err != nil && errs.KindOf(err) != errs.Invalid {
			t.Errorf("%v", err)
		}
	})
}
