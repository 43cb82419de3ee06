// Package op is the one door: every change of anything is an operation, a
// named, typed Go function that gets a transaction. HTTP, the command line,
// imports, automation, assistants and proposals are ways to call the same
// operations; there is no other way to write.
//
// Words it owns: operation, ask (an operation that only reads), call,
// proposal (a stored call of an operation by somebody without the right),
// permission (who may call an operation at all), scope (what a token may do).
package op

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"sort"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/patch"
)

// Permission says who may call an operation at all. Whether a permitted
// change takes effect or becomes a proposal is decided from its diff.
type Permission string

// The permissions.
const (
	Public    Permission = "public"         // anybody, signed in or not
	Account   Permission = "account"        // whoever is signed in, in a workspace or in none
	Self      Permission = "self"           // whoever is signed in to a workspace, about themselves
	Inside    Permission = "workspace"      // members and guests of the workspace
	Members   Permission = "member"         // members, not guests
	Admins    Permission = "admin"          // owners and admins of the workspace
	Read      Permission = "record.read"    // whoever may see the record or product named
	Remark    Permission = "record.comment" // whoever may see it, guests included
	Change    Permission = "record.change"  // whoever may see it, guests excluded; acts or proposes
	Install   Permission = "operator"       // whoever runs the installation
	scopeRead            = "read"
	scopeEdit            = "write"
)

// Def is one registered operation.
type Def struct {
	Name      string     // "feature.settle"
	Summary   string     // one sentence
	Perm      Permission // who may call it
	Scope     string     // token scope it needs: "read", "write", "comment", "admin"; Session for what no token may; "" for Public
	Rate      string     // class of its rate limit; "" goes by the method
	Decision  string     // decision that covers all it changes; "" when the fields say
	Method    string     // by rule from the name, unless set
	Path      string
	Status    int // of success; by rule, unless set
	Writes    bool
	Kind      string // of a standard operation
	In, Out   reflect.Type
	NoPropose bool   // without the right it is refused instead of proposed
	Heeds     bool   // an operation on plain tables that heeds the idempotency key itself
	Media     string // media type of an answer that writes itself (Stream)

	in   *patch.Shape
	body *patch.Shape // what a `in:"body"` field holds, when it is a merge patch of a kind
	more *patch.Shape // what that field takes beside the kind's own fields
	do   func(context.Context, *Tx, any) (any, error)
	ask  func(context.Context, *View, any) (any, error)
	raw  func(context.Context, *Plain, any) (any, error)
}

// Operator is the means by which whoever runs the installation acts.
const Operator = "operator"

// Session is the scope that no token has: for what only a person who signed
// in may do.
const Session = "session"

// Option changes a definition while it is registered.
type Option func(*Def)

// Needs sets who may call an operation.
func Needs(p Permission) Option { return func(d *Def) { d.Perm = p } }

// Takes names the decision that covers all that an operation changes.
func Takes(decision string) Option { return func(d *Def) { d.Decision = decision } }

// Says gives an operation its one sentence.
func Says(s string) Option { return func(d *Def) { d.Summary = s } }

// At sets an operation's route, where the rule does not fit.
func At(method, path string) Option { return func(d *Def) { d.Method, d.Path = method, path } }

// Scoped sets the token scope an operation needs.
func Scoped(s string) Option { return func(d *Def) { d.Scope = s } }

// Rated sets the class of an operation's rate limit: "search", "upload",
// "export", "login".
func Rated(class string) Option { return func(d *Def) { d.Rate = class } }

// Refuses makes an operation fail without the right, instead of becoming a
// proposal.
func Refuses() Option { return func(d *Def) { d.NoPropose = true } }

// Repeatable says that an operation on plain tables heeds the idempotency key
// (Plain.Once); those that change records all do.
func Repeatable() Option { return func(d *Def) { d.Heeds = true } }

