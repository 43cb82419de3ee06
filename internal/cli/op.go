package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"throughline/internal/kit/errs"
)

// opCmd calls any operation.
type opCmd struct {
	Words []string `arg:"" optional:"" name:"operation" help:"Name of the operation, and its input as field=value."`
}

// Help is the long help.
func (*opCmd) Help() string {
	return `Input is given as field=value, --field=value or --field value; as --input '{…}' or --input @file.json; or both.
What stands in the path may come without its name. Lists are written a,b,c or as JSON; field=@file takes a file's text, field= nothing (null).
A noun and a verb are a command of their own. Whoever may not decide a change makes a proposal with it;
--reason says why, --propose proposes in any case, --if-match VERSION refuses what has changed meanwhile.

Examples:
  throughline op                                   list all operations
  throughline op risk                              list those about risks
  throughline op risk.create --help                what it takes
  throughline risk create --product LEND title='Key person leaves' type=delivery
  throughline risk update LEND-7 likelihood=4 response=reduce
  throughline record rank --input '{"records": ["LEND-4"], "before": "LEND-2"}'`
}

// Run lists, describes or calls.
func (c *opCmd) Run(ctx context.Context, s *session, k *kong.Context) error {
	own := s.catalogue()
	switch {
	case len(c.Words) == 0:
		return s.listOperations(own.all)
	case c.Words[0] == "--help" || c.Words[0] == "-h":
		return k.PrintUsage(false)
	}
	name, words := c.Words[0], c.Words[1:]
	if verbs := own.verbs(name); len(verbs) > 0 {
		return s.listOperations(verbs)
	}
	if slices.Contains(words, "--help") || slices.Contains(words, "-h") {
		o, err := own.find(name)
		if err != nil {
			return err
		}
		return s.describe(own, o)
	}
	call, err := readCall(words)
	if err != nil {
		return err
	}
	return s.at(ctx, begins(own, name), func(p *place) error {
		ops, err := p.theirs(ctx, own)
		if err != nil {
			return err
		}
		o, err := ops.find(name)
		if err != nil {
			return err
		}
		if p.folder && !o.standsAlone() {
			if err := s.settle(ctx, p, o.Method != http.MethodGet); err != nil {
				return err
			}
		}
		return s.call(ctx, p, ops, o, call)
	})
}

// begins says whether an operation may begin an installation.
func begins(c *catalogue, name string) bool {
	o, ok := c.operation(name)
	return ok && o.Method != http.MethodGet
}

// standsAlone says whether an operation is about the installation and no
// workspace.
func (o *operation) standsAlone() bool {
	noun, _, _ := strings.Cut(o.Name, ".")
	return o.Public || slices.Contains([]string{"workspace", "login", "session", "password", "installation"}, noun)
}

func (c *catalogue) find(name string) (*operation, error) {
	o, ok := c.operation(name)
	if ok {
		return o, nil
	}
	noun, verb, _ := strings.Cut(name, ".")
	if verbs := c.verbs(noun); len(verbs) > 0 {
		known := make([]string, len(verbs))
		for i, v := range verbs {
			known[i] = strings.TrimPrefix(v.Name, noun+".")
		}
		return nil, errs.New(errs.Invalid, "There is no operation %q.%s What can be done with %s: %s.", name, meant(verb, known), noun, strings.Join(known, ", "))
	}
	return nil, errs.New(errs.Invalid, "There is no operation %q.%s \"throughline op\" lists them.", name, meant(name, c.names()))
}

// listOperations prints operations with what they do.
func (s *session) listOperations(ops []*operation) error {
	type line struct {
		Name    string `json:"name"`
		Method  string `json:"method"`
		Path    string `json:"path"`
		Summary string `json:"summary"`
	}
	list := make([]line, len(ops))
	t := newGrid("operation", "what it does")
	for i, o := range ops {
		list[i] = line{o.Name, o.Method, o.Path, o.Summary}
		t.add(cell{o.Name, bold}, text(o.Summary))
	}
	raw, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return s.print(raw, func() error { return t.print(s.out) })
}

// call sends one call of an operation and prints the answer.
func (s *session) call(ctx context.Context, p *place, ops *catalogue, o *operation, in *callInput) error {
	q, err := ops.request(o, in)
	if err != nil {
		return err
	}
	ans, err := p.send(ctx, *q)
	if err != nil {
		return err
	}
	defer func() { _ = ans.Body.Close() }()
	if !strings.Contains(ans.Header.Get("Content-Type"), "json") {
		_, err := io.Copy(s.Out, ans.Body)
		return err
	}
	raw, err := io.ReadAll(io.LimitReader(ans.Body, mostAnswer))
	if err != nil {
		return unreached(ctx, p.base, err)
	}
	if ans.StatusCode == http.StatusAccepted && o.Proposes {
		s.say("That is not yours to decide, so it became a proposal. Those who decide find it in their inbox.")
	}
	return s.print(raw, func() error { return s.show(raw) })
}

// request builds the request of a call: each value where the operation takes
// it.
func (c *catalogue) request(o *operation, in *callInput) (*request, error) {
	values := map[string]json.RawMessage{}
	maps.Copy(values, in.object)
	var list errs.List
	given := slices.Clone(in.values)
	for _, par := range o.Parameters {
		if par.In == "path" && len(in.bare) > 0 && values[par.Name] == nil {
			given = append(given, givenValue{par.Name, in.bare[0]})
			in.bare = in.bare[1:]
		}
	}
	if len(in.bare) > 0 {
		return nil, errs.New(errs.Invalid, "%q is no input of %s: write field=value.", in.bare[0], o.Name)
	}
	for _, v := range given {
		sc, known := c.fieldOf(o, v.name)
		if !known {
			list.Add(v.name, "is not a field of %s.%s \"throughline op %s --help\" lists them", o.Name, meant(v.name, c.fieldNames(o)), o.Name)
			continue
		}
		raw, err := c.value(sc, v.text)
		if err != nil {
			list.Add(v.name, "%s", err.Error())
		}
		values[v.name] = raw
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	q := &request{method: o.Method, path: o.Path, query: url.Values{}, more: http.Header{}}
	for _, par := range o.Parameters {
		raw, there := values[par.Name]
		delete(values, par.Name)
		switch {
		case !there && par.Required:
			list.Add(par.Name, "is required: %s", strings.ToLower(par.Doc))
		case !there:
		case par.In == "path":
			q.path = strings.ReplaceAll(q.path, "{"+par.Name+"}", url.PathEscape(flat(raw)))
		default:
			q.query.Set(par.Name, flat(raw))
		}
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	in.headers(q.more)
	return q, c.fillBody(q, o, in, values)
}

// fillBody sends what is left in the body.
func (c *catalogue) fillBody(q *request, o *operation, in *callInput, values map[string]json.RawMessage) error {
	switch {
	case o.File:
		f, err := os.Open(in.file)
		if err != nil {
			return errs.Cause(errs.Invalid, err, "%s takes a file: give it as --file NAME. %v", o.Name, err)
		}
		q.body, q.media = f, "application/octet-stream"
	case o.Body != nil:
		b, err := json.Marshal(values)
		if err != nil {
			return err
		}
		q.body, q.media = bytes.NewReader(b), "application/json"
	case len(values) > 0:
		for name := range values {
			return errs.Fieldf(name, "is not a field of %s", o.Name)
		}
	}
	return nil
}

// flat gives a value as a path or a query takes it.
func flat(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var list []string
	if json.Unmarshal(raw, &list) == nil {
		return strings.Join(list, ",")
	}
	return string(raw)
}
