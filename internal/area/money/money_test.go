package money_test

import (
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

type figures struct {
	Plan, PlanToDate, Actual, Outlook, Left, AtEnd int64
	LeftShare, AtEndShare                          *float64
}

type told struct {
	Currency, From, Until, Now string
	Sorts                      []struct {
		Sort string
		figures
	}
	Profit figures
	Months []struct {
		Month                                              string
		PlanCost, OutlookCost, PlanRevenue, OutlookRevenue int64
		ActualCost, ActualRevenue                          *int64
	}
	Rows []struct {
		Key, Kind, Title     string
		Cost, Revenue, Value figures
		Limit, Spent         *int64
	}
	Work  *int64
	Rates []struct {
		From, To, On, Source string
		Rate                 float64
	}
	Left []struct {
		Currency string
		Lines    int
	}
}

func (s told) sort(name string) figures {
	for _, x := range s.Sorts {
		if x.Sort == name {
			return x.figures
		}
	}
	return figures{}
}

func line(basis, sort, label, month string, amount any) obj {
	return obj{"basis": basis, "sort": sort, "label": label, "month": month, "amount": amount}
}

func was(sort, label, month string, amount any) obj {
	return obj{"sort": sort, "label": label, "month": month, "amount": amount}
}

// at turns the world's clock to a day.
func at(t *testing.T, w *apptest.World, day string) {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	w.Clock.Add(d.Add(12 * time.Hour).Sub(w.Clock.Now().Time()))
}

func euros(w *apptest.World) {
	w.Do("adam", "product.update", obj{"id": "LEND", "patch": obj{"currency": "EUR"}})
}

func ask(w *apptest.World, more obj) (s told) {
	in := obj{"product": "LEND", "from": "2026-01-01", "until": "2026-06-01"}
	for k, v := range more {
		in[k] = v
	}
	w.Into("pia", "money.summary", in, &s)
	return s
}

func TestPlanActualOutlookAndVariance(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		// 600.01 over six months: the odd cent goes to the first.
		w.Do("pia", "money.plan", obj{"id": "LEND", "lines": []obj{
			{"basis": "plan", "sort": "cost", "label": "Licences", "month": "2026-01-15", "until": "2026-06-15", "amount": 60001},
			line("plan", "revenue", "Fees", "2026-02-01", 20000),
			line("forecast", "cost", "Licences", "2026-05-01", 15000),
		}})
		w.Do("paul", "money.record", obj{"id": "LEND", "lines": []obj{
			was("cost", "Licences", "2026-01-01", 12000), was("cost", "Licences", "2026-02-01", 13000), was("cost", "Licences", "2026-03-01", 500), was("revenue", "Fees", "2026-02-01", 26000),
		}})
		s := ask(w, nil)
		cost := s.sort("cost")
		want := figures{Plan: 60001, PlanToDate: 20001, Actual: 25000, Outlook: 25000 + 10000 + 10000 + 15000 + 10000, Left: -4999, AtEnd: 60001 - 70000}
		share, end := -4999.0/20001, -9999.0/60001
		if cost.LeftShare == nil || *cost.LeftShare != share || cost.AtEndShare == nil || *cost.AtEndShare != end {
			t.Errorf("shares %v and %v, want %v and %v", cost.LeftShare, cost.AtEndShare, share, end)
		}
		cost.LeftShare, cost.AtEndShare = nil, nil
		if cost != want {
			t.Errorf("cost %+v, want %+v", cost, want)
		}
		if p := s.Profit; p.Plan != 20000-60001 || p.Actual != 26000-25000 || p.Outlook != 26000-70000 {
			t.Errorf("profit %+v", p)
		}
		if len(s.Months) != 6 || s.Now != "2026-03-01" || s.Months[0].PlanCost != 10001 || *s.Months[1].ActualCost != 13000 || s.Months[2].ActualCost != nil || s.Months[4].OutlookCost != 15000 {
			t.Errorf("months %+v from %s", s.Months, s.Now)
		}
		if s.Work != nil {
			t.Error("work costs something without a day rate")
		}
		// What is expected of one line says nothing of the others.
		w.Do("pia", "money.plan", obj{"id": "LEND", "lines": []obj{line("plan", "cost", "Cloud", "2026-05-01", 700)}})
		if got := ask(w, nil).sort("cost").Outlook; got != 70700 {
			t.Errorf("with a second line in May the outlook is %d", got)
		}
		w.Do("pia", "money.plan", obj{"id": "LEND", "lines": []obj{line("plan", "cost", "Cloud", "2026-05-01", nil)}})
		// The same again changes nothing; null takes a line away.
		if out := w.Do("pia", "money.plan", obj{"id": "LEND", "lines": []obj{line("plan", "revenue", "Fees", "2026-02-01", 20000)}}); out.Rows != 0 {
			t.Errorf("a line that is as it was makes %d rows", out.Rows)
		}
		w.Do("pia", "money.plan", obj{"id": "LEND", "lines": []obj{line("forecast", "cost", "Licences", "2026-05-01", nil)}})
		if got := ask(w, nil).sort("cost").Outlook; got != 65000 {
			t.Errorf("without its forecast May comes to an outlook of %d", got)
		}
	})
}

