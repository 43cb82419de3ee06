package page

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"math"
	"strings"
	"unicode/utf8"

	"throughline/internal/kit/errs"
)

// Longest and Widest bound what Decode reads: bytes of text, and sort values.
const (
	Longest = 8192
	Widest  = 16
)

// version is the first byte of every cursor. Cursors are not kept, so a new
// form simply takes the next number and refuses the old.
const version = 1

var coding = base64.RawURLEncoding.Strict()

// Mark says which list in which order a cursor belongs to.
type Mark uint32

// MarkOf makes the mark of a list from whatever changes its order or content:
// the filter, the sort, the workspace.
func MarkOf(parts ...string) Mark {
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	return Mark(binary.BigEndian.Uint32(h.Sum(nil)))
}

// Cursor is a place in a sorted list: right after the item with these sort
// values and this id. It is not signed: whoever makes one up sees another part
// of a list that they may see anyway, so every query must still apply rights.
type Cursor struct {
	Of     Mark
	Values []Value // at most Widest
	ID     string
}

// Encode writes the cursor as text that is safe in an address. The form is
// version, mark, number of values, the values each with a byte for its kind,
// and the id. What is longer than Longest is not accepted back, so lists do
// not sort by texts of kilobytes.
func (c Cursor) Encode() string {
	b := binary.BigEndian.AppendUint32([]byte{version}, uint32(c.Of))
	b = append(b, byte(len(c.Values)))
	for _, v := range c.Values {
		b = append(b, byte(v.kind))
		switch v.kind {
		case kindString:
			b = appendText(b, v.text)
		case kindInt:
			b = binary.AppendVarint(b, int64(v.bits))
		case kindFloat:
			b = binary.BigEndian.AppendUint64(b, v.bits)
		}
	}
	return coding.EncodeToString(appendText(b, c.ID))
}

// Decode reads a cursor. It is Invalid, about the field "cursor", when s is
// not exactly what Encode gives.
func Decode(s string) (Cursor, error) {
	if len(s) > Longest {
		return Cursor{}, refuse()
	}
	raw, err := coding.DecodeString(s)
	if err != nil {
		return Cursor{}, refuse()
	}
	r := reader{rest: raw, ok: true}
	c := r.cursor()
	if !r.ok || len(r.rest) > 0 || c.Encode() != s {
		return Cursor{}, refuse()
	}
	return c, nil
}

// Check refuses a cursor that belongs to another list or order: Invalid, about
// the field "cursor".
func (c Cursor) Check(of Mark) error {
	if c.Of != of {
		return errs.Fieldf("cursor", "this cursor belongs to another query or sort; leave it out to start at the first page")
	}
	return nil
}

func refuse() error {
	return errs.Fieldf("cursor", "this is not a cursor; send the next of the page before as it was, or leave it out")
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// reader takes a cursor's bytes apart; the first thing that does not fit
// clears ok, and everything after it reads as zero.
type reader struct {
	rest []byte
	ok   bool
}

func (r *reader) cursor() Cursor {
	if v := r.bytes(1); v[0] != version {
		r.ok = false
	}
	c := Cursor{Of: Mark(binary.BigEndian.Uint32(r.bytes(4)))}
	n := int(r.bytes(1)[0])
	if n > Widest {
		r.ok = false
	}
	for range n {
		if !r.ok {
			return c
		}
		c.Values = append(c.Values, r.value())
	}
	c.ID = r.text()
	return c
}

func (r *reader) value() Value {
	v := Value{kind: kind(r.bytes(1)[0])}
	switch v.kind {
	case kindString:
		v.text = r.text()
	case kindInt:
		n, size := binary.Varint(r.rest)
		r.skip(size)
		v.bits = uint64(n)
	case kindFloat:
		v.bits = binary.BigEndian.Uint64(r.bytes(8))
		r.ok = r.ok && !math.IsNaN(math.Float64frombits(v.bits))
	case kindNull, kindFalse, kindTrue:
	default:
		r.ok = false
	}
	return v
}

// text reads a string and refuses what a database would choke on.
func (r *reader) text() string {
	n, size := binary.Uvarint(r.rest)
	r.skip(size)
	if n > Longest {
		r.ok = false
		return ""
	}
	s := string(r.bytes(int(n)))
	if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
		r.ok = false
	}
	return s
}

// skip passes over a number of that size; 0 and below is how encoding/binary
// says that there was none.
func (r *reader) skip(size int) {
	if size <= 0 {
		r.ok = false
		return
	}
	r.bytes(size)
}

// bytes takes n bytes off; where they are missing it gives zeros.
func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.ok = false
		return make([]byte, max(n, 8))
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}
