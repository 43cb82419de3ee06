package acceptance

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/junit"
	"throughline/internal/platform/store"
)

// Reported is a run that was taken in, with the items it is about.
type Reported struct {
	Run   TestRun        `json:"run"`
	Again bool           `json:"again" doc:"The same report was taken in before; nothing was changed."`
	Items []ReportedItem `json:"items"`
}

// ReportedItem is an item that a run is about.
type ReportedItem struct {
	Key     string `json:"key"`
	Passed  int64  `json:"passed"`
	Failed  int64  `json:"failed"`
	Skipped int64  `json:"skipped"`
}

// report takes a run in. Everything is read before the first change is made.
// The same report again changes nothing, so that a build that sends twice
// counts once.
func report(ctx context.Context, p *op.Plain, in ReportIn) (*Reported, error) {
	if p.Request == nil || p.Answer == nil {
		return nil, errs.New(errs.Invalid, "Reports are sent over HTTP.")
	}
	files, err := receive(p.Answer, p.Request)
	if err != nil {
		return nil, err
	}
	cases, digest, err := readAll(files)
	if err != nil {
		return nil, err
	}
	run := &TestRun{Name: in.Name, Branch: in.Branch, Commit: in.Commit, URL: in.URL, RanAt: in.RanAt}
	if run.RanAt == 0 {
		run.RanAt = p.Now
	}
	sum := sha256.Sum256([]byte(in.Name + "\x00" + in.Commit + "\x00" + digest))
	run.Digest = hex.EncodeToString(sum[:])
	var out *Reported
	err = p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, _ *store.Tx) error {
		out, err = Record(ctx, tx, in.Product, run, cases)
		return err
	})
	return out, err
}

