package acceptance

import (
	"context"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/junit"
	"throughline/internal/kit/page"
)

// RunsIn asks for test runs.
type RunsIn struct {
	Product string `json:"product" in:"query" ref:"product" doc:"Only those of one product, by id or key."`
	Limit   int    `json:"limit" in:"query"`
	Cursor  string `json:"cursor" in:"query"`
}

func listRuns(ctx context.Context, v *op.View, in RunsIn) (page.Page[TestRun], error) {
	var none page.Page[TestRun]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	where, args := v.Scope("d.product_id")
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return none, err
		}
		where, args = where+" and d.product_id = ?", append(args, p)
	}
	mark := page.MarkOf("testrun.list", v.Workspace, in.Product)
	if in.Cursor != "" {
		at, last, err := place(in.Cursor, mark)
		if err != nil {
			return none, err
		}
		where, args = where+" and (d.ran_at, d.id) < (?, ?)", append(args, at, last)
	}
	rows, err := record.Where[TestRun](ctx, v.At, where+" order by d.ran_at desc, d.id desc limit ?", append(args, limit+1)...)
	return page.Cut(rows, limit, func(t TestRun) page.Cursor {
		return page.Cursor{Of: mark, Values: []page.Value{page.Int(int64(t.RanAt))}, ID: t.ID}
	}), err
}

// ItemIn names an item.
type ItemIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the item."`
}

// ItemTests is what tests say of an item.
type ItemTests struct {
	Item     string           `json:"item" doc:"Key of the item."`
	Criteria []CriterionTests `json:"criteria" doc:"Of each criterion, in their order; at the end of the item as a whole, where tests are about no single one."`
	Runs     []RunOfItem      `json:"runs" doc:"The runs that are about it, the latest first, at most fifty."`
}

// CriterionTests is what tests say of one criterion.
type CriterionTests struct {
	Criterion string         `json:"criterion" doc:"Its id; empty for the item as a whole."`
	Text      string         `json:"text"`
	Outcome   string         `json:"outcome" doc:"passed, failed or skipped in the latest run about it; empty where there is none."`
	RanAt     clock.Instant  `json:"ranAt"`
	Result    string         `json:"result" ref:"-" doc:"Id of the test result, as evidence names it."`
	Run       string         `json:"run" ref:"test_run"`
	Cases     []CaseResult   `json:"cases" doc:"The tests of the latest run."`
	History   []CriterionRun `json:"history" doc:"All runs about it, the latest first."`
}

// CriterionRun is how a criterion fared in one run.
type CriterionRun struct {
	Run     string        `json:"run" ref:"test_run"`
	RanAt   clock.Instant `json:"ranAt"`
	Outcome string        `json:"outcome"`
}

// RunOfItem is a run that is about an item.
type RunOfItem struct {
	ID      string        `json:"id"`
	Name    string        `json:"name"`
	Branch  string        `json:"branch"`
	Commit  string        `json:"commit"`
	URL     string        `json:"url"`
	RanAt   clock.Instant `json:"ranAt"`
	Passed  int64         `json:"passed"`
	Failed  int64         `json:"failed"`
	Skipped int64         `json:"skipped"`
}

func testsOf(ctx context.Context, v *op.View, in ItemIn) (*ItemTests, error) {
	item, err := op.Find[backlog.Item](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	results, err := record.Where[TestResult](ctx, v.At, "d.record_id = ? order by d.ran_at desc, d.id desc limit 50", item.ID)
	if err != nil {
		return nil, err
	}
	out := &ItemTests{Item: item.Key, Criteria: Proved(item.Criteria, results), Runs: []RunOfItem{}}
	runs, err := runsOf(ctx, v, results)
	if err != nil {
		return nil, err
	}
	for _, t := range results {
		if run, there := runs[t.Run]; there {
			out.Runs = append(out.Runs, RunOfItem{run.ID, run.Name, run.Branch, run.Commit, run.URL, run.RanAt, t.Passed, t.Failed, t.Skipped})
		}
	}
	return out, nil
}

// runsOf gives the runs that results came from, by their ids.
func runsOf(ctx context.Context, v *op.View, results []TestResult) (map[string]TestRun, error) {
	out := map[string]TestRun{}
	if len(results) == 0 {
		return out, nil
	}
	ids := make([]string, len(results))
	for n := range results {
		ids[n] = results[n].Run
	}
	marks, args := record.Among(ids)
	found, err := record.Where[TestRun](ctx, v.At, "d.id in ("+marks+")", args...)
	for _, r := range found {
		out[r.ID] = r
	}
	return out, err
}

// Proved brings results, the latest first, to the criteria that they are about.
func Proved(criteria backlog.Criteria, results []TestResult) []CriterionTests {
	out := make([]CriterionTests, 0, len(criteria)+1)
	for _, c := range criteria {
		out = append(out, provedOne(c.ID, c.Text, results))
	}
	if whole := provedOne("", "", results); whole.Outcome != "" {
		out = append(out, whole)
	}
	return out
}

func provedOne(criterion, text string, results []TestResult) CriterionTests {
	out := CriterionTests{Criterion: criterion, Text: text, Cases: []CaseResult{}, History: []CriterionRun{}}
	for _, t := range results {
		var cases []CaseResult
		for _, c := range t.Cases {
			if c.Criterion == criterion {
				cases = append(cases, c)
			}
		}
		if len(cases) == 0 {
			continue
		}
		outcome := together(cases)
		if out.Outcome == "" {
			out.Outcome, out.RanAt, out.Result, out.Run, out.Cases = outcome, t.RanAt, t.ID, t.Run, cases
		}
		out.History = append(out.History, CriterionRun{t.Run, t.RanAt, outcome})
	}
	return out
}

// together is how several tests of one thing came out: failed when one did,
// passed when one did and none failed.
func together(cases []CaseResult) string {
	out := junit.Skipped
	for _, c := range cases {
		switch c.Outcome {
		case junit.Failed, junit.Broken:
			return junit.Failed
		case junit.Passed:
			out = junit.Passed
		}
	}
	return out
}
