package lifecycle

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// PlanIn writes a sunset plan; what is left out stays.
type PlanIn struct {
	Product     string     `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Reason      *string    `json:"reason" v:"max=2000" doc:"Why it ends."`
	AnnounceOn  *clock.Day `json:"announceOn" doc:"When it is announced; empty takes the day away, here as below."`
	ClosedOn    *clock.Day `json:"closedOn" doc:"From when there are no new customers."`
	SupportOn   *clock.Day `json:"supportOn" doc:"The last day of support."`
	EndOn       *clock.Day `json:"endOn" doc:"The last day on which it runs."`
	Replacement *string    `json:"replacement" ref:"product" doc:"Id or key of the product to which customers go; empty for none."`
	Moving      *string    `json:"moving" v:"max=4000" doc:"Where customers go, and how they get there."`
	Data        *string    `json:"data" v:"max=4000" doc:"How customers take their data out, and what is deleted."`
	ExportOn    *clock.Day `json:"exportOn" doc:"Until when data can be taken out."`
	DeleteOn    *clock.Day `json:"deleteOn" doc:"When what is left is deleted."`
}

func (in PlanIn) into(p *SunsetPlan) {
	for _, f := range []struct{ from, to *string }{{in.Reason, &p.Reason}, {in.Moving, &p.Moving}, {in.Data, &p.Data}} {
		if f.from != nil {
			*f.to = strings.TrimSpace(*f.from)
		}
	}
	for _, f := range []struct{ from, to *clock.Day }{
		{in.AnnounceOn, &p.AnnounceOn}, {in.ClosedOn, &p.ClosedOn}, {in.SupportOn, &p.SupportOn}, {in.EndOn, &p.EndOn}, {in.ExportOn, &p.ExportOn}, {in.DeleteOn, &p.DeleteOn},
	} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
}

func setPlan(ctx context.Context, tx *op.Tx, in PlanIn) (*SunsetPlan, error) {
	replacement := id.Ref("")
	if in.Replacement != nil && *in.Replacement != "" {
		ref, err := tx.Product(ctx, *in.Replacement)
		if err != nil {
			return nil, errs.Fieldf("replacement", "%s", errs.Public(err).Msg)
		}
		replacement = id.Ref(ref)
	}
	return write(ctx, tx, in.Product, func(p *SunsetPlan) error {
		in.into(p)
		if in.Replacement != nil {
			p.Replacement = replacement
		}
		if p.Replacement != "" && p.Replacement == p.Record {
			return errs.Fieldf("replacement", "a product cannot take its own place")
		}
		return nil
	})
}

// write changes the plan of a product, or makes it.
func write(ctx context.Context, tx *op.Tx, ref string, change func(*SunsetPlan) error) (*SunsetPlan, error) {
	product, err := tx.Product(ctx, ref)
	if err != nil {
		return nil, err
	}
	before, err := planOf(ctx, tx.At, product)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Steps, after.Accounts = slices.Clone(before.Steps), slices.Clone(before.Accounts)
	if err := change(&after); err != nil {
		return nil, err
	}
	if before.ID == "" {
		return &after, tx.Insert(ctx, &after)
	}
	return &after, tx.Update(ctx, before, &after)
}

// planOf gives the plan of a product; an empty one where there is none.
func planOf(ctx context.Context, at record.At, product string) (*SunsetPlan, error) {
	there, err := record.Where[SunsetPlan](ctx, at, "d.record_id = ?", product)
	if err != nil {
		return nil, err
	}
	if len(there) > 0 {
		return &there[0], nil
	}
	p := &SunsetPlan{Steps: Steps{}, Accounts: Concerned{}}
	p.Product, p.Record = id.Ref(product), id.Ref(product)
	return p, nil
}

// StepIn sets one step.
type StepIn struct {
	Product string     `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Step    string     `json:"step" ref:"-" v:"max=40" doc:"Id of the one to change; left out, a new one."`
	Sort    *string    `json:"sort" v:"enum=task|tell" doc:"task, or tell for somebody who is told; of a new one a task when left out."`
	Title   *string    `json:"title" v:"max=300" doc:"What is to be done; of telling, who is told."`
	How     *string    `json:"how" v:"max=300" doc:"Of telling: by which way."`
	Owner   *string    `json:"owner" ref:"member" doc:"Id, address or handle of whoever sees to it."`
	DueOn   *clock.Day `json:"dueOn" doc:"By when; empty takes the day away."`
	DoneOn  *clock.Day `json:"doneOn" doc:"When it was done; empty while it is not."`
}

