package cut

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"throughline/internal/kit/clock"
)

// Sheet is what an audience is shown: the cut's own words, and of each record
// the chosen fields. There is no way from it back to a record.
type Sheet struct {
	Title    string    `json:"title"`
	Intro    string    `json:"intro" doc:"Markdown."`
	Form     string    `json:"form"`
	Dates    string    `json:"dates" doc:"How exactly days are told."`
	Columns  []Column  `json:"columns"`
	Grouped  string    `json:"grouped" doc:"The column that names the groups; empty where nothing groups."`
	Groups   []Group   `json:"groups" doc:"The lines, in their order; one group without a name where nothing groups."`
	More     bool      `json:"more" doc:"There is more than is shown."`
	Today    clock.Day `json:"today" doc:"The day of which it tells."`
	Then     string    `json:"then" doc:"What it shows in place of the roadmap as it is, in words: as it was on a day, or a scenario. Empty for the roadmap as it is."`
	Past     bool      `json:"past" doc:"It tells of a day that is over."`
	Download bool      `json:"download"`

	cut     *Cut
	outside map[string]string    // names by record
	shipped map[string]clock.Day // of releases that name groups, by their names
	member  func(id string) string
}

// Column is a chosen field.
type Column struct {
	Name  string `json:"name"`
	Label string `json:"label"`
}

// Group is lines that belong together.
type Group struct {
	Name  string `json:"name"`
	Lines []Line `json:"lines"`
}

// Line is a record, as the audience is shown it.
type Line struct {
	Mark   string    `json:"mark" doc:"Stays the same for the same record in the same cut, and says nothing else."`
	Name   string    `json:"name"`
	Cells  []Cell    `json:"cells" doc:"One for each column."`
	Start  clock.Day `json:"start" doc:"The first day of what is told; null when days are not."`
	End    clock.Day `json:"end"`
	Was    *Stretch  `json:"was" doc:"Where it stands on the roadmap as it is, when a scenario has it elsewhere; null for what it has not."`
	Point  bool      `json:"point" doc:"It is a day rather than a stretch."`
	Status string    `json:"status" doc:"Planned, In progress, Done or Dropped; empty where the cut does not tell it."`

	heads bool // it is what its group is named after
}

// Stretch is the days from one to another.
type Stretch struct {
	Start clock.Day `json:"start"`
	End   clock.Day `json:"end"`
}

// sheet lays facts out as the cut says.
func (c *Cut) sheet(facts []*fact, columns []Field, member func(string) string) *Sheet {
	s := &Sheet{
		Title: c.Title, Intro: c.Intro, Form: c.Form, Dates: c.Dates, Columns: []Column{}, Grouped: c.groupedBy(), Groups: []Group{}, Download: c.Download,
		cut: c, outside: map[string]string{}, shipped: map[string]clock.Day{}, member: member,
	}
	for _, n := range c.Names {
		s.outside[n.Record] = n.Name
	}
	for _, f := range columns {
		s.Columns = append(s.Columns, Column{f.Name, f.Label})
	}
	s.groups()
	for _, f := range facts {
		if line, is := s.line(f, columns); is {
			s.put(f, line)
		}
	}
	s.Groups = slices.DeleteFunc(s.Groups, func(g Group) bool { return len(g.Lines) == 0 && c.Form != Horizons })
	s.order()
	return s
}

// line is a record with its chosen fields; is is false for one without a name
// that the audience may read.
func (s *Sheet) line(f *fact, columns []Field) (_ Line, is bool) {
	name := s.name(f.base.ID, f.base.Title)
	if name == "" {
		return Line{}, false
	}
	l := Line{Mark: s.cut.mark(f.base.ID), Name: name, Cells: make([]Cell, len(columns))}
	for i, c := range columns {
		l.Cells[i] = c.tell(s, f)
	}
	l.Start, l.End = s.cut.span(f)
	if f.moved {
		start, end := Span(f.wasStart, f.wasEnd, s.cut.Dates)
		l.Was = &Stretch{start, end}
	}
	l.Point = l.Start == "" && l.End != "" && f.isPoint()
	// A state says what a status says, and more.
	if s.cut.Shows("status") || s.cut.Shows("state") {
		l.Status = f.status()
	}
	return l, true
}

// name is how a record is called in the cut: by its outside name, by its title
// where titles are shown, else not at all.
func (s *Sheet) name(id, title string) string {
	if outside := s.outside[id]; outside != "" {
		return strings.TrimSpace(outside)
	}
	if s.cut.Shows("title") {
		return strings.TrimSpace(title)
	}
	return ""
}

