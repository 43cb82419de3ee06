package refinement

import (
	"context"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// VoteIn votes.
type VoteIn struct {
	ID    string `json:"id" in:"path" v:"required" doc:"Id of the round."`
	Value string `json:"value" v:"required,max=12" doc:"One of the round's scale."`
}

// Cast is the answer to a vote. The value is the caller's own.
type Cast struct {
	Round *Round `json:"round"`
	Mine  string `json:"mine" doc:"What you voted."`
}

// cast puts a vote into its round. The last of those who are there to vote
// reveals it, unless they vote alone.
func cast(ctx context.Context, p *op.Plain, in VoteIn) (*Cast, error) {
	out := &Cast{Mine: in.Value}
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		round, r, err := openFor(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		if !slices.Contains(round.Scale, in.Value) {
			return errs.Fieldf("value", "%q is not on the scale of this round", in.Value)
		}
		defer tx.Covered()() // a vote is one's own
		if err := seated(ctx, tx, r); err != nil {
			return err
		}
		me := tx.Actor.Member
		_, err = raw.Exec(ctx, "insert into ballot (workspace_id, round_id, member_id, value, at) values (?, ?, ?, ?, ?) "+
			"on conflict (workspace_id, round_id, member_id) do update set value = excluded.value, at = excluded.at", tx.Workspace, round.ID, me, in.Value, int64(tx.Now))
		if err != nil {
			return err
		}
		if slices.Contains(round.Voted, me) {
			out.Round = round // a changed vote leaves no trace
			return nil
		}
		after := *round
		after.Voted = append(slices.Clone(round.Voted), me)
		if err := tx.Update(ctx, round, &after); err != nil {
			return err
		}
		out.Round, err = whenAll(ctx, tx, raw, r, &after)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// openFor gives a round that one can vote in, and its refinement.
func openFor(ctx context.Context, tx *op.Tx, ref string) (*Round, *Refinement, error) {
	round, err := op.Find[Round](ctx, &tx.View, ref)
	if err != nil {
		return nil, nil, err
	}
	if round.State != Open {
		return nil, nil, errs.New(errs.Conflict, "This round is %s already. Vote in the next one.", round.State)
	}
	r, err := open(ctx, &tx.View, string(round.Refinement))
	return round, r, err
}

// seated sees that the caller sits at the table as a voter: whoever votes has
// joined.
func seated(ctx context.Context, tx *op.Tx, r *Refinement) error {
	if n := r.seat(tx.Actor.Member); n >= 0 && r.People[n].LeftAt == 0 && r.People[n].As == Voter {
		return nil
	}
	after := *r
	if err := after.sit(ctx, tx, tx.Actor.Member, Voter); err != nil {
		return err
	}
	if err := tx.Update(ctx, r, &after); err != nil {
		return err
	}
	*r = after
	return nil
}

// whenAll reveals a round once everybody who is there to vote has voted. One
// vote alone waits: others may be on their way.
func whenAll(ctx context.Context, tx *op.Tx, raw *store.Tx, r *Refinement, round *Round) (*Round, error) {
	if len(round.Voted) < 2 || len(waiting(r, round)) > 0 {
		return round, nil
	}
	return turnOver(ctx, tx, raw, round, "")
}

// waiting are those who are there to vote and have not.
func waiting(r *Refinement, round *Round) []string {
	out := []string{}
	for _, m := range r.voters() {
		if !slices.Contains(round.Voted, m) {
			out = append(out, m)
		}
	}
	return out
}

// turnOver makes the ballots of a round its votes. Ballots of rounds that were
// dropped go with them.
func turnOver(ctx context.Context, tx *op.Tx, raw *store.Tx, before *Round, by string) (*Round, error) {
	votes, err := store.All[struct {
		Member id.Ref `db:"member_id"`
		Value  string `db:"value"`
	}](ctx, tx.R, "select member_id, value from ballot where workspace_id = ? and round_id = ? order by at, member_id", tx.Workspace, before.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	after.State, after.RevealedAt, after.RevealedBy, after.Votes = Revealed, tx.Moment(), id.Ref(by), []Vote{}
	for _, v := range votes {
		after.Votes = append(after.Votes, Vote{v.Member, v.Value})
	}
	if err := tx.Update(ctx, before, &after); err != nil {
		return nil, err
	}
	_, err = raw.Exec(ctx, "delete from ballot where workspace_id = ? and round_id not in (select id from round where workspace_id = ? and state = 'open')", tx.Workspace, tx.Workspace)
	return &after, err
}

// RevealIn reveals a round.
type RevealIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id of the round."`
}

// reveal turns the votes over. Two who do it at once see the same.
func reveal(ctx context.Context, p *op.Plain, in RevealIn) (*Told, error) {
	var out *Round
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		round, err := op.Find[Round](ctx, &tx.View, in.ID)
		if err != nil {
			return err
		}
		switch {
		case !tx.Access.May(tx.Actor, run, string(round.Product)).May:
			return errs.New(errs.Forbidden, "Only whoever may run a refinement reveals its votes.")
		case round.State == Revealed:
			out = round
			return nil
		case round.State == Dropped:
			return errs.New(errs.Conflict, "This round was dropped: its item's turn ended before it was revealed.")
		case len(round.Voted) == 0:
			return errs.New(errs.Conflict, "Nobody has voted yet.")
		}
		out, err = turnOver(ctx, tx, raw, round, tx.Actor.Member)
		return err
	})
	if err != nil {
		return nil, err
	}
	return tell(*out), nil
}

// mine gives the caller's own vote in an open round, "" where there is none.
func mine(ctx context.Context, v *op.View, round *Round) (string, error) {
	if round.State != Open {
		n := slices.IndexFunc(round.Votes, func(x Vote) bool { return string(x.Member) == v.Actor.Member })
		if n < 0 {
			return "", nil
		}
		return round.Votes[n].Value, nil
	}
	found, err := store.All[string](ctx, v.R, "select value from ballot where workspace_id = ? and round_id = ? and member_id = ?", v.Workspace, round.ID, v.Actor.Member)
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}

// Told is a round with what its votes come to.
type Told struct {
	Round  Round   `json:"round"`
	Result *Result `json:"result" doc:"Null until the round is revealed."`
}

func tell(r Round) *Told {
	out := &Told{Round: r}
	if r.State == Revealed {
		result := Weigh(r.Votes, r.Number)
		out.Result = &result
	}
	return out
}
