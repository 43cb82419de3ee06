package op

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/obs"
	"throughline/internal/platform/web"
)

// Caller is who makes a request, and in which workspace.
type Caller struct {
	Actor     right.Actor
	Workspace string
}

// Identify finds out who makes a request. It gives an empty caller for
// nobody, and an error for credentials that are no good.
type Identify func(*http.Request) (Caller, error)

// bodyLimit bounds a JSON body; the engine may have a lower one. Files have
// their own.
const bodyLimit = 4 << 20

// Mount adds a route for each operation.
func (e *Engine) Mount(mux *http.ServeMux, who Identify) {
	for _, d := range e.Reg.Defs() {
		mux.HandleFunc(d.Method+" "+d.Path, func(w http.ResponseWriter, r *http.Request) {
			if err := e.serve(w, r, d, who); err != nil {
				e.Fail(w, r, err)
			}
		})
	}
}

func (e *Engine) serve(w http.ResponseWriter, r *http.Request, d *Def, who Identify) error {
	caller, err := who(r)
	if err != nil {
		return err
	}
	if d.Perm != Public {
		if err := d.admit(caller.Actor); err != nil {
			return err
		}
	}
	if e.MaxBody > 0 && !d.binary() {
		r.Body = http.MaxBytesReader(w, r.Body, e.MaxBody)
	}
	in, err := d.read(w, r)
	if err != nil {
		return err
	}
	match, err := ifMatch(r)
	if err != nil {
		return err
	}
	c := Call{
		Op: d.Name, Workspace: caller.Workspace, Actor: caller.Actor, Value: in, IfMatch: match,
		Once: r.Header.Get("Idempotency-Key"), Reason: r.Header.Get("Throughline-Reason"),
		Propose: r.Header.Get("Throughline-Propose") == "true", Request: obs.RequestID(r.Context()),
	}
	var ans *Answer
	if d.raw != nil {
		ans, err = e.plain(r.Context(), d, &c, in, &Plain{Request: r, Answer: w})
	} else {
		ans, err = e.Run(r.Context(), c)
	}
	if err != nil {
		return err
	}
	return e.answer(w, r, ans)
}

// read builds an operation's input from path, query and body.
func (d *Def) read(w http.ResponseWriter, r *http.Request) (any, error) {
	v := reflect.New(d.In).Interface()
	body := map[string]json.RawMessage{}
	whole := ""
	var list errs.List
	for _, f := range d.in.Fields {
		sf := d.In.FieldByIndex(f.Index)
		switch sf.Tag.Get("in") {
		case "path":
			body[f.Name] = quote(f, r.PathValue(f.Name), &list)
		case "query":
			switch given := r.URL.Query()[f.Name]; {
			case len(given) > 1:
				list.Add(f.Name, "stands twice in the address")
			case len(given) == 1:
				body[f.Name] = quote(f, given[0], &list)
			}
		case "body":
			whole = f.Name
		}
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	if err := d.onlyKnown(r); err != nil {
		return nil, err
	}
	if d.Writes && !d.binary() {
		if err := d.readBody(w, r, body, whole); err != nil {
			return nil, err
		}
	}
	return v, d.fill(v, body)
}

// binary says whether the body is a file, which the operation reads itself.
func (d *Def) binary() bool {
	_, ok := reflect.New(d.In).Interface().(interface{ Binary() })
	return ok
}

// onlyKnown refuses query parameters that the operation does not have: a
// filter with a typing error must not answer with everything.
func (d *Def) onlyKnown(r *http.Request) error {
	var list errs.List
	for _, name := range slices.Sorted(maps.Keys(r.URL.Query())) {
		if f, ok := d.in.Field(name); !ok || d.In.FieldByIndex(f.Index).Tag.Get("in") != "query" {
			list.Add(name, "is not a parameter of %s", d.Name)
		}
	}
	return list.Err()
}

func (d *Def) readBody(w http.ResponseWriter, r *http.Request, into map[string]json.RawMessage, whole string) error {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	if err != nil {
		var big *http.MaxBytesError
		if errors.As(err, &big) {
			return errs.New(errs.TooLarge, "The body is larger than %d KiB.", big.Limit>>10)
		}
		return errs.Cause(errs.Invalid, err, "The request could not be read.")
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		if whole != "" {
			into[whole] = json.RawMessage("{}")
		}
		return nil
	}
	if ct := r.Header.Get("Content-Type"); ct != "" && !strings.HasPrefix(ct, "application/json") && !strings.HasPrefix(ct, "application/merge-patch+json") {
		return errs.New(errs.Invalid, "Send JSON (Content-Type: application/json), not %q.", strings.TrimSpace(strings.Split(ct, ";")[0]))
	}
	if !utf8.Valid(raw) {
		return errs.New(errs.Invalid, "The body is not UTF-8, as JSON has to be.")
	}
	fields, err := Object(raw)
	if err != nil {
		return err
	}
	if whole != "" {
		into[whole] = raw
		return nil
	}
	var list errs.List
	for name, v := range fields {
		if f, ok := d.in.Field(name); ok && place(d, f) != "" {
			list.Add(name, "belongs into the address")
			continue
		}
		into[name] = v
	}
	return list.Err()
}

// quote turns a path or query value into the JSON its field takes.
func quote(f patch.Field, s string, list *errs.List) json.RawMessage {
	t := f.Type
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t.Kind() == reflect.Bool:
		if s == "" {
			return json.RawMessage("true")
		}
		if _, err := strconv.ParseBool(s); err != nil {
			list.Add(f.Name, "must be true or false")
		}
		return json.RawMessage(s)
	case t.Kind() == reflect.Int64 && t.Name() != "Instant" || t.Kind() == reflect.Int || t.Kind() == reflect.Float64:
		if _, err := strconv.ParseFloat(s, 64); err != nil {
			list.Add(f.Name, "must be a number")
			return json.RawMessage("0")
		}
		return json.RawMessage(s)
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		b, _ := json.Marshal(strings.Split(s, ","))
		return b
	default:
		b, _ := json.Marshal(s)
		return b
	}
}

