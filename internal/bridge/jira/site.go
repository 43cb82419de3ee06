package jira

import (
	"encoding/json"
	"net/url"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/kit/clock"
)

// site is what is learnt of a site before its issues are turned into items:
// the meaning of custom fields and the present names behind numbers.
type site struct {
	base     string            // address of the site, "https://jira.example.com/jira"
	host     string            // of that address
	labels   map[string]string // names of fields, by id, when the export tells
	points   map[string]bool   // fields with story points
	epics    map[string]bool   // fields with the key of the epic
	statuses map[string]string // present or last name of a status, by id
	since    map[string]clock.Instant
	logins   map[string]string // user name to person id, on Server
}

func newSite() site {
	return site{
		labels: map[string]string{}, points: map[string]bool{}, epics: map[string]bool{}, statuses: map[string]string{},
		since: map[string]clock.Instant{}, logins: map[string]string{},
	}
}

// learnEnvelope reads what an export says of its fields when it was asked
// (expand=names,schema), and how many issues there are.
func (j *jsonReader) learnEnvelope(top map[string]json.RawMessage) {
	var names map[string]string
	if json.Unmarshal(top["names"], &names) == nil {
		for id, name := range names {
			j.learnField(id, name)
			j.labels[id] = name
		}
	}
	var schema map[string]struct {
		Custom string `json:"custom"`
	}
	if json.Unmarshal(top["schema"], &schema) == nil {
		for id, s := range schema {
			j.points[id] = j.points[id] || strings.HasSuffix(s.Custom, ":jsw-story-points")
			j.epics[id] = j.epics[id] || strings.HasSuffix(s.Custom, ":gh-epic-link")
		}
	}
	var total int
	if json.Unmarshal(top["total"], &total) == nil {
		j.total = max(j.total, total)
	}
}

// learnField notes what a custom field is by its name.
func (s *site) learnField(id, name string) {
	if !strings.HasPrefix(id, "customfield_") {
		return
	}
	switch customRole(sheet.Fold(name)) {
	case asPoints:
		s.points[id] = true
	case asEpic:
		s.epics[id] = true
	}
}

// learnAddress takes the address of the site from the "self" of an issue.
func (s *site) learnAddress(self string) {
	base, _, found := strings.Cut(self, "/rest/")
	u, err := url.Parse(base)
	if s.base != "" || !found || err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return
	}
	s.base, s.host = base, u.Host
}

// browse is the page of an issue; "" when the export does not tell the site.
func (s *site) browse(key string) string {
	if s.base == "" {
		return ""
	}
	return s.base + "/browse/" + key
}

// status notes the name of a status at a time; the latest one stands.
func (s *site) status(id, name string, at clock.Instant) {
	if id == "" || name == "" {
		return
	}
	if known, ok := s.since[id]; !ok || at >= known {
		s.statuses[id], s.since[id] = name, at
	}
}

// fieldName is what source data calls a field.
func (s *site) fieldName(id string) string {
	if name := s.labels[id]; name != "" && strings.HasPrefix(id, "customfield_") {
		return name
	}
	return id
}
