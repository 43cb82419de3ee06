package app

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"throughline/internal/area/people"
	"throughline/internal/area/portal"
	"throughline/internal/area/portal/drawing"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/blob"
	"throughline/internal/platform/config"
	"throughline/internal/platform/obs"
	"throughline/internal/platform/store"
	"throughline/migrations"
	client "throughline/web"
)

// App is an installation that is open: its database, files and operations.
// Several may be open at once, each with a data folder of its own.
type App struct {
	Config    config.Config
	DB        *store.DB
	Engine    *op.Engine
	Outside   *Outside
	Followers *ledger.Followers
	Metrics   *obs.Registry
	Log       *slog.Logger

	clock    clock.Clock
	cost     auth.Cost
	version  string
	operator string // the operator's token
	unsafe   bool   // see WithUnsafe
	client   fs.FS  // the web client's files
	handler  http.Handler
	closers  []func() error

	streams    context.Context //nolint:containedctx // ends the event streams when the server stops
	endStreams context.CancelFunc
	running    sync.WaitGroup
	endRunning context.CancelFunc
}

// Option changes how an installation is opened.
type Option func(*App)

// WithClock sets the clock.
func WithClock(c clock.Clock) Option { return func(a *App) { a.clock = c } }

// WithLog sets the log; without it nothing is logged.
func WithLog(l *slog.Logger) Option { return func(a *App) { a.Log = l } }

// WithVersion says which build it is, for the API's document.
func WithVersion(v string) Option { return func(a *App) { a.version = v } }

// WithClient has other files served as the web client than those built in.
func WithClient(files fs.FS) Option { return func(a *App) { a.client = files } }

// WithCost sets what a guess at a password costs; for tests, which would
// otherwise do little else.
func WithCost(c auth.Cost) Option { return func(a *App) { a.cost = c } }

// WithUnsafe has the database not wait for the disk, so that a power cut takes
// acknowledged changes along: for the control of a fault test, which must see
// that happen.
func WithUnsafe() Option { return func(a *App) { a.unsafe = true } }

// Open opens an installation: it takes the data folder, brings the database up
// to date and registers what Throughline can do. Nothing runs yet but what
// requests cause; Start or Serve begins the rest.
func Open(ctx context.Context, c config.Config, opts ...Option) (_ *App, err error) {
	a := &App{Config: c, Log: slog.New(slog.DiscardHandler), clock: clock.System{}, version: documentVersion, client: client.Files(), Metrics: obs.NewRegistry()}
	for _, o := range opts {
		o(a)
	}
	a.streams, a.endStreams = context.WithCancel(context.WithoutCancel(ctx))
	defer func() {
		if err != nil {
			_ = a.Close() // the first error is the one to tell
		}
	}()
	files := strings.FieldsFunc(c.Fonts, func(r rune) bool { return r == ',' })
	if err := drawing.UseFonts(files); err != nil {
		return nil, errs.Cause(errs.Invalid, err, "The setting fonts: %v.", err)
	}
	if err := a.openStores(ctx); err != nil {
		return nil, err
	}
	if a.operator, err = operatorToken(c.Data); err != nil {
		return nil, err
	}
	r, outside := Registry()
	if a.Engine, err = op.NewEngine(r, a.DB, a.clock, a.Log); err != nil {
		return nil, err
	}
	a.Engine.MaxBody = int64(c.MaxBody)
	if err := a.furnish(ctx, outside); err != nil {
		return nil, err
	}
	a.Followers = ledger.NewFollowers(a.DB, a.Log, r.Followers())
	a.Metrics.Process(a.clock)
	a.handler, err = a.build() //nolint:contextcheck // what it builds has each request's own
	return a, err
}

// openStores opens the database and brings its schema up to date.
func (a *App) openStores(ctx context.Context) error {
	// Also beside PostgreSQL the folder holds files and tokens.
	err := os.MkdirAll(a.Config.Data, 0o700)
	if err != nil {
		return errs.Cause(errs.Unavailable, err, "The data folder %s cannot be made: %v.", a.Config.Data, err)
	}
	if a.DB, err = store.Open(ctx, store.Options{Dir: a.Config.Data, URL: a.Config.Database.Reveal(), Unsafe: a.unsafe}); err != nil {
		return err
	}
	a.closers = append(a.closers, a.DB.Close)
	m, err := a.DB.Migrate(ctx, migrations.Files, a.clock.Now())
	if err != nil {
		return err
	}
	if len(m.Ran) > 0 {
		a.Log.InfoContext(ctx, "the database was brought up to date", "migrations", len(m.Ran), "to", m.To, "copy", m.Copy)
	}
	return nil
}

