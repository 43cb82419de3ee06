package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"throughline/internal/bridge/intake"
	"throughline/internal/bridge/table"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// importCmd brings in exports; each format is a command of its own.
type importCmd struct {
	Trello   importFormat `cmd:"" help:"A Trello board's JSON export, and a file of its comments if there is one."`
	JiraCSV  importFormat `cmd:"" name:"jira-csv" help:"Jira's CSV export with all fields, in any language and encoding."`
	JiraJSON importFormat `cmd:"" name:"jira-json" help:"Answers of Jira's search, Cloud or Server, best with expand=changelog; sprints of a board, too."`
	Github   importFormat `cmd:"" name:"github" help:"Issues, comments and events as GitHub's REST API gives them, or gh issue list --json."`
	CSV      importFormat `cmd:"" name:"csv" help:"Any table, with a mapping that says what its columns mean."`

	Throughline importArchive `cmd:"" name:"throughline" help:"An archive that \"throughline export\" wrote, as a workspace."`
}

// Help is the long help.
func (importCmd) Help() string {
	return `What a file holds is taken into a product as its records, with history, comments and people. The same file again
changes nothing; a later export of the same source updates. Look first with --dry-run.

Examples:
  throughline import trello board.json comments.json --product SHOP --dry-run
  throughline import trello board.json --product SHOP --map-out map.json     write the proposed mapping, to edit
  throughline import trello board.json --product SHOP --mapping map.json
  throughline import csv work.csv --product SHOP --mapping columns.json`
}

// importFormat is the import of one format.
type importFormat struct {
	Files         []string `arg:"" name:"file" help:"Files of one source."`
	Product       string   `required:"" help:"Key of the product that it goes into." placeholder:"KEY"`
	CreateProduct bool     `help:"Make the product when there is none with this key." default:"true" negatable:""`
	Title         string   `help:"Name of a product that is made (default: the source's)." placeholder:"NAME"`
	DryRun        bool     `help:"Only say what would happen."`
	Mapping       string   `help:"JSON file that says what becomes of the source's words." placeholder:"FILE" type:"path"`
	MapOut        string   `help:"Write the mapping that is proposed to this file, and import nothing." placeholder:"FILE" type:"path"`

	format string
}

// Run imports the files.
func (c *importFormat) Run(ctx context.Context, s *session, k *kong.Context) error {
	c.format = k.Selected().Name
	files, err := readFiles(c.Files)
	if err != nil {
		return err
	}
	media, body, err := c.body(files)
	if err != nil {
		return err
	}
	return s.inWorkspace(ctx, true, func(p *place) error {
		line, err := c.send(ctx, s, p, media, body)
		if err != nil {
			return err
		}
		if line.Report != nil {
			if err := c.report(s, line, files); err != nil {
				return err
			}
		}
		if line.Problem != nil {
			return c.hint(&errs.Error{Kind: line.Problem.Kind, Msg: line.Problem.Detail, Fields: line.Problem.Fields})
		}
		return nil
	})
}

// readFiles reads files as they are.
func readFiles(names []string) ([]transfer.File, error) {
	files := make([]transfer.File, len(names))
	for i, name := range names {
		b, err := os.ReadFile(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, errs.Cause(errs.Invalid, err, "There is no file %s.", name)
		case err != nil:
			return nil, errs.Cause(errs.Invalid, err, "%s cannot be read: %v.", name, err)
		}
		files[i] = transfer.File{Name: filepath.Base(name), Data: b}
	}
	return files, nil
}

// body makes the multipart body.
func (c *importFormat) body(files []transfer.File) (media string, _ []byte, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if c.Mapping != "" {
		text, err := os.ReadFile(c.Mapping)
		if err != nil {
			return "", nil, errs.Cause(errs.Invalid, err, "The mapping %s cannot be read: %v.", c.Mapping, err)
		}
		if err := w.WriteField(intake.MappingPart, string(text)); err != nil {
			return "", nil, err
		}
	}
	for _, f := range files {
		part, err := w.CreateFormFile(intake.FilePart, f.Name)
		if err == nil {
			_, err = part.Write(f.Data)
		}
		if err != nil {
			return "", nil, err
		}
	}
	if err := w.Close(); err != nil {
		return "", nil, err
	}
	return w.FormDataContentType(), b.Bytes(), nil
}

