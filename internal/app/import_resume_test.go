package app_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/internal/app/apptest"
	"throughline/internal/bridge/trello"
	"throughline/internal/core/comment"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// shape is what of an imported record does not depend on when it came.
type shape struct {
	Kind, Title, State, Owner, Created string
	Archived                           bool
	Tags                               []string
	Comments                           int
}

// shapes gives the imported records of a product, in their order.
func shapes(t *testing.T, w *apptest.World, product string) []shape {
	t.Helper()
	var out []shape
	err := w.Engine.View(context.Background(), w.Workspace, w.Actor("adam"), func(v *op.View) error {
		id, err := v.Product(context.Background(), product)
		if err != nil {
			return err
		}
		for _, r := range where[record.Record](t, v, "r.kind <> 'product' and r.product_id = '"+id+"' order by r.rank, r.title, r.created_at") {
			said := where[comment.Comment](t, v, "d.record_id = '"+r.ID+"'")
			out = append(out, shape{r.Kind, r.Title, r.State, string(r.Owner), r.CreatedAt.String(), r.ArchivedAt != 0, r.Tags, len(said)})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// An import that is interrupted after each of its stages in turn goes on when
// it is run again, and brings what one that was left alone brings.
func TestAnInterruptedImportGoesOn(t *testing.T) {
	t.Parallel()
	files := samples(t, "trello/gocd-test-drive-board.json", "trello/gocd-test-drive-comments.json")
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		job := func(progress func(string, int, int)) transfer.Job {
			return transfer.Job{Engine: w.Engine, Workspace: w.Workspace, Actor: w.Actor("adam"), Product: "LEND", Progress: progress}
		}
		read := func() *transfer.Source {
			src, err := trello.Read(files)
			if err != nil {
				t.Fatal(err)
			}
			return src
		}
		created := map[string]int{}
		for stop := 1; ; stop++ {
			ctx, cancel := context.WithCancel(context.Background())
			steps := 0
			rep, err := job(func(string, int, int) {
				if steps++; steps == stop {
					cancel()
				}
			}).Run(ctx, read())
			cancel()
			for word, n := range rep.Created {
				created[word] += n
			}
			if err == nil {
				break
			}
			if !errs.Is(err, errs.Unavailable) || stop > 20 {
				t.Fatalf("after %d steps: %v", stop, err)
			}
		}
		if created["records"] != 122 || created["comments"] != 133 || created["attachments"] != 59 {
			t.Errorf("all runs together created %v", created)
		}
		again, err := job(nil).Run(context.Background(), read())
		if err != nil || sum(again.Created)+sum(again.Updated) > 0 {
			t.Errorf("one more run: %v, created %v, updated %v", err, again.Created, again.Updated)
		}

		straight := job(nil)
		straight.Product = "HIDE"
		if _, err := straight.Run(context.Background(), read()); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(shapes(t, w, "HIDE"), shapes(t, w, "LEND")); d != "" {
			t.Errorf("what was interrupted differs from what was left alone (-alone +interrupted):\n%s", d)
		}
	})
}

func where[T any](t *testing.T, v *op.View, condition string) []T {
	t.Helper()
	out, err := record.Where[T](context.Background(), v.At, condition)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sum(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}
