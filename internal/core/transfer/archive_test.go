package transfer_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/attach"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/bundle"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// unpack gives the entries of an archive.
func unpack(t testing.TB, archive []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

// forge changes the entries of an archive, and hashes and counts them anew: its
// maker lies well.
func forge(t testing.TB, archive []byte, change func(entries map[string]string, m *transfer.Manifest)) []byte {
	t.Helper()
	entries := unpack(t, archive)
	var m transfer.Manifest
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(json.Unmarshal([]byte(entries[bundle.ManifestName]), &m))
	delete(entries, bundle.ManifestName)
	change(entries, &m)
	var out bytes.Buffer
	w := bundle.NewWriter(&out)
	m.Counts = transfer.Counts{}
	for _, name := range sorted(entries) {
		text := entries[name]
		if !strings.HasSuffix(name, ".jsonl") {
			e, err := w.Store(name)
			check(err)
			_, err = e.Write([]byte(text))
			check(err)
			if strings.HasPrefix(name, "files/") {
				m.Counts.Files++
			}
			continue
		}
		begin := w.Lines(name)
		n := int64(0)
		for l := range strings.Lines(text) {
			e, err := begin()
			check(err)
			check(e.Line(func(b *bytes.Buffer) error {
				b.WriteString(l)
				return nil
			}))
			n++
		}
		switch dir, _, _ := strings.Cut(name, "/"); dir {
		case "records":
			m.Counts.Records += n
		case "parts":
			m.Counts.Parts += n
		case "ledger.jsonl":
			m.Counts.Ledger = n
		case "inbox.jsonl":
			m.Counts.Notices = n
		}
	}
	var err error
	m.Entries, err = w.Entries()
	check(err)
	check(w.Close(m))
	return out.Bytes()
}

func sorted(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// untouched sees that an installation has nothing.
func (p *place) untouched() {
	p.t.Helper()
	ctx := context.Background()
	err := p.engine.DB.Read(ctx, "", func(r *store.Reader) error {
		all, err := store.All[string](ctx, r, "select slug from workspace")
		if len(all) > 0 {
			p.t.Errorf("the workspaces %v are left", all)
		}
		return err
	})
	if err == nil {
		err = p.files.Walk(ctx, "", func(key string, _ int64) error {
			p.t.Errorf("the file %s is left", key)
			return nil
		})
	}
	if err != nil {
		p.t.Error(err)
	}
}

type entries = map[string]string

// put replaces a text in an entry, which must be there.
func put(name, old, now string) func(*testing.T, entries, *transfer.Manifest) {
	return func(t *testing.T, e entries, _ *transfer.Manifest) {
		t.Helper()
		if !strings.Contains(e[name], old) {
			t.Fatalf("%s does not hold %s", name, old)
		}
		e[name] = strings.Replace(e[name], old, now, 1)
	}
}

// lineOf gives the first line of an entry that holds a text.
func lineOf(t *testing.T, text, with string) string {
	t.Helper()
	for l := range strings.Lines(text) {
		if strings.Contains(l, with) {
			return l
		}
	}
	t.Fatalf("no line holds %s", with)
	return ""
}

// drop removes the first line of an entry that holds a text.
func drop(name, with string) func(*testing.T, entries, *transfer.Manifest) {
	return func(t *testing.T, e entries, _ *transfer.Manifest) {
		t.Helper()
		e[name] = strings.Replace(e[name], lineOf(t, e[name], with), "", 1)
	}
}

// lies are archives that are whole and do not hold together.
var lies = map[string]struct {
	forge func(*testing.T, entries, *transfer.Manifest)
	says  string
}{
	"another workspace's id on a row": {put("records/story.jsonl", `{"id"`, `{"workspace":"01kjpwd6m0p39ndear90ss6588","id"`), "workspace"},
	"an id that is a path":            {put("parts/attachment.jsonl", `{"id":"`, `{"id":"../`), "26 characters"},
	"an owner that is no id":          {put("records/bug.jsonl", `"owner":null`, `"owner":"<script>"`), "owner"},
	"a kind that is not known":        {func(_ *testing.T, e entries, _ *transfer.Manifest) { e["records/dragon.jsonl"] = "{}\n" }, "dragon"},
	"a part among the records": {func(_ *testing.T, e entries, _ *transfer.Manifest) {
		e["records/comment.jsonl"] = e["parts/comment.jsonl"]
	}, "comment"},
	"a story among the bugs":          {put("records/bug.jsonl", `"kind":"bug"`, `"kind":"story"`), "story"},
	"a field that is not known":       {put("records/bug.jsonl", `"title":`, `"titel":"x","title":`), "titel"},
	"a value that breaks a rule":      {put("parts/member.jsonl", `"role":"admin"`, `"role":"god"`), "role"},
	"an address that runs":            {put("parts/attachment.jsonl", `"url":"https://example.com/x"`, `"url":"javascript:alert(1)"`), "contradicts"},
	"a thing that the ledger has not": {put("records/bug.jsonl", `"title":"A bug"`, `"title":"A feature"`), "contradicts"},
	"a version from the future":       {put("records/bug.jsonl", `"version":`, `"version":9`), "version"},
	"a row that is missing":           {drop("ledger.jsonl", `"seq":20,`), "should follow"},
	"a row that stands twice": {func(t *testing.T, e entries, _ *transfer.Manifest) {
		e["ledger.jsonl"] += lineOf(t, e["ledger.jsonl"], `"seq":20,`)
	}, "should follow"},
	"a row of an unknown act":    {put("ledger.jsonl", `"act":"update"`, `"act":"erase"`), "act"},
	"a row of an unknown kind":   {put("ledger.jsonl", `"kind":"watcher"`, `"kind":"dragon"`), "contradicts"},
	"a diff of an unknown field": {put("ledger.jsonl", `"diff":{`, `"diff":{"wings":[null,2],`), "contradicts"},
	"a diff that breaks out":     {put("ledger.jsonl", `"diff":{`, `"diff":{"x\":[1,2],\"y":[null,2],`), "contradicts"},
	"a record that is missing":   {drop("records/bug.jsonl", "A bug"), "contradicts"},
	"a comment that is missing":  {drop("parts/comment.jsonl", "Yes"), "contradicts"},
	"a link to nothing":          {drop("records/objective.jsonl", "Grow"), "not there"},
	"a product without a counter": {func(_ *testing.T, e entries, _ *transfer.Manifest) {
		e["counters.json"] = `{"seq":1,"accessSeq":1,"nextNum":99,"products":[],"followers":{}}`
	}, ""},
	"a number to be given out again":   {put("counters.json", `"next": 16`, `"next": 3`), "second time"},
	"one of the workspace's, likewise": {put("counters.json", `"nextNum": 4`, `"nextNum": 1`), "second time"},
	"a reader of the future":           {put("counters.json", `"inbox": `, `"inbox": 9`), "inbox"},
	"counters of another sort":         {put("counters.json", `"followers"`, `"leaders"`), "counters.json"},
	"a notice that is none":            {put("inbox.jsonl", `"id":"0`, `"id":"x`), "notice"},
	"a file with other bytes": {func(t *testing.T, e entries, _ *transfer.Manifest) {
		for name := range e {
			if strings.HasPrefix(name, "files/") && len(e[name]) > 0 {
				e[name] = "other bytes"
			}
		}
	}, "no attachment"},
	"a file that is missing": {func(_ *testing.T, e entries, _ *transfer.Manifest) {
		for name := range e {
			if strings.HasPrefix(name, "files/") {
				delete(e, name)
			}
		}
	}, "bytes"},
	"a file without an attachment":    {func(_ *testing.T, e entries, _ *transfer.Manifest) { e["files/01kjpwd6m0p39ndear90ss6588"] = "x" }, "no attachment"},
	"a workspace without an id":       {func(_ *testing.T, _ entries, m *transfer.Manifest) { m.Workspace.ID = "../x" }, "no id"},
	"a short name that leads away":    {func(_ *testing.T, _ entries, m *transfer.Manifest) { m.Workspace.Slug = "../x" }, "slug"},
	"a workspace without a name":      {func(_ *testing.T, _ entries, m *transfer.Manifest) { m.Workspace.Name = "" }, "name"},
	"an archive of the next version":  {func(_ *testing.T, _ entries, m *transfer.Manifest) { m.Version = 2 }, "newer program"},
	"an archive of another sort":      {func(_ *testing.T, _ entries, m *transfer.Manifest) { m.Format = "something" }, "does not call itself"},
	"a loss that is none":             {func(_ *testing.T, _ entries, m *transfer.Manifest) { m.Lost = []string{"x"} }, "lost"},
	"an archive without its counters": {func(_ *testing.T, e entries, _ *transfer.Manifest) { delete(e, "counters.json") }, "counters.json"},
	"an archive without its ledger":   {func(_ *testing.T, e entries, _ *transfer.Manifest) { delete(e, "ledger.jsonl") }, "no attachment"},
	"a line that breaks off":          {put("records/bug.jsonl", `}`, ``), "line 1 of records/bug.jsonl"},
}

// An archive that lies is refused, and leaves nothing behind.
func TestLyingArchives(t *testing.T) {
	t.Parallel()
	w := apptest.New(t, storetest.Open(t, store.SQLite, migrations.Files))
	busy(t, w)
	honest := placeOf(w).export(w.Workspace)
	for _, engine := range engines {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			p := emptyPlace(t, engine)
			for name, lie := range lies {
				_, err := p.take(forge(t, honest, func(e map[string]string, m *transfer.Manifest) { lie.forge(t, e, m) }))
				if errs.KindOf(err) != errs.Invalid && errs.KindOf(err) != errs.Conflict || !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(lie.says)) {
					t.Errorf("%s: %v, want a word of %q", name, err, lie.says)
				}
			}
			p.untouched()
			p.mustTake(forge(t, honest, func(map[string]string, *transfer.Manifest) {}))
		})
	}
}

