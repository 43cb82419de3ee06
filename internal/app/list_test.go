package app_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// newStory makes a story in LEND.
func newStory(w *apptest.World, fields obj) apptest.Out {
	w.T.Helper()
	all := obj{"product": "LEND", "title": "A story"}
	for k, v := range fields {
		all[k] = v
	}
	return w.Do("paul", "story.create", obj{"fields": all})
}

func join(w *apptest.World, who, kind, from, to string) {
	w.T.Helper()
	w.Do(who, "link.create", obj{"type": kind, "from": from, "to": to})
}

// listed is an item as a client reads it.
type listed struct {
	ID, Key, Kind string
	Fields        map[string]json.RawMessage
	Record        map[string]json.RawMessage
	Links         *[]struct{ ID, Type, From, To, FromKind, ToKind string }
	MoreLinks     bool
}

func keysOf(items []listed) string {
	var out []string
	for _, i := range items {
		out = append(out, i.Key)
	}
	return strings.Join(out, " ")
}

func TestFullListsCarryRecordsAndLinks(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		story := newStory(w, obj{"body": "Long words about it.", "title": `A "body":"", trap`, "tags": []string{"pay"}, "estimate": 3})
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Pay late"}})
		risk := newRisk(w, "paul", "It may fail")
		hidden := w.Do("paul", "risk.create", obj{"fields": obj{"product": "HIDE", "title": "Hidden", "type": "delivery"}})
		join(w, "paul", "delivers", story.Key, feature.Key)
		join(w, "paul", "relates", risk.Key, story.Key)
		join(w, "paul", "blocks", hidden.Key, story.Key)

		var plain, full struct{ Items []listed }
		w.Into("dina", "record.list", obj{"q": "type:story"}, &plain)
		if len(plain.Items) != 1 || plain.Items[0].Record != nil || plain.Items[0].Links != nil {
			t.Errorf("a plain list carries %+v", plain.Items)
		}
		w.Into("dina", "record.list", obj{"q": "type:story,feature,risk", "full": true}, &full)
		if len(full.Items) != 3 {
			t.Fatalf("%d items", len(full.Items))
		}
		for _, it := range full.Items {
			var whole map[string]json.RawMessage
			w.Into("dina", "record.any", obj{"id": it.ID}, &whole)
			delete(whole, "body")
			if fmt.Sprint(whole) != fmt.Sprint(it.Record) {
				t.Errorf("%s: the list has %s, record.any %s", it.Key, it.Record, whole)
			}
		}
		ties := map[string]string{}
		for _, it := range full.Items {
			for _, l := range *it.Links {
				ties[it.Key] += l.Type + " " + l.FromKind + ">" + l.ToKind + ";"
				if l.From != it.ID && l.To != it.ID || l.ID == "" {
					t.Errorf("%s has a link that is not its own: %+v", it.Key, l)
				}
			}
		}
		want := map[string]string{story.Key: "delivers story>feature;relates risk>story;", feature.Key: "delivers story>feature;", risk.Key: "relates risk>story;"}
		if fmt.Sprint(ties) != fmt.Sprint(want) {
			t.Errorf("links %v, want %v", ties, want)
		}

		var shown struct{ Items []listed }
		w.Into("dina", "record.list", obj{"q": "type:story", "fields": []string{"feature", "relates", "blockedby", "tags", "estimate"}}, &shown)
		for name, want := range map[string]string{
			"feature": `[{"id":"` + feature.ID + `","key":"` + feature.Key + `","title":"Pay late","kind":"feature","state":"` + feature.State + `"}]`,
			"relates": `[{"id":"` + risk.ID + `","key":"` + risk.Key + `","title":"It may fail","kind":"risk","state":"` + risk.State + `"}]`, "blockedby": `[]`, "tag": `["pay"]`, "estimate": `3`,
		} {
			if got := string(shown.Items[0].Fields[name]); got != want {
				t.Errorf("%s is shown as %s, want %s", name, got, want)
			}
		}
		rec := w.As("dina", "GET", "/api/v1/records.csv?q=type:story&fields=feature,tag", "")
		if !strings.Contains(rec.Body.String(), feature.Key+",pay\n") {
			t.Errorf("as CSV: %s", rec.Body)
		}
	})
}

func TestLinksInListsAreBounded(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		hub := newRisk(w, "paul", "Hub")
		for i := range 52 {
			join(w, "paul", "relates", newRisk(w, "paul", fmt.Sprint("Spoke ", i)).ID, hub.ID)
		}
		var got struct{ Items []listed }
		w.Into("dina", "record.some", obj{"ids": []string{hub.Key}}, &got)
		if n := len(*got.Items[0].Links); n != 50 || !got.Items[0].MoreLinks {
			t.Errorf("%d links, more %v", n, got.Items[0].MoreLinks)
		}
	})
}

