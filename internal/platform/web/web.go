// Package web carries HTTP: a server with bounds on everything that a client
// can hold or send, the steps that every request passes, and errors as
// problem documents. It knows no operation and no member; who asks and what
// is answered is decided by those whose handler it is given.
//
// Words it owns: step (something that every request passes on its way in and
// out), problem (an error as RFC 9457 writes it), gate (the bound on how many
// requests are worked on at once).
package web

import (
	"net/http"
	"slices"
)

// Step wraps a handler in one concern.
type Step func(http.Handler) http.Handler

// Through gives a handler that every request reaches through the steps, the
// first one outermost.
func Through(h http.Handler, steps ...Step) http.Handler {
	for _, s := range slices.Backward(steps) {
		h = s(h)
	}
	return h
}
