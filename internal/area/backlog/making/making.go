// Package making holds the ways in which items come about other than one by
// one: split from a larger one, pasted as a list, from a template, or again and
// again by a rule.
//
// Words it owns: split, template, recurrence (a rule that makes an item every
// so often).
package making

import (
	"throughline/internal/area/backlog"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
)

// Register adds what makes items.
func Register(r *op.Registry) {
	r.AllowLink(op.LinkRule{Type: link.SplitFrom, From: backlog.Kinds, To: backlog.Kinds, Decision: "story.write"})
	write := func(says string, more ...op.Option) []op.Option {
		return append([]op.Option{op.Says(says), op.Takes("story.write")}, more...)
	}
	op.Do(r, "item.split", split, write("Split an item: new ones beside it take some of its criteria, and its links.")...)
	op.Ask(r, "item.splits", splits, op.Says("Say how an item could be split: by criteria, by rule, by step."))
	op.Do(r, "item.paste", paste, write("Make many items from a list of lines; what is indented becomes criteria or sub-tasks.")...)
	op.Raw(r, "item.outline", preview, op.Says("Show what a list of lines would become, and make nothing."), op.Needs(op.Members))

	op.AddPart[ItemTemplate](r, "item_template")
	op.Do(r, "template.set", setTemplate, write("Make or change a template for items.", op.At("POST", "/api/v1/templates"))...)
	op.Do(r, "template.delete", deleteTemplate, write("Take a template away.")...)
	op.Do(r, "template.use", useTemplate, write("Make an item from a template.")...)
	op.Ask(r, "template.list", listTemplates, op.Says("List the templates of a product."))

	op.AddPart[Recurrence](r, "recurrence")
	op.Do(r, "recurrence.set", setRecurrence, write("Make or change a rule that makes an item every so often.", op.At("POST", "/api/v1/recurrences"))...)
	op.Do(r, "recurrence.delete", deleteRecurrence, write("Take a rule away; what it made stays.")...)
	op.Do(r, "recurrence.run", runRecurrence, write("Make the item that is due by a rule.")...)
	op.Ask(r, "recurrence.list", listRecurrences, op.Says("List the rules of a product that make items every so often."))
}
