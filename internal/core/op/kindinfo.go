package op

import (
	"reflect"
	"slices"
	"strings"

	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/patch"
)

// KindInfo is what a client needs to know of a kind before it has seen a
// record of it: the same for everybody and in all workspaces.
type KindInfo struct {
	Name        string
	Plural      string
	Path        string // below /api/v1/
	Doc         string
	InProduct   bool // may belong to a product
	InWorkspace bool // may belong to the workspace as a whole
	Verbs       []string
	Fields      []FieldInfo
	States      record.Workflow // what products start with
	Creates     []string        // decisions, one of which making a record takes
	Archives    []string
	Moves       map[string]map[string]string // from, to, decision; "" where it is not done by hand
	Refusals    map[string]string            // to, why a move there is never made by hand
	DefinedBy   string                       // the field on which the defining decision depends, "" for none
	Definitions map[string]string            // its values to decisions
	Rank        string                       // decision that orders records, "" when they have no order
	Order       string                       // kinds with the same word share one order
}

// FieldInfo is one field of a kind.
type FieldInfo struct {
	Name      string
	Type      string // text, markdown, number, bool, day, instant, choice, state, ref, tags, list or map
	Label     string
	Doc       string
	Enum      []string
	Ref       string // what it names
	Integer   bool
	Required  bool
	Min, Max  *float64
	Format    string
	Thread    string   // up or down: the reference is a step of the thread that way
	Decisions []string // those that setting it may take; which one depends on the record where there are several
	Editable  bool
	Of        []FieldInfo // the fields of a list's entries, where they are objects
}

// KindInfos describes every kind, by name.
func KindInfos(r *Registry) []KindInfo {
	var out []KindInfo
	for _, k := range r.Kinds() {
		i := KindInfo{
			Name: k.Name, Plural: k.Plural, Path: Plural(k.Name), Doc: k.Doc, InProduct: k.Home != InWorkspace, InWorkspace: k.Home != InProduct,
			States: k.Workflow, Creates: k.defines(), Archives: k.defines(), Rank: k.RankBy, Order: k.Order,
		}
		for _, d := range r.Defs() {
			if noun, verb, _ := strings.Cut(d.Name, "."); noun == k.Name {
				i.Verbs = append(i.Verbs, verb)
			}
		}
		for _, f := range fieldsOf(k.Type.Shape.Type) {
			info := fieldInfo(f)
			info.Decisions = k.may(f)
			info.Editable = f.By != "" && len(info.Decisions) > 0 // the state of a sprint is never set by hand
			i.Fields = append(i.Fields, info)
		}
		i.moves(k)
		i.definitions(k)
		out = append(out, i)
	}
	return out
}

// may names the decisions that setting a field may take, in whatever state the
// record is.
func (k *Kind) may(f patch.Field) []string {
	out := append(slices.Clone(k.takes(f)), k.Weighs[f.Name]...)
	if k.Decide != nil && f.By != "" && f.Name != "state" && len(k.defines()) == 1 {
		for _, s := range k.Workflow {
			e := k.Type.New().(record.Entity)
			e.Base().Kind, e.Base().State, e.Base().Category = k.Name, s.Name, s.Category
			out = append(out, k.Decide(f.Name, e, e))
		}
	}
	return distinct(out)
}

// moves fills in which decision each move between two states takes.
func (i *KindInfo) moves(k *Kind) {
	if len(k.Workflow) == 0 || k.Move == nil {
		return
	}
	i.Moves, i.Refusals = map[string]map[string]string{}, map[string]string{}
	for _, to := range k.Workflow {
		byHand := false
		for _, from := range k.Workflow {
			if from.Name == to.Name {
				continue
			}
			if i.Moves[from.Name] == nil {
				i.Moves[from.Name] = map[string]string{}
			}
			d, err := k.Move(from, to)
			if err != nil {
				i.Refusals[to.Name] = errs.Public(err).Msg
			}
			i.Moves[from.Name][to.Name] = d
			byHand = byHand || err == nil
		}
		if byHand {
			delete(i.Refusals, to.Name)
		}
	}
}

// definitions fills in on which field the defining decision depends, where it
// depends on one.
func (i *KindInfo) definitions(k *Kind) {
	if k.Decide == nil || len(k.defines()) < 2 {
		return
	}
	for _, f := range k.Type.Own() {
		by := map[string]string{}
		for _, value := range f.Rules.Enum {
			e := k.Type.New()
			k.Type.Shape.Value(e, f).SetString(value)
			if d := k.Decide("", nil, e.(record.Entity)); slices.Contains(k.defines(), d) {
				by[value] = d
			}
		}
		if len(by) > 1 {
			i.DefinedBy, i.Definitions = f.Name, by
		}
	}
}

// fieldInfo describes a field by its type and tags.
func fieldInfo(f patch.Field) FieldInfo {
	i := FieldInfo{Name: f.Name, Label: f.Label, Doc: f.Doc, Ref: f.Ref, Enum: f.Rules.Enum, Required: f.Rules.Required, Min: f.Rules.Min, Max: f.Rules.Max, Format: f.Rules.Format, Thread: f.Thread}
	if i.Ref == noRef {
		i.Ref = ""
	}
	t := f.Type
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if len(i.Enum) == 0 {
		for _, v := range values(t, true) {
			i.Enum = append(i.Enum, v.(string))
		}
	}
	i.Type = i.typeOf(t)
	if i.Type == "list" && t.Elem().Kind() == reflect.Struct {
		for _, inner := range fieldsOf(t.Elem()) {
			i.Of = append(i.Of, fieldInfo(inner))
		}
	}
	i.Integer = i.Type == "number" && t.Kind() != reflect.Float64
	return i
}

func (i *FieldInfo) typeOf(t reflect.Type) string {
	switch {
	case t == dayType:
		return "day"
	case t == instantType:
		return "instant"
	case i.Name == bodyField:
		return "markdown"
	case i.Name == "state":
		return "state"
	case i.Name == "tags":
		return "tags"
	case t.Kind() == reflect.Slice:
		return "list"
	case t.Kind() == reflect.Map || t.Kind() == reflect.Struct:
		return "map"
	case t.Kind() == reflect.Bool:
		return "bool"
	case t.Kind() == reflect.Int64 || t.Kind() == reflect.Int || t.Kind() == reflect.Float64:
		return "number"
	case i.Ref != "":
		return "ref"
	case len(i.Enum) > 0:
		return "choice"
	default:
		return "text"
	}
}
