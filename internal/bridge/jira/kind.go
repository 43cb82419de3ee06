package jira

import (
	"slices"
	"strings"

	"throughline/internal/bridge/sheet"
)

// kindOf proposes our kind from the name of an issue type in any language
// that headers are known in. What is not known becomes a task.
func kindOf(issueType string) string {
	name := sheet.Fold(issueType)
	for _, rule := range kindRules() {
		if slices.ContainsFunc(rule.words, func(w string) bool { return strings.Contains(name, w) }) {
			return rule.kind
		}
	}
	return "task"
}

type kindRule struct {
	kind  string
	words []string
}

// kindRules are tried in turn, so that a sub-task of a story is a task and
// 长篇故事, the epic, is no 故事. A "New Feature" is what one team delivers,
// hence a story; a type that is just "Feature" stands above stories.
func kindRules() []kindRule {
	return []kindRule{
		{"task", []string{
			"sub-task", "subtask", "sub task", "sous-tache", "unteraufgabe", "subtarea", "subtarefa", "sottotask",
			"sotto-attivita", "sottoattivita", "attivita secondaria", "subtaak", "deeltaak", "podzadanie", "podzadacha",
			"подзадач", "子任务", "子任務", "子工作", "子タスク", "サブタスク",
		}},
		{"bug", []string{
			"bug", "defect", "fehler", "anomalie", "incident", "defeito", "defecto", "difetto", "erro", "fout", "blad",
			"usterka", "ошибка", "баг", "дефект", "缺陷", "故障", "错误", "錯誤", "バグ", "不具合",
		}},
		{"feature", []string{
			"epic", "epos", "epopee", "epopeya", "epik", "эпик", "史诗", "長篇", "长篇故事", "エピック", "initiative", "theme",
		}},
		{"spike", []string{"spike", "research", "investigation", "recherche", "spijk", "调研", "調査", "исследован"}},
		{"story", []string{
			"story", "new feature", "improvement", "enhancement", "change request", "recit", "histoire", "amelioration",
			"nouvelle fonction", "anforderung", "verbesserung", "neue funktion", "historia", "mejora", "nueva func",
			"melhoria", "nova func", "storia", "miglioramento", "nuova func", "verhaal", "verbetering", "nieuwe func",
			"historyjka", "opowiesc", "usprawnienie", "nowa func", "история", "улучшение", "новая функц", "故事", "需求",
			"改进", "改善", "新功能", "新機能", "ストーリー",
		}},
		{"feature", []string{"feature"}},
	}
}
