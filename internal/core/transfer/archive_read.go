package transfer

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Whoever sends an archive may mean harm: it is taken at its word for nothing.
// Before a byte of it is unpacked its directory must be small, name only what
// an archive has, each once, and promise sizes that the file can hold.
const (
	maxDirectory = 64 << 20 // bytes of the zip file's directory
	maxManifest  = 64 << 20

	// An honest archive holds an id in each line, which does not pack this
	// well.
	maxRatio = 100
	slack    = 64 << 20
)

// Archive is an archive that was opened: its directory and manifest are sound,
// its contents have not been looked at.
type Archive struct {
	Manifest Manifest
	entries  map[string]*zip.File
	named    map[string]Entry // the manifest's, by name
}

// OpenArchive opens an archive of size bytes. What cannot be an archive is
// errs.Invalid.
func OpenArchive(r io.ReaderAt, size int64) (*Archive, error) {
	if err := checkDirectory(r, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are looked at below
		return nil, damaged("its directory cannot be read.")
	}
	a := &Archive{entries: map[string]*zip.File{}, named: map[string]Entry{}}
	var packed, plain uint64
	for _, f := range z.File {
		if a.entries[f.Name] != nil {
			return nil, damaged("it has two entries called %s.", short(f.Name))
		}
		if f.Name != manifestName && !validName(f.Name) {
			return nil, damaged("the entry %s does not belong there.", short(f.Name))
		}
		if f.Flags&1 != 0 || f.Method != zip.Store && f.Method != zip.Deflate || !f.Mode().IsRegular() {
			return nil, damaged("the entry %s is no plain file, packed in no plain way.", f.Name)
		}
		packed, plain = packed+f.CompressedSize64, plain+f.UncompressedSize64
		if packed > uint64(size) || plain > maxRatio*uint64(size)+slack {
			return nil, damaged("its entries claim more than the file can hold.")
		}
		a.entries[f.Name] = f
	}
	if err := a.readManifest(); err != nil {
		return nil, err
	}
	return a, a.compareDirectory()
}

// short gives a foreign name for a message.
func short(name string) string {
	if len(name) > 60 {
		name = name[:60]
	}
	return strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '?'
		}
		return r
	}, name), "?")
}

// checkDirectory finds the end of the zip file and refuses a directory that
// would take more memory than any archive needs.
func checkDirectory(r io.ReaderAt, size int64) error {
	const end, endLen, most = "PK\x05\x06", 22, 22 + 1<<16
	tail := make([]byte, min(size, most))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return errs.Cause(errs.Unavailable, err, "The archive could not be read.")
	}
	at := bytes.LastIndex(tail, []byte(end))
	if at < 0 || len(tail)-at < endLen {
		return errs.New(errs.Invalid, "This is not an archive of ours, or it breaks off: a zip file has an end, and this has none. Nothing was changed.")
	}
	directory := uint64(binary.LittleEndian.Uint32(tail[at+12:]))
	if locator := at - 20; directory == 1<<32-1 && locator >= 0 && string(tail[locator:locator+4]) == "PK\x06\x07" {
		var long [56]byte
		if _, err := r.ReadAt(long[:], int64(binary.LittleEndian.Uint64(tail[locator+8:]))); err != nil {
			return damaged("its directory cannot be found.")
		}
		directory = binary.LittleEndian.Uint64(long[40:])
	}
	if directory > maxDirectory {
		return damaged("its directory has more than %d MiB.", maxDirectory>>20)
	}
	return nil
}

