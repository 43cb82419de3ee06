package jira

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
)

// sprintJSON is a sprint as Cloud writes it, on issues and in lists of boards.
type sprintJSON struct {
	ID           flex `json:"id"`
	Name         flex `json:"name"`
	State        flex `json:"state"`
	Goal         flex `json:"goal"`
	StartDate    flex `json:"startDate"`
	EndDate      flex `json:"endDate"`
	CompleteDate flex `json:"completeDate"`
}

func (s sprintJSON) sprint() transfer.Sprint {
	return transfer.Sprint{
		ID:      string(s.ID),
		Name:    sheet.Visible(first(string(s.Name), string(s.ID))),
		State:   sprintState(string(s.State)),
		Goal:    string(s.Goal),
		StartAt: instant(s.StartDate),
		EndAt:   instant(s.EndDate),
		DoneAt:  instant(s.CompleteDate),
	}
}

func sprintState(word string) string {
	switch strings.ToLower(word) {
	case "active":
		return "active"
	case "closed":
		return "closed"
	}
	return "planned"
}

// instant reads a time that may be missing.
func instant(s flex) clock.Instant {
	at, err := sheet.ParseTime(string(s), sheet.YearFirst)
	if err != nil {
		return 0
	}
	return at
}

// sprintPart finds the names in what Server writes for a sprint:
// com.atlassian.greenhopper.service.sprint.Sprint@4f[id=1,state=CLOSED,name=A, B,startDate=…].
// Values may hold commas and equals signs, so only known names divide it.
var sprintPart = regexp.MustCompile(`(?:^|,)(id|rapidViewId|state|name|goal|startDate|endDate|completeDate|activatedDate|sequence|autoStartStop|synced|incompleteIssuesDestinationId)=`)

// serverSprint reads that form; ok is false for any other text.
func serverSprint(s string) (sprint transfer.Sprint, ok bool) {
	open := strings.IndexByte(s, '[')
	if open < 0 || !strings.HasSuffix(s, "]") || !strings.Contains(s[:open], "Sprint") {
		return transfer.Sprint{}, false
	}
	inner := s[open+1 : len(s)-1]
	part := map[string]flex{}
	found := sprintPart.FindAllStringSubmatchIndex(inner, -1)
	for i, m := range found {
		end := len(inner)
		if i+1 < len(found) {
			end = found[i+1][0]
		}
		if value := inner[m[1]:end]; value != "<null>" {
			part[inner[m[2]:m[3]]] = flex(value)
		}
	}
	read := sprintJSON{
		ID: part["id"], Name: part["name"], State: part["state"], Goal: part["goal"],
		StartDate: part["startDate"], EndDate: part["endDate"], CompleteDate: part["completeDate"],
	}
	return read.sprint(), read.ID != ""
}

// sprintsOf finds the sprints of an issue wherever they stand: the fields of
// the agile interface, and the custom field of the site, known by the form of
// its content. They come in the order in which the issue went through them.
func (j *jsonReader) sprintsOf(fields map[string]json.RawMessage) []transfer.Sprint {
	var all []transfer.Sprint
	seen := map[string]bool{}
	for _, name := range sortedNames(fields) {
		if name == "sprint" || name == "closedSprints" || strings.HasPrefix(name, "customfield_") {
			for _, s := range sprintList(fields[name]) {
				if !seen[s.ID] {
					seen[s.ID] = true
					all = append(all, s)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b transfer.Sprint) int {
		if n := sprintStage(a) - sprintStage(b); n != 0 {
			return n
		}
		return int(min(max(a.StartAt-b.StartAt, -1), 1))
	})
	return all
}

// sprintStage puts the closed sprints first and the active one last, behind
// planned ones: an issue is in one that runs rather than in one to come.
func sprintStage(s transfer.Sprint) int {
	return slices.Index([]string{"closed", "planned", "active"}, s.State)
}

// sprintList reads one field; nil when it does not hold sprints.
func sprintList(raw json.RawMessage) []transfer.Sprint {
	var parts []json.RawMessage
	if len(raw) > 0 && raw[0] == '{' {
		parts = []json.RawMessage{raw}
	} else if json.Unmarshal(raw, &parts) != nil {
		return nil
	}
	var all []transfer.Sprint
	for _, part := range parts {
		s, ok := oneSprint(part)
		if !ok {
			return nil
		}
		all = append(all, s)
	}
	return all
}

// oneSprint tells a sprint from the other objects with an id, a name and a
// state that custom fields hold, by its dates, goal or board.
func oneSprint(raw json.RawMessage) (transfer.Sprint, bool) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return serverSprint(text)
	}
	var part map[string]json.RawMessage
	var s sprintJSON
	if json.Unmarshal(raw, &part) != nil || json.Unmarshal(raw, &s) != nil || s.ID == "" || s.State == "" {
		return transfer.Sprint{}, false
	}
	for _, mark := range []string{"boardId", "originBoardId", "startDate", "goal", "rapidViewId"} {
		if _, ok := part[mark]; ok {
			return s.sprint(), true
		}
	}
	return transfer.Sprint{}, false
}

func sortedNames(fields map[string]json.RawMessage) []string {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
