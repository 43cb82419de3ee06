package query

// FieldDoc says how a field is asked for, for the manual and for completion.
type FieldDoc struct {
	Name      string   `json:"name"`
	Synonyms  []string `json:"synonyms"`
	Label     string   `json:"label"`
	Doc       string   `json:"doc"`
	Type      Type     `json:"type"`
	Kinds     []string `json:"kinds"`     // the kinds that have it; empty for all
	Operators []Op     `json:"operators"` // what may stand after the name
	Values    []string `json:"values"`    // the values of a list, in their order
	Ranges    bool     `json:"ranges"`    // 3..8
	Star      bool     `json:"star"`      // pay*
	Sortable  bool     `json:"sortable"`
	Example   string   `json:"example"` // a query that shows it
}

// Describe lists all that may be asked for: the fields in their order, then the
// words of the language that take a name (is, has, no, sort, group).
func Describe(c *Catalogue) []FieldDoc {
	docs := make([]FieldDoc, 0, len(c.fields)+5)
	for _, f := range c.fields {
		docs = append(docs, FieldDoc{
			Name: f.Name, Synonyms: listed(f.Synonyms), Label: f.Label, Doc: f.Doc, Type: f.Type,
			Kinds: listed(f.Kinds), Operators: f.ops(), Values: append(f.optionNames(), f.Words...),
			Ranges: f.ordered(), Star: f.starred(), Sortable: f.Sortable, Example: f.example(),
		})
	}
	return append(docs,
		wordDoc("is", "Records of which a sentence is true.", "is:open", c.predicates()),
		wordDoc("has", "Records with any value of a field.", "has:owner", nil),
		wordDoc("no", "Records without a value of a field.", "no:estimate", nil),
		wordDoc("sort", "What the list is sorted by; with a minus, the largest first.", "sort:-updated,rank", nil),
		wordDoc("group", "What the list is grouped by.", "group:state", nil))
}

func wordDoc(name, doc, example string, values []string) FieldDoc {
	return FieldDoc{
		Name: name, Synonyms: []string{}, Doc: doc, Type: "word", Kinds: []string{},
		Operators: []Op{Match}, Values: listed(values), Example: example,
	}
}

// listed makes no list an empty one, which is what JSON shall show.
func listed(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
