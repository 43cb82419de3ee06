package patch

import (
	"fmt"
	"net/mail"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Check notes every field of v whose value breaks its rules.
func (s *Shape) Check(v any, list *errs.List) {
	for _, f := range s.Fields {
		if msg := f.Rules.check(s.Value(v, f)); msg != "" {
			list.Add(f.Name, "%s", msg)
		}
	}
}

func (r Rules) check(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			if r.Required {
				return "is required"
			}
			return ""
		}
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.String:
		return r.checkText(v.String())
	case reflect.Int, reflect.Int64, reflect.Int32:
		return r.checkNumber(float64(v.Int()), "")
	case reflect.Float64:
		return r.checkNumber(v.Float(), "")
	case reflect.Slice:
		if r.Required && v.Len() == 0 {
			return "needs at least one entry"
		}
		if msg := r.checkNumber(float64(v.Len()), " entries"); msg != "" {
			return msg
		}
		return r.checkEntries(v)
	case reflect.Map:
		if !clean(v.Interface()) {
			return notText
		}
		return ""
	default:
		return ""
	}
}

func (r Rules) checkEntries(v reflect.Value) string {
	if v.Type().Elem().Kind() != reflect.String {
		return ""
	}
	for i := range v.Len() {
		s := v.Index(i).String()
		switch {
		case !clean(s):
			return notText
		case len(r.Enum) > 0 && !slices.Contains(r.Enum, s):
			return fmt.Sprintf("%q is not one of %s", s, strings.Join(r.Enum, ", "))
		}
	}
	return ""
}

const notText = "must be valid text without NUL characters"

// clean says whether both databases can keep all text in a value as it comes
// from JSON.
func clean(v any) bool {
	switch x := v.(type) {
	case string:
		return utf8.ValidString(x) && !strings.ContainsRune(x, 0)
	case []any:
		return !slices.ContainsFunc(x, func(e any) bool { return !clean(e) })
	case map[string]any:
		for k, e := range x {
			if !clean(k) || !clean(e) {
				return false
			}
		}
	}
	return true
}

func (r Rules) checkNumber(n float64, unit string) string {
	if r.Min != nil && n < *r.Min {
		return fmt.Sprintf("must be at least %v%s", *r.Min, unit)
	}
	if r.Max != nil && n > *r.Max {
		return fmt.Sprintf("must be at most %v%s", *r.Max, unit)
	}
	return ""
}

func (r Rules) checkText(s string) string {
	if strings.TrimSpace(s) == "" {
		if r.Required {
			return "is required"
		}
		if s == "" {
			return ""
		}
	}
	if !clean(s) {
		return notText
	}
	n := float64(utf8.RuneCountInString(s))
	if r.Min != nil && n < *r.Min {
		return fmt.Sprintf("must have at least %v characters", *r.Min)
	}
	if r.Max != nil && n > *r.Max {
		return fmt.Sprintf("must have at most %v characters, not %v", *r.Max, n)
	}
	if len(r.Enum) > 0 && !slices.Contains(r.Enum, s) {
		return fmt.Sprintf("%q is not one of %s", s, strings.Join(r.Enum, ", "))
	}
	return checkFormat(r.Format, s)
}

func checkFormat(format, s string) string {
	switch format {
	case "day":
		if d, err := clock.ParseDay(s); err != nil || string(d) != s {
			return fmt.Sprintf("%q is not a day like 2026-03-01", s)
		}
	case "email":
		if a, err := mail.ParseAddress(s); err != nil || a.Address != s {
			return fmt.Sprintf("%q is not an e-mail address", s)
		}
	case "url":
		if u, err := url.Parse(s); err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
			return fmt.Sprintf("%q is not a web address like https://example.com", s)
		}
	case "zone":
		if _, err := time.LoadLocation(s); err != nil || s == "Local" {
			return fmt.Sprintf("%q is not a time zone like Europe/Berlin", s)
		}
	case "key":
		if len(s) < 2 || len(s) > 10 || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" || s[0] < 'A' {
			return "must be 2 to 10 capitals or digits, beginning with a letter"
		}
	}
	return ""
}
