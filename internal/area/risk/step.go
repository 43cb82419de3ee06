package risk

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Step is one thing to do about a risk.
type Step struct {
	ID    string    `json:"id" doc:"Made here when it is left out; unique in its risk."`
	Title string    `json:"title" doc:"What is done."`
	Due   clock.Day `json:"due" doc:"By when; null while nobody has said."`
	Done  bool      `json:"done"`
}

// Steps are what is done about one risk.
type Steps []Step

// UnmarshalJSON reads the list and gives an id to those that have none.
func (s *Steps) UnmarshalJSON(b []byte) error {
	var list []Step
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	id.Number(list, func(one *Step) *string { return &one.ID })
	*s = list
	return nil
}

func (s Steps) check(list *errs.List) {
	seen := map[string]bool{}
	for i, one := range s {
		at := fmt.Sprintf("steps.%d.", i)
		if strings.TrimSpace(one.Title) == "" || utf8.RuneCountInString(one.Title) > 500 {
			list.Add(at+"title", "must have 1 to 500 characters")
		}
		if seen[one.ID] || len(one.ID) > 40 {
			list.Add(at+"id", "must be unique, with at most 40 characters")
		}
		seen[one.ID] = true
	}
}

// done counts the steps that are done.
func (s Steps) done() int {
	n := 0
	for _, one := range s {
		if one.Done {
			n++
		}
	}
	return n
}
