// Package attach is files and links on records. The bytes lie in a blob store
// (a folder, or an S3-compatible one), what is known of them is a part in the
// ledger.
//
// Words it owns: attachment.
//
// Bytes come before the row: a crash leaves at most bytes that no row names,
// never a row without its bytes. Taking an attachment away keeps the bytes, so
// that it can be undone.
package attach

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/blob"
)

// Attachment is a file or a link on a record.
type Attachment struct {
	record.Part
	Name   string `db:"name" json:"name" v:"required,max=255"`
	Type   string `db:"type" json:"type" v:"max=120" doc:"Media type, from the bytes."`
	Bytes  int64  `db:"bytes" json:"bytes" doc:"Size; 0 of a link."`
	SHA256 string `db:"sha256" json:"sha256" doc:"Of the bytes; empty of a link."`
	URL    string `db:"url" json:"url" v:"max=4000" doc:"Where a link leads; empty of a file."`
	Source string `db:"source" json:"source" ref:"-" doc:"What it is called in the tool it was imported from."`
}

// UploadIn is a file; its bytes are the body of the request.
type UploadIn struct {
	Record string `json:"record" in:"path" v:"required" ref:"record" doc:"Id or key of the record."`
	Name   string `json:"name" in:"query" v:"required,max=255" doc:"File name."`
	ID     string `json:"id" in:"query" ref:"-" doc:"Made by the caller, or left out."`
}

// Binary says that the body is not JSON.
func (UploadIn) Binary() {}

// AddIn is a link, or a file whose bytes were uploaded under its id.
type AddIn struct {
	ID     string `json:"id" ref:"-"`
	Record string `json:"record" in:"path" v:"required" ref:"record" doc:"Id or key of the record."`
	Name   string `json:"name" v:"required,max=255"`
	URL    string `json:"url" v:"max=4000,url" doc:"Where it leads."`
}

// Ref names an attachment.
type Ref struct {
	ID string `json:"id" in:"path" v:"required" ref:"attachment"`
}

// ListIn asks for a record's attachments.
type ListIn struct {
	Record string `json:"record" in:"path" v:"required" ref:"record" doc:"Id or key of the record."`
}

// Files is where the bytes are.
type Files struct {
	Store blob.Store
	Limit int64 // largest file, in bytes

	coming sync.Map // keys whose bytes are being stored, with what is closed at the end
}

// Key is where the bytes of an attachment lie: below its workspace, so that
// no id leads out of it.
func Key(workspace, attachment string) string {
	return "a/" + workspace + "/" + attachment[len(attachment)-2:] + "/" + attachment
}

// Register adds attachments. files is filled in before the first request.
func Register(r *op.Registry, files *Files) {
	op.AddPart[Attachment](r, "attachment")
	op.Raw(r, "attachment.upload", files.upload, op.Says("Attach a file: the body is its bytes."), op.Needs(op.Remark), op.Scoped("comment"), op.Repeatable(), op.At("POST", "/api/v1/records/{record}/files"))
	op.Do(r, "attachment.add", files.add, op.Says("Attach a link."), op.Needs(op.Remark), op.Scoped("comment"), op.At("POST", "/api/v1/records/{record}/attachments"))
	op.Do(r, "attachment.delete", remove, op.Says("Take an attachment away: your own, or any as an admin."), op.Needs(op.Remark), op.Scoped("comment"))
	op.Ask(r, "attachment.list", list, op.Says("List a record's attachments."), op.At("GET", "/api/v1/records/{record}/attachments"))
	op.Ask(r, "attachment.content", files.content, op.Says("Give the bytes of an attached file."), op.Gives("application/octet-stream"))
}

func (f *Files) upload(ctx context.Context, p *op.Plain, in UploadIn) (*Attachment, error) {
	if p.Request == nil {
		return nil, errs.New(errs.Invalid, "Files are uploaded over HTTP.")
	}
	if in.ID == "" {
		in.ID = fresh(p)
	}
	if !id.Valid(in.ID) {
		return nil, errs.Fieldf("id", "must be 26 characters of Crockford's base 32 in lower case, or left out")
	}
	// Asked before a byte is stored: may they see the record at all?
	err := p.Engine.View(ctx, p.Workspace, p.Actor, func(v *op.View) error {
		_, err := v.Base(ctx, in.Record)
		return err
	})
	if err != nil {
		return nil, err
	}
	body := http.MaxBytesReader(p.Answer, p.Request.Body, f.Limit)
	if err := f.put(ctx, Key(p.Workspace, in.ID), body, p.Request.ContentLength); err != nil {
		return nil, err
	}
	ans, err := p.Engine.Run(ctx, op.Call{
		Op: "attachment.add", Workspace: p.Workspace, Actor: p.Actor, Value: &AddIn{ID: in.ID, Record: in.Record, Name: in.Name},
		Once: p.Once(), Request: p.RequestID(),
	})
	if err != nil {
		return nil, err
	}
	if ans.Raw != nil {
		p.Answer.Header().Set("Idempotency-Replayed", "true")
		a := &Attachment{}
		return a, json.Unmarshal(ans.Raw, a)
	}
	a, ok := ans.Value.(*Attachment)
	if !ok {
		return nil, errs.New(errs.Internal, "attachment.add gave a %T", ans.Value)
	}
	return a, nil
}

