package jira

import (
	"encoding/json"
	"testing"

	"throughline/internal/core/transfer"
)

// sound checks what must hold of whatever was read from whatever file.
func sound(t *testing.T, s *transfer.Source) {
	t.Helper()
	if _, err := json.Marshal(s); err != nil {
		t.Fatalf("the source cannot be kept: %v", err)
	}
	if s.Read["issues"] != len(s.Items) || s.Read["comments"] != len(s.Comments) {
		t.Fatalf("the counts %v are wrong", s.Read)
	}
	states, people, items := map[string]bool{"": true}, map[string]bool{"": true}, map[string]bool{}
	for _, st := range s.States {
		states[st.ID] = true
	}
	for _, p := range s.People {
		if people[p.ID] {
			t.Fatalf("the person %q is noted twice or without id", p.ID)
		}
		people[p.ID] = true
	}
	for _, it := range s.Items {
		if items[it.ID] || it.ID == "" || it.Title == "" || it.Where == "" {
			t.Fatalf("the item %q (%q, %q) is noted twice or is incomplete", it.ID, it.Title, it.Where)
		}
		items[it.ID] = true
		if !states[it.State] || !people[it.Owner] || !people[it.Reporter] {
			t.Fatalf("%s points to a state or person that is not noted", it.ID)
		}
		if it.Estimate != nil && (*it.Estimate < 0 || *it.Estimate != *it.Estimate) {
			t.Fatalf("%s: estimate %v", it.ID, *it.Estimate)
		}
	}
	ids := map[string]bool{}
	for _, c := range s.Comments {
		if !items[c.Item] || !people[c.By] || ids[c.Item+" "+c.ID] {
			t.Fatalf("comment %+v points nowhere or is noted twice", c)
		}
		ids[c.Item+" "+c.ID] = true
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{
		cloudExport, "Key,Summary\nA-1,x\n", "Issue key;Comment;Attachment\nA-1;25/Jun/20 12:44;u;text;x\n",
		"a,b,c\nx,A-1,25/Jun/20 12:44\n", "Key,Parent,Log Work,Inward issue link (Blocks)\nA-1,1,;;;,A-2 A-3\n",
		"Cl\xe9;R\xe9sum\xe9\nA-1;\"x\n", "Key,Story Points,Story point estimate\nA-1,NaN,\"1,5\"\nA-1,Inf,1e309",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := ReadCSV([]transfer.File{{Name: "f.csv", Data: data}}); err == nil {
			sound(t, s)
		}
	})
}

func FuzzReadJSON(f *testing.F) {
	for _, s := range []string{
		serverExport, `[{"key":"A-1","fields":{"comment":{"comments":[{"body":"x"},{"body":"x"}]}}}]`, `{"issues":[{"key":"A-1","fields":{"summary":1}}],"total":"x"}`,
		`{"values":[{"id":1,"name":"S","state":"closed"}]}`, `{"key":"A-1","fields":{"customfield_1":["x[id=1]"],"customfield_2":{"id":1,"name":"S","state":"active","boardId":1}}}`,
		`{"issues":{"a":1},"names":{"customfield_1":"Story Points"}}`, `[{"key":"A-1","fields":{"description":{"type":"doc","content":[{"type":"text","text":"\u0000"}]}}}]`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := ReadJSON([]transfer.File{{Name: "f.json", Data: data}}); err == nil {
			sound(t, s)
		}
	})
}
