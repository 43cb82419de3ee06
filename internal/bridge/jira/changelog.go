package jira

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/text"
)

// history is one entry of a changelog: what one person changed at one time.
type history struct {
	ID      flex     `json:"id"`
	Author  user     `json:"author"`
	Created flex     `json:"created"`
	Items   []change `json:"items"`
	at      clock.Instant
}

// change is one field of an entry. From and To are ids, the others what people
// see; either may be missing.
type change struct {
	Field      flex `json:"field"`
	FieldID    flex `json:"fieldId"`
	From       flex `json:"from"`
	FromString flex `json:"fromString"`
	To         flex `json:"to"`
	ToString   flex `json:"toString"`
}

// id is the field's name in one spelling: of Jira's own fields the id where
// there is one, of custom fields the name.
func (c change) id() string {
	if id := string(c.FieldID); id != "" && !strings.HasPrefix(id, "customfield_") {
		return strings.ToLower(id)
	}
	return sheet.Fold(string(c.Field))
}

// changelog reads the entries of an issue, one by one so that a broken one
// does not take the others with it.
func (j *jsonReader) changelog(i *issue, raw json.RawMessage) {
	var page struct {
		Total     int               `json:"total"`
		Histories []json.RawMessage `json:"histories"`
	}
	if isNull(raw) {
		return
	}
	if err := json.Unmarshal(raw, &page); err != nil {
		j.problem(i.where, "%s: the changelog could not be read: %s.", i.key, plainError(err))
		return
	}
	i.total = page.Total
	for n, entry := range page.Histories {
		var h history
		err := json.Unmarshal(entry, &h)
		if err == nil {
			h.at, err = sheet.ParseTime(string(h.Created), sheet.YearFirst)
		}
		if err != nil {
			j.problem(fmt.Sprintf("%s.changelog.histories[%d]", i.where, n), "%s: this change could not be read and was left out: %s.", i.key, plainError(err))
			continue
		}
		i.log = append(i.log, h)
	}
}

// past turns the changelog into changes, oldest first, each entry once.
func (j *jsonReader) past(it *transfer.Item, i *issue) {
	slices.SortStableFunc(i.log, func(a, b history) int {
		if a.at != b.at {
			return int(min(max(a.at-b.at, -1), 1))
		}
		return numberOf(a.ID) - numberOf(b.ID)
	})
	seen := map[string]bool{}
	for _, h := range i.log {
		id := first(string(h.ID), hash(i.key+"\x00"+string(h.Created)+"\x00"+fmt.Sprint(h.Items)))
		if seen[id] {
			continue
		}
		seen[id] = true
		j.histories[id] = true
		by := j.user(h.Author)
		for n, c := range h.Items {
			if c.id() == "key" {
				it.Aliases = unique(append(it.Aliases, string(c.FromString)))
			}
			step := j.change(c)
			step.ID, step.At, step.By = id+":"+strconv.Itoa(n), h.at, by
			it.History = append(it.History, step)
		}
	}
	if i.total > len(seen) {
		j.problem(i.where, "%s: the file holds %d of %d entries of the changelog.", i.key, len(seen), i.total)
	}
}

func numberOf(id flex) int {
	n, _ := strconv.Atoi(string(id))
	return n
}

// change translates one change. What has no field of ours keeps Jira's word
// and the texts that people saw.
func (j *jsonReader) change(c change) transfer.Change {
	from, to := string(c.FromString), string(c.ToString)
	switch field := c.id(); {
	case field == "status":
		return changed("state", j.statusName(c.From, from), j.statusName(c.To, to))
	case field == "summary":
		return changed("title", title(from, ""), title(to, ""))
	case field == "description":
		return changed("body", text.FromJiraWiki(from), text.FromJiraWiki(to))
	case field == "assignee":
		return changed("owner", j.somebody(string(c.From), from), j.somebody(string(c.To), to))
	case field == "sprint":
		return changed("sprint", j.lastSprint(c.From, from), j.lastSprint(c.To, to))
	case field == "fix version" || field == "fixversions":
		return changed("release", j.versionOf(c.From, from), j.versionOf(c.To, to))
	case field == "labels":
		return changed("labels", from, to)
	case field == "duedate":
		return changed("dueOn", dayOf(c.From, from), dayOf(c.To, to))
	case field == "issuetype" && j.kind(from) != j.kind(to):
		return changed("kind", j.kind(from), j.kind(to))
	case field == "parent" || field == "epic link" || field == "issueparentassociation" || field == "parent link":
		return changed("parent", first(from, string(c.From)), first(to, string(c.To)))
	case customRole(field) == asPoints || j.points[string(c.FieldID)]:
		return changed("estimate", from, to)
	}
	return changed(string(c.Field), first(from, string(c.From)), first(to, string(c.To)))
}

func changed(field, from, to string) transfer.Change {
	return transfer.Change{Field: field, From: from, To: to}
}

// statusName gives the present name of a status, and notes the status: the
// past may hold some that no issue has now.
func (j *jsonReader) statusName(id flex, name string) string {
	if present := j.statuses[string(id)]; present != "" {
		name = present
	}
	return j.state(name, "")
}

// lastSprint reduces a list of sprints ("7, 9") to the last. A sprint that no
// issue and no board tells of is named by its text.
func (j *jsonReader) lastSprint(ids flex, names string) string {
	list := strings.Split(string(ids), ",")
	id := strings.TrimSpace(list[len(list)-1])
	if _, ok := j.gather.sprints[id]; ok || id == "" {
		return id
	}
	if parts := strings.Split(names, ", "); len(parts) == len(list) {
		return parts[len(parts)-1]
	}
	return names
}

// versionOf gives the id of a version that some issue has now, else its text.
// The name at the time proves nothing: versions are renamed and names reused.
func (j *jsonReader) versionOf(id flex, name string) string {
	if _, ok := j.releases[string(id)]; ok {
		return string(id)
	}
	return name
}

// dayOf reads a due date, of which Jira gives "2020-06-23" and
// "2020-06-23 00:00:00.0".
func dayOf(id flex, shown string) string {
	for _, s := range []string{string(id), shown} {
		if day, err := sheet.ParseDay(s, sheet.YearFirst); err == nil {
			return string(day)
		}
	}
	return shown
}
