package transfer

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// SourceRecord is what a record was in the tool it came from: who it is there,
// what we last took over (so that a later export changes only what changed
// there), and what has no home with us.
type SourceRecord struct {
	record.Part
	System   string         `db:"system" json:"system"`
	Scope    string         `db:"scope" json:"scope"`
	External string         `db:"external" json:"external" doc:"Its id there."`
	URL      string         `db:"url" json:"url"`
	Taken    map[string]any `db:"taken" json:"taken" doc:"The values last taken over, by field."`
	Seen     clock.Instant  `db:"seen_at" json:"seen" doc:"Time of the last change taken over."`
	Data     map[string]any `db:"data" json:"data" doc:"What has no home with us, by the source's own names."`
}

// ImportRun is one import that changed something.
type ImportRun struct {
	record.Part
	System string `db:"system" json:"system"`
	Name   string `db:"name" json:"name" doc:"What the source is called."`
	Report string `db:"report" json:"report" doc:"The report, as JSON."`

	Undone clock.Instant `db:"undone_at" json:"undone" doc:"When it was taken back; null while it stands."`
}

// Report says what an import did, or would do.
type Report struct {
	Source    string         `json:"source" ref:"-"`
	Name      string         `json:"name"`
	Product   string         `json:"product" ref:"product"`
	DryRun    bool           `json:"dryRun"`
	Request   string         `json:"request" doc:"Stands on all ledger rows of the import."`
	Read      map[string]int `json:"read"`
	Created   map[string]int `json:"created"`
	Updated   map[string]int `json:"updated"`
	Unchanged map[string]int `json:"unchanged"`
	Kept      map[string]int `json:"kept" doc:"What has no home and is kept as source data."`
	Problems  []Problem      `json:"problems"`
	Plan      *Plan          `json:"plan,omitempty"`
}

// counted are the words that a report counts in.
var counted = []string{"products", "records", "comments", "attachments", "links", "members", "sprints", "releases", "states", "changes", "watchers"}

func newReport(src *Source) *Report {
	r := &Report{Source: src.System, Name: src.Name, Read: src.Read, Problems: slices.Clone(src.Problems), Kept: map[string]int{"fields": 0, "links": 0}}
	for _, m := range []*map[string]int{&r.Created, &r.Updated, &r.Unchanged} {
		*m = map[string]int{}
		for _, w := range counted {
			(*m)[w] = 0
		}
	}
	if r.Problems == nil {
		r.Problems = []Problem{}
	}
	return r
}

// Changed says whether the import changed anything, or would.
func (r *Report) Changed() bool {
	n := 0
	for _, m := range []map[string]int{r.Created, r.Updated} {
		for _, c := range m {
			n += c
		}
	}
	return n > 0
}

func (r *Report) problem(where, format string, args ...any) {
	r.Problems = append(r.Problems, Problem{where, fmt.Sprintf(format, args...)})
}

// Job is one import to run.
type Job struct {
	Engine    *op.Engine
	Workspace string
	Actor     right.Actor
	Product   string // id or key
	Make      string // name of the product to make when none has the key Product; "" makes none
	Mapping   Mapping
	DryRun    bool
	Progress  func(stage string, done, total int) // may be nil
}

// chunk is how many items share a transaction: the workspace is locked
// meanwhile.
const chunk = 100

// run is the state of one import.
type run struct {
	Job
	src     *Source
	rep     *Report
	in      *op.Work
	product string
	people  map[string]id.Ref // person of the source to member
	flow    record.Workflow
	states  map[string]StatePlan
	kinds   map[string]string // type + proposed kind to kind
	ids     map[string]string // item id or alias of the source to record id
	aliases map[string]int    // how many items go by an alias
	ranks   map[string]string // item id to rank
	sprints map[string]string
	release map[string]string
	plan    *Plan
}

