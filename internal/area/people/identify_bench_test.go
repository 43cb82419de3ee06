package people_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/platform/store"
)

// What it costs to know who is calling.
func BenchmarkIdentify(b *testing.B) {
	for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
		b.Run(string(engine), func(b *testing.B) {
			s := apptest.OpenSite(b, engine)
			s.Settle()
			pia := s.SignIn("pia")
			who := s.App.Outside.Door.Identify(s.App.Engine)
			bySession := httptest.NewRequest(http.MethodGet, "/", nil)
			bySession.AddCookie(&http.Cookie{Name: cookieName, Value: pia.Cookies[cookieName]})
			byToken := httptest.NewRequest(http.MethodGet, "/", nil)
			byToken.Header.Set("Authorization", "Bearer "+makeToken(pia, obj{"name": "ci", "scopes": []string{"read"}}))
			for name, r := range map[string]*http.Request{"session": bySession, "token": byToken} {
				b.Run(name, func(b *testing.B) {
					b.ReportAllocs()
					for b.Loop() {
						if c, err := who(r); err != nil || c.Actor.Member == "" {
							b.Fatalf("%+v, %v", c, err)
						}
					}
				})
			}
		})
	}
}
