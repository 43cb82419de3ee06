// Package portal is what outsiders see, kept apart because nobody knows them:
// links under which a cut of the roadmap is opened without a sign-in, as a page,
// in a frame of another site, and as what can be taken along.
//
// Words it owns: share (a link to a cut), opening (of a share), pass (what a
// browser keeps that told a share's password), site (that may frame a share).
package portal

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"throughline/internal/area/portal/cut"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
)

// Share is a link under which a cut is opened. The link itself is shown once
// and kept as a hash.
type Share struct {
	record.Part
	Cut       string        `db:"cut_id" json:"cut" ref:"cut" v:"required"`
	Label     string        `db:"label" json:"label" v:"required,max=200" doc:"Whom it was given to; the team reads it, the audience does not."`
	ExpiresOn clock.Day     `db:"expires_on" json:"expiresOn" v:"day" doc:"The last day on which it opens; null for no end."`
	Sites     []string      `db:"sites" json:"sites" v:"max=20" doc:"Sites that may show it in a frame, like https://intranet.example.com."`
	Holder    id.Ref        `db:"holder_id" json:"holder" ref:"member" label:"Answered for by" doc:"Who answers for it. It stops to open when that account is disabled or deactivated, until somebody takes it over."`
	LinkedAt  clock.Instant `db:"linked_at" json:"linkedAt" label:"Link made" doc:"When its present link was made; null before there is one."`
	LockedAt  clock.Instant `db:"locked_at" json:"lockedAt" label:"Password set" doc:"When its password was set; null when it asks for none."`
	RevokedAt clock.Instant `db:"revoked_at" json:"revokedAt" label:"Revoked" doc:"When it was ended; null while it holds."`
}

// by is who answers for a share: whoever made it, until somebody took it over.
func (s *Share) by() string {
	if s.Holder != "" {
		return string(s.Holder)
	}
	return string(s.CreatedBy)
}

// mostLinks bounds how many links a cut has.
const mostLinks = 200

// Check holds for every stored share.
func (s *Share) Check(l *errs.List) {
	for i, site := range s.Sites {
		if !isOrigin(site) {
			l.Add("sites", "must be origins like https://intranet.example.com, without a path; %q (number %d) is none", short(site), i+1)
			break
		}
	}
	if len(s.Sites) > 0 && s.LockedAt != 0 {
		l.Add("sites", "cannot be named for a link with a password: browsers keep nothing in a frame, so nobody could get in. Make a link without a password for it")
	}
}

func short(s string) string {
	if len(s) > 60 {
		return s[:60]
	}
	return s
}

