package trello

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
)

// item makes an item of a card.
func (r *reader) item(c found) transfer.Item {
	id := c.Text("id")
	p := r.past.of(id, c.Texts("idMembers"))
	labels := r.cardLabels(c)
	it := transfer.Item{
		ID: id, URL: cmp.Or(c.Text("url"), c.Text("shortUrl")), Where: c.where, Type: "Card",
		Aliases: aliases(c), Title: r.cardTitle(c), Body: c.Text("desc"),
		State: c.Text("idList"), Archived: c.Flag("closed"), Labels: labels,
		Reporter: p.creator, CreatedAt: cmp.Or(p.createdAt, idTime(id)), UpdatedAt: r.at(c, "dateLastActivity"),
		Checklists: r.checklistsOf(c), Attachments: r.attachmentsOf(c), History: p.changes,
	}
	it.Kind = kindOf(it.Title, labels)
	it.DoneAt = r.doneAt(c, it)
	it.Order = order(r.lists.byID[it.State].Number("pos")) + "-" + order(c.Number("pos"))
	if due := r.at(c, "due"); due != 0 {
		it.DueOn = clock.DayOf(due, time.UTC)
	}
	if members := c.Texts("idMembers"); len(members) > 0 {
		it.Owner, it.Others = members[0], members[1:]
	}
	it.Links = r.linksOf(id, it.Attachments)
	it.Extra = r.extra(c)
	return it
}

// aliases are the short names under which a card's link goes round.
func aliases(c found) []string {
	var out []string
	for _, key := range []string{"shortLink", "shortUrl"} {
		if s := c.Line(key); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (r *reader) cardTitle(c found) string {
	if name := c.Line("name"); name != "" {
		return name
	}
	r.problem(c.where, "This card has no name; it comes in as “(no title)”.")
	return "(no title)"
}

// cardLabels gives the names of a card's labels, each once.
func (r *reader) cardLabels(c found) []string {
	ids := c.Texts("idLabels")
	if len(ids) == 0 {
		for _, v := range c.List("labels") {
			if id := transfer.AsObject(v).Text("id"); id != "" {
				ids = append(ids, id)
			}
		}
	}
	var out []string
	seen := map[string]bool{}
	for _, id := range ids {
		if name := r.labelName(id); !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	return out
}

// labelName is a label's name; one without a name goes by its colour, one
// that the board no longer has by its id.
func (r *reader) labelName(id string) string {
	l, ok := r.labels.byID[id]
	if !ok {
		return id
	}
	return nameOfLabel(l.Object)
}

func nameOfLabel(l transfer.Object) string {
	return cmp.Or(l.Line("name"), "colour:"+cmp.Or(l.Line("color"), "none"))
}

// doneAt is when the card came to a list that means finished, if it lies on
// one and its past tells.
func (r *reader) doneAt(c found, it transfer.Item) clock.Instant {
	if at := c.At("dateCompleted"); at != 0 {
		return at
	}
	var at clock.Instant
	if r.states[it.State] == closed {
		for _, ch := range it.History {
			if ch.Field == "state" && ch.To == it.State {
				at = ch.At
			}
		}
	}
	return at
}

// idTime is when a card was made, by the first four bytes of its id: seconds
// since 1970.
func idTime(id string) clock.Instant {
	if len(id) != 24 {
		return 0
	}
	s, err := strconv.ParseUint(id[:8], 16, 32)
	if err != nil {
		return 0
	}
	return clock.From(time.Unix(int64(s), 0))
}

// order writes a position so that text sorts as the number does.
func order(pos float64) string {
	const most = 9_999_999_999_999
	return fmt.Sprintf("%024.10f", min(max(pos, 0), most))
}

// attachmentsOf gives a card's attachments, each once.
func (r *reader) attachmentsOf(c found) []transfer.Attachment {
	var s shelf
	c.where += "."
	for i, v := range c.List("attachments") {
		o, at := transfer.AsObject(v), place(c.where+"attachments", i)
		id := cmp.Or(o.Text("id"), o.Text("url"))
		if id == "" {
			r.problem(at, "This attachment has neither id nor address, so it was left out.")
			continue
		}
		s.put(id, found{o, at}, 0)
	}
	var out []transfer.Attachment
	for i, a := range s.all() {
		r.files[s.ids[i]] = true
		out = append(out, transfer.Attachment{
			ID: s.ids[i], Name: cmp.Or(a.Line("name"), a.Line("fileName"), a.Text("url")), URL: a.Text("url"),
			Type: a.Text("mimeType"), Bytes: a.Count("bytes"), By: a.Text("idMember"),
			At: r.at(a, "date"), Upload: a.Flag("isUpload"),
		})
	}
	return out
}

var cardURL = regexp.MustCompile(`^https?://(?:www\.)?trello\.com/c/([A-Za-z0-9]+)(?:[/?#]|$)`)

// linksOf joins a card with the cards of the board that are attached to it. A
// pair is joined once, whichever of the two carries the other.
func (r *reader) linksOf(id string, attached []transfer.Attachment) []transfer.Link {
	var out []transfer.Link
	for _, a := range attached {
		m := cardURL.FindStringSubmatch(a.URL)
		if m == nil {
			continue
		}
		to := r.byShort[m[1]]
		pair := [2]string{min(id, to), max(id, to)}
		if to == "" || to == id || r.links[pair] {
			continue
		}
		r.links[pair] = true
		out = append(out, transfer.Link{Type: "relates", Name: "attachment", To: to})
	}
	return out
}
