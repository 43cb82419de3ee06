package launch

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"throughline/internal/area/decision"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// LaunchGate is the question go or no-go, asked once. Asked again it is another
// one, so that what was answered before stays.
//
//nolint:revive // the name is the table's
type LaunchGate struct {
	record.Part
	Number    int64         `db:"number" json:"number" by:"launch.plan" doc:"Counts how often it was asked, from 1."`
	Note      string        `db:"note" json:"note" by:"launch.plan" v:"max=5000" doc:"What is asked; of a second time, why it is asked again."`
	NeedBy    clock.Day     `db:"need_by" json:"needBy" by:"launch.plan" v:"day" doc:"By when the answers are needed."`
	Answers   []GateAnswer  `db:"answers" json:"answers" by:"launch.plan" v:"max=7" doc:"One for each department that is asked."`
	State     string        `db:"state" json:"state" by:"launch.plan" v:"required,enum=open|decided"`
	Ruling    string        `db:"ruling" json:"ruling" by:"launch.plan" v:"enum=go|no-go"`
	Why       string        `db:"why" json:"why" by:"launch.plan" v:"max=5000"`
	Despite   string        `db:"despite" json:"despite" by:"launch.plan" v:"max=5000" doc:"Why it is a go with what speaks against it."`
	Decision  id.Ref        `db:"decision_id" json:"decision" ref:"decision" by:"launch.plan" doc:"The decision that was recorded, with the answers of that moment."`
	DecidedAt clock.Instant `db:"decided_at" json:"decidedAt" by:"launch.plan"`
	DecidedBy id.Ref        `db:"decided_by" json:"decidedBy" ref:"member" by:"launch.plan"`
}

// GateAnswer is what one department says.
type GateAnswer struct {
	Department string        `json:"department"`
	Says       string        `json:"says" doc:"go, no-go or conditions; empty while they have not answered."`
	Reason     string        `json:"reason" doc:"Why not, or on which conditions."`
	By         id.Ref        `json:"by" ref:"member"`
	At         clock.Instant `json:"at"`
}

// States of a gate, and the answer that is neither go nor no-go.
const (
	gateOpen    = "open"
	gateDecided = "decided"
	conditions  = "conditions"
)

// AskIn asks the departments.
type AskIn struct {
	ID          string    `json:"id" in:"path" v:"required" doc:"Id or key of the launch."`
	Departments []string  `json:"departments" v:"max=7" doc:"Who is asked; when left out all that have a task, or who were asked the last time."`
	NeedBy      clock.Day `json:"needBy" v:"day"`
	Note        string    `json:"note" v:"max=5000" doc:"Required when it was decided before: why is it asked again?"`
}

// AnswerIn is what a department says.
type AnswerIn struct {
	ID         string `json:"id" in:"path" v:"required" doc:"Id or key of the launch."`
	Department string `json:"department" v:"required,enum=product|engineering|marketing|sales|support|legal|finance"`
	Says       string `json:"says" v:"required,enum=go|no-go|conditions"`
	Reason     string `json:"reason" v:"max=2000" doc:"Required unless it is a plain go."`
}

// DecideIn decides.
type DecideIn struct {
	ID      string `json:"id" in:"path" v:"required" doc:"Id or key of the launch."`
	Ruling  string `json:"ruling" v:"required,enum=go|no-go"`
	Why     string `json:"why" v:"max=5000" doc:"Required for a no-go."`
	Despite string `json:"despite" v:"max=5000" doc:"Why it is a go all the same; required where a department said no-go or has not answered, or a release is stopped."`
}

// Gates is how often it was asked.
type Gates struct {
	Items []LaunchGate `json:"items" doc:"The newest first."`
	Mine  []string     `json:"mine" doc:"Departments in whose name you answer."`
	May   bool         `json:"may" doc:"You decide."`
}

func registerGates(r *op.Registry) {
	op.AddPart[LaunchGate](r, "launch_gate")
	op.Ask(r, "launch.gates", gates, op.Says("List how often go or no-go was asked of a launch, what was answered and what was decided."))
	op.Do(r, "launch.ask", ask, op.Says("Ask the departments whether a launch goes out; of one that was decided, ask again."), op.Takes(plan))
	op.Do(r, "launch.answer", answer, op.Says("Say go, no-go or go with conditions in a department's name. Whoever holds a role of it answers; others propose."))
	op.Do(r, "launch.decide", decide, op.Says("Decide go or no-go; it is recorded as a decision, with the answers of that moment."))
}

