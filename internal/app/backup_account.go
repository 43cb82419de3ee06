package app

import (
	"context"
	"strings"

	"throughline/internal/kit/bundle"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// accountTable is a plain table that a backup holds beside the workspaces. Not
// among them are sessions, links to set up or to choose a password, and answers
// kept for repeated requests: they are of the moment, and nobody is to be
// signed in by a restore.
type accountTable struct {
	name  string
	first bool // comes before the workspaces, which point to it
	write func(ctx context.Context, r *store.Reader, begin func() (*bundle.EntryWriter, error)) error
	read  func(line []byte) error
	load  func(ctx context.Context, tx *store.Tx, line []byte) error
}

func (t accountTable) entry() string { return accountsDir + t.name + ".jsonl" }

// account is a row of such a table.
type account interface {
	values() []any
	sound() bool // ids have the form of ids
}

// accounts are the tables, in the order in which they are restored.
func accounts() []accountTable {
	return []accountTable{
		tableOf[loginRow]("login", true, "id", "email", "name", "password", "disabled", "created_at"),
		tableOf[loginMemberRow]("login_member", false, "login_id", "workspace_id", "member_id", "active"),
		tableOf[tokenSecretRow]("token_secret", false, "hash", "workspace_id", "token_id", "member_id", "used_at"),
		tableOf[invitationSecretRow]("invitation_secret", false, "hash", "workspace_id", "invitation_id"),
		tableOf[changelogSecretRow]("changelog_secret", false, "hash", "workspace_id", "changelog_id"),
		tableOf[shareSecretRow]("share_secret", false, "hash", "workspace_id", "share_id", "linked_at"),
		tableOf[sharePasswordRow]("share_password", false, "share_id", "locked_at", "workspace_id", "hash"),
		tableOf[shareOpeningRow]("share_opening", false, "share_id", "day_on", "form", "workspace_id", "count", "last_at"),
		tableOf[confidentialRow]("confidential", false, "id", "at", "workspace_id", "sort", "subject_id", "by_id", "data"),
		tableOf[briefingSecretRow]("briefing_secret", false, "hash", "workspace_id", "briefing_id", "linked_at"),
		tableOf[briefingOpeningRow]("briefing_opening", false, "briefing_id", "day_on", "workspace_id", "count", "last_at"),
		tableOf[codeHookRow]("code_hook", false, "repository_id", "workspace_id", "secret"),
		tableOf[codeSeenRow]("code_seen", false, "repository_id", "mark", "workspace_id", "at"),
		tableOf[auditRow]("audit", false, "id", "at", "event", "result", "login_id", "workspace_id", "address", "agent", "request"),
	}
}

// tableOf ties a table to the struct of its rows. Rows are written in the order
// of the first two columns, which name one.
func tableOf[T account](name string, first bool, columns ...string) accountTable {
	all := strings.Join(columns, ", ")
	insert := "insert into " + name + " (" + all + ") values (?" + strings.Repeat(", ?", len(columns)-1) + ")"
	parse := func(line []byte) (v T, err error) {
		if err = bundle.Strictly(line, &v); err == nil && !v.sound() {
			err = errs.New(errs.Invalid, "It has no proper ids.")
		}
		return v, err
	}
	return accountTable{
		name: name, first: first,
		write: func(ctx context.Context, r *store.Reader, begin func() (*bundle.EntryWriter, error)) error {
			return store.Each(ctx, r, "select "+all+" from "+name+" order by "+columns[0]+", "+columns[1], func(v T) error {
				e, err := begin()
				if err != nil {
					return err
				}
				return e.Object(v)
			})
		},
		read: func(line []byte) error {
			_, err := parse(line)
			return err
		},
		load: func(ctx context.Context, tx *store.Tx, line []byte) error {
			v, err := parse(line)
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, insert, v.values()...)
			return err
		},
	}
}

type loginRow struct {
	ID        string        `db:"id" json:"id"`
	Email     string        `db:"email" json:"email"`
	Name      string        `db:"name" json:"name"`
	Password  string        `db:"password" json:"password"` // its hash
	Disabled  bool          `db:"disabled" json:"disabled"`
	CreatedAt clock.Instant `db:"created_at" json:"createdAt"`
}

