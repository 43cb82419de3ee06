package op

import (
	"bytes"
	"context"
	"encoding/json"

	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
)

// Brief is a record of whatever kind as lists carry it: whole but for its
// description, which is the one field that can be long.
type Brief struct{ record.Entity }

const bodyField = "body"

var noBody = []byte(`"` + bodyField + `":"",`)

// MarshalJSON leaves the description out, so that nobody takes it for empty. A
// quote within a text is never written plainly, so what is cut is the field.
func (b Brief) MarshalJSON() ([]byte, error) {
	raw, err := json.Marshal(b.Entity)
	return bytes.Replace(raw, noBody, nil, 1), err
}

// Briefs gives records of whatever kinds by their ids, one statement for each
// struct that holds some. kinds says of each id which kind it is of. Whether
// the actor may see them is for the caller to have asked.
func (v *View) Briefs(ctx context.Context, kinds map[string]string) (map[string]Brief, error) {
	ids := map[*record.Type][]string{}
	for i, kind := range kinds {
		k, ok := v.Engine.Reg.Kind(kind)
		if !ok {
			return nil, errs.New(errs.Internal, "the kind %s is not registered", kind)
		}
		ids[k.Type] = append(ids[k.Type], i)
	}
	out := make(map[string]Brief, len(kinds))
	for t, some := range ids {
		found, err := t.Briefly(ctx, v.At, some)
		if err != nil {
			return nil, err
		}
		for _, one := range found {
			e := one.(record.Entity)
			out[e.Base().ID] = Brief{e}
		}
	}
	return out, nil
}
