package storymap

import (
	"context"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/platform/store"
)

// Slice is what of the map ships with one release.
type Slice struct {
	release
	Cards    int64    `json:"cards" doc:"Items on the map that ship with it."`
	Gaps     []string `json:"gaps" ref:"activity" doc:"Activities that neither it nor a slice before it touches: with this release users cannot walk the backbone to its end."`
	Idle     []string `json:"idle" ref:"activity" doc:"Activities that it adds nothing to, and a slice before it does."`
	Skeleton bool     `json:"skeleton" doc:"The walking skeleton: the first slice with which the whole backbone can be walked."`
	Outcomes []Aim    `json:"outcomes" doc:"The objectives that it serves through what ships in it, the most served first."`
	Metrics  []Aim    `json:"metrics" doc:"What those are measured by."`
}

// Aim is an objective or a metric.
type Aim struct {
	ID    string `db:"id" json:"id"`
	Key   string `db:"key" json:"key"`
	Title string `db:"title" json:"title"`
}

// aimsShown bounds how many outcomes and metrics a slice names.
const aimsShown = 3

// slicesOf makes slices of releases, and finds the gaps in the backbone. What
// is out counts: a later slice stands on it.
func slicesOf(all []release, backbone []Column, touched []touch, released bool) []Slice {
	activity := map[string]string{}
	for _, a := range backbone {
		for _, s := range a.Steps {
			activity[s.ID] = a.ID
		}
	}
	own, count := map[string]map[string]bool{}, map[string]int64{}
	for _, t := range touched {
		r := string(t.Release)
		if own[r] == nil {
			own[r] = map[string]bool{}
		}
		own[r][activity[t.Step]] = true
		count[r] += t.Cards
	}
	out, walked, whole := []Slice{}, map[string]bool{}, false
	for _, r := range all {
		s := Slice{release: r, Cards: count[r.ID], Gaps: []string{}, Idle: []string{}, Outcomes: []Aim{}, Metrics: []Aim{}}
		for _, a := range backbone {
			switch {
			case own[r.ID][a.ID]:
				walked[a.ID] = true
			case walked[a.ID]:
				s.Idle = append(s.Idle, a.ID)
			case !a.Optional && s.Cards > 0:
				s.Gaps = append(s.Gaps, a.ID)
			}
		}
		if s.Cards > 0 && !whole && len(s.Gaps) == 0 && len(walked) > 0 {
			whole, s.Skeleton = true, true
		}
		gone := r.Category == record.Done
		if (!gone || released && s.Cards > 0) && len(out) < mostSlices {
			out = append(out, s)
		}
	}
	return out
}

// above is all that releases lead up to: what ships in them, and what that
// serves.
const above = `with recursive up(root, id, depth) as (
  select id, id, 0 from record where workspace_id = ? and id in (%s)
  union
  select u.root, e.dst_id, u.depth + 1 from up u cross join thread_edge e where e.workspace_id = ? and e.src_id = u.id and e.way = 'u' and u.depth < 8
)`

// aims names what slices are for, and by what that is measured.
func aims(ctx context.Context, v *op.View, slices []Slice) error {
	if len(slices) == 0 {
		return nil
	}
	ids := make([]string, len(slices))
	nth := map[string]int{}
	for i, s := range slices {
		ids[i], nth[s.ID] = s.ID, i
	}
	marks, args := record.Among(ids)
	from := strings.Replace(above, "%s", marks, 1)
	scope, see := v.Scope("r.product_id")
	args = append(append([]any{v.Workspace}, args...), v.Workspace, v.Workspace)
	type row struct {
		Root string `db:"root"`
		Aim
		Paths int64 `db:"paths"`
	}
	for _, q := range []struct {
		kind, way string
		add       func(*Slice, Aim)
	}{
		{"objective", "u", func(s *Slice, a Aim) {
			if len(s.Outcomes) < aimsShown {
				s.Outcomes = append(s.Outcomes, a)
			}
		}},
		{"metric", "m", func(s *Slice, a Aim) {
			if len(s.Metrics) < aimsShown {
				s.Metrics = append(s.Metrics, a)
			}
		}},
	} {
		all := append(append([]any{}, args...), q.way, q.kind)
		found, err := store.All[row](ctx, v.R, from+` select u.root, r.id, r.key, r.title, count(*) as paths from up u
join thread_edge e on e.workspace_id = ? and e.src_id = u.id and e.way = ? join record r on r.workspace_id = e.workspace_id and r.id = e.dst_id
where r.kind = ? and r.archived_at = 0 and `+scope+` group by u.root, r.id, r.key, r.title order by u.root, count(*) desc, r.id limit 2000`, append(all, see...)...)
		if err != nil {
			return err
		}
		for _, f := range found {
			q.add(&slices[nth[f.Root]], f.Aim)
		}
	}
	return nil
}
