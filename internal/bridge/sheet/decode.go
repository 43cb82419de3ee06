package sheet

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Text decodes a file whose encoding nobody tells: by its byte-order mark, by
// the zeros of UTF-16, as UTF-8, else as Windows-1252 or Macintosh, whichever
// makes better words. bad counts the places that are no text in the encoding.
// NUL characters are dropped: no database keeps them in text.
func Text(data []byte) (text, encoding string, bad int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		text, bad = fromUTF8(data[3:])
		encoding = "utf-8"
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		text, bad = fromUTF16(data[2:], binary.LittleEndian)
		encoding = "utf-16le"
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		text, bad = fromUTF16(data[2:], binary.BigEndian)
		encoding = "utf-16be"
	default:
		text, encoding, bad = unmarked(data)
	}
	return strings.ReplaceAll(text, "\x00", ""), encoding, bad
}

// unmarked decodes a file without a byte-order mark.
func unmarked(data []byte) (text, encoding string, bad int) {
	switch zerosAt(data) {
	case 1:
		text, bad = fromUTF16(data, binary.LittleEndian)
		return text, "utf-16le", bad
	case 0:
		text, bad = fromUTF16(data, binary.BigEndian)
		return text, "utf-16be", bad
	}
	if mostlyUTF8(data) {
		text, bad = fromUTF8(data)
		return text, "utf-8", bad
	}
	return fromBytes(data)
}

// zerosAt says where the zeros of UTF-16 stand: at odd places (1, little
// endian), at even ones (0), or -1 when it is not UTF-16. Text in a script
// without Latin letters still has zeros at its separators and line ends, and
// its bytes are no UTF-8; a few stray zeros in good UTF-8 mean nothing.
func zerosAt(data []byte) int {
	sample := data[:min(len(data), 4096)]
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	few := len(sample) / 5
	if utf8.Valid(data) && zeros[0] <= few && zeros[1] <= few {
		return -1
	}
	switch {
	case zeros[1] > 3*zeros[0]:
		return 1
	case zeros[0] > 3*zeros[1]:
		return 0
	}
	return -1
}

// mostlyUTF8 also accepts a file of which some bytes were broken on the way:
// read as Windows-1252 all the rest of it would be garbled.
func mostlyUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	good, broken := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good > broken
}

func fromUTF8(data []byte) (string, int) {
	if utf8.Valid(data) {
		return string(data), 0
	}
	var b strings.Builder
	bad := 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			bad++
		}
		b.WriteRune(r)
		data = data[n:]
	}
	return b.String(), bad
}

func fromUTF16(data []byte, order binary.ByteOrder) (string, int) {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	runes := utf16.Decode(units)
	bad := len(data) % 2
	for _, r := range runes {
		if r == unicode.ReplacementChar {
			bad++
		}
	}
	return string(runes), bad
}