func (a *Archive) readManifest() error {
	f := a.entries[manifestName]
	if f == nil {
		return errs.New(errs.Invalid, "This is a zip file without %s, so it is not an archive of ours. Nothing was changed.", manifestName)
	}
	delete(a.entries, manifestName)
	if f.UncompressedSize64 > maxManifest {
		return damaged("its manifest has more than %d MiB.", maxManifest>>20)
	}
	r, err := f.Open()
	if err != nil {
		return damaged("its manifest cannot be opened.")
	}
	defer func() { _ = r.Close() }() // only read from
	raw, err := io.ReadAll(io.LimitReader(r, maxManifest+1))
	if err != nil || len(raw) > maxManifest {
		return damaged("its manifest cannot be read to its end.")
	}
	var kind struct {
		Format    string `json:"format"`
		Version   int    `json:"version"`
		WrittenBy string `json:"writtenBy"`
	}
	if err := json.Unmarshal(raw, &kind); err != nil || kind.Format != archiveFormat {
		return errs.New(errs.Invalid, "This zip file does not call itself a %s. Nothing was changed.", archiveFormat)
	}
	if kind.Version != archiveVersion {
		return errs.New(errs.Invalid, "This archive is of version %d, written by %s; this program reads version %d. Use a newer one. Nothing was changed.", kind.Version, short(kind.WrittenBy), archiveVersion)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&a.Manifest); err != nil {
		return damaged("its manifest is not as it should be: %v.", err)
	}
	return nil
}

// compareDirectory holds the zip file's directory against the manifest.
func (a *Archive) compareDirectory() error {
	if !id.Valid(a.Manifest.Workspace.ID) {
		return damaged("its workspace has no id.")
	}
	for _, e := range a.Manifest.Entries {
		f := a.entries[e.Name]
		_, twice := a.named[e.Name]
		switch {
		case f == nil || twice:
			return damaged("the manifest names %s, which is missing or named twice.", short(e.Name))
		case e.Bytes < 0 || uint64(e.Bytes) != f.UncompressedSize64:
			return damaged("%s should have %d bytes.", e.Name, e.Bytes)
		case len(e.SHA256) != 2*sha256.Size:
			return damaged("the manifest has no hash of %s.", e.Name)
		}
		a.named[e.Name] = e
	}
	if len(a.named) != len(a.entries) {
		return damaged("it has entries that its manifest does not name.")
	}
	if a.Manifest.Counts != count(a.Manifest.Entries) {
		return damaged("the manifest counts other than it lists.")
	}
	for _, l := range a.Manifest.Lost {
		if !id.Valid(l) || a.entries[filesDir+l] != nil {
			return damaged("it calls a file lost that is there, or that has no id.")
		}
	}
	return nil
}

// count gives what a list of entries amounts to.
func count(entries []Entry) (c Counts) {
	for _, e := range entries {
		switch {
		case e.Name == ledgerName:
			c.Ledger = e.Lines
		case e.Name == inboxName:
			c.Notices = e.Lines
		case strings.HasPrefix(e.Name, recordsDir):
			c.Records += e.Lines
		case strings.HasPrefix(e.Name, partsDir):
			c.Parts += e.Lines
		case strings.HasPrefix(e.Name, filesDir):
			c.Files++
		}
	}
	return c
}

// Check reads the archive to its end and compares every entry with its hash.
// With a registry it also reads every line, as an import would.
func (a *Archive) Check(ctx context.Context, reg *op.Registry) (err error) {
	defer errs.Wrap(&err, "archive.check")
	for _, e := range a.Manifest.Entries {
		read := a.skim
		if reg != nil && isLines(e.Name) {
			read = func(ctx context.Context, e Entry) error {
				return a.lines(ctx, e.Name, func(n int64, line []byte) error { return readable(reg, e.Name, line) })
			}
		}
		if err := read(ctx, e); err != nil {
			return err
		}
	}
	if a.entries[countersName] == nil {
		return damaged("%s is missing.", countersName)
	}
	return nil
}

// readable says whether a line can be read.
func readable(reg *op.Registry, entry string, line []byte) error {
	var err error
	switch entry {
	case ledgerName:
		var row ledger.Row
		err = strictly(line, &row)
	case inboxName:
		var n notice
		err = strictly(line, &n)
	default:
		kind, _ := sortOf(entry)
		t, ok := reg.TypeOf(kind)
		if !ok {
			return unknownKind(kind)
		}
		_, err = t.Read(line)
	}
	return err
}

func unknownKind(kind string) error {
	return errs.New(errs.Invalid, "There is no kind of thing called %q here. A newer version may have written it.", kind)
}

