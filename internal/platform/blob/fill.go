package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"syscall"

	"throughline/internal/kit/errs"
)

// fill copies a foreign reader into a file of ours, within the bounds that
// Store.Put promises. It tells apart who failed: the sender or the disk.
func fill(ctx context.Context, w io.Writer, r io.Reader, size, limit int64) (Info, error) {
	most := limit
	if size >= 0 {
		if size > limit {
			return Info{}, tooLarge(limit)
		}
		most = size
	}
	hash := sha256.New()
	in := &side{Reader: untilDone{ctx, r}}
	// One byte beyond the bound tells "exactly so much" from "more".
	n, err := io.Copy(io.MultiWriter(w, hash), io.LimitReader(in, most+1))
	switch {
	case in.err != nil:
		return Info{}, senderError(in.err, n)
	case err != nil:
		return Info{}, diskError(err)
	case n > most && most == limit:
		return Info{}, tooLarge(limit)
	case n > most:
		return Info{}, errs.New(errs.TooLarge, "The file has more than the %s that were announced. Send it again with its true size.", amount(size))
	case n < size:
		return Info{}, errs.New(errs.Invalid, "The file ended after %d of %d bytes. Send it again.", n, size)
	}
	return Info{Size: n, SHA256: hex.EncodeToString(hash.Sum(nil))}, nil
}

// side remembers an error of reading, which io.Copy mixes with those of
// writing.
type side struct {
	io.Reader
	err error
}

func (s *side) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

func tooLarge(limit int64) error {
	return errs.New(errs.TooLarge, "The file is larger than the %s that are accepted. Make it smaller, or ask the administrator to raise the limit.", amount(limit))
}

// amount writes a number of bytes as people say it, as long as that is exact.
func amount(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// senderError keeps an error that has a kind already and calls all others a
// broken transfer.
func senderError(err error, n int64) error {
	var known *errs.Error
	if errors.As(err, &known) {
		return err
	}
	var body *http.MaxBytesError // the bound that a web server puts on a request
	if errors.As(err, &body) {
		return tooLarge(body.Limit)
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return errs.Cause(errs.Unavailable, err, "The transfer was stopped after %d bytes. Send the file again.", n)
	}
	return errs.Cause(errs.Invalid, err, "The transfer broke off after %d bytes. Send the file again.", n)
}

// diskError says what is wrong with the disk, in words for the caller; it
// leaves what nobody but the operator can understand as it is.
func diskError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return errs.Cause(errs.Unavailable, err, "The disk that holds the files is full, so nothing was stored. Free some space, then try again.")
	case errors.Is(err, syscall.EROFS):
		return errs.Cause(errs.Unavailable, err, "The disk that holds the files is read-only, so nothing was stored.")
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return errs.Cause(errs.Unavailable, err, "Too many files are open at the moment. Try again shortly.")
	}
	return err
}
