package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// moduleName is our own, the first part of every import of our packages.
const moduleName = "throughline"

// tree is all the code there is.
type tree struct {
	files []*source
	gomod string
	fset  *token.FileSet
}

// source is one Go file.
type source struct {
	path      string // from the root, with slashes: internal/kit/id/id.go
	dir       string // the package's folder: internal/kit/id
	test      bool   // ends in _test.go
	support   bool   // in a package of test support: its folder's name ends in "test"
	generated bool
	lines     int
	syntax    *ast.File
}

// use is one import.
type use struct {
	path string
	pos  token.Pos
}

// load parses every Go file below a root, except what belongs to another
// module, is test data, or hides.
func load(root string) (*tree, error) {
	t := &tree{fset: token.NewFileSet()}
	gomod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	t.gomod = string(gomod)
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if rel != "." && skipped(name, entry.Name(), rel) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return t.add(filepath.ToSlash(rel), string(text))
	})
	return t, err
}

// skipped says whether a folder holds nothing of ours.
func skipped(full, name, rel string) bool {
	if name == "testdata" || name == "node_modules" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
		return true
	}
	if rel == "bin" || rel == "data" {
		return true
	}
	_, err := os.Stat(filepath.Join(full, "go.mod"))
	return err == nil
}

// add parses one file.
func (t *tree) add(name, text string) error {
	syntax, err := parser.ParseFile(t.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("%s does not parse: %w", name, err)
	}
	dir := path.Dir(name)
	t.files = append(t.files, &source{
		path:      name,
		dir:       dir,
		test:      strings.HasSuffix(name, "_test.go"),
		support:   strings.HasSuffix(path.Base(dir), "test"),
		generated: ast.IsGenerated(syntax) || strings.Contains(path.Base(name), ".gen."),
		lines:     strings.Count(text, "\n") + 1,
		syntax:    syntax,
	})
	return nil
}

// code gives the files that end up in the program: no tests, no test support.
func (t *tree) code() []*source {
	return slices.DeleteFunc(slices.Clone(t.files), func(f *source) bool { return f.test || f.support })
}

// at says where something is: "internal/kit/id/id.go:17".
func (t *tree) at(pos token.Pos) string {
	p := t.fset.Position(pos)
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}

// imports are what a file imports.
func (f *source) imports() []use {
	uses := make([]use, 0, len(f.syntax.Imports))
	for _, spec := range f.syntax.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // the parser has refused it already
		}
		uses = append(uses, use{p, spec.Pos()})
	}
	return uses
}

// mentions finds pkg.name for the given names, whatever the file calls the
// package; a dot import counts as a mention of everything.
func (f *source) mentions(importPath string, names ...string) []token.Pos {
	var found []token.Pos
	local := ""
	for _, spec := range f.syntax.Imports {
		if spec.Path.Value != strconv.Quote(importPath) {
			continue
		}
		local = path.Base(importPath)
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if local == "." {
			found = append(found, spec.Pos())
		}
	}
	if local == "" {
		return nil
	}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || !slices.Contains(names, sel.Sel.Name) {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == local {
			found = append(found, sel.Pos())
		}
		return true
	})
	return found
}

// within says whether a folder is one of the given ones or below it.
func within(dir string, folders []string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return dir == f || strings.HasPrefix(dir, f+"/") })
}

// direct gives the modules that a go.mod asks for itself.
func direct(gomod string) []string {
	var found []string
	block := false
	for line := range strings.Lines(gomod) {
		line = strings.TrimSpace(line)
		switch {
		case line == "require (":
			block = true
			continue
		case line == ")":
			block = false
			continue
		case !block && !strings.HasPrefix(line, "require "):
			continue
		}
		fields := strings.Fields(strings.TrimPrefix(line, "require "))
		if len(fields) >= 2 && !strings.Contains(line, "// indirect") && !strings.HasPrefix(line, "//") {
			found = append(found, fields[0])
		}
	}
	return found
}
