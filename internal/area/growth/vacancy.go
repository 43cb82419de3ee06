package growth

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Vacancy is a place of one of the two jobs on a product that is to be filled.
type Vacancy struct {
	record.Part
	Title        string   `db:"title" json:"title" by:"people.set" v:"required,max=120"`
	Step         string   `db:"step" json:"step" ref:"-" by:"people.set" v:"required,max=60" doc:"Name of the step of a ladder."`
	State        string   `db:"state" json:"state" by:"people.set" v:"required,enum=draft|open|filled|closed"`
	Text         string   `db:"description" json:"text" by:"people.set" v:"max=20000" doc:"The role description, in Markdown."`
	Lead         string   `db:"lead_id" json:"lead" ref:"member" by:"people.set" v:"required" doc:"Who leads the hiring."`
	Interviewers []string `db:"interviewers" json:"interviewers" ref:"member" by:"people.set" v:"max=20"`
	Asks         Asks     `db:"asks" json:"asks" by:"people.set" v:"max=30" doc:"What a scorecard rates, skill by skill."`
}

// Asked is one skill that a scorecard rates.
type Asked struct {
	Skill    string `json:"skill" ref:"-" doc:"Its name."`
	Question string `json:"question" ref:"-" doc:"What is asked about it."`
}

// Asks is what a scorecard rates.
type Asks []Asked

// DraftIn asks for a role description.
type DraftIn struct {
	Product string `json:"product" in:"query" v:"required,max=60" ref:"product" doc:"Id or key."`
	Step    string `json:"step" in:"query" ref:"-" v:"required,max=60" doc:"Name of the step of a ladder."`
}

// Draft is a role description to begin with.
type Draft struct {
	Title string `json:"title"`
	Text  string `json:"text" doc:"In Markdown."`
	Asks  Asks   `json:"asks"`
}

