package query

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"throughline/internal/kit/errs"
)

// numbers writes keys as their numbers: what the tables below expect.
func numbers(keys []string, sorted bool) string {
	var list []int
	for _, k := range keys {
		n, err := strconv.Atoi(strings.TrimPrefix(k, "LEND-"))
		if err != nil {
			return err.Error()
		}
		list = append(list, n)
	}
	if sorted {
		slices.Sort(list)
	}
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, " ")
}

func TestQueriesOnLend(t *testing.T) {
	t.Parallel()
	w := lend(t)
	for _, c := range []struct{ q, want string }{
		{"", "1 2 3 4 5 6 7 8"},
		// Lists of words, states, people.
		{"type:story", "3 4"},
		{"kind:Story", "3 4"},
		{"type:story,bug", "3 4 5 6"},
		{"type!=story,bug", "1 2 7 8"},
		{"-type:story", "1 2 5 6 7 8"},
		{"state:ready", "3 8"},
		{`status:"in progress"`, "1 4"},
		{"state!=READY", "1 2 4 5 6 7"},
		{"category:todo", "2 3 7 8"},
		{"severity:high", "3"},
		{"severity!=high", "1 2 4 5 6 7 8"},
		{"-severity:high,low", "1 2 5 6 7 8"},
		{"owner:ana", "1 3 5"},
		{"owner:anabel", "5"},
		{"owner:me", "1 3"},
		{"owner:ME,ben", "1 3 4"},
		{`owner:"me"`, "8"},
		{"assignee:none", "2 6 7"},
		{"owner:none,ben", "2 4 6 7"},
		{"-owner:ana", "2 4 6 7 8"},
		{"owner!=ana", "2 4 6 7 8"},
		{"owner!=none", "1 3 4 5 8"},
		{"has:owner", "1 3 4 5 8"},
		{"no:owner", "2 6 7"},
		{"-no:owner", "1 3 4 5 8"},
		// Numbers.
		{"estimate>3", "3 5"},
		{"estimate>=3", "3 4 5"},
		{"estimate<5", "4"},
		{"estimate<=5", "3 4"},
		{"points:5", "3"},
		{"estimate:3,13", "4 5"},
		{"estimate:3..8", "3 4"},
		{"estimate:..3", "4"},
		{"estimate:13..", "5"},
		{"estimate!=3", "1 2 3 5 6 7 8"},
		{"-estimate>3", "1 2 4 6 7 8"},
		{"no:estimate", "1 2 6 7 8"},
		{"estimate>2.5", "3 4 5"},
		{"effort:2.5", "3"},
		{"effort>2.4 effort<2.6", "3"},
		{"effort:4", "4"},
		{"effort:none", "1 2 5 6 7 8"},
		// Days.
		{"due:2026-03-14", "3"},
		{"due:2026-03", "3 4"},
		{"due:2026", "3 4 5"},
		{"due>2026-03", "5"},
		{"due>=2026-03", "3 4 5"},
		{"due<2026-04", "3 4"},
		{"due<=2026-03-14", "3"},
		{"due:today", "4"},
		{"due<today", "3"},
		{"due:-1d..+3w", "3 4 5"},
		{"due:yesterday,tomorrow", "3"},
		{"no:due", "1 2 6 7 8"},
		{"due!=2026-03", "1 2 5 6 7 8"},
		// Instants, in Berlin: days begin at 23:00 in UTC.
		{"created:2025", "1"},
		{"created:2026-01-01", "2"},
		{"created:2026-01", "2 3"},
		{"created:2026-01..2026-02", "2 3 4"},
		{"created:2026-03-01", "5"},
		{"created<2026", "1"},
		{"created<=2026-01", "1 2 3"},
		{"created>2026-02", "5 6 7 8"},
		{"created:today", "7 8"},
		{"created:-7d", "6"},
		{"created>=-1w", "6 7 8"},
		{"created>now", "8"},
		{"created<=now", "1 2 3 4 5 6 7"},
		{"created:2026-01-15T10:00:00Z", "3"},
		{"created:2026-01-15t11:00:00+01:00", "3"},
		{"created>2026-01-15T10:00Z", "4 5 6 7 8"},
		{"finished:2026-03-11", "5 6"},
		{"finished<2027", "5 6"},
		{"finished>1960", "5 6"},
		{"finished>=1960", "5 6"},
		{"no:finished", "1 2 3 4 7 8"},
		{"has:archived", "6"},
		{"archived:..2026", "6"},
		// Truth.
		{"flagged:yes", "3"},
		{"flagged:no", "4"},
		{"flagged:FALSE", "4"},
		{"flagged!=yes", "1 2 4 5 6 7 8"},
		{"has:flagged", "3 4"},
		// Text.
		{"title:pay", "1 3 5"},
		{"title:PAY*", "1 3"},
		{`title="pay later"`, "1"},
		{"title=pay", ""},
		{"title:pay*,tidy*", "1 3 7 8"},
		{"title:zürich", "3"},
		{"title:Zurich", "3"},
		{"type:stóry", "3 4"},
		{`title:a%b`, "6"},
		{`title:a_b`, ""},
		{`title:"\"quotes\""`, "6"},
		{`title!="refund"`, "1 2 3 5 6 7 8"},
		{"ask:100%", "3"},
		{"ask:PAGE", "3"},
		{"ask:Ärger", "5"},
		{"ask=ärger", ""}, // no folded column, and SQLite's lower() stops at a to z
		{"no:ask", "1 2 4 6 7 8"},
		// Tags.
		{"tag:billing", "1 3"},
		{"label:BILLING,regression", "1 3 5"},
		{"tag:bill*", "1 3 6"},
		{`tag:"q1 2026"`, "1"},
		{"-tag:billing", "2 4 5 6 7 8"},
		{"tag:none", "2 4 7 8"},
		{"has:tag", "1 3 5 6"},
		// Records: keys, references, links.
		{"LEND-3", "3"},
		{"lend-3", "3"},
		{"-LEND-3", "1 2 4 5 6 7 8"},
		{"LEND-3 or LEND-5", "3 5"},
		{"UTF-8", "5"}, // a word, because no record has this key
		{"LEND-3 pay", "3"},
		{"key:lend-3,LEND-4", "3 4"},
		{"key:LEND-*", "1 2 3 4 5 6 7 8"},
		{`sprint:"Sprint 12"`, "3 4"},
		{"sprint:lend-2 estimate>3", "3"},
		{"no:sprint type:bug", "5 6"},
		{"feature:LEND-1", "3 4"},
		{"-feature:LEND-1", "1 2 5 6 7 8"},
		{"has:feature", "3 4"},
		{"no:feature type:story,bug", "5 6"},
		{"delivered-by:LEND-3,LEND-4", "1"},
		{"has:delivered-by", "1"},
		{"blocks:LEND-4", "3"},
		{"relates:LEND-1", "3"},
		{"relates:LEND-3", "1"},
		{"has:relates", "1 3"},
		// Predicates.
		{"is:open", "1 2 3 4 7 8"},
		{"-is:open", "5 6"},
		{"is:closed", "6"},
		{"is:mine", "1 3"},
		{"-is:mine", "2 4 5 6 7 8"},
		{"is:overdue", "3"},
		{"-is:overdue", "1 2 4 5 6 7 8"},
		{"is:future", "8"},
		// Words, here in titles.
		{"pay", "1 3 5"},
		{"pay page", "3"},
		{"-pay type:bug", "6"},
		{`"pay later"`, "1"},
		{"text:later", "1"},
		{"refund or later", "1 4"},
		// Custom fields.
		{"customer-tier:gold", "7"},
		{`customer-tier:"silver plus"`, "8"},
		{"c1tier!=gold", "1 2 3 4 5 6 8"},
		{"teams:red", "8"},
		{"teams:blue", "7 8"},
		{"teams:red,blue", "7 8"},
		{"-teams:red", "1 2 3 4 5 6 7"},
		{"has:teams", "7 8"},
		{"no:teams type:story,task", "3 4"},
		{"seats>3", "7"},
		{"seats:3..12.5", "7 8"},
		{"renewal>=2026-06", "7"},
		{"vip:yes", "7"},
		{"vip:no", "8"},
		{"no:vip type:task", ""},
		{"note:world", "7"},
		{"note:hello*", "7"},
		{"c7state:custom", "8"},
		{"has:c7state", "8"},
		// Together.
		{"type:story state:ready feature:LEND-1 estimate>3", "3"},
		{"(type:bug or tag:billing) -is:closed", "1 3 5"},
		{"type:bug or tag:billing -is:closed", "1 3 5 6"},
		{"not (owner:ana or owner:none)", "4 8"},
		{"-(type:story -state:ready)", "1 2 3 5 6 7 8"},
		{"--type:story", "3 4"},
	} {
		keys, err := w.ask(c.q)
		if err != nil {
			t.Errorf("%s: %v", c.q, err)
		} else if got := numbers(keys, true); got != c.want {
			t.Errorf("%s: found %q, want %q", c.q, got, c.want)
		}
	}
}

