package risk

import (
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"

	"throughline/internal/core/op"
	"throughline/internal/core/query"
	"throughline/internal/kit/finance"
)

// file is the register as a table for spreadsheets: each open risk with its
// trend and exposure, which a plain list of records does not have.
type file struct {
	of    *Overview
	names map[string]string
}

func registerCSV(ctx context.Context, v *op.View, in RegisterIn) (op.Stream, error) {
	all, err := register(ctx, v, in)
	if err != nil {
		return nil, err
	}
	f := &file{all, map[string]string{}}
	for _, r := range all.Risks {
		if m, ok := v.Access.Member(string(r.Owner)); ok {
			f.names[m.ID] = m.Name
		}
	}
	return f, nil
}

var head = []string{
	"key", "title", "type", "state", "owner", "likelihood", "impact", "severity", "severity before", "trend", "chance in percent",
	"exposure", "currency", "exposure in days", "response", "steps", "steps done", "review on",
}

func (f *file) Serve(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="risks.csv"`)
	out := csv.NewWriter(w)
	lines := [][]string{head}
	for i := range f.of.Risks {
		lines = append(lines, f.line(&f.of.Risks[i]))
	}
	if err := out.WriteAll(lines); err != nil {
		// The head is out already: an ending that no reader takes for whole.
		panic(http.ErrAbortHandler)
	}
}

func (f *file) line(s *Standing) []string {
	chance, money, days := "", "", ""
	if s.Chance != nil {
		chance = strconv.FormatFloat(*s.Chance*100, 'f', -1, 64)
	}
	if s.Money != nil {
		money = amount(*s.Money, s.Currency)
	}
	if s.Days != nil {
		days = strconv.FormatFloat(*s.Days, 'f', -1, 64)
	}
	return []string{
		s.Key, query.Harmless(s.Title), s.Type, s.State, query.Harmless(f.names[string(s.Owner)]), whole(s.Likelihood), whole(s.Impact), whole(s.Severity), whole(s.Before), s.Trend,
		chance, money, s.Currency, days, s.Response, strconv.Itoa(s.Steps), strconv.Itoa(s.StepsDone), string(s.ReviewOn),
	}
}

func whole(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}

// amount writes minor units as a number of the currency's own digits.
func amount(minor int64, currency string) string {
	digits := finance.Digits(currency)
	unit := int64(1)
	for range digits {
		unit *= 10
	}
	if digits == 0 {
		return strconv.FormatInt(minor, 10)
	}
	return fmt.Sprintf("%d.%0*d", minor/unit, digits, minor%unit)
}
