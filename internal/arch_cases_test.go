package internal_test

import (
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"
)

// archCase is a small tree and what a rule has to say about it.
type archCase struct {
	rule, name string
	files      map[string]string // path to text; "go.mod" is the module file
	want       string            // part of the one finding; "" when there must be none
}

// archCases has, for each rule, trees that break it and trees that just do not.
//
// long: a table.
var archCases = []archCase{
	{"place", "core package in the list", files("internal/core/ledger/a.go", "package ledger"), ""},
	{"place", "core package not in the list", files("internal/core/gossip/a.go", "package gossip"), "internal/core/gossip stands on no level"},
	{"place", "split off below an area", files("internal/area/backlog/storymap/a.go", "package storymap"), ""},
	{"place", "unknown floor", files("internal/cellar/a.go", "package cellar"), "internal/cellar stands on no level"},
	{"place", "code on a floor instead of in a room", files("internal/kit/a.go", "package kit"), "internal/kit stands on no level"},
	{"place", "top floor", files("internal/demo/a.go", "package demo"), ""},

	{"direction", "down a level", imports("internal/core/ledger", "internal/platform/store"), ""},
	{"direction", "up a level", imports("internal/platform/store", "internal/core/ledger"), "internal/platform/store imports internal/core/ledger"},
	{"direction", "within a level without order", imports("internal/platform/web", "internal/platform/auth"), ""},
	{"direction", "back in core", imports("internal/core/op", "internal/core/right"), ""},
	{"direction", "ahead in core", imports("internal/core/right", "internal/core/op"), "internal/core/right imports internal/core/op"},
	{"direction", "back along the thread", imports("internal/area/backlog", "internal/area/feedback"), ""},
	{"direction", "ahead along the thread", imports("internal/area/feedback", "internal/area/backlog"), "internal/area/feedback imports internal/area/backlog"},
	{"direction", "to what was split off", imports("internal/area/backlog", "internal/area/backlog/storymap"), ""},
	{"direction", "bridge to bridge", imports("internal/bridge/jira", "internal/bridge/trello"), "internal/bridge/jira imports internal/bridge/trello"},
	{"direction", "bridge to the shared one", imports("internal/bridge/jira", "internal/bridge/sheet"), ""},
	{"direction", "shared bridge to a single one", imports("internal/bridge/sheet", "internal/bridge/jira"), "internal/bridge/sheet imports internal/bridge/jira"},
	{"direction", "area to bridge", imports("internal/area/desk", "internal/bridge/jira"), "internal/area/desk imports internal/bridge/jira"},
	{"direction", "on the top floor", imports("internal/demo", "internal/app"), ""},
	{"direction", "command to anything", imports("cmd/throughline", "internal/app"), ""},
	{"direction", "tool to anything", imports("tools/bench", "internal/core/op"), ""},
	{"direction", "to embedded files", imports("internal/platform/store", "migrations"), ""},
	{"direction", "embedded files to code", imports("migrations", "internal/kit/errs"), "migrations imports internal/kit/errs"},
	{"direction", "from a package without a place, which is complained about already", imports("internal/cellar", "internal/app"), ""},
	{"direction", "test to higher package", files("internal/kit/id/a_test.go", `package id_test
import _ "throughline/internal/app"`), "internal/kit/id imports internal/app"},
	{"direction", "test to test support above it", files("internal/area/risk/a_test.go", `package risk_test
import _ "throughline/internal/app/apptest"`), ""},

	{"test support", "in the program", imports("internal/area/risk", "internal/app/apptest"), "internal/area/risk imports internal/app/apptest"},
	{"test support", "in a command", imports("cmd/throughline", "internal/app/apptest"), "cmd/throughline imports"},
	{"test support", "in test support", imports("internal/app/apptest", "internal/platform/store/storetest"), ""},
	{"test support", "in a test", files("internal/app/a_test.go", `package app
import _ "throughline/internal/app/apptest"`), ""},

	{"libraries", "where it is allowed", foreign("internal/platform/store/a.go", "github.com/jackc/pgx/v5/pgxpool"), ""},
	{"libraries", "where it is not", foreign("internal/core/op/a.go", "github.com/jackc/pgx/v5"), "internal/core/op imports github.com/jackc/pgx/v5, which is for"},
	{"libraries", "in a test that may", foreign("internal/core/query/a_test.go", "github.com/mattn/go-sqlite3"), ""},
	{"libraries", "in the program beside that test", foreign("internal/core/query/a.go", "github.com/mattn/go-sqlite3"), "which is for internal/platform/store, tools only"},
	{"libraries", "not on the list", foreign("internal/platform/web/a.go", "example.org/router"), "not on the list"},
	{"libraries", "a name that only begins like one on the list", foreign("internal/platform/store/a.go", "github.com/jackc/pgx/v55"), "not on the list"},
	{"libraries", "for tests, in a test", foreign("internal/kit/rank/a_test.go", "pgregory.net/rapid"), ""},
	{"libraries", "for tests, in test support", foreign("internal/platform/store/storetest/a.go", "github.com/google/go-cmp/cmp"), ""},
	{"libraries", "for tests, in the program", foreign("internal/kit/rank/a.go", "pgregory.net/rapid"), "which is for tests only"},
	{"libraries", "the standard library in kit", foreign("internal/kit/id/a.go", "crypto/rand"), ""},

	{"guarded packages", "reflection where types are registered", foreign("internal/kit/patch/a.go", "reflect"), ""},
	{"guarded packages", "reflection elsewhere", foreign("internal/area/risk/a.go", "reflect"), "internal/area/risk imports reflect"},
	{"guarded packages", "programs started", foreign("internal/bridge/github/a.go", "os/exec"), "internal/bridge/github imports os/exec"},
	{"guarded packages", "programs started by a test", foreign("internal/cli/a_test.go", "os/exec"), ""},
	{"guarded packages", "programs started by a tool", foreign("tools/pg/a.go", "os/exec"), ""},
	{"guarded packages", "chance", foreign("internal/core/op/a.go", "math/rand/v2"), "internal/core/op imports math/rand/v2"},
	{"guarded packages", "chance from a seed", foreign("internal/demo/a.go", "math/rand/v2"), ""},

	{"number of libraries", "as many as allowed", map[string]string{"go.mod": requires(maxDirect, 9)}, ""},
	{"number of libraries", "one more", map[string]string{"go.mod": requires(maxDirect+1, 0)}, "go.mod: 25 direct requirements"},

	{"package comment", "one", map[string]string{
		"internal/kit/id/a.go": "// Package id makes ids.\npackage id", "internal/kit/id/b.go": "package id",
		"internal/kit/id/a_test.go": "// Package id is spoken of here too.\npackage id",
	}, ""},
	{"package comment", "none", files("internal/kit/id/a.go", "package id"), "internal/kit/id has no package comment"},
	{"package comment", "two", map[string]string{
		"internal/kit/id/a.go": "// Package id makes ids.\npackage id", "internal/kit/id/b.go": "// Package id it is.\npackage id",
	}, "internal/kit/id has several: in a.go, b.go"},

	{"clock", "asked", body("internal/core/op/a.go", "time", "time.Now()"), "internal/core/op uses package time"},
	{"clock", "handed on", body("internal/core/op/a.go", "time", "_ = time.Since"), "internal/core/op uses package time"},
	{"clock", "under another name", files("internal/core/op/a.go", "package op\nimport t \"time\"\nfunc f() { t.Until(x) }"), "internal/core/op uses package time"},
	{"clock", "imported without a name", files("internal/core/op/a.go", "package op\nimport . \"time\"\nfunc f() { Now() }"), "internal/core/op uses package time"},
	{"clock", "something else called time", files("internal/core/op/a.go", "package op\nimport \"example.org/time\"\nfunc f() { time.Now() }"), ""},
	{"clock", "in the clock", body("internal/kit/clock/a.go", "time", "time.Now()"), ""},
	{"clock", "a timer", body("internal/platform/job/a.go", "time", "time.NewTimer(1)"), ""},
	{"clock", "in a test", body("internal/core/op/a_test.go", "time", "time.Now()"), ""},
	{"clock", "in a tool", body("tools/bench/a.go", "time", "time.Now()"), ""},

	{"environment", "read", body("internal/platform/mail/a.go", "os", `os.Getenv("X")`), "internal/platform/mail uses package os"},
	{"environment", "looked up", body("internal/cli/a.go", "os", `os.LookupEnv("X")`), "internal/cli uses package os"},
	{"environment", "in the configuration", body("internal/platform/config/a.go", "os", `os.Getenv("X")`), ""},
	{"environment", "in a command", body("cmd/throughline/a.go", "os", `os.Getenv("X")`), ""},
	{"environment", "other things of os", body("internal/platform/blob/a.go", "os", `os.Open("X")`), ""},

	{"names", "package", files("internal/kit/str/a.go", "package util"), "a package called util"},
	{"names", "folder", files("internal/area/risk/helpers/a.go", "package risk"), "a package called helpers"},
	{"names", "test package", files("internal/kit/x/a_test.go", "package common_test"), "a package called common"},
	{"names", "only part of a name", files("internal/kit/typeset/a.go", "package typeset"), ""},

	{"file size", "at the limit", files("internal/kit/id/a.go", "package id"+strings.Repeat("\n", maxFileLines-1)), ""},
	{"file size", "above it", files("internal/kit/id/a.go", "package id"+strings.Repeat("\n", maxFileLines)), "internal/kit/id/a.go has 801 lines"},
	{"file size", "generated, by its name", files("internal/kit/id/a.gen.go", "package id"+strings.Repeat("\n", maxFileLines)), ""},
	{"file size", "generated, by its header", files("internal/kit/id/a.go", "// Code generated by x. DO NOT EDIT.\n\npackage id"+strings.Repeat("\n", maxFileLines)), ""},

	{"function size", "at the limit", files("internal/kit/id/a.go", "package id\n"+function(maxFuncLines)), ""},
	{"function size", "above it", files("internal/kit/id/a.go", "package id\n"+function(maxFuncLines+1)), "f has 101 lines"},
	{"function size", "with a reason", files("internal/kit/id/a.go", "package id\n\n// f does it.\n//\n// long: one table.\n"+function(maxFuncLines+1)), ""},
	{"function size", "with an empty reason", files("internal/kit/id/a.go", "package id\n\n// f is long:\n"+function(maxFuncLines+1)), "f has 101 lines"},
	{"function size", "in a test", files("internal/kit/id/a_test.go", "package id\n"+function(maxFuncLines+1)), ""},
}

