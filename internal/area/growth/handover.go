package growth

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"throughline/internal/area/acceptance"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// What a handover is for.
const (
	split = "split" // who gives keeps the other of the two jobs
	merge = "merge" // who takes holds the other
	pass  = "pass"  // neither
)

// DivisionIn asks what a handover would move.
type DivisionIn struct {
	Product string `json:"product" in:"query" v:"required,max=60" ref:"product" doc:"Id or key."`
	From    string `json:"from" in:"query" v:"required,max=320" ref:"member" doc:"Who holds the role now; id, address or handle."`
	To      string `json:"to" in:"query" v:"required,max=320" ref:"member" doc:"Who shall hold it."`
	Job     string `json:"job" in:"query" v:"required,enum=manager|owner" doc:"Which of the two jobs is handed over."`
}

// Division is what a handover would move, line by line.
type Division struct {
	Product          string        `json:"product" ref:"product"`
	From             string        `json:"from" ref:"member"`
	To               string        `json:"to" ref:"member"`
	Job              string        `json:"job" v:"enum=manager|owner"`
	Sort             string        `json:"sort" v:"enum=split|merge|pass" doc:"Split: who gives keeps the other job. Merge: who takes holds the other. Pass: neither."`
	Responsibilities []DivisionRow `json:"responsibilities" doc:"That who gives answers for."`
	Records          []DivisionRow `json:"records" ref:"-" doc:"That who gives owns and that are not closed."`
	Approvals        []DivisionRow `json:"approvals" ref:"-" doc:"That who gives was asked for and has not answered."`
	Follows          []Follows     `json:"follows" doc:"What goes along with the role by itself."`
	Unread           int64         `json:"unread" doc:"Notices about the product that who gives has not read; they stay. Told only to themselves and to admins."`
	More             bool          `json:"more" doc:"There are more records than are listed."`
}

// DivisionRow is one thing that can go or stay.
type DivisionRow struct {
	ID    string `json:"id" db:"id" ref:"-" doc:"Of the record or approval; of a responsibility its name."`
	Key   string `json:"key" db:"key"`
	Kind  string `json:"kind" db:"kind"`
	Title string `json:"title" db:"title"`
	State string `json:"state" db:"state"`
	Job   string `json:"job" db:"-" v:"enum=manager|owner|" doc:"Whose it usually is; empty for both."`
	Goes  bool   `json:"goes" db:"-" doc:"Proposed to go."`
}

// Follows is what needs no line: whoever holds the role has it.
type Follows struct {
	What     string `json:"what" v:"enum=proposals|questions"`
	Decision string `json:"decision" ref:"-" doc:"That the proposals wait for."`
	Count    int64  `json:"count"`
}

// HandoverIn hands a role over.
type HandoverIn struct {
	Product          string   `json:"product" v:"required,max=60" ref:"product" doc:"Id or key."`
	From             string   `json:"from" v:"required,max=320" ref:"member" doc:"Who holds the role now; id, address or handle."`
	To               string   `json:"to" v:"required,max=320" ref:"member" doc:"Who shall hold it."`
	Job              string   `json:"job" v:"required,enum=manager|owner"`
	Responsibilities []string `json:"responsibilities" ref:"-" v:"max=200" doc:"Names of those that go; the others of who gives stay with them."`
	Records          []string `json:"records" ref:"record" v:"max=500" doc:"Ids or keys of those whose owner changes."`
	Approvals        []string `json:"approvals" ref:"approval" v:"max=200" doc:"Ids of those that are asked of the other instead."`
}

// Handover says what a handover did.
type Handover struct {
	Product          string `json:"product" ref:"product"`
	Sort             string `json:"sort" v:"enum=split|merge|pass"`
	Responsibilities int    `json:"responsibilities" doc:"How many went."`
	Records          int    `json:"records" ref:"-" doc:"How many have another owner."`
	Approvals        int    `json:"approvals" ref:"-" doc:"How many are asked of another."`
}

