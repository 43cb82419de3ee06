package table_test

import (
	"fmt"

	"throughline/internal/bridge/table"
	"throughline/internal/core/transfer"
)

func ExampleRead() {
	mapping, err := table.ParseMapping([]byte(`{"kind": "feedback", "columns": {"id": "No", "title": "Idea", "labels": {"column": "Tags", "split": ","}}}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	files := []transfer.File{{Name: "ideas.csv", Data: []byte("No,Idea,Tags,Votes\n1,Dark mode,\"ui, web\",12\n")}}
	source, err := table.Read(files, mapping)
	if err != nil {
		fmt.Println(err)
		return
	}
	it := source.Items[0]
	fmt.Println(it.ID, it.Kind, it.Title, it.Labels, it.Extra)

	mapping.Columns["body"] = table.Columns{{Column: "Text"}}
	_, err = table.Read(files, mapping)
	fmt.Println(err)
	// Output:
	// 1 feedback Dark mode [ui web] map[Votes:12]
	// The input is not valid. (columns.body: ideas.csv has no column "Text"; it has "No", "Idea", "Tags", "Votes")
}
