package bundle

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"throughline/internal/kit/errs"
)

// Lines hands out the lines of an entry, without their line feeds, and then
// says whether it was whole. A line is only good until the next. An entry that
// is not there has none.
func (b *Bundle) Lines(ctx context.Context, name string, fn func(line []byte) error) error {
	if _, ok := b.named[name]; !ok {
		return nil
	}
	r, err := b.open(name)
	if err != nil {
		return err
	}
	defer r.close()
	in := &liner{from: bufio.NewReaderSize(io.TeeReader(Until(ctx, r.in), r), 1<<16)}
	n := int64(0)
	for {
		line, err := in.next()
		if errors.Is(err, io.EOF) {
			break
		}
		n++
		if errors.Is(err, bufio.ErrTooLong) {
			return damaged("line %d of %s has more than %d MiB.", n, name, maxLine>>20)
		}
		if err != nil {
			return r.failed(ctx, err)
		}
		if err := fn(line); err != nil {
			return where(name, n, err)
		}
	}
	if n != r.entry.Lines {
		return damaged("%s should have %d lines and has %d.", name, r.entry.Lines, n)
	}
	return r.finish()
}

// liner reads lines up to maxLine, each byte once, however long they are.
type liner struct {
	from *bufio.Reader
	line []byte
}

// next gives a line without its line feed; a last line without one is an
// error.
func (l *liner) next() ([]byte, error) {
	l.line = l.line[:0]
	for {
		piece, err := l.from.ReadSlice('\n')
		if err == nil && len(l.line) == 0 {
			return piece[:len(piece)-1], nil
		}
		if len(l.line)+len(piece) > maxLine {
			return nil, bufio.ErrTooLong
		}
		l.line = append(l.line, piece...)
		switch {
		case err == nil:
			return l.line[:len(l.line)-1], nil
		case errors.Is(err, io.EOF) && len(l.line) > 0:
			return nil, io.ErrUnexpectedEOF
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}

// where says in which line an error is.
func where(name string, line int64, err error) error {
	if errs.KindOf(err) == errs.Internal {
		return errs.Cause(errs.Internal, err, "line %d of %s", line, name)
	}
	return errs.Cause(errs.KindOf(err), err, "Line %d of %s cannot be taken in: %s. Nothing was changed.", line, name, strings.TrimSuffix(errs.Public(err).Error(), "."))
}

// Strictly reads JSON that has no fields but those of v, and nothing after it.
func Strictly(raw []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return errs.Cause(errs.Invalid, err, "It cannot be read: %v.", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errs.New(errs.Invalid, "Something stands after its end.")
	}
	return nil
}
