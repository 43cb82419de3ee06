package acceptance

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/area/roadmap/plan"
	"throughline/internal/area/strategy"
	"throughline/internal/core/ledger"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// States of an approval.
const (
	Asked    = "asked"
	Approved = "approved"
	Declined = "declined"
)

// Approval is the word of one named person on a record, or on what was kept of a
// product's roadmap or strategy: it was asked for, and then given or declined.
type Approval struct {
	record.Part
	Member     string        `db:"member_id" json:"member" ref:"member" doc:"Whose word it is."`
	State      string        `db:"state" json:"state" v:"enum=asked|approved|declined"`
	Note       string        `db:"note" json:"note" v:"max=2000" doc:"What they are asked."`
	Reason     string        `db:"reason" json:"reason" v:"max=5000" doc:"What they said; of a declined one, why."`
	AnsweredAt clock.Instant `db:"answered_at" json:"answeredAt" doc:"When they said it."`
	NeedBy     clock.Day     `db:"need_by" json:"needBy" v:"day" label:"Needed by" doc:"By when the word is needed."`
	About      string        `db:"about" json:"about" v:"enum=roadmap_snapshot|strategy_snapshot" doc:"Of a product: what was kept of it that is asked about; empty for the record itself."`
	AboutID    string        `db:"about_id" json:"aboutId" ref:"-"`
	AboutName  string        `db:"about_name" json:"aboutName" doc:"What it is called."`
	Seen       int64         `db:"seen" json:"seen" doc:"The version of the record that was answered about; 0 while it waits."`
	RemindedAt clock.Instant `db:"reminded_at" json:"remindedAt" doc:"When they were last reminded."`
}

// ApprovalAsk asks people for their word.
type ApprovalAsk struct {
	Record   string    `json:"record" in:"path" ref:"record" v:"required" doc:"Id or key of the feature, initiative, release, objective or decision; of a product for a snapshot of its roadmap or strategy."`
	Members  []string  `json:"members" ref:"member" v:"required,max=20" doc:"Who is asked; whoever has answered is asked again."`
	Note     string    `json:"note" v:"max=2000" doc:"What they are asked."`
	NeedBy   clock.Day `json:"needBy" v:"day" doc:"By when the word is needed."`
	Snapshot string    `json:"snapshot" ref:"-" doc:"Of a product: id of the snapshot of its roadmap or of its strategy."`
}

// ApprovalAnswer is somebody's word.
type ApprovalAnswer struct {
	ID       string `json:"id" in:"path" v:"required" doc:"Of the approval, or id or key of the feature on which you were asked."`
	Approved bool   `json:"approved"`
	Reason   string `json:"reason" v:"max=5000" doc:"Why; required to decline."`
}

// ApprovalIn names an approval.
type ApprovalIn struct {
	ID string `json:"id" in:"path" v:"required"`
}

// ApprovalsOf asks for those of a feature.
type ApprovalsOf struct {
	Record string `json:"record" in:"path" ref:"record" v:"required" doc:"Id or key of the feature."`
}

// MyApproval is one that waits for the caller's word.
type MyApproval struct {
	ID      string        `db:"id" json:"id"`
	Record  id.Ref        `db:"record_id" json:"record" ref:"record"`
	Product id.Ref        `db:"product_id" json:"product" ref:"product"`
	Key     string        `db:"key" json:"key"`
	Title   string        `db:"title" json:"title"`
	Note    string        `db:"note" json:"note"`
	AskedAt clock.Instant `db:"created_at" json:"askedAt"`
	AskedBy id.Ref        `db:"created_by" json:"askedBy" ref:"member"`

	Kind      string    `db:"kind" json:"kind"`
	NeedBy    clock.Day `db:"need_by" json:"needBy"`
	About     string    `db:"about" json:"about" doc:"roadmap_snapshot or strategy_snapshot; empty for the record itself."`
	AboutID   string    `db:"about_id" json:"aboutId" ref:"-"`
	AboutName string    `db:"about_name" json:"aboutName"`
}

func registerApprovals(r *op.Registry) {
	op.AddPart[Approval](r, "approval")
	r.Tells("approval", approvalNews)
	op.Do(r, "approval.ask", askApproval, op.Says("Ask people by name, by a day, whether they approve of a record, or of a roadmap or strategy as it was kept."), op.At("POST", "/api/v1/records/{record}/approvals"))
	op.Do(r, "approval.answer", answerApproval, op.Says("Approve, or decline with the reason; only whoever was asked can."), op.Needs(op.Remark), op.Scoped("comment"))
	op.Do(r, "approval.withdraw", withdrawApproval, op.Says("Ask somebody no longer."))
	op.Do(r, "approval.remind", remindApproval, op.Says("Remind somebody whose word waits. On the day before it is needed that happens by itself."))
	op.Ask(r, "approval.list", approvalsOf, op.Says("List whose approval a feature asks for, and what they said."), op.At("GET", "/api/v1/records/{record}/approvals"))
	op.Ask(r, "approval.asked", askedByMe, op.Says("List whose approval you asked for, what waits first, and what has changed since it was given."), op.Needs(op.Self), op.At("GET", "/api/v1/approvals/asked"))
	op.Ask(r, "approval.mine", myApprovals, op.Says("List what waits for your approval, the oldest first."), op.Needs(op.Self), op.At("GET", "/api/v1/approvals/mine"))
}

