package ranking

import (
	"context"
	"math"
	"slices"

	"throughline/internal/area/roadmap"
	"throughline/internal/area/roadmap/bet"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/formula"
	"throughline/internal/kit/id"
	"throughline/internal/kit/stat"
)

// most is how many features are ranked at once: those that stand first on the
// roadmap.
const most = 300

// ListIn asks for rankings.
type ListIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

// Rankings is a list of them.
type Rankings struct {
	Items []Ranking `json:"items" doc:"Those of the product, and those of others that rank its features too; at most 100."`
}

// ShowIn asks for a ranking.
type ShowIn struct {
	ID   string `json:"id" in:"path" v:"required"`
	Seed *int64 `json:"seed" in:"query" v:"min=0,max=9007199254740991" doc:"What chance begins with; 1 when left out, so that the answer is the same each time."`
}

// Ranked is a ranking worked out.
type Ranked struct {
	Ranking
	Unit      string    `json:"unit" doc:"Of the score."`
	Rows      []Row     `json:"rows" doc:"In order; what could not be scored stands last."`
	Undecided []id.Ref  `json:"undecided" ref:"feature" doc:"Features of which it cannot be said whether they are among the first; the least certain first."`
	Decided   bool      `json:"decided" doc:"It is clear who is among the first."`
	Measure   []Measure `json:"measure" doc:"What to measure before deciding, the most worthwhile first."`
	Notes     []Note    `json:"notes" doc:"What the method says of the set as a whole."`
	Trials    int       `json:"trials"`
	Seed      int64     `json:"seed"`
	More      bool      `json:"more" doc:"There are more features than are ranked."`
	Hidden    int       `json:"hidden" doc:"Products of the ranking that you may not see; their features are left out."`
	Rule      string    `json:"rule"`
}

// Row is one feature in a ranking.
type Row struct {
	Feature   id.Ref           `json:"feature" ref:"feature"`
	Key       string           `json:"key"`
	Title     string           `json:"title"`
	Product   id.Ref           `json:"product" ref:"product"`
	State     string           `json:"state"`
	Place     int              `json:"place" doc:"By the likely inputs, from 1; 0 where it is not scored."`
	PlaceLow  int              `json:"placeLow" doc:"Nine in ten futures place it from here,"`
	PlaceHigh int              `json:"placeHigh" doc:"to here."`
	Score     *float64         `json:"score" doc:"Of the likely inputs, unrounded; null where it cannot be scored."`
	Low       *float64         `json:"low" doc:"Nine in ten futures give at least this,"`
	High      *float64         `json:"high" doc:"and at most this."`
	Chance    float64          `json:"chance" doc:"In how many futures it is among the first."`
	Ranges    map[string]Range `json:"ranges" doc:"What it is scored from, by input."`
	Missing   []string         `json:"missing" doc:"Inputs that the formula needs and that are not known."`
	Reading   string           `json:"reading" doc:"What the method says of it."`
	Swings    []Swing          `json:"swings" doc:"Where one input at its ends would put it; the widest first."`
	Factor    *float64         `json:"factor" doc:"By what its confidence was multiplied."`
}

// Swing is where a feature would stand with one input at either end.
type Swing struct {
	Input   string  `json:"input"`
	AtLow   int     `json:"atLow" doc:"Place with the input at its low end."`
	AtHigh  int     `json:"atHigh"`
	Least   float64 `json:"least" doc:"The score with the input at its low end."`
	Largest float64 `json:"largest" doc:"And at its high end."`
}