// Check holds for every stored gate.
func (g *LaunchGate) Check(list *errs.List) {
	seen := map[string]bool{}
	for i, a := range g.Answers {
		at := fmt.Sprintf("answers.%d.", i)
		if !oneOf(Departments, a.Department) || seen[a.Department] {
			list.Add(at+"department", "must be another of %s", strings.Join(Departments, ", "))
		}
		seen[a.Department] = true
	}
	if len(g.Answers) == 0 {
		list.Add("departments", "name at least one who is asked")
	}
}

func gatesOf(ctx context.Context, v *op.View, launch string, limit int) ([]LaunchGate, error) {
	return record.Where[LaunchGate](ctx, v.At, "d.record_id = ? order by d.number desc limit ?", launch, limit)
}

func lastGate(ctx context.Context, v *op.View, launch string) (*LaunchGate, error) {
	rows, err := gatesOf(ctx, v, launch, 1)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

func gates(ctx context.Context, v *op.View, in LaunchIn) (*Gates, error) {
	l, err := op.Find[Launch](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	out := &Gates{Mine: []string{}, May: v.Access.May(v.Actor, plan, string(l.Product)).May}
	for _, d := range Departments {
		if part(v, v.Actor.Member, d, string(l.Product)) {
			out.Mine = append(out.Mine, d)
		}
	}
	out.Items, err = gatesOf(ctx, v, l.ID, 100)
	return out, err
}

// ahead finds a launch that did not go out yet.
func ahead(ctx context.Context, tx *op.Tx, ref string) (*Launch, error) {
	l, err := op.Find[Launch](ctx, &tx.View, ref)
	if err == nil && l.Category != record.Todo && l.Category != record.Doing {
		err = errs.New(errs.Conflict, "%s is %s. Go or no-go is asked of launches that are ahead.", l.Key, l.State)
	}
	return l, err
}

func ask(ctx context.Context, tx *op.Tx, in AskIn) (*LaunchGate, error) {
	l, err := ahead(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	last, err := lastGate(ctx, &tx.View, l.ID)
	if err != nil {
		return nil, err
	}
	g := &LaunchGate{Number: 1, Note: strings.TrimSpace(in.Note), NeedBy: in.NeedBy, State: gateOpen}
	g.Record, g.Product = id.Ref(l.ID), l.Product
	if last != nil {
		if last.State == gateOpen {
			return nil, errs.New(errs.Conflict, "%s is being asked about already. Decide, or wait for the answers.", l.Key)
		}
		if g.Note == "" {
			return nil, errs.Fieldf("note", "is required: it was decided before, so why is it asked again?")
		}
		g.Number = last.Number + 1
	}
	for _, d := range asked(in.Departments, last) {
		g.Answers = append(g.Answers, GateAnswer{Department: d})
	}
	if len(g.Answers) == 0 {
		if g.Answers, err = concerned(ctx, tx, l); err != nil {
			return nil, err
		}
	}
	if err := l.rule(ctx, tx, ""); err != nil {
		return nil, err
	}
	return g, tx.Insert(ctx, g)
}

// asked is who is asked: those named, else those of the last time.
func asked(named []string, last *LaunchGate) []string {
	if len(named) == 0 && last != nil {
		for _, a := range last.Answers {
			named = append(named, a.Department)
		}
	}
	out := slices.Clone(named)
	slices.SortStableFunc(out, func(a, b string) int { return slices.Index(Departments, a) - slices.Index(Departments, b) })
	return slices.Compact(out)
}

// concerned are the departments that have a task in the plan.
func concerned(ctx context.Context, tx *op.Tx, l *Launch) ([]GateAnswer, error) {
	all, err := tasksOf(ctx, &tx.View, []string{l.ID})
	var out []GateAnswer
	for _, d := range Departments {
		if slices.ContainsFunc(all[l.ID], func(t LaunchTask) bool { return t.Department == d && t.State != notNeeded }) {
			out = append(out, GateAnswer{Department: d})
		}
	}
	return out, err
}

// rule keeps on the launch itself what was decided last.
func (l *Launch) rule(ctx context.Context, tx *op.Tx, ruling string) error {
	after := *l
	after.Ruling = ruling
	return tx.Update(ctx, l, &after)
}

// waiting finds the gate that is open.
func waiting(ctx context.Context, tx *op.Tx, l *Launch) (*LaunchGate, error) {
	g, err := lastGate(ctx, &tx.View, l.ID)
	if err == nil && (g == nil || g.State != gateOpen) {
		err = errs.New(errs.Conflict, "Nobody is being asked about %s. Ask the departments first.", l.Key)
	}
	return g, err
}

func answer(ctx context.Context, tx *op.Tx, in AnswerIn) (*LaunchGate, error) {
	l, err := ahead(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	before, err := waiting(ctx, tx, l)
	if err != nil {
		return nil, err
	}
	if in.Says != isGo && strings.TrimSpace(in.Reason) == "" {
		return nil, errs.Fieldf("reason", "is required: what would have to be true?")
	}
	after := *before
	after.Answers = slices.Clone(before.Answers)
	at := slices.IndexFunc(after.Answers, func(a GateAnswer) bool { return a.Department == in.Department })
	if at < 0 {
		return nil, errs.Fieldf("department", "%s was not asked", in.Department)
	}
	after.Answers[at] = GateAnswer{in.Department, in.Says, strings.TrimSpace(in.Reason), id.Ref(tx.Actor.Member), tx.Moment()}
	if part(&tx.View, tx.Actor.Member, in.Department, string(l.Product)) {
		defer tx.Covered()()
	} else {
		defer tx.Covered(plan)()
	}
	return &after, tx.Update(ctx, before, &after)
}

// decide rules, and writes it down with all that was answered.
func decide(ctx context.Context, tx *op.Tx, in DecideIn) (*LaunchGate, error) {
	l, err := ahead(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	before, err := waiting(ctx, tx, l)
	if err != nil {
		return nil, err
	}
	p, err := whole(ctx, &tx.View, l)
	if err != nil {
		return nil, err
	}
	against := p.against(before)
	switch {
	case in.Ruling == isNoGo && strings.TrimSpace(in.Why) == "":
		return nil, errs.Fieldf("why", "is required: what has to change for a go?")
	case in.Ruling == isGo && len(against) > 0 && strings.TrimSpace(in.Despite) == "":
		return nil, errs.Fieldf("despite", "is required: %s. Say why it is a go all the same.", strings.Join(against, "; "))
	}
	defer tx.Covered(plan)()
	after := *before
	after.State, after.Ruling, after.Why, after.Despite = gateDecided, in.Ruling, strings.TrimSpace(in.Why), ""
	after.DecidedAt, after.DecidedBy = tx.Moment(), id.Ref(tx.Actor.Member)
	if in.Ruling == isGo && len(against) > 0 {
		after.Despite = strings.TrimSpace(in.Despite)
	}
	if after.Decision, err = p.write(ctx, tx, &after, against); err != nil {
		return nil, err
	}
	if err := succeeds(ctx, tx, l, &after); err != nil {
		return nil, err
	}
	if err := l.rule(ctx, tx, in.Ruling); err != nil {
		return nil, err
	}
	return &after, tx.Update(ctx, before, &after)
}

// succeeds has the decision on the last gate take the place of the one before.
func succeeds(ctx context.Context, tx *op.Tx, l *Launch, g *LaunchGate) error {
	last, err := record.Where[LaunchGate](ctx, tx.At, "d.record_id = ? and d.number = ?", l.ID, g.Number-1)
	if err != nil || len(last) == 0 || last[0].Decision == "" {
		return err
	}
	before, err := op.Find[decision.Decision](ctx, &tx.View, string(last[0].Decision))
	if err != nil || before.ArchivedAt != 0 || before.Category != record.Done {
		return err
	}
	after := *before
	after.SupersededBy = g.Decision
	return tx.Update(ctx, before, &after)
}

// against says in words what speaks against a go.
func (p *Plan) against(g *LaunchGate) []string {
	var out, silent []string
	for _, a := range g.Answers {
		switch a.Says {
		case isNoGo:
			out = append(out, a.Department+" says no-go")
		case "":
			silent = append(silent, a.Department)
		}
	}
	if len(silent) > 0 {
		out = append(out, strings.Join(silent, ", ")+" has not answered")
	}
	for _, r := range p.Releases {
		if r.Ruling == isNoGo && r.Category != record.Done {
			out = append(out, r.Key+" is stopped by the product owner's no-go")
		}
	}
	return out
}

// write records the decision, linked to the launch and its releases.
func (p *Plan) write(ctx context.Context, tx *op.Tx, g *LaunchGate, against []string) (id.Ref, error) {
	d := &decision.Decision{Context: p.context(g), Outcome: g.Ruling, Ground: g.Why, DecidedOn: tx.Day(tx.Moment())}
	d.Kind, d.Product, d.Title = "decision", p.Product, "Go or no-go: "+p.Title
	d.Owner, d.Driver, d.Approver, d.Choice = id.Ref(tx.Actor.Member), p.Owner, id.Ref(tx.Actor.Member), g.Ruling
	if d.Driver == "" {
		d.Driver = g.CreatedBy
	}
	d.Options = decision.Options{{ID: isGo, Title: "Go", Pros: g.said(isGo), Cons: strings.Join(against, "\n")}, {ID: isNoGo, Title: "No-go", Pros: g.said(isNoGo)}}
	for _, a := range g.Answers {
		if by := string(a.By); by != "" && a.By != d.Approver && !slices.Contains(d.Contributors, by) {
			d.Contributors = append(d.Contributors, by)
		}
	}
	if g.Despite != "" {
		d.Ground = strings.TrimSpace(d.Ground + "\n\nAll the same: " + g.Despite)
	}
	s, err := tx.Meant(ctx, d, "decided")
	if err != nil {
		return "", err
	}
	d.State = s.Name
	if err := tx.Insert(ctx, d); err != nil {
		return "", err
	}
	about := []string{p.ID}
	for _, r := range p.Releases {
		about = append(about, r.ID)
	}
	for _, to := range about {
		if _, err := link.Make(ctx, tx, link.CreateIn{Type: link.Relates, From: d.ID, To: to}); err != nil {
			return "", err
		}
	}
	return id.Ref(d.ID), nil
}

// said lists who said something, a line each, with what they said to it.
func (g *LaunchGate) said(what string) string {
	var out []string
	for _, a := range g.Answers {
		if a.Says != what && (what != isGo || a.Says != conditions) {
			continue
		}
		line := a.Department
		if a.Reason != "" {
			line += ": " + strings.ReplaceAll(a.Reason, "\n", " ")
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// context is what was known at that moment: each department's answer, and how
// ready the launch was.
func (p *Plan) context(g *LaunchGate) string {
	var b strings.Builder
	if g.Note != "" {
		b.WriteString(g.Note + "\n\n")
	}
	b.WriteString("| Department | Answer | Reason | Tasks done |\n|---|---|---|---|\n")
	for _, a := range g.Answers {
		says := a.Says
		switch says {
		case "":
			says = "not answered"
		case conditions:
			says = "go with conditions"
		}
		n := slices.IndexFunc(p.Departments, func(d Department) bool { return d.Name == a.Department })
		ready := p.Departments[n]
		fmt.Fprintf(&b, "| %s | %s | %s | %d of %d |\n", a.Department, says, cell(a.Reason), ready.Done, ready.Tasks)
	}
	r := p.Readiness
	fmt.Fprintf(&b, "\nLaunch day %s, %s", p.Day, r.Stands)
	if r.Percent != nil {
		fmt.Fprintf(&b, ", %d%% done", *r.Percent)
	}
	if r.Late > 0 {
		fmt.Fprintf(&b, ", %d late", r.Late)
	}
	b.WriteString(".")
	return b.String()
}

// cell writes a text as one cell of a table in Markdown.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "\r", "", "\n", " ").Replace(s)
}

// answers lists where somebody's department has yet to answer.
func (m *Mine) answers(ctx context.Context, v *op.View, of map[string]*Launch, ids []string) error {
	marks, args := record.Among(ids)
	rows, err := record.Where[LaunchGate](ctx, v.At, "d.state = 'open' and d.record_id in ("+marks+") order by d.need_by, d.created_at, d.id", args...)
	for _, g := range rows {
		for _, a := range g.Answers {
			if a.Says == "" && part(v, v.Actor.Member, a.Department, string(g.Product)) {
				m.Answers = append(m.Answers, MyAnswer{g.ID, a.Department, g.Note, g.NeedBy, of[string(g.Record)].of()})
			}
		}
	}
	return err
}
