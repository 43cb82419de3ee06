package bet

import (
	"context"
	"math"
	"slices"
	"strings"

	"throughline/internal/area/roadmap"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/stat"
)

// RecordIn asks for track records.
type RecordIn struct {
	Product string `json:"product" in:"query" ref:"product" doc:"Id or key of a product; all that you see when left out."`
}

// Records is the track record of everybody who bet, and of each team.
type Records struct {
	People []Track `json:"people" doc:"By who made the bet, the most bets first."`
	Teams  []Track `json:"teams" doc:"By product, the most bets first."`
	All    Track   `json:"all"`
	Rule   string  `json:"rule" doc:"What counts and how, in words."`
}

// Share is a share with how well it is known.
type Share struct {
	Of    int      `json:"of"`
	Count int      `json:"count"`
	Share *float64 `json:"share" doc:"Null of none."`
	Low   *float64 `json:"low" doc:"Lower end of the 95 % interval (Wilson)."`
	High  *float64 `json:"high"`
}

// Step is how often what was said with some odds came.
type Step struct {
	From  float64  `json:"from" doc:"Odds from here, in percent."`
	To    float64  `json:"to" doc:"Up to here; below it, but for 100."`
	Said  float64  `json:"said" doc:"Mean of what was said."`
	Came  Share    `json:"came"`
	First []id.Ref `json:"features" ref:"feature" doc:"The features."`
}

// Track is somebody's track record.
type Track struct {
	Member   id.Ref   `json:"member" ref:"member"`
	Product  id.Ref   `json:"product" ref:"product"`
	Settled  int      `json:"settled" doc:"Bets that were settled as hit or missed and made before the release."`
	Late     int      `json:"late" doc:"Settled bets that do not count, since they were made or changed after the release."`
	Hits     Share    `json:"hits"`
	Coverage Share    `json:"coverage" doc:"Bets whose change lay within the predicted range; 80 % is what a range means."`
	Forecast int      `json:"forecasts" doc:"Bets with odds."`
	Said     *float64 `json:"said" doc:"Mean of the odds, as a share."`
	Brier    *float64 `json:"brier" doc:"Mean squared distance between the odds and what came: 0 is perfect, 0.25 is always saying one half."`
	Base     *float64 `json:"brierBase" doc:"What always saying one's own share of hits would have given; a lower score than this knows something."`
	Factor   *float64 `json:"factor" doc:"By what the record multiplies a confidence; null with fewer than three bets with odds."`
	Steps    []Step   `json:"steps" doc:"How often what was said came, by odds."`
}

// Offer is what a track record makes of a feature's confidence.
type Offer struct {
	Whose      string  `json:"whose" doc:"member or team."`
	Bets       int     `json:"bets" doc:"How many bets it rests on."`
	Factor     float64 `json:"factor"`
	Confidence float64 `json:"confidence" doc:"As it is."`
	Corrected  float64 `json:"corrected" doc:"As the track record would have it, in whole percent."`
	Why        string  `json:"why"`
}

const recordRule = "Bets that were settled as hit or missed count, if they were made before the release. A range should hold the change in four cases of five. " +
	"The correction is the share of hits by the odds that were said, with four bets added that came as they were said, so that a few do not weigh too much; it lies between a quarter and one and a half."

// enough is how many bets with odds it takes for a correction; prior is how many
// are added that came as said.
const (
	enough = 3
	prior  = 4.0
)

const settledBets = "r.kind = 'feature' and r.archived_at = 0 and d.bet_outcome in ('hit', 'missed') and "

func trackRecord(ctx context.Context, v *op.View, in RecordIn) (_ *Records, err error) {
	defer errs.Wrap(&err, "bet.record")
	fs, err := settledOf(ctx, v, in.Product)
	if err != nil {
		return nil, err
	}
	out := &Records{Rule: recordRule, All: track(fs)}
	out.People = grouped(fs, func(f *roadmap.Feature) id.Ref { return f.BetBy }, func(t *Track, who id.Ref) { t.Member = who })
	out.Teams = grouped(fs, func(f *roadmap.Feature) id.Ref { return f.Product }, func(t *Track, who id.Ref) { t.Product = who })
	return out, nil
}

// settledOf reads the settled bets, the newest two thousand.
func settledOf(ctx context.Context, v *op.View, product string) ([]roadmap.Feature, error) {
	scope, args, err := within(ctx, v, product)
	if err != nil {
		return nil, err
	}
	return record.Where[roadmap.Feature](ctx, v.At, settledBets+scope+" order by d.bet_settled_at desc, r.id limit 2000", args...)
}

