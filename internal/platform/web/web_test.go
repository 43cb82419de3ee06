package web

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/obs"
)

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv.URL
}

// reply is an answer whose body has been read and closed.
type reply struct {
	StatusCode int
	Header     http.Header
}

func get(t *testing.T, r *http.Request) (reply, string) {
	t.Helper()
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(res.Body)
	if err != nil || res.Body.Close() != nil {
		t.Fatal(err)
	}
	return reply{res.StatusCode, res.Header}, string(b)
}

func request(t *testing.T, method, url string, headers ...string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func TestFail(t *testing.T) {
	t.Parallel()
	secret := errors.New("the password of the database is hunter2")
	for _, c := range []struct {
		err    error
		status int
		kind   errs.Kind
		header string // name: value
	}{
		{errs.New(errs.Invalid, "No."), 400, "invalid", ""},
		{errs.Fieldf("name", "is required"), 400, "invalid", ""},
		{errs.New(errs.Unauthenticated, "No."), 401, "unauthenticated", `Www-Authenticate: Bearer realm="throughline"`},
		{errs.Cause(errs.Forbidden, secret, "No."), 403, "forbidden", ""},
		{errs.New(errs.NotFound, "No."), 404, "notfound", ""},
		{errs.New(errs.Conflict, "No."), 409, "conflict", ""},
		{errs.New(errs.TooLarge, "No."), 413, "toolarge", ""},
		{errs.New(errs.TooMany, "No."), 429, "toomany", "Retry-After: 1"},
		{Later(90*time.Second+time.Millisecond, "Later."), 429, "toomany", "Retry-After: 91"},
		{fmt.Errorf("on the way: %w", Later(0, "Later.")), 429, "toomany", "Retry-After: 1"},
		{errs.Cause(errs.Unavailable, secret, "No."), 503, "unavailable", "Retry-After: 1"},
		{errs.Cause(errs.Internal, secret, "the table is gone"), 500, "internal", ""},
		{secret, 500, "internal", ""},
	} {
		w := httptest.NewRecorder()
		w.Header().Set("Content-Length", "5")
		Fail(w, c.err)
		var p problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if w.Code != c.status || p.Status != c.status || p.Kind != c.kind || p.Title != http.StatusText(c.status) || p.Detail == "" {
			t.Errorf("%v: %d %+v", c.err, w.Code, p)
		}
		name, value, _ := strings.Cut(c.header, ": ")
		if name != "" && w.Header().Get(name) != value || w.Header().Get("Content-Type") != "application/problem+json" || w.Header().Get("Content-Length") != "" {
			t.Errorf("%v: %v", c.err, w.Header())
		}
		if strings.Contains(w.Body.String(), "hunter2") || strings.Contains(w.Body.String(), "table") {
			t.Errorf("%v: tells %s", c.err, w.Body)
		}
	}
}

func TestRecover(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	h := Through(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/half" {
			_, _ = io.WriteString(w, "half")
			_ = http.NewResponseController(w).Flush()
		}
		panic("secret of the program")
	}), Recover(slog.New(slog.NewTextHandler(&log, nil))))
	url := serve(t, h)
	res, body := get(t, request(t, "GET", url))
	if res.StatusCode != http.StatusInternalServerError || strings.Contains(body, "secret") || !strings.Contains(body, `"kind":"internal"`) {
		t.Errorf("%d %s", res.StatusCode, body)
	}
	if !strings.Contains(log.String(), "secret of the program") || !strings.Contains(log.String(), "web_test.go") {
		t.Errorf("the log says %s", log.String())
	}
	half, err := http.DefaultTransport.RoundTrip(request(t, "GET", url+"/half"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(half.Body); err == nil {
		t.Error("half an answer looks whole")
	}
	_ = half.Body.Close()
}

func TestGate(t *testing.T) {
	t.Parallel()
	hold, inside := make(chan struct{}), make(chan string, 10)
	h := Through(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/stream" {
			w.Header().Set("Content-Type", "text/event-stream")
			w.WriteHeader(http.StatusOK)
		}
		inside <- r.URL.Path
		<-hold
	}), Log(slog.New(slog.DiscardHandler), clock.System{}, obs.NewRegistry(), func(*http.Request) string { return "" }),
		Gate(2, func(r *http.Request) bool { return r.URL.Path == "/healthz" }))
	ask := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w
	}
	var wg sync.WaitGroup
	// Streams leave the gate as soon as they begin, so three fit beside two.
	for _, path := range []string{"/stream", "/stream", "/stream", "/a", "/b"} {
		wg.Go(func() { ask(path) })
		<-inside
	}
	wg.Go(func() { ask("/healthz") })
	<-inside
	if w := ask("/c"); w.Code != 503 || w.Header().Get("Retry-After") != "1" {
		t.Errorf("a third request: %d", w.Code)
	}
	close(hold)
	wg.Wait()
	if w := ask("/d"); w.Code != 200 {
		t.Errorf("when there is room again: %d", w.Code)
	}
}

