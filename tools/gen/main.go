// Gen writes what is generated from the registry of operations: the OpenAPI
// document, the list of operations, the table of who decides what, and the
// kinds as the web client knows them.
//
//	go run ./tools/gen [folder]
//
// The folder is that of go.mod; without it the one above tools/gen, which is
// where go generate starts.
package main

//go:generate go run .

import (
	"fmt"
	"os"
	"path/filepath"

	"throughline/internal/app"
)

func main() {
	root := filepath.Join("..", "..")
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	if err := write(root); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func write(root string) error {
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		return fmt.Errorf("%s is not the folder of go.mod: %w", root, err)
	}
	files, err := app.Generated()
	if err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
