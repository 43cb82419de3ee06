// Package trello reads what Trello gives out: a board's export, and the
// actions of a board (its comments above all) that people fetch besides,
// because an export holds no more than the last thousand.
//
// Words it owns: board, list, card, check item, action. They end here: what
// leaves is a transfer.Source.
package trello

import (
	"bytes"
	"cmp"
	"slices"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// System is the name under which the records remember where they came from.
const System = "trello"

// Read reads board exports and action files of one board together, in any
// order; each is told by its content and may come alone. A row that cannot be
// read becomes a problem of the source. The error is Invalid: a file that is
// not JSON, not Trello's, or of another board than the rest.
func Read(files []transfer.File) (*transfer.Source, error) {
	in, err := open(files)
	if err != nil {
		return nil, err
	}
	r := newReader()
	r.problems = in.problems
	for _, b := range in.boards {
		r.gather(b)
	}
	for _, a := range in.actions {
		r.keep(&r.actions, a, "action")
	}
	scope, err := in.scope()
	if err != nil {
		return nil, err
	}
	return r.source(scope, in.name(scope)), nil
}

// input is what the files hold, before anything is made of it.
type input struct {
	boards   []found // oldest first
	actions  []found // from files that hold nothing but actions
	problems []transfer.Problem
}

// open takes the files in the order of their bytes, so that the order in
// which a person names them changes nothing.
func open(files []transfer.File) (*input, error) {
	if len(files) == 0 {
		return nil, errs.New(errs.Invalid, "No file was given. Name a Trello board export (menu, Print and export, Export as JSON).")
	}
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b transfer.File) int {
		return cmp.Or(bytes.Compare(a.Data, b.Data), cmp.Compare(a.Name, b.Name))
	})
	in := &input{}
	for _, f := range files {
		values, err := f.JSON()
		if err != nil {
			return nil, err
		}
		where := ""
		if len(files) > 1 && f.Name != "" {
			where = f.Name + ": "
		}
		if !in.take(values, where) {
			return nil, errs.New(errs.Invalid, "%s does not look like Trello's: it has no lists and cards, and is no list of actions. Name a board export (menu, Print and export, Export as JSON) or a file of the board's comment actions.", title(f.Name))
		}
	}
	slices.SortStableFunc(in.boards, func(a, b found) int {
		return cmp.Compare(a.At("dateLastActivity"), b.At("dateLastActivity"))
	})
	return in, nil
}

func title(name string) string {
	if name == "" {
		return "The file"
	}
	return name
}

// take sorts the values of one file into boards and actions, and says whether
// they were either.
func (in *input) take(values []any, where string) bool {
	for _, v := range values {
		if list, ok := v.([]any); ok {
			if !in.takeActions(list, where) {
				return false
			}
			continue
		}
		o := transfer.AsObject(v)
		_, hasLists := o["lists"]
		_, hasCards := o["cards"]
		list, hasActions := o["actions"].([]any)
		switch {
		case hasLists || hasCards:
			in.boards = append(in.boards, found{o, where})
		case hasActions:
			if !in.takeActions(list, where+"actions") {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// takeActions takes a list of which at least one is an action; an empty one
// is a file without comments.
func (in *input) takeActions(list []any, where string) bool {
	known := len(list) == 0
	for i, v := range list {
		at := place(where, i)
		o := transfer.AsObject(v)
		if o == nil {
			in.problems = append(in.problems, transfer.Problem{Where: at, What: "This action is not an object, so it was left out."})
			continue
		}
		known = known || o.Has("type") && o.Object("data") != nil
		in.actions = append(in.actions, found{o, at})
	}
	return known
}

// scope is the board's id. A file of actions tells it too, so that comments
// which come alone find the cards that were imported before.
func (in *input) scope() (string, error) {
	ids := []string{mostOften(in.actions)}
	for _, b := range in.boards {
		ids = append(ids, boardID(b))
	}
	scope := ""
	for _, id := range ids {
		if id == "" || id == scope {
			continue
		}
		if scope != "" {
			return "", errs.New(errs.Invalid, "The files are of two boards (%s and %s). Import one board after the other.", scope, id)
		}
		scope = id
	}
	return scope, nil
}

// name is what people call the board, by the newest file that says so.
func (in *input) name(scope string) string {
	for _, b := range slices.Backward(in.boards) {
		if name := b.Line("name"); name != "" {
			return name
		}
	}
	newest, name := clock.Instant(0), ""
	for _, a := range in.actions {
		b := actionBoard(a)
		if at := a.At("date"); b.Text("id") == scope && b.Line("name") != "" && at >= newest {
			newest, name = at, b.Line("name")
		}
	}
	return name
}

// boardID is the board's id; a board that somebody cut down may have it only
// on its lists and cards.
func boardID(b found) string {
	if id := b.Text("id"); id != "" {
		return id
	}
	for _, key := range []string{"lists", "cards"} {
		for _, v := range b.List(key) {
			if id := transfer.AsObject(v).Text("idBoard"); id != "" {
				return id
			}
		}
	}
	return ""
}

// mostOften gives the id of the board that most of the actions are of. A few
// may be of another, when cards moved between boards.
func mostOften(actions []found) string {
	counts := map[string]int{}
	best := ""
	for _, a := range actions {
		id := actionBoard(a).Text("id")
		if id == "" {
			continue
		}
		counts[id]++
		if best == "" || counts[id] > counts[best] || counts[id] == counts[best] && id < best {
			best = id
		}
	}
	return best
}

func actionBoard(a found) transfer.Object { return a.Object.Object("data").Object("board") }
