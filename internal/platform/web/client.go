package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"throughline/internal/kit/errs"
)

// clientPolicy is what a browser may do with the client's pages: run and load
// what comes from here, show pictures from elsewhere (avatars, what people
// paste), be framed by nobody. Libraries place things by style attributes, so
// styles may stand within; scripts may not.
const clientPolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; connect-src 'self'; frame-src 'self' blob:; " +
	"frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'"

// Where the client's files are that carry their content in their names.
const hashed = "assets/"

// unbuilt is the page in place of a client that has not been built.
const unbuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Throughline</title>
<h1>Throughline</h1>
<p>The server runs. The web client is not built into it: run <code>make build</code> and start it again.</p>
<p>Programs talk to it by its API: <a href="/api/v1/reference">reference</a>.</p>
</html>
`

// client is the web client's files, as they are sent.
type client struct {
	files map[string]*file
	index *file
	next  http.Handler
	taken func(*http.Request) bool
}

// file is one of them.
type file struct {
	name  string
	plain form
	other map[string]form // by content encoding
}

// form is a file's bytes in one encoding.
type form struct {
	bytes []byte
	etag  string
}

// encodings are those in which files may lie beside themselves, the best
// first, by the ends of their names.
var encodings = []struct{ name, end string }{{"br", ".br"}, {"gzip", ".gz"}}

// kinds are the media types of the client's files, which do not depend on what
// the machine knows.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".json": "application/json", ".map": "application/json", ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".wasm": "application/wasm",
}

// Client serves the web client in front of what else is served: its files, and
// its one page at every address that a browser may stand at. What taken knows,
// what lies below /api, and what is no question of a browser goes on.
func Client(files fs.FS, taken func(*http.Request) bool) (Step, error) {
	c := &client{files: map[string]*file{}, taken: taken}
	if err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		return c.add(files, name)
	}); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errs.Cause(errs.Internal, err, "the web client cannot be read")
	}
	if c.index = c.files["index.html"]; c.index == nil {
		c.index = &file{name: "index.html", plain: formOf([]byte(unbuilt))}
	}
	return func(next http.Handler) http.Handler {
		own := *c
		own.next = next
		return &own
	}, nil
}

// add takes a file in, or the encoded form of one.
func (c *client) add(files fs.FS, name string) error {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	of := func(name string) *file {
		if c.files[name] == nil {
			c.files[name] = &file{name: name, other: map[string]form{}}
		}
		return c.files[name]
	}
	for _, e := range encodings {
		plain := strings.TrimSuffix(name, e.end)
		if _, err := fs.Stat(files, plain); plain != name && err == nil {
			of(plain).other[e.name] = formOf(b)
			return nil
		}
	}
	of(name).plain = formOf(b)
	return nil
}

func formOf(b []byte) form {
	sum := sha256.Sum256(b)
	return form{b, `"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`}
}

func (c *client) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	switch f := c.files[name]; {
	case r.Method != http.MethodGet && r.Method != http.MethodHead, name == "api", strings.HasPrefix(name, "api/"), c.taken(r):
		c.next.ServeHTTP(w, r)
	case f != nil && f.name != c.index.name:
		f.serve(w, r)
	case strings.HasPrefix(name, hashed):
		Fail(w, errs.New(errs.NotFound, "There is no such file. A newer version of the client may have been installed: load the page again."))
	case name == "" || name == c.index.name || strings.Contains(r.Header.Get("Accept"), "text/html"):
		c.index.serve(w, r)
	default:
		c.next.ServeHTTP(w, r)
	}
}

// serve sends the file in the best form that the browser takes.
func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	r.Pattern = "web client" // for the log and the metrics
	h := w.Header()
	h.Set("Content-Security-Policy", clientPolicy)
	h.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(f.name, hashed) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	kind, known := kinds[path.Ext(f.name)]
	if !known {
		kind = "application/octet-stream"
	}
	h.Set("Content-Type", kind)
	best := f.plain
	if len(f.other) > 0 {
		h.Add("Vary", "Accept-Encoding")
		for _, e := range encodings {
			if form, there := f.other[e.name]; there && takes(r, e.name) {
				best = form
				h.Set("Content-Encoding", e.name)
				break
			}
		}
	}
	h.Set("ETag", best.etag)
	http.ServeContent(w, r, f.name, time.Time{}, bytes.NewReader(best.bytes))
}

// takes says whether a browser takes an encoding.
func takes(r *http.Request, encoding string) bool {
	for one := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, quality, _ := strings.Cut(one, ";")
		if strings.EqualFold(strings.TrimSpace(name), encoding) {
			q := strings.TrimSpace(quality)
			return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
		}
	}
	return false
}
