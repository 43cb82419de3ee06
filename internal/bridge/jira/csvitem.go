package jira

import (
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/text"
)

// item turns a record into an item and its comments.
func (c *csvReader) item(r *record) {
	category := c.category(r.text(asCategory))
	it := transfer.Item{
		ID:       r.key,
		Aliases:  []string{r.key},
		Where:    r.where,
		Type:     r.text(asType),
		Kind:     c.kind(r.text(asType)),
		Title:    title(r.text(asTitle), r.key),
		Body:     text.FromJiraWiki(r.text(asBody)),
		State:    c.state(r.text(asStatus), category),
		Priority: r.text(asPriority),
		Owner:    c.personOf(r, asAssignee),
		Reporter: c.personOf(r, asReporter),
		Order:    first(r.text(asRank), keyOrder(r.key)),
		Parent:   c.parent(r),
		Labels:   labels(r.texts(asLabels)),
		Estimate: c.estimate(r),
		Extra:    map[string]any{},
	}
	if id := r.text(asID); id != "" {
		it.Aliases = append(it.Aliases, id)
	}
	c.personOf(r, asCreator)
	it.CreatedAt = c.time(&it, r, asCreated)
	it.UpdatedAt = c.time(&it, r, asUpdated)
	it.DoneAt = c.doneAt(&it, r, category)
	it.DueOn = c.due(&it, r)
	it.Others = c.watchers(r, it.Owner)
	c.lists(&it, r)
	c.comments(r)
	c.extra(&it, r)
	c.project(first(r.text(asProjName), r.text(asProjKey)))
	c.src.Items = append(c.src.Items, it)
}

// time reads a date column; a date that cannot be read is reported and kept
// as source data.
func (c *csvReader) time(it *transfer.Item, r *record, as role) clock.Instant {
	at, err := r.time(as)
	if err != nil {
		v, _ := r.value(as)
		c.problem(r.where, "%s, column %q: %v; the date was left empty.", r.key, v.header, err)
		it.Extra[v.header] = v.texts[0]
	}
	return at
}

// doneAt is when the issue was resolved, or when it came to the category done.
func (c *csvReader) doneAt(it *transfer.Item, r *record, category string) clock.Instant {
	at := c.time(it, r, asResolved)
	changed := c.time(it, r, asCategorAt)
	if at == 0 && category == closed {
		return changed
	}
	return at
}

func (c *csvReader) due(it *transfer.Item, r *record) clock.Day {
	v, ok := r.value(asDue)
	if !ok {
		return ""
	}
	day, err := sheet.ParseDay(v.texts[0], v.order)
	if err != nil {
		c.problem(r.where, "%s, column %q: %v; the date was left empty.", r.key, v.header, err)
		it.Extra[v.header] = v.texts[0]
	}
	return day
}

// parent prefers the key; a number is looked up among the issues of the files
// and stays a number when it points outside. Older projects name the epic.
func (c *csvReader) parent(r *record) string {
	for _, as := range []role{asParentKey, asParent, asEpic} {
		switch p := r.text(as); {
		case issueKey.MatchString(p):
			return p
		case p != "" && c.ids[p] != "":
			return c.ids[p]
		case p != "" && as == asParent && strings.Trim(p, "0123456789") == "":
			return p
		}
	}
	return ""
}

// estimate is the first filled one of the story point columns, else the
// column that is just called estimation.
func (c *csvReader) estimate(r *record) *float64 {
	for _, as := range []role{asPoints, asEstimate} {
		for _, v := range r.values {
			if v.role != as {
				continue
			}
			if n, ok := number(v.texts[0]); ok {
				return &n
			}
			c.problem(r.where, "%s, column %q: %q is not a number; the estimate was left empty.", r.key, v.header, v.texts[0])
		}
	}
	return nil
}

// lists fills what an issue has several of.
func (c *csvReader) lists(it *transfer.Item, r *record) {
	for _, name := range r.texts(asRelease) {
		id := first(r.text(asProjKey), projectOf(r.key)) + "/" + name
		it.Releases = append(it.Releases, c.release(transfer.Release{ID: id, Name: name}))
	}
	it.Releases = unique(it.Releases)
	sprints := unique(r.texts(asSprint))
	for _, name := range sprints {
		c.sprint(transfer.Sprint{ID: name, Name: name})
	}
	setSprints(it, sprints)
	for _, v := range r.values {
		switch v.role {
		case asInward, asOutward:
			c.links(it, v)
		case asFile:
			c.files(it, v)
		}
	}
}

// setSprints puts the last sprint on the item, and all of them into its source
// data when there are several.
func setSprints(it *transfer.Item, ids []string) {
	if len(ids) == 0 {
		return
	}
	it.Sprint = ids[len(ids)-1]
	if len(ids) > 1 {
		it.Extra["sprints"] = ids
	}
}

func (c *csvReader) links(it *transfer.Item, v value) {
	for _, cell := range v.texts {
		for _, other := range strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\n' }) {
			it.Links = append(it.Links, linkType{Name: flex(v.name)}.link("", it.ID, other, v.role == asInward))
		}
	}
}

func (c *csvReader) files(it *transfer.Item, v value) {
	seen := map[string]bool{}
	for _, cell := range v.texts {
		a := attachment(cell, v.order)
		a.By = c.author(a.By)
		if !seen[a.ID] {
			seen[a.ID] = true
			it.Attachments = append(it.Attachments, a)
		}
	}
}

func (c *csvReader) comments(r *record) {
	v, ok := r.value(asComment)
	if !ok {
		return
	}
	seen := map[string]int{}
	for _, cell := range v.texts {
		said := comment(r.key, cell, v.order, seen)
		said.By = c.author(said.By)
		c.src.Comments = append(c.src.Comments, said)
	}
}

// extra keeps every column that has no field of ours, by its header.
func (c *csvReader) extra(it *transfer.Item, r *record) {
	for _, v := range r.values {
		switch {
		case v.role == asWorklog:
			it.Extra[v.header] = c.worklogs(v)
		case v.role != unmapped && v.role != kept && !homeless(v.role):
		case len(v.texts) > 1:
			it.Extra[v.header] = v.texts
		case v.texts[0] != "{}":
			it.Extra[v.header] = v.texts[0]
		}
	}
	if len(it.Extra) == 0 {
		it.Extra = nil
	}
}

// worklogs reads the cells of logged work; whoever worked is noted.
func (c *csvReader) worklogs(v value) []any {
	entries := make([]any, 0, len(v.texts))
	for _, cell := range v.texts {
		entry := worklog(cell, v.order)
		if parts, ok := entry.(map[string]any); ok {
			who, _ := parts["author"].(string)
			parts["author"] = c.author(who)
		}
		entries = append(entries, entry)
	}
	return entries
}

// homeless roles are read for other ends and kept as source data besides.
func homeless(r role) bool {
	return r == asCreator || r == asCreatorID || r == asProjName || r == asProjKey
}

// labels splits cells that hold several: a label of Jira has no blanks.
func labels(cells []string) []string {
	var all []string
	for _, cell := range cells {
		for l := range strings.FieldsSeq(cell) {
			all = append(all, strings.Trim(l, ","))
		}
	}
	return unique(all)
}
