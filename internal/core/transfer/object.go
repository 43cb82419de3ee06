package transfer

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Object is one JSON object of a source, read leniently: a field that is
// absent, null or of another type than asked for reads as nothing, because
// real exports leave out and change fields from version to version.
type Object map[string]any

// JSON reads every top-level value of the file, numbers kept as they are
// written: one document, JSON lines, or arrays one after the other as paged
// downloads leave them. A byte-order mark and UTF-16 are understood. What is
// not JSON to its end is Invalid.
func (f File) JSON() ([]any, error) {
	dec := json.NewDecoder(bytes.NewReader(utf8Text(f.Data)))
	dec.UseNumber()
	var out []any
	for {
		var v any
		err := dec.Decode(&v)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errs.Cause(errs.Invalid, err,
				"%s is not JSON that can be read to its end: it breaks off or goes wrong after byte %d. Export it again and import the new file.",
				f.called(), dec.InputOffset())
		}
		out = append(out, v)
	}
	if len(out) == 0 {
		return nil, errs.New(errs.Invalid, "%s is empty. Export it again and import the new file.", f.called())
	}
	return out, nil
}

// called names the file in a message.
func (f File) called() string {
	if f.Name == "" {
		return "The file"
	}
	return f.Name
}

// utf8Text gives the bytes in UTF-8 without a byte-order mark. Shells that
// redirect output into UTF-16 files always write the mark.
func utf8Text(b []byte) []byte {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		return b[3:]
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		order = binary.LittleEndian
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		order = binary.BigEndian
	default:
		return b
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 2; i+1 < len(b); i += 2 {
		units = append(units, order.Uint16(b[i:]))
	}
	return []byte(string(utf16.Decode(units)))
}

// AsObject gives a value as an object, nil when it is none.
func AsObject(v any) Object {
	switch o := v.(type) {
	case map[string]any:
		return o
	case Object:
		return o
	}
	return nil
}

// AsText gives text and numbers as text, anything else as "". Line ends
// become single line feeds, and NUL is dropped: no database of ours holds it.
func AsText(v any) string {
	switch t := v.(type) {
	case string:
		return cleanText(t)
	case json.Number:
		return t.String()
	}
	return ""
}

// Has says whether the object tells the field at all, and not as null.
func (o Object) Has(key string) bool { return o[key] != nil }

// Text gives a field by the rules of AsText.
func (o Object) Text(key string) string { return AsText(o[key]) }

// Line gives a text on one line, without blanks around it.
func (o Object) Line(key string) string { return strings.Join(strings.Fields(o.Text(key)), " ") }

// Flag says whether a field is true.
func (o Object) Flag(key string) bool {
	b, _ := o[key].(bool)
	return b
}

// Number gives a number, written as one or as text, else 0.
func (o Object) Number(key string) float64 {
	n, err := strconv.ParseFloat(o.Text(key), 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return 0
	}
	return n
}

// Count gives a whole number from 0 on, else 0.
func (o Object) Count(key string) int64 {
	n, err := strconv.ParseInt(o.Text(key), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// At gives a time, RFC 3339 or a plain day in UTC, else zero.
func (o Object) At(key string) clock.Instant {
	s := o.Text(key)
	if s == "" {
		return 0
	}
	if t, err := clock.ParseInstant(s); err == nil {
		return t
	}
	if d, err := clock.ParseDay(s); err == nil {
		return clock.From(d.Time())
	}
	return 0
}

// Object gives a nested object, nil when there is none.
func (o Object) Object(key string) Object { return AsObject(o[key]) }

// List gives a nested list, nil when there is none.
func (o Object) List(key string) []any {
	l, _ := o[key].([]any)
	return l
}

// Texts gives the texts of a list, each once, empty ones left out.
func (o Object) Texts(key string) []string {
	var out []string
	seen := map[string]bool{}
	for _, v := range o.List(key) {
		if s := AsText(v); s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// Plain turns a value that was read into one that survives being written as
// JSON and read again without change: numbers become float64, or text where
// that would lose digits.
func Plain(v any) any {
	switch t := v.(type) {
	case string:
		return cleanText(t)
	case json.Number:
		return plainNumber(t)
	case []any:
		out := make([]any, len(t))
		for i, e := range t {
			out[i] = Plain(e)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(t))
		for k, e := range t {
			out[cleanText(k)] = Plain(e)
		}
		return out
	}
	return v
}

// exact is the largest size up to which every whole number is a float64.
const exact = 1 << 53

func plainNumber(n json.Number) any {
	f, err := n.Float64()
	if err != nil {
		return n.String()
	}
	if i, err := n.Int64(); err == nil && (i > exact || i < -exact) {
		return n.String()
	}
	if _, err := n.Int64(); err != nil && !strings.ContainsAny(n.String(), ".eE") {
		return n.String()
	}
	return f
}

// IsEmpty says whether a value tells nothing: null, "", or an empty list or
// object.
func IsEmpty(v any) bool {
	switch t := v.(type) {
	case nil:
		return true
	case string:
		return t == ""
	case []any:
		return len(t) == 0
	case map[string]any:
		return len(t) == 0
	}
	return false
}

func cleanText(s string) string {
	if !strings.ContainsAny(s, "\r\x00") {
		return s
	}
	s = strings.ReplaceAll(s, "\x00", "")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.ReplaceAll(s, "\r", "\n")
}
