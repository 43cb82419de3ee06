package refinement_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/platform/store"
)

// asked is every answer that there is to be had, by who asks what.
type asked map[string]string

// everything asks every question that the program answers, as everybody who
// could be curious, with everything that could be named; and it takes what no
// question gives: the ledger's rows as they lie there, and an archive.
func everything(w *apptest.World, named map[string]string) asked {
	w.T.Helper()
	w.CatchUp()
	out := asked{}
	inputs := []obj{{}, {"product": "LEND"}, {"product": "LEND", "q": "type:story"}, {"q": "forms"}, {"q": "type:refinement"}}
	for _, ref := range named {
		inputs = append(inputs, obj{"id": ref}, obj{"id": ref, "at": w.Clock.Now().String()}, obj{"record": ref}, obj{"item": ref}, obj{"refinement": ref}, obj{"ids": ref}, obj{"request": ref})
	}
	for _, d := range w.Engine.Reg.Defs() {
		if d.Writes || d.Media != "" {
			continue
		}
		for _, who := range []string{"olga", "paul", "dora", "nora", "gus"} {
			for n, in := range inputs {
				name := fmt.Sprintf("%s by %s with %v", d.Name, who, inputs[n])
				ans, err := w.Try(who, d.Name, in)
				if err != nil {
					out[name] = err.Error()
					continue
				}
				out[name] = string(ans.JSON)
			}
		}
	}
	rows := [][]byte{}
	err := w.DB.Read(context.Background(), w.Workspace, func(r *store.Reader) error {
		all, err := ledger.After(context.Background(), r, w.Workspace, 0, 10_000)
		for _, row := range all {
			b, err := json.Marshal(row)
			if err != nil {
				return err
			}
			rows = append(rows, b)
		}
		return err
	})
	if err != nil {
		w.T.Fatal(err)
	}
	out["the ledger"] = string(bytes.Join(rows, []byte("\n")))
	out["the stream"] = w.Streamed("dora")
	out["the table of records"] = w.As("olga", http.MethodGet, "/api/v1/records.csv?product=LEND", "").Body.String()
	out["the archive"] = w.Archive("olga")
	return out
}

// secret is a value of the scale that stands nowhere else.
const secret, other = "73.25", "61.75"

// TestNoVoteLeavesBeforeTheReveal asks everything before a vote, after it, and
// after it was changed. The first vote may show that somebody has voted, but
// never the value: it must not occur once more anywhere than before. The
// changed vote must show nothing at all: every answer to everybody stays the
// same to the byte.
func TestNoVoteLeavesBeforeTheReveal(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("dina", "scale.set", obj{"product": "LEND", "steps": []string{"1", other, secret, "?"}})
		r, one := opened(w)
		named := map[string]string{"refinement": r.ID, "round": one.ID, "item": r.Items[0].Item, "voter": w.Members["dina"], "product": "LEND"}
		before := everything(w, named)
		if len(before) < 1000 {
			t.Fatalf("only %d answers: the test asks too little", len(before))
		}
		w.Do("dina", "round.vote", obj{"id": one.ID, "value": secret})
		voted := everything(w, named)
		for name, answer := range voted {
			// A question that scans backwards may hold the row of the scale later, never more often.
			if was, is := strings.Count(before[name], secret), strings.Count(answer, secret); is > was {
				t.Errorf("%s: the vote shows: %s", name, around(answer, secret))
			}
		}
		if !strings.Contains(voted["the ledger"], w.Members["dina"]) || voted["the ledger"] == before["the ledger"] {
			t.Error("that somebody has voted shows nowhere: the test looks in the wrong place")
		}
		w.Do("dina", "round.vote", obj{"id": one.ID, "value": other})
		for name, answer := range everything(w, named) {
			if answer != voted[name] {
				t.Errorf("%s: a changed vote shows: %s", name, answer[:min(len(answer), 400)])
			}
		}
		// The voter sees it, and everybody once it is revealed: the test can fail.
		if s := see(w, "dina", r.ID); s.Mine != other {
			t.Errorf("the voter sees %q", s.Mine)
		}
		w.Do("paul", "round.reveal", obj{"id": one.ID})
		seen := everything(w, named)
		for _, name := range []string{"the ledger", "the stream", "the archive"} {
			if strings.Count(seen[name], other) <= strings.Count(voted[name], other) {
				t.Errorf("%s does not show the vote after the reveal", name)
			}
		}
		left := int64(-1)
		if err := w.DB.Read(context.Background(), w.Workspace, func(rd *store.Reader) (err error) {
			left, err = store.One[int64](context.Background(), rd, "select count(*) from ballot where workspace_id = ?", w.Workspace)
			return err
		}); err != nil || left != 0 {
			t.Errorf("%d ballots are left (%v)", left, err)
		}
	})
}

func around(text, what string) string {
	at := strings.LastIndex(text, what)
	return text[max(0, at-120):min(len(text), at+60)]
}

// TestNoVoteBecomesAProposalOrPartOfABatch: both would write the value down.
func TestNoVoteBecomesAProposalOrPartOfABatch(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r, one := opened(w)
		in := obj{"id": one.ID, "value": "5"}
		if _, err := w.Try("dina", "batch.run", obj{"calls": []obj{{"operation": "round.vote", "input": in}}}); err == nil {
			t.Error("a vote was part of a batch")
		}
		raw, _ := json.Marshal(in)
		out, err := w.Run(op.Call{Op: "round.vote", Workspace: w.Workspace, Actor: w.Actor("dina"), Input: raw, Propose: true, Once: "again"})
		if err != nil || out.Proposal != nil {
			t.Errorf("a vote that asked to be proposed gave %+v, %v", out.Proposal, err)
		}
		kept := int64(0)
		if err := w.DB.Read(context.Background(), w.Workspace, func(rd *store.Reader) (err error) {
			kept, err = store.One[int64](context.Background(), rd, "select count(*) from idempotency where workspace_id = ? and name = 'again'", w.Workspace)
			return err
		}); err != nil || kept != 0 {
			t.Errorf("the answer to a vote was kept (%d, %v)", kept, err)
		}
		if s := see(w, "dora", r.ID); s.Mine != "" || len(s.Rounds[0].Round.Votes) != 0 {
			t.Errorf("another sees %+v", s)
		}
		if _, err := w.Try("gus", "round.vote", in); err == nil {
			t.Error("a guest voted")
		}
	})
}
