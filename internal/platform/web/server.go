package web

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"throughline/internal/kit/errs"
)

const (
	headersIn  = 10 * time.Second // for all headers of a request
	idleFor    = 2 * time.Minute  // between requests of one connection
	maxHeaders = 32 << 10
	maxStreams = 250 // requests at once on one HTTP/2 connection
)

// Server is how a handler is served.
type Server struct {
	Handler http.Handler
	Log     *slog.Logger
	Cert    string        // file with the certificate; "" serves without TLS
	Key     string        // file with its key
	StopIn  time.Duration // how long requests may go on after the end was called
	OnStop  func()        // tells those to finish who would not by themselves
}

// Serve answers on a listener until ctx ends. Then it takes no new requests,
// calls OnStop, waits StopIn for what is under way, and cuts what is left.
func (s Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s.Handler,
		ReadHeaderTimeout: headersIn,
		IdleTimeout:       idleFor,
		MaxHeaderBytes:    maxHeaders,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug),
		TLSConfig:         &tls.Config{MinVersion: tls.VersionTLS12},
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: maxStreams},
	}
	ended := make(chan error, 1)
	go func() {
		if s.Cert != "" {
			ended <- srv.ServeTLS(l, s.Cert, s.Key)
		} else {
			ended <- srv.Serve(l)
		}
	}()
	select {
	case err := <-ended:
		return errs.Cause(errs.Unavailable, err, "The server cannot go on: %v.", err)
	case <-ctx.Done():
	}
	return s.stop(srv, ended) //nolint:contextcheck // the context that asked for the end has ended itself
}

func (s Server) stop(srv *http.Server, ended <-chan error) error {
	if s.OnStop != nil {
		s.OnStop()
	}
	ctx, cancel := context.WithTimeout(context.Background(), s.StopIn)
	defer cancel()
	err := srv.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		s.Log.Warn("requests were cut off at the end")
		err = srv.Close()
	}
	if e := <-ended; err == nil && !errors.Is(e, http.ErrServerClosed) {
		err = e
	}
	return err
}
