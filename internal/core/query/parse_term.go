package query

import "strings"

// bare makes a word that stands without a field a text to search for.
func (p *parser) bare(word string, at int) (Node, error) {
	if p.peek() == '"' {
		return nil, p.innerQuote()
	}
	switch strings.ToLower(word) {
	case "or", "and", "not": // only after a negation; elsewhere they have been read
		return nil, p.fail(at, "A term is missing before “%s”. To search for the word, write it in quotes.", word)
	}
	if strings.HasPrefix(word, ",") {
		return nil, p.strayComma(at)
	}
	text, prefix, err := p.star(word, at)
	if err != nil {
		return nil, err
	}
	return Text{Text: text, Prefix: prefix, At: at}, p.count(at)
}

func (p *parser) phrase() (Node, error) {
	v, err := p.quotedValue()
	if err != nil {
		return nil, err
	}
	if op := p.atOp(); op != "" {
		return nil, p.fail(v.At, "Write the name of a field without quotes, directly before “%s”.", op)
	}
	if p.peek() == ',' {
		return nil, p.strayComma(p.col())
	}
	return Text{Text: v.Text, Quoted: true, Prefix: v.Prefix, At: v.At}, p.count(v.At)
}

// field reads what follows a field's name and operator.
func (p *parser) field(name Name, op Op) (Node, error) {
	values, err := p.values(name, op)
	if err != nil {
		return nil, err
	}
	switch name.Text {
	case "has", "no", "is", "sort", "group":
		if op != Match && op != Equal {
			return nil, p.fail(name.At, "“%s” is followed by a colon: %s:….", name.Text, name.Text)
		}
	}
	switch name.Text {
	case "sort", "group":
		return nil, p.show(name, values)
	case "has", "no", "is":
		return p.presence(name, values)
	}
	if op != Match && op != Equal && op != NotEqual {
		if v := values[0]; len(values) > 1 || v.Range || v.Prefix {
			return nil, p.fail(v.At, "“%s” compares with one value. For several or for a range write %s:3,5 or %s:3..8.", op, name.Text, name.Text)
		}
	}
	return Term{Field: name.Text, Op: op, Values: values, At: name.At}, nil
}

// presence makes has:, no: and is: of the one name that follows.
func (p *parser) presence(name Name, values []Value) (Node, error) {
	if len(values) > 1 {
		return nil, p.fail(values[1].At, "“%s:” takes one name. Write it again for each, with “or” between them where any will do.", name.Text)
	}
	what, err := p.name(values[0].Text, values[0])
	switch {
	case err != nil:
		return nil, err
	case name.Text == "is":
		return Is{Name: what, At: name.At}, nil
	}
	return Has{Field: what, Absent: name.Text == "no", At: name.At}, nil
}

// show takes sort: and group: out of the conditions into the query.
func (p *parser) show(name Name, values []Value) error {
	q := p.query
	switch {
	case p.depth > 0:
		return p.fail(name.At, "“%s:” says how to show the whole list. Write it outside of parentheses and without “not”.", name.Text)
	case name.Text == "sort" && len(q.Sort) > 0 || name.Text == "group" && q.Group.Text != "":
		return p.fail(name.At, "“%s:” stands twice. Write it once; several fields to sort by are joined with commas: sort:-updated,rank.", name.Text)
	case name.Text == "group" && len(values) > 1:
		return p.fail(values[1].At, "A list is grouped by one field. Leave the others out.")
	}
	for _, v := range values {
		text, desc := strings.CutPrefix(v.Text, "-")
		if name.Text == "group" {
			text, desc = v.Text, false
		}
		field, err := p.name(text, v)
		if err != nil {
			return err
		}
		if name.Text == "group" {
			q.Group = Name{Text: field, At: v.At}
			return nil
		}
		q.Sort = append(q.Sort, Order{Field: field, Desc: desc, At: v.At})
	}
	return nil
}

// name reads a value that has to be a name.
func (p *parser) name(text string, v Value) (string, error) {
	name := strings.ToLower(text)
	if v.Range || v.Prefix || !isName(name) {
		return "", p.fail(v.At, "A name of letters, digits and hyphens is needed here, as in has:owner, is:open or sort:-updated.")
	}
	return name, nil
}

// values reads one or more values with commas between them.
func (p *parser) values(name Name, op Op) ([]Value, error) {
	var values []Value
	for {
		at := p.col()
		if p.end() || breaks(p.peek()) && p.peek() != '"' || p.peek() == ',' {
			return nil, p.fail(at, "“%s%s” needs a value directly after it, as in %s%svalue. For records without one write no:%s.", name.Text, op, name.Text, op, name.Text)
		}
		v, err := p.value()
		if err != nil {
			return nil, err
		}
		if err := p.count(at); err != nil {
			return nil, err
		}
		values = append(values, v)
		if !p.take(',') {
			return values, nil
		}
		p.space() // "ready, done" is what people type
	}
}

func (p *parser) value() (Value, error) {
	if p.peek() == '"' {
		return p.quotedValue()
	}
	at := p.col()
	if op := p.atOp(); op != "" {
		return Value{}, p.fail(at, "A value that begins with “%s” has to be written in quotes.", op)
	}
	word := p.bareValue()
	if p.peek() == '"' {
		return Value{}, p.innerQuote()
	}
	if low, high, ok := strings.Cut(word, ".."); ok {
		if low == "" && high == "" || strings.Contains(high, "..") || strings.Contains(word, "*") {
			return Value{}, p.fail(at, "“%s” is not a range. Write 3..8, 3.. or ..8, or put the text in quotes.", clip(word))
		}
		return Value{Text: low, To: high, Range: true, At: at}, nil
	}
	text, prefix, err := p.star(word, at)
	return Value{Text: text, Prefix: prefix, At: at}, err
}

func (p *parser) quotedValue() (Value, error) {
	at := p.col()
	text, closed := p.quoted()
	switch {
	case !closed:
		return Value{}, p.fail(at, "This quote is not closed. Write “\"” where the text ends; a quote inside of it is written \\\".")
	case text == "":
		return Value{}, p.fail(at, "There is nothing between these quotes. For records without a value write no:field.")
	}
	prefix := p.take('*')
	if c := p.peek(); !breaks(c) && c != ',' && p.atOp() == "" {
		return Value{}, p.fail(p.col(), "A space is missing after the closing quote.")
	}
	if p.peek() == '"' {
		return Value{}, p.fail(p.col(), "A space is missing between two quoted texts.")
	}
	return Value{Text: text, Quoted: true, Prefix: prefix, At: at}, nil
}

func (p *parser) strayComma(at int) error {
	return p.fail(at, "A comma may only stand between the values of a field, as in state:ready,done.")
}

func (p *parser) innerQuote() error {
	return p.fail(p.col(), "A quote may only begin a text. Write the whole text in quotes, and a quote inside of it as \\\".")
}

// star takes the star off the end of a word. Elsewhere it is refused, because
// it would otherwise silently not do what it does in other tools.
func (p *parser) star(word string, at int) (text string, prefix bool, err error) {
	text, prefix = strings.CutSuffix(word, "*")
	switch {
	case text == "":
		return "", false, p.fail(at, "A star needs the beginning of a word before it, as in pay*. For any value at all write has:field.")
	case strings.Contains(text, "*"):
		return "", false, p.fail(at, "A star may only stand at the end, as in pay*. To search for the star itself, write the text in quotes.")
	}
	return text, prefix, nil
}
