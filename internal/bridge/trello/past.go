package trello

import (
	"cmp"
	"slices"
	"strings"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
)

// past is what the board's actions tell.
type past struct {
	r        *reader
	comments []transfer.Comment
	cards    map[string][]found // actions by card, oldest first
	lists    map[string]string  // name by list id, also of lists that are gone
	met      []transfer.Object  // people whom only the actions describe
}

// life is what the actions tell of one card.
type life struct {
	creator   string
	createdAt clock.Instant
	changes   []transfer.Change // oldest first
}

// comes are the actions with which a card comes to be.
const comes = "createCard|copyCard|convertToCardFromCheckItem|emailCard"

// readPast sorts the actions by card. Actions on the board itself have no
// home: a source tells of items.
func (r *reader) readPast() *past {
	p := &past{r: r, cards: map[string][]found{}, lists: map[string]string{}}
	actions, at := r.actions.all(), map[string]clock.Instant{}
	for _, a := range actions {
		at[a.Text("id")] = r.at(a, "date")
	}
	slices.SortFunc(actions, func(a, b found) int {
		x, y := a.Text("id"), b.Text("id")
		return cmp.Or(cmp.Compare(at[x], at[y]), strings.Compare(x, y))
	})
	seen := map[string]bool{}
	for _, a := range actions {
		p.meet(a, seen)
		data := a.Object.Object("data")
		for _, key := range []string{"list", "listBefore", "listAfter"} {
			if l := data.Object(key); l.Text("id") != "" && l.Line("name") != "" {
				p.lists[l.Text("id")] = l.Line("name")
			}
		}
		card := data.Object("card").Text("id")
		switch kind := a.Text("type"); {
		case kind == "commentCard" || kind == "copyCommentCard":
			p.comment(a, card)
		case card != "":
			p.cards[card] = append(p.cards[card], a)
		}
	}
	return p
}

// meet notes who acted, for people who have left the board.
func (p *past) meet(a found, seen map[string]bool) {
	for _, key := range []string{"memberCreator", "member"} {
		m := a.Object.Object(key)
		id := m.Text("id")
		if id == "" || seen[id] || p.r.members.has(id) {
			continue
		}
		seen[id] = true
		p.met = append(p.met, m)
	}
}

func (p *past) comment(a found, card string) {
	if card == "" {
		p.r.problem(a.where, "This comment does not say on which card it was made, so it was left out.")
		return
	}
	p.comments = append(p.comments, transfer.Comment{
		ID: a.Text("id"), Item: card, By: actor(a), At: a.At("date"), Text: a.Object.Object("data").Text("text"),
	})
}

// actor is the id of who acted.
func actor(a found) string {
	return cmp.Or(a.Text("idMemberCreator"), a.Object.Object("memberCreator").Text("id"))
}

// of gives what the actions tell of a card whose present members are known.
func (p *past) of(card string, members []string) life {
	var l life
	actions := p.cards[card]
	who := transfer.NewAssignees(members, assignments(actions))
	for _, a := range actions {
		if kind := a.Text("type"); among(kind, comes) && l.createdAt == 0 {
			l.creator, l.createdAt = actor(a), a.At("date")
		}
		l.changes = append(l.changes, p.changes(a, who)...)
	}
	return l
}

// strangers gives the past of cards that are not in the files, when these
// hold actions only or more than the cards' own. Nothing is left of a card
// that was deleted, so that is not told.
func (p *past) strangers(cards *shelf) []transfer.ItemHistory {
	var out []transfer.ItemHistory
	for card := range p.cards {
		if cards.has(card) {
			continue
		}
		changes := p.of(card, nil).changes
		gone := func(c transfer.Change) bool { return c.Field == "deleteCard" }
		if len(changes) > 0 && !slices.ContainsFunc(changes, gone) {
			out = append(out, transfer.ItemHistory{Item: card, Changes: changes})
		}
	}
	slices.SortFunc(out, func(a, b transfer.ItemHistory) int { return strings.Compare(a.Item, b.Item) })
	return out
}

// assignment reads an action that puts a member on a card or takes one off.
func assignment(a found) (transfer.Assignment, bool) {
	data := a.Object.Object("data")
	who := cmp.Or(data.Text("idMember"), data.Object("member").Text("id"), a.Object.Object("member").Text("id"))
	kind := a.Text("type")
	ok := who != "" && (kind == "addMemberToCard" || kind == "removeMemberFromCard")
	return transfer.Assignment{Who: who, Added: kind == "addMemberToCard"}, ok
}

func assignments(actions []found) []transfer.Assignment {
	var out []transfer.Assignment
	for _, a := range actions {
		if s, ok := assignment(a); ok {
			out = append(out, s)
		}
	}
	return out
}
