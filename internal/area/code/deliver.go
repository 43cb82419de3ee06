package code

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// maxDelivery bounds a delivery: hosts send 25 MiB at most, and nearly always
// a thousandth of that.
const maxDelivery = 25 << 20

// DeliverIn is a delivery; its body is the host's own.
type DeliverIn struct {
	Repository string `json:"repository" in:"path" v:"required,max=60" ref:"code_repository" doc:"Id of the repository, as the address that connecting gave has it."`
}

// Binary says that the body is read as it came: the signature is over its bytes.
func (DeliverIn) Binary() {}

// Delivered says what a delivery led to.
type Delivered struct {
	Refs  int      `json:"refs" doc:"Branches, commits, pull requests and checks that are about an item."`
	Notes []string `json:"notes" doc:"What was moved, proposed, or could not be."`
}

// arrival is a delivery on its way in.
type arrival struct {
	p         *op.Plain
	workspace string
	repo      *CodeRepository
	secret    string
	event     string
	number    string
	body      []byte
}

// deliver takes a delivery in. What is refused is noted where those see it who
// connected the repository; the sender is told no more than that it was.
func deliver(ctx context.Context, p *op.Plain, in DeliverIn) (*Delivered, error) {
	if p.Request == nil || p.Answer == nil {
		return nil, errs.New(errs.Invalid, "Deliveries are sent over HTTP.")
	}
	a, err := arrive(ctx, p, in.Repository)
	if err != nil {
		return nil, err
	}
	a.number, a.event = numbered(a.repo.Host, p.Request.Header)
	if a.body, err = io.ReadAll(http.MaxBytesReader(p.Answer, p.Request.Body, maxDelivery)); err != nil {
		var big *http.MaxBytesError
		if errors.As(err, &big) {
			return nil, a.refuse(ctx, errs.New(errs.TooLarge, "The delivery is larger than %d MiB.", big.Limit>>20), "It is too large.")
		}
		return nil, errs.Cause(errs.Invalid, err, "The request could not be read.")
	}
	event, actor, err := a.check(ctx)
	if err != nil {
		return nil, err
	}
	var moves []move
	out := &Delivered{Notes: []string{}}
	err = p.Change(ctx, a.workspace, actor, func(tx *op.Tx, raw *store.Tx) (err error) {
		if err := a.first(ctx, raw); err != nil {
			return err
		}
		out.Refs, moves, err = keep(ctx, tx, a.repo, event)
		return err
	})
	if errs.Is(err, errs.Conflict) {
		return nil, a.refuse(ctx, err, "It was delivered before (replayed).")
	}
	if errs.Is(err, errs.Forbidden) {
		return nil, a.refuse(ctx, err, "Whoever connected the repository may no longer move work along here.")
	}
	if err != nil {
		return nil, err
	}
	out.Notes = append(out.Notes, apply(ctx, p.Engine, a.workspace, actor, a.repo, moves)...)
	outcome := "accepted"
	if out.Refs == 0 {
		outcome = "ignored"
	}
	return out, a.note(ctx, outcome, strings.Join(out.Notes, " "), out.Refs)
}

// nobody is the same for addresses that never were and for repositories that
// were disconnected.
func nobody() error { return errs.New(errs.NotFound, "No repository is connected under this address.") }

type hook struct {
	Workspace string `db:"workspace_id"`
	Secret    string `db:"secret"`
}

// arrive finds the repository that an address stands for.
func arrive(ctx context.Context, p *op.Plain, repository string) (*arrival, error) {
	if !id.Valid(repository) {
		return nil, nobody()
	}
	var found []hook
	err := p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		found, err = store.All[hook](ctx, r, "select workspace_id, secret from code_hook where repository_id = ?", repository)
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, nobody()
	}
	a := &arrival{p: p, workspace: found[0].Workspace, secret: found[0].Secret}
	err = p.DB.Read(ctx, a.workspace, func(r *store.Reader) (err error) {
		a.repo, err = record.Find[CodeRepository](ctx, record.At{R: r, Workspace: a.workspace}, repository)
		return err
	})
	return a, err
}

// check sees that a delivery comes from the host, about this repository, and
// that somebody answers for it. The signature comes first: of what is forged
// nothing else is read.
func (a *arrival) check(ctx context.Context) (*Event, right.Actor, error) {
	var actor right.Actor
	if !signed(a.repo.Host, a.secret, a.p.Request.Header, a.body) {
		return nil, actor, a.refuse(ctx, errs.New(errs.Forbidden, "The signature is not right."), "Its signature is not right (forged, or the secret differs).")
	}
	if a.number == "" || a.event == "" {
		return nil, actor, a.refuse(ctx, errs.New(errs.Invalid, "The delivery has no number or names no event."), "It has no number, or names no event.")
	}
	event, err := a.read()
	if err != nil {
		return nil, actor, a.refuse(ctx, err, "It cannot be read.")
	}
	if !strings.EqualFold(event.Repository, a.repo.Name) {
		return nil, actor, a.refuse(ctx, errs.New(errs.Forbidden, "The delivery is about another repository than this address is for."), fmt.Sprintf("It is about another repository (%q).", cut(event.Repository, 100)))
	}
	actor, err = a.p.Engine.ActorOf(ctx, a.workspace, a.repo.Member, "git:"+a.repo.Name)
	if err != nil {
		return nil, actor, a.refuse(ctx, errs.New(errs.Forbidden, "Whoever connected this repository cannot act here any more."), "Whoever connected the repository cannot act here any more. Connect it anew.")
	}
	return event, actor, nil
}

