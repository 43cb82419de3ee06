// Package intake takes other tools' exports in over HTTP: files come in, one
// of the bridges reads them, the import engine does the rest. It is the room
// between the bridges, which only read, and whoever sends the files.
//
// Words it owns: format (one tool's way of exporting, with the bridge that
// reads it), upload (the files of one request).
//
// The bridges are handed in by whoever builds the server: a bridge by itself
// knows no other, and neither does this room.
package intake

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// Format is one tool's way of exporting.
type Format struct {
	Name string // "jira-csv"
	// Read reads files of this format. columns says what the columns of a
	// table mean; formats that need no such word get none.
	Read func(files []transfer.File, columns json.RawMessage) (*transfer.Source, error)
	// Columns says whether the format's mapping speaks of columns, too.
	Columns bool
}

// Desk is where uploads arrive.
type Desk struct {
	Formats []Format
	Limit   int64 // largest file in bytes; 0 leaves only the bound on all together
}

// most bounds the files of one import together: they are read in memory.
const most = 256 << 20

// RunIn is an import: its files, and the mapping if there is one, are the
// parts of the request's multipart body.
type RunIn struct {
	Format        string `json:"format" in:"query" v:"required,max=30" doc:"What wrote the files: trello, jira-csv, jira-json, github or csv."`
	Product       string `json:"product" in:"query" v:"required,max=60" ref:"product" doc:"Key or id of the product that it goes into."`
	CreateProduct bool   `json:"createProduct" in:"query" doc:"Make the product when there is none with this key."`
	Title         string `json:"title" in:"query" v:"max=500" doc:"Name of a product that is made; the source's own when left out."`
	DryRun        bool   `json:"dryRun" in:"query" doc:"Only say what would happen."`
}

// Binary says that the body is not JSON.
func (RunIn) Binary() {}

// Register adds the import of files. The desk is filled in before the first
// request.
func Register(r *op.Registry, d *Desk) {
	op.Raw(r, "import.run", d.run, op.Says("Import another tool's export: a multipart body of files, and a mapping if there is one."),
		op.Needs(op.Members), op.Rated("export"), op.At(http.MethodPost, "/api/v1/imports"))
}

// Names lists the formats.
func (d *Desk) Names() []string {
	out := make([]string, len(d.Formats))
	for i, f := range d.Formats {
		out[i] = f.Name
	}
	return out
}

func (d *Desk) format(name string) (Format, error) {
	i := slices.IndexFunc(d.Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, errs.Fieldf("format", "%q is not known; the formats are %s", name, strings.Join(d.Names(), ", "))
	}
	return d.Formats[i], nil
}

// run reads everything before the first change is made, so that what cannot
// be read changes nothing.
func (d *Desk) run(ctx context.Context, p *op.Plain, in RunIn) (any, error) {
	if p.Request == nil || p.Answer == nil {
		return nil, errs.New(errs.Invalid, "Files are imported over HTTP.")
	}
	f, err := d.format(in.Format)
	if err != nil {
		return nil, err
	}
	up, err := d.receive(p.Answer, p.Request)
	if err != nil {
		return nil, err
	}
	m, columns, err := f.mapping(up.mapping)
	if err != nil {
		return nil, err
	}
	src, err := f.Read(up.files, columns)
	if err != nil {
		return nil, err
	}
	job := transfer.Job{Engine: p.Engine, Workspace: p.Workspace, Actor: p.Actor, Product: in.Product, Mapping: m, DryRun: in.DryRun}
	if in.CreateProduct {
		job.Make = in.Title
		if job.Make == "" {
			job.Make = src.Name
		}
		if job.Make == "" {
			job.Make = in.Product
		}
	}
	if wantsProgress(p.Request) {
		return &told{job, src}, nil
	}
	rep, err := job.Run(ctx, src)
	if err != nil {
		return nil, stopped(rep, err)
	}
	return rep, nil
}

// stopped says of an import that failed on its way that what came before
// stays: each chunk is a change of its own.
func stopped(rep *transfer.Report, err error) error {
	if rep == nil || rep.DryRun || !rep.Changed() {
		return err
	}
	pub := errs.Public(err)
	if pub.Kind == errs.Internal {
		return errs.Cause(errs.Unavailable, err, "Something went wrong on our side after a part of the import. That part stays; run the import again to go on.")
	}
	said := *pub
	said.Msg = strings.TrimSpace(pub.Msg) + " What was imported before stays; run the import again to go on."
	return &said
}
