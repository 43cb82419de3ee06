package blob

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"

	"throughline/internal/kit/errs"
)

func TestS3SaysWhyItCannotBeUsed(t *testing.T) {
	t.Parallel()
	refusing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(refusing.Close)
	empty := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(empty.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()

	for _, c := range []struct {
		name, endpoint string
		kind           errs.Kind
		says           string
	}{
		{"not an address", "http://x/y", errs.Invalid, "cannot be used"},
		{"nobody there", strings.TrimPrefix(gone.URL, "http://"), errs.Unavailable, "does not answer"},
		{"wrong keys", strings.TrimPrefix(refusing.URL, "http://"), errs.Unavailable, "refuses our keys"},
		{"no bucket", strings.TrimPrefix(empty.URL, "http://"), errs.Unavailable, `no bucket "files"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := OpenS3(t.Context(), S3Options{
				Endpoint: c.endpoint, Bucket: "files", Region: "us-east-1",
				AccessKey: "a", SecretKey: "geheim", PathStyle: true, Limit: 1,
			})
			if !errs.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "geheim") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestS3Answers(t *testing.T) {
	t.Parallel()
	s := &S3{opts: S3Options{Bucket: "files"}}
	for code, want := range map[string]struct {
		kind errs.Kind
		says string
	}{
		minio.NoSuchKey:         {errs.NotFound, "no file under k"},
		minio.NoSuchBucket:      {errs.Unavailable, `no bucket "files"`},
		"SignatureDoesNotMatch": {errs.Unavailable, "refuses our keys"},
		"XMinioStorageFull":     {errs.Unavailable, "full"},
		"QuotaExceeded":         {errs.Unavailable, "full"},
		"InternalError":         {errs.Unavailable, "answered with an error"},
	} {
		err := s.failed(minio.ErrorResponse{Code: code, Message: "host-7 said so"}, "k")
		if !errs.Is(err, want.kind) || !strings.Contains(err.Error(), want.says) || strings.Contains(errs.Public(err).Error(), "host-7") {
			t.Errorf("%s became %v", code, err)
		}
	}
}
