package app

import (
	"net/http"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/web"
)

// together is how many requests are worked on at once. Each may hold a
// connection of the database or wait for the writer; more of them at a time
// make nothing faster.
const together = 256

// build puts the routes together, and the steps that every request passes.
func (a *App) build() (http.Handler, error) {
	door := a.Outside.Door
	mux := http.NewServeMux()
	a.Engine.Mount(mux, a.limited(door.Identify(a.Engine)))
	a.Engine.Docs(mux, a.version)
	a.probes(mux)
	sameOrigin, err := web.SameOrigin(a.Config.BaseURL, door.HasCookie)
	if err != nil {
		return nil, err
	}
	compress, err := web.Compress()
	if err != nil {
		return nil, err
	}
	client, err := web.Client(a.client, func(r *http.Request) bool {
		_, pattern := mux.Handler(r)
		return pattern != ""
	})
	if err != nil {
		return nil, err
	}
	return web.Through(web.Routes(mux),
		web.Log(a.Log, a.clock, a.Metrics, door.Network),
		web.Headers(a.Config.Secure()),
		web.Gate(together, func(r *http.Request) bool { return r.URL.Path == "/healthz" }),
		web.Sane,
		sameOrigin,
		compress,
		web.Recover(a.Log),
		client,
	), nil
}

// limited bounds how often each caller may ask, by class of operation: a
// member or account wherever they call from, and for callers nobody knows
// their network. What a caller sends has no influence on what they are counted
// as. Whoever runs the installation is not bounded.
func (a *App) limited(who op.Identify) op.Identify {
	limits := a.limits()
	classes := map[string]string{}
	for _, d := range a.Engine.Reg.Defs() {
		classes[d.Method+" "+d.Path] = classOf(d)
	}
	return func(r *http.Request) (op.Caller, error) {
		c, err := who(r)
		var key string
		switch {
		case err != nil || c.Actor.Member == "" && c.Actor.Login == "" && c.Actor.Through != op.Operator:
			key = "network " + a.Outside.Door.Network(r)
		case c.Actor.Through == op.Operator:
			return c, nil
		case c.Actor.Login != "":
			key = "login " + c.Actor.Login
		default:
			key = "member " + c.Actor.Member
		}
		if ok, wait := limits[classes[r.Pattern]].Allow(key); !ok {
			return op.Caller{}, tooOften(wait)
		}
		return c, err
	}
}

func tooOften(wait time.Duration) error {
	return web.Later(wait, "Too many requests. Try again in %s.", max(time.Second, wait.Round(time.Second)))
}

// limits has one limiter for each class of operations.
func (a *App) limits() map[string]*auth.Limiter {
	c := a.Config
	out := map[string]*auth.Limiter{}
	for class, rate := range map[string]auth.Rate{
		"read": auth.Rate(c.RateRead), "write": auth.Rate(c.RateWrite), "search": auth.Rate(c.RateSearch),
		"upload": auth.Rate(c.RateUpload), "export": auth.Rate(c.RateExport),
	} {
		out[class] = auth.NewLimiter(rate, a.clock)
	}
	// The door counts these by itself, before it looks at what is shown.
	out["login"] = auth.NewLimiter(auth.Rate{}, a.clock)
	return out
}

// classOf gives the class of an operation's rate limit.
func classOf(d *op.Def) string {
	switch {
	case d.Rate != "":
		return d.Rate
	case d.Method == http.MethodGet:
		return "read"
	default:
		return "write"
	}
}
