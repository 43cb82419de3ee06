package plan

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// The states of a scenario.
const (
	scenarioOpen  = "open"
	scenarioTaken = "taken"
)

// RoadmapScenario is the roadmap as it might be: lines put elsewhere, which changes
// nothing until it is taken.
type RoadmapScenario struct {
	record.Part
	Name    string        `db:"name" json:"name" v:"required,max=120" doc:"What it is called."`
	Note    string        `db:"note" json:"note" v:"max=4000" doc:"What it is to find out."`
	State   string        `db:"state" json:"state" v:"enum=open|taken" doc:"Taken: the roadmap is as it says, or was."`
	Puts    []Placed      `db:"puts" json:"puts" doc:"The lines that it puts elsewhere."`
	TakenAt clock.Instant `db:"taken_at" json:"takenAt" doc:"When it was taken."`
	TakenBy id.Ref        `db:"taken_by" json:"takenBy" ref:"member" doc:"Who took it."`
}

// Placed is a line that a scenario puts elsewhere.
type Placed struct {
	Line string `json:"line" doc:"Id of the line."`
	To   Span   `json:"to"`
	Was  Span   `json:"was" doc:"Where it stood when it was put there."`
}

// mostPuts bounds how many lines a scenario puts elsewhere.
const mostPuts = 200

// ScenarioIn makes a scenario.
type ScenarioIn struct {
	ID      string `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Product string `json:"product" ref:"product" v:"required" doc:"The product that it is about; it may put lines of others elsewhere as well."`
	Name    string `json:"name" v:"required,max=120" doc:"What it is called."`
	Note    string `json:"note" v:"max=4000" doc:"What it is to find out."`
	Lines   []Put  `json:"lines" v:"max=200" doc:"The lines to put elsewhere, and where to."`
	From    string `json:"from" ref:"-" doc:"Begin with what another scenario puts elsewhere, by its id."`
}

// ScenarioPatch changes a scenario.
type ScenarioPatch struct {
	ID    string   `json:"id" in:"path" v:"required"`
	Name  *string  `json:"name" v:"max=120" doc:"What it is called; as it is when left out."`
	Note  *string  `json:"note" v:"max=4000" doc:"As it is when left out."`
	Lines []Put    `json:"lines" v:"max=200" doc:"Lines to put elsewhere beside those that it does already; a line named again is put anew."`
	Back  []string `json:"back" ref:"record" v:"max=200" doc:"Lines to leave where they are, by id or key."`
}

// ScenarioRef names a scenario.
type ScenarioRef struct {
	ID string `json:"id" in:"path" v:"required"`
}

// ScenariosIn asks for those of a product.
type ScenariosIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required"`
}

// Effect is what a scenario would do.
type Effect struct {
	Scenario RoadmapScenario `json:"scenario" ref:"-"`
	Puts     []Move          `json:"puts" doc:"What it puts elsewhere, from where it stands now."`
	Moves    []Move          `json:"moves" doc:"What else would have to move, in the order in which it does."`
	Left     []Conflict      `json:"left" doc:"Conflicts that would be left."`
	Cycles   [][]string      `json:"cycles" ref:"-" doc:"Lines that wait for each other in a ring; nothing follows along it."`
	Odds     []Chance        `json:"odds" doc:"How likely what moves is done by its day, as it is and in the scenario; without those that cannot be forecast."`
	Stale    []Stale         `json:"stale" doc:"Lines that were moved, ended or left since the scenario put them elsewhere."`
	Lines    []Line          `json:"lines" doc:"The lines that are named, as they are now."`
	Rule     string          `json:"rule" doc:"How the odds were computed, in words."`
}

// Chance is how likely a line is done by its day, now and in a scenario.
type Chance struct {
	ID     string    `json:"id"`
	Before *float64  `json:"before" doc:"By the day on which it ends now; null without a day."`
	After  *float64  `json:"after" doc:"By the day on which it would end; null without a day."`
	Half   clock.Day `json:"half" doc:"The day by which it is done with odds of 50 %; null for longer than ten years."`
	Likely clock.Day `json:"likely" doc:"The day by which it is done with odds of 85 %."`
	Open   int       `json:"open" doc:"Open items that deliver it."`
	Done   int       `json:"done" doc:"Items of it that are done."`
}

// Stale is a line that is not where it was when the scenario put it elsewhere.
type Stale struct {
	ID  string `json:"id"`
	Was Span   `json:"was"`
	Is  *Span  `json:"is" doc:"Where it stands now; null when it is over, or no more on the roadmap that you may see."`
	Why string `json:"why" v:"enum=moved|over|gone"`
}

const scenarioRule = "Each line is done when all its open items are, in the order of the backlog and at the pace of its own team's past. " +
	"A scenario moves days; it does not make anybody faster, so the same work is held against another day."

// scenarios are the operations on scenarios, with who forecasts.
type scenarios struct{ outlooks Outlooks }

