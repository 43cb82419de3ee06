package jira

import (
	"slices"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
)

// linkType is what a site calls a kind of link: its name and how it reads
// from either end. Inward and Outward are "" in CSV.
type linkType struct {
	Name    flex `json:"name"`
	Inward  flex `json:"inward"`
	Outward flex `json:"outward"`
}

// link makes the link between an issue and another. Seen from its outward end
// ("blocks") it goes from this issue to the other one, seen from its inward
// end ("is blocked by") from the other to this: both ends give the same link.
func (t linkType) link(id, this, other string, inward bool) transfer.Link {
	l := transfer.Link{ID: id, Type: t.ours(), Name: string(t.Name), From: this, To: other}
	if inward != t.reversed() {
		l.From, l.To = other, this
	}
	return l
}

// ours maps the type to "blocks", "duplicates" or "relates".
func (t linkType) ours() string {
	words := sheet.Fold(string(t.Name + " " + t.Outward))
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(words, p) })
	}
	switch {
	case has("block", "blok", "bloqu", "blocc", "бло", "阻", "ブロック"):
		return "blocks"
	case has("duplic", "duplik", "dupliz", "dubl", "doublon", "дубл", "重复", "重複"):
		return "duplicates"
	}
	return "relates"
}

// reversed says that a site defined a type the other way round, with the
// passive as its outward reading.
func (t linkType) reversed() bool {
	passive := func(s flex) bool { return strings.HasSuffix(sheet.Fold(string(s)), " by") }
	return passive(t.Outward) && !passive(t.Inward)
}
