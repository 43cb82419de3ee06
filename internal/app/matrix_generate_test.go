package app_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"throughline/internal/kit/id"
)

// maker makes values that fit a schema of the document.
type maker struct {
	*bench
	doc  *document
	rng  *rand.Rand
	rows map[string]row
	at   place // where the things are that references name
}

// texts are words that tend to break what handles text carelessly.
var texts = []string{
	"plain", "ünïcödé ßtraße", "日本語のタイトル", "עברית", "a'b\"c;--", "{{.}} ${x} %s %n", "<script>alert(1)</script>", "line\nbreak\ttab", "=1+1",
	"👩‍👩‍👧", "\u202e reversed", " spaces ", "null", "0", "true", "../../etc/passwd", "\\", "@adam @nobody #LEND-1", "a\u0301", "\ufeff",
}

// value makes a value.
func (g *maker) value(schema obj, depth int) any {
	s := g.doc.follow(schema)
	if any, is := s["anyOf"].([]any); is {
		return g.value(any[g.rng.IntN(len(any))].(obj), depth)
	}
	types := typesOf(s)
	if len(types) == 0 {
		return []any{nil, true, 1.5, "any", []any{}, obj{"a": 1}}[g.rng.IntN(6)]
	}
	if enum, is := s["enum"].([]any); is {
		return enum[g.rng.IntN(len(enum))]
	}
	if examples, is := s["examples"].([]any); is && g.rng.IntN(2) == 0 {
		return examples[g.rng.IntN(len(examples))]
	}
	switch types[g.rng.IntN(len(types))] {
	case "null":
		return nil
	case "boolean":
		return g.rng.IntN(2) == 0
	case "integer":
		return g.number(s, true)
	case "number":
		return g.number(s, false)
	case "array":
		return g.list(s, depth)
	case "object":
		return g.object(s, depth, 0.5)
	default:
		return g.text(s)
	}
}

func typesOf(s obj) []string {
	switch t := s["type"].(type) {
	case string:
		return []string{t}
	case []any:
		var out []string
		for _, one := range t {
			out = append(out, one.(string))
		}
		return out
	default:
		return nil
	}
}

func (g *maker) number(s obj, whole bool) any {
	least, most := -1e6, 1e6
	if n, is := s["minimum"].(float64); is {
		least = n
	}
	if n, is := s["maximum"].(float64); is {
		most = n
	} else if least > most {
		most = least + 1e6
	}
	edge := []float64{least, most, max(least, min(most, 0)), max(least, min(most, 1)), least + g.rng.Float64()*(most-least)}
	n := edge[g.rng.IntN(len(edge))]
	if whole {
		return int64(n)
	}
	return n
}

func (g *maker) list(s obj, depth int) []any {
	least, most := 0, 3
	if n, is := s["minItems"].(float64); is {
		least = int(n)
	}
	if n, is := s["maxItems"].(float64); is {
		most = min(most, int(n))
	}
	most = max(most, least)
	out := []any{}
	items, _ := s["items"].(obj)
	if ref, is := s["x-ref"].(string); is && items["x-ref"] == nil {
		items = obj{"type": "string", "x-ref": ref}
	}
	for n := least + g.rng.IntN(most-least+1); len(out) < n && items != nil && depth < 5; {
		out = append(out, g.value(items, depth+1))
	}
	return out
}

// object makes an object with what is required, and each other property with a
// chance.
func (g *maker) object(s obj, depth int, chance float64) obj {
	out := obj{}
	props, _ := s["properties"].(obj)
	required, _ := s["required"].([]any)
	for _, name := range sortedKeys(props) {
		must := slices.Contains(required, any(name))
		if must || depth < 4 && g.rng.Float64() < chance {
			out[name] = g.value(props[name].(obj), depth+1)
		}
	}
	if extra, is := s["additionalProperties"].(obj); is && depth < 4 && g.rng.IntN(3) == 0 {
		out[texts[g.rng.IntN(len(texts))]] = g.value(extra, depth+1)
	}
	return out
}

func sortedKeys(m obj) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (g *maker) text(s obj) string {
	if ref, is := s["x-ref"].(string); is {
		return g.ref(ref)
	}
	switch s["format"] {
	case "date":
		return fmt.Sprintf("20%02d-%02d-%02d", g.rng.IntN(100), 1+g.rng.IntN(12), 1+g.rng.IntN(28))
	case "date-time":
		return fmt.Sprintf("20%02d-%02d-%02dT%02d:30:00Z", g.rng.IntN(100), 1+g.rng.IntN(12), 1+g.rng.IntN(28), g.rng.IntN(24))
	case "email":
		return fmt.Sprintf("person%d@example.com", g.number1())
	case "uri":
		return "https://example.com/" + fmt.Sprint(g.rng.IntN(1000))
	case "time-zone":
		return []string{"UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns"}[g.rng.IntN(4)]
	}
	if p, is := s["pattern"].(string); is && strings.HasPrefix(p, "^[A-Z]") {
		return fmt.Sprintf("K%d", g.number1())
	}
	word := texts[g.rng.IntN(len(texts))] + " " + fmt.Sprint(g.number1())
	runes := []rune(word)
	if most, is := s["maxLength"].(float64); is {
		if g.rng.IntN(8) == 0 && most < 5000 { // as long as can be
			runes = []rune(strings.Repeat("ä", int(most)))
		}
		runes = runes[:min(len(runes), int(most))]
	}
	if least, is := s["minLength"].(float64); is {
		if least == 26 { // an id of the caller's own
			return id.Of("made", fmt.Sprint(g.rng.Uint64()))
		}
		for float64(len(runes)) < least {
			runes = append(runes, 'x')
		}
	}
	return string(runes)
}

func (g *maker) number1() int { return 100000 + g.rng.IntN(800000) }

// ref names a thing: mostly one that is there and may be seen, sometimes a
// hidden or foreign one, or none.
func (g *maker) ref(ref string) string {
	switch g.rng.IntN(10) {
	case 0:
		return id.Of("nothing", ref, fmt.Sprint(g.rng.Uint64()))
	case 1:
		return g.named(ref, hide)
	case 2:
		return g.named(ref, theirs)
	case 3:
		return []string{"LEND", "LEND-1", "lend-2", "LEND-99999", "HIDE-1", "me", "@adam", "adam@example.com"}[g.rng.IntN(8)]
	default:
		return g.named(ref, g.at)
	}
}

// sortOf says which sort of thing an x-ref names.
func (b *bench) sortOf(ref string) string {
	switch ref {
	case "record":
		return "risk"
	case "item":
		return "story"
	}
	if _, known := b.things[ref]; known {
		return ref
	}
	if _, known := kinds[ref]; known {
		return ref
	}
	return ""
}

// inWhole says whether things of a sort belong to the workspace as a whole.
var inWhole = []string{"member", "member!deactivated", "role", "invitation", "token", "session", "login", "workspace", "account", "contact", "portfolio"}

// named gives the id of a thing that stands at a place, or in the workspace of
// the place.
func (b *bench) named(ref string, at place) string {
	sort := b.sortOf(ref)
	if sort == "" {
		return id.Of("nothing", ref)
	}
	if slices.Contains(inWhole, sort) {
		at = map[string]place{"A": whole, "B": theirsW}[at.in()]
	}
	return b.stands(sort, at)
}
