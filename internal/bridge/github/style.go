package github

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"throughline/internal/core/transfer"
)

// oneStyle gives an object with the REST interface's names: the command line
// writes "createdAt" for "created_at", "author" for "user", "OPEN" for "open",
// and gives the page's address as "url". Hand-made lists mix the two.
func oneStyle(o transfer.Object) transfer.Object {
	out := make(transfer.Object, len(o))
	for _, key := range slices.Sorted(maps.Keys(o)) {
		snake := snakeCase(key)
		if _, told := o[snake]; told && snake != key {
			continue // both are there, and one of them is right already
		}
		out[snake] = o[key]
	}
	if _, told := out["user"]; !told {
		if v, ok := out["author"]; ok {
			out["user"] = v
		}
	}
	if !out.Has("html_url") && (pageURL.MatchString(out.Text("url")) || commentURL.MatchString(out.Text("url"))) {
		out["html_url"] = out["url"]
	}
	delete(out, "author")
	for _, key := range []string{"state", "state_reason"} {
		if word, ok := out[key].(string); ok {
			out[key] = strings.ToLower(word)
		}
	}
	return out
}

func snakeCase(key string) string {
	var b strings.Builder
	for _, c := range key {
		if unicode.IsUpper(c) {
			b.WriteByte('_')
			c = unicode.ToLower(c)
		}
		b.WriteRune(c)
	}
	return b.String()
}
