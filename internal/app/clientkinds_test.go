package app_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/internal/app"
	"throughline/internal/core/op"
	"throughline/internal/core/right"
)

func kindInfo(t *testing.T, name string) op.KindInfo {
	t.Helper()
	all := op.KindInfos(registry(t))
	i := slices.IndexFunc(all, func(k op.KindInfo) bool { return k.Name == name })
	if i < 0 {
		t.Fatalf("the kind %s is not described", name)
	}
	return all[i]
}

func fieldNamed(k op.KindInfo, name string) op.FieldInfo {
	i := slices.IndexFunc(k.Fields, func(f op.FieldInfo) bool { return f.Name == name })
	if i < 0 {
		return op.FieldInfo{}
	}
	return k.Fields[i]
}

func TestKindsAreDescribedForClients(t *testing.T) {
	t.Parallel()
	story, feature, risk, release := kindInfo(t, "story"), kindInfo(t, "feature"), kindInfo(t, "risk"), kindInfo(t, "release")
	for what, ok := range map[string]bool{
		"a story is estimated by developers":         slices.Equal(fieldNamed(story, "estimate").Decisions, []string{"story.estimate"}) && fieldNamed(story, "estimate").Type == "number",
		"its criteria are objects":                   len(fieldNamed(story, "criteria").Of) > 1 && fieldNamed(story, "criteria").Type == "list",
		"its sprint is a step down":                  fieldNamed(story, "sprint").Thread == "down" && fieldNamed(story, "sprint").Ref == "sprint",
		"moving it depends on the states":            story.Moves["in progress"]["done"] == "work.move" && story.Moves["accepted"]["done"] == "work.reject",
		"it is accepted by a verdict":                story.Moves["done"]["accepted"] == "" && strings.Contains(story.Refusals["accepted"], "item.accept"),
		"it has an order":                            story.Rank == "backlog.rank" && story.Order == "backlog",
		"its key cannot be set":                      !fieldNamed(story, "key").Editable && fieldNamed(story, "title").Editable,
		"a feature's dates may be a change of scope": slices.Contains(fieldNamed(feature, "startOn").Decisions, "scope.change") && fieldNamed(feature, "startOn").Type == "day",
		"a release's too":                            slices.Contains(fieldNamed(release, "dueOn").Decisions, "scope.change"),
		"a risk's type says who decides":             risk.DefinedBy == "type" && risk.Definitions["market"] == "risk.set:market" && len(risk.Creates) == 5,
		"a risk may belong to either":                risk.InProduct && risk.InWorkspace && story.InProduct && !story.InWorkspace,
		"sprints are started":                        slices.Contains(kindInfo(t, "sprint").Verbs, "start"),
	} {
		if !ok {
			t.Errorf("not so: %s", what)
		}
	}
	for _, k := range op.KindInfos(registry(t)) {
		for _, f := range k.Fields {
			for _, d := range f.Decisions {
				if _, known := right.Default[d]; !known {
					t.Errorf("%s of a %s takes the unknown decision %s", f.Name, k.Name, d)
				}
			}
			if f.Editable && len(f.Decisions) == 0 {
				t.Errorf("%s of a %s can be set, and nobody decides it", f.Name, k.Name)
			}
		}
	}
	files, err := app.Generated()
	if err != nil {
		t.Fatal(err)
	}
	text := string(files["web/src/data/kinds.gen.ts"])
	told := text[strings.Index(text, "export const NOTICED"):]
	for name, want := range map[string]bool{"story": true, "launch_task": true, "link": true, "proposal": true, "growth_lead": true, "tick": false, "watcher": false, "launch_template": false} {
		if strings.Contains(told, `"`+name+`"`) != want {
			t.Errorf("that somebody may be told of a %s is %t", name, !want)
		}
	}
	for _, want := range []string{
		"export type KindName = 'account' | 'bug'", `query: "tag"`, `"ships in": {`, `out: "blocks",`, `["story","bug","task","spike"]`,
		`"scope.change": { label: "Change what is committed", roles: ["product manager","product owner"], all: true, heard: ["stakeholder"] }`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not stand in the client's kinds", want)
		}
	}
}
