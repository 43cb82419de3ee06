package growth

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// Candidate is somebody who may fill a vacancy, known by a label only.
type Candidate struct {
	ID      string      `json:"id" ref:"-"`
	Label   string      `json:"label" doc:"Initials or a label, never a name."`
	Stage   string      `json:"stage" v:"enum=talking|offered|hired|declined"`
	In      []string    `json:"in" ref:"member" doc:"Who has handed a scorecard in."`
	Waiting []string    `json:"waiting" ref:"member" doc:"Whose scorecard is awaited."`
	Mine    *Scorecard  `json:"mine" doc:"The asker's own; null for none."`
	Others  []Scorecard `json:"others" doc:"Those of the others; empty while the asker is blind to them."`
	Blind   bool        `json:"blind" doc:"There are some that the asker may not see yet."`
	Sums    []Sum       `json:"sums" doc:"Skill by skill, over the scorecards that the asker sees and that are handed in."`
	Mean    *float64    `json:"mean" doc:"Of the skills' means; null while there is none."`
}

// Scorecard is what one interviewer heard.
type Scorecard struct {
	By     string            `json:"by" ref:"member"`
	Levels map[string]int    `json:"levels" doc:"1 to 5 of each skill, by its name."`
	Notes  map[string]string `json:"notes" doc:"What was heard, by the skill's name."`
	Hire   string            `json:"hire" v:"enum=strong-yes|yes|no|strong-no|" doc:"Whether to hire."`
	Word   string            `json:"word" doc:"On the whole."`
	InAt   clock.Instant     `json:"inAt" doc:"When it was handed in; null while it is being written."`
}

// Sum is how a skill was rated.
type Sum struct {
	Skill  string   `json:"skill" ref:"-"`
	Count  int      `json:"count"`
	Mean   float64  `json:"mean"`
	Low    int      `json:"low"`
	High   int      `json:"high"`
	Spread int      `json:"spread" doc:"Highest less lowest: where it is large, talk before you decide."`
	SD     *float64 `json:"sd" doc:"Standard deviation of the sample; null with fewer than two."`
}

// VacancyPage is a vacancy with its candidates.
type VacancyPage struct {
	Vacancy
	Sees       bool        `json:"sees" doc:"The asker interviews or leads the hiring, and sees candidates."`
	Candidates []Candidate `json:"candidates"`
}

// VacancyRef names a vacancy.
type VacancyRef struct {
	ID string `json:"id" in:"path" ref:"vacancy" v:"required"`
}

// CandidateIn is a candidate as they shall be.
type CandidateIn struct {
	ID        string `json:"id" in:"path" ref:"vacancy" v:"required"`
	Candidate string `json:"candidate" ref:"-" doc:"Id of the candidate: of the one to change, or made by the caller for a new one."`
	Label     string `json:"label" v:"required,max=24" doc:"Initials or a label, never a name."`
	Stage     string `json:"stage" v:"enum=talking|offered|hired|declined" doc:"Talking when left out."`
}

// CandidateRef names a candidate.
type CandidateRef struct {
	ID        string `json:"id" in:"path" ref:"vacancy" v:"required"`
	Candidate string `json:"candidate" ref:"-" v:"required" doc:"Id of the candidate."`
}

// ScoreIn is a scorecard.
type ScoreIn struct {
	ID        string            `json:"id" in:"path" ref:"vacancy" v:"required"`
	Candidate string            `json:"candidate" ref:"-" v:"required" doc:"Id of the candidate."`
	Levels    map[string]int    `json:"levels" doc:"1 to 5 of each skill, by its name."`
	Notes     map[string]string `json:"notes" doc:"What was heard, by the skill's name."`
	Hire      string            `json:"hire" v:"enum=strong-yes|yes|no|strong-no"`
	Word      string            `json:"word" v:"max=5000" doc:"On the whole."`
	HandIn    bool              `json:"handIn" doc:"Hand it in: all skills rated, and nothing is changed afterwards."`
}

// takesPart says whether somebody sees a vacancy's candidates.
func (x *Vacancy) takesPart(who string) bool {
	return x.Lead == who || slices.Contains(x.Interviewers, who)
}

