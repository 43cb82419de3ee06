package release

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/text"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// Changelog is the public page of what went out of a product. Whoever has its
// link reads it, without a sign-in; the link itself is kept as a hash only.
type Changelog struct {
	record.Part
	Title string `db:"title" json:"title" v:"required,max=200" doc:"Over the page and the feeds."`
	Intro string `db:"intro" json:"intro" v:"max=2000" doc:"Under the title, in Markdown."`
}

// ChangelogShare makes or renews the link of a product's changelog.
type ChangelogShare struct {
	Product string `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Title   string `json:"title" v:"required,max=200"`
	Intro   string `json:"intro" v:"max=2000"`
}

// ChangelogShared is a changelog with its link.
type ChangelogShared struct {
	Changelog
	Token string `json:"token" ref:"-" doc:"What the link ends in, shown only now: /changelog/TOKEN is the page, /api/v1/changelogs/TOKEN/atom and …/feed are the feeds."`
}

// ChangelogIn names a changelog.
type ChangelogIn struct {
	ID string `json:"id" in:"path" v:"required"`
}

// ChangelogsIn asks for changelogs.
type ChangelogsIn struct {
	Product string `json:"product" in:"query" ref:"product" doc:"Only that of one product, by id or key."`
}

// ChangelogToken is what the link of a changelog ends in.
type ChangelogToken struct {
	Token string `json:"token" in:"path" v:"required,max=100" ref:"changelog_link" doc:"What its link ends in."`
}

// ChangelogPage is what outsiders read: words that were written for them and
// days, and nothing else.
type ChangelogPage struct {
	Title   string           `json:"title"`
	Intro   string           `json:"intro"`
	Entries []ChangelogEntry `json:"entries"`
}

// ChangelogEntry is one release, as outsiders see it.
type ChangelogEntry struct {
	Title string    `json:"title"`
	On    clock.Day `json:"on"`
	Notes string    `json:"notes" doc:"Markdown."`
	mark  string
}

func registerChangelog(r *op.Registry) {
	op.AddPart[Changelog](r, "changelog")
	op.Raw(r, "changelog.share", share, op.Says("Publish a product's changelog under a new link; the one before ends."), op.Needs(op.Members), op.Takes("roadmap.share"), op.At(http.MethodPost, "/api/v1/changelogs"))
	op.Raw(r, "changelog.revoke", revoke, op.Says("End the link of a changelog."), op.Needs(op.Members), op.Takes("roadmap.share"))
	op.Ask(r, "changelog.list", listChangelogs, op.Says("List which products' changelogs are public."), op.Needs(op.Inside))
	public := func(says, path, media string) []op.Option {
		out := []op.Option{op.Says(says), op.Needs(op.Public), op.Rated("read"), op.At(http.MethodGet, "/api/v1/changelogs/{token}/"+path)}
		if media != "" {
			out = append(out, op.Gives(media))
		}
		return out
	}
	op.Raw(r, "changelog.page", showPage, public("Show a changelog to whoever has its link.", "page", "")...)
	op.Raw(r, "changelog.atom", atom, public("Give a changelog as an Atom feed.", "atom", "application/atom+xml")...)
	op.Raw(r, "changelog.feed", jsonFeed, public("Give a changelog as a JSON feed.", "feed", "application/feed+json")...)
}

func share(ctx context.Context, p *op.Plain, in ChangelogShare) (*ChangelogShared, error) {
	plain, hash := auth.NewToken(auth.Changelog)
	var c Changelog
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		product, err := tx.Product(ctx, in.Product)
		if err != nil {
			return err
		}
		there, err := record.Where[Changelog](ctx, tx.At, "d.product_id = ?", product)
		if err != nil {
			return err
		}
		c = Changelog{}
		if len(there) > 0 {
			c = there[0]
		}
		c.Title, c.Intro, c.Product = in.Title, in.Intro, id.Ref(product)
		if len(there) > 0 {
			// Asked even where no word changes: a new link ends the old one.
			if !tx.Access.May(tx.Actor, "roadmap.share", product).May {
				return errs.New(errs.Forbidden, "You do not decide who reads this product's changelog. Ask its product manager.")
			}
			err = tx.Update(ctx, &there[0], &c)
		} else {
			err = tx.Insert(ctx, &c)
		}
		if err != nil {
			return err
		}
		if _, err := raw.Exec(ctx, "delete from changelog_secret where workspace_id = ? and changelog_id = ?", tx.Workspace, c.ID); err != nil {
			return err
		}
		_, err = raw.Exec(ctx, "insert into changelog_secret (hash, workspace_id, changelog_id) values (?, ?, ?)", hash, tx.Workspace, c.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &ChangelogShared{c, plain}, nil
}

func revoke(ctx context.Context, p *op.Plain, in ChangelogIn) (*Changelog, error) {
	var c *Changelog
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) (err error) {
		if c, err = op.Find[Changelog](ctx, &tx.View, in.ID); err != nil {
			return err
		}
		if err := tx.Delete(ctx, c); err != nil {
			return err
		}
		_, err = raw.Exec(ctx, "delete from changelog_secret where workspace_id = ? and changelog_id = ?", tx.Workspace, c.ID)
		return err
	})
	return c, err
}

func listChangelogs(ctx context.Context, v *op.View, in ChangelogsIn) ([]Changelog, error) {
	where, args := v.Scope("d.product_id")
	if in.Product != "" {
		product, err := v.Product(ctx, in.Product)
		if err != nil {
			return nil, err
		}
		where, args = where+" and d.product_id = ?", append(args, product)
	}
	return record.Where[Changelog](ctx, v.At, where+" order by d.id limit 500", args...)
}

// unpublished is the same for links that never were and for those that ended.
func unpublished() error {
	return errs.New(errs.NotFound, "There is no changelog under this link, or not any more.")
}

type opened struct {
	Workspace string `db:"workspace_id"`
	Changelog string `db:"changelog_id"`
}

// open reads what a link leads to.
func open(ctx context.Context, p *op.Plain, token string) (*ChangelogPage, error) {
	if kind, err := auth.ParseToken(token); err != nil || kind != auth.Changelog {
		return nil, unpublished()
	}
	hash := auth.HashToken(token)
	var found []opened
	err := p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		found, err = store.All[opened](ctx, r, "select workspace_id, changelog_id from changelog_secret where hash = ?", hash)
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, unpublished()
	}
	page := &ChangelogPage{Entries: []ChangelogEntry{}}
	err = p.DB.Read(ctx, found[0].Workspace, func(r *store.Reader) error {
		at := record.At{R: r, Workspace: found[0].Workspace}
		c, err := record.Find[Changelog](ctx, at, found[0].Changelog)
		if err != nil {
			return err
		}
		page.Title, page.Intro = c.Title, c.Intro
		list, err := out(ctx, at, string(c.Product))
		for _, rel := range list {
			// A feed needs a name for each entry that stays; it must not be ours.
			sum := sha256.Sum256([]byte(hash + rel.ID))
			page.Entries = append(page.Entries, ChangelogEntry{rel.Title, rel.ReleasedOn, rel.Notes, hex.EncodeToString(sum[:16])})
		}
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return nil, unpublished()
	}
	return page, err
}

func showPage(ctx context.Context, p *op.Plain, in ChangelogToken) (*ChangelogPage, error) {
	return open(ctx, p, in.Token)
}

// noKeys leaves keys in notes as words: outsiders have nothing behind them.
func noKeys(string) string { return "" }

// written is an answer of one media type.
type written struct {
	media string
	body  []byte
}

// Serve writes it. A feed is read by programs of other origins.
func (f *written) Serve(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.media)
	h.Set("Cache-Control", "private, max-age=300")
	h.Set("X-Robots-Tag", "noindex")
	_, _ = w.Write(f.body) // a reader that went away is no concern of ours
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Content atomHTML `xml:"content"`
}

type atomHTML struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// began is what a feed without entries was last changed on.
const began = "2000-01-01T00:00:00Z"

func moment(d clock.Day) string {
	if d == "" {
		return began
	}
	return string(d) + "T00:00:00Z"
}

func atom(ctx context.Context, p *op.Plain, in ChangelogToken) (op.Stream, error) {
	page, err := open(ctx, p, in.Token)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte("changelog" + auth.HashToken(in.Token)))
	feed := atomFeed{ID: "urn:throughline:" + hex.EncodeToString(sum[:16]), Title: page.Title, Updated: began, Author: page.Title}
	for _, e := range page.Entries {
		feed.Updated = max(feed.Updated, moment(e.On))
		feed.Entries = append(feed.Entries, atomEntry{"urn:throughline:" + e.mark, e.Title, moment(e.On), atomHTML{"html", text.HTML(e.Notes, noKeys)}})
	}
	body, err := xml.MarshalIndent(feed, "", " ")
	if err != nil {
		return nil, err
	}
	return &written{"application/atom+xml; charset=utf-8", append([]byte(xml.Header), body...)}, nil
}

type feedPage struct {
	Version string     `json:"version"`
	Title   string     `json:"title"`
	About   string     `json:"description,omitempty"`
	Items   []feedItem `json:"items"`
}

type feedItem struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	HTML      string `json:"content_html"`
	Published string `json:"date_published"`
}

func jsonFeed(ctx context.Context, p *op.Plain, in ChangelogToken) (op.Stream, error) {
	page, err := open(ctx, p, in.Token)
	if err != nil {
		return nil, err
	}
	feed := feedPage{Version: "https://jsonfeed.org/version/1.1", Title: page.Title, About: strings.TrimSpace(text.Plain(page.Intro)), Items: []feedItem{}}
	for _, e := range page.Entries {
		feed.Items = append(feed.Items, feedItem{e.mark, e.Title, text.HTML(e.Notes, noKeys), moment(e.On)})
	}
	body, err := json.Marshal(feed)
	if err != nil {
		return nil, err
	}
	return &written{"application/feed+json; charset=utf-8", body}, nil
}
