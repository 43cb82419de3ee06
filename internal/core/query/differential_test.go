package query

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/clock"
)

// pick draws one of several, for readability below.
func pick[T any](t *rapid.T, from ...T) T { return rapid.SampledFrom(from).Draw(t, "pick") }

// maybe draws a value or none.
func maybe[T any](t *rapid.T, from ...T) *T {
	if rapid.IntRange(0, 2).Draw(t, "absent") == 0 {
		return nil
	}
	return ptr(pick(t, from...))
}

// drawMoment draws an instant near the edges of days, months and years.
func drawMoment(t *rapid.T) int64 {
	day := pick(t, "2024-02-29", "2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-03-14", "2026-03-15", "2026-03-29", "2026-04-01")
	hour := pick(t, "00:00:00Z", "21:59:59.999999Z", "22:00:00Z", "22:59:59.999999Z", "23:00:00Z", "12:00:00Z", "12:00:00.000001Z")
	return micros(day + "T" + hour)
}

func drawRow(t *rapid.T, n int) row {
	some := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	r := row{
		id: fmt.Sprintf("r%02d", n), num: int64(n), key: fmt.Sprintf("LEND-%d", n),
		kind:  pick(t, "story", "bug", "task", "feature", "sprint"),
		title: pick(t, "Pay", "pay later", "Page", `a%b "c"`, "a_b", `back\slash`, "zz LEND-99", "Payment page"),
		owner: some(maybe(t, "m1", "m2", "m3", "m4")), state: pick(t, states...),
		category: pick(t, "todo", "doing", "done", "closed"), rank: pick(t, "a", "b", "c", "d"),
		created: drawMoment(t), updated: drawMoment(t), custom: map[string]any{},
	}
	if rapid.Bool().Draw(t, "archived") {
		r.archived = drawMoment(t)
	}
	r.tags = slices.Compact(slices.Sorted(slices.Values(rapid.SliceOfN(rapid.SampledFrom([]string{"Billing", "billing-eu", "b", "q1 2026"}), 0, 3).Draw(t, "tags"))))
	if r.item = rapid.IntRange(0, 3).Draw(t, "item") > 0; r.item {
		r.estimate, r.effort = maybe(t, int64(-1), 0, 3, 5, 8), maybe(t, -0.5, 0, 2.5, 3, 8.25)
		r.due, r.sprint = some(maybe(t, "2025-12-31", "2026-02-28", "2026-03-08", "2026-03-14", "2026-03-15", "2026-04-01")), some(maybe(t, "r01", "r02"))
		r.severity, r.ask = some(maybe(t, "low", "medium", "high")), some(maybe(t, "Pay me", "page 100%", "x"))
		r.flagged = maybe(t, true, false)
		if rapid.Bool().Draw(t, "finished") {
			r.finished = drawMoment(t)
		}
	}
	for id, v := range map[string]any{
		"c1tier": pick(t, "o1", "o2"), "c2teams": pick(t, []string{"o1"}, []string{"o11"}, []string{"o1", "o11"}),
		"c3seats": pick(t, 0.0, 3, 12.5), "c4renewal": pick(t, "2026-02-28", "2026-06-30"), "c5vip": pick(t, true, false), "c6note": pick(t, "Hello", "page"),
	} {
		if rapid.Bool().Draw(t, id) {
			r.custom[id] = v
		}
	}
	for range rapid.IntRange(0, 2).Draw(t, "links") {
		r.links = append(r.links, edge{pick(t, "delivers", "blocks", "relates"), fmt.Sprintf("r%02d", rapid.IntRange(1, 8).Draw(t, "to"))})
	}
	return r
}

func drawRows(t *rapid.T, least, most int) []row {
	rows := make([]row, rapid.IntRange(least, most).Draw(t, "rows"))
	for i := range rows {
		rows[i] = drawRow(t, i+1)
	}
	return rows
}

// termSpec is a sort of term that the catalogue of the tests understands.
type termSpec struct {
	fields, ops, values []string
	ranges              bool
}