func showVacancy(ctx context.Context, v *op.View, in VacancyRef) (*VacancyPage, error) {
	x, err := op.Find[Vacancy](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	out := &VacancyPage{Vacancy: *x, Sees: x.takesPart(v.Actor.Member), Candidates: []Candidate{}}
	if !out.Sees {
		return out, nil
	}
	people, err := about(ctx, v.R, v.Workspace, isCandidate, x.ID)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(people))
	for i := range people {
		ids[i] = people[i].ID
	}
	papers, err := about(ctx, v.R, v.Workspace, isScorecard, ids...)
	if err != nil {
		return nil, err
	}
	cards := map[string][]Scorecard{}
	for i := range papers {
		c, err := inside[Scorecard](&papers[i])
		if err != nil {
			return nil, err
		}
		c.By = papers[i].By
		cards[papers[i].Subject] = append(cards[papers[i].Subject], c)
	}
	for i := range people {
		c, err := inside[Candidate](&people[i])
		if err != nil {
			return nil, err
		}
		c.ID = people[i].ID
		c.look(x, cards[c.ID], v.Actor.Member)
		out.Candidates = append(out.Candidates, c)
	}
	return out, nil
}

// look shows a candidate's scorecards to somebody. Who interviews sees the
// others' once their own is handed in; who only leads the hiring, once all are.
func (c *Candidate) look(x *Vacancy, cards []Scorecard, who string) {
	c.In, c.Waiting, c.Others, c.Mine = []string{}, []string{}, []Scorecard{}, nil
	var handed []Scorecard
	for _, card := range cards {
		if card.By == who {
			c.Mine = &card
		}
		if card.InAt != 0 {
			c.In = append(c.In, card.By)
			handed = append(handed, card)
		}
	}
	for _, m := range x.Interviewers {
		if !slices.Contains(c.In, m) {
			c.Waiting = append(c.Waiting, m)
		}
	}
	sees := len(c.Waiting) == 0
	if c.Mine != nil || slices.Contains(x.Interviewers, who) {
		sees = c.Mine != nil && c.Mine.InAt != 0
	}
	seen := []Scorecard{}
	for _, card := range handed {
		if card.By == who {
			seen = append(seen, card)
		} else if sees {
			seen, c.Others = append(seen, card), append(c.Others, card)
		}
	}
	c.Blind = len(seen) < len(handed)
	c.Sums, c.Mean = sums(x.Asks, seen)
}

// sums puts scorecards together, skill by skill. Values are kept as they are;
// whoever shows them rounds.
func sums(asks Asks, cards []Scorecard) ([]Sum, *float64) {
	out := []Sum{}
	total := 0.0
	for _, a := range asks {
		var all []int
		for _, c := range cards {
			if l, there := c.Levels[a.Skill]; there {
				all = append(all, l)
			}
		}
		if len(all) == 0 {
			continue
		}
		s := Sum{Skill: a.Skill, Count: len(all), Low: slices.Min(all), High: slices.Max(all)}
		for _, l := range all {
			s.Mean += float64(l) / float64(len(all))
		}
		if s.Spread = s.High - s.Low; len(all) > 1 {
			of := 0.0
			for _, l := range all {
				of += (float64(l) - s.Mean) * (float64(l) - s.Mean)
			}
			of = math.Sqrt(of / float64(len(all)-1))
			s.SD = &of
		}
		total += s.Mean
		out = append(out, s)
	}
	if len(out) == 0 {
		return out, nil
	}
	mean := total / float64(len(out))
	return out, &mean
}

// panel runs fn for whoever sees a vacancy's candidates.
func panel(ctx context.Context, p *op.Plain, ref string, fn func(tx *op.Tx, raw *store.Tx, x *Vacancy) error) error {
	return p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		x, err := op.Find[Vacancy](ctx, &tx.View, ref)
		if err != nil {
			return err
		}
		return fn(tx, raw, x)
	})
}

func outsider(x *Vacancy) error {
	return errs.New(errs.Forbidden, "Candidates for “%s” are for those who interview and for who leads the hiring.", x.Title)
}

func setCandidate(ctx context.Context, p *op.Plain, in CandidateIn) (*Candidate, error) {
	c := &Candidate{ID: in.Candidate, Label: strings.TrimSpace(in.Label), Stage: cmp.Or(in.Stage, "talking"), In: []string{}, Waiting: []string{}, Others: []Scorecard{}, Sums: []Sum{}}
	return c, panel(ctx, p, in.ID, func(tx *op.Tx, raw *store.Tx, x *Vacancy) error {
		switch {
		case !x.takesPart(p.Actor.Member):
			return outsider(x)
		case c.Label == "" || strings.ContainsRune(c.Label, '@') || utf8.RuneCountInString(c.Label) > 24:
			return errs.Fieldf("label", "must be initials or a label of at most 24 characters, and no address")
		}
		sheet := &paper{ID: c.ID, Sort: isCandidate, Subject: x.ID, By: p.Actor.Member, At: p.Now}
		err := keep(ctx, tx, raw, sheet, map[string]string{"label": c.Label, "stage": c.Stage})
		c.ID = sheet.ID
		return err
	})
}

