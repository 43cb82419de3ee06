package stakeholder

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/area/decision"
	"throughline/internal/area/money"
	"throughline/internal/area/portal/cut"
	"throughline/internal/area/roadmap"
	"throughline/internal/area/roadmap/plan"
	"throughline/internal/area/strategy"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/finance"
	"throughline/internal/kit/patch"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// inside writes for a member: of what changed on the product, what both the
// member and whoever writes may see.
func (w *writer) inside(ctx context.Context) error {
	steps := map[string]func(context.Context) error{
		Roadmap: w.roadmap, Releases: w.releases, Launches: w.launches, Progress: w.progress, Bets: w.bets, Money: w.money, Risks: w.risks, Decisions: w.decisions,
	}
	for _, t := range w.draft.Topics {
		if err := steps[t](ctx); err != nil {
			return err
		}
	}
	w.done("Nothing changed that concerns you.")
	return nil
}

// changes is what became of the roadmap, of some kinds.
func (w *writer) changes(ctx context.Context, tell func(plan.Changed) string, kinds ...string) ([]string, error) {
	c, err := plan.Since(ctx, w.reader, w.product, w.since)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, one := range c.Items {
		if slices.Contains(kinds, one.Kind) {
			if said := tell(one); said != "" {
				lines = append(lines, bold(one.Title)+" "+said+" ("+one.Key+")")
			}
		}
	}
	return short(lines), nil
}

func (w *writer) roadmap(ctx context.Context) error {
	lines, err := w.changes(ctx, movedIn, "feature", "initiative", "milestone")
	w.section("Roadmap", lines)
	return err
}

func (w *writer) releases(ctx context.Context) error {
	lines, err := w.changes(ctx, movedIn, "release")
	w.section("Releases", lines)
	return err
}

// movedIn tells of a line what matters most about its change.
func movedIn(c plan.Changed) string {
	has := func(what string) bool { return slices.Contains(c.What, what) }
	var said []string
	switch {
	case has("gone"):
		return "was taken off"
	case has("dropped"):
		return "was dropped"
	case has("added"):
		return strings.TrimSuffix("is new, "+spoken(c.After), ", ")
	case has("released"):
		said = append(said, strings.TrimSpace("is out"+atEnd(c.After)))
	case has("state"):
		said = append(said, "is now "+c.After.State)
	}
	if has("moved") {
		said = append(said, placed(c.Before, c.After))
	}
	if has("horizon") && !has("state") && c.After.Horizon != "" {
		said = append(said, "stands on "+c.After.Horizon+" now")
	}
	if has("release") && len(c.After.Release) > 0 {
		said = append(said, "ships in "+strings.Join(c.After.Release, ", "))
	}
	return strings.Join(said, "; ")
}

// placed tells of days that changed.
func placed(before, after *plan.Face) string {
	was, is := days(before), days(after)
	switch {
	case is == "":
		return "has no day any more, before " + was
	case was == "":
		return "is planned for " + is
	default:
		return "moved to " + is + ", from " + was
	}
}

func days(f *plan.Face) string { return cut.Say(f.StartOn, f.EndOn, "day") }

// spoken tells when something is, by its days or its horizon.
func spoken(f *plan.Face) string {
	if said := days(f); said != "" {
		return said
	}
	return f.Horizon
}

func atEnd(f *plan.Face) string {
	if f.EndOn == "" {
		return ""
	}
	return " since " + cut.Say(f.EndOn, f.EndOn, "day")
}

func (w *writer) progress(ctx context.Context) error {
	said, err := record.Where[strategy.CheckIn](ctx, w.reader.At, "d.product_id = ? and d.created_at > ? order by d.created_at desc, d.version desc limit 500", w.product, int64(w.since))
	if err != nil || len(said) == 0 {
		return err
	}
	var ids []string
	seen := map[string]bool{}
	said = slices.DeleteFunc(said, func(c strategy.CheckIn) bool {
		k := string(c.Record) + " " + c.KeyResult
		defer func() { seen[k] = true }()
		return seen[k]
	})
	for _, c := range said {
		ids = append(ids, string(c.Record))
	}
	marks, args := record.Among(ids)
	objectives, err := op.Where[strategy.Objective](ctx, w.reader, "r.id in ("+marks+") and r.archived_at = 0", args...)
	if err != nil {
		return err
	}
	var lines []string
	for _, c := range said {
		i := slices.IndexFunc(objectives, func(o strategy.Objective) bool { return o.ID == string(c.Record) })
		if i < 0 {
			continue
		}
		if l := checked(&objectives[i], &c); l != "" {
			lines = append(lines, l)
		}
	}
	w.section("Objectives", short(lines))
	return nil
}

// checked tells where a key result stood when somebody last said so.
func checked(o *strategy.Objective, c *strategy.CheckIn) string {
	i := slices.IndexFunc(o.KeyResults, func(k strategy.KeyResult) bool { return k.ID == c.KeyResult })
	if i < 0 {
		return ""
	}
	k := o.KeyResults[i]
	out := bold(o.Title) + ": " + plain(k.Title)
	if c.Value != nil {
		out += " stands at " + text.WithUnit(number(*c.Value), k.Unit)
		if k.Target != nil {
			out += ", target " + text.WithUnit(number(*k.Target), k.Unit)
		}
	}
	if c.Confidence != nil {
		out += ", " + number(*c.Confidence) + " % confident"
	}
	if c.Note != "" {
		out += ". " + plain(c.Note)
	}
	return out + " (" + o.Key + ")"
}