func TestOrderOnLend(t *testing.T) {
	t.Parallel()
	w := lend(t)
	for _, c := range []struct{ q, want string }{
		{"", "1 2 3 4 5 6 7 8"},
		{"sort:rank", "8 7 6 5 4 3 2 1"},
		{"sort:-key", "8 7 6 5 4 3 2 1"},
		{"sort:estimate", "4 3 5 1 2 6 7 8"},
		{"sort:-estimate", "5 3 4 8 7 6 2 1"},
		{"sort:type", "3 4 5 6 7 8 1 2"}, // as the list is declared
		{"sort:-type,-key", "2 1 8 7 6 5 4 3"},
		{"sort:severity", "4 3 1 2 5 6 7 8"},
		{"sort:due has:due", "3 4 5"},
		{"sort:-due", "5 4 3 8 7 6 2 1"},
		{"sort:finished", "5 6 1 2 3 4 7 8"},
		{"sort:owner,-owner", "1 3 4 5 8 2 6 7"},
		{"sort:flagged", "4 3 1 2 5 6 7 8"},
		{"sort:seats", "8 7 1 2 3 4 5 6"},
		{"sort:customer-tier type:task", "7 8"},
		{"sort:title type:story", "3 4"},
		{"sort:ask,title", "3 5 6 1 4 2 8 7"},
	} {
		keys, err := w.ask(c.q)
		if err != nil {
			t.Errorf("%s: %v", c.q, err)
		} else if got := numbers(keys, false); got != c.want {
			t.Errorf("%s: order %q, want %q", c.q, got, c.want)
		}
	}
}

