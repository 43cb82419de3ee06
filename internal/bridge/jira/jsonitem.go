package jira

import (
	"encoding/json"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/text"
)

// item turns an issue into an item, its comments and its past.
func (j *jsonReader) item(i *issue) {
	f := &fields{j: j, where: i.where, key: i.key, raw: i.fields, read: map[string]bool{}}
	var kind struct {
		named
		Subtask bool `json:"subtask"`
	}
	f.into("issuetype", &kind)
	it := transfer.Item{
		ID:        i.key,
		Aliases:   []string{i.key},
		URL:       j.browse(i.key),
		Where:     i.where,
		Type:      string(kind.Name),
		Kind:      j.kind(string(kind.Name)),
		Title:     title(f.text("summary"), i.key),
		Body:      j.body(f),
		Priority:  string(f.thing("priority").Name),
		Owner:     j.userField(f, "assignee"),
		Reporter:  j.userField(f, "reporter"),
		CreatedAt: f.time("created"),
		UpdatedAt: f.time("updated"),
		DueOn:     f.day("duedate"),
		Order:     keyOrder(i.key),
		Extra:     map[string]any{},
	}
	if i.id != "" {
		it.Aliases = append(it.Aliases, i.id)
	}
	if kind.Subtask {
		it.Extra["subtask"] = true
	}
	j.stateOf(&it, f)
	j.lists(&it, f)
	j.sprints(&it, f)
	j.customs(&it, f)
	it.Parent = j.parent(f)
	j.files(&it, f)
	j.comments(&it, f)
	j.notes(&it, f)
	for _, name := range f.unread() {
		j.keep(&it, name, source(f.raw[name]))
	}
	if len(it.Extra) == 0 {
		it.Extra = nil
	}
	j.past(&it, i)
	j.src.Items = append(j.src.Items, it)
}

// keep puts something into the source data, under the name that people know
// when the export tells it and no other field bears it.
func (j *jsonReader) keep(it *transfer.Item, field string, v any) {
	if v == nil {
		return
	}
	name := j.fieldName(field)
	if _, taken := it.Extra[name]; taken {
		name = field
	}
	it.Extra[name] = v
}

// body reads the description: wiki markup, or a document tree in version 3 of
// the interface.
func (j *jsonReader) body(f *fields) string {
	var raw json.RawMessage
	if !f.into("description", &raw) {
		return ""
	}
	body, err := markdown(raw)
	if err != nil {
		j.problem(f.where, "%s, field %q: %v; it was kept as source data.", f.key, "description", err)
		f.read["description"] = false
	}
	return body
}

// markdown converts a text of Jira, in either of its two forms.
func markdown(raw json.RawMessage) (string, error) {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return text.FromJiraWiki(strings.ReplaceAll(s, "\x00", "")), nil
	}
	s, err := text.FromADF(raw)
	return strings.ReplaceAll(s, "\x00", ""), err
}

// stateOf reads the status and lets the status vote for its category, by key,
// number and colour. The resolution's day is the day it was done.
func (j *jsonReader) stateOf(it *transfer.Item, f *fields) {
	var status struct {
		named
		Category struct {
			ID  flex `json:"id"`
			Key flex `json:"key"`
		} `json:"statusCategory"`
	}
	f.into("status", &status)
	byKey, byNumber := categoryOfKey(string(status.Category.Key)), categoryOfNumber(string(status.Category.ID))
	it.State = j.state(string(status.Name), byKey)
	j.state(string(status.Name), byNumber)
	it.DoneAt = f.time("resolutiondate")
	if changed := f.time("statuscategorychangedate"); it.DoneAt == 0 && byKey == closed && byNumber != todo {
		it.DoneAt = changed
	}
}

