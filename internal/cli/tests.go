package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/url"

	"throughline/internal/kit/errs"
)

// testsCmd sends the reports of a test run.
type testsCmd struct {
	Files   []string `arg:"" name:"file" help:"Reports in JUnit's XML."`
	Product string   `required:"" help:"Key of the product." placeholder:"KEY"`
	Name    string   `help:"What the run is called where it ran." placeholder:"NAME"`
	Branch  string   `help:"The branch that was tested." placeholder:"BRANCH"`
	Commit  string   `help:"The commit that was tested." placeholder:"HASH"`
	URL     string   `name:"url" help:"Where the run can be looked at." placeholder:"URL"`
}

// Help is the long help.
func (testsCmd) Help() string {
	return `All files are one run. A test is about an item when its name, class or a property carries the item's key
(LEND-12, test_LEND_12), and about a criterion when its number follows (LEND-12/2, test_LEND_12_2) or the name tells its
text. The same reports again change nothing.

Examples:
  throughline test-results build/reports/*.xml --product LEND --name "CI 4711" --commit "$GIT_COMMIT"`
}

// Run sends them.
func (c *testsCmd) Run(ctx context.Context, s *session) error {
	files, err := readFiles(c.Files)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range files {
		part, err := w.CreateFormFile("file", f.Name)
		if err == nil {
			_, err = part.Write(f.Data)
		}
		if err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	q := url.Values{}
	for name, v := range map[string]string{"name": c.Name, "branch": c.Branch, "commit": c.Commit, "url": c.URL} {
		if v != "" {
			q.Set(name, v)
		}
	}
	return s.inWorkspace(ctx, true, func(p *place) error {
		raw, err := p.raw(ctx, request{
			method: http.MethodPost, path: "/api/v1/products/" + url.PathEscape(c.Product) + "/test-results", query: q,
			body: bytes.NewReader(b.Bytes()), media: w.FormDataContentType(),
		})
		if err != nil {
			return err
		}
		return s.print(raw, func() error { return s.showRun(raw) })
	})
}

func (s *session) showRun(raw json.RawMessage) error {
	var r struct {
		Run struct {
			Passed, Failed, Broken, Skipped, Matched int64
			Astray                                   []string
		}
		Again bool
		Items []struct {
			Key                     string
			Passed, Failed, Skipped int64
		}
	}
	if err := read(raw, &r); err != nil {
		return errs.Cause(errs.Unavailable, err, "The answer could not be read.")
	}
	if r.Again {
		s.say("These reports were taken in before; nothing was changed.")
	}
	s.out.line("%d passed, %d failed, %d broken, %d skipped; %d are about %d items", r.Run.Passed, r.Run.Failed, r.Run.Broken, r.Run.Skipped, r.Run.Matched, len(r.Items))
	for _, i := range r.Items {
		s.out.line("%s  %d passed, %d failed, %d skipped", clean(i.Key), i.Passed, i.Failed, i.Skipped)
	}
	for _, name := range r.Run.Astray {
		s.say("About no item, and did not pass: %s", clean(name))
	}
	return nil
}