func TestQueryComplaints(t *testing.T) {
	t.Parallel()
	w := lend(t)
	for _, c := range []struct{ q, want string }{
		{"stat:ready", "Character 1: Unknown field “stat”. Did you mean “state”"},
		{"type:bug est>3", "Character 10: Unknown field “est”. Did you mean “estimate”?"},
		{"https://example.org", "Character 1: Unknown field “https”. To search for the text, write it in quotes."},
		{"has:ownr", "Character 1: Unknown field “ownr”. Did you mean “owner”?"},
		{"sort:updatd", "Character 6: Unknown field “updatd”. Did you mean “updated”?"},
		{"sort:tag", "Character 6: “tag” cannot be sorted by. Sort by type, key, title,"},
		{"group:title", "Character 7: “title” is text, and a list cannot be grouped by it."},
		{"group:text", "Character 7: “text” is text, and a list cannot be grouped by it."},
		{"type:storry", "Character 6: “storry” is not a value of “type”. Did you mean “story”?"},
		{"severity:critical", "Character 10: “critical” is not a value of “severity”. There are: low, medium, high."},
		{"customer-tier:goldd", "Character 15: “goldd” is not a value of “customer-tier”. Did you mean “Gold”?"},
		{"state:redy", "Character 7: “redy” is not a value of “state”. Did you mean “ready”?"},
		{"owner:ben,xyz", "Character 11: No member matches “xyz”."},
		{"sprint:x", "Character 8: No sprint matches “x”."},
		{"feature:LEND-99", "Character 9: No record matches “LEND-99”."},
		{"key:LEND-99", "Character 5: No record matches “LEND-99”."},
		{"is:opn", "Character 1: There is no “is:opn”. Did you mean “is:open”?"},
		{"is:beautiful", "Character 1: There is no “is:beautiful”. There are: closed, future, mine, open, overdue."},
		{"estimate:many", "Character 10: “many” is not a number. Write it in digits, with a point before a fraction: estimate>3."},
		{"estimate>1e9", "Character 10: “1e9” is not a number."},
		{"estimate:9999999999999999999", "Character 10: “9999999999999999999” is not a number."},
		{"estimate:8..3", "Character 10: The range “8..3” runs backwards."},
		{"estimate:3*", "Character 10: “estimate” is a number and takes no star. Write estimate>3."},
		{"due:soon", "Character 5: “soon” is not a day. Write 2026-03-01, 2026-03, 2026, today, or -7d for a week ago: due<=2026-03."},
		{"due:2026-02-30", "Character 5: “2026-02-30” is not a day."},
		{"due:9999", "Character 5: “9999” is not a day."},
		{"due:2026-03-01T10:00Z", "Character 5: “2026-03-01T10:00Z” is not a day."},
		{"due:+9999y", "Character 5: “+9999y” is not a day."},
		{"created:2026-13", "Character 9: “2026-13” is not a time."},
		{"created:2026-03..2026-01", "Character 9: The range “2026-03..2026-01” runs backwards."},
		{"estimate<none", "Character 10: “none” is not a number."},
		{"flagged:perhaps", "Character 9: “perhaps” is neither yes nor no. Write flagged:yes or flagged:no."},
		{"title>a", "Character 1: “title” is text and knows no “>”. Write title:pay*."},
		{"owner>ana", "Character 1: “owner” is a person and knows no “>”. Write owner:me."},
		{"title:\u00ad", "Character 7: There is nothing to look for in this text"},
		{"tag:\u00ad", "Character 5: There is nothing to look for in this text"},
		{"text=a", "Character 1: “text” is text and knows no “=”."},
		{"has:text", "Character 1: “text” searches the full text, which every record has."},
		{"title:a..b", "Character 7: “title” is text and has no ranges. If “a..b” is meant as it stands, put it in quotes."},
		{"owner:an*", "Character 7: “owner” is a person and takes no star. Write owner:me."},
		{"type:sto*", "Character 6: “type” is a word out of a list and takes no star. Write type:story."},
	} {
		_, err := w.ask(c.q)
		if err == nil {
			t.Errorf("%s: no error", c.q)
			continue
		}
		checkComplaint(t, c.q, err, c.want)
	}
}

