package jira

// headerRole knows the headers of the columns that Jira itself defines, folded
// (lower case, no accents), in English, German, French, Spanish, Portuguese,
// Italian, Dutch, Polish, Russian, Chinese and Japanese, with the names that
// older versions and cut-down exports use.
func headerRole(folded string) role {
	if r := issueHeader(folded); r != unmapped {
		return r
	}
	if r := peopleHeader(folded); r != unmapped {
		return r
	}
	if r := timeHeader(folded); r != unmapped {
		return r
	}
	if r := listHeader(folded); r != unmapped {
		return r
	}
	return keptHeader(folded)
}

// issueHeader: what an issue is.
//
//nolint:misspell // the words are of other languages
func issueHeader(h string) role {
	switch h {
	case "summary", "title", "issue summary", "zusammenfassung", "titel", "resume", "titre", "resumen", "titulo", "resumo",
		"riepilogo", "sommario", "titolo", "samenvatting", "podsumowanie", "tytul", "тема", "название", "резюме", "заголовок",
		"概要", "摘要", "主题", "标题", "要約", "タイトル":
		return asTitle
	case "issue key", "key", "issue", "work item key", "ticket", "vorgangsschlussel", "vorgang", "schlussel", "ticketschlussel",
		"cle de ticket", "cle du ticket", "cle de demande", "cle", "demande", "clave de incidencia", "clave de la incidencia",
		"clave", "incidencia", "chave da item", "chave do item", "chave de item", "chave", "item", "pendencia", "chave da pendencia",
		"chave do ticket", "chiave ticket", "chiave del ticket", "chiave segnalazione", "chiave", "segnalazione", "issuesleutel",
		"sleutel", "issuecode", "klucz zgloszenia", "klucz", "zgloszenie", "ключ задачи", "ключ запроса", "ключ", "задача", "код",
		"问题关键字", "事务密钥", "关键字", "事务关键字", "问题键", "密钥", "键", "事务", "课題キー", "課題キー", "キー", "課題", "作業項目キー":
		return asKey
	case "issue id", "id", "work item id", "vorgangs-id", "vorgangsid", "vorgangsnummer", "id de ticket", "id du ticket",
		"id de la demande", "id de demande", "id de la incidencia", "id de incidencia", "id da item", "id do item", "id de item",
		"id da pendencia", "id do ticket", "id ticket", "id del ticket", "id segnalazione", "issue-id", "id zgloszenia",
		"identyfikator zgloszenia", "id задачи", "id запроса", "идентификатор задачи", "问题 id", "问题id", "事务 id", "事务id", "课题 id",
		"課題 id", "課題id", "作業項目 id":
		return asID
	case "issue type", "type", "work type", "vorgangstyp", "typ", "type de ticket", "type de demande", "tipo de incidencia",
		"tipo de item", "tipo de pendencia", "tipo de ticket", "tipo", "tipo di ticket", "tipo ticket", "tipo segnalazione",
		"issuetype", "soort issue", "issuesoort", "typ zgloszenia", "тип задачи", "тип запроса", "тип", "问题类型", "事务类型", "类型",
		"課題タイプ", "タイプ", "種別", "作業タイプ":
		return asType
	case "status", "state", "statut", "etat", "estado", "stato", "stan", "статус", "состояние", "状态", "狀態", "ステータス", "状況":
		return asStatus
	case "status category", "statuskategorie", "categorie d'etat", "categorie de statut", "categoria de estado",
		"categoria del estado", "categoria de status", "categoria do status", "categoria di stato", "categoria stato",
		"statuscategorie", "kategoria statusu", "категория статуса", "категория состояния", "状态类别", "ステータスカテゴリ", "ステータス カテゴリ",
		"ステータスカテゴリー", "ステータス カテゴリー":
		return asCategory
	case "priority", "prioritat", "priorite", "prioridad", "prioridade", "priorita", "prioriteit", "priorytet", "приоритет",
		"优先级", "優先度", "優先順位":
		return asPriority
	case "description", "beschreibung", "descripcion", "descricao", "descrizione", "beschrijving", "omschrijving", "opis",
		"описание", "描述", "说明", "説明":
		return asBody
	case "project key", "projektschlussel", "cle de projet", "cle du projet", "clave del proyecto", "clave de proyecto",
		"chave do projeto", "chave de projeto", "chiave progetto", "chiave del progetto", "projectsleutel", "projectcode",
		"klucz projektu", "ключ проекта", "项目密钥", "项目关键字", "项目键", "プロジェクトキー", "プロジェクト キー":
		return asProjKey
	case "project name", "project", "projektname", "projekt", "nom du projet", "projet", "nombre del proyecto", "proyecto",
		"nombre de proyecto", "nome do projeto", "projeto", "nome progetto", "nome del progetto", "progetto", "projectnaam",
		"nazwa projektu", "название проекта", "имя проекта", "проект", "项目名称", "项目", "プロジェクト名", "プロジェクト":
		return asProjName
	}
	return unmapped
}