// The worked example: 120 planned, 150 spent.
func TestVarianceOfTheMethods(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		w.Do("pia", "money.plan", obj{"id": "LEND", "lines": []obj{line("plan", "cost", "All", "2026-01-01", 12000)}})
		w.Do("paul", "money.record", obj{"id": "LEND", "lines": []obj{was("cost", "All", "2026-01-01", 15000)}})
		if c := ask(w, nil).sort("cost"); c.Left != -3000 || c.LeftShare == nil || *c.LeftShare != -0.25 {
			t.Errorf("variance %d, %v", c.Left, c.LeftShare)
		}
	})
}

func TestWhoDecidesAndWhoSees(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		secret := obj{"id": "LEND", "lines": []obj{line("plan", "cost", "Licences", "2026-01-01", 987654)}}
		w.Do("pia", "money.plan", secret)
		if out := w.Do("paul", "money.plan", obj{"id": "LEND", "lines": []obj{line("plan", "cost", "Licences", "2026-01-01", 1)}}); out.Proposal == nil || out.Proposal.Title != "Lendwell" {
			t.Error("the product owner set a budget")
		}
		if out := w.Do("pia", "money.record", obj{"id": "LEND", "lines": []obj{was("cost", "Licences", "2026-01-01", 1)}}); out.Proposal == nil {
			t.Error("the product manager recorded a cost")
		}
		for name, in := range map[string]obj{
			"money.summary": {"product": "LEND"}, "money.lines": {"id": "LEND"}, "money.plan": secret, "dayrate.list": {"product": "LEND"},
			"dayrate.set": {"product": "LEND", "from": "2026-01-01", "amount": 1, "currency": "EUR"},
		} {
			if _, err := w.Try("dina", name, in); !errs.Is(err, errs.Forbidden) {
				t.Errorf("%s as a developer: %v", name, err)
			}
		}
		// Nor do they learn of it by the way: from histories, the feed or proposals.
		w.CatchUp()
		for _, c := range []struct {
			op string
			in obj
		}{{"record.history", obj{"id": "LEND"}}, {"ledger.list", obj{}}, {"event.list", obj{}}, {"proposal.list", obj{}}, {"inbox.list", obj{}}, {"money.products", obj{}}} {
			if got := string(w.Do("dina", c.op, c.in).JSON); strings.Contains(got, "987654") || strings.Contains(got, "money_line") {
				t.Errorf("%s shows money to a developer: %s", c.op, got)
			}
			if c.op != "inbox.list" && c.op != "money.products" {
				if got := string(w.Do("pia", c.op, c.in).JSON); !strings.Contains(got, "987654") {
					t.Errorf("%s hides money from the product manager", c.op)
				}
			}
		}
		w.Do("adam", "right.set", obj{"decision": "money.see", "product": "LEND", "roles": []string{"product manager", "developer"}})
		if _, err := w.Try("dina", "money.summary", obj{"product": "LEND"}); err != nil {
			t.Errorf("a developer who may see money: %v", err)
		}
		if _, err := w.Try("paul", "money.summary", obj{"product": "LEND"}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a product owner who may not: %v", err)
		}
	})
}

