package transfer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/blob"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

type obj = map[string]any

// place is an installation without a workspace.
type place struct {
	t         testing.TB
	engine    *op.Engine
	files     blob.Store
	followers *ledger.Followers
}

func emptyPlace(t testing.TB, engine store.Dialect) *place {
	t.Helper()
	db := storetest.Open(t, engine, migrations.Files)
	reg := apptest.Registry()
	now := clock.At(apptest.Start)
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	e, err := op.NewEngine(reg, db, now, log)
	if err != nil {
		t.Fatal(err)
	}
	files, err := blob.OpenFolder(t.TempDir(), 8<<20, now)
	if err != nil {
		t.Fatal(err)
	}
	return &place{t, e, files, ledger.NewFollowers(db, log, reg.Followers())}
}

func placeOf(w *apptest.World) *place {
	return &place{w.T, w.Engine, w.Outside.Files.Store, w.Followers}
}

func (p *place) export(workspace string) []byte {
	p.t.Helper()
	var b bytes.Buffer
	if _, err := (transfer.Exporter{Engine: p.engine, Files: p.files, Version: "test"}).Export(context.Background(), workspace, &b); err != nil {
		p.t.Fatal(err)
	}
	return b.Bytes()
}

func (p *place) take(archive []byte) (*transfer.Imported, error) {
	a, err := transfer.OpenArchive(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	return transfer.Importer{Engine: p.engine, Files: p.files}.Import(context.Background(), a)
}

func (p *place) mustTake(archive []byte) *transfer.Imported {
	p.t.Helper()
	in, err := p.take(archive)
	if err != nil {
		p.t.Fatal(err)
	}
	return in
}

// others are the engines.
var engines = []store.Dialect{store.SQLite, store.Postgres}

// busy does a bit of everything in a world.
func busy(t *testing.T, w *apptest.World) {
	t.Helper()
	for _, f := range []obj{
		{"name": "note", "type": "text"}, {"name": "size", "type": "number"}, {"name": "due", "type": "day"}, {"name": "urgent", "type": "bool"},
		{"name": "colour", "type": "choice", "options": []string{"rouge", "vert"}}, {"name": "parts", "type": "multi", "options": []string{"a", "b", "ü"}},
		{"name": "expert", "type": "person"}, {"name": "page", "type": "url"},
	} {
		f["kinds"] = []string{"story", "risk", "feature"}
		w.Do("adam", "field.create", f)
	}
	custom := []obj{
		{"note": "<b>&amp; \u2028 支払い \"quoted\" \\ 👩‍💻", "size": 0.1, "due": "2026-02-28", "urgent": false, "colour": "vert", "parts": []string{"ü", "a"}},
		{"size": 1e21, "expert": w.Members["dina"], "page": "https://example.com/?a=1&b=<2>"},
		{"size": json.Number("-0")}, {"size": 123456789012345678}, {"size": 5e-324}, {"size": 1.7976931348623157e308}, {"size": -1e-7},
	}
	var stories []string
	for i, c := range custom {
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Geschichte ⅷ " + strings.Repeat("x", i), "body": "# Text\n\n@pia <script>", "custom": c, "tags": []string{"Größe", "a" + string(rune('0'+i))}, "asA": "lender", "iWant": "money"}})
		stories = append(stories, s.Key)
	}
	w.Do("paul", "story.update", obj{"id": stories[0], "patch": obj{"criteria": []obj{{"text": "It holds"}}}})
	// A child with a smaller id than its parent's, and the other way round.
	w.Do("paul", "task.create", obj{"fields": obj{"id": "00000000000000000000000001", "product": "LEND", "title": "First in order", "parent": stories[1]}})
	w.Do("paul", "bug.create", obj{"fields": obj{"product": "LEND", "title": "A bug", "priority": "high"}})
	sprint := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "Sprint 1", "startOn": "2026-03-02", "endOn": "2026-03-15", "capacity": 20.5}})
	w.Do("paul", "story.update", obj{"id": stories[2], "patch": obj{"sprint": sprint.Key}})
	o := w.Do("pia", "objective.create", obj{"fields": obj{"product": "LEND", "title": "Grow"}})
	m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Loans", "target": 0.30000000000000004}})
	w.Do("pia", "metric.enter", obj{"id": m.Key, "points": []obj{{"value": 1e-9, "at": "2026-03-01T00:00:00.000001Z"}}})
	f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Feature", "effort": 2.5}})
	w.Do("pia", "link.create", obj{"type": "serves", "from": f.Key, "to": o.Key})
	w.Do("paul", "link.create", obj{"type": "delivers", "from": stories[0], "to": f.Key})
	l := w.Do("paul", "link.create", obj{"type": "relates", "from": stories[0], "to": stories[1]})
	w.Do("paul", "link.delete", obj{"id": l.ID})
	account := w.Do("pia", "account.create", obj{"fields": obj{"title": "Acme", "revenue": 1 << 53, "currency": "EUR"}})
	w.Do("pia", "contact.create", obj{"fields": obj{"id": "00000000000000000000000002", "title": "Ann", "account": account.Key}})
	w.Do("pia", "risk.create", obj{"fields": obj{"product": "LEND", "title": "Rates", "type": "market", "likelihood": 3}})
	w.Do("pia", "risk.create", obj{"fields": obj{"title": "Everywhere", "type": "market"}})
	gone := w.Do("pia", "risk.create", obj{"fields": obj{"product": "HIDE", "title": "Gone", "type": "market"}})
	w.Do("pia", "risk.archive", obj{"id": gone.Key})
	w.Do("pia", "decision.create", obj{"fields": obj{"product": "LEND", "title": "Decided"}})
	talk(w, stories)
	proposals(w, stories)
	w.Do("adam", "role.create", obj{"name": "agile coach", "base": "product owner"})
	w.Do("adam", "workspace.update", obj{"name": "Lendwell & Söhne", "zone": "Europe/Berlin"})
	w.Do("paul", "record.rank", obj{"ids": []string{stories[3]}, "top": true})
	w.CatchUp()
	w.Do("pia", "inbox.count", obj{})
}

