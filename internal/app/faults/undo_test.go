package faults_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
)

// TestUndo makes random changes and takes each back at once, and that again:
// everything must be as it was before, and then as it was after. In the end the
// ledger is replayed and must equal the tables.
func TestUndo(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		n, changes := 0, 0
		rapid.Check(t, func(rt *rapid.T) {
			if n++; n > setting(t, "UNDOS", 15) {
				return // rapid's own number of repetitions is meant for cheaper things
			}
			u := &undoing{World: w.Twin(fmt.Sprintf("undo-%d", n)), T: rt}
			for _, kind := range []string{"story", "story", "bug", "feature", "objective", "sprint"} {
				u.do(kind+".create", obj{"fields": obj{"product": "LEND", "title": "A " + kind}})
			}
			for range rapid.IntRange(5, 15).Draw(rt, "changes") {
				u.change()
			}
			changes += u.changes
			v, err := w.Engine.Verify(context.Background(), u.Workspace)
			if err != nil || len(v.Faults) > 0 {
				rt.Fatalf("%v %v", v, err)
			}
		})
		t.Logf("%d changes taken back and made again", changes)
	})
}

// undoing is one story of changes that are taken back.
type undoing struct {
	*apptest.World
	*rapid.T
	calls, changes int
	comments       []string
	links          []string
}

// change makes one change, takes it back, and takes that back.
func (u *undoing) change() {
	name, input := u.draw()
	before := u.everything()
	request, rows, err := u.try(name, input)
	if err != nil || rows == 0 {
		return // refused, or nothing to do: there is nothing to take back
	}
	u.changes++
	after := u.everything()
	u.mustUndo(name, input, request)
	u.same("taken back: "+name, input, before, u.everything())
	u.mustUndo("the undoing of "+name, input, u.last())
	u.same("made again: "+name, input, after, u.everything())
	u.remember()
}

func (u *undoing) last() string { return fmt.Sprintf("undo-request-%d", u.calls) }

func (u *undoing) mustUndo(name string, input any, request string) {
	u.calls++
	_, err := u.Run(op.Call{Op: "change.undo", Workspace: u.Workspace, Actor: u.Actor("adam"), Input: object(obj{"request": request}), Request: u.last()})
	if err != nil {
		u.T.Fatalf("%s with %s cannot be taken back: %v", name, object(input), err)
	}
}

func (u *undoing) try(name string, input any) (request string, rows int, err error) {
	u.calls++
	u.Clock.Add(time.Second)
	request = u.last()
	out, err := u.Run(op.Call{Op: name, Workspace: u.Workspace, Actor: u.Actor("adam"), Input: object(input), Request: request})
	return request, out.Rows, err
}

func (u *undoing) do(name string, input any) {
	if _, _, err := u.try(name, input); err != nil {
		u.T.Fatalf("%s with %s: %v", name, object(input), err)
	}
}