// createRun takes a run in that came as JSON. The same again changes nothing.
func createRun(ctx context.Context, tx *op.Tx, in RunIn) (*Reported, error) {
	run := &TestRun{Name: in.Name, Branch: in.Branch, Commit: in.Commit, URL: in.URL, RanAt: in.RanAt}
	if run.RanAt == 0 {
		run.RanAt = tx.Moment()
	}
	var list errs.List
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%q %q", in.Name, in.Commit) // a hash never fails
	cases := make([]junit.Case, len(in.Cases))
	for i, c := range in.Cases {
		at := fmt.Sprintf("cases.%d.", i)
		if c.Outcome == "" {
			c.Outcome = junit.Passed
		}
		switch c.Outcome {
		case junit.Passed, junit.Failed, junit.Broken, junit.Skipped:
		default:
			list.Add(at+"outcome", "must be passed, failed, error or skipped")
		}
		if strings.TrimSpace(c.Name) == "" {
			list.Add(at+"name", "is required")
		}
		_, _ = fmt.Fprintf(h, "\n%q %q %q %d", c.Class, c.Name, c.Outcome, c.Millis)
		cases[i] = junit.Case{Class: shorten(c.Class, 1000), Name: shorten(c.Name, 1000), Outcome: c.Outcome, Millis: max(0, c.Millis), Message: shorten(c.Message, 2000)}
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	run.Digest = hex.EncodeToString(h.Sum(nil))
	return Record(ctx, tx, in.Product, run, cases)
}

// Record keeps a run and what it says of items.
func Record(ctx context.Context, tx *op.Tx, product string, run *TestRun, cases []junit.Case) (*Reported, error) {
	row, err := tx.Base(ctx, product)
	if err != nil {
		return nil, err
	}
	if row.Kind != "product" {
		return nil, errs.Fieldf("product", "%s is a %s, not a product", row.Key, row.Kind)
	}
	there, err := record.Where[TestRun](ctx, tx.At, "d.product_id = ? and d.digest = ?", row.ID, run.Digest)
	if err != nil {
		return nil, err
	}
	if len(there) > 0 {
		return &Reported{Run: there[0], Again: true, Items: []ReportedItem{}}, nil
	}
	m, err := newMatcher(ctx, &tx.View, row, cases)
	if err != nil {
		return nil, err
	}
	results, order := map[*proved]*TestResult{}, []*proved{}
	for _, c := range cases {
		run.count(c)
		about := m.about(row.Key, c)
		if len(about) == 0 {
			if (c.Outcome == junit.Failed || c.Outcome == junit.Broken) && len(run.Astray) < keptAstray {
				run.Astray = append(run.Astray, shorten(title(c), 300))
			}
			continue
		}
		run.Matched++
		for _, a := range about {
			t := results[a.item]
			if t == nil {
				t = &TestResult{RanAt: run.RanAt}
				results[a.item], order = t, append(order, a.item)
			}
			t.add(a.criterion, c)
		}
	}
	run.Items, run.Product = int64(len(order)), id.Ref(row.ID)
	if err := tx.Insert(ctx, run); err != nil {
		return nil, err
	}
	out := &Reported{Items: []ReportedItem{}}
	for _, item := range order {
		t := results[item]
		t.Run, t.Record, t.Product = run.ID, id.Ref(item.ID), run.Product
		t.keep()
		if err := tx.Insert(ctx, t); err != nil {
			return nil, err
		}
		out.Items = append(out.Items, ReportedItem{item.Key, t.Passed, t.Failed, t.Skipped})
	}
	out.Run = *run
	return out, nil
}

// keep puts what did not pass first, and bounds the rest.
func (t *TestResult) keep() {
	weight := map[string]int{junit.Broken: 0, junit.Failed: 0, junit.Skipped: 1, junit.Passed: 2}
	slices.SortStableFunc(t.Cases, func(a, b CaseResult) int { return weight[a.Outcome] - weight[b.Outcome] })
	if len(t.Cases) > keptCases {
		t.Cases = t.Cases[:keptCases]
	}
}

// reportFile is one report, with what it is called.
type reportFile struct {
	name string
	data []byte
}

// receive reads the body: one report, or the parts of a multipart body.
func receive(w http.ResponseWriter, r *http.Request) ([]reportFile, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxReport)
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if !strings.HasPrefix(media, "multipart/") {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, unread(err)
		}
		return []reportFile{{"The report", raw}}, nil
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, errs.Cause(errs.Invalid, err, "The multipart body cannot be read: %v.", err)
	}
	var out []reportFile
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, unread(err)
		}
		raw, err := io.ReadAll(part)
		if err != nil {
			return nil, unread(err)
		}
		name := part.FileName()
		if name == "" {
			name = part.FormName()
		}
		if len(out) == maxReports {
			return nil, errs.New(errs.TooLarge, "A run has at most %d reports. Send them as several runs.", maxReports)
		}
		out = append(out, reportFile{shorten(name, 100), raw})
	}
	if len(out) == 0 {
		return nil, errs.New(errs.Invalid, "Send at least one report.")
	}
	return out, nil
}

func unread(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return errs.New(errs.TooLarge, "The reports of a run may have %d MiB together. Send them as several runs, without the output of the tests.", maxReport>>20)
	}
	return errs.Cause(errs.Invalid, err, "The request could not be read: %v.", err)
}

// readAll reads all reports, and gives a digest of their bytes.
func readAll(files []reportFile) (cases []junit.Case, digest string, err error) {
	h := sha256.New()
	for _, f := range files {
		_, _ = fmt.Fprintf(h, "%d\n", len(f.data)) // a hash never fails
		_, _ = h.Write(f.data)
		some, err := junit.Parse(f.data)
		if err != nil {
			pub := errs.Public(err)
			return nil, "", errs.Cause(pub.Kind, err, "%s: %s", f.name, pub.Msg)
		}
		if len(cases)+len(some) > junit.MaxCases {
			return nil, "", errs.New(errs.TooLarge, "A run has at most %d tests. Send it in parts.", junit.MaxCases)
		}
		cases = append(cases, some...)
	}
	return cases, hex.EncodeToString(h.Sum(nil)), nil
}