// Run imports a source into a product. What is there already is recognised by
// where it came from, so running it again changes nothing, and an import that
// was interrupted goes on where it stopped.
func (j Job) Run(ctx context.Context, src *Source) (*Report, error) {
	r := &run{Job: j, src: src, rep: newReport(src), people: map[string]id.Ref{}, ids: map[string]string{}, aliases: map[string]int{},
		ranks: map[string]string{}, sprints: map[string]string{}, release: map[string]string{}, states: map[string]StatePlan{}, kinds: map[string]string{}}
	actor := j.Actor
	request := id.New(j.Engine.Clock.Now())
	actor.Through = "import:" + src.System + ":" + request
	r.in = &op.Work{Name: "import.run", Decision: "import.run", Workspace: j.Workspace, Actor: actor, Request: request}
	r.rep.DryRun, r.rep.Request = j.DryRun, request
	steps := []struct {
		name string
		fn   func(context.Context, *op.Tx) error
		n    int
		each func(context.Context, *op.Tx, int) error
	}{
		{name: "plan", fn: r.prepare},
		{name: "sprints and releases", fn: r.boxes},
		{name: "items", n: len(src.Items), each: r.item},
		{name: "links", n: len(src.Items), each: r.joins},
		{name: "comments", n: len(src.Comments), each: r.comment},
		{name: "history", n: len(src.Events), each: r.events},
		{name: "report", fn: r.finish},
	}
	if j.DryRun {
		r.in.Trial = true
		err := j.Engine.Step(ctx, r.in, func(ctx context.Context, tx *op.Tx) error {
			for _, s := range steps {
				if s.fn != nil {
					if err := s.fn(ctx, tx); err != nil {
						return err
					}
				}
				for i := range s.n {
					if err := s.each(ctx, tx, i); err != nil {
						return err
					}
				}
			}
			return nil
		})
		return r.rep, err
	}
	for _, s := range steps {
		if s.fn != nil {
			if err := j.Engine.Step(ctx, r.in, s.fn); err != nil {
				return r.rep, err
			}
			continue
		}
		for from := 0; from < s.n; from += chunk {
			if err := ctx.Err(); err != nil {
				return r.rep, errs.Cause(errs.Unavailable, err, "The import was interrupted after %d of %d %s. Run it again to go on.", from, s.n, s.name)
			}
			to := min(from+chunk, s.n)
			before := r.rep.copy()
			err := j.Engine.Step(ctx, r.in, func(ctx context.Context, tx *op.Tx) error {
				r.rep.restore(before)
				for i := from; i < to; i++ {
					if err := s.each(ctx, tx, i); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				r.rep.restore(before)
				return r.rep, err
			}
			if j.Progress != nil {
				j.Progress(s.name, to, s.n)
			}
		}
	}
	return r.rep, nil
}

// copy keeps the counts, for a step that may be taken back.
func (r *Report) copy() *Report {
	c := *r
	c.Created, c.Updated, c.Unchanged, c.Kept = maps.Clone(r.Created), maps.Clone(r.Updated), maps.Clone(r.Unchanged), maps.Clone(r.Kept)
	c.Problems = slices.Clone(r.Problems)
	return &c
}

func (r *Report) restore(c *Report) {
	r.Created, r.Updated, r.Unchanged, r.Kept = maps.Clone(c.Created), maps.Clone(c.Updated), maps.Clone(c.Unchanged), maps.Clone(c.Kept)
	r.Problems = slices.Clone(c.Problems)
}

// prepare decides what everything becomes, and makes people and states.
func (r *run) prepare(ctx context.Context, tx *op.Tx) error {
	p, err := r.into(ctx, tx)
	if err != nil {
		return err
	}
	r.product = p
	row, err := tx.Base(ctx, p)
	if err != nil {
		return err
	}
	r.rep.Product = row.Key
	r.plan = &Plan{Kinds: []KindPlan{}, States: []StatePlan{}, People: []PersonPlan{}, Checklists: "criteria"}
	if r.Mapping.Checklists == "tasks" {
		r.plan.Checklists = "tasks"
	}
	r.rep.Plan = r.plan
	r.dedupe()
	if err := r.meet(ctx, tx); err != nil {
		return err
	}
	r.plan.Kinds = planKinds(r.src, r.Mapping, func(k string) bool { _, ok := tx.Engine.Reg.Kind(k); return ok })
	for _, k := range r.plan.Kinds {
		r.kinds[k.Type+"\x00"] = k.Kind
	}
	for _, it := range r.src.Items {
		r.note(it)
	}
	if err := r.workflow(ctx, tx); err != nil {
		return err
	}
	return r.order(ctx, tx)
}

// into finds the product, or makes it where that was asked for.
func (r *run) into(ctx context.Context, tx *op.Tx) (string, error) {
	p, err := tx.Product(ctx, r.Product)
	if err == nil && r.Make != "" {
		return p, r.reopen(ctx, tx, p)
	}
	if !errs.Is(err, errs.NotFound) || r.Make == "" {
		return p, err
	}
	fields, err := json.Marshal(map[string]string{"key": r.Product, "title": clip(r.Make, 500)})
	if err != nil {
		return "", err
	}
	made, err := tx.Within(ctx, "product.create", &kind.CreateIn{Fields: fields})
	if err != nil {
		return "", err
	}
	r.rep.Created["products"]++
	// The product is new to who may see what, too.
	if tx.Access, err = right.Load(ctx, tx.At); err != nil {
		return "", err
	}
	return made.(record.Entity).Base().ID, nil
}

// reopen brings a product back that was archived when the import that had made
// it was taken back.
func (r *run) reopen(ctx context.Context, tx *op.Tx, product string) error {
	row, err := record.Where[record.Record](ctx, tx.At, "r.id = ?", product)
	if err != nil || len(row) == 0 || row[0].ArchivedAt == 0 {
		return err
	}
	_, err = tx.Within(ctx, "product.restore", &kind.Ref{ID: product})
	return err
}

// dedupe drops items that stand twice, and sorts parents before children and
// older before newer.
func (r *run) dedupe() {
	at := map[string]bool{}
	r.src.Items = slices.DeleteFunc(r.src.Items, func(it Item) bool {
		twice := at[it.ID]
		at[it.ID] = true
		return twice
	})
	parent := map[string]string{}
	for _, it := range r.src.Items {
		for _, name := range append([]string{it.ID}, it.Aliases...) {
			parent[strings.ToLower(name)] = strings.ToLower(it.Parent)
		}
	}
	depth := func(it Item) int {
		n := 0
		for p := strings.ToLower(it.Parent); p != "" && n < 10; n++ {
			p = parent[p]
		}
		return n
	}
	slices.SortStableFunc(r.src.Items, func(a, b Item) int {
		if d := depth(a) - depth(b); d != 0 {
			return d
		}
		if a.CreatedAt != b.CreatedAt {
			return int(max(-1, min(1, int64(a.CreatedAt-b.CreatedAt))))
		}
		return strings.Compare(a.Order, b.Order)
	})
}

// note remembers by which names an item may be meant.
func (r *run) note(it Item) {
	rec := r.recordID(it.ID)
	r.ids[strings.ToLower(it.ID)] = rec
	for _, a := range it.Aliases {
		r.aliases[strings.ToLower(a)]++
		if _, taken := r.ids[strings.ToLower(a)]; !taken {
			r.ids[strings.ToLower(a)] = rec
		}
	}
}

// recordID is the id that an item has here: it follows from where it comes
// from, so it is the same in every run.
func (r *run) recordID(external string) string {
	return id.Of("import", r.Workspace, r.product, r.src.System, r.src.Scope, external)
}

func (r *run) kindOf(it Item) string {
	if k := r.Mapping.Kinds[it.Type]; k != "" {
		return k
	}
	if _, ok := r.Engine.Reg.Kind(it.Kind); ok {
		return it.Kind
	}
	return "story"
}

// meet finds or makes the member for each person of the source.
func (r *run) meet(ctx context.Context, tx *op.Tx) error {
	all, err := record.Where[right.Member](ctx, tx.At, "1 = 1 order by d.id")
	if err != nil {
		return err
	}
	byMail, byName, byID := map[string]string{}, map[string][]string{}, map[string]bool{}
	for _, m := range all {
		byID[m.ID] = true
		if m.Email != "" {
			byMail[strings.ToLower(m.Email)] = m.ID
		}
		byName[text.Fold(m.Name)] = append(byName[text.Fold(m.Name)], m.ID)
	}
	for _, p := range r.src.People {
		made := id.Of("person", r.Workspace, r.src.System, p.ID)
		plan := PersonPlan{ID: p.ID, Name: p.Name, Member: made, How: "known"}
		name := p.Name
		if name == "" {
			name = p.Login
		}
		if name == "" {
			name = p.ID
		}
		mapped := r.Mapping.People[p.ID]
		if mapped == "" {
			mapped = r.Mapping.People[p.Name]
		}
		same := byName[text.Fold(name)]
		switch {
		case mapped != "":
			if plan.Member, err = tx.Person(ctx, mapped); err != nil {
				return errs.Fieldf("people", "%s: %s", p.Name, errs.Public(err).Msg)
			}
			plan.How = "mapped"
		case byID[made]:
		case p.Email != "" && byMail[strings.ToLower(p.Email)] != "":
			plan.Member, plan.How = byMail[strings.ToLower(p.Email)], "email"
		case len(same) == 1 && strings.Contains(name, " "):
			plan.Member, plan.How = same[0], "name"
		default:
			plan.How = "new"
			m := &right.Member{Name: clip(name, 200), Email: p.Email, Role: right.Plain, Status: "named"}
			m.ID = made
			if err := tx.Insert(ctx, m); err != nil {
				return err
			}
			byID[made] = true
			r.rep.Created["members"]++
		}
		if plan.How != "new" {
			r.rep.Unchanged["members"]++
		}
		r.people[p.ID] = id.Ref(plan.Member)
		r.plan.People = append(r.plan.People, plan)
	}
	return nil
}

func (r *run) person(ref string) id.Ref { return r.people[ref] }

// workflow makes room for the source's states.
func (r *run) workflow(ctx context.Context, tx *op.Tx) error {
	k, ok := tx.Engine.Reg.Kind("story")
	if !ok {
		return errs.New(errs.Internal, "the kind story is not registered")
	}
	have, err := tx.Workflow(ctx, k, r.product)
	if err != nil {
		return err
	}
	own, err := record.Where[record.ProductWorkflow](ctx, tx.At, "d.product_id = ? order by d.id limit 100", r.product)
	if err != nil {
		return err
	}
	others, err := r.others(ctx, tx)
	if err != nil {
		return err
	}
	r.plan.States, r.flow = planStates(r.src, r.Mapping, have, len(own) == 0 && !others)
	if len(r.src.States) == 0 {
		r.flow = have
	}
	for _, s := range r.plan.States {
		r.states[s.ID] = s
		if s.New {
			r.rep.Created["states"]++
		} else {
			r.rep.Unchanged["states"]++
		}
	}
	if slices.Equal(r.flow, have) {
		return nil
	}
	w := &record.ProductWorkflow{Kinds: itemKinds, States: r.flow}
	w.Product = id.Ref(r.product)
	for i := range own {
		if slices.Contains(own[i].Kinds, "story") {
			after := own[i]
			after.States = r.flow
			return tx.Update(ctx, &own[i], &after)
		}
	}
	return tx.Insert(ctx, w)
}

// others says whether the product has items beside those that the source brings
// back after an import of it was taken back.
func (r *run) others(ctx context.Context, tx *op.Tx) (bool, error) {
	mine := map[string]bool{}
	for _, it := range r.src.Items {
		mine[r.recordID(it.ID)] = true
	}
	there, err := store.All[string](ctx, tx.R, "select id from record where workspace_id = ? and product_id = ? and kind in ('story', 'bug', 'task', 'spike') order by archived_at, id limit ?",
		tx.Workspace, r.product, len(mine)+1)
	if err != nil {
		return false, err
	}
	for _, i := range there {
		if !mine[i] {
			return true, nil
		}
	}
	if len(there) == 0 {
		return false, nil
	}
	n, err := store.One[int64](ctx, tx.R, "select count(*) from record where workspace_id = ? and product_id = ? and kind in ('story', 'bug', 'task', 'spike') and archived_at = 0", tx.Workspace, r.product)
	return n > 0, err
}

// finish keeps the report of an import that changed something.
func (r *run) finish(ctx context.Context, tx *op.Tx) error {
	if !r.rep.Changed() {
		return nil
	}
	short := *r.rep
	short.Plan = nil
	if len(short.Problems) > 1000 {
		short.Problems = short.Problems[:1000]
	}
	b, err := json.Marshal(short)
	if err != nil {
		return err
	}
	i := &ImportRun{System: r.src.System, Name: clip(r.src.Name, 500), Report: string(b)}
	i.ID, i.Product = r.rep.Request, id.Ref(r.product)
	return tx.Insert(ctx, i)
}