func TestSomeRecordsInTheOrderAskedFor(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		a, b, c := newRisk(w, "paul", "a"), newStory(w, nil), newRisk(w, "paul", "c")
		hidden := w.Do("paul", "risk.create", obj{"fields": obj{"product": "HIDE", "title": "Hidden", "type": "delivery"}})
		w.Do("paul", "risk.archive", obj{"id": c.Key})
		ask := func(who, ids string) string {
			t.Helper()
			rec := w.As(who, "GET", "/api/v1/records/some?ids="+ids, "")
			var got struct{ Items []listed }
			if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil || rec.Code != 200 {
				t.Fatalf("%d %s", rec.Code, rec.Body)
			}
			for _, it := range got.Items {
				if it.Record == nil || it.Links == nil {
					t.Errorf("%s comes without its record or links", it.Key)
				}
			}
			return keysOf(got.Items)
		}
		all := strings.Join([]string{c.ID, strings.ToLower(b.Key), hidden.Key, "LEND-9999", a.ID, b.ID, "no%20such%20thing", hidden.ID}, ",")
		if got := ask("dina", all); got != strings.Join([]string{c.Key, b.Key, a.Key}, " ") {
			t.Errorf("dina got %s", got)
		}
		if got := ask("pia", all); got != strings.Join([]string{c.Key, b.Key, hidden.Key, a.Key}, " ") {
			t.Errorf("pia got %s", got)
		}
		if got := ask("gina", all); got != "" {
			t.Errorf("a guest without a role got %s", got)
		}
		if _, err := w.Try("dina", "record.some", obj{"ids": slices.Repeat([]string{a.ID}, 201)}); !errs.Is(err, errs.Invalid) {
			t.Errorf("201 at once: %v", err)
		}
		twin := w.Twin("other")
		var other struct{ Items []listed }
		twin.Into("adam", "record.some", obj{"ids": []string{a.ID, b.Key}}, &other)
		if len(other.Items) != 0 {
			t.Errorf("another workspace got %s", keysOf(other.Items))
		}
	})
}

func TestIDsTellAListsOrder(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for i := range 7 {
			newStory(w, obj{"title": fmt.Sprint("Story ", i%3), "estimate": []any{nil, 1, 2}[i%3]})
		}
		w.Do("paul", "risk.create", obj{"fields": obj{"product": "HIDE", "title": "Hidden", "type": "delivery"}})
		for _, in := range []obj{
			{"q": "", "product": "LEND"}, {"q": "type:story sort:-title", "product": "LEND"}, {"q": "sort:-estimate,title"},
			{"q": "type:story sort:estimate"}, {"q": "title:nothing"}, {"q": ""},
		} {
			in["limit"] = 200
			var list struct{ Items []struct{ ID string } }
			w.Into("dina", "record.list", in, &list)
			var want []string
			for _, i := range list.Items {
				want = append(want, i.ID)
			}
			in["limit"] = 3
			var got []string
			for page := 0; ; page++ {
				var ids struct {
					IDs   []string
					Next  *string
					Total *int64
				}
				w.Into("dina", "record.ids", in, &ids)
				got = append(got, ids.IDs...)
				if page == 0 && (ids.Total == nil || *ids.Total != int64(len(want))) || page > 0 && ids.Total != nil {
					t.Errorf("%v: page %d tells the total %v of %d", in, page, ids.Total, len(want))
				}
				if ids.Next == nil {
					break
				}
				in["cursor"] = *ids.Next
			}
			if !slices.Equal(got, want) {
				t.Errorf("%v: ids %v, list %v", in, got, want)
			}
		}
		if _, err := w.Try("dina", "record.ids", obj{"limit": 25001}); !errs.Is(err, errs.Invalid) {
			t.Errorf("too many at once: %v", err)
		}
	})
}

// TestOrderIsReadFromTheIndexAlone guards what makes record.ids fast: a
// product's order comes out of one index, in order, without the rows.
func TestOrderIsReadFromTheIndexAlone(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		if w.DB.Dialect() != store.SQLite {
			t.Skip("PostgreSQL plans by what the table holds")
		}
		for _, where := range []string{
			"r.archived_at = 0", "r.kind in ('story', 'bug') and (r.category <> 'closed' and r.archived_at = 0)", "r.archived_at = 0 and (r.rank, r.id) > ('a', 'b')",
		} {
			plan := explain(t, w, "select r.id, r.rank from record r where r.workspace_id = 'w' and r.product_id = 'p' and "+where+" order by r.rank asc, r.id asc limit 25001")
			if !strings.Contains(plan, "COVERING INDEX record_rank") || strings.Contains(plan, "TEMP B-TREE") {
				t.Errorf("%s: %s", where, plan)
			}
		}
	})
}

// explain gives SQLite's plan of a statement.
func explain(t *testing.T, w *apptest.World, query string) string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+w.DB.File()+"?mode=ro") // the store's driver; its readers only select
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.QueryContext(t.Context(), "explain query plan "+query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var out strings.Builder
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		out.WriteString(detail + "; ")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
