package web

import (
	"net/http"
	"strings"
	"unicode/utf8"
)

// maxAddress bounds path and query together.
const maxAddress = 8 << 10

// Sane refuses requests that no operation could mean: addresses longer than
// any filter, bodies that would have to be unpacked first, and words of ours
// in headers that are no text.
func Sane(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.URL.Path)+len(r.URL.RawQuery) > maxAddress {
			refuse(w, http.StatusRequestURITooLong, "The address is longer than 8 KiB.")
			return
		}
		if enc := r.Header.Get("Content-Encoding"); enc != "" && !strings.EqualFold(enc, "identity") {
			refuse(w, http.StatusUnsupportedMediaType, "Send the body as it is, without Content-Encoding.")
			return
		}
		if name := garbled(r.Header); name != "" {
			refuse(w, http.StatusBadRequest, "The header "+name+" is not UTF-8.")
			return
		}
		pace(w, r)
		next.ServeHTTP(w, r)
	})
}

// garbled names a header of ours that is not UTF-8, which no database takes;
// "" when there is none.
func garbled(h http.Header) string {
	for name, values := range h {
		if !strings.HasPrefix(name, "Throughline-") && name != "Idempotency-Key" {
			continue
		}
		for _, v := range values {
			if !utf8.ValidString(v) {
				return name
			}
		}
	}
	return ""
}

// Headers sets what every answer carries unless its handler says otherwise:
// nothing may be run, framed, guessed, kept or sent on. Secure says that
// people reach the server over TLS; then browsers are told never to try
// without.
func Headers(secure bool) Step {
	fixed := map[string]string{
		"Content-Security-Policy":      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY",
		"Referrer-Policy":              "no-referrer",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control":                "no-store",
	}
	if secure {
		fixed["Strict-Transport-Security"] = "max-age=31536000"
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			for name, value := range fixed {
				h[name] = []string{value}
			}
			next.ServeHTTP(w, r)
		})
	}
}
