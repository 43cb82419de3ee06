// Package bundle keeps many things in one zip file, so that damage is seen
// before any of them is used: the last entry, the manifest, lists all others
// with their sizes and hashes. Equal contents make equal bytes. A bundle that
// comes from outside is taken at its word for nothing.
//
// Words it owns: bundle, entry (one thing in it), manifest, head (what every
// manifest says first).
package bundle

import (
	"strings"

	"throughline/internal/kit/errs"
)

// ManifestName is the entry that lists the others; it comes last.
const ManifestName = "manifest.json"

const (
	// level is the effort of packing. It is part of the bytes, so it stays.
	level = 6

	// maxLine bounds one line, so that whoever reads needs no more memory than
	// for one.
	maxLine = 32 << 20

	maxDirectory = 64 << 20 // bytes of a zip file's directory
	maxManifest  = 64 << 20

	// An honest bundle of ours holds ids in each line, which do not pack this
	// well.
	maxRatio = 100
	slack    = 64 << 20
)

// Head is what every manifest says first: what it is, and who wrote it.
type Head struct {
	Format    string `json:"format"`
	Version   int    `json:"version"`
	WrittenBy string `json:"writtenBy"` // version of the program
}

// Entry is one thing in a bundle. Lines is 0 for what is not written in lines.
type Entry struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	Lines  int64  `json:"lines"`
	SHA256 string `json:"sha256"`
}

// damaged is the answer for a bundle that is not what it says.
func damaged(format string, args ...any) *errs.Error {
	e := errs.New(errs.Invalid, format, args...)
	e.Msg = "The file is damaged: " + e.Msg + " Nothing was changed; use another copy."
	return e
}

// Damaged is an error for contents that contradict each other.
func Damaged(format string, args ...any) error { return damaged(format, args...) }

// printable gives a foreign name for a message.
func printable(name string) string {
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
