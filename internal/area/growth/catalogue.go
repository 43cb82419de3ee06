package growth

import (
	"context"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
)

// NameRef names an entry of a catalogue.
type NameRef struct {
	Name string `json:"name" v:"required,max=60"`
}

// Done says that something was done that leaves nothing to show.
type Done struct{}

// entry is a pointer to what a workspace says of its own: in place of the
// program's default of the same name, or beside the defaults.
type entry[T any] interface {
	*T
	record.Thing
	PartBase() *record.Part
}

// say writes what a workspace says of its own: over what it said before under
// that name, or, where no name is given, as a new entry that is named after
// title. taken says which names are the defaults'.
func say[T any, P entry[T]](ctx context.Context, tx *op.Tx, after P, name *string, title string, taken func(string) bool) (P, error) {
	fresh := *name == ""
	if fresh {
		*name = named(title)
	}
	if fresh && taken(*name) {
		return nil, errs.Fieldf("title", "is taken: %s", strings.TrimSpace(title))
	}
	there, err := record.Where[T](ctx, tx.At, "d.name = ?", *name)
	switch {
	case err != nil:
		return nil, err
	case len(there) == 0:
		return after, tx.Insert(ctx, after)
	case fresh:
		return nil, errs.Fieldf("title", "is taken: %s", strings.TrimSpace(title))
	}
	before := P(&there[0])
	*after.PartBase() = *before.PartBase()
	return after, tx.Update(ctx, before, after)
}

// reset takes back what a workspace said of its own under a name.
func reset[T any, P entry[T]](ctx context.Context, tx *op.Tx, in NameRef) (*Done, error) {
	there, err := record.Where[T](ctx, tx.At, "d.name = ?", in.Name)
	if err != nil {
		return nil, err
	}
	if len(there) == 0 {
		return nil, errs.New(errs.NotFound, "The workspace has said nothing of its own about %q; the default holds.", in.Name)
	}
	return &Done{}, tx.Delete(ctx, P(&there[0]))
}
