package metric

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// columns says where a table has what; -1 where it has none.
type columns struct{ at, value, note int }

// What columns are called.
var (
	atNames    = []string{"at", "day", "date", "time", "when", "week", "month", "period"}
	valueNames = []string{"value", "number", "amount", "figure", "count", "points"}
	noteNames  = []string{"note", "comment", "remark"}
)

// row is a line of the table as it was read.
type row struct {
	line int
	at   clock.Instant
	p    Point
}

// table reads points from text.
type table struct {
	zone  *time.Location
	now   clock.Instant
	title string // of the metric: a column may be called by it
	comma bool   // numbers have a decimal comma
	cols  columns
	rows  []row
	bad   []Bad
	seen  map[clock.Instant]int
	lines int
}

// mostRows bounds what one table may hold.
const mostRows = 5000

// read goes through the text. What is not a table at all is an error; what is
// wrong with one row is noted and the rest is read.
func (t *table) read(text string) error {
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return errs.Fieldf("text", "must be text in UTF-8; save the table as UTF-8 first")
	}
	text = strings.TrimPrefix(text, "\ufeff")
	sep := separator(text)
	t.comma = sep == ';'
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace, r.LazyQuotes = sep, -1, sep != '\t', true
	t.seen = map[clock.Instant]int{}
	for first := true; ; first = false {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errs.Fieldf("text", "cannot be read as a table: %v", err)
		}
		if blank(cells) {
			continue
		}
		line, _ := r.FieldPos(0)
		if first {
			headed, err := t.head(cells)
			if err != nil {
				return err
			}
			if headed {
				continue
			}
		}
		if t.lines++; t.lines > mostRows {
			return errs.New(errs.TooLarge, "The table has more than %d rows. Split it.", mostRows)
		}
		t.row(line, cells)
	}
	if t.lines == 0 {
		return errs.Fieldf("text", "has no rows: it takes a column with days and one with values")
	}
	return nil
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// separator is what parts the cells of the first line most often.
func separator(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	best, most := ',', 0
	for _, sep := range ";\t," {
		if n := strings.Count(first, string(sep)); n > most {
			best, most = sep, n
		}
	}
	return best
}

// head reads the first line: the names of columns, or already the first point,
// which then stand as day, value, note.
func (t *table) head(cells []string) (headed bool, err error) {
	t.cols = columns{-1, -1, -1}
	for i, c := range cells {
		name := strings.ToLower(strings.TrimSpace(c))
		switch {
		case t.cols.at < 0 && slices.Contains(atNames, name):
			t.cols.at = i
		case t.cols.value < 0 && (slices.Contains(valueNames, name) || name == strings.ToLower(t.title)):
			t.cols.value = i
		case t.cols.note < 0 && slices.Contains(noteNames, name):
			t.cols.note = i
		}
	}
	if t.cols.at >= 0 && t.cols.value >= 0 {
		return true, nil
	}
	if _, msg := t.moment(cells[0]); msg == "" && len(cells) > 1 {
		t.cols = columns{0, 1, -1}
		if len(cells) > 2 {
			t.cols.note = 2
		}
		return false, nil
	}
	if t.cols.at < 0 {
		return false, errs.Fieldf("text", "has no column for the day: call one %s", strings.Join(atNames[:3], ", "))
	}
	return false, errs.Fieldf("text", "has no column for the value: call one %s, or like the metric", strings.Join(valueNames[:3], ", "))
}

// row reads one line, or notes what is wrong with it.
func (t *table) row(line int, cells []string) {
	cell := func(i int) string {
		if i < 0 || i >= len(cells) {
			return ""
		}
		return strings.TrimSpace(cells[i])
	}
	fault := func(column, text, reason string) { t.bad = append(t.bad, Bad{line, column, shorten(text), reason}) }
	at, msg := t.moment(cell(t.cols.at))
	if msg != "" {
		fault("day", cell(t.cols.at), msg)
		return
	}
	value, msg := number(cell(t.cols.value), t.comma)
	if msg != "" {
		fault("value", cell(t.cols.value), msg)
		return
	}
	p := Point{At: at, Value: value, Note: cell(t.cols.note)}
	before, twice := t.seen[at]
	switch {
	case p.wrong(t.now) != "":
		fault("day", cell(t.cols.at), p.wrong(t.now))
	case utf8.RuneCountInString(p.Note) > noteLimit:
		fault("note", p.Note, "must have at most 500 characters")
	case twice:
		fault("day", cell(t.cols.at), fmt.Sprintf("stands in line %d already; that one counts", before))
	default:
		t.seen[at] = line
		t.rows = append(t.rows, row{line, at, p})
	}
}

// How moments may be written. Days begin in the workspace's zone.
var layouts = []string{
	"2006-01-02", "2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05", "2006/01/02", "2006.01.02",
	"2.1.2006", "2.1.2006 15:04", "2 Jan 2006", "2-Jan-2006", "Jan 2, 2006", "2 January 2006", "January 2, 2006", "2006-01",
}

func (t *table) moment(text string) (_ clock.Instant, wrong string) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, "is empty"
	}
	if at, err := clock.ParseInstant(text); err == nil {
		return at, ""
	}
	for _, l := range layouts {
		if at, err := time.ParseInLocation(l, text, t.zone); err == nil {
			return clock.From(at), ""
		}
	}
	if at, err := time.ParseInLocation("1/2/2006", text, t.zone); err == nil {
		return slashed(text, at, t.zone)
	}
	if at, err := time.ParseInLocation("2/1/2006", text, t.zone); err == nil {
		return clock.From(at), ""
	}
	return 0, "is not a day like 2026-03-01"
}

// slashed reads 3/4/2026 only where it can mean one day.
func slashed(text string, monthFirst time.Time, zone *time.Location) (clock.Instant, string) {
	dayFirst, err := time.ParseInLocation("2/1/2006", text, zone)
	if err == nil && !dayFirst.Equal(monthFirst) {
		return 0, fmt.Sprintf("may be %s or %s; write it like 2026-03-01", monthFirst.Format("2 January"), dayFirst.Format("2 January"))
	}
	return clock.From(monthFirst), ""
}

// number reads a value with thousands and signs of percent, as tables have
// them. A comma is a decimal sign where the table's cells are parted by
// semicolons, where it is the last sign, and where it cannot part thousands.
func number(text string, comma bool) (_ float64, wrong string) {
	if text == "" {
		return 0, "is empty"
	}
	s := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "%", "", "\u2212", "-").Replace(text)
	point, decimal := strings.LastIndex(s, "."), strings.LastIndex(s, ",")
	switch {
	case decimal < 0 && comma && thousands(s, "."):
		s = strings.ReplaceAll(s, ".", "")
	case decimal < 0:
	case point > decimal:
		s = strings.ReplaceAll(s, ",", "")
	case point >= 0 || comma || !thousands(s, ","):
		s = strings.ReplaceAll(s, ".", "")
		s = strings.Replace(s, ",", ".", 1)
	default:
		s = strings.ReplaceAll(s, ",", "")
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) || strings.ContainsAny(s, "xXpP_") {
		return 0, "is not a number"
	}
	return n, ""
}

// thousands says whether a sign parts groups of three digits and no others.
func thousands(s, sign string) bool {
	groups := strings.Split(strings.TrimLeft(s, "+-"), sign)
	for i, g := range groups {
		if i == 0 && (g == "" || len(g) > 3) || i > 0 && len(g) != 3 {
			return false
		}
	}
	return len(groups) > 1
}
