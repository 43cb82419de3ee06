// Package sheet reads tables that other tools exported as text: it finds out
// the encoding and the separator, keeps every column even when names repeat,
// and goes on after a row that cannot be read.
//
// Words it owns: table (one file read as rows), row, cell, header, day order
// (whether 11/01 is January or November).
//
// It knows no tool. What a column means is decided by the bridges above it.
package sheet

import (
	"fmt"
	"strings"

	"throughline/internal/core/transfer"
)

// Table is one file of comma-, semicolon- or tab-separated values.
type Table struct {
	Name     string             // the file's name, for messages
	Encoding string             // "utf-8", "utf-16le", "utf-16be", "windows-1252" or "macintosh"
	Comma    byte               // the separator
	Rows     []Row              // every row that holds something, the header among them
	Problems []transfer.Problem // places that could not be read
}

// MostColumns is how many columns a table may have: as many as the widest
// spreadsheets. Whoever reads a header refuses more, for no export needs them
// and each costs memory in every row.
const MostColumns = 16384

// Row is one record. Number counts records as a spreadsheet does, so that the
// first row of a file is row 1; Line is where the record begins in the text,
// which differs as soon as a cell holds line breaks.
type Row struct {
	Number int
	Line   int
	Cells  []string
}

// Read turns a file into rows. Bytes that cannot be text and rows whose
// quotes do not close become Problems; nothing makes it fail.
func Read(f transfer.File) *Table {
	text, encoding, bad := Text(f.Data)
	t := &Table{Name: f.Name, Encoding: encoding}
	if bad > 0 {
		t.note(f.Name, "%d places hold bytes that are no text in %s; they show as \uFFFD.", bad, encoding)
	}
	text = oneLineEnd(text)
	comma, rest := declaredComma(text)
	if comma == 0 {
		comma = guessComma(text)
	}
	t.Comma = comma
	t.scan(rest, strings.Count(text[:len(text)-len(rest)], "\n"))
	return t
}

// scan fills the rows. skipped is the number of lines before text.
func (t *Table) scan(text string, skipped int) {
	s := newScanner(text, t.Comma)
	s.line += skipped
	for number := 1 + skipped; s.more(); number++ {
		line := s.line
		cells, problem := s.record()
		if problem != "" {
			t.note(Place(number, line), "%s", problem)
			continue
		}
		if !blank(cells) {
			t.Rows = append(t.Rows, Row{Number: number, Line: line, Cells: cells})
		}
	}
}

func (t *Table) note(where, format string, args ...any) {
	t.Problems = append(t.Problems, transfer.Problem{Where: where, What: fmt.Sprintf(format, args...)})
}

// Place says where a row stands, for messages: "row 7 (line 12)".
func Place(number, line int) string {
	if number == line {
		return fmt.Sprintf("row %d", number)
	}
	return fmt.Sprintf("row %d (line %d)", number, line)
}

// Place says where the row stands, for messages.
func (r Row) Place() string { return Place(r.Number, r.Line) }

// Cell is the trimmed text of a column; "" when the row is too short.
func (r Row) Cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return strings.TrimSpace(r.Cells[column])
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// oneLineEnd turns CRLF into LF, and the lone CR of old Macintosh files too
// when the file has no other line end.
func oneLineEnd(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	if !strings.Contains(text, "\n") {
		return strings.ReplaceAll(text, "\r", "\n")
	}
	return strings.ReplaceAll(text, "\r\n", "\n")
}
