package table

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
)

// rounded is what a spreadsheet makes of a long number.
var rounded = regexp.MustCompile(`^\d+([.,]\d+)?[eE]\+\d+$`)

// row turns a row into an item.
func (r *reader) row(w *row) {
	c := r.mapping.Columns
	body := r.body(w)
	it := transfer.Item{
		Where:    w.where,
		Title:    oneLine(first(w.one(c["title"]), opening(body))),
		Body:     body,
		Type:     w.one(c["type"]),
		URL:      w.one(c["url"]),
		Aliases:  unique(w.all(c["aliases"])),
		Labels:   unique(w.all(c["labels"])),
		Priority: w.one(c["priority"]),
		Order:    w.one(c["order"]),
		Archived: truth(w.one(c["archived"])),
	}
	if it.Title == "" {
		r.problem(w.where, "The row has no title and was left out.")
		return
	}
	it.ID = r.id(w, it.Title)
	r.kind(w, &it)
	bad := map[string]any{}
	it.Estimate = r.estimate(w, bad)
	it.CreatedAt, it.UpdatedAt, it.DoneAt = r.time(w, "createdAt", bad), r.time(w, "updatedAt", bad), r.time(w, "doneAt", bad)
	it.DueOn = r.day(w, bad)
	it.State = r.state(w.one(c["state"]))
	r.team(w, &it)
	r.belongings(w, &it)
	r.comments(w, it.ID)
	it.Extra = w.rest()
	maps.Copy(it.Extra, bad)
	if len(it.Extra) == 0 {
		it.Extra = nil
	}
	r.add(it)
}

// add keeps an item. A row that says something else of the same id replaces
// the one before, and both are named.
func (r *reader) add(it transfer.Item) {
	i, ok := r.items[it.ID]
	if !ok {
		r.items[it.ID] = len(r.src.Items)
		r.src.Items = append(r.src.Items, it)
		if _, ok := r.titles[it.Title]; !ok {
			r.titles[it.Title] = it.ID
		}
		return
	}
	old := r.src.Items[i]
	if !alike(old, it) {
		r.problem(it.Where, "The id %q is in %s already; what this row says was taken.", it.ID, old.Where)
	}
	r.src.Items[i] = it
}

// alike says whether two rows say the same, wherever they stand.
func alike(a, b transfer.Item) bool {
	a.Where = b.Where
	one, err := json.Marshal(a)
	other, err2 := json.Marshal(b)
	return err == nil && err2 == nil && bytes.Equal(one, other)
}

// id is the cell of the id column, else made from the title.
func (r *reader) id(w *row, title string) string {
	id := sheet.Visible(w.one(r.mapping.Columns["id"]))
	if id != "" && !rounded.MatchString(id) {
		return id
	}
	if id != "" {
		r.spoilt++
	}
	n := r.again[title]
	r.again[title]++
	return fmt.Sprintf("row-%s-%d", hash(title), n)
}

// kind sets our word for the row; the mapping's own words are passed on as
// they are and judged by whoever takes them in. The word of the file becomes
// the type, unless another column is mapped to it.
func (r *reader) kind(w *row, it *transfer.Item) {
	k := r.mapping.Kind
	if k.Column == "" {
		it.Kind = first(k.Always, "story")
		return
	}
	word := w.under(k.Column)
	it.Type = first(it.Type, word)
	for _, from := range sorted(k.Values) {
		if sheet.Fold(from) == sheet.Fold(word) {
			it.Kind = k.Values[from]
			return
		}
	}
	it.Kind = first(k.Else, strings.ToLower(word), "story")
}

// body is the first body column that holds something.
func (r *reader) body(w *row) string {
	for _, c := range r.mapping.Columns["body"] {
		text := strings.Join(w.values(c), "\n\n")
		if c.Escapes {
			text = strings.NewReplacer(`\r\n`, "\n", `\n`, "\n", `\t`, "\t").Replace(text)
		}
		if text = strings.TrimSpace(text); text != "" {
			return text
		}
	}
	return ""
}

// opening is the first line of a body, cut to the length of a title, for rows
// that have no other title.
func opening(body string) string {
	const longest = 120
	line, _, _ := strings.Cut(body, "\n")
	if runes := []rune(line); len(runes) > longest {
		return strings.TrimSpace(string(runes[:longest-1])) + "…"
	}
	return line
}

// estimate reads a number; another text is reported and kept.
func (r *reader) estimate(w *row, bad map[string]any) *float64 {
	text := w.one(r.mapping.Columns["estimate"])
	if text == "" {
		return nil
	}
	n, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || n < 0 || n >= 1e9 || n != n {
		r.cell(w, "estimate", text+" is no number", text, bad)
		return nil
	}
	return &n
}

func (r *reader) time(w *row, field string, bad map[string]any) clock.Instant {
	text := w.one(r.mapping.Columns[field])
	if text == "" {
		return 0
	}
	at, err := sheet.ParseTime(text, w.order)
	if err != nil {
		r.cell(w, field, err.Error(), text, bad)
	}
	return at
}

func (r *reader) day(w *row, bad map[string]any) clock.Day {
	text := w.one(r.mapping.Columns["dueOn"])
	if text == "" {
		return ""
	}
	day, err := sheet.ParseDay(text, w.order)
	if err != nil {
		r.cell(w, "dueOn", err.Error(), text, bad)
	}
	return day
}

// cell reports a cell that cannot be read and keeps its text.
func (r *reader) cell(w *row, field, what, text string, bad map[string]any) {
	header := r.mapping.Columns[field][0].Column
	r.problem(w.where, "Column %q: %s; the field %s was left empty.", header, what, field)
	bad[header] = text
}

// oneLine makes a title of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(sheet.Visible(s)), " ") }

// truth reads a cell that marks a row: any text does, dates included, but the
// usual words for no.
func truth(s string) bool {
	switch sheet.Fold(s) {
	case "", "0", "false", "no", "n", "-", "none", "nein", "non", "nao", "nee", "nie", "нет", "否", "いいえ":
		return false
	}
	return true
}

func unique(list []string) []string {
	var all []string
	seen := map[string]bool{}
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	return all
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:12])
}
