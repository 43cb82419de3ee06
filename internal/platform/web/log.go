package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/obs"
)

// RequestHeader is where an answer names its request, as the log and the
// ledger do.
const RequestHeader = "Throughline-Request"

// Log gives each request an id and writes one line about it when it is
// answered: never what was asked for or sent, only which route, how it went
// and how long it took. From gives the network that a request counts for;
// quiet requests (probes) are only worth a line for those who debug.
func Log(log *slog.Logger, c clock.Clock, m *obs.Registry, from func(*http.Request) string) Step {
	count := m.Counter("http_requests_total", "Requests answered.", "route", "status")
	took := m.Histogram("http_request_seconds", "How long requests took.", obs.Seconds(), "route")
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			start := c.Now()
			request := obs.NewRequestID(start)
			ctx := obs.WithRequest(r.Context(), request)
			r = r.WithContext(ctx)
			w.Header().Set(RequestHeader, request)
			a := watch(w)
			defer func() {
				if a.status == 0 {
					a.status = http.StatusOK
				}
				span := c.Now().Sub(start)
				route := r.Pattern
				if route == "" {
					route = "none"
				}
				count.Add(route, strconv.Itoa(a.status))
				took.Observe(span.Seconds(), route)
				level := slog.LevelInfo
				if route == "GET /healthz" || route == "GET /readyz" {
					level = slog.LevelDebug
				}
				log.LogAttrs(ctx, level, "request", slog.String("method", r.Method), slog.String("route", route),
					slog.Int("status", a.status), slog.Int64("bytes", a.bytes), slog.Duration("took", span), slog.String("from", from(r)))
			}()
			next.ServeHTTP(a, r)
		})
	}
}

// Recover answers for a handler that panics, and logs where. If part of the
// answer has left already, the connection is cut, so that nobody takes the
// part for the whole.
func Recover(log *slog.Logger) Step {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx, begun := r.Context(), &firstWrite{ResponseWriter: w}
			defer func() {
				v := recover()
				if v == nil {
					return
				}
				if v == http.ErrAbortHandler { //nolint:errorlint,err113 // a panic's value, compared as net/http does
					panic(v)
				}
				log.ErrorContext(ctx, "handler panicked", "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
				if begun.done {
					panic(http.ErrAbortHandler)
				}
				Fail(w, errs.New(errs.Internal, "panic"))
			}()
			next.ServeHTTP(begun, r)
		})
	}
}

// firstWrite notes whether an answer has begun.
type firstWrite struct {
	http.ResponseWriter
	done bool
}

func (f *firstWrite) Unwrap() http.ResponseWriter { return f.ResponseWriter }

func (f *firstWrite) WriteHeader(status int) {
	f.done = f.done || status >= http.StatusOK
	f.ResponseWriter.WriteHeader(status)
}

func (f *firstWrite) Write(b []byte) (int, error) {
	f.done = true
	return f.ResponseWriter.Write(b)
}

// Flush sends what is buffered.
func (f *firstWrite) Flush() {
	f.done = true
	_ = http.NewResponseController(f.ResponseWriter).Flush() // the next write tells whether anybody is there
}
