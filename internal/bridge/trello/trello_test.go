package trello_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"throughline/internal/bridge/trello"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// file is a board with two lists, and the rest as given.
func file(rest string) transfer.File {
	return transfer.File{Name: "b.json", Data: []byte(`{"id":"b1","name":"Board",
		"lists":[{"id":"l2","name":"Done","pos":2},{"id":"l1","name":"To Do","pos":1}]` + rest + `}`)}
}

func instant(t *testing.T, s string) clock.Instant {
	t.Helper()
	i, err := clock.ParseInstant(s)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestCard(t *testing.T) {
	t.Parallel()
	src := read(t, file(`,
		"labels":[{"id":"g","name":"","color":"green"},{"id":"x","name":"Bug","color":null},{"id":"n","name":"","color":null}],
		"customFields":[{"id":"f1","name":"Effort"},{"id":"f2","name":"Risk","options":[{"id":"o1","value":{"text":"High"}}]},
			{"id":"f3","name":"pos"},{"id":"f4","name":"Sure"}],
		"checklists":[{"id":"k2","idCard":"5ceedf1bc6515254e2db2b28","name":"Second","pos":9,"checkItems":[]},
			{"id":"k1","name":"First","pos":1,"checkItems":[
				{"id":"i2","name":"two","state":"incomplete","pos":2,"due":"2021-01-01T00:00:00Z","idMember":null},
				{"id":"i1","name":"one","state":"complete","pos":1}]}],
		"cards":[{"id":"5ceedf1bc6515254e2db2b28","idShort":7,"name":" Two\n words ","desc":"a\r\nb","closed":true,"idList":"l1",
			"pos":16384.5,"due":"2020-02-29T23:30:00.000-02:00","dueComplete":true,"start":null,"shortLink":"abc",
			"shortUrl":"https://trello.com/c/abc","url":"https://trello.com/c/abc/7-two","idMembers":["m2","m1","m2"],
			"idLabels":["g","x","n","gone"],"idChecklists":["k1"],"isTemplate":false,"cover":{"color":"pink"},"limits":{"a":1},
			"customFieldItems":[{"idCustomField":"f1","value":{"number":"3.5"}},{"idCustomField":"f2","idValue":"o1"},
				{"idCustomField":"f3","value":{"text":"x"}},{"idCustomField":"f4","value":{"checked":"true"}}],
			"attachments":[
				{"id":"a1","name":"pic","url":"https://example.com/p.png","bytes":12,"mimeType":"image/png","isUpload":true,"idMember":"m1","date":"2020-01-02T03:04:05.678Z"},
				{"id":"a2","name":"x","url":"https://trello.com/c/def/8-other","isUpload":false,"bytes":null},
				{"id":"a3","name":"x","url":"https://trello.com/c/def"},
				{"id":"a4","name":"self","url":"https://trello.com/c/abc"}]},
			{"id":"c2","name":"Other","idList":"l2","shortLink":"def","pos":3,
			"attachments":[{"id":"a5","url":"https://trello.com/c/abc"}]}],
		"members":[{"id":"m1","fullName":"Ada","username":"ada"}]`))

	want := transfer.Item{
		ID: "5ceedf1bc6515254e2db2b28", Aliases: []string{"abc", "https://trello.com/c/abc"}, URL: "https://trello.com/c/abc/7-two",
		Where: "cards[0]", Type: "Card", Kind: "bug", Title: "Two words", Body: "a\nb", State: "l1", Archived: true,
		Owner: "m2", Others: []string{"m1"}, Labels: []string{"colour:green", "Bug", "colour:none", "gone"},
		DueOn: "2020-03-01", CreatedAt: instant(t, "2019-05-29T19:35:55Z"),
		Order: "0000000000001.0000000000-0000000016384.5000000000",
		Checklists: []transfer.Checklist{
			{ID: "k1", Name: "First", Items: []transfer.CheckItem{{ID: "i1", Text: "one", Done: true}, {ID: "i2", Text: "two"}}},
			{ID: "k2", Name: "Second"},
		},
		Attachments: []transfer.Attachment{
			{ID: "a1", Name: "pic", URL: "https://example.com/p.png", Type: "image/png", Bytes: 12, By: "m1", At: instant(t, "2020-01-02T03:04:05.678Z"), Upload: true},
			{ID: "a2", Name: "x", URL: "https://trello.com/c/def/8-other"},
			{ID: "a3", Name: "x", URL: "https://trello.com/c/def"},
			{ID: "a4", Name: "self", URL: "https://trello.com/c/abc"},
		},
		Links: []transfer.Link{{Type: "relates", Name: "attachment", To: "c2"}},
		Extra: map[string]any{
			"idShort": 7.0, "pos": 16384.5, "due": "2020-02-29T23:30:00.000-02:00", "dueComplete": true, "shortLink": "abc",
			"shortUrl": "https://trello.com/c/abc", "isTemplate": false, "cover": map[string]any{"color": "pink"},
			"checkItems": map[string]any{"i2": map[string]any{"due": "2021-01-01T00:00:00Z"}},
			"Effort":     3.5, "Risk": "High", "pos (f3)": "x", "Sure": true,
		},
	}
	if d := cmp.Diff(want, src.Items[0]); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if len(src.Items[1].Links) != 0 {
		t.Error("the pair of cards is joined twice")
	}
	wantPeople := []transfer.Person{{ID: "m1", Name: "Ada", Login: "ada"}, {ID: "m2", Name: "m2"}}
	if d := cmp.Diff(wantPeople, src.People); d != "" {
		t.Errorf("people (-want +got):\n%s", d)
	}
	if src.Scope != "b1" || src.Name != "Board" || src.System != "trello" || len(src.Problems) != 0 || src.Read["members"] != 1 {
		t.Errorf("%+v", src)
	}
}

func action(id int, kind, more string) string {
	return fmt.Sprintf(`{"id":"a%02d","type":%q,"date":"2020-01-01T00:00:%02dZ","idMemberCreator":"m9","data":{"card":{"id":"c1"},"board":{"id":"b1"}%s}}`, id, kind, id, more)
}

func TestHistory(t *testing.T) {
	t.Parallel()
	actions := []string{
		action(1, "createCard", `,"list":{"id":"l1","name":"To Do"}`),
		action(2, "addMemberToCard", `,"idMember":"m2"`),
		action(3, "addMemberToCard", `,"idMember":"m3"`),
		action(4, "addMemberToCard", `,"member":{"id":"m1"}`),
		action(5, "removeMemberFromCard", `,"idMember":"m2"`),
		action(6, "updateCard", `,"old":{"idList":"l0"},"card":{"id":"c1","idList":"l1"},"listBefore":{"id":"l0","name":"Gone"}`),
		action(7, "updateCard", `,"old":{"name":"A","desc":"x"},"card":{"id":"c1","name":"B","desc":"y"}`),
		action(8, "updateCard", `,"old":{"due":null},"card":{"id":"c1","due":"2020-05-01T12:00:00Z"}`),
		action(9, "updateCard", `,"old":{"due":"2020-05-01T12:00:00Z"},"card":{"id":"c1","due":"2020-05-01T13:00:00Z"}`),
		action(10, "updateCard", `,"old":{"closed":false},"card":{"id":"c1","closed":true}`),
		action(11, "updateCard", `,"old":{"idLabels":["g"]},"card":{"id":"c1","idLabels":["x"]}`),
		action(12, "addLabelToCard", `,"label":{"id":"g","name":"old","color":"green"}`),
		action(13, "updateCheckItemStateOnCard", `,"checkItem":{"name":"one","state":"complete"}`),
		action(14, "voteOnCard", `,"voted":true`),
		action(15, "updateCard", `,"old":{"pos":3,"cover":{"color":null}},"card":{"id":"c1","pos":9.5,"cover":{"color":"red"}}`),
		action(16, "moveCardToBoard", `,"boardSource":{"id":"b0"}`),
		action(17, "updateCard", `,"old":{"idMembers":["m1"]},"card":{"id":"c1","idMembers":["m1"]}`),
		action(18, "updateCard", `,"old":{"idList":"l1"},"card":{"id":"c1","idList":"l2"},"listAfter":{"id":"l2","name":"Done"}`),
	}
	slices.Reverse(actions)
	src := read(t, file(`,"labels":[{"id":"g","name":"New name"},{"id":"x","color":"red"}],
		"cards":[{"id":"c1","name":"B","idList":"l2","idMembers":["m1","m3"]}],"actions":[`+strings.Join(actions, ",")+`]`))

	it := src.Items[0]
	at := func(s int) clock.Instant { return instant(t, fmt.Sprintf("2020-01-01T00:00:%02dZ", s)) }
	var want []transfer.Change
	add := func(s int, id, field, from, to string) {
		want = append(want, transfer.Change{ID: id, At: at(s), By: "m9", Field: field, From: from, To: to})
	}
	add(2, "a02", "owner", "", "m2")
	add(3, "a03", "owner", "m2", "m3") // whoever is there to stay stands first
	add(4, "a04", "owner", "m3", "m1")
	add(5, "a05", "member", "m2", "")
	add(6, "a06", "state", "l0", "l1")
	add(7, "a07:body", "body", "x", "y")
	add(7, "a07:title", "title", "A", "B")
	add(8, "a08", "dueOn", "", "2020-05-01")
	add(9, "a09", "due", "2020-05-01T12:00:00Z", "2020-05-01T13:00:00Z")
	add(10, "a10", "archived", "false", "true")
	add(11, "a11:labels:New name:", "labels", "New name", "")
	add(11, "a11:labels::colour:red", "labels", "", "colour:red")
	add(12, "a12", "labels", "", "New name")
	add(13, "a13", "checkItem", "incomplete: one", "complete: one")
	add(14, "a14", "voteOnCard", "", `{"voted":true}`)
	add(15, "a15:cover", "cover", `{"color":null}`, `{"color":"red"}`)
	add(15, "a15:pos", "pos", "3", "9.5")
	add(16, "a16", "board", "b0", "b1")
	add(18, "a18", "state", "l1", "l2")
	if d := cmp.Diff(want, it.History); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if it.CreatedAt != at(1) || it.Reporter != "m9" || it.DoneAt != at(18) {
		t.Errorf("created %v by %q, done %v", it.CreatedAt, it.Reporter, it.DoneAt)
	}
	gone := transfer.State{ID: "l0", Name: "Gone", Category: "todo", Archived: true}
	if !slices.Contains(src.States, gone) || src.Read["lists"] != 2 {
		t.Errorf("states %+v, lists read %d", src.States, src.Read["lists"])
	}
}

// What a file of actions tells of cards that are not in it comes apart.
func TestActionsAlone(t *testing.T) {
	t.Parallel()
	src := read(t, transfer.File{Data: []byte(`[` + action(3, "commentCard", `,"text":"hi\r\nthere"`) + `,` +
		action(2, "updateCard", `,"old":{"closed":true},"card":{"id":"c1","closed":false}`) + `,` +
		action(1, "addMemberToCard", `,"idMember":"m1"`) + `,` +
		`{"id":"z","type":"deleteCard","date":"2020-01-01T00:00:00Z","data":{"card":{"id":"c2"}}}]`)})
	want := []transfer.ItemHistory{{Item: "c1", Changes: []transfer.Change{
		{ID: "a01", At: instant(t, "2020-01-01T00:00:01Z"), By: "m9", Field: "owner", To: "m1"},
		{ID: "a02", At: instant(t, "2020-01-01T00:00:02Z"), By: "m9", Field: "archived", From: "true", To: "false"},
	}}}
	if d := cmp.Diff(want, src.Events); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	comment := transfer.Comment{ID: "a03", Item: "c1", By: "m9", At: instant(t, "2020-01-01T00:00:03Z"), Text: "hi\nthere"}
	if d := cmp.Diff([]transfer.Comment{comment}, src.Comments); d != "" || src.Scope != "b1" {
		t.Errorf("scope %q (-want +got):\n%s", src.Scope, d)
	}
}

// The newer of two exports of a board wins, whichever comes first.
func TestTwoExports(t *testing.T) {
	t.Parallel()
	export := func(day, name string) transfer.File {
		return file(fmt.Sprintf(`,"dateLastActivity":"2020-01-%sT00:00:00Z","cards":[{"id":"c1","name":%q,"dateLastActivity":"2020-01-%[1]sT00:00:00Z"}]`, day, name))
	}
	older, newer := export("01", "older"), export("02", "newer")
	for _, files := range [][]transfer.File{{older, newer}, {newer, older}} {
		src := read(t, files...)
		if len(src.Items) != 1 || src.Items[0].Title != "newer" || src.Items[0].Where != "b.json: cards[0]" {
			t.Errorf("%+v", src.Items)
		}
	}
}

func TestBrokenRows(t *testing.T) {
	t.Parallel()
	src := read(t, file(`,"labels":"none","members":[{"fullName":"No id"}],
		"cards":[3,{"name":"no id"},{"id":"c1","due":"soon","attachments":[5],"idList":"nowhere"},{"id":"c2","name":"good","idList":"l1"}],
		"checklists":[{"id":"k1","idCard":"gone"},{"id":"k2","idCard":"c2","checkItems":[null,{"id":"i1","name":"x"}]}],
		"actions":[{"id":"a1","type":"commentCard","date":"never","data":{"text":"lost"}}]`))
	var places []string
	for _, p := range src.Problems {
		places = append(places, p.Where)
		if !strings.HasSuffix(p.What, ".") {
			t.Errorf("%q is no sentence", p.What)
		}
	}
	want := []string{
		"labels", "members[0]", "cards[0]", "cards[1]", "checklists[0]", "actions[0].date", "actions[0]",
		"cards[2]", "cards[2].attachments[0]", "cards[2].due", "checklists[1].checkItems[0]",
	}
	slices.Sort(places)
	slices.Sort(want)
	if d := cmp.Diff(want, places); d != "" {
		t.Errorf("places (-want +got):\n%s", d)
	}
	if len(src.Items) != 2 || src.Items[0].Title != "(no title)" || src.Items[1].Title != "good" {
		t.Errorf("items %+v", src.Items)
	}
	if src.Read["checkItems"] != 1 || src.Read["checklists"] != 2 || src.Read["comments"] != 0 {
		t.Errorf("read %v", src.Read)
	}
	if s := src.States[len(src.States)-1]; s.ID != "nowhere" || s.Archived {
		t.Errorf("the list that is missing became %+v", s)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, files := range map[string][]transfer.File{
		"no file":       nil,
		"empty":         {{Name: "x"}},
		"not JSON":      {{Name: "x", Data: []byte("id,name\n1,2\n")}},
		"broken off":    {{Name: "x", Data: []byte(`{"id":"b","lists":[`)}},
		"not Trello's":  {{Name: "x", Data: []byte(`[{"number":4,"title":"An issue"}]`)}},
		"an object":     {{Name: "x", Data: []byte(`{"issues":[]}`)}},
		"a number":      {{Name: "x", Data: []byte(`12`)}},
		"two boards":    {file(""), {Name: "y", Data: []byte(`{"id":"b2","lists":[],"cards":[]}`)}},
		"other's notes": {file(""), {Name: "y", Data: []byte(`[{"id":"a","type":"commentCard","data":{"board":{"id":"b2"},"card":{"id":"c"}}}]`)}},
	} {
		if src, err := trello.Read(files); !errs.Is(err, errs.Invalid) || !strings.HasSuffix(err.Error(), ".") && !strings.HasSuffix(err.Error(), ").") {
			t.Errorf("%s: %v, %v", name, src, err)
		}
	}
}

// Shells write what a program prints in UTF-16 or with a byte-order mark.
func TestEncodings(t *testing.T) {
	t.Parallel()
	plain := file(`,"cards":[{"id":"c1","name":"Ünïcode 🗃 \u0000","idList":"l1"}]`)
	want := read(t, plain)
	if want.Items[0].Title != "Ünïcode 🗃" {
		t.Errorf("title %q", want.Items[0].Title)
	}
	little, big := []byte{0xFF, 0xFE}, []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(string(plain.Data))) {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	for _, b := range [][]byte{append([]byte("\xEF\xBB\xBF"), plain.Data...), little, big} {
		if d := cmp.Diff(want, read(t, transfer.File{Name: "b.json", Data: b})); d != "" {
			t.Errorf("%x… (-want +got):\n%s", b[:3], d)
		}
	}
}

func TestKinds(t *testing.T) {
	t.Parallel()
	for title, kind := range map[string]string{
		"[Bug] - Nothing works": "bug", "Bug: x": "bug", "bug fix: x": "bug", "Login bug: x": "bug", "Bug 12: x": "bug", "(Bug) x": "bug",
		"Bug tracker: connect": "story", "A debugging view": "story", "Support Plugin Tasks": "story",
		"Terminal-style task input": "story", "PaC Spike: Flow 1": "spike", "Spike - x": "spike", "Spike out wireframes": "story",
		"[Task] Template": "task", "Chore: tidy up": "task", "": "story", "Ü bug: x": "bug", "🐞 Bug: x": "bug",
	} {
		src := read(t, file(fmt.Sprintf(`,"cards":[{"id":"c1","name":%q,"idList":"l1"}]`, title)))
		if got := src.Items[0].Kind; got != kind {
			t.Errorf("%q is a %s, want %s", title, got, kind)
		}
	}
	for label, kind := range map[string]string{"type: bug": "bug", "kind/bug": "bug", "🐞 Bugs": "bug", "Chore": "task", "Spike": "spike", "Debug": "story", "Bug bash": "story"} {
		src := read(t, file(fmt.Sprintf(`,"labels":[{"id":"x","name":%q}],"cards":[{"id":"c1","name":"n","idLabels":["x"],"idList":"l1"}]`, label)))
		if got := src.Items[0].Kind; got != kind {
			t.Errorf("label %q makes a %s, want %s", label, got, kind)
		}
	}
}

func TestCategories(t *testing.T) {
	t.Parallel()
	for names, categories := range map[string]string{
		"Ideas,To Do,Doing,Done":                         "todo,todo,doing,closed",
		"Backlog,Doing,At Ana's,Done,Notes":              "todo,doing,doing,closed,todo",
		"Offen,In Arbeit,Fertig":                         "todo,doing,closed",
		"À faire,En cours,Terminé":                       "todo,doing,closed",
		"待办,进行中,已完成":                                     "todo,doing,closed",
		"未完了,作業中,完了":                                     "todo,doing,closed",
		"Ready for dev,Ready for review,To be released":  "todo,doing,doing",
		"One,Two,Three":                                  "todo,todo,todo",
		"Live,Delivery,Livestock,Released 1.2,Won't do!": "closed,todo,todo,closed,closed",
		"Not done,Definition of Done,Almost done":        "todo,todo,doing",
	} {
		var lists []string
		for i, n := range strings.Split(names, ",") {
			lists = append(lists, fmt.Sprintf(`{"id":"l%d","name":%q,"pos":%d}`, i, n, i))
		}
		src := read(t, transfer.File{Data: []byte(`{"id":"b","cards":[],"lists":[` + strings.Join(lists, ",") + `]}`)})
		var got []string
		for _, s := range src.States {
			got = append(got, s.Category)
		}
		if strings.Join(got, ",") != categories {
			t.Errorf("%s: %v, want %s", names, got, categories)
		}
	}
}

// Orders sort as text into the board's order, for any positions.
func TestOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		pos := rapid.Map(rapid.IntRange(0, 1<<40), func(n int) float64 { return float64(n) / 64 })
		type card struct{ list, pos float64 }
		a := card{pos.Draw(rt, "list"), pos.Draw(rt, "pos")}
		b := card{pos.Draw(rt, "list"), pos.Draw(rt, "pos")}
		src, err := trello.Read([]transfer.File{{Data: fmt.Appendf(nil,
			`{"id":"b","lists":[{"id":"a","pos":%v},{"id":"b","pos":%v}],"cards":[{"id":"1","name":"a","idList":"a","pos":%v},{"id":"2","name":"b","idList":"b","pos":%v}]}`,
			a.list, b.list, a.pos, b.pos)}})
		if err != nil {
			rt.Fatal(err)
		}
		before := a.list < b.list || a.list == b.list && a.pos < b.pos
		if x, y := src.Items[0].Order, src.Items[1].Order; x < y != before {
			rt.Fatalf("%v before %v: %q, %q", a, b, x, y)
		}
	})
}
