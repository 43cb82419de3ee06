package web

import (
	"net/http"
	"sync"
	"time"

	"throughline/internal/kit/errs"
)

// patience is how long a request waits in front of a full gate.
const patience = time.Second

// Gate bounds how many requests are worked on at once; the others wait a
// moment and are then told to come back. A stream of events leaves the gate
// as soon as it begins, because it mostly waits. Requests that free names are
// not counted.
func Gate(most int, free func(*http.Request) bool) Step {
	places := make(chan struct{}, most)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if free(r) {
				next.ServeHTTP(w, r)
				return
			}
			if !enter(r, places) {
				Fail(w, errs.New(errs.Unavailable, "The server is busy. Try again in a moment."))
				return
			}
			leave := sync.OnceFunc(func() { <-places })
			defer leave()
			if a, ok := w.(*answer); ok {
				a.onStream = leave
			}
			next.ServeHTTP(w, r)
		})
	}
}

func enter(r *http.Request, places chan struct{}) bool {
	select {
	case places <- struct{}{}:
		return true
	default:
	}
	t := time.NewTimer(patience)
	defer t.Stop()
	select {
	case places <- struct{}{}:
		return true
	case <-t.C:
	case <-r.Context().Done():
	}
	return false
}
