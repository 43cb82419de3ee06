package promise

import (
	"throughline/internal/kit/clock"
)

// Where a promise stands.
const (
	Overdue    = "overdue"     // its day has passed
	Undone     = "no delivery" // nothing keeps it
	AtRisk     = "at risk"     // its odds are under the bound
	Delivered  = "delivered"   // all that keeps it is done; somebody has to say that it is kept
	Unforecast = "no forecast" // something that keeps it cannot be forecast
	OnTrack    = "on track"
	Ended      = "ended" // it was kept, broken or withdrawn
)

// Keeper is something that keeps a promise.
type Keeper struct {
	Link    string    `json:"link" ref:"-" doc:"Id of the link."`
	ID      string    `json:"id"`
	Key     string    `json:"key"`
	Kind    string    `json:"kind"`
	Title   string    `json:"title"`
	State   string    `json:"state"`
	Done    bool      `json:"done" doc:"It is done, accepted, or out."`
	Dropped bool      `json:"dropped" doc:"It was dropped, and keeps nothing any more."`
	Odds    *float64  `json:"odds" doc:"How likely it is done by the promise's day, from 0 to 1; null without a forecast."`
	By      clock.Day `json:"by" doc:"The day by which it is done in 85 of 100 cases; null without a forecast."`
}

// Chance is what may be expected of a promise.
type Chance struct {
	Standing string    `json:"standing" v:"enum=overdue|no delivery|at risk|delivered|no forecast|on track|ended" doc:"Where it stands, the worst first."`
	AtRisk   bool      `json:"atRisk" doc:"Its odds are under the bound, or its day has passed."`
	Odds     *float64  `json:"odds" doc:"How likely all that keeps it is done by its day, from 0 to 1: the odds of the least likely. Null when something cannot be forecast, unless another is under the bound already."`
	By       clock.Day `json:"by" doc:"The day by which all that keeps it is done in 85 of 100 cases; null without a forecast."`
}

// weigh says where a promise stands. What keeps it waits in one queue, so all of
// it is done when its last is: the least likely says it for all.
func (p *Promise) weigh(keepers []Keeper, bound int64, today clock.Day) Chance {
	if !p.Live() {
		return Chance{Standing: Ended}
	}
	var c Chance
	least, by, left, open, unknown := 1.0, clock.Day(""), 0, 0, 0
	for _, k := range keepers {
		if k.Dropped {
			continue
		}
		left++
		if k.Done {
			continue
		}
		open++
		if k.Odds == nil {
			unknown++
			continue
		}
		least, by = min(least, *k.Odds), max(by, k.By)
		if k.By == "" {
			unknown++ // later than can be told
		}
	}
	under := least*100 < float64(bound)
	if left > 0 && (unknown == 0 || under) {
		c.Odds = &least
	}
	if unknown == 0 {
		c.By = by
	}
	switch {
	case today > p.DueOn:
		c.Standing, c.AtRisk = Overdue, true
	case left == 0:
		c.Standing = Undone
	case under:
		c.Standing, c.AtRisk = AtRisk, true
	case open == 0:
		c.Standing = Delivered
	case unknown > 0:
		c.Standing = Unforecast
	default:
		c.Standing = OnTrack
	}
	return c
}

// ease is by how many points the odds must have left the bound behind before a
// promise is no longer at risk: a forecast that trembles at it tells nobody
// twice.
const ease = 5

// news is what is to be noted of a promise.
type news int

const (
	nothing news = iota
	begins       // it is at risk: the promiser hears
	renews       // it was in hand, and now its day has passed: the promiser hears again
	passes       // nobody took it in hand: the product manager hears
	eases        // it is at risk no longer
)

// hears says what is to be noted now. gone says that the promiser cannot be
// told any more.
func (p *Promise) hears(c Chance, b *PromiseBound, now clock.Instant, due clock.Instant, gone bool) news {
	switch {
	case !p.Live():
		return nothing
	case p.RiskAt == 0:
		if c.AtRisk {
			return begins
		}
		return nothing
	case c.Standing == Overdue && p.RiskAt < due && p.HandledAt != 0:
		return renews
	case !c.AtRisk && c.Odds != nil && *c.Odds*100 >= min(100, float64(b.Odds+ease)):
		return eases
	case !c.AtRisk:
		return nothing
	case p.EscalatedAt == 0 && p.HandledAt == 0 && (gone || now >= p.RiskAt.Add(day*days(b.Patience))):
		return passes
	}
	return nothing
}
