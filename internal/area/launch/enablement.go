package launch

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"throughline/internal/area/release"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// Enablement is what one audience has to know of a launch.
type Enablement struct {
	record.Part
	Audience string     `db:"audience" json:"audience" by:"launch.plan" v:"required,enum=sales|support|marketing|customers"`
	Say      string     `db:"say" json:"say" by:"launch.plan" v:"max=20000" doc:"What to say, in Markdown."`
	Changed  string     `db:"changed" json:"changed" by:"launch.plan" v:"max=50000" doc:"What changed, in Markdown."`
	Whom     string     `db:"whom" json:"whom" by:"launch.plan" v:"max=20000" doc:"For whom it is, and for whom not, in Markdown."`
	Answers  []Question `db:"answers" json:"answers" by:"launch.plan" v:"max=60" doc:"What they will be asked, with what to answer."`
}

// Question is something that will be asked.
type Question struct {
	Question string `json:"question" ref:"-"`
	Answer   string `json:"answer" doc:"In Markdown; empty while nobody knows."`
}

// Audiences of enablement, in their order.
var audiences = []string{"sales", "support", "marketing", "customers"}

// WordsOf is all that is said of a launch.
type WordsOf struct {
	Enablement    []Enablement   `json:"enablement" doc:"By audience, those that were written."`
	Announcements []Announcement `json:"announcements" doc:"The newest last."`
	May           bool           `json:"may" doc:"You decide about it; else you propose."`
}

// EnablementSet writes what an audience has to know; what is left out stays.
type EnablementSet struct {
	ID       string      `json:"id" in:"path" v:"required" doc:"Id or key of the launch."`
	Audience string      `json:"audience" v:"required,enum=sales|support|marketing|customers"`
	Say      *string     `json:"say" v:"max=20000"`
	Changed  *string     `json:"changed" v:"max=50000"`
	Whom     *string     `json:"whom" v:"max=20000"`
	Answers  *[]Question `json:"answers"`
}

// EnablementDraftIn asks for a draft.
type EnablementDraftIn struct {
	ID       string `json:"id" in:"path" v:"required" doc:"Id or key of the launch."`
	Audience string `json:"audience" in:"query" v:"required,enum=sales|support|marketing|customers"`
}

// EnablementDraft is what the records say for an audience, to begin with.
type EnablementDraft struct {
	Audience string     `json:"audience"`
	Say      string     `json:"say"`
	Changed  string     `json:"changed"`
	Whom     string     `json:"whom"`
	Answers  []Question `json:"answers"`
	From     []string   `json:"from" ref:"-" doc:"Keys of the records that it was taken from."`
}

func registerWords(r *op.Registry) {
	op.AddPart[Enablement](r, "enablement")
	op.Ask(r, "launch.words", words, op.Says("Show what each audience has to know of a launch, and its announcements."))
	op.Do(r, "launch.enable", setEnablement, op.Says("Write what an audience has to know of a launch."), op.Takes(plan))
	op.Ask(r, "launch.draft", enablementDraft, op.Says("Draft what an audience has to know, from the notes and features of the launch's releases."))
	registerAnnouncements(r)
}

// Check holds for every stored one.
func (e *Enablement) Check(list *errs.List) {
	for i, q := range e.Answers {
		at := fmt.Sprintf("answers.%d.", i)
		if strings.TrimSpace(q.Question) == "" || utf8.RuneCountInString(q.Question) > 500 {
			list.Add(at+"question", "must have 1 to 500 characters")
		}
		if utf8.RuneCountInString(q.Answer) > 5000 {
			list.Add(at+"answer", "must have at most 5000 characters")
		}
	}
}

