package jira

import (
	"throughline/internal/core/transfer"
)

// user is a person in JSON: with an account id on Cloud, with a key and a user
// name on Server, with only the name in the oldest versions.
type user struct {
	AccountID   flex `json:"accountId"`
	Key         flex `json:"key"`
	Name        flex `json:"name"`
	Email       flex `json:"emailAddress"`
	DisplayName flex `json:"displayName"`
	AccountType flex `json:"accountType"`
}

// user notes a person and gives the id; "" for nobody.
func (j *jsonReader) user(u user) string {
	p := transfer.Person{
		ID:    first(string(u.AccountID), string(u.Key), string(u.Name)),
		Name:  string(u.DisplayName),
		Email: string(u.Email),
		Login: string(u.Name),
		Bot:   u.AccountType == "app",
	}
	if p.Login != "" {
		j.logins[p.Login] = p.ID
	}
	return j.person(p)
}

// userField reads a field that holds a person.
func (j *jsonReader) userField(f *fields, name string) string {
	var u user
	if !f.into(name, &u) {
		return ""
	}
	return j.user(u)
}

// somebody notes a person of whom a changelog tells only the id and the name.
// Old changelogs use the user name where present fields use the key.
func (j *jsonReader) somebody(id, name string) string {
	if known, ok := j.logins[id]; ok {
		id = known
	}
	return j.person(transfer.Person{ID: id, Name: name})
}
