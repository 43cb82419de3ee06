package bundle

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"strings"

	"throughline/internal/kit/errs"
)

// Bundle is a bundle that was opened: its directory and manifest agree; its
// entries have not been looked at.
type Bundle struct {
	Head     Head
	Entries  []Entry // in the manifest's order
	Manifest []byte  // as it was written
	named    map[string]Entry
	files    map[string]*zip.File
}

// Kind is what sort of bundle is expected.
type Kind struct {
	Format  string
	Version int
	Valid   func(name string) bool // says whether an entry may have a name
}

// Open opens a bundle of size bytes. What cannot be one is errs.Invalid. Before
// a byte is unpacked its directory must be small, name only what may be there,
// each once, and promise sizes that the file can hold. Names are compared, and
// never used as paths.
func Open(r io.ReaderAt, size int64, kind Kind) (*Bundle, error) {
	if err := checkDirectory(r, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are looked at below
		return nil, damaged("its directory cannot be read.")
	}
	b := &Bundle{named: map[string]Entry{}, files: map[string]*zip.File{}}
	for _, f := range z.File {
		if f.Name != ManifestName && !kind.Valid(f.Name) {
			return nil, damaged("the entry %s does not belong there.", printable(f.Name))
		}
		if b.files[f.Name] != nil {
			return nil, damaged("it has two entries called %s.", f.Name)
		}
		if f.Flags&1 != 0 || f.Method != zip.Store && f.Method != zip.Deflate || !f.Mode().IsRegular() {
			return nil, damaged("the entry %s is no plain file, packed in no plain way.", f.Name)
		}
		b.files[f.Name] = f
	}
	if !fits(z.File, uint64(max(size, 0))) {
		return nil, damaged("its entries claim more than the file can hold.")
	}
	if err := b.readManifest(kind); err != nil {
		return nil, err
	}
	return b, b.compare()
}

// fits says whether a file of a size can hold what its directory promises:
// entries that lie one over the other add up to more than there is.
func fits(files []*zip.File, size uint64) bool {
	packed, plain := uint64(0), uint64(0)
	for _, f := range files {
		if f.CompressedSize64 > size || f.UncompressedSize64 > 1<<50 {
			return false
		}
		packed, plain = packed+f.CompressedSize64, plain+f.UncompressedSize64
	}
	return packed <= size && plain <= maxRatio*size+slack
}

func (b *Bundle) readManifest(kind Kind) error {
	f := b.files[ManifestName]
	if f == nil {
		return errs.New(errs.Invalid, "This zip file has no %s, so it is no %s of ours. Nothing was changed.", ManifestName, kind.Format)
	}
	delete(b.files, ManifestName)
	if f.UncompressedSize64 > maxManifest {
		return damaged("its manifest has more than %d MiB.", maxManifest>>20)
	}
	r, err := f.Open()
	if err != nil {
		return damaged("its manifest cannot be opened.")
	}
	defer func() { _ = r.Close() }() // only read from
	if b.Manifest, err = io.ReadAll(io.LimitReader(r, maxManifest)); err != nil {
		return damaged("its manifest cannot be unpacked.")
	}
	if err := json.Unmarshal(b.Manifest, &b.Head); err != nil || b.Head.Format != kind.Format {
		return errs.New(errs.Invalid, "This zip file does not call itself a %s. Nothing was changed.", kind.Format)
	}
	if b.Head.Version != kind.Version {
		return errs.New(errs.Invalid, "This is version %d of a %s, written by %s; this program reads version %d. Use a newer program. Nothing was changed.",
			b.Head.Version, kind.Format, printable(b.Head.WrittenBy), kind.Version)
	}
	var list struct {
		Entries []Entry `json:"entries"`
	}
	if err := json.Unmarshal(b.Manifest, &list); err != nil {
		return damaged("its manifest cannot be read.")
	}
	b.Entries = list.Entries
	return nil
}

// compare holds the zip file's directory against the manifest.
func (b *Bundle) compare() error {
	for _, e := range b.Entries {
		f := b.files[e.Name]
		_, twice := b.named[e.Name]
		switch {
		case f == nil || twice:
			return damaged("the manifest names %s, which is missing or named twice.", printable(e.Name))
		case e.Bytes < 0 || uint64(e.Bytes) != f.UncompressedSize64:
			return damaged("%s should have %d bytes.", e.Name, e.Bytes)
		}
		b.named[e.Name] = e
	}
	if len(b.named) != len(b.files) {
		return damaged("it has entries that its manifest does not name.")
	}
	return nil
}

