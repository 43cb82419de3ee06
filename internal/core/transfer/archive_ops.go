package transfer

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"sync"

	"throughline/internal/core/attach"
	"throughline/internal/core/op"
	"throughline/internal/kit/bundle"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/blob"
)

// Archives is what the export and import of workspaces need beside the
// database; whoever opens the server fills it in before the first request.
type Archives struct {
	Files   *attach.Files
	Version string // of the program
	Spool   string // folder in which an archive waits to be taken in; "" is the system's
	Limit   int64  // largest archive in bytes; 0 takes what the disk holds
	taking  sync.Mutex
}

// ExportIn asks for the caller's workspace.
type ExportIn struct{}

// ArchiveIn is an archive; its bytes are the body of the request.
type ArchiveIn struct {
	Slug string `json:"slug" in:"query" v:"max=40" doc:"Short name to give the workspace; its own when left out."`
}

// Binary says that the body is not JSON.
func (ArchiveIn) Binary() {}

// RegisterArchives adds the export and import of whole workspaces.
func RegisterArchives(r *op.Registry, a *Archives) {
	op.Ask(r, "workspace.export", a.export, op.Says("Export the whole workspace as one archive."), op.Needs(op.Admins), op.Scoped("admin"),
		op.Rated("export"), op.Gives(MediaType), op.At(http.MethodGet, "/api/v1/export"))
	op.Raw(r, "workspace.import", a.take, op.Says("Make a workspace from an archive, for whoever runs the installation: the body is the archive's bytes."),
		op.Needs(op.Install), op.Scoped(op.Session), op.Rated("export"), op.At(http.MethodPost, "/api/v1/import/archive"))
}

// export answers with the archive. A token that is limited to products sees
// only a part of the workspace, so it cannot have the whole.
func (a *Archives) export(_ context.Context, v *op.View, _ ExportIn) (op.Stream, error) {
	if v.Actor.Products != nil {
		return nil, errs.New(errs.Forbidden, "This token is limited to some products, and an archive holds the whole workspace. Use one without limits.")
	}
	return &download{Exporter{v.Engine, a.Files.Store, a.Version}, v.Workspace}, nil
}

// download is an archive on its way out. Nothing of it stays here.
type download struct {
	Exporter
	workspace string
}

func (d *download) Serve(w http.ResponseWriter, r *http.Request) {
	Send(w, r, d.Engine, "workspace", func(ctx context.Context, w io.Writer) error {
		_, err := d.Export(ctx, d.workspace, w)
		return err
	})
}

// Send answers with a zip file that write makes on the way. An error before
// the first byte is answered as such; after that the connection is cut, so
// that nobody takes a part for the whole.
func Send(w http.ResponseWriter, r *http.Request, e *op.Engine, name string, write func(context.Context, io.Writer) error) {
	begun := &firstByte{w: w, begin: func() {
		h := w.Header()
		h.Set("Content-Type", MediaType)
		h.Set("Content-Disposition", blob.Disposition(MediaType, name+".zip"))
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
	}}
	err := write(r.Context(), begun)
	switch {
	case err == nil:
	case !begun.done:
		e.Fail(w, r, err)
	default:
		e.Log.ErrorContext(r.Context(), "an archive broke off", "error", err)
		panic(http.ErrAbortHandler)
	}
}

// firstByte prepares an answer when its first byte is written.
type firstByte struct {
	w     io.Writer
	begin func()
	done  bool
}

func (f *firstByte) Write(b []byte) (int, error) {
	if !f.done {
		f.done = true
		f.begin()
	}
	return f.w.Write(b)
}

func (a *Archives) take(ctx context.Context, p *op.Plain, in ArchiveIn) (*Imported, error) {
	if p.Request == nil {
		return nil, errs.New(errs.Invalid, "Archives are sent over HTTP.")
	}
	if !a.taking.TryLock() {
		return nil, errs.New(errs.Conflict, "Another archive is being taken in. Try again when it is done.")
	}
	defer a.taking.Unlock()
	f, size, err := a.spool(ctx, http.MaxBytesReader(p.Answer, p.Request.Body, a.limit()))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // has no name any more
	archive, err := OpenArchive(f, size)
	if err != nil {
		return nil, err
	}
	return Importer{Engine: p.Engine, Files: a.Files.Store, Slug: in.Slug}.Import(ctx, archive)
}

func (a *Archives) limit() int64 {
	if a.Limit > 0 {
		return a.Limit
	}
	return 1 << 50
}

// spool keeps a body in a file without a name: a zip file is read from its
// end.
func (a *Archives) spool(ctx context.Context, body io.Reader) (_ *os.File, size int64, err error) {
	f, err := os.CreateTemp(a.Spool, "archive-*")
	if err != nil {
		return nil, 0, errs.Cause(errs.Unavailable, err, "There is no room to keep the archive while it is read.")
	}
	defer func() {
		if err != nil {
			_ = f.Close() // has no name any more
		}
	}()
	if err := os.Remove(f.Name()); err != nil {
		return nil, 0, err
	}
	size, err = io.Copy(f, bundle.Until(ctx, body))
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return nil, 0, errs.New(errs.TooLarge, "The archive is larger than the %d MiB that are accepted.", big.Limit>>20)
	case err != nil:
		return nil, 0, errs.Cause(errs.Unavailable, err, "The archive did not arrive whole. Send it again.")
	}
	return f, size, nil
}