// lists reads labels, versions and links.
func (j *jsonReader) lists(it *transfer.Item, f *fields) {
	var labels []flex
	f.into("labels", &labels)
	for _, l := range labels {
		it.Labels = append(it.Labels, sheet.Visible(string(l)))
	}
	it.Labels = unique(it.Labels)
	var versions []versionJSON
	f.into("fixVersions", &versions)
	for _, v := range versions {
		it.Releases = append(it.Releases, j.release(v.release()))
	}
	it.Releases = unique(it.Releases)
	var links []linkJSON
	f.into("issuelinks", &links)
	for _, l := range links {
		switch {
		case l.Outward.Key != "":
			it.Links = append(it.Links, l.Type.link(string(l.ID), it.ID, string(l.Outward.Key), false))
		case l.Inward.Key != "":
			it.Links = append(it.Links, l.Type.link(string(l.ID), it.ID, string(l.Inward.Key), true))
		}
	}
}

// linkJSON is one end of a link.
type linkJSON struct {
	ID      flex     `json:"id"`
	Type    linkType `json:"type"`
	Inward  named    `json:"inwardIssue"`
	Outward named    `json:"outwardIssue"`
}

// versionJSON is a version of a project.
type versionJSON struct {
	ID          flex `json:"id"`
	Name        flex `json:"name"`
	Description flex `json:"description"`
	Released    bool `json:"released"`
	ReleaseDate flex `json:"releaseDate"`
}

// release takes the date for the day it came out, or for the day it is due
// while it has not.
func (v versionJSON) release() transfer.Release {
	r := transfer.Release{
		ID: first(string(v.ID), string(v.Name)), Name: first(string(v.Name), string(v.ID)), Body: string(v.Description), Released: v.Released,
	}
	day, err := clock.ParseDay(string(v.ReleaseDate))
	if err != nil {
		return r
	}
	if v.Released {
		r.ReleasedOn = day
	} else {
		r.DueOn = day
	}
	return r
}

// sprints puts the sprint that the issue is or was last in on the item.
func (j *jsonReader) sprints(it *transfer.Item, f *fields) {
	var ids []string
	for _, s := range j.sprintsOf(f.raw) {
		ids = append(ids, s.ID)
	}
	setSprints(it, ids)
	for name := range f.raw {
		if name == "sprint" || name == "closedSprints" || strings.HasPrefix(name, "customfield_") && sprintList(f.raw[name]) != nil {
			f.read[name] = true
		}
	}
}

// customs reads the custom fields that have a place with us.
func (j *jsonReader) customs(it *transfer.Item, f *fields) {
	for _, name := range sortedNames(f.raw) {
		if !strings.HasPrefix(name, "customfield_") {
			continue
		}
		var s flex
		if json.Unmarshal(f.raw[name], &s) != nil {
			continue
		}
		switch n, ok := number(string(s)); {
		case j.points[name] && ok && it.Estimate == nil:
			it.Estimate, f.read[name] = &n, true
		case rank.MatchString(string(s)) && !rank.MatchString(it.Order):
			it.Order, f.read[name] = string(s), true
		}
	}
}

// parent is the parent issue, else the epic, by the field of the agile
// interface or the custom field of older projects.
func (j *jsonReader) parent(f *fields) string {
	parent, epic := f.thing("parent"), f.thing("epic")
	found := first(string(parent.Key), string(parent.ID), string(epic.Key))
	for _, name := range sortedNames(f.raw) {
		var key flex
		if json.Unmarshal(f.raw[name], &key) != nil || !issueKey.MatchString(string(key)) {
			continue
		}
		if j.epics[name] {
			f.read[name] = found == "" || found == string(key)
			found = first(found, string(key))
		}
	}
	return found
}

func (j *jsonReader) files(it *transfer.Item, f *fields) {
	var list []struct {
		ID       flex  `json:"id"`
		Filename flex  `json:"filename"`
		Author   user  `json:"author"`
		Created  flex  `json:"created"`
		Size     int64 `json:"size"`
		MimeType flex  `json:"mimeType"`
		Content  flex  `json:"content"`
	}
	f.into("attachment", &list)
	seen := map[string]bool{}
	for _, a := range list {
		file := transfer.Attachment{
			ID: string(a.ID), Name: string(a.Filename), URL: string(a.Content), Type: string(a.MimeType),
			Bytes: max(a.Size, 0), By: j.user(a.Author), At: instant(a.Created), Upload: true,
		}
		file.ID = first(file.ID, fileID(file))
		if !seen[file.ID] {
			seen[file.ID] = true
			it.Attachments = append(it.Attachments, file)
		}
	}
}