func registerScenarios(r *op.Registry, outlooks Outlooks) {
	s := &scenarios{outlooks}
	op.AddPart[RoadmapScenario](r, "roadmap_scenario")
	op.Do(r, "scenario.create", s.create, op.Says("Make a scenario: the roadmap as it might be. It changes nothing until it is taken."))
	op.Do(r, "scenario.update", s.update, op.Says("Put lines elsewhere in a scenario, leave others where they are, or call it something else."))
	op.Do(r, "scenario.delete", s.drop, op.Says("Throw a scenario away."))
	op.Do(r, "scenario.take", s.take, op.Says("Take a scenario: its lines move, with all that has to move with them, as one change."))
	op.Ask(r, "scenario.list", s.list, op.Says("List the scenarios of a product, the latest first."), op.Needs(op.Inside))
	op.Ask(r, "scenario.show", s.show, op.Says("Show what a scenario would do: the ripple, what is left in conflict, the odds before and after."), op.Needs(op.Inside))
}

func (s *scenarios) create(ctx context.Context, tx *op.Tx, in ScenarioIn) (*RoadmapScenario, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	sc := &RoadmapScenario{Name: strings.TrimSpace(in.Name), Note: in.Note, State: scenarioOpen, Puts: []Placed{}}
	sc.ID, sc.Product, sc.Record = in.ID, id.Ref(product), id.Ref(product)
	if in.From != "" {
		from, err := op.Find[RoadmapScenario](ctx, &tx.View, in.From)
		if err != nil {
			return nil, err
		}
		sc.Puts = slices.Clone(from.Puts)
	}
	if err := sc.put(ctx, tx, in.Lines); err != nil {
		return nil, err
	}
	defer tx.Covered()() // a thought is one's own
	return sc, tx.Insert(ctx, sc)
}

