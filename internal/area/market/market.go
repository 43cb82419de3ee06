// Package market holds the people outside and the organisations they belong
// to.
//
// Words it owns: account (an organisation outside), contact (a person
// outside), revenue, segment, plan (of an account).
package market

import (
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Account is an organisation outside: a customer, or one who may become one.
type Account struct {
	record.Record
	Revenue    *int64 `db:"revenue" json:"revenue" by:"*" v:"min=0" doc:"What it brings in a year, in minor units of the currency."`
	Currency   string `db:"currency" json:"currency" by:"*" v:"max=3" doc:"Of the revenue, as ISO 4217 says it."`
	Segment    string `db:"segment" json:"segment" by:"*" v:"max=80" doc:"The group of customers it belongs to."`
	Plan       string `db:"plan" json:"plan" by:"*" v:"max=80" doc:"What it has bought."`
	ExternalID string `db:"external_id" json:"externalId" ref:"-" by:"*" v:"max=200" label:"External id" doc:"Its id in the system where accounts are kept."`
}

// Contact is a person outside; the title is the person's name.
type Contact struct {
	record.Record
	Account id.Ref `db:"account_id" json:"account" by:"*" ref:"account" doc:"The account the person belongs to."`
	Email   string `db:"email" json:"email" by:"*" v:"email,max=320" label:"E-mail"`
	Role    string `db:"role" json:"role" by:"*" v:"max=200" doc:"What the person does there."`
}

// Register adds accounts and contacts.
func Register(r *op.Registry) {
	kind.Add[Account](r, op.Kind{Name: "account", Define: "market.record", Home: op.InWorkspace, Doc: "An organisation outside: a customer, or one who may become one."})
	kind.Add[Contact](r, op.Kind{Name: "contact", Define: "market.record", Home: op.InWorkspace, Doc: "A person outside, of an account."})
}

// Check holds for every stored account.
func (a *Account) Check(list *errs.List) {
	if a.Currency != "" && !isCurrency(a.Currency) {
		list.Add("currency", "must be three capitals, like EUR")
	}
	if a.Revenue != nil && a.Currency == "" {
		list.Add("currency", "is required where there is revenue: three capitals, like EUR")
	}
}

func isCurrency(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return len(s) == 3
}
