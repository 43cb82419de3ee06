package query

import (
	"encoding/json"

	"throughline/internal/kit/clock"
)

// shown is how a field's column is read for showing it.
func (f Field) shown() Type {
	switch f.Type {
	case NumberType, InstantType, BoolType, DayType:
		return f.Type
	default:
		return TextType
	}
}

// show gives a value as JSON has it.
func (f Field) show(v any) any {
	if n, ok := v.(int64); ok && f.Type == InstantType {
		return clock.Instant(n)
	}
	if s, ok := v.(string); ok && s == "" {
		return nil
	}
	return v
}

// tagList reads the column of tags; most records have none.
func tagList(s string) []string {
	out := []string{}
	if s != "" && s != "[]" {
		_ = json.Unmarshal([]byte(s), &out)
	}
	return out
}
