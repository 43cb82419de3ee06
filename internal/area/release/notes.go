package release

import (
	"context"
	"fmt"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// DraftIn asks for a draft of notes.
type DraftIn struct {
	ID       string `json:"id" in:"path" v:"required" doc:"Id or key of the release."`
	Audience string `json:"audience" in:"query" v:"required,enum=customers|internal|sales|support" doc:"Who shall read them."`
}

// Draft is notes as the records tell them, to be edited before they are kept.
type Draft struct {
	Audience string `json:"audience"`
	Field    string `json:"field" ref:"-" doc:"The field of the release in which they are kept."`
	Text     string `json:"text" doc:"Markdown."`
	Accepted int64  `json:"accepted" doc:"Items that were accepted, which it tells of."`
	Open     int64  `json:"open" doc:"Items that were not accepted yet, which it leaves out."`
}

// fields are where the notes of each audience are kept.
var noteFields = map[string]string{"customers": "notes", "internal": "notesInternal", "sales": "notesSales", "support": "notesSupport"}

// Told gives the notes of a release for one audience: as they were kept, else as
// the records tell them.
func Told(ctx context.Context, v *op.View, release, audience string) (string, error) {
	r, err := op.Find[Release](ctx, v, release)
	if err != nil {
		return "", err
	}
	kept := map[string]string{"customers": r.Notes, "internal": r.NotesInternal, "sales": r.NotesSales, "support": r.NotesSupport}[audience]
	if strings.TrimSpace(kept) != "" {
		return kept, nil
	}
	d, err := draft(ctx, v, DraftIn{r.ID, audience})
	if err != nil {
		return "", err
	}
	return d.Text, nil
}

func draft(ctx context.Context, v *op.View, in DraftIn) (*Draft, error) {
	r, err := op.Find[Release](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	s, err := scopeOf(ctx, v, r.ID)
	if err != nil {
		return nil, err
	}
	w := &writer{audience: in.Audience, of: map[string][]shipped{}}
	for _, i := range s.items {
		if !i.accepted() {
			w.open++
			continue
		}
		w.accepted++
		w.of[i.Feature] = append(w.of[i.Feature], i)
	}
	switch in.Audience {
	case "sales":
		err = w.sales(ctx, v, s)
	case "support":
		w.support(s)
	case "internal":
		w.internal(r, s)
	default:
		w.customers(s)
	}
	return &Draft{in.Audience, noteFields[in.Audience], strings.TrimSpace(w.String()), w.accepted, w.open}, err
}

// writer puts notes together: each accepted item stands with its feature, or
// by itself.
type writer struct {
	strings.Builder
	audience       string
	of             map[string][]shipped
	accepted, open int64
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// heading begins a part; the empty lines that it needs are its own.
func (w *writer) heading(s string) {
	if w.Len() > 0 {
		w.WriteByte('\n')
	}
	w.line("## %s\n", s)
}

// seen says whether users notice an item.
func seen(i shipped) bool { return i.Kind == "story" }

// customers are told what they can do now and what works again, in plain
// titles: no keys, no tasks.
func (w *writer) customers(s *scope) {
	begun := false
	begin := func() {
		if !begun {
			w.heading("What is new")
			begun = true
		}
	}
	for _, f := range s.features {
		if !w.any(f.ID, seen) {
			continue
		}
		begin()
		w.line("- **%s**", plain(f.Title))
		for _, i := range w.of[f.ID] {
			if seen(i) {
				w.line("  - %s", plain(i.Title))
			}
		}
	}
	for _, i := range w.of[""] {
		if seen(i) {
			begin()
			w.line("- %s", plain(i.Title))
		}
	}
	w.fixed(s, "Fixed", func(i shipped) string { return plain(i.Title) })
}

func (w *writer) any(feature string, is func(shipped) bool) bool {
	for _, i := range w.of[feature] {
		if is(i) {
			return true
		}
	}
	return false
}

// fixed lists the bugs.
func (w *writer) fixed(s *scope, title string, say func(shipped) string) {
	begun := false
	for _, i := range s.items {
		if i.Kind != "bug" || !i.accepted() {
			continue
		}
		if !begun {
			w.heading(title)
			begun = true
		}
		w.line("- %s", say(i))
	}
}

// internal notes tell everything, by key.
func (w *writer) internal(r *Release, s *scope) {
	for _, f := range s.features {
		if len(w.of[f.ID]) > 0 {
			w.heading(f.Key + " " + plain(f.Title))
			w.items(w.of[f.ID])
		}
	}
	if len(w.of[""]) > 0 {
		w.heading("Besides")
		w.items(w.of[""])
	}
	if r.Despite != "" {
		w.heading("Went out despite")
		w.line("%s: %s", strings.Join(r.HeldBy, ", "), r.Despite)
	}
	if w.open > 0 {
		w.heading("Not in it yet")
		for _, i := range s.items {
			if !i.accepted() {
				w.line("- %s %s (%s)", i.Key, plain(i.Title), i.State)
			}
		}
	}
}

func (w *writer) items(list []shipped) {
	for _, i := range list {
		w.line("- %s %s", i.Key, plain(i.Title))
	}
}

// support is told what was broken and how it was noticed, and what is there now
// that people will ask about.
func (w *writer) support(s *scope) {
	w.fixed(s, "No longer a problem", func(i shipped) string {
		if was := text.Excerpt(i.Body, 200); was != "" {
			return fmt.Sprintf("%s: %s. It was: %s", i.Key, plain(i.Title), plain(was))
		}
		return i.Key + ": " + plain(i.Title)
	})
	begun := false
	for _, i := range s.items {
		if !i.accepted() || !seen(i) {
			continue
		}
		if !begun {
			w.heading("People may ask about")
			begun = true
		}
		w.line("- %s: %s", i.Key, plain(i.Title))
		if i.IWant != "" {
			w.line("  They can now %s.", strings.TrimSuffix(plain(i.IWant), "."))
		}
	}
}

// plain keeps a title from being read as Markdown.
func plain(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "<", `\<`).Replace(s)
}

const askedBy = `with recursive up(id, depth) as (
  select id, 0 from record where workspace_id = ? and id = ?
  union
  select e.dst_id, u.depth + 1 from up u cross join thread_edge e where e.workspace_id = ? and e.src_id = u.id and e.way = 'u' and u.depth < 12
)
select a.title as name, count(distinct f.id) as times from up u join feedback f on f.workspace_id = ? and f.id = u.id
join record fr on fr.workspace_id = f.workspace_id and fr.id = f.id and fr.archived_at = 0
join record a on a.workspace_id = f.workspace_id and a.id = f.account_id group by a.title order by times desc, name limit 6`

type asker struct {
	Name  string `db:"name"`
	Times int64  `db:"times"`
}

// sales notes say what each feature is for, and which accounts asked for it:
// those to call.
func (w *writer) sales(ctx context.Context, v *op.View, s *scope) error {
	for _, f := range s.features {
		if len(w.of[f.ID]) == 0 {
			continue
		}
		w.heading(plain(f.Title))
		base, err := store.All[string](ctx, v.R, "select body from record where workspace_id = ? and id = ?", v.Workspace, f.ID)
		if err != nil {
			return err
		}
		if len(base) > 0 && strings.TrimSpace(base[0]) != "" {
			w.line("%s\n", plain(text.Excerpt(base[0], 400)))
		}
		for _, i := range w.of[f.ID] {
			if seen(i) {
				w.line("- %s", plain(i.Title))
			}
		}
		who, err := store.All[asker](ctx, v.R, askedBy, v.Workspace, f.ID, v.Workspace, v.Workspace)
		if err != nil {
			return err
		}
		if v.Sees("") && len(who) > 0 {
			var names []string
			for _, a := range who {
				names = append(names, plain(a.Name))
			}
			w.line("\nAsked for by %s.", strings.Join(names, ", "))
		}
	}
	return nil
}

// out gives the releases of a product that are out and have notes for
// customers, the latest first.
func out(ctx context.Context, at record.At, product string) ([]Release, error) {
	return record.Where[Release](ctx, at, "r.product_id = ? and r.kind = 'release' and r.category = 'done' and r.archived_at = 0 and d.notes <> '' order by d.released_on desc, r.id desc limit 50", product)
}
