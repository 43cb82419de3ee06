package ledger

import (
	"encoding/json"
	"strings"

	"throughline/internal/kit/patch"
)

// encodeDiff writes a diff as JSON with its fields in order. It is on the
// path of every change, so it puts the pieces together itself: the values are
// JSON already, and names need no escaping but the keys of map fields, which
// may be what another tool calls a field.
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
		if err := writeName(&b, name); err != nil {
			return "", err
		}
		b.WriteString(`:[`)
		writeValue(&b, d[name][0])
		b.WriteByte(',')
		writeValue(&b, d[name][1])
		b.WriteByte(']')
	}
	b.WriteByte('}')
	return b.String(), nil
}

func writeName(b *strings.Builder, name string) error {
	if plainName(name) {
		b.WriteByte('"')
		b.WriteString(name)
		b.WriteByte('"')
		return nil
	}
	quoted, err := json.Marshal(name)
	b.Write(quoted)
	return err
}

// plainName says whether a name stands in JSON as it is.
func plainName(name string) bool {
	for i := range len(name) {
		if c := name[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func writeValue(b *strings.Builder, v []byte) {
	if len(v) == 0 {
		b.WriteString("null")
		return
	}
	b.Write(v)
}
