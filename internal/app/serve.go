package app

import (
	"context"
	"net"
	"net/http"
	"net/http/pprof"
	"os/signal"
	"syscall"
	"time"

	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
	"throughline/internal/platform/web"
)

// sweepEvery is how often what has expired is removed, and sweepFirst when that
// happens first: a server that has just started has people waiting for it.
const (
	sweepEvery = 10 * time.Minute
	sweepFirst = 2 * time.Second
)

// answersKept is how long the answer to an idempotency key is kept.
const answersKept = 24 * time.Hour

// Serve answers requests until ctx ends or the process is told to stop
// (SIGTERM, SIGINT); a second signal ends it at once. Ready is called when
// requests are taken, with the address and, while nobody has an account, the
// link by which the first person gets in.
func (a *App) Serve(ctx context.Context, ready func(address, setUp string)) (err error) {
	defer errs.Wrap(&err, "app.serve")
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", a.Config.Listen)
	if err != nil {
		return errs.Cause(errs.Unavailable, err, "Cannot listen on %s: %v. Stop what listens there, or choose another address with --listen.", a.Config.Listen, err)
	}
	setUp, err := a.Outside.Door.SetUpLink(ctx, a.DB)
	if err != nil {
		_ = l.Close()
		return err
	}
	gone, err := announce(a.Config.Data, l, a.Config.TLSCert != "")
	if err != nil {
		_ = l.Close()
		return err
	}
	defer gone()
	a.Start() //nolint:contextcheck // it goes on until Close, while requests are finished
	if err := a.serveMetrics(ctx); err != nil {
		_ = l.Close()
		return err
	}
	a.Log.InfoContext(ctx, "serving", "address", l.Addr().String(), "database", string(a.DB.Dialect()))
	if ready != nil {
		ready(a.Config.BaseURL, setUp)
	}
	s := web.Server{Handler: a.handler, Log: a.Log, Cert: a.Config.TLSCert, Key: a.Config.TLSKey, StopIn: a.Config.StopIn}
	s.OnStop = func() {
		stop() // from here on a signal has its usual effect
		a.Log.Info("stopping", "within", a.Config.StopIn.String())
		a.endStreams()
	}
	return s.Serve(ctx, l)
}

// serveMetrics gives metrics and profiles an address of their own, when there
// is one.
func (a *App) serveMetrics(ctx context.Context) error {
	if a.Config.Metrics == "" {
		return nil
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", a.Config.Metrics)
	if err != nil {
		return errs.Cause(errs.Unavailable, err, "Cannot serve metrics on %s: %v.", a.Config.Metrics, err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", a.Metrics.Handler())
	mux.HandleFunc("GET /debug/pprof/", pprof.Index) // heap, goroutine, … by name
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	a.running.Go(func() {
		s := web.Server{Handler: web.Through(web.Routes(mux), web.Headers(false)), Log: a.Log, StopIn: time.Second}
		if err := s.Serve(ctx, l); err != nil {
			a.Log.Error("metrics are no longer served", "error", err)
		}
	})
	return nil
}

// sweep removes what has expired, now and then, until ctx ends.
func (a *App) sweep(ctx context.Context) {
	timer := time.NewTimer(sweepFirst)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		if err := a.sweepOnce(ctx); err != nil && ctx.Err() == nil {
			a.Log.ErrorContext(ctx, "what has expired could not be removed", "error", err)
		}
		timer.Reset(sweepEvery)
	}
}

func (a *App) sweepOnce(ctx context.Context) error {
	if err := a.Outside.Door.Sweep(ctx, a.DB); err != nil {
		return err
	}
	if err := a.DB.Tune(ctx); err != nil {
		return err
	}
	a.DB.Rest()
	all, err := a.workspaces(ctx)
	if err != nil {
		return err
	}
	before := int64(a.clock.Now().Add(-answersKept))
	for _, ws := range all {
		err := a.DB.Write(ctx, ws, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, "delete from idempotency where workspace_id = ? and at < ?", ws, before)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