// What is here already is not written over.
func TestArchiveOfWhatIsHere(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		rec := w.As("dina", "POST", "/api/v1/records/LEND/files?name=a", "bytes")
		if rec.Code != 200 {
			t.Fatal(rec.Body)
		}
		p := placeOf(w)
		whole := p.export(w.Workspace)
		if _, err := p.take(whole); !errs.Is(err, errs.Conflict) {
			t.Errorf("a workspace over itself: %v", err)
		}
		if again := p.export(w.Workspace); !bytes.Equal(whole, again) {
			t.Error("the refusal changed the workspace")
		}
		other := emptyPlace(t, store.SQLite)
		other.mustTake(whole)
		renamed := forge(t, whole, func(_ map[string]string, m *transfer.Manifest) { m.Workspace.ID = "01kjpwd6m0p39ndear90ss6588" })
		if _, err := other.take(renamed); !errs.Is(err, errs.Conflict) {
			t.Errorf("a short name that is taken: %v", err)
		}
		a, err := transfer.OpenArchive(bytes.NewReader(renamed), int64(len(renamed)))
		if err != nil {
			t.Fatal(err)
		}
		in, err := transfer.Importer{Engine: other.engine, Files: other.files, Slug: "second"}.Import(context.Background(), a)
		if err != nil || in.Workspace.Slug != "second" {
			t.Errorf("beside it under another name: %+v %v", in, err)
		}
	})
}

