package query

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"throughline/internal/kit/errs"
)

// Trees as Parse makes them: flat, names in lower case, quotes where needed.

var anyName = rapid.StringMatching(`[a-zäß0-9_][a-zäß0-9_.-]{0,8}`).Filter(func(s string) bool {
	return isName(s) && bareValue(s) && !map[string]bool{"has": true, "no": true, "is": true, "sort": true, "group": true}[s]
})

var anyText = rapid.OneOf(
	rapid.StringMatching(`[a-zA-Z0-9:<>=!.,*()|"\\ -]{1,12}`),
	rapid.SampledFrom([]string{"or", "and", "not", "none", "me", "LEND-12", "-7d", "a..b", "今日は", "Zürich", `\`, `"`, "a\nb", "\u00a0"}),
	rapid.StringN(1, 8, 32),
).Filter(func(s string) bool { return s != "" && !hasNull(s) })

func hasNull(s string) bool {
	for _, c := range s {
		if c == 0 || c == '\ufffd' {
			return true
		}
	}
	return false
}

func anyValue(t *rapid.T) Value {
	v := Value{Text: anyText.Draw(t, "text"), Prefix: rapid.Bool().Draw(t, "prefix")}
	v.Quoted = !bareValue(v.Text) || rapid.Bool().Draw(t, "quoted")
	if rapid.IntRange(0, 4).Draw(t, "range") == 0 {
		end := rapid.StringMatching(`[a-zA-Z0-9:+-]{0,6}`)
		v = Value{Text: end.Filter(bareOrEmpty).Draw(t, "low"), To: end.Draw(t, "high"), Range: true}
		if v.Text == "" && v.To == "" {
			v.To = "9"
		}
	}
	return v
}

func bareOrEmpty(s string) bool { return s == "" || bareValue(s) }

func anyTerm(t *rapid.T) Node {
	term := Term{Field: anyName.Draw(t, "field"), Op: rapid.SampledFrom([]Op{Match, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual}).Draw(t, "op")}
	switch term.Op {
	case Match, Equal, NotEqual:
		term.Values = rapid.SliceOfN(rapid.Custom(anyValue), 1, 3).Draw(t, "values")
	default:
		v := rapid.Custom(anyValue).Filter(func(v Value) bool { return !v.Range && !v.Prefix }).Draw(t, "value")
		term.Values = []Value{v}
	}
	return term
}

func anyLeaf(t *rapid.T) Node {
	switch rapid.IntRange(0, 5).Draw(t, "leaf") {
	case 0:
		return Has{Field: anyName.Draw(t, "has"), Absent: rapid.Bool().Draw(t, "absent")}
	case 1:
		return Is{Name: anyName.Draw(t, "is")}
	case 2:
		s := anyText.Draw(t, "word")
		return Text{Text: s, Quoted: !barePlain(s) || rapid.Bool().Draw(t, "quoted"), Prefix: rapid.Bool().Draw(t, "prefix")}
	}
	return anyTerm(t)
}

func anyNode(t *rapid.T, depth int) Node {
	shape := rapid.IntRange(0, 5).Draw(t, "shape")
	if depth == 0 || shape > 2 {
		return anyLeaf(t)
	}
	if shape == 2 {
		return Not{anyNode(t, depth-1)}
	}
	var nodes []Node
	for range rapid.IntRange(2, 3).Draw(t, "parts") {
		n := anyNode(t, depth-1)
		_, and := n.(And)
		_, or := n.(Or)
		if and && shape == 0 || or && shape == 1 {
			n = Not{n}
		}
		nodes = append(nodes, n)
	}
	if shape == 0 {
		return And(nodes)
	}
	return Or(nodes)
}

func anyQuery(t *rapid.T) *Query {
	q := &Query{}
	if rapid.IntRange(0, 9).Draw(t, "where") > 0 {
		q.Where = anyNode(t, 4)
	}
	for range rapid.IntRange(0, 2).Draw(t, "sorts") {
		q.Sort = append(q.Sort, Order{Field: anyName.Draw(t, "sort"), Desc: rapid.Bool().Draw(t, "desc")})
	}
	if rapid.Bool().Draw(t, "grouped") {
		q.Group = Name{Text: anyName.Draw(t, "group")}
	}
	return q
}

func TestParseOfPrintIsTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuery(t)
		printed := q.String()
		got, err := Parse(printed)
		if err != nil {
			if len(printed) > MaxLength/4 { // a limit, which this property is not about
				t.Skip(err)
			}
			t.Fatalf("%s: %v", printed, err)
		}
		if diff := cmp.Diff(q, got, sameTree); diff != "" {
			t.Fatalf("%s: %s", printed, diff)
		}
	})
}

// FuzzParse: nothing panics, every refusal is errs.Invalid, and what is printed
// is read back to the same tree and printed the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"type:story state:ready feature:LEND-12 estimate>3",
		"(type:bug or tag:regression) -is:closed created>=-30d sort:-updated",
		`title:pay* owner:me,none "two factor"* group:state`,
		"a|b|c not (d and e)", "--x", "- x", "a:b:c", `x:"\"\\"`, "x:..3,4..", "İ:ß", "or", "not", "((", "x:a*..b",
		"estimate:>=3", "state:!=done", "has:a..b", "sort:-a,b group:c", "\u00a0", "a\x00", "\xff", `"`, `"a"*`, "foo(bar)baz",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		if err != nil {
			if !errs.Is(err, errs.Invalid) {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		printed := q.String()
		again, err := Parse(printed)
		if err != nil {
			t.Fatalf("%q printed %q: %v", s, printed, err)
		}
		if diff := cmp.Diff(q, again, sameTree); diff != "" {
			t.Fatalf("%q printed %q: %s", s, printed, diff)
		}
		if twice := again.String(); twice != printed {
			t.Fatalf("%q printed %q, then %q", s, printed, twice)
		}
	})
}