func TestCompress(t *testing.T) {
	t.Parallel()
	step, err := Compress()
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat(`{"key":"LEND-1"},`, 200)
	url := serve(t, Through(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", r.URL.Query().Get("type"))
		w.Header().Set("ETag", `"17"`)
		body := long
		if r.URL.Path == "/short" {
			body = "{}"
		}
		_, _ = io.WriteString(w, body)
	}), step))
	for _, c := range []struct{ path, kind, accept, want string }{
		{"/", "application/json", "gzip", "gzip"},
		{"/", "application/json", "gzip, zstd", "zstd"},
		{"/", "application/problem+json", "zstd", "zstd"},
		{"/", "application/json", "identity", ""},
		{"/", "application/json", "gzip;q=0", ""},
		{"/short", "application/json", "gzip", ""},
		{"/", "text/event-stream", "gzip", ""},
		{"/", "image/png", "gzip", ""},
		{"/", "application/zip", "gzip", ""},
		{"/", "Text/CSV;charset=utf-8", "gzip", "gzip"},
		{"/", "image/svg%2Bxml", "gzip", "gzip"},
	} {
		res, body := get(t, request(t, "GET", url+c.path+"?type="+c.kind, "Accept-Encoding", c.accept))
		if got := res.Header.Get("Content-Encoding"); got != c.want || c.want != "" && len(body) >= len(long) || res.Header.Get("ETag") != `"17"` {
			t.Errorf("%+v: %q, %d bytes, %v", c, got, len(body), res.Header)
		}
		if c.want == "" && c.path == "/" && body != long {
			t.Errorf("%+v: the body is not as it was sent", c)
		}
	}
}

