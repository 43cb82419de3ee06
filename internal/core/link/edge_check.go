package link

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// edge is a row of the index.
type edge struct {
	Src  string `db:"src_id"`
	Way  string `db:"way"`
	Dst  string `db:"dst_id"`
	Type string `db:"type"`
}

func (e edge) String() string { return e.Type + " (" + e.Way + ") from " + e.Src + " to " + e.Dst }

// sound sees that the edges are those that follow from links and references.
func sound(ctx context.Context, e *op.Engine, at record.At, fault func(string, ...any)) error {
	want := map[edge]bool{}
	expect := func(s step, kind, from, to string) {
		for _, x := range []edge{{from, s.forward, to, kind}, {to, s.backward, from, kind}} {
			if x.Way != "" {
				want[x] = true
			}
		}
	}
	links, err := record.Where[Link](ctx, at, "1 = 1")
	if err != nil {
		return err
	}
	for _, l := range links {
		expect(steps[l.Type], l.Type, l.From, l.To)
	}
	for _, k := range e.Reg.Kinds() {
		if err := expectReferences(ctx, at, k, expect); err != nil {
			return err
		}
	}
	there, err := store.All[edge](ctx, at.R, "select src_id, way, dst_id, type from thread_edge where workspace_id = ? order by src_id, way, dst_id, type", at.Workspace)
	if err != nil {
		return err
	}
	for _, x := range there {
		if !want[x] {
			fault("the thread has the step %s, which nothing stands for", x)
		}
		delete(want, x)
	}
	missing := make([]edge, 0, len(want))
	for x := range want {
		missing = append(missing, x)
	}
	slices.SortFunc(missing, func(a, b edge) int { return strings.Compare(a.String(), b.String()) })
	for _, x := range missing {
		fault("the thread lacks the step %s", x)
	}
	return nil
}

// expectReferences tells the edges of a kind's tagged reference fields.
func expectReferences(ctx context.Context, at record.At, k *op.Kind, expect func(s step, kind, from, to string)) error {
	tagged := false
	for _, f := range k.Type.Shape.Fields {
		tagged = tagged || f.Thread != "" && f.Type == reflect.TypeFor[id.Ref]()
	}
	if !tagged {
		return nil
	}
	return k.Type.Each(ctx, at, k.Name, func(v record.Thing) error {
		for _, f := range k.Type.Shape.Fields {
			if f.Thread == "" || f.Type != reflect.TypeFor[id.Ref]() {
				continue
			}
			s := step{"u", "d"}
			if f.Thread == "down" {
				s = step{"d", "u"}
			}
			if to := k.Type.Shape.Value(v, f).String(); to != "" {
				expect(s, f.Name, v.Self().ID, to)
			}
		}
		return nil
	})
}
