package obs

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/internal/kit/errs"
)

// maxValue bounds one value in the log; longer ones are bodies, which do not
// belong there.
const maxValue = 4 << 10

// NewLogger makes a log that writes one line an event to w. Level is debug,
// info, warn or error; format is text or json. Values from outside cannot end
// the line, begin another, or steer a terminal: what is not printable is
// written as an escape. The request id of the context is added to each event.
func NewLogger(w io.Writer, level, format string) (*slog.Logger, error) {
	var least slog.Level
	if err := least.UnmarshalText([]byte(level)); err != nil {
		return nil, errs.Fieldf("log-level", "%q is not a level: debug, info, warn or error", level)
	}
	options := &slog.HandlerOptions{Level: least, ReplaceAttr: neutral}
	switch format {
	case "text":
		return slog.New(withRequest{slog.NewTextHandler(w, options)}), nil
	case "json":
		return slog.New(withRequest{slog.NewJSONHandler(w, options)}), nil
	}
	return nil, errs.Fieldf("log-format", "%q is not a format: text or json", format)
}

// neutral makes each attribute harmless, whatever its type.
func neutral(_ []string, a slog.Attr) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(printable(a.Value.String()))
	case slog.KindAny:
		a.Value = slog.StringValue(printable(asText(a.Value.Any())))
	}
	a.Key = printable(a.Key)
	return a
}

// asText writes a value as its type would have it, and else as JSON: that
// leaves out what a struct keeps to itself, where %v would show it.
func asText(v any) string {
	switch v.(type) {
	case error, fmt.Stringer:
		return fmt.Sprint(v)
	}
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%T", v)
	}
	return string(b)
}

// printable escapes what is not: control characters with the C1 range, by
// which old terminals are steered too, line and paragraph separators, and the
// invisible characters that turn the direction of text around.
func printable(s string) string {
	if len(s) <= maxValue && !strings.ContainsFunc(s, odd) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if i >= maxValue {
			fmt.Fprintf(&b, "… (%d bytes)", len(s))
			break
		}
		if !odd(r) {
			b.WriteRune(r)
			continue
		}
		q := strconv.QuoteRuneToASCII(r)
		b.WriteString(q[1 : len(q)-1])
	}
	return b.String()
}

func odd(r rune) bool {
	return r == utf8.RuneError || r < ' ' || r > '~' && !unicode.IsPrint(r)
}

// withRequest adds the request id of the context.
type withRequest struct{ slog.Handler }

func (h withRequest) Handle(ctx context.Context, r slog.Record) error {
	if s := RequestID(ctx); s != "" {
		r = r.Clone()
		r.AddAttrs(slog.String("request", s))
	}
	return h.Handler.Handle(ctx, r)
}

func (h withRequest) WithAttrs(attrs []slog.Attr) slog.Handler {
	return withRequest{h.Handler.WithAttrs(attrs)}
}

func (h withRequest) WithGroup(name string) slog.Handler {
	return withRequest{h.Handler.WithGroup(printable(name))}
}
