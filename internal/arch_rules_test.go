package internal_test

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"
)

// A rule finds what breaks it; its two sentences go with every finding.
type rule struct {
	name, says, because string
	check               func(*tree) []string
}

// level is a floor of packages below internal/.
type level struct {
	name   string
	also   []string // folders that are rooms of this floor by themselves
	order  []string // its rooms, earliest first; nil when any may be there
	sealed bool     // its rooms do not import each other, except the shared ones
	shared []string
}

// module is a library and who may import it.
type module struct {
	path   string
	in     []string // folders
	testIn []string // folders whose tests may as well
	tests  bool     // everywhere, but only in tests and test support
	why    string
}

// guard is a package of the standard library and who may import it.
type guard struct {
	path string
	in   []string
	why  string
}

var rules = []rule{
	{"place", "every package below internal/ stands on a level, and in core and area in the list",
		"a package without a place has no rule about what it may import", misplaced},
	{"direction", "imports go down the levels, back along the order, and never the other way (lists in internal/arch_test.go)",
		"what is lower can be read, tested and changed without knowing what is above it. An area that needs an answer from a later " +
			"one declares an interface and app hands it in; one that must react follows the ledger", upward},
	{"test support", "packages whose name ends in \"test\" are imported only by tests and by each other",
		"what helps testing has no business in the program", supportInCode},
	{"libraries", "a library is imported only where internal/arch_test.go allows it",
		"what is used in one place can be replaced in one place", strangers},
	{"guarded packages", "some packages of the standard library are only for the places listed in internal/arch_test.go",
		"each has a cost, which the list states", unguarded},
	{"number of libraries", fmt.Sprintf("go.mod asks directly for at most %d modules", maxDirect),
		"each is code that we answer for and others maintain", tooManyModules},
	{"package comment", "exactly one file of a package carries the package comment",
		"it is the sign on the door: what belongs in the room and which words it owns", comments},
	{"clock", "the time comes from a clock.Clock, never from time.Now, time.Since or time.Until",
		"a test can hold and turn a clock", timeAsked},
	{"environment", "only platform/config and cmd read the environment",
		"a setting that is read elsewhere is not documented, checked or printed by \"throughline config\"", environmentRead},
	{"names", "no package is called " + strings.Join(emptyWords, ", "),
		"such a name says nothing, so everything fits in and everything comes to depend on it", emptyNames},
	{"file size", fmt.Sprintf("no file is longer than %d lines", maxFileLines),
		"a longer one is more than one room: split it by noun", longFiles},
	{"function size", fmt.Sprintf("a function of more than %d lines says why above it, after \"long:\"", maxFuncLines),
		"mostly it is several thoughts; where it is one (a table, a list of registrations) the reader should know", longFuncs},
}

// spot is where a package stands.
type spot struct {
	level int
	room  string
	nth   int // in the level's order; -1 when it has none
}

// place finds a package of ours by its folder; ok is false for one that stands
// nowhere.
func place(dir string) (_ spot, ok bool) {
	rest, below := strings.CutPrefix(dir, "internal/")
	if !below {
		return spot{}, false
	}
	first, rest, _ := strings.Cut(rest, "/")
	for i, l := range levels {
		if first == l.name && len(l.also) == 0 {
			room, _, _ := strings.Cut(rest, "/")
			nth := slices.Index(l.order, room)
			return spot{i, room, nth}, room != "" && (l.order == nil || nth >= 0)
		}
		if first == l.name || slices.Contains(l.also, first) {
			return spot{i, first, -1}, true
		}
	}
	return spot{}, false
}

// mayImport says whether one place may import from another.
func mayImport(from, to spot) bool {
	if from.level != to.level {
		return to.level < from.level
	}
	l := levels[from.level]
	switch {
	case from.room == to.room: // a package and what was split off below it
		return true
	case l.order != nil:
		return to.nth < from.nth
	case l.sealed:
		return slices.Contains(l.shared, to.room)
	default:
		return true
	}
}

func misplaced(t *tree) []string {
	var found []string
	for _, dir := range folders(t.files) {
		if _, ok := place(dir); !ok && strings.HasPrefix(dir, "internal/") {
			found = append(found, dir+" stands on no level: put it on one, or add it to the list in its order")
		}
	}
	return found
}

func upward(t *tree) []string {
	var found []string
	for _, f := range t.files {
		for _, u := range f.imports() {
			dir, ours := strings.CutPrefix(u.path, moduleName+"/")
			if ours && !goesDown(f, dir) {
				found = append(found, fmt.Sprintf("%s: %s imports %s", t.at(u.pos), f.dir, dir))
			}
		}
	}
	return found
}

// goesDown says whether a file may import a package of ours.
func goesDown(f *source, dir string) bool {
	if f.test && isSupport(dir) { // where its help comes from is a test's own affair
		return true
	}
	if within(f.dir, []string{"cmd", "tools"}) { // above everything
		return true
	}
	to, known := place(dir)
	if !known { // a folder that embeds its files, such as migrations: below everything
		return true
	}
	from, known := place(f.dir)
	if !known && strings.HasPrefix(f.dir, "internal/") { // misplaced, which is complaint enough
		return true
	}
	return known && mayImport(from, to)
}

func isSupport(dir string) bool { return strings.HasSuffix(path.Base(dir), "test") }

