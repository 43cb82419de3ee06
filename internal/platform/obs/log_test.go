package obs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"throughline/internal/kit/errs"
)

func logger(t testing.TB, w *bytes.Buffer, level, format string) *slog.Logger {
	t.Helper()
	l, err := NewLogger(w, level, format)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// hostile is what callers send to forge a line, a field or a screen.
var hostile = []string{
	"plain", "ärger 計画 🎉", "",
	"a\nlevel=ERROR msg=forged", "a\r\n{\"level\":\"ERROR\"}", "\x1b[2J\x1b[31mred", "\u009b31mred", "\x00\x07\x08\x7f", "\"quoted\" = {}", `\`, `\n`,
	"a\u2028b\u2029c\u0085d", "exe\u202egnp", "\xff\xfe\x80", "\ufeff", "</script><!--", strings.Repeat("\x1b", 3*maxValue),
}

// stealthy keeps a secret from JSON and in a field of its own.
type stealthy struct {
	Name   string
	secret string
	Key    masked
}

type masked string

func (masked) MarshalText() ([]byte, error) { return []byte("***"), nil }

type speaking struct{ s string }

func (s *speaking) String() string { return s.s }

// attrs puts a text into every sort of value that a log takes.
func attrs(s string) []any {
	return []any{
		"string", s, "error", errors.New(s), "stringer", &speaking{s}, "slice", []string{s}, "bytes", []byte(s), "struct", struct{ A string }{s}, "map", map[string]string{s: s},
		slog.Group("group", "inner", s, "any", any([]string{s})),
	}
}

// TestOneEventOneLine is SE-04.
func TestOneEventOneLine(t *testing.T) {
	t.Parallel()
	for _, s := range hostile {
		for _, format := range []string{"text", "json"} {
			var out bytes.Buffer
			l := logger(t, &out, "info", format)
			l.With("with", s).WithGroup("g"+s).Info("message "+s, append(attrs(s), "key"+s, "value")...)
			checkLine(t, out.String(), s)
			if format == "json" {
				checkJSON(t, out.Bytes())
			}
		}
	}
}

func checkLine(t *testing.T, line, from string) {
	t.Helper()
	body, found := strings.CutSuffix(line, "\n")
	if !found || strings.ContainsFunc(body, func(r rune) bool { return !unicode.IsPrint(r) }) || !utf8.ValidString(body) {
		t.Errorf("%.60q gives %q", from, line)
	}
}

// checkJSON looks at the values as a viewer would show them.
func checkJSON(t *testing.T, line []byte) {
	t.Helper()
	var event map[string]any
	if err := json.Unmarshal(line, &event); err != nil {
		t.Fatalf("%v in %s", err, line)
	}
	if event["level"] != "INFO" {
		t.Errorf("the level is %v in %s", event["level"], line)
	}
	var look func(any)
	look = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, inner := range v {
				look(k)
				look(inner)
			}
		case string:
			if strings.ContainsFunc(v, func(r rune) bool { return !unicode.IsPrint(r) }) || len(v) > 6*maxValue+100 {
				t.Errorf("the value %.100q", v)
			}
		}
	}
	look(event)
}

func TestOrdinaryValuesStay(t *testing.T) {
	t.Parallel()
	var text, js bytes.Buffer
	for format, out := range map[string]*bytes.Buffer{"text": &text, "json": &js} {
		logger(t, out, "debug", format).Debug("read", "path", "/api/v1/records", "n", 3, "took", 1500*time.Microsecond, "ok", true, "who", "Åsa", "err", fmt.Errorf("a: %w", errors.ErrUnsupported), "nil", nil, "list", []int{1, 2})
	}
	_, after, _ := strings.Cut(text.String(), " ")
	if want := "level=DEBUG msg=read path=/api/v1/records n=3 took=1.5ms ok=true who=Åsa err=\"a: unsupported operation\" nil=null list=[1,2]\n"; after != want {
		t.Errorf("\n got %s\nwant %s", after, want)
	}
	var event map[string]any
	if err := json.Unmarshal(js.Bytes(), &event); err != nil || event["n"] != 3.0 || event["took"] != 1.5e6 || event["ok"] != true || event["who"] != "Åsa" {
		t.Errorf("%v, %v", event, err)
	}
	if _, err := time.Parse(time.RFC3339Nano, fmt.Sprint(event["time"])); err != nil {
		t.Error(err)
	}
}

func TestSecretsOfStructsStay(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"text", "json"} {
		var out bytes.Buffer
		logger(t, &out, "info", format).Info("x", "v", stealthy{"n", "geheim", "geheim"}, "p", &stealthy{"n", "geheim", "geheim"}, "f", func() {})
		if strings.Contains(out.String(), "geheim") || !strings.Contains(out.String(), "***") || !strings.Contains(out.String(), "func()") {
			t.Errorf("got %s", out.String())
		}
	}
}

func TestLongValuesAreCut(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ä", maxValue)
	got := printable(long)
	if !strings.HasSuffix(got, fmt.Sprintf("… (%d bytes)", 2*maxValue)) || len(got) > maxValue+30 || !utf8.ValidString(got) {
		t.Errorf("got %d bytes: …%q", len(got), got[len(got)-30:])
	}
	if s := strings.Repeat("a", maxValue); printable(s) != s {
		t.Error("a value of the largest length is cut")
	}
}

func TestRequestIsLogged(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	l := logger(t, &out, "info", "json")
	ctx := WithRequest(t.Context(), "request-1")
	l.InfoContext(ctx, "x")
	l.With("a", 1).InfoContext(ctx, "x")
	l.Info("without")
	lines := strings.SplitAfter(out.String(), "\n")
	if len(lines) != 4 || !strings.Contains(lines[0], `"request":"request-1"`) || !strings.Contains(lines[1], `"request":"request-1"`) || strings.Contains(lines[2], "request") {
		t.Errorf("got %s", out.String())
	}
}

func TestLevelsAndFormats(t *testing.T) {
	t.Parallel()
	for level, want := range map[string]int{"debug": 4, "info": 3, "warn": 2, "error": 1} {
		var out bytes.Buffer
		l := logger(t, &out, level, "text")
		l.Debug("x")
		l.Info("x")
		l.Warn("x")
		l.Error("x")
		if got := strings.Count(out.String(), "\n"); got != want {
			t.Errorf("%s: %d lines, want %d", level, got, want)
		}
	}
	for _, c := range [][2]string{{"loud", "text"}, {"", "text"}, {"info", "xml"}, {"info", ""}} {
		if _, err := NewLogger(&bytes.Buffer{}, c[0], c[1]); !errs.Is(err, errs.Invalid) {
			t.Errorf("%v: %v", c, err)
		}
	}
}

func FuzzLog(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, format := range []string{"text", "json"} {
			var out bytes.Buffer
			logger(t, &out, "info", format).Info(s, append(attrs(s), "key"+s, 1)...)
			checkLine(t, out.String(), s)
		}
		if again := printable(printable(s)); len(s) < maxValue/10 && again != printable(s) {
			t.Errorf("%q becomes %q and then %q", s, printable(s), again)
		}
	})
}