// isOrigin says whether a text is the origin of a site and nothing that a
// policy of a page would read as more.
func isOrigin(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && s == u.Scheme+"://"+u.Host && len(s) <= 200 &&
		strings.Trim(u.Host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") == ""
}

// Gate is what stands before shares: it counts attempts, compares passwords,
// and knows how people reach the server. Whoever opens the server fills it in.
type Gate struct {
	Clock   clock.Clock
	BaseURL string // begins the links; never taken from a request
	Secure  bool   // people reach the server over TLS
	Network func(*http.Request) string
	Tries   auth.Rate // of passwords, for one share from one network
	Cost    auth.Cost // of a password's hash

	hash  *auth.Hasher
	pairs *auth.Limiter // by share and network
	alone *auth.Limiter // by share, from everywhere
}

// wider is how many more attempts a share takes from everywhere than from one
// network: an audience of a hundred may come in one hour.
const wider = 20

// Open puts the settings into force. It is called before the first request.
func (g *Gate) Open(s Gate) {
	*g = s
	if g.Clock == nil {
		g.Clock = clock.System{}
	}
	if g.Tries == (auth.Rate{}) {
		g.Tries = auth.Rate{Count: 10, Per: 15 * time.Minute}
	}
	if g.Network == nil {
		g.Network = func(r *http.Request) string { return auth.NetKey(r.RemoteAddr, auth.Proxies{}, nil) }
	}
	g.hash = auth.NewHasher(g.Cost)
	g.pairs = auth.NewLimiter(g.Tries, g.Clock)
	g.alone = auth.NewLimiter(auth.Rate{Count: wider * g.Tries.Count, Per: g.Tries.Per}, g.Clock)
}

// NewGate makes a gate with plain settings.
func NewGate() *Gate {
	g := &Gate{}
	g.Open(Gate{})
	return g
}

// link is the address of a share's page.
func (g *Gate) link(token string) string {
	return strings.TrimSuffix(g.BaseURL, "/") + "/share/" + token
}

// Register adds cuts and shares.
func Register(r *op.Registry, g *Gate) {
	cut.Register(r)
	op.AddPart[Share](r, "share")
	decided := func(says string) []op.Option { return []op.Option{op.Takes(cut.Decision), op.Says(says)} }
	op.Do(r, "cut.delete", deleteCut, decided("Take a cut away, with its links.")...)
	op.Raw(r, "cut.preview", preview, op.Says("Show what the audience of a cut would see, before anything is saved."), op.Needs(op.Members), op.Scoped("read"), op.Rated("read"), op.At(http.MethodPost, "/api/v1/cuts/preview"))
	op.Ask(r, "cut.file", fileOf, op.Says("Give a cut as a file: pdf, pptx, png, svg, csv, ics or json."), op.Gives("application/octet-stream"), op.Rated("export"))

	op.Ask(r, "roadmap.file", export, op.Says("Give the roadmap as one sees it as a file: pdf, pptx, png, svg, csv, ics or json."), op.Needs(op.Inside), op.Gives("application/octet-stream"), op.Rated("export"), op.At(http.MethodGet, "/api/v1/roadmap/file"))

	op.Do(r, "share.create", createShare, decided("Prepare a link to a cut; share.link then gives the link itself.")...)
	op.Do(r, "share.update", updateShare, decided("Change a link's label, its end and the sites that may frame it.")...)
	op.Do(r, "share.take", takeShare, decided("Take a link over: you answer for it from now on, and it opens again where whoever did has left.")...)
	op.Do(r, "share.revoke", revokeShare, decided("End a link. It stops to open at once, everywhere.")...)
	plain := func(says string) []op.Option {
		return []op.Option{op.Says(says), op.Needs(op.Members), op.Takes(cut.Decision)}
	}
	op.Raw(r, "share.link", g.makeLink, plain("Make or renew the link of a share: it is shown only now, and the one before ends.")...)
	op.Raw(r, "share.lock", g.lock, plain("Give a share a password, or take it away. Whoever had told the one before is asked again.")...)
	op.Ask(r, "share.list", listShares, op.Says("List the links to cuts, with how often each was opened."), op.Needs(op.Inside))
	op.Ask(r, "share.openings", openings, op.Says("Say how often a share was opened on which day, and in which form."))

	public := func(method, path, says, media string) []op.Option {
		return []op.Option{op.Says(says), op.Needs(op.Public), op.Rated("read"), op.At(method, path), op.Gives(media)}
	}
	op.Raw(r, "share.page", g.page, public(http.MethodGet, "/share/{token}", "Show a cut to whoever has its link.", "text/html")...)
	op.Raw(r, "share.enter", g.enter, public(http.MethodPost, "/share/{token}", "Take the password of a share, from its page's form.", "text/html")...)
	op.Raw(r, "share.frame", g.frame, public(http.MethodGet, "/share/{token}/frame", "Show a cut in a frame of a site that may.", "text/html")...)
	op.Raw(r, "share.file", g.file, public(http.MethodGet, "/share/{token}/{file}", "Give a cut to whoever has its link as a file: roadmap.pdf, .pptx, .png, .svg, .csv, .ics or .json.", "application/octet-stream")...)
}
