// Package transfer moves whole worlds: it takes in what a bridge read from
// another tool's export, and gives out and takes back everything that a
// workspace holds.
//
// Words it owns: source (an export of another tool, read into one shape for
// all tools), item (one card, issue or row of it), plan (what an import would
// do), report (what it did), archive (our own export).
//
// A bridge only reads: it turns a file into a Source and never touches the
// database. What becomes of a Source is decided here, once for all tools.
package transfer

import "throughline/internal/kit/clock"

// Source is one or more export files of one tool, read into one shape.
type Source struct {
	System   string         `json:"system"` // "trello", "jira", "github", "csv"
	Scope    string         `json:"scope"`  // what makes item ids unique inside the system: board id, site, owner/repo; may be ""
	Name     string         `json:"name"`   // what people call it: the board's name
	Read     map[string]int `json:"read"`   // counts in the source's own words, each distinct thing once
	People   []Person       `json:"people"`
	States   []State        `json:"states"` // lists or statuses, in the source's order
	Sprints  []Sprint       `json:"sprints"`
	Releases []Release      `json:"releases"`
	Items    []Item         `json:"items"`
	Comments []Comment      `json:"comments"` // may be about items that are not in this file
	Events   []ItemHistory  `json:"events"`   // changes of items that came in a file of their own
	Problems []Problem      `json:"problems"` // rows that could not be read; the rest goes in
}

// Person is somebody the source names. ID is whatever the source joins by.
type Person struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"` // "" when the source does not tell
	Login string `json:"login"` // user name, "" when there is none
	Bot   bool   `json:"bot"`
}

// State is a list or status of the source, with a proposal for our category.
type State struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Category string `json:"category"` // proposal: "todo", "doing", "done" or "closed"; "" when unknown
	Archived bool   `json:"archived"`
}

// Sprint is an iteration of the source.
type Sprint struct {
	ID      string        `json:"id"`
	Name    string        `json:"name"`
	State   string        `json:"state"` // "planned", "active" or "closed"
	Goal    string        `json:"goal"`
	StartAt clock.Instant `json:"startAt"`
	EndAt   clock.Instant `json:"endAt"`
	DoneAt  clock.Instant `json:"doneAt"`
}

// Release is a version or milestone of the source.
type Release struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Body       string    `json:"body"`
	Released   bool      `json:"released"`
	ReleasedOn clock.Day `json:"releasedOn"`
	DueOn      clock.Day `json:"dueOn"`
}

// Item is one card, issue or row.
type Item struct {
	ID          string         `json:"id"`      // stable inside System and Scope
	Aliases     []string       `json:"aliases"` // what people call it: "EE-12", "#4", a short link
	URL         string         `json:"url"`
	Where       string         `json:"where"` // place in the file, for messages: "cards[12]", "row 7"
	Type        string         `json:"type"`  // the source's own word: "Bug", "子任务"
	Kind        string         `json:"kind"`  // proposal: "story", "bug", "task", "spike" or "feature"
	Title       string         `json:"title"`
	Body        string         `json:"body"`  // Markdown
	State       string         `json:"state"` // id of a State
	Archived    bool           `json:"archived"`
	Owner       string         `json:"owner"`    // person id of the (first) assignee
	Others      []string       `json:"others"`   // person ids of further assignees; they become watchers
	Reporter    string         `json:"reporter"` // person id
	Labels      []string       `json:"labels"`
	Priority    string         `json:"priority"` // the source's own word
	Estimate    *float64       `json:"estimate"`
	DueOn       clock.Day      `json:"dueOn"`
	CreatedAt   clock.Instant  `json:"createdAt"`
	UpdatedAt   clock.Instant  `json:"updatedAt"`
	DoneAt      clock.Instant  `json:"doneAt"`
	Order       string         `json:"order"`  // sorts as text into the source's own order
	Parent      string         `json:"parent"` // item id or alias; may point outside the file
	Sprint      string         `json:"sprint"` // id of the last Sprint; earlier ones are in History
	Releases    []string       `json:"releases"`
	Checklists  []Checklist    `json:"checklists"`
	Attachments []Attachment   `json:"attachments"`
	Links       []Link         `json:"links"`
	History     []Change       `json:"history"` // oldest first
	Extra       map[string]any `json:"extra"`   // what has no home with us, by the source's own names
}

// Checklist becomes criteria, or sub-tasks when the plan says so.
type Checklist struct {
	ID    string      `json:"id"`
	Name  string      `json:"name"`
	Items []CheckItem `json:"items"`
}

// CheckItem is one line of a checklist.
type CheckItem struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Done bool   `json:"done"`
}

// Attachment is a file or link of the source. Nothing is fetched: the address
// is kept.
type Attachment struct {
	ID     string        `json:"id"`
	Name   string        `json:"name"`
	URL    string        `json:"url"`
	Type   string        `json:"type"`  // media type, "" when unknown
	Bytes  int64         `json:"bytes"` // 0 when unknown
	By     string        `json:"by"`    // person id
	At     clock.Instant `json:"at"`
	Upload bool          `json:"upload"` // the source holds the bytes (else it is a link)
}

// Link joins two items. To may point outside the file.
type Link struct {
	ID   string `json:"id"`   // the source's id, the same on both ends; "" when there is none
	Type string `json:"type"` // ours: "blocks", "duplicates", "relates"
	Name string `json:"name"` // the source's own word
	To   string `json:"to"`   // item id or alias
	From string `json:"from"` // item id or alias; "" means the item that carries the link
}

// Comment is one remark on an item.
type Comment struct {
	ID   string        `json:"id"` // stable: the same comment from two files is one
	Item string        `json:"item"`
	By   string        `json:"by"` // person id
	At   clock.Instant `json:"at"`
	Text string        `json:"text"` // Markdown
}

// Change is one step of an item's past. Field is one of ours: "title",
// "body", "state", "owner", "archived", "dueOn", "labels", "estimate",
// "sprint", "release", "parent", "kind", "rank"; any other word is kept as a
// remark in the item's source data. From and To are ids where the present
// value is an id, else the value's text ("true"/"false" for archived).
type Change struct {
	ID    string        `json:"id"`
	At    clock.Instant `json:"at"`
	By    string        `json:"by"`
	Field string        `json:"field"`
	From  string        `json:"from"`
	To    string        `json:"to"`
}

// ItemHistory is the past of one item, when it comes apart from the item.
type ItemHistory struct {
	Item    string   `json:"item"`
	Changes []Change `json:"changes"`
}

// Problem is what could not be read or kept, and where.
type Problem struct {
	Where string `json:"where"`
	What  string `json:"what"`
}
