package transfer

import (
	"encoding/json"
	"slices"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/bundle"
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

	ledgerName   = "ledger.jsonl"
	countersName = "counters.json"
	inboxName    = "inbox.jsonl"
	recordsDir   = "records/"
	partsDir     = "parts/"
	filesDir     = "files/"
	linesExt     = ".jsonl"
)

// MediaType is what an archive is called over HTTP.
const MediaType = "application/zip"

// Manifest is what the last entry of an archive says.
type Manifest struct {
	bundle.Head
	Workspace Workspace      `json:"workspace"`
	Counts    Counts         `json:"counts"`
	Entries   []bundle.Entry `json:"entries"`
	Lost      []string       `json:"lost"` // attachments whose bytes were missing or damaged when it was written
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
	Ledger  int64 `json:"ledger" doc:"Rows of the ledger."`
	Records int64 `json:"records"`
	Parts   int64 `json:"parts" doc:"Comments, links, members and whatever else belongs to a record or the workspace."`
	Files   int64 `json:"files" doc:"Attached files."`
	Notices int64 `json:"notices" doc:"Lines of inboxes."`
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

// noteFile remembers a file from the row that attached it. One that was taken
// away again can come back by undoing that, so its bytes belong to the archive.
func noteFile(ever map[string]file, row *ledger.Raw) error {
	if row.Kind != "attachment" || row.Act != ledger.Create {
		return nil
	}
	diff, err := row.Changes()
	if err != nil {
		return errs.Cause(errs.Invalid, err, "The diff of row %d cannot be read.", row.Seq)
	}
	var f file
	_ = json.Unmarshal(diff["sha256"][1], &f.sha256) // absent of a link
	_ = json.Unmarshal(diff["bytes"][1], &f.bytes)   // absent of an empty file
	if f.sha256 != "" {
		ever[row.Entity] = f
	}
	return nil
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

// validName says whether an entry may have a name.
func validName(name string) bool {
	switch name {
	case ledgerName, countersName, inboxName:
		return true
	}
	if i, ok := strings.CutPrefix(name, filesDir); ok {
		return id.Valid(i)
	}
	if !strings.HasSuffix(name, linesExt) || !ofThings(name) {
		return false
	}
	kind, _ := sortOf(name)
	return kind != "" && len(kind) <= 60 && strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz_") == ""
}

// ofThings says whether an entry holds records or parts.
func ofThings(name string) bool {
	return strings.HasPrefix(name, recordsDir) || strings.HasPrefix(name, partsDir)
}

// count gives what a list of entries amounts to.
func count(entries []bundle.Entry) (c Counts) {
	for _, e := range entries {
		switch {
		case e.Name == ledgerName:
			c.Ledger = e.Lines
		case e.Name == inboxName:
			c.Notices = e.Lines
		case strings.HasPrefix(e.Name, recordsDir):
			c.Records += e.Lines
		case strings.HasPrefix(e.Name, partsDir):
			c.Parts += e.Lines
		case strings.HasPrefix(e.Name, filesDir):
			c.Files++
		}
	}
	return c
}
