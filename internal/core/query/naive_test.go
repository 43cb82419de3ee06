package query

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/text"
)

// What follows answers queries the slow and obvious way, record by record and
// without SQL, to compare the compiled answers with. It has no notion of null:
// a record has a value or it does not, and "not" turns an answer round.

// naive says whether a record of the world fits a condition.
func (w *world) naive(n Node, r row) bool {
	switch n := n.(type) {
	case nil:
		return true
	case And:
		return !slices.ContainsFunc(n, func(part Node) bool { return !w.naive(part, r) })
	case Or:
		return slices.ContainsFunc(n, func(part Node) bool { return w.naive(part, r) })
	case Not:
		return !w.naive(n.Node, r)
	case Has:
		return w.naiveHas(n.Field, r) != n.Absent
	case Is:
		return w.naiveIs(n.Name, r)
	case Text:
		return w.naiveText(n, r)
	case Term:
		found := slices.ContainsFunc(n.Values, func(v Value) bool { return w.naiveValue(n, v, r) })
		return found != (n.Op == NotEqual)
	}
	panic("unknown node")
}

func (w *world) naiveIs(name string, r row) bool {
	switch name {
	case "open":
		return r.category == "todo" || r.category == "doing"
	case "closed":
		return r.category == "closed"
	case "mine":
		return r.owner == "m1"
	case "overdue":
		return r.due != "" && r.due < "2026-03-15"
	case "future":
		return r.created > int64(w.now)
	}
	panic(name)
}

func (w *world) naiveText(n Text, r row) bool {
	if key := strings.ToUpper(n.Text); !n.Quoted && !n.Prefix && strings.HasPrefix(key, "LEND-") {
		if slices.ContainsFunc(w.rows, func(o row) bool { return o.key == key }) {
			return r.key == key
		}
	}
	return strings.Contains(text.Fold(r.title), text.Fold(n.Text))
}

// words gives the values of a field that holds words or ids; all of a link's.
func (w *world) words(field string, r row) []string {
	custom, _ := r.custom[map[string]string{"customer-tier": "c1tier", "note": "c6note", "renewal": "c4renewal"}[field]].(string)
	one := map[string]string{
		"type": r.kind, "key": r.key, "title": r.title, "owner": r.owner, "state": r.state, "category": r.category,
		"due": r.due, "sprint": r.sprint, "severity": r.severity, "ask": r.ask,
		"customer-tier": custom, "note": custom, "renewal": custom,
	}
	switch field {
	case "tag":
		return r.tags
	case "teams":
		list, _ := r.custom["c2teams"].([]string)
		return list
	case "feature", "blocks", "delivered-by", "relates":
		return w.linkedTo(field, r)
	}
	if one[field] == "" {
		return nil
	}
	return []string{one[field]}
}

func (w *world) linkedTo(field string, r row) []string {
	kind := map[string]string{"feature": "delivers", "delivered-by": "delivers", "blocks": "blocks", "relates": "relates"}[field]
	var ids []string
	for _, other := range w.rows {
		for _, e := range other.links {
			if e.kind == kind && e.to == r.id && field != "feature" && field != "blocks" {
				ids = append(ids, other.id)
			}
			if e.kind == kind && other.id == r.id && field != "delivered-by" {
				ids = append(ids, e.to)
			}
		}
	}
	return ids
}

