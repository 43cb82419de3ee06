package money_test

import (
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type effectTold struct {
	Before, After, Change float64
	Low, High             *float64
	BeforeN, AfterN       int
	Says                  string
}

type pricingTold struct {
	Plans []struct {
		ID, Name  string
		Amount    *int64
		Accounts  int64
		SoldUntil string
		Features  []string
		Prices    []struct {
			From, Reason, Keeps, Name string
			Amount                    int64
			Was                       *int64
			Share                     *float64
			Ahead                     bool
			Seen, Revenue             *effectTold
		}
	}
	Unmatched int64
	Veiled    bool
}

func pricing(w *apptest.World, who string) (p pricingTold) {
	w.Into(who, "priceplan.list", obj{"product": "LEND"}, &p)
	return p
}

func TestPricesFromADayOn(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-01-02")
		euros(w)
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Scores"}})
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Sign-ups"}}).ID
		plan := w.Do("pia", "priceplan.create", obj{"product": "LEND", "name": "Lender Plus", "for": "Lenders with ten loans and more", "features": []string{f.Key}, "amount": 900, "reason": "What two others ask."}).ID
		at(t, w, "2026-01-20")
		w.Do("pia", "priceplan.price", obj{"id": plan, "from": "2026-03-01", "amount": 1200, "reason": "Scores came in.", "expects": "Few leave.", "metric": m, "low": -12, "high": -1, "keeps": "Whoever has it, until 2027."})
		w.Do("pia", "priceplan.price", obj{"id": plan, "from": "2026-12-01", "amount": 0, "reason": "A gift."})
		at(t, w, "2026-06-10")
		for _, p := range []struct {
			day   string
			value float64
		}{{"2026-01-10", 100}, {"2026-02-01", 101}, {"2026-02-20", 99}, {"2026-03-10", 95}, {"2026-03-20", 96}, {"2026-04-10", 94}} {
			w.Do("adam", "metric.enter", obj{"id": m, "points": []obj{{"at": p.day + "T00:00:00Z", "value": p.value}}})
		}
		w.Do("adam", "account.create", obj{"fields": obj{"title": "One", "plan": "lender plus"}})
		w.Do("adam", "account.create", obj{"fields": obj{"title": "Two", "plan": "Gone"}})
		for month, amount := range map[string]int{"2026-01-01": 1000, "2026-02-01": 1200, "2026-03-01": 77, "2026-04-01": 2000, "2026-05-01": 2200} {
			w.Do("paul", "money.record", obj{"id": "LEND", "lines": []obj{was("revenue", "Fees", month, amount)}})
		}
		got := pricing(w, "pia")
		if len(got.Plans) != 1 || got.Unmatched != 1 {
			t.Fatalf("%+v", got)
		}
		p := got.Plans[0]
		if *p.Amount != 1200 || p.Accounts != 1 || len(p.Features) != 1 || len(p.Prices) != 3 || !p.Prices[0].Ahead || p.Prices[0].Seen != nil {
			t.Fatalf("%+v", p)
		}
		c := p.Prices[1]
		if *c.Was != 900 || c.Share == nil || *c.Share != 1.0/3 || c.Keeps != "Whoever has it, until 2027." || c.Name != "Sign-ups" {
			t.Errorf("the change: %+v", c)
		}
		if s := c.Seen; s == nil || s.Change != -5 || s.BeforeN != 3 || s.AfterN != 3 || s.Says != "as expected" || s.Low == nil || *s.Low >= -5 {
			t.Errorf("its effect: %+v", s)
		}
		if r := c.Revenue; r == nil || r.Before != 1100 || r.After != 2100 || r.BeforeN != 2 || r.AfterN != 2 {
			t.Errorf("revenue around it: %+v", r)
		}
		if first := p.Prices[2]; first.Was != nil || first.Revenue != nil {
			t.Errorf("the first price: %+v", first)
		}
		// What something costs today is for all; how that changes is not, nor in
		// histories, and what it brought is money.
		if d := pricing(w, "dina"); !d.Veiled || *d.Plans[0].Amount != 1200 || len(d.Plans[0].Prices) != 0 {
			t.Errorf("to a developer: %+v", d)
		}
		pricesAreVeiled(t, w, plan)
		w.Do("adam", "right.set", obj{"decision": "price.see", "product": "LEND", "roles": []string{"product manager", "product owner", "developer"}})
		if d := pricing(w, "dina").Plans[0].Prices[1]; d.Revenue != nil || d.Seen == nil {
			t.Errorf("to a developer who may see prices: %+v", d)
		}
		w.Do("pia", "priceplan.price", obj{"id": plan, "from": "2026-12-01", "amount": nil})
		w.Do("pia", "priceplan.update", obj{"id": plan, "limits": "Ten seats", "soldUntil": "2026-12-31"})
		if n := len(pricing(w, "pia").Plans[0].Prices); n != 2 {
			t.Errorf("%d prices after one was taken away", n)
		}
		if out := w.Do("paul", "priceplan.price", obj{"id": plan, "from": "2026-07-01", "amount": 1, "reason": "Cheap."}); out.Proposal == nil {
			t.Error("the product owner set a price")
		}
		for name, in := range map[string]obj{
			"without a reason":         {"id": plan, "from": "2026-07-01", "amount": 5},
			"with one end":             {"id": plan, "from": "2026-07-01", "amount": 5, "reason": "So.", "metric": m, "low": 1},
			"expected of nothing":      {"id": plan, "from": "2026-07-01", "amount": 5, "reason": "So.", "low": 1, "high": 2},
			"away where there is none": {"id": plan, "from": "2026-07-01", "amount": nil},
		} {
			if _, err := w.Try("pia", "priceplan.price", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.Try("guest", "priceplan.list", obj{"product": "LEND"}); err == nil {
			t.Error("a stranger reads prices")
		}
		w.Do("pia", "priceplan.delete", obj{"id": plan})
		if len(pricing(w, "pia").Plans) != 0 {
			t.Error("a plan that was taken away is listed")
		}
	})
}

// Accounts are counted by the name of their plan, so no two plans of a product
// have the same, however it is written; another product may have it.
func TestNamesOfPlansAreTheirOwn(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		euros(w)
		other := w.Do("adam", "product.create", obj{"fields": obj{"key": "PAYS", "title": "Payments", "currency": "EUR"}}).ID
		w.Do("pia", "priceplan.create", obj{"product": "LEND", "name": "Größe", "currency": "EUR"})
		basic := w.Do("pia", "priceplan.create", obj{"product": "LEND", "name": "Basic", "currency": "EUR"}).ID
		w.Do("adam", "priceplan.create", obj{"product": other, "name": "Basic", "currency": "EUR"})
		for name, try := range map[string]func() error{
			"made": func() error {
				_, err := w.Try("pia", "priceplan.create", obj{"product": "LEND", "name": " basic ", "currency": "EUR"})
				return err
			},
			"renamed": func() error {
				_, err := w.Try("pia", "priceplan.update", obj{"id": basic, "name": "GRÖßE"})
				return err
			},
		} {
			if err := try(); !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), "already") {
				t.Errorf("%s with the name of another: %v", name, err)
			}
		}
		w.Do("pia", "priceplan.update", obj{"id": basic, "name": "BASIC ", "limits": "One seat"}) // its own name, written otherwise
		w.Do("adam", "account.create", obj{"fields": obj{"title": "One", "plan": "GRÖßE"}})
		for _, p := range pricing(w, "pia").Plans {
			if p.Name != "BASIC" && p.Accounts != 1 {
				t.Errorf("%s has %d accounts", p.Name, p.Accounts)
			}
		}
	})
}

