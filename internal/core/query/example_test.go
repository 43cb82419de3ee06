package query_test

import (
	"context"
	"fmt"

	"throughline/internal/core/query"
	"throughline/internal/kit/errs"
)

// byName finds everybody and everything under the id "id-of-…".
type byName struct{}

func (byName) Resolve(_ context.Context, _ query.Field, text string) ([]string, error) {
	return []string{"id-of-" + text}, nil
}

func Example() {
	catalogue, err := query.NewCatalogue([]query.Field{
		{Name: "type", Synonyms: []string{"kind"}, Type: query.EnumType, Expr: "r.kind", Enum: []query.Option{{Value: "story"}, {Value: "bug"}}},
		{Name: "owner", Type: query.PersonType, Expr: "r.owner_id", Nullable: true},
		{Name: "updated", Type: query.InstantType, Expr: "r.updated_at", Sortable: true},
		{Name: "estimate", Type: query.NumberType, Expr: "item.estimate", Table: "item", Sortable: true},
	}, nil)
	if err != nil {
		panic(err)
	}
	q, err := query.Parse("Kind:story -owner:ana,ben (estimate>3 or no:estimate) sort:-updated")
	if err != nil {
		panic(err)
	}
	c, err := query.Compile(context.Background(), q, query.Env{Workspace: "w", Catalogue: catalogue, Resolver: byName{}})
	if err != nil {
		panic(err)
	}
	fmt.Println(q)
	fmt.Println("from", c.From())
	fmt.Println("where", c.Where.SQL)
	fmt.Println(c.Where.Args...)
	fmt.Println("order by", query.OrderBy(c.Sort))
	next, err := query.After(c.Sort, []any{int64(1773576000000000)}, "id-of-last")
	if err != nil {
		panic(err)
	}
	fmt.Println("and", next.SQL)
	// Output:
	// kind:story -owner:ana,ben (estimate>3 or no:estimate) sort:-updated
	// from record r left join item on item.workspace_id = r.workspace_id and item.id = r.id
	// where (r.kind = ? and (r.owner_id in (?, ?)) is not true and (item.estimate > ? or (item.estimate is not null) is not true))
	// story id-of-ana id-of-ben 3
	// order by r.updated_at desc, r.id desc
	// and (r.updated_at, r.id) < (?, ?)
}

func ExampleParse_error() {
	_, err := query.Parse(`type:story (state:ready`)
	fmt.Println(errs.Public(err).Fields[0].Message)
	// Output:
	// Character 12: This “(” is not closed. Write “)” where it shall end.
}
