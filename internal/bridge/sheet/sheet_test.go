package sheet

import (
	"encoding/csv"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"throughline/internal/core/transfer"
)

func read(text string) *Table { return Read(transfer.File{Name: "t.csv", Data: []byte(text)}) }

func cells(t *Table) [][]string {
	var all [][]string
	for _, r := range t.Rows {
		all = append(all, r.Cells)
	}
	return all
}

func TestRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       [][]string
	}{
		{"plain", "a,b\n1,2\n", [][]string{{"a", "b"}, {"1", "2"}}},
		{"no last line end", "a,b\n1,2", [][]string{{"a", "b"}, {"1", "2"}}},
		{"byte-order mark", "\uFEFFa,b\n1,2", [][]string{{"a", "b"}, {"1", "2"}}},
		{"CRLF", "a,b\r\n1,\"x\r\ny\"\r\n", [][]string{{"a", "b"}, {"1", "x\ny"}}},
		{"lone CR", "a,b\r1,2\r", [][]string{{"a", "b"}, {"1", "2"}}},
		{"semicolon", "a;b\n1,5;2\n", [][]string{{"a", "b"}, {"1,5", "2"}}},
		{"semicolon, commas in the header", "a, b;c\n1, 2;3\n4, 5;6", [][]string{{"a, b", "c"}, {"1, 2", "3"}, {"4, 5", "6"}}},
		{"tab", "a\tb\n1,2\t3\n", [][]string{{"a", "b"}, {"1,2", "3"}}},
		{"declared", "sep=;\na;b\n1;2", [][]string{{"a", "b"}, {"1", "2"}}},
		{"one column", "a\n1\n", [][]string{{"a"}, {"1"}}},
		{"quotes", "\"a\"\"b\",\"c,d\"\n\"\",x\n", [][]string{{`a"b`, "c,d"}, {"", "x"}}},
		{"blank after quote", "\"a\" ,b\n", [][]string{{"a", "b"}}},
		{"lone quote in a plain cell", "5\" disk,b\n", [][]string{{`5" disk`, "b"}}},
		{"lone quote in a quoted cell", "a,b\n\"say \"hi\" now\",2\n3,4\n", [][]string{{"a", "b"}, {`say "hi" now`, "2"}, {"3", "4"}}},
		{"short and long rows", "a,b\n1\n1,2,3\n", [][]string{{"a", "b"}, {"1"}, {"1", "2", "3"}}},
		{"ends with a separator", "a,b\n1,", [][]string{{"a", "b"}, {"1", ""}}},
		{"blank rows", "a,b\n\n,\n \n1,2\n", [][]string{{"a", "b"}, {"1", "2"}}},
		{"repeated headers", "a,a,a\n1,2,3", [][]string{{"a", "a", "a"}, {"1", "2", "3"}}},
		{"NUL", "a,b\n1\x00,2", [][]string{{"a", "b"}, {"1", "2"}}},
		{"nothing", "", nil},
		{"only line ends", "\n\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := read(c.text)
			if !reflect.DeepEqual(cells(got), c.want) || len(got.Problems) > 0 {
				t.Errorf("got %q, problems %v; want %q", cells(got), got.Problems, c.want)
			}
		})
	}
}

func TestRowsSayWhereTheyStand(t *testing.T) {
	t.Parallel()
	got := read("a,b\n1,\"x\ny\nz\"\n2,3\n\n4,5\n")
	var places []string
	for _, r := range got.Rows {
		places = append(places, r.Place())
	}
	want := []string{"row 1", "row 2", "row 3 (line 5)", "row 5 (line 7)"}
	if !reflect.DeepEqual(places, want) {
		t.Errorf("got %q, want %q", places, want)
	}
}

func TestOpenQuotes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       [][]string
		where      string
	}{
		{"to the end", "a,b\n1,\"open\n2,3\n4,5\n", [][]string{{"a", "b"}, {"2", "3"}, {"4", "5"}}, "row 2"},
		{"up to the next quote", "a,b\n1,\"open\n2,\"x\"\n4,5\n", [][]string{{"a", "b"}, {"2", "x"}, {"4", "5"}}, "row 2"},
		{"first cell", "a,b\n\"open,1\n\"k\",\"x\"\n4,5\n", [][]string{{"a", "b"}, {"k", "x"}, {"4", "5"}}, "row 2"},
		{"after a cell of several lines", "a,b\n\"x\ny\",\"open\n4,5\n", [][]string{{"a", "b"}, {"4", "5"}}, "row 2"},
		{"last row", "a,b\n4,5\n1,\"open", [][]string{{"a", "b"}, {"4", "5"}}, "row 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := read(c.text)
			if !reflect.DeepEqual(cells(got), c.want) {
				t.Errorf("got %q, want %q", cells(got), c.want)
			}
			if len(got.Problems) != 1 || got.Problems[0].Where != c.where || !strings.Contains(got.Problems[0].What, "not closed") {
				t.Errorf("problems %v, want one at %s", got.Problems, c.where)
			}
		})
	}
}

