package bundle

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"throughline/internal/kit/errs"
)

// The end of a zip file says how large its directory is, in one record, or in
// a longer one that a locator before it points to (APPNOTE 4.3.14 to 4.3.16).
const (
	endMark     = "PK\x05\x06"
	endLen      = 22
	endSize     = 12 // where the directory's size stands in the record
	locatorMark = "PK\x06\x07"
	locatorLen  = 20
	locatorAt   = 8 // where the place of the longer record stands
	longLen     = 56
	longSize    = 40
	inLong      = 1<<32 - 1 // the short record refers to the longer one
)

// checkDirectory refuses a directory that would take more memory than any of
// ours needs, before it is read.
func checkDirectory(r io.ReaderAt, size int64) error {
	tail := make([]byte, min(max(size, 0), endLen+1<<16)) // a comment may follow
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return errs.Cause(errs.Unavailable, err, "The file could not be read.")
	}
	at := bytes.LastIndex(tail, []byte(endMark))
	if at < 0 || len(tail)-at < endLen {
		return errs.New(errs.Invalid, "This is no file of ours, or it breaks off: a zip file has an end, and this has none. Nothing was changed.")
	}
	directory := uint64(binary.LittleEndian.Uint32(tail[at+endSize:]))
	if loc := at - locatorLen; loc >= 0 && string(tail[loc:loc+len(locatorMark)]) == locatorMark {
		long := make([]byte, longLen)
		if _, err := r.ReadAt(long, int64(binary.LittleEndian.Uint64(tail[loc+locatorAt:])&(1<<62-1))); err != nil {
			return damaged("its directory cannot be found.")
		}
		directory = max(binary.LittleEndian.Uint64(long[longSize:]), directory%inLong)
	}
	if directory > maxDirectory && directory != inLong {
		return damaged("its directory has more than %d MiB.", maxDirectory>>20)
	}
	return nil
}