// candidateOf finds a candidate of a vacancy.
func candidateOf(ctx context.Context, tx *op.Tx, raw *store.Tx, x *Vacancy, ref string) (*paper, error) {
	c, err := oneOf(ctx, &raw.Reader, tx.Workspace, isCandidate, ref)
	if err == nil && c.Subject != x.ID {
		return nil, record.Missing(ref)
	}
	return c, err
}

// erase removes a candidate for good. Admins may, without seeing any.
func erase(ctx context.Context, p *op.Plain, in CandidateRef) (*Done, error) {
	return &Done{}, panel(ctx, p, in.ID, func(tx *op.Tx, raw *store.Tx, x *Vacancy) error {
		if x.Lead != p.Actor.Member && !p.Actor.Admin() {
			return errs.New(errs.Forbidden, "Candidates are removed by who leads the hiring, or by an admin.")
		}
		c, err := candidateOf(ctx, tx, raw, x, in.Candidate)
		if err != nil {
			return err
		}
		if err := shred(ctx, tx, raw, "sort = ? and subject_id = ?", isScorecard, c.ID); err != nil {
			return err
		}
		return shred(ctx, tx, raw, "id = ?", c.ID)
	})
}

func score(ctx context.Context, p *op.Plain, in ScoreIn) (*Scorecard, error) {
	c := &Scorecard{By: p.Actor.Member, Levels: in.Levels, Notes: trimmed(in.Notes), Hire: in.Hire, Word: strings.TrimSpace(in.Word)}
	return c, panel(ctx, p, in.ID, func(tx *op.Tx, raw *store.Tx, x *Vacancy) error {
		if !slices.Contains(x.Interviewers, p.Actor.Member) {
			return errs.New(errs.Forbidden, "Scorecards for “%s” are written by those who interview.", x.Title)
		}
		if err := c.fits(x, in.HandIn); err != nil {
			return err
		}
		who, err := candidateOf(ctx, tx, raw, x, in.Candidate)
		if err != nil {
			return err
		}
		all, err := about(ctx, &raw.Reader, tx.Workspace, isScorecard, who.ID)
		if err != nil {
			return err
		}
		sheet := &paper{Sort: isScorecard, Subject: who.ID, By: p.Actor.Member, At: p.Now}
		if i := slices.IndexFunc(all, func(s paper) bool { return s.By == p.Actor.Member }); i >= 0 {
			was, err := inside[Scorecard](&all[i])
			if err != nil {
				return err
			}
			if was.InAt != 0 {
				return errs.New(errs.Conflict, "Your scorecard is handed in; you have seen the others', so it stays as it is.")
			}
			sheet.ID = all[i].ID
		}
		if in.HandIn {
			c.InAt = p.Now
		}
		return keep(ctx, tx, raw, sheet, c)
	})
}

// fits says whether a scorecard rates what the vacancy asks for, all of it when
// it is handed in.
func (c *Scorecard) fits(x *Vacancy, done bool) error {
	if c.Levels == nil {
		c.Levels = map[string]int{}
	}
	asked := func(name string) bool {
		return slices.ContainsFunc(x.Asks, func(a Asked) bool { return a.Skill == name })
	}
	for _, name := range slices.Sorted(maps.Keys(c.Levels)) {
		if l := c.Levels[name]; !asked(name) || l < 1 || l > levels {
			return errs.Fieldf("levels", "must be 1 to %d of skills that are asked for; of %s it is %d", levels, name, l)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Notes)) {
		if !asked(name) || utf8.RuneCountInString(c.Notes[name]) > 2000 {
			return errs.Fieldf("notes", "must be about skills that are asked for, with at most 2000 characters each")
		}
	}
	if !done {
		return nil
	}
	for _, a := range x.Asks {
		if c.Levels[a.Skill] == 0 {
			return errs.Fieldf("levels", "lacks %s: rate every skill before you hand it in", a.Skill)
		}
	}
	if c.Hire == "" {
		return errs.Fieldf("hire", "is required to hand it in")
	}
	return nil
}
