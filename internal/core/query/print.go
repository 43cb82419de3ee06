package query

import "strings"

// String writes the query in its canonical form: names in lower case, a space
// for "and", a minus for "not", quotes only where they were or are needed, what
// it is shown by at the end. Parse reads it back to an equal tree.
func (q *Query) String() string {
	var parts []string
	if q.Where != nil {
		parts = append(parts, printNode(q.Where))
	}
	if q.Group.Text != "" {
		parts = append(parts, "group:"+q.Group.Text)
	}
	if len(q.Sort) > 0 {
		fields := make([]string, len(q.Sort))
		for i, o := range q.Sort {
			fields[i] = o.Field
			if o.Desc {
				fields[i] = "-" + o.Field
			}
		}
		parts = append(parts, "sort:"+strings.Join(fields, ","))
	}
	// A trailing group: or sort: must not become the right side of an "or";
	// the grammar takes it out of the conditions wherever it stands.
	return strings.Join(parts, " ")
}

func printNode(n Node) string {
	switch n := n.(type) {
	case And:
		return printAll(n, " ", func(c Node) bool { _, or := c.(Or); return or })
	case Or:
		return printAll(n, " or ", func(Node) bool { return false })
	case Not:
		return "-" + printIn(n.Node, isCompound(n.Node))
	case Term:
		return n.Field + string(n.Op) + printValues(n.Values)
	case Has:
		if n.Absent {
			return "no:" + n.Field
		}
		return "has:" + n.Field
	case Is:
		return "is:" + n.Name
	case Text:
		return printText(n.Text, n.Quoted || !barePlain(n.Text), n.Prefix)
	}
	return ""
}

func printAll(nodes []Node, between string, enclose func(Node) bool) string {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		parts[i] = printIn(n, enclose(n))
	}
	return strings.Join(parts, between)
}

func printIn(n Node, enclose bool) string {
	if enclose {
		return "(" + printNode(n) + ")"
	}
	return printNode(n)
}

func isCompound(n Node) bool {
	switch n.(type) {
	case And, Or:
		return true
	}
	return false
}

func printValues(values []Value) string {
	parts := make([]string, len(values))
	for i, v := range values {
		if v.Range {
			parts[i] = v.Text + ".." + v.To
			continue
		}
		parts[i] = printText(v.Text, v.Quoted || !bareValue(v.Text), v.Prefix)
	}
	return strings.Join(parts, ",")
}

var escapeQuotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func printText(s string, quote, prefix bool) string {
	if quote {
		s = `"` + escapeQuotes.Replace(s) + `"`
	}
	if prefix {
		s += "*"
	}
	return s
}

// bareValue says whether a value reads the same without quotes.
func bareValue(s string) bool {
	sc := scanner{src: []rune(s)}
	return s != "" && sc.atOp() == "" && sc.bareValue() == s && !strings.Contains(s, "*") && !strings.Contains(s, "..")
}

// barePlain says whether a word without a field reads the same without quotes.
func barePlain(s string) bool {
	sc := scanner{src: []rune(s)}
	keyword := sc.atKeyword("or") || sc.atKeyword("and") || sc.atKeyword("not")
	return s != "" && s[0] != '-' && s[0] != ',' && !keyword && sc.word() == s && !strings.Contains(s, "*")
}
