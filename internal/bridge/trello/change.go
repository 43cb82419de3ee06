package trello

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
)

// changes reads one action on a card. What has no field with us becomes a
// remark in Trello's words.
func (p *past) changes(a found, who *transfer.Assignees) []transfer.Change {
	data := a.Object.Object("data")
	switch kind := a.Text("type"); kind {
	case "createCard", "emailCard":
		return nil
	case "copyCard", "convertToCardFromCheckItem":
		return p.one(a, kind, data.Object("cardSource").Text("id"), data.Object("card").Text("id"))
	case "updateCard":
		return p.updated(a)
	case "addMemberToCard", "removeMemberFromCard":
		return p.member(a, who)
	case "addLabelToCard":
		return p.one(a, "labels", "", p.labelOf(data))
	case "removeLabelFromCard":
		return p.one(a, "labels", p.labelOf(data), "")
	case "moveCardToBoard":
		return p.one(a, "board", data.Object("boardSource").Text("id"), data.Object("board").Text("id"))
	case "moveCardFromBoard":
		return p.one(a, "board", data.Object("board").Text("id"), data.Object("boardTarget").Text("id"))
	case "addAttachmentToCard":
		return p.one(a, "attachment", "", nameOrURL(data.Object("attachment")))
	case "deleteAttachmentFromCard":
		return p.one(a, "attachment", nameOrURL(data.Object("attachment")), "")
	case "addChecklistToCard":
		return p.one(a, "checklist", "", data.Object("checklist").Line("name"))
	case "removeChecklistFromCard":
		return p.one(a, "checklist", data.Object("checklist").Line("name"), "")
	case "updateCheckItemStateOnCard":
		return p.ticked(a, data.Object("checkItem"))
	default:
		return p.one(a, kind, "", rest(data))
	}
}

// one is the single change of an action; nothing when nothing changed.
func (p *past) one(a found, field, from, to string) []transfer.Change {
	if from == to && from != "" || field == "" {
		return nil
	}
	return []transfer.Change{p.change(a, field, from, to)}
}

func (p *past) change(a found, field, from, to string) transfer.Change {
	return transfer.Change{ID: a.Text("id"), At: a.At("date"), By: actor(a), Field: field, From: from, To: to}
}

// member is a change of the owner when the owner changes by it, else a remark
// about one more member, or one less.
func (p *past) member(a found, who *transfer.Assignees) []transfer.Change {
	s, ok := assignment(a)
	if !ok {
		return nil
	}
	if from, to := who.Step(s); from != to {
		return p.one(a, "owner", from, to)
	}
	if s.Added {
		return p.one(a, "member", "", s.Who)
	}
	return p.one(a, "member", s.Who, "")
}

// ticked tells the state after the tick; before, it was the other one.
func (p *past) ticked(a found, item transfer.Object) []transfer.Change {
	before, after := "incomplete", "complete"
	if item.Text("state") != after {
		before, after = after, before
	}
	return p.one(a, "checkItem", before+": "+item.Line("name"), after+": "+item.Line("name"))
}

// updated reads an updateCard: data.old holds each changed field as it was,
// data.card as it became.
func (p *past) updated(a found) []transfer.Change {
	data := a.Object.Object("data")
	old, card := data.Object("old"), data.Object("card")
	keys := make([]string, 0, len(old))
	for key := range old {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var out []transfer.Change
	for _, key := range keys {
		switch key {
		case "idList":
			to := cmp.Or(card.Text(key), data.Object("listAfter").Text("id"))
			out = append(out, p.one(a, "state", old.Text(key), to)...)
		case "closed":
			out = append(out, p.one(a, "archived", remark(old[key]), remark(card[key]))...)
		case "name":
			out = append(out, p.one(a, "title", old.Line(key), card.Line(key))...)
		case "desc":
			out = append(out, p.one(a, "body", old.Text(key), card.Text(key))...)
		case "due":
			out = append(out, p.due(a, old, card)...)
		case "idLabels":
			out = append(out, p.labels(a, old.Texts(key), card.Texts(key))...)
		default:
			out = append(out, p.one(a, key, remark(old[key]), remark(card[key]))...)
		}
	}
	return tellApart(out)
}

// due is a change of the day, or a remark when only the hour changed.
func (p *past) due(a found, old, card transfer.Object) []transfer.Change {
	from, to := day(old.At("due")), day(card.At("due"))
	if from == to {
		return p.one(a, "due", old.Text("due"), card.Text("due"))
	}
	return p.one(a, "dueOn", from, to)
}

func day(at clock.Instant) string {
	if at == 0 {
		return ""
	}
	return string(clock.DayOf(at, time.UTC))
}

func (p *past) labels(a found, before, after []string) []transfer.Change {
	was, is := set(before), set(after)
	var out []transfer.Change
	for _, id := range before {
		if !is[id] {
			out = append(out, p.change(a, "labels", p.r.labelName(id), ""))
		}
	}
	for _, id := range after {
		if !was[id] {
			out = append(out, p.change(a, "labels", "", p.r.labelName(id)))
		}
	}
	return out
}

func set(ids []string) map[string]bool {
	out := make(map[string]bool, len(ids))
	for _, id := range ids {
		out[id] = true
	}
	return out
}

// labelOf names the label of an action, by what the board calls it now.
func (p *past) labelOf(data transfer.Object) string {
	l := data.Object("label")
	if id := l.Text("id"); p.r.labels.has(id) {
		return p.r.labelName(id)
	}
	return nameOfLabel(l)
}

// tellApart gives each change of an action that made several an id of its
// own.
func tellApart(changes []transfer.Change) []transfer.Change {
	if len(changes) < 2 {
		return changes
	}
	for i, c := range changes {
		changes[i].ID = c.ID + ":" + c.Field
		if c.Field == "labels" {
			changes[i].ID += ":" + c.From + ":" + c.To
		}
	}
	return changes
}

func nameOrURL(o transfer.Object) string { return cmp.Or(o.Line("name"), o.Text("url"), o.Text("id")) }

// rest is what an action of another kind tells, as JSON, without the places
// that the change has anyway.
func rest(data transfer.Object) string {
	kept := map[string]any{}
	for key, v := range data {
		if key != "board" && key != "card" && key != "list" && !transfer.IsEmpty(v) {
			kept[key] = v
		}
	}
	if len(kept) == 0 {
		return ""
	}
	return remark(kept)
}

// remark is a value as text: text as it is, nothing for null, the rest as
// JSON.
func remark(v any) string {
	if v == nil {
		return ""
	}
	if s, ok := v.(string); ok {
		return transfer.AsText(s)
	}
	b, err := json.Marshal(transfer.Plain(v))
	if err != nil {
		return ""
	}
	return string(b)
}
