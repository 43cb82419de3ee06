package jira

import (
	"reflect"
	"strings"
	"testing"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

func readJSON(t *testing.T, texts ...string) *transfer.Source {
	t.Helper()
	var files []transfer.File
	for i, text := range texts {
		files = append(files, transfer.File{Name: string(rune('a'+i)) + ".json", Data: []byte(text)})
	}
	s, err := ReadJSON(files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestShapesOfJSON(t *testing.T) {
	t.Parallel()
	one, two := `{"key":"A-1","id":"1","fields":{"summary":"one"}}`, `{"key":"A-2","id":2,"fields":{"summary":"two"}}`
	for name, texts := range map[string][]string{
		"envelope":          {`{"startAt":0,"total":2,"issues":[` + one + `,` + two + `]}`},
		"array":             {`[` + one + `,` + two + `]`},
		"two pages":         {`{"total":2,"issues":[` + one + `]}`, `{"total":2,"startAt":1,"issues":[` + two + `]}`},
		"pages in one file": {`{"total":2,"issues":[` + one + "]}\n{\"total\":2,\"issues\":[" + two + `]}`},
		"one issue each":    {one, two},
		"one issue a line":  {one + "\n" + two + "\n"},
		"byte-order mark":   {"\uFEFF[" + one + "," + two + "]"},
		"overlapping pages": {`[` + one + `,` + two + `]`, `[` + two + `]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := readJSON(t, texts...)
			if len(s.Items) != 2 || s.Items[0].Title != "one" || s.Items[1].ID != "A-2" || !reflect.DeepEqual(s.Items[1].Aliases, []string{"A-2", "2"}) || len(s.Problems) > 0 {
				t.Errorf("items %+v, problems %v", s.Items, s.Problems)
			}
		})
	}
}

func TestBrokenJSON(t *testing.T) {
	t.Parallel()
	s := readJSON(t, `{"issues":[
{"key":"A-1","fields":{"summary":"one","created":"never","labels":"x","duedate":"2020-02-31","assignee":{"accountId":"u","displayName":7},"customfield_1":"kept"}},
{"key":"A-2","fields":[]},
{"id":"3","fields":{"summary":"no key"}},
7,
{"key":"A-5","fields":{"summary":"five"},"changelog":{"histories":[{"id":"1","created":"2020-01-01T00:00:00Z","items":[{"field":"status","toString":"Done"}]},{"id":"2","created":"?"},3]}},
{"key":"A-6","fields":{"summary":"cut`)
	var ids, places []string
	for _, it := range s.Items {
		ids = append(ids, it.ID)
	}
	if !reflect.DeepEqual(ids, []string{"A-1", "A-5"}) {
		t.Errorf("items %q", ids)
	}
	for _, p := range s.Problems {
		places = append(places, p.Where)
	}
	want := []string{"issues[1]", "issues[2]", "issues[3]", "issues[4].changelog.histories[1]", "issues[4].changelog.histories[2]", "line 7",
		"issues[0]", "issues[0]", "issues[0]"}
	if !reflect.DeepEqual(places, want) {
		t.Errorf("problems at %q, want %q\n%v", places, want, s.Problems)
	}
	extra := s.Items[0].Extra
	for name, want := range map[string]any{"created": "never", "labels": "x", "duedate": "2020-02-31", "customfield_1": "kept"} {
		if extra[name] != want {
			t.Errorf("%s: %v was not kept", name, extra[name])
		}
	}
	if s.Items[0].Owner != "u" || s.People[0].Name != "7" || len(s.Items[1].History) != 1 {
		t.Errorf("owner %q, people %v, history %v", s.Items[0].Owner, s.People, s.Items[1].History)
	}
}

func TestNoJSON(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, says string }{
		{"", "holds no issues"}, {"Summary,Key\n", "line 1"}, {`{"name":"x"}`, "holds no issues"}, {`[`, "line 1"}, {`"text"`, "list or an object"},
	} {
		_, err := ReadJSON([]transfer.File{{Name: "x.json", Data: []byte(c.text)}})
		if !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
	if _, err := ReadJSON(nil); !errs.Is(err, errs.Invalid) {
		t.Errorf("no files: %v", err)
	}
	if s := readJSON(t, `{"total":0,"issues":[]}`); len(s.Items) != 0 || len(s.Problems) != 0 {
		t.Errorf("a search that found nothing: %+v", s)
	}
}

func TestMissingPartsAreReported(t *testing.T) {
	t.Parallel()
	s := readJSON(t, `{"total":7,"issues":[{"key":"A-1","fields":{"comment":{"total":3,"comments":[{"id":"1","body":"x"}]},"worklog":{"total":2,"worklogs":[]}},"changelog":{"total":9,"histories":[]}}]}`)
	var said []string
	for _, p := range s.Problems {
		said = append(said, p.What)
	}
	all := strings.Join(said, "\n")
	for _, part := range []string{"1 of 3 comments", "0 of 2 entries of logged work", "0 of 9 entries of the changelog", "found 7 issues, but the files hold 1"} {
		if !strings.Contains(all, part) {
			t.Errorf("nothing is said of %q in:\n%s", part, all)
		}
	}
}

const serverExport = `{"names":{"customfield_10006":"Story Points","customfield_10008":"Epic Link","customfield_10100":"Team","summary":"Zusammenfassung"},
"issues":[{"key":"OPS-5","id":"505","self":"https://jira.example.com/jira/rest/api/2/issue/505","fields":{
"summary":"Move\u200b it","issuetype":{"name":"Bug"},"status":{"id":"3","name":"Doing now","statusCategory":{"id":4,"key":"indeterminate"}},
"assignee":{"key":"JIRAUSER7","name":"ann","displayName":"Ann","emailAddress":"ann@example.com"},
"customfield_10006":5.0,"customfield_10008":"OPS-1","customfield_10100":{"self":"x","value":"Blue","id":"1"},"customfield_10200":"2|hzzzzz:r","customfield_10300":null,
"customfield_10004":["com.atlassian.greenhopper.service.sprint.Sprint@1a[id=35530,rapidViewId=12,state=CLOSED,name=3.5 Sprint 2, part A,goal=a=b, c,startDate=2020-01-06T10:00:00.000Z,endDate=2020-01-20T10:00:00.000Z,completeDate=2020-01-20T11:00:00.000Z,sequence=35530]",
"com.atlassian.greenhopper.service.sprint.Sprint@1b[id=35531,rapidViewId=12,state=ACTIVE,name=3.5 Sprint 3,goal=<null>,startDate=2020-01-21T10:00:00.000Z,endDate=<null>,completeDate=<null>,sequence=35531]"],
"fixVersions":[{"id":"77","name":"2.0 final","released":false,"releaseDate":"2020-03-01"}],
"components":[{"name":"API"}],"versions":[{"name":"1.0"}],"votes":{"votes":3},"watches":{"watchCount":0},
"attachment":[{"id":"900","filename":"a.png","author":{"key":"JIRAUSER7","name":"ann"},"created":"2020-01-07T10:00:00.000+0100","size":12,"mimeType":"image/png","content":"https://jira.example.com/jira/secure/attachment/900/a.png"}],
"subtasks":[{"key":"OPS-6"}]},
"changelog":{"histories":[
{"id":"12","author":{"key":"JIRAUSER7","name":"ann","displayName":"Ann"},"created":"2020-01-09T10:00:00.000+0000","items":[
 {"field":"status","from":"1","fromString":"Open","to":"3","toString":"In Progress"},
 {"field":"assignee","from":"bob","fromString":"Bob Builder","to":"ann","toString":"Ann"},
 {"field":"Sprint","from":"35530","fromString":"3.5 Sprint 2","to":"35530, 35531","toString":"3.5 Sprint 2, 3.5 Sprint 3"},
 {"field":"Sprint","from":"1, 2","fromString":"Gone 1, Gone 2","to":"","toString":""},
 {"field":"Fix Version","from":"66","fromString":"1.9","to":null,"toString":null},
 {"field":"Fix Version","from":null,"fromString":null,"to":"77","toString":"2.0"},
 {"field":"labels","from":null,"fromString":"a b","to":null,"toString":"a b c"},
 {"field":"duedate","from":"2020-02-01","fromString":"2020-02-01 00:00:00.0","to":null,"toString":null},
 {"field":"issuetype","from":"1","fromString":"Story","to":"2","toString":"Bug"},
 {"field":"issuetype","from":"1","fromString":"Task","to":"2","toString":"Technical task"},
 {"field":"Epic Link","from":"9","fromString":"OPS-9","to":"1","toString":"OPS-1"},
 {"field":"Story Points","from":null,"fromString":"3","to":null,"toString":"5"},
 {"field":"summary","from":null,"fromString":"Old\u200b name","to":null,"toString":"Move it"},
 {"field":"description","from":null,"fromString":"a","to":null,"toString":"b"},
 {"field":"resolution","from":null,"fromString":null,"to":"1","toString":"Fixed"},
 {"field":"Rank","from":"","fromString":"","to":"","toString":"Ranked higher"},
 {"field":"Key","from":null,"fromString":"OLD-3","to":null,"toString":"OPS-5"}]},
{"id":"11","author":null,"created":"2020-01-08T10:00:00.000+0000","items":[{"field":"Flagged","fromString":"","toString":"Impediment"}]}]}}]}`

func TestServerExport(t *testing.T) {
	t.Parallel()
	s := readJSON(t, serverExport)
	if len(s.Problems) > 0 {
		t.Fatalf("problems: %v", s.Problems)
	}
	it := s.Items[0]
	it.History = nil
	if got, want := show(t, it), `{"aliases":["OPS-5","505","OLD-3"],"attachments":[{"at":"2020-01-07T09:00:00Z","by":"JIRAUSER7","bytes":12,"id":"900","name":"a.png","type":"image/png","upload":true,"url":"https://jira.example.com/jira/secure/attachment/900/a.png"}],`+
		`"estimate":5,"extra":{"Team":{"id":"1","value":"Blue"},"components":["API"],"sprints":["35530","35531"],"subtasks":["OPS-6"],"versions":["1.0"],"votes":3},`+
		`"id":"OPS-5","kind":"bug","order":"2|hzzzzz:r","owner":"JIRAUSER7","parent":"OPS-1","releases":["77"],"sprint":"35531","state":"Doing now","title":"Move it","type":"Bug","url":"https://jira.example.com/jira/browse/OPS-5","where":"issues[0]"}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if want := []transfer.Person{
		{ID: "JIRAUSER7", Name: "Ann", Email: "ann@example.com", Login: "ann"}, {ID: "bob", Name: "Bob Builder"},
	}; !reflect.DeepEqual(s.People, want) {
		t.Errorf("people %+v", s.People)
	}
	if want := []transfer.State{{ID: "Open", Name: "Open", Category: "todo"}, {ID: "Doing now", Name: "Doing now", Category: "doing"}}; !reflect.DeepEqual(s.States, want) {
		t.Errorf("states %+v", s.States)
	}
	if r := s.Releases[0]; r.Name != "2.0 final" || r.DueOn != "2020-03-01" || r.ReleasedOn != "" {
		t.Errorf("release %+v", r)
	}
	if a, b := s.Sprints[0], s.Sprints[1]; a.Name != "3.5 Sprint 2, part A" || a.Goal != "a=b, c" || a.State != "closed" || a.DoneAt.String() != "2020-01-20T11:00:00Z" ||
		b.Name != "3.5 Sprint 3" || b.State != "active" || b.Goal != "" || b.EndAt != 0 {
		t.Errorf("sprints %+v", s.Sprints)
	}
}

func TestChangelog(t *testing.T) {
	t.Parallel()
	var got []string
	for _, h := range readJSON(t, serverExport).Items[0].History {
		got = append(got, h.ID+" "+h.By+" "+h.Field+": "+h.From+" > "+h.To)
	}
	want := []string{
		"11:0  Flagged:  > Impediment",
		"12:0 JIRAUSER7 state: Open > Doing now",
		"12:1 JIRAUSER7 owner: bob > JIRAUSER7",
		"12:2 JIRAUSER7 sprint: 35530 > 35531",
		"12:3 JIRAUSER7 sprint: Gone 2 > ",
		"12:4 JIRAUSER7 release: 1.9 > ",
		"12:5 JIRAUSER7 release:  > 77",
		"12:6 JIRAUSER7 labels: a b > a b c",
		"12:7 JIRAUSER7 dueOn: 2020-02-01 > ",
		"12:8 JIRAUSER7 kind: story > bug",
		"12:9 JIRAUSER7 issuetype: Task > Technical task",
		"12:10 JIRAUSER7 parent: OPS-9 > OPS-1",
		"12:11 JIRAUSER7 estimate: 3 > 5",
		"12:12 JIRAUSER7 title: Old name > Move it",
		"12:13 JIRAUSER7 body: a > b",
		"12:14 JIRAUSER7 resolution:  > Fixed",
		"12:15 JIRAUSER7 Rank:  > Ranked higher",
		"12:16 JIRAUSER7 Key: OLD-3 > OPS-5",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestCloudDocuments(t *testing.T) {
	t.Parallel()
	s := readJSON(t, `[{"key":"A-1","fields":{"description":{"type":"doc","version":1,"content":[{"type":"paragraph","content":[{"type":"text","text":"bold","marks":[{"type":"strong"}]}]}]},
"comment":{"comments":[{"id":"5","author":{"accountId":"u1","displayName":"App","accountType":"app"},"created":"2024-01-01T00:00:00.000+0000","body":{"type":"doc","version":1,"content":[{"type":"paragraph","content":[{"type":"text","text":"hello"}]}]}},{"id":"5","body":"twice"}]}}},
{"key":"A-2","fields":{"description":"*bold* text"}}]`)
	if got := strings.TrimSpace(s.Items[0].Body); got != "**bold**" {
		t.Errorf("document: %q", got)
	}
	if got := strings.TrimSpace(s.Items[1].Body); got != "**bold** text" {
		t.Errorf("wiki markup: %q", got)
	}
	if len(s.Comments) != 1 || strings.TrimSpace(s.Comments[0].Text) != "hello" || s.Comments[0].ID != "5" || !s.People[0].Bot {
		t.Errorf("comments %+v, people %+v", s.Comments, s.People)
	}
}

func TestFieldsByNameSchemaAndChangelog(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"names":     `{"names":{"customfield_7":"Story point estimate"},"issues":[{"key":"A-1","fields":{"customfield_7":3}}]}`,
		"schema":    `{"issues":[{"key":"A-1","fields":{"customfield_7":3}}],"schema":{"customfield_7":{"type":"number","custom":"com.pyxis.greenhopper.jira:jsw-story-points"}}}`,
		"changelog": `{"issues":[{"key":"A-1","fields":{"customfield_7":3},"changelog":{"histories":[{"id":"1","created":"2020-01-01T00:00:00Z","items":[{"field":"Story Points","fieldId":"customfield_7","toString":"3"}]}]}}]}`,
	} {
		if it := readJSON(t, text).Items[0]; it.Estimate == nil || *it.Estimate != 3 || len(it.Extra) > 0 {
			t.Errorf("%s: estimate %v, extra %v", name, it.Estimate, it.Extra)
		}
	}
	if it := readJSON(t, `[{"key":"A-1","fields":{"customfield_7":3}}]`).Items[0]; it.Estimate != nil || it.Extra["customfield_7"] == nil {
		t.Errorf("a number of which nothing is known: estimate %v, extra %v", it.Estimate, it.Extra)
	}
}

// Exports exist in which some issues say "new" of a status that is done.
func TestCategoryIsElected(t *testing.T) {
	t.Parallel()
	s := readJSON(t, `[{"key":"A-1","fields":{"status":{"id":"9","name":"Shipped","statusCategory":{"id":3,"key":"new"}}}},
{"key":"A-2","fields":{"status":{"id":"9","name":"Shipped","statusCategory":{"id":3,"key":"done"}}}},
{"key":"A-3","fields":{"status":{"id":"8","name":"Odd","statusCategory":{"key":"indeterminate"}}}}]`)
	want := []transfer.State{{ID: "Odd", Name: "Odd", Category: "doing"}, {ID: "Shipped", Name: "Shipped", Category: "closed"}}
	if !reflect.DeepEqual(s.States, want) {
		t.Errorf("states %+v", s.States)
	}
}

func TestPagesOfOneIssueComeTogether(t *testing.T) {
	t.Parallel()
	old := `[{"key":"A-1","fields":{"summary":"old","updated":"2020-01-01T00:00:00Z","labels":["x"]},"changelog":{"total":2,"histories":[{"id":"1","created":"2020-01-01T00:00:00Z","items":[{"field":"x"}]}]}}]`
	later := `[{"key":"A-1","fields":{"summary":"new","updated":"2020-01-02T00:00:00Z"},"changelog":{"total":2,"histories":[{"id":"2","created":"2020-01-02T00:00:00Z","items":[{"field":"y"}]},{"id":"1","created":"2020-01-01T00:00:00Z","items":[{"field":"x"}]}]}}]`
	for _, s := range []*transfer.Source{readJSON(t, old, later), readJSON(t, later, old)} {
		it := s.Items[0]
		if len(s.Items) != 1 || it.Title != "new" || len(it.Labels) != 1 || len(it.History) != 2 || it.History[0].ID != "1:0" || s.Read["histories"] != 2 || len(s.Problems) > 0 {
			t.Errorf("got %+v, %v", it, s.Problems)
		}
	}
}
