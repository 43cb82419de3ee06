package launch

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// LaunchTemplate is what launches of one tier begin with, as a workspace has it.
//
//nolint:revive // the name is the table's
type LaunchTemplate struct {
	record.Part
	Tier  int64       `db:"tier" json:"tier" by:"launch.plan" v:"min=1,max=3"`
	Tasks []Blueprint `db:"tasks" json:"tasks" by:"launch.plan" v:"max=100"`
}

// Blueprint is a task of a template.
type Blueprint struct {
	ID         string   `json:"id" doc:"Unique in its template."`
	Department string   `json:"department" doc:"product, engineering, marketing, sales, support, legal or finance."`
	Title      string   `json:"title"`
	Note       string   `json:"note" doc:"In Markdown."`
	Produces   string   `json:"produces" doc:"What comes of it."`
	Offset     int64    `json:"offset" doc:"Days from the launch day."`
	Days       int64    `json:"days" doc:"How many days it takes."`
	After      []string `json:"after" doc:"Ids of the tasks of this template that come first."`
}

// TemplateShown is the template of a tier.
type TemplateShown struct {
	Tier  int64       `json:"tier"`
	Own   bool        `json:"own" doc:"The workspace changed it; else it is as it came."`
	Tasks []Blueprint `json:"tasks"`
}

// TemplateSet changes the template of a tier.
type TemplateSet struct {
	Tier  int64       `json:"tier" v:"required,min=1,max=3"`
	Tasks []Blueprint `json:"tasks" v:"required,max=100"`
}

// TierIn names a tier.
type TierIn struct {
	Tier int64 `json:"tier" v:"required,min=1,max=3"`
}

// Nothing is an input without fields.
type Nothing struct{}

func registerTemplates(r *op.Registry) {
	op.AddPart[LaunchTemplate](r, "launch_template")
	op.Ask(r, "launchtemplate.list", templates, op.Says("List what launches of each tier begin with."), op.Needs(op.Inside))
	op.Do(r, "launchtemplate.set", setTemplate, op.Says("Change what launches of a tier begin with; launches that are there stay as they are."), op.Takes(plan))
	op.Do(r, "launchtemplate.reset", resetTemplate, op.Says("Have a tier's template as it came again."), op.Takes(plan))
}

// Check holds for every stored template.
func (t *LaunchTemplate) Check(list *errs.List) {
	seen := map[string]bool{}
	for _, b := range t.Tasks {
		seen[b.ID] = true
	}
	count := map[string]int{}
	for i, b := range t.Tasks {
		at := fmt.Sprintf("tasks.%d.", i)
		count[b.ID]++
		if b.ID == "" || len(b.ID) > 40 || count[b.ID] > 1 {
			list.Add(at+"id", "must be unique, with 1 to 40 characters")
		}
		if !oneOf(Departments, b.Department) {
			list.Add(at+"department", "must be %s", strings.Join(Departments, ", "))
		}
		if strings.TrimSpace(b.Title) == "" || utf8.RuneCountInString(b.Title) > 300 {
			list.Add(at+"title", "must have 1 to 300 characters")
		}
		if utf8.RuneCountInString(b.Note) > 5000 || utf8.RuneCountInString(b.Produces) > 300 {
			list.Add(at+"note", "must have at most 5000 characters, and what comes of it 300")
		}
		if b.Offset < -365 || b.Offset > 365 {
			list.Add(at+"offset", "must be within a year of the launch day")
		}
		if b.Days < 0 || b.Days > 120 {
			list.Add(at+"days", "must be 0 to 120")
		}
		for _, a := range b.After {
			if !seen[a] || a == b.ID {
				list.Add(at+"after", "there is no other task %q in this template", a)
			}
		}
	}
	if list.Err() == nil {
		if at := circle(t.Tasks); at >= 0 {
			list.Add(fmt.Sprintf("tasks.%d.after", at), "“%s” waits for itself through others", t.Tasks[at].Title)
		}
	}
}

// circle gives the place of a task that waits for itself, or -1.
func circle(tasks []Blueprint) int {
	after := map[string][]string{}
	for _, b := range tasks {
		after[b.ID] = b.After
	}
	for i, b := range tasks {
		seen := map[string]bool{}
		next := slices.Clone(b.After)
		for len(next) > 0 {
			a := next[0]
			next = next[1:]
			if a == b.ID {
				return i
			}
			if !seen[a] {
				seen[a] = true
				next = append(next, after[a]...)
			}
		}
	}
	return -1
}