// A file that is missing or damaged is named, and keeps nothing from being
// saved.
func TestLostFiles(t *testing.T) {
	t.Parallel()
	w := apptest.New(t, storetest.Open(t, store.SQLite, migrations.Files))
	busy(t, w)
	p, ctx := placeOf(w), context.Background()
	var files []struct{ ID, Name, SHA256 string }
	w.Into("dina", "attachment.list", obj{"record": "LEND-1"}, &files)
	files = slices.DeleteFunc(files, func(f struct{ ID, Name, SHA256 string }) bool { return f.SHA256 == "" }) // the link
	if err := p.files.Delete(ctx, attach.Key(w.Workspace, files[0].ID)); err != nil {
		t.Fatal(err)
	}
	if _, err := p.files.Put(ctx, attach.Key(w.Workspace, files[1].ID), strings.NewReader("damaged"), 7); err != nil {
		t.Fatal(err)
	}
	want := []string{files[0].ID, files[1].ID}
	slices.Sort(want)
	first := p.export(w.Workspace)
	to := emptyPlace(t, store.Postgres)
	if in := to.mustTake(first); !slices.Equal(in.Lost, want) || in.Counts.Files != 1 {
		t.Errorf("lost %v, want %v; %d files", in.Lost, want, in.Counts.Files)
	}
	if back := to.export(w.Workspace); !bytes.Equal(first, back) {
		t.Error("the export of the import differs:", difference(t, first, back))
	}
}

// An import that is stopped leaves nothing, wherever it stops.
func TestStoppedImport(t *testing.T) {
	t.Parallel()
	w := apptest.New(t, storetest.Open(t, store.SQLite, migrations.Files))
	busy(t, w)
	whole := placeOf(w).export(w.Workspace)
	p := emptyPlace(t, store.SQLite)
	for file := range 3 {
		ctx, stop := context.WithCancel(context.Background())
		a, err := transfer.OpenArchive(bytes.NewReader(whole), int64(len(whole)))
		if err != nil {
			t.Fatal(err)
		}
		_, err = transfer.Importer{Engine: p.engine, Files: &stopping{Store: p.files, after: file + 1, stop: stop}}.Import(ctx, a)
		stop()
		if err == nil {
			t.Errorf("an import that was stopped at its file %d went through", file)
		}
		p.untouched()
	}
	p.mustTake(whole)
}