// The end of a plan is a change to come like a price: nobody else learns of it,
// in whatever they read, before the plan is sold no more.
func TestTheEndOfAPlanIsVeiledUntilItHasCome(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		first := w.Do("pia", "priceplan.create", obj{"product": "LEND", "name": "First", "currency": "EUR"}).ID
		at(t, w, "2026-03-11")
		w.Do("pia", "priceplan.create", obj{"product": "LEND", "name": "Second", "currency": "EUR"})
		w.Do("pia", "priceplan.update", obj{"id": first, "limits": "Ten seats"})
		w.Do("pia", "priceplan.update", obj{"id": first, "soldUntil": "2026-04-28"})
		waits := w.Do("paul", "priceplan.update", obj{"id": first, "soldUntil": "2026-04-29"})
		if waits.Proposal == nil {
			t.Fatal("the product owner ended a plan")
		}
		w.CatchUp()
		for _, name := range []string{"ledger.list", "event.list", "proposal.list", "priceplan.list", "record.history"} {
			in := map[string]obj{"priceplan.list": {"product": "LEND"}, "record.history": {"id": "LEND"}}[name]
			if in == nil {
				in = obj{}
			}
			if got := string(w.Do("dina", name, in).JSON); strings.Contains(got, "2026-04-2") {
				t.Errorf("%s shows the end to come to a developer: %s", name, got)
			}
			if got := string(w.Do("pia", name, in).JSON); name != "event.list" && !strings.Contains(got, "2026-04-2") {
				t.Errorf("%s does not show the end to the product manager: %s", name, got)
			}
		}
		if got := string(w.Do("dina", "ledger.list", obj{}).JSON); !strings.Contains(got, "Ten seats") {
			t.Error("what else changed of the plan is hidden, too")
		}
		if p := pricing(w, "dina").Plans; len(p) != 2 || p[0].Name != "First" {
			t.Errorf("the order gives it away: %+v", p)
		}
		if _, err := w.Try("dina", "priceplan.update", obj{"id": first, "soldUntil": "2026-05-01"}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a developer ends a plan: %v", err)
		}
		at(t, w, "2026-04-29")
		if p := pricing(w, "dina").Plans[1]; p.Name != "First" || p.SoldUntil != "2026-04-28" {
			t.Errorf("after its end it is %+v", p)
		}
	})
}

// pricesAreVeiled holds that whoever may not see how prices change learns of
// none of them, neither by reading nor by proposing one.
func pricesAreVeiled(t *testing.T, w *apptest.World, plan string) {
	t.Helper()
	waits := w.Do("paul", "priceplan.price", obj{"id": plan, "from": "2026-11-01", "amount": 1300, "reason": "A gift is too much."})
	if waits.Proposal == nil {
		t.Fatal("the product owner set a price")
	}
	for _, name := range []string{"ledger.list", "event.list", "proposal.list", "priceplan.list"} {
		in := obj{}
		if name == "priceplan.list" {
			in = obj{"product": "LEND"}
		}
		if got := string(w.Do("dina", name, in).JSON); strings.Contains(got, "A gift") || strings.Contains(got, "price_change") {
			t.Errorf("%s shows a price to come to a developer: %s", name, got)
		}
		if name == "priceplan.list" || name == "ledger.list" {
			if got := string(w.Do("pia", name, in).JSON); !strings.Contains(got, "A gift") {
				t.Errorf("%s does not show a price to come to the product manager", name)
			}
		}
	}
	for name, in := range map[string]obj{
		"priceplan.price":  {"id": plan, "from": "2026-12-01", "amount": 1, "reason": "What was it before?"},
		"priceplan.delete": {"id": plan},
	} {
		if _, err := w.Try("dina", name, in); !errs.Is(err, errs.Forbidden) {
			t.Errorf("%s by a developer: %v", name, err)
		}
	}
}
