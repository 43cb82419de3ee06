package trello

import (
	"cmp"
	"slices"

	"throughline/internal/core/transfer"
)

// sortChecklists finds each checklist's card. Newer exports name the card on
// the checklist, some cut-down ones only the checklist on the card.
func (r *reader) sortChecklists() {
	owner := map[string]string{}
	for _, c := range r.cards.all() {
		for _, id := range c.Texts("idChecklists") {
			owner[id] = c.Text("id")
		}
	}
	lists := r.checklists.all()
	slices.SortStableFunc(lists, func(a, b found) int { return cmp.Compare(a.Number("pos"), b.Number("pos")) })
	for _, l := range lists {
		card := cmp.Or(l.Text("idCard"), owner[l.Text("id")])
		if !r.cards.has(card) {
			r.problem(l.where, "This checklist belongs to a card that is not in the file, so it was left out.")
			continue
		}
		r.byCard[card] = append(r.byCard[card], l)
	}
}

func (r *reader) checklistsOf(c found) []transfer.Checklist {
	var out []transfer.Checklist
	for _, l := range r.byCard[c.Text("id")] {
		out = append(out, transfer.Checklist{ID: l.Text("id"), Name: l.Line("name"), Items: r.checkItemsOf(l)})
	}
	return out
}

func (r *reader) checkItemsOf(l found) []transfer.CheckItem {
	var s shelf
	l.where += "."
	r.rows(l, "checkItems", &s, "check item")
	rows := s.all()
	slices.SortStableFunc(rows, func(a, b found) int { return cmp.Compare(a.Number("pos"), b.Number("pos")) })
	var out []transfer.CheckItem
	for _, i := range rows {
		r.items[i.Text("id")] = true
		out = append(out, transfer.CheckItem{ID: i.Text("id"), Text: i.Text("name"), Done: i.Text("state") == "complete"})
	}
	return out
}

// checkItemExtra gives what a card's check items tell beyond text and tick:
// who is to do them, and by when.
func (r *reader) checkItemExtra(c found) map[string]any {
	out := map[string]any{}
	for _, l := range r.byCard[c.Text("id")] {
		for _, v := range l.List("checkItems") {
			o := transfer.AsObject(v)
			kept := map[string]any{}
			for _, key := range []string{"due", "dueReminder", "idMember"} {
				if o.Has(key) && o.Text(key) != "" {
					kept[key] = transfer.Plain(o[key])
				}
			}
			if id := o.Text("id"); id != "" && len(kept) > 0 {
				out[id] = kept
			}
		}
	}
	return out
}