func (r loginRow) values() []any {
	return []any{r.ID, r.Email, r.Name, r.Password, r.Disabled, int64(r.CreatedAt)}
}
func (r loginRow) sound() bool { return id.Valid(r.ID) }

type loginMemberRow struct {
	Login     string `db:"login_id" json:"login"`
	Workspace string `db:"workspace_id" json:"workspace"`
	Member    string `db:"member_id" json:"member"`
	Active    bool   `db:"active" json:"active"`
}

func (r loginMemberRow) values() []any { return []any{r.Login, r.Workspace, r.Member, r.Active} }
func (r loginMemberRow) sound() bool {
	return id.Valid(r.Login) && id.Valid(r.Workspace) && id.Valid(r.Member)
}

type tokenSecretRow struct {
	Hash      string        `db:"hash" json:"hash"`
	Workspace string        `db:"workspace_id" json:"workspace"`
	Token     string        `db:"token_id" json:"token"`
	Member    string        `db:"member_id" json:"member"`
	UsedAt    clock.Instant `db:"used_at" json:"usedAt"`
}

func (r tokenSecretRow) values() []any {
	return []any{r.Hash, r.Workspace, r.Token, r.Member, int64(r.UsedAt)}
}
func (r tokenSecretRow) sound() bool {
	return r.Hash != "" && id.Valid(r.Workspace) && id.Valid(r.Token) && id.Valid(r.Member)
}

type invitationSecretRow struct {
	Hash       string `db:"hash" json:"hash"`
	Workspace  string `db:"workspace_id" json:"workspace"`
	Invitation string `db:"invitation_id" json:"invitation"`
}

func (r invitationSecretRow) values() []any { return []any{r.Hash, r.Workspace, r.Invitation} }
func (r invitationSecretRow) sound() bool {
	return r.Hash != "" && id.Valid(r.Workspace) && id.Valid(r.Invitation)
}

type changelogSecretRow struct {
	Hash      string `db:"hash" json:"hash"`
	Workspace string `db:"workspace_id" json:"workspace"`
	Changelog string `db:"changelog_id" json:"changelog"`
}

func (r changelogSecretRow) values() []any { return []any{r.Hash, r.Workspace, r.Changelog} }
func (r changelogSecretRow) sound() bool {
	return r.Hash != "" && id.Valid(r.Workspace) && id.Valid(r.Changelog)
}

type shareSecretRow struct {
	Hash      string        `db:"hash" json:"hash"`
	Workspace string        `db:"workspace_id" json:"workspace"`
	Share     string        `db:"share_id" json:"share"`
	LinkedAt  clock.Instant `db:"linked_at" json:"linkedAt"`
}

func (r shareSecretRow) values() []any { return []any{r.Hash, r.Workspace, r.Share, int64(r.LinkedAt)} }
func (r shareSecretRow) sound() bool {
	return r.Hash != "" && id.Valid(r.Workspace) && id.Valid(r.Share)
}

type sharePasswordRow struct {
	Share     string        `db:"share_id" json:"share"`
	LockedAt  clock.Instant `db:"locked_at" json:"lockedAt"`
	Workspace string        `db:"workspace_id" json:"workspace"`
	Hash      string        `db:"hash" json:"hash"`
}

func (r sharePasswordRow) values() []any {
	return []any{r.Share, int64(r.LockedAt), r.Workspace, r.Hash}
}
func (r sharePasswordRow) sound() bool {
	return r.Hash != "" && id.Valid(r.Workspace) && id.Valid(r.Share)
}

type shareOpeningRow struct {
	Share     string        `db:"share_id" json:"share"`
	On        string        `db:"day_on" json:"on"`
	Form      string        `db:"form" json:"form"`
	Workspace string        `db:"workspace_id" json:"workspace"`
	Count     int64         `db:"count" json:"count"`
	LastAt    clock.Instant `db:"last_at" json:"lastAt"`
}

