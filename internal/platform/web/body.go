package web

import (
	"io"
	"net/http"
	"time"

	"throughline/internal/kit/clock"
)

const (
	// readIn is how long a client may take to send a body of no length, and
	// slowest how many bytes a second it must manage beyond that.
	readIn  = 30 * time.Second
	slowest = 32 << 10

	// unsaid is the length that a body without Content-Length is given time
	// for: that of the largest upload would let anybody hold a connection for
	// hours.
	unsaid = 64 << 20
)

// paced bounds the time in which a body must arrive. Its deadline is taken
// away when the body has been read: from then on the connection only waits to
// see whether the client leaves, and a long piece of work must not look as if
// it did.
type paced struct {
	io.ReadCloser
	control *http.ResponseController
	size    int64
	set     bool
	over    bool
}

// pace puts a deadline on a request's body.
func pace(w http.ResponseWriter, r *http.Request) {
	if r.Body == nil || r.Body == http.NoBody {
		return
	}
	size := r.ContentLength
	if size < 0 {
		size = unsaid
	}
	r.Body = &paced{ReadCloser: r.Body, control: http.NewResponseController(w), size: size}
}

func (p *paced) Read(b []byte) (int, error) {
	if !p.set {
		p.set = true
		within := readIn + time.Duration(p.size/slowest)*time.Second
		_ = p.control.SetReadDeadline(clock.System{}.Now().Add(within).Time()) // test recorders have none
	}
	n, err := p.ReadCloser.Read(b)
	if err != nil {
		p.end()
	}
	return n, err
}

func (p *paced) Close() error {
	p.end()
	return p.ReadCloser.Close()
}

func (p *paced) end() {
	if p.set && !p.over {
		p.over = true
		_ = p.control.SetReadDeadline(time.Time{})
	}
}
