package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"pgregory.net/rapid"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

func model(t *testing.T) *kong.Application {
	t.Helper()
	k, err := kong.New(&grammar{}, kong.Name("throughline"))
	if err != nil {
		t.Fatal(err)
	}
	return k.Model
}

func TestArrange(t *testing.T) {
	t.Parallel()
	m := model(t)
	for _, c := range []struct{ args, globals, settings, rest string }{
		{"query x --json", "--json=true", "map[]", "query x"},
		{"--data d query --listen :1 x", "--data=d", "map[listen::1]", "query x"},
		{"--as=ana op risk.create title=x --workspace w", "--as=ana --workspace=w", "map[]", "op risk.create title=x"},
		{"serve --plain-http --base-url=https://x", "", "map[base-url:https://x plain-http:true]", "serve"},
		{"serve --plain-http=false", "", "map[plain-http:false]", "serve"},
		{"query -- --json --data", "", "map[]", "query -- --json --data"},
		{"import trello a --help --mapping m", "", "map[]", "import trello a --help --mapping m"},
		{"op x --field --data --value", "--data=--value", "map[]", "op x --field"},
		{"--quiet=false log", "--quiet=false", "map[]", "log"},
	} {
		g, err := arrange(m, strings.Fields(c.args))
		if err != nil {
			t.Errorf("%s: %v", c.args, err)
			continue
		}
		if strings.Join(g.globals, " ") != c.globals || fmt.Sprint(g.settings) != c.settings || strings.Join(g.rest, " ") != c.rest {
			t.Errorf("%s: %v %v %v", c.args, g.globals, g.settings, g.rest)
		}
	}
	for _, args := range []string{"query --data", "serve --listen"} {
		if _, err := arrange(m, strings.Fields(args)); !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v", args, err)
		}
	}
}

// No command has a flag that a setting or a global flag would take away.
func TestFlagsDoNotMeet(t *testing.T) {
	t.Parallel()
	m := model(t)
	taken := knownFlags(m)
	var visit func(n *kong.Node)
	visit = func(n *kong.Node) {
		for _, f := range n.Flags {
			if _, both := taken[f.Name]; both {
				t.Errorf("%s has a flag --%s, which is everybody's", n.FullPath(), f.Name)
			}
		}
		for _, c := range n.Children {
			visit(c)
		}
	}
	for _, c := range m.Children {
		visit(c)
	}
}

// Every command but "version" has examples in its help or in that of the
// commands above it.
func TestHelpHasExamples(t *testing.T) {
	t.Parallel()
	for _, n := range model(t).Children {
		if n.Name != "version" && !strings.Contains(n.Detail, "Example") {
			t.Errorf("the help of %s has no example: %s", n.Name, n.Detail)
		}
	}
}

func TestMeant(t *testing.T) {
	t.Parallel()
	among := []string{"import", "query", "risk", "export"}
	for word, want := range map[string]string{"imprt": "import", "rsik": "risk", "QUERY": "", "qery": "query", "zzzzzz": "", "exprot": "export"} {
		got := meant(word, among)
		if want == "" && got != "" || want != "" && got != " Is "+want+" meant?" {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

func TestSince(t *testing.T) {
	t.Parallel()
	now := clock.From(time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC))
	for word, want := range map[string]string{
		"2026-03-01": "2026-03-01T00:00:00Z", "2026-03-01T09:00:00+02:00": "2026-03-01T07:00:00Z", "30m": "2026-03-10T11:30:00Z",
		"12h": "2026-03-10T00:00:00Z", "7d": "2026-03-03T12:00:00Z", "2w": "2026-02-24T12:00:00Z",
		"": "", "d": "", "-1d": "", "7": "", "yesterday": "", "7y": "", "99999999d": "",
	} {
		got, err := since(word, now)
		if got.String() != want || (err == nil) != (want != "") {
			t.Errorf("%q: %s, %v; want %q", word, got, err, want)
		}
	}
}

// Whatever stands in a record cannot command the terminal, and a table's
// columns stay straight.
func TestTablesAreHarmlessAndStraight(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.String(), 4, 4).Draw(t, "texts")
		g := newGrid("a", "b")
		g.add(text(texts[0]), text(texts[1]))
		g.add(text(texts[2]), text(texts[3]))
		var b bytes.Buffer
		if err := g.print(&paper{w: &b}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
		if len(lines) != 3 {
			t.Fatalf("%q is printed on %d lines: %q", texts, len(lines), b.String())
		}
		if strings.ContainsAny(b.String(), "\x1b\x07\r\x00\u202e\u009b") {
			t.Fatalf("%q is printed as %q", texts, b.String())
		}
		first := max(width("a"), width(clean(texts[0])), width(clean(texts[2])))
		for i, line := range lines[1:] {
			if second := clean(texts[2*i+1]); second != "" && (!strings.HasSuffix(line, second) || width(strings.TrimSuffix(line, second)) != first+2) {
				t.Fatalf("the second column of %q does not stand at %d", line, first+2)
			}
		}
	})
}

