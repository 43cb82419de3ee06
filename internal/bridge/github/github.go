// Package github reads what GitHub gives out about issues and pull requests:
// the lists of its REST interface (issues, comments, events), the output of
// its command line ("gh issue list --json"), and recorded deliveries of its
// webhooks.
//
// Words it owns: repository, issue, pull request, delivery, snapshot (an
// issue as one file tells it). They end here: what leaves is a
// transfer.Source.
package github

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// System is the name under which the records remember where they came from.
const System = "github"

// Read reads files about one repository together, in any order; each record
// is told by its content, and a file may hold several sorts. Of several
// snapshots of an issue the newest wins, and older ones fill in what it
// leaves out. A record that cannot be read becomes a problem of the source.
// The error is Invalid: a file that is not JSON, or holds no record at all.
//
// When the files are of several repositories, the one with most records is
// the scope, and the issues of the others have their repository in the id:
// "owner/repo#4".
func Read(files []transfer.File) (*transfer.Source, error) {
	if len(files) == 0 {
		return nil, errs.New(errs.Invalid, "No file was given. Name a file of GitHub issues, such as “gh issue list --state all --json number,title,body,state,labels” writes.")
	}
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b transfer.File) int {
		return cmp.Or(bytes.Compare(a.Data, b.Data), cmp.Compare(a.Name, b.Name))
	})
	r := newReader()
	for _, f := range files {
		if err := r.open(f, len(files) > 1); err != nil {
			return nil, err
		}
	}
	return r.source(), nil
}

// open takes one file to its records. The order of the files' bytes decides,
// so that the order in which a person names them changes nothing.
func (r *reader) open(f transfer.File, several bool) error {
	values, err := f.JSON()
	if err != nil {
		return err
	}
	where := ""
	if several && f.Name != "" {
		where = f.Name + ": "
	}
	w := walk{reader: r, where: where}
	for _, v := range values {
		w.take(v)
	}
	if w.known == 0 && w.next > 0 {
		return errs.New(errs.Invalid, "%s holds no GitHub issues, comments or events. Name a file from GitHub's REST interface or from “gh issue list --json”.", cmp.Or(f.Name, "The file"))
	}
	return nil
}

// walk goes through the records of one file. Paged downloads leave several
// arrays in a file, or arrays in an array: the records are counted through.
type walk struct {
	*reader
	where string
	next  int
	known int
}

// take takes a value that holds records, or is one.
func (w *walk) take(v any) {
	list, isList := v.([]any)
	o := transfer.AsObject(v)
	for _, key := range []string{"items", "issues", "nodes"} {
		if held, ok := o[key].([]any); ok && !o.Has("number") {
			list, isList = held, true
		}
	}
	if isList {
		for _, e := range list {
			w.take(e)
		}
		return
	}
	at := w.where + "[" + strconv.Itoa(w.next) + "]"
	w.next++
	if w.record(o, at) {
		w.known++
	}
}

// record tells what a record is by its fields, and says whether it is one of
// GitHub's.
func (w *walk) record(o transfer.Object, at string) bool {
	switch {
	case o == nil:
		w.problem(at, "This record is not an object, so it was left out.")
		return false
	case o.Has("action") && (o.Object("issue") != nil || o.Object("repository") != nil):
		w.delivery(o, at)
	case o.Text("event") != "":
		w.event(o, at)
	case o.Has("open_issues") && o.Has("closed_issues"):
		w.milestone(o)
	case number(o) > 0 && (o.Has("title") || !o.Has("issue_url")):
		w.issue(o, at, "")
	case o.Text("issue_url") != "" || o.Text("pull_request_url") != "" || commentURL.MatchString(o.Text("html_url")):
		w.comment(o, at, ref{}, false)
	case o.Has("title"):
		w.problem(at, "This issue has no number, so it was left out.")
		return true
	default:
		w.problem(at, "This record is no issue, comment or event, so it was left out.")
		return false
	}
	return true
}
