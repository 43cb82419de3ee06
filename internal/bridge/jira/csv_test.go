package jira

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

func readCSV(t *testing.T, texts ...string) *transfer.Source {
	t.Helper()
	var files []transfer.File
	for i, text := range texts {
		files = append(files, transfer.File{Name: string(rune('a'+i)) + ".csv", Data: []byte(text)})
	}
	s, err := ReadCSV(files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// show gives the parts of an item that were filled, as JSON, for comparing.
func show(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	for name, part := range all {
		if part == nil || part == "" || part == false {
			delete(all, name)
		}
	}
	b, err = json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

const cloudExport = `Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Project lead,Project lead id,Priority,Resolution,Assignee,Assignee Id,Reporter,Reporter Id,Creator,Creator Id,Created,Updated,Last Viewed,Resolved,Due date,Votes,Labels,Labels,Description,Watchers,Watchers,Watchers Id,Watchers Id,Log Work,Original estimate,Time Spent,Inward issue link (Blocks),Inward issue link (Blocks),Outward issue link (Duplicate),Outward issue link (Relates),Attachment,Attachment,Custom field (Rank),Custom field (Story Points),Custom field (Story point estimate),Custom field (Vulnerability),Custom field (Vulnerability),Custom field (Development),Fix versions,Sprint,Sprint,Parent,Parent key,Comment,Comment,Comment,Status Category,Status Category Changed
 Sign in,ACME-12,10012,Story,In Progress,ACME,Acme App,Ada,557058:46121f43-e58d-4ff4-83fd-a79fb4b71b45,High,,Bob Roy,62a318e9954f50006fcdaca4,Alice Chen,5b10ac8d82e05b22cc7d4ef5,Alice Chen,5b10ac8d82e05b22cc7d4ef5,03/Sep/26 9:05 AM,11/Sep/26 1:54 PM,12/Sep/26 1:00 PM,,30/Sep/26 12:00 AM,2,research,vision,As a user,Bob Roy,Alice Chen,62a318e9954f50006fcdaca4,5b10ac8d82e05b22cc7d4ef5,;30/Aug/26 12:20 PM;62a318e9954f50006fcdaca4;7200,3600,7200,ACME-3,ACME-4,ACME-9,OPS-1,03/Sep/26 9:10 AM;5b10ac8d82e05b22cc7d4ef5;a;b.png;https://acme.atlassian.net/rest/api/3/attachment/content/10077,"04/Sep/26 9:10 AM;5b10ac8d82e05b22cc7d4ef5;log.txt;https://acme.example/secure/attachment/10078/log.txt",0|i0006h:,,5.0,XSS,CSRF,{},1.0,Sprint 1,Sprint 2,10001,ACME-1,17/Jul/23 1:09 PM;62a318e9954f50006fcdaca4;Timeline: one;two;three,17/Jul/23 1:09 PM;62a318e9954f50006fcdaca4;again,no stamp; here,In Progress,04/Sep/26 9:00 AM
Epic one,ACME-1,10001,Epic,Done,ACME,Acme App,Ada,557058:46121f43-e58d-4ff4-83fd-a79fb4b71b45,Medium,Done,,,Alice Chen,5b10ac8d82e05b22cc7d4ef5,Alice Chen,5b10ac8d82e05b22cc7d4ef5,01/Sep/26 9:05 AM,02/Sep/26 1:54 PM,,,,0,,,,,,,,,,,,,,,,,0|i0006g:,,,,,,,Sprint 1,,,,,,,Done,02/Sep/26 1:54 PM
Part,ACME-13,10013,Sub-task,To Do,ACME,Acme App,Ada,557058:46121f43-e58d-4ff4-83fd-a79fb4b71b45,Medium,,,,Alice Chen,5b10ac8d82e05b22cc7d4ef5,,,01/Sep/26 9:05 AM,,,,,,,,,,,,,,,,,,,,,,,8,,,,,,,,10012,,,,,To Do,
Lost,ACME-14,10014,Bug,To Do,ACME,Acme App,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,99999,,,,,,
`

func TestCloudExport(t *testing.T) {
	t.Parallel()
	s := readCSV(t, cloudExport)
	if len(s.Problems) > 0 {
		t.Fatalf("problems: %v", s.Problems)
	}
	if want := map[string]int{"issues": 4, "comments": 3, "sprints": 2, "versions": 1, "links": 4, "attachments": 2, "histories": 0}; !reflect.DeepEqual(s.Read, want) {
		t.Errorf("read %v, want %v", s.Read, want)
	}
	story, epic, part, lost := s.Items[0], s.Items[1], s.Items[2], s.Items[3]
	story.Extra = nil
	if got, want := show(t, story), `{"aliases":["ACME-12","10012"],"attachments":[`+
		`{"at":"2026-09-03T09:10:00Z","by":"5b10ac8d82e05b22cc7d4ef5","bytes":0,"id":"10077","name":"a;b.png","type":"","upload":true,"url":"https://acme.atlassian.net/rest/api/3/attachment/content/10077"},`+
		`{"at":"2026-09-04T09:10:00Z","by":"5b10ac8d82e05b22cc7d4ef5","bytes":0,"id":"10078","name":"log.txt","type":"","upload":true,"url":"https://acme.example/secure/attachment/10078/log.txt"}],`+
		`"body":"As a user","createdAt":"2026-09-03T09:05:00Z","dueOn":"2026-09-30","estimate":5,"id":"ACME-12","kind":"story","labels":["research","vision"],"links":[`+
		`{"from":"ACME-3","id":"","name":"Blocks","to":"ACME-12","type":"blocks"},{"from":"ACME-4","id":"","name":"Blocks","to":"ACME-12","type":"blocks"},`+
		`{"from":"ACME-12","id":"","name":"Duplicate","to":"ACME-9","type":"duplicates"},{"from":"ACME-12","id":"","name":"Relates","to":"OPS-1","type":"relates"}],`+
		`"order":"0|i0006h:","others":["5b10ac8d82e05b22cc7d4ef5"],"owner":"62a318e9954f50006fcdaca4","parent":"ACME-1","priority":"High","releases":["ACME/1.0"],`+
		`"reporter":"5b10ac8d82e05b22cc7d4ef5","sprint":"Sprint 2","state":"In Progress","title":"Sign in","type":"Story","updatedAt":"2026-09-11T13:54:00Z","where":"row 2"}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if epic.Kind != "feature" || epic.DoneAt.String() != "2026-09-02T13:54:00Z" {
		t.Errorf("epic: kind %s, done %s", epic.Kind, epic.DoneAt)
	}
	if part.Kind != "task" || part.Parent != "ACME-12" || *part.Estimate != 8 {
		t.Errorf("sub-task: kind %s, parent %s, estimate %v", part.Kind, part.Parent, *part.Estimate)
	}
	if lost.Parent != "99999" || lost.Estimate != nil {
		t.Errorf("parent outside the file: %q, estimate %v", lost.Parent, lost.Estimate)
	}
}

func TestCloudExportRest(t *testing.T) {
	t.Parallel()
	s := readCSV(t, cloudExport)
	extra := s.Items[0].Extra
	for name, want := range map[string]any{
		"Project name": "Acme App", "Creator": "Alice Chen", "Votes": "2", "Original estimate": "3600", "Time Spent": "7200",
		"Custom field (Vulnerability)": []string{"XSS", "CSRF"}, "sprints": []string{"Sprint 1", "Sprint 2"}, "Last Viewed": "12/Sep/26 1:00 PM",
	} {
		if !reflect.DeepEqual(extra[name], want) {
			t.Errorf("%s: %v, want %v", name, extra[name], want)
		}
	}
	if _, ok := extra["Custom field (Development)"]; ok {
		t.Error("the empty development field was kept")
	}
	if got := show(t, map[string]any{"l": extra["Log Work"]}); got != `{"l":[{"author":"62a318e9954f50006fcdaca4","seconds":7200,"started":"2026-08-30T12:20:00Z"}]}` {
		t.Errorf("log work: %s", got)
	}
	texts := []string{}
	ids := map[string]bool{}
	for _, c := range s.Comments {
		texts = append(texts, c.By+"|"+c.At.String()+"|"+c.Text)
		ids[c.ID] = true
	}
	if want := []string{
		"62a318e9954f50006fcdaca4|2023-07-17T13:09:00Z|Timeline: one;two;three", "62a318e9954f50006fcdaca4|2023-07-17T13:09:00Z|again", "||no stamp; here",
	}; !reflect.DeepEqual(texts, want) || len(ids) != 3 {
		t.Errorf("comments %q, %d ids", texts, len(ids))
	}
	if len(s.People) != 2 || s.People[0].Name != "Bob Roy" || s.People[1].Name != "Alice Chen" {
		t.Errorf("people %+v", s.People)
	}
	if s.Sprints[0].State != "closed" || s.Sprints[1].State != "active" {
		t.Errorf("sprints %+v", s.Sprints)
	}
	if s.Name != "Acme App" || s.System != "jira" || s.Scope != "" {
		t.Errorf("source %q %q %q", s.Name, s.System, s.Scope)
	}
}

func TestOtherLanguages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, state, category string }{
		{"French", "Résumé,Clé de ticket,ID de ticket,Type de ticket,État,Clé de projet,Nom du projet,Priorité,Résolution,Personne assignée,ID de la personne assignée,Rapporteur,Créateur,Création,Mise à jour,Résolu,Date d'échéance,Votes,Description,Lien du ticket entrant (Blocks),Lien de ticket sortant (Blocks),Pièce jointe,Champs personnalisés (Rank),Champs personnalisés (Story Points),Catégorie d'état,Étiquettes,Sprint,Commentaire,Clé parente\n" +
			"Connexion,ABC-7,100,Récit,À faire,ABC,Mon projet,Haute,,Bob Roy,62a318e9954f50006fcdaca4,Ann,Ann,19/févr./26 7:31 PM,20/févr./26 7:31 PM,,28/févr./26 12:00 AM,0,Texte,ABC-1,ABC-2,19/févr./26 7:40 PM;x;a.png;https://h/attachment/content/5,0|abc:,3,À faire,ui,S1,20/févr./26 8:00 PM;x;Bonjour,ABC-5\n",
			"À faire", "todo"},
		{"German", "Zusammenfassung;Vorgangsschlüssel;Vorgangs-ID;Vorgangstyp;Status;Projektschlüssel;Projektname;Priorität;Lösung;Zugewiesene Person;ID der zugewiesenen Person;Berichterstatter;Ersteller;Erstellt;Aktualisiert;Erledigt;Fälligkeitsdatum;Stimmen;Beschreibung;Eingehende Vorgangsverknüpfung (Blocks);Ausgehende Vorgangsverknüpfung (Blocks);Anhang;Benutzerdefinierte Felder (Rank);Benutzerdefinierte Felder (Story Points);Statuskategorie;Stichwörter;Sprint;Kommentar;Schlüssel der übergeordneten Aufgabe\n" +
			"Connexion;ABC-7;100;Story;Zu erledigen;ABC;Mon projet;Hoch;;Bob Roy;62a318e9954f50006fcdaca4;Ann;Ann;19.02.26 19:31;20.02.26 19:31;;28.02.26 00:00;0;Texte;ABC-1;ABC-2;\"19.02.26 19:40;x;a.png;https://h/attachment/content/5\";0|abc:;3,0;Zu erledigen;ui;S1;\"20.02.26 20:00;x;Bonjour\";ABC-5\n",
			"Zu erledigen", "todo"},
		{"Czech, which is not known", "Souhrn,Klíč požadavku,ID požadavku,Druh,Stav,Klíč,Název,Druh pr.,Vedoucí,Vedoucí Id,Popis pr.,Přednost,Řešení,Řešitel,Řešitel Id,Oznamovatel,Oznamovatel Id,Tvůrce,Tvůrce Id,Vytvořeno,Změněno,Viděno,Vyřešeno,Do,Hlasy,Popis,Příloha,Pole (Rank),Poznámka\n" +
			"Connexion,ABC-7,100,Story,To Do,ABC,Mon projet,software,,,,High,,Bob Roy,62a318e9954f50006fcdaca4,Ann,62a318e9954f50006fcdaca5,Ann,62a318e9954f50006fcdaca5,19/Feb/26 7:31 PM,20/Feb/26 7:31 PM,,,28/Feb/26 12:00 AM,0,A text of more than forty characters in all.,19/Feb/26 7:40 PM;x;a.png;https://h/attachment/content/5,0|abc:,20/Feb/26 8:00 PM;x;Bonjour\n",
			"To Do", "todo"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := readCSV(t, c.text)
			guessed := strings.HasPrefix(c.name, "Czech")
			if guessed != (len(s.Problems) == 1) {
				t.Errorf("problems: %v", s.Problems)
			}
			it := s.Items[0]
			if it.Title != "Connexion" || it.ID != "ABC-7" || it.Aliases[1] != "100" || it.Kind != "story" || it.State != c.state {
				t.Errorf("got %q %q %q %q %q", it.Title, it.ID, it.Aliases, it.Kind, it.State)
			}
			if it.Owner != "62a318e9954f50006fcdaca4" || it.CreatedAt.String() != "2026-02-19T19:31:00Z" || it.UpdatedAt.String() != "2026-02-20T19:31:00Z" || it.DueOn != "2026-02-28" {
				t.Errorf("owner %s, created %s, updated %s, due %s", it.Owner, it.CreatedAt, it.UpdatedAt, it.DueOn)
			}
			if it.Order != "0|abc:" || len(it.Attachments) != 1 || it.Attachments[0].ID != "5" || len(s.Comments) != 1 || s.Comments[0].Text != "Bonjour" {
				t.Errorf("order %q, attachments %v, comments %v", it.Order, it.Attachments, s.Comments)
			}
			if s.States[0].Category != c.category || s.Name != "Mon projet" {
				t.Errorf("states %v, name %q", s.States, s.Name)
			}
			if guessed {
				return
			}
			if it.Body != "Texte" || it.Parent != "ABC-5" || it.Estimate == nil || *it.Estimate != 3 || it.Sprint != "S1" || len(it.Labels) != 1 {
				t.Errorf("body %q, parent %q, estimate %v, sprint %q, labels %v", it.Body, it.Parent, it.Estimate, it.Sprint, it.Labels)
			}
			if len(it.Links) != 2 || it.Links[0].From != "ABC-1" || it.Links[1].To != "ABC-2" {
				t.Errorf("links %v", it.Links)
			}
		})
	}
}

func TestCutDownExports(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text, title, state string
	}{
		{"key and status", "Key,Summary,Status,Priority,Affected Versions\nABC-1,Login,Open,High,1.0\n", "Login", "Open"},
		{"issue and title", "Issue,Title,Type,Activity Type,Resolved Date,Project\nABC-1,Login,Bug,x,11/01/2023 15:22,ABC\n", "Login", ""},
		{"a title under a word for the key", "Issue,Item key,Status\nLogin,ABC-1,Open\n", "Login", "Open"},
		{"only keys", "Key\nABC-1\n", "ABC-1", ""},
		{"no summary in the row", "Key,Summary\nABC-1,\n", "ABC-1", ""},
		{"lines before the header", "Export of 11 January,\n,\nKey,Summary\nABC-1,Login\n", "Login", ""},
		{"windows-1252, CRLF", "Cl\xe9 de ticket;R\xe9sum\xe9;\xc9tat\r\nABC-1;Login;\xc0 faire\r\n", "Login", "À faire"},
		{"zero-width characters", "Key,Summary\n\u200bABC-1,\u200bLog\u200bin \u200b\n", "Login", ""},
		{"lower-case key", "Key,Summary\nabc-1,Login\n", "Login", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := readCSV(t, c.text)
			if len(s.Items) != 1 || s.Items[0].ID != "ABC-1" || s.Items[0].Title != c.title || s.Items[0].State != c.state {
				t.Errorf("items %+v, problems %v", s.Items, s.Problems)
			}
		})
	}
}

func TestBrokenRows(t *testing.T) {
	t.Parallel()
	s := readCSV(t, "Summary,Issue key,Created,Story Points,Due date\n"+
		"one,ABC-1,25/Jun/20 12:44,3,\n"+
		"\"open,ABC-2,25/Jun/20 12:44,,\n"+
		"Dear all,\n"+
		"no key here,,\n"+
		"four,ABC-4,yesterday,many,31/Feb/20\n"+
		"five,ABC-5,25/Jun/20 12:44,1,25/Jun/20,surplus\n")
	var ids []string
	for _, it := range s.Items {
		ids = append(ids, it.ID)
	}
	if !reflect.DeepEqual(ids, []string{"ABC-1", "ABC-4", "ABC-5"}) {
		t.Errorf("items %q", ids)
	}
	var places []string
	for _, p := range s.Problems {
		places = append(places, p.Where)
	}
	if want := []string{"row 3", "row 4 to row 5", "row 6", "row 6", "row 6"}; !reflect.DeepEqual(places, want) {
		t.Errorf("problems %v", s.Problems)
	}
	four, five := s.Items[1], s.Items[2]
	if four.CreatedAt != 0 || four.Estimate != nil || four.DueOn != "" || four.Extra["Created"] != "yesterday" || four.Extra["Due date"] != "31/Feb/20" {
		t.Errorf("the row with bad cells: %+v", four)
	}
	if five.DueOn != "2020-06-25" || five.Extra["column 6"] != "surplus" {
		t.Errorf("the long row: due %q, extra %v", five.DueOn, five.Extra)
	}
}

func TestSeveralFilesNameTheFile(t *testing.T) {
	t.Parallel()
	s := readCSV(t, "Key,Summary\nABC-1,a\n,lost\n", "Key,Summary\nABC-2,b\n")
	if s.Problems[0].Where != "a.csv: row 3" || s.Items[1].Where != "b.csv: row 2" {
		t.Errorf("places %q and %q", s.Problems[0].Where, s.Items[1].Where)
	}
}

// Of two exports, the later state of an issue stands whatever the order of
// the files: also where it is that something was taken away.
func TestLaterExportWins(t *testing.T) {
	t.Parallel()
	old := "Key,Summary,Assignee,Updated,Environment\nABC-1,old,Ann,01/Jan/26 10:00,linux\n"
	later := "Key,Summary,Assignee,Updated,Labels\nABC-1,new,,02/Jan/26 10:00,x\n"
	for _, s := range []*transfer.Source{readCSV(t, old, later), readCSV(t, later, old)} {
		if len(s.Items) != 1 {
			t.Fatalf("%d items", len(s.Items))
		}
		it := s.Items[0]
		if it.Title != "new" || it.Owner != "" || it.Extra["Environment"] != "linux" || len(it.Labels) != 1 {
			t.Errorf("title %q, owner %q, extra %v, labels %v", it.Title, it.Owner, it.Extra, it.Labels)
		}
	}
}

// A comment whose text was edited between two exports stays one comment.
func TestCommentsKeepTheirIdentity(t *testing.T) {
	t.Parallel()
	before := readCSV(t, "Key,Comment,Comment\nABC-1,17/Jul/23 1:09 PM;x;first,18/Jul/23 1:09 PM;y;second\n")
	after := readCSV(t, "Key,Comment,Comment\nABC-1,17/Jul/23 13:09;x;first and more,18/Jul/23 1:09 PM;y;second\n")
	other := readCSV(t, "Key,Comment\nABC-2,17/Jul/23 1:09 PM;x;first\n")
	for i := range before.Comments {
		if before.Comments[i].ID != after.Comments[i].ID {
			t.Errorf("comment %d changed its identity", i)
		}
	}
	if other.Comments[0].ID == before.Comments[0].ID {
		t.Error("comments of two issues are the same one")
	}
}

func TestDayOrderIsDecidedByTheFile(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Key,Created\nABC-1,11/01/2023 15:22\n":                         "2023-01-11T15:22:00Z",
		"Key,Created\nABC-1,11/01/2023 15:22\nABC-2,12/31/2023 15:22\n": "2023-11-01T15:22:00Z",
		"Key,Created\nABC-1,11/01/2023 15:22\nABC-2,31/12/2023 15:22\n": "2023-01-11T15:22:00Z",
	} {
		if got := readCSV(t, text).Items[0].CreatedAt.String(); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestPeopleOfCSV(t *testing.T) {
	t.Parallel()
	s := readCSV(t, "Key,Assignee,Reporter,Reporter Id,Comment\n"+
		"ABC-1,jdoe,Ann Lee,5b10ac8d82e05b22cc7d4ef5,17/Jul/23 1:09 PM;Ann Lee;hi\n"+
		"ABC-2,ann@example.com,,,\nABC-3,Unassigned,,,\n")
	want := []transfer.Person{
		{ID: "jdoe", Name: "jdoe", Login: "jdoe"},
		{ID: "5b10ac8d82e05b22cc7d4ef5", Name: "Ann Lee"},
		{ID: "ann@example.com", Name: "ann@example.com", Email: "ann@example.com"},
	}
	if !reflect.DeepEqual(s.People, want) {
		t.Errorf("people %+v", s.People)
	}
	if s.Comments[0].By != "5b10ac8d82e05b22cc7d4ef5" || s.Items[2].Owner != "" {
		t.Errorf("comment by %q, owner %q", s.Comments[0].By, s.Items[2].Owner)
	}
}

func TestNoJiraExport(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, says string }{
		{"", "holds no rows"},
		{"Name,Colour\nx,red\n", `"Name", "Colour"`},
		{"\xff\xfe", "holds no rows"},
	} {
		_, err := ReadCSV([]transfer.File{{Name: "x.csv", Data: []byte(c.text)}})
		if !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
	wide := "Key,Summary" + strings.Repeat(",x", 20_000) + "\nABC-1,a\n"
	if _, err := ReadCSV([]transfer.File{{Name: "x.csv", Data: []byte(wide)}}); !errs.Is(err, errs.TooLarge) {
		t.Errorf("20,000 columns: %v", err)
	}
	if _, err := ReadCSV(nil); !errs.Is(err, errs.Invalid) {
		t.Errorf("no files: %v", err)
	}
}

func TestHeaderWithoutRows(t *testing.T) {
	t.Parallel()
	if s := readCSV(t, "Summary,Issue key\n"); len(s.Items) != 0 || len(s.Problems) != 0 {
		t.Errorf("items %v, problems %v", s.Items, s.Problems)
	}
}
