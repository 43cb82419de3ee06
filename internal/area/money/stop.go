package money

import (
	"context"
	"strings"

	"throughline/internal/area/product"
	"throughline/internal/area/roadmap"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// StopAnswer is what was answered when it was asked whether something had
// better be stopped.
type StopAnswer struct {
	record.Part
	Answer string    `db:"answer" json:"answer" by:"budget.set" v:"required,enum=stop|keep"`
	Reason string    `db:"reason" json:"reason" by:"budget.set" v:"required,max=1000"`
	Until  clock.Day `db:"until_on" json:"until" by:"budget.set" v:"day" doc:"Of what is kept: when it is asked again."`
}

func registerStops(r *op.Registry) {
	op.AddPart[StopAnswer](r, "stop_answer")
	op.Ask(r, "stop.list", listStops, op.Says("Say what of a product had better be stopped, with the reasons for and against as numbers, and what stopping frees."))
	op.Do(r, "stop.take", takeStop, op.Says("Stop a feature, initiative or product, with the reason: features and initiatives are dropped, a product goes to its sunset."), op.At("POST", "/api/v1/records/{id}/stop"))
	op.Do(r, "stop.decline", declineStop, op.Says("Keep what might be stopped, with the reason, and ask again later."), op.Takes("budget.set"), op.At("POST", "/api/v1/records/{id}/stop/decline"))
}

// StopTake stops something.
type StopTake struct {
	ID     string `json:"id" in:"path" ref:"record" v:"required" doc:"Id or key of the feature, initiative or product."`
	Reason string `json:"reason" v:"required,max=1000" doc:"Why; whoever sees the record can read it in its history."`
}

// StopDecline keeps something.
type StopDecline struct {
	ID     string    `json:"id" in:"path" ref:"record" v:"required" doc:"Id or key of the feature, initiative or product."`
	Reason string    `json:"reason" v:"required,max=1000"`
	Until  clock.Day `json:"until" v:"day" doc:"When it is asked again; in a quarter when left out."`
}

// isDropped is the meaning of the state in which things are that were stopped.
const isDropped = "dropped"

func takeStop(ctx context.Context, tx *op.Tx, in StopTake) (*StopAnswer, error) {
	row, err := stoppable(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	switch row.Kind {
	case "feature":
		err = drop[roadmap.Feature](ctx, tx, row.ID)
	case "initiative":
		err = drop[roadmap.Initiative](ctx, tx, row.ID)
	default:
		err = sunset(ctx, tx, row.ID)
	}
	if err != nil {
		return nil, err
	}
	return answer(ctx, tx, row, StopAnswer{Answer: "stop", Reason: strings.TrimSpace(in.Reason)})
}

func declineStop(ctx context.Context, tx *op.Tx, in StopDecline) (*StopAnswer, error) {
	row, err := stoppable(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	day := tx.Today()
	if in.Until == "" {
		in.Until = day.Add(91)
	}
	if in.Until <= day {
		return nil, errs.Fieldf("until", "must lie ahead of today, %s", day)
	}
	return answer(ctx, tx, row, StopAnswer{Answer: "keep", Reason: strings.TrimSpace(in.Reason), Until: in.Until})
}

func stoppable(ctx context.Context, tx *op.Tx, ref string) (*record.Row, error) {
	row, err := tx.Base(ctx, ref)
	if err != nil {
		return nil, err
	}
	if row.Kind != "feature" && row.Kind != "initiative" && row.Kind != "product" {
		return nil, errs.New(errs.Invalid, "A %s is not stopped here: features, initiatives and products are.", row.Kind)
	}
	return row, maySee(&tx.View, string(row.Product))
}

func answer(ctx context.Context, tx *op.Tx, row *record.Row, a StopAnswer) (*StopAnswer, error) {
	if a.Reason == "" {
		return nil, errs.Fieldf("reason", "is required: why it was decided so")
	}
	a.Product, a.Record = row.Product, id.Ref(row.ID)
	return &a, tx.Insert(ctx, &a)
}

// drop moves something on to the state that means dropped.
func drop[T any](ctx context.Context, tx *op.Tx, ref string) error {
	is, err := op.Find[T](ctx, &tx.View, ref)
	if err != nil {
		return err
	}
	before := any(is).(record.Entity)
	to, err := tx.Meant(ctx, before, isDropped)
	if err != nil {
		return err
	}
	if before.Base().State == to.Name {
		return errs.New(errs.Conflict, "%s was stopped already.", before.Base().Key)
	}
	copied := *is
	after := any(&copied).(record.Entity)
	after.Base().State = to.Name
	return tx.Update(ctx, before, after)
}

func sunset(ctx context.Context, tx *op.Tx, ref string) error {
	before, err := op.Find[product.Product](ctx, &tx.View, ref)
	if err != nil {
		return err
	}
	if before.Stage == "sunset" {
		return errs.New(errs.Conflict, "%s is in its sunset already.", before.Key)
	}
	after := *before
	after.Stage = "sunset"
	return tx.Update(ctx, before, &after)
}
