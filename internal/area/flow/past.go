package flow

import (
	"slices"
	"strconv"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/ledger"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/patch"
)

// change is how an item stood from a moment on.
type change struct {
	at       clock.Instant
	estimate float64 // less than 0: none
	state    int32   // place in past.states
	sprint   int32   // place in past.sprints; 0 is none
	kind     int8    // place in backlog.Kinds
	category int8    // place in categories
	archived bool
	told     uint8 // which fields were told at this moment; the others hold on
}

// The categories by their place in the flow.
const (
	none int8 = iota
	todo
	doing
	done
	closed
)

var categories = []record.Category{"", record.Todo, record.Doing, record.Done, record.Closed}

// item is the life of one item.
type item struct {
	id      string
	seq     int64 // the last row of the ledger that is in it
	changes []change
}

// past is what the ledger says of the items of one product.
type past struct {
	items   []item
	states  []string
	sprints []string

	stateAt, sprintAt map[string]int32
}

func newPast() *past {
	return &past{states: []string{""}, sprints: []string{""}, stateAt: map[string]int32{"": 0}, sprintAt: map[string]int32{"": 0}}
}

// A fact is what one row of the ledger says of an item, as a line of text: the
// time in milliseconds to the base 36, then what changed, each with a letter in
// front, parted by tabs. It is written once and read often.
//
//	mi5d3k2o	kstory	snew	ct
//	mi6a01ff	sin progress	cw	p01j…	e5
//
// k kind, s state, c category, p sprint, e estimate, a archived.
const letters = "-twdx" // of the categories, in their order

// factOf writes down what a row of the ledger says of an item; "" when that is
// nothing of ours.
func factOf(at clock.Instant, d patch.Diff) (string, error) {
	var b strings.Builder
	b.WriteString(formatAt(at))
	said := false
	for _, f := range factFields {
		c, ok := d[f.name]
		if !ok {
			continue
		}
		text, err := f.write(c[1])
		if err != nil {
			return "", errs.Cause(errs.Internal, err, "flow: the field %s in the ledger", f.name)
		}
		b.WriteByte('\t')
		b.WriteByte(f.letter)
		b.WriteString(text)
		said = true
	}
	if !said {
		return "", nil
	}
	b.WriteByte('\n')
	return b.String(), nil
}

// formatAt writes a time as facts begin with it.
func formatAt(at clock.Instant) string { return strconv.FormatInt(int64(at)/1000, 36) }

var factFields = []struct {
	name   string
	letter byte
	write  func([]byte) (string, error)
}{
	{"kind", 'k', plain},
	{"state", 's', plain},
	{"category", 'c', func(raw []byte) (string, error) {
		text, err := plain(raw)
		return string(letters[max(0, slices.Index(categories, record.Category(text)))]), err
	}},
	{"sprint", 'p', plain},
	{"estimate", 'e', func(raw []byte) (string, error) {
		if string(raw) == "null" || len(raw) == 0 {
			return "", nil
		}
		n, err := strconv.ParseFloat(string(raw), 64)
		return strconv.FormatFloat(n, 'f', -1, 64), err
	}},
	{"archivedAt", 'a', func(raw []byte) (string, error) {
		if string(raw) == "null" || len(raw) == 0 {
			return "0", nil
		}
		return "1", nil
	}},
}

// plain reads a JSON text; what would part lines and columns becomes a space.
func plain(raw []byte) (string, error) {
	s, err := unquote(raw)
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s), err
}

// isItem says whether a row is about an item itself.
func isItem(r *ledger.Row) bool { return backlog.Is(r.Kind) && r.Entity == string(r.Record) }

// more adds facts to an item. They come in the order of the ledger; what counts
// is the order in which things happened.
func (p *past) more(all []change, facts string, until clock.Instant) ([]change, error) {
	for facts != "" {
		c, rest, err := p.parse(facts)
		if err != nil {
			return all, err
		}
		facts = rest
		if c.at > until {
			continue
		}
		if n := len(all); n == 0 || all[n-1].at <= c.at { // as nearly always
			now := change{estimate: -1}
			if n > 0 {
				now = all[n-1]
			}
			now.at, now.told = c.at, c.told
			now.set(&c, c.told)
			all = append(all, now)
			continue
		}
		all = insert(all, c)
	}
	return all, nil
}

