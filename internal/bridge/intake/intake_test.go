package intake_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/bridge/intake"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// sample reads real exports, which lie beside the repository.
func sample(t *testing.T, names ...string) []transfer.File {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = up
	}
	files := make([]transfer.File, len(names))
	for i, n := range names {
		b, err := os.ReadFile(filepath.Join(dir, "..", "shared", "data", filepath.FromSlash(n)))
		if errors.Is(err, fs.ErrNotExist) {
			t.Skip("the folder of real exports, ../shared/data, is not here")
		}
		if err != nil {
			t.Fatal(err)
		}
		files[i] = transfer.File{Name: filepath.Base(n), Data: b}
	}
	return files
}

// body makes the multipart body of an import.
func body(t *testing.T, mapping string, files ...transfer.File) (string, *bytes.Buffer) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range files {
		part, err := w.CreateFormFile(intake.FilePart, f.Name)
		if err == nil {
			_, err = part.Write(f.Data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if mapping != "" {
		if err := w.WriteField(intake.MappingPart, mapping); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), &b
}

// send makes an import request as somebody.
func send(t *testing.T, w *apptest.World, who, query, mapping string, files ...transfer.File) *httptest.ResponseRecorder {
	t.Helper()
	media, b := body(t, mapping, files...)
	return w.As(who, http.MethodPost, "/api/v1/imports?"+query, b.String(), "Content-Type", media)
}

// take imports as the admin and gives the report.
func take(t *testing.T, w *apptest.World, query, mapping string, files ...transfer.File) *transfer.Report {
	t.Helper()
	ans := send(t, w, "adam", query, mapping, files...)
	if ans.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", query, ans.Code, ans.Body)
	}
	rep := &transfer.Report{}
	if err := json.Unmarshal(ans.Body.Bytes(), rep); err != nil {
		t.Fatal(err)
	}
	return rep
}

func file(name, data string) transfer.File { return transfer.File{Name: name, Data: []byte(data)} }

const issues = "ID,Title,Status\n1,First,Open\n2,Second,Done\n"

func sum(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

func TestImportMakesTheProductItIsAskedFor(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		try := take(t, w, "format=csv&product=NEW&createProduct=true&dryRun=true", "", file("work.csv", issues))
		if !try.DryRun || try.Created["records"] != 2 || try.Created["products"] != 1 || try.Plan == nil || len(try.Plan.States) != 2 {
			t.Errorf("the dry run says %+v", try)
		}
		if ans := w.As("adam", "GET", "/api/v1/records/NEW", ""); ans.Code != http.StatusNotFound {
			t.Errorf("after a dry run the product is there: %d", ans.Code)
		}
		if ans := send(t, w, "adam", "format=csv&product=NEW", "", file("work.csv", issues)); ans.Code != http.StatusNotFound {
			t.Errorf("without being asked to, it made the product: %d %s", ans.Code, ans.Body)
		}
		first := take(t, w, "format=csv&product=NEW&createProduct=true&title=Novelty", "", file("work.csv", issues))
		if first.Created["records"] != 2 || first.Created["products"] != 1 || first.Product != "NEW" {
			t.Errorf("the first run says %+v", first)
		}
		var p struct{ Title string }
		w.Into("adam", "record.any", map[string]any{"id": "NEW"}, &p)
		if p.Title != "Novelty" {
			t.Errorf("the product is called %q", p.Title)
		}
		again := take(t, w, "format=csv&product=NEW&createProduct=true", "", file("work.csv", issues))
		if sum(again.Created)+sum(again.Updated) != 0 || again.Unchanged["records"] != 2 {
			t.Errorf("the second run says %+v", again)
		}
	})
}

func TestWhoMayImport(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for who, want := range map[string]int{"paul": 200, "pia": 200, "adam": 200, "dina": 403, "nora": 403, "gus": 403} {
			if ans := send(t, w, who, "format=csv&product=LEND&dryRun=true", "", file("work.csv", issues)); ans.Code != want {
				t.Errorf("%s: %d %s", who, ans.Code, ans.Body)
			}
		}
		for who, want := range map[string]int{"paul": 200, "dina": 404} {
			if ans := send(t, w, who, "format=csv&product=HIDE&dryRun=true", "", file("work.csv", issues)); ans.Code != want {
				t.Errorf("%s, of a product that is not theirs to see: %d %s", who, ans.Code, ans.Body)
			}
		}
		if ans := send(t, w, "paul", "format=csv&product=NEW&createProduct=true", "", file("work.csv", issues)); ans.Code != 403 {
			t.Errorf("a product owner makes a product: %d %s", ans.Code, ans.Body)
		}
	})
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for _, c := range []struct {
			query, mapping, says string
			files                []transfer.File
			status               int
		}{
			{"format=asana&product=LEND", "", "the formats are trello, jira-csv", []transfer.File{file("a", "x")}, 400},
			{"product=LEND", "", "format", []transfer.File{file("a", "x")}, 400},
			{"format=csv&product=LEND&dryrun=true", "", "dryrun", []transfer.File{file("a", "x")}, 400},
			{"format=csv&product=LEND", "", "at least one file", nil, 400},
			{"format=trello&product=LEND", "", "board.json", []transfer.File{file("board.json", "{")}, 400},
			{"format=csv&product=LEND", `{"become": {"kind": {}}}`, `unknown field \"kind\"`, []transfer.File{file("a.csv", issues)}, 400},
			{"format=csv&product=LEND", `{"colums": {}}`, "colums", []transfer.File{file("a.csv", issues)}, 400},
			{"format=csv&product=LEND", `[`, "mapping", []transfer.File{file("a.csv", issues)}, 400},
			{"format=trello&product=LEND", `{"columns": {}}`, "columns", []transfer.File{file("board.json", "{}")}, 400},
			{"format=csv&product=LEND", `{"become": {"people": {"Ann": "nobody@example.com"}}}`, "Ann", []transfer.File{file("a.csv", "Title,Assignee\nx,Ann\n")}, 400},
		} {
			ans := send(t, w, "adam", c.query, c.mapping, c.files...)
			if ans.Code != c.status || !strings.Contains(ans.Body.String(), c.says) {
				t.Errorf("%s %s: %d %s; want %d and %q", c.query, c.mapping, ans.Code, ans.Body, c.status, c.says)
			}
		}
		ans := w.As("adam", "POST", "/api/v1/imports?format=csv&product=LEND", issues, "Content-Type", "text/csv")
		if ans.Code != 400 || !strings.Contains(ans.Body.String(), "multipart") {
			t.Errorf("a plain body: %d %s", ans.Code, ans.Body)
		}
		var found struct{ Items []any }
		w.Into("adam", "record.list", map[string]any{"product": "LEND", "q": "-type:product"}, &found)
		if len(found.Items) != 0 {
			t.Errorf("a refused import left %v", found.Items)
		}
	})
}