// peopleHeader: who has to do with an issue.
//
//nolint:misspell // the words are of other languages
func peopleHeader(h string) role {
	switch h {
	case "assignee", "zugewiesene person", "bearbeiter", "zustandig", "zustandiger", "zugewiesen an", "personne assignee",
		"responsable", "attribution", "persona asignada", "asignado a", "asignado", "responsavel", "pessoa atribuida", "atribuido a",
		"assegnatario", "assegnato a", "toegewezen persoon", "toegewezen aan", "uitvoerder", "osoba przypisana", "przypisany",
		"przypisano do", "исполнитель", "经办人", "受理人", "被分配人", "担当者":
		return asAssignee
	case "assignee id", "id der zugewiesenen person", "zugewiesene person id", "id des bearbeiters", "id de la personne assignee",
		"id de persona asignada", "id de la persona asignada", "id do responsavel", "id da pessoa atribuida", "id assegnatario",
		"id dell'assegnatario", "id van toegewezen persoon", "id toegewezen persoon", "id osoby przypisanej",
		"identyfikator osoby przypisanej", "id исполнителя", "经办人 id", "经办人id", "受理人 id", "担当者 id", "担当者id":
		return asAssignID
	case "reporter", "autor", "berichterstatter", "melder", "rapporteur", "auteur", "informador", "informante", "notificador",
		"relator", "segnalatore", "richiedente", "melder van issue", "zglaszajacy", "osoba zglaszajaca", "автор", "报告人", "報告者":
		return asReporter
	case "reporter id", "id des berichterstatters", "id des autors", "autor-id", "id du rapporteur", "id de l'auteur",
		"id de informador", "id del informador", "id do relator", "id segnalatore", "id del segnalatore", "id van melder",
		"id melder", "id zglaszajacego", "identyfikator zglaszajacego", "id автора", "报告人 id", "报告人id", "報告者 id", "報告者id":
		return asReportID
	case "creator", "ersteller", "createur", "creador", "criador", "autore", "creatore", "maker", "aangemaakt door", "tworca",
		"autor zgloszenia", "создатель", "创建者", "创建人", "作成者":
		return asCreator
	case "creator id", "ersteller-id", "id des erstellers", "id du createur", "id de creador", "id del creador", "id do criador",
		"id autore", "id creatore", "id del creatore", "id van maker", "id maker", "id tworcy", "identyfikator tworcy", "id создателя",
		"创建者 id", "创建者id", "作成者 id", "作成者id":
		return asCreatorID
	case "watchers", "beobachter", "observateurs", "observadores", "observador", "osservatori", "volgers", "waarnemers",
		"obserwatorzy", "obserwujacy", "наблюдатели", "关注者", "关注人", "ウォッチャー", "監視者":
		return asWatchers
	case "watchers id", "beobachter-id", "id der beobachter", "id des observateurs", "id de observadores", "id dos observadores",
		"id osservatori", "id degli osservatori", "id van volgers", "id volgers", "id obserwatorow", "id наблюдателеи", "关注者 id",
		"关注者id", "ウォッチャー id", "ウォッチャーid":
		return asWatchID
	}
	return unmapped
}