func (r shareOpeningRow) values() []any {
	return []any{r.Share, r.On, r.Form, r.Workspace, r.Count, int64(r.LastAt)}
}
func (r shareOpeningRow) sound() bool { return id.Valid(r.Share) && id.Valid(r.Workspace) }

// confidentialRow is what only few may read: an archive of a workspace, which
// its admins take, is without it; a backup of the installation is not.
type confidentialRow struct {
	ID        string        `db:"id" json:"id"`
	At        clock.Instant `db:"at" json:"at"`
	Workspace string        `db:"workspace_id" json:"workspace"`
	Sort      string        `db:"sort" json:"sort"`
	Subject   string        `db:"subject_id" json:"subject"`
	By        string        `db:"by_id" json:"by"`
	Data      string        `db:"data" json:"data"`
}

func (r confidentialRow) values() []any {
	return []any{r.ID, int64(r.At), r.Workspace, r.Sort, r.Subject, r.By, r.Data}
}
func (r confidentialRow) sound() bool {
	return id.Valid(r.ID) && id.Valid(r.Workspace) && id.Valid(r.Subject) && id.Valid(r.By)
}

type briefingSecretRow struct {
	Hash      string        `db:"hash" json:"hash"`
	Workspace string        `db:"workspace_id" json:"workspace"`
	Briefing  string        `db:"briefing_id" json:"briefing"`
	LinkedAt  clock.Instant `db:"linked_at" json:"linkedAt"`
}

func (r briefingSecretRow) values() []any {
	return []any{r.Hash, r.Workspace, r.Briefing, int64(r.LinkedAt)}
}
func (r briefingSecretRow) sound() bool {
	return r.Hash != "" && id.Valid(r.Workspace) && id.Valid(r.Briefing)
}

type briefingOpeningRow struct {
	Briefing  string        `db:"briefing_id" json:"briefing"`
	On        string        `db:"day_on" json:"on"`
	Workspace string        `db:"workspace_id" json:"workspace"`
	Count     int64         `db:"count" json:"count"`
	LastAt    clock.Instant `db:"last_at" json:"lastAt"`
}

func (r briefingOpeningRow) values() []any {
	return []any{r.Briefing, r.On, r.Workspace, r.Count, int64(r.LastAt)}
}
func (r briefingOpeningRow) sound() bool { return id.Valid(r.Briefing) && id.Valid(r.Workspace) }

type codeHookRow struct {
	Repository string `db:"repository_id" json:"repository"`
	Workspace  string `db:"workspace_id" json:"workspace"`
	Secret     string `db:"secret" json:"secret"` // as it is: signatures are made with it
}

func (r codeHookRow) values() []any { return []any{r.Repository, r.Workspace, r.Secret} }
func (r codeHookRow) sound() bool {
	return r.Secret != "" && id.Valid(r.Workspace) && id.Valid(r.Repository)
}

// A delivery that was seen before the backup is a replay after it, too.
type codeSeenRow struct {
	Repository string        `db:"repository_id" json:"repository"`
	Mark       string        `db:"mark" json:"mark"`
	Workspace  string        `db:"workspace_id" json:"workspace"`
	At         clock.Instant `db:"at" json:"at"`
}

func (r codeSeenRow) values() []any { return []any{r.Repository, r.Mark, r.Workspace, int64(r.At)} }
func (r codeSeenRow) sound() bool {
	return r.Mark != "" && id.Valid(r.Workspace) && id.Valid(r.Repository)
}

type auditRow struct {
	ID        string        `db:"id" json:"id"`
	At        clock.Instant `db:"at" json:"at"`
	Event     string        `db:"event" json:"event"`
	Result    string        `db:"result" json:"result"`
	Login     id.Ref        `db:"login_id" json:"login"`
	Workspace id.Ref        `db:"workspace_id" json:"workspace"`
	Address   string        `db:"address" json:"address"`
	Agent     string        `db:"agent" json:"agent"`
	Request   string        `db:"request" json:"request"`
}

func (r auditRow) values() []any {
	return []any{r.ID, int64(r.At), r.Event, r.Result, r.Login, r.Workspace, r.Address, r.Agent, r.Request}
}
func (r auditRow) sound() bool { return id.Valid(r.ID) }
