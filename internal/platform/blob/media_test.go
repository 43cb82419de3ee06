package blob

import (
	"archive/zip"
	"bytes"
	"image"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func made(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSniff(t *testing.T) {
	t.Parallel()
	picture := image.NewPaletted(image.Rect(0, 0, 2, 2), palette.Plan9)
	asPNG := made(t, func(b *bytes.Buffer) error { return png.Encode(b, picture) })
	asJPEG := made(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, picture, nil) })
	asGIF := made(t, func(b *bytes.Buffer) error { return gif.Encode(b, picture, nil) })
	asZip := made(t, func(b *bytes.Buffer) error {
		z := zip.NewWriter(b)
		if _, err := z.Create("[Content_Types].xml"); err != nil {
			return err
		}
		return z.Close()
	})
	emptyZip := made(t, func(b *bytes.Buffer) error { return zip.NewWriter(b).Close() })
	old := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"
	const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

	for _, c := range []struct{ what, head, name, want string }{
		{"png", asPNG, "a.png", "image/png"},
		{"jpeg", asJPEG, "a.jpg", "image/jpeg"},
		{"gif", asGIF, "a.gif", "image/gif"},
		{"webp", "RIFF\x24\x00\x00\x00WEBPVP8 ", "a.webp", "image/webp"},
		{"pdf", "%PDF-1.7\n", "a.pdf", "application/pdf"},
		{"mp4", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isomavc1", "a.mp4", "video/mp4"},
		{"mp4 by a compatible brand", "\x00\x00\x00\x18ftypXXXX\x00\x00\x00\x00isomavc1", "a", "video/mp4"},
		{"mp4 brand as version", "\x00\x00\x00\x10ftypXXXXisom", "a", Unknown},
		{"quicktime", "\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", "a.mov", Unknown},
		{"webm", "\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm", "a.webm", "video/webm"},
		{"matroska", "\x1aE\xdf\xa3\x9fB\x82\x88matroska", "a.webm", Unknown},
		{"zip", asZip, "a.zip", zipType},
		{"empty zip", emptyZip, "a.zip", zipType},
		{"docx", asZip, "Plan.DOCX", docx},
		{"xlsx", asZip, "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"pptx", asZip, "a.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
		{"odt", asZip, "a.odt", "application/vnd.oasis.opendocument.text"},
		{"ods", asZip, "a.ods", "application/vnd.oasis.opendocument.spreadsheet"},
		{"odp", asZip, "a.odp", "application/vnd.oasis.opendocument.presentation"},
		{"jar", asZip, "a.jar", zipType},
		{"doc", old, "a.doc", "application/msword"},
		{"xls", old, "a.xls", "application/vnd.ms-excel"},
		{"ppt", old, "a.ppt", "application/vnd.ms-powerpoint"},
		{"msi", old, "a.msi", Unknown},

		{"text", "Guten Tag, ärgerlich\n", "a.txt", textType},
		{"text without a name", "hello", "", textType},
		{"text that looks like a bitmap", "BMW sells cars", "a.txt", textType},
		{"nothing", "", "a.txt", textType},
		{"markdown", "# Title", "a.md", textType},
		{"log with colours", "\x1b[31mred\x1b[0m", "a.log", textType},
		{"text cut inside a character", strings.Repeat("a", SniffLen-1) + "ä", "a.txt", textType},
		{"text that ends inside a character", "abc\xc3", "a.txt", Unknown},
		{"csv", "a,b\n1,2\n", "A.CSV", csvType},
		{"json", `{"a":1}`, "a.json", jsonType},
		{"latin-1", "\xe4rgerlich", "a.txt", Unknown},
		{"utf-16", "\xff\xfeh\x00i\x00", "a.txt", Unknown},
		{"utf-7 lookalike stays text", "+ADw-script+AD4-", "a.txt", textType},

		{"html", "<!DOCTYPE html><p>x", "a.html", Unknown},
		{"html called text", "<!DOCTYPE html><p>x", "a.txt", Unknown},
		{"html after space", " \n\t\r\f<script>alert(1)</script>", "a.txt", Unknown},
		{"html after a mark", "\ufeff<script>", "a.txt", Unknown},
		{"html called png", "<html>", "a.png", Unknown},
		{"html comment", "<!-- x --><script>", "a", Unknown},
		{"svg", `<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`, "a.svg", Unknown},
		{"svg called csv", `<svg/>`, "a.csv", Unknown},
		{"text called svg", "hello", "a.svg", Unknown},
		{"xml", `<?xml version="1.0"?>`, "a.xml", Unknown},
		{"script", "alert(1)", "a.js", Unknown},
		{"style", "a{}", "a.CSS", Unknown},
		{"program", "MZ\x90\x00", "a.txt", Unknown},
		{"elf", "\x7fELF", "a", Unknown},
		{"nul", "a\x00b", "a.txt", Unknown},
		{"riff that is sound", "RIFF\x24\x00\x00\x00WAVEfmt ", "a.webp", Unknown},
		{"half a mark", "\x89PNG", "a.png", Unknown},
		{"bad box", "\xff\xff\xff\xffftyp", "a.mp4", Unknown},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			if got := Sniff([]byte(c.head), c.name); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestInline(t *testing.T) {
	t.Parallel()
	for mediaType, want := range map[string]bool{
		"image/png": true, "image/jpeg": true, "image/gif": true, "image/webp": true, "application/pdf": true,
		textType: true, "TEXT/PLAIN": true, "video/mp4": true, "video/webm": true,
		"image/svg+xml": false, "text/html": false, "text/xml": false, "application/xhtml+xml": false,
		"application/javascript": false, "text/csv": false, jsonType: false, zipType: false, Unknown: false, "": false,
	} {
		if Inline(mediaType) != want {
			t.Errorf("%q: %v, want %v", mediaType, !want, want)
		}
	}
}

// Whatever comes in, what may be shown inline begins with the bytes of its
// type, or is text that cannot be taken for markup.
func FuzzSniff(f *testing.F) {
	for _, s := range []string{"<html>", "\ufeff <svg", "%PDF-", "\x00\x00\x00\x18ftypmp42", "PK\x03\x04", "abc", "\xc3", "\x1aE\xdf\xa3webm"} {
		f.Add([]byte(s), "a.txt")
		f.Add([]byte(s), "a.html")
	}
	f.Fuzz(func(t *testing.T, head []byte, name string) {
		got := Sniff(head, name)
		if !Inline(got) || got != textType {
			return
		}
		if text := strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n\f"); strings.HasPrefix(text, "<") {
			t.Errorf("%q called %q is shown as text", head, name)
		}
	})
}

func TestSniffLooksOnlyAtTheStart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		head := rapid.SliceOfN(rapid.Byte(), SniffLen, SniffLen).Draw(t, "head")
		tail := rapid.SliceOf(rapid.Byte()).Draw(t, "tail")
		if a, b := Sniff(head, "a.txt"), Sniff(append(bytes.Clone(head), tail...), "a.txt"); a != b {
			t.Fatalf("%s alone, %s with more", a, b)
		}
	})
}
