package jira

import (
	"testing"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
)

func TestReadHeader(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]role{
		"Summary": asTitle, "Zusammenfassung": asTitle, "Résumé": asTitle, "Resumen": asTitle, "Resumo": asTitle, "Riepilogo": asTitle,
		"Samenvatting": asTitle, "Podsumowanie": asTitle, "Тема": asTitle, "概要": asTitle, "要約": asTitle,
		"Issue key": asKey, "Vorgangsschlüssel": asKey, "Clé de ticket": asKey, "Clave de incidencia": asKey, "Chave da item": asKey,
		"Chiave ticket": asKey, "Klucz zgłoszenia": asKey, "Ключ запроса": asKey, "问题关键字": asKey, "課題キー": asKey,
		"Issue id": asID, "Vorgangstyp": asType, "Тип задачи": asType, "Состояние": asStatus, "État": asStatus, "E\u0301tat": asStatus,
		"Zugewiesene Person": asAssignee, "ID de la personne assignée": asAssignID, "Исполнитель": asAssignee, "担当者": asAssignee,
		"ID наблюдателей": asWatchID, "Комментарий": asComment, "Überge\u00adordnet": asParent, "Дата создания": asCreated,
		"Fecha de vencimiento": asDue, "期限": asDue, "Etykiety": asLabels, "Опис": unmapped, "Описание": asBody,
		"Pièce jointe": asFile, "Attachment": asFile, "Log Work": asWorklog, "Status Category": asCategory,
		"Catégorie d'état modifiée": asCategorAt, "Catégorie d’état": asCategory, "Fix Version/s": asRelease, "Lösungsversion(en)": asRelease,
		"Parent": asParent, "Parent key": asParentKey, "Ключ родительской задачи": asParentKey,
		"Inward issue link (Blocks)": asInward, "Lien du ticket entrant (Blocks)": asInward, "Lien de ticket sortant (Blocks)": asOutward,
		"Eingehende Vorgangsverknüpfung (Blocks)": asInward, "Ausgehende Vorgangsverknüpfung (Relates)": asOutward,
		"Custom field (Story Points)": asPoints, "Champs personnalisés (Rank)": asRank, "自定义字段（故事点）": asPoints,
		"カスタムフィールド (Rank)": asRank, "Benutzerdefinierte Felder (Epic Link)": asEpic, "Pole niestandardowe (Story Points)": asPoints,
		"Пользовательское поле (Story Points)": asPoints, "Campo personalizado (Sprint)": asSprint, "Aangepast veld (Rank)": asRank,
		"Custom field (Vulnerability)": unmapped, "Custom field (Team (new))": unmapped, "estimation": asEstimate, "Story point estimate": asPoints,
		"Duration (in seconds)": unmapped, "Original Estimate": kept, "Project lead": kept, "": unmapped, "whatever": unmapped,
	} {
		if got, _ := readHeader(header); got != want {
			t.Errorf("%q is %q, want %q", header, got, want)
		}
	}
	if _, name := readHeader("Custom field (Team (new))"); name != "Team (new)" {
		t.Errorf("the name of the field is %q", name)
	}
}

// A word that is not written as Fold writes it could never be found.
func TestWordsAreFolded(t *testing.T) {
	t.Parallel()
	for _, rule := range kindRules() {
		for _, w := range rule.words {
			if sheet.Fold(w) != w {
				t.Errorf("%q should be %q", w, sheet.Fold(w))
			}
		}
	}
	for _, rule := range categoryRules() {
		for _, w := range rule.words {
			if sheet.Fold(w+"x") != w+"x" {
				t.Errorf("%q should be %q", w, sheet.Fold(w))
			}
		}
	}
}

func TestKindOf(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"Story": "story", "User Story": "story", "故事": "story", "Récit": "story", "Historia": "story", "Verhaal": "story", "История": "story",
		"ストーリー": "story", "Improvement": "story", "New Feature": "story", "Verbesserung": "story", "Bug": "bug", "缺陷": "bug", "Fehler": "bug",
		"Ошибка": "bug", "Błąd": "bug", "バグ": "bug", "Task": "task", "任务": "task", "Aufgabe": "task", "Sub-task": "task", "Unteraufgabe": "task",
		"子任务": "task", "Sous-tâche": "task", "Sub-bug": "bug", "Story sub-task": "task", "Epic": "feature", "长篇故事": "feature", "Эпик": "feature",
		"Épopée": "feature", "Feature": "feature", "Spike": "spike", "Technical-Debt": "task", "Access": "task", "": "task",
	} {
		if got := kindOf(word); got != want {
			t.Errorf("%q is %q, want %q", word, got, want)
		}
	}
}

func TestCategoryOf(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"To Do": todo, "Open": todo, "Reopened": todo, "Backlog": todo, "Selected for Development": todo, "Ready for Dev": todo, "New": todo,
		"À faire": todo, "Zu erledigen": todo, "Offen": todo, "Por hacer": todo, "A fazer": todo, "Da completare": todo, "Do zrobienia": todo,
		"Открыт": todo, "待办": todo, "未完成": todo, "未着手": todo, "Not started": todo,
		"In Progress": doing, "In Review": doing, "In Development": doing, "En cours": doing, "In Arbeit": doing, "In Bearbeitung": doing,
		"Em andamento": doing, "En curso": doing, "In corso": doing, "W toku": doing, "В работе": doing, "进行中": doing, "進行中": doing,
		"Done": closed, "Closed": closed, "Resolved": closed, "Won't Do": closed, "Terminé": closed, "Terminé(e)": closed, "Fertig": closed,
		"Erledigt": closed, "Finalizada": closed, "Concluído": closed, "Completato": closed, "Gereed": closed, "Gotowe": closed, "Готово": closed,
		"已完成": closed, "完了": closed, "Cancelled": closed, "Inbox": unknown, "": unknown,
	} {
		if got := categoryOf(word); got != want {
			t.Errorf("%q is %q, want %q", word, got, want)
		}
	}
}

// One link seen from its two ends is the same link.
func TestLinkFromBothEnds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind linkType
		want transfer.Link // from A-1, outward
	}{
		{linkType{"Blocks", "is blocked by", "blocks"}, transfer.Link{Type: "blocks", From: "A-1", To: "A-2"}},
		{linkType{"Blocker", "blocks", "is blocked by"}, transfer.Link{Type: "blocks", From: "A-2", To: "A-1"}},
		{linkType{"Duplicate", "is duplicated by", "duplicates"}, transfer.Link{Type: "duplicates", From: "A-1", To: "A-2"}},
		{linkType{"Cloners", "is cloned by", "clones"}, transfer.Link{Type: "relates", From: "A-1", To: "A-2"}},
		{linkType{"阻塞", "", ""}, transfer.Link{Type: "blocks", From: "A-1", To: "A-2"}},
		{linkType{"Bloquea", "", ""}, transfer.Link{Type: "blocks", From: "A-1", To: "A-2"}},
		{linkType{"Duplikat", "", ""}, transfer.Link{Type: "duplicates", From: "A-1", To: "A-2"}},
	} {
		c.want.ID, c.want.Name = "7", string(c.kind.Name)
		if got := c.kind.link("7", "A-1", "A-2", false); got != c.want {
			t.Errorf("outward: %+v, want %+v", got, c.want)
		}
		if got := c.kind.link("7", "A-2", "A-1", true); got != c.want {
			t.Errorf("inward: %+v, want %+v", got, c.want)
		}
	}
}
