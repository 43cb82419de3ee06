package blob

import (
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	maxName = 200 // bytes; file systems take 255, and browsers add " (1)"
	maxExt  = 20
	noName  = "file"

	// The joiners are the only invisible characters that writing needs:
	// Persian words and some emoji are not the same without them.
	joiners = "\u200c\u200d"
)

// CleanName makes a name for a file out of what a person, a browser or an
// export says: the last part of a path, without quotes, control characters and
// invisible ones (which can make "exe.png" of "gnp.exe"), without dots and
// spaces at its ends, in composed Unicode, at most 200 bytes with its
// extension kept. What leaves nothing is "file". Cleaning twice changes
// nothing more.
func CleanName(name string) string {
	name = norm.NFC.String(strings.ToValidUTF8(name, ""))
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = norm.NFC.String(strings.Map(visible, name)) // composing again: what stood between is gone
	name = trimEnds(name)
	if len(name) > maxName {
		name = shorten(name)
	}
	if name == "" {
		return noName
	}
	return name
}

func visible(r rune) rune {
	switch {
	case strings.ContainsRune(joiners, r):
		return r
	case r == '"', unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
		return -1
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

func trimEnds(s string) string { return strings.Trim(s, ". "+joiners) }

func shorten(name string) string {
	ext := path.Ext(name)
	if len(ext) > maxExt {
		ext = ""
	}
	stem := name[:maxName-len(ext)]
	for !utf8.ValidString(stem) {
		stem = stem[:len(stem)-1]
	}
	return trimEnds(trimEnds(stem) + ext)
}

// Disposition gives the value of a Content-Disposition header (RFC 6266): the
// types that Inline allows may be shown, all others are saved. The name is
// cleaned, written in ASCII for old browsers, and percent-encoded (RFC 8187,
// formerly 5987) where ASCII does not hold it.
func Disposition(mediaType, name string) string {
	how := "attachment"
	if Inline(mediaType) {
		how = "inline"
	}
	name = CleanName(name)
	plain := strings.Map(asciiOnly, name)
	header := fmt.Sprintf(`%s; filename="%s"`, how, plain)
	if plain != name {
		header += "; filename*=UTF-8''" + extValue(name)
	}
	return header
}

// asciiOnly also takes out what some browsers unescape inside quotes.
func asciiOnly(r rune) rune {
	if r < ' ' || r > '~' || strings.ContainsRune(`"\%;`, r) {
		return '_'
	}
	return r
}

// extValue percent-encodes all but the attr-char of RFC 8187.
func extValue(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c < utf8.RuneSelf && (unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)) || strings.IndexByte("!#$&+-.^_`|~", c) >= 0) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
