package sheet

import (
	"fmt"
	"strings"
)

// scanner cuts text into records. Unlike the standard library's reader it
// survives a quote that never closes: it gives up that record only and goes
// on with the line after the one on which the quote was opened.
type scanner struct {
	text  string
	comma byte
	pos   int
	line  int // of pos, from 1
	spare int // bytes that may still be read twice after broken records
}

func newScanner(text string, comma byte) *scanner {
	// Every broken record may read up to the end in vain. The allowance keeps
	// a hostile file from costing the square of its size.
	return &scanner{text: text, comma: comma, line: 1, spare: 8*len(text) + 1<<20}
}

func (s *scanner) more() bool { return s.pos < len(s.text) }

// record reads up to and including the next line end outside quotes. A
// problem that is not "" says why the record was given up.
func (s *scanner) record() (cells []string, problem string) {
	for {
		cell, problem := s.cell(len(cells) + 1)
		if problem != "" {
			return nil, problem
		}
		cells = append(cells, cell)
		if !s.more() {
			return cells, ""
		}
		end := s.text[s.pos]
		s.pos++
		if end == '\n' {
			s.line++
			return cells, ""
		}
		if !s.more() { // the file ends with a separator: one more, empty cell
			return append(cells, ""), ""
		}
	}
}

// cell reads one cell and stops on the separator or line end after it.
func (s *scanner) cell(number int) (cell, problem string) {
	if s.text[s.pos] == '"' {
		return s.quoted(number)
	}
	from := s.pos
	for s.more() && s.text[s.pos] != s.comma && s.text[s.pos] != '\n' {
		s.pos++
	}
	return strings.TrimSuffix(s.text[from:s.pos], "\r"), ""
}

// quoted reads a cell that begins with a quote. A lone quote inside is taken
// as it is while the cell stays on one line; on several lines it means that
// some quote before it was not closed.
func (s *scanner) quoted(number int) (cell, problem string) {
	from := s.pos + 1
	lone, crossed := false, false
	for i := from; ; {
		q := strings.IndexByte(s.text[i:], '"')
		if q < 0 {
			return "", s.broken(number, len(s.text))
		}
		crossed = crossed || strings.Contains(s.text[i:i+q], "\n")
		i += q
		switch after := s.afterQuote(i + 1); {
		case strings.HasPrefix(s.text[i+1:], `"`):
			i += 2
		case after >= 0 && !(lone && crossed):
			cell := s.text[from:i]
			s.pos = after
			s.line += strings.Count(cell, "\n")
			return strings.ReplaceAll(cell, `""`, `"`), ""
		case crossed:
			return "", s.broken(number, i)
		default:
			lone = true
			i++
		}
	}
}

// afterQuote gives the place of the separator, line end or end of file that
// follows a closing quote, blanks between them allowed; -1 when something
// else follows.
func (s *scanner) afterQuote(i int) int {
	for i < len(s.text) && s.text[i] == ' ' && s.comma != ' ' {
		i++
	}
	if i >= len(s.text) {
		return len(s.text)
	}
	if s.text[i] == s.comma || s.text[i] == '\n' {
		return i
	}
	return -1
}

// broken moves to the line after the open quote and says what was wrong. When
// the allowance is used up it moves to the end instead.
func (s *scanner) broken(number, readTo int) string {
	start := s.text[s.pos:min(len(s.text), s.pos+24)]
	start, _, _ = strings.Cut(start, "\n")
	line := s.line
	problem := fmt.Sprintf("The quote that opens cell %d on line %d (%s…) is not closed; the row was left out.",
		number, line, strings.ToValidUTF8(start, ""))
	s.spare -= readTo - s.pos
	next := strings.IndexByte(s.text[s.pos:], '\n')
	if next < 0 || s.spare < 0 {
		if next >= 0 {
			problem = fmt.Sprintf("Too many quotes are not closed; nothing from line %d on was read.", line)
		}
		s.pos = len(s.text)
		return problem
	}
	s.pos += next + 1
	s.line++
	return problem
}
