package faults_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/internal/core/attach"
	"throughline/internal/platform/store"
)

// TestExamineControl falsifies what a fault could have left, in every way that
// examine is there to find: each must be found, and without any, nothing.
func TestExamineControl(t *testing.T) {
	t.Parallel()
	p := place{dir: t.TempDir()}
	b := &book{}
	s := start(t, p)
	settle(t, s)
	furnish(t, s, b, seed(t))
	l := begin(s, b, 1)
	await(20*time.Second, func() bool {
		return len(one(b, "together")) > 0 && len(one(b, "attach")) > 1 && len(one(b, "remark")) > 0
	})
	l.cut.Store(true)
	l.end()
	sendAgain(t, s, b, chance(1, 1))
	s.stop(t)
	look(t, p, b)
	for _, c := range []struct {
		name, found string
		falsify     func(t *testing.T, p place, b *book)
	}{
		{"acknowledged and not there", "0 of 1 rows are there", func(_ *testing.T, _ place, b *book) {
			n := *one(b, "create")[0]
			n.marks = []string{"mark of nothing"}
			b.notes = append(b.notes, &n)
		}},
		{"another version", "was acknowledged as version", func(_ *testing.T, _ place, b *book) {
			n := one(b, "create")[0]
			n.versions = []int64{n.versions[0] + 1}
		}},
		{"another thing", "was acknowledged as version", func(_ *testing.T, _ place, b *book) { one(b, "create")[0].things = []string{"something"} }},
		{"refused and there", "was refused, and is there", func(_ *testing.T, _ place, b *book) { one(b, "remark")[0].outcome = refused }},
		{"by half", "is there by half", func(_ *testing.T, _ place, b *book) {
			n := one(b, "together")[0]
			n.outcome, n.marks = unknown, append(n.marks[:2:2], "mark of nothing")
		}},
		{"acknowledged, and there by half", "2 of 3 rows are there", func(_ *testing.T, _ place, b *book) {
			n := one(b, "together")[0]
			n.marks = append(n.marks[:2:2], "mark of nothing")
		}},
		{"nobody's", "nobody made it", func(_ *testing.T, _ place, b *book) { one(b, "remark")[0].marks = nil }},
		{"a row less", "stands in the ledger and not in the tables", func(t *testing.T, p place, b *book) {
			t.Helper()
			sql(t, p, "delete from comment where id = ?", one(b, "remark")[0].things[0])
		}},
		{"another value", "in the ledger and", func(t *testing.T, p place, b *book) {
			t.Helper()
			sql(t, p, "update comment set body = 'forged' where id = ?", one(b, "remark")[0].things[0])
		}},
		{"twice", "has taken effect 2 times", func(t *testing.T, p place, b *book) {
			t.Helper()
			n := one(b, "remark")[0]
			sql(t, p, "insert into ledger select workspace_id, (select max(seq) + 1 from ledger), at, noted_at, actor_id, behalf_id, through, role, decision, operation, request, product_id, record_id, entity_id, kind, act, prev, diff from ledger where seq = ?", n.versions[0])
		}},
		{"a gap in the ledger", "the ledger jumps", func(t *testing.T, p place, b *book) {
			t.Helper()
			sql(t, p, "delete from ledger where seq = ?", one(b, "edit")[0].versions[0])
		}},
		{"other bytes", "the bytes of the attachment", func(t *testing.T, p place, b *book) {
			t.Helper()
			if err := os.WriteFile(bytesOf(t, p, one(b, "attach")[0]), []byte("forged"), 0o600); err != nil {
				t.Fatal(err)
			}
		}},
		{"no bytes", "the bytes of the attachment", func(t *testing.T, p place, b *book) {
			t.Helper()
			if err := os.Remove(bytesOf(t, p, one(b, "attach")[0])); err != nil {
				t.Fatal(err)
			}
		}},
		{"bytes of nothing", "belongs to nothing", func(t *testing.T, p place, b *book) {
			t.Helper()
			sql(t, p, "delete from attachment where id = ?", one(b, "attach")[0].things[0])
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			forged, copied := &book{}, aside(t, p)
			for _, n := range b.notes {
				m := *n
				forged.notes = append(forged.notes, &m)
			}
			c.falsify(t, copied, forged)
			e, err := examine(t.Context(), copied, forged)
			if err != nil {
				t.Fatal(err)
			}
			if all := strings.Join(append(e.lost, e.faults...), "\n"); !strings.Contains(all, c.found) {
				t.Errorf("nothing says %q in: %s", c.found, all)
			}
		})
	}
}

// one gives the acknowledged writes of a sort.
func one(b *book, sort string) []*note {
	var out []*note
	for _, n := range b.having(acknowledged) {
		if n.sort == sort {
			out = append(out, n)
		}
	}
	return out
}

// sql goes around everything.
func sql(t *testing.T, p place, statement string, args ...any) {
	t.Helper()
	db, err := store.Open(t.Context(), p.options())
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(context.Background(), "", func(tx *store.Tx) error {
		_, err := tx.Exec(context.Background(), statement, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// bytesOf gives where the bytes of an upload lie.
func bytesOf(t *testing.T, p place, n *note) string {
	t.Helper()
	found := ""
	err := filepath.WalkDir(p.blobs(), func(path string, _ os.DirEntry, err error) error {
		if err == nil && filepath.Base(path) == filepath.Base(attach.Key("x", n.things[0])) {
			found = path
		}
		return err
	})
	if err != nil || found == "" {
		t.Fatalf("the bytes of %s are not there: %v", n, err)
	}
	return found
}