// Besides says what the body of an operation on a kind takes beside the
// kind's own fields: the fields of T.
func Besides[T any]() Option { return func(d *Def) { d.more = patch.For[T]() } }

// Gives names the media type of an answer that writes itself.
func Gives(media string) Option { return func(d *Def) { d.Media = media } }

// Of ties an operation to a kind whose fields its body patches.
func Of(kind string, body *patch.Shape) Option {
	return func(d *Def) { d.Kind, d.body = kind, body }
}

// Kind is a kind of record, as the areas registered it.
type Kind struct {
	Name     string // "story"
	Plural   string // "stories"
	Doc      string
	Type     *record.Type
	Home     Home
	Define   string // decision that sets title, description, owner, tags, custom fields
	RankBy   string // decision that orders it; "" when it has no order
	Order    string // kinds with the same word share one order: "backlog"
	Workflow record.Workflow
	// Decide overrides the decision of a changed field; "" leaves the tag's.
	Decide func(field string, before, after record.Entity) string
	// Weigh comes before Decide, for what the database must be asked; an error
	// refuses the change. For a new record the field is "" and before nil. It
	// has no say where an operation names the decision itself.
	Weigh func(ctx context.Context, v *View, field string, before, after record.Entity) (string, error)
	// Weighs names the decisions that Weigh may ask for, by field: for those
	// who describe the kind and have no record to weigh.
	Weighs map[string][]string
	// Settle puts a record into the form in which it is stored, and refuses
	// what only the database can tell; before is nil for a new record.
	Settle func(ctx context.Context, tx *Tx, before, after record.Entity) error
	// Move names the decision a change of state takes, or refuses it.
	Move func(from, to record.State) (decision string, err error)
}

// Home says where records of a kind live.
type Home int

// The homes.
const (
	InProduct   Home = iota // each belongs to a product
	InWorkspace             // each belongs to the workspace as a whole
	InEither
)

// Registry holds everything that the areas have registered.
type Registry struct {
	defs      map[string]*Def
	kinds     map[string]*Kind
	parts     map[string]*record.Type
	followers []ledger.Follower
	links     []LinkRule
	checks    []func(ctx context.Context, tx *Tx, before, after record.Thing) error
	aftercare []func(ctx context.Context, tx *Tx, t *record.Type, act ledger.Act, before, after record.Thing) error

	invariants []Invariant
	veils      map[string]string // kind of part to the right to see it
	news       map[string]News
	silent     map[string]bool
	veilFields map[string]map[string]string // kind of part to field to the right to see it
	veilBut    map[string]string            // kind of part to the field that names who may see it all the same
}

// LinkRule says which kinds a type of link may join, and who decides it.
type LinkRule struct {
	Type     string // "serves"
	From, To []string
	Decision string
	Thread   bool // part of the thread
	// Decide overrides the decision of one link; "" leaves it.
	Decide func(ctx context.Context, v *View, from, to *record.Row) (string, error)
	// Made is called after a link was made, under the same decision.
	Made func(ctx context.Context, tx *Tx, from, to *record.Row) error
}

// NewRegistry makes an empty registry.
func NewRegistry() *Registry {
	return &Registry{
		defs: map[string]*Def{}, kinds: map[string]*Kind{}, parts: map[string]*record.Type{},
		veils: map[string]string{}, veilFields: map[string]map[string]string{}, veilBut: map[string]string{}, news: map[string]News{}, silent: map[string]bool{},
	}
}

// Do registers an operation that changes records. By default it needs Change.
func Do[In, Out any](r *Registry, name string, fn func(context.Context, *Tx, In) (Out, error), opts ...Option) {
	d := r.add(name, reflect.TypeFor[In](), reflect.TypeFor[Out](), append([]Option{Needs(Change), Scoped(scopeEdit)}, opts...))
	d.Writes = true
	d.do = func(ctx context.Context, tx *Tx, in any) (any, error) { return fn(ctx, tx, *in.(*In)) }
	d.route()
}