// fresh gives the id of a new file. With an idempotency key it is the same for
// every repetition, so that the bytes of one lie where those of the others do.
func fresh(p *op.Plain) string {
	if once := p.Once(); once != "" {
		return id.Of("attachment", p.Workspace, p.Actor.Member, once)
	}
	return id.New(p.Now)
}

// put stores bytes under a key that has none yet. Where the same bytes are
// already, somebody is sending them again, perhaps because the first time the
// server ended before there was a row for them.
func (f *Files) put(ctx context.Context, key string, body io.Reader, size int64) error {
	done, err := f.alone(ctx, key)
	if err != nil {
		return err
	}
	defer done()
	there, _, err := f.Store.Open(ctx, key)
	if errs.Is(err, errs.NotFound) {
		_, err = f.Store.Put(ctx, key, body, size)
		return err
	}
	if err != nil {
		return err
	}
	defer func() { _ = there.Close() }() // only read from
	_, has, err := digest(there)
	if err != nil {
		return err
	}
	_, sent, err := digest(body)
	if err == nil && sent != has {
		err = errs.New(errs.Conflict, "There is another file with this id already.")
	}
	return err
}

// alone waits until nobody else stores bytes under a key: else those of the one
// could replace those that the row of the other describes.
func (f *Files) alone(ctx context.Context, key string) (done func(), err error) {
	mine := make(chan struct{})
	for {
		other, taken := f.coming.LoadOrStore(key, mine)
		if !taken {
			return func() {
				f.coming.Delete(key)
				close(mine)
			}, nil
		}
		select {
		case <-other.(chan struct{}):
		case <-ctx.Done():
			return nil, errs.Cause(errs.Unavailable, ctx.Err(), "A file with this id is being stored already. Try again in a moment.")
		}
	}
}

func (f *Files) add(ctx context.Context, tx *op.Tx, in AddIn) (*Attachment, error) {
	row, err := tx.Base(ctx, in.Record)
	if err != nil {
		return nil, err
	}
	a := &Attachment{Name: blob.CleanName(in.Name), URL: in.URL}
	a.ID, a.Product, a.Record = in.ID, row.Product, id.Ref(row.ID)
	if in.URL == "" {
		if err := f.describe(ctx, tx.Workspace, a); err != nil {
			return nil, err
		}
	} else if _, err := url.Parse(in.URL); err != nil {
		return nil, errs.Fieldf("url", "is not a web address")
	}
	return a, tx.Insert(ctx, a)
}

// describe fills in size, type and hash from the bytes themselves.
func (f *Files) describe(ctx context.Context, workspace string, a *Attachment) error {
	if !id.Valid(a.ID) {
		return errs.Fieldf("url", "is required: files are uploaded to /api/v1/records/{record}/files")
	}
	r, _, err := f.Store.Open(ctx, Key(workspace, a.ID))
	if errs.Is(err, errs.NotFound) {
		return errs.Fieldf("url", "is required: no file was uploaded under this id")
	}
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	var head bytes.Buffer
	if _, err := io.CopyN(&head, r, 512); err != nil && err != io.EOF {
		return errs.Cause(errs.Unavailable, err, "The file could not be read.")
	}
	a.Type = blob.Sniff(head.Bytes(), a.Name)
	a.Bytes, a.SHA256, err = digest(io.MultiReader(&head, r))
	return err
}

func remove(ctx context.Context, tx *op.Tx, in Ref) (*Attachment, error) {
	a, err := op.Find[Attachment](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if string(a.CreatedBy) != tx.Actor.Member && !tx.Actor.Admin() {
		return nil, errs.New(errs.Forbidden, "Only whoever attached it may take it away.")
	}
	return a, tx.Delete(ctx, a)
}

func list(ctx context.Context, v *op.View, in ListIn) ([]Attachment, error) {
	row, err := v.Base(ctx, in.Record)
	if err != nil {
		return nil, err
	}
	return record.Where[Attachment](ctx, v.At, "d.record_id = ? order by d.created_at, d.id limit 1000", row.ID)
}

func (f *Files) content(ctx context.Context, v *op.View, in Ref) (op.Stream, error) {
	a, err := op.Find[Attachment](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	if a.SHA256 == "" {
		return nil, errs.New(errs.NotFound, "%s is a link; its bytes are not kept here.", a.Name)
	}
	r, _, err := f.Store.Open(ctx, Key(v.Workspace, a.ID))
	if err != nil {
		return nil, err
	}
	return &content{a, r}, nil
}

// content gives a file out as something to keep, never as a page of ours.
type content struct {
	a *Attachment
	r io.ReadSeekCloser
}

func (c *content) Serve(w http.ResponseWriter, r *http.Request) {
	defer func() { _ = c.r.Close() }()
	h := w.Header()
	h.Set("Content-Type", c.a.Type)
	h.Set("Content-Disposition", blob.Disposition(c.a.Type, c.a.Name))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("ETag", `"`+c.a.SHA256+`"`)
	h.Set("Cache-Control", "private, no-cache")
	http.ServeContent(w, r, "", time.Time{}, c.r)
}