// Entry gives what the manifest says of an entry.
func (b *Bundle) Entry(name string) (Entry, bool) {
	e, ok := b.named[name]
	return e, ok
}

// Named lists the entries whose names begin with a prefix, in the manifest's
// order.
func (b *Bundle) Named(prefix string) []Entry {
	var out []Entry
	for _, e := range b.Entries {
		if strings.HasPrefix(e.Name, prefix) {
			out = append(out, e)
		}
	}
	return out
}

// Check reads every entry to its end and compares it with its hash.
func (b *Bundle) Check(ctx context.Context) error {
	for _, e := range b.Entries {
		if err := b.Copy(ctx, e.Name, io.Discard); err != nil {
			return err
		}
	}
	return nil
}

// Copy writes out an entry, and then says whether it was whole.
func (b *Bundle) Copy(ctx context.Context, name string, to io.Writer) error {
	r, err := b.open(name)
	if err != nil {
		return err
	}
	defer r.close()
	if _, err := io.Copy(to, io.TeeReader(Until(ctx, r.in), r)); err != nil {
		return r.failed(ctx, err)
	}
	return r.finish()
}

// Use hands an entry to somebody who reads it to its end, and then says
// whether it was whole.
func (b *Bundle) Use(name string, fn func(io.Reader) error) error {
	r, err := b.open(name)
	if err != nil {
		return err
	}
	defer r.close()
	if err := fn(io.TeeReader(r.in, r)); err != nil {
		return err
	}
	return r.finish()
}

// All gives an entry that has at most limit bytes.
func (b *Bundle) All(ctx context.Context, name string, limit int64) ([]byte, error) {
	if e, ok := b.named[name]; !ok || e.Bytes > limit {
		return nil, damaged("%s is missing or too large.", name)
	}
	var out bytes.Buffer
	err := b.Copy(ctx, name, &out)
	return out.Bytes(), err
}

// Section gives an entry that was stored as it is, for reading at any place.
// It is not compared with its hash.
func (b *Bundle) Section(r io.ReaderAt, name string) (*io.SectionReader, error) {
	f := b.files[name]
	if f == nil || f.Method != zip.Store || f.CompressedSize64 != f.UncompressedSize64 {
		return nil, damaged("%s is missing, or packed.", name)
	}
	at, err := f.DataOffset()
	if err != nil {
		return nil, damaged("%s cannot be found.", name)
	}
	return io.NewSectionReader(r, at, int64(f.UncompressedSize64)), nil
}

// reading is an entry being read, no further than the manifest says. What is
// read is written into it, to be counted and hashed.
type reading struct {
	in    io.Reader
	entry Entry
	from  io.ReadCloser
	hash  hash.Hash
	n     int64
}

func (b *Bundle) open(name string) (*reading, error) {
	f := b.files[name]
	if f == nil {
		return nil, damaged("%s is missing.", name)
	}
	from, err := f.Open()
	if err != nil {
		return nil, damaged("%s cannot be opened.", name)
	}
	e := b.named[name]
	return &reading{in: io.LimitReader(from, e.Bytes), entry: e, from: from, hash: sha256.New()}, nil
}

func (r *reading) Write(p []byte) (int, error) {
	r.n += int64(len(p))
	return r.hash.Write(p)
}

func (r *reading) close() { _ = r.from.Close() } // only read from

func (r *reading) failed(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errs.Cause(errs.Unavailable, err, "The reading was stopped. Nothing was changed.")
	}
	d := damaged("%s cannot be unpacked.", r.entry.Name)
	return errs.Cause(d.Kind, err, "%s", d.Msg)
}

// finish sees that the entry ends where it should, and is what it should be.
func (r *reading) finish() error {
	var one [1]byte
	if n, err := r.from.Read(one[:]); n > 0 || !errors.Is(err, io.EOF) {
		return damaged("%s does not end where it should.", r.entry.Name)
	}
	if r.n != r.entry.Bytes || hex.EncodeToString(r.hash.Sum(nil)) != r.entry.SHA256 {
		return damaged("%s is not what it was when it was written.", r.entry.Name)
	}
	return nil
}

// Until gives a reader that stops when a context does.
func Until(ctx context.Context, r io.Reader) io.Reader { return until{ctx, r} }

type until struct {
	ctx context.Context //nolint:containedctx // lives for one copy only
	r   io.Reader
}

func (u until) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}
