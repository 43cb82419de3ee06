package launch

import (
	"context"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
	"throughline/internal/platform/store"
)

// hears is who a department or an audience is told through. A plan has dozens of
// tasks: each department is told of its own, and not of the others'.
func hears(access *right.Access, department, product string) []string {
	if department == "customers" {
		department = "marketing" // who speaks to them
	}
	return access.Holding(holders[department][:1], product)
}

// registerNews says who is told of what.
func registerNews(r *op.Registry) {
	r.Tells("launch", moved)
	r.Tells("launch_task", tasked)
	r.Tells("enablement", written)
	r.Tells("announcement", announced)
	r.Tells("launch_gate", gated)
	r.Silent("announcement_version", "launch_template", "launch_review")
}

// moved tells those whose open tasks move along with a launch day, beside those
// whom a change of any record concerns.
func moved(ctx context.Context, at record.At, _ *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	if row.Act != ledger.Update || op.Became[string](row, "day") == "" {
		return nil, true, nil
	}
	of, err := store.All[string](ctx, at.R, "select distinct owner_id from launch_task where workspace_id = ? and record_id = ? and owner_id is not null and due_on is null and state in ('to do', 'doing')", at.Workspace, row.Entity)
	return watch.Tell(watch.Heard, of...), true, err
}

// tasked tells the owner that a task is theirs; while nobody owns it, its
// department.
func tasked(_ context.Context, _ record.At, access *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	if owner := op.Became[string](row, "owner"); owner != "" {
		return watch.Tell(watch.Assigned, owner), false, nil
	}
	if department := op.Became[string](row, "department"); department != "" && row.Act == ledger.Create {
		return watch.Tell(watch.Heard, hears(access, department, string(row.Product))...), false, nil
	}
	return nil, false, nil
}

// written tells an audience that there is something for it.
func written(ctx context.Context, at record.At, access *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	of, err := store.All[string](ctx, at.R, "select audience from enablement where workspace_id = ? and id = ?", at.Workspace, row.Entity)
	if err != nil || len(of) == 0 || row.Act == ledger.Delete {
		return nil, false, err
	}
	return watch.Tell(watch.Heard, hears(access, of[0], string(row.Product))...), false, nil
}

// announced tells whoever is asked to approve, and of the answer whoever owns or
// watches the launch.
func announced(ctx context.Context, at record.At, _ *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	switch op.Became[string](row, "state") {
	case approved, refused:
		near, err := watch.Near(ctx, at, string(row.Record))
		return watch.Tell(watch.Watched, near...), false, err
	case awaited:
	default: // somebody else is asked while it waits already
		who := op.Became[string](row, "approver")
		if who == "" || row.Act == ledger.Delete {
			return nil, false, nil
		}
		return watch.Tell(watch.Decide, who), false, nil
	}
	of, err := store.All[string](ctx, at.R, "select approver_id from announcement where workspace_id = ? and id = ? and approver_id is not null", at.Workspace, row.Entity)
	return watch.Tell(watch.Decide, of...), false, err
}

// gated asks the departments, and tells those who hear of launches what was
// decided.
func gated(_ context.Context, _ record.At, access *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	var out []op.Told
	switch {
	case row.Act == ledger.Create:
		for _, a := range op.Became[[]GateAnswer](row, "answers") {
			out = append(out, watch.Tell(watch.Decide, hears(access, a.Department, string(row.Product))...)...)
		}
	case op.Became[string](row, "state") == gateDecided:
		out = watch.Tell(watch.Heard, access.Holding(access.Rule(plan, string(row.Product)).Heard, string(row.Product))...)
	}
	return out, false, nil
}
