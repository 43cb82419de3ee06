package web

import (
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"throughline/internal/kit/errs"
)

// problem is an error as RFC 9457 writes it, with our kind and the messages of
// fields.
type problem struct {
	Type   string       `json:"type"`
	Title  string       `json:"title"`
	Status int          `json:"status"`
	Kind   errs.Kind    `json:"kind"`
	Detail string       `json:"detail"`
	Fields []errs.Field `json:"fields,omitempty"`
}

// statuses is the one table from kinds of failure to HTTP.
var statuses = map[errs.Kind]int{
	errs.Invalid: http.StatusBadRequest, errs.Unauthenticated: http.StatusUnauthorized, errs.Forbidden: http.StatusForbidden,
	errs.NotFound: http.StatusNotFound, errs.Conflict: http.StatusConflict, errs.TooLarge: http.StatusRequestEntityTooLarge,
	errs.TooMany: http.StatusTooManyRequests, errs.Unavailable: http.StatusServiceUnavailable, errs.Internal: http.StatusInternalServerError,
}

// Status gives the HTTP status of a kind of failure.
func Status(k errs.Kind) int {
	if s, ok := statuses[k]; ok {
		return s
	}
	return http.StatusInternalServerError
}

// later is a failure that says when to try again.
type later struct {
	err   error
	after time.Duration
}

func (l *later) Error() string { return l.err.Error() }
func (l *later) Unwrap() error { return l.err }

// Later gives an error of kind TooMany that tells the caller how long to wait.
func Later(after time.Duration, format string, args ...any) error {
	return &later{errs.New(errs.TooMany, format, args...), after}
}

// Fail answers with an error as a problem document. What is not meant for the
// public is not in it.
func Fail(w http.ResponseWriter, err error) {
	pub := errs.Public(err)
	status := Status(pub.Kind)
	h := w.Header()
	switch pub.Kind {
	case errs.Unavailable, errs.TooMany:
		h.Set("Retry-After", retryAfter(err))
	case errs.Unauthenticated:
		h.Set("WWW-Authenticate", `Bearer realm="throughline"`)
	}
	write(w, problem{"about:blank", http.StatusText(status), status, pub.Kind, pub.Msg, pub.Fields})
}

// retryAfter gives the seconds to wait, at least one.
func retryAfter(err error) string {
	var l *later
	if !errors.As(err, &l) {
		return "1"
	}
	return strconv.FormatInt(max(1, int64(math.Ceil(l.after.Seconds()))), 10)
}

// refuse answers with a status for which there is no kind of its own.
func refuse(w http.ResponseWriter, status int, detail string) {
	write(w, problem{"about:blank", http.StatusText(status), status, errs.Invalid, detail, nil})
}

func write(w http.ResponseWriter, p problem) {
	b, err := json.Marshal(p)
	if err != nil { // a problem is text and numbers
		b = []byte(`{"type":"about:blank","status":500,"kind":"internal"}`)
	}
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Del("Content-Length")
	h.Del("ETag")
	w.WriteHeader(p.Status)
	_, _ = w.Write(b) // who asked may have gone
}
