package op

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page's template and style
	"encoding/hex"
	"encoding/json"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

//go:embed reference.gohtml
var referenceText string

//go:embed reference.css
var referenceStyle []byte

// Docs mounts the description of the API, for anybody: the OpenAPI document,
// and a reference to read that needs no script. Both are made when they are
// first asked for: making them takes longer than all else at the start. That
// every operation can be described, Lint tells a test.
func (e *Engine) Docs(mux *http.ServeMux, version string) {
	mux.Handle("GET /api/v1/openapi.json", e.still("application/json", func() ([]byte, error) { return OpenAPI(e.Reg, version) }))
	mux.Handle("GET /api/v1/reference", e.still("text/html; charset=utf-8", func() ([]byte, error) { return Reference(e.Reg, version) }))
	mux.Handle("GET /api/v1/reference.css", e.still("text/css; charset=utf-8", func() ([]byte, error) { return referenceStyle, nil }))
}

// pagePolicy lets the page have its style and nothing else.
const pagePolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// still serves bytes that change only with the program.
func (e *Engine) still(media string, content func() ([]byte, error)) http.Handler {
	type page struct {
		b   []byte
		tag string
	}
	made := sync.OnceValues(func() (page, error) {
		b, err := content()
		sum := sha256.Sum256(b)
		return page{b, `"` + hex.EncodeToString(sum[:12]) + `"`}, err
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p, err := made()
		if err != nil {
			e.Fail(w, r, err)
			return
		}
		h := w.Header()
		h.Set("ETag", p.tag)
		h.Set("Cache-Control", "no-cache")
		h.Set("Content-Security-Policy", pagePolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		if r.Header.Get("If-None-Match") == p.tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		h.Set("Content-Type", media)
		h.Set("Content-Length", strconv.Itoa(len(p.b)))
		_, _ = w.Write(p.b) // a reader who went away needs no answer
	})
}

// Reference gives the API reference as a page of HTML.
func Reference(r *Registry, version string) ([]byte, error) {
	doc, err := describe(r, version)
	if err != nil {
		return nil, err
	}
	t, err := template.New("reference").Parse(referenceText)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, newReference(r, doc))
	return b.Bytes(), err
}

// reference is what the page shows.
type reference struct {
	Version string
	About   []string
	Nouns   []*refNoun
	Count   int
}

type refNoun struct {
	Name, Doc  string
	Operations []*refOperation
}

type refOperation struct {
	Name, Method, Path, Summary string
	Who, Scope                  string
	Decisions                   []string
	Proposes                    bool
	Address, Body               []refField
	Answer, Curl, Example       string
}

type refField struct {
	Name, In, What, Doc string
	Required            bool
	Decisions           []string
}

// who says in words who may call an operation.
var who = map[Permission]string{
	Public: "anybody", Account: "whoever has signed in", Self: "every member and guest, about themselves", Inside: "members and guests", Members: "members",
	Admins: "owners and admins of the workspace", Read: "whoever may see it", Remark: "whoever may see it, guests included",
	Change: "members who may see it", Install: "whoever runs the installation",
}

func newReference(r *Registry, doc *openDoc) *reference {
	p := &reference{Version: doc.Info.Version}
	for _, para := range strings.Split(about, "\n\n") {
		p.About = append(p.About, strings.ReplaceAll(para, "**", ""))
	}
	y := &typist{reg: r, done: doc.Components.Schemas}
	for _, t := range doc.Tags {
		p.Nouns = append(p.Nouns, &refNoun{Name: t.Name, Doc: t.Description})
	}
	at := 0
	for _, d := range r.Defs() {
		for noun, _, _ := strings.Cut(d.Name, "."); p.Nouns[at].Name != noun; {
			at++
		}
		o := doc.Paths[d.Path][strings.ToLower(d.Method)]
		p.Nouns[at].Operations = append(p.Nouns[at].Operations, y.refer(d, o))
		p.Count++
	}
	return p
}

// refer describes one operation for the page.
func (y *typist) refer(d *Def, o *openOp) *refOperation {
	out := &refOperation{
		Name: d.Name, Method: d.Method, Path: d.Path, Summary: d.Summary, Who: who[d.Perm], Scope: d.Scope,
		Decisions: o.Decision, Proposes: o.Proposes,
	}
	for _, p := range o.Parameters {
		if p.Ref == "" {
			out.Address = append(out.Address, refField{Name: p.Name, In: p.In, What: y.says(p.Schema), Doc: p.Description, Required: p.Required})
		}
	}
	var body *openMedia
	if o.Body != nil {
		if body = o.Body.Content["application/json"]; body != nil {
			s := y.follow(body.Schema)
			for _, p := range s.Properties {
				out.Body = append(out.Body, refField{
					Name: p.Name, What: y.says(p.Schema), Doc: p.Schema.Description,
					Required: contains(s.Required, p.Name), Decisions: p.Schema.XDecision,
				})
			}
		}
	}
	out.Curl = y.curl(d, o, body)
	out.Answer = strconv.Itoa(d.Status) + " " + http.StatusText(d.Status)
	for media, c := range o.Responses[strconv.Itoa(d.Status)].Content {
		if media != "application/json" {
			out.Answer += ", " + media
			continue
		}
		out.Example = indent(y.answer(c.Schema))
	}
	return out
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func (y *typist) follow(s *openSchema) *openSchema {
	if s.Ref == "" {
		return s
	}
	return y.done[s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]]
}

func indent(raw json.RawMessage) string {
	var b bytes.Buffer
	if json.Indent(&b, raw, "", "  ") != nil {
		return string(raw)
	}
	return b.String()
}

// curl writes an operation's example as a command.
func (y *typist) curl(d *Def, o *openOp, body *openMedia) string {
	var b strings.Builder
	b.WriteString("curl ")
	if d.Method != http.MethodGet {
		b.WriteString("-X " + d.Method + " ")
	}
	path, query := d.Path, ""
	for _, p := range o.Parameters {
		value := ""
		switch {
		case p.Ref != "":
			continue
		case len(p.Schema.Enum) > 0:
			value, _ = p.Schema.Enum[0].(string)
		case contains(p.Schema.Type, "string"):
			value = y.sampleText(p.Name, p.Schema)
		default:
			value = "1"
		}
		if p.In == "path" {
			path = strings.ReplaceAll(path, "{"+p.Name+"}", value)
		} else if p.Required {
			query += "&" + p.Name + "=" + strings.ReplaceAll(value, " ", "%20")
		}
	}
	b.WriteString("'https://throughline.example.com" + path)
	if query != "" {
		b.WriteString("?" + query[1:])
	}
	b.WriteString("'")
	if d.Perm != Public {
		b.WriteString(" \\\n  -H 'Authorization: Bearer tl_pat_…'")
	}
	switch {
	case body != nil:
		b.WriteString(" \\\n  -H 'Content-Type: application/json' \\\n  -d '" + strings.ReplaceAll(indent(body.Example), "'", `'\''`) + "'")
	case o.Body != nil:
		b.WriteString(" \\\n  --data-binary @file")
	}
	return b.String()
}