func TestAllComplaintsComeTogether(t *testing.T) {
	t.Parallel()
	w := lend(t)
	_, err := w.ask("stat:x type:y (owner:z or estimate:w)")
	if got := len(errs.Public(err).Fields); got != 4 {
		t.Errorf("%d messages: %v", got, err)
	}
	_, err = w.ask(strings.Repeat("stat:x ", 100))
	if got := len(errs.Public(err).Fields); got != maxComplaints {
		t.Errorf("%d messages, want %d", got, maxComplaints)
	}
}

func TestNobodyIsSignedIn(t *testing.T) {
	t.Parallel()
	w := lend(t)
	env := w.env()
	env.Me = ""
	for in, want := range map[string]string{
		"owner:me": "Character 7: “me” is nobody here",
		"is:mine":  "Character 1: “is:mine” is about you",
	} {
		q, err := Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = Compile(context.Background(), q, env); err == nil {
			t.Errorf("%s: no error", in)
			continue
		}
		checkComplaint(t, in, err, want)
	}
}

// resolver answers every name alike.
type resolver struct {
	ids []string
	err error
}

func (r resolver) Resolve(context.Context, Field, string) ([]string, error) { return r.ids, r.err }

func TestResolverFailures(t *testing.T) {
	t.Parallel()
	broken := errors.New("the database is gone")
	for _, c := range []struct {
		q    string
		r    resolver
		kind errs.Kind
		want string
	}{
		{"owner:ana", resolver{err: broken}, errs.Internal, "the database is gone"},
		{"LEND-1", resolver{err: broken}, errs.Internal, "the database is gone"},
		{"type:bug or -owner:ana", resolver{err: broken}, errs.Internal, "the database is gone"},
		{"owner:ana", resolver{err: errs.New(errs.Invalid, "Two members are called Ana.")}, errs.Invalid, "Character 7: Two members are called Ana."},
		{"owner:ana", resolver{ids: make([]string, maxNamed+1)}, errs.Invalid, "“ana” fits 501 values of “owner”"},
		{"owner:" + strings.Repeat("ana,", 50) + "ana", resolver{ids: make([]string, 400)}, errs.Invalid, "stand for more than 10000 records"},
	} {
		q, err := Parse(c.q)
		if err != nil {
			t.Fatal(err)
		}
		env := Env{Workspace: here, Catalogue: testCatalogue(t), Resolver: c.r}
		_, err = Compile(context.Background(), q, env)
		if errs.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.30s: %v, want %s %s", c.q, err, c.kind, c.want)
		}
	}
}

