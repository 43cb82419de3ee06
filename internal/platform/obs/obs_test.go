package obs

import (
	"context"
	"strings"
	"testing"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

func TestRequestID(t *testing.T) {
	t.Parallel()
	if got := RequestID(t.Context()); got != "" {
		t.Errorf("a bare context has the request %q", got)
	}
	a, b := NewRequestID(clock.Instant(1_000_000)), NewRequestID(clock.Instant(2_000_000))
	if !id.Valid(a) || !ForeignRequestID(a) || a >= b {
		t.Errorf("%s, %s", a, b)
	}
	ctx := WithRequest(t.Context(), a)
	if got := RequestID(ctx); got != a {
		t.Errorf("got %q", got)
	}
	if got := RequestID(WithRequest(context.WithoutCancel(ctx), b)); got != b {
		t.Errorf("got %q", got)
	}
}

func TestForeignRequestID(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"7f9c24e5-9d2b-4c2e-8f6a-1b2c3d4e5f60": true, "A.b_c-d0": true, strings.Repeat("a", 64): true,
		"": false, "short": false, strings.Repeat("a", 65): false, "with space": false, "line\nbreak": false, "ä-12345678": false, "a/b/c/d/e": false, "<script>": false,
	} {
		if ForeignRequestID(s) != want {
			t.Errorf("%q: want %v", s, want)
		}
	}
}
