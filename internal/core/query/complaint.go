package query

import (
	"fmt"
	"strings"

	"throughline/internal/kit/errs"
)

// complaint is one thing that is wrong with a query.
type complaint struct {
	At   int    // the character, from 1; 0 when it concerns the whole
	Text string // what it is and what to do
}

// invalid makes one error of all complaints, for the field q.
func invalid(all ...complaint) error {
	e := &errs.Error{Kind: errs.Invalid, Msg: "The query cannot be answered as it stands."}
	for _, c := range all {
		text := c.Text
		if c.At > 0 {
			text = fmt.Sprintf("Character %d: %s", c.At, text)
		}
		e.Fields = append(e.Fields, errs.Field{Field: "q", Message: text})
	}
	return e
}

func complain(at int, format string, args ...any) complaint {
	return complaint{At: at, Text: fmt.Sprintf(format, args...)}
}

// clip shortens what a user typed to what fits into a message.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// didYouMean is a question to add to a message, or "".
func didYouMean(prefix string, names []string) string {
	if len(names) == 0 {
		return ""
	}
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "“" + prefix + n + "”"
	}
	return " Did you mean " + strings.Join(quoted, " or ") + "?"
}
