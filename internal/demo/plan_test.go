package demo

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

func planFor(t *testing.T, end time.Time, seed uint64) *plan {
	t.Helper()
	p, err := newPlan(Options{End: clock.From(end), Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// count says how often each operation is called.
func (p *plan) count() map[string]int {
	out := map[string]int{}
	for _, d := range p.deeds {
		out[d.op]++
	}
	return out
}

// Whatever the day, the world is as large, its last sprint is under way, and
// nothing happens on that day or later.
func TestThePlanHoldsOnEveryDay(t *testing.T) {
	t.Parallel()
	first := time.Date(2026, 2, 20, 23, 59, 0, 0, time.UTC)
	for n := range 15 {
		end := first.AddDate(0, 0, n)
		p := planFor(t, end, 0)
		c := p.count()
		if items := c["story.create"] + c["bug.create"] + c["task.create"] + c["spike.create"]; items < 600 {
			t.Errorf("%s: %d items", end, items)
		}
		if c["feedback.create"] < pieces {
			t.Errorf("%s: %d pieces of feedback", end, c["feedback.create"])
		}
		if c["sprint.create"] < lastSprint+1 || c["sprint.start"] != lastSprint || c["sprint.close"] != lastSprint-1 || c["release.release"] != 8 {
			t.Errorf("%s: %d sprints, %d started, %d closed, %d releases", end, c["sprint.create"], c["sprint.start"], c["sprint.close"], c["release.release"])
		}
		midnight := clock.From(end.Truncate(24 * time.Hour))
		if last := p.deeds[len(p.deeds)-1].at; last >= midnight || last < midnight.Add(-4*24*time.Hour) {
			t.Errorf("%s: the last deed is on %s", end, last)
		}
	}
}

func TestTheSameSeedIsTheSameWorld(t *testing.T) {
	t.Parallel()
	text := func(end time.Time, seed uint64) string {
		var b strings.Builder
		for _, d := range planFor(t, end, seed).deeds {
			in, err := json.Marshal(d.in)
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString(d.at.String() + d.who + d.op + string(in) + d.reason + d.opens + d.about + "\n")
		}
		return b.String()
	}
	morning := time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC)
	one := text(morning, 0)
	if text(morning.Add(20*time.Hour), 0) != one {
		t.Error("the hour of the last day makes another world")
	}
	if text(morning, 1) == one {
		t.Error("another seed makes the same world")
	}
	if text(morning.AddDate(0, 0, 1), 0) == one {
		t.Error("another day makes the same world")
	}
}

func TestTitlesAreDistinct(t *testing.T) {
	t.Parallel()
	p := planFor(t, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), 0)
	seen := map[string]bool{}
	for _, i := range p.items {
		if seen[i.title] {
			t.Errorf("%q is the title of two items", i.title)
		}
		seen[i.title] = true
		if len(i.criteria) == 0 || i.points == 0 || i.kind == "story" && (i.as == "" || i.want == "" || i.so == "") {
			t.Errorf("%q is not whole: %+v", i.title, i)
		}
	}
	quotes := map[string]bool{}
	for _, n := range p.needs {
		if len(n.insights) < 2 || n.title == "" || len(n.features) == 0 {
			t.Errorf("the need %s has %d insights and %d features", n.slug, len(n.insights), len(n.features))
		}
		for _, i := range n.insights {
			for _, q := range i.quotes {
				if quotes[q.text] {
					t.Errorf("%q is said twice", q.text)
				}
				quotes[q.text] = true
			}
		}
	}
}

// makers are operations that make something beside those called create.
var makers = []string{"retro.open", "retro.note", "retro.act", "refinement.start", "round.record", "question.ask", "template.set", "recurrence.set", "growth.assess", "growth.goal", "vacancy.open", "candidate.set", "promise.make", "launch.begin"}

// The deeds stand in order, are made by people who are there, and name only
// what was made before.
func TestDeedsNameOnlyWhatIsThere(t *testing.T) {
	t.Parallel()
	p := planFor(t, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), 0)
	there := map[string]bool{}
	var last clock.Instant
	for _, d := range p.deeds {
		if d.at < last {
			t.Fatalf("%s happens before what stands above it", d.op)
		}
		last = d.at
		if !slices.ContainsFunc(cast, func(a actor) bool {
			return a.handle == d.who && p.at(a.joins) <= d.at || a.handle == d.who && a.joins == 0
		}) {
			t.Errorf("%s: %s is not there yet", d.at, d.who)
		}
		raw, err := json.Marshal(d.in)
		if err != nil {
			t.Fatal(err)
		}
		for _, ref := range identifiers(string(raw)) {
			if strings.HasSuffix(d.op, ".create") || slices.Contains(makers, d.op) {
				there[ref] = true
				for _, made := range p.fromTemplate(d, ref) {
					there[made] = true
				}
			} else if !there[ref] {
				t.Errorf("%s: %s by %s names %s, which nobody has made: %s", d.at, d.op, d.who, ref, raw)
			}
		}
	}
}

// fromTemplate gives the tasks that a launch begins with.
func (p *plan) fromTemplate(d deed, launch string) []string {
	var out []string
	if d.op == "launch.begin" && d.in["id"] == launch {
		for _, t := range append(bigTasks(nil), launched[1].tasks...) {
			out = append(out, p.taskOf(launch, t.id))
		}
	}
	return out
}

// identifiers finds the ids in an input.
func identifiers(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, `"`) {
		if id.Valid(part) {
			out = append(out, part)
		}
	}
	return out
}

func TestMomentsAreWorkingHours(t *testing.T) {
	t.Parallel()
	p := planFor(t, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), 0)
	rapid.Check(t, func(t *rapid.T) {
		a := moment(rapid.Float64Range(float64(worldStart), 400).Draw(t, "a"))
		b := moment(rapid.Float64Range(float64(worldStart), 400).Draw(t, "b"))
		at := p.at(a).Time()
		if d := at.Weekday(); d == time.Saturday || d == time.Sunday || at.Hour() < 7 || at.Hour() > 16 {
			t.Errorf("%v is %s", a, at)
		}
		if a < b != (p.at(a) < p.at(b)) && p.at(a) != p.at(b) {
			t.Errorf("%v and %v change places", a, b)
		}
		if m := p.moment(at.Truncate(24 * time.Hour)); m > a || a-m > 1 {
			t.Errorf("%v lies on a day that begins at %v", a, m)
		}
	})
}

func TestStampsSortByTimeAndAreIdentifiers(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := clock.Instant(rapid.Int64Range(0, 1<<51).Draw(t, "a"))
		b := a + clock.Instant(rapid.Int64Range(1000, 1<<40).Draw(t, "later"))
		x, y := stamped(a, "x"), stamped(b, "x")
		if !id.Valid(x) || !id.Valid(y) || x >= y {
			t.Errorf("%s of %s and %s of %s", x, a, y, b)
		}
		if stamped(a, "x") != x || stamped(a, "y") == x {
			t.Error("the parts do not make the identifier")
		}
	})
}

func TestBenefit(t *testing.T) {
	t.Parallel()
	for so, want := range map[string]string{
		"be done in a minute":  "I am done in a minute",
		"not be afraid":        "I am not afraid",
		"not wait":             "I do not wait",
		"do not wait":          "I do not wait",
		"know where I stand":   "I know where I stand",
		"believe what is said": "I believe what is said",
	} {
		if got := benefit(so); got != want {
			t.Errorf("%q gives %q, want %q", so, got, want)
		}
	}
}
