package app

import (
	"encoding/json"

	"throughline/internal/bridge/github"
	"throughline/internal/bridge/intake"
	"throughline/internal/bridge/jira"
	"throughline/internal/bridge/table"
	"throughline/internal/bridge/trello"
	"throughline/internal/core/transfer"
)

// formats are the exports of other tools that can be taken in.
func formats() []intake.Format {
	return []intake.Format{
		{Name: "trello", Read: plain(trello.Read)},
		{Name: "jira-csv", Read: plain(jira.ReadCSV)},
		{Name: "jira-json", Read: plain(jira.ReadJSON)},
		{Name: "github", Read: plain(github.Read)},
		{Name: "csv", Read: readTable, Columns: true},
	}
}

// plain makes a reader of one that needs no word about columns.
func plain(read func([]transfer.File) (*transfer.Source, error)) func([]transfer.File, json.RawMessage) (*transfer.Source, error) {
	return func(files []transfer.File, _ json.RawMessage) (*transfer.Source, error) { return read(files) }
}

func readTable(files []transfer.File, columns json.RawMessage) (*transfer.Source, error) {
	var m table.Mapping
	if len(columns) > 0 {
		var err error
		if m, err = table.ParseMapping(columns); err != nil {
			return nil, err
		}
	}
	return table.Read(files, m)
}