func TestCut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		s    string
		most int
		want string
	}{
		{"short", 10, "short"}, {"exactly10!", 10, "exactly10!"}, {"a long title", 7, "a long…"}, {"a long title", 3, "a…"},
		{"四个排序图", 6, "四个…"}, {"四个排序图", 10, "四个排序图"}, {"é́́", 1, "é́́"}, {"👍👍👍", 5, "👍👍…"},
	} {
		got := cut(c.s, c.most)
		if got != c.want || width(got) > c.most {
			t.Errorf("%q to %d columns is %q (%d), want %q", c.s, c.most, got, width(got), c.want)
		}
	}
}

// On a terminal the flexible column gives way, and colours change no width.
func TestTerminal(t *testing.T) {
	t.Parallel()
	g := newGrid("key", "title", "n")
	g.flex, g.right = 1, map[int]bool{2: true}
	g.add(cell{"LEND-1", bold}, cell{"A title that is longer than the terminal is wide", green}, text("7"))
	var b bytes.Buffer
	p := &paper{w: &b, terminal: true, colours: true, width: 30}
	if err := g.print(p); err != nil {
		t.Fatal(err)
	}
	want := "\x1b[2mKEY\x1b[0m     \x1b[2mTITLE\x1b[0m                \x1b[2mN\x1b[0m\n\x1b[1mLEND-1\x1b[0m  \x1b[32mA title that is lo…\x1b[0m  7\n"
	if b.String() != want {
		t.Errorf("got  %q\nwant %q", b.String(), want)
	}
	b.Reset()
	s := &session{err: p}
	bar := s.bar()
	bar.step("items", 5, 10)
	bar.step("items", 5, 10)
	bar.end()
	bar.end()
	if n := strings.Count(b.String(), "\r"); n != 2 || !strings.Contains(b.String(), "██████████████░░░░░░░░░░░░░░ 5 of 10") {
		t.Errorf("the bar is drawn %d times: %q", n, b.String())
	}
	b.Reset()
	s.err.terminal = false
	s.bar().step("items", 5, 10)
	if b.Len() > 0 {
		t.Errorf("without a terminal the bar writes %q", b.String())
	}
}

func TestExitCodes(t *testing.T) {
	t.Parallel()
	for want, kinds := range map[int][]errs.Kind{
		exitInvalid: {errs.Invalid, errs.TooLarge}, exitNotFound: {errs.NotFound}, exitRefused: {errs.Unauthenticated, errs.Forbidden},
		exitUnavailable: {errs.Unavailable, errs.TooMany}, exitFound: {errs.Conflict, errs.Internal},
	} {
		for _, k := range kinds {
			if got := exitCode(errs.New(k, "x")); got != want {
				t.Errorf("%s: %d, want %d", k, got, want)
			}
		}
	}
	if exitCode(nil) != exitFine || exitCode(errFound) != exitFound || exitCode(errors.New("x")) != exitFound {
		t.Error("nothing is fine, a finding and an error that nobody knows are 1")
	}
}

