package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/kit/errs"
)

// Mapping says what the columns of a table mean. As a file it is JSON:
//
//	{"system": "csv", "scope": "research", "name": "Research board",
//	 "header": 3, "dates": "dmy",
//	 "kind": {"column": "Type", "values": {"Bug": "bug"}, "else": "story"},
//	 "states": {"Doing": "doing", "Shipped": "closed"},
//	 "columns": {
//	   "id": "Task ID", "title": "Name", "body": "Notes", "state": "Section/Column",
//	   "owner": {"column": "Assignee Email", "name": "Assignee"},
//	   "labels": {"column": "Tags", "split": ","},
//	   "parent": {"column": "Parent task", "by": "title"},
//	   "links": [{"column": "Blocked By", "split": ",", "type": "blocks", "reverse": true}]}}
//
// Nothing is required but a column for the title or for the body; without any
// columns they are guessed from the headers.
type Mapping struct {
	System  string             `json:"system"`  // "csv" when empty
	Scope   string             `json:"scope"`   // where ids are unique: a board, a folder
	Name    string             `json:"name"`    // what people call it; the file's name when empty
	Header  int                `json:"header"`  // number of the row with the headers; the first row that holds something when 0
	Dates   sheet.Order        `json:"dates"`   // "dmy", "mdy" or "ymd"; what the dates themselves prove when empty
	Kind    Kind               `json:"kind"`    // of the records to make; "story" when empty
	States  map[string]string  `json:"states"`  // category of a state: "todo", "doing", "done" or "closed"
	Columns map[string]Columns `json:"columns"` // by field: see Fields
}

// Kind is a word for all rows, or a column that says it for each.
type Kind struct {
	Always string            `json:"-"`
	Column string            `json:"column"`
	Values map[string]string `json:"values"` // from what stands in the column to our word; other values stand as they are, in lower case
	Else   string            `json:"else"`   // for values that Values does not have, and for empty cells
}

// Columns are the columns of one field, in order. Most fields take the first
// that holds something; lists take all.
type Columns []Column

// Column is how one column is read. In JSON it may be just its header.
type Column struct {
	Column  string            `json:"column"`
	Split   string            `json:"split"`   // what divides several values in one cell
	Values  map[string]string `json:"values"`  // what stands in the column, to what it means
	Name    string            `json:"name"`    // people: column with the display name
	Email   string            `json:"email"`   // people: column with the e-mail address
	By      string            `json:"by"`      // parent and links: "id", or "title" when the cell names the other row
	Type    string            `json:"type"`    // links: "blocks", "duplicates" or "relates" (the default)
	Reverse bool              `json:"reverse"` // links: from the other row to this one
	Start   string            `json:"start"`   // sprint: column with its first day
	End     string            `json:"end"`     // sprint: column with its last day
	Escapes bool              `json:"escapes"` // body: a written \n means a line end
}

// Fields are the names that Mapping.Columns knows: the fields of an item, and
// its comments.
func Fields() []string {
	return []string{
		"id", "aliases", "url", "type", "title", "body", "state", "archived", "owner", "others", "reporter", "labels", "priority",
		"estimate", "dueOn", "createdAt", "updatedAt", "doneAt", "order", "parent", "sprint", "releases", "checklists", "attachments",
		"links", "comments",
	}
}

// ParseMapping reads a mapping file. Its errors are of kind errs.Invalid and
// name the part that is wrong.
func ParseMapping(data []byte) (Mapping, error) {
	text, _, _ := sheet.Text(data)
	var m Mapping
	if err := strict([]byte(text), &m); err != nil {
		return m, errs.New(errs.Invalid, "The mapping file is not valid: %s.", reason(err))
	}
	return m, m.check()
}

// check finds what is wrong with a mapping before any table is seen.
func (m Mapping) check() error {
	var list errs.List
	for _, field := range sorted(m.Columns) {
		if !slices.Contains(Fields(), field) {
			list.Add("columns."+field, "there is no such field; the fields are %s", strings.Join(Fields(), ", "))
		}
		for _, c := range m.Columns[field] {
			c.check(&list, "columns."+field)
		}
	}
	for _, state := range sorted(m.States) {
		if !slices.Contains([]string{"todo", "doing", "done", "closed"}, m.States[state]) {
			list.Add("states."+state, "%q is no category; the categories are todo, doing, done and closed", m.States[state])
		}
	}
	if !slices.Contains([]sheet.Order{"", sheet.DayFirst, sheet.MonthFirst, sheet.YearFirst}, m.Dates) {
		list.Add("dates", "%q is no order of dates; the orders are dmy, mdy and ymd", m.Dates)
	}
	if m.Header < 0 {
		list.Add("header", "the number of a row is 1 or more")
	}
	return list.Err()
}

func (c Column) check(list *errs.List, where string) {
	if c.Column == "" {
		list.Add(where, `name the column, as in "Status" or {"column": "Status"}`)
	}
	if !slices.Contains([]string{"", "id", "title"}, c.By) {
		list.Add(where+".by", `%q is not known; say "id" or "title"`, c.By)
	}
	if !slices.Contains([]string{"", "blocks", "duplicates", "relates"}, c.Type) {
		list.Add(where+".type", `%q is no type of link; the types are blocks, duplicates and relates`, c.Type)
	}
}

// headers are all headers that a column refers to.
func (c Column) headers() []string {
	return slices.DeleteFunc([]string{c.Column, c.Name, c.Email, c.Start, c.End}, func(h string) bool { return h == "" })
}

// UnmarshalJSON takes "story" or an object.
func (k *Kind) UnmarshalJSON(b []byte) error {
	if b[0] == '"' || string(b) == "null" {
		*k = Kind{}
		return json.Unmarshal(b, &k.Always)
	}
	type plain Kind
	return strict(b, (*plain)(k))
}

// MarshalJSON gives the short form back where it says it all.
func (k Kind) MarshalJSON() ([]byte, error) {
	if k.Column == "" {
		return json.Marshal(k.Always)
	}
	type plain Kind
	return json.Marshal(plain(k))
}

// UnmarshalJSON takes one column or a list of them.
func (c *Columns) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		var list []Column
		err := json.Unmarshal(b, &list)
		*c = list
		return err
	}
	var one Column
	err := json.Unmarshal(b, &one)
	*c = Columns{one}
	return err
}

// UnmarshalJSON takes a header or an object.
func (c *Column) UnmarshalJSON(b []byte) error {
	if b[0] == '"' || string(b) == "null" {
		*c = Column{}
		return json.Unmarshal(b, &c.Column)
	}
	type plain Column
	return strict(b, (*plain)(c))
}

// strict refuses names that are not known, so that a slip of the pen is not
// silently left out.
func strict(b []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("something follows the end of the object")
	}
	return nil
}

// reason cuts Go's words from an error of the JSON decoder.
func reason(err error) string {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Sprintf("%s cannot be a %s", first(wrong.Field, "the whole"), wrong.Value)
	}
	if errors.Is(err, io.EOF) {
		return "it is empty"
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

func sorted[T any](m map[string]T) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
