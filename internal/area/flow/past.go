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
	byID              map[string]int // made when it is asked for
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
	b.WriteString(strconv.FormatInt(int64(at)/1000, 36))
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

// read adds an item from its facts, up to a moment.
func (p *past) read(id string, seq int64, facts string, until clock.Instant) error {
	it := item{id: id, seq: seq, changes: make([]change, 0, strings.Count(facts, "\n"))}
	it, err := p.more(it, facts, until)
	if err == nil {
		p.items = append(p.items, it)
	}
	return err
}

// more adds facts to an item. They come in the order of the ledger; what counts
// is the order in which things happened.
func (p *past) more(it item, facts string, until clock.Instant) (item, error) {
	for len(facts) > 0 {
		end := strings.IndexByte(facts, '\n')
		if end < 0 {
			end = len(facts)
		}
		f, err := p.parse(facts[:end])
		if err != nil {
			return it, errs.Cause(errs.Internal, err, "flow: a fact of %s", it.id)
		}
		facts = facts[min(end+1, len(facts)):]
		if f.at <= until {
			it.changes = insert(it.changes, f)
		}
	}
	return it, nil
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

func (p *past) parse(line string) (f change, err error) {
	head, rest, _ := strings.Cut(line, "\t")
	ms, err := strconv.ParseInt(head, 36, 64)
	f.at = clock.Instant(ms * 1000)
	for rest != "" && err == nil {
		var one string
		one, rest, _ = strings.Cut(rest, "\t")
		if one == "" {
			continue
		}
		err = f.take(p, one[0], one[1:])
	}
	return f, err
}

func (f *change) take(p *past, letter byte, text string) (err error) {
	switch letter {
	case 's':
		f.state, f.told = place(p.stateAt, &p.states, text), f.told|hasState
	case 'p':
		f.sprint, f.told = place(p.sprintAt, &p.sprints, text), f.told|hasSprint
	case 'e':
		f.told, f.estimate = f.told|hasEstimate, -1
		if text != "" {
			f.estimate, err = strconv.ParseFloat(text, 64)
		}
	case 'k':
		f.kind, f.told = int8(max(0, slices.Index(backlog.Kinds, text))), f.told|hasKind
	case 'c':
		f.category, f.told = int8(max(0, strings.Index(letters, text))), f.told|hasCategory
	case 'a':
		f.archived, f.told = text == "1", f.told|hasArchived
	}
	return err
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

// find gives an item by its id.
func (p *past) find(id string) (*item, bool) {
	if p.byID == nil {
		p.byID = make(map[string]int, len(p.items))
		for i := range p.items {
			p.byID[p.items[i].id] = i
		}
	}
	n, ok := p.byID[id]
	if !ok {
		return nil, false
	}
	return &p.items[n], true
}
