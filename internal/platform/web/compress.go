package web

import (
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"

	"throughline/internal/kit/errs"
)

// worthIt is the size from which an answer is compressed.
const worthIt = 1 << 10

// Compress packs answers of more than 1 KiB with zstd or gzip, as the client
// accepts. Streams of events are left alone: each event must leave at once.
//
// An ETag stays as it is, because it is the version of a record and comes back
// as If-Match.
func Compress() (Step, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(worthIt), gzhttp.ContentTypeFilter(packable))
	if err != nil {
		return nil, errs.Cause(errs.Internal, err, "compression cannot be set up")
	}
	return func(next http.Handler) http.Handler {
		packed := wrap(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.Header.Get("Accept"), eventStream) {
				next.ServeHTTP(w, r)
				return
			}
			packed(w, r)
		})
	}, nil
}

// packable says whether a type is text of some sort: what is not is mostly
// packed already.
func packable(contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	switch kind {
	case eventStream:
		return false
	case "application/javascript", "application/wasm", "application/x-ndjson", "application/jsonl":
		return true
	}
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "xml")
}
