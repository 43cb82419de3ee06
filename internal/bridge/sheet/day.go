package sheet

import "strconv"

// setDay reads the part of a text that names the day. half is set when the
// half of the day stands there, as Chinese and Japanese write it.
func (p *parts) setDay(s string, o Order, half *string) bool {
	list, ok := tokens(s)
	if !ok {
		return false
	}
	var numbers []token
	strange := 0
	for i, t := range list {
		switch {
		case t.digit:
			if i+1 < len(list) && (list[i+1].text == "月" || list[i+1].text == "월") {
				t.month = number(t)
			}
			numbers = append(numbers, t)
		case t.month > 0:
			numbers = append(numbers, t)
		case halfDay(t.text) != "":
			*half = halfDay(t.text)
		case !dayMark(t.text):
			strange++
		}
	}
	return p.fromNumbers(numbers, o, strange)
}

// dayMark knows the characters that name year, month and day.
func dayMark(word string) bool {
	switch word {
	case "年", "月", "日", "년", "월", "일":
		return true
	}
	return false
}

// fromNumbers decides which number is which. Words that are no month, such as
// weekdays, are allowed only beside the name of a month: otherwise
// "Version 1.2.2003" would be a date.
func (p *parts) fromNumbers(list []token, o Order, strange int) bool {
	var named []token
	var rest []token
	for _, t := range list {
		if t.month > 0 {
			named = append(named, t)
		} else {
			rest = append(rest, t)
		}
	}
	switch {
	case len(named) == 0 && strange == 0 && len(rest) == 3:
		return p.numeric(rest, o)
	case len(named) == 0 && strange == 0 && len(rest) == 1 && len(rest[0].text) == 8:
		return p.compact(rest[0].text)
	case len(named) == 1 || len(named) == 2: // a weekday may look like a month: "mar. 3 mars"
		p.month = named[len(named)-1].month
		return len(rest) == 2 && strange <= 2 && p.dayAndYear(rest[0], rest[1])
	}
	return false
}

// dayAndYear takes the number of four digits as the year, else the second.
func (p *parts) dayAndYear(a, b token) bool {
	if len(a.text) == 4 {
		a, b = b, a
	}
	p.day = number(a)
	return len(a.text) <= 2 && p.setYear(b)
}

// numeric reads three numbers. An order that the file suggests yields when it
// cannot be right for this date.
func (p *parts) numeric(n []token, o Order) bool {
	if len(n[0].text) == 4 || o == YearFirst {
		p.month, p.day = number(n[1]), number(n[2])
		return len(n[1].text) <= 2 && len(n[2].text) <= 2 && p.setYear(n[0])
	}
	if len(n[0].text) > 2 || len(n[1].text) > 2 {
		return false
	}
	p.day, p.month = number(n[0]), number(n[1])
	if o == MonthFirst {
		p.day, p.month = p.month, p.day
	}
	if p.month > 12 && p.day <= 12 {
		p.day, p.month = p.month, p.day
	}
	return p.setYear(n[2])
}

// compact reads 20260914.
func (p *parts) compact(s string) bool {
	p.year, _ = strconv.Atoi(s[:4])
	p.month, _ = strconv.Atoi(s[4:6])
	p.day, _ = strconv.Atoi(s[6:])
	return true
}

// setYear takes two digits as 1970 to 2069.
func (p *parts) setYear(t token) bool {
	p.year = number(t)
	switch len(t.text) {
	case 4:
		return true
	case 2:
		p.year += 2000
		if p.year >= 2070 {
			p.year -= 100
		}
		return true
	}
	return false
}

func number(t token) int {
	n, err := strconv.Atoi(t.text)
	if err != nil {
		return -1
	}
	return n
}