// The first event of a stream, and even its headers, leave at once.
func TestStreamsAreNotHeldBack(t *testing.T) {
	t.Parallel()
	step, err := Compress()
	if err != nil {
		t.Fatal(err)
	}
	more := make(chan struct{})
	url := serve(t, Through(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		w.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(w).Flush()
		<-more
		_, _ = io.WriteString(w, "data: 1\n\n")
		_ = http.NewResponseController(w).Flush()
		<-more
	}), Log(slog.New(slog.DiscardHandler), clock.System{}, obs.NewRegistry(), func(*http.Request) string { return "" }), step, Recover(slog.New(slog.DiscardHandler))))
	res, err := http.DefaultTransport.RoundTrip(request(t, "GET", url, "Accept", "text/event-stream", "Accept-Encoding", "gzip"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	more <- struct{}{}
	line, err := bufio.NewReader(res.Body).ReadString('\n')
	if err != nil || line != "data: 1\n" {
		t.Errorf("%q, %v", line, err)
	}
	close(more)
}

func TestLogSaysWhatHappenedAndNotWhatWasSaid(t *testing.T) {
	t.Parallel()
	var buf bytes.Buffer
	log, err := obs.NewLogger(&buf, "debug", "text")
	if err != nil {
		t.Fatal(err)
	}
	c := clock.At(1_000_000)
	m := obs.NewRegistry()
	mux := http.NewServeMux()
	mux.HandleFunc("POST /things/{id}", func(w http.ResponseWriter, r *http.Request) {
		c.Add(1500 * time.Microsecond)
		if obs.RequestID(r.Context()) == "" {
			t.Error("no request id")
		}
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, "secret answer")
	})
	h := Through(Routes(mux), Log(log, c, m, func(*http.Request) string { return "192.0.2.1" }))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/things/secret-id?token=secret", strings.NewReader("secret body")))
	line := buf.String()
	for _, want := range []string{"method=POST", `route="POST /things/{id}"`, "status=201", "bytes=13", "took=1.5ms", "from=192.0.2.1", "request=" + w.Header().Get(RequestHeader)} {
		if !strings.Contains(line, want) {
			t.Errorf("%s is missing in %s", want, line)
		}
	}
	if strings.Contains(line, "secret") || strings.Count(line, "\n") != 1 || len(w.Header().Get(RequestHeader)) != 26 {
		t.Errorf("the log says %s", line)
	}
	shown := httptest.NewRecorder()
	m.Handler().ServeHTTP(shown, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if !strings.Contains(shown.Body.String(), `http_requests_total{route="POST /things/{id}",status="201"} 1`) {
		t.Errorf("the metrics are %s", shown.Body)
	}
}

// A name of dots is no way to another operation: without this the router would
// send a client on from /records/../money to /money.
func TestRoutesGoStraight(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /records/{id}/money", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /money", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /files/", func(http.ResponseWriter, *http.Request) {})
	h := Routes(mux)
	for path, want := range map[string]int{
		"/records/a/money": 200, "/records/a..b/money": 200, "/money": 200, "/files/": 200, "/files/a": 200,
		"/records/../money": 404, "/records/%2E%2E/money": 404, "/records/./money": 404, "/records//money": 404, "//money": 404, "/": 404,
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://x"+path, nil))
		if w.Code != want || want == 404 && !strings.Contains(w.Body.String(), "nothing at this address") {
			t.Errorf("%s is answered with %d: %s", path, w.Code, w.Body)
		}
	}
}

func TestSane(t *testing.T) {
	t.Parallel()
	url := serve(t, Through(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, err := io.Copy(io.Discard, r.Body)
		_, _ = fmt.Fprint(w, n, err)
	}), Sane))
	if res, body := get(t, request(t, "GET", url+"/?q="+strings.Repeat("x", 8<<10))); res.StatusCode != http.StatusRequestURITooLong || !strings.Contains(body, `"status":414`) {
		t.Errorf("a long address: %d", res.StatusCode)
	}
	for _, enc := range []string{"gzip", "br", "deflate, gzip", "Identity, gzip"} {
		if res, _ := get(t, request(t, "POST", url, "Content-Encoding", enc)); res.StatusCode != http.StatusUnsupportedMediaType {
			t.Errorf("a body in %s: %d", enc, res.StatusCode)
		}
	}
	r := request(t, "POST", url, "Content-Encoding", "identity")
	r.Body = io.NopCloser(strings.NewReader(strings.Repeat("x", 100_000)))
	if res, body := get(t, r); res.StatusCode != http.StatusOK || !strings.HasPrefix(body, "100000") {
		t.Errorf("an ordinary body: %d %s", res.StatusCode, body)
	}
}

// A body has its time to arrive, and that time is over with the body: work
// that takes longer is not taken for a client that left.
func TestPace(t *testing.T) {
	t.Parallel()
	control := &deadlines{}
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader("0123456789"))
	r.ContentLength = 64 << 20
	pace(control, r)
	before := clock.System{}.Now()
	if _, err := r.Body.Read(make([]byte, 4)); err != nil {
		t.Fatal(err)
	}
	allowed := clock.From(control.read).Sub(before)
	if want := readIn + 2048*time.Second; allowed < want || allowed > want+time.Minute {
		t.Errorf("64 MiB have %s to arrive, want %s", allowed, want)
	}
	if _, err := io.ReadAll(r.Body); err != nil || !control.read.IsZero() {
		t.Errorf("after the end the deadline is %v, %v", control.read, err)
	}
	empty := httptest.NewRequest(http.MethodGet, "/", nil)
	pace(control, empty)
	if _, paced := empty.Body.(*paced); paced {
		t.Error("a request without a body is paced")
	}
}