// Measure is something to measure before deciding.
type Measure struct {
	Feature id.Ref  `json:"feature" ref:"feature"`
	Key     string  `json:"key"`
	Title   string  `json:"title"`
	Input   string  `json:"input"`
	Label   string  `json:"label"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	Worth   float64 `json:"worth" doc:"By how much better the first would be on average, in the score's unit, were it known."`
	Share   float64 `json:"share" doc:"Of all that measuring anything here is worth."`
}

// Note is something that the method says.
type Note struct {
	Tone string `json:"tone" doc:"ok, warn or risk."`
	Text string `json:"text"`
}

const rule = "Each uncertain input is drawn from a triangle over its low, likely and high value, %d times, all features at once. The chance is in how many of these futures a feature is among the first. " +
	"A feature is undecided when that is more than one in five and fewer than four in five. What is worth measuring is by how much the first would be better on average if that one number were known before choosing."

func list(ctx context.Context, v *op.View, in ListIn) (*Rankings, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	rows, err := op.Where[Ranking](ctx, v, `(d.product_id = ? or d.products like ?) order by d.created_at, d.id limit 100`, product, `%"`+product+`"%`)
	return &Rankings{rows}, err
}

func show(ctx context.Context, v *op.View, in ShowIn) (_ *Ranked, err error) {
	defer errs.Wrap(&err, "ranking.show %s", in.ID)
	r, err := op.Find[Ranking](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	seed := int64(1)
	if in.Seed != nil {
		seed = *in.Seed
	}
	return rank(ctx, v, r, seed)
}

// set is what is ranked, and the formula that does it.
type set struct {
	r        *Ranking
	f        *formula.Formula
	inputs   []Operand // that the formula names, in its order
	features []roadmap.Feature
	ranges   []map[string]Range
	factors  []*float64
	words    map[string]float64 // by feature, the importance of what customers said
	outcome  *stat.Outcome
}

// rank works a ranking out.
func rank(ctx context.Context, v *op.View, r *Ranking, seed int64) (*Ranked, error) {
	f, bad := formula.Parse(r.Text)
	if bad != nil {
		return nil, errs.New(errs.Invalid, "The formula of this ranking cannot be read: %s.", bad.Error())
	}
	s := &set{r: r, f: f}
	out := &Ranked{Ranking: *r, Seed: seed, Rows: []Row{}, Measure: []Measure{}, Notes: []Note{}}
	out.Unit = unitOf(r, f)
	if err := s.read(ctx, v, out); err != nil {
		return nil, err
	}
	s.play(out)
	s.rows(out)
	s.measure(out)
	s.notes(out)
	return out, nil
}

func unitOf(r *Ranking, f *formula.Formula) string {
	units := map[string]formula.Unit{}
	for _, in := range r.Inputs {
		units[in.Name], _ = formula.ParseUnit(in.Unit) // checked when it was stored
	}
	u, _ := f.Check(units)
	return u.String()
}

// read gathers features with their inputs: one select each.
func (s *set) read(ctx context.Context, v *op.View, out *Ranked) error {
	var seen []string
	for _, p := range s.r.homes() {
		if v.Sees(p) {
			seen = append(seen, p)
		} else {
			out.Hidden++
		}
	}
	marks, args := record.Among(seen)
	fs, err := record.Where[roadmap.Feature](ctx, v.At, "r.kind = 'feature' and r.archived_at = 0 and r.category in ('todo', 'doing') and r.product_id in ("+marks+") order by r.rank, r.id limit ?", append(args, most+1)...)
	if err != nil {
		return err
	}
	out.More = len(fs) > most
	s.features = fs[:min(len(fs), most)]
	scorings, err := record.Where[Scoring](ctx, v.At, "d.ranking_id = ?", s.r.ID)
	if err != nil {
		return err
	}
	own := map[string]map[string]Range{}
	for _, x := range scorings {
		own[string(x.Record)] = x.Ranges
	}
	var factors *bet.Factors
	if s.r.Corrects {
		if factors, err = bet.FactorsOf(ctx, v); err != nil {
			return err
		}
	}
	if s.words, err = wordsOf(ctx, v, s.r, s.features); err != nil {
		return err
	}
	for i := range s.features {
		ranges, factor := s.rangesOf(&s.features[i], own[s.features[i].ID], factors)
		s.ranges, s.factors = append(s.ranges, ranges), append(s.factors, factor)
	}
	for _, name := range s.f.Fields() {
		if in, ok := s.r.input(name); ok {
			s.inputs = append(s.inputs, in)
		}
	}
	return nil
}

// rangesOf gives a feature's inputs: of those that are fields of the feature,
// the likely value is the feature's, and only the range is kept here.
func (s *set) rangesOf(f *roadmap.Feature, own map[string]Range, factors *bet.Factors) (map[string]Range, *float64) {
	out := map[string]Range{}
	var factor *float64
	for _, in := range s.r.Inputs {
		x, there := own[in.Name]
		if in.From != "" {
			x.Likely = s.fieldOf(f, in.From)
			if in.From == "effort" {
				x.Low, x.High = f.EffortLow, f.EffortHigh
			}
			there = x.Likely != nil
		}
		if !there || x.Likely == nil {
			continue
		}
		if in.From == "confidence" && factors != nil {
			if c, ok := factors.Of(f); ok {
				factor = &c.Factor // applied where it is played, so that what is shown can be changed
			}
		}
		out[in.Name] = x.ordered()
	}
	return out, factor
}

func (s *set) fieldOf(f *roadmap.Feature, name string) *float64 {
	switch name {
	case customers:
		return fl(s.words[f.ID])
	case "reach":
		if f.Reach == nil {
			return nil
		}
		return fl(float64(*f.Reach))
	case "impact":
		return f.Impact
	case "confidence":
		return f.Confidence
	default:
		return f.Effort
	}
}

// times multiplies a range, up to a limit.
func (r Range) times(by, most float64) Range {
	apply := func(v *float64) *float64 {
		if v == nil {
			return nil
		}
		return fl(math.Min(most, *v*by))
	}
	return Range{apply(r.Low), apply(r.Likely), apply(r.High)}
}

// ordered leaves out ends that are none: that do not lie around the likely value.
func (r Range) ordered() Range {
	if r.Low != nil && *r.Low >= *r.Likely {
		r.Low = nil
	}
	if r.High != nil && *r.High <= *r.Likely {
		r.High = nil
	}
	return r
}

func (r Range) spread() stat.Spread {
	s := stat.Spread{Low: *r.Likely, Likely: *r.Likely, High: *r.Likely}
	if r.Low != nil {
		s.Low = *r.Low
	}
	if r.High != nil {
		s.High = *r.High
	}
	return s
}

// play ranks by the likely inputs, and in many futures.
func (s *set) play(out *Ranked) {
	names := make([]string, len(s.inputs))
	for i, in := range s.inputs {
		names[i] = in.Name
	}
	program := s.f.Bind(names)
	norms := program.Norms()
	rows := make([][]float64, len(s.features))
	for i := range rows {
		rows[i] = make([]float64, program.Columns(len(names)))
	}
	c := &stat.Contest{Top: int(s.r.Top), Trials: stat.Trials(len(s.features)), Seed: uint64(out.Seed)} //nolint:gosec // not below 0
	column := make([]float64, len(s.features))
	c.Score = func(inputs [][]float64, scores []float64) {
		for i := range rows {
			copy(rows[i], inputs[i])
		}
		for n, of := range norms {
			for i := range rows {
				column[i] = math.NaN()
				if of >= 0 {
					column[i] = inputs[i][of]
				}
			}
			for i, v := range formula.Norm(column) {
				rows[i][len(names)+n] = v
			}
		}
		for i := range rows {
			scores[i] = program.Run(rows[i])
		}
	}
	for i := range s.features {
		k := stat.Contender{Name: s.features[i].ID}
		for _, in := range s.inputs {
			x, known := s.ranges[i][in.Name]
			if !known {
				k.Inputs = append(k.Inputs, stat.Spread{Low: math.NaN(), Likely: math.NaN(), High: math.NaN()})
				continue
			}
			if in.From == "confidence" && s.factors[i] != nil {
				x = x.times(*s.factors[i], 100)
			}
			k.Inputs = append(k.Inputs, x.spread())
		}
		c.Contenders = append(c.Contenders, k)
	}
	s.outcome = c.Run()
	out.Trials = c.Trials
	for _, i := range s.outcome.Undecided {
		out.Undecided = append(out.Undecided, id.Ref(s.features[i].ID))
	}
	out.Decided = len(out.Undecided) == 0
	out.Rule = sprintf(rule, c.Trials)
}

func (s *set) rows(out *Ranked) {
	for i := range s.features {
		f, st := &s.features[i], &s.outcome.Standings[i]
		row := Row{
			Feature: id.Ref(f.ID), Key: f.Key, Title: f.Title, Product: f.Product, State: f.State, Place: st.Place, Chance: st.TopShare,
			Ranges: s.ranges[i], Factor: s.factors[i],
		}
		for _, in := range s.inputs {
			if _, known := s.ranges[i][in.Name]; !known {
				row.Missing = append(row.Missing, in.Name)
			}
		}
		if st.Place > 0 {
			row.Score, row.Low, row.High = fl(st.Score), fl(st.Low), fl(st.High)
			row.PlaceLow, row.PlaceHigh = st.PlaceLow, st.PlaceHigh
			row.Swings = s.swings(st)
		} else {
			row.Chance = 0
		}
		out.Rows = append(out.Rows, row)
	}
	s.readings(out)
	slices.SortStableFunc(out.Rows, func(a, b Row) int {
		switch {
		case a.Place == 0 || b.Place == 0:
			return bool01(a.Place == 0) - bool01(b.Place == 0)
		default:
			return a.Place - b.Place
		}
	})
}

func bool01(is bool) int {
	if is {
		return 1
	}
	return 0
}

func (s *set) swings(st *stat.Standing) []Swing {
	var out []Swing
	for j, w := range st.Swings {
		if w.AtLow != 0 && w.AtHigh != 0 {
			out = append(out, Swing{s.inputs[j].Name, w.AtLow, w.AtHigh, w.ScoreAtLow, w.ScoreHigh})
		}
	}
	slices.SortStableFunc(out, func(a, b Swing) int {
		return sign(math.Abs(b.Largest-b.Least) - math.Abs(a.Largest-a.Least))
	})
	return out
}

// measure lists what is worth measuring: what would change the choice.
func (s *set) measure(out *Ranked) {
	total := 0.0
	for i := range s.features {
		for j, worth := range s.outcome.Standings[i].Worth {
			if !(worth > 0) {
				continue
			}
			total += worth
			x := s.ranges[i][s.inputs[j].Name].spread()
			f := &s.features[i]
			out.Measure = append(out.Measure, Measure{id.Ref(f.ID), f.Key, f.Title, s.inputs[j].Name, s.inputs[j].Label, x.Low, x.High, worth, 0})
		}
	}
	slices.SortStableFunc(out.Measure, func(a, b Measure) int { return sign(b.Worth - a.Worth) })
	out.Measure = out.Measure[:min(len(out.Measure), 5)]
	for i := range out.Measure {
		out.Measure[i].Share = out.Measure[i].Worth / total
	}
}
