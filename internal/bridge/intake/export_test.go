package intake

import (
	"net/http"
	"net/http/httptest"
)

// Receive reads an upload, for tests.
func Receive(d *Desk, r *http.Request) error {
	_, err := d.receive(httptest.NewRecorder(), r)
	return err
}
