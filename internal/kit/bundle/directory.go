package bundle

import (
	"encoding/binary"
	"errors"
	"io"

	"throughline/internal/kit/errs"
)

// The last record of a zip file says where its directory is and how large, or
// refers to a longer record, to which a locator before it points (APPNOTE 4.3.14
// to 4.3.16).
const (
	endMark  = "PK\x05\x06"
	endLen   = 22
	locMark  = "PK\x06\x07"
	locLen   = 20
	longMark = "PK\x06\x06"
	longLen  = 56
)

// checkDirectory refuses a directory that would take more memory than any of
// ours needs, before it is read: the reader of zip files itself goes on for as
// long as it finds entries.
func checkDirectory(r io.ReaderAt, size int64) error {
	end, err := piece(r, size-endLen, endLen)
	if err != nil {
		return err
	}
	if string(end[:4]) != endMark || end[20] != 0 || end[21] != 0 {
		return errs.New(errs.Invalid, "This is no file of ours, or it breaks off: a zip file has an end, and this has none. Nothing was changed.")
	}
	records, length, start := uint64(short(end[10:])), uint64(word(end[12:])), uint64(word(end[16:]))
	ends := uint64(size - endLen)
	if records == 1<<16-1 || length == 1<<32-1 || start == 1<<32-1 {
		if ends, length, start, err = longer(r, size-endLen-locLen); err != nil {
			return err
		}
	}
	if length > maxDirectory {
		return damaged("its directory has more than %d MiB.", maxDirectory>>20)
	}
	if start > ends || ends-start != length {
		return damaged("its directory does not stand where it should.")
	}
	return nil
}

// longer reads the record for what is large: where it stands, and what it says.
func longer(r io.ReaderAt, locator int64) (at, length, start uint64, err error) {
	loc, err := piece(r, locator, locLen)
	if err != nil {
		return 0, 0, 0, err
	}
	at = long(loc[8:])
	if string(loc[:4]) != locMark || at > uint64(locator) {
		return 0, 0, 0, damaged("its directory cannot be found.")
	}
	rec, err := piece(r, int64(at), longLen)
	if err != nil {
		return 0, 0, 0, err
	}
	if string(rec[:4]) != longMark {
		return 0, 0, 0, damaged("its directory cannot be found.")
	}
	return at, long(rec[40:]), long(rec[48:]), nil
}

// piece reads n bytes; a place outside of the file gives zeros.
func piece(r io.ReaderAt, at int64, n int) ([]byte, error) {
	out := make([]byte, n)
	if at < 0 {
		return out, nil
	}
	if _, err := r.ReadAt(out, at); err != nil && !errors.Is(err, io.EOF) {
		return nil, errs.Cause(errs.Unavailable, err, "The file could not be read.")
	}
	return out, nil
}

func short(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }
func word(b []byte) uint32  { return binary.LittleEndian.Uint32(b) }
func long(b []byte) uint64  { return binary.LittleEndian.Uint64(b) }