// approvable are the kinds of which one can approve; a product stands for what was
// kept of it.
var approvable = []string{"feature", "initiative", "release", "objective", "decision", "product"}

// asks names the decision that asking for approval takes.
func asks(kind string) string {
	if kind == "feature" {
		return "feature.define"
	}
	return "approval.ask"
}

// subject says what of a record is asked about.
func subject(ctx context.Context, tx *op.Tx, row *record.Row, snapshot string) (of Approval, err error) {
	switch {
	case !slices.Contains(approvable, row.Kind):
		return of, errs.Fieldf("record", "%s is a %s; approval is asked for a feature, an initiative, a release, an objective, a decision, or a snapshot of a product's roadmap or strategy", row.Key, row.Kind)
	case row.Kind != "product" && snapshot != "":
		return of, errs.Fieldf("snapshot", "belongs to a product; %s is a %s", row.Key, row.Kind)
	case row.Kind != "product":
		return of, nil
	case snapshot == "":
		return of, errs.Fieldf("snapshot", "is required for a product: of which roadmap or strategy, as it was kept?")
	}
	r, err := op.Find[plan.RoadmapSnapshot](ctx, &tx.View, snapshot)
	if err == nil && string(r.Product) == row.ID {
		return Approval{About: "roadmap_snapshot", AboutID: r.ID, AboutName: r.Name}, nil
	}
	s, err := op.Find[strategy.StrategySnapshot](ctx, &tx.View, snapshot)
	if err == nil && string(s.Product) == row.ID {
		return Approval{About: "strategy_snapshot", AboutID: s.ID, AboutName: s.Name}, nil
	}
	if err == nil || errs.Is(err, errs.NotFound) {
		err = errs.Fieldf("snapshot", "%s has no such snapshot of its roadmap or strategy", row.Key)
	}
	return of, err
}

func askApproval(ctx context.Context, tx *op.Tx, in ApprovalAsk) ([]Approval, error) {
	row, err := tx.Base(ctx, in.Record)
	if err != nil {
		return nil, err
	}
	of, err := subject(ctx, tx, row, in.Snapshot)
	if err != nil {
		return nil, err
	}
	if in.NeedBy != "" && in.NeedBy < tx.Today() {
		return nil, errs.Fieldf("needBy", "lies behind us")
	}
	defer tx.Covered(asks(row.Kind))()
	there, err := record.Where[Approval](ctx, tx.At, "d.record_id = ? and d.about_id = ?", row.ID, of.AboutID)
	if err != nil {
		return nil, err
	}
	for _, ref := range in.Members {
		who, err := tx.Person(ctx, ref)
		if err != nil {
			return nil, err
		}
		if m, ok := tx.Access.Member(who); !ok || m.Status != "active" {
			return nil, errs.Fieldf("members", "%s cannot sign in, so nobody would answer", ref)
		}
		// Whoever has answered is asked anew, not corrected: they are told again.
		if i := slices.IndexFunc(there, func(a Approval) bool { return a.Member == who }); i >= 0 {
			if there[i].State == Asked {
				continue
			}
			if err := tx.Delete(ctx, &there[i]); err != nil {
				return nil, err
			}
			there = slices.Delete(there, i, i+1)
		}
		a := &Approval{Member: who, State: Asked, Note: in.Note, NeedBy: in.NeedBy, About: of.About, AboutID: of.AboutID, AboutName: of.AboutName}
		a.Record, a.Product = id.Ref(row.ID), row.Product
		if err := tx.Insert(ctx, a); err != nil {
			return nil, err
		}
		there = append(there, *a)
	}
	return there, nil
}

