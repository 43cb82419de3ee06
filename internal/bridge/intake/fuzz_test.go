package intake

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"

	"throughline/internal/kit/errs"
)

// Whatever is sent as a body is read or refused, and what is refused is the
// sender's fault.
func FuzzUpload(f *testing.F) {
	f.Add([]byte("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\\..\\b.csv\"\r\n\r\nx\r\n--b--\r\n"))
	f.Add([]byte("--b\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\n{\r\n--b--\r\n"))
	f.Add([]byte("--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n\r\n--b--\r\n"))
	f.Add([]byte("--b--"))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, body []byte) {
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
		up, err := (&Desk{Limit: 1 << 10}).receive(httptest.NewRecorder(), r)
		switch {
		case err != nil && !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.TooLarge):
			t.Errorf("%q: %v", body, err)
		case err == nil && len(up.files) == 0:
			t.Errorf("%q is an upload without a file", body)
		}
	})
}

func FuzzMapping(f *testing.F) {
	for _, s := range []string{"", "{}", `{"kinds": {"Bug": "bug"}}`, `{"become": {"states": {"A": {"state": "b"}}}, "columns": {}}`, `{"become": 1}`, "[", "null", `{"x": 1}`, "\xef\xbb\xbf{}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, columns := range []bool{false, true} {
			if _, _, err := (Format{Columns: columns}).mapping(raw); err != nil && !errs.Is(err, errs.Invalid) {
				t.Errorf("%q: %v", raw, err)
			}
		}
	})
}
