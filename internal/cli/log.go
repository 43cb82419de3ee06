package cli

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// logCmd shows the ledger.
type logCmd struct {
	Key     string `arg:"" optional:"" help:"Only what happened to this record and its parts."`
	Product string `help:"Only changes in this product." placeholder:"KEY"`
	Kind    string `help:"Only changes of this sort of thing: story, comment, link, …" placeholder:"KIND"`
	Since   string `help:"Only what happened from then on: 2026-03-01, or 7d for a week ago." placeholder:"WHEN"`
	Request string `help:"Only the rows of one call, such as an import." placeholder:"ID"`
	Limit   int    `help:"At most so many rows." default:"50"`
	All     bool   `help:"All rows, however many."`
}

// Help is the long help.
func (*logCmd) Help() string {
	return `Examples:
  throughline log --since 7d
  throughline log LEND-123
  throughline log --product LEND --kind comment --limit 200 --json`
}

// Run asks for page after page, newest first.
func (c *logCmd) Run(ctx context.Context, s *session) error {
	path, q, err := c.ask(s.clock.Now())
	if err != nil {
		return err
	}
	return s.inWorkspace(ctx, false, func(p *place) error {
		rows := []json.RawMessage{}
		var next *int64
		for {
			left := pageSize
			if !c.All {
				left = min(left, c.Limit-len(rows))
			}
			q.Set("limit", strconv.Itoa(left))
			var page struct {
				Items []json.RawMessage
				Next  *int64
			}
			if err := p.get(ctx, path, q, &page); err != nil {
				return err
			}
			kept, err := c.within(page.Items, s.clock.Now())
			if err != nil {
				return err
			}
			rows, next = append(rows, kept...), page.Next
			if next == nil || !c.All && len(rows) >= c.Limit {
				break
			}
			q.Set("before", strconv.FormatInt(*next, 10))
		}
		raw, err := json.Marshal(map[string]any{"items": rows, "next": next})
		if err != nil {
			return err
		}
		return s.print(raw, func() error { return s.showRows(ctx, p, rows) })
	})
}

// ask gives the question: a record's history, or the ledger.
func (c *logCmd) ask(now clock.Instant) (string, url.Values, error) {
	q := url.Values{}
	if c.Limit < 1 {
		return "", nil, errs.New(errs.Invalid, "--limit must be 1 or more; --all shows everything.")
	}
	if c.Since != "" {
		at, err := since(c.Since, now)
		if err != nil {
			return "", nil, err
		}
		if c.Key == "" {
			q.Set("since", at.String())
		}
	}
	given := map[string]string{"product": c.Product, "kind": c.Kind, "request": c.Request}
	if c.Key == "" {
		for name, value := range given {
			if value != "" {
				q.Set(name, value)
			}
		}
		return "/api/v1/ledger", q, nil
	}
	for name, value := range given {
		if value != "" {
			return "", nil, errs.New(errs.Invalid, "--%s is for the whole ledger; leave it out with a key.", name)
		}
	}
	return "/api/v1/records/" + url.PathEscape(c.Key) + "/history", q, nil
}

// within keeps the rows of a record's history that happened since; a record
// that was imported has its past after what was noted earlier, so the whole
// history is looked at.
func (c *logCmd) within(rows []json.RawMessage, now clock.Instant) (kept []json.RawMessage, err error) {
	if c.Key == "" || c.Since == "" {
		return rows, nil
	}
	from, err := since(c.Since, now)
	if err != nil {
		return nil, err
	}
	for _, raw := range rows {
		var row struct{ At clock.Instant }
		if err := read(raw, &row); err != nil {
			return nil, err
		}
		if row.At >= from {
			kept = append(kept, raw)
		}
	}
	return kept, nil
}

type ledgerRow struct {
	Seq        int64
	At         clock.Instant
	Actor      string
	OnBehalfOf string
	Through    string
	Decision   string
	Operation  string
	Record     string
	Entity     string
	Kind       string
	Act        string
	Diff       map[string][2]json.RawMessage
}

