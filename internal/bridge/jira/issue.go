package jira

import (
	"encoding/json"

	"throughline/internal/bridge/sheet"
	"throughline/internal/kit/clock"
)

// issue is one element of a search result, not yet understood.
type issue struct {
	where   string
	key, id string
	self    string
	fields  map[string]json.RawMessage
	log     []history
	total   int // changelog entries that Jira has
	updated clock.Instant
}

// newIssue decodes the frame of an issue; nil when it has no key or its
// frame cannot be read, which is then reported.
func (j *jsonReader) newIssue(raw json.RawMessage, where string) *issue {
	var frame struct {
		ID        flex                       `json:"id"`
		Key       flex                       `json:"key"`
		Self      flex                       `json:"self"`
		Fields    map[string]json.RawMessage `json:"fields"`
		Changelog json.RawMessage            `json:"changelog"`
	}
	if err := json.Unmarshal(raw, &frame); err != nil {
		j.problem(where, "The issue could not be read and was left out: %s.", plainError(err))
		return nil
	}
	if !issueKey.MatchString(string(frame.Key)) {
		j.problem(where, "The issue has no key such as ABC-12 and was left out (key %q, id %q).", frame.Key, frame.ID)
		return nil
	}
	i := &issue{where: where, key: string(frame.Key), id: string(frame.ID), self: string(frame.Self), fields: frame.Fields}
	if i.fields == nil {
		i.fields = map[string]json.RawMessage{}
	}
	var updated flex
	if json.Unmarshal(i.fields["updated"], &updated) == nil {
		i.updated, _ = sheet.ParseTime(string(updated), sheet.YearFirst)
	}
	j.changelog(i, frame.Changelog)
	return i
}

// add keeps an issue, or joins it to what another page or file says of it:
// the fields of the later update stand, the changelogs come together.
func (j *jsonReader) add(i *issue) {
	j.learnAddress(i.self)
	at, ok := j.byKey[i.key]
	if !ok {
		j.byKey[i.key] = len(j.issues)
		j.issues = append(j.issues, i)
		return
	}
	old := j.issues[at]
	if i.updated < old.updated {
		old, i = i, old
	}
	for name, raw := range old.fields {
		if _, ok := i.fields[name]; !ok {
			i.fields[name] = raw
		}
	}
	i.log = append(i.log, old.log...)
	i.total = max(i.total, old.total)
	j.issues[at] = i
}

// learn goes through all issues for what must be known before the first item
// is made.
func (j *jsonReader) learn() {
	for _, i := range j.issues {
		for _, h := range i.log {
			for _, c := range h.Items {
				if c.id() == "status" {
					j.status(string(c.From), string(c.FromString), h.at-1)
					j.status(string(c.To), string(c.ToString), h.at)
				}
				j.learnField(string(c.FieldID), string(c.Field))
			}
		}
	}
	for _, i := range j.issues {
		j.learnPresent(i)
	}
}

// learnPresent notes the names that an issue shows now: they win over those
// of the changelogs.
func (j *jsonReader) learnPresent(i *issue) {
	const now = clock.Instant(1<<63 - 1)
	var status named
	if json.Unmarshal(i.fields["status"], &status) == nil {
		j.status(string(status.ID), string(status.Name), now)
	}
	for _, name := range []string{"assignee", "reporter", "creator"} {
		var u user
		if json.Unmarshal(i.fields[name], &u) == nil {
			j.user(u)
		}
	}
	var versions []versionJSON
	if json.Unmarshal(i.fields["fixVersions"], &versions) == nil {
		for _, v := range versions {
			j.release(v.release())
		}
	}
	for _, s := range j.sprintsOf(i.fields) {
		j.sprint(s)
	}
}
