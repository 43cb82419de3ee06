package web

import (
	"net/http"
	"path"
	"strings"

	"throughline/internal/kit/errs"
)

// Routes serves what is registered at mux; what is not there, or not with this
// method, is answered with a problem document. An address that goes up and down
// ("/records/../x") is none: a name in it was not what it should have been, and
// to be sent on to what the rest of it means would be an answer to something else.
func Routes(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		if pattern != "" && straight(r.URL.Path) {
			mux.ServeHTTP(w, r)
			return
		}
		told := &deaf{header: http.Header{}}
		h.ServeHTTP(told, r)
		if told.status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", told.header.Get("Allow"))
			refuse(w, told.status, "This address does not take "+r.Method+". It takes "+told.header.Get("Allow")+".")
			return
		}
		Fail(w, errs.New(errs.NotFound, "There is nothing at this address."))
	})
}

// straight says whether a path is as short as it can be.
func straight(p string) bool { return path.Clean(p) == strings.TrimSuffix(p, "/") || p == "/" }

// deaf takes an answer without sending it.
type deaf struct {
	header http.Header
	status int
}

func (d *deaf) Header() http.Header { return d.header }

func (d *deaf) WriteHeader(status int) {
	if d.status == 0 {
		d.status = status
	}
}

func (d *deaf) Write(b []byte) (int, error) {
	d.WriteHeader(http.StatusOK)
	return len(b), nil
}