func TestRulesFindWhatTheyShould(t *testing.T) {
	t.Parallel()
	for _, c := range archCases {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			i := slices.IndexFunc(rules, func(r rule) bool { return r.name == c.rule })
			if i < 0 {
				t.Fatalf("there is no rule %q", c.rule)
			}
			found := rules[i].check(plant(t, c.files))
			switch {
			case c.want == "" && len(found) > 0:
				t.Errorf("found %q where all is well", found)
			case c.want != "" && (len(found) != 1 || !strings.Contains(found[0], c.want)):
				t.Errorf("found %q; want one finding that says %q", found, c.want)
			}
		})
	}
}

// A rule without a tree that breaks it might never find anything.
func TestEveryRuleIsSeenToFailAndToPass(t *testing.T) {
	t.Parallel()
	for _, r := range rules {
		fails, passes := false, false
		for _, c := range archCases {
			if c.rule == r.name {
				fails, passes = fails || c.want != "", passes || c.want == ""
			}
		}
		if !fails || !passes {
			t.Errorf("rule %q: a case that fails %v, a case that passes %v; want both", r.name, fails, passes)
		}
	}
}

// plant makes a tree out of texts.
func plant(t *testing.T, texts map[string]string) *tree {
	t.Helper()
	grown := &tree{fset: token.NewFileSet()}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if name == "go.mod" {
			grown.gomod = texts[name]
		} else if err := grown.add(name, texts[name]); err != nil {
			t.Fatal(err)
		}
	}
	return grown
}

