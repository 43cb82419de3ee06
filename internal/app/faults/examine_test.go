package faults_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"throughline/internal/app"
	"throughline/internal/core/attach"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/blob"
	"throughline/internal/platform/store"
)

// examined is what was found where a fault had been made.
type examined struct {
	lost   []string // acknowledged writes that are not there as they were acknowledged
	faults []string // everything else that must not be
	rows   int64    // of the ledger
	spare  int      // files that no row names, of uploads that were never acknowledged
}

func (e *examined) lose(format string, args ...any) {
	e.lost = append(e.lost, fmt.Sprintf(format, args...))
}

func (e *examined) fault(format string, args ...any) {
	e.faults = append(e.faults, fmt.Sprintf(format, args...))
}

// complain makes the test fail for all that was found.
func (e *examined) complain(t testing.TB) {
	t.Helper()
	for i, f := range append(e.lost, e.faults...) {
		if i == 20 {
			t.Errorf("and %d more", len(e.lost)+len(e.faults)-i)
			break
		}
		t.Errorf("after the fault: %s", f)
	}
}

// aside copies what lies in a folder, so that it can be looked at while a
// server works on it or before one has mended it. PostgreSQL is looked at
// where it is.
func aside(t testing.TB, p place) place {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(filepath.Join(to, "files"), os.DirFS(p.blobs())); err != nil {
		t.Fatal(err)
	}
	if p.url != "" {
		return place{dir: to, url: p.url}
	}
	for _, name := range []string{store.FileName, store.FileName + "-wal"} {
		b, err := os.ReadFile(filepath.Join(p.dir, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, name), b, 0o600)
		}
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	return place{dir: to}
}

// examine opens an installation and compares it with the book. An error says
// that it could not be looked at, which is worse than anything found.
func examine(ctx context.Context, p place, b *book) (*examined, error) {
	db, err := store.Open(ctx, p.options())
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }() // only read from
	reg, _ := app.Registry()
	engine, err := op.NewEngine(reg, db, clock.System{}, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	var ws string
	err = db.Read(ctx, "", func(r *store.Reader) (err error) {
		ws, err = store.One[string](ctx, r, "select id from workspace where slug = ?", workspace)
		return err
	})
	if err != nil {
		return nil, err
	}
	e := &examined{}
	found, err := db.Check(ctx)
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		e.fault("the database's own check: %s", f)
	}
	v, err := engine.Verify(ctx, ws)
	if err != nil {
		return nil, err
	}
	e.rows = v.Rows
	for _, f := range v.Faults {
		e.fault("verify: %s", f)
	}
	if err := e.compare(ctx, db, ws, b); err != nil {
		return nil, err
	}
	return e, e.files(ctx, db, ws, p.blobs(), b)
}

// trace is where a mark stands.
type trace struct {
	seq             int64
	entity, request string
}

// marked are the fields that marks stand in.
var marked = []string{"title", "body", "sha256", "reason"}

// compare looks for every write of the book in the ledger.
func (e *examined) compare(ctx context.Context, db *store.DB, ws string, b *book) error {
	traces := map[string][]trace{}
	places := map[string]string{} // entity and seq of rows that put something in its place
	requests := map[string]string{}
	err := db.Read(ctx, ws, func(r *store.Reader) error {
		return store.Each(ctx, r, "select "+ledger.Columns+" from ledger where workspace_id = ? order by seq", func(row ledger.Row) error {
			at := trace{row.Seq, row.Entity, row.Request}
			requests[row.Request] = row.Operation
			if row.Operation == "record.rank" {
				places[fmt.Sprint(row.Entity, row.Seq)] = row.Request
				delete(requests, row.Request)
			}
			for _, name := range marked {
				var text string
				if c, ok := row.Diff[name]; ok && json.Unmarshal(c[1], &text) == nil && text != "" {
					traces[text] = append(traces[text], at)
				}
			}
			return nil
		}, ws)
	})
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, n := range b.notes {
		e.note(n, traces, places)
		for _, m := range n.marks {
			for _, at := range traces[m] {
				delete(requests, at.request)
			}
		}
	}
	for request, operation := range requests {
		if strings.HasPrefix(operation, "story.") || strings.HasPrefix(operation, "comment.") || strings.HasPrefix(operation, "attachment.") || operation == "batch.run" {
			e.fault("the request %s (%s) is in the ledger, and nobody made it", request, operation)
		}
	}
	return nil
}

// note looks for one write.
func (e *examined) note(n *note, traces map[string][]trace, places map[string]string) {
	there := 0
	request := ""
	for i, m := range n.marks {
		found := traces[m]
		if len(found) > 1 {
			e.fault("%s has taken effect %d times", n, len(found))
		}
		if len(found) == 0 {
			continue
		}
		there++
		at := found[0]
		if n.outcome == acknowledged && (at.seq != n.versions[i] || at.entity != n.things[i] || !n.again && at.request != n.answer.request) {
			e.lose("%s was acknowledged as version %d of %s and is row %d, of %s", n, n.versions[i], n.things[i], at.seq, at.entity)
		}
		if request != "" && request != at.request {
			e.fault("%s is in the ledger in two requests", n)
		}
		request = at.request
	}
	switch {
	case n.outcome == acknowledged && there < len(n.marks):
		e.lose("%s was acknowledged; %d of %d rows are there", n, there, len(n.marks))
	case n.outcome == refused && there > 0:
		e.fault("%s was refused, and is there", n)
	case there > 0 && there < len(n.marks):
		e.fault("%s is there by half: %d of %d rows", n, there, len(n.marks))
	}
	if n.outcome == acknowledged && len(n.marks) == 0 && places[fmt.Sprint(n.things[0], n.versions[0])] == "" {
		e.lose("%s was acknowledged as version %d of %s, which is not there", n, n.versions[0], n.things[0])
	}
}

// files holds the bytes of attachments against their rows, and the other way
// round.
func (e *examined) files(ctx context.Context, db *store.DB, ws, dir string, b *book) error {
	type file struct {
		ID     string `db:"id"`
		SHA256 string `db:"sha256"`
	}
	var rows []file
	err := db.Read(ctx, ws, func(r *store.Reader) (err error) {
		rows, err = store.All[file](ctx, r, "select id, sha256 from attachment where workspace_id = ? and url = ''", ws)
		return err
	})
	if err != nil {
		return err
	}
	folder, err := blob.OpenFolder(dir, 1<<30, clock.System{})
	if err != nil {
		return err
	}
	defer func() { _ = folder.Close() }() // only read from
	named := map[string]bool{}
	for _, f := range rows {
		key := attach.Key(ws, f.ID)
		named[key] = true
		if sum, err := hashOf(ctx, folder, key); err != nil || sum != f.SHA256 {
			e.lose("the bytes of the attachment %s are %s, its row says %s (%v)", f.ID, sum, f.SHA256, err)
		}
	}
	open := map[string]bool{}
	for _, n := range b.having(unknown) {
		if n.sort == "attach" {
			open[n.path[strings.LastIndex(n.path, "=")+1:]] = true
		}
	}
	return folder.Walk(ctx, "a/"+ws+"/", func(key string, _ int64) error {
		switch {
		case named[key]:
		case open[filepath.Base(key)]:
			e.spare++
		default:
			e.fault("the file %s belongs to nothing", key)
		}
		return nil
	})
}

func hashOf(ctx context.Context, f *blob.Folder, key string) (string, error) {
	r, _, err := f.Open(ctx, key)
	if err != nil {
		return "", err
	}
	defer func() { _ = r.Close() }() // only read from
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
