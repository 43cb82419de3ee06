package page_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/page"
)

func TestLimit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want int }{{0, 50}, {1, 1}, {50, 50}, {200, 200}, {-1, 0}, {201, 0}, {1 << 40, 0}} {
		got, err := page.Limit(c.in)
		if got != c.want || (err == nil) != (c.want > 0) {
			t.Errorf("Limit(%d) = %d, %v; want %d", c.in, got, err, c.want)
		}
	}
	for s, want := range map[string]int{"": 50, "1": 1, "200": 200, "0": 0, "-5": 0, "201": 0, "ten": 0, "1e2": 0, " 5": 0, "99999999999999999999": 0} {
		got, err := page.ParseLimit(s)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("ParseLimit(%q) = %d, %v; want %d", s, got, err, want)
		}
	}
	_, err := page.ParseLimit("0")
	if e := errs.Public(err); e.Kind != errs.Invalid || len(e.Fields) != 1 || e.Fields[0] != (errs.Field{Field: "limit", Message: "limit is 1 to 200"}) {
		t.Errorf("error is %+v", e)
	}
}

func TestPageJSON(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		page page.Page[int]
		want string
	}{
		{page.Page[int]{}, `{"items":[],"next":null}`},
		{page.Page[int]{Items: []int{}, Next: "x"}, `{"items":[],"next":"x"}`},
		{page.Page[int]{Items: []int{1, 2}}, `{"items":[1,2],"next":null}`},
	} {
		got, err := json.Marshal(c.page)
		if err != nil || string(got) != c.want {
			t.Errorf("%+v gives %s, %v; want %s", c.page, got, err, c.want)
		}
		if direct, err := json.Marshal(c.page.Wire()); err != nil || string(direct) != c.want {
			t.Errorf("Wire of %+v gives %s, %v; want %s", c.page, direct, err, c.want)
		}
		var back page.Page[int]
		if err := json.Unmarshal(got, &back); err != nil || back.Next != c.page.Next || len(back.Items) != len(c.page.Items) {
			t.Errorf("%s reads as %+v, %v", got, back, err)
		}
	}
	inside, err := json.Marshal(map[string]any{"p": &page.Page[string]{}})
	if err != nil || string(inside) != `{"p":{"items":[],"next":null}}` {
		t.Errorf("inside another value: %s, %v", inside, err)
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	cursor := func(n int) page.Cursor { return page.Cursor{Values: []page.Value{page.Int(int64(n))}} }
	if p := page.Cut([]int{1, 2, 3}, 3, cursor); len(p.Items) != 3 || p.Next != "" {
		t.Errorf("last page is %+v", p)
	}
	p := page.Cut([]int{1, 2, 3, 4}, 3, cursor)
	c, err := page.Decode(p.Next)
	if err != nil || len(p.Items) != 3 || c.Values[0] != page.Int(3) {
		t.Errorf("page is %+v, cursor %+v, %v", p, c, err)
	}
}

func Example() {
	of := page.MarkOf("records", "type:story", "-updatedAt")
	next := page.Cursor{Of: of, Values: []page.Value{page.Int(1700000000)}, ID: "01hf"}.Encode()

	c, err := page.Decode(next)
	fmt.Println(c.Values, c.ID, err, c.Check(of))
	fmt.Println(c.Check(page.MarkOf("records", "type:story", "title")))
	// Output:
	// [1700000000] 01hf <nil> <nil>
	// The input is not valid. (cursor: this cursor belongs to another query or sort; leave it out to start at the first page)
}
