package trello

// Phrases that say what a list means, in the languages met most: lower case,
// single blanks, a bar between two. Those in …All must be the whole name,
// those in …CJK stand without blanks around them. They are looked for in this
// order: "ready to merge" is work although it holds a word for finished work,
// and "sprint done" is finished although sprints are worked on.
const (
	waits = "ready for dev|ready for development|ready for sprint|ready for work|ready for refinement|" +
		"ready for estimation|ready for planning|ready to start|ready to develop|ready to work|definition of done|" +
		"definition of ready|not done|not started|won t do yet|to be done|in the backlog"
	waitsCJK = "未完|未着手|未开始|未開始"

	almost = "ready for|ready to|waiting for|awaiting|to be released|to be deployed|to be merged|to be tested|" +
		"to be reviewed|to be accepted|to be verified|almost done|half done|nearly done|" +
		"bereit für|bereit zum|prêt à|prêt pour|pronto para|listo para|pronto per|klaar voor"

	finished = "done|finished|completed|released|shipped|deployed|merged|accepted|delivered|cancelled|canceled|" +
		"rejected|won t do|wont do|won t fix|in production|on production|" +
		"fertig|erledigt|abgeschlossen|ausgeliefert|veröffentlicht|abgenommen|" +
		"terminé|terminée|terminés|terminées|fini|livré|livrés|achevé|clôturé|" +
		"hecho|hechos|terminado|terminados|completado|completados|finalizado|finalizados|entregado|" +
		"feito|feitos|concluído|concluídos|concluido|concluidos|entregue|entregues|" +
		"fatto|completato|completati|finito|concluso|consegnato|" + //nolint:misspell // Italian
		"afgerond|voltooid|opgeleverd|afgehandeld|färdig|färdigt|klart|ferdig|færdig|valmis|" +
		"zrobione|gotowe|ukończone|zakończone|hotovo|dokončeno|kész|elkészült|" +
		"готово|сделано|завершено|выполнено|виконано|bitti|tamamlandı|yapıldı|selesai"
	finishedAll = "complete|live|closed|won|win|lost|archive|archived|resolved|published|launched|release|" +
		"fait|faits|klar|gereed|klaar|pronto|listo|gjort|abgelegt"
	finishedCJK = "完成|已完|完了|完毕|完畢|已上线|已上線|已发布|已發布|リリース済|완료"

	planned = "to do|todo|todos|backlog|up next|next up|icebox|ideas|inbox|someday|on hold|paused|parked|" +
		"wishlist|planned|refinement|triage|zu erledigen|offen|à faire|por hacer|pendiente|pendientes|" +
		"a fazer|da fare|te doen|att göra|å gjøre|do zrobienia|сделать|к выполнению|yapılacak"
	plannedAll = "new|open|next|later|future|ready"
	plannedCJK = "待办|待辦|需求|할 일"

	working = "doing|in progress|wip|working on|work in progress|in development|developing|implementing|in dev|" +
		"in work|review|reviewing|testing|in test|qa|uat|staging|verify|validating|pull request|pull requests|" +
		"in arbeit|in bearbeitung|in umsetzung|im test|prüfung|in prüfung|" +
		"en cours|en développement|en revue|en test|à valider|à tester|" +
		"en curso|en progreso|en proceso|haciendo|en desarrollo|en revisión|en pruebas|" +
		"em andamento|em progresso|fazendo|em desenvolvimento|em revisão|em teste|" + //nolint:misspell // Portuguese
		"in corso|in lavorazione|in revisione|mee bezig|in uitvoering|pågående|pågår|igang|" +
		"w toku|w trakcie|probíhá|folyamatban|в работе|в процессе|на проверке|тестирование|в роботі|" +
		"devam ediyor|yapılıyor|sedang dikerjakan"
	workingAll = "progress|development|implementation|started|active|ongoing|blocked|test|tests|verification|" +
		"validation|läuft|bezig"
	workingCJK = "进行中|進行中|开发中|開發中|测试|測試|评审|作業中|対応中|レビュー|テスト|진행"
)