// recordsMost bounds what one handover moves.
const recordsMost = 500

// between is a handover with everybody found.
type between struct {
	product, from, to, job string
	sort                   string
	role                   right.MemberRole // that is given
}

// meet finds who hands what to whom, and refuses what cannot be.
func meet(ctx context.Context, v *op.View, in DivisionIn) (*between, error) {
	b := &between{job: in.Job}
	var err error
	if b.product, err = v.Product(ctx, in.Product); err != nil {
		return nil, err
	}
	if b.from, err = v.Person(ctx, in.From); err != nil {
		return nil, err
	}
	if b.to, err = member(ctx, v, "to", in.To); err != nil {
		return nil, err
	}
	if b.from == b.to {
		return nil, errs.Fieldf("to", "must be somebody else")
	}
	taker, _ := v.Access.Member(b.to)
	if taker.Role == right.Guest {
		return nil, errs.Fieldf("to", "%s is a guest: guests decide nothing", taker.Name)
	}
	held, err := record.Where[right.MemberRole](ctx, v.At, "d.product_id = ? and d.member_id in (?, ?)", b.product, b.from, b.to)
	if err != nil {
		return nil, err
	}
	has := func(who, job string) bool {
		return slices.ContainsFunc(held, func(h right.MemberRole) bool { return h.Member == who && h.Role == roleOf[job] })
	}
	i := slices.IndexFunc(held, func(h right.MemberRole) bool { return h.Member == b.from && h.Role == roleOf[b.job] })
	if i < 0 {
		return nil, errs.Fieldf("from", "does not hold the role %s here", roleOf[b.job])
	}
	b.role = held[i]
	other := jobs[1-slices.Index(jobs, b.job)]
	switch {
	case has(b.from, other):
		b.sort = split
	case has(b.to, other):
		b.sort = merge
	default:
		b.sort = pass
	}
	return b, nil
}

func division(ctx context.Context, v *op.View, in DivisionIn) (*Division, error) {
	b, err := meet(ctx, v, in)
	if err != nil {
		return nil, err
	}
	out := &Division{Product: b.product, From: b.from, To: b.to, Job: b.job, Sort: b.sort}
	if out.Responsibilities, err = b.charges(ctx, v); err != nil {
		return nil, err
	}
	if out.Records, out.More, err = b.owned(ctx, v); err != nil {
		return nil, err
	}
	if out.Approvals, err = b.asked(ctx, v); err != nil {
		return nil, err
	}
	if out.Follows, err = b.follows(ctx, v); err != nil {
		return nil, err
	}
	if v.Actor.Admin() || v.Actor.Member == b.from {
		out.Unread, err = store.One[int64](ctx, v.R, "select count(*) from inbox i join ledger g on g.workspace_id = i.workspace_id and g.seq = i.seq where i.workspace_id = ? and i.member_id = ? and i.read_at = 0 and g.product_id = ?", v.Workspace, b.from, b.product)
	}
	return out, err
}

// charges lists what who gives answers for. Those of the job go.
func (b *between) charges(ctx context.Context, v *op.View) ([]DivisionRow, error) {
	all, err := carried(ctx, v, b.product)
	if err != nil {
		return nil, err
	}
	out := []DivisionRow{}
	for _, c := range all {
		if slices.ContainsFunc(c.Carriers, func(x Bears) bool { return x.Member == b.from && strings.Contains(x.Letters, "A") }) {
			out = append(out, DivisionRow{ID: c.Name, Kind: "responsibility", Title: c.Title, Job: c.Job, Goes: c.Job == b.job})
		}
	}
	return out, nil
}