func files(name, text string) map[string]string { return map[string]string{name: text} }

// imports is a package of ours that imports another.
func imports(from, to string) map[string]string {
	return foreign(from+"/a.go", moduleName+"/"+to)
}

// foreign is a file that imports a package.
func foreign(file, importPath string) map[string]string {
	return files(file, fmt.Sprintf("package p\nimport _ %q", importPath))
}

// body is a file with one statement that needs an import.
func body(file, importPath, statement string) map[string]string {
	return files(file, fmt.Sprintf("package p\nimport %q\nfunc f() { %s }", importPath, statement))
}

// function is one of so many lines.
func function(lines int) string {
	return "func f() {\n" + strings.Repeat("\tx()\n", lines-2) + "}\n"
}

// requires is a module file with so many direct and indirect requirements.
func requires(direct, indirect int) string {
	var b strings.Builder
	b.WriteString("module throughline\n\ngo 1.26.0\n\nrequire example.org/m0 v1.0.0\n\nrequire (\n\t// a remark\n")
	for i := 1; i < direct; i++ {
		fmt.Fprintf(&b, "\texample.org/m%d v1.0.0\n", i)
	}
	for i := range indirect {
		fmt.Fprintf(&b, "\texample.org/i%d v1.0.0 // indirect\n", i)
	}
	b.WriteString(")\n\nreplace example.org/x => example.org/y v1.0.0\n")
	return b.String()
}
