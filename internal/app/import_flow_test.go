package app_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/bridge/jira"
	"throughline/internal/bridge/trello"
)

// The reports over imported history are held against a small count of the
// source files that knows nothing of Throughline but in which category each of
// their columns was put.

// move is a change of a piece of work's column in the source.
type move struct {
	at       time.Time
	from, to string
}

// piece is a piece of work in the source.
type piece struct {
	created time.Time
	column  string // where it stands in the end
	moves   []move // the oldest first
	away    time.Time
}

// fate is what became of a piece: when it was begun and finished; zero when
// never.
func (p piece) fate(category map[string]string) (begun, finished time.Time) {
	step := func(column string) int {
		return map[string]int{"todo": 1, "doing": 2, "done": 3, "closed": 3}[category[column]]
	}
	first := p.column
	if len(p.moves) > 0 {
		first = p.moves[0].from
	}
	at := step(first)
	if at >= 2 {
		begun = p.created
	}
	if at == 3 {
		finished = p.created
	}
	for _, m := range p.moves {
		to := step(m.to)
		if to >= 2 && begun.IsZero() {
			begun = m.at
		}
		switch {
		case to == 3 && at != 3:
			finished = m.at
		case to < 3:
			finished = time.Time{}
		}
		at = to
	}
	return begun, finished
}

// on says in which column a piece stood at a moment; "" when it was not there.
func (p piece) on(t time.Time, category map[string]string) string {
	if p.created.After(t) {
		return ""
	}
	column := p.column
	if len(p.moves) > 0 {
		column = p.moves[0].from
	}
	for _, m := range p.moves {
		if !m.at.After(t) {
			column = m.to
		}
	}
	finished := category[column] == "done" || category[column] == "closed"
	if !p.away.IsZero() && !p.away.After(t) && !finished {
		return ""
	}
	return column
}

func stamp(t *testing.T, s string) time.Time {
	t.Helper()
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999-0700"} {
		if at, err := time.Parse(layout, s); err == nil {
			return at.UTC().Truncate(time.Millisecond)
		}
	}
	t.Fatalf("%q is no time", s)
	return time.Time{}
}

func trelloPieces(t *testing.T, raw []byte) []piece {
	t.Helper()
	var board struct {
		Lists []struct{ ID, Name string }
		Cards []struct {
			ID, IDList, DateLastActivity string
			Closed                       bool
		}
		Actions []struct {
			Type, Date string
			Data       struct {
				Card struct {
					ID     string
					Closed *bool
				}
				ListBefore, ListAfter *struct{ ID string }
			}
		}
	}
	if err := json.Unmarshal(raw, &board); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, l := range board.Lists {
		names[l.ID] = l.Name
	}
	all := map[string]*piece{}
	var out []piece
	for _, c := range board.Cards {
		n, err := strconv.ParseInt(c.ID[:8], 16, 64) // an id begins with the second it was made in
		if err != nil {
			t.Fatal(err)
		}
		p := &piece{created: time.Unix(n, 0).UTC(), column: names[c.IDList]}
		if c.Closed {
			p.away = stamp(t, c.DateLastActivity)
		}
		all[c.ID] = p
	}
	for _, a := range slices.Backward(board.Actions) { // the newest come first
		p := all[a.Data.Card.ID]
		switch {
		case p == nil:
		case a.Type == "createCard":
			p.created = stamp(t, a.Date)
		case a.Data.ListBefore != nil && a.Data.ListAfter != nil:
			p.moves = append(p.moves, move{stamp(t, a.Date), names[a.Data.ListBefore.ID], names[a.Data.ListAfter.ID]})
		case a.Type == "updateCard" && a.Data.Card.Closed != nil && *a.Data.Card.Closed && !p.away.IsZero():
			p.away = stamp(t, a.Date)
		}
	}
	for _, c := range board.Cards {
		out = append(out, *all[c.ID])
	}
	return out
}

func jiraPieces(t *testing.T, raw []byte) []piece {
	t.Helper()
	var found struct {
		Issues []struct {
			Fields struct {
				Created   string
				Status    struct{ Name string }
				IssueType struct{ Name string }
			}
			Changelog struct {
				Histories []struct {
					Created string
					Items   []struct{ Field, From, FromString, To, ToString string }
				}
			}
		}
	}
	if err := json.Unmarshal(raw, &found); err != nil {
		t.Fatal(err)
	}
	// A status may have been renamed: it is known by its id, and called as it
	// was last.
	names, named := map[string]string{}, map[string]string{}
	for _, i := range found.Issues {
		for _, h := range i.Changelog.Histories {
			for _, c := range h.Items {
				if c.Field == "status" && h.Created >= named[c.To] {
					names[c.To], named[c.To] = c.ToString, h.Created
				}
				if c.Field == "status" && h.Created >= named[c.From] {
					names[c.From], named[c.From] = c.FromString, h.Created
				}
			}
		}
	}
	var out []piece
	for _, i := range found.Issues {
		if i.Fields.IssueType.Name == "Epic" { // becomes a feature
			continue
		}
		p := piece{created: stamp(t, i.Fields.Created), column: i.Fields.Status.Name}
		for _, h := range i.Changelog.Histories {
			for _, c := range h.Items {
				if c.Field == "status" {
					p.moves = append(p.moves, move{stamp(t, h.Created), names[c.From], names[c.To]})
				}
			}
		}
		slices.SortStableFunc(p.moves, func(a, b move) int { return a.at.Compare(b.at) })
		out = append(out, p)
	}
	return out
}

