package table

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// sharedFile reads a real export; the test is skipped where they are missing.
func sharedFile(t *testing.T, name string) transfer.File {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if filepath.Dir(root) == root {
			t.Fatal("no go.mod above the test")
		}
		root = filepath.Dir(root)
	}
	data, err := os.ReadFile(filepath.Join(root, "..", "shared", "data", filepath.FromSlash(name)))
	if os.IsNotExist(err) {
		t.Skipf("the sample exports are not beside the repository (%v)", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return transfer.File{Name: filepath.Base(name), Data: data}
}

func mapping(t *testing.T, text string) Mapping {
	t.Helper()
	m, err := ParseMapping([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func readTable(t *testing.T, m string, texts ...string) *transfer.Source {
	t.Helper()
	var files []transfer.File
	for i, text := range texts {
		files = append(files, transfer.File{Name: string(rune('a'+i)) + ".csv", Data: []byte(text)})
	}
	s, err := Read(files, mapping(t, m))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// show gives the parts that were filled, as JSON, for comparing.
func show(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	for name, part := range all {
		if part == nil || part == "" || part == false {
			delete(all, name)
		}
	}
	b, err = json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestSharedAsana(t *testing.T) {
	t.Parallel()
	s, err := Read([]transfer.File{sharedFile(t, "asana/sred-kit-asana.csv")}, mapping(t, `{"system":"asana","scope":"acme","name":"Grasping",
"states":{"Experiments":"doing"},"columns":{"id":"Task ID","title":"Name","body":"Notes","state":"Section/Column",
"owner":{"column":"Assignee Email","name":"Assignee"},"labels":{"column":"Tags","split":","},"createdAt":"Created At","doneAt":"Completed At",
"updatedAt":"Last Modified","dueOn":"Due Date","parent":{"column":"Parent task","by":"title"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if s.Read["rows"] != 1 || s.Read["columns"] != 14 || len(s.Problems) > 0 {
		t.Errorf("read %v, problems %v", s.Read, s.Problems)
	}
	if got, want := show(t, s.Items[0]), `{"body":"Friction model failed above 60% humidity","createdAt":"2026-09-14T00:00:00Z","doneAt":"2026-09-30T00:00:00Z","extra":{"Projects":"Grasping"},`+
		`"id":"1203","kind":"story","labels":["research"],"owner":"alice@acme.test","state":"Experiments","title":"Measure slip on wet parts","updatedAt":"2026-09-30T00:00:00Z","where":"row 2"}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if want := []transfer.Person{{ID: "alice@acme.test", Name: "Alice Chen", Email: "alice@acme.test"}}; !reflect.DeepEqual(s.People, want) {
		t.Errorf("people %+v", s.People)
	}
	if s.System != "asana" || s.Scope != "acme" || s.Name != "Grasping" || s.States[0].Category != "doing" {
		t.Errorf("source %q %q %q, states %v", s.System, s.Scope, s.Name, s.States)
	}
}

func TestSharedLinear(t *testing.T) {
	t.Parallel()
	s, err := Read([]transfer.File{sharedFile(t, "linear/sred-kit-linear.csv")}, mapping(t, `{"system":"linear","columns":{"id":"ID","title":"Title",
"body":{"column":"Description","escapes":true},"state":"Status","estimate":"Estimate","priority":"Priority","owner":"Assignee","reporter":"Creator",
"labels":{"column":"Labels","split":","},"sprint":{"column":"Cycle Name","start":"Cycle Start","end":"Cycle End"},"createdAt":"Created","updatedAt":"Updated",
"doneAt":["Completed","Canceled"],"archived":"Archived","dueOn":"Due Date","parent":"Parent issue","aliases":"UUID","releases":"Project Milestone",
"links":[{"column":"Blocked by","split":",","type":"blocks","reverse":true},{"column":"Related to","split":","},{"column":"Duplicate of","split":",","type":"duplicates"}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	if s.Read["rows"] != 1 || s.Read["columns"] != 34 || len(s.Problems) > 0 {
		t.Errorf("read %v, problems %v", s.Read, s.Problems)
	}
	if got, want := show(t, s.Items[0]), `{"aliases":["u1"],"body":"Follow-up to ACME-12","createdAt":"2026-10-02T17:00:00Z","doneAt":"2026-10-12T09:00:00Z","estimate":3,`+
		`"extra":{"Project":"Perception","Project ID":"p1","Started":"Sat Oct 03 2026 09:00:00 GMT+0000 (GMT+00:00)","Team":"Robotics"},"id":"ACME-40","kind":"story","labels":["Research"],`+
		`"owner":"bob@acme.test","priority":"High","reporter":"alice@acme.test","state":"Done","title":"Compare depth priors","updatedAt":"2026-10-12T09:00:00Z","where":"row 2"}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSharedFeedback(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{"vtaiwan-uberx", "hivemind-biodiversity", "bg2050-volunteers", "seattle-15-per-hour"} {
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			f := sharedFile(t, "feedback/"+folder+"/comments.csv")
			var all map[string]struct {
				Comments  int            `json:"comments"`
				Authors   int            `json:"authors"`
				Moderated map[string]int `json:"moderated"`
				Multiline int            `json:"multiline_comments"`
			}
			if err := json.Unmarshal(sharedFile(t, "counts.json").Data, &all); err != nil {
				t.Log(err) // other files have other shapes
			}
			want := all["feedback/"+folder]
			s, err := Read([]transfer.File{f}, mapping(t, `{"scope":"`+folder+`","kind":"feedback","columns":{"id":"comment-id","body":"comment-body","reporter":"author-id","createdAt":"timestamp"}}`))
			if err != nil {
				t.Fatal(err)
			}
			authors, moderated, multiline := map[string]bool{}, map[string]int{}, 0
			for _, it := range s.Items {
				authors[it.Reporter] = true
				word, _ := it.Extra["moderated"].(string)
				moderated[word]++
				if strings.Contains(it.Body, "\n") {
					multiline++
				}
				if it.Kind != "feedback" || it.Title == "" || it.Body == "" || it.CreatedAt.Time().Year() < 2010 || it.Extra["agrees"] == nil {
					t.Errorf("incomplete: %+v", it)
				}
			}
			if len(s.Items) != want.Comments || len(authors) != want.Authors || !reflect.DeepEqual(moderated, want.Moderated) || len(s.Problems) > 0 {
				t.Errorf("%d comments, %d authors, moderated %v, problems %v; want %+v", len(s.Items), len(authors), moderated, s.Problems, want)
			}
			if multiline > want.Multiline {
				t.Errorf("%d comments of several lines, want at most %d", multiline, want.Multiline)
			}
		})
	}
}

func TestEveryField(t *testing.T) {
	t.Parallel()
	s := readTable(t, `{"system":"clickup","kind":{"column":"Type","values":{"bug":"bug"},"else":"task"},"states":{"Doing":"doing"},"dates":"mdy","columns":{
"id":"ID","aliases":{"column":"Old","split":" "},"url":"Link","title":["Long","Short"],"body":["Notes","More"],"state":{"column":"State","values":{"wip":"Doing"}},
"archived":"Gone","owner":{"column":"Who","split":";","name":"Name","email":"Mail"},"others":{"column":"CC","split":";"},"reporter":"By","labels":[{"column":"Tags","split":","},"Area"],
"priority":"Prio","estimate":"Size","dueOn":"Due","createdAt":"Made","updatedAt":"Changed","doneAt":"Done","order":"Rank","parent":"Up","sprint":{"column":"Sprint","start":"From","end":"To"},
"releases":{"column":"Ship","split":","},"checklists":"Steps","attachments":{"column":"Files","split":" "},
"links":[{"column":"Waits for","split":",","type":"blocks","reverse":true},{"column":"Like","by":"title"}],"comments":"Said"}}`,
		"ID,Old,Link,Long,Short,Notes,More,State,Gone,Who,Name,Mail,CC,By,Tags,Area,Prio,Size,Due,Made,Changed,Done,Rank,Up,Sprint,From,To,Ship,Steps,Files,Waits for,Like,Said,Said,Type,Left,Left\n"+
			"7,a b,https://x/7,,Fix it,,text,wip,no,ann;bob,Ann A,ann@x.y,cy,dd,\"p, q,p\",r,high,\"1,5\",3/4/2026,3/1/2026 10:00,3/2/2026,,zz,1,S1,3/1/2026,3/14/2026,\"1.0, 1.1\",\"- [x] one\n- [ ] two\nthree\",https://x/a.png https://x/b,\"8,9\",Other,hello,again,BUG,l1,l2\n"+
			"8,,,Other,,,,Done,yes,,Eve,,,,,,,,,,,4/1/2026,,,,,,,,,,,,,Chore,,\n")
	if len(s.Problems) > 0 {
		t.Fatalf("problems: %v", s.Problems)
	}
	if got, want := show(t, s.Items[0]), `{"aliases":["a","b"],"attachments":[`+
		`{"at":null,"by":"","bytes":0,"id":"`+hash("https://x/a.png")+`","name":"a.png","type":"","upload":false,"url":"https://x/a.png"},`+
		`{"at":null,"by":"","bytes":0,"id":"`+hash("https://x/b")+`","name":"b","type":"","upload":false,"url":"https://x/b"}],`+
		`"body":"text","checklists":[{"id":"checklist-0","items":[{"done":true,"id":"checklist-0-0","text":"one"},{"done":false,"id":"checklist-0-1","text":"two"},{"done":false,"id":"checklist-0-2","text":"three"}],"name":"Steps"}],`+
		`"createdAt":"2026-03-01T10:00:00Z","dueOn":"2026-03-04","estimate":1.5,"extra":{"Left":["l1","l2"]},"id":"7","kind":"bug","labels":["p","q","r"],"links":[`+
		`{"from":"8","id":"","name":"Waits for","to":"7","type":"blocks"},{"from":"9","id":"","name":"Waits for","to":"7","type":"blocks"},{"from":"7","id":"","name":"Like","to":"8","type":"relates"}],`+
		`"order":"zz","others":["bob","cy"],"owner":"ann","parent":"1","priority":"high","releases":["1.0","1.1"],"reporter":"dd","sprint":"S1","state":"Doing","title":"Fix it","type":"BUG","updatedAt":"2026-03-02T00:00:00Z","url":"https://x/7","where":"row 2"}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if it := s.Items[1]; it.Kind != "task" || !it.Archived || it.Owner != "Eve" || it.Where != "row 3 (line 5)" {
		t.Errorf("second row: %+v", it)
	}
	if sp := s.Sprints[0]; sp.StartAt.String() != "2026-03-01T00:00:00Z" || sp.EndAt.String() != "2026-03-14T00:00:00Z" || sp.State != "planned" {
		t.Errorf("sprint %+v", sp)
	}
	if len(s.Comments) != 2 || s.Comments[1].Text != "again" || s.Comments[0].Item != "7" {
		t.Errorf("comments %+v", s.Comments)
	}
	if want := []transfer.State{{ID: "Doing", Name: "Doing", Category: "doing"}, {ID: "Done", Name: "Done", Category: "closed"}}; !reflect.DeepEqual(s.States, want) {
		t.Errorf("states %+v", s.States)
	}
	if len(s.Releases) != 2 || s.People[0].Email != "ann@x.y" {
		t.Errorf("releases %v, people %v", s.Releases, s.People)
	}
}

func TestGuess(t *testing.T) {
	t.Parallel()
	s := readTable(t, `{}`, "Task Name,Status,Assignee,Assignee Email,Tags,Due Date,Parent task,Type,Colour\nLogin,In progress,Ann,ann@x.y,\"a,b\",22/9/2025,,Defect,red\nPart,Done,,,,,login,Odd,\n")
	a, b := s.Items[0], s.Items[1]
	if a.Title != "Login" || a.State != "In progress" || a.Owner != "ann@x.y" || len(a.Labels) != 2 || a.DueOn != "2025-09-22" || a.Kind != "bug" || a.Extra["Colour"] != "red" {
		t.Errorf("got %+v", a)
	}
	if b.Kind != "story" || b.Type != "Odd" || b.Parent != "login" {
		t.Errorf("got %+v", b)
	}
	if len(s.Problems) != 1 || s.Problems[0].Where != "mapping" || !strings.Contains(s.Problems[0].What, `title from "Task Name", state from "Status"`) {
		t.Errorf("problems %v", s.Problems)
	}
	if m := Guess(transfer.File{Name: "x", Data: []byte("Title,Votes\na,1\n")}); m.Columns["title"][0].Column != "Title" || len(m.Columns) != 1 {
		t.Errorf("guess %+v", m)
	}
	if m := Guess(transfer.File{}); len(m.Columns) > 0 {
		t.Errorf("guess from nothing: %+v", m)
	}
}

func TestRowsWithoutID(t *testing.T) {
	t.Parallel()
	m := `{"columns":{"id":"ID","title":"Name"}}`
	before := readTable(t, m, "ID,Name\n,a\n,b\n,a\n7,c\n")
	after := readTable(t, m, "ID,Name,More\n7,c,\n,new,\n,a,x\n,a,\n,b,\n")
	ids := map[string]bool{}
	for _, it := range before.Items {
		ids[it.ID] = true
	}
	if len(ids) != 4 {
		t.Fatalf("%d ids for 4 rows", len(ids))
	}
	for _, it := range after.Items {
		if ids[it.ID] == (it.Title == "new") {
			t.Errorf("%q has the id %s, which is known: %v", it.Title, it.ID, ids[it.ID])
		}
	}
	spoilt := readTable(t, m, "ID,Name\n1.21143E+15,a\n1.21143E+15,b\n")
	if len(spoilt.Items) != 2 || len(spoilt.Problems) != 1 || !strings.Contains(spoilt.Problems[0].What, "2 ids were rounded") {
		t.Errorf("items %v, problems %v", spoilt.Items, spoilt.Problems)
	}
}

func TestRowsThatComeTwice(t *testing.T) {
	t.Parallel()
	m := `{"columns":{"id":"ID","title":"Name","comments":"Said"}}`
	one := "ID,Name,Said\n7,a,hi\n"
	s := readTable(t, m, one, one)
	if len(s.Items) != 1 || len(s.Comments) != 1 || len(s.Problems) > 0 {
		t.Errorf("the same file twice: %+v", s)
	}
	s = readTable(t, m, "ID,Name,Said\n7,a,\n7,b,\n")
	if len(s.Items) != 1 || s.Items[0].Title != "b" || len(s.Problems) != 1 || s.Problems[0].Where != "row 3" {
		t.Errorf("two rows of one id: %+v", s)
	}
}

func TestBrokenRows(t *testing.T) {
	t.Parallel()
	s := readTable(t, `{"header":2,"columns":{"title":"Name","estimate":"Size","dueOn":"Due","createdAt":"Made"}}`,
		"Copied on Monday,,\nName,Size,Due,Made\na,1,,\n,2,,\n\"open,3,,\nb,many,31/2/2026,soon\nc,1,1/2/2026,,surplus\n")
	var places []string
	for _, p := range s.Problems {
		places = append(places, p.Where)
	}
	if want := []string{"row 5", "row 4", "row 6", "row 6", "row 6"}; !reflect.DeepEqual(places, want) {
		t.Errorf("problems %v", s.Problems)
	}
	if len(s.Items) != 3 || s.Items[1].Extra["Size"] != "many" || s.Items[1].Extra["Due"] != "31/2/2026" || s.Items[2].Extra["column 5"] != "surplus" {
		t.Errorf("items %+v", s.Items)
	}
}

func TestWrongMappings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ mapping, says string }{
		{``, "empty"},
		{`[]`, "cannot be"},
		{`{"colums":{}}`, `unknown field "colums"`},
		{`{"columns":{"title":{"colum":"Name"}}}`, `unknown field "colum"`},
		{`{"columns":{"titel":"Name"}}`, "columns.titel"},
		{`{"columns":{"title":{"split":","}}}`, "name the column"},
		{`{"columns":{"title":"Name"},"dates":"dmy "}`, "dmy, mdy and ymd"},
		{`{"columns":{"title":"Name"},"states":{"Open":"open"}}`, "todo, doing, done and closed"},
		{`{"columns":{"links":{"column":"Name","type":"needs"}}}`, "blocks, duplicates and relates"},
		{`{"columns":{"parent":{"column":"Name","by":"name"}}}`, `"title"`},
		{`{"columns":{"title":"Nam"}}`, `no column "Nam"; it has "Name", "Size"`},
		{`{"columns":{"title":"Name","owner":{"column":"Name","email":"Mail"}}}`, `no column "Mail"`},
		{`{"columns":{"title":"Name"},"kind":{"column":"Art"}}`, `no column "Art"`},
		{`{"columns":{"estimate":"Size"}}`, "columns.title"},
		{`{"header":9,"columns":{"title":"Name"}}`, "row 9"},
		{`{} {}`, "follows the end"},
	} {
		m, err := ParseMapping([]byte(c.mapping))
		if err == nil {
			_, err = Read([]transfer.File{{Name: "x.csv", Data: []byte("Name,Size\na,1\n")}}, m)
		}
		if !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v; want %q", c.mapping, err, c.says)
		}
	}
	for _, text := range []string{"", "Colour,Votes\nred,1\n"} {
		if _, err := Read([]transfer.File{{Name: "x.csv", Data: []byte(text)}}, Mapping{}); !errs.Is(err, errs.Invalid) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := Read(nil, Mapping{}); !errs.Is(err, errs.Invalid) {
		t.Errorf("no files: %v", err)
	}
}

// A mapping that was written out reads the same again.
func TestMappingComesBack(t *testing.T) {
	t.Parallel()
	m := mapping(t, `{"kind":{"column":"Type","values":{"Bug":"bug"}},"columns":{"title":"Name","labels":{"column":"Tags","split":","}}}`)
	for _, m := range []Mapping{m, {Kind: Kind{Always: "feedback"}}, guess([]string{"Name", "Type"})} {
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ParseMapping(b)
		if err != nil || !reflect.DeepEqual(nonNil(again), nonNil(m)) {
			t.Errorf("%s\ngot  %+v\nwant %+v, %v", b, again, m, err)
		}
	}
}

// nonNil makes empty and missing maps the same.
func nonNil(m Mapping) string {
	b, _ := json.Marshal(m)
	return strings.ReplaceAll(string(b), "{}", "null")
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"columns":{"title":"Name","id":"ID"}}`), []byte("ID,Name\n1,a\n1,b\n"))
	f.Add([]byte(`{}`), []byte("Title;Tags;Parent task;Created\na;b,c;a;1/2/2026\n"))
	f.Add([]byte(`{"kind":{"column":"a"},"columns":{"body":"a","sprint":{"column":"b","start":"c"},"checklists":"a","links":{"column":"b","by":"title"}}}`), []byte("a,b,c\nx,y,z\n"))
	f.Fuzz(func(t *testing.T, mapping, data []byte) {
		m, err := ParseMapping(mapping)
		if err != nil {
			return
		}
		s, err := Read([]transfer.File{{Name: "f.csv", Data: data}}, m)
		if err != nil {
			return
		}
		if _, err := json.Marshal(s); err != nil {
			t.Fatalf("the source cannot be kept: %v", err)
		}
		ids := map[string]bool{}
		for _, it := range s.Items {
			if it.ID == "" || it.Title == "" || it.Kind == "" || ids[it.ID] {
				t.Fatalf("the item %+v is incomplete or noted twice", it)
			}
			ids[it.ID] = true
			if strings.Contains(it.Parent, "\x00") {
				t.Fatalf("the parent %q was not resolved", it.Parent)
			}
		}
	})
}
