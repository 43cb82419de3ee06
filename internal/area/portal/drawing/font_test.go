package drawing

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// One that Debian and Ubuntu have (fonts-droid-fallback).
const eastern = "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"

// Not parallel: fonts are for the whole program.
func TestLettersThatTheBuiltInFontLacks(t *testing.T) {
	if _, err := os.Stat(eastern); err != nil {
		t.Skip("no font to take them from:", eastern)
	}
	t.Cleanup(func() { others.Store(nil) })
	d := &Drawing{Title: "x", Pages: []Page{{W: 200, H: 40, Shapes: []Shape{Text{X: 10, Y: 20, Size: 12, Text: "Pay 支払う now", Fill: Words}}}}}
	made := func() (pdf, picture []byte) {
		t.Helper()
		pdf, err := PDF(d)
		if err != nil {
			t.Fatal(err)
		}
		if picture, err = PNG(d.Pages[0], 2); err != nil {
			t.Fatal(err)
		}
		return pdf, picture
	}
	without, boxes := made()
	if got := runs("支払う", false); len(got) != 1 || got[0].face != regular() {
		t.Errorf("without another font: %v", got)
	}
	if err := UseFonts([]string{eastern}); err != nil {
		t.Fatal(err)
	}
	with, letters := made()
	if len(with) < len(without)+500 {
		t.Errorf("the letters are not in the PDF: %d bytes without, %d with", len(without), len(with))
	}
	if bytes.Equal(boxes, letters) {
		t.Error("the picture shows boxes")
	}
	if _, err := png.Decode(bytes.NewReader(letters)); err != nil {
		t.Error(err)
	}
	var got []string
	for _, r := range runs("Pay 支払う now", false) {
		got = append(got, r.face.name+":"+r.text)
	}
	if want := "Go:Pay |F1:支払う|Go: now"; strings.Join(got, "|") != want {
		t.Errorf("runs are %q, not %q", got, want)
	}
	if a, b := Width("支払う", 12, false), Width("支払う", 12, true); a != b || a <= 24 || a > 37 {
		t.Errorf("three of them are %v wide, %v bold", a, b)
	}
	if d.Pages[0].Shapes = d.Pages[0].Shapes[:0]; len(faces(d)) != 2 {
		t.Error("a font that writes nothing is read")
	}
}

func TestWhatIsNoFontToUse(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"text.ttf": "not a font", "empty.ttf": "", "wide.otf": "OTTO\x00\x01\x00\x00"} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := UseFonts([]string{file}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := UseFonts([]string{filepath.Join(dir, "none.ttf")}); err == nil || others.Load() != nil {
		t.Errorf("a file that is not there: %v", err)
	}
}
