package web

import (
	"net/http"
	"net/url"

	"throughline/internal/kit/errs"
)

// SameOrigin refuses requests that change something and that a foreign page
// had a browser make. Base is the address under which people reach the server:
// a proxy may change the Host that we see, so its origin is always ours. A
// request with a session's cookie (hasCookie says so) must also say where it
// comes from; every browser does.
func SameOrigin(base string, hasCookie func(*http.Request) bool) (Step, error) {
	p := http.NewCrossOriginProtection()
	u, err := url.Parse(base)
	if err == nil && base != "" {
		err = p.AddTrustedOrigin(u.Scheme + "://" + u.Host)
	}
	if err != nil {
		return nil, errs.Cause(errs.Invalid, err, "The address %q, under which people are to reach the server, is not like https://throughline.example.com.", base)
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			silent := r.Header.Get("Sec-Fetch-Site") == "" && r.Header.Get("Origin") == ""
			if err := p.Check(r); err != nil || unsafe(r.Method) && silent && hasCookie(r) {
				Fail(w, errs.Cause(errs.Forbidden, err, "This request does not come from Throughline's own pages, so nothing was changed. Programs should send an API token."))
				return
			}
			next.ServeHTTP(w, r)
		})
	}, nil
}

func unsafe(method string) bool {
	return method != http.MethodGet && method != http.MethodHead && method != http.MethodOptions
}
