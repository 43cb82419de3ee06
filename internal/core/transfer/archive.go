package transfer

import (
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// An archive is a workspace in one zip file, described for those who read it
// without us in docs/manual/archive-format.md. The same workspace gives the
// same bytes, on whichever database it lies: entries come in one order, carry
// no time, and hold rows in the order of their ids.

const (
	archiveFormat  = "throughline-archive"
	archiveVersion = 1

	manifestName = "manifest.json"
	ledgerName   = "ledger.jsonl"
	countersName = "counters.json"
	inboxName    = "inbox.jsonl"
	recordsDir   = "records/"
	partsDir     = "parts/"
	filesDir     = "files/"
	linesExt     = ".jsonl"

	// maxLine bounds one line, so that whoever reads needs no more memory than
	// for one.
	maxLine = 32 << 20
)

// MediaType is what an archive is called over HTTP.
const MediaType = "application/zip"

// Manifest is the last entry of an archive, and says what the others must be.
type Manifest struct {
	Format    string    `json:"format"`
	Version   int       `json:"version"`
	WrittenBy string    `json:"writtenBy"` // version of the program
	Workspace Workspace `json:"workspace"`
	Counts    Counts    `json:"counts"`
	Entries   []Entry   `json:"entries"`
	Lost      []string  `json:"lost"` // attachments whose bytes were missing or damaged when it was written
}

// Workspace is whose archive it is.
type Workspace struct {
	ID        string        `json:"id" db:"id"`
	Slug      string        `json:"slug" db:"slug"`
	Name      string        `json:"name" db:"name"`
	Prefix    string        `json:"prefix" db:"prefix"`
	Zone      string        `json:"zone" db:"zone"`
	CreatedAt clock.Instant `json:"createdAt" db:"created_at"`
}

// Counts is how much an archive holds.
type Counts struct {
	Ledger  int64 `json:"ledger"`
	Records int64 `json:"records"`
	Parts   int64 `json:"parts"`
	Files   int64 `json:"files"`
	Notices int64 `json:"notices"`
}

// Entry is one entry of the zip file. Lines is 0 for what has none.
type Entry struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	Lines  int64  `json:"lines"`
	SHA256 string `json:"sha256"`
}

// counters is how far the workspace's numbers have been given out.
type counters struct {
	Seq       int64            `json:"seq" db:"seq"`
	AccessSeq int64            `json:"accessSeq" db:"access_seq"`
	NextNum   int64            `json:"nextNum" db:"next_num"`
	Products  []productCounter `json:"products"`
	Followers map[string]int64 `json:"followers"` // those that must not begin anew, and how far they have come
}

type productCounter struct {
	Product string `json:"product" db:"product_id"`
	Prefix  string `json:"prefix" db:"prefix"`
	Next    int64  `json:"next" db:"next_num"`
}

// notice is a line of inbox.jsonl: what a member was told, and whether they
// have read it.
type notice struct {
	Member string        `json:"member" db:"member_id"`
	ID     string        `json:"id" db:"id"`
	Seq    int64         `json:"seq" db:"seq"`
	Reason string        `json:"reason" db:"reason"`
	ReadAt clock.Instant `json:"readAt" db:"read_at"`
}

// teller is the follower that writes notices.
const teller = "inbox"

// file is what the archive must hold of an attached file.
type file struct {
	bytes  int64
	sha256 string
}

// sortOf gives the kind whose lines an entry holds, and whether they are
// records.
func sortOf(entry string) (kind string, isRecord bool) {
	if k, ok := strings.CutPrefix(entry, recordsDir); ok {
		return strings.TrimSuffix(k, linesExt), true
	}
	return strings.TrimSuffix(strings.TrimPrefix(entry, partsDir), linesExt), false
}

// partKinds gives the kinds of part by name.
func partKinds(r *op.Registry) []string {
	var out []string
	for k := range r.Parts() {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// validName says whether an entry may have a name. Names are compared and
// never used as paths.
func validName(name string) bool {
	switch name {
	case ledgerName, countersName, inboxName:
		return true
	}
	if i, ok := strings.CutPrefix(name, filesDir); ok {
		return id.Valid(i)
	}
	if !strings.HasSuffix(name, linesExt) || !strings.HasPrefix(name, recordsDir) && !strings.HasPrefix(name, partsDir) {
		return false
	}
	kind, _ := sortOf(name)
	return kind != "" && len(kind) <= 60 && strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz_") == ""
}

// isLines says whether an entry is lines of JSON.
func isLines(name string) bool { return strings.HasSuffix(name, linesExt) }

// damaged is the answer for an archive that is not what it says.
func damaged(format string, args ...any) *errs.Error {
	e := errs.New(errs.Invalid, format, args...)
	e.Msg = "The archive is damaged: " + e.Msg + " Nothing was changed. Use another copy of it."
	return e
}