// owned lists what who gives owns and is not closed. What only the job decides
// about goes. Verdicts are somebody's word and stay theirs.
func (b *between) owned(ctx context.Context, v *op.View) ([]DivisionRow, bool, error) {
	rows, err := store.All[DivisionRow](ctx, v.R, "select id, key, kind, title, state from record where workspace_id = ? and owner_id = ? and product_id = ? and category <> 'closed' and kind <> 'verdict' and archived_at = 0 order by kind, num limit ?",
		v.Workspace, b.from, b.product, recordsMost+1)
	if err != nil {
		return nil, false, err
	}
	more := len(rows) > recordsMost
	rows = rows[:min(len(rows), recordsMost)]
	usual := map[string]string{}
	for i := range rows {
		r := &rows[i]
		if _, known := usual[r.Kind]; !known {
			if k, ok := v.Engine.Reg.Kind(r.Kind); ok {
				usual[r.Kind] = jobOf(v, k.Define, b.product)
			}
		}
		r.Job = usual[r.Kind]
		r.Goes = r.Job == b.job
	}
	if rows == nil {
		rows = []DivisionRow{}
	}
	return rows, more, nil
}

// asked lists the approvals that who gives has not answered, but for those that
// who takes is asked for already.
func (b *between) asked(ctx context.Context, v *op.View) ([]DivisionRow, error) {
	rows, err := store.All[DivisionRow](ctx, v.R, `select a.id, r.key, 'approval' as kind, r.title, a.state from approval a join record r on r.workspace_id = a.workspace_id and r.id = a.record_id
 where a.workspace_id = ? and a.product_id = ? and a.member_id = ? and a.state = 'asked' and r.archived_at = 0
 and not exists (select 1 from approval o where o.workspace_id = a.workspace_id and o.record_id = a.record_id and o.member_id = ?) order by r.num limit 200`, v.Workspace, b.product, b.from, b.to)
	for i := range rows {
		rows[i].Goes = b.sort != split // an approval was asked of the person; who stays can answer
	}
	if rows == nil {
		rows = []DivisionRow{}
	}
	return rows, err
}

// follows counts what waits for whoever holds the role.
func (b *between) follows(ctx context.Context, v *op.View) ([]Follows, error) {
	waiting, err := store.All[struct {
		Decisions []string `db:"decisions"`
		Count     int64    `db:"n"`
	}](ctx, v.R, "select decisions, count(*) as n from proposal where workspace_id = ? and product_id = ? and state = 'open' group by decisions", v.Workspace, b.product)
	if err != nil {
		return nil, err
	}
	sums := map[string]int64{}
	for _, w := range waiting {
		for _, d := range w.Decisions {
			if slices.Contains(v.Access.Rule(d, b.product).Roles, roleOf[b.job]) {
				sums[d] += w.Count
			}
		}
	}
	out := []Follows{}
	for d, n := range sums {
		out = append(out, Follows{"proposals", d, n})
	}
	slices.SortFunc(out, func(a, b Follows) int { return cmp.Compare(a.Decision, b.Decision) })
	if slices.Contains(v.Access.Rule("story.write", b.product).Roles, roleOf[b.job]) {
		n, err := store.One[int64](ctx, v.R, "select count(*) from question where workspace_id = ? and product_id = ? and answered_at = 0", v.Workspace, b.product)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, Follows{"questions", "story.write", n})
		}
	}
	return out, nil
}

// handover moves all that was chosen. It is one change, so one undo takes it
// back.
func handover(ctx context.Context, tx *op.Tx, in HandoverIn) (*Handover, error) {
	b, err := meet(ctx, &tx.View, DivisionIn{in.Product, in.From, in.To, in.Job})
	if err != nil {
		return nil, err
	}
	answers, err := b.charges(ctx, &tx.View) // as they are before the role moves
	if err != nil {
		return nil, err
	}
	out := &Handover{Product: b.product, Sort: b.sort}
	if err := b.move(ctx, tx); err != nil {
		return nil, err
	}
	if out.Responsibilities, err = b.handCharges(ctx, tx, answers, in.Responsibilities); err != nil {
		return nil, err
	}
	if out.Records, err = b.handRecords(ctx, tx, in.Records); err != nil {
		return nil, err
	}
	out.Approvals, err = b.handApprovals(ctx, tx, in.Approvals)
	return out, err
}