// timeHeader: when something happened to an issue, and what it is estimated at.
//
//nolint:misspell // the words are of other languages
func timeHeader(h string) role {
	switch h {
	case "created", "created date", "erstellt", "erstellungsdatum", "creation", "cree", "date de creation", "creada", "creado",
		"fecha de creacion", "criado", "criada", "data de criacao", "creato", "creata", "creazione", "data di creazione",
		"aangemaakt", "gemaakt", "utworzono", "utworzone", "data utworzenia", "создано", "создан", "дата создания", "创建", "创建日期",
		"创建时间", "已创建", "作成日", "作成", "作成日時":
		return asCreated
	case "updated", "updated date", "aktualisiert", "mise a jour", "mis a jour", "actualizada", "actualizado", "atualizado",
		"atualizada", "aggiornato", "aggiornata", "aggiornamento", "bijgewerkt", "zaktualizowano", "zaktualizowane", "обновлено",
		"обновлен", "дата обновления", "更新", "已更新", "更新日期", "更新时间", "更新日", "更新日時":
		return asUpdated
	case "resolved", "resolved date", "resolution date", "erledigt", "gelost", "resolu", "resolue", "date de resolution", "resuelta",
		"resuelto", "fecha de resolucion", "resolvido", "resolvida", "data de resolucao", "risolto", "risolta", "opgelost",
		"rozwiazano", "rozwiazane", "решено", "дата решения", "已解决", "解决日期", "解决时间", "解決日", "解決済み", "解決日時":
		return asResolved
	case "due", "due date", "fallig", "falligkeit", "falligkeitsdatum", "echeance", "date d'echeance", "fecha de vencimiento",
		"vencimiento", "fecha limite", "data de vencimento", "data de entrega", "data limite", "data di scadenza", "scadenza",
		"vervaldatum", "einddatum", "termin", "termin wykonania", "data realizacji", "срок исполнения", "срок", "дата исполнения",
		"到期日", "截止日期", "到期日期", "期限":
		return asDue
	case "status category changed", "statuskategorie geandert", "categorie d'etat modifiee", "categoria de estado modificada",
		"categoria de status alterada", "categoria di stato modificata", "statuscategorie gewijzigd", "zmieniono kategorie statusu",
		"категория статуса изменена", "状态类别已更改", "ステータスカテゴリの変更":
		return asCategorAt
	case "story points", "story point estimate":
		return asPoints
	case "estimation", "estimate", "schatzung", "estimacion", "estimativa", "stima", "schatting", "oszacowanie", "оценка", "估算", "見積もり":
		return asEstimate
	case "rank":
		return asRank
	}
	return unmapped
}