// An error of others cannot command the terminal either.
func TestErrorsAreHarmless(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	s := &session{err: &paper{w: &b}}
	s.fail(&errs.Error{Kind: errs.Invalid, Msg: "No.\x1b[2J", Fields: []errs.Field{{Field: "a\x1b", Message: "must\nnot"}}})
	if b.String() != "throughline: No.[2J\n  a: must not\n" {
		t.Errorf("%q", b.String())
	}
}

func ops(t *testing.T) *catalogue {
	t.Helper()
	return (&session{}).catalogue()
}

func TestValues(t *testing.T) {
	t.Parallel()
	c := ops(t)
	o, ok := c.operation("risk.create")
	if !ok {
		t.Fatal("there is no risk.create")
	}
	for _, v := range []struct{ field, given, want string }{
		{"title", "7", `"7"`}, {"title", "null", `"null"`}, {"title", `a "b"`, `"a \"b\""`}, {"likelihood", "3", "3"}, {"likelihood", "x", "!"},
		{"likelihood", "", "null"}, {"likelihood", "Inf", "!"}, {"likelihood", "0x1", "!"}, {"tags", "a, b,,c", `["a","b","c"]`}, {"tags", `["a,b"]`, `["a,b"]`}, {"tags", "", "null"},
		{"custom", `{"a": 1}`, `{"a": 1}`}, {"custom", "a", "!"}, {"custom", "[1]", "!"}, {"reviewOn", "2026-01-01", `"2026-01-01"`}, {"reviewOn", "", "null"}, {"type", "delivery", `"delivery"`},
	} {
		s, known := c.fieldOf(o, v.field)
		if !known {
			t.Fatalf("risk.create takes no %s", v.field)
		}
		got, err := c.value(s, v.given)
		if err != nil {
			got = json.RawMessage("!")
		}
		if string(got) != v.want {
			t.Errorf("%s=%s: %s (%v), want %s", v.field, v.given, got, err, v.want)
		}
	}
}

// Every operation can be described, and called as far as its request goes:
// each parameter is in the path or the query, and nothing is left over.
func TestEveryOperationHasARequest(t *testing.T) {
	t.Parallel()
	c := ops(t)
	if len(c.all) < 100 {
		t.Fatalf("only %d operations", len(c.all))
	}
	for _, o := range c.all {
		var b bytes.Buffer
		s := &session{out: &paper{w: &b}, err: &paper{w: io.Discard}}
		if err := s.describe(c, o); err != nil || !strings.Contains(b.String(), o.Path) {
			t.Errorf("%s is described as %q, %v", o.Name, b.String(), err)
		}
		in := &callInput{object: map[string]json.RawMessage{}}
		for _, p := range o.Parameters {
			in.object[p.Name] = json.RawMessage(`"a/b"`)
		}
		if o.File {
			continue
		}
		q, err := c.request(o, in)
		if err != nil {
			t.Errorf("%s: %v", o.Name, err)
			continue
		}
		if strings.ContainsAny(q.path, "{}") || q.method != o.Method || strings.Contains(q.path, "a/b") {
			t.Errorf("%s: %s %s", o.Name, q.method, q.path)
		}
	}
}

