package github

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"throughline/internal/core/transfer"
)

// ref says which issue is meant. Repository names are the same in any case.
type ref struct {
	repo   string // "owner/repo" as it was written, "" when unknown
	number int64
}

func (f ref) key() string { return strings.ToLower(f.repo) }

var (
	// Pages: https://github.com/owner/repo/issues/4, also on a company's host.
	pageURL = regexp.MustCompile(`^https?://[^/]+/([^/]+/[^/]+)/(?:issues|pull|pulls)/(\d+)(?:[/?#]|$)`)
	// Addresses of the interface: https://api.github.com/repos/owner/repo/…
	apiURL     = regexp.MustCompile(`^https?://[^/]+(?:/api/v3)?/repos/([^/]+/[^/]+)(?:/(?:issues|pulls)/(\d+))?(?:[/?#]|$)`)
	commentURL = regexp.MustCompile(`#issuecomment-(\d+)$`)
	pullURL    = regexp.MustCompile(`^https?://[^/]+/[^/]+/[^/]+/pull/\d+`)
)

// refOf reads an address of either sort.
func refOf(url string) ref {
	for _, re := range []*regexp.Regexp{apiURL, pageURL} {
		if m := re.FindStringSubmatch(url); m != nil {
			n, err := strconv.ParseInt(m[2], 10, 64)
			if err != nil || n > most {
				n = 0
			}
			return ref{m[1], n}
		}
	}
	return ref{}
}

// repoOf gives the repository that an object tells of, by any of its
// addresses.
func repoOf(o transfer.Object) string {
	for _, key := range []string{"repository_url", "html_url", "issue_url", "pull_request_url", "url"} {
		if f := refOf(o.Text(key)); f.repo != "" {
			return f.repo
		}
	}
	repo := o.Object("repository")
	return cmp.Or(repo.Line("full_name"), repo.Line("nameWithOwner"))
}

// most is the highest number that the order of the items has room for.
const most = 999_999_999_999

// number is an issue's number, 0 when there is none.
func number(o transfer.Object) int64 {
	if n := o.Count("number"); n <= most {
		return n
	}
	return 0
}
