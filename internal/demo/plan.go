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

	texts       map[string][][]string // lines of files, by name
	names       section               // of people outside
	accounts    []*account
	needs       []*need
	features    []*feature
	bySlug      map[string]*feature
	payFeatures []*feature // of the second product
	items       []*item
	sprints     map[int]string // ids
	releases    []*release
	ids         map[string]string   // of what is known by a short name: "metric:…"
	talk        map[string][]string // comments and answers by occasion
	rejection   [][]string
	criteria    map[string][]string // by area
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
	p.bets()
	p.priorities()
	p.backlog()
	p.delivery()
	p.ceremonies()
	p.voices()
	p.register()
	p.tradeoffs()
	p.launches()
	p.proposals()
	p.pay()
	p.gaps()
	p.ground()
	p.mapping()
	p.stories()
	p.money()
	p.growth()
	p.cases()
	p.prices()
	p.stops()
	p.lookAhead()
	p.cuts()
	p.strategyPages()
	p.promises()
	p.lifecycle()
	p.stakeholders()
	slices.SortFunc(p.deeds, func(a, b deed) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.nth, b.nth)) })
	return p, nil
}

// read loads the texts.
func (p *plan) read() error {
	p.texts = map[string][][]string{}
	for name, parts := range map[string]int{"accounts": 2, "releases": 2, "sprints": 1, "later-bugs": 2, "risks": 8, "decisions": 6} {
		lines, err := rows(name+".txt", parts)
		if err != nil {
			return err
		}
		p.texts[name] = lines
	}
	names, err := sections("names.txt")
	if err != nil {
		return err
	}
	p.names = names[0]
	for _, read := range []func() error{p.readNeeds, p.readFeatures, p.readPay, p.readTalk} {
		if err := read(); err != nil {
			return err
		}
	}
	return nil
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
	_, _ = h.Write([]byte(subject))                        // a hash in memory does not fail
	return &dice{rand.New(rand.NewPCG(p.seed, h.Sum64()))} //nolint:gosec // the same world for the same seed is what is wanted
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

// hand is somebody at a moment, about to do something.
type hand struct {
	*plan
	who string
	m   moment
}

// as has somebody do what follows at a moment.
func (p *plan) as(who string, m moment) hand { return hand{p, who, m} }

// note adds a deed. What would happen after the end does not.
func (h hand) note(d deed) {
	d.who, d.at, d.nth = h.who, h.at(h.m), len(h.deeds)
	if d.at < h.end {
		h.deeds = append(h.deeds, d)
	}
}

// do calls an operation.
func (h hand) do(op string, in obj) { h.note(deed{op: op, in: in}) }

// create makes a record, on Lendwell unless the fields say otherwise, and gives
// its id.
func (h hand) create(kind, name string, fields obj) string {
	made := h.id(h.m, kind, name)
	fields["id"] = made
	if _, given := fields["product"]; !given {
		fields["product"] = lend
	}
	if fields["product"] == "" {
		delete(fields, "product")
	}
	h.do(kind+".create", obj{"fields": fields})
	h.ids[kind+":"+name] = made
	return made
}

// change patches a record.
func (h hand) change(kind, record string, patch obj) {
	h.do(kind+".update", obj{"id": record, "patch": patch})
}

// join links two records.
func (h hand) join(kind, from, to string) {
	h.do("link.create", obj{"id": h.id(h.m, "link", kind, from, to), "type": kind, "from": from, "to": to})
}

// say comments on a record, or replies to a comment; it gives the comment's id.
func (h hand) say(record, body, replyTo string) string {
	made := h.id(h.m, "comment", record, h.who, strconv.Itoa(len(h.deeds)))
	h.do("comment.create", obj{"id": made, "record": record, "body": body, "replyTo": replyTo})
	return made
}

// offer is a call that becomes a proposal, which goes by a name until it is
// settled.
func (h hand) offer(name, op string, in obj, reason string) {
	h.note(deed{op: op, in: in, reason: reason, opens: name})
}

// settle takes, declines or withdraws a proposal.
func (h hand) settle(how, name, answer string) {
	h.note(deed{op: "proposal." + how, in: obj{"answer": answer}, about: name})
}

func (h hand) take(name, answer string)     { h.settle("take", name, answer) }
func (h hand) decline(name, answer string)  { h.settle("decline", name, answer) }
func (h hand) withdraw(name, answer string) { h.settle("withdraw", name, answer) }

// happened says whether a moment lies in the world's time.
func (p *plan) happened(m moment) bool { return p.at(m) < p.end }
