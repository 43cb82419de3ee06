package intake

import (
	"encoding/json"
	"net/http"
	"strings"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// Lines is the media type of an answer that tells its progress: JSON, one
// object a line.
const Lines = "application/x-ndjson"

// Line is one line of such an answer: how far a stage has come, and in the
// last line the report, or the problem that ended it (with the report of what
// had gone in by then).
type Line struct {
	Stage   string           `json:"stage,omitempty"`
	Done    int              `json:"done,omitempty"`
	Total   int              `json:"total,omitempty"`
	Report  *transfer.Report `json:"report,omitempty"`
	Problem *Problem         `json:"problem,omitempty"`
}

// Problem is what ended an import.
type Problem struct {
	Kind   errs.Kind    `json:"kind"`
	Detail string       `json:"detail"`
	Fields []errs.Field `json:"fields,omitempty"`
}

func wantsProgress(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), Lines) }

// told is an import that tells its progress while it runs.
type told struct {
	job transfer.Job
	src *transfer.Source
}

// Serve runs the import, a line at a time.
func (t *told) Serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", Lines)
	w.Header().Set("Cache-Control", "no-store")
	control := http.NewResponseController(w)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	line := func(l Line) {
		if err := out.Encode(l); err != nil {
			return // who asked has gone; then the request's context ends
		}
		_ = control.Flush()
	}
	t.job.Progress = func(stage string, done, total int) { line(Line{Stage: stage, Done: done, Total: total}) }
	rep, err := t.job.Run(r.Context(), t.src)
	if err == nil {
		line(Line{Report: rep})
		return
	}
	if errs.KindOf(err) == errs.Internal {
		t.job.Engine.Log.ErrorContext(r.Context(), "import failed", "error", err)
	}
	pub := errs.Public(stopped(rep, err))
	line(Line{Report: rep, Problem: &Problem{pub.Kind, pub.Msg, pub.Fields}})
}