var (
	allOps   = []string{":", "=", "!=", "<", "<=", ">", ">="}
	equalOps = []string{":", "=", "!="}
	dates    = []string{"2024", "2025", "2026", "2025-12", "2026-02", "2026-03", "2025-12-31", "2026-01-01", "2026-03-01", "2026-03-14", "today", "yesterday", "-1d", "-7d", "-2w", "-1m", "+2w", "+1m"}
	specs    = []termSpec{
		{[]string{"type"}, equalOps, []string{"story", "BUG", "feature"}, false},
		{[]string{"state"}, equalOps, []string{"ready", `"In Progress"`, "done"}, false},
		{[]string{"category"}, equalOps, []string{"todo", "closed"}, false},
		{[]string{"severity"}, equalOps, []string{"low", "High", "none"}, false},
		{[]string{"owner"}, equalOps, []string{"ana", "ben", "me", `"me"`, "none"}, false},
		{[]string{"title", "ask", "note"}, equalOps, []string{"pay", "PAGE", "pay*", `"a%b"`, "a_b", `"back\\"`, `"c\""`, "100%", "none", "hello"}, false},
		{[]string{"tag"}, equalOps, []string{"billing", "b*", "BILL*", `"q1 2026"`, "none"}, false},
		{[]string{"estimate", "effort", "seats"}, allOps, []string{"-1", "0", "2.5", "3", "5.0", "8.25"}, true},
		{[]string{"estimate", "effort", "seats"}, equalOps, []string{"none", "3", "8"}, false},
		{[]string{"due", "renewal"}, allOps, dates, true},
		{[]string{"created", "updated", "archived", "finished"}, allOps, dates, true},
		{[]string{"created", "updated", "archived", "finished"}, allOps, []string{"now", "2026-03-14T23:00:00Z", "2026-03-15T12:00:00.000001Z"}, false},
		{[]string{"archived", "finished", "due"}, equalOps, []string{"none", "2026", "yesterday"}, false},
		{[]string{"flagged", "vip"}, equalOps, []string{"yes", "no", "none"}, false},
		{[]string{"sprint", "feature", "blocks", "delivered-by", "relates"}, equalOps, []string{"LEND-1", "lend-2", "none"}, false},
		{[]string{"key"}, equalOps, []string{"LEND-1", "lend-2", "LEND-1*"}, false},
		{[]string{"customer-tier"}, equalOps, []string{"gold", `"silver plus"`, "none"}, false},
		{[]string{"teams"}, equalOps, []string{"red", "blue", "none"}, false},
	}
	hasFields = []string{"owner", "estimate", "effort", "due", "sprint", "severity", "ask", "flagged", "archived", "finished", "created", "tag", "feature", "blocks", "relates", "delivered-by", "customer-tier", "teams", "seats", "vip", "note"}
)

func drawTerm(t *rapid.T) string {
	switch rapid.IntRange(0, 9).Draw(t, "sort of term") {
	case 0:
		return pick(t, "is:open", "is:closed", "is:mine", "is:overdue", "is:future")
	case 1:
		return pick(t, "has:", "no:") + pick(t, hasFields...)
	case 2:
		return pick(t, "pay", "PAGE", `"pay later"`, "LEND-1", "lend-2", "LEND-99", "a_b", `"\""`)
	}
	s := pick(t, specs...)
	op := pick(t, s.ops...)
	values := []string{pick(t, s.values...)}
	if op == ":" || op == "=" || op == "!=" {
		values = append(values, rapid.SliceOfN(rapid.SampledFrom(s.values), 0, 2).Draw(t, "more")...)
		if s.ranges && rapid.Bool().Draw(t, "range") {
			values = append(values, pick(t, "", s.values[0], s.values[2])+".."+s.values[len(s.values)-1], s.values[1]+"..")
		}
	}
	return pick(t, s.fields...) + op + strings.Join(values, ",")
}

func drawText(t *rapid.T, depth int) string {
	shape := rapid.IntRange(0, 5).Draw(t, "shape")
	if depth == 0 || shape > 2 {
		return drawTerm(t)
	}
	if shape == 2 {
		return "-(" + drawText(t, depth-1) + ")"
	}
	parts := []string{drawText(t, depth-1), drawText(t, depth-1)}
	return "(" + strings.Join(parts, []string{" ", " or "}[shape]) + ")"
}