// furnish gives the operations what they need beside the database.
func (a *App) furnish(ctx context.Context, o *Outside) error {
	a.Outside = o
	files, err := a.openFiles(ctx)
	if err != nil {
		return err
	}
	o.Files.Store, o.Files.Limit = files, int64(a.Config.MaxUpload)
	o.Imports.Limit = int64(a.Config.MaxUpload)
	o.Archive.Version, o.Archive.Spool = a.version, a.Config.Data
	o.Live.Bind(a.streams, a.Engine) //nolint:contextcheck // streams outlast the opening
	o.Door.Open(people.Settings{
		Clock: a.clock, BaseURL: a.Config.BaseURL, Secure: a.Config.Secure(),
		Proxies:  auth.Proxies{Hops: a.Config.ProxyHops, From: a.Config.ProxyFrom},
		SignIns:  auth.Rate(a.Config.RateLogin),
		Idle:     a.Config.SessionIdle,
		Absolute: a.Config.SessionAbsolute,
		Found:    a.Config.WorkspaceCreation,
		Cost:     a.cost,
		Operator: auth.HashToken(a.operator),
	})
	o.Shares.Open(portal.Gate{
		Clock: a.clock, BaseURL: a.Config.BaseURL, Secure: a.Config.Secure(), Network: o.Door.Network, Tries: auth.Rate(a.Config.RateLogin), Cost: a.cost,
	})
	return nil
}

func (a *App) openFiles(ctx context.Context) (blob.Store, error) {
	c := a.Config
	if c.Blob == "s3" {
		return blob.OpenS3(ctx, blob.S3Options{
			Endpoint: c.S3Endpoint, Bucket: c.S3Bucket, Region: c.S3Region, AccessKey: c.S3AccessKey, SecretKey: c.S3SecretKey.Reveal(),
			PathStyle: c.S3PathStyle, TLS: c.S3TLS, Limit: int64(c.MaxUpload),
		})
	}
	dir := c.BlobFolder
	if dir == "" {
		dir = filepath.Join(c.Data, "files")
	}
	f, err := blob.OpenFolder(dir, int64(c.MaxUpload), a.clock)
	if err != nil {
		return nil, err
	}
	a.closers = append(a.closers, f.Close)
	return f, nil
}

// Handler answers HTTP requests.
func (a *App) Handler() http.Handler { return a.handler }

// OperatorToken is what proves that a caller runs the installation. It lies in
// the data folder, where only they can read it.
func (a *App) OperatorToken() string { return a.operator }

// Operator gives the caller that whoever runs the installation is, in a
// workspace ("" for the only one) and as a member ("" for its first owner):
// for commands that work on the data folder themselves.
func (a *App) Operator(ctx context.Context, workspace, as string) (op.Caller, error) {
	return a.Outside.Door.AsOperator(ctx, a.Engine, workspace, as)
}

// Start begins what goes on by itself: the followers of the ledger, the
// sweeping away of what has expired, recurring items, and backups. Close ends it.
func (a *App) Start() {
	ctx, end := context.WithCancel(context.Background())
	a.endRunning = end
	a.running.Go(func() { a.Followers.Run(ctx) })
	a.running.Go(func() { a.sweep(ctx) })
	a.running.Go(func() { a.recur(ctx) })
	a.running.Go(func() { a.watchPromises(ctx) })
	backups := a.Backups()
	a.running.Go(func() {
		// Not at once: whoever has just started has other things to do.
		wait := time.NewTimer(backupAfter)
		defer wait.Stop()
		select {
		case <-ctx.Done():
		case <-wait.C:
			backups.Run(ctx)
		}
	})
}

// backupAfter is how long after the start the first backup may be made.
const backupAfter = time.Minute

// CatchUp lets every follower finish, in all workspaces: for commands that end
// without a server.
func (a *App) CatchUp(ctx context.Context) error {
	all, err := a.workspaces(ctx)
	if err != nil {
		return err
	}
	for _, ws := range all {
		if err := a.Followers.CatchUp(ctx, ws); err != nil {
			return err
		}
	}
	return nil
}

func (a *App) workspaces(ctx context.Context) (all []string, err error) {
	defer errs.Wrap(&err, "app.workspaces")
	err = a.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		all, err = store.All[string](ctx, r, "select id from workspace order by id")
		return err
	})
	return all, err
}

// Close ends what is running and gives the data folder back.
func (a *App) Close() error {
	a.endStreams()
	if a.endRunning != nil {
		a.endRunning()
	}
	a.running.Wait()
	var all error
	for _, closer := range slices.Backward(a.closers) {
		all = errors.Join(all, closer())
	}
	a.closers = nil
	return all
}