func number(f float64) string {
	return strconv.FormatFloat(float64(int64(f*100+sign(f)*0.5))/100, 'f', -1, 64)
}

func sign(f float64) float64 {
	if f < 0 {
		return -1
	}
	return 1
}

func (w *writer) bets(ctx context.Context) error {
	settled, err := op.Where[roadmap.Feature](ctx, w.reader, "r.product_id = ? and r.archived_at = 0 and d.bet_settled_at > ? order by d.bet_settled_at desc, r.id limit 200", w.product, int64(w.since))
	var lines []string
	for _, f := range settled {
		l := bold(f.Title) + ": " + f.BetOutcome
		if f.BetReason != "" {
			l += ". " + plain(f.BetReason)
		}
		lines = append(lines, l+" ("+f.Key+")")
	}
	w.section("Bets", short(lines))
	return err
}

// money tells where the year stands, when both who writes and who reads may see
// money.
func (w *writer) money(ctx context.Context) error {
	for _, v := range []*op.View{w.v, w.reader} {
		if !v.Access.May(v.Actor, money.See, w.product).May {
			who := "You may not see money here, so none is told."
			if v == w.reader {
				who = "Money is left out: this person may not see it."
			}
			w.draft.Left = append(w.draft.Left, who)
			return nil
		}
	}
	s, err := money.OfYear(ctx, w.reader, w.product)
	if err != nil {
		return err
	}
	var lines []string
	for _, sum := range s.Sorts {
		if sum.Plan != 0 || sum.Actual != 0 || sum.Outlook != 0 {
			lines = append(lines, fmt.Sprintf("**%s**: %s so far, planned %s; outlook for the year %s of %s", sortNames[sum.Sort],
				amount(sum.Actual, s.Currency), amount(sum.PlanToDate, s.Currency), amount(sum.Outlook, s.Currency), amount(sum.Plan, s.Currency)))
		}
	}
	w.section("Money, "+string(s.From)[:4], lines)
	return nil
}

var sortNames = map[string]string{money.Cost: "Cost", money.Run: "Run cost", money.Revenue: "Revenue", money.Value: "Value"}

// amount tells minor units in whole units, with their thousands apart.
func amount(minor int64, currency string) string {
	unit := int64(1)
	for range finance.Digits(currency) {
		unit *= 10
	}
	whole := minor / unit
	minus := ""
	if whole < 0 {
		whole, minus = -whole, "−"
	}
	s := strconv.FormatInt(whole, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return currency + " " + minus + s
}

// risky is a change of a risk, with the risk as it is.
type risky struct {
	ID         string     `db:"id"`
	Act        ledger.Act `db:"act"`
	Diff       patch.Diff `db:"diff"`
	Key        string     `db:"key"`
	Title      string     `db:"title"`
	State      string     `db:"state"`
	Likelihood *int64     `db:"likelihood"`
	Impact     *int64     `db:"impact"`
}

func (w *writer) risks(ctx context.Context) error {
	rows, err := store.All[risky](ctx, w.v.R, `select r.id, l.act, l.diff, r.key, r.title, r.state, k.likelihood, k.impact from ledger l
 join record r on r.workspace_id = l.workspace_id and r.id = l.entity_id join risk k on k.workspace_id = r.workspace_id and k.id = r.id
 where l.workspace_id = ? and l.kind = 'risk' and l.product_id = ? and l.at > ? and r.archived_at = 0 order by l.at, l.seq limit 500`, w.v.Workspace, w.product, int64(w.since))
	if err != nil {
		return err
	}
	said, order := map[string]string{}, []string{}
	for _, r := range rows {
		what := r.told()
		if what == "" {
			continue
		}
		if said[r.ID] == "" {
			order = append(order, r.ID)
			said[r.ID] = bold(r.Title) + " " + what + r.weight() + " (" + r.Key + ")"
		}
	}
	lines := make([]string, len(order))
	for i, id := range order {
		lines[i] = said[id]
	}
	w.section("Risks", short(lines))
	return nil
}

// told says what is new about a risk: it is told as it is now, once.
func (r *risky) told() string {
	switch {
	case r.Act == ledger.Create && r.State == "open":
		return "is new"
	case r.Act == ledger.Create || has(r.Diff, "state"):
		return "is " + r.State
	case has(r.Diff, "likelihood") || has(r.Diff, "impact"):
		return "was weighed anew"
	default:
		return ""
	}
}

func (r *risky) weight() string {
	if r.Likelihood == nil || r.Impact == nil {
		return ""
	}
	return fmt.Sprintf(": likelihood %d, impact %d of 5", *r.Likelihood, *r.Impact)
}

func has(d patch.Diff, field string) bool { _, ok := d[field]; return ok }

func (w *writer) decisions(ctx context.Context) error {
	from := dayOf(w.v, w.since)
	made, err := op.Where[decision.Decision](ctx, w.reader, "r.product_id = ? and r.archived_at = 0 and r.category = 'done' and d.decided_on >= ? order by d.decided_on desc, r.id limit 200", w.product, clock.Day(from))
	var lines []string
	for _, d := range made {
		lines = append(lines, bold(d.Title)+" ("+d.Key+", "+cut.Say(d.DecidedOn, d.DecidedOn, "day")+")")
	}
	w.section("Decisions", short(lines))
	return err
}
