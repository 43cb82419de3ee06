package jira

import (
	"strings"

	"throughline/internal/bridge/sheet"
)

// role is what a CSV column means to us. A column that we know but have no
// field for is kept; so is one that we do not know.
type role string

const (
	unmapped    role = ""
	kept        role = "kept" // known to Jira, no field of ours
	asTitle     role = "title"
	asKey       role = "key"
	asID        role = "id"
	asType      role = "type"
	asStatus    role = "status"
	asCategory  role = "category"
	asCategorAt role = "category at"
	asProjKey   role = "project key"
	asProjName  role = "project name"
	asPriority  role = "priority"
	asAssignee  role = "assignee"
	asReporter  role = "reporter"
	asCreator   role = "creator"
	asWatchers  role = "watchers"
	asAssignID  role = "assignee id"
	asReportID  role = "reporter id"
	asCreatorID role = "creator id"
	asWatchID   role = "watchers id"
	asCreated   role = "created"
	asUpdated   role = "updated"
	asResolved  role = "resolved"
	asDue       role = "due"
	asLabels    role = "labels"
	asBody      role = "body"
	asSprint    role = "sprint"
	asRelease   role = "release"
	asParent    role = "parent"
	asParentKey role = "parent key"
	asEpic      role = "epic"
	asComment   role = "comment"
	asFile      role = "attachment"
	asWorklog   role = "worklog"
	asInward    role = "inward"
	asOutward   role = "outward"
	asPoints    role = "points"
	asEstimate  role = "estimate"
	asRank      role = "rank"
)

// idRole is the role of the column that holds the id of a person column.
func idRole(r role) role {
	switch r {
	case asAssignee:
		return asAssignID
	case asReporter:
		return asReportID
	case asCreator:
		return asCreatorID
	case asWatchers:
		return asWatchID
	}
	return unmapped
}

// readHeader says what a header means, and for a link or a custom field the
// name between the parentheses.
func readHeader(header string) (r role, name string) {
	folded := sheet.Fold(header)
	if r := headerRole(folded); r != unmapped {
		return r, ""
	}
	prefix, _, ok := parenthesis(folded)
	if !ok {
		return unmapped, ""
	}
	_, name, _ = parenthesis(header)
	switch {
	case containsAny(prefix, "inward", "entrant", "eingehend", "entrada", "in entrata", "inkomend", "binnenkomend",
		"interno", "wewnetrzn", "przychodz", "входящ", "внутренн", "внутрен", "内向", "内部", "入站", "传入", "向内", "内方", "インワード"):
		return asInward, name
	case containsAny(prefix, "outward", "sortant", "ausgehend", "saida", "salida", "saliente", "in uscita", "uitgaand",
		"externo", "zewnetrzn", "wychodz", "исходящ", "внешн", "外向", "外部", "出站", "传出", "向外", "外方", "アウトワード"):
		return asOutward, name
	case containsAny(prefix, "custom", "benutzerdef", "personnalis", "personaliz", "personalizz", "aangepast",
		"niestandard", "пользовательск", "настраива", "自定义", "自訂", "カスタム"):
		return customRole(sheet.Fold(name)), name
	}
	return unmapped, ""
}

// parenthesis splits "Custom field (Story Points)"; the name may itself hold
// parentheses, in the full-width form too.
func parenthesis(header string) (prefix, name string, ok bool) {
	header = strings.NewReplacer("（", "(", "）", ")").Replace(strings.TrimSpace(header))
	prefix, rest, found := strings.Cut(header, "(")
	name, closed := strings.CutSuffix(rest, ")")
	return strings.TrimSpace(prefix), strings.TrimSpace(name), found && closed && prefix != "" && name != ""
}

// customRole knows the custom fields that Jira itself makes. Their names are
// the site's, so translations of them are few.
//
//nolint:misspell // the words are of other languages
func customRole(name string) role {
	switch name {
	case "story points", "story point estimate", "story-punkte", "story points schatzung", "story point-schatzung",
		"estimation du story point", "estimation des story points", "points d'histoire", "puntos de historia",
		"estimacion de puntos de historia", "estimacion de story points", "pontos de historia", "estimativa de story points",
		"punti storia", "stima story point", "stima dei punti storia", "storypunten", "schatting van storypunten",
		"punkty historii", "szacowane punkty scenariusza", "оценка в story points", "оценка story point", "баллы истории",
		"故事点", "故事点数", "故事点估算", "故事點數", "ストーリーポイント", "ストーリー ポイント", "ストーリー ポイントの見積もり":
		return asPoints
	case "epic link", "epic-verknupfung", "lien d'epopee", "lien epic", "vinculo de epica", "link do epico", "长篇故事链接", "エピックリンク", "エピック リンク":
		return asEpic
	case "sprint":
		return asSprint
	case "rank", "rang", "rango", "classificacao", "排名", "ランク":
		return asRank
	}
	return unmapped
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
