package bundle

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

	"throughline/internal/kit/errs"
)

// Writer writes a bundle entry after entry, without keeping any.
type Writer struct {
	zip  *zip.Writer
	done []Entry
	open *EntryWriter
}

// NewWriter begins a bundle.
func NewWriter(w io.Writer) *Writer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, level) })
	return &Writer{zip: z}
}

// EntryWriter takes the bytes of one entry.
type EntryWriter struct {
	entry Entry
	out   *bufio.Writer
	hash  hash.Hash
	line  bytes.Buffer
}

// Pack begins an entry that is made smaller; the one before ends.
func (w *Writer) Pack(name string) (*EntryWriter, error) { return w.begin(name, zip.Deflate) }

// Store begins an entry that is kept as it is, because it is packed already.
func (w *Writer) Store(name string) (*EntryWriter, error) { return w.begin(name, zip.Store) }

func (w *Writer) begin(name string, method uint16) (*EntryWriter, error) {
	if err := w.End(); err != nil {
		return nil, err
	}
	// Without a time in the header, equal contents are equal bundles.
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	w.open = &EntryWriter{entry: Entry{Name: name}, out: bufio.NewWriterSize(io.MultiWriter(to, h), 1<<16), hash: h}
	return w.open, nil
}

// Lines gives a function that begins an entry of lines when it is first
// called: a bundle has no empty ones.
func (w *Writer) Lines(name string) func() (*EntryWriter, error) {
	var e *EntryWriter
	return func() (_ *EntryWriter, err error) {
		if e == nil {
			e, err = w.Pack(name)
		}
		return e, err
	}
}

// End ends the entry that is open, if there is one.
func (w *Writer) End() error {
	e := w.open
	if e == nil {
		return nil
	}
	w.open = nil
	if err := e.out.Flush(); err != nil {
		return err
	}
	e.entry.SHA256 = hex.EncodeToString(e.hash.Sum(nil))
	w.done = append(w.done, e.entry)
	return nil
}

// Entries gives what has been written; the entry that is open ends.
func (w *Writer) Entries() ([]Entry, error) {
	err := w.End()
	return w.done, err
}

// Document writes a value as an entry of its own.
func (w *Writer) Document(name string, v any) error {
	e, err := w.Pack(name)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(e)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	return w.End()
}

// Close writes the manifest and the directory of the zip file.
func (w *Writer) Close(manifest any) error {
	if err := w.Document(ManifestName, manifest); err != nil {
		return err
	}
	return w.zip.Close()
}

// Write adds bytes to the entry.
func (e *EntryWriter) Write(b []byte) (int, error) {
	e.entry.Bytes += int64(len(b))
	return e.out.Write(b)
}

// Line adds one line: what write puts into the buffer, line feed included.
func (e *EntryWriter) Line(write func(*bytes.Buffer) error) error {
	e.line.Reset()
	if err := write(&e.line); err != nil {
		return err
	}
	if e.line.Len() > maxLine {
		return errs.New(errs.TooLarge, "Line %d of %s has more than %d MiB, which is more than a bundle holds.", e.entry.Lines+1, e.entry.Name, maxLine>>20)
	}
	e.entry.Lines++
	_, err := e.Write(e.line.Bytes())
	return err
}

// Object adds a value as one line of JSON.
func (e *EntryWriter) Object(v any) error {
	return e.Line(func(b *bytes.Buffer) error {
		enc := json.NewEncoder(b)
		enc.SetEscapeHTML(false)
		return enc.Encode(v)
	})
}