func (s *scenarios) update(ctx context.Context, tx *op.Tx, in ScenarioPatch) (*RoadmapScenario, error) {
	before, err := s.mine(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Puts = slices.Clone(before.Puts)
	if in.Name != nil {
		after.Name = strings.TrimSpace(*in.Name)
	}
	if in.Note != nil {
		after.Note = *in.Note
	}
	if err := after.leave(ctx, tx, in.Back); err != nil {
		return nil, err
	}
	if err := after.put(ctx, tx, in.Lines); err != nil {
		return nil, err
	}
	defer tx.Covered()()
	return &after, tx.Update(ctx, before, &after)
}

// mine finds an open scenario that the actor may change: its maker, and whoever
// places things on the roadmap.
func (s *scenarios) mine(ctx context.Context, tx *op.Tx, ref string) (*RoadmapScenario, error) {
	sc, err := op.Find[RoadmapScenario](ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	switch {
	case sc.State != scenarioOpen:
		return nil, errs.New(errs.Conflict, "The scenario %q has been taken. Make a new one from it.", sc.Name)
	case string(sc.CreatedBy) != tx.Actor.Member && !tx.Actor.Admin() && !slices.Contains(tx.Access.Deciders("roadmap.place", string(sc.Product)), tx.Actor.Member):
		return nil, errs.New(errs.Forbidden, "The scenario %q is somebody else's. Make one of your own from it.", sc.Name)
	}
	return sc, nil
}

func (s *scenarios) drop(ctx context.Context, tx *op.Tx, in ScenarioRef) (*RoadmapScenario, error) {
	sc, err := s.mine(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	defer tx.Covered()()
	return sc, tx.Delete(ctx, sc)
}

// leave has lines stay where they are. What is no more on the roadmap is known
// to the scenario by its id alone.
func (sc *RoadmapScenario) leave(ctx context.Context, tx *op.Tx, refs []string) error {
	for _, ref := range refs {
		is := func(id string) func(Placed) bool { return func(p Placed) bool { return p.Line == id } }
		id := ref
		if !slices.ContainsFunc(sc.Puts, is(ref)) {
			row, err := tx.Base(ctx, ref)
			if err != nil {
				return err
			}
			id = row.ID
		}
		sc.Puts = slices.DeleteFunc(sc.Puts, is(id))
	}
	return nil
}

// put notes where lines are to stand.
func (sc *RoadmapScenario) put(ctx context.Context, tx *op.Tx, lines []Put) error {
	if len(lines) == 0 {
		return nil
	}
	all, err := Present(ctx, &tx.View)
	if err != nil {
		return err
	}
	for i, p := range lines {
		l, to, err := all.put(ctx, &tx.View, fmt.Sprintf("lines.%d.id", i), p)
		if err != nil {
			return err
		}
		one := Placed{Line: l.ID, To: to, Was: l.Span()}
		at := slices.IndexFunc(sc.Puts, func(p Placed) bool { return p.Line == l.ID })
		switch {
		case to == one.Was && at >= 0: // back to where it is
			sc.Puts = slices.Delete(sc.Puts, at, at+1)
		case to == one.Was:
		case at >= 0:
			sc.Puts[at] = one
		default:
			sc.Puts = append(sc.Puts, one)
		}
	}
	if len(sc.Puts) > mostPuts {
		return errs.Fieldf("lines", "a scenario puts at most %d lines elsewhere", mostPuts)
	}
	return nil
}

// take moves what the scenario puts elsewhere, and after it all that has to
// move with it. Each move takes the decision that it would take by itself; that
// the scenario has been taken goes with them, so that one undo takes all back.
func (s *scenarios) take(ctx context.Context, tx *op.Tx, in ScenarioRef) (*Effect, error) {
	sc, err := op.Find[RoadmapScenario](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if sc.State != scenarioOpen {
		return nil, errs.New(errs.Conflict, "The scenario %q has been taken already.", sc.Name)
	}
	all, err := Present(ctx, &tx.View)
	if err != nil {
		return nil, err
	}
	out := sc.effect(all)
	switch {
	case len(out.Stale) > 0:
		return nil, errs.New(errs.Conflict, "%s is not where it was when the scenario was made. Look at it again, and put it anew or leave it where it is.", all.nameOf(out.Stale[0].ID))
	case len(out.Puts) == 0:
		return nil, errs.New(errs.Invalid, "The scenario %q moves nothing.", sc.Name)
	}
	for _, m := range slices.Concat(out.Puts, out.Moves) {
		if err := Apply(ctx, tx, m.ID, all.Line(m.ID).Patch(m.To)); err != nil {
			return nil, err
		}
	}
	out.Odds, out.Rule = []Chance{}, scenarioRule
	after := *sc
	after.State, after.TakenAt, after.TakenBy = scenarioTaken, tx.Moment(), id.Ref(tx.Actor.Member)
	out.Scenario = after
	defer tx.Covered("roadmap.place")()
	return out, tx.Update(ctx, sc, &after)
}

func (r *Roadmap) nameOf(id string) string {
	if l := r.Line(id); l != nil {
		return l.Key
	}
	return "A line"
}

// effect works out what the scenario would do to the roadmap as it is.
func (sc *RoadmapScenario) effect(all *Roadmap) *Effect {
	out := &Effect{Scenario: *sc, Puts: []Move{}, Moves: []Move{}, Left: []Conflict{}, Cycles: [][]string{}, Odds: []Chance{}, Stale: []Stale{}, Lines: []Line{}}
	moves := map[string]Span{}
	var order []string
	for _, p := range sc.Puts {
		l := all.Line(p.Line)
		switch {
		case l == nil:
			out.Stale = append(out.Stale, Stale{ID: p.Line, Was: p.Was, Why: "gone"})
			continue
		case l.over():
			out.Stale = append(out.Stale, Stale{ID: p.Line, Was: p.Was, Why: "over"})
			continue
		case l.Span() != p.Was && sc.State == scenarioOpen:
			is := l.Span()
			out.Stale = append(out.Stale, Stale{ID: p.Line, Was: p.Was, Is: &is, Why: "moved"})
		}
		moves[l.ID], order = p.To, append(order, l.ID)
		m := Move{ID: l.ID, From: l.Span(), To: p.To, Because: []string{}}
		if m.From.last() != "" && m.To.last() != "" {
			m.Days = m.To.last().Since(m.From.last())
		}
		out.Puts = append(out.Puts, m)
	}
	ripple := Follow(all.Nodes(), all.Edges(), moves)
	named := all.named(ripple, order...)
	out.Moves, out.Left, out.Cycles, out.Lines = ripple.Moves, ripple.Left, ripple.Cycles, named.Lines
	return out
}

func (s *scenarios) show(ctx context.Context, v *op.View, in ScenarioRef) (*Effect, error) {
	sc, err := op.Find[RoadmapScenario](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	all, err := Present(ctx, v)
	if err != nil {
		return nil, err
	}
	out := sc.effect(all)
	out.Rule = scenarioRule
	out.Odds, err = s.chances(ctx, v, slices.Concat(out.Puts, out.Moves))
	return out, err
}

// chances holds the outlook of what moves against where it ends, and would end.
func (s *scenarios) chances(ctx context.Context, v *op.View, moves []Move) ([]Chance, error) {
	out := []Chance{}
	if s.outlooks == nil || len(moves) == 0 {
		return out, nil
	}
	ids := make([]string, len(moves))
	for i, m := range moves {
		ids[i] = m.ID
	}
	found, err := s.outlooks(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	for _, m := range moves {
		o := found[m.ID]
		if o == nil {
			continue
		}
		c := chanceOf(m.ID, o)
		c.Before, c.After = oddsBy(o, m.From.End), oddsBy(o, m.To.End)
		out = append(out, c)
	}
	return out, nil
}

func chanceOf(id string, o Outlook) Chance {
	c := Chance{ID: id, Half: o.By(0.5), Likely: o.By(0.85)}
	c.Open, c.Done = o.Open()
	return c
}

func oddsBy(o Outlook, day clock.Day) *float64 {
	if day == "" {
		return nil
	}
	odds := o.Odds(day)
	return &odds
}

// mostScenarios bounds how many are listed.
const mostScenarios = 200

func (s *scenarios) list(ctx context.Context, v *op.View, in ScenariosIn) ([]RoadmapScenario, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	return record.Where[RoadmapScenario](ctx, v.At, "d.product_id = ? order by d.created_at desc, d.id desc limit ?", product, mostScenarios)
}
