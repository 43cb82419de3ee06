// Package internal_test holds the shape of the code: which package may import
// which, who may use what from outside, and how large things may grow. The
// lists in this file are meant to be read and changed; what checks them is in
// arch_rules_test.go, and the proof that each rule can fail in
// arch_cases_test.go.
package internal_test

import "testing"

// levels are the floors of the house, from the ground up. A package imports
// only from floors below its own. On a floor with an order it imports only from
// rooms earlier in that order; on one without, from any room of the floor,
// unless it is sealed: then only from the rooms named as shared.
var levels = []level{
	{name: "kit"},      // knows no product word and, but for text, only the standard library
	{name: "platform"}, // the outside world; knows no record
	{name: "core", order: []string{
		"ledger",   // a row per change; everything below writes or reads it
		"record",   // a record is written together with its ledger row
		"right",    // who decides, asked about records
		"op",       // a change runs in an operation, and the operation asks for the right
		"kind",     // the standard operations of a kind of record
		"link",     // is itself a record's part with operations, as are the next five
		"field",    //
		"comment",  //
		"attach",   //
		"tag",      //
		"watch",    // mentions come from comments
		"search",   // reads text of records and comments
		"query",    // filters on fields, links and tags, and asks search for words
		"live",     // shows to each listener what queries and rights let it see
		"hook",     // from here on: followers that act on what live would show
		"rule",     // an automation may filter by a query and call a hook
		"transfer", // moves all of the above in and out
	}},
	{name: "area", order: []string{ // the order of the thread: later may look back, earlier never ahead
		"product", "people", "metric", "strategy", "market", "feedback", "discovery", "roadmap", "backlog",
		"delivery", "acceptance", "code", "flow", "release", "money", "lifecycle", "risk", "decision", "launch", "tradeoff", "promise", "growth",
		"analytics", "portal", "stakeholder", "desk",
	}},
	{name: "bridge", sealed: true, shared: []string{"sheet"}}, // each tool by itself; all read tables through sheet
	{name: "app", also: []string{"cli", "demo"}},              // the top: everything is put together here
}

// modules are the libraries that may be imported and by whom; a folder stands
// for what is below it too. A new line here needs a decision record in
// docs/adr/: what for, what else was considered, how to get rid of it.
var modules = []module{
	{path: "github.com/jackc/pgx/v5", in: []string{"internal/platform/store", "tools"}, why: "only the store knows which database it is"},
	{path: "github.com/mattn/go-sqlite3", in: []string{"internal/platform/store", "tools"}, testIn: []string{"internal/core/query"}, why: "only the store knows which database it is"},
	{path: "github.com/minio/minio-go/v7", in: []string{"internal/platform/blob"}, why: "only blob knows where bytes lie"},
	{path: "github.com/alexedwards/argon2id", in: []string{"internal/platform/auth"}, why: "only auth sees passwords"},
	{path: "golang.org/x/crypto", in: []string{"internal/platform/auth"}, why: "only auth sees passwords"},
	{path: "github.com/yuin/goldmark", in: []string{"internal/kit/text"}, why: "one way from Markdown to HTML, so that it is made safe in one place"},
	{path: "github.com/microcosm-cc/bluemonday", in: []string{"internal/kit/text"}, why: "one way from Markdown to HTML, so that it is made safe in one place"},
	{path: "golang.org/x/text", in: []string{"internal/kit/text", "internal/bridge/sheet", "internal/platform/blob"}, why: "folding is text's; encodings of foreign tables are sheet's, the spelling of file names blob's"},
	{path: "golang.org/x/time", in: []string{"internal/platform/web"}, why: "rate limits are set where requests arrive"},
	{path: "golang.org/x/term", in: []string{"internal/cli"}, why: "only the command line has a terminal"},
	{path: "github.com/alecthomas/kong", in: []string{"internal/cli", "cmd/throughline"}, why: "only the command line has flags"},
	{path: "github.com/klauspost/compress", in: []string{"internal/platform/web"}, why: "answers are compressed where they leave"},
	{path: "codeberg.org/go-pdf/fpdf", in: []string{"internal/area/portal/drawing"}, why: "drawings are written where they are drawn"},
	{path: "golang.org/x/image", in: []string{"internal/area/portal/drawing"}, why: "the font that measures, embeds and paints text, and the rasteriser of its outlines"},

	{path: "github.com/anishathalye/porcupine", tests: true, why: "whether what concurrent clients saw could have happened in some order"},
	{path: "pgregory.net/rapid", tests: true, why: "property tests"},
	{path: "github.com/google/go-cmp", tests: true, why: "differences between what a test got and wanted"},
	{path: "github.com/rogpeppe/go-internal", tests: true, why: "scripts in txtar and testscript"},
}

// maxDirect is how many modules go.mod may ask for directly: every one is code
// that we answer for and others maintain.
const maxDirect = 24

// guarded are packages of the standard library with a cost that not everybody
// should pay, and who may use them.
var guarded = []guard{
	{path: "reflect", in: []string{
		"internal/kit/patch", "internal/platform/store", "internal/platform/config", // what struct tags mean
		"internal/core/record", "internal/core/op", "internal/core/kind", "internal/core/link", "internal/core/query", // registering types
		"internal/core/transfer", // writes records of kinds that areas registered
	}, why: "types are looked at once, when they are registered; areas, bridges and commands say more with typed functions"},
	{path: "math/rand", why: "ids and secrets need crypto/rand, and a demo or simulation the reproducible generators of math/rand/v2"},
	{path: "math/rand/v2", in: []string{"internal/demo", "internal/kit/stat"}, why: "chance makes a run unrepeatable; the demo world and simulations take a seed"},
	{path: "os/exec", why: "a server that starts no programs cannot be tricked into starting one"},
	{path: "plugin", why: "code that arrives at run time is not in the review"},
	{path: "unsafe", why: "nothing here is worth what it can break"},
}

// clocks may ask the machine for the time; all others are handed a clock, so
// that a test can hold and turn it. Timers are another matter and free.
var clocks = []string{"internal/kit/clock"}

// settings may read the environment; all others are handed a configuration, so
// that "throughline config" can print all there is.
var settings = []string{"internal/platform/config", "cmd"}

// Words that name no thing: a package called so collects whatever finds no
// other place, and everything comes to depend on it.
var emptyWords = []string{
	"util", "utils", "common", "model", "models", "type", "types", "helper", "helpers", "service", "services",
}

// Sizes above which a file is more than one room and a function more than one
// thought. A longer function says why in the comment above it, after "long:".
const (
	maxFileLines = 800
	maxFuncLines = 100
)

// TestArchitecture checks the tree as it is against every rule.
func TestArchitecture(t *testing.T) {
	t.Parallel()
	code, err := load("..")
	if err != nil {
		t.Fatal(err)
	}
	if len(code.files) < 10 {
		t.Fatalf("only %d Go files found: the test looks in the wrong place", len(code.files))
	}
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			for _, found := range r.check(code) {
				t.Errorf("%s\n\trule:   %s\n\treason: %s", found, r.says, r.because)
			}
		})
	}
}
