package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"throughline/internal/platform/web"
)

var built = fstest.MapFS{
	"index.html":             {Data: []byte("<!doctype html><title>Client</title>")},
	"icon.svg":               {Data: []byte("<svg/>")},
	".keep":                  {},
	"assets/main-1a2b.js":    {Data: []byte("plain")},
	"assets/main-1a2b.js.br": {Data: []byte("brotli")},
	"assets/main-1a2b.js.gz": {Data: []byte("gzip")},
	"assets/only-3c4d.css":   {Data: []byte("body{}")},
}

// served gives a server of the client in front of one route.
func served(t *testing.T, files fstest.MapFS) func(method, path string, head ...string) *httptest.ResponseRecorder {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("well")) })
	mux.HandleFunc("POST /api/v1/things", func(http.ResponseWriter, *http.Request) {})
	step, err := web.Client(files, func(r *http.Request) bool {
		_, pattern := mux.Handler(r)
		return pattern != ""
	})
	if err != nil {
		t.Fatal(err)
	}
	h := web.Through(web.Routes(mux), web.Headers(false), step)
	return func(method, path string, head ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, nil)
		for i := 0; i+1 < len(head); i += 2 {
			r.Header.Set(head[i], head[i+1])
		}
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		return rec
	}
}

func TestClientIsServedAtEveryAddressOfAPage(t *testing.T) {
	t.Parallel()
	ask := served(t, built)
	const page = "text/html,application/xhtml+xml,*/*;q=0.8"
	for _, c := range []struct {
		method, path, accept string
		status               int
		kind, body           string
	}{
		{"GET", "/", "", 200, "text/html; charset=utf-8", "<title>Client"},
		{"HEAD", "/", page, 200, "text/html; charset=utf-8", ""},
		{"GET", "/index.html", "*/*", 200, "text/html; charset=utf-8", "<title>Client"},
		{"GET", "/LEND/backlog", page, 200, "text/html; charset=utf-8", "<title>Client"},
		{"GET", "/LEND-12", page, 200, "text/html; charset=utf-8", "<title>Client"},
		{"GET", "/apiary", page, 200, "text/html; charset=utf-8", "<title>Client"},
		{"GET", "/LEND/backlog", "application/json", 404, "application/problem+json", "nothing at this address"},
		{"GET", "/icon.svg", "image/*", 200, "image/svg+xml", "<svg/>"},
		{"GET", "/.keep", "*/*", 404, "application/problem+json", ""},
		{"GET", "/assets/main-1a2b.js", "*/*", 200, "text/javascript; charset=utf-8", "plain"},
		{"GET", "/assets/only-3c4d.css", "*/*", 200, "text/css; charset=utf-8", "body{}"},
		{"GET", "/assets/main-old.js", page, 404, "application/problem+json", "load the page again"},
		{"GET", "/assets/../index.html", "*/*", 404, "application/problem+json", ""},
		{"GET", "/api", page, 404, "application/problem+json", "nothing"},
		{"GET", "/api/v1/nothing", page, 404, "application/problem+json", "nothing"},
		{"GET", "/api/v1/things", page, 405, "application/problem+json", "takes POST"},
		{"POST", "/LEND/backlog", page, 404, "application/problem+json", "nothing"},
		{"GET", "/healthz", page, 200, "text/plain; charset=utf-8", "well"},
	} {
		rec := ask(c.method, c.path, "Accept", c.accept)
		if rec.Code != c.status || rec.Header().Get("Content-Type") != c.kind || !strings.Contains(rec.Body.String(), c.body) || c.method == "HEAD" && rec.Body.Len() > 0 {
			t.Errorf("%s %s (%s): %d %s %.60s", c.method, c.path, c.accept, rec.Code, rec.Header().Get("Content-Type"), rec.Body)
		}
	}
}

func TestClientIsCachedAndConfined(t *testing.T) {
	t.Parallel()
	ask := served(t, built)
	page := ask("GET", "/")
	head := page.Header()
	for _, want := range []string{
		"default-src 'self'", "script-src 'self';", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob: https:", "connect-src 'self'",
		"frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'",
	} {
		if !strings.Contains(head.Get("Content-Security-Policy"), want) {
			t.Errorf("the policy lacks %s: %s", want, head.Get("Content-Security-Policy"))
		}
	}
	if head.Get("Cache-Control") != "no-cache" || head.Get("X-Content-Type-Options") != "nosniff" || head.Get("X-Frame-Options") != "DENY" || len(head["Cache-Control"]) != 1 {
		t.Errorf("the page comes with %v", head)
	}
	if again := ask("GET", "/LEND", "Accept", "text/html", "If-None-Match", head.Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("a page that is known comes as %d", again.Code)
	}
	if got := ask("GET", "/assets/main-1a2b.js").Header().Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
		t.Errorf("an asset is kept as %q", got)
	}
	if got := ask("GET", "/icon.svg").Header().Get("Cache-Control"); got != "no-cache" {
		t.Errorf("the icon is kept as %q", got)
	}
	if got := ask("GET", "/assets/gone.js").Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("what is not there is kept as %q", got)
	}
}

func TestClientComesPackedWhereItCan(t *testing.T) {
	t.Parallel()
	ask := served(t, built)
	tags := map[string]bool{}
	for accept, want := range map[string]string{
		"gzip, deflate, br, zstd": "brotli", "gzip": "gzip", "br;q=0, gzip": "gzip", "": "plain", "zstd": "plain", "GZIP;q=0.5": "gzip", "br;q=0.0,gzip;q=0": "plain",
	} {
		rec := ask("GET", "/assets/main-1a2b.js", "Accept-Encoding", accept)
		encoding := map[string]string{"brotli": "br", "gzip": "gzip"}[want]
		if rec.Body.String() != want || rec.Header().Get("Content-Encoding") != encoding || rec.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q gets %s as %q, %v", accept, rec.Body, rec.Header().Get("Content-Encoding"), rec.Header()["Vary"])
		}
		tags[rec.Header().Get("ETag")] = true
	}
	if len(tags) != 3 {
		t.Errorf("three forms have %d tags", len(tags))
	}
}

func TestClientThatIsNotBuilt(t *testing.T) {
	t.Parallel()
	ask := served(t, fstest.MapFS{".keep": {}})
	rec := ask("GET", "/")
	if rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), `href="/api/v1/reference"`) || !strings.Contains(rec.Body.String(), "not built") {
		t.Errorf("without a client: %d %s", rec.Code, rec.Body)
	}
	if strings.Contains(rec.Body.String(), "<script") || strings.Contains(rec.Body.String(), "<style") {
		t.Error("the page breaks its own policy")
	}
}