// showRows prints rows of the ledger, one line each.
func (s *session) showRows(ctx context.Context, p *place, raws []json.RawMessage) error {
	if len(raws) == 0 {
		s.say("Nothing happened.")
		return nil
	}
	names := &names{place: p, people: map[string]string{}, records: map[string]string{}}
	t := newGrid("seq", "when", "who", "what", "record", "change")
	t.right, t.flex = map[int]bool{0: true}, 5
	for _, raw := range raws {
		var r ledgerRow
		if err := read(raw, &r); err != nil {
			return err
		}
		who, err := names.person(ctx, r.Actor)
		if err != nil {
			return err
		}
		if r.OnBehalfOf != "" {
			by, err := names.person(ctx, r.OnBehalfOf)
			if err != nil {
				return err
			}
			who += " for " + by
		}
		key, err := names.record(ctx, r.Record)
		if err != nil {
			return err
		}
		t.add(cell{strconv.FormatInt(r.Seq, 10), dim}, text(minute(r.At)), text(who), text(r.Act+" "+r.Kind), cell{key, bold}, text(summary(r)))
	}
	return t.print(s.out)
}

// minute writes a time as people read it.
func minute(at clock.Instant) string {
	if at == 0 {
		return ""
	}
	return at.Time().Format("2006-01-02 15:04")
}

// summary says what a row changed.
func summary(r ledgerRow) string {
	fields := make([]string, 0, len(r.Diff))
	for name := range r.Diff {
		fields = append(fields, name)
	}
	slices.Sort(fields)
	short := func(raw json.RawMessage) string {
		v := plainValue(raw)
		if v == "" {
			return "–"
		}
		return cut(clean(v), 60)
	}
	if r.Act != "update" {
		for _, name := range []string{"title", "name", "body", "type", "key"} {
			if d, ok := r.Diff[name]; ok {
				side := d[1]
				if r.Act == "delete" {
					side = d[0]
				}
				return short(side)
			}
		}
		return ""
	}
	parts := make([]string, 0, len(fields))
	for _, name := range fields {
		d := r.Diff[name]
		parts = append(parts, name+": "+short(d[0])+" → "+short(d[1]))
	}
	return strings.Join(parts, "; ")
}

// names finds out what people and records are called, each once.
type names struct {
	*place
	people, records map[string]string
}

func (n *names) person(ctx context.Context, id string) (string, error) {
	return n.called(ctx, n.people, id, "/api/v1/members/", func(raw json.RawMessage) (string, error) {
		var m struct{ Name string }
		err := read(raw, &m)
		return m.Name, err
	})
}

func (n *names) record(ctx context.Context, id string) (string, error) {
	return n.called(ctx, n.records, id, "/api/v1/records/", func(raw json.RawMessage) (string, error) {
		var r struct{ Key string }
		err := read(raw, &r)
		return r.Key, err
	})
}

// called asks for a name, and keeps it. What cannot be seen goes by its id.
func (n *names) called(ctx context.Context, known map[string]string, id, path string, name func(json.RawMessage) (string, error)) (string, error) {
	if id == "" {
		return "", nil
	}
	if found, ok := known[id]; ok {
		return found, nil
	}
	var raw json.RawMessage
	err := n.get(ctx, path+url.PathEscape(id), nil, &raw)
	switch {
	case errs.Is(err, errs.NotFound) || errs.Is(err, errs.Forbidden):
		known[id] = id
		return id, nil
	case err != nil:
		return "", err
	}
	found, err := name(raw)
	known[id] = found
	return found, err
}

// since reads a moment: a time, a day, or how long ago.
func since(word string, now clock.Instant) (clock.Instant, error) {
	if t, err := clock.ParseInstant(word); err == nil {
		return t, nil
	}
	if d, err := clock.ParseDay(word); err == nil && d != "" {
		return clock.From(d.Time()), nil
	}
	units := map[byte]time.Duration{'m': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour}
	if n := len(word); n > 1 {
		if unit, ok := units[word[n-1]]; ok {
			if many, err := strconv.ParseUint(word[:n-1], 10, 16); err == nil {
				return now.Add(-time.Duration(many) * unit), nil
			}
		}
	}
	return 0, errs.Fieldf("since", "%q is no moment; write 2026-03-01, 2026-03-01T09:00:00Z, or how long ago: 30m, 12h, 7d, 2w", word)
}
