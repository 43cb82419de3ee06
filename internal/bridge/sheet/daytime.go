package sheet

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

var (
	timeOfDay = regexp.MustCompile(`(?:^|[T\s,:\p{Han}\p{Hangul}])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?`)
	aside     = regexp.MustCompile(`\([^)]*\)`)
	offset    = regexp.MustCompile(`^(?:GMT|UTC)?([+-])(\d{2}):?(\d{2})?$`)
)

// token is a run of digits or of letters.
type token struct {
	text  string
	month int  // what the word means, 0 when it is no month
	digit bool // a number
}

// tokens cuts a day into numbers and words; points, slashes and the like only
// separate. ok is false when something else than these occurs.
func tokens(s string) (list []token, ok bool) {
	var run []rune
	flush := func() {
		if len(run) > 0 {
			list = append(list, newToken(string(run)))
			run = run[:0]
		}
	}
	for _, r := range s {
		digit, letter := r >= '0' && r <= '9', unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
		switch {
		case !digit && !letter:
			flush()
			if !strings.ContainsRune(" /.-,'’，、", r) {
				return nil, false
			}
			continue
		case len(run) > 0 && digit != (run[0] >= '0' && run[0] <= '9'):
			flush()
		}
		run = append(run, r)
	}
	flush()
	return list, true
}

func newToken(text string) token {
	if text[0] >= '0' && text[0] <= '9' {
		return token{text: text, digit: true}
	}
	return token{text: text, month: month(text)}
}

// setTime reads the groups of timeOfDay.
func (p *parts) setTime(s string, m []int) {
	group := func(n int) int {
		if m[2*n] < 0 {
			return 0
		}
		v, _ := strconv.Atoi(s[m[2*n]:m[2*n+1]])
		return v
	}
	p.hour, p.minute, p.sec = group(1), group(2), group(3)
	if m[8] >= 0 {
		fraction := s[m[8]:m[9]] + strings.Repeat("0", 9-(m[9]-m[8]))
		p.nano, _ = strconv.Atoi(fraction)
	}
}

// afterTime reads what follows a time and gives back what belongs to the day,
// such as the year of "00:47:02 PDT 2019".
func (p *parts) afterTime(s string, half *string) (day string, ok bool) {
	s = strings.TrimSpace(aside.ReplaceAllString(s, ""))
	for word := range strings.FieldsSeq(joinHalf(s)) {
		if h := halfDay(word); h != "" {
			*half = h
			continue
		}
		if zone := zoneOf(word); zone != nil {
			p.zone = zone
			continue
		}
		if _, err := strconv.Atoi(word); err != nil || len(word) != 4 {
			return "", false
		}
		if day != "" {
			return "", false
		}
		day = word
	}
	return day, true
}

// joinHalf makes one word of "p. m.", as Spanish writes it.
func joinHalf(s string) string {
	lower := strings.ToLower(s)
	for _, form := range []string{"a. m.", "p. m.", "a m", "p m"} {
		if strings.HasPrefix(lower, form) {
			return form[:1] + "m" + s[len(form):]
		}
	}
	return s
}

// zoneOf reads "Z", "+0800", "-07:00", "GMT+0000" and the few abbreviations
// that have one meaning; nil when it is no zone.
func zoneOf(word string) *time.Location {
	if m := offset.FindStringSubmatch(word); m != nil {
		hours, _ := strconv.Atoi(m[2])
		minutes, _ := strconv.Atoi(m[3])
		if hours > 15 || minutes > 59 {
			return nil
		}
		return fixed(m[1], hours*60+minutes)
	}
	switch word {
	case "Z", "UTC", "GMT":
		return time.UTC
	case "PST":
		return fixed("-", 8*60)
	case "PDT", "MST":
		return fixed("-", 7*60)
	case "MDT", "CST":
		return fixed("-", 6*60)
	case "CDT", "EST":
		return fixed("-", 5*60)
	case "EDT":
		return fixed("-", 4*60)
	case "CET":
		return fixed("+", 1*60)
	case "CEST":
		return fixed("+", 2*60)
	case "WIB":
		return fixed("+", 7*60)
	}
	return nil
}

func fixed(sign string, minutes int) *time.Location {
	if sign == "-" {
		minutes = -minutes
	}
	return time.FixedZone("", minutes*60)
}
