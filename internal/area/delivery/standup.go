package delivery

import (
	"context"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// StandupNote is one member's word at the stand-up of a day, for those who are
// not there.
type StandupNote struct {
	record.Part
	Member  string    `db:"member_id" json:"member" ref:"member"`
	On      clock.Day `db:"day" json:"on" v:"required,day"`
	Did     string    `db:"did" json:"did" v:"max=5000" doc:"What was done since the last time, in Markdown."`
	Will    string    `db:"will" json:"will" v:"max=5000" doc:"What comes next."`
	Blocked string    `db:"blocked" json:"blocked" v:"max=5000" doc:"What is in the way."`
}

// StandupIn is one's own word.
type StandupIn struct {
	ID      string    `json:"id" in:"path" v:"required" doc:"Id or key of the sprint."`
	On      clock.Day `json:"on" v:"required,day" doc:"The day it is for."`
	Did     string    `json:"did" v:"max=5000"`
	Will    string    `json:"will" v:"max=5000"`
	Blocked string    `json:"blocked" v:"max=5000"`
}

// StandupsIn asks for a day's notes.
type StandupsIn struct {
	ID string    `json:"id" in:"path" v:"required" doc:"Id or key of the sprint."`
	On clock.Day `json:"on" in:"query" doc:"Only those of this day."`
}

func registerStandup(r *op.Registry) {
	op.AddPart[StandupNote](r, "standup_note")
	op.Do(r, "sprint.standup", standup, op.Says("Write your own note for a stand-up: what you did, what you will do, what is in the way. Empty, it is taken away."))
	op.Ask(r, "sprint.standups", standups, op.Says("List what was written for the stand-ups of a sprint, the latest day first."))
}

// standup keeps the caller's note for a day. It is about the caller's own work
// and takes no decision.
func standup(ctx context.Context, tx *op.Tx, in StandupIn) (*StandupNote, error) {
	s, err := op.Find[Sprint](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if s.StartedAt == 0 {
		return nil, errs.New(errs.Conflict, "%s has not been started; there is no stand-up yet.", s.Key)
	}
	if s.StartOn != "" && in.On < s.StartOn || s.EndOn != "" && in.On > s.EndOn.Add(lateDays) {
		return nil, errs.Fieldf("on", "lies outside of %s, %s to %s", s.Key, s.StartOn, s.EndOn)
	}
	defer tx.Covered()()
	there, err := record.Where[StandupNote](ctx, tx.At, "d.record_id = ? and d.day = ? and d.member_id = ?", s.ID, string(in.On), tx.Actor.Member)
	if err != nil {
		return nil, err
	}
	n := &StandupNote{Member: tx.Actor.Member, On: in.On, Did: strings.TrimSpace(in.Did), Will: strings.TrimSpace(in.Will), Blocked: strings.TrimSpace(in.Blocked)}
	n.Product, n.Record = s.Product, id.Ref(s.ID)
	empty := n.Did+n.Will+n.Blocked == ""
	switch {
	case len(there) == 0 && empty:
		return nil, errs.Fieldf("did", "say what you did, what you will do, or what is in the way")
	case len(there) == 0:
		return n, tx.Insert(ctx, n)
	case empty:
		return &there[0], tx.Delete(ctx, &there[0])
	}
	n.Part = there[0].Part
	return n, tx.Update(ctx, &there[0], n)
}

// lateDays is how long after its last day a sprint that was not closed yet
// still has stand-ups.
const lateDays = 14

// standupLimit bounds how many notes are listed.
const standupLimit = 500

func standups(ctx context.Context, v *op.View, in StandupsIn) ([]StandupNote, error) {
	s, err := op.Find[Sprint](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	where, args := "d.record_id = ?", []any{s.ID}
	if in.On != "" {
		where, args = where+" and d.day = ?", append(args, string(in.On))
	}
	return record.Where[StandupNote](ctx, v.At, where+" order by d.day desc, d.created_at, d.id limit ?", append(args, standupLimit)...)
}
