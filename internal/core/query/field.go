package query

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"throughline/internal/kit/errs"
)

// Type says what values a field has, and so which operators it takes and how
// it is compared.
type Type string

// The types, with how their column is stored.
const (
	TextType     Type = "text"     // text; see Field.Folded
	KeyType      Type = "key"      // text, a record's key; the resolver turns keys and aliases into ids of records
	EnumType     Type = "enum"     // text out of Field.Enum, or a JSON list of them with Field.Multi
	StateType    Type = "state"    // text; the resolver turns what people call a state into stored values
	CategoryType Type = "category" // as EnumType
	PersonType   Type = "person"   // the id of a member
	TagType      Type = "tag"      // rows of record_tag; no expression
	NumberType   Type = "number"   // bigint or double precision
	BoolType     Type = "bool"     // boolean
	DayType      Type = "day"      // text, 2026-03-01
	InstantType  Type = "instant"  // bigint, microseconds in UTC
	RefType      Type = "ref"      // the id of a record
	LinkType     Type = "link"     // rows of link; no expression
	SearchType   Type = "search"   // full text; no expression
)

// Field is something that may be asked for. All of it is written by us and
// becomes SQL as it stands; of a custom field, only the id does (see Custom).
type Field struct {
	Name     string   // what people type, in any case
	Synonyms []string // other names: kind for type
	Label    string   // "Estimate"
	Doc      string   // a sentence for the manual and completion; may be ""
	Example  string   // a query that shows it; "" takes one by type
	Type     Type

	Expr   string   // "r.title", "item.estimate"; "" for tag, link and search
	Folded string   // text only: a column with the folded text; "" compares letters without accents in any case
	Table  string   // the detail table that Expr is from, joined when asked for; "" for record itself
	More   []string // further detail tables that Expr is from
	// Nullable says that a record may be without a value: null, and for
	// instants 0, and for all that is text "". Fields of a detail table are
	// nullable anyway.
	Nullable bool

	Enum  []Option // enum and category: in their natural order, by which they are sorted; state: for suggestions only
	Multi bool     // enum: the column is a JSON list
	Link  Link     // link only
	Kinds []string // the kinds of record that have the field; empty for all
	Ref   string   // ref only: the kind of record that it names, "" for any
	Words []string // ref only: bare words that stand for records, see Env.Word
	Own   bool     // a workspace's own field: what is stored may be no option any more

	Sortable bool
	SortBy   string // what to sort by instead of Expr: a name for an id, a position for a state; null where Expr is
	SortType Type   // what SortBy gives: text ("" too), number, day or instant
}

// Option is a value of an enumeration.
type Option struct {
	Value string // as stored
	Label string // as shown; "" when it is the same
}

// Link says which links a field of type link follows.
type Link struct {
	Type      string    // "delivers"
	Direction Direction // from the record that is asked for
	Kinds     []string  // kinds at the other end; empty for all
}

// Direction of a link, seen from the record.
type Direction string

// The directions.
const (
	Out  Direction = "out" // the record depends on the other
	In   Direction = "in"
	Both Direction = "both" // for links that read alike both ways
)

// nullable says whether rows of the answer may lack the value.
func (f Field) nullable() bool { return f.Nullable || f.Table != "" }

// named says whether a value is a name that the resolver turns into ids.
func (f Field) named() bool {
	switch f.Type {
	case KeyType, StateType, PersonType, RefType, LinkType:
		return true
	}
	return false
}

// listed says whether values are out of a list that the field itself knows.
func (f Field) listed() bool { return f.Type == EnumType || f.Type == CategoryType }

// ordered says whether values can be smaller and larger.
func (f Field) ordered() bool {
	return f.Type == NumberType || f.Type == DayType || f.Type == InstantType
}

// starred says whether values may be given by their beginning.
func (f Field) starred() bool {
	return f.Type == TextType || f.Type == KeyType || f.Type == TagType || f.Type == SearchType
}

// ops are the operators that the field takes.
func (f Field) ops() []Op {
	switch {
	case f.ordered():
		return []Op{Match, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual}
	case f.Type == SearchType:
		return []Op{Match}
	}
	return []Op{Match, Equal, NotEqual}
}

// noun says in words what a value is.
func (f Field) noun() string {
	switch f.Type {
	case EnumType, CategoryType:
		return "a word out of a list"
	case InstantType:
		return "a time"
	case BoolType:
		return "yes or no"
	case RefType, LinkType:
		return "another record"
	case SearchType, TextType:
		return "text"
	}
	return "a " + string(f.Type)
}