func TestReadCall(t *testing.T) {
	t.Parallel()
	in, err := readCall([]string{"LEND-1", "title=a=b", "--type", "delivery", "--flag", "--reason=why not", "--propose", "--if-match", "7", "--once=x", `--input={"a":1}`, "x="})
	if err != nil {
		t.Fatal(err)
	}
	want := []givenValue{{"title", "a=b"}, {"type", "delivery"}, {"flag", "true"}, {"x", ""}}
	if !slices.Equal(in.values, want) || !slices.Equal(in.bare, []string{"LEND-1"}) || in.reason != "why not" || !in.propose || in.match != "7" || string(in.object["a"]) != "1" {
		t.Errorf("%+v", in)
	}
	h := http.Header{}
	in.headers(h)
	if h.Get("If-Match") != `"7"` || h.Get("Idempotency-Key") != "x" || h.Get("Throughline-Propose") != "true" {
		t.Errorf("%v", h)
	}
	for _, words := range [][]string{{"=x"}, {"--=x"}, {"--input", "[]"}, {"--input", "null"}, {"body=@nothing"}} {
		if _, err := readCall(words); !errs.Is(err, errs.Invalid) {
			t.Errorf("%v: %v", words, err)
		}
	}
}

func ask(ctx context.Context, t *testing.T, h http.HandlerFunc) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://installation/x?y=1", io.NopCloser(strings.NewReader("body")))
	if err != nil {
		t.Fatal(err)
	}
	ans, err := (&http.Client{Transport: direct{h}, CheckRedirect: stay}).Do(r)
	if err == nil {
		t.Cleanup(func() { _ = ans.Body.Close() })
	}
	return ans, err
}

func TestDirect(t *testing.T) {
	t.Parallel()
	ans, err := ask(t.Context(), t, func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil || r.ContentLength != -1 || r.RequestURI != "/x?y=1" {
			t.Errorf("%q %v %d %s", b, err, r.ContentLength, r.RequestURI)
		}
		w.Header().Set("A", "b")
		w.WriteHeader(http.StatusEarlyHints)
		w.WriteHeader(http.StatusTeapot)
		w.Header().Set("Late", "c")
		_, _ = w.Write(b)
	})
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(ans.Body)
	if string(b) != "body" || err != nil || ans.StatusCode != http.StatusTeapot || ans.Header.Get("A") != "b" || ans.Header.Get("Late") != "" {
		t.Errorf("%q %v %v", b, err, ans)
	}
	// An answer without a word is one, too.
	if ans, err = ask(t.Context(), t, func(http.ResponseWriter, *http.Request) {}); err != nil || ans.StatusCode != http.StatusOK {
		t.Errorf("%v %v", ans, err)
	}
}

// What is flushed arrives while the handler goes on.
func TestDirectStreams(t *testing.T) {
	t.Parallel()
	seen := make(chan struct{})
	ans, err := ask(t.Context(), t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "first\n")
		_ = http.NewResponseController(w).Flush()
		<-seen
		_, _ = io.WriteString(w, "second\n")
	})
	if err != nil {
		t.Fatal(err)
	}
	line := make([]byte, 6)
	if _, err := io.ReadFull(ans.Body, line); err != nil || string(line) != "first\n" {
		t.Fatalf("%q %v", line, err)
	}
	close(seen)
	if rest, err := io.ReadAll(ans.Body); err != nil || string(rest) != "second\n" {
		t.Errorf("%q %v", rest, err)
	}
}

// A handler that gives up leaves an answer that nobody takes for whole.
func TestDirectIsCutOff(t *testing.T) {
	t.Parallel()
	ans, err := ask(t.Context(), t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "part")
		panic(http.ErrAbortHandler)
	})
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(ans.Body); !errors.Is(err, errCut) {
		t.Errorf("%q %v", b, err)
	}
	ans, err = ask(t.Context(), t, func(http.ResponseWriter, *http.Request) { panic("no") })
	if err != nil || ans.StatusCode != http.StatusInternalServerError {
		t.Errorf("%v %v", ans, err)
	}
}

func TestDirectEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := ask(ctx, t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// Answers that are none of ours are told as such, and those that are as what
// they say.
func TestProblems(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status      int
		media, body string
		kind        errs.Kind
		says        string
	}{
		{404, "application/problem+json", `{"kind":"notfound","detail":"There is no such thing."}`, errs.NotFound, "There is no such thing."},
		{400, "application/problem+json", `{"kind":"invalid","detail":"No.","fields":[{"field":"a","message":"b"}]}`, errs.Invalid, "No. (a: b)"},
		{502, "text/html", "<html>", errs.Unavailable, "502"},
		{404, "text/html", "<html>", errs.NotFound, "Is the address right?"},
		{302, "text/html", "", errs.Unavailable, "302"},
		{500, "application/problem+json", `{`, errs.Internal, "500"},
	} {
		cl := &client{base: "http://installation", http: &http.Client{CheckRedirect: stay, Transport: direct{http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", c.media)
			w.Header().Set("Location", "http://elsewhere/")
			w.WriteHeader(c.status)
			_, _ = io.WriteString(w, c.body)
		})}}}
		err := cl.get(t.Context(), "/x", nil, nil)
		if errs.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%d %s: %v (%s), want %q (%s)", c.status, c.body, err, errs.KindOf(err), c.says, c.kind)
		}
	}
}

func TestShow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ raw, want string }{
		{`{"key":"A-1","empty":"","none":null,"list":["a","b"],"body":"two\nlines\u001b"}`, "key   A-1\nlist  a, b\nbody  two\n      lines\n"},
		{`[{"id":"1","name":"x","extra":{"a":1}},{"name":"y"}]`, "NAME  ID\nx     1\ny\n"},
		{`{"items":[{"key":"A-1","title":"T","state":"new"}],"next":null}`, "KEY  TITLE  STATE\nA-1  T      new\n"},
		{`["a",2,true]`, "a\n2\ntrue\n"},
		{`[]`, ""},
		{`"word"`, "word\n"},
		{`{"items":[{"seq":3,"what":"w"}],"next":"c"}`, "SEQ  WHAT\n3    w\n"},
	} {
		var b bytes.Buffer
		s := &session{out: &paper{w: &b}, err: &paper{w: io.Discard}}
		if err := s.show(json.RawMessage(c.raw)); err != nil || b.String() != c.want {
			t.Errorf("%s is shown as\n%q, want\n%q (%v)", c.raw, b.String(), c.want, err)
		}
	}
}

func TestQuestions(t *testing.T) {
	t.Parallel()
	s := &session{Process: Process{In: strings.NewReader("y\n")}, err: &paper{w: io.Discard}}
	if err := s.agree("Really?"); !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), "--yes") {
		t.Errorf("where nobody can answer: %v", err)
	}
	s.grammar.Yes = true
	if err := s.agree("Really?"); err != nil {
		t.Error(err)
	}
	r := strings.NewReader("first\r\nsecond")
	for _, want := range []string{"first", "second"} {
		if got, err := readLine(r); got != want || err != nil {
			t.Errorf("%q %v, want %q", got, err, want)
		}
	}
	if _, err := readLine(r); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
}

// A promise without its day and its odds, or a rate without what it is, is not
// worth listing.
func TestListsShowWhatTheyAreFor(t *testing.T) {
	t.Parallel()
	for of, want := range map[string]string{
		`{"id":"01","product":"02","createdAt":"2026-01-01T00:00:00Z","kind":"promise","key":"LEND-1","title":"Dutch","state":"open","words":"","dueOn":"2026-12-08","standing":"at risk","odds":0.2}`: "key kind title state standing dueOn odds",
		`{"id":"01","createdAt":"2026-01-01T00:00:00Z","createdBy":"02","version":3,"from":"USD","to":"EUR","on":"2026-01-01","rate":0.92,"source":"ECB"}`:                                             "from to on rate",
		`{"id":"01","product":"02","createdAt":"2026-01-01T00:00:00Z","version":3,"from":"2026-01-01","amount":68000,"currency":"EUR","note":"All"}`:                                                   "from amount currency",
	} {
		first, ok := members([]byte(of))
		if !ok {
			t.Fatal("no object")
		}
		if got := strings.Join(columnsOf(first), " "); !strings.HasPrefix(got, want) {
			t.Errorf("%s is listed with %s, not %s", of, got, want)
		}
	}
}