func (s *Sheet) join(list []end) string {
	var out []string
	for _, e := range list {
		if n := s.name(e.ID, e.Title); n != "" {
			out = append(out, n)
		}
	}
	return strings.Join(out, ", ")
}

// Horizon names, in their order.
var horizons = []string{"Now", "Next", "Later"}

const noHorizon = "Not placed yet"

// groups begins those that are there whether anything stands in them or not.
func (s *Sheet) groups() {
	if s.cut.groupedBy() == "horizon" {
		for _, h := range horizons {
			s.Groups = append(s.Groups, Group{h, []Line{}})
		}
	}
}

// put adds a line to its groups: under several objectives, where it serves
// several.
func (s *Sheet) put(f *fact, l Line) {
	var under []string
	by := s.cut.groupedBy()
	b := besideOf(f.base.Kind)
	switch {
	case b != nil && by != "product" && by != "":
		under = []string{b.group} // it belongs to none of them
	case f.base.Kind == by:
		l.heads, under = true, []string{l.Name}
		if by == "release" {
			s.shipped[l.Name] = f.end
		}
	case by == "owner":
		under = []string{cmp.Or(f.owner, "Nobody")}
	case by == "horizon":
		under = []string{capital(f.horizon)}
		if f.horizon == "" {
			under[0] = noHorizon
		}
	case by == "product":
		under = []string{s.name(string(f.base.Product), f.product)}
	case by == "objective":
		under = s.each(f.objectives, "Without an objective")
	case by == "initiative":
		under = s.each(f.initiatives, "Without an initiative")
	case by == "release":
		under = s.each(f.releases, "Without a release")
		for _, r := range f.releases {
			s.shipped[s.name(r.ID, r.Title)] = r.on
		}
	default:
		under = []string{""}
	}
	for _, name := range under {
		i := slices.IndexFunc(s.Groups, func(g Group) bool { return g.Name == name })
		if i < 0 {
			i = len(s.Groups)
			s.Groups = append(s.Groups, Group{name, nil})
		}
		s.Groups[i].Lines = append(s.Groups[i].Lines, l)
	}
}

// order puts the groups in theirs, what a group is named after at its head, and
// the lines of a timeline by the days that are told of them: a rank that nobody
// sees would look like none.
func (s *Sheet) order() {
	if s.Grouped == "release" {
		slices.SortStableFunc(s.Groups, func(a, b Group) int { return sooner(s.shipped[a.Name], s.shipped[b.Name]) })
	}
	s.last("Milestones", "Launches", "Nobody", "Without an objective", "Without an initiative", "Without a release", noHorizon)
	for _, g := range s.Groups {
		slices.SortStableFunc(g.Lines, func(a, b Line) int {
			if a.heads != b.heads {
				if a.heads {
					return -1
				}
				return 1
			}
			switch s.Form {
			case Timeline:
			case Horizons:
				// Whoever looks ahead reads first what is ahead. What the cut does not
				// tell of a line does not show in its place either.
				return over(a) - over(b)
			default:
				return 0
			}
			return cmp.Or(sooner(cmp.Or(a.Start, a.End), cmp.Or(b.Start, b.End)), sooner(a.End, b.End))
		})
	}
}

// over is 1 for what is done or dropped, as far as it is told.
func over(l Line) int {
	if l.Status == isDone || l.Status == isDropped {
		return 1
	}
	return 0
}

// sooner compares days; none comes last.
func sooner(a, b clock.Day) int { return cmp.Compare(cmp.Or(a, "9999"), cmp.Or(b, "9999")) }

func (s *Sheet) each(list []end, none string) []string {
	var out []string
	for _, e := range list {
		if n := s.name(e.ID, e.Title); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	if len(out) == 0 {
		return []string{none}
	}
	return out
}

// last moves what belongs nowhere behind the rest.
func (s *Sheet) last(names ...string) {
	slices.SortStableFunc(s.Groups, func(a, b Group) int {
		return slices.Index(names, a.Name) - slices.Index(names, b.Name)
	})
}

// mark names a record in a cut for programs, calendars above all. Who knows it
// knows neither the record's id nor the cut's.
func (c *Cut) mark(record string) string {
	m := hmac.New(sha256.New, []byte(c.ID))
	m.Write([]byte(record))
	return hex.EncodeToString(m.Sum(nil)[:12])
}

// Lines counts them.
func (s *Sheet) Lines() int {
	n := 0
	for _, g := range s.Groups {
		n += len(g.Lines)
	}
	return n
}
