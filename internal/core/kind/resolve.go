package kind

import (
	"context"
	"reflect"

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
		if f.Ref == "" || f.By == "" || f.Type != reflect.TypeFor[id.Ref]() {
			continue
		}
		v := s.Value(e, f)
		ref := v.String()
		if ref == "" {
			continue
		}
		found, err := one(ctx, tx, f, ref)
		switch {
		case errs.Is(err, errs.NotFound) || errs.Is(err, errs.Invalid):
			list.Add(f.Name, "%s", errs.Public(err).Msg)
		case err != nil:
			return err
		default:
			v.SetString(found)
		}
	}
	return list.Err()
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