// listHeader: what an issue has several of, and what it belongs to.
//
//nolint:misspell // the words are of other languages
func listHeader(h string) role {
	switch h {
	case "labels", "label", "stichworter", "stichwort", "etiquettes", "etiquette", "etiquetas", "etiqueta", "categorias",
		"etichette", "etichetta", "trefwoorden", "etykiety", "etykieta", "метки", "метка", "标签", "標籤", "ラベル":
		return asLabels
	case "sprint", "sprints", "спринт", "冲刺", "スプリント":
		return asSprint
	case "fix version/s", "fix versions", "fix version", "losungsversion(en)", "losungsversionen", "losungsversion", "zielversion",
		"version(s) corrigee(s)", "versions corrigees", "version corrigee", "version de correction", "versiones corregidas",
		"version corregida", "version(es) corregida(s)", "versiones de correccion", "versoes corrigidas", "versao corrigida",
		"versoes de correcao", "versione fix", "versioni fix", "versione/i di correzione", "versioni corrette", "versione corretta",
		"oplossingsversies", "oplossingsversie", "versie met oplossing", "wersja naprawy", "wersje naprawy", "wersja(-e) poprawki",
		"wersja poprawki", "исправить в версиях", "исправить в версии", "версии исправления", "修复版本", "修复的版本", "修正バージョン":
		return asRelease
	case "parent", "parent id", "ubergeordnet", "ubergeordnete aufgabe", "ubergeordnetes element", "parent-id", "elternelement",
		"id parent", "principal", "id principal", "pai", "id pai", "item pai", "padre", "elemento padre", "id padre", "principale", "bovenliggend", "bovenliggend item",
		"nadrzedne", "element nadrzedny", "родитель", "родительская задача", "父级", "父项", "父事务", "親", "親課題", "親 id":
		return asParent
	case "parent key", "schlussel der ubergeordneten aufgabe", "ubergeordneter schlussel", "cle parent", "cle parente", "cle du parent",
		"clave principal", "clave del principal", "clave padre", "chave pai", "chave do pai", "chave do item pai", "chiave principale",
		"chiave del principale", "chiave padre", "bovenliggende sleutel", "klucz nadrzedny", "ключ родителя", "ключ родительскои задачи",
		"父级密钥", "父项密钥", "父事务关键字", "親キー", "親課題キー":
		return asParentKey
	case "epic link":
		return asEpic
	case "comment", "comments", "kommentar", "kommentare", "commentaire", "commentaires", "comentario", "comentarios", "commento",
		"commenti", "opmerking", "opmerkingen", "reactie", "komentarz", "komentarze", "комментарии", "评论", "注释", "备注", "コメント":
		return asComment
	case "attachment", "attachments", "anhang", "anhange", "anlage", "piece jointe", "pieces jointes", "adjunto", "adjuntos",
		"archivo adjunto", "archivos adjuntos", "anexo", "anexos", "allegato", "allegati", "bijlage", "bijlagen", "zalacznik",
		"zalaczniki", "вложение", "вложения", "附件", "添付ファイル", "添付":
		return asFile
	case "log work", "arbeit protokollieren", "protokollierte arbeit", "arbeitsprotokoll", "consigner le travail", "journal de travail",
		"registrar trabajo", "registro de trabajo", "registrar trabalho", "registro de trabalho", "registra lavoro", "log lavoro",
		"werk vastleggen", "werk registreren", "zarejestruj prace", "rejestruj prace", "журнал работ", "записать работу", "记录工作",
		"工作日志", "作業ログ", "作業を記録":
		return asWorklog
	}
	return unmapped
}

// keptHeader: columns that are Jira's own but have no field of ours. Knowing
// them helps to tell the row of headers from a row of values.
//
//nolint:misspell // the words are of other languages
func keptHeader(h string) role {
	switch h {
	case "resolution", "losung", "resolucion", "resolucao", "risoluzione", "oplossing", "rozwiazanie", "решение", "резолюция",
		"解决结果", "解决方案", "決議", "解決状況",
		"project type", "project lead", "project lead id", "project description", "project url",
		"last viewed", "dernier affichage", "zuletzt angesehen",
		"votes", "stimmen", "votos", "voti", "stemmen", "glosy", "голоса", "投票", "票数", "投票数",
		"environment", "umgebung", "environnement", "entorno", "ambiente", "omgeving", "srodowisko", "окружение", "环境", "環境",
		"component/s", "components", "component", "komponente(n)", "komponenten", "composant(s)", "composants", "componentes",
		"componente(s)", "componenti", "componente/i", "onderdelen", "komponenty", "компоненты", "模块", "组件", "コンポーネント",
		"affects version/s", "affects versions",
		"original estimate", "ursprungliche schatzung", "estimation originale", "estimacion original", "estimativa original",
		"stima originale", "oorspronkelijke schatting", "pierwotne oszacowanie", "первоначальная оценка", "初始预估", "初始估算", "初期見積もり", "初期見積り",
		"remaining estimate", "verbleibende schatzung", "restschatzung", "estimation restante", "estimacion restante",
		"estimativa restante", "stima rimanente", "resterende schatting", "pozostale oszacowanie", "оставшееся время", "剩余估算", "剩余的估算", "残余見積もり", "残余見積り",
		"time spent", "aufgewendete zeit", "benotigte zeit", "temps consacre", "temps passe", "tiempo trabajado", "tiempo empleado",
		"tempo gasto", "tempo impiegato", "tijd besteed", "bestede tijd", "czas spedzony", "затраченное время", "耗费时间", "花费时间", "消費時間",
		"work ratio", "security level", "parent summary":
		return kept
	}
	return unmapped
}