func TestEnvMustBeComplete(t *testing.T) {
	t.Parallel()
	full := lend(t).env()
	for i, strip := range []func(*Env){
		func(e *Env) { e.Workspace = "" }, func(e *Env) { e.Catalogue = nil }, func(e *Env) { e.Resolver = nil },
	} {
		env := full
		strip(&env)
		if _, err := Compile(context.Background(), &Query{}, env); !errs.Is(err, errs.Internal) {
			t.Errorf("%d: %v", i, err)
		}
	}
}

func TestSearchIsHandedAllWordsOfAConjunction(t *testing.T) {
	t.Parallel()
	w := lend(t)
	env := w.env()
	var asked [][]Word
	env.Search = func(words []Word) Frag {
		asked = append(asked, words)
		return Frag{SQL: "r.id = ? or r.id = ?", Args: []any{"r1", "r2"}}
	}
	q, err := Parse(`red type:feature "big one" gree* -(brown or x) -(-back)`)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Compile(context.Background(), q, env)
	if err != nil {
		t.Fatal(err)
	}
	first := []Word{{Text: "red"}, {Text: "big one", Phrase: true}, {Text: "gree", Prefix: true}}
	back := Word{Text: "back"}
	want := [][]Word{{{Text: "brown"}}, {{Text: "x"}}, {back}, first}
	if !slices.EqualFunc(asked, want, slices.Equal) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
	if highlight := append([]Word{back}, first...); !slices.Equal(c.Words, highlight) {
		t.Errorf("words %v, want %v", c.Words, highlight)
	}
	// The condition of the search is enclosed: its "or" does not reach further.
	if keys := w.find(c); len(keys) != 0 {
		t.Errorf("found %v", keys)
	}
}

// A month before the 31st of March is the last day of February.
func TestRelativeDays(t *testing.T) {
	t.Parallel()
	c := compiler{env: Env{Zone: time.UTC, Now: instant("2024-03-31T12:00:00Z")}}
	for text, want := range map[string]string{
		"-1m": "2024-02-29", "-13m": "2023-02-28", "+1m": "2024-04-30", "-3m": "2023-12-31", "+9m": "2024-12-31", "-1y": "2023-03-31",
		"-31d": "2024-02-29", "+1d": "2024-04-01", "-1w": "2024-03-24", "-0d": "2024-03-31", "Today": "2024-03-31", "tomorrow": "2024-04-01",
	} {
		if first, last, ok := c.days(text); !ok || string(first) != want || last != first {
			t.Errorf("%s: %s to %s, want %s", text, first, last, want)
		}
	}
	for _, text := range []string{"7d", "-7", "-d", "-1.5d", "--7d", "-7h", "-99999d", "-2025y", "+7975y", "2026-3-1", "26", ""} {
		if first, _, ok := c.days(text); ok {
			t.Errorf("%s is taken for %s", text, first)
		}
	}
}

// "none" is a word like any other where a list has it.
func TestNoneAsAnOption(t *testing.T) {
	t.Parallel()
	f := Field{Name: "impact", Type: EnumType, Expr: "r.impact", Enum: []Option{{Value: "none"}, {Value: "some"}}}
	catalogue, err := NewCatalogue([]Field{f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := compileText(t, Env{Workspace: here, Catalogue: catalogue, Resolver: resolver{}}, "impact:none")
	if got.SQL != "r.impact = ?" || !slices.Equal(got.Args, []any{"none"}) {
		t.Errorf("%v", got)
	}
}

func TestGroupAndJoins(t *testing.T) {
	t.Parallel()
	w := lend(t)
	q, err := Parse("type:bug sort:rank group:severity")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Compile(context.Background(), q, w.env())
	if err != nil {
		t.Fatal(err)
	}
	if c.Group.Expr != "item.severity" || !slices.Equal(c.Joins, []string{"item"}) {
		t.Errorf("group %q, joins %v", c.Group.Expr, c.Joins)
	}
	if want := "record r left join item on item.workspace_id = r.workspace_id and item.id = r.id"; c.From() != want {
		t.Errorf("from %s", c.From())
	}
}
