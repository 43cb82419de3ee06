package main

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"time"
)

// program runs the binary and gives what it said.
func program(o options, args ...string) ([]byte, error) {
	for i := 0; i+1 < len(args); i++ {
		if args[i] == "--database" && args[i+1] == "" {
			args = append(args[:i:i], args[i+2:]...)
			break
		}
	}
	return exec.Command(o.program, args...).CombinedOutput()
}

// jira makes an export of n issues, each with a history of so many changes.
func jira(n, changes int) []byte {
	start := time.Date(2025, 1, 6, 9, 0, 0, 0, time.UTC)
	stamp := func(t time.Time) string { return t.Format("2006-01-02T15:04:05.000-0700") }
	states := []string{"To Do", "In Progress", "In Review", "In Progress", "Done", "Done"}
	person := map[string]any{"accountId": "p1", "displayName": "Person One"}
	status := func(name string) map[string]any {
		key := map[string]string{"To Do": "new", "In Progress": "indeterminate", "In Review": "indeterminate", "Done": "done"}[name]
		return map[string]any{"name": name, "statusCategory": map[string]any{"key": key}}
	}
	var issues []any
	for i := range n {
		created := start.Add(time.Duration(i) * time.Minute)
		var histories []any
		for c := range changes {
			from, to := states[c%len(states)], states[(c+1)%len(states)]
			histories = append(histories, map[string]any{"id": fmt.Sprint(i*100 + c), "author": person, "created": stamp(created.Add(time.Duration(c+1) * time.Hour)),
				"items": []any{map[string]any{"field": "status", "fieldtype": "jira", "from": from, "fromString": from, "to": to, "toString": to}}})
		}
		issues = append(issues, map[string]any{"id": fmt.Sprint(10000 + i), "key": fmt.Sprintf("IMP-%d", i+1), "self": "https://jira.example.com/rest/api/2/issue/1",
			"fields": map[string]any{"summary": fmt.Sprintf("Issue number %d", i+1), "description": "What is wanted, in a sentence or two.", "issuetype": map[string]any{"name": "Story", "subtask": false},
				"status": status(states[changes%len(states)]), "project": map[string]any{"key": "IMP", "name": "Imported"}, "labels": []string{"bench"}, "assignee": person, "reporter": person,
				"created": stamp(created), "updated": stamp(created.Add(time.Duration(changes) * time.Hour))},
			"changelog": map[string]any{"histories": histories}})
	}
	b, err := json.Marshal(map[string]any{"startAt": 0, "maxResults": n, "total": n, "issues": issues})
	if err != nil {
		panic(err)
	}
	return b
}
