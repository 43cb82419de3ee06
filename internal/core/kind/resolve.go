package kind

import (
	"context"
	"reflect"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
)

// resolve turns what people write in reference fields into ids (a key, an
// e-mail address, a handle), and sees that each names something of the right
// sort that the actor may see.
func resolve(ctx context.Context, tx *op.Tx, s *patch.Shape, e any) error {
	var list errs.List
	for _, f := range s.Fields {
		if f.Ref == "" || f.Ref == "-" || f.By == "" {
			continue
		}
		v := s.Value(e, f)
		refs := []reflect.Value{v}
		switch f.Type {
		case reflect.TypeFor[id.Ref]():
		case reflect.TypeFor[[]string]():
			// A list of its own: the record before the change shares the old one.
			v.Set(reflect.ValueOf(slices.Clone(v.Interface().([]string))))
			refs = nil
			for i := range v.Len() {
				refs = append(refs, v.Index(i))
			}
		default:
			continue
		}
		for _, to := range refs {
			if err := point(ctx, tx, f, to, &list); err != nil {
				return err
			}
		}
	}
	return list.Err()
}

// point puts the id in place of one reference, or notes what is wrong with it.
func point(ctx context.Context, tx *op.Tx, f patch.Field, to reflect.Value, list *errs.List) error {
	if to.String() == "" {
		return nil
	}
	found, err := one(ctx, tx, f, to.String())
	switch {
	case errs.Is(err, errs.NotFound) || errs.Is(err, errs.Invalid):
		list.Add(f.Name, "%s", errs.Public(err).Msg)
	case err != nil:
		return err
	default:
		to.SetString(found)
	}
	return nil
}

func one(ctx context.Context, tx *op.Tx, f patch.Field, ref string) (string, error) {
	if f.Ref == "member" {
		m, err := tx.Person(ctx, ref)
		if err == nil {
			if _, known := tx.Access.Member(m); !known && !tx.Named(ctx, m) {
				return "", errs.New(errs.NotFound, "No member is called %q here.", ref)
			}
		}
		return m, err
	}
	row, err := tx.Base(ctx, ref)
	if err != nil {
		return "", err
	}
	if f.Ref != "record" && row.Kind != f.Ref {
		return "", errs.New(errs.Invalid, "%s is a %s, not a %s.", row.Key, row.Kind, f.Ref)
	}
	return row.ID, nil
}