func TestWhatMoneyIsRefused(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		story := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}}).Key
		cases := map[string]struct {
			op string
			in obj
		}{
			"of a story":         {"money.plan", obj{"id": story, "lines": []obj{line("plan", "cost", "X", "2026-01-01", 1)}}},
			"without a currency": {"money.plan", obj{"id": "LEND", "lines": []obj{line("plan", "cost", "X", "2026-01-01", 1)}}},
			"of a strange one":   {"money.plan", obj{"id": "LEND", "lines": []obj{{"basis": "plan", "sort": "cost", "label": "X", "month": "2026-01-01", "amount": 1, "currency": "eur"}}}},
			"for nothing":        {"money.plan", obj{"id": "LEND", "lines": []obj{line("plan", "cost", "  ", "2026-01-01", 1)}}},
			"turned round":       {"money.plan", obj{"id": "LEND", "lines": []obj{{"basis": "plan", "sort": "cost", "label": "X", "month": "2026-05-01", "until": "2026-01-01", "amount": 1}}}},
			"too much":           {"money.plan", obj{"id": "LEND", "lines": []obj{{"basis": "plan", "sort": "cost", "label": "X", "month": "2026-05-01", "amount": int64(1e16), "currency": "EUR"}}}},
			"that lies ahead":    {"money.record", obj{"id": "LEND", "lines": []obj{was("cost", "X", "2026-04-01", 1)}}},
			"by itself":          {"exchange.set", obj{"from": "EUR", "to": "EUR", "on": "2026-01-01", "rate": 1, "source": "x"}},
			"without a source":   {"exchange.set", obj{"from": "USD", "to": "EUR", "on": "2026-01-01", "rate": 1}},
			"at a rate of zero":  {"exchange.set", obj{"from": "USD", "to": "EUR", "on": "2026-01-01", "rate": 0, "source": "x"}},
			"never noted":        {"exchange.set", obj{"from": "USD", "to": "EUR", "on": "2026-01-01", "rate": nil}},
			"over two centuries": {"money.summary", obj{"product": "LEND", "from": "1900-01-01", "until": "2100-01-01"}},
		}
		for what, c := range cases {
			if _, err := w.Try("adam", c.op, c.in); !errs.Is(err, errs.Invalid) {
				t.Errorf("money %s: %v", what, err)
			}
		}
	})
}

func TestCurrenciesAndTheirRates(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		dollars := func(month string, amount int64, currency string) obj {
			l := was("cost", "Cloud", month, amount)
			l["currency"] = currency
			return l
		}
		w.Do("paul", "money.record", obj{"id": "LEND", "lines": []obj{dollars("2026-01-01", 10000, "USD"), dollars("2026-02-01", 10000, "USD")}})
		if s := ask(w, nil); s.sort("cost").Actual != 0 || len(s.Left) != 1 || s.Left[0].Currency != "USD" || s.Left[0].Lines != 2 {
			t.Errorf("without a rate: %+v, left out %+v", s.sort("cost"), s.Left)
		}
		w.Do("pia", "exchange.set", obj{"from": "USD", "to": "EUR", "on": "2026-01-20", "rate": 0.9, "source": "European Central Bank"})
		w.Do("pia", "exchange.set", obj{"from": "EUR", "to": "USD", "on": "2026-02-03", "rate": 1.25, "source": "European Central Bank"})
		s := ask(w, nil)
		if got := s.sort("cost").Actual; got != 9000+8000 {
			t.Errorf("at 0.9 and then at one by 1.25 it comes to %d", got)
		}
		if len(s.Rates) != 2 || s.Rates[0].Rate != 0.9 || s.Rates[1].Rate != 0.8 || s.Rates[1].On != "2026-02-03" || s.Rates[0].Source != "European Central Bank" {
			t.Errorf("it rests on %+v", s.Rates)
		}
	})
}

