package link

import (
	"context"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/platform/store"
)

// Tie is a link as lists carry it beside a record: without the rest of what
// stands at its ends, which a client has or asks for.
type Tie struct {
	ID       string `json:"id" doc:"Id of the link."`
	Type     string `json:"type"`
	From     string `json:"from" ref:"record" doc:"Id of the record that depends."`
	To       string `json:"to" ref:"record" doc:"Id of the record it depends on."`
	FromKind string `json:"fromKind"`
	ToKind   string `json:"toKind"`
}

// Tied is a link seen from one of its ends, with the record at the other.
type Tied struct {
	Tie
	Out bool // it goes from the record asked about
	End End
}

// TieLimit bounds how many links of one record, each way, are told in a list.
const TieLimit = 50

// Ties gives the links of several records both ways, by record: outward ones
// first, by type and then by the record at the other end, at most TieLimit
// each way, as far as the actor may see what is at the other end. kinds says of
// each record which kind it is of; types keeps to some types of link, nil is
// all. More tells which records have further links.
func Ties(ctx context.Context, v *op.View, kinds map[string]string, types []string) (ties map[string][]Tied, more map[string]bool, err error) {
	ties, more = map[string][]Tied{}, map[string]bool{}
	if len(kinds) == 0 || types != nil && len(types) == 0 {
		return ties, more, nil
	}
	ids := make([]string, 0, len(kinds))
	for i := range kinds {
		ids = append(ids, i)
	}
	for _, out := range []bool{true, false} {
		rows, err := tiesOneWay(ctx, v, ids, types, out)
		if err != nil {
			return nil, nil, err
		}
		for _, r := range rows {
			here := r.To
			if out {
				here = r.From
			}
			if r.Nth > TieLimit {
				more[here] = true
				continue
			}
			t := Tied{Tie{r.Link, r.Type, r.From, r.To, r.Kind, kinds[here]}, out, r.End}
			if out {
				t.FromKind, t.ToKind = kinds[here], r.Kind
			}
			ties[here] = append(ties[here], t)
		}
	}
	return ties, more, nil
}

type tieRow struct {
	Link string `db:"link_id"`
	Type string `db:"type"`
	From string `db:"from_id"`
	To   string `db:"to_id"`
	Nth  int64  `db:"nth"`
	End
}

func tiesOneWay(ctx context.Context, v *op.View, ids, types []string, out bool) ([]tieRow, error) {
	here, there := "to_id", "from_id"
	if out {
		here, there = there, here
	}
	marks, args := record.Among(ids)
	args = append([]any{v.Workspace}, args...)
	where := "l.workspace_id = ? and l." + here + " in (" + marks + ")"
	if types != nil {
		where += " and l.type in (" + strings.TrimSuffix(strings.Repeat("?,", len(types)), ",") + ")"
		for _, t := range types {
			args = append(args, t)
		}
	}
	scope, see := v.Scope("r.product_id")
	// The cross join keeps SQLite from beginning with the records.
	query := `select link_id, type, from_id, to_id, id, key, kind, title, state, category, product_id, nth from (
  select l.id as link_id, l.type, l.from_id, l.to_id, r.id, r.key, r.kind, r.title, r.state, r.category, r.product_id,
    row_number() over (partition by l.` + here + ` order by l.type, l.` + there + `) as nth
  from link l cross join record r where ` + where + ` and r.workspace_id = l.workspace_id and r.id = l.` + there + ` and ` + scope + `
) x where nth <= ? order by nth, link_id`
	return store.All[tieRow](ctx, v.R, query, append(append(args, see...), TieLimit+1)...)
}
