package stakeholder

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/area/portal/cut"
	"throughline/internal/area/roadmap/plan"
	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
)

// outside writes for people outside, from what a cut shows its audience and
// nothing else. Of what was before nothing is said: it may not have been shown.
func (w *writer) outside(ctx context.Context, ref, day string) error {
	c, err := op.Find[cut.Cut](ctx, w.v, ref)
	if err != nil {
		return err
	}
	if !slices.Contains(c.Products, w.product) {
		return errs.Fieldf("cut", "this cut does not show the product; choose one that does")
	}
	told, err := c.Told(ctx, w.v)
	if err != nil {
		return err
	}
	w.draft.Title = c.Title + ": what changed since " + day
	for _, t := range w.draft.Topics {
		if t != Roadmap && t != Releases {
			w.draft.Left = append(w.draft.Left, strings.ToUpper(t[:1])+t[1:]+": no cut shows them, so they are left out.")
		}
	}
	w.draft.Topics = slices.DeleteFunc(slices.Clone(w.draft.Topics), func(t string) bool { return t != Roadmap && t != Releases })
	var features, releases []string
	for _, p := range c.Products {
		if !w.v.Sees(p) {
			continue
		}
		changed, err := plan.Since(ctx, w.v, p, w.since)
		if err != nil {
			return err
		}
		for _, one := range changed.Items {
			said := shown(told, one)
			switch {
			case said == "":
			case one.Kind == "release":
				releases = append(releases, said)
			default:
				features = append(features, said)
			}
		}
	}
	if slices.Contains(w.draft.Topics, Roadmap) {
		w.section("What we are working on", short(features))
	}
	if slices.Contains(w.draft.Topics, Releases) {
		w.section("Releases", short(releases))
	}
	w.done("Nothing changed on what is shown to you.")
	return nil
}

// shown tells of a changed line what its audience sees of the change; "" when
// that is nothing.
func shown(told *cut.Told, c plan.Changed) string {
	l := told.Line(c.ID)
	if l == nil || c.After == nil {
		return ""
	}
	has := func(what string) bool { return slices.Contains(c.What, what) }
	when := told.Days(l.Start, l.End, strings.ToLower(told.Cell(l, "horizon")))
	var said []string
	add := func(on bool, words string) {
		if on {
			said = append(said, words)
		}
	}
	add(has("added"), "is new")
	add(has("released") && l.Status == "Done", "is done")
	add(has("dropped") && l.Status == "Dropped", "will not come")
	add(has("state") && l.Status == "In progress", "is being worked on")
	if has("moved") && when != "" && c.Before != nil && told.Days(c.Before.StartOn, c.Before.EndOn, c.Before.Horizon) != when {
		said = append(said, "is now planned for "+when)
	} else {
		add(has("added") && when != "", "planned for "+when)
	}
	add(has("horizon") && told.Cell(l, "horizon") != "", "stands on "+told.Cell(l, "horizon")+" now")
	add(has("release") && told.Cell(l, "release") != "", "ships in "+plain(told.Cell(l, "release")))
	if len(said) == 0 {
		return ""
	}
	return bold(l.Name) + " " + strings.Join(said, "; ")
}
