package jira

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/text"
)

var (
	rank       = regexp.MustCompile(`^\d\|[0-9a-z]+:[0-9a-z]*$`)
	fileNumber = regexp.MustCompile(`/attachment/(?:content/)?(\d+)(?:/|$)`)
)

// stamp is the beginning of a cell "date;author;rest".
type stamp struct {
	at     clock.Instant
	author string
	rest   string
}

// stamped splits a cell on its first two semicolons, for the rest may hold
// more. A cell that does not begin with a date and time has no stamp.
func stamped(cell string, o sheet.Order) (stamp, bool) {
	parts := strings.SplitN(cell, ";", 3)
	if len(parts) < 3 || !strings.Contains(parts[0], ":") {
		return stamp{}, false
	}
	at, err := sheet.ParseTime(parts[0], o)
	if err != nil {
		return stamp{}, false
	}
	return stamp{at: at, author: strings.TrimSpace(parts[1]), rest: parts[2]}, true
}

// comment reads a comment's cell. Its identity is the issue, the time and the
// author, and among those that agree the place: a comment that was edited
// since the last export stays the same comment. Without time and author, the
// text is what it is recognised by. seen counts what came before on the issue.
func comment(key, cell string, o sheet.Order, seen map[string]int) transfer.Comment {
	c := transfer.Comment{Item: key, Text: text.FromJiraWiki(strings.TrimSpace(cell))}
	identity := key + "\x00" + c.Text
	if s, ok := stamped(cell, o); ok {
		c.At, c.By = s.at, s.author
		c.Text = text.FromJiraWiki(strings.TrimSpace(s.rest))
		identity = key + "\x00" + s.at.String() + "\x00" + s.author
	}
	c.ID = fmt.Sprintf("%s:%d", hash(identity), seen[identity])
	seen[identity]++
	return c
}

// splitFile splits "file name;address", of which the name may hold semicolons.
func splitFile(rest string) (name, url string) {
	i := strings.LastIndexByte(rest, ';')
	if i < 0 || !strings.Contains(rest[i:], "://") {
		return rest, ""
	}
	return strings.TrimSpace(rest[:i]), strings.TrimSpace(rest[i+1:])
}

// attachment reads an attachment's cell, "date;author;file name;address". Its
// id is the number in the address, as in JSON.
func attachment(cell string, o sheet.Order) transfer.Attachment {
	a := transfer.Attachment{Upload: true}
	rest := cell
	if s, ok := stamped(cell, o); ok {
		a.At, a.By, rest = s.at, s.author, s.rest
	}
	a.Name, a.URL = splitFile(rest)
	if a.URL == "" && strings.Contains(rest, "://") {
		a.URL = strings.TrimSpace(rest)
		a.Name = a.URL[strings.LastIndexByte(a.URL, '/')+1:]
	}
	a.ID = fileID(a)
	return a
}

func fileID(a transfer.Attachment) string {
	if m := fileNumber.FindStringSubmatch(a.URL); m != nil {
		return m[1]
	}
	return hash(a.At.String() + "\x00" + a.Name + "\x00" + a.URL)
}

// worklog reads a cell of logged work, "text;date;author;seconds", into what
// JSON has too; a cell in another form is kept as it is.
func worklog(cell string, o sheet.Order) any {
	parts := strings.Split(cell, ";")
	n := len(parts)
	if n < 4 {
		return cell
	}
	seconds, err := strconv.Atoi(strings.TrimSpace(parts[n-1]))
	at, err2 := sheet.ParseTime(parts[n-3], o)
	if err != nil || err2 != nil {
		return cell
	}
	entry := map[string]any{"started": at, "author": strings.TrimSpace(parts[n-2]), "seconds": seconds}
	if said := strings.TrimSpace(strings.Join(parts[:n-3], ";")); said != "" {
		entry["comment"] = said
	}
	return entry
}

// hash shortens a text to an identity.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:12])
}