func TestLargeFilesAreRefused(t *testing.T) {
	t.Parallel()
	d := &intake.Desk{Limit: 1 << 20}
	big := file("big.csv", strings.Repeat("x", 1<<20+1))
	media, b := body(t, "", big)
	r := httptest.NewRequest(http.MethodPost, "/", b)
	r.Header.Set("Content-Type", media)
	if err := intake.Receive(d, r); err == nil || !strings.Contains(err.Error(), "big.csv is larger than 1 MiB") {
		t.Errorf("a file above the limit: %v", err)
	}
}

func TestProgressIsTold(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		var rows strings.Builder
		rows.WriteString("ID,Title,Status\n")
		for i := range 250 {
			rows.WriteString(strings.Repeat("i", i+1) + ",Title,Open\n")
		}
		media, b := body(t, "", file("work.csv", rows.String()))
		ans := w.As("adam", "POST", "/api/v1/imports?format=csv&product=LEND", b.String(), "Content-Type", media, "Accept", intake.Lines)
		var items []int
		var last intake.Line
		dec := json.NewDecoder(ans.Body)
		for dec.More() {
			last = intake.Line{}
			if err := dec.Decode(&last); err != nil {
				t.Fatal(err)
			}
			if last.Stage == "items" {
				items = append(items, last.Done)
			}
		}
		if last.Report == nil || last.Report.Created["records"] != 250 || len(items) != 3 || items[0] != 100 || items[2] != 250 {
			t.Errorf("stages of items %v, and at last %+v", items, last)
		}
		// Whether it may be done shows only while it runs: a refusal is the last line.
		media, b = body(t, "", file("work.csv", issues))
		ans = w.As("dina", "POST", "/api/v1/imports?format=csv&product=LEND", b.String(), "Content-Type", media, "Accept", intake.Lines)
		last = intake.Line{}
		if err := json.Unmarshal(ans.Body.Bytes(), &last); err != nil || last.Problem == nil || last.Problem.Kind != errs.Forbidden {
			t.Errorf("%v in %s", err, ans.Body)
		}
	})
}

func TestMappingIsTaken(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		files := file("work.csv", "Nr;Was;Wie;Wer\n7;Erstes;Offen;Pia P\n8;Zweites;Fertig;Nobody N\n")
		mapping := `{"columns": {"id": "Nr", "title": "Was", "state": "Wie", "owner": "Wer"}, "kind": "task",
			"become": {"states": {"Offen": {"state": "new"}, "Fertig": {"state": "accepted"}}, "people": {"Pia P": "pia@example.com"}}}`
		rep := take(t, w, "format=csv&product=LEND", mapping, files)
		if rep.Created["states"] != 0 || rep.Created["members"] != 1 || len(rep.Problems) != 0 {
			t.Errorf("the report is %+v", rep)
		}
		var found struct {
			Items []struct{ Kind, Title, State, Owner string }
		}
		w.Into("adam", "record.list", map[string]any{"product": "LEND", "q": "type:task sort:title"}, &found)
		if len(found.Items) != 2 || found.Items[0].State != "new" || found.Items[0].Owner != w.Members["pia"] || found.Items[1].State != "accepted" {
			t.Errorf("the records are %+v", found.Items)
		}
	})
}

func TestProposalCanBeSentBack(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		files := file("work.csv", "ID,Title,Status,Assignee,Type\n1,First,Open,Ann Other,Bug\n2,Second,Done,pia,Story\n3,Third,Open,,Story\n")
		try := take(t, w, "format=csv&product=LEND&dryRun=true", "", files)
		m := intake.Proposal(try.Plan)
		if m.Kinds["Bug"] != "bug" || m.States["Open"].State != "Open" || len(m.People) != 2 || m.People["Ann Other"] != "" {
			t.Errorf("the proposal is %+v", m)
		}
		m.States["Open"] = transfer.StateMapping{State: "Waiting", Category: "todo"}
		raw, err := json.Marshal(map[string]any{"become": m})
		if err != nil {
			t.Fatal(err)
		}
		rep := take(t, w, "format=csv&product=LEND", string(raw), files)
		var found struct{ Items []struct{ State string } }
		w.Into("adam", "record.list", map[string]any{"product": "LEND", "q": "state:Waiting"}, &found)
		if len(found.Items) != 2 || rep.Created["records"] != 3 {
			t.Errorf("records in the state that the mapping named: %+v of %+v", found.Items, rep)
		}
	})
}
