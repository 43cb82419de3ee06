package blob

import (
	"mime"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// names pairs what comes in with what it becomes.
var names = []struct{ in, want string }{
	{"report.pdf", "report.pdf"},
	{"Übersicht Q3.xlsx", "Übersicht Q3.xlsx"},
	{"U\u0308bersicht.txt", "Übersicht.txt"},
	{"計画.docx", "計画.docx"},
	{"../../etc/passwd", "passwd"},
	{`C:\Users\anna\Plan.doc`, "Plan.doc"},
	{`\\server\share\x.txt`, "x.txt"},
	{"a/b\\c.txt", "c.txt"},
	{"..", "file"},
	{".", "file"},
	{"", "file"},
	{"/", "file"},
	{"a/", "file"},
	{" . . ", "file"},
	{".bashrc", "bashrc"},
	{"name. ", "name"},
	{"a\r\nSet-Cookie: x=1", "aSet-Cookie: x=1"},
	{"a\x00b.png", "ab.png"},
	{`"quoted".txt`, "quoted.txt"},
	{"it's.txt", "it's.txt"},
	{"exe\u202egnp.scr", "exegnp.scr"},
	{"a\u2028b\u2029c", "abc"},
	{"zero\u200bwidth\ufeff.txt", "zerowidth.txt"},
	{"می\u200cخواهم.txt", "می\u200cخواهم.txt"},
	{"u\u200b\u0308.txt", "ü.txt"},
	{"\u200d\u200c", "file"},
	{"tab\tand\u00a0space.txt", "taband space.txt"},
	{"bad\xffbytes.txt", "badbytes.txt"},
	{"\xff", "file"},
	{strings.Repeat("a", 300) + ".pdf", strings.Repeat("a", 196) + ".pdf"},
	{strings.Repeat("ä", 150) + ".pdf", strings.Repeat("ä", 98) + ".pdf"},
	{"a." + strings.Repeat("b", 300), "a." + strings.Repeat("b", 198)},
	{"a;b=c%20d.txt", "a;b=c%20d.txt"},
}

func TestCleanName(t *testing.T) {
	t.Parallel()
	for _, c := range names {
		if got := CleanName(c.in); got != c.want {
			t.Errorf("%q became %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDisposition(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ mediaType, name, want string }{
		{"image/png", "a.png", `inline; filename="a.png"`},
		{Unknown, "a.svg", `attachment; filename="a.svg"`},
		{"text/html", "a.html", `attachment; filename="a.html"`},
		{textType, "Notiz.txt", `inline; filename="Notiz.txt"`},
		{"application/pdf", "Übersicht Q3.pdf", `inline; filename="_bersicht Q3.pdf"; filename*=UTF-8''%C3%9Cbersicht%20Q3.pdf`},
		{zipType, "a\"; filename=evil.exe\r\nX: y", `attachment; filename="a_ filename=evil.exeX: y"; filename*=UTF-8''a%3B%20filename%3Devil.exeX%3A%20y`},
		{zipType, "50%.zip", `attachment; filename="50_.zip"; filename*=UTF-8''50%25.zip`},
		{zipType, "../..", `attachment; filename="file"`},
	} {
		if got := Disposition(c.mediaType, c.name); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func FuzzName(f *testing.F) {
	for _, c := range names {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		name := CleanName(in)
		if CleanName(name) != name {
			t.Errorf("%q became %q and then %q", in, name, CleanName(name))
		}
		if name == "" || len(name) > maxName || !utf8.ValidString(name) || !norm.NFC.IsNormalString(name) {
			t.Errorf("%q became %q", in, name)
		}
		if strings.ContainsAny(name, "/\\\"\r\n\x00") || strings.ContainsFunc(name, unicode.IsControl) {
			t.Errorf("%q became %q", in, name)
		}
		header := Disposition(zipType, in)
		if strings.ContainsFunc(header, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Errorf("%q gives the header %q", in, header)
		}
		how, params, err := mime.ParseMediaType(header)
		if err != nil || how != "attachment" || params["filename"] != name {
			t.Errorf("%q gives %q, which reads as %q %q, %v", in, header, how, params, err)
		}
	})
}