// move gives the role to the other.
func (b *between) move(ctx context.Context, tx *op.Tx) error {
	if err := tx.Delete(ctx, &b.role); err != nil {
		return err
	}
	there, err := record.Where[right.MemberRole](ctx, tx.At, "d.product_id = ? and d.member_id = ? and d.role = ?", b.product, b.to, roleOf[b.job])
	if err != nil || len(there) > 0 {
		return err
	}
	r := &right.MemberRole{Member: b.to, Role: roleOf[b.job]}
	r.Product = id.Ref(b.product)
	return tx.Insert(ctx, r)
}

// handCharges says who carries what, where that does not follow from the roles
// as they are now.
func (b *between) handCharges(ctx context.Context, tx *op.Tx, answers []DivisionRow, chosen []string) (int, error) {
	for i, name := range chosen {
		if !slices.ContainsFunc(answers, func(r DivisionRow) bool { return r.ID == name }) {
			return 0, errs.Fieldf(fmt.Sprintf("responsibilities.%d", i), "is none that %s answers for here", nameOf(&tx.View, b.from))
		}
	}
	said, err := record.Where[Carrier](ctx, tx.At, "d.product_id = ? order by d.id", b.product)
	if err != nil {
		return 0, err
	}
	of := map[string]map[string]string{}
	for _, c := range said {
		if of[c.Name] == nil {
			of[c.Name] = map[string]string{}
		}
		of[c.Name][c.Member] = c.Letters
	}
	n := 0
	for _, a := range answers {
		goes := slices.Contains(chosen, a.ID)
		if goes {
			n++
		}
		want := of[a.ID]
		switch {
		case want == nil && (a.Job == b.job) == goes:
			continue // it follows from the roles
		case want == nil && goes:
			want = map[string]string{b.to: "RA"}
		case want == nil:
			want = map[string]string{b.from: "RA"}
		case goes:
			want[b.to] = letters(want[b.to] + want[b.from])
			delete(want, b.from)
		default:
			continue // it was said, and stays
		}
		if err := settle(ctx, tx, b.product, a.ID, want); err != nil {
			return 0, err
		}
	}
	return n, nil
}

func (b *between) handRecords(ctx context.Context, tx *op.Tx, refs []string) (int, error) {
	n := 0
	for i, ref := range refs {
		before, k, err := tx.Any(ctx, ref)
		if err != nil {
			return n, err
		}
		if r := before.Base(); string(r.Product) != b.product || string(r.Owner) != b.from {
			return n, errs.Fieldf(fmt.Sprintf("records.%d", i), "%s is not owned by %s here; look at the division again", r.Key, nameOf(&tx.View, b.from))
		}
		after, err := k.Type.Load(ctx, tx.At, before.Base().ID)
		if err != nil {
			return n, err
		}
		after.(record.Entity).Base().Owner = id.Ref(b.to)
		if err := tx.Update(ctx, before, after); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (b *between) handApprovals(ctx context.Context, tx *op.Tx, ids []string) (int, error) {
	if len(ids) == 0 {
		return 0, nil
	}
	marks, args := record.Among(ids)
	all, err := op.Where[acceptance.Approval](ctx, &tx.View, "d.id in ("+marks+")", args...)
	if err != nil {
		return 0, err
	}
	for i, want := range ids {
		at := slices.IndexFunc(all, func(a acceptance.Approval) bool { return a.ID == want })
		if at < 0 {
			return 0, record.Missing(want)
		}
		before := all[at]
		if string(before.Product) != b.product || before.Member != b.from || before.State != acceptance.Asked {
			return 0, errs.Fieldf(fmt.Sprintf("approvals.%d", i), "is not asked of %s here any more; look at the division again", nameOf(&tx.View, b.from))
		}
		after := before
		after.Member = b.to
		if err := tx.Update(ctx, &before, &after); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}
