package stakeholder

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/area/launch"
	"throughline/internal/area/portal/cut"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// turned is what became of a launch since somebody read of it, from its rows in
// the ledger: it is told once, as it was then and as it is now.
type turned struct {
	made                    bool
	day, out, ruling, state bool
	before                  clock.Day
}

// note takes one row over. The first that changed the day knows which it was.
func (t *turned) note(act ledger.Act, diff patch.Diff) {
	t.made = t.made || act == ledger.Create
	if c, ok := diff["day"]; ok && !t.day {
		t.day, t.before = true, dayIn(c[0])
	}
	t.out = t.out || has(diff, "launchedOn")
	t.ruling = t.ruling || has(diff, "ruling")
	t.state = t.state || has(diff, "state")
}

func dayIn(raw []byte) clock.Day {
	d := strings.Trim(string(raw), `"`)
	if d == "null" {
		return ""
	}
	return clock.Day(d)
}

// launches tells of launches what those wait for who are told of them: the day,
// go or no-go, and that one is out.
func (w *writer) launches(ctx context.Context) error {
	type row struct {
		ID   string     `db:"entity_id"`
		Act  ledger.Act `db:"act"`
		Diff patch.Diff `db:"diff"`
	}
	rows, err := store.All[row](ctx, w.v.R, "select entity_id, act, diff from ledger where workspace_id = ? and kind = 'launch' and product_id = ? and at > ? order by at, seq limit 500", w.v.Workspace, w.product, int64(w.since))
	if err != nil || len(rows) == 0 {
		return err
	}
	since, order := map[string]*turned{}, []string{}
	for _, r := range rows {
		if since[r.ID] == nil {
			since[r.ID] = &turned{}
			order = append(order, r.ID)
		}
		since[r.ID].note(r.Act, r.Diff)
	}
	marks, args := record.Among(order)
	now, err := op.Where[launch.Launch](ctx, w.reader, "r.id in ("+marks+") and r.archived_at = 0", args...)
	var lines []string
	for _, id := range order {
		i := slices.IndexFunc(now, func(l launch.Launch) bool { return l.ID == id })
		if i < 0 {
			continue
		}
		if said := since[id].said(&now[i]); said != "" {
			lines = append(lines, bold(now[i].Title)+" "+said+" ("+now[i].Key+")")
		}
	}
	w.section("Launches", short(lines))
	return err
}

// said tells what matters most about a launch that changed; "" where nothing
// does.
func (t *turned) said(l *launch.Launch) string {
	day := cut.Say(l.Day, l.Day, "day")
	var said []string
	switch {
	case t.out && l.LaunchedOn != "":
		return "is out since " + cut.Say(l.LaunchedOn, l.LaunchedOn, "day")
	case t.state && l.Category == record.Closed && l.LaunchedOn == "":
		return "was dropped"
	case l.LaunchedOn != "":
		return ""
	case t.made && l.Day == "":
		said = append(said, "is new, and has no day yet")
	case t.made:
		said = append(said, "is new, planned for "+day)
	case !t.day || t.before == l.Day:
	case l.Day == "":
		said = append(said, "has no day any more, before "+cut.Say(t.before, t.before, "day"))
	case t.before == "":
		said = append(said, "is planned for "+day)
	default:
		said = append(said, "moved to "+day+", from "+cut.Say(t.before, t.before, "day"))
	}
	if t.ruling && l.Ruling != "" {
		said = append(said, "has a "+l.Ruling)
	}
	return strings.Join(said, "; ")
}