// A file of nothing but open quotes must not cost the square of its size.
func TestOpenQuotesAreBounded(t *testing.T) {
	t.Parallel()
	text := "a,b\n\"x" + strings.Repeat("\"\"x\n", 50_000) + "1,2\n"
	s := newScanner(text, ',')
	read, steps := 0, 0
	for s.more() {
		before := s.spare
		s.record()
		read += before - s.spare
		steps++
	}
	if read > 10*len(text)+2<<20 {
		t.Errorf("%d bytes were read in vain for a file of %d", read, len(text))
	}
	if steps > 100_000 {
		t.Errorf("%d records in a file of 50,000 lines", steps)
	}
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	wide := func(s string, little bool) []byte {
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			if little {
				b = append(b, byte(u), byte(u>>8))
			} else {
				b = append(b, byte(u>>8), byte(u))
			}
		}
		return b
	}
	french := "Clé,État\nÀ-1,déjà vu\n"
	for _, c := range []struct {
		name     string
		data     []byte
		encoding string
		want     string
		bad      int
	}{
		{"utf-8", []byte(french), "utf-8", french, 0},
		{"utf-8 with mark", []byte("\uFEFF" + french), "utf-8", french, 0},
		{"utf-16le with mark", wide("\uFEFF"+french, true), "utf-16le", french, 0},
		{"utf-16be with mark", wide("\uFEFF"+french, false), "utf-16be", french, 0},
		{"utf-16le", wide(french, true), "utf-16le", french, 0},
		{"utf-16be", wide(french, false), "utf-16be", french, 0},
		{"utf-16le, no Latin text", wide("键,状态\n一,二\n", true), "utf-16le", "键,状态\n一,二\n", 0},
		{"windows-1252", []byte("R\xe9sum\xe9,\xc9tat\n\x93Caf\xe9\x94 \x96 d\xe9j\xe0 vu,l\x92\xe9t\xe9"), "windows-1252", "Résumé,État\n“Café” – déjà vu,l’été", 0},
		{"macintosh", []byte("R\x8esum\x8e,\x83tat\r\xd2Caf\x8e\xd3 \xd0 d\x8ej\x88 vu,l\xd5\x8et\x8e"), "macintosh", "Résumé,État\r“Café” – déjà vu,l’été", 0},
		{"German in windows-1252", []byte("Schl\xfcssel;F\xe4lligkeit\nGr\xf6\xdfe;\x80 5"), "windows-1252", "Schlüssel;Fälligkeit\nGröße;€ 5", 0},
		{"German in macintosh", []byte("Schl\x9fssel;F\x8alligkeit\rGr\x9a\xa7e"), "macintosh", "Schlüssel;Fälligkeit\rGröße", 0},
		{"utf-8 with a broken emoji", []byte("Clé,État\ndéjà \xf0\x9f ok\n"), "utf-8", "Clé,État\ndéjà \uFFFD\uFFFD ok\n", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text, encoding, bad := Text(c.data)
			if text != c.want || encoding != c.encoding || bad != c.bad {
				t.Errorf("got %q in %s (%d bad); want %q in %s (%d)", text, encoding, bad, c.want, c.encoding, c.bad)
			}
		})
	}
}

func TestBrokenBytesAreReported(t *testing.T) {
	t.Parallel()
	got := read("Clé,État\ndéjà \xf0\x9f,ok\n")
	if len(got.Problems) != 1 || len(got.Rows) != 2 {
		t.Errorf("problems %v, rows %q", got.Problems, cells(got))
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Résumé":             "resume",
		"Re\u0301sume\u0301": "resume",
		"  Issue   key ":     "issue key",
		"Błąd":               "blad",
		"自定义字段（Rank）":        "自定义字段(rank)",
		"Клю\u0301ч":         "ключ",
		"\uFEFFSummary":      "summary",
		"Date d’échéance":    "date d'echeance",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestVisible(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"\u200b四个排序图":                 "四个排序图",
		"a\u200bb\uFEFF":              "ab",
		" text ":                      "text",
		"\u200dx\u200c":               "x",
		"👩\u200d💻 works":              "👩\u200d💻 works",
		"می\u200cخواهم":               "می\u200cخواهم",
		"two\u2060words":              "twowords",
		"\u200e left to right \u200f": "left to right",
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}

// What the standard library writes comes back cell by cell.
func TestWhatIsWrittenComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		comma := rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "comma")
		width := rapid.IntRange(2, 6).Draw(t, "width")
		cell := rapid.StringOf(rapid.SampledFrom([]rune("ab,;\t\"\n é中")))
		var want [][]string
		header := make([]string, width)
		for i := range header {
			header[i] = fmt.Sprintf("h%d", i)
		}
		want = append(want, header)
		for range rapid.IntRange(0, 12).Draw(t, "rows") {
			row := rapid.SliceOfN(cell, width, width).Draw(t, "row")
			if !blank(row) {
				want = append(want, row)
			}
		}
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Comma = comma
		if err := w.WriteAll(want); err != nil {
			t.Fatal(err)
		}
		s := &Table{Name: "t", Comma: byte(comma)}
		s.scan(b.String(), 0)
		if !reflect.DeepEqual(cells(s), want) || len(s.Problems) > 0 {
			t.Fatalf("wrote %q\nread  %q\n%v", want, cells(s), s.Problems)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"a,b\n1,2\n", "a;b\n\"x\ny\";2", "\xff\xfea\x00,\x00b\x00", "\xfe\xff\x00a", "\"\"\"\n\"", "a,\"b\n\"c\",d\n",
		"sep=\t\na\tb", "R\xe9sum\xe9,x\n", "\"a\" \"b\"\n", "a\r\rb",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table := Read(transfer.File{Name: "f", Data: data})
		last := 0
		for _, r := range table.Rows {
			if r.Number <= last || r.Line < r.Number || blank(r.Cells) {
				t.Fatalf("row %+v after row %d", r, last)
			}
			last = r.Number
			for _, c := range r.Cells {
				if strings.Contains(c, "\x00") {
					t.Fatalf("a NUL is left in %q", c)
				}
			}
		}
	})
}