func TestWhatBelongsToWhat(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		i := w.Do("pia", "initiative.create", obj{"fields": obj{"product": "LEND", "title": "Trust"}})
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Scores"}})
		r := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring", "budget": 5000, "currency": "EUR"}})
		w.Do("pia", "link.create", obj{"type": "delivers", "from": f.Key, "to": i.Key})
		w.Do("adam", "link.create", obj{"type": "ships in", "from": f.Key, "to": r.Key})
		for _, k := range []string{"LEND", i.Key, f.Key, r.Key} {
			w.Do("paul", "money.record", obj{"id": k, "lines": []obj{was("cost", "X", "2026-01-01", 100)}})
		}
		for by, want := range map[string]string{"initiative": i.Key + " 200, rest 200", "feature": f.Key + " 100, rest 300", "release": r.Key + " 200, rest 200"} {
			s := ask(w, obj{"by": by})
			got := ""
			for _, x := range s.Rows {
				name := x.Key
				if name == "" {
					name = ", rest"
				}
				got += name + " " + itoa(x.Cost.Actual)
			}
			if got != want {
				t.Errorf("by %s: %s, want %s", by, got, want)
			}
			if s.sort("cost").Actual != 400 {
				t.Errorf("by %s it comes to %d in all", by, s.sort("cost").Actual)
			}
			if by == "release" && (s.Rows[0].Limit == nil || *s.Rows[0].Limit != 5000) {
				t.Errorf("the release's own budget is %v", s.Rows[0].Limit)
			}
		}
		var all told
		w.Into("pia", "money.products", obj{"from": "2026-01-01"}, &all)
		if len(all.Rows) != 2 || all.Rows[1].Key != "LEND" || all.Rows[1].Cost.Actual != 400 || all.sort("cost").Actual != 400 || all.Currency != "EUR" {
			t.Errorf("all products: %+v", all)
		}
	})
}

func itoa(n int64) string {
	if n == 0 {
		return "0"
	}
	s := ""
	for ; n > 0; n /= 10 {
		s = string(rune('0'+n%10)) + s
	}
	return s
}

// Work costs people's days on the sprints by the day rate, and goes to the
// features by the size of what was agreed on.
func TestTheCostOfWork(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-01-19")
		euros(w)
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Scores"}})
		s := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "Sprint 1", "startOn": "2026-01-26", "endOn": "2026-02-06"}})
		for title, size := range map[string]float64{"a": 3, "b": 5} {
			item := w.Do("adam", "story.create", obj{"fields": obj{"product": "LEND", "title": title, "estimate": size, "sprint": s.Key}})
			if title == "a" {
				w.Do("adam", "link.create", obj{"type": "delivers", "from": item.Key, "to": f.Key})
			}
		}
		var c struct{ People []struct{ Member string } }
		w.Into("paul", "sprint.capacity", obj{"id": s.Key}, &c)
		for n, p := range c.People { // one person, at half their time
			share := 0.0
			if n == 0 {
				share = 0.5
			}
			w.Do("paul", "sprint.share", obj{"id": s.Key, "member": p.Member, "share": share})
		}
		at(t, w, "2026-01-26")
		w.Do("paul", "sprint.start", obj{"id": s.Key})
		w.Do("pia", "dayrate.set", obj{"product": "LEND", "from": "2026-01-01", "amount": 80000})
		at(t, w, "2026-03-10")
		// Five working days in January and five in February, half of each.
		m := ask(w, obj{"by": "feature"})
		if m.Work == nil || *m.Work != 10*40000 || *m.Months[0].ActualCost != 5*40000 || *m.Months[1].ActualCost != 5*40000 {
			t.Fatalf("work %v, months %+v", m.Work, m.Months)
		}
		if len(m.Rows) != 2 || m.Rows[0].Key != f.Key || m.Rows[0].Cost.Actual != 150000 || m.Rows[1].Cost.Actual != 250000 {
			t.Errorf("three eighths of it are for the feature: %+v", m.Rows)
		}
		w.Do("pia", "dayrate.set", obj{"product": "LEND", "from": "2026-02-01", "amount": 100000, "note": "After the raise"})
		if m = ask(w, nil); *m.Work != 5*40000+5*50000 {
			t.Errorf("with a higher rate from February: %d", *m.Work)
		}
		w.Do("pia", "dayrate.set", obj{"product": "LEND", "from": "2026-01-01", "amount": nil})
		if m = ask(w, nil); *m.Work != 5*50000 {
			t.Errorf("without a rate in January: %d", *m.Work)
		}
	})
}

func TestMoneyIsUndone(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		in := obj{"id": "LEND", "lines": []obj{{"basis": "plan", "sort": "cost", "label": "X", "month": "2026-01-01", "until": "2026-06-01", "amount": 600}}}
		w.Do("pia", "money.plan", in)
		var log struct{ Items []struct{ Request string } }
		w.Into("pia", "record.history", obj{"id": "LEND"}, &log)
		w.Do("pia", "change.undo", obj{"request": log.Items[0].Request})
		if got := ask(w, nil).sort("cost").Plan; got != 0 {
			t.Errorf("after the undo the plan is %d", got)
		}
	})
}