// VacancyIn opens a vacancy.
type VacancyIn struct {
	ID           string   `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Product      string   `json:"product" v:"required,max=60" ref:"product" doc:"Id or key."`
	Step         string   `json:"step" ref:"-" v:"required,max=60" doc:"Name of the step of a ladder."`
	Title        string   `json:"title" v:"max=120" doc:"The step's and the product's when left out."`
	Text         string   `json:"text" v:"max=20000" doc:"The role description; made from the step and the product when left out."`
	Lead         string   `json:"lead" v:"max=320" ref:"member" doc:"Who leads the hiring; yourself when left out."`
	Interviewers []string `json:"interviewers" v:"max=20" ref:"member" doc:"Ids, addresses or handles."`
	Asks         Asks     `json:"asks" v:"max=30" doc:"What a scorecard rates; the skills of the step when left out."`
}

// VacancyChange changes a vacancy; what is left out stays.
type VacancyChange struct {
	ID           string    `json:"id" in:"path" ref:"vacancy" v:"required"`
	Title        *string   `json:"title" v:"max=120"`
	State        *string   `json:"state" v:"enum=draft|open|filled|closed"`
	Text         *string   `json:"text" v:"max=20000"`
	Lead         *string   `json:"lead" v:"max=320" ref:"member"`
	Interviewers *[]string `json:"interviewers" v:"max=20" ref:"member"`
	Asks         *Asks     `json:"asks" v:"max=30"`
}

// VacanciesIn asks for vacancies.
type VacanciesIn struct {
	Product string `json:"product" in:"query" v:"max=60" ref:"product" doc:"Only of one product, by id or key."`
}

// vacanciesMost bounds a list of vacancies.
const vacanciesMost = 200

func registerHiring(r *op.Registry) {
	op.Ask(r, "vacancy.list", vacancies, op.Says("List the vacancies, the latest first."), op.Needs(op.Members))
	op.Ask(r, "vacancy.draft", draft, op.Says("Draft a role description from a step of a ladder and what the job answers for on a product."), op.At("GET", "/api/v1/vacancies/draft"))
	op.Ask(r, "vacancy.show", showVacancy, op.Says("Show a vacancy; to those who interview and who lead the hiring also its candidates, each blind to the others' scorecards until their own is handed in."), op.Needs(op.Members))
	op.Do(r, "vacancy.open", openVacancy, op.Says("Open a vacancy on a product, with a drafted role description."), op.Takes("people.set"), op.Scoped("admin"), op.At("POST", "/api/v1/vacancies"))
	op.Do(r, "vacancy.update", changeVacancy, op.Says("Change a vacancy: its description, state, who leads the hiring, who interviews, what is asked."), op.Takes("people.set"), op.Scoped("admin"))
	op.Raw(r, "candidate.set", setCandidate, op.Says("Put a candidate on a vacancy's list, by initials or a label, or say how far they have come."), op.Needs(op.Members), op.At("POST", "/api/v1/vacancies/{id}/candidates"))
	op.Raw(r, "candidate.erase", erase, op.Says("Remove a candidate with all scorecards, for good."), op.Needs(op.Members), op.At("POST", "/api/v1/vacancies/{id}/erase"))
	op.Raw(r, "scorecard.set", score, op.Says("Write your scorecard of a candidate, or hand it in; then it stays, and you see those of the others."), op.Needs(op.Members), op.At("POST", "/api/v1/vacancies/{id}/scorecards"))
}

// Check holds for every stored vacancy.
func (x *Vacancy) Check(list *errs.List) {
	seen := map[string]bool{}
	for i, a := range x.Asks {
		at := fmt.Sprintf("asks.%d.", i)
		if a.Skill == "" || len(a.Skill) > 60 || seen[a.Skill] {
			list.Add(at+"skill", "must be there, once")
		}
		if utf8.RuneCountInString(a.Question) > 1000 {
			list.Add(at+"question", "must have at most 1000 characters")
		}
		seen[a.Skill] = true
	}
}

func vacancies(ctx context.Context, v *op.View, in VacanciesIn) ([]Vacancy, error) {
	if in.Product == "" {
		scope, args := v.Scope("d.product_id")
		return record.Where[Vacancy](ctx, v.At, scope+" order by d.created_at desc, d.id desc limit ?", append(args, vacanciesMost)...)
	}
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	return record.Where[Vacancy](ctx, v.At, "d.product_id = ? order by d.created_at desc, d.id desc limit ?", product, vacanciesMost)
}

// draft makes a role description of what is known: the step, what its job
// answers for on the product, and the levels that the step expects.
func draft(ctx context.Context, v *op.View, in DraftIn) (*Draft, error) {
	product, err := v.Base(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	if product.Kind != "product" {
		return nil, errs.Fieldf("product", "%s is a %s, not a product", product.Key, product.Kind)
	}
	steps, err := rungs(ctx, v, false)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(steps, func(r Rung) bool { return r.Name == in.Step })
	if i < 0 {
		return nil, errs.Fieldf("step", "is no step in use of a ladder")
	}
	charges, err := responsibilities(ctx, v, false)
	if err != nil {
		return nil, err
	}
	skills, err := abilities(ctx, v, false)
	if err != nil {
		return nil, err
	}
	return describe(&steps[i], product.Title, charges, skills), nil
}

func describe(step *Rung, product string, charges []Charge, skills []Ability) *Draft {
	out := &Draft{Title: step.Title + ", " + product, Asks: Asks{}}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n**%s** %s\n\n## What you answer for\n\n", out.Title, product+":", lower(step.About))
	for _, c := range charges {
		if c.Job == step.Job {
			fmt.Fprintf(&b, "- **%s.** %s\n", c.Title, c.About)
		}
	}
	b.WriteString("\n## What you bring\n\n")
	for _, s := range skills {
		l := step.Expects[s.Name]
		if s.Job != step.Job || l < 1 || l > len(s.Levels) {
			continue
		}
		fmt.Fprintf(&b, "- **%s** (level %d of %d). %s\n", s.Title, l, levels, s.Levels[l-1])
		out.Asks = append(out.Asks, Asked{s.Name, s.Question})
	}
	b.WriteString("\n## How we talk with you\n\nEverybody who talks with you asks about these skills, and writes down what they heard before they hear the others.\n")
	out.Text = b.String()
	return out
}

// lower begins a sentence that goes on after a colon.
func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToLower(string(r)) + s[n:]
}

func openVacancy(ctx context.Context, tx *op.Tx, in VacancyIn) (*Vacancy, error) {
	d, err := draft(ctx, &tx.View, DraftIn{in.Product, in.Step})
	if err != nil {
		return nil, err
	}
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	x := &Vacancy{Title: cmp.Or(strings.TrimSpace(in.Title), d.Title), Step: in.Step, State: "open", Text: cmp.Or(in.Text, d.Text), Asks: in.Asks}
	x.ID, x.Product = in.ID, id.Ref(product)
	if len(x.Asks) == 0 {
		x.Asks = d.Asks
	}
	if x.Lead, err = hirer(ctx, &tx.View, "lead", cmp.Or(in.Lead, tx.Actor.Member)); err != nil {
		return nil, err
	}
	if x.Interviewers, err = hirers(ctx, &tx.View, in.Interviewers); err != nil {
		return nil, err
	}
	if err := x.rates(ctx, &tx.View, nil); err != nil {
		return nil, err
	}
	return x, tx.Insert(ctx, x)
}

func changeVacancy(ctx context.Context, tx *op.Tx, in VacancyChange) (*Vacancy, error) {
	before, err := op.Find[Vacancy](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	set(&after.Title, in.Title)
	set(&after.State, in.State)
	set(&after.Text, in.Text)
	if in.Lead != nil {
		if after.Lead, err = hirer(ctx, &tx.View, "lead", *in.Lead); err != nil {
			return nil, err
		}
	}
	if in.Interviewers != nil {
		if after.Interviewers, err = hirers(ctx, &tx.View, *in.Interviewers); err != nil {
			return nil, err
		}
	}
	if in.Asks != nil {
		after.Asks = *in.Asks
		if err := after.rates(ctx, &tx.View, before.Asks); err != nil {
			return nil, err
		}
	}
	return &after, tx.Update(ctx, before, &after)
}

func set(to *string, from *string) {
	if from != nil {
		*to = *from
	}
}

// rates sees that what is rated are skills, or were rated before.
func (x *Vacancy) rates(ctx context.Context, v *op.View, before Asks) error {
	skills, err := abilities(ctx, v, false)
	if err != nil {
		return err
	}
	for i, a := range x.Asks {
		known := slices.ContainsFunc(skills, func(s Ability) bool { return s.Name == a.Skill })
		if !known && !slices.ContainsFunc(before, func(b Asked) bool { return b.Skill == a.Skill }) {
			return errs.Fieldf(fmt.Sprintf("asks.%d.skill", i), "is no skill in use here")
		}
	}
	return nil
}

// hirer finds a member who can take part in hiring.
func hirer(ctx context.Context, v *op.View, field, ref string) (string, error) {
	who, err := member(ctx, v, field, ref)
	if err != nil {
		return "", err
	}
	if m, _ := v.Access.Member(who); m.Role == right.Guest {
		return "", errs.Fieldf(field, "%s is a guest", m.Name)
	}
	return who, nil
}

func hirers(ctx context.Context, v *op.View, refs []string) ([]string, error) {
	out := []string{}
	for i, ref := range refs {
		who, err := hirer(ctx, v, fmt.Sprintf("interviewers.%d", i), ref)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, who) {
			out = append(out, who)
		}
	}
	return out, nil
}
