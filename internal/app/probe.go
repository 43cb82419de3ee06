package app

import (
	"context"
	"io/fs"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
	"throughline/internal/platform/web"
	"throughline/migrations"
)

// probes adds what those who watch the server ask: whether the process is
// alive, whether it can do its work, and how busy it is.
func (a *App) probes(mux *http.ServeMux) {
	state := &readiness{app: a}
	a.Metrics.Gauge("followers_behind_rows", "Ledger rows that the slowest follower has yet to see, in the workspace where it is furthest behind.", func() float64 {
		return float64(state.now(context.Background()).Behind)
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		_ = op.WriteJSON(w, http.StatusOK, map[string]bool{"alive": true}) // who asked may have gone
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		s := state.now(r.Context())
		status := http.StatusOK
		if !s.Ready {
			status = http.StatusServiceUnavailable
			w.Header().Set("Retry-After", "1")
		}
		_ = op.WriteJSON(w, status, s) // as above
	})
	metrics := a.Metrics.Handler()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		if !a.Outside.Door.IsOperator(r) && !fromHere(r) {
			web.Fail(w, errs.New(errs.NotFound, "There is nothing at this address."))
			return
		}
		metrics.ServeHTTP(w, r)
	})
}

// fromHere says whether a request comes from this machine, through no proxy
// and to no other name: a browser can be made to send one from here to a name
// that somebody else chose.
func fromHere(r *http.Request) bool {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !peer.Addr().Unmap().IsLoopback() {
		return false
	}
	for _, h := range []string{"X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via", "X-Real-Ip"} {
		if len(r.Header.Values(h)) > 0 {
			return false
		}
	}
	host := r.Host
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// Ready says whether the server can do its work. Followers that are behind do
// not keep it from that: a long import would otherwise take every server out
// of service.
type Ready struct {
	Ready      bool   `json:"ready"`
	Database   string `json:"database"`   // "ok", or what is wrong
	Migrations string `json:"migrations"` // likewise
	Behind     int64  `json:"behind"`     // ledger rows that the slowest follower has yet to see
}

// readiness keeps an answer for a moment, so that many questions do not make
// many writes.
type readiness struct {
	app  *App
	mu   sync.Mutex
	last Ready
	at   clock.Instant
}

const readyFor = 2 * time.Second

func (s *readiness) now(ctx context.Context) Ready {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.app.clock.Now()
	if s.at != 0 && now.Sub(s.at) < readyFor && now >= s.at {
		return s.last
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readyFor)
	defer cancel()
	s.last, s.at = s.app.ready(ctx), now
	return s.last
}

func (a *App) ready(ctx context.Context) Ready {
	out := Ready{Database: "ok", Migrations: "ok"}
	if err := a.roundTrip(ctx); err != nil {
		a.Log.ErrorContext(ctx, "the database does not answer", "error", err)
		out.Database = errs.Public(err).Msg
	}
	if err := a.current(ctx); err != nil {
		out.Migrations = errs.Public(err).Msg
	}
	var err error
	if out.Behind, err = a.behind(ctx); err != nil && out.Database == "ok" {
		out.Database = errs.Public(err).Msg
	}
	out.Ready = out.Database == "ok" && out.Migrations == "ok"
	return out
}

// roundTrip reads, and writes through the same queue as every change.
func (a *App) roundTrip(ctx context.Context) error {
	if err := a.DB.Ping(ctx); err != nil {
		return err
	}
	return a.DB.Write(ctx, "", func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, "insert into heartbeat (name, at) values ('ready', ?) on conflict (name) do update set at = excluded.at", int64(a.clock.Now()))
		return err
	})
}

// current sees that the database is at the schema of this program: another
// one, newer, may have changed it meanwhile.
func (a *App) current(ctx context.Context) error {
	var last string
	err := a.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		last, err = store.One[string](ctx, r, "select max(name) from migration")
		return err
	})
	if err != nil {
		return err
	}
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		return err
	}
	if newest := strings.TrimSuffix(slices.Max(names), ".sql"); last != newest {
		return errs.New(errs.Unavailable, "The database is at %s, this program at %s.", last, newest)
	}
	return nil
}

// behind gives how many ledger rows the slowest follower has yet to see.
func (a *App) behind(ctx context.Context) (int64, error) {
	all, err := a.workspaces(ctx)
	if err != nil {
		return 0, err
	}
	most := int64(0)
	for _, ws := range all {
		err := a.DB.Read(ctx, ws, func(r *store.Reader) error {
			seq, err := store.One[int64](ctx, r, "select seq from workspace where id = ?", ws)
			if err != nil {
				return err
			}
			seen, err := store.All[int64](ctx, r, "select seq from follower where workspace_id = ?", ws)
			if len(seen) < len(a.Engine.Reg.Followers()) {
				seen = append(seen, 0)
			}
			if len(seen) > 0 {
				most = max(most, seq-slices.Min(seen))
			}
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	return most, nil
}