// Ask registers an operation that only reads. By default it needs Read.
func Ask[In, Out any](r *Registry, name string, fn func(context.Context, *View, In) (Out, error), opts ...Option) {
	d := r.add(name, reflect.TypeFor[In](), reflect.TypeFor[Out](), append([]Option{Needs(Read), Scoped(scopeRead)}, opts...))
	d.ask = func(ctx context.Context, v *View, in any) (any, error) { return fn(ctx, v, *in.(*In)) }
	d.route()
}

// Raw registers an operation on plain tables (sessions, read marks), which
// are no records and not in the ledger.
func Raw[In, Out any](r *Registry, name string, fn func(context.Context, *Plain, In) (Out, error), opts ...Option) {
	d := r.add(name, reflect.TypeFor[In](), reflect.TypeFor[Out](), append([]Option{Needs(Self), Scoped(scopeEdit)}, opts...))
	d.Writes = true
	d.raw = func(ctx context.Context, p *Plain, in any) (any, error) { return fn(ctx, p, *in.(*In)) }
	d.route()
}

func (r *Registry) add(name string, in, out reflect.Type, opts []Option) *Def {
	if _, twice := r.defs[name]; twice {
		panic("op: " + name + " is registered twice")
	}
	d := &Def{Name: name, In: in, Out: out, in: patch.Of(in)}
	for _, o := range opts {
		o(d)
	}
	if d.Summary == "" || d.Perm == "" {
		panic("op: " + name + " needs a sentence (Says) and a permission (Needs)")
	}
	if d.Perm == Public {
		d.Scope = ""
	}
	r.defs[name] = d
	return d
}

// Plural gives the word used in routes: story → stories.
func Plural(noun string) string {
	switch {
	case strings.HasSuffix(noun, "y") && !strings.HasSuffix(noun, "ay") && !strings.HasSuffix(noun, "ey"):
		return noun[:len(noun)-1] + "ies"
	case strings.HasSuffix(noun, "s") || strings.HasSuffix(noun, "ch"):
		return noun + "es"
	case noun == "feedback" || noun == "me":
		return noun
	default:
		return noun + "s"
	}
}

// route gives an operation its method, path and status from its name:
// create, update, archive and list have their own, any other verb is a POST
// (or GET, when it only reads) below the thing.
func (d *Def) route() {
	noun, verb, _ := strings.Cut(d.Name, ".")
	base := "/api/v1/" + Plural(noun)
	_, hasID := d.in.Field("id")
	method, path, status := http.MethodPost, base+"/"+verb, http.StatusOK
	item := base + "/{id}"
	switch {
	case verb == "create":
		method, path, status = http.MethodPost, base, http.StatusCreated
	case verb == "update":
		method, path = http.MethodPatch, item
	case verb == "archive" || verb == "delete":
		method, path = http.MethodDelete, item
	case verb == "list":
		method, path = http.MethodGet, base
	case verb == "show":
		method, path = http.MethodGet, item
	case hasID:
		path = item + "/" + verb
	}
	if !d.Writes {
		method = http.MethodGet
	}
	if d.Method == "" {
		d.Method = method
	}
	if d.Path == "" {
		d.Path = path
	}
	if d.Status == 0 {
		d.Status = status
	}
}

// AddKind registers a kind of record.
func (r *Registry) AddKind(k *Kind) {
	if _, twice := r.kinds[k.Name]; twice {
		panic("op: the kind " + k.Name + " is registered twice")
	}
	if k.Plural == "" {
		k.Plural = Plural(k.Name)
	}
	if _, known := right.Default[k.Define]; !known && k.Decide == nil {
		panic("op: the kind " + k.Name + " is defined by the unknown decision " + k.Define)
	}
	r.kinds[k.Name] = k
}

// AddPart registers a kind of part.
func AddPart[T any](r *Registry, kind string) { r.parts[kind] = record.Of[T]() }

// Follow registers a follower of the ledger.
func (r *Registry) Follow(f ledger.Follower) { r.followers = append(r.followers, f) }

