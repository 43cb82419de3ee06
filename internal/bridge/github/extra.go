package github

import (
	"strings"

	"throughline/internal/core/transfer"
)

// homes are the fields of an issue that have a home with us.
const homes = "|number|title|body|state|closed|url|user|labels|milestone|assignee|assignees|created_at|updated_at|closed_at|type|"

// extra keeps what has no home with us, by the names of GitHub's REST
// interface, without the addresses of the interface itself.
func extra(o transfer.Object, action string) map[string]any {
	out := map[string]any{}
	for key, v := range o {
		if strings.Contains(homes, "|"+key+"|") || strings.HasSuffix(key, "_url") {
			continue
		}
		if _, isList := v.([]any); isList && key == "comments" {
			continue
		}
		if v := tidy(v); !transfer.IsEmpty(v) {
			out[transfer.AsText(key)] = v
		}
	}
	if action == "deleted" || action == "transferred" {
		out["action"] = action
	}
	return out
}

// tidy leaves out of a nested value what tells nothing: addresses of the
// interface, empty fields, reactions that nobody made. A user is a login.
func tidy(v any) any {
	list, ok := v.([]any)
	if ok {
		out := make([]any, 0, len(list))
		for _, e := range list {
			out = append(out, tidy(e))
		}
		return out
	}
	o := transfer.AsObject(v)
	if o == nil {
		return transfer.Plain(v)
	}
	if name := login(o); name != "" {
		return name
	}
	if o.Has("total_count") && o.Text("total_count") == "0" {
		return nil
	}
	out := map[string]any{}
	for key, e := range o {
		if key == "url" || strings.HasSuffix(key, "_url") {
			continue
		}
		if e := tidy(e); !transfer.IsEmpty(e) {
			out[transfer.AsText(key)] = e
		}
	}
	return out
}
