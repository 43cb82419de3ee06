package acceptance

import (
	"context"
	"fmt"
	"unicode/utf8"

	"throughline/internal/area/backlog"
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// AcceptIn is a verdict that accepts.
type AcceptIn struct {
	ID      string   `json:"id" in:"path" v:"required" doc:"Id or key of the item."`
	Results []Result `json:"results" v:"max=100" doc:"One for each criterion of the item, all met."`
}

// RejectIn is a verdict that rejects.
type RejectIn struct {
	ID         string   `json:"id" in:"path" v:"required" doc:"Id or key of the item."`
	Results    []Result `json:"results" v:"max=100" doc:"What was found of the criteria, as far as they were looked at."`
	ReasonKind string   `json:"reasonKind" v:"enum=criterion|defect|misunderstanding|quality|other" doc:"What sort of reason it is."`
	Reason     string   `json:"reason" v:"required,max=5000" doc:"Why, so that it can be mended."`
}

// Judged is a verdict and the item as it stands after it.
type Judged struct {
	Verdict *Verdict      `json:"verdict"`
	Item    *backlog.Item `json:"item"`
}

func accept(ctx context.Context, tx *op.Tx, in AcceptIn) (*Judged, error) {
	item, err := done(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if item.Category != record.Done {
		return nil, errs.New(errs.Conflict, "%s is %s. Only what is done can be accepted.", item.Key, item.State)
	}
	met, err := Match(item.Criteria, in.Results)
	if err != nil {
		return nil, err
	}
	var list errs.List
	for _, c := range item.Criteria {
		switch m, judged := met[c.ID]; {
		case !judged:
			list.Add("results", "has no word on criterion %s, %q", c.ID, c.Text)
		case !m:
			list.Add("results", "says that criterion %s is not met; reject the item instead (item.reject)", c.ID)
		}
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	if err := meets(ctx, &tx.View, item); err != nil {
		return nil, err
	}
	if err := approved(ctx, &tx.View, item); err != nil {
		return nil, err
	}
	v := &Verdict{Outcome: Accepted, Results: in.Results}
	return judge(ctx, tx, item, v, met)
}

// meets sees that the Definition of Done holds where the team enforces it;
// where it only advises, whoever judges has it before them and decides.
func meets(ctx context.Context, v *op.View, item *backlog.Item) error {
	done, err := backlog.DoneMet(ctx, v, item)
	if err != nil || done.Holds || done.Mode != backlog.Enforce {
		return err
	}
	return errs.New(errs.Conflict, "%s is not done by your Definition of Done: %s Mend that, or reject it.", item.Key, done.Sentences())
}

func reject(ctx context.Context, tx *op.Tx, in RejectIn) (*Judged, error) {
	item, err := done(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	met, err := Match(item.Criteria, in.Results)
	if err != nil {
		return nil, err
	}
	v := &Verdict{Outcome: Rejected, Results: in.Results, ReasonKind: in.ReasonKind, Reason: in.Reason}
	return judge(ctx, tx, item, v, met)
}

// done gives an item that is done or was accepted.
func done(ctx context.Context, tx *op.Tx, ref string) (*backlog.Item, error) {
	item, err := op.Find[backlog.Item](ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	if err := kind.Expect(tx, item.Base()); err != nil {
		return nil, err
	}
	s, err := tx.StateOf(ctx, item)
	if err == nil && s.Category != record.Done && s.Meaning != backlog.Accepted {
		err = errs.New(errs.Conflict, "%s is %s. A verdict is given on what is done.", item.Key, item.State)
	}
	return item, err
}

// Match holds results against criteria: every result must be about one of
// them, and none may be judged twice. It gives which are met, by their ids.
func Match(criteria backlog.Criteria, results []Result) (map[string]bool, error) {
	known, met := map[string]bool{}, map[string]bool{}
	for _, c := range criteria {
		known[c.ID] = true
	}
	var list errs.List
	for i, r := range results {
		at := fmt.Sprintf("results.%d.", i)
		_, twice := met[r.Criterion]
		switch {
		case !known[r.Criterion]:
			list.Add(at+"criterion", "%q is not a criterion of the item", r.Criterion)
		case twice:
			list.Add(at+"criterion", "%q is judged twice", r.Criterion)
		case utf8.RuneCountInString(r.Evidence) > 5000:
			list.Add(at+"evidence", "must have at most 5000 characters")
		}
		met[r.Criterion] = r.Met
	}
	return met, list.Err()
}

// judge keeps a verdict and moves its item.
func judge(ctx context.Context, tx *op.Tx, item *backlog.Item, v *Verdict, met map[string]bool) (*Judged, error) {
	goal := backlog.Accepted
	if v.Outcome == Rejected {
		goal = backlog.InProgress
	}
	if err := proven(ctx, &tx.View, item, v.Results); err != nil {
		return nil, err
	}
	v.Kind, v.Product, v.Item = "verdict", item.Product, id.Ref(item.ID)
	v.Title = item.Key + " " + v.Outcome
	v.Owner = id.Ref(tx.Actor.Member)
	after, err := backlog.Judge(ctx, tx, item, goal, met)
	if err != nil {
		return nil, err
	}
	return &Judged{v, after}, tx.Insert(ctx, v)
}
