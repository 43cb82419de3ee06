package market_test

import (
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func TestAccountsAndContacts(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		a := w.Do("pia", "account.create", obj{"fields": obj{
			"title": "Harbour Bank", "revenue": 12_000_00, "currency": "EUR", "segment": "banks", "plan": "team", "externalId": "crm-7",
		}})
		c := w.Do("paul", "contact.create", obj{"fields": obj{"title": "Ana Lopez", "account": a.Key, "email": "ana@harbour.example", "role": "Head of lending"}})
		var shown struct{ Account, Product *string }
		w.Into("nora", "contact.show", obj{"id": c.Key}, &shown)
		if shown.Account == nil || *shown.Account != a.ID || shown.Product != nil {
			t.Errorf("the contact is shown with account %v and product %v", shown.Account, shown.Product)
		}
		if out := w.Do("mark", "account.create", obj{"fields": obj{"title": "Another"}}); out.Proposal == nil {
			t.Error("marketing recorded an account")
		}
		if _, err := w.Try("gus", "account.show", obj{"id": a.Key}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a guest reads an account: %v", err)
		}
		for what, in := range map[string]obj{
			"revenue without a currency": {"title": "X", "revenue": 1},
			"a currency in small":        {"title": "X", "currency": "eur"},
			"revenue below 0":            {"title": "X", "revenue": -1, "currency": "EUR"},
			"revenue in fractions":       {"title": "X", "revenue": 1.5, "currency": "EUR"},
		} {
			if _, err := w.Try("pia", "account.create", obj{"fields": in}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		for what, in := range map[string]obj{
			"a contact as account": {"title": "X", "account": c.Key},
			"half an address":      {"title": "X", "email": "ana@"},
		} {
			if _, err := w.Try("pia", "contact.create", obj{"fields": in}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
	})
}
