package roadmap

import (
	"context"
	"slices"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// Feature is what will be offered to serve an opportunity. It stands on the
// roadmap.
type Feature struct {
	record.Record
	Horizon    string    `db:"horizon" json:"horizon" by:"roadmap.place" v:"enum=now|next|later" doc:"How far away it is, where no dates are promised."`
	StartOn    clock.Day `db:"start_on" json:"startOn" by:"roadmap.place" v:"day" doc:"When work on it begins."`
	EndOn      clock.Day `db:"end_on" json:"endOn" by:"roadmap.place" v:"day" doc:"When it is promised."`
	Hypothesis string    `db:"hypothesis" json:"hypothesis" by:"*" v:"max=4000" doc:"The bet: what will change for whom, and which number will show it."`
	Reach      *int64    `db:"reach" json:"reach" by:"feature.score" v:"min=0" doc:"People or events per quarter."`
	Impact     *float64  `db:"impact" json:"impact" by:"feature.score" doc:"Per person reached: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal."`
	Confidence *float64  `db:"confidence" json:"confidence" by:"feature.score" v:"min=0,max=100" doc:"In percent: 100 high, 80 medium, 50 low; below that it is a shot at the moon."`
	Effort     *float64  `db:"effort" json:"effort" by:"feature.score" v:"min=0" doc:"Person-months of the whole team."`
}

// States that rules speak of, by what they mean.
const (
	isPlanned    = "planned"
	isInProgress = "in progress"
	isReleased   = "released"
)

var featureStates = record.States("idea", "todo", "candidate", "todo", isPlanned, "todo", isInProgress, "doing", isReleased, "done", "settled", "closed", "dropped", "closed")

// Check holds for every stored feature.
func (f *Feature) Check(list *errs.List) {
	checkPeriod(f.StartOn, f.EndOn, list)
	if f.Impact != nil && !slices.Contains(impacts, *f.Impact) {
		list.Add("impact", "must be 3 (massive), 2 (high), 1 (medium), 0.5 (low) or 0.25 (minimal)")
	}
}

var impacts = []float64{3, 2, 1, 0.5, 0.25}

// moveFeature says who moves a feature on. What is in progress is a promise:
// it leaves that state only by being released, or by the word of both jobs.
func moveFeature(from, to record.State) (string, error) {
	switch {
	case to.Category == record.Done && from.Category != record.Closed:
		return "release.content", nil
	case from.Category == record.Doing && to.Category != record.Doing:
		return "scope.change", nil
	case to.Category == record.Doing || to.Meaning == isPlanned:
		return "roadmap.place", nil
	default:
		return "feature.define", nil
	}
}

// weighFeature asks both jobs about the dates of a committed feature.
func weighFeature(ctx context.Context, v *op.View, field string, before, _ record.Entity) (string, error) {
	if field != "startOn" && field != "endOn" {
		return "", nil
	}
	is, err := Committed(ctx, v, before.Base().ID)
	if err != nil || !is {
		return "", err
	}
	return "scope.change", nil
}

// Committed says whether others rely on a feature: it is in progress, or
// ships in a release that is.
func Committed(ctx context.Context, v *op.View, feature string) (bool, error) {
	const query = `select count(*) from record r where r.workspace_id = ? and r.category = 'doing' and r.archived_at = 0
 and (r.id = ? or r.kind = 'release' and r.id in (select l.to_id from link l where l.workspace_id = ? and l.from_id = ? and l.type = ?))`
	n, err := store.One[int64](ctx, v.R, query, v.Workspace, feature, v.Workspace, feature, link.ShipsIn)
	return n > 0, err
}

// Ship moves a feature that is in progress on to released: for the release
// that it ships in. Features in other states stay where they are.
func Ship(ctx context.Context, tx *op.Tx, feature string) error {
	before, err := record.Find[Feature](ctx, tx.View.At, feature)
	if err != nil || before.Category != record.Doing {
		return err
	}
	s, err := tx.Meant(ctx, before, isReleased)
	if err != nil {
		return err
	}
	after := *before
	after.State = s.Name
	return tx.Update(ctx, before, &after)
}