func grouped(fs []roadmap.Feature, by func(*roadmap.Feature) id.Ref, name func(*Track, id.Ref)) []Track {
	groups := map[id.Ref][]roadmap.Feature{}
	for i := range fs {
		groups[by(&fs[i])] = append(groups[by(&fs[i])], fs[i])
	}
	out := []Track{}
	for who, some := range groups {
		if who != "" {
			t := track(some)
			name(&t, who)
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b Track) int {
		if a.Settled != b.Settled {
			return b.Settled - a.Settled
		}
		return strings.Compare(string(a.Member+a.Product), string(b.Member+b.Product))
	})
	return out
}

// track counts how some bets came out.
func track(fs []roadmap.Feature) Track {
	t := Track{}
	var odds []float64
	var came []bool
	var forecast []*roadmap.Feature
	hits, covered, ranged := 0, 0, 0
	for i := range fs {
		f := &fs[i]
		if f.BetMadeOn == "" || f.ReleasedOn != "" && f.BetMadeOn > f.ReleasedOn {
			t.Late++
			continue
		}
		t.Settled++
		hit := f.BetOutcome == roadmap.Hit
		if hit {
			hits++
		}
		if f.BetChange != nil && f.BetLow != nil && f.BetHigh != nil {
			ranged++
			if *f.BetChange >= *f.BetLow && *f.BetChange <= *f.BetHigh {
				covered++
			}
		}
		if f.BetOdds != nil {
			odds, came, forecast = append(odds, *f.BetOdds/100), append(came, hit), append(forecast, f)
		}
	}
	t.Hits, t.Coverage, t.Forecast = shareOf(hits, t.Settled), shareOf(covered, ranged), len(odds)
	t.Said, t.Brier = known(stat.Mean(odds)), known(stat.Brier(odds, came))
	t.Factor = factor(odds, came)
	if t.Forecast > 0 {
		p := share(came)
		base := p * (1 - p)
		t.Base = &base
	}
	t.Steps = steps(forecast)
	return t
}

func share(came []bool) float64 {
	n := 0.0
	for _, c := range came {
		if c {
			n++
		}
	}
	return n / float64(len(came))
}

func shareOf(count, of int) Share {
	s := Share{Of: of, Count: count}
	if e, ok := stat.Wilson(count, of); ok {
		s.Share, s.Low, s.High = &e.Value, &e.Low, &e.High
	}
	return s
}

// factor is by what a track record multiplies a confidence.
func factor(odds []float64, came []bool) *float64 {
	said, _ := stat.Mean(odds)
	if len(odds) < enough || said == 0 {
		return nil
	}
	n := float64(len(odds))
	f := (share(came)*n + prior*said) / (n + prior) / said
	f = math.Min(1.5, math.Max(0.25, f))
	return &f
}

// bounds are the odds at which one step ends and the next begins.
var bounds = []float64{0, 40, 60, 80, 101}

func steps(fs []*roadmap.Feature) []Step {
	out := []Step{}
	for i := range len(bounds) - 1 {
		s := Step{From: bounds[i], To: math.Min(bounds[i+1], 100)}
		sum, n, hits := 0.0, 0, 0
		for _, f := range fs {
			if *f.BetOdds >= bounds[i] && *f.BetOdds < bounds[i+1] {
				sum, n = sum+*f.BetOdds, n+1
				s.First = append(s.First, id.Ref(f.ID))
				if f.BetOutcome == roadmap.Hit {
					hits++
				}
			}
		}
		if n > 0 {
			s.Said, s.Came = sum/float64(n)/100, shareOf(hits, n)
			out = append(out, s)
		}
	}
	return out
}

// offerFor works out what the track record of who bets, or else of the team,
// makes of a feature's confidence.
func offerFor(ctx context.Context, v *op.View, f *roadmap.Feature) (*Offer, error) {
	if f.Confidence == nil {
		return nil, nil
	}
	factors, err := FactorsOf(ctx, v)
	if err != nil {
		return nil, err
	}
	c, ok := factors.Of(f)
	if !ok {
		return nil, nil
	}
	return &Offer{c.Whose, c.Bets, c.Factor, *f.Confidence, Corrected(*f.Confidence, c.Factor), c.why()}, nil
}
