// Package launch is how releases reach the market: a plan by department made
// from a template, what each audience is told, go or no-go, and what came of it.
//
// Words it owns: launch, tier (how big a launch is), launch day, department,
// launch task, template (of a launch), enablement, audience (of enablement),
// announcement, channel, gate (the question go or no-go), answer (of a
// department), review (of a launch), follow-up.
package launch

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Launch is how one or more releases reach the market.
type Launch struct {
	record.Record
	Tier        int64     `db:"tier" json:"tier" by:"*" v:"min=1,max=3" doc:"How big it is: 1 big, 2 medium, 3 quiet. 2 when left out."`
	Day         clock.Day `db:"launch_on" json:"day" by:"*" v:"day" label:"Launch day" doc:"The tasks of its plan are due relative to it."`
	LaunchedOn  clock.Day `db:"launched_on" json:"launchedOn" v:"day" label:"Launched" doc:"Set when it is launched."`
	ReviewOn    clock.Day `db:"review_on" json:"reviewOn" by:"*" v:"day" label:"Review on" doc:"When one looks at what came of it; 30 days after the launch when left out."`
	Pricing     string    `db:"pricing" json:"pricing" by:"*" v:"max=20000" doc:"What it costs whom from now on, in Markdown."`
	PricingLink string    `db:"pricing_link" json:"pricingLink" by:"*" v:"max=2000" label:"Price list" doc:"Where the prices stand."`
	Ruling      string    `db:"ruling" json:"ruling" v:"enum=go|no-go" label:"Go or no-go" doc:"What was decided last; empty while nothing is."`
}

// States that rules speak of, by what they mean.
const (
	isPlanned  = "planned"
	isPrepared = "preparing"
	isLaunched = "launched"
	isReviewed = "reviewed"
	isDropped  = "dropped"
)

// Rulings.
const (
	isGo   = "go"
	isNoGo = "no-go"
)

// Tiers that rules speak of.
const (
	usual = 2 // where nobody says how big it is
	quiet = 3 // goes out without anybody being asked
)

// plan is the decision that all of this takes.
const plan = "launch.plan"

var states = record.States(isPlanned, "todo", isPrepared, "doing", isLaunched, "done", isReviewed, "closed", isDropped, "closed")

// Departments that have a part in a launch, in the order in which they are told.
var Departments = []string{"product", "engineering", "marketing", "sales", "support", "legal", "finance"}

// holders are the roles that make up a department. The first is the one whose
// only holder a template's task is given to.
var holders = map[string][]string{
	"product":     {right.ProductManager, right.ProductOwner},
	"engineering": {right.Developer, right.Designer, right.Tester},
	"marketing":   {right.Marketing},
	"sales":       {right.Sales},
	"support":     {right.Support},
	"legal":       {right.Legal},
	"finance":     {right.Finance},
}

// Register adds launches.
func Register(r *op.Registry) {
	kind.Add[Launch](r, op.Kind{
		Name: "launch", Define: plan, Home: op.InProduct, Workflow: states, Move: moves, Settle: settle,
		Doc: "How a release reaches the market, by department.",
	})
	r.AllowLink(op.LinkRule{Type: link.Launches, From: []string{"launch"}, To: []string{"release"}, Decision: plan})
	op.Do(r, "launch.begin", begin, op.Says("Make a launch of releases, with the plan of its tier's template."), op.Takes(plan), op.At(http.MethodPost, "/api/v1/launches/begin"))
	op.Do(r, "launch.fill", fill, op.Says("Add the tasks of a template to the plan of a launch; those that are there already stay."), op.Takes(plan))
	op.Ask(r, "launch.plan", planOf, op.Says("Show the plan of a launch: its tasks by department, how ready each is, and what holds it up."))
	op.Ask(r, "launch.preview", preview, op.Says("Show what moves when the launch day moves."))
	registerTasks(r)
	registerTemplates(r)
	registerWords(r)
	registerGates(r)
	registerReviews(r)
	registerCalendar(r)
	registerNews(r)
}

// Check holds for every stored launch.
func (l *Launch) Check(list *errs.List) {
	if l.PricingLink != "" && !isAddress(l.PricingLink) {
		list.Add("pricingLink", "is not a web address (https://…)")
	}
	if l.ReviewOn != "" && l.Day != "" && l.ReviewOn < l.Day {
		list.Add("reviewOn", "must not lie before the launch day, %s", l.Day)
	}
}

// isAddress says whether a browser opens it.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.ContainsAny(s, " \n")
}

// moves refuses what a gesture of its own does.
func moves(_, to record.State) (string, error) {
	if to.Meaning == isReviewed {
		return "", errs.New(errs.Invalid, "A launch becomes %q by its review (launch.review), which keeps what came of its bets.", to.Name)
	}
	return plan, nil
}

// Start makes it a medium one.
func (l *Launch) Start() { l.Tier = usual }

// settle notes the day on which a launch went out. One that somebody will notice
// needs a go.
func settle(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	l := after.(*Launch)
	state, err := tx.StateOf(ctx, l)
	if err != nil {
		return err
	}
	out := state.Meaning == isLaunched || state.Meaning == isReviewed
	if !out {
		l.LaunchedOn = ""
		return nil
	}
	if l.LaunchedOn != "" || before == nil {
		return nil
	}
	if l.Tier != quiet && l.Ruling != isGo {
		return errs.New(errs.Conflict, "%s has no go. Ask the departments for go or no-go and decide; only a quiet launch (tier 3) goes out without.", l.Key)
	}
	l.LaunchedOn = tx.Day(tx.Moment())
	return nil
}

// reviewAfter is so many days after a launch one looks at what came of it, when no
// other day was said.
const reviewAfter = 30

// reviewDay is when one looks at what came of it.
func (l *Launch) reviewDay() clock.Day {
	switch {
	case l.ReviewOn != "":
		return l.ReviewOn
	case l.LaunchedOn != "":
		return l.LaunchedOn.Add(reviewAfter)
	case l.Day != "":
		return l.Day.Add(reviewAfter)
	}
	return ""
}

// part says whether somebody belongs to a department of a product.
func part(v *op.View, member, department, product string) bool {
	for _, r := range v.Access.RolesOn(member, product) {
		for _, h := range holders[department] {
			if r == h {
				return true
			}
		}
	}
	return false
}

func oneOf(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
