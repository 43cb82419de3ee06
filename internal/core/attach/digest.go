package attach

import (
	"crypto/sha256"
	"encoding/hex"
	"io"

	"throughline/internal/kit/errs"
)

// digest reads to the end, and gives the number of bytes and their SHA-256.
func digest(r io.Reader) (int64, string, error) {
	h := sha256.New()
	n, err := io.Copy(h, r)
	if err != nil {
		return 0, "", errs.Cause(errs.Unavailable, err, "The file could not be read to its end.")
	}
	return n, hex.EncodeToString(h.Sum(nil)), nil
}
