package auth

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"throughline/internal/kit/errs"
)

func TestCookieGoesRound(t *testing.T) {
	t.Parallel()
	for _, secure := range []bool{true, false} {
		token, _ := NewToken(Session)
		w := httptest.NewRecorder()
		SetCookie(w, token, secure, 90*time.Minute)
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		for _, c := range w.Result().Cookies() {
			r.AddCookie(c)
		}
		if got, err := CookieToken(r, secure); got != token || err != nil {
			t.Errorf("secure %v: %q, %v", secure, got, err)
		}
		if got, err := CookieToken(r, !secure); got != "" || err != nil {
			t.Errorf("the cookie of the other name is read: %q, %v", got, err)
		}
	}
}

func TestCookieAttributes(t *testing.T) {
	t.Parallel()
	for want, set := range map[string]func(http.ResponseWriter){
		"__Host-throughline=x; Path=/; Max-Age=5400; HttpOnly; Secure; SameSite=Lax": func(w http.ResponseWriter) { SetCookie(w, "x", true, 90*time.Minute) },
		"throughline_session=x; Path=/; Max-Age=1; HttpOnly; SameSite=Lax":           func(w http.ResponseWriter) { SetCookie(w, "x", false, time.Millisecond) },
		"__Host-throughline=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax":     func(w http.ResponseWriter) { ClearCookie(w, true) },
		"throughline_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax":            func(w http.ResponseWriter) { ClearCookie(w, false) },
	} {
		w := httptest.NewRecorder()
		set(w)
		if got := w.Header().Get("Set-Cookie"); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

func TestCookieToken(t *testing.T) {
	t.Parallel()
	ses, _ := NewToken(Session)
	pat, _ := NewToken(APIToken)
	for header, want := range map[string]string{
		"":                                "",
		"other=1":                         "",
		"throughline_session=" + ses:      ses,
		"a=b; throughline_session=" + ses: ses,
		"throughline_session=":            "refused",
		"throughline_session=abc":         "refused",
		"throughline_session=" + pat:      "refused",
		"throughline_session=" + ses + "; throughline_session=" + ses:       "refused",
		"throughline_session=planted; throughline_session=" + ses:           "refused",
		"throughline_session=" + ses + "; throughline_session=also planted": "refused",
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Cookie", header)
		got, err := CookieToken(r, false)
		if want == "refused" && (got != "" || !errs.Is(err, errs.Unauthenticated)) || want != "refused" && (got != want || err != nil) {
			t.Errorf("%q: %q, %v", header, got, err)
		}
	}
}

func TestBearerToken(t *testing.T) {
	t.Parallel()
	pat, _ := NewToken(APIToken)
	ses, _ := NewToken(Session)
	inv, _ := NewToken(Invitation)
	for _, c := range []struct {
		what, path string
		headers    []string
		want       string // "refused" for an error
	}{
		{"none", "/", nil, ""},
		{"bearer", "/", []string{"Bearer " + pat}, pat},
		{"any case", "/", []string{"bEARER  " + pat + " "}, pat},
		{"an invitation in the address is another matter", "/?t=" + inv, []string{"Bearer " + pat}, pat},
		{"empty", "/", []string{""}, "refused"},
		{"no token", "/", []string{"Bearer"}, "refused"},
		{"no scheme", "/", []string{pat}, "refused"},
		{"basic", "/", []string{"Basic " + pat}, "refused"},
		{"two tokens in one", "/", []string{"Bearer " + pat + ", Bearer " + pat}, "refused"},
		{"two headers", "/", []string{"Bearer " + pat, "Bearer " + pat}, "refused"},
		{"a session", "/", []string{"Bearer " + ses}, "refused"},
		{"an invitation", "/", []string{"Bearer " + inv}, "refused"},
		{"in the address", "/?access_token=" + pat, nil, "refused"},
		{"in the address too", "/?x=1&token=" + pat, []string{"Bearer " + pat}, "refused"},
		{"a session in the address", "/?" + ses, nil, "refused"},
	} {
		r := httptest.NewRequest(http.MethodGet, c.path, nil)
		r.Header["Authorization"] = c.headers
		got, err := BearerToken(r)
		if c.want == "refused" && (got != "" || !errs.Is(err, errs.Unauthenticated)) || c.want != "refused" && (got != c.want || err != nil) {
			t.Errorf("%s: %q, %v", c.what, got, err)
		}
		if err != nil && strings.Contains(err.Error(), pat) {
			t.Errorf("%s: the message repeats the token: %v", c.what, err)
		}
	}
}
