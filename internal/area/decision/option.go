package decision

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Option is one thing to choose.
type Option struct {
	ID    string `json:"id" doc:"Made here when it is left out; unique in its decision."`
	Title string `json:"title" doc:"What would be done."`
	Pros  string `json:"pros" doc:"What speaks for it, a line each."`
	Cons  string `json:"cons" doc:"What speaks against it, a line each."`
}

// Options is what one decision has to choose from.
type Options []Option

// UnmarshalJSON reads an option, or a plain text, which is one with that title:
// so were options kept before they had two sides.
func (o *Option) UnmarshalJSON(b []byte) error {
	type plain Option
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &o.Title)
	}
	return json.Unmarshal(b, (*plain)(o))
}

// UnmarshalJSON reads the list and gives an id to those that have none.
func (o *Options) UnmarshalJSON(b []byte) error {
	var list []Option
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	id.Number(list, func(one *Option) *string { return &one.ID })
	*o = list
	return nil
}

func (o Options) check(list *errs.List) {
	seen := map[string]bool{}
	for i, one := range o {
		at := fmt.Sprintf("options.%d.", i)
		if strings.TrimSpace(one.Title) == "" || utf8.RuneCountInString(one.Title) > 2000 {
			list.Add(at+"title", "must have 1 to 2000 characters")
		}
		for name, text := range map[string]string{"pros": one.Pros, "cons": one.Cons} {
			if utf8.RuneCountInString(text) > 2000 {
				list.Add(at+name, "must have at most 2000 characters")
			}
		}
		if seen[one.ID] || len(one.ID) > 40 {
			list.Add(at+"id", "must be unique, with at most 40 characters")
		}
		seen[one.ID] = true
	}
}

func (o Options) find(id string) *Option {
	for i := range o {
		if o[i].ID == id {
			return &o[i]
		}
	}
	return nil
}
