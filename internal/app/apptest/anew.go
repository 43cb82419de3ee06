package apptest

import (
	"log/slog"

	"throughline/internal/app"
	"throughline/internal/core/op"
)

// Anew gives the same world on a server that has just been started: what is
// stored is there, and what was only remembered is not.
func (w *World) Anew() *World {
	w.T.Helper()
	reg, _ := app.Registry()
	e, err := op.NewEngine(reg, w.DB, w.Clock, slog.New(slog.DiscardHandler))
	w.check(err)
	n := *w
	n.Engine = e
	return &n
}