func supportInCode(t *tree) []string {
	var found []string
	for _, f := range t.code() {
		for _, u := range f.imports() {
			if dir, ours := strings.CutPrefix(u.path, moduleName+"/"); ours && isSupport(dir) {
				found = append(found, fmt.Sprintf("%s: %s imports %s", t.at(u.pos), f.dir, dir))
			}
		}
	}
	return found
}

func strangers(t *tree) []string {
	var found []string
	for _, f := range t.files {
		for _, u := range f.imports() {
			first, _, _ := strings.Cut(u.path, "/")
			if !strings.Contains(first, ".") { // the standard library and ourselves
				continue
			}
			i := slices.IndexFunc(modules, func(m module) bool { return within(u.path, []string{m.path}) })
			switch {
			case i < 0:
				found = append(found, fmt.Sprintf("%s: %s imports %s, which is not on the list: add it there, with a decision record",
					t.at(u.pos), f.dir, u.path))
			case modules[i].tests && !f.test && !f.support:
				found = append(found, fmt.Sprintf("%s: %s imports %s, which is for tests only (%s)", t.at(u.pos), f.dir, u.path, modules[i].why))
			case f.test && within(f.dir, modules[i].testIn):
			case !modules[i].tests && !within(f.dir, modules[i].in):
				found = append(found, fmt.Sprintf("%s: %s imports %s, which is for %s only (%s)",
					t.at(u.pos), f.dir, u.path, strings.Join(modules[i].in, ", "), modules[i].why))
			}
		}
	}
	return found
}

func unguarded(t *tree) []string {
	var found []string
	for _, f := range t.code() {
		if !strings.HasPrefix(f.dir, "internal/") {
			continue
		}
		for _, u := range f.imports() {
			i := slices.IndexFunc(guarded, func(g guard) bool { return g.path == u.path })
			if i >= 0 && !within(f.dir, guarded[i].in) {
				found = append(found, fmt.Sprintf("%s: %s imports %s (%s)", t.at(u.pos), f.dir, u.path, guarded[i].why))
			}
		}
	}
	return found
}

func tooManyModules(t *tree) []string {
	if d := direct(t.gomod); len(d) > maxDirect {
		return []string{fmt.Sprintf("go.mod: %d direct requirements: %s", len(d), strings.Join(d, " "))}
	}
	return nil
}

func comments(t *tree) []string {
	with := map[string][]string{}
	for _, f := range t.files {
		if !f.test && f.syntax.Doc != nil {
			with[f.dir] = append(with[f.dir], path.Base(f.path))
		}
	}
	var found []string
	code := slices.DeleteFunc(slices.Clone(t.files), func(f *source) bool { return f.test })
	for _, dir := range folders(code) {
		switch n := len(with[dir]); {
		case n == 0:
			found = append(found, dir+" has no package comment")
		case n > 1:
			found = append(found, dir+" has several: in "+strings.Join(with[dir], ", "))
		}
	}
	return found
}

func timeAsked(t *tree) []string {
	return mentioned(t, "time", []string{"Now", "Since", "Until"}, clocks)
}

func environmentRead(t *tree) []string {
	return mentioned(t, "os", []string{"Getenv", "LookupEnv", "Environ", "ExpandEnv", "Setenv", "Unsetenv"}, settings)
}

// mentioned finds uses of functions of a package in the program, outside the
// folders that may.
func mentioned(t *tree, importPath string, names, except []string) []string {
	var found []string
	for _, f := range t.code() {
		if within(f.dir, except) || within(f.dir, []string{"tools"}) {
			continue
		}
		for _, pos := range f.mentions(importPath, names...) {
			found = append(found, fmt.Sprintf("%s: %s uses package %s in a way that it may not", t.at(pos), f.dir, importPath))
		}
	}
	return found
}

func emptyNames(t *tree) []string {
	var found []string
	for _, f := range t.files {
		name := strings.TrimSuffix(f.syntax.Name.Name, "_test")
		for _, word := range []string{name, path.Base(f.dir)} {
			if slices.Contains(emptyWords, word) {
				found = append(found, fmt.Sprintf("%s: a package called %s", f.path, word))
				break
			}
		}
	}
	return found
}

func longFiles(t *tree) []string {
	var found []string
	for _, f := range t.files {
		if f.lines > maxFileLines && !f.generated {
			found = append(found, fmt.Sprintf("%s has %d lines", f.path, f.lines))
		}
	}
	return found
}

func longFuncs(t *tree) []string {
	var found []string
	for _, f := range t.files {
		if f.test || f.generated {
			continue
		}
		for _, decl := range f.syntax.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil || excused(fn) {
				continue
			}
			lines := t.fset.Position(fn.End()).Line - t.fset.Position(fn.Pos()).Line + 1
			if lines > maxFuncLines {
				found = append(found, fmt.Sprintf("%s: %s has %d lines", t.at(fn.Pos()), fn.Name.Name, lines))
			}
		}
	}
	return found
}

// excused says whether the comment above a function tells why it is long.
func excused(fn *ast.FuncDecl) bool {
	return fn.Doc != nil && slices.ContainsFunc(fn.Doc.List, func(c *ast.Comment) bool {
		_, why, ok := strings.Cut(c.Text, "long:")
		return ok && strings.TrimSpace(why) != ""
	})
}

// folders are the distinct folders of files, sorted.
func folders(files []*source) []string {
	var dirs []string
	for _, f := range files {
		dirs = append(dirs, f.dir)
	}
	slices.Sort(dirs)
	return slices.Compact(dirs)
}
