package acceptance

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/junit"
	"throughline/internal/platform/store"
)

// A test is about an item when its name, class, suite or one of its properties
// carries the item's key (LEND-12, LEND_12), and about a criterion when the
// criterion's number follows (LEND-12/2, test_LEND_12_2, LEND-12 AC3) or the
// name tells the criterion's text. A test without a key is about the criterion
// whose text its name is, if there is one only.

// proved is an item with the criteria that tests may prove.
type proved struct {
	ID       string           `db:"id"`
	Key      string           `db:"key"`
	Criteria backlog.Criteria `db:"criteria"`
	texts    []string         // of the criteria, as words
}

// matcher knows the items of a product by key and by the words of criteria.
type matcher struct {
	key    *regexp.Regexp
	byKey  map[string]*proved
	byText map[string]*criterionAt // nil where two have the same text
}

type criterionAt struct {
	item      *proved
	criterion string
}

// indexed bounds the items whose criteria are known by their text.
const indexed = 20_000

const provedItems = `select r.id, r.key, d.criteria from record r join item d on d.workspace_id = r.workspace_id and d.id = r.id
 where r.workspace_id = ? and r.product_id = ? and r.archived_at = 0 and `

// newMatcher reads the items that cases may be about.
func newMatcher(ctx context.Context, v *op.View, product *record.Row, cases []junit.Case) (*matcher, error) {
	m := &matcher{
		key:   regexp.MustCompile(`(?i)(?:^|[^A-Za-z0-9])` + regexp.QuoteMeta(product.Key) + `[-_ ]?([1-9][0-9]{0,8})`),
		byKey: map[string]*proved{}, byText: map[string]*criterionAt{},
	}
	texts, err := store.All[proved](ctx, v.R, provedItems+"d.criteria <> '[]' order by r.updated_at desc, r.id limit ?", v.Workspace, product.ID, indexed)
	if err != nil {
		return nil, err
	}
	for i := range texts {
		m.know(&texts[i])
	}
	missing := map[string]bool{}
	for _, c := range cases {
		for _, k := range m.keys(product.Key, c) {
			if m.byKey[k] == nil {
				missing[k] = true
			}
		}
	}
	wanted := make([]string, 0, len(missing))
	for k := range missing {
		wanted = append(wanted, k)
	}
	slices.Sort(wanted)
	for some := range slices.Chunk(wanted, 500) {
		marks, args := record.Among(some)
		found, err := store.All[proved](ctx, v.R, provedItems+"r.key in ("+marks+")", append([]any{v.Workspace, product.ID}, args...)...)
		if err != nil {
			return nil, err
		}
		for i := range found {
			m.know(&found[i])
		}
	}
	return m, nil
}

func (m *matcher) know(p *proved) {
	m.byKey[p.Key] = p
	for _, c := range p.Criteria {
		w := words(firstLine(c.Text))
		p.texts = append(p.texts, w)
		if len(w) < 8 {
			continue
		}
		if _, twice := m.byText[w]; twice {
			m.byText[w] = nil
			continue
		}
		m.byText[w] = &criterionAt{p, c.ID}
	}
}

// told gives the places in which a case may name what it is about, the most
// exact first.
func told(c junit.Case) []string {
	return append(append([]string{c.Name}, c.Props...), c.Class, c.Suite, c.File)
}

// keys gives the keys that a case names.
func (m *matcher) keys(product string, c junit.Case) []string {
	var out []string
	for _, text := range told(c) {
		for _, found := range m.key.FindAllStringSubmatch(text, 20) {
			out = append(out, product+"-"+found[1])
		}
	}
	return out
}

// tail is what may follow a key: the id of a criterion.
var tail = regexp.MustCompile(`(?i)^(?:[/#]|[-_.:\s]*(?:ac|criterion|scenario)[-_.:#\s]*|[-_.:])([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)`)

// about says which criteria a case is about, by item; "" is the item as a
// whole.
func (m *matcher) about(product string, c junit.Case) []criterionAt {
	name := words(c.Name)
	for _, text := range told(c) {
		var out []criterionAt
		for _, at := range m.key.FindAllStringSubmatchIndex(text, 20) {
			p := m.byKey[product+"-"+text[at[2]:at[3]]]
			if p == nil || slices.ContainsFunc(out, func(o criterionAt) bool { return o.item == p }) {
				continue
			}
			out = append(out, criterionAt{p, p.criterion(text[at[3]:], name)})
		}
		if len(out) > 0 {
			return out
		}
	}
	if hit := m.byText[name]; hit != nil {
		return []criterionAt{*hit}
	}
	return nil
}

// criterion finds the one that a test of the item proves: by its id after the
// key, else by the longest text that the test's name tells.
func (p *proved) criterion(after, name string) string {
	if t := tail.FindStringSubmatch(after); t != nil {
		first, _, _ := strings.Cut(t[1], "-")
		for _, given := range []string{t[1], first} {
			for _, c := range p.Criteria {
				if strings.EqualFold(c.ID, given) {
					return c.ID
				}
			}
		}
	}
	best, long := "", 0
	for i, w := range p.texts {
		if len(w) > long && strings.Contains(" "+name+" ", " "+w+" ") {
			best, long = p.Criteria[i].ID, len(w)
		}
	}
	return best
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	for _, word := range []string{"Scenario Outline:", "Scenario:", "Example:"} {
		s = strings.TrimPrefix(s, word)
	}
	return s
}

// words brings a text and a function's name to one form: small words with a
// space between.
func words(s string) string {
	var b strings.Builder
	gap, small := true, false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap, small = true, false
			continue
		}
		if (gap || small && unicode.IsUpper(r)) && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
		gap, small = false, unicode.IsLower(r)
	}
	return b.String()
}
