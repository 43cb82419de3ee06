package jira_test

import (
	"fmt"

	"throughline/internal/bridge/jira"
	"throughline/internal/core/transfer"
)

func ExampleReadCSV() {
	source, err := jira.ReadCSV([]transfer.File{{Name: "export.csv", Data: []byte(
		"Résumé,Clé de ticket,Type de ticket,État,Étiquettes,Étiquettes\nConnexion,ABC-7,Récit,En cours,ui,web\nPerdue,,,,,\n")}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, it := range source.Items {
		fmt.Println(it.ID, it.Kind, it.Title, it.Labels)
	}
	fmt.Println(source.States[0].Name, "is", source.States[0].Category)
	fmt.Println(source.Problems[0].Where, source.Problems[0].What)
	// Output:
	// ABC-7 story Connexion [ui web]
	// En cours is doing
	// row 3 The row has no issue key and was left out. It begins with "Perdue,,,,,".
}

func ExampleReadJSON() {
	source, err := jira.ReadJSON([]transfer.File{{Name: "search.json", Data: []byte(`{"issues":[
{"key":"EE-1","fields":{"summary":"四个排序图","issuetype":{"name":"故事"},"status":{"name":"已完成","statusCategory":{"key":"done"}}}}]}`)}})
	if err != nil {
		fmt.Println(err)
		return
	}
	it := source.Items[0]
	fmt.Println(it.ID, it.Kind, it.Title, it.State, source.States[0].Category)
	// Output: EE-1 story 四个排序图 已完成 closed
}
