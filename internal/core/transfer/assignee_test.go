package transfer_test

import (
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/core/transfer"
)

// Whatever the steps: owners follow one another without a break, and when the
// present list is where the steps lead, the last owner is its first.
func TestOwnersFollowOneAnother(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		who := rapid.SampledFrom([]string{"a", "b", "c", "d"})
		start := rapid.SliceOfDistinct(who, rapid.ID).Draw(t, "start")
		steps := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) transfer.Assignment {
			return transfer.Assignment{Who: who.Draw(t, "who"), Added: rapid.Bool().Draw(t, "added")}
		}), 0, 20).Draw(t, "steps")

		there := map[string]bool{}
		for _, w := range start {
			there[w] = true
		}
		for _, s := range steps {
			there[s.Who] = s.Added
		}
		var present []string
		for _, w := range rapid.Permutation([]string{"a", "b", "c", "d"}).Draw(t, "order") {
			if there[w] {
				present = append(present, w)
			}
		}

		a := transfer.NewAssignees(present, steps)
		owner := a.Owner()
		for i, s := range steps {
			from, to := a.Step(s)
			if from != owner || to != a.Owner() {
				t.Fatalf("step %d goes from %q to %q, but %q was the owner and %q is", i, from, to, owner, a.Owner())
			}
			owner = to
		}
		want := ""
		if len(present) > 0 {
			want = present[0]
		}
		if owner != want {
			t.Fatalf("the last owner is %q, want %q", owner, want)
		}
	})
}

func TestOwner(t *testing.T) {
	t.Parallel()
	steps := []transfer.Assignment{{Who: "ada", Added: true}, {Who: "eve", Added: true}, {Who: "ada"}, {Who: "eve"}, {Who: "eve"}}
	want := [][2]string{{"", "ada"}, {"ada", "ada"}, {"ada", "eve"}, {"eve", ""}, {"", ""}}
	a := transfer.NewAssignees(nil, steps)
	for i, s := range steps {
		if from, to := a.Step(s); [2]string{from, to} != want[i] {
			t.Errorf("step %d: %q to %q, want %v", i, from, to, want[i])
		}
	}
	// The export begins after bob was assigned.
	if b := transfer.NewAssignees(nil, []transfer.Assignment{{Who: "bob"}}); b.Owner() != "bob" {
		t.Errorf("owner at the start is %q", b.Owner())
	}
}
