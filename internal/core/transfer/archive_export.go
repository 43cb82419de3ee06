package transfer

import (
	"bytes"
	"context"
	"io"
	"maps"
	"slices"

	"throughline/internal/core/attach"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/bundle"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/blob"
	"throughline/internal/platform/store"
)

// Exporter writes archives.
type Exporter struct {
	Engine  *op.Engine
	Files   blob.Store
	Version string // of the program; stands in the archive
}

// Export writes the archive of a workspace while others go on working: it
// holds one state, the one at the beginning. It asks for no right.
func (x Exporter) Export(ctx context.Context, workspace string, w io.Writer) (m *Manifest, err error) {
	defer errs.Wrap(&err, "export %s", workspace)
	if err := x.settle(ctx, workspace); err != nil {
		return nil, err
	}
	err = x.Engine.DB.Snapshot(ctx, workspace, func(r *store.Reader) error {
		m, err = x.From(ctx, r, workspace, w)
		return err
	})
	return m, err
}

// settle lets the teller finish first, so that two exports of one state are
// equal. On a database that cannot be written it is passed over: what the
// teller has not told yet, it tells after the import.
func (x Exporter) settle(ctx context.Context, workspace string) error {
	for _, f := range x.Engine.Reg.Followers() {
		if f.Name != teller {
			continue
		}
		if err := ledger.CatchUp(ctx, x.Engine.DB, f, workspace); err != nil && !errs.Is(err, errs.Unavailable) {
			return err
		}
	}
	return ctx.Err()
}

// export is one archive being written.
type export struct {
	Exporter
	at       record.At
	out      *bundle.Writer
	manifest *Manifest
	ever     map[string]file // every file that was ever attached
	live     map[string]bool // those that are attached now
}

// From writes the archive of a workspace as a reader sees it, which must see
// one state and stand in the workspace.
func (x Exporter) From(ctx context.Context, r *store.Reader, workspace string, w io.Writer) (*Manifest, error) {
	m := &Manifest{Head: bundle.Head{Format: archiveFormat, Version: archiveVersion, WrittenBy: x.Version}, Lost: []string{}}
	var err error
	m.Workspace, err = store.One[Workspace](ctx, r, "select id, slug, name, prefix, zone, created_at from workspace where id = ?", workspace)
	if err != nil {
		return nil, err
	}
	e := &export{x, record.At{R: r, Workspace: workspace}, bundle.NewWriter(w), m, map[string]file{}, map[string]bool{}}
	for _, step := range []func(context.Context) error{e.ledger, e.records, e.parts, e.inbox, e.counters, e.files} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	if m.Entries, err = e.out.Entries(); err != nil {
		return nil, err
	}
	m.Counts = count(m.Entries)
	return m, e.out.Close(m)
}

func (e *export) ledger(ctx context.Context) error {
	w := e.out.Lines(ledgerName)
	query := "select " + ledger.Columns + " from ledger where workspace_id = ? order by seq"
	return store.Each(ctx, e.at.R, query, func(row ledger.Raw) error {
		if err := noteFile(e.ever, &row); err != nil {
			return err
		}
		out, err := w()
		if err != nil {
			return err
		}
		return out.Object(row)
	}, e.at.Workspace)
}

func (e *export) records(ctx context.Context) error {
	for _, k := range e.Engine.Reg.Kinds() {
		if err := e.things(ctx, recordsDir+k.Name+linesExt, k.Name, k.Type); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) parts(ctx context.Context) error {
	types := e.Engine.Reg.Parts()
	for _, kind := range partKinds(e.Engine.Reg) {
		if err := e.things(ctx, partsDir+kind+linesExt, kind, types[kind]); err != nil {
			return err
		}
	}
	return nil
}

// things writes everything of one kind.
func (e *export) things(ctx context.Context, name, kind string, t *record.Type) error {
	w := e.out.Lines(name)
	return t.Each(ctx, e.at, kind, func(v record.Thing) error {
		if a, ok := v.(*attach.Attachment); ok && a.SHA256 != "" {
			e.ever[a.ID], e.live[a.ID] = file{a.Bytes, a.SHA256}, true
		}
		out, err := w()
		if err != nil {
			return err
		}
		return out.Line(func(b *bytes.Buffer) error { return t.Line(b, v) })
	})
}

func (e *export) inbox(ctx context.Context) error {
	w := e.out.Lines(inboxName)
	query := "select member_id, id, seq, reason, read_at from inbox where workspace_id = ? order by member_id, id"
	return store.Each(ctx, e.at.R, query, func(n notice) error {
		out, err := w()
		if err != nil {
			return err
		}
		return out.Object(n)
	}, e.at.Workspace)
}

func (e *export) counters(ctx context.Context) error {
	c, err := store.One[counters](ctx, e.at.R, "select seq, access_seq, next_num from workspace where id = ?", e.at.Workspace)
	if err != nil {
		return err
	}
	c.Products, err = store.All[productCounter](ctx, e.at.R, "select product_id, prefix, next_num from product_counter where workspace_id = ? order by product_id", e.at.Workspace)
	if err != nil {
		return err
	}
	told, err := ledger.Cursor(ctx, e.at.R, teller, e.at.Workspace)
	if err != nil {
		return err
	}
	c.Followers = map[string]int64{teller: told}
	return e.out.Document(countersName, c)
}

// files writes the bytes of everything that is or was attached. What is
// missing or damaged is named in the manifest: a broken file must not keep the
// rest from being saved.
func (e *export) files(ctx context.Context) error {
	for _, a := range slices.Sorted(maps.Keys(e.ever)) {
		whole, err := e.file(ctx, a, e.ever[a])
		if err != nil {
			return err
		}
		if !whole && e.live[a] {
			e.manifest.Lost = append(e.manifest.Lost, a)
		}
	}
	return nil
}

// file writes one file, after it has been read through once: an entry cannot
// be taken back.
func (e *export) file(ctx context.Context, attachment string, f file) (whole bool, err error) {
	key := attach.Key(e.at.Workspace, attachment)
	err = blob.Verify(ctx, e.Files, key, blob.Info{Size: f.bytes, SHA256: f.sha256})
	if errs.Is(err, errs.NotFound) || errs.Is(err, errs.Internal) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	in, _, err := e.Files.Open(ctx, key)
	if err != nil {
		return false, err
	}
	defer func() { _ = in.Close() }() // only read from
	out, err := e.out.Store(filesDir + attachment)
	if err != nil {
		return false, err
	}
	if _, err := io.Copy(out, in); err != nil {
		return false, err
	}
	all, err := e.out.Entries()
	if err != nil {
		return false, err
	}
	if all[len(all)-1].SHA256 != f.sha256 {
		return false, errs.New(errs.Unavailable, "The file %s changed while it was read. Try again.", key)
	}
	return true, nil
}
