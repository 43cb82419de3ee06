package live_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// watcher follows the presence that somebody is told of.
type watcher struct {
	w     *apptest.World
	lines *bufio.Scanner
	ids   []string // of changes that passed by
}

func watch(t *testing.T, w *apptest.World, url, who string) *watcher {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/api/v1/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Test-As", who)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), ":") {
		continue
	}
	return &watcher{w: w, lines: lines}
}

// next reads events up to the next presence; "nothing" when the stream ends.
func (s *watcher) next() string {
	presence := false
	for s.lines.Scan() {
		line := s.lines.Text()
		if id, ok := strings.CutPrefix(line, "id: "); ok {
			s.ids = append(s.ids, id)
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok && presence {
			return s.read(data)
		}
		presence = line == "event: presence"
	}
	return "nothing"
}

// until reads events until what is wanted is told, and gives what was told
// last when the stream ends before.
func (s *watcher) until(want string) string {
	last := ""
	for last != want && last != "nothing" {
		last = s.next()
	}
	return last
}

// read writes a presence as "paul at LEND-1 editing title; …".
func (s *watcher) read(data string) string {
	var told struct {
		Members []struct {
			Member, Tab, At, Editing string
			Record                   *string
		}
	}
	if err := json.Unmarshal([]byte(data), &told); err != nil {
		return err.Error()
	}
	var out []string
	for _, p := range apptest.People {
		for _, m := range told.Members {
			if m.Member != s.w.Members[p.Name] {
				continue
			}
			text := p.Name + m.Tab + " at " + m.At
			if m.Record != nil {
				text += " (record)"
			}
			if m.Editing != "" {
				text += " editing " + m.Editing
			}
			out = append(out, text)
		}
	}
	return strings.Join(out, "; ")
}

func TestPresenceIsToldAndHidden(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		srv := httptest.NewServer(w.Handler)
		t.Cleanup(srv.Close) // after the streams
		open := w.Do("paul", "risk.create", obj{"fields": obj{"product": "LEND", "title": "Open", "type": "delivery"}})
		secret := w.Do("paul", "risk.create", obj{"fields": obj{"product": "HIDE", "title": "Secret", "type": "delivery"}})
		before := seq(w)
		is := func(who, at, editing string) { w.Do(who, "presence.set", obj{"at": at, "editing": editing}) }
		is("paul", open.Key, "title")
		nora, pia, gus, gina := watch(t, w, srv.URL, "nora"), watch(t, w, srv.URL, "pia"), watch(t, w, srv.URL, "gus"), watch(t, w, srv.URL, "gina")
		here := "paul at " + open.Key + " (record) editing title"
		for name, s := range map[string]*watcher{"nora": nora, "pia": pia, "gus": gus} {
			if got := s.until(here); got != here {
				t.Errorf("%s is told %q, want %q", name, got, here)
			}
		}
		is("dina", "/LEND/backlog?q=tag:x", "")
		both := here + "; dina at /LEND/backlog?q=tag:x"
		if got := nora.until(both); got != both {
			t.Errorf("nora is told %q, want %q", got, both)
		}
		is("paul", secret.ID, "body")
		want := "paul at ; dina at /LEND/backlog?q=tag:x"
		if got := nora.until(want); got != want {
			t.Errorf("nora is told %q, want %q", got, want)
		}
		want = "paul at " + secret.ID + " (record) editing body; dina at /LEND/backlog?q=tag:x"
		if got := pia.until(want); got != want {
			t.Errorf("pia is told %q, want %q", got, want)
		}
		want = "dina at /LEND/backlog?q=tag:x"
		if got := gus.until(want); got != want {
			t.Errorf("the guest is told %q, want %q", got, want)
		}
		is("paul", "/hide/roadmap", "")
		if got := pia.until("paul at /hide/roadmap; " + want); got == "nothing" {
			t.Error("pia is not told that paul looks at the hidden roadmap")
		}
		is("dina", "", "")
		if got := nora.until("paul at "); got != "paul at " {
			t.Errorf("after dina left nora is told %q", got)
		}
		if _, err := w.Try("dina", "presence.set", obj{"at": secret.Key}); !errs.Is(err, errs.NotFound) {
			t.Errorf("dina looks at what she may not see: %v", err)
		}
		if now := seq(w); now != before {
			t.Errorf("presence wrote %d ledger rows", now-before)
		}
		if got := gina.next(); got != "" {
			t.Errorf("a guest without a role is told %q", got)
		}
	})
}

// seq is the number of the last ledger row.
func seq(w *apptest.World) (n int64) {
	w.T.Helper()
	err := w.DB.Read(context.Background(), w.Workspace, func(r *store.Reader) (err error) {
		n, err = store.One[int64](context.Background(), r, "select seq from workspace where id = ?", w.Workspace)
		return err
	})
	if err != nil {
		w.T.Fatal(err)
	}
	return n
}

func TestPresenceEndsByItself(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		srv := httptest.NewServer(w.Handler)
		t.Cleanup(srv.Close) // after the streams
		nora := watch(t, w, srv.URL, "nora")
		for _, tab := range []string{"1", "2"} {
			w.Do("paul", "presence.set", obj{"at": "/LEND", "tab": tab})
		}
		if want := "paul1 at /LEND; paul2 at /LEND"; nora.until(want) != want {
			t.Error("two windows of one person are not told")
		}
		w.Clock.Add(30 * time.Second)
		w.Do("paul", "presence.set", obj{"at": "/LEND", "tab": "2"})
		w.Clock.Add(30 * time.Second)
		w.Do("dina", "presence.set", obj{"at": "/LEND"})
		if got, want := nora.next(), "paul2 at /LEND; dina at /LEND"; got != want {
			t.Errorf("nora is told %q, want %q", got, want)
		}
		w.Do("adam", "member.deactivate", obj{"id": w.Members["dina"]})
		w.Do("sam", "presence.set", obj{"at": "/LEND"})
		if got, want := nora.next(), "paul2 at /LEND; sam at /LEND"; got != want {
			t.Errorf("nora is told %q, want %q", got, want)
		}
		if len(nora.ids) == 0 {
			t.Error("changes do not come through beside presence")
		}
		for i := range 25 {
			w.Do("pia", "presence.set", obj{"at": "/LEND", "tab": fmt.Sprintf("%02d", i)})
		}
		want := "pia19 at /LEND; paul2 at /LEND; sam at /LEND"
		for got := ""; !strings.HasSuffix(got, want); {
			if got = nora.next(); got == "nothing" || strings.Contains(got, "pia20") {
				t.Fatalf("of many windows nora is told %q", got)
			}
		}
	})
}
