package faults_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestFullDisk fills the disk under a server: writes are answered with a
// sentence that says so, reads go on, nothing is torn, and once there is room
// again it goes on by itself.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	disk := mountTemp(t, "size=12m")
	p := place{dir: filepath.Join(disk, "data")}
	f := &full{t: t, s: start(t, p), b: &book{}, ballast: filepath.Join(disk, "ballast")}
	f.w = &writer{f.b, chance(seed(t), 0)}
	settle(t, f.s)
	furnish(t, f.s, f.b, 1)
	f.call = newCaller(f.s)
	defer f.call.close()
	f.fill()
	f.until("a story", func(n *note) { f.w.create(n, obj{"body": strings.Repeat("long text ", 5000)}) })
	f.until("an edit", f.w.edit)
	f.until("a file", f.w.attach)
	f.reads(p)
	if out, err := run("mount", "-o", "remount,size=64m", disk); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	f.resumes()
	sendAgain(t, f.s, f.b, chance(1, 1))
	f.s.stop(t)
	look(t, p, f.b)
	if left, err := os.ReadDir(filepath.Join(p.blobs(), "_tmp")); err != nil || len(left) > 0 {
		t.Errorf("half-written files are left behind: %v %v", left, err)
	}
	t.Logf("%d writes acknowledged, %d answered with \"full\" and all of them made good afterwards; 0 lost", f.b.count(acknowledged), f.told)
}

// full is a server on a full disk.
type full struct {
	t       *testing.T
	s       *server
	b       *book
	w       *writer
	call    *caller
	ballast string
	told    int
}

// fill leaves no byte.
func (f *full) fill() {
	f.t.Helper()
	file, err := os.OpenFile(f.ballast, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		f.t.Fatal(err)
	}
	for size := 1 << 20; size > 0; {
		switch _, err := file.Write(make([]byte, size)); {
		case errors.Is(err, syscall.ENOSPC):
			size /= 2
		case err != nil:
			f.t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		f.t.Fatal(err)
	}
}

// until writes one sort of thing until there is no room: some may still go
// where something else was.
func (f *full) until(what string, draw func(*note)) {
	f.t.Helper()
	for range 2000 {
		n := &note{sort: what}
		n.method, n.as, n.key = "POST", "paul", f.w.name()
		draw(n)
		r, err := f.call.send(f.t.Context(), n.ask)
		f.b.enter(n, r, err)
		switch {
		case err != nil:
			f.t.Fatalf("%s: %v\n%s", what, err, f.s.log)
		case r.status < http.StatusMultipleChoices:
			continue
		}
		if r.status != http.StatusServiceUnavailable || !strings.Contains(string(r.body), "disk") || !strings.Contains(string(r.body), "full") ||
			r.header.Get("Content-Type") != "application/problem+json" || r.header.Get("Retry-After") == "" {
			f.t.Errorf("%s on a full disk: %d %s", what, r.status, r.body)
		}
		f.told++
		return
	}
	f.t.Errorf("%s: there is still room after 2,000", what)
}

// reads sees that whatever does not write goes on.
func (f *full) reads(p place) {
	f.t.Helper()
	for _, path := range []string{"/api/v1/records?q=type:story", "/api/v1/stories/LEND-1", "/api/v1/records/LEND-1/history", "/healthz", "/metrics"} {
		if r, err := f.call.send(f.t.Context(), ask{method: "GET", path: path}); err != nil || r.status != http.StatusOK {
			f.t.Errorf("GET %s on a full disk: %d %s %v", path, r.status, r.body, err)
		}
	}
	// A small write may still have found room; if none did, it says why.
	r, err := f.call.send(f.t.Context(), ask{method: "GET", path: "/readyz"})
	if err != nil || r.status != http.StatusOK && !strings.Contains(string(r.body), "full") {
		f.t.Errorf("ready on a full disk: %d %s %v", r.status, r.body, err)
	}
	if f.s.gone() {
		f.t.Fatalf("the server on %s has ended: %s", p.dir, f.s.log)
	}
}

// resumes sees that writes succeed again without anybody's doing.
func (f *full) resumes() {
	f.t.Helper()
	var last reply
	if !await(10*time.Second, func() bool {
		n := &note{sort: "create"}
		n.method, n.as, n.key = "POST", "paul", f.w.name()
		f.w.create(n, obj{})
		r, err := f.call.send(context.Background(), n.ask)
		f.b.enter(n, r, err)
		last = r
		return err == nil && n.outcome == acknowledged && f.s.isReady("")
	}) {
		f.t.Fatalf("with room again: %d %s", last.status, last.body)
	}
}

// TestStartOnFullDisk: a server that finds its disk full at the start says so,
// in one line, and starts as soon as there is room.
func TestStartOnFullDisk(t *testing.T) {
	t.Parallel()
	disk := mountTemp(t, "size=12m")
	p := place{dir: filepath.Join(disk, "data")}
	s := start(t, p)
	settle(t, s)
	s.kill()
	f := &full{t: t, ballast: filepath.Join(disk, "ballast")}
	f.fill()
	says(t, turnedAway(t, p), "disk is full")
	if err := os.Remove(f.ballast); err != nil {
		t.Fatal(err)
	}
	start(t, p).stop(t)
}
