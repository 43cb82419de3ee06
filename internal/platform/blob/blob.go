// Package blob keeps the bytes of attachments, in a folder or in an
// S3-compatible object store, and says how foreign bytes may be shown: their
// media type, their name, their disposition. It knows keys and bytes only;
// whose they are and who may read them is written in the rows that name a key.
//
// Words it owns: blob (the bytes under one key), key (a generated name), info
// (size and hash of a blob), disposition (how a browser is told to treat one).
//
// Bytes come before rows: a blob is durable when Put returns, the row that
// names it is committed after that, and a sweeper walks the store for blobs
// that no row names.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"

	"throughline/internal/kit/errs"
)

// Info is what is known of a blob. SHA256 is 64 hexadecimal digits; it is
// known to the one who put the blob and is to be kept with the row.
type Info struct {
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Store keeps blobs under generated keys. It is safe for concurrent use.
// A store that cannot be reached or is full answers errs.Unavailable.
type Store interface {
	// Put stores what r gives and returns when it is durable; what stood
	// under the key before is replaced at once or not at all. Size is the
	// exact number of bytes to expect, or -1 when nobody knows. More than
	// that, or more than the store takes, is errs.TooLarge; fewer is
	// errs.Invalid.
	Put(ctx context.Context, key string, r io.Reader, size int64) (Info, error)

	// Open gives the bytes and their size; the hash is left empty. The
	// caller closes. A key without a blob is errs.NotFound.
	Open(ctx context.Context, key string) (io.ReadSeekCloser, Info, error)

	// Delete removes a blob; removing one that is not there is no error.
	Delete(ctx context.Context, key string) error

	// Walk calls see for every blob whose key starts with prefix, in no
	// particular order, and ends with the first error. Blobs that come or go
	// meanwhile may be seen or not.
	Walk(ctx context.Context, prefix string, see func(key string, size int64) error) error
}

const (
	maxKey     = 200
	maxSegment = 64
)

// ValidKey says whether a key has the generated form: segments of 1 to 64 of
// a-z and 0-9, joined by single slashes, 200 characters at most.
func ValidKey(key string) bool {
	if key == "" || len(key) > maxKey {
		return false
	}
	for segment := range strings.SplitSeq(key, "/") {
		if segment == "" || len(segment) > maxSegment || !plain(segment) {
			return false
		}
	}
	return true
}

func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

func checkKey(key string) error {
	if !ValidKey(key) {
		return errs.Fieldf("key", "%q is not a generated key: parts of a-z and 0-9, joined by slashes", key)
	}
	return nil
}

func checkPrefix(prefix string) error {
	if prefix == "" || ValidKey(strings.TrimSuffix(prefix, "/")) {
		return nil
	}
	return errs.Fieldf("prefix", "%q is not the beginning of a generated key", prefix)
}

// Verify reads a blob to its end and compares it with what was put. A
// difference is errs.Internal, with a sentence for the operator.
func Verify(ctx context.Context, s Store, key string, want Info) (err error) {
	defer errs.Wrap(&err, "blob.verify %s", key)
	r, _, err := s.Open(ctx, key)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // only read from
	hash := sha256.New()
	n, err := io.Copy(hash, untilDone{ctx, r})
	if err != nil {
		return errs.Cause(errs.Unavailable, err, "The file %s could not be read to its end.", key)
	}
	if got := hex.EncodeToString(hash.Sum(nil)); n != want.Size || got != want.SHA256 {
		return errs.New(errs.Internal, "The file %s is damaged: it has %d bytes with hash %s, and was stored with %d and %s. Restore it from a backup.",
			key, n, got, want.Size, want.SHA256)
	}
	return nil
}

// untilDone is a reader that stops when its context does.
type untilDone struct {
	ctx context.Context //nolint:containedctx // lives for one copy only
	r   io.Reader
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}
