package transfer

import (
	"context"
	"io"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/bundle"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Archive is an archive that was opened: its directory and manifest are sound,
// its contents have not been looked at.
type Archive struct {
	Manifest Manifest
	in       *bundle.Bundle
	lost     map[string]bool
}

// OpenArchive opens an archive of size bytes. What cannot be an archive is
// errs.Invalid.
func OpenArchive(r io.ReaderAt, size int64) (*Archive, error) {
	b, err := bundle.Open(r, size, bundle.Kind{Format: archiveFormat, Version: archiveVersion, Valid: validName})
	if err != nil {
		return nil, err
	}
	a := &Archive{in: b, lost: map[string]bool{}}
	if err := bundle.Strictly(b.Manifest, &a.Manifest); err != nil {
		return nil, bundle.Damaged("its manifest is not as it should be.")
	}
	if !id.Valid(a.Manifest.Workspace.ID) {
		return nil, bundle.Damaged("its workspace has no id.")
	}
	if a.Manifest.Counts != count(b.Entries) {
		return nil, bundle.Damaged("its manifest counts other than it lists.")
	}
	for _, l := range a.Manifest.Lost {
		if _, here := b.Entry(filesDir + l); !id.Valid(l) || here || a.lost[l] {
			return nil, bundle.Damaged("it calls a file lost that is there, or that has no id.")
		}
		a.lost[l] = true
	}
	return a, nil
}

// Check reads the archive to its end and compares every entry with its hash.
func (a *Archive) Check(ctx context.Context) error { return a.in.Check(ctx) }

// Read is Check, and reads every line as an import into this program would.
func (a *Archive) Read(ctx context.Context, reg *op.Registry) (err error) {
	defer errs.Wrap(&err, "archive.read %s", a.Manifest.Workspace.ID)
	for _, e := range a.in.Entries {
		read, known := a.reader(reg, e.Name)
		switch {
		case !known:
			err = a.in.Copy(ctx, e.Name, io.Discard)
		default:
			err = a.in.Lines(ctx, e.Name, read)
		}
		if err != nil {
			return err
		}
	}
	_, err = a.counters(ctx)
	return err
}

// reader gives what reads a line of an entry, if it has lines.
func (a *Archive) reader(reg *op.Registry, name string) (_ func([]byte) error, hasLines bool) {
	switch {
	case name == ledgerName:
		return func(line []byte) error { return bundle.Strictly(line, new(ledger.Raw)) }, true
	case name == inboxName:
		return func(line []byte) error { return bundle.Strictly(line, new(notice)) }, true
	case !ofThings(name):
		return nil, false
	}
	kind, isRecord := sortOf(name)
	t, ok := reg.TypeOf(kind)
	if !ok || t.Part == isRecord {
		return func([]byte) error { return unknownKind(kind) }, true
	}
	return func(line []byte) error {
		_, err := t.Read(line)
		return err
	}, true
}

func unknownKind(kind string) error {
	return errs.New(errs.Invalid, "There is no kind of thing called %q here. A newer version may have written it.", kind)
}

// maxCounters bounds an entry that is read as a whole.
const maxCounters = 8 << 20

func (a *Archive) counters(ctx context.Context) (c counters, err error) {
	raw, err := a.in.All(ctx, countersName, maxCounters)
	if err != nil {
		return c, err
	}
	if err := bundle.Strictly(raw, &c); err != nil {
		return c, bundle.Damaged("%s is not as it should be.", countersName)
	}
	return c, nil
}