// deadlines is an answer that remembers its deadlines.
type deadlines struct {
	httptest.ResponseRecorder
	read, write time.Time
}

func (d *deadlines) SetReadDeadline(t time.Time) error  { d.read = t; return nil }
func (d *deadlines) SetWriteDeadline(t time.Time) error { d.write = t; return nil }

func TestEachPieceOfAnAnswerHasItsTime(t *testing.T) {
	t.Parallel()
	d := &deadlines{}
	a := watch(d)
	first := d.write
	if first.IsZero() {
		t.Fatal("an answer has no time")
	}
	d.write = time.Time{}
	if _, err := a.Write([]byte("x")); err != nil || d.write.Before(first) {
		t.Errorf("the second piece has until %v, %v", d.write, err)
	}
	if a.status != 200 || a.bytes != 1 {
		t.Errorf("status %d, %d bytes", a.status, a.bytes)
	}
}

func TestSameOriginNeedsAnAddress(t *testing.T) {
	t.Parallel()
	for base, good := range map[string]bool{"": true, "https://a.example": true, "http://127.0.0.1:8080": true, "a.example": false, "https://": false, "::": false} {
		if _, err := SameOrigin(base, func(*http.Request) bool { return false }); (err == nil) != good {
			t.Errorf("%q: %v", base, err)
		}
	}
}

// At the end: what is under way is answered, streams are told, new requests
// are not taken.
func TestServeStops(t *testing.T) {
	t.Parallel()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	begun, told := make(chan struct{}, 2), make(chan struct{})
	finish := make(chan struct{})
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun <- struct{}{}
		if r.URL.Path == "/stream" {
			<-told
		} else {
			<-finish
		}
		_, _ = io.WriteString(w, "done")
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	s := Server{Handler: h, Log: slog.New(slog.DiscardHandler), StopIn: 10 * time.Second, OnStop: func() { close(told); close(finish) }}
	go func() { ended <- s.Serve(ctx, l) }()
	var wg sync.WaitGroup
	for _, path := range []string{"/stream", "/work"} {
		wg.Go(func() {
			res, err := http.DefaultTransport.RoundTrip(request(t, "GET", "http://"+l.Addr().String()+path, "Connection", "close"))
			if err != nil {
				t.Errorf("%s: %v", path, err)
				return
			}
			defer func() { _ = res.Body.Close() }()
			if b, err := io.ReadAll(res.Body); string(b) != "done" {
				t.Errorf("%s: %q, %v", path, b, err)
			}
		})
		<-begun
	}
	stop()
	wg.Wait()
	if err := <-ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
	if _, err := new(net.Dialer).DialContext(t.Context(), "tcp", l.Addr().String()); err == nil {
		t.Error("it still listens")
	}
}

// Who does not finish in time is cut off.
func TestServeStopsInTime(t *testing.T) {
	t.Parallel()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	begun, gone := make(chan struct{}), make(chan struct{})
	h := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(begun)
		<-r.Context().Done()
		close(gone)
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- Server{Handler: h, Log: slog.New(slog.DiscardHandler), StopIn: 10 * time.Millisecond}.Serve(ctx, l)
	}()
	failed := make(chan error, 1)
	go func() {
		res, err := http.DefaultTransport.RoundTrip(request(t, "GET", "http://"+l.Addr().String()))
		if err == nil {
			_ = res.Body.Close()
		}
		failed <- err
	}()
	<-begun
	stop()
	if err := <-ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
	if <-failed == nil {
		t.Error("the request was answered")
	}
	<-gone
}
