package app_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"throughline/internal/core/op"
)

var idForm = regexp.MustCompile(`[0-7][0-9a-hjkmnp-tv-z]{25}`)

// document is the OpenAPI document as somebody outside reads it.
type document struct {
	all  obj
	byID map[string]obj // operations
}

func readDocument(b *bench) *document {
	b.t.Helper()
	raw, err := op.OpenAPI(b.Engine.Reg, "test")
	b.must(err)
	return parseDocument(raw, b.must)
}

func parseDocument(raw []byte, must func(error)) *document {
	doc := &document{byID: map[string]obj{}}
	must(json.Unmarshal(raw, &doc.all))
	for _, methods := range doc.all["paths"].(obj) {
		for _, o := range methods.(obj) {
			doc.byID[o.(obj)["operationId"].(string)] = o.(obj)
		}
	}
	return doc
}

// follow resolves a reference within the document.
func (doc *document) follow(v obj) obj {
	ref, is := v["$ref"].(string)
	if !is {
		return v
	}
	at := any(doc.all)
	for _, step := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
		next, there := at.(obj)[step]
		if !there {
			return nil
		}
		at = next
	}
	return at.(obj)
}

// conforms says how an answer differs from what the document says of it.
func (doc *document) conforms(d *op.Def, rec *httptest.ResponseRecorder) error {
	o, there := doc.byID[d.Name]
	if !there {
		return errors.New("the operation is not described")
	}
	responses := o["responses"].(obj)
	status := strconv.Itoa(rec.Code)
	answer, declared := responses[status].(obj)
	if !declared {
		if rec.Code < 400 || rec.Code >= 500 {
			return fmt.Errorf("the status %d is not declared", rec.Code)
		}
		answer = responses["default"].(obj)
	}
	content, has := doc.follow(answer)["content"].(obj)
	if !has {
		if rec.Body.Len() > 0 {
			return errors.New("a body is not declared")
		}
		return nil
	}
	media, _, err := mime.ParseMediaType(rec.Header().Get("Content-Type"))
	if err != nil {
		return fmt.Errorf("content type %q: %w", rec.Header().Get("Content-Type"), err)
	}
	of, declared := content[media].(obj)
	if !declared {
		if _, bytes := doc.success(d)["application/octet-stream"]; bytes && (rec.Code == d.Status || rec.Code == 412 || rec.Code == 416) {
			return nil // a file of any type, or what HTTP itself says of conditions and ranges
		}
		return fmt.Errorf("the content type %s is not declared", media)
	}
	if !strings.HasSuffix(media, "json") {
		return nil
	}
	var v any
	if err := json.Unmarshal(rec.Body.Bytes(), &v); err != nil {
		return err
	}
	if e, set := doc.header(answer, "ETag"); set && rec.Header().Get("Etag") == "" {
		return fmt.Errorf("the header ETag (%s) is missing", e)
	}
	return doc.valid(v, of["schema"].(obj), "")
}

// success gives the content of an operation's answer when all is well.
func (doc *document) success(d *op.Def) obj {
	answer, _ := doc.byID[d.Name]["responses"].(obj)[strconv.Itoa(d.Status)].(obj)
	content, _ := answer["content"].(obj)
	return content
}

func (doc *document) header(answer obj, name string) (string, bool) {
	all, _ := answer["headers"].(obj)
	h, set := all[name].(obj)
	if !set {
		return "", false
	}
	says, _ := doc.follow(h)["description"].(string)
	return says, true
}

// valid checks a value against a schema, in the words that our document uses.
func (doc *document) valid(v any, schema obj, at string) error {
	s := doc.follow(schema)
	if s == nil {
		return fmt.Errorf("%s: the reference %v leads nowhere", at, schema["$ref"])
	}
	if any, is := s["anyOf"].([]interface{}); is {
		var all []string
		for _, one := range any {
			err := doc.valid(v, one.(obj), at)
			if err == nil {
				return nil
			}
			all = append(all, err.Error())
		}
		return fmt.Errorf("%s fits none of: %s", at, strings.Join(all, "; "))
	}
	if err := typed(v, s["type"], at); err != nil {
		return err
	}
	if enum, is := s["enum"].([]any); is && !slices.Contains(enum, v) {
		return fmt.Errorf("%s: %v is not one of %v", at, v, enum)
	}
	switch x := v.(type) {
	case string:
		return validText(x, s, at)
	case float64:
		return validNumber(x, s, at)
	case []any:
		if n, is := s["maxItems"].(float64); is && float64(len(x)) > n {
			return fmt.Errorf("%s has %d entries", at, len(x))
		}
		if n, is := s["minItems"].(float64); is && float64(len(x)) < n {
			return fmt.Errorf("%s has %d entries", at, len(x))
		}
		items, is := s["items"].(obj)
		for i, e := range x {
			if !is {
				break
			}
			if err := doc.valid(e, items, fmt.Sprintf("%s[%d]", at, i)); err != nil {
				return err
			}
		}
	case obj:
		return doc.validObject(x, s, at)
	}
	return nil
}

func typed(v, types any, at string) error {
	is := ""
	switch x := v.(type) {
	case nil:
		is = "null"
	case string:
		is = "string"
	case bool:
		is = "boolean"
	case float64:
		is = "number"
		if x == float64(int64(x)) {
			is = "integer"
		}
	case []any:
		is = "array"
	case obj:
		is = "object"
	}
	fits := func(t any) bool { return t == is || t == "number" && is == "integer" }
	switch t := types.(type) {
	case nil:
		return nil
	case string:
		if fits(t) {
			return nil
		}
	case []any:
		if slices.ContainsFunc(t, fits) {
			return nil
		}
	}
	return fmt.Errorf("%s is %s, and should be %v", at, is, types)
}

func validText(x string, s obj, at string) error {
	n := float64(utf8.RuneCountInString(x))
	if most, is := s["maxLength"].(float64); is && n > most {
		return fmt.Errorf("%s has %v characters", at, n)
	}
	if least, is := s["minLength"].(float64); is && n < least {
		return fmt.Errorf("%s has %v characters", at, n)
	}
	if p, is := s["pattern"].(string); is && !regexp.MustCompile(p).MatchString(x) {
		return fmt.Errorf("%s: %q does not match %s", at, x, p)
	}
	var err error
	switch s["format"] {
	case "date":
		_, err = time.Parse(time.DateOnly, x)
	case "date-time":
		_, err = time.Parse(time.RFC3339Nano, x)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", at, err)
	}
	return nil
}

func validNumber(x float64, s obj, at string) error {
	if least, is := s["minimum"].(float64); is && x < least {
		return fmt.Errorf("%s: %v is too small", at, x)
	}
	if most, is := s["maximum"].(float64); is && x > most {
		return fmt.Errorf("%s: %v is too large", at, x)
	}
	return nil
}

func (doc *document) validObject(x, s obj, at string) error {
	props, _ := s["properties"].(obj)
	required, _ := s["required"].([]any)
	for _, name := range required {
		if _, there := x[name.(string)]; !there {
			return fmt.Errorf("%s.%s is missing", at, name)
		}
	}
	for name, v := range x {
		of, known := props[name].(obj)
		if !known {
			switch extra := s["additionalProperties"].(type) {
			case obj:
				of = extra
			case nil:
				if props != nil {
					return fmt.Errorf("%s.%s is not described", at, name)
				}
				continue
			default:
				return fmt.Errorf("%s.%s is not allowed", at, name)
			}
		}
		if err := doc.valid(v, of, at+"."+name); err != nil {
			return err
		}
	}
	return nil
}