// AllowLink registers a type of link.
func (r *Registry) AllowLink(l LinkRule) { r.links = append(r.links, l) }

// With has fn run inside each change, after the row is written and before the
// ledger row: for indexes that must never lag behind. Keep it to a statement.
func (r *Registry) With(fn func(ctx context.Context, tx *Tx, t *record.Type, act ledger.Act, before, after record.Thing) error) {
	r.aftercare = append(r.aftercare, fn)
}

// Check has fn asked before each change of anything: for rules that need the
// database (custom fields). after is nil when a part is deleted.
func (r *Registry) Check(fn func(ctx context.Context, tx *Tx, before, after record.Thing) error) {
	r.checks = append(r.checks, fn)
}

// Replace takes a standard operation out, so that a kind can register its own
// in its place.
func (r *Registry) Replace(name string) { delete(r.defs, name) }

// Kind finds a kind of record by name.
func (r *Registry) Kind(name string) (*Kind, bool) {
	k, ok := r.kinds[name]
	return k, ok
}

// Kinds lists the kinds of record by name.
func (r *Registry) Kinds() []*Kind {
	out := make([]*Kind, 0, len(r.kinds))
	for _, k := range r.kinds {
		out = append(out, k)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

// Links lists the rules of links.
func (r *Registry) Links() []LinkRule { return r.links }

// Followers lists the followers.
func (r *Registry) Followers() []ledger.Follower { return r.followers }

// Def finds an operation.
func (r *Registry) Def(name string) (*Def, bool) {
	d, ok := r.defs[name]
	return d, ok
}

// Defs lists the operations by name.
func (r *Registry) Defs() []*Def {
	out := make([]*Def, 0, len(r.defs))
	for _, d := range r.defs {
		out = append(out, d)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

// Parts lists the kinds of part with their types.
func (r *Registry) Parts() map[string]*record.Type { return r.parts }

// TypeOf gives the type of a kind of record or part.
func (r *Registry) TypeOf(kind string) (*record.Type, bool) {
	if k, ok := r.kinds[kind]; ok {
		return k.Type, true
	}
	t, ok := r.parts[kind]
	return t, ok
}

// decode reads an input from its JSON form: {"field": value, …}.
func (d *Def) decode(raw json.RawMessage) (any, error) {
	v := reflect.New(d.In).Interface()
	body := map[string]json.RawMessage{}
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &body); err != nil {
			return nil, errs.New(errs.Invalid, "The input of %s must be a JSON object: %v.", d.Name, err)
		}
	}
	return v, d.fill(v, body)
}

// fill sets the fields of an input and checks their rules; every message of
// one input comes together.
func (d *Def) fill(v any, body map[string]json.RawMessage) error {
	var list errs.List
	d.in.Merge(v, body, func(patch.Field) bool { return true }, &list)
	if len(list.Fields) == 0 {
		d.in.Check(v, &list)
	}
	return list.Err()
}

// must panics when the registry does not hang together; called once at start.
func (r *Registry) must() error {
	for _, d := range r.Defs() {
		if d.Decision != "" && !strings.HasPrefix(d.Decision, "?") {
			if _, ok := right.Default[d.Decision]; !ok {
				return fmt.Errorf("op: %s takes the unknown decision %s", d.Name, d.Decision)
			}
		}
	}
	for _, l := range r.links {
		if _, ok := right.Default[l.Decision]; !ok {
			return fmt.Errorf("op: links %q take the unknown decision %q", l.Type, l.Decision)
		}
	}
	for _, k := range r.Kinds() {
		for _, f := range k.Type.Shape.Fields {
			if f.By == "" || f.By == "*" || f.By == "state" {
				continue
			}
			if _, ok := right.Default[f.By]; !ok {
				return fmt.Errorf("op: the field %s of %s is set by the unknown decision %s", f.Name, k.Name, f.By)
			}
		}
	}
	return nil
}