func TestFlowOfImportedHistory(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		read   reader
		files  []string
		pieces func(*testing.T, []byte) []piece
		from   string
		to     string
		days   []string
		least  int // finished in the period, so that the test cannot pass on nothing
	}{
		{"trello", trello.Read, []string{"trello/gocd-test-drive-board.json", "trello/gocd-test-drive-comments.json"}, trelloPieces, "2019-04-01", "2019-07-31", []string{"2019-04-15", "2019-05-10", "2019-06-07", "2019-07-31"}, 40},
		{"jira cloud", jira.ReadJSON, []string{"jira-json/cloud-search-result.json", "jira-json/cloud-board-sprints.json"}, jiraPieces, "2020-01-01", "2022-12-31", []string{"2020-06-12", "2020-07-31", "2022-12-31"}, 20},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			files := samples(t, c.files...)
			apptest.Each(t, func(t *testing.T, w *apptest.World) {
				importAs(t, w, "paul", c.read, files, false)
				pieces := c.pieces(t, files[0].Data)
				checkFlow(t, w, pieces, c.from, c.to, c.days, c.least)
				// And the same once the follower has written it down.
				if err := w.Followers.CatchUp(t.Context(), w.Workspace); err != nil {
					t.Fatal(err)
				}
				checkFlow(t, w, pieces, c.from, c.to, c.days, c.least)
			})
		})
	}
}

func checkFlow(t *testing.T, w *apptest.World, pieces []piece, from, to string, days []string, least int) {
	t.Helper()
	category := columns(w)
	begin, end := stamp(t, from+"T00:00:00Z"), stamp(t, to+"T00:00:00Z").AddDate(0, 0, 1)
	daily, cycles := map[string]int{}, map[int]int{}
	total := 0
	for _, p := range pieces {
		begun, finished := p.fate(category)
		if finished.IsZero() || finished.Before(begin) || !finished.Before(end) {
			continue
		}
		total++
		daily[finished.Format(time.DateOnly)]++
		cycles[int(finished.Truncate(24*time.Hour).Sub(begun.Truncate(24*time.Hour)).Hours()/24)+1]++
	}
	if total < least {
		t.Fatalf("the count of the source finds %d finished, want at least %d: it looks in the wrong place", total, least)
	}
	var tp struct {
		Total int
		Zone  string
		Days  []struct {
			On    string
			Items int
		}
	}
	w.Into("nora", "flow.throughput", obj{"product": "LEND", "from": from, "to": to, "zone": "UTC"}, &tp)
	got := map[string]int{}
	for _, d := range tp.Days {
		if d.Items > 0 {
			got[d.On] = d.Items
		}
	}
	if tp.Total != total || !maps.Equal(got, daily) {
		t.Errorf("throughput: %d on %v; the source has %d on %v", tp.Total, got, total, daily)
	}
	var ct struct {
		Bars []struct{ Days, Count int }
	}
	w.Into("nora", "flow.cycletime", obj{"product": "LEND", "from": from, "to": to, "zone": "UTC"}, &ct)
	bars := map[int]int{}
	for _, b := range ct.Bars {
		bars[b.Days] = b.Count
	}
	if !maps.Equal(bars, cycles) {
		t.Errorf("cycle times by days: %v; the source has %v", bars, cycles)
	}
	for _, d := range days {
		checkStanding(t, w, pieces, category, d)
	}
	t.Logf("%d finished from %s to %s, on %d days; cycle times %v", total, from, to, len(daily), cycles)
}

// columns gives the category that the import put each column into.
func columns(w *apptest.World) map[string]string {
	var flows []struct {
		Own    bool
		States []struct{ Name, Category string }
	}
	w.Into("nora", "workflow.list", obj{"product": "LEND"}, &flows)
	out := map[string]string{}
	for _, f := range flows {
		for _, s := range f.States {
			if f.Own {
				out[s.Name] = s.Category
			}
		}
	}
	return out
}

func checkStanding(t *testing.T, w *apptest.World, pieces []piece, category map[string]string, day string) {
	t.Helper()
	end := stamp(t, day+"T00:00:00Z").AddDate(0, 0, 1).Add(-time.Millisecond)
	want := map[string]int{}
	for _, p := range pieces {
		if column := p.on(end, category); column != "" {
			want[column]++
		}
	}
	var c struct {
		Bands []struct {
			Name              string
			Reached, Standing []int
		}
	}
	w.Into("nora", "flow.cumulative", obj{"product": "LEND", "from": day, "to": day, "zone": "UTC"}, &c)
	got := map[string]int{}
	for _, b := range c.Bands {
		if b.Standing[0] > 0 {
			got[b.Name] = b.Standing[0]
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("on %s there stand %v; by the source %v", day, got, want)
	}
	for i := 1; i < len(c.Bands); i++ {
		if c.Bands[i].Reached[0] > c.Bands[i-1].Reached[0] {
			t.Errorf("on %s the bands %s and %s cross", day, c.Bands[i-1].Name, c.Bands[i].Name)
		}
	}
}
