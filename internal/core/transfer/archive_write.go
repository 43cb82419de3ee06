package transfer

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"io"
	"strings"

	"throughline/internal/kit/errs"
)

// level is the effort of packing. It is part of the bytes, so it stays.
const level = 6

// packer writes the entries of an archive one after the other.
type packer struct {
	zip      *zip.Writer
	manifest *Manifest
	open     *entryWriter
}

func newPacker(w io.Writer, m *Manifest) *packer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, level) })
	return &packer{zip: z, manifest: m}
}

// entryWriter counts and hashes what goes into one entry.
type entryWriter struct {
	entry Entry
	out   *bufio.Writer
	hash  hash.Hash
	lines bytes.Buffer
}

// begin starts an entry; the one before ends.
func (p *packer) begin(name string) (*entryWriter, error) {
	if err := p.end(); err != nil {
		return nil, err
	}
	method := zip.Deflate
	if strings.HasPrefix(name, filesDir) {
		method = zip.Store // files are mostly packed already
	}
	// Without a time in the header, equal contents are equal archives.
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	p.open = &entryWriter{entry: Entry{Name: name}, out: bufio.NewWriterSize(io.MultiWriter(w, h), 1<<16), hash: h}
	return p.open, nil
}

// end closes the entry that is open and notes it in the manifest.
func (p *packer) end() error {
	e := p.open
	if e == nil {
		return nil
	}
	p.open = nil
	if err := e.out.Flush(); err != nil {
		return err
	}
	e.entry.SHA256 = hex.EncodeToString(e.hash.Sum(nil))
	if e.entry.Name != manifestName {
		p.manifest.Entries = append(p.manifest.Entries, e.entry)
	}
	return nil
}

func (e *entryWriter) Write(b []byte) (int, error) {
	e.entry.Bytes += int64(len(b))
	return e.out.Write(b)
}

// line writes what write puts into a buffer: one line with its line feed.
func (e *entryWriter) line(write func(*bytes.Buffer) error) error {
	e.lines.Reset()
	if err := write(&e.lines); err != nil {
		return err
	}
	if e.lines.Len() > maxLine {
		return errs.New(errs.TooLarge, "Line %d of %s has more than %d MiB; an archive cannot hold it.", e.entry.Lines+1, e.entry.Name, maxLine>>20)
	}
	e.entry.Lines++
	_, err := e.Write(e.lines.Bytes())
	return err
}

// object writes a value as one line.
func (e *entryWriter) object(v any) error {
	return e.line(func(b *bytes.Buffer) error {
		enc := json.NewEncoder(b)
		enc.SetEscapeHTML(false)
		return enc.Encode(v)
	})
}

// document writes a value as an entry of its own.
func (p *packer) document(name string, v any) error {
	e, err := p.begin(name)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(e)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// close writes the manifest and the directory of the zip file.
func (p *packer) close() error {
	if err := p.end(); err != nil {
		return err
	}
	p.manifest.Counts = count(p.manifest.Entries)
	if err := p.document(manifestName, p.manifest); err != nil {
		return err
	}
	if err := p.end(); err != nil {
		return err
	}
	return p.zip.Close()
}

// lazily starts an entry with its first line: an archive has no empty ones.
func (p *packer) lazily(name string) func() (*entryWriter, error) {
	var e *entryWriter
	return func() (_ *entryWriter, err error) {
		if e == nil {
			e, err = p.begin(name)
		}
		return e, err
	}
}