// number gives the value of a field that holds a number or a truth.
func number(field string, r row) (float64, bool) {
	var v any
	switch field {
	case "estimate":
		if r.estimate != nil {
			v = float64(*r.estimate)
		}
	case "effort":
		if r.effort != nil {
			v = *r.effort
		}
	case "flagged":
		if r.flagged != nil {
			v = *r.flagged
		}
	case "seats":
		v = r.custom["c3seats"]
	case "vip":
		v = r.custom["c5vip"]
	}
	switch v := v.(type) {
	case float64:
		return v, true
	case bool:
		if v {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

func moment(field string, r row) int64 {
	return map[string]int64{"created": r.created, "updated": r.updated, "archived": r.archived, "finished": r.finished}[field]
}

func isMoment(field string) bool {
	return slices.Contains([]string{"created", "updated", "archived", "finished"}, field)
}

func (w *world) naiveHas(field string, r row) bool {
	switch {
	case isMoment(field):
		return moment(field, r) != 0
	case field == "feature":
		return slices.ContainsFunc(w.words(field, r), func(id string) bool {
			return slices.ContainsFunc(w.rows, func(o row) bool { return o.id == id && o.kind == "feature" })
		})
	}
	_, isNumber := number(field, r)
	return isNumber || len(w.words(field, r)) > 0
}

func (w *world) naiveValue(n Term, v Value, r row) bool {
	if v.Text == "none" && !v.Quoted {
		return !w.naiveHas(n.Field, r)
	}
	switch {
	case isMoment(n.Field):
		return w.naiveMoment(n, v, moment(n.Field, r))
	case n.Field == "due" || n.Field == "renewal":
		days := w.words(n.Field, r)
		return len(days) > 0 && w.naiveDay(n, v, days[0])
	case slices.Contains([]string{"estimate", "effort", "flagged", "seats", "vip"}, n.Field):
		x, ok := number(n.Field, r)
		return ok && naiveNumber(n, v, x)
	}
	return slices.ContainsFunc(w.words(n.Field, r), func(have string) bool { return w.naiveWord(n, v, have) })
}

func naiveNumber(n Term, v Value, x float64) bool {
	read := func(s string) float64 {
		if s == "yes" {
			return 1
		}
		f, _ := strconv.ParseFloat(s, 64)
		return f
	}
	if v.Range {
		return (v.Text == "" || x >= read(v.Text)) && (v.To == "" || x <= read(v.To))
	}
	y := read(v.Text)
	switch n.Op {
	case Less:
		return x < y
	case LessEqual:
		return x <= y
	case Greater:
		return x > y
	case GreaterEqual:
		return x >= y
	}
	return x == y
}

// naiveDay compares texts: a day with as much of it as the query gives.
func (w *world) naiveDay(n Term, v Value, day string) bool {
	cut := func(like string) string { return day[:min(len(like), len(day))] }
	if v.Range {
		low, high := w.calendar(v.Text), w.calendar(v.To)
		return (low == "" || cut(low) >= low) && (high == "" || cut(high) <= high)
	}
	y := w.calendar(v.Text)
	switch x := cut(y); n.Op {
	case Less:
		return x < y
	case LessEqual:
		return x <= y
	case Greater:
		return x > y
	case GreaterEqual:
		return x >= y
	default:
		return x == y
	}
}

// calendar turns today and what is counted from it into a day; 2026-03 stays.
func (w *world) calendar(s string) string {
	now := w.now.Time().In(w.zone)
	switch {
	case s == "today":
		return now.Format(time.DateOnly)
	case s == "yesterday":
		return now.Add(-24 * time.Hour).Format(time.DateOnly)
	case strings.HasSuffix(s, "d"), strings.HasSuffix(s, "w"):
		n, _ := strconv.Atoi(s[:len(s)-1])
		if s[len(s)-1] == 'w' {
			n *= 7
		}
		return clock.DayOf(w.now, w.zone).Add(n).Time().Format(time.DateOnly)
	case strings.HasSuffix(s, "m"): // the 15th exists in every month
		n, _ := strconv.Atoi(s[:len(s)-1])
		return time.Date(now.Year(), now.Month()+time.Month(n), now.Day(), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	return s
}

func (w *world) naiveMoment(n Term, v Value, at int64) bool {
	if at == 0 {
		return false
	}
	if v.Text == "now" || strings.Contains(v.Text, "T") {
		exact := int64(w.now)
		if v.Text != "now" {
			exact = micros(v.Text)
		}
		return naiveNumber(Term{Op: n.Op}, Value{Text: strconv.FormatInt(exact-micros("2026-01-01T00:00:00Z"), 10)}, float64(at-micros("2026-01-01T00:00:00Z")))
	}
	return w.naiveDay(n, v, string(clock.DayOf(clock.Instant(at), w.zone)))
}

func (w *world) naiveWord(n Term, v Value, have string) bool {
	a, b := text.Fold(have), text.Fold(v.Text)
	switch n.Field {
	case "owner":
		return v.Text == "me" && !v.Quoted && have == "m1" || (v.Text != "me" || v.Quoted) && strings.HasPrefix(text.Fold(members[have]), b)
	case "sprint", "feature", "blocks", "delivered-by", "relates":
		return slices.ContainsFunc(w.rows, func(o row) bool { return o.id == have && o.key == strings.ToUpper(v.Text) })
	case "customer-tier":
		return map[string]string{"o1": "gold", "o2": "silver plus"}[have] == b
	case "teams":
		return map[string]string{"o1": "red", "o11": "blue"}[have] == b
	}
	longer := n.Field == "title" || n.Field == "ask" || n.Field == "note"
	switch {
	case v.Prefix:
		return strings.HasPrefix(a, b)
	case longer && n.Op == Match:
		return strings.Contains(a, b)
	}
	return a == b
}
