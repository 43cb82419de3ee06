package app_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"throughline/internal/app"
	"throughline/internal/platform/config"
)

// TestClientIsServedToWhoeverComes asks the whole server as a browser does that
// has never been there.
func TestClientIsServedToWhoeverComes(t *testing.T) {
	t.Parallel()
	c, _, err := config.Load(config.Options{Flags: map[string]string{"data": t.TempDir()}})
	if err != nil {
		t.Fatal(err)
	}
	page := "<!doctype html><title>Client</title>" + strings.Repeat("<!-- long enough to be packed -->", 100)
	a, err := app.Open(t.Context(), c, app.WithClient(fstest.MapFS{"index.html": {Data: []byte(page)}}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	ask := func(path string, head ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		for i := 0; i+1 < len(head); i += 2 {
			r.Header.Set(head[i], head[i+1])
		}
		rec := httptest.NewRecorder()
		a.Handler().ServeHTTP(rec, r)
		return rec
	}
	for _, path := range []string{"/", "/LEND/backlog", "/join"} {
		rec := ask(path, "Accept", "text/html")
		h := rec.Header()
		if rec.Code != http.StatusOK || rec.Body.String() != page || !strings.HasPrefix(h.Get("Content-Security-Policy"), "default-src 'self'") || h.Get("Cross-Origin-Opener-Policy") != "same-origin" {
			t.Errorf("%s: %d %v %.40s", path, rec.Code, h, rec.Body)
		}
	}
	if rec := ask("/", "Accept", "text/html", "Accept-Encoding", "gzip"); rec.Header().Get("Content-Encoding") != "gzip" || rec.Body.Len() > 1000 {
		t.Errorf("the page is not packed: %v, %d bytes", rec.Header(), rec.Body.Len())
	}
	for path, status := range map[string]int{"/healthz": 200, "/api/v1/reference": 200, "/api/v1/me": 401, "/api/v1/nothing": 404, "/assets/x.js": 404} {
		rec := ask(path, "Accept", "text/html")
		if rec.Code != status || strings.Contains(rec.Body.String(), "Client</title>") || strings.Contains(rec.Header().Get("Content-Security-Policy"), "connect-src") {
			t.Errorf("%s: %d %.60s", path, rec.Code, rec.Body)
		}
	}
}
