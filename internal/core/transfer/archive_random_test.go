package transfer_test

import (
	"bytes"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/app/apptest"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// step is one thing that somebody does, to the records made before by their
// places in the order.
type step struct {
	who, op string
	a, b, n int
	text    string
	number  float64
}

var stepOps = []string{
	"story.create", "bug.create", "risk.create", "feature.create", "objective.create", "record.update", "record.update", "record.update", "comment.create", "comment.create",
	"link.create", "record.rank", "archive", "state", "custom", "custom", "undo", "watch.set", "take", "field", "file",
}

func stepGen() *rapid.Generator[step] {
	return rapid.Custom(func(t *rapid.T) step {
		return step{
			who: rapid.SampledFrom([]string{"adam", "pia", "paul", "paul", "pia", "dina", "tess"}).Draw(t, "who"), op: rapid.SampledFrom(stepOps).Draw(t, "op"),
			a: rapid.IntRange(0, 1000).Draw(t, "a"), b: rapid.IntRange(0, 1000).Draw(t, "b"), n: rapid.IntRange(0, 5).Draw(t, "n"),
			text: rapid.StringN(1, 30, -1).Draw(t, "text"), number: rapid.Float64().Draw(t, "number"),
		}
	})
}

// walk does the steps; what is refused is passed over. It says how many were
// done.
func walk(w *apptest.World, steps []step) (done int) {
	var keys, proposals []string
	var last int64
	w.Do("adam", "field.create", obj{"name": "size", "type": "number", "kinds": []string{"story", "bug", "risk"}})
	w.Do("adam", "field.create", obj{"name": "note", "type": "text", "kinds": []string{"story", "risk", "feature", "objective"}})
	for i, s := range steps {
		if len(keys) == 0 {
			s.op = "story.create"
		}
		one, two := at(keys, s.a), at(keys, s.b)
		name, in := s.op, obj{}
		switch s.op {
		case "record.update":
			in = obj{"id": one, "patch": obj{[]string{"title", "body", "owner", "tags", "title", "body"}[s.n]: []any{s.text, s.text, w.Members["dina"], []string{s.text, "t"}, s.text, ""}[s.n]}}
		case "comment.create":
			in = obj{"record": one, "body": s.text + " @pia"}
		case "link.create":
			in = obj{"type": []string{"relates", "blocks", "serves", "delivers", "duplicates", "relates"}[s.n], "from": one, "to": two}
		case "record.rank":
			in = obj{"ids": []string{one}, "after": two}
		case "archive":
			name, in = []string{"story", "bug", "risk"}[s.n%3]+[]string{".archive", ".restore"}[s.n%2], obj{"id": one}
		case "state":
			name, in = "record.update", obj{"id": one, "patch": obj{"state": []string{"ready", "in progress", "done", "dropped", "mitigating", "new"}[s.n]}}
		case "custom":
			name, in = "record.update", obj{"id": one, "patch": obj{"custom": []obj{{"size": s.number}, {"note": s.text}, {"size": nil}, {"size": -s.number, "note": s.text}, {"note": nil}, {"size": float64(s.a)}}[s.n]}}
		case "undo":
			name, in = "change.undo", obj{"seq": last}
		case "watch.set":
			in = obj{"record": one, "off": s.n == 0}
		case "take":
			name, in = "proposal.take", obj{"id": at(proposals, s.a)}
		case "field":
			name, in = "field.create", obj{"name": fmt.Sprintf("f%d", i), "label": s.text, "type": "text", "kinds": []string{"story"}}
		case "file":
			if w.As(s.who, "POST", "/api/v1/records/"+one+"/files?name=f.txt", s.text).Code == 200 {
				done++
			}
			continue
		default:
			in = obj{"fields": obj{"product": "LEND", "title": s.text}}
			if s.op == "risk.create" {
				in["fields"].(obj)["type"] = "delivery"
			}
		}
		out, err := w.Try(s.who, name, in)
		if err != nil {
			continue
		}
		done++
		switch {
		case out.Proposal != nil:
			proposals = append(proposals, out.Proposal.ID)
		case out.Key != "":
			keys, last = append(keys, out.Key), out.Version
		}
	}
	return done
}

func at(list []string, n int) string {
	if len(list) == 0 {
		return "LEND"
	}
	return list[n%len(list)]
}

// Whatever people did, the export of its import is the export.
func TestRandomWorldsGoThroughArchives(t *testing.T) {
	t.Parallel()
	gen := rapid.SliceOfN(stepGen(), 150, 150)
	for seed := range 4 {
		engine := engines[seed%2]
		t.Run(fmt.Sprintf("%s %d", engine, seed), func(t *testing.T) {
			t.Parallel()
			w := apptest.New(t, storetest.Open(t, engine, migrations.Files))
			if done := walk(w, gen.Example(seed+1)); done < 50 {
				t.Errorf("only %d steps were taken", done)
			}
			first := placeOf(w).export(w.Workspace)
			for _, to := range []store.Dialect{store.SQLite, store.Postgres} {
				p := emptyPlace(t, to)
				p.mustTake(first)
				if back := p.export(w.Workspace); !bytes.Equal(first, back) {
					t.Errorf("through %s: %s", to, difference(t, first, back))
				}
			}
		})
	}
}
