package query

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/internal/kit/errs"
)

// sameTree compares trees without the places at which their parts stood.
var sameTree = cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".At" }, cmp.Ignore())

func word(s string) Text { return Text{Text: s} }

func term(field string, op Op, values ...Value) Term {
	return Term{Field: field, Op: op, Values: values}
}

func plain(s string) Value { return Value{Text: s} }

func TestParseTree(t *testing.T) {
	t.Parallel()
	ready := term("state", Match, plain("ready"))
	story := term("type", Match, plain("story"))
	bug := term("type", Match, plain("bug"))
	for _, c := range []struct {
		in   string
		want Query
	}{
		{"", Query{}},
		{"  \t ", Query{}},
		{"pay", Query{Where: word("pay")}},
		{"two words", Query{Where: And{word("two"), word("words")}}},
		{`"two words"`, Query{Where: Text{Text: "two words", Quoted: true}}},
		{"pay*", Query{Where: Text{Text: "pay", Prefix: true}}},
		{"foo,bar", Query{Where: word("foo,bar")}},
		{"type:story state:ready", Query{Where: And{story, ready}}},
		{"type:story and state:ready", Query{Where: And{story, ready}}},
		{"type:story or state:ready", Query{Where: Or{story, ready}}},
		{"type:story | state:ready", Query{Where: Or{story, ready}}},
		{"type:story|state:ready", Query{Where: Or{story, ready}}},
		{"type:bug type:story or state:ready", Query{Where: Or{And{bug, story}, ready}}},
		{"type:bug (type:story or state:ready)", Query{Where: And{bug, Or{story, ready}}}},
		{"-type:bug or state:ready", Query{Where: Or{Not{bug}, ready}}},
		{"not type:bug state:ready", Query{Where: And{Not{bug}, ready}}},
		{"-(type:bug state:ready)", Query{Where: Not{And{bug, ready}}}},
		{"not(type:bug)", Query{Where: Not{bug}}},
		{"--type:bug", Query{Where: Not{Not{bug}}}},
		{"-not type:bug", Query{Where: Not{Not{bug}}}},
		{"(type:bug state:ready) type:story", Query{Where: And{bug, ready, story}}},
		{"(type:bug or state:ready) or type:story", Query{Where: Or{bug, ready, story}}},
		{"((type:bug))", Query{Where: bug}},
		{"orange android nothing", Query{Where: And{word("orange"), word("android"), word("nothing")}}},
		{"state:ready,done", Query{Where: term("state", Match, plain("ready"), plain("done"))}},
		{"state:ready, done", Query{Where: term("state", Match, plain("ready"), plain("done"))}},
		{`state:"in progress",done`, Query{Where: term("state", Match, Value{Text: "in progress", Quoted: true}, plain("done"))}},
		{"estimate:3..8", Query{Where: term("estimate", Match, Value{Text: "3", To: "8", Range: true})}},
		{"estimate:..8,13..", Query{Where: term("estimate", Match, Value{To: "8", Range: true}, Value{Text: "13", Range: true})}},
		{"estimate:-3..-1", Query{Where: term("estimate", Match, Value{Text: "-3", To: "-1", Range: true})}},
		{"estimate>=3", Query{Where: term("estimate", GreaterEqual, plain("3"))}},
		{"estimate:<=3", Query{Where: term("estimate", LessEqual, plain("3"))}},
		{"state:!=done", Query{Where: term("state", NotEqual, plain("done"))}},
		{"created:-7d", Query{Where: term("created", Match, plain("-7d"))}},
		{"created>2026-03-01T09:00:00+02:00", Query{Where: term("created", Greater, plain("2026-03-01T09:00:00+02:00"))}},
		{`title:"say \"hi\" \\ \n"`, Query{Where: term("title", Match, Value{Text: `say "hi" \ \n`, Quoted: true})}},
		{`title:"a*"`, Query{Where: term("title", Match, Value{Text: "a*", Quoted: true})}},
		{`title:"pay now"*`, Query{Where: term("title", Match, Value{Text: "pay now", Quoted: true, Prefix: true})}},
		{"TYPE:Bug", Query{Where: term("type", Match, plain("Bug"))}},
		{"ref:a:b:", Query{Where: term("ref", Match, plain("a:b:"))}},
		{"y..z:3", Query{Where: term("y..z", Match, plain("3"))}},
		{"größe>3", Query{Where: term("größe", Greater, plain("3"))}},
		{"has:owner", Query{Where: Has{Field: "owner"}}},
		{"no:Estimate", Query{Where: Has{Field: "estimate", Absent: true}}},
		{"-is:Open", Query{Where: Not{Is{Name: "open"}}}},
		{"sort:-updated,rank", Query{Sort: []Order{{Field: "updated", Desc: true}, {Field: "rank"}}}},
		{"sort:rank a group:State b", Query{Where: And{word("a"), word("b")}, Sort: []Order{{Field: "rank"}}, Group: Name{Text: "state"}}},
		{"a or b sort:rank", Query{Where: Or{word("a"), word("b")}, Sort: []Order{{Field: "rank"}}}},
	} {
		t.Run(c.in, func(t *testing.T) {
			t.Parallel()
			got, err := Parse(c.in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&c.want, got, sameTree); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParsePlaces(t *testing.T) {
	t.Parallel()
	q, err := Parse("ü  -(owner:ana,ben or x) sort:-rank")
	if err != nil {
		t.Fatal(err)
	}
	want := &Query{
		Where: And{
			Text{Text: "ü", At: 1},
			Not{Or{
				Term{Field: "owner", Op: Match, At: 6, Values: []Value{{Text: "ana", At: 12}, {Text: "ben", At: 16}}},
				Text{Text: "x", At: 23},
			}},
		},
		Sort: []Order{{Field: "rank", Desc: true, At: 31}},
	}
	if diff := cmp.Diff(want, q); diff != "" {
		t.Error(diff)
	}
}

func TestPrintCanonical(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"sort:rank TYPE:bug":      "type:bug sort:rank",
		"a|b":                     "a or b",
		"not  (a   and b)":        "-(a b)",
		"a (b or (c d))":          "a (b or c d)",
		"estimate:>3":             "estimate>3",
		`state:"ready"`:           `state:"ready"`,
		"group:state x sort:-a,b": "x group:state sort:-a,b",
		`"a\b"`:                   `"a\\b"`,
		"a or b group:state":      "a or b group:state",
	} {
		q, err := Parse(in)
		if err != nil {
			t.Errorf("%s: %v", in, err)
		} else if got := q.String(); got != want {
			t.Errorf("%s: printed %s, want %s", in, got, want)
		}
	}
}

// A tree that a program has built may hold what no text would; it is printed so
// that it reads back with the same meaning.
func TestPrintBuiltTree(t *testing.T) {
	t.Parallel()
	for want, q := range map[string]Query{
		`title:"two words"`: {Where: term("title", Match, plain("two words"))},
		`"or"`:              {Where: word("or")},
		`"-x"`:              {Where: word("-x")},
		`title:"a..b"`:      {Where: term("title", Match, plain("a..b"))},
		`title:">x"`:        {Where: term("title", Match, plain(">x"))},
		`"a:b" "*"`:         {Where: And{word("a:b"), word("*")}},
		`a b c`:             {Where: And{And{word("a"), word("b")}, word("c")}},
	} {
		if got := q.String(); got != want {
			t.Errorf("printed %s, want %s", got, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"a )", "Character 3: This “)” closes nothing."},
		{"a (b", "Character 3: This “(” is not closed."},
		{"()", "Character 1: There is nothing between these parentheses."},
		{"( sort:rank )", "Character 3: “sort:” says how to show the whole list."},
		{"-sort:rank", "Character 2: “sort:” says how to show"},
		{"a or", "Character 3: “or” needs a term on either side."},
		{"or a", "Character 1: “or” needs a term on either side."},
		{"a | | b", "Character 3: “or” needs a term"},
		{"a or sort:rank", "Character 3: “or” needs a term"},
		{"and a", "Character 1: “and” needs a term on either side."},
		{"a and", "Character 3: “and” needs a term"},
		{"a and or b", "Character 3: “and” needs a term"},
		{"a and and b", "Character 7: “and” needs a term"},
		{"a - b", "Character 3: There is nothing here to negate."},
		{"not", "Character 1: There is nothing here to negate."},
		{"not or b", "Character 5: A term is missing before “or”."},
		{"-and", "Character 2: A term is missing before “and”."},
		{">3", "Character 1: “>” needs a field directly before it"},
		{"estimate > 3", "Character 10: “>” needs a field directly before it"},
		{"state: ready", "Character 7: “state:” needs a value directly after it"},
		{"state:", "Character 7: “state:” needs a value"},
		{"state:ready,", "Character 13: “state:” needs a value"},
		{"state:,ready", "Character 7: “state:” needs a value"},
		{`title:""`, "Character 7: There is nothing between these quotes."},
		{`"open`, "Character 1: This quote is not closed."},
		{`say"hi"`, "Character 4: A quote may only begin a text."},
		{`title:say"hi"`, "Character 10: A quote may only begin a text."},
		{`"a"b`, "Character 4: A space is missing after the closing quote."},
		{`"a""b"`, "Character 4: A space is missing between two quoted texts."},
		{`"a",b`, "Character 4: A comma may only stand between the values"},
		{`"state":ready`, "Character 1: Write the name of a field without quotes"},
		{"state:ready , done", "Character 13: A comma may only stand between the values"},
		{"a/b:3", "Character 1: “a/b” is not the name of a field."},
		{"estimate:1..2..3", "Character 10: “1..2..3” is not a range."},
		{"estimate:..", "Character 10: “..” is not a range."},
		{"title:a*..b", "Character 7: “a*..b” is not a range."},
		{"title:*", "Character 7: A star needs the beginning of a word before it"},
		{"a*b", "Character 1: A star may only stand at the end"},
		{"estimate>3,5", "Character 10: “>” compares with one value."},
		{"estimate>3..5", "Character 10: “>” compares with one value."},
		{"estimate>=3*", "Character 11: “>=” compares with one value."},
		{"estimate==3", "Character 10: A value that begins with “=” has to be written in quotes."},
		{"has:owner,estimate", "Character 11: “has:” takes one name."},
		{"is:open*", "Character 4: A name of letters, digits and hyphens is needed here"},
		{"has>owner", "Character 1: “has” is followed by a colon: has:…."},
		{"sort:rank sort:key", "Character 11: “sort:” stands twice."},
		{"group:state,owner", "Character 13: A list is grouped by one field."},
		{"group:-state", "Character 7: A name of letters"},
		{"sort:--rank", "Character 6: A name of letters"},
		{strings.Repeat("(", 33) + "a" + strings.Repeat(")", 33), "Character 34: The query is nested more than 32 deep."},
		{strings.Repeat("-", 5000), "The query has 5000 characters; at most 4000 are possible."},
		{strings.Repeat("-", 100) + "a", "Character 34: The query is nested more than 32 deep."},
		{strings.Repeat("a ", 201), "Character 401: The query has more than 200 terms and values."},
		{"n:" + strings.Repeat("1,", 200) + "1", "Character 403: The query has more than 200 terms and values."},
		{`"` + strings.Repeat(`\a`, 1999) + `"`, "The query has 5999 characters"},
		{"a\x00b", "The query is not readable text."},
		{"a\xffb", "The query is not readable text."},
	} {
		q, err := Parse(c.in)
		if err == nil {
			t.Errorf("%.60s: no error but %s", c.in, q)
			continue
		}
		checkComplaint(t, c.in, err, c.want)
	}
}

// checkComplaint wants one message for the field q that begins as given.
func checkComplaint(t *testing.T, in string, err error, want string) {
	t.Helper()
	public := errs.Public(err)
	switch {
	case public.Kind != errs.Invalid:
		t.Errorf("%.60s: kind %s: %v", in, public.Kind, err)
	case len(public.Fields) != 1 || public.Fields[0].Field != "q":
		t.Errorf("%.60s: fields %v", in, public.Fields)
	case !strings.HasPrefix(public.Fields[0].Message, want):
		t.Errorf("%.60s:\n said %s\n want %s", in, public.Fields[0].Message, want)
	}
}

func TestLimitsAllowWhatTheySay(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		strings.Repeat("(", MaxDepth) + "a" + strings.Repeat(")", MaxDepth),
		strings.Repeat("a ", MaxTerms),
		"n:" + strings.Repeat("1,", MaxTerms-1) + "1",
		`"` + strings.Repeat("ü", MaxLength-2) + `"`,
	} {
		if _, err := Parse(in); err != nil {
			t.Errorf("%.40s…: %v", in, err)
		}
	}
}
