package refinement

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// StartIn starts a refinement.
type StartIn struct {
	Product string   `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	ID      string   `json:"id" ref:"-" v:"min=26,max=26" doc:"Made by the caller, so that a repeated request starts nothing twice; or left out."`
	Title   string   `json:"title" v:"max=500" doc:"Left out, it is called by its day."`
	Items   []string `json:"items" ref:"record" v:"max=200" doc:"Ids or keys of the items that it shall be about, in their order. Others can come in later."`
	Beside  bool     `json:"beside" doc:"Start it although another one is going on in the product."`
	People  []string `json:"people" ref:"member" v:"max=100" doc:"Members, by id, handle or e-mail address, who sit in the same room and have no browser open; they are there as voters."`
}

func start(ctx context.Context, tx *op.Tx, in StartIn) (*Refinement, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	other, err := running(ctx, &tx.View, product)
	switch {
	case err != nil:
		return nil, err
	case other != nil && other.ID == in.ID:
		return other, nil // a repeated request
	case other != nil && !in.Beside:
		return nil, errs.New(errs.Conflict, "%s is going on already. Join it, or close it before another one starts.", other.Key)
	}
	r := &Refinement{}
	r.ID, r.Kind, r.Product, r.Title, r.Owner = in.ID, "refinement", id.Ref(product), strings.TrimSpace(in.Title), id.Ref(tx.Actor.Member)
	if r.Title == "" {
		r.Title = titleOf(tx)
	}
	for _, ref := range in.Items {
		if _, err := r.take(ctx, &tx.View, ref); err != nil {
			return nil, err
		}
	}
	for _, m := range append([]string{tx.Actor.Member}, in.People...) {
		if err := r.sit(ctx, tx, m, ""); err != nil {
			return nil, err
		}
	}
	return r, tx.Insert(ctx, r)
}

// titleOf calls a refinement by its day in the workspace's time zone.
func titleOf(tx *op.Tx) string {
	return "Refinement of " + tx.Moment().Time().In(tx.Zone()).Format("2 January 2006")
}

// take adds an item to the agenda, where it is not on it, and gives it.
func (r *Refinement) take(ctx context.Context, v *op.View, ref string) (*backlog.Item, error) {
	row, err := v.Base(ctx, ref)
	switch {
	case err != nil:
		return nil, err
	case !backlog.Is(row.Kind):
		return nil, errs.Fieldf("items", "%s is a %s; a refinement is about stories, bugs, tasks and spikes", row.Key, row.Kind)
	case row.Product != r.Product:
		return nil, errs.Fieldf("items", "%s belongs to another product", row.Key)
	}
	i, err := op.Find[backlog.Item](ctx, v, row.ID)
	if err != nil {
		return nil, err
	}
	if r.entry(i.ID) < 0 {
		r.Items = append(slices.Clone(r.Items), Entry{Item: id.Ref(i.ID), LackedBefore: []string{}, LacksAfter: []string{}})
	}
	return i, nil
}

// sit gives a member a seat: as is voter, observer, or "" for what their
// rights suggest: whoever sizes stories votes.
func (r *Refinement) sit(ctx context.Context, tx *op.Tx, ref, as string) error {
	member, err := tx.Person(ctx, ref)
	if err != nil {
		return err
	}
	m, known := tx.Access.Member(member)
	if !known || m.Status != "active" {
		return errs.Fieldf("people", "%q is no member who could take part", ref)
	}
	if as == "" {
		as = Observer
		if slices.Contains(tx.Access.Deciders("story.estimate", string(r.Product)), member) {
			as = Voter
		}
	}
	r.People = slices.Clone(r.People)
	n := r.seat(member)
	if n < 0 {
		r.People = append(r.People, Seat{Member: id.Ref(member), As: as, JoinedAt: tx.Moment()})
		return nil
	}
	s := &r.People[n]
	if s.LeftAt != 0 {
		s.LeftAt, s.JoinedAt = 0, tx.Moment()
	}
	s.As = as
	return nil
}

// JoinIn takes a seat.
type JoinIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the refinement."`
	As string `json:"as" v:"enum=voter|observer" doc:"Left out, whoever may size stories votes, and others listen."`
}

func join(ctx context.Context, tx *op.Tx, in JoinIn) (*Refinement, error) {
	before, err := open(ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	as := in.As
	if n := after.seat(tx.Actor.Member); n >= 0 && as == "" {
		as = after.People[n].As // coming back, one sits where one sat
	}
	if err := after.sit(ctx, tx, tx.Actor.Member, as); err != nil {
		return nil, err
	}
	defer tx.Covered()() // where one sits is one's own
	return &after, tx.Update(ctx, before, &after)
}

// LeaveIn leaves a refinement.
type LeaveIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id or key of the refinement."`
	Member string `json:"member" ref:"member" doc:"Somebody else who has left without a word; left out, oneself."`
}

