package trello

import (
	"cmp"
	"strconv"

	"throughline/internal/core/transfer"
)

// homes are the fields of a card that have a home with us: the board is the
// source's scope. "limits" are Trello's own quotas, the same for every card.
const homes = "id|name|desc|closed|idList|idMembers|members|idLabels|labels|idChecklists|checklists|" +
	"attachments|customFieldItems|actions|url|idBoard|limits"

// extra keeps what has no home with us, by Trello's own names, and the custom
// fields by theirs.
func (r *reader) extra(c found) map[string]any {
	out := map[string]any{}
	for key, v := range c.Object {
		if among(key, homes) || transfer.IsEmpty(v) {
			continue
		}
		out[key] = transfer.Plain(v)
	}
	if kept := r.checkItemExtra(c); len(kept) > 0 {
		out["checkItems"] = kept
	}
	for _, v := range c.List("customFieldItems") {
		r.customField(transfer.AsObject(v), out)
	}
	return out
}

// customField keeps one value. A field that is called like something else
// that is kept says which one it is.
func (r *reader) customField(item transfer.Object, out map[string]any) {
	id := item.Text("idCustomField")
	if id == "" {
		return
	}
	field := r.fields.byID[id]
	name := cmp.Or(field.Line("name"), id)
	if _, taken := out[name]; taken {
		name += " (" + id + ")"
	}
	if v := customValue(field.Object, item); !transfer.IsEmpty(v) {
		out[name] = v
	}
}

// customValue reads a value by its type: text, number, date, checkbox, or the
// text of an option.
func customValue(field, item transfer.Object) any {
	if id := item.Text("idValue"); id != "" {
		for _, v := range field.List("options") {
			if o := transfer.AsObject(v); o.Text("id") == id {
				return cmp.Or(o.Object("value").Text("text"), id)
			}
		}
		return id
	}
	value := item.Object("value")
	if s := value.Text("number"); s != "" {
		if n, err := strconv.ParseFloat(s, 64); err == nil && strconv.FormatFloat(n, 'f', -1, 64) == s {
			return n
		}
		return s
	}
	if s := value.Text("checked"); s != "" {
		return s == "true"
	}
	return cmp.Or(value.Text("text"), value.Text("date"))
}
