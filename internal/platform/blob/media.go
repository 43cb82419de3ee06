package blob

import (
	"bytes"
	"encoding/binary"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// SniffLen is how many bytes at the start of a file Sniff looks at.
const SniffLen = 512

// Unknown is the media type of what may not be shown: downloads only.
const Unknown = "application/octet-stream"

const (
	textType = "text/plain; charset=utf-8"
	csvType  = "text/csv; charset=utf-8"
	jsonType = "application/json"
	zipType  = "application/zip"
)

// Sniff gives the media type of a file from its first bytes. The name only
// chooses among types that are the same on the wire: text, CSV and JSON, zip
// and the office formats that are zips. What is not on the short list of
// harmless types is Unknown, above all everything that a browser would run:
// HTML, SVG, XML, scripts.
func Sniff(head []byte, name string) string {
	head = head[:min(len(head), SniffLen)]
	if t := binaryType(head, strings.ToLower(path.Ext(name))); t != "" {
		return t
	}
	if !isText(head) || isMarkup(head) {
		return Unknown
	}
	return textual(strings.ToLower(path.Ext(name)))
}

// Inline says whether a browser may show a type inside a page or a tab; all
// others are for saving.
func Inline(mediaType string) bool {
	base, _, _ := strings.Cut(mediaType, ";")
	switch strings.ToLower(strings.TrimSpace(base)) {
	case "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain", "video/mp4", "video/webm":
		return true
	}
	return false
}

func binaryType(head []byte, ext string) string {
	has := func(at int, magic string) bool {
		return len(head) >= at+len(magic) && string(head[at:at+len(magic)]) == magic
	}
	switch {
	case has(0, "\x89PNG\r\n\x1a\n"):
		return "image/png"
	case has(0, "\xff\xd8\xff"):
		return "image/jpeg"
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return "image/gif"
	case has(0, "RIFF") && has(8, "WEBPVP8"):
		return "image/webp"
	case has(0, "%PDF-"):
		return "application/pdf"
	case has(0, "PK\x03\x04"), has(0, "PK\x05\x06"):
		return zipped(ext)
	case has(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return oldOffice(ext)
	case has(0, "\x1aE\xdf\xa3") && bytes.Contains(head[:min(len(head), 64)], []byte("webm")):
		return "video/webm"
	case has(4, "ftyp") && isMP4(head):
		return "video/mp4"
	}
	return ""
}

func zipped(ext string) string {
	switch ext {
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case ".pptx":
		return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	case ".odt":
		return "application/vnd.oasis.opendocument.text"
	case ".ods":
		return "application/vnd.oasis.opendocument.spreadsheet"
	case ".odp":
		return "application/vnd.oasis.opendocument.presentation"
	}
	return zipType
}

func oldOffice(ext string) string {
	switch ext {
	case ".doc":
		return "application/msword"
	case ".xls":
		return "application/vnd.ms-excel"
	case ".ppt":
		return "application/vnd.ms-powerpoint"
	}
	return Unknown
}

// isMP4 reads the brands of the first box: size, "ftyp", major brand, version,
// compatible brands. QuickTime and sound have brands of their own.
func isMP4(head []byte) bool {
	size := int(min(binary.BigEndian.Uint32(head), SniffLen))
	box := head[:min(size, len(head))]
	for at := 8; at+4 <= len(box); at += 4 {
		if at == 12 { // the version, not a brand
			continue
		}
		if slices.Contains([]string{"isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "dash", "M4V "}, string(box[at:at+4])) {
			return true
		}
	}
	return false
}

func textual(ext string) string {
	switch ext {
	case ".csv":
		return csvType
	case ".json":
		return jsonType
	case ".html", ".htm", ".xhtml", ".xht", ".shtml", ".svg", ".svgz", ".xml", ".xsl", ".xslt", ".mathml",
		".js", ".mjs", ".cjs", ".css", ".htc", ".hta", ".swf", ".mht", ".mhtml", ".eml", ".ics", ".url", ".webmanifest":
		return Unknown
	}
	return textType
}

// isText accepts UTF-8 (whose last character may be cut off) without the
// control characters that no text has. Text in other encodings is for saving:
// a browser that guesses its encoding might guess one in which it is a script.
func isText(head []byte) bool {
	for i := 0; i < len(head); {
		r, n := utf8.DecodeRune(head[i:])
		if r == utf8.RuneError && n <= 1 {
			return len(head) == SniffLen && !utf8.FullRune(head[i:])
		}
		if r < ' ' && !strings.ContainsRune("\t\n\r\f\x1b", r) || r == 0x7f {
			return false
		}
		i += n
	}
	return true
}

// isMarkup asks for less than browsers do: whatever begins with "<" counts.
func isMarkup(head []byte) bool {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n\f")
	return bytes.HasPrefix(text, []byte("<"))
}
