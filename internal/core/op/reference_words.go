package op

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// says describes a value in words, for people.
func (y *typist) says(s *openSchema) string {
	switch {
	case s.Ref != "":
		return spaced(s.Ref[strings.LastIndexByte(s.Ref, '/')+1:])
	case len(s.AnyOf) > 0:
		return y.says(s.AnyOf[0])
	case len(s.Enum) > 0:
		return "one of " + strings.Join(enumWords(s), ", ")
	case s.Items != nil:
		return y.list(s)
	case slices.Contains(s.Type, "object"):
		if s.Additional != nil && s.Additional.Of != nil {
			return "object of " + y.says(s.Additional.Of)
		}
		return "object"
	case slices.Contains(s.Type, "string"):
		return textWords(s)
	case slices.Contains(s.Type, "integer"):
		return "whole number" + between(s.Minimum, s.Maximum)
	case slices.Contains(s.Type, "number"):
		return "number" + between(s.Minimum, s.Maximum)
	case slices.Contains(s.Type, "boolean"):
		return "true or false"
	default:
		return "any JSON"
	}
}

func (y *typist) list(s *openSchema) string {
	out := "list of " + y.says(s.Items)
	if s.XRef != "" {
		out = "list of ids of a " + spaced(s.XRef)
	}
	if s.MaxItems != nil {
		out += fmt.Sprintf(", at most %d", *s.MaxItems)
	}
	return out
}

func enumWords(s *openSchema) []string {
	var out []string
	for _, v := range s.Enum {
		if word, ok := v.(string); ok && word != "" {
			out = append(out, word)
		}
	}
	return out
}

// formats are the words for kinds of text.
var formats = map[string]string{
	"date": "day, as 2026-11-30", "date-time": "time, as 2026-11-22T09:30:00Z", "email": "e-mail address", "uri": "web address", "time-zone": "time zone",
}

func textWords(s *openSchema) string {
	out, known := formats[s.Format]
	switch {
	case s.XRef != "":
		out = "id of a " + spaced(s.XRef)
	case !known:
		out = "text"
	}
	switch {
	case s.MinLength != nil && *s.MinLength > 1 && s.MaxLength != nil:
		out += fmt.Sprintf(", %d to %d characters", *s.MinLength, *s.MaxLength)
	case s.MinLength != nil && *s.MinLength > 1:
		out += fmt.Sprintf(", at least %d characters", *s.MinLength)
	case s.MaxLength != nil:
		out += fmt.Sprintf(", at most %d characters", *s.MaxLength)
	}
	return out
}

func between(lo, hi *float64) string {
	number := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
	switch {
	case lo != nil && hi != nil:
		return ", " + number(*lo) + " to " + number(*hi)
	case lo != nil:
		return ", at least " + number(*lo)
	case hi != nil:
		return ", at most " + number(*hi)
	default:
		return ""
	}
}

// spaced writes KeyResult and key_result as "key result".
func spaced(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case r == '_':
			b.WriteByte(' ')
		case r >= 'A' && r <= 'Z':
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteRune(r - 'A' + 'a')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