// leave frees a seat. A round that waited for nobody else is revealed.
func leave(ctx context.Context, p *op.Plain, in LeaveIn) (*Refinement, error) {
	var out *Refinement
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		before, err := open(ctx, &tx.View, in.ID)
		if err != nil {
			return err
		}
		who, err := tx.Person(ctx, in.Member)
		if err != nil {
			return err
		}
		if who == "" {
			who = tx.Actor.Member
		}
		if who != tx.Actor.Member && !tx.Access.May(tx.Actor, run, string(before.Product)).May {
			return errs.New(errs.Forbidden, "Only whoever may run the refinement notes that somebody else has left.")
		}
		after := *before
		out = &after
		n := after.seat(who)
		switch {
		case n < 0 && in.Member != "":
			return errs.New(errs.NotFound, "Nobody of that name has a seat in %s.", before.Key)
		case n < 0 || after.People[n].LeftAt != 0:
			return nil
		}
		after.People = slices.Clone(after.People)
		after.People[n].LeftAt = tx.Moment()
		defer tx.Covered()()
		if err := tx.Update(ctx, before, &after); err != nil {
			return err
		}
		round, err := openRound(ctx, &tx.View, &after)
		if err != nil || round == nil {
			return err
		}
		_, err = whenAll(ctx, tx, raw, &after, round)
		return err
	})
	return out, err
}

// TurnIn gives an item its turn.
type TurnIn struct {
	ID   string `json:"id" in:"path" v:"required" doc:"Id or key of the refinement."`
	Item string `json:"item" ref:"record" v:"required" doc:"Id or key of the item."`
	From string `json:"from" ref:"record" doc:"Id of the item that the caller sees as current: when somebody else has moved on meanwhile, the call fails and says so."`
}

func turn(ctx context.Context, tx *op.Tx, in TurnIn) (*Refinement, error) {
	before, err := open(ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	item, err := after.take(ctx, &tx.View, in.Item)
	if err != nil {
		return nil, err
	}
	if item.ID == string(before.Current) {
		return before, nil
	}
	if in.From != "" && in.From != string(before.Current) {
		return nil, movedOn(ctx, tx, before)
	}
	after.Items = slices.Clone(after.Items)
	if err := endTurn(ctx, tx, &after); err != nil {
		return nil, err
	}
	after.Current = id.Ref(item.ID)
	if e := &after.Items[after.entry(item.ID)]; e.TurnAt == 0 {
		rules, err := lackedRules(ctx, &tx.View, *item)
		if err != nil {
			return nil, err
		}
		e.TurnAt, e.EstimateBefore, e.LackedBefore = tx.Moment(), item.Estimate, rules
	}
	return &after, tx.Update(ctx, before, &after)
}

func movedOn(ctx context.Context, tx *op.Tx, r *Refinement) error {
	row, err := record.Base(ctx, tx.View.At, string(r.Current))
	if err != nil {
		return err
	}
	return errs.New(errs.Conflict, "Somebody else has moved on to %s already. Look at it first, then choose what comes next.", row.Key)
}

// endTurn notes how the current item stands at the end of its turn, and drops
// a round about it that was not revealed.
func endTurn(ctx context.Context, tx *op.Tx, r *Refinement) error {
	n := r.entry(string(r.Current))
	if n < 0 {
		return nil
	}
	round, err := openRound(ctx, &tx.View, r)
	if err != nil {
		return err
	}
	if round != nil {
		dropped := *round
		dropped.State = Dropped
		if err := tx.Update(ctx, round, &dropped); err != nil {
			return err
		}
	}
	found, err := record.Where[backlog.Item](ctx, tx.View.At, "r.id = ?", string(r.Current))
	if err != nil || len(found) == 0 {
		return err
	}
	rules, err := lackedRules(ctx, &tx.View, found[0])
	r.Items[n].EstimateAfter, r.Items[n].LacksAfter = found[0].Estimate, rules
	return err
}

// NoteIn notes what was said.
type NoteIn struct {
	ID   string `json:"id" in:"path" v:"required" doc:"Id or key of the refinement."`
	Item string `json:"item" ref:"record" v:"required" doc:"Id or key of the item."`
	Note string `json:"note" v:"max=2000"`
}

func note(ctx context.Context, tx *op.Tx, in NoteIn) (*Refinement, error) {
	before, err := op.Find[Refinement](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	row, err := tx.Base(ctx, in.Item)
	if err != nil {
		return nil, err
	}
	n := before.entry(row.ID)
	if n < 0 {
		return nil, errs.Fieldf("item", "%s is not on the agenda of %s", row.Key, before.Key)
	}
	after := *before
	after.Items = slices.Clone(before.Items)
	after.Items[n].Note = in.Note
	return &after, tx.Update(ctx, before, &after)
}

// CloseIn closes a refinement.
type CloseIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the refinement."`
}

// closeIt ends a refinement: the last turn ends, and everybody has left.
func closeIt(ctx context.Context, tx *op.Tx, in CloseIn) (*Refinement, error) {
	before, err := open(ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	s, err := tx.Meant(ctx, before, isClosed)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Items, after.People = slices.Clone(before.Items), slices.Clone(before.People)
	if err := endTurn(ctx, tx, &after); err != nil {
		return nil, err
	}
	for n := range after.People {
		if after.People[n].LeftAt == 0 {
			after.People[n].LeftAt = tx.Moment()
		}
	}
	after.State, after.Current, after.ClosedAt = s.Name, "", tx.Moment()
	return &after, tx.Update(ctx, before, &after)
}

// open gives a refinement that is going on.
func open(ctx context.Context, v *op.View, ref string) (*Refinement, error) {
	r, err := op.Find[Refinement](ctx, v, ref)
	if err != nil {
		return nil, err
	}
	if r.Category != record.Doing || r.ArchivedAt != 0 {
		return nil, errs.New(errs.Conflict, "%s is over. Start another refinement to go on.", r.Key)
	}
	return r, nil
}
