// Package record is the thing that everything is about: a record with a key,
// a kind, a title, a state, an owner and a rank; and the part, a lesser thing
// that belongs to a record or a workspace (a comment, a link, a role). It
// finds and writes both from one Go struct each.
//
// Words it owns: record, part, key (LEND-123), alias (an old or foreign key),
// state, category, workflow.
package record

import (
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

// Head is what records and parts have in common.
type Head struct {
	ID        string        `db:"id" json:"id" doc:"Made by whoever creates it."`
	Workspace string        `db:"workspace_id" json:"-"`
	Product   id.Ref        `db:"product_id" json:"product" ref:"product" doc:"The product it belongs to; null for what belongs to the whole workspace."`
	CreatedAt clock.Instant `db:"created_at" json:"createdAt" label:"Created"`
	CreatedBy id.Ref        `db:"created_by" json:"createdBy" ref:"member"`
	Version   int64         `db:"version" json:"version" diff:"-" doc:"The number of its last ledger row; send it back as If-Match."`
}

// Self gives the head, whatever embeds it.
func (h *Head) Self() *Head { return h }

// Thing is a record or a part.
type Thing interface{ Self() *Head }

// Record is the base of every kind: embed it, add the kind's own fields.
type Record struct {
	Head
	Kind       string         `db:"kind" json:"kind" doc:"What sort of record it is."`
	Key        string         `db:"key" json:"key" doc:"What people call it: LEND-123."`
	Num        int64          `db:"num" json:"-"`
	Title      string         `db:"title" json:"title" by:"*" v:"required,max=500" doc:"One line."`
	Body       string         `db:"body" json:"body" by:"*" v:"max=200000" label:"Description" doc:"Description in Markdown."`
	Owner      id.Ref         `db:"owner_id" json:"owner" by:"*" ref:"member" doc:"Who looks after it."`
	State      string         `db:"state" json:"state" by:"state" v:"max=60" doc:"A state of the kind's workflow in this product."`
	Category   Category       `db:"category" json:"category" doc:"Of the state: todo, doing, done or closed."`
	Rank       string         `db:"rank" json:"rank" doc:"Its place in the order; sorts as text."`
	Tags       []string       `db:"tags" json:"tags" by:"*" v:"max=50" doc:"Words to find it by."`
	Aliases    []string       `db:"aliases" json:"aliases" doc:"Other names it goes by: old keys, keys in the tool it was imported from."`
	Custom     map[string]any `db:"custom" json:"custom" by:"*" doc:"Custom fields, by their name."`
	UpdatedAt  clock.Instant  `db:"updated_at" json:"updatedAt" label:"Updated" diff:"-"`
	ArchivedAt clock.Instant  `db:"archived_at" json:"archivedAt" label:"Archived" doc:"Null while it is in use."`
}

// Base gives the record part of a kind's struct.
func (r *Record) Base() *Record { return r }

// Entity is a record of any kind.
type Entity interface {
	Thing
	Base() *Record
}

// Part is the base of what belongs to a record or a workspace and is in the
// ledger, but has no key: a comment, a link, a role.
type Part struct {
	Head
	Record id.Ref `db:"record_id" json:"record" ref:"record" doc:"The record it belongs to."`
}

// PartBase gives the part of a struct that embeds it.
func (p *Part) PartBase() *Part { return p }

// Category is what a state means to reports.
type Category string

// The categories, in the order in which work passes through them.
const (
	Todo   Category = "todo"
	Doing  Category = "doing"
	Done   Category = "done"
	Closed Category = "closed"
)

// Values lists the categories.
func (Category) Values() []string {
	return []string{string(Todo), string(Doing), string(Done), string(Closed)}
}
