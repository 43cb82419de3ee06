package design_test

import (
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

type obj = map[string]any

type pinned struct {
	ID         string
	X, Y       float64
	ResolvedBy *string
	Thread     []struct{ Body string }
}

func pins(w *apptest.World, key string) (p []pinned) {
	w.Into("gus", "pin.list", obj{"record": key}, &p)
	return p
}

const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"

func TestPinsOnAPicture(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
		picture := id.Of("picture", w.Workspace)
		if rec := w.As("dora", "POST", "/api/v1/records/"+i.Key+"/files?name=form.png&id="+picture, png, "Content-Type", "application/octet-stream"); rec.Code >= 300 {
			t.Fatalf("the picture was not taken: %d %s", rec.Code, rec.Body)
		}
		link := w.Do("dora", "attachment.add", obj{"record": i.Key, "name": "Board", "url": "https://example.com/"})
		if _, err := w.Try("dora", "pin.create", obj{"attachment": link.ID, "x": 0.5, "y": 0.5, "body": "Here"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a pin on a link: %v", err)
		}
		if _, err := w.Try("dora", "pin.create", obj{"attachment": picture, "x": 1.5, "y": 0.5, "body": "Here"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a pin beside the picture: %v", err)
		}
		pin := w.Do("gus", "pin.create", obj{"attachment": picture, "x": 0.25, "y": 0.5, "body": "Too small, @dora"})
		var p struct{ Comment string }
		w.Into("dora", "comment.list", obj{"record": i.Key}, &struct{}{})
		list := pins(w, i.Key)
		if len(list) != 1 || list[0].X != 0.25 || len(list[0].Thread) != 1 {
			t.Fatalf("pins are %+v", list)
		}
		w.Into("gus", "pin.resolve", obj{"id": pin.ID, "off": true}, &p)
		w.Do("dora", "comment.create", obj{"record": i.Key, "body": "Larger now.", "replyTo": p.Comment})
		w.Do("dina", "comment.create", obj{"record": i.Key, "body": "Elsewhere."})
		if list := pins(w, i.Key); len(list[0].Thread) != 2 || list[0].Thread[1].Body != "Larger now." {
			t.Errorf("the thread is %+v", list)
		}
		if _, err := w.Try("dora", "pin.move", obj{"id": pin.ID, "x": 0, "y": 0}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("somebody else's pin was moved: %v", err)
		}
		w.Do("gus", "pin.move", obj{"id": pin.ID, "x": 0.5, "y": 0.75})
		w.Do("dora", "pin.resolve", obj{"id": pin.ID})
		if list := pins(w, i.Key); list[0].Y != 0.75 || list[0].ResolvedBy == nil || *list[0].ResolvedBy != w.Members["dora"] {
			t.Errorf("moved and settled it is %+v", list)
		}
		w.Do("gus", "pin.delete", obj{"id": pin.ID})
		var said struct{ Items []struct{ Body string } }
		w.Into("dora", "comment.list", obj{"record": i.Key}, &said)
		if len(pins(w, i.Key)) != 0 || len(said.Items) != 3 {
			t.Errorf("an answered pin took its comments along: %+v", said)
		}
		other := w.Do("gus", "pin.create", obj{"attachment": picture, "x": 0, "y": 0, "body": "Alone"})
		w.Do("gus", "pin.delete", obj{"id": other.ID})
		w.Into("dora", "comment.list", obj{"record": i.Key}, &said)
		if len(said.Items) != 3 {
			t.Errorf("a pin nobody answered left its comment: %+v", said)
		}
		w.CatchUp()
		var told struct{ Items []struct{ Reason string } }
		w.Into("dora", "inbox.list", obj{"reason": "mention"}, &told)
		if len(told.Items) != 1 {
			t.Errorf("who is called at a pin was told %d times", len(told.Items))
		}
	})
}
