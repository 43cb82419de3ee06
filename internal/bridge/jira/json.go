package jira

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// ReadJSON reads results of Jira's search interface, of Cloud or Server: the
// envelope {"issues":[…]}, several pages of it in one or more files, a bare
// array of issues, single issues, or one of these per line. A board's list of
// sprints ({"values":[…]}) may be given along and adds what the issues do not
// tell of their sprints. An issue that cannot be read is a Problem and the
// others go in; where a file breaks off, what stood before goes in.
func ReadJSON(files []transfer.File) (*transfer.Source, error) {
	if len(files) == 0 {
		return nil, errs.New(errs.Invalid, "There is no file to read. Name at least one JSON file from Jira's search.")
	}
	j := newJSONReader(files)
	for _, f := range files {
		if err := j.file(f); err != nil {
			return nil, err
		}
	}
	j.learn()
	for _, i := range j.issues {
		j.item(i)
	}
	j.complete()
	j.src.Name = j.name(files)
	return j.finish(len(j.histories)), nil
}

// jsonReader is the work on one call.
type jsonReader struct {
	*gather
	site
	issues    []*issue
	byKey     map[string]int
	total     int             // issues that the envelope speaks of
	histories map[string]bool // distinct changelog entries
	current   string          // file in hand, for places
	text      string          // of the file in hand, for line numbers
	found     int             // issues and sprints of the file in hand
}

func newJSONReader(files []transfer.File) *jsonReader {
	return &jsonReader{gather: newGather(files), site: newSite(), byKey: map[string]int{}, histories: map[string]bool{}}
}

// name is the site with its projects.
func (j *jsonReader) name(files []transfer.File) string {
	projects := strings.Join(j.names, ", ")
	switch {
	case j.host == "" && projects == "":
		return files[0].Name
	case j.host == "":
		return projects
	case projects == "":
		return j.host
	}
	return j.host + ": " + projects
}

// file reads the values of one file.
func (j *jsonReader) file(f transfer.File) error {
	j.current, j.found = f.Name, 0
	var bad int
	j.text, _, bad = sheet.Text(f.Data)
	if bad > 0 {
		j.problem(f.Name, "%d places hold bytes that are no text; they show as \uFFFD.", bad)
	}
	dec := json.NewDecoder(strings.NewReader(j.text))
	for n := 0; ; n++ {
		err := j.value(dec, n)
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			continue
		}
		line := lineAt(j.text, dec.InputOffset())
		if j.found == 0 {
			return errs.New(errs.Invalid, "%s is not JSON that can be read: line %d: %v. Save the answer of Jira's search again, whole.", f.Name, line, err)
		}
		j.problem(j.place(f.Name, fmt.Sprintf("line %d", line)), "The file cannot be read from here on (%v); what stood before went in.", err)
		return nil
	}
	if j.found == 0 && !strings.Contains(j.text, `"issues"`) && !strings.Contains(j.text, `"values"`) {
		return errs.New(errs.Invalid, `%s holds no issues. Expected is an answer of Jira's search, {"issues":[…]}, a list of issues, or a board's sprints.`, f.Name)
	}
	return nil
}

// lineAt is the line of what follows an offset.
func lineAt(text string, offset int64) int {
	before := text[:min(offset, int64(len(text)))]
	rest := strings.TrimLeft(text[len(before):], " \t\r\n,:")
	return 1 + strings.Count(text[:len(text)-len(rest)], "\n")
}

// value reads one value of the top level. io.EOF says that there is none.
func (j *jsonReader) value(dec *json.Decoder, n int) error {
	token, err := dec.Token()
	if err != nil {
		return err
	}
	switch token {
	case json.Delim('['):
		return broken(j.list(dec, "["))
	case json.Delim('{'):
		return broken(j.envelope(dec, n))
	}
	return fmt.Errorf("a list or an object is expected, not %v", token)
}

// broken makes an end inside a value an error.
func broken(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// envelope reads an object: the lists in it that hold issues or sprints one by
// one, so that what stands before a break is not lost, and the rest as it is.
func (j *jsonReader) envelope(dec *json.Decoder, n int) error {
	top := map[string]json.RawMessage{}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		switch name {
		case "issues", "values", "sprints":
			err = j.listOf(dec, name)
		default:
			var raw json.RawMessage
			err = dec.Decode(&raw)
			top[name] = raw
		}
		if err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return err
	}
	j.learnEnvelope(top)
	if top["fields"] != nil || top["key"] != nil {
		j.element(remarshal(top), fmt.Sprintf("value %d", n+1))
	}
	return nil
}

// remarshal gives an object that was taken apart as one text again.
func remarshal(top map[string]json.RawMessage) json.RawMessage {
	raw, err := json.Marshal(top)
	if err != nil { // cannot be: every part was decoded from JSON
		return json.RawMessage("{}")
	}
	return raw
}

// listOf reads the value of a name that should hold a list.
func (j *jsonReader) listOf(dec *json.Decoder, name string) error {
	token, err := dec.Token()
	if err != nil {
		return err
	}
	switch token {
	case json.Delim('['):
		return j.list(dec, name+"[")
	case json.Delim('{'):
		return j.skip(dec, name)
	}
	return nil
}

// skip passes over an object where a list belongs.
func (j *jsonReader) skip(dec *json.Decoder, name string) error {
	j.problem(j.place(j.current, name), "A list is expected here; the object was left out.")
	for dec.More() {
		if _, err := dec.Token(); err != nil {
			return err
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return err
		}
	}
	_, err := dec.Token()
	return err
}

// list reads the elements up to the closing bracket.
func (j *jsonReader) list(dec *json.Decoder, prefix string) error {
	for i := 0; dec.More(); i++ {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		j.element(raw, fmt.Sprintf("%s%d]", prefix, i))
	}
	_, err := dec.Token()
	return err
}

// element takes an issue or a sprint.
func (j *jsonReader) element(raw json.RawMessage, where string) {
	where = j.place(j.current, where)
	var probe struct {
		Key    *flex           `json:"key"`
		Fields json.RawMessage `json:"fields"`
		State  *flex           `json:"state"`
		Name   *flex           `json:"name"`
	}
	if err := json.Unmarshal(raw, &probe); err != nil {
		j.problem(where, "This is no issue: %s. It was left out.", plainError(err))
		return
	}
	switch {
	case probe.Fields != nil || probe.Key != nil && probe.State == nil:
		if i := j.newIssue(raw, where); i != nil {
			j.found++
			j.add(i)
		}
	case probe.State != nil && probe.Name != nil:
		var s sprintJSON
		if err := json.Unmarshal(raw, &s); err != nil || s.ID == "" {
			j.problem(where, "The sprint could not be read and was left out.")
			return
		}
		j.found++
		j.sprint(s.sprint())
	default:
		j.problem(where, "This is neither an issue (with key and fields) nor a sprint; it was left out.")
	}
}

// complete reports an export of which a page is missing.
func (j *jsonReader) complete() {
	if j.total > len(j.issues) && len(j.issues) > 0 {
		j.problem(j.host, "Jira's search found %d issues, but the files hold %d. Export the other pages (startAt=%d) and import them too.",
			j.total, len(j.issues), len(j.issues))
	}
}

// plainError cuts Go's words from an error of the JSON decoder.
func plainError(err error) string {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		kind := "a " + wrong.Value
		if wrong.Value == "array" || wrong.Value == "object" {
			kind = "an " + wrong.Value
		}
		return first(wrong.Field, "it") + " is " + kind
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}
