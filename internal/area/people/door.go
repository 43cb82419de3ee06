package people

import (
	"net/http"
	"strings"
	"time"
	"unicode"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/web"
)

// Settings are what the door goes by.
type Settings struct {
	Clock    clock.Clock
	BaseURL  string        // begins the links that people are given; never taken from a request
	Secure   bool          // people reach the server over TLS
	Proxies  auth.Proxies  // in front of the server
	SignIns  auth.Rate     // attempts for one account from one network
	Idle     time.Duration // a session without use
	Absolute time.Duration // a session in all
	Found    bool          // whether everybody with a login may make workspaces
	Cost     auth.Cost     // of a password's hash
	Operator string        // hash of the operator's token; "" when there is none
}

// Door decides who is calling, and lets people in.
type Door struct {
	Settings

	hash     *auth.Hasher
	pairs    *auth.Limiter // by account and network
	accounts *auth.Limiter // by account, for networks that it was never used from
	networks *auth.Limiter // by network
	memory   memory
	hashing  chan struct{} // places for those who wait for a password's hash
}

// maxHashing bounds how many wait for a hash: each costs a twentieth of a
// second of a processor, and the rest of the server must not wait with them.
const maxHashing = 24

// wider is how much more is allowed to an account from everywhere, and to a
// network for all accounts, than to one account from one network: an office
// signs in from one address, and nobody can lock a person out from afar.
const wider = 10

// NewDoor makes a door with plain settings; Open gives it its own.
func NewDoor() *Door {
	d := &Door{}
	d.Open(Settings{})
	return d
}

// Open puts the settings into force. It is called before the first request.
func (d *Door) Open(s Settings) {
	if s.Clock == nil {
		s.Clock = clock.System{}
	}
	if s.Idle == 0 {
		s.Idle = 7 * 24 * time.Hour
	}
	if s.Absolute == 0 {
		s.Absolute = 30 * 24 * time.Hour
	}
	d.Settings = s
	d.hash = auth.NewHasher(s.Cost)
	d.hashing = make(chan struct{}, maxHashing)
	d.pairs = auth.NewLimiter(s.SignIns, s.Clock)
	more := auth.Rate{Count: wider * s.SignIns.Count, Per: s.SignIns.Per}
	d.accounts = auth.NewLimiter(more, s.Clock)
	d.networks = auth.NewLimiter(more, s.Clock)
}

// Network gives the network that a request counts for.
func (d *Door) Network(r *http.Request) string {
	return auth.NetKey(r.RemoteAddr, d.Proxies, r.Header.Values("X-Forwarded-For"))
}

// link makes the address that somebody is given once. The secret stands behind
// the #, which browsers keep to themselves: it reaches no log and no referrer.
func (d *Door) link(page, secret string) string {
	return strings.TrimSuffix(d.BaseURL, "/") + "/" + page + "#" + secret
}

// hashed runs what needs a password's hash, when there is a place for it.
func (d *Door) hashed(fn func() error) error {
	select {
	case d.hashing <- struct{}{}:
		defer func() { <-d.hashing }()
		return fn()
	default:
		return errs.New(errs.Unavailable, "Too many people are signing in at the moment. Try again shortly.")
	}
}

// attemptLink counts an attempt with the secret of a link, which nobody can
// guess: this only keeps a network from keeping the server busy.
func (d *Door) attemptLink(network string) error {
	if ok, wait := d.networks.Allow(network); !ok {
		return tooOften(wait)
	}
	return nil
}

// attempt counts an attempt with a password, before it is looked at. The account
// is a folded address, whether it exists or not.
func (d *Door) attempt(account, network string) error {
	if ok, wait := d.networks.Allow(network); !ok {
		return tooOften(wait)
	}
	if ok, wait := d.pairs.Allow(account + " " + network); !ok {
		return tooOften(wait)
	}
	return nil
}

// attemptFromAfar counts an attempt from a network where the account is not
// at home.
func (d *Door) attemptFromAfar(account string) error {
	if ok, wait := d.accounts.Allow(account); !ok {
		return tooOften(wait)
	}
	return nil
}

func tooOften(wait time.Duration) error {
	shown := "a moment"
	if wait > 2*time.Second {
		shown = wait.Round(time.Second).String()
	}
	return web.Later(wait, "Too many attempts. Try again in %s.", shown)
}

// folded gives an address as it is stored and compared.
func folded(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// short keeps what a program says of itself to one short printable line.
func short(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
	if r := []rune(s); len(r) > 200 {
		s = string(r[:200])
	}
	return s
}