// draw gives a change of any sort.
func (u *undoing) draw() (name string, input obj) {
	ref := func(label string) string {
		return fmt.Sprintf("LEND-%d", rapid.IntRange(1, 7).Draw(u.T, label))
	}
	pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(u.T, label) }
	switch pick("change", "update", "update", "update", "state", "rank", "comment", "edit", "uncomment", "link", "unlink", "shelve", "watch", "together", "create", "role", "field") {
	case "update":
		return "record.update", obj{"id": ref("record"), "patch": obj{
			pick("field", "title", "body", "priority"): pick("value", "x", "y", "Ärger\n"), "tags": rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b"}), 0, 2).Draw(u.T, "tags"),
		}}
	case "state":
		return "record.update", obj{"id": ref("record"), "patch": obj{"state": pick("state", "new", "ready", "in progress", "in review", "done", "dropped", "planned")}}
	case "rank":
		return "record.rank", obj{"ids": []string{ref("first")}, pick("where", "after", "before"): ref("other")}
	case "comment":
		return "comment.create", obj{"record": ref("record"), "body": pick("body", "Why?", "Because @paul.")}
	case "edit":
		return "comment.update", obj{"id": u.one("comment", u.comments), "body": pick("body", "So?", "Yes.")}
	case "uncomment":
		return "comment.delete", obj{"id": u.one("comment", u.comments)}
	case "link":
		return "link.create", obj{"type": pick("type", "blocks", "relates", "delivers", "serves"), "from": ref("from"), "to": ref("to")}
	case "unlink":
		return "link.delete", obj{"id": u.one("link", u.links)}
	case "shelve":
		return pick("kind", "story", "bug", "feature") + "." + pick("verb", "archive", "restore"), obj{"id": ref("record")}
	case "watch":
		return "watch.set", obj{"record": ref("record"), "off": rapid.Bool().Draw(u.T, "off")}
	case "together":
		return "batch.run", obj{"calls": []obj{
			{"operation": "record.update", "input": obj{"id": ref("first"), "patch": obj{"title": pick("title", "p", "q")}}},
			{"operation": "record.update", "input": obj{"id": ref("second"), "patch": obj{"title": pick("title", "r", "s")}}},
			{"operation": "comment.create", "input": obj{"record": ref("third"), "body": "Together."}},
		}}
	case "role":
		return "role." + pick("verb", "assign", "remove"), obj{"member": "nora", "product": "LEND", "role": pick("role", "developer", "tester")}
	case "field":
		return "field.create", obj{"name": pick("name", "size", "weight"), "type": "number", "kinds": []string{"story"}}
	default:
		return pick("kind", "story", "task") + ".create", obj{"fields": obj{"product": "LEND", "title": "One more"}}
	}
}

func (u *undoing) one(label string, from []string) string {
	if len(from) == 0 {
		return "none"
	}
	return rapid.SampledFrom(from).Draw(u.T, label)
}

// remember finds the comments and links that there are.
func (u *undoing) remember() {
	u.comments, u.links = nil, nil
	for _, key := range slices.Sorted(maps.Keys(u.everything())) {
		kind, id, _ := strings.Cut(key, " ")
		switch kind {
		case "comment":
			u.comments = append(u.comments, id)
		case "link":
			u.links = append(u.links, id)
		}
	}
}

// everything is all things of the workspace, but for what every change moves
// on: versions and the time of the last one. Records that were archived are as
// good as not there: that is how making one is taken back.
func (u *undoing) everything() map[string]string {
	out := map[string]string{}
	err := u.Engine.View(context.Background(), u.Workspace, u.Actor("adam"), func(v *op.View) error {
		see := func(kind string, t *record.Type) error {
			return t.Each(context.Background(), v.At, kind, func(is record.Thing) error {
				var fields map[string]any
				if err := json.Unmarshal(object(is), &fields); err != nil {
					return err
				}
				delete(fields, "version")
				delete(fields, "updatedAt")
				if e, ok := is.(record.Entity); ok && e.Base().ArchivedAt != 0 {
					fields = map[string]any{"archived": true}
				}
				out[kind+" "+is.Self().ID] = string(object(fields))
				return nil
			})
		}
		for _, k := range u.Engine.Reg.Kinds() {
			if err := see(k.Name, k.Type); err != nil {
				return err
			}
		}
		for kind, t := range u.Engine.Reg.Parts() {
			if err := see(kind, t); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		u.T.Fatal(err)
	}
	return out
}

// same compares two states. A record that is archived in the one need not be
// in the other: it was made in between.
func (u *undoing) same(what string, input any, want, got map[string]string) {
	for _, m := range []map[string]string{want, got} {
		maps.DeleteFunc(m, func(_, v string) bool { return v == `{"archived":true}` })
	}
	if miss := cmp.Diff(want, got); miss != "" {
		u.T.Fatalf("%s with %s: %s", what, object(input), miss)
	}
}