var (
	safeTable = regexp.MustCompile(`^[a-z][a-z_]*$`)
	safeValue = regexp.MustCompile(`^[a-z0-9][a-z0-9 _-]*$`)
	// Both databases write these in a JSON list as they are.
	listValue = regexp.MustCompile(`^[\pL\pN][\pL\pN .,:;!?'()/+_-]*$`)
	safeID    = regexp.MustCompile(`^[a-z0-9]{1,40}$`)
)

// reserved are the words that stand before a colon without being a field.
var reserved = map[string]bool{"has": true, "no": true, "is": true, "sort": true, "group": true}

// check refuses a field that the compiler could not make safe SQL of.
func (f Field) check() error {
	needsExpr := f.Type != TagType && f.Type != LinkType && f.Type != SearchType
	for _, name := range append([]string{f.Name}, f.Synonyms...) {
		if !isName(name) || name != strings.ToLower(name) || reserved[name] {
			return fmt.Errorf("field %q: %q is reserved or not a name in lower case", f.Name, name)
		}
	}
	for _, o := range f.Enum {
		if f.Multi && !listValue.MatchString(o.Value) {
			return fmt.Errorf("field %q: the value %q cannot stand in a list", f.Name, o.Value)
		}
	}
	switch {
	case needsExpr != (f.Expr != ""):
		return fmt.Errorf("field %q: type %s and expression %q do not go together", f.Name, f.Type, f.Expr)
	case f.Table != "" && !safeTable.MatchString(f.Table):
		return fmt.Errorf("field %q: %q is not a table", f.Name, f.Table)
	case f.listed() && len(f.Enum) == 0:
		return fmt.Errorf("field %q: no values", f.Name)
	case f.Sortable && (!needsExpr || f.Multi):
		return fmt.Errorf("field %q: cannot be sorted by", f.Name)
	case f.Type == LinkType && (f.Link.Type == "" || f.Link.Direction == ""):
		return fmt.Errorf("field %q: no link", f.Name)
	}
	return nil
}

// Custom is a field that a workspace has defined for itself.
type Custom struct {
	ID      string // made by us: letters a to z and digits; it alone becomes SQL text
	Label   string // what people call it
	Type    CustomType
	Options []Option // for choices: Value is the option's id, made by us
	Kinds   []string // the kinds that have it; empty for all
}

// CustomType is the type of a custom field.
type CustomType string

// The types of custom fields.
const (
	CustomText   CustomType = "text"
	CustomNumber CustomType = "number"
	CustomDay    CustomType = "day"
	CustomBool   CustomType = "bool"
	CustomChoice CustomType = "choice" // one option
	CustomMulti  CustomType = "multi"  // a list of options
)

// Field makes the field for a catalogue. Its name is the label in lower case
// with hyphens ("Customer tier" is customer-tier), its synonym the id.
func (c Custom) Field() (Field, error) {
	if !safeID.MatchString(c.ID) {
		return Field{}, errs.New(errs.Internal, "custom field %q: the id may have letters a to z and digits only", c.ID)
	}
	f := Field{Name: slug(c.Label), Label: c.Label, Enum: c.Options, Kinds: c.Kinds, Nullable: true, Sortable: true, Own: true}
	if !isName(f.Name) {
		f.Name = c.ID
	} else if f.Name != c.ID {
		f.Synonyms = []string{c.ID}
	}
	f.Expr = "(r.custom ->> '" + c.ID + "')"
	switch c.Type {
	case CustomText:
		f.Type = TextType
	case CustomDay:
		f.Type = DayType
	case CustomNumber:
		f.Type, f.Expr = NumberType, "cast("+f.Expr+" as double precision)"
	case CustomBool:
		f.Type, f.Expr = BoolType, "cast("+f.Expr+" as boolean)"
	case CustomChoice:
		f.Type = EnumType
	case CustomMulti:
		f.Type, f.Multi, f.Sortable = EnumType, true, false
	default:
		return Field{}, errs.New(errs.Internal, "custom field %s: unknown type %q", c.ID, c.Type)
	}
	return f, nil
}

// slug makes a name that can be typed out of a label.
func slug(label string) string {
	words := strings.FieldsFunc(strings.ToLower(label), func(c rune) bool {
		return !unicode.In(c, unicode.Letter, unicode.Digit, unicode.Mark)
	})
	return strings.Join(words, "-")
}
