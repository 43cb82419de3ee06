package jira

import (
	"slices"
	"strings"

	"throughline/internal/bridge/sheet"
)

// The proposals for the category of a state, in the order of work. Jira has
// three categories; its "done" is our closed, since nothing waits there for a
// verdict.
const (
	todo    = "todo"
	doing   = "doing"
	unknown = ""
	closed  = "closed"
)

// stage is the place of a category in the order of work; a status of which
// nothing is known stands before the closed ones.
func stage(category string) int {
	return slices.Index([]string{todo, doing, unknown, closed}, category)
}

// elected is the category with the most votes; the words of the name break a
// tie.
func elected(votes map[string]int, byName string) string {
	best := byName
	for _, c := range []string{todo, doing, closed} {
		if votes[c] > votes[best] {
			best = c
		}
	}
	return best
}

// categoryOfKey translates statusCategory.key.
func categoryOfKey(key string) string {
	switch key {
	case "new":
		return todo
	case "indeterminate":
		return doing
	case "done":
		return closed
	}
	return unknown
}

// categoryOfNumber translates statusCategory.id, which is the same on every
// site. Beside the key it is a second witness: exports exist in which some
// issues say "new" of a status that is green and done.
func categoryOfNumber(id string) string {
	switch id {
	case "2":
		return todo
	case "4":
		return doing
	case "3":
		return closed
	}
	return unknown
}

// categoryOf proposes a category from the words of a status or of a status
// category, in the languages that headers are known in.
func categoryOf(name string) string {
	name = sheet.Fold(name)
	for _, rule := range categoryRules() {
		if slices.ContainsFunc(rule.words, func(w string) bool { return strings.Contains(name, w) }) {
			return rule.category
		}
	}
	return unknown
}

type categoryRule struct {
	category string
	words    []string
}

// categoryRules are tried in turn: first the words of waiting that contain a
// word of working or being done ("not done", "ready for development", 未完成).
func categoryRules() []categoryRule {
	return []categoryRule{
		{todo, []string{
			"to do", "todo", "not done", "not started", "selected", "backlog", "reopen", "ready for dev", "unresolved", "incomplete",
			"zu erledigen", "nicht ", "wieder", "a faire", "non ", "por hacer", "a fazer", "da fare", "da completare",
			"te doen", "do zrobienia", "к выполнению", "сделать", "не ", "未", "待", "重新打开", "作業前",
		}},
		{doing, []string{
			"progress", "doing", "develop", "review", "test", "qa", "implement", "working", "started", "active",
			"arbeit", "prufung", "en cours", "en curso", "andamento", "progreso", "in corso", "revis", "uitvoering",
			"bezig", "w toku", "в работе", "в процессе", "тестир", "进行中", "處理中", "处理中", "开发中", "测试", "评审", "审核",
			"進行中", "対応中", "処理中", "レビュー", "テスト",
		}},
		{closed, []string{
			"done", "closed", "resolved", "complete", "finished", "fixed", "released", "deployed", "cancel", "rejected",
			"declined", "won't", "wont", "duplicate", "abandon", "fertig", "erledigt", "geschlossen", "gelost", "abge",
			"termin", "ferme", "resolu", "clos", "annul", "finaliz", "hecho", "listo", "cerrad", "resuelt", "conclui",
			"feito", "fechad", "resolvid", "cancelad", "completat", "fatto", "chius", "risolt", "gereed", "klaar",
			"gesloten", "afgerond", "opgelost", "voltooid", "gotow", "zamkn", "zakoncz", "rozwiaz", "ukoncz", "wykonan",
			"готово", "закрыт", "решен", "выполнен", "заверш", "отмен", "完成", "关闭", "關閉", "解决", "解決", "取消", "完了",
			"クローズ", "終了",
		}},
		{todo, []string{
			"open", "new", "created", "idea", "triage", "ready", "offen", "neu", "ouvert", "nouveau", "abiert", "nuevo",
			"pendient", "abert", "pendent", "nov", "apert", "nieuw", "otwart", "открыт", "新建", "打开", "開", "オープン",
		}},
	}
}
