package demo

import (
	"cmp"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

// obj is the JSON form of an input.
type obj = map[string]any

// moment is a time in working days since the Monday of the first sprint: 10
// days make a sprint, 5 a week, and the part after the point is the hour.
// Nights and weekends do not exist in it.
type moment float64

// The world in moments.
const (
	sprintDays = 10
	weekDays   = 5
	lastSprint = 26 // the one that is active in the end
	worldStart = moment(-27 * weekDays)
)

// The working day, in UTC.
const (
	dayBegins = 7 * time.Hour
	dayLasts  = 9 * time.Hour
)

// deed is one call by one person at one moment.
type deed struct {
	at     clock.Instant
	nth    int // order among deeds of the same instant
	who    string
	op     string
	in     obj
	reason string // said with what becomes a proposal
	opens  string // name of the proposal that this becomes
	about  string // name of the proposal that this is about
}

// plan is everything that happens, from the first day to the last.
type plan struct {
	seed  uint64
	first time.Time     // Monday of the first sprint
	end   clock.Instant // nothing happens from here on
	now   moment
	deeds []deed

	accounts  []*account
	needs     []*need
	features  []*feature
	bySlug    map[string]*feature
	items     []*item
	sprints   map[int]string // ids
	releases  []*release
	ids       map[string]string   // of what is known by a short name: "metric:…"
	talk      map[string][]string // comments and answers by occasion
	rejection [][]string
	criteria  map[string][]string // by area
}

// newPlan writes the whole story down.
func newPlan(o Options) (*plan, error) {
	today := day(o.End)
	p := &plan{seed: o.Seed, end: clock.From(today), ids: map[string]string{}, sprints: map[int]string{}}
	// The last sprint has been going for three to nine days, whatever the day.
	active := monday(today.AddDate(0, 0, -3))
	p.first = active.AddDate(0, 0, -14*(lastSprint-1))
	p.now = p.moment(today)
	if err := p.read(); err != nil {
		return nil, err
	}
	p.founding()
	p.strategy()
	p.market()
	p.roadmap()
	p.backlog()
	p.delivery()
	p.voices()
	p.register()
	p.proposals()
	p.pay()
	p.gaps()
	slices.SortFunc(p.deeds, func(a, b deed) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.nth, b.nth)) })
	return p, nil
}

// read loads the texts.
func (p *plan) read() (err error) {
	if err = p.readNeeds(); err == nil {
		err = p.readFeatures()
	}
	if err == nil {
		err = p.readTalk()
	}
	return err
}

func monday(t time.Time) time.Time {
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
}

// at gives the instant of a moment.
func (p *plan) at(m moment) clock.Instant {
	week := math.Floor(float64(m) / weekDays)
	in := min(float64(m)-week*weekDays, math.Nextafter(weekDays, 0)) // the difference may be rounded up
	days := int(week)*7 + int(in)
	part := time.Duration((in - math.Floor(in)) * float64(dayLasts)).Truncate(time.Second)
	return clock.From(p.first.AddDate(0, 0, days).Add(dayBegins + part))
}

// on gives the day of a moment.
func (p *plan) on(m moment) clock.Day { return clock.DayOf(p.at(m), time.UTC) }

// moment gives the moment at which a day begins.
func (p *plan) moment(day time.Time) moment {
	days := int(math.Round(day.Sub(p.first).Hours() / 24))
	week := int(math.Floor(float64(days) / 7))
	return moment(week*weekDays + min(days-week*7, weekDays))
}

// dice gives the chance for one subject, so that a change of one does not
// change the others.
func (p *plan) dice(subject string) *dice {
	h := fnv.New64a()
	_, _ = h.Write([]byte(subject)) // a hash in memory does not fail
	return &dice{rand.New(rand.NewPCG(p.seed, h.Sum64()))}
}

// dice is chance with the throws that a story needs.
type dice struct{ *rand.Rand }

// between gives a number from lo to hi.
func (d *dice) between(lo, hi float64) moment { return moment(lo + (hi-lo)*d.Float64()) }

// chance is true with a probability.
func (d *dice) chance(of float64) bool { return d.Float64() < of }

// pick gives one of some.
func pick[T any](d *dice, from []T) T { return from[d.IntN(len(from))] }

// id makes the identifier of what is made at a moment: it sorts by time, like
// every other.
func (p *plan) id(m moment, parts ...string) string {
	return stamped(p.at(m), append([]string{"demo", strconv.FormatUint(p.seed, 10)}, parts...)...)
}

// stamped makes an identifier from a time and parts that are unlike all
// others.
func stamped(at clock.Instant, parts ...string) string {
	const letters = "0123456789abcdefghjkmnpqrstvwxyz"
	const timeLen = 10
	ms := int64(at) / 1000
	var head [timeLen]byte
	for i := timeLen - 1; i >= 0; i-- {
		head[i] = letters[ms&31]
		ms >>= 5
	}
	return string(head[:]) + id.Of(parts...)[timeLen:]
}

// do notes a deed. What would happen after the end does not.
func (p *plan) do(m moment, who, op string, in obj) { p.note(m, deed{who: who, op: op, in: in}) }

func (p *plan) note(m moment, d deed) {
	d.at, d.nth = p.at(m), len(p.deeds)
	if d.at < p.end {
		p.deeds = append(p.deeds, d)
	}
}

// create makes a record and gives its id.
func (p *plan) create(m moment, who, kind, name string, fields obj) string {
	made := p.id(m, kind, name)
	fields["id"] = made
	if _, given := fields["product"]; !given {
		fields["product"] = lend
	}
	if fields["product"] == "" {
		delete(fields, "product")
	}
	p.do(m, who, kind+".create", obj{"fields": fields})
	p.ids[kind+":"+name] = made
	return made
}

// change patches a record.
func (p *plan) change(m moment, who, kind, record string, patch obj) {
	p.do(m, who, kind+".update", obj{"id": record, "patch": patch})
}

// join links two records.
func (p *plan) join(m moment, who, kind, from, to string) {
	p.do(m, who, "link.create", obj{"id": p.id(m, "link", kind, from, to), "type": kind, "from": from, "to": to})
}

// say comments on a record; it gives the comment's id, for replies.
func (p *plan) say(m moment, who, record, body, replyTo string) string {
	made := p.id(m, "comment", record, who, strconv.Itoa(len(p.deeds)))
	p.do(m, who, "comment.create", obj{"id": made, "record": record, "body": body, "replyTo": replyTo})
	return made
}

// happened says whether a moment lies in the world's time.
func (p *plan) happened(m moment) bool { return p.at(m) < p.end }
