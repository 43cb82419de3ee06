package ledger

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/patch"
)

// Whatever another tool calls a field, its diff is read back as it was.
func TestDiffAndBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := patch.Diff{}
		for name, v := range rapid.MapOfN(rapid.String(), rapid.String(), 0, 4).Draw(rt, "fields") {
			after, err := json.Marshal(v)
			if err != nil {
				rt.Fatal(err)
			}
			d["data."+name] = patch.Change{nil, after}
		}
		text, err := encodeDiff(d)
		if err != nil {
			rt.Fatal(err)
		}
		var back patch.Diff
		if err := json.Unmarshal([]byte(text), &back); err != nil {
			rt.Fatalf("%v: %s", err, text)
		}
		if len(back) != len(d) {
			rt.Fatalf("%d fields become %d: %s", len(d), len(back), text)
		}
		for name, c := range d {
			if b, ok := back[name]; !ok || string(b[1]) != string(c[1]) || string(b[0]) != "null" {
				rt.Errorf("%q is %s, was %s", name, b, c)
			}
		}
	})
}
