// Package app builds the server: it registers every area in one function that
// reads from top to bottom, opens the database, and serves.
package app

import (
	"throughline/internal/area/acceptance"
	"throughline/internal/area/backlog"
	"throughline/internal/area/backlog/design"
	"throughline/internal/area/backlog/making"
	"throughline/internal/area/backlog/refinement"
	"throughline/internal/area/backlog/storymap"
	"throughline/internal/area/backlog/suggest"
	"throughline/internal/area/code"
	"throughline/internal/area/decision"
	"throughline/internal/area/delivery"
	"throughline/internal/area/desk"
	"throughline/internal/area/discovery"
	"throughline/internal/area/feedback"
	"throughline/internal/area/flow"
	"throughline/internal/area/growth"
	"throughline/internal/area/launch"
	"throughline/internal/area/lifecycle"
	"throughline/internal/area/market"
	"throughline/internal/area/metric"
	"throughline/internal/area/money"
	"throughline/internal/area/people"
	"throughline/internal/area/portal"
	"throughline/internal/area/product"
	"throughline/internal/area/promise"
	"throughline/internal/area/release"
	"throughline/internal/area/risk"
	"throughline/internal/area/roadmap"
	"throughline/internal/area/roadmap/bet"
	"throughline/internal/area/roadmap/plan"
	"throughline/internal/area/roadmap/ranking"
	"throughline/internal/area/stakeholder"
	"throughline/internal/area/strategy"
	"throughline/internal/area/tradeoff"
	"throughline/internal/bridge/intake"
	"throughline/internal/core/attach"
	"throughline/internal/core/comment"
	"throughline/internal/core/field"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/live"
	"throughline/internal/core/op"
	"throughline/internal/core/query"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/search"
	"throughline/internal/core/tag"
	"throughline/internal/core/transfer"
	"throughline/internal/core/watch"
)

// Outside is what operations need beside the database; whoever opens the
// server fills it in before the first request.
type Outside struct {
	Files   *attach.Files
	Live    *live.Hub
	Imports *intake.Desk
	Door    *people.Door
	Archive *transfer.Archives
	Shares  *portal.Gate
}

// Registry registers everything that Throughline can do.
func Registry() (*op.Registry, *Outside) {
	r, o := op.NewRegistry(), &Outside{&attach.Files{}, live.NewHub(), &intake.Desk{Formats: formats()}, people.NewDoor(), &transfer.Archives{}, portal.NewGate()}
	o.Archive.Files = o.Files
	op.AddPart[right.Member](r, "member")
	op.AddPart[right.MemberRole](r, "member_role")
	op.AddPart[right.CustomRole](r, "custom_role")
	op.AddPart[right.DecisionRight](r, "decision_right")
	op.AddPart[record.ProductWorkflow](r, "product_workflow")
	people.Register(r, o.Door)
	kind.Common(r)
	link.Register(r)
	field.Register(r)
	comment.Register(r)
	attach.Register(r, o.Files)
	tag.Register(r)
	watch.Register(r)
	search.Register(r)
	live.Register(r, o.Live)
	transfer.RegisterSources(r)
	transfer.RegisterArchives(r, o.Archive)
	registerBackups(r, o)
	intake.Register(r, o.Imports)
	product.Register(r)
	metric.Register(r)
	strategy.Register(r)
	market.Register(r)
	feedback.Register(r)
	discovery.Register(r)
	roadmap.Register(r)
	bet.Register(r)
	plan.Register(r, flow.Outlooks)
	ranking.Register(r)
	backlog.Register(r)
	refinement.Register(r)
	storymap.Register(r)
	delivery.Register(r, &delivery.Outlook{Odds: flow.Chance})
	making.Register(r)
	suggest.Register(r)
	design.Register(r)
	acceptance.Register(r)
	code.Register(r)
	flow.Register(r)
	release.Register(r)
	money.Register(r)
	lifecycle.Register(r)
	risk.Register(r)
	decision.Register(r)
	launch.Register(r)
	portal.Register(r, o.Shares)
	tradeoff.Register(r)
	promise.Register(r, flow.Outlooks)
	growth.Register(r)
	stakeholder.Register(r, o.Shares)
	desk.Register(r)
	registerInstallation(r, o)
	// After all kinds: the words of queries follow from them.
	query.Register(r)
	return r, o
}