func ownTemplates(ctx context.Context, v *op.View) ([]LaunchTemplate, error) {
	return record.Where[LaunchTemplate](ctx, v.At, "1 = 1 order by d.tier")
}

// templateOf gives the template of a tier, the workspace's own or as it came.
func templateOf(ctx context.Context, v *op.View, tier int64) (*TemplateShown, error) {
	own, err := ownTemplates(ctx, v)
	if err != nil {
		return nil, err
	}
	for _, t := range own {
		if t.Tier == tier {
			return &TemplateShown{tier, true, t.Tasks}, nil
		}
	}
	return &TemplateShown{tier, false, asItCame[tier]}, nil
}

func templates(ctx context.Context, v *op.View, _ Nothing) ([]TemplateShown, error) {
	own, err := ownTemplates(ctx, v)
	if err != nil {
		return nil, err
	}
	var out []TemplateShown
	for tier := int64(1); tier <= quiet; tier++ {
		shown := TemplateShown{tier, false, asItCame[tier]}
		for _, t := range own {
			if t.Tier == tier {
				shown.Own, shown.Tasks = true, t.Tasks
			}
		}
		out = append(out, shown)
	}
	return out, nil
}

func setTemplate(ctx context.Context, tx *op.Tx, in TemplateSet) (*TemplateShown, error) {
	own, err := ownTemplates(ctx, &tx.View)
	if err != nil {
		return nil, err
	}
	shown := &TemplateShown{in.Tier, true, in.Tasks}
	for i := range own {
		if own[i].Tier == in.Tier {
			after := own[i]
			after.Tasks = in.Tasks
			return shown, tx.Update(ctx, &own[i], &after)
		}
	}
	return shown, tx.Insert(ctx, &LaunchTemplate{Tier: in.Tier, Tasks: in.Tasks})
}

func resetTemplate(ctx context.Context, tx *op.Tx, in TierIn) (*TemplateShown, error) {
	own, err := ownTemplates(ctx, &tx.View)
	if err != nil {
		return nil, err
	}
	for i := range own {
		if own[i].Tier == in.Tier {
			if err := tx.Delete(ctx, &own[i]); err != nil {
				return nil, err
			}
		}
	}
	return &TemplateShown{in.Tier, false, asItCame[in.Tier]}, nil
}

// filled adds the tasks of a template to a launch. Those that came from it
// before stay, so that filling twice adds nothing.
func filled(ctx context.Context, tx *op.Tx, l *Launch, tier int64) (int, error) {
	t, err := templateOf(ctx, &tx.View, tier)
	if err != nil {
		return 0, err
	}
	all, err := tasksOf(ctx, &tx.View, []string{l.ID})
	if err != nil {
		return 0, err
	}
	ids := map[string]string{}
	for _, x := range all[l.ID] {
		if x.Template != "" {
			ids[x.Template] = x.ID
		}
	}
	fresh := make([]Blueprint, 0, len(t.Tasks))
	for _, b := range t.Tasks {
		if _, there := ids[b.ID]; !there {
			ids[b.ID] = id.Of("launch_task", tx.Workspace, l.ID, b.ID)
			fresh = append(fresh, b)
		}
	}
	if len(all[l.ID])+len(fresh) > mostTasks {
		return 0, errs.New(errs.Conflict, "%s would have more than %d tasks, which is the most that fit into one plan.", l.Key, mostTasks)
	}
	for _, b := range fresh {
		x := &LaunchTask{Department: b.Department, Title: b.Title, Note: b.Note, Produces: b.Produces, Offset: b.Offset, Days: b.Days, State: todo, Template: b.ID, After: []string{}}
		x.ID, x.Record, x.Product = ids[b.ID], id.Ref(l.ID), l.Product
		for _, a := range b.After {
			x.After = append(x.After, ids[a])
		}
		// Where one person is a department's first role, it is theirs to do.
		if who := tx.Access.Holding(holders[b.Department][:1], string(l.Product)); len(who) == 1 {
			x.Owner = id.Ref(who[0])
		}
		if err := tx.Insert(ctx, x); err != nil {
			return 0, err
		}
	}
	return len(fresh), nil
}
