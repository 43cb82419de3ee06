package portal_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"throughline/internal/app/apptest"
)

// What a group is named after stands at its head, as on the screen: an
// initiative under "Without an initiative" would be a riddle.
func TestWhatNamesAGroupHeadsIt(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		make1 := func(kind string, fields obj) apptest.Out {
			fields["product"] = "LEND"
			return w.Do("pia", kind+".create", obj{"fields": fields})
		}
		cards := make1("feature", obj{"title": "Cards", "startOn": "2026-02-02", "endOn": "2026-03-01"})
		wallets := make1("feature", obj{"title": "Wallets", "startOn": "2026-01-02", "endOn": "2026-02-01"})
		make1("feature", obj{"title": "Alone", "startOn": "2026-01-01", "endOn": "2026-02-01"})
		ways := make1("initiative", obj{"title": "Every way to pay", "startOn": "2026-01-05", "endOn": "2026-06-01"})
		first := make1("release", obj{"title": "1.0", "dueOn": "2026-05-01", "state": "planned"})
		for _, f := range []apptest.Out{cards, wallets} {
			w.Do("pia", "link.create", obj{"type": "delivers", "from": f.Key, "to": ways.Key})
			w.Do("pia", "link.create", obj{"type": "ships in", "from": f.Key, "to": first.Key})
		}
		for _, c := range []struct {
			query string
			want  map[string][]string
		}{
			{"group=initiative", map[string][]string{"Every way to pay": {"Every way to pay", "Wallets", "Cards"}, "Without an initiative": {"Alone", "1.0"}}},
			{"group=release", map[string][]string{"1.0": {"1.0", "Wallets", "Cards"}, "Without a release": {"Alone", "Every way to pay"}}},
			{"group=initiative&form=table", map[string][]string{"Every way to pay": {"Every way to pay", "Cards", "Wallets"}, "Without an initiative": {"1.0", "Alone"}}},
		} {
			r := w.As("pia", http.MethodGet, "/api/v1/roadmap/file?product=LEND&format=json&"+c.query, "")
			var sheet struct {
				Groups []struct {
					Name  string
					Lines []struct{ Name string }
				}
			}
			if err := json.Unmarshal(r.Body.Bytes(), &sheet); err != nil || len(sheet.Groups) != len(c.want) {
				t.Fatalf("%s: %v %d %s", c.query, err, r.Code, r.Body)
			}
			for _, g := range sheet.Groups {
				var got []string
				for _, l := range g.Lines {
					got = append(got, l.Name)
				}
				if !slices.Equal(got, c.want[g.Name]) {
					t.Errorf("%s, under %s: %q, not %q", c.query, g.Name, got, c.want[g.Name])
				}
			}
		}
	})
}
