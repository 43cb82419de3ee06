package auth

import (
	"net/http"
	"strings"
	"time"

	"throughline/internal/kit/errs"
)

// With TLS the name begins with __Host-, so that browsers take the cookie only
// from this very host, over TLS and for all paths; nobody who holds a
// neighbouring subdomain can plant one. Without TLS they would refuse it.
const (
	secureCookie = "__Host-throughline"
	plainCookie  = "throughline_session"
)

func cookieName(secure bool) string {
	if secure {
		return secureCookie
	}
	return plainCookie
}

// SetCookie gives the browser its session's token for maxAge. Secure says that
// people reach the server over TLS, be it through a proxy.
func SetCookie(w http.ResponseWriter, token string, secure bool, maxAge time.Duration) {
	http.SetCookie(w, sessionCookie(token, secure, max(1, int(maxAge/time.Second))))
}

// ClearCookie makes the browser forget the session.
func ClearCookie(w http.ResponseWriter, secure bool) {
	http.SetCookie(w, sessionCookie("", secure, -1))
}

func sessionCookie(value string, secure bool, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: cookieName(secure), Value: value, Path: "/", MaxAge: maxAge,
		Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

// CookieToken gives the session token of a request, or "" when it has none.
// What is not a session's token, and several cookies of the name, are refused
// with errs.Unauthenticated: only somebody else can have planted them.
func CookieToken(r *http.Request, secure bool) (string, error) {
	found := r.CookiesNamed(cookieName(secure))
	if len(found) == 0 {
		return "", nil
	}
	if kind, err := ParseToken(found[0].Value); len(found) > 1 || err != nil || kind != Session {
		return "", refused()
	}
	return found[0].Value, nil
}

// BearerToken gives the API token (or operator's token) of a request's
// Authorization header, or "" when it has none. Every other use of the header, and a token in the address
// (where logs, proxies and histories would keep it), is refused with
// errs.Unauthenticated.
func BearerToken(r *http.Request) (string, error) {
	for _, kind := range []TokenKind{APIToken, Session, Operator} {
		if strings.Contains(r.URL.RawQuery, tokenPrefix+string(kind)+"_") {
			return "", errs.New(errs.Unauthenticated, "A token in the address is not accepted, and this one should be withdrawn. Send tokens in the Authorization header.")
		}
	}
	headers := r.Header.Values("Authorization")
	if len(headers) == 0 {
		return "", nil
	}
	scheme, token, _ := strings.Cut(headers[0], " ")
	if len(headers) > 1 || !strings.EqualFold(scheme, "Bearer") {
		return "", refused()
	}
	token = strings.TrimSpace(token)
	if kind, err := ParseToken(token); err != nil || kind != APIToken && kind != Operator {
		return "", refused()
	}
	return token, nil
}
