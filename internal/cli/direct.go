package cli

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
)

// direct carries requests to a handler in this process, without a network.
// Answers come as they are written: progress is seen while it is made.
type direct struct{ handler http.Handler }

// errCut says that the handler gave up on an answer.
var errCut = errors.New("the answer was cut off")

// RoundTrip has the handler answer.
func (d direct) RoundTrip(r *http.Request) (*http.Response, error) {
	in := r.Clone(r.Context())
	in.RequestURI, in.RemoteAddr, in.Host = r.URL.RequestURI(), "127.0.0.1:0", r.URL.Host
	switch {
	case in.Body == nil:
		in.Body = http.NoBody
	case in.ContentLength == 0 && in.Body != http.NoBody:
		in.ContentLength = -1 // a server reads "not known" where a client says nothing
	}
	pr, pw := io.Pipe()
	a := &answer{header: http.Header{}, pipe: pw, begun: make(chan struct{}), response: &http.Response{
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Body: pr, Request: r,
	}}
	go func() {
		var failed error
		defer func() {
			if p := recover(); p != nil {
				failed = errCut
				if p != http.ErrAbortHandler { //nolint:errorlint,err113 // a value of panic, not an error
					a.WriteHeader(http.StatusInternalServerError)
				}
			}
			a.finish(failed)
			_ = in.Body.Close() // as a transport does
		}()
		d.handler.ServeHTTP(a, in)
	}()
	select {
	case <-a.begun:
		return a.response, nil
	case <-r.Context().Done():
		// The handler sees the same end; its answer is no longer read.
		_ = pr.CloseWithError(r.Context().Err())
		return nil, r.Context().Err()
	}
}

// answer is what a handler writes, as a client reads it.
type answer struct {
	header   http.Header
	pipe     *io.PipeWriter
	buffer   *bufio.Writer
	once     sync.Once
	begun    chan struct{}
	response *http.Response
}

// Header gives the headers to set before anything is written.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader begins the answer.
func (a *answer) WriteHeader(status int) {
	if status < http.StatusOK {
		return
	}
	a.once.Do(func() {
		a.response.StatusCode, a.response.Status = status, strconv.Itoa(status)+" "+http.StatusText(status)
		a.response.Header = a.header.Clone()
		a.response.ContentLength = -1
		a.buffer = bufio.NewWriterSize(a.pipe, 32<<10)
		close(a.begun)
	})
}

// Write adds to the body.
func (a *answer) Write(b []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.buffer.Write(b)
}

// Flush sends on what has been written.
func (a *answer) Flush() {
	a.WriteHeader(http.StatusOK)
	_ = a.buffer.Flush() // whoever reads has gone; the next write says so
}

func (a *answer) finish(failed error) {
	a.WriteHeader(http.StatusOK)
	if err := a.buffer.Flush(); failed == nil {
		failed = err
	}
	_ = a.pipe.CloseWithError(failed) // never fails
}