// answerLine is a line of an import's answer, with the report as it came.
type answerLine struct {
	Stage   string          `json:"stage"`
	Done    int             `json:"done"`
	Total   int             `json:"total"`
	Report  json.RawMessage `json:"report"`
	Problem *intake.Problem `json:"problem"`
}

// send sends the files, shows how far the import has come, and gives the last
// line of the answer.
func (c *importFormat) send(ctx context.Context, s *session, p *place, media string, body []byte) (*answerLine, error) {
	q := url.Values{"format": {c.format}, "product": {c.Product}}
	for name, on := range map[string]bool{"createProduct": c.CreateProduct, "dryRun": c.DryRun || c.MapOut != ""} {
		if on {
			q.Set(name, "true")
		}
	}
	if c.Title != "" {
		q.Set("title", c.Title)
	}
	bar := s.bar()
	defer bar.end()
	bar.step("reading", 0, 0)
	ans, err := p.send(ctx, request{method: http.MethodPost, path: "/api/v1/imports", query: q, body: bytes.NewReader(body), media: media, accept: intake.Lines})
	if err != nil {
		return nil, c.hint(err)
	}
	defer func() { _ = ans.Body.Close() }()
	dec := json.NewDecoder(ans.Body)
	for {
		line := &answerLine{}
		if err := dec.Decode(line); err != nil {
			if ctx.Err() != nil {
				return nil, errs.Cause(errs.Unavailable, err, "Interrupted. What was imported before stays; run the import again to go on.")
			}
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				return nil, errs.Cause(errs.Unavailable, err, "The server ended the answer early. What was imported before stays; run the import again to go on.")
			}
			return nil, unreached(ctx, p.base, err)
		}
		if line.Report != nil || line.Problem != nil {
			return line, nil
		}
		bar.step(line.Stage, line.Done, line.Total)
	}
}

// hint adds what to do on the command line about some failures.
func (c *importFormat) hint(err error) error {
	e := errs.Public(err)
	said := *e
	switch {
	case e.Kind == errs.NotFound && !c.CreateProduct:
		said.Msg += " Without --no-create-product it is made."
	case e.Kind == errs.Invalid && c.format == "csv" && c.Mapping == "":
		said.Msg += " \"--map-out map.json\" writes a mapping to begin with; give it back with --mapping."
	default:
		return err
	}
	return &said
}

// report prints what the import did, or writes the mapping it proposes.
func (c *importFormat) report(s *session, line *answerLine, files []transfer.File) error {
	var rep transfer.Report
	if err := read(line.Report, &rep); err != nil {
		return err
	}
	if rep.Created["products"] > 0 && !rep.DryRun {
		s.say("Made the product %s.", rep.Product)
	}
	if c.MapOut != "" && line.Problem == nil {
		return c.writeMapping(s, &rep, files)
	}
	return s.print(line.Report, func() error { return s.showReport(&rep) })
}

// writeMapping writes the mapping that a dry run amounts to.
func (c *importFormat) writeMapping(s *session, rep *transfer.Report, files []transfer.File) error {
	if rep.Plan == nil {
		return errs.New(errs.Unavailable, "The server gave no plan. Is it of another version?")
	}
	var mapping any = intake.Proposal(rep.Plan)
	if c.format == "csv" {
		columns, err := c.columns(files)
		if err != nil {
			return err
		}
		become, err := json.Marshal(mapping)
		if err != nil {
			return err
		}
		columns["become"] = become
		mapping = columns
	}
	b, err := json.MarshalIndent(mapping, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.MapOut, append(b, '\n'), 0o600); err != nil {
		return errs.Cause(errs.Invalid, err, "The mapping cannot be written to %s: %v.", c.MapOut, err)
	}
	s.say("Wrote the mapping to %s. Edit it, and give it back with --mapping.", c.MapOut)
	return s.print(json.RawMessage(b), func() error { return nil })
}

