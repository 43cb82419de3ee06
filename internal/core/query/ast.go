// Package query is the language in which people ask for records: in the filter
// bar, in an address, on the command line and in saved views. It reads a text
// into a tree, checks the tree against a catalogue of fields, and compiles it
// to one SQL text that both databases take.
//
//	type:story state:ready feature:LEND-12 estimate>3
//	(type:bug or tag:regression) -is:closed created>=-30d sort:-updated
//	title:pay* owner:me,none "two factor" group:state
//
// Words it owns: query (a text of the language, or its tree), term (a field, an
// operator and values), word (a term without a field: full text), catalogue
// (the fields that may be asked for), predicate (a condition with a name, asked
// for with is:), fragment (SQL with the arguments of its placeholders).
//
// Three rules hold for all that is written here. What a user typed reaches SQL
// only as an argument, never as text. Every condition says by itself what an
// absent value means, so that "not" finds exactly what the condition does not.
// Whatever cannot be understood is refused with its place and a way out; the
// language never guesses.
package query

// Limits of a query, so that a hostile one is refused before it costs anything.
const (
	MaxLength = 4000 // characters, of what is typed and of its canonical form
	MaxDepth  = 32   // parentheses and negations inside one another
	MaxTerms  = 200  // terms and values, counted together
)

// Query is a text of the language as a tree.
type Query struct {
	Where Node    // nil when there is no condition
	Sort  []Order // sort:-updated,rank
	Group Name    // group:state
}

// Name is a field's name where it stands alone, as in group:state. An empty
// Text means that there is none.
type Name struct {
	Text string // lower case
	At   int    // see Term
}

// Order is one field to sort by.
type Order struct {
	Field string // lower case
	Desc  bool   // written with a minus before the field
	At    int    // see Term
}

// Node is a condition: And, Or, Not, Term, Has, Is or Text.
type Node interface{ node() }

// And holds where all of its two or more parts hold; none of them is an And.
type And []Node

// Or holds where any of its two or more parts holds; none of them is an Or.
type Or []Node

// Not holds wherever its part does not, records without a value included.
type Not struct{ Node Node }

// Term compares a field with values; it holds when any of them fits.
type Term struct {
	Field  string // lower case, as typed: perhaps a synonym, perhaps unknown
	Op     Op
	Values []Value // one or more; exactly one for the four comparisons
	At     int     // the character where it began, from 1; 0 when not read from text
}

// Has asks whether a field has a value: has:owner; with Absent, no:owner.
type Has struct {
	Field  string // lower case
	Absent bool
	At     int // see Term
}

// Is asks a named predicate of the catalogue: is:open.
type Is struct {
	Name string // lower case
	At   int    // see Term
}

// Text is a word or a quoted phrase without a field.
type Text struct {
	Text   string
	Quoted bool // a phrase, taken literally
	Prefix bool // written with a star at its end: what begins like this
	At     int  // see Term
}

func (And) node()  {}
func (Or) node()   {}
func (Not) node()  {}
func (Term) node() {}
func (Has) node()  {}
func (Is) node()   {}
func (Text) node() {}

// Op is an operator as it is written.
type Op string

// The operators. Match and Equal differ for text alone: title:pay is a title
// with "pay" in it, title=pay the title "pay".
const (
	Match        Op = ":"
	Equal        Op = "="
	NotEqual     Op = "!="
	Less         Op = "<"
	LessEqual    Op = "<="
	Greater      Op = ">"
	GreaterEqual Op = ">="
)

// Value is what a field is compared with.
type Value struct {
	Text   string // the value, or the lower end of a range ("" when open)
	To     string // the upper end of a range ("" when open)
	Range  bool   // 3..8, 3.., ..8; at least one end is given
	Quoted bool   // written in quotes: taken literally, so "me" is not me
	Prefix bool   // written with a star at its end
	At     int    // see Term
}
