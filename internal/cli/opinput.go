package cli

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/kit/errs"
)

// callInput is what somebody gave for a call.
type callInput struct {
	bare    []string // words without a name: what stands in the path, in order
	values  []givenValue
	object  map[string]json.RawMessage
	file    string
	reason  string
	once    string
	match   string
	propose bool
}

// givenValue is one field as it was written.
type givenValue struct{ name, text string }

// readCall reads the words after an operation's name.
func readCall(words []string) (*callInput, error) {
	in := &callInput{}
	for len(words) > 0 {
		word, rest := words[0], words[1:]
		name, value, has := strings.Cut(word, "=")
		flag := strings.HasPrefix(name, "--")
		name = strings.TrimPrefix(name, "--")
		switch {
		case name == "":
			return nil, errs.New(errs.Invalid, "%q is neither field=value nor a flag.", word)
		case !has && !flag:
			in.bare = append(in.bare, word)
			words = rest
			continue
		case has:
		case name == "propose" || len(rest) == 0 || strings.HasPrefix(rest[0], "--"):
			value = "true" // a flag without a value is a yes
		default:
			value, rest = rest[0], rest[1:]
		}
		if err := in.take(name, value, flag); err != nil {
			return nil, err
		}
		words = rest
	}
	return in, nil
}

// take sorts one word in: flags of the call itself are only known as flags.
func (in *callInput) take(name, value string, flag bool) error {
	if flag {
		switch name {
		case "input":
			return in.readObject(value)
		case "file":
			in.file = value
			return nil
		case "reason":
			in.reason = value
			return nil
		case "once":
			in.once = value
			return nil
		case "if-match":
			in.match = value
			return nil
		case "propose":
			in.propose = value != "false"
			return nil
		}
	}
	if rest, isFile := strings.CutPrefix(value, "@"); isFile && !flag {
		text, err := os.ReadFile(rest)
		if err != nil {
			return errs.Cause(errs.Invalid, err, "The file for %s cannot be read: %v.", name, err)
		}
		value = string(text)
	}
	in.values = append(in.values, givenValue{name, value})
	return nil
}

func (in *callInput) readObject(value string) error {
	text := []byte(value)
	if name, isFile := strings.CutPrefix(value, "@"); isFile {
		var err error
		if text, err = os.ReadFile(name); err != nil {
			return errs.Cause(errs.Invalid, err, "The input %s cannot be read: %v.", name, err)
		}
	}
	if err := json.Unmarshal(text, &in.object); err != nil || in.object == nil {
		return errs.Cause(errs.Invalid, err, "The input must be a JSON object: %v.", err)
	}
	return nil
}

func (in *callInput) headers(h http.Header) {
	for name, value := range map[string]string{"Throughline-Reason": in.reason, "Idempotency-Key": in.once} {
		if value != "" {
			h.Set(name, value)
		}
	}
	if in.match != "" {
		h.Set("If-Match", strconv.Quote(in.match))
	}
	if in.propose {
		h.Set("Throughline-Propose", "true")
	}
}

// fieldOf finds the schema of a field, wherever the operation takes it.
func (c *catalogue) fieldOf(o *operation, name string) (*schema, bool) {
	for _, p := range o.Parameters {
		if p.Name == name {
			return p.Schema, true
		}
	}
	if o.Body == nil {
		return nil, false
	}
	s, ok := o.Body.Properties[name]
	return c.follow(s), ok
}

func (c *catalogue) fieldNames(o *operation) []string {
	var out []string
	for _, p := range o.Parameters {
		out = append(out, p.Name)
	}
	if o.Body != nil {
		for name := range o.Body.Properties {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// typesOf are the JSON types that a value may have.
func (c *catalogue) typesOf(s *schema) []string {
	out := slices.Clone([]string(s.Type))
	for _, a := range s.AnyOf {
		out = append(out, c.typesOf(c.follow(a))...)
	}
	return out
}

// value turns text into the JSON that a field takes.
func (c *catalogue) value(s *schema, given string) (json.RawMessage, error) {
	types := c.typesOf(s)
	is := func(t string) bool { return slices.Contains(types, t) }
	asText, err := json.Marshal(given)
	if err != nil {
		return nil, err
	}
	looksJSON := json.Valid([]byte(given))
	switch {
	case given == "" && is("null"):
		return json.RawMessage("null"), nil
	case is("string"):
		return asText, nil
	case is("number") || is("integer"):
		if _, err := strconv.ParseFloat(given, 64); err != nil || !looksJSON {
			return nil, errors.New("must be a number")
		}
		return json.RawMessage(given), nil
	case is("boolean"):
		if yes, err := strconv.ParseBool(given); err == nil {
			return json.RawMessage(strconv.FormatBool(yes)), nil
		}
		return nil, errors.New("must be true or false")
	case is("array"):
		return c.list(s, given)
	case is("object"):
		if !looksJSON || !strings.HasPrefix(strings.TrimSpace(given), "{") {
			return nil, errors.New("must be a JSON object")
		}
		return json.RawMessage(given), nil
	case looksJSON:
		return json.RawMessage(given), nil
	}
	return asText, nil
}

// list turns a,b,c or a JSON list into what a field of several values takes.
func (c *catalogue) list(s *schema, given string) (json.RawMessage, error) {
	if strings.HasPrefix(strings.TrimSpace(given), "[") && json.Valid([]byte(given)) {
		return json.RawMessage(given), nil
	}
	items := []json.RawMessage{}
	for one := range strings.SplitSeq(given, ",") {
		if one = strings.TrimSpace(one); one == "" {
			continue
		}
		raw, err := c.value(c.follow(s.Items), one)
		if err != nil {
			return nil, errors.New("each of them " + err.Error())
		}
		items = append(items, raw)
	}
	return json.Marshal(items)
}
