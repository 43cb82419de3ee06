package live_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
)

type obj = map[string]any

// stream opens the event stream as somebody and gives a function that waits
// for the next event's number; 0 when the stream has ended.
func stream(t *testing.T, w *apptest.World, url, who, last string) (next func() string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/api/v1/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Test-As", who)
	if last != "" {
		req.Header.Set("Last-Event-ID", last)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("the stream answers %d", resp.StatusCode)
	}
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), ":") {
		continue // the head: from here on it is followed
	}
	return func() string {
			for lines.Scan() {
				if id, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
					return id
				}
			}
			return "0"
		}, func() {
			cancel()
			_ = resp.Body.Close()
		}
}

func TestStreamFollowsResumesAndHides(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		srv := httptest.NewServer(w.Handler)
		defer srv.Close()
		open, stop := stream(t, w, srv.URL, "nora", "")
		defer stop()
		hidden := w.Do("paul", "risk.create", obj{"fields": obj{"product": "HIDE", "title": "Secret", "type": "delivery"}})
		seen := w.Do("paul", "risk.create", obj{"fields": obj{"product": "LEND", "title": "Open", "type": "delivery"}})
		if got := open(); got != fmt.Sprint(seen.Version) {
			t.Errorf("nora hears of %s first, want %d (and never of %d)", got, seen.Version, hidden.Version)
		}
		later := w.Do("paul", "risk.update", obj{"id": seen.Key, "patch": obj{"title": "Wider"}})
		if got := open(); got != fmt.Sprint(later.Version) {
			t.Errorf("nora hears of %s, want %d", got, later.Version)
		}
		again, end := stream(t, w, srv.URL, "nora", fmt.Sprint(seen.Version))
		defer end()
		if got := again(); got != fmt.Sprint(later.Version) {
			t.Errorf("resumed after %d, the first is %s, want %d", seen.Version, got, later.Version)
		}
		insider, bye := stream(t, w, srv.URL, "pia", fmt.Sprint(hidden.Version-1))
		defer bye()
		if got := insider(); got != fmt.Sprint(hidden.Version) {
			t.Errorf("pia, who holds a role there, hears of %s first, want %d", got, hidden.Version)
		}
	})
}

func TestStreamEndsWhenAccessIsLost(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		srv := httptest.NewServer(w.Handler)
		defer srv.Close()
		next, stop := stream(t, w, srv.URL, "nora", "")
		defer stop()
		w.Do("adam", "member.deactivate", obj{"id": w.Members["nora"]})
		if got := next(); got != "0" {
			t.Errorf("a deactivated member still hears of %s", got)
		}
	})
}