// answerApproval keeps somebody's own word: no right stands in for it.
func answerApproval(ctx context.Context, tx *op.Tx, in ApprovalAnswer) (*Approval, error) {
	before, err := askedOf(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if before.Member != tx.Actor.Member {
		return nil, errs.New(errs.Forbidden, "Only whoever was asked can answer.")
	}
	row, err := tx.Base(ctx, string(before.Record))
	if err != nil {
		return nil, err
	}
	after := *before
	after.Reason, after.AnsweredAt, after.State, after.Seen = in.Reason, tx.Moment(), Approved, row.Version
	if !in.Approved {
		after.State = Declined
		if strings.TrimSpace(in.Reason) == "" {
			return nil, errs.Fieldf("reason", "is required to decline: what would have to change?")
		}
	}
	return &after, tx.Update(ctx, before, &after)
}

// askedOf finds an approval, or the actor's own on a feature.
func askedOf(ctx context.Context, tx *op.Tx, ref string) (*Approval, error) {
	a, err := op.Find[Approval](ctx, &tx.View, ref)
	if !errs.Is(err, errs.NotFound) {
		return a, err
	}
	row, err := tx.Base(ctx, ref)
	if err != nil {
		return nil, err
	}
	own, err := record.Where[Approval](ctx, tx.At, "d.record_id = ? and d.member_id = ?", row.ID, tx.Actor.Member)
	if err == nil && len(own) == 0 {
		err = errs.New(errs.NotFound, "You were not asked about %s.", row.Key)
	}
	if err != nil {
		return nil, err
	}
	return &own[0], nil
}

func withdrawApproval(ctx context.Context, tx *op.Tx, in ApprovalIn) (*Approval, error) {
	a, err := op.Find[Approval](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	row, err := tx.Base(ctx, string(a.Record))
	if err != nil {
		return nil, err
	}
	defer tx.Covered(asks(row.Kind))()
	return a, tx.Delete(ctx, a)
}

func approvalsOf(ctx context.Context, v *op.View, in ApprovalsOf) ([]Answered, error) {
	row, err := v.Base(ctx, in.Record)
	if err != nil {
		return nil, err
	}
	all, err := record.Where[Approval](ctx, v.At, "d.record_id = ? order by d.created_at, d.version limit 200", row.ID)
	if err != nil {
		return nil, err
	}
	return since(ctx, v, all)
}

// Nothing is an input without fields.
type Nothing struct{}

func myApprovals(ctx context.Context, v *op.View, _ Nothing) ([]MyApproval, error) {
	scope, args := v.Scope("a.product_id")
	out, err := store.All[MyApproval](ctx, v.R, `select a.id, a.record_id, a.product_id, r.key, r.title, a.note, a.created_at, a.created_by, r.kind, a.need_by, a.about, a.about_id, a.about_name
 from approval a join record r on r.workspace_id = a.workspace_id and r.id = a.record_id
 where a.workspace_id = ? and a.member_id = ? and a.state = ? and r.archived_at = 0 and `+scope+` order by a.created_at, a.id limit 200`,
		append([]any{v.Workspace, v.Actor.Member, Asked}, args...)...)
	if out == nil {
		out = []MyApproval{}
	}
	return out, err
}

// Awaited gives the approvals of a feature that are not a yes.
func Awaited(ctx context.Context, v *op.View, feature string) ([]Approval, error) {
	return record.Where[Approval](ctx, v.At, "d.record_id = ? and d.state <> ? order by d.version", feature, Approved)
}

const lastOf = `select r.id, r.key, r.title from link l join record r on r.workspace_id = l.workspace_id and r.id = l.to_id
 where l.workspace_id = ? and l.from_id = ? and l.type = ? and r.kind = 'feature' and r.archived_at = 0 and not exists (
  select 1 from link o join record i on i.workspace_id = o.workspace_id and i.id = o.from_id
  where o.workspace_id = l.workspace_id and o.to_id = l.to_id and o.type = l.type and o.from_id <> l.from_id and i.archived_at = 0 and i.category <> 'closed')
 order by r.key`

type feature struct {
	ID    string `db:"id"`
	Key   string `db:"key"`
	Title string `db:"title"`
}

// approved sees that the last item of a feature is not accepted before those
// have said yes whom the feature asks.
func approved(ctx context.Context, v *op.View, item *backlog.Item) error {
	last, err := store.All[feature](ctx, v.R, lastOf, v.Workspace, item.ID, link.Delivers)
	if err != nil {
		return err
	}
	for _, f := range last {
		waits, err := Awaited(ctx, v, f.ID)
		if err != nil {
			return err
		}
		if len(waits) > 0 {
			return errs.New(errs.Conflict, "%s is the last item of %s, %q, which waits for the approval of %s. It can be accepted when they have said yes, or are no longer asked.",
				item.Key, f.Key, f.Title, names(v, waits))
		}
	}
	return nil
}

// names says whose approval is missing.
func names(v *op.View, list []Approval) string {
	out := make([]string, 0, len(list))
	for _, a := range list {
		name := "somebody who left"
		if m, ok := v.Access.Member(a.Member); ok {
			name = m.Name
		}
		if a.State == Declined {
			name += " (declined)"
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// approvalNews tells whoever's word is asked for by name. Of the answer those
// hear who own or watch what it is about.
func approvalNews(ctx context.Context, at record.At, _ *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	if _, reminded := row.Diff["remindedAt"]; reminded && row.Act == ledger.Update {
		who, err := store.All[string](ctx, at.R, "select member_id from approval where workspace_id = ? and id = ?", at.Workspace, row.Entity)
		return watch.Tell(watch.Decide, who...), false, err
	}
	if row.Act != ledger.Create {
		return nil, true, nil
	}
	return watch.Tell(watch.Decide, op.Became[string](row, "member")), false, nil
}
