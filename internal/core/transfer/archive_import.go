package transfer

import (
	"context"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/core/attach"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/bundle"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/blob"
	"throughline/internal/platform/store"
)

// Importer takes archives in.
type Importer struct {
	Engine *op.Engine
	Files  blob.Store
	Slug   string // short name to give the workspace; "" leaves its own
}

// Imported is what an archive brought.
type Imported struct {
	Workspace Workspace `json:"workspace"`
	Counts    Counts    `json:"counts"`
	Verified  int64     `json:"verified" doc:"Ledger rows that were replayed and agree with what was taken in."`
	Lost      []string  `json:"lost" ref:"attachment" doc:"Attachments whose bytes the archive does not have."`
}

// Import makes the workspace that an archive holds: all of it or nothing. The
// archive is read to its end and every hash compared before anything is
// changed. It asks for no right. A workspace of the same id or short name that
// is here already is a Conflict.
func (in Importer) Import(ctx context.Context, a *Archive) (_ *Imported, err error) {
	defer errs.Wrap(&err, "archive.import %s", a.Manifest.Workspace.ID)
	if err := a.Check(ctx); err != nil {
		return nil, err
	}
	if err := in.free(ctx, a.Manifest.Workspace.ID); err != nil {
		return nil, err
	}
	w, err := in.Loading(ctx, a)
	if err != nil {
		return nil, err
	}
	var done *op.Verified
	if err = in.PutFiles(ctx, a); err == nil {
		done, err = in.Engine.Load(ctx, w, func(l *op.Loader) error { return in.Fill(ctx, l, a) })
	}
	if err != nil {
		in.undo(context.WithoutCancel(ctx), a)
		return nil, err
	}
	home := a.Manifest.Workspace
	home.Slug = w.Slug
	return &Imported{Workspace: home, Counts: a.Manifest.Counts, Verified: done.Rows, Lost: a.Manifest.Lost}, nil
}

// free sees, before files are stored, that the workspace is not here.
func (in Importer) free(ctx context.Context, workspace string) error {
	return in.Engine.DB.Read(ctx, "", func(r *store.Reader) error {
		there, err := store.All[string](ctx, r, "select slug from workspace where id = ?", workspace)
		if err == nil && len(there) > 0 {
			return errs.New(errs.Conflict, "The workspace %s is here already. An archive makes a workspace; it does not change one.", there[0])
		}
		return err
	})
}

// Loading gives the row of the workspace that the archive holds.
func (in Importer) Loading(ctx context.Context, a *Archive) (op.Loading, error) {
	c, err := a.counters(ctx)
	if err != nil {
		return op.Loading{}, err
	}
	w := a.Manifest.Workspace
	if in.Slug != "" {
		w.Slug = in.Slug
	}
	return op.Loading{ID: w.ID, Slug: w.Slug, Name: w.Name, Prefix: w.Prefix, Zone: w.Zone, CreatedAt: w.CreatedAt, Seq: c.Seq, AccessSeq: c.AccessSeq, NextNum: c.NextNum}, nil
}