// strictly reads JSON that has no fields but those of v.
func strictly(line []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return errs.Cause(errs.Invalid, err, "It cannot be read: %v.", err)
	}
	return nil
}

// skim compares an entry with its hash.
func (a *Archive) skim(ctx context.Context, e Entry) error {
	r, err := a.open(e)
	if err != nil {
		return err
	}
	defer r.close()
	if _, err := io.Copy(io.Discard, stoppable{ctx, r}); err != nil {
		return r.failed(ctx)
	}
	return r.finish()
}

// stoppable ends a copy when its context ends.
type stoppable struct {
	ctx context.Context //nolint:containedctx // lives for one copy only
	r   io.Reader
}

func (s stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// entryReader reads an entry no further than its manifest says, and hashes it.
type entryReader struct {
	io.Reader
	entry Entry
	from  io.ReadCloser
	sum   interface{ Sum(b []byte) []byte }
	n     int64
}

func (a *Archive) open(e Entry) (*entryReader, error) {
	f := a.entries[e.Name]
	if f == nil {
		return nil, damaged("%s is missing.", e.Name)
	}
	from, err := f.Open()
	if err != nil {
		return nil, damaged("%s cannot be opened.", e.Name)
	}
	h := sha256.New()
	r := &entryReader{entry: e, from: from, sum: h}
	r.Reader = io.TeeReader(io.LimitReader(from, e.Bytes), io.MultiWriter(h, (*counted64)(&r.n)))
	return r, nil
}

type counted64 int64

func (c *counted64) Write(b []byte) (int, error) {
	*c += counted64(len(b))
	return len(b), nil
}

func (r *entryReader) close() { _ = r.from.Close() } // only read from

func (r *entryReader) failed(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return errs.Cause(errs.Unavailable, err, "The reading of the archive was stopped. Nothing was changed.")
	}
	return damaged("%s cannot be unpacked.", r.entry.Name)
}

// finish sees that the entry ends where it should, and is what it should be.
func (r *entryReader) finish() error {
	var one [1]byte
	if n, err := r.from.Read(one[:]); n > 0 || !errors.Is(err, io.EOF) {
		return damaged("%s does not end where it should.", r.entry.Name)
	}
	if r.n != r.entry.Bytes || hex.EncodeToString(r.sum.Sum(nil)) != r.entry.SHA256 {
		return damaged("%s is not what it was when it was written.", r.entry.Name)
	}
	return nil
}

// lines hands out the lines of an entry, which is compared with its hash on the
// way. An entry that is not there has none.
func (a *Archive) lines(ctx context.Context, name string, fn func(n int64, line []byte) error) error {
	e, ok := a.named[name]
	if !ok {
		return nil
	}
	r, err := a.open(e)
	if err != nil {
		return err
	}
	defer r.close()
	in := bufio.NewScanner(stoppable{ctx, r})
	in.Buffer(make([]byte, 0, 1<<16), maxLine)
	in.Split(wholeLines)
	n := int64(0)
	for in.Scan() {
		n++
		if err := fn(n, in.Bytes()); err != nil {
			return at(name, n, err)
		}
	}
	if errors.Is(in.Err(), bufio.ErrTooLong) {
		return damaged("line %d of %s has more than %d MiB.", n+1, name, maxLine>>20)
	}
	if in.Err() != nil {
		return r.failed(ctx)
	}
	if n != e.Lines {
		return damaged("%s should have %d lines and has %d.", name, e.Lines, n)
	}
	return r.finish()
}

// wholeLines splits at line feeds and refuses a last line without.
func wholeLines(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return 0, nil, io.ErrUnexpectedEOF
	}
	return 0, nil, nil
}

// at says where in the archive an error is.
func at(name string, line int64, err error) error {
	if errs.KindOf(err) == errs.Internal {
		return errs.Cause(errs.Internal, err, "line %d of %s", line, name)
	}
	said := strings.TrimSuffix(errs.Public(err).Error(), ".")
	return errs.Cause(errs.KindOf(err), err, "Line %d of %s cannot be taken in: %s. Nothing was changed.", line, name, said)
}
