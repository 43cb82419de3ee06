// Package paper writes a sheet down: as a page to read, as pictures, slides and
// documents, as a table and as a calendar. It knows sheets and no records, so
// that no form can show more than another.
package paper

import (
	"encoding/json"
	"strings"
	"unicode"

	"throughline/internal/area/portal/cut"
	"throughline/internal/area/portal/drawing"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// File is a sheet in one form.
type File struct {
	Media string
	Name  string
	Body  []byte
}

// Forms are the files in which a sheet is given, by the ends of their names.
var Forms = []string{"pdf", "pptx", "png", "svg", "csv", "ics", "json"}

var media = map[string]string{
	"pdf": "application/pdf", "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation", "png": "image/png", "svg": "image/svg+xml",
	"csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8", "json": "application/json",
}

// sharp is how many points of a picture stand for one of a page.
const sharp = 2

// Write gives a sheet in one form.
func Write(s *cut.Sheet, form string, at clock.Instant) (*File, error) {
	f := &File{Media: media[form], Name: name(s.Title+" "+s.Then) + "." + form}
	var err error
	switch form {
	case "pdf":
		f.Body, err = drawing.PDF(draw(s, a4, at))
	case "pptx":
		f.Body, err = drawing.PPTX(draw(s, slide, at))
	case "png":
		f.Body, err = drawing.PNG(draw(s, picture, at).Pages[0], sharp)
	case "svg":
		f.Body = drawing.SVG(draw(s, picture, at).Pages[0], s.Title)
	case "csv":
		f.Body, err = table(s)
	case "ics":
		f.Body = calendar(s, at)
	case "json":
		f.Body, err = json.MarshalIndent(s, "", " ")
	default:
		return nil, errs.New(errs.NotFound, "There is no form %q of this. It comes as %s.", short(form), strings.Join(Forms, ", "))
	}
	return f, err
}

func short(s string) string {
	if len(s) > 20 {
		return s[:20]
	}
	return s
}

// name makes a file's name of a title: letters and digits that every system takes.
func name(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 90 {
			break
		}
	}
	if out := strings.Trim(b.String(), "-"); out != "" {
		return out
	}
	return "roadmap"
}
