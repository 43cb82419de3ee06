package acceptance

import (
	"net/http"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/junit"
)

// TestRun is one run of tests somewhere else, as its report told.
type TestRun struct {
	record.Part
	Name    string        `db:"name" json:"name" v:"max=200" doc:"What the run is called where it ran."`
	Branch  string        `db:"branch" json:"branch" v:"max=200"`
	Commit  string        `db:"commit_sha" json:"commit" v:"max=80"`
	URL     string        `db:"url" json:"url" v:"url,max=2000" doc:"Where it can be looked at."`
	RanAt   clock.Instant `db:"ran_at" json:"ranAt"`
	Passed  int64         `db:"passed" json:"passed"`
	Failed  int64         `db:"failed" json:"failed"`
	Broken  int64         `db:"broken" json:"broken" doc:"Tests that could not be run to their end."`
	Skipped int64         `db:"skipped" json:"skipped"`
	Millis  int64         `db:"millis" json:"millis" doc:"How long all of them took."`
	Matched int64         `db:"matched" json:"matched" doc:"Tests that are about an item."`
	Items   int64         `db:"items" json:"items" doc:"Items that they are about."`
	Astray  []string      `db:"astray" json:"astray" doc:"Tests that did not pass and are about no item, the first fifty."`
	Digest  string        `db:"digest" json:"digest" doc:"Of the report, so that the same one counts once."`
}

// TestResult is what one run says of one item.
type TestResult struct {
	record.Part
	Run     string        `db:"run_id" json:"run" ref:"test_run"`
	RanAt   clock.Instant `db:"ran_at" json:"ranAt"`
	Cases   []CaseResult  `db:"cases" json:"cases" doc:"The tests about the item; those that did not pass first."`
	Passed  int64         `db:"passed" json:"passed"`
	Failed  int64         `db:"failed" json:"failed" doc:"Tests that failed or could not be run to their end."`
	Skipped int64         `db:"skipped" json:"skipped"`
}

// CaseResult is how one test came out.
type CaseResult struct {
	Criterion string `json:"criterion" doc:"Id of the criterion that it proves; empty for the item as a whole."`
	Test      string `json:"test"`
	Outcome   string `json:"outcome" doc:"passed, failed, error or skipped."`
	Millis    int64  `json:"millis"`
	Message   string `json:"message"`
}

// Bounds of what is kept of a run.
const (
	maxReport  = 64 << 20 // bytes of all reports of one run together
	maxReports = 500
	keptCases  = 200 // of one item
	keptAstray = 50
)

// ReportIn is the reports of a run: the body is one of them, or several as
// parts of a multipart body.
type ReportIn struct {
	Product string        `json:"product" in:"path" ref:"product" v:"required" doc:"Id or key of the product."`
	Name    string        `json:"name" in:"query" v:"max=200" doc:"What the run is called where it ran, like CI 4711."`
	Branch  string        `json:"branch" in:"query" v:"max=200"`
	Commit  string        `json:"commit" in:"query" v:"max=80"`
	URL     string        `json:"url" in:"query" v:"url,max=2000" doc:"Where the run can be looked at."`
	RanAt   clock.Instant `json:"ranAt" in:"query" doc:"When it ran; now when left out."`
}

// RunIn is a run, test by test.
type RunIn struct {
	Product string        `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Name    string        `json:"name" v:"max=200" doc:"What the run is called where it ran."`
	Branch  string        `json:"branch" v:"max=200"`
	Commit  string        `json:"commit" v:"max=80"`
	URL     string        `json:"url" v:"url,max=2000" doc:"Where the run can be looked at."`
	RanAt   clock.Instant `json:"ranAt" doc:"When it ran; now when left out."`
	Cases   []CaseIn      `json:"cases" v:"required,max=5000"`
}

// CaseIn is one test.
type CaseIn struct {
	Name    string `json:"name" doc:"With the item's key, and the criterion's number after it."`
	Class   string `json:"class"`
	Outcome string `json:"outcome" doc:"passed, failed, error or skipped; passed when left out."`
	Millis  int64  `json:"millis"`
	Message string `json:"message"`
}

// Binary says that the body is not JSON.
func (ReportIn) Binary() {}

func registerTests(r *op.Registry) {
	op.AddPart[TestRun](r, "test_run")
	op.AddPart[TestResult](r, "test_result")
	r.Silent("test_run", "test_result")
	op.Raw(r, "testrun.report", report, op.Says("Take the report of a test run in: JUnit's XML, as the body or as the parts of a multipart body."),
		op.Needs(op.Members), op.Takes("work.move"), op.Rated("upload"), op.At(http.MethodPost, "/api/v1/products/{product}/test-results"))
	op.Do(r, "testrun.create", createRun, op.Says("Take a test run in, test by test: for what writes no JUnit."), op.Takes("work.move"))
	op.Ask(r, "testrun.list", listRuns, op.Says("List the test runs of a product, the latest first."), op.Needs(op.Inside), op.At(http.MethodGet, "/api/v1/testruns"))
	op.Ask(r, "item.tests", testsOf, op.Says("Show what tests say of each criterion of an item: the latest run, and those before."))
}

// count adds a case to a run.
func (t *TestRun) count(c junit.Case) {
	switch c.Outcome {
	case junit.Failed:
		t.Failed++
	case junit.Broken:
		t.Broken++
	case junit.Skipped:
		t.Skipped++
	default:
		t.Passed++
	}
	t.Millis += c.Millis
}

// add adds a case to what a run says of an item.
func (t *TestResult) add(criterion string, c junit.Case) {
	switch c.Outcome {
	case junit.Failed, junit.Broken:
		t.Failed++
	case junit.Skipped:
		t.Skipped++
	default:
		t.Passed++
	}
	t.Cases = append(t.Cases, CaseResult{Criterion: criterion, Test: title(c), Outcome: c.Outcome, Millis: c.Millis, Message: c.Message})
}

// title names a case for people.
func title(c junit.Case) string {
	name, class := c.Name, c.Class
	if name == "" {
		name = c.Suite
	}
	if class == "" || class == name {
		return shorten(name, 500)
	}
	return shorten(class+" › "+name, 500)
}

// shorten cuts a text to whole characters.
func shorten(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