// The compiled query finds what the naive one finds, on random records.
func TestCompiledFindsWhatTheNaiveFinds(t *testing.T) {
	t.Parallel()
	asked, trivial := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t, drawRows(rt, 8, 24))
		defer func() { _ = w.db.Close() }()
		for range 12 {
			text := drawText(rt, 3)
			tree, err := Parse(text)
			if err != nil {
				rt.Fatalf("%s: %v", text, err)
			}
			c, err := Compile(context.Background(), tree, w.env())
			if err != nil {
				rt.Fatalf("%s: %v", text, err)
			}
			var want []string
			for _, r := range w.rows {
				if w.naive(tree.Where, r) {
					want = append(want, r.key)
				}
			}
			if got := w.find(c); !slices.Equal(got, want) {
				rt.Fatalf("%s\n%s\n%v\nfound %v\nwant  %v", text, c.Where.SQL, c.Where.Args, got, want)
			}
			asked++
			if len(want) == 0 || len(want) == len(w.rows) {
				trivial++
			}
		}
	})
	// The comparison says nothing when every answer is nothing or everything.
	if asked == 0 || trivial > asked/2 {
		t.Errorf("%d of %d answers are trivial", trivial, asked)
	}
}

// What a user types never becomes SQL: the text is the same whatever the
// values are, and each argument has its placeholder.
func TestTextOfUsersIsNeverSQL(t *testing.T) {
	t.Parallel()
	w := newWorld(t, []row{{id: "r1", key: "LEND-1", num: 1}})
	env := w.env()
	env.Resolver = resolver{ids: []string{"'; drop table record --"}}
	env.Search = func(words []Word) Frag { return Frag{SQL: "r.title_folded = ?", Args: []any{words[0].Text}} }
	rapid.Check(t, func(rt *rapid.T) {
		hostile := func() string {
			return `"` + escapeQuotes.Replace(rapid.StringN(1, 10, 40).Filter(func(s string) bool { return !hasNull(s) }).Draw(rt, "text")+`'--?`) + `"`
		}
		for _, form := range []string{"title:%s", "title=%s*", "ask:%s", "tag:%s", "tag:%s*", "note!=%s", "owner:%s", "feature:%s", "state:%s", "key:%s", "key:%s*", "%s", "text:%s", "-title:%s"} {
			first, second := compileText(rt, env, fmt.Sprintf(form, hostile())), compileText(rt, env, fmt.Sprintf(form, hostile()))
			if first.SQL != second.SQL {
				rt.Fatalf("%s: %s, then %s", form, first.SQL, second.SQL)
			}
			if holes := strings.Count(first.SQL, "?"); holes != len(first.Args) {
				rt.Fatalf("%s: %d placeholders, %d arguments", form, holes, len(first.Args))
			}
			w.find(&Compiled{Where: first, Joins: []string{"item"}})
		}
	})
	if got := w.find(&Compiled{Where: allOf()}); len(got) != 1 {
		t.Errorf("the record is gone: %v", got)
	}
}

// failer is what *testing.T and *rapid.T have in common.
type failer interface {
	Fatalf(format string, args ...any)
}

func compileText(t failer, env Env, text string) Frag {
	q, err := Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	c, err := Compile(context.Background(), q, env)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return c.Where
}

// FuzzCompile: whatever is typed, compiling does not panic, and what compiles is
// SQL that the database takes.
func FuzzCompile(f *testing.F) {
	w := lend(f)
	for _, s := range []string{
		"type:story state:ready feature:LEND-1 estimate>3", "created:2026-01..2026-03,-7d", `title:"a%b"* or -owner:me,none`,
		"sort:-estimate,title group:severity", "seats:..3.5", "finished<=now", "due:+9999y", "key:l* LEND-3", "no:tag has:relates is:overdue",
		"created:0001", "created:9998-12-31", "created>=0001-01-01T00:00:00+14:00", "estimate:-999999999999999999", "effort<.5",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w := &world{t: t, db: w.db, rows: w.rows, zone: w.zone, now: clock.Instant(w.now)}
		_, err := w.ask(s)
		_ = err // a refusal is fine; ask fails the test when the database refuses
	})
}