func words(ctx context.Context, v *op.View, in LaunchIn) (*WordsOf, error) {
	l, err := op.Find[Launch](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	out := &WordsOf{Enablement: []Enablement{}, May: v.Access.May(v.Actor, plan, string(l.Product)).May}
	rows, err := record.Where[Enablement](ctx, v.At, "d.record_id = ?", l.ID)
	if err != nil {
		return nil, err
	}
	for _, a := range audiences {
		for _, e := range rows {
			if e.Audience == a {
				out.Enablement = append(out.Enablement, e)
			}
		}
	}
	out.Announcements, err = announcements(ctx, v, l.ID)
	return out, err
}

func setEnablement(ctx context.Context, tx *op.Tx, in EnablementSet) (*Enablement, error) {
	l, err := op.Find[Launch](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	there, err := record.Where[Enablement](ctx, tx.At, "d.record_id = ? and d.audience = ?", l.ID, in.Audience)
	if err != nil {
		return nil, err
	}
	e := Enablement{Audience: in.Audience, Answers: []Question{}}
	e.Record, e.Product = id.Ref(l.ID), l.Product
	if len(there) > 0 {
		e = there[0]
	}
	put(&e.Say, in.Say)
	put(&e.Changed, in.Changed)
	put(&e.Whom, in.Whom)
	put(&e.Answers, in.Answers)
	if len(there) == 0 {
		return &e, tx.Insert(ctx, &e)
	}
	return &e, tx.Update(ctx, &there[0], &e)
}

// offered is a feature of a launch's releases with the need that it serves.
type offered struct {
	ID      string `db:"id"`
	Product id.Ref `db:"product_id"`
	Key     string `db:"key"`
	Title   string `db:"title"`
	Body    string `db:"body"`
	Hypo    string `db:"hypothesis"`
}

const featuresOf = `select distinct f.id, f.product_id, f.key, f.title, f.body, x.hypothesis from link l join link s on s.workspace_id = l.workspace_id and s.to_id = l.to_id and s.type = ?
 join record f on f.workspace_id = s.workspace_id and f.id = s.from_id join feature x on x.workspace_id = f.workspace_id and x.id = f.id
 where l.workspace_id = ? and l.from_id = ? and l.type = ? and f.kind = 'feature' and f.archived_at = 0 and f.state <> 'dropped' order by f.key limit 200`

// features gives what a launch offers, as far as the actor sees it.
func features(ctx context.Context, v *op.View, launch string) ([]offered, error) {
	rows, err := store.All[offered](ctx, v.R, featuresOf, link.ShipsIn, v.Workspace, launch, link.Launches)
	out := rows[:0]
	for _, f := range rows {
		if v.Sees(string(f.Product)) {
			out = append(out, f)
		}
	}
	return out, err
}

// enablementDraft begins with what is known: what features are for, the notes of
// the releases, the needs that they serve, prices and days. What nobody has
// written down it leaves empty.
func enablementDraft(ctx context.Context, v *op.View, in EnablementDraftIn) (*EnablementDraft, error) {
	l, err := op.Find[Launch](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	out := &EnablementDraft{Audience: in.Audience, Answers: []Question{}, From: []string{}}
	fs, err := features(ctx, v, l.ID)
	if err != nil {
		return nil, err
	}
	var say strings.Builder
	ids := make([]string, len(fs))
	for i, f := range fs {
		ids[i] = f.ID
		out.From = append(out.From, f.Key)
		line := "- **" + f.Title + "**"
		if why := first(f.Body); why != "" {
			line += ": " + why
		} else if why := first(f.Hypo); why != "" {
			line += ": " + why
		}
		say.WriteString(line + "\n")
	}
	out.Say = strings.TrimSpace(say.String())
	if out.Changed, err = changed(ctx, v, l, in.Audience, out); err != nil {
		return nil, err
	}
	if out.Whom, err = needs(ctx, v, ids); err != nil {
		return nil, err
	}
	out.ask(l)
	return out, nil
}

// ask adds the questions that the launch itself answers.
func (d *EnablementDraft) ask(l *Launch) {
	day := l.LaunchedOn
	if day == "" {
		day = l.Day
	}
	if day != "" {
		d.Answers = append(d.Answers, Question{"From when is it there?", "From " + string(day) + "."})
	}
	if strings.TrimSpace(l.Pricing) != "" || l.PricingLink != "" {
		price := strings.TrimSpace(l.Pricing)
		if l.PricingLink != "" {
			price = strings.TrimSpace(price + "\n\n[Price list](" + l.PricingLink + ")")
		}
		d.Answers = append(d.Answers, Question{"What does it cost?", price})
	}
}

// changed puts the notes of a launch's releases together for an audience.
func changed(ctx context.Context, v *op.View, l *Launch, audience string, out *EnablementDraft) (string, error) {
	if audience == "marketing" {
		audience = "customers"
	}
	releases, err := shipments(ctx, v, l.ID)
	if err != nil {
		return "", err
	}
	var parts []string
	for _, r := range releases {
		told, err := release.Told(ctx, v, r.ID, audience)
		if err != nil {
			return "", err
		}
		if strings.TrimSpace(told) != "" {
			parts = append(parts, told)
			out.From = append(out.From, r.Key)
		}
	}
	return strings.Join(parts, "\n\n"), nil
}

const needsOf = `select distinct o.key, o.title, o.product_id from link l join record o on o.workspace_id = l.workspace_id and o.id = l.to_id
 where l.workspace_id = ? and l.type = ? and o.archived_at = 0 and l.from_id in (%s) order by o.key limit 50`

// needs lists which needs features address: whom they are for.
func needs(ctx context.Context, v *op.View, features []string) (string, error) {
	if len(features) == 0 {
		return "", nil
	}
	type need struct {
		Key     string `db:"key"`
		Title   string `db:"title"`
		Product id.Ref `db:"product_id"`
	}
	marks, args := record.Among(features)
	rows, err := store.All[need](ctx, v.R, fmt.Sprintf(needsOf, marks), append([]any{v.Workspace, link.Addresses}, args...)...)
	var b strings.Builder
	for _, n := range rows {
		if v.Sees(string(n.Product)) {
			b.WriteString("- " + n.Title + "\n")
		}
	}
	return strings.TrimSpace(b.String()), err
}

// first is the first sentence of a text.
func first(s string) string {
	s = strings.TrimSpace(text.Plain(s))
	if n := strings.IndexByte(s, '\n'); n >= 0 {
		s = s[:n]
	}
	if n := strings.Index(s, ". "); n >= 0 {
		s = s[:n+1]
	}
	return s
}