// The fields that a change tells.
const (
	hasState uint8 = 1 << iota
	hasSprint
	hasEstimate
	hasKind
	hasCategory
	hasArchived
)

// parse reads the first of some facts, and gives the rest. Half a million of
// them are read for one report, so it goes through the text once.
func (p *past) parse(text string) (c change, rest string, err error) {
	i, ms := 0, int64(0)
	for ; i < len(text) && text[i] != '\t' && text[i] != '\n'; i++ {
		ms = ms*36 + digit(text[i])
	}
	c.at = clock.Instant(ms * 1000)
	for i < len(text) && text[i] == '\t' {
		start := i + 1
		for i = start; i < len(text) && text[i] != '\t' && text[i] != '\n'; i++ { //nolint:revive // the end of the column
		}
		if start < i && err == nil {
			err = c.take(p, text[start], text[start+1:i])
		}
	}
	return c, text[min(i+1, len(text)):], err
}

func digit(b byte) int64 {
	if b >= 'a' {
		return int64(b-'a') + 10
	}
	return int64(b - '0')
}

func (c *change) take(p *past, letter byte, text string) (err error) {
	switch letter {
	case 's':
		c.state, c.told = p.state(text), c.told|hasState
	case 'p':
		c.sprint, c.told = place(p.sprintAt, &p.sprints, text), c.told|hasSprint
	case 'e':
		c.told, c.estimate = c.told|hasEstimate, -1
		if len(text) == 1 {
			c.estimate = float64(text[0] - '0')
		} else if text != "" {
			c.estimate, err = strconv.ParseFloat(text, 64)
		}
	case 'k':
		c.kind, c.told = int8(max(0, slices.Index(backlog.Kinds, text))), c.told|hasKind
	case 'c':
		c.category, c.told = int8(max(0, strings.Index(letters, text))), c.told|hasCategory
	case 'a':
		c.archived, c.told = text == "1", c.told|hasArchived
	}
	return err
}

// state gives the number of a state. There are few: comparing is faster than
// hashing.
func (p *past) state(name string) int32 {
	for i, s := range p.states[:min(len(p.states), 24)] {
		if s == name {
			return int32(i)
		}
	}
	return place(p.stateAt, &p.states, name)
}

// place gives the number of a name, a new one when it is new.
func place(at map[string]int32, names *[]string, name string) int32 {
	n, ok := at[name]
	if !ok {
		n = int32(len(*names))
		name = strings.Clone(name)
		at[name] = n
		*names = append(*names, name)
	}
	return n
}

// insert puts a change where it belongs in time. What it tells holds from there
// on, until a later change tells otherwise: what was learnt of late does not
// undo what happened after it.
func insert(all []change, f change) []change {
	n := len(all)
	for n > 0 && all[n-1].at > f.at {
		n--
	}
	now := change{estimate: -1}
	if n > 0 {
		now = all[n-1]
	}
	now.at, now.told = f.at, f.told
	now.set(&f, f.told)
	all = slices.Insert(all, n, now)
	left := f.told
	for i := n + 1; i < len(all) && left != 0; i++ {
		left &^= all[i].told
		all[i].set(&f, left)
	}
	return all
}

// set takes some fields over from another change.
func (c *change) set(f *change, fields uint8) {
	if fields&hasState != 0 {
		c.state = f.state
	}
	if fields&hasSprint != 0 {
		c.sprint = f.sprint
	}
	if fields&hasEstimate != 0 {
		c.estimate = f.estimate
	}
	if fields&hasKind != 0 {
		c.kind = f.kind
	}
	if fields&hasCategory != 0 {
		c.category = f.category
	}
	if fields&hasArchived != 0 {
		c.archived = f.archived
	}
}