// Object reads a JSON object and refuses names that stand twice, nesting
// beyond reason, and anything after it.
func Object(raw []byte) (map[string]json.RawMessage, error) {
	var out map[string]json.RawMessage
	if err := json.Unmarshal(raw, &out); err != nil {
		return nil, errs.New(errs.Invalid, "The body is not a JSON object: %v.", err)
	}
	if err := noTwice(raw); err != nil {
		return nil, err
	}
	return out, nil
}

// depthLimit bounds how deep a body may be nested.
const depthLimit = 40

func noTwice(raw []byte) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	type level struct {
		seen map[string]bool
		key  bool
	}
	var stack []level
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errs.New(errs.Invalid, "The body is not JSON: %v.", err)
		}
		top := len(stack) - 1
		switch t := tok.(type) {
		case json.Delim:
			switch t {
			case '{':
				stack = append(stack, level{map[string]bool{}, true})
			case '[':
				stack = append(stack, level{})
			default:
				stack = stack[:top]
				if top > 0 && stack[top-1].seen != nil {
					stack[top-1].key = true
				}
			}
			if len(stack) > depthLimit {
				return errs.New(errs.Invalid, "The body is nested deeper than %d levels.", depthLimit)
			}
			continue
		case string:
			if strings.ContainsRune(t, 0) {
				return errs.New(errs.Invalid, "The body has a NUL character in a text, which no text here may have.")
			}
			if top >= 0 && stack[top].seen != nil && stack[top].key {
				if stack[top].seen[t] {
					return errs.Fieldf(t, "stands twice in one object")
				}
				stack[top].seen[t], stack[top].key = true, false
				continue
			}
		}
		if top >= 0 && stack[top].seen != nil {
			stack[top].key = true
		}
	}
}

// ifMatch reads the version that the caller expects.
func ifMatch(r *http.Request) (int64, error) {
	s := strings.Trim(strings.TrimPrefix(r.Header.Get("If-Match"), "W/"), `"`)
	if s == "" || s == "*" {
		return 0, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 {
		return 0, errs.Fieldf("If-Match", "must be the version that you last read")
	}
	return n, nil
}

func (e *Engine) answer(w http.ResponseWriter, r *http.Request, ans *Answer) error {
	h := w.Header()
	if s, ok := ans.Value.(Stream); ok {
		s.Serve(w, r)
		return nil
	}
	if ans.Raw != nil {
		h.Set("Content-Type", "application/json")
		h.Set("Idempotency-Replayed", "true")
		w.WriteHeader(ans.Status)
		_, err := w.Write(ans.Raw)
		return ignoreGone(err)
	}
	v := ans.Value
	if ans.Proposal != nil {
		v = ans.Proposal
		h.Set("Location", "/api/v1/proposals/"+ans.Proposal.ID)
	} else if t, ok := v.(record.Thing); ok {
		h.Set("ETag", `"`+strconv.FormatInt(t.Self().Version, 10)+`"`)
	}
	if wire, ok := v.(interface{ Wire() any }); ok {
		v = wire.Wire()
	}
	return WriteJSON(w, ans.Status, v)
}

// WriteJSON answers with a value as JSON.
func WriteJSON(w http.ResponseWriter, status int, v any) error {
	var buf bytes.Buffer
	if raw, ok := v.(JSON); ok {
		buf.Write(raw)
	} else {
		enc := json.NewEncoder(&buf)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(v); err != nil {
			return err
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(buf.Len()))
	w.WriteHeader(status)
	_, err := w.Write(buf.Bytes())
	return ignoreGone(err)
}

// ignoreGone drops the error of a client that went away: the work is done,
// and nobody is left to tell.
func ignoreGone(error) error { return nil }

// Fail answers with an error as a problem document.
func (e *Engine) Fail(w http.ResponseWriter, r *http.Request, err error) {
	if errs.KindOf(err) == errs.Internal {
		e.Log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	}
	web.Fail(w, err)
}
