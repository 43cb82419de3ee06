package query

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

// Lists and boards are what is asked for most, and long. What every row has is
// put together here; encoding/json, which looks each type up as it goes, takes
// several times as long. What was asked for beyond that it writes as well. A
// test holds the one against the other.

// Wire gives the list as it is sent.
func (l *List) Wire() any {
	return wired(l, func(b []byte) ([]byte, error) {
		b, err := appendItems(append(b, `{"items":`...), l.Items)
		if err != nil {
			return nil, err
		}
		b = append(b, `,"next":`...)
		if l.Next == nil {
			b = append(b, "null"...)
		} else {
			b = appendText(b, *l.Next)
		}
		if l.Total != nil {
			b = strconv.AppendInt(append(b, `,"total":`...), *l.Total, 10)
		}
		return append(b, '}'), nil
	}, len(l.Items))
}

// Wire gives the board as it is sent.
func (d *Board) Wire() any {
	return wired(d, func(b []byte) ([]byte, error) {
		b, err := appendAny(append(b, `{"states":`...), d.States)
		if err != nil {
			return nil, err
		}
		if b, err = appendItems(append(b, `,"items":`...), d.Items); err != nil {
			return nil, err
		}
		return append(strconv.AppendBool(append(b, `,"more":`...), d.More), '}'), nil
	}, len(d.Items))
}

// wired gives what write appends, or v itself where that fails: encoding/json
// then says why.
func wired(v any, write func([]byte) ([]byte, error), rows int) any {
	b, err := write(make([]byte, 0, 128+400*rows))
	if err != nil {
		return v
	}
	return op.JSON(b)
}

func appendItems(b []byte, items []Item) ([]byte, error) {
	b = append(b, '[')
	var err error
	for n := range items {
		if n > 0 {
			b = append(b, ',')
		}
		if b, err = items[n].append(b); err != nil {
			return nil, err
		}
	}
	return append(b, ']'), nil
}

func (i *Item) append(b []byte) ([]byte, error) {
	b = appendText(append(b, `{"id":`...), i.ID)
	b = appendText(append(b, `,"key":`...), i.Key)
	b = appendText(append(b, `,"kind":`...), i.Kind)
	b = appendText(append(b, `,"title":`...), i.Title)
	b = appendText(append(b, `,"state":`...), i.State)
	b = appendText(append(b, `,"category":`...), string(i.Category))
	b = appendRef(append(b, `,"owner":`...), i.Owner)
	b = appendRef(append(b, `,"product":`...), i.Product)
	b = appendText(append(b, `,"rank":`...), i.Rank)
	b = append(b, `,"tags":[`...)
	for n, t := range i.Tags {
		if n > 0 {
			b = append(b, ',')
		}
		b = appendText(b, t)
	}
	b = appendTime(append(b, `],"updatedAt":`...), i.UpdatedAt)
	b = appendTime(append(b, `,"archivedAt":`...), i.ArchivedAt)
	b = strconv.AppendInt(append(b, `,"version":`...), i.Version, 10)
	b, err := i.appendAsked(b)
	return append(b, '}'), err
}

// appendAsked writes what only some answers have.
func (i *Item) appendAsked(b []byte) (_ []byte, err error) {
	if len(i.Fields) > 0 {
		if b, err = appendFields(append(b, `,"fields":`...), i.Fields); err != nil {
			return nil, err
		}
	}
	if i.Record != nil {
		if b, err = appendAny(append(b, `,"record":`...), i.Record); err != nil {
			return nil, err
		}
	}
	if i.Links != nil {
		if b, err = appendAny(append(b, `,"links":`...), i.Links); err != nil {
			return nil, err
		}
	}
	if i.MoreLinks {
		b = append(b, `,"moreLinks":true`...)
	}
	return b, nil
}

func appendFields(b []byte, fields map[string]any) (_ []byte, err error) {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for n, name := range names {
		b = append(b, "{,"[min(n, 1)])
		b = append(appendText(b, name), ':')
		switch v := fields[name].(type) {
		case nil:
			b = append(b, "null"...)
		case string:
			b = appendText(b, v)
		case int64:
			b = strconv.AppendInt(b, v, 10)
		case bool:
			b = strconv.AppendBool(b, v)
		default:
			if b, err = appendAny(b, v); err != nil {
				return nil, err
			}
		}
	}
	return append(b, '}'), nil
}

func appendRef(b []byte, ref id.Ref) []byte {
	if ref != "" && !id.Valid(string(ref)) {
		out, _ := appendAny(b, ref) // no id that we made, but a text
		return out
	}
	if ref == "" {
		return append(b, "null"...)
	}
	return appendText(b, string(ref))
}

func appendTime(b []byte, at clock.Instant) []byte {
	if at == 0 {
		return append(b, "null"...)
	}
	b = append(b, '"')
	return append(at.AppendText(b), '"')
}

// appendText writes a text as JSON.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			out, _ := appendAny(b, s) // a text can always be written
			return out
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// appendAny writes a value as every other answer writes it.
func appendAny(b []byte, v any) ([]byte, error) {
	buf := bytes.NewBuffer(b)
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), err
}
