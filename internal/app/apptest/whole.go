package apptest

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

// Archive is all that stands in the archive of the workspace that somebody
// takes, its files one after the other.
func (w *World) Archive(who string) string {
	w.T.Helper()
	rec := w.As(who, http.MethodGet, "/api/v1/export", "")
	raw := rec.Body.Bytes()
	box, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		w.T.Fatalf("the archive (%d): %v", rec.Code, err)
	}
	var out strings.Builder
	for _, f := range box.File {
		in, err := f.Open()
		if err != nil {
			w.T.Fatal(err)
		}
		if _, err := io.Copy(&out, in); err != nil { //nolint:gosec // our own archive
			w.T.Fatal(err)
		}
		_ = in.Close()
	}
	return out.String()
}

// Streamed is what the event stream brings to one who resumes at the beginning.
func (w *World) Streamed(who string) string {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/api/v1/events?since=1", nil)
	r.Header.Set("Test-As", who)
	rec := &past{httptest.NewRecorder(), stop}
	w.Handler.ServeHTTP(rec, r)
	return rec.Body.String()
}

// past hangs up when what lay in the past has been sent.
type past struct {
	*httptest.ResponseRecorder
	hangUp func()
}

func (p *past) Flush() {
	p.ResponseRecorder.Flush()
	if strings.Contains(p.Body.String(), "event: change") {
		p.hangUp()
	}
}
