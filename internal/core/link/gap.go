package link

import "slices"

// gapsOf names the steps that a record's thread should have by its kind.
func gapsOf(t *Thread) []Gap {
	var out []Gap
	has := func(nodes []Node, kinds ...string) bool {
		return slices.ContainsFunc(nodes, func(n Node) bool { return slices.Contains(kinds, n.Kind) })
	}
	add := func(what, link, kind string) { out = append(out, Gap{t.Record.Key, what, link, kind}) }
	switch t.Record.Kind {
	case "story", "bug", "task", "spike":
		if !has(t.Up, "feature", "initiative") {
			add("It delivers no feature.", Delivers, "feature")
		} else if !has(t.Up, "objective") {
			add("Nothing it delivers serves an objective.", Serves, "objective")
		}
	case "feature", "initiative":
		if !has(t.Up, "objective") {
			add("It serves no objective.", Serves, "objective")
		}
		if t.Record.Kind == "feature" && !has(t.Up, "feedback", "insight", "interview", "opportunity") {
			add("No customer's words stand behind it.", Evidence, "insight")
		}
	case "objective":
		if !has(t.Down, "feature", "initiative") {
			add("No work serves it.", Serves, "feature")
		}
		if !has(t.Down, "metric") {
			add("No metric measures it.", Measures, "metric")
		}
	case "opportunity":
		if !has(t.Down, "feature") {
			add("No feature addresses it.", Addresses, "feature")
		}
	}
	if out == nil {
		return []Gap{}
	}
	return out
}
