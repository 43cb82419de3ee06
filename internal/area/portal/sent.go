package portal

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"throughline/internal/area/portal/paper"
)

// What a browser may do with what is shown: nothing but show it, in the style
// that stands in the page. A page with a form may send it here, and only pages
// for frames may be framed, by the sites that the share names.
const (
	nothing     = "default-src 'none'; base-uri 'none'; "
	filePolicy  = nothing + "form-action 'none'; frame-ancestors 'none'; sandbox"
	pagePolicy  = nothing + "style-src " + styleHash + "; form-action 'none'; frame-ancestors 'none'"
	formPolicy  = nothing + "style-src " + styleHash + "; form-action 'self'; frame-ancestors 'none'"
	framePolicy = nothing + "style-src " + styleHash + "; form-action 'none'; frame-ancestors " // and the sites
	styleHash   = "STYLE"
)

// sent is an answer to somebody without a sign-in.
type sent struct {
	status int
	media  string
	body   []byte
	policy string
	sites  []string // that may frame it
	name   string   // of a file
	retry  time.Duration
}

// Serve writes it. What is behind a link is kept by nobody on the way, found by
// no search engine, and nowhere named as where a reader came from.
func (s *sent) Serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	policy := strings.Replace(s.policy, styleHash, paper.StyleSource(), 1)
	if len(s.sites) > 0 {
		policy += strings.Join(s.sites, " ")
		h.Del("X-Frame-Options")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	h.Set("Content-Security-Policy", policy)
	h.Set("Content-Type", s.media)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "private, no-store")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("Content-Length", strconv.Itoa(len(s.body)))
	if s.name != "" {
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": s.name}))
	}
	if s.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(int(s.retry/time.Second)+1))
	}
	w.WriteHeader(s.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(s.body) // a reader that went away is no concern of ours
	}
}