func talk(w *apptest.World, stories []string) {
	c := w.Do("dina", "comment.create", obj{"record": stories[0], "body": "@pia @paul look 👀"})
	w.Do("pia", "comment.create", obj{"record": stories[0], "body": "Yes", "replyTo": c.ID})
	w.Do("pia", "comment.react", obj{"id": c.ID, "sign": "👍"})
	w.Do("dina", "watch.set", obj{"record": stories[1]})
	w.Do("dina", "view.create", obj{"name": "Mine", "query": "owner:me", "shared": true})
	for i, name := range []string{"plan.txt", "bild ü.png", "leer.bin"} {
		body := strings.Repeat("bytes of "+name, 100*i)
		rec := w.As("dina", "POST", "/api/v1/records/"+stories[0]+"/files?name="+strings.ReplaceAll(name, " ", "%20"), body)
		if rec.Code != 200 {
			w.T.Fatalf("%s: %s", name, rec.Body)
		}
	}
	var files []struct{ ID string }
	w.Into("dina", "attachment.list", obj{"record": stories[0]}, &files)
	w.Do("dina", "attachment.delete", obj{"id": files[1].ID})
	w.Do("dina", "attachment.add", obj{"record": stories[0], "name": "Page", "url": "https://example.com/x"})
	w.CatchUp()
	w.Do("paul", "inbox.read", obj{})
}

func proposals(w *apptest.World, stories []string) {
	a := w.Do("dina", "story.update", obj{"id": stories[0], "patch": obj{"title": "Better <title>"}})
	b := w.Do("dina", "story.update", obj{"id": stories[1], "patch": obj{"body": "Worse"}})
	w.Do("dina", "story.update", obj{"id": stories[2], "patch": obj{"body": "Open"}})
	w.Do("paul", "proposal.take", obj{"id": a.ID})
	w.Do("paul", "proposal.decline", obj{"id": b.ID, "answer": "No"})
}

func TestExportOfAnImportIsTheSameBytes(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		busy(t, w)
		first := placeOf(w).export(w.Workspace)
		if again := placeOf(w).export(w.Workspace); !bytes.Equal(first, again) {
			t.Fatal("two exports of one state differ")
		}
		for _, to := range engines {
			t.Run("into "+string(to), func(t *testing.T) {
				p := emptyPlace(t, to)
				in := p.mustTake(first)
				if !slices.Equal(in.Lost, []string{}) || in.Verified != in.Counts.Ledger || in.Counts.Files != 3 {
					t.Errorf("taken in: %+v", in)
				}
				if back := p.export(w.Workspace); !bytes.Equal(first, back) {
					t.Errorf("the export of the import differs: %s", difference(t, first, back))
				}
				if err := p.followers.CatchUp(context.Background(), w.Workspace); err != nil {
					t.Fatal(err)
				}
				if back := p.export(w.Workspace); !bytes.Equal(first, back) {
					t.Errorf("after the followers it differs: %s", difference(t, first, back))
				}
			})
		}
	})
}

// difference says where two archives differ.
func difference(t *testing.T, a, b []byte) string {
	t.Helper()
	x, y := unpack(t, a), unpack(t, b)
	for name, text := range x {
		if y[name] != text {
			i := 0
			for i < min(len(text), len(y[name])) && text[i] == y[name][i] {
				i++
			}
			from := max(0, i-200)
			return name + ": …" + text[from:min(len(text), i+100)] + "\nbecomes …" + y[name][min(from, len(y[name])):min(len(y[name]), i+100)]
		}
	}
	return "only in the packing"
}

// stopping is a store of files that calls off the work at one of them.
type stopping struct {
	blob.Store
	after int
	stop  func()
}

func (s *stopping) Put(ctx context.Context, key string, r io.Reader, size int64) (blob.Info, error) {
	if s.after--; s.after <= 0 {
		s.stop()
	}
	return s.Store.Put(ctx, key, r, size)
}
