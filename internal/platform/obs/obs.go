// Package obs lets operators see what the server does: a log of one line an
// event, a request id that ties lines together, and metrics in the form that
// Prometheus reads.
//
// Words it owns: request id (names one request in log, ledger and answer),
// metric, series (one metric with one set of label values).
package obs

import (
	"context"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

type requestKey struct{}

// NewRequestID makes a request id: 26 characters that sort by time.
func NewRequestID(at clock.Instant) string { return id.New(at) }

// WithRequest gives a context that carries a request id, for the log.
func WithRequest(ctx context.Context, requestID string) context.Context {
	return context.WithValue(ctx, requestKey{}, requestID)
}

// RequestID gives the request id of a context, or "" when it has none.
func RequestID(ctx context.Context) string {
	s, _ := ctx.Value(requestKey{}).(string)
	return s
}

const (
	minForeignID = 8
	maxForeignID = 64
)

// ForeignRequestID says whether a request id that came from outside may be
// carried on: 8 to 64 letters, digits, hyphens, underscores and dots.
func ForeignRequestID(s string) bool {
	if len(s) < minForeignID || len(s) > maxForeignID {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return true
}
