package patch

import (
	"encoding/json"
	"testing"

	"throughline/internal/kit/errs"
)

type inner struct {
	Text string `json:"text"`
	Deep []struct {
		N int `json:"n"`
	} `json:"deep"`
}

type named []inner

// UnmarshalJSON makes it a type that reads itself, as lists with ids do.
func (n *named) UnmarshalJSON(b []byte) error {
	var list []inner
	err := json.Unmarshal(b, &list)
	*n = list
	return err
}

type outer struct {
	List  []inner         `json:"list"`
	Named named           `json:"named"`
	One   *inner          `json:"one"`
	Any   json.RawMessage `json:"any"`
	Free  map[string]any  `json:"free"`
}

func TestNestedObjectsAreClosed(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		field, value string
		strange      bool
	}{
		"known":                {"list", `[{"text":"a","deep":[{"n":1}]}]`, false},
		"unknown":              {"list", `[{"text":"a"},{"txet":"b"}]`, true},
		"in another case":      {"list", `[{"Text":"a"}]`, true},
		"deeper":               {"list", `[{"deep":[{"n":1,"m":2}]}]`, true},
		"in a pointer":         {"one", `{"x":1}`, true},
		"null pointer":         {"one", `null`, false},
		"in what reads itself": {"named", `[{"text":"a","id":"1"}]`, true},
		"in encoded JSON":      {"any", `{"x":[{"y":1}]}`, false},
		"in a map":             {"free", `{"x":1}`, false},
	}
	for name, c := range cases {
		var v outer
		var list errs.List
		For[outer]().Merge(&v, map[string]json.RawMessage{c.field: json.RawMessage(c.value)}, func(Field) bool { return true }, &list)
		if got := len(list.Fields) > 0; got != c.strange {
			t.Errorf("%s: refused %v, want %v: %v", name, got, c.strange, list.Fields)
		}
	}
}

// Whoever sends a word for a number hears where it stands, in words, and nothing
// of the types that the program reads it into.
func TestWhatIsWrongInAList(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		`"x"`:                       "must be a list",
		`[{"text":1}]`:              "must be a list, and text in it must be text",
		`[{"deep":[{"n":"many"}]}]`: "must be a list, and deep.n in it must be a whole number",
		`[{"deep":{"n":1}}]`:        "must be a list, and deep in it must be a list",
		`[7]`:                       "must be a list",
	} {
		var v outer
		var list errs.List
		For[outer]().Merge(&v, map[string]json.RawMessage{"list": json.RawMessage(value)}, func(Field) bool { return true }, &list)
		if len(list.Fields) != 1 || list.Fields[0].Message != want {
			t.Errorf("%s: %v, not %q", value, list.Fields, want)
		}
	}
	for value, want := range map[string]string{
		`7`:          "must be an object",
		`{"text":1}`: "must be an object, and text in it must be text",
	} {
		var v outer
		var list errs.List
		For[outer]().Merge(&v, map[string]json.RawMessage{"one": json.RawMessage(value)}, func(Field) bool { return true }, &list)
		if len(list.Fields) != 1 || list.Fields[0].Message != want {
			t.Errorf("%s: %v, not %q", value, list.Fields, want)
		}
	}
}
