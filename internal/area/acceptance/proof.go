package acceptance

import (
	"context"
	"fmt"
	"net/url"
	"unicode/utf8"

	"throughline/internal/area/backlog"
	"throughline/internal/core/attach"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// maxProofs bounds what one result may bring.
const maxProofs = 20

// proven sees that each proof is one: a file or a test result of the item
// itself, or an address that a browser opens. A proof that leads nowhere would
// be found out when it matters.
func proven(ctx context.Context, v *op.View, item *backlog.Item, results []Result) error {
	var list errs.List
	for i, r := range results {
		at := fmt.Sprintf("results.%d.proofs", i)
		if len(r.Proofs) > maxProofs {
			list.Add(at, "must be at most %d", maxProofs)
			continue
		}
		for n, p := range r.Proofs {
			if err := proves(ctx, v, item.ID, p, fmt.Sprintf("%s.%d.", at, n), &list); err != nil {
				return err
			}
		}
	}
	return list.Err()
}

func proves(ctx context.Context, v *op.View, item string, p Proof, at string, list *errs.List) error {
	if utf8.RuneCountInString(p.Name) > 500 {
		list.Add(at+"name", "must have at most 500 characters")
	}
	switch p.Sort {
	case "link":
		u, err := url.Parse(p.URL)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(p.URL) > 4000 {
			list.Add(at+"url", "is not a web address (https://…)")
		}
		return nil
	case "file":
		there, err := record.Where[attach.Attachment](ctx, v.At, "d.id = ? and d.record_id = ?", p.ID, item)
		if err == nil && len(there) == 0 {
			list.Add(at+"id", "is no attachment of the item; attach the file to it first")
		}
		return err
	case "test":
		n, err := store.One[int64](ctx, v.R, "select count(*) from test_result where workspace_id = ? and id = ? and record_id = ?", v.Workspace, p.ID, item)
		if err == nil && n == 0 {
			list.Add(at+"id", "is no test result of the item")
		}
		return err
	default:
		list.Add(at+"sort", "must be file, link or test")
		return nil
	}
}
