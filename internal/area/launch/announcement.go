package launch

import (
	"context"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Announcement is what is to be published of a launch in one channel.
type Announcement struct {
	record.Part
	Channel    string        `db:"channel" json:"channel" by:"launch.plan" v:"required,enum=blog|mail|in-app|social"`
	Title      string        `db:"title" json:"title" by:"launch.plan" v:"required,max=300" doc:"Headline, or subject of the mail."`
	Text       string        `db:"words" json:"text" by:"launch.plan" v:"max=50000" doc:"Markdown."`
	Edition    int64         `db:"edition" json:"edition" by:"launch.plan" doc:"Counts its versions."`
	State      string        `db:"state" json:"state" by:"launch.plan" v:"required,enum=draft|asked|approved|declined"`
	Approver   id.Ref        `db:"approver_id" json:"approver" by:"launch.plan" ref:"member" doc:"Who was asked to approve it."`
	Note       string        `db:"note" json:"note" by:"launch.plan" v:"max=2000" doc:"What they are asked."`
	Reason     string        `db:"reason" json:"reason" by:"launch.plan" v:"max=5000" doc:"What they said."`
	AskedAt    clock.Instant `db:"asked_at" json:"askedAt"`
	AnsweredAt clock.Instant `db:"answered_at" json:"answeredAt"`
	Approved   int64         `db:"approved_edition" json:"approvedEdition" doc:"The version that was approved last; 0 for none."`
}

// AnnouncementVersion is one version of an announcement, as it was written.
type AnnouncementVersion struct {
	record.Part
	Announcement string `db:"announcement_id" json:"announcement" ref:"announcement" by:"launch.plan"`
	Edition      int64  `db:"edition" json:"edition" by:"launch.plan"`
	Title        string `db:"title" json:"title" by:"launch.plan" v:"max=300"`
	Text         string `db:"words" json:"text" by:"launch.plan" v:"max=50000"`
}

// States of an announcement.
const (
	drafted  = "draft"
	awaited  = "asked"
	approved = "approved"
	refused  = "declined"
)

// Bounds of what one launch may have.
const (
	mostAnnouncements = 100
	mostVersions      = 500
)

// AnnouncementMake writes a new one.
type AnnouncementMake struct {
	ID      string `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Launch  string `json:"launch" ref:"launch" v:"required" doc:"Id or key of the launch."`
	Channel string `json:"channel" v:"required,enum=blog|mail|in-app|social"`
	Title   string `json:"title" v:"required,max=300"`
	Text    string `json:"text" v:"max=50000" doc:"Markdown."`
}

// AnnouncementChange changes one; what is left out stays. Another title or text
// is another version, and has to be approved anew.
type AnnouncementChange struct {
	ID      string  `json:"id" in:"path" v:"required"`
	Channel *string `json:"channel" v:"enum=blog|mail|in-app|social"`
	Title   *string `json:"title" v:"max=300"`
	Text    *string `json:"text" v:"max=50000"`
}

// ApprovalAskIn asks for a word on an announcement.
type ApprovalAskIn struct {
	ID     string `json:"id" in:"path" v:"required"`
	Member string `json:"member" ref:"member" v:"required" doc:"Who is asked."`
	Note   string `json:"note" v:"max=2000" doc:"What they are asked."`
}

// ApprovalGiveIn is somebody's word on an announcement.
type ApprovalGiveIn struct {
	ID       string `json:"id" in:"path" v:"required"`
	Approved bool   `json:"approved"`
	Reason   string `json:"reason" v:"max=5000" doc:"Why; required to decline."`
}

// Versions is how an announcement was written over time.
type Versions struct {
	Items []AnnouncementVersion `json:"items" doc:"The newest first."`
}

func registerAnnouncements(r *op.Registry) {
	op.AddPart[Announcement](r, "announcement")
	op.AddPart[AnnouncementVersion](r, "announcement_version")
	op.Do(r, "announcement.create", addAnnouncement, op.Says("Draft an announcement of a launch."), op.Takes(plan))
	op.Do(r, "announcement.update", changeAnnouncement, op.Says("Change an announcement; its words become another version, to be approved anew."), op.Takes(plan))
	op.Do(r, "announcement.delete", removeAnnouncement, op.Says("Take an announcement away, with its versions."), op.Takes(plan))
	op.Do(r, "announcement.ask", askWord, op.Says("Ask a member to approve an announcement as it stands."), op.Takes(plan))
	op.Do(r, "announcement.answer", giveWord, op.Says("Approve an announcement, or decline with the reason; only whoever was asked can."), op.Needs(op.Remark), op.Scoped("comment"))
	op.Ask(r, "announcement.versions", versions, op.Says("List the versions of an announcement."))
}

func announcements(ctx context.Context, v *op.View, launch string) ([]Announcement, error) {
	rows, err := record.Where[Announcement](ctx, v.At, "d.record_id = ? order by d.created_at, d.id limit ?", launch, mostAnnouncements)
	if rows == nil {
		rows = []Announcement{}
	}
	return rows, err
}

func addAnnouncement(ctx context.Context, tx *op.Tx, in AnnouncementMake) (*Announcement, error) {
	l, err := op.Find[Launch](ctx, &tx.View, in.Launch)
	if err != nil {
		return nil, err
	}
	there, err := announcements(ctx, &tx.View, l.ID)
	if err != nil {
		return nil, err
	}
	if len(there) == mostAnnouncements {
		return nil, errs.New(errs.Conflict, "%s has %d announcements already. Take one away first.", l.Key, mostAnnouncements)
	}
	a := &Announcement{Channel: in.Channel, Title: strings.TrimSpace(in.Title), Text: in.Text, Edition: 1, State: drafted}
	a.ID, a.Record, a.Product = in.ID, id.Ref(l.ID), l.Product
	if err := tx.Insert(ctx, a); err != nil {
		return nil, err
	}
	return a, a.keep(ctx, tx)
}

// keep writes its present words down as a version.
func (a *Announcement) keep(ctx context.Context, tx *op.Tx) error {
	w := &AnnouncementVersion{Announcement: a.ID, Edition: a.Edition, Title: a.Title, Text: a.Text}
	w.Record, w.Product = a.Record, a.Product
	return tx.Insert(ctx, w)
}

func changeAnnouncement(ctx context.Context, tx *op.Tx, in AnnouncementChange) (*Announcement, error) {
	before, err := op.Find[Announcement](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	put(&after.Channel, in.Channel)
	put(&after.Title, in.Title)
	put(&after.Text, in.Text)
	again := after.Title != before.Title || after.Text != before.Text
	if again {
		// The highest there is, so that an undone one is not given again.
		n, err := store.One[int64](ctx, tx.R, "select coalesce(max(edition), 0) from announcement_version where workspace_id = ? and announcement_id = ?", tx.Workspace, before.ID)
		if err != nil {
			return nil, err
		}
		if n >= mostVersions {
			return nil, errs.New(errs.Conflict, "“%s” has %d versions already. Begin another announcement with its words.", before.Title, mostVersions)
		}
		after.Edition, after.State, after.Approver, after.Note, after.Reason, after.AskedAt, after.AnsweredAt = n+1, drafted, "", "", "", 0, 0
	}
	if err := tx.Update(ctx, before, &after); err != nil || !again {
		return &after, err
	}
	return &after, after.keep(ctx, tx)
}

func removeAnnouncement(ctx context.Context, tx *op.Tx, in ThingIn) (*Announcement, error) {
	a, err := op.Find[Announcement](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	kept, err := record.Where[AnnouncementVersion](ctx, tx.At, "d.announcement_id = ?", a.ID)
	if err != nil {
		return nil, err
	}
	for i := range kept {
		if err := tx.Delete(ctx, &kept[i]); err != nil {
			return nil, err
		}
	}
	return a, tx.Delete(ctx, a)
}

func askWord(ctx context.Context, tx *op.Tx, in ApprovalAskIn) (*Announcement, error) {
	before, err := op.Find[Announcement](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	who, err := owner(ctx, tx, in.Member)
	if err != nil || who == "" {
		return nil, errs.Fieldf("member", "names nobody who can sign in here")
	}
	after := *before
	after.State, after.Approver, after.Note, after.Reason, after.AskedAt, after.AnsweredAt = awaited, who, in.Note, "", tx.Moment(), 0
	return &after, tx.Update(ctx, before, &after)
}

// giveWord keeps somebody's own word: no right stands in for it.
func giveWord(ctx context.Context, tx *op.Tx, in ApprovalGiveIn) (*Announcement, error) {
	before, err := op.Find[Announcement](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if string(before.Approver) != tx.Actor.Member {
		return nil, errs.New(errs.Forbidden, "Only whoever was asked can answer.")
	}
	if before.State == drafted {
		return nil, errs.New(errs.Conflict, "“%s” was changed since you were asked. Its words have to be asked about anew.", before.Title)
	}
	after := *before
	after.State, after.Reason, after.AnsweredAt, after.Approved = approved, in.Reason, tx.Moment(), before.Edition
	if !in.Approved {
		after.State, after.Approved = refused, before.Approved
		if strings.TrimSpace(in.Reason) == "" {
			return nil, errs.Fieldf("reason", "is required to decline: what would have to change?")
		}
	}
	return &after, tx.Update(ctx, before, &after)
}

func versions(ctx context.Context, v *op.View, in ThingIn) (*Versions, error) {
	a, err := op.Find[Announcement](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	rows, err := record.Where[AnnouncementVersion](ctx, v.At, "d.announcement_id = ? order by d.edition desc limit ?", a.ID, mostVersions)
	return &Versions{rows}, err
}

// approvals lists what waits for somebody's word.
func (m *Mine) approvals(ctx context.Context, v *op.View, of map[string]*Launch, ids []string) error {
	marks, args := record.Among(ids)
	rows, err := record.Where[Announcement](ctx, v.At, "d.approver_id = ? and d.state = 'asked' and d.record_id in ("+marks+") order by d.asked_at, d.id", append([]any{v.Actor.Member}, args...)...)
	for _, a := range rows {
		m.Approvals = append(m.Approvals, MyApproval{a.ID, a.Title, a.Channel, a.Note, of[string(a.Record)].of()})
	}
	return err
}