// PutFiles stores the bytes of the attached files, which come before the rows
// that name them.
func (in Importer) PutFiles(ctx context.Context, a *Archive) error {
	for _, e := range a.in.Named(filesDir) {
		err := a.in.Use(e.Name, func(r io.Reader) error {
			_, err := in.Files.Put(ctx, a.key(e), r, e.Bytes)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// key is where a file of the archive goes.
func (a *Archive) key(e bundle.Entry) string {
	return attach.Key(a.Manifest.Workspace.ID, strings.TrimPrefix(e.Name, filesDir))
}

// undo takes the files away again, unless the workspace is there after all:
// then another import of it was faster, and they are its own.
func (in Importer) undo(ctx context.Context, a *Archive) {
	if in.free(ctx, a.Manifest.Workspace.ID) == nil {
		in.DropFiles(ctx, a)
	}
}

// DropFiles takes away what PutFiles stored. What it cannot take away has no
// row that names it, and harms nobody.
func (in Importer) DropFiles(ctx context.Context, a *Archive) {
	for _, e := range a.in.Named(filesDir) {
		_ = in.Files.Delete(ctx, a.key(e))
	}
}

// filling is one archive being taken in.
type filling struct {
	*Archive
	l        *op.Loader
	reg      *op.Registry
	nums     map[string]int64 // the highest number given out, by the prefix of its key
	ever     map[string]file  // every file that was ever attached
	products int
}

// Fill writes everything that the archive holds into the workspace that the
// loader has made.
func (in Importer) Fill(ctx context.Context, l *op.Loader, a *Archive) error {
	f := &filling{Archive: a, l: l, reg: in.Engine.Reg, nums: map[string]int64{}, ever: map[string]file{}}
	for _, step := range []func(context.Context) error{f.ledger, f.files, f.bases, f.rests, f.inbox, f.counts} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// rowsAtOnce is how many ledger rows are kept in memory.
const rowsAtOnce = 512

func (f *filling) ledger(ctx context.Context) error {
	rows := make([]ledger.Raw, 0, rowsAtOnce)
	next := int64(0)
	flush := func() error {
		err := f.l.Rows(ctx, rows)
		rows = rows[:0]
		return err
	}
	err := f.in.Lines(ctx, ledgerName, func(line []byte) error {
		var row ledger.Raw
		if err := bundle.Strictly(line, &row); err != nil {
			return err
		}
		if next++; row.Seq != next {
			return errs.Fieldf("seq", "is %d where %d should follow", row.Seq, next)
		}
		if err := noteFile(f.ever, &row); err != nil {
			return err
		}
		if rows = append(rows, row); len(rows) == rowsAtOnce {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// files sees that every file is one that was attached once.
func (f *filling) files(context.Context) error {
	for _, e := range f.in.Named(filesDir) {
		if was, ok := f.ever[strings.TrimPrefix(e.Name, filesDir)]; !ok || was.sha256 != e.SHA256 || was.bytes != e.Bytes {
			return bundle.Damaged("%s is the file of no attachment.", e.Name)
		}
	}
	return nil
}

// things reads the entry of one kind.
func (f *filling) things(ctx context.Context, name string, fn func(kind string, v record.Thing) error) error {
	kind, isRecord := sortOf(name)
	t, ok := f.reg.TypeOf(kind)
	if !ok || t.Part == isRecord {
		return unknownKind(kind)
	}
	return f.in.Lines(ctx, name, func(line []byte) error {
		v, err := t.Read(line)
		if err != nil {
			return err
		}
		return fn(kind, v)
	})
}

// bases writes what all records have, of all records: they point to each
// other.
func (f *filling) bases(ctx context.Context) error {
	for _, e := range f.in.Named(recordsDir) {
		err := f.things(ctx, e.Name, func(kind string, v record.Thing) error {
			f.count(v.(record.Entity).Base())
			return f.l.Base(ctx, kind, v.(record.Entity))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// count remembers which numbers have been given out.
func (f *filling) count(r *record.Record) {
	if r.Kind == "product" {
		f.products++
	}
	prefix, num, _ := strings.Cut(r.Key, "-")
	if n, err := strconv.ParseInt(num, 10, 64); err == nil {
		f.nums[prefix] = max(f.nums[prefix], n, r.Num)
	}
}

// rests writes what records have beyond their base, and parts, in the order in
// which the tables point to each other.
func (f *filling) rests(ctx context.Context) error {
	names, err := f.inOrder(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		err := f.things(ctx, name, func(kind string, v record.Thing) error {
			if a, ok := v.(*attach.Attachment); ok {
				if err := f.hasFile(a); err != nil {
					return err
				}
			}
			return f.l.Rest(ctx, kind, v)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// hasFile sees that the archive has the bytes of an attachment, or says that
// they are lost.
func (f *filling) hasFile(a *attach.Attachment) error {
	_, here := f.in.Entry(filesDir + a.ID)
	switch {
	case a.SHA256 == "" || f.lost[a.ID]:
		return nil
	case !here:
		return errs.Fieldf("id", "the bytes of %s are missing", a.ID)
	case f.ever[a.ID] != file{a.Bytes, a.SHA256}:
		return errs.Fieldf("sha256", "is another than in the ledger")
	}
	return nil
}

// inOrder sorts the entries of records and parts so that what a row points to
// has been written before it.
func (f *filling) inOrder(ctx context.Context) ([]string, error) {
	refs, err := store.References(ctx, f.l.Reader())
	if err != nil {
		return nil, err
	}
	after := map[string][]string{}
	for _, r := range refs {
		after[r.From] = append(after[r.From], r.To)
	}
	of := map[string][]string{} // table to the entries whose rows it holds
	for _, e := range f.in.Entries {
		if !ofThings(e.Name) {
			continue
		}
		kind, _ := sortOf(e.Name)
		t, ok := f.reg.TypeOf(kind)
		if !ok {
			return nil, unknownKind(kind)
		}
		of[t.Table] = append(of[t.Table], e.Name)
	}
	var out []string
	done := map[string]bool{}
	var visit func(table string)
	visit = func(table string) {
		if done[table] {
			return
		}
		done[table] = true
		for _, before := range after[table] {
			visit(before)
		}
		out = append(out, of[table]...)
	}
	for _, table := range slices.Sorted(maps.Keys(of)) {
		visit(table)
	}
	return out, nil
}

func (f *filling) inbox(ctx context.Context) error {
	return f.in.Lines(ctx, inboxName, func(line []byte) error {
		var n notice
		if err := bundle.Strictly(line, &n); err != nil {
			return err
		}
		if !id.Valid(n.Member) || len(n.ID) != 16 || strings.Trim(n.ID, "0123456789abcdef") != "" || n.Seq < 1 || n.Reason == "" || len(n.Reason) > 20 {
			return errs.New(errs.Invalid, "It is no notice.")
		}
		return f.l.Index(ctx, "insert into inbox (workspace_id, member_id, id, seq, reason, read_at) values (?, ?, ?, ?, ?, ?)",
			f.Manifest.Workspace.ID, n.Member, n.ID, n.Seq, n.Reason, int64(n.ReadAt))
	})
}

// counts says where the running numbers go on: above every one that was given
// out.
func (f *filling) counts(ctx context.Context) error {
	c, err := f.counters(ctx)
	if err != nil {
		return err
	}
	if c.NextNum <= f.nums[f.Manifest.Workspace.Prefix] {
		return bundle.Damaged("%s would give out %s-%d a second time.", countersName, f.Manifest.Workspace.Prefix, c.NextNum)
	}
	if len(c.Products) != f.products {
		return bundle.Damaged("%s counts for %d products, and there are %d.", countersName, len(c.Products), f.products)
	}
	for _, p := range c.Products {
		if p.Next <= f.nums[p.Prefix] {
			return bundle.Damaged("%s would give out %.10q-%d a second time.", countersName, p.Prefix, p.Next)
		}
		if err := f.l.Count(ctx, p.Product, p.Prefix, p.Next); err != nil {
			return err
		}
	}
	return f.l.Follow(ctx, teller, c.Followers[teller])
}
