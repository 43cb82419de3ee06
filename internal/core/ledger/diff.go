package ledger

import (
	"strings"

	"throughline/internal/kit/patch"
)

// encodeDiff writes a diff as JSON with its fields in order. It is on the
// path of every change, so it puts the pieces together itself: the values are
// JSON already, and field names need no escaping but custom ones.
func encodeDiff(d patch.Diff) (string, error) {
	var b strings.Builder
	n := 2
	for k, c := range d {
		n += len(k) + len(c[0]) + len(c[1]) + 8
	}
	b.Grow(n)
	b.WriteByte('{')
	for i, name := range d.Names() {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('"')
		b.WriteString(name)
		b.WriteString(`":[`)
		writeValue(&b, d[name][0])
		b.WriteByte(',')
		writeValue(&b, d[name][1])
		b.WriteByte(']')
	}
	b.WriteByte('}')
	return b.String(), nil
}

func writeValue(b *strings.Builder, v []byte) {
	if len(v) == 0 {
		b.WriteString("null")
		return
	}
	b.Write(v)
}
