package op

import (
	"encoding/json"
	"testing"
)

type holder struct {
	List  []string          `json:"list"`
	Map   map[string]int    `json:"map"`
	Raw   json.RawMessage   `json:"raw"`
	Inner *holder           `json:"inner"`
	Many  []holder          `json:"many"`
	Any   any               `json:"any"`
	Names map[string]string `json:"names"`
}

func TestAnswersHaveNoNullLists(t *testing.T) {
	t.Parallel()
	const full = `{"list":[],"map":{},"raw":null,"inner":null,"many":[],"any":null,"names":{}}`
	inner := holder{Inner: &holder{}, Many: []holder{{}}, Any: &holder{}}
	cases := map[string]struct {
		v    any
		want string
	}{
		"a pointer":       {&holder{}, full},
		"a value":         {holder{}, full},
		"a list of none":  {[]holder(nil), "[]"},
		"a list":          {[]*holder{{}}, "[" + full + "]"},
		"a list of any":   {[]any{&holder{}}, "[" + full + "]"},
		"within":          {&inner, `{"list":[],"map":{},"raw":null,"inner":` + full + `,"many":[` + full + `],"any":` + full + `,"names":{}}`},
		"nothing":         {nil, "null"},
		"no thing":        {(*holder)(nil), "null"},
		"encoded already": {json.RawMessage("[1]"), "[1]"},
		"a word":          {"x", `"x"`},
	}
	for name, c := range cases {
		got, err := json.Marshal(filled(c.v))
		if err != nil || string(got) != c.want {
			t.Errorf("%s gives %s (%v), want %s", name, got, err, c.want)
		}
	}
}