// columns is what is said of a table's columns: the mapping that was given,
// else what the headers suggest.
func (c *importFormat) columns(files []transfer.File) (map[string]json.RawMessage, error) {
	out := map[string]json.RawMessage{}
	raw, err := json.Marshal(table.Guess(files[0]))
	if c.Mapping != "" {
		raw, err = os.ReadFile(c.Mapping)
	}
	if err != nil {
		return nil, err
	}
	return out, json.Unmarshal(raw, &out)
}

// showReport prints a report for people.
func (s *session) showReport(rep *transfer.Report) error {
	verb := "Imported"
	if rep.DryRun {
		verb = "This would import"
	}
	s.out.line("%s %s into %s.", verb, s.out.paint(bold, clean(named(rep.Name, rep.Source))), s.out.paint(bold, rep.Product))
	s.out.line("Read: %s.", counted(rep.Read))
	t := newGrid("", "created", "updated", "unchanged")
	t.right = map[int]bool{1: true, 2: true, 3: true}
	words := make([]string, 0, len(rep.Created))
	for w := range rep.Created {
		words = append(words, w)
	}
	slices.Sort(words)
	for _, w := range words {
		if n := rep.Created[w] + rep.Updated[w] + rep.Unchanged[w]; n > 0 {
			t.add(text(w), number(rep.Created[w], green), number(rep.Updated[w], yellow), number(rep.Unchanged[w], dim))
		}
	}
	if len(t.rows) > 0 {
		if err := t.print(s.out); err != nil {
			return err
		}
	}
	if n := rep.Kept["fields"]; n > 0 {
		s.out.line("%d values have no field here and are kept as source data.", n)
	}
	if rep.DryRun && rep.Plan != nil {
		if err := s.showPlan(rep.Plan); err != nil {
			return err
		}
	}
	s.showProblems(rep.Problems)
	return nil
}

func named(name, source string) string {
	if name == "" {
		return source
	}
	return fmt.Sprintf("%s (%s)", name, source)
}

// counted writes counts in order.
func counted(n map[string]int) string {
	words := make([]string, 0, len(n))
	for w := range n {
		words = append(words, w)
	}
	slices.Sort(words)
	for i, w := range words {
		words[i] = fmt.Sprintf("%d %s", n[w], clean(w))
	}
	return strings.Join(words, ", ")
}

func number(n int, i ink) cell {
	if n == 0 {
		return cell{"–", dim}
	}
	return cell{strconv.Itoa(n), i}
}

func (s *session) showPlan(p *transfer.Plan) error {
	t := newGrid("in the source", "items", "becomes")
	t.right = map[int]bool{1: true}
	for _, k := range p.Kinds {
		t.add(text(named(k.Type, "")), number(k.Items, plainInk), text(k.Kind))
	}
	for _, st := range p.States {
		what := fmt.Sprintf("state %s (%s)", st.State, st.Category)
		if st.New {
			what += ", new"
		}
		t.add(text(st.Name), number(st.Items, plainInk), text(what))
	}
	if len(t.rows) > 0 {
		s.out.line("")
		if err := t.print(s.out); err != nil {
			return err
		}
	}
	if len(p.People) == 0 {
		return nil
	}
	who := newGrid("person", "is")
	for _, m := range p.People {
		is := map[string]string{"new": "kept as a name", "known": "known from an earlier import", "mapped": "the member of the mapping"}[m.How]
		if is == "" {
			is = "the member with that " + m.How
		}
		who.add(text(m.Name), text(is))
	}
	s.out.line("")
	return who.print(s.out)
}

// mostProblems is how many problems are shown before the rest is counted.
const mostProblems = 20

func (s *session) showProblems(all []transfer.Problem) {
	for i, p := range all {
		if i == mostProblems {
			s.err.line("%s and %d more; --json has them all.", s.err.paint(yellow, "!"), len(all)-i)
			break
		}
		s.err.line("%s %s: %s", s.err.paint(yellow, "!"), clean(p.Where), clean(p.What))
	}
}