func (a *arrival) read() (*Event, error) {
	if a.repo.Host == GitLab {
		return parseGitLab(a.body)
	}
	return parseGitHub(a.event, a.body)
}

// first sees that a delivery was not taken in before, by its number and by
// what it says: the number is not signed.
func (a *arrival) first(ctx context.Context, raw *store.Tx) error {
	sum := sha256.Sum256(append([]byte(a.event+"\n"), a.body...))
	for _, mark := range []string{"number " + cut(a.number, 200), "body " + hex.EncodeToString(sum[:])} {
		n, err := raw.Exec(ctx, "insert into code_seen (repository_id, mark, workspace_id, at) values (?, ?, ?, ?) on conflict (repository_id, mark) do nothing",
			a.repo.ID, mark, a.workspace, int64(a.p.Now))
		if err != nil {
			return err
		}
		if n == 0 {
			return errs.New(errs.Conflict, "This was delivered before.")
		}
	}
	return nil
}

// refuse notes that a delivery was refused, and gives the sender's answer.
func (a *arrival) refuse(ctx context.Context, err error, reason string) error {
	if noted := a.note(ctx, "refused", reason, 0); noted != nil {
		return noted
	}
	return err
}

// keptDeliveries is how many deliveries of a repository are remembered with
// what became of them; so many forged ones cannot fill the disk.
const keptDeliveries = 500

func (a *arrival) note(ctx context.Context, outcome, reason string, refs int) error {
	return a.p.DB.Write(ctx, a.workspace, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, "insert into code_delivery (workspace_id, id, repository_id, at, event, outcome, reason, refs) values (?, ?, ?, ?, ?, ?, ?, ?)",
			a.workspace, id.New(a.p.Now), a.repo.ID, int64(a.p.Now), cut(a.event, 60), outcome, cut(reason, 2000), refs)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "delete from code_delivery where workspace_id = ? and repository_id = ? and id in (select id from code_delivery where workspace_id = ? and repository_id = ? order by id desc limit 100 offset ?)",
			a.workspace, a.repo.ID, a.workspace, a.repo.ID, keptDeliveries)
		return err
	})
}

// move is an item that a rule may move on.
type move struct{ item, on, why string }

// apply moves items on by the repository's rules, each by the operation that a
// person would use, so that rights, limits and proposals are as for people. It
// gives what came of it, in words.
func apply(ctx context.Context, e *op.Engine, workspace string, actor right.Actor, repo *CodeRepository, moves []move) []string {
	var notes []string
	for _, m := range moves {
		key, state, err := aim(ctx, e, workspace, actor, repo, m)
		if err != nil {
			notes = append(notes, errs.Public(err).Error())
			continue
		}
		if state == "" {
			continue
		}
		patch, err := json.Marshal(map[string]any{"id": m.item, "patch": map[string]string{"state": state}})
		if err != nil {
			notes = append(notes, "A move could not be written.")
			continue
		}
		ans, err := e.Run(ctx, op.Call{Op: "record.update", Workspace: workspace, Actor: actor, Input: patch, Reason: m.why})
		switch {
		case err != nil:
			notes = append(notes, fmt.Sprintf("%s was not moved to %q: %s", key, state, errs.Public(err).Error()))
		case ans.Proposal != nil:
			notes = append(notes, fmt.Sprintf("It was proposed to move %s to %q.", key, state))
		default:
			notes = append(notes, fmt.Sprintf("%s was moved to %q.", key, state))
		}
	}
	return notes
}

// aim gives the state that a rule moves an item to, "" for none. Nothing is
// moved back, and nothing that has or awaits its verdict.
func aim(ctx context.Context, e *op.Engine, workspace string, actor right.Actor, repo *CodeRepository, m move) (key, state string, err error) {
	to := ""
	for _, r := range repo.Rules {
		if r.On == m.on {
			to = r.To
		}
	}
	if to == "" {
		return "", "", nil
	}
	err = e.View(ctx, workspace, actor, func(v *op.View) error {
		item, k, err := v.Any(ctx, m.item)
		if err != nil {
			return err
		}
		b := item.Base()
		key = b.Key
		if repo.Product != "" && b.Product != repo.Product || b.Category != record.Todo && b.Category != record.Doing {
			return nil
		}
		w, err := v.Workflow(ctx, k, string(b.Product))
		if err != nil {
			return err
		}
		state = onwards(w, b.State, to)
		return nil
	})
	return key, state, err
}

// onwards gives a state by its name or meaning, when it comes after another.
func onwards(w record.Workflow, from, to string) string {
	at, goal := -1, -1
	for i, s := range w {
		if s.Name == from {
			at = i
		}
		if strings.EqualFold(s.Name, to) || goal < 0 && strings.EqualFold(s.Meaning, to) {
			goal = i
		}
	}
	if at < 0 || goal <= at || w[goal].Category == record.Closed {
		return ""
	}
	return w[goal].Name
}
