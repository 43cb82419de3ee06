package app

import (
	"log/slog"

	"throughline/internal/core/op"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
)

// Generated gives the files that follow from the registry, by their path from
// the folder of go.mod. "make gen" writes them; a test and CI compare.
func Generated() (map[string][]byte, error) {
	r, _ := Registry()
	if _, err := op.NewEngine(r, nil, clock.System{}, slog.New(slog.DiscardHandler)); err != nil {
		return nil, err
	}
	document, err := op.OpenAPI(r, documentVersion)
	if err != nil {
		return nil, err
	}
	kinds, err := clientKinds(r)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		"web/src/data/kinds.gen.ts":         kinds,
		"api/openapi.json":                  document,
		"api/operations.golden":             []byte(op.Operations(r)),
		"internal/core/right/matrix.golden": []byte(right.Matrix()),
	}, nil
}

// documentVersion stands in the checked-in document, which describes the
// interface and not a build; a server puts its own version there.
const documentVersion = "1"