func (in StepIn) into(s *Step) {
	for _, f := range []struct{ from, to *string }{{in.Sort, &s.Sort}, {in.Title, &s.Title}, {in.How, &s.How}, {in.Owner, &s.Owner}} {
		if f.from != nil {
			*f.to = strings.TrimSpace(*f.from)
		}
	}
	for _, f := range []struct{ from, to *clock.Day }{{in.DueOn, &s.DueOn}, {in.DoneOn, &s.DoneOn}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
}

// reports says that nothing changes but whether a step of one's own is done:
// whoever sees to it says so without asking, for the plan says what is to be
// done and not whether it is.
func (in StepIn) reports(ctx context.Context, tx *op.Tx) (bool, error) {
	if in.Step == "" || in.DoneOn == nil || in.Sort != nil || in.Title != nil || in.How != nil || in.Owner != nil || in.DueOn != nil {
		return false, nil
	}
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return false, err
	}
	p, err := planOf(ctx, tx.At, product)
	if err != nil {
		return false, err
	}
	i, err := p.Steps.find(in.Step)
	return err == nil && p.Steps[i].Owner == tx.Actor.Member, err
}

func setStep(ctx context.Context, tx *op.Tx, in StepIn) (*SunsetPlan, error) {
	if in.Owner != nil && *in.Owner != "" {
		person, err := tx.Person(ctx, *in.Owner)
		if err != nil {
			return nil, errs.Fieldf("owner", "%s", errs.Public(err).Msg)
		}
		if _, known := tx.Access.Member(person); !known && !tx.Named(ctx, person) {
			return nil, errs.Fieldf("owner", "no member is called %q here", *in.Owner)
		}
		in.Owner = &person
	}
	own, err := in.reports(ctx, tx)
	if err != nil {
		return nil, err
	}
	if own {
		defer tx.Covered()()
	} else {
		defer tx.Covered(decides)()
	}
	return write(ctx, tx, in.Product, func(p *SunsetPlan) error {
		at := len(p.Steps)
		if in.Step == "" {
			p.Steps = append(p.Steps, Step{Sort: "task"})
			id.Number(p.Steps, func(x *Step) *string { return &x.ID })
		} else {
			var err error
			if at, err = p.Steps.find(in.Step); err != nil {
				return err
			}
		}
		in.into(&p.Steps[at])
		var list errs.List
		p.Steps[at].check("", &list)
		return list.Err()
	})
}

func (s Steps) find(step string) (int, error) {
	i := slices.IndexFunc(s, func(x Step) bool { return x.ID == step })
	if i < 0 {
		return 0, errs.Fieldf("step", "the plan has no step %q", step)
	}
	return i, nil
}

// StepRef names one step.
type StepRef struct {
	Product string `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Step    string `json:"step" ref:"-" v:"required" doc:"Its id."`
}

func dropStep(ctx context.Context, tx *op.Tx, in StepRef) (*SunsetPlan, error) {
	return write(ctx, tx, in.Product, func(p *SunsetPlan) error {
		i, err := p.Steps.find(in.Step)
		if err == nil {
			p.Steps = slices.Delete(p.Steps, i, i+1)
		}
		return err
	})
}

// AccountIn says how an account is concerned.
type AccountIn struct {
	Product string     `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Account string     `json:"account" ref:"account" v:"required" doc:"Id or key of the account."`
	MovedOn *clock.Day `json:"movedOn" doc:"When it had moved on; empty while it has not."`
	Note    *string    `json:"note" v:"max=500" doc:"What was agreed with it."`
	Not     bool       `json:"not" doc:"It is not concerned after all."`
}

func setAccount(ctx context.Context, tx *op.Tx, in AccountIn) (*SunsetPlan, error) {
	row, err := tx.Base(ctx, in.Account)
	if err != nil {
		return nil, err
	}
	if row.Kind != "account" {
		return nil, errs.Fieldf("account", "%s is a %s, not an account", row.Key, row.Kind)
	}
	if in.MovedOn != nil {
		if _, err := clock.ParseDay(string(*in.MovedOn)); err != nil {
			return nil, errs.Fieldf("movedOn", "must be a day like 2026-03-01")
		}
	}
	return write(ctx, tx, in.Product, func(p *SunsetPlan) error {
		at := slices.IndexFunc(p.Accounts, func(c Customer) bool { return c.Account == row.ID })
		switch {
		case in.Not && at < 0:
			return errs.Fieldf("account", "%s is not on the plan", row.Title)
		case in.Not:
			p.Accounts = slices.Delete(p.Accounts, at, at+1)
			return nil
		case at < 0:
			at = len(p.Accounts)
			p.Accounts = append(p.Accounts, Customer{Account: row.ID})
		}
		c := &p.Accounts[at]
		if in.MovedOn != nil {
			c.MovedOn = *in.MovedOn
		}
		if in.Note != nil {
			c.Note = strings.TrimSpace(*in.Note)
		}
		return nil
	})
}
