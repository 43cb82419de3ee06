package retro

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/platform/store"
)

// noteLimit bounds how many notes of a retrospective are shown.
const noteLimit = 1000

// ShowIn names a sprint.
type ShowIn struct {
	Sprint string `json:"sprint" in:"query" ref:"sprint" v:"required" doc:"Id or key of the sprint."`
}

// Shown is a retrospective as one person may see it.
type Shown struct {
	Retro   *Retro      `json:"retro" doc:"Null while there is none."`
	Drafts  []Draft     `json:"drafts" doc:"One's own, while everybody is writing."`
	Writing []Writer    `json:"writing" doc:"How many notes each person has written so far; not what."`
	Notes   []RetroNote `json:"notes" doc:"Once they are revealed."`
	Votes   []RetroVote `json:"votes"`
	Actions []Action    `json:"actions"`
	Before  *Before     `json:"before" doc:"What the last retrospective decided on; null when there was none."`
}

// Writer counts what somebody has written.
type Writer struct {
	Member string `db:"member_id" json:"member" ref:"member"`
	Notes  int64  `db:"notes" json:"notes"`
}

// Action is an action and how far it has come.
type Action struct {
	ID       string          `db:"id" json:"id" ref:"-"`
	Note     *string         `db:"note_id" json:"note" ref:"-"`
	Item     string          `db:"item_id" json:"item" ref:"record" doc:"Id of the task."`
	Key      string          `db:"key" json:"key"`
	Title    string          `db:"title" json:"title"`
	State    string          `db:"state" json:"state"`
	Category record.Category `db:"category" json:"category"`
	Owner    *string         `db:"owner_id" json:"owner" ref:"member"`
}

// Before is an earlier retrospective.
type Before struct {
	Sprint  string   `json:"sprint" ref:"sprint" doc:"Key of its sprint."`
	Title   string   `json:"title"`
	Actions []Action `json:"actions"`
}

func show(ctx context.Context, v *op.View, in ShowIn) (*Shown, error) {
	s, err := v.Base(ctx, in.Sprint)
	if err != nil {
		return nil, err
	}
	out := &Shown{Drafts: []Draft{}, Writing: []Writer{}, Notes: []RetroNote{}, Votes: []RetroVote{}, Actions: []Action{}}
	if out.Before, err = before(ctx, v, s); err != nil {
		return nil, err
	}
	r, err := of(ctx, v, s.ID)
	if err != nil || r == nil {
		return out, err
	}
	out.Retro = r
	if out.Actions, err = actions(ctx, v, r.ID); err != nil {
		return nil, err
	}
	if r.Phase == Writing {
		if out.Drafts, err = drafts(ctx, v, r.ID, v.Actor.Member); err != nil {
			return nil, err
		}
		out.Writing, err = store.All[Writer](ctx, v.R, "select member_id, count(*) as notes from retro_draft where workspace_id = ? and retro_id = ? group by member_id order by member_id", v.Workspace, r.ID)
		return out, err
	}
	if out.Notes, err = record.Where[RetroNote](ctx, v.At, "d.retro_id = ? order by d.created_at, d.id limit ?", r.ID, noteLimit); err != nil {
		return nil, err
	}
	out.Votes, err = record.Where[RetroVote](ctx, v.At, "d.retro_id = ? order by d.id", r.ID)
	return out, err
}

func actions(ctx context.Context, v *op.View, retro string) ([]Action, error) {
	return store.All[Action](ctx, v.R, "select a.id, a.note_id, a.item_id, r.key, r.title, r.state, r.category, r.owner_id from retro_action a"+
		" join record r on r.workspace_id = a.workspace_id and r.id = a.item_id where a.workspace_id = ? and a.retro_id = ? and r.archived_at = 0 order by a.created_at, a.id limit ?", v.Workspace, retro, noteLimit)
}

// before finds the last retrospective before a sprint's own that decided on
// something.
func before(ctx context.Context, v *op.View, s *record.Row) (*Before, error) {
	type row struct {
		Retro string `db:"retro_id"`
		Key   string `db:"key"`
		Title string `db:"title"`
	}
	// By the sprints' days; those without any come first.
	found, err := store.All[row](ctx, v.R, "select t.id as retro_id, r.key, r.title from retro t join record r on r.workspace_id = t.workspace_id and r.id = t.record_id"+
		" join sprint d on d.workspace_id = t.workspace_id and d.id = t.record_id join sprint m on m.workspace_id = t.workspace_id and m.id = ?"+
		" where t.workspace_id = ? and t.product_id = ? and t.record_id <> ? and coalesce(d.start_on, '') < coalesce(m.start_on, '~')"+
		" and exists (select 1 from retro_action a where a.workspace_id = t.workspace_id and a.retro_id = t.id)"+
		" order by coalesce(d.start_on, '') desc, t.id desc limit 1", s.ID, v.Workspace, string(s.Product), s.ID)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	b := &Before{Sprint: found[0].Key, Title: found[0].Title}
	b.Actions, err = actions(ctx, v, found[0].Retro)
	return b, err
}
