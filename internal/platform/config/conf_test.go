package config

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestParseConf(t *testing.T) {
	t.Parallel()
	got, err := parseConf([]byte("\ufeff# note\n a = 1 \r\n\nb-2=\"x \\\" = # y \" \nc =\n\td = # not a note\n"))
	want := []entry{{"a", "1", 2}, {"b-2", `x " = # y `, 4}, {"c", "", 5}, {"d", "# not a note", 6}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	for text, says := range map[string]string{
		"a":            "line 1",
		"\n= 1":        "line 2",
		"a b = 1":      "name = value",
		"A = 1":        "name = value",
		"a = 1\na = 2": "line 2: a is set again, after line 1",
		`a = "x`:       "quotes of a",
		`a = "x" y`:    "quotes of a",
		`a = "x\q"`:    "quotes of a",
		`a = "x\ny"`:   "a has characters that are not text",
		`a = "\200"`:   "a has characters that are not text",
		"a = x\ty":     "a has characters that are not text",
		"a = x\x00":    "not text",
		"a = \xff":     "not text",
		"a = \x1b[31m": "not text",
	} {
		if _, err := parseConf([]byte(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
}

func TestConfLineReadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.StringOf(rapid.Rune().Filter(func(r rune) bool { return !unicode.IsControl(r) })).Draw(t, "value")
		got, err := parseConf([]byte(confLine("key", value)))
		if err != nil || len(got) != 1 || got[0] != (entry{"key", value, 1}) {
			t.Fatalf("%q is written as %q and read as %v, %v", value, confLine("key", value), got, err)
		}
	})
}

func FuzzConf(f *testing.F) {
	for _, s := range []string{"", "a = 1", "a=\"x\"\r\nb = y", "\ufeff#", "a = \"\\u00e4\"", "=\n=", "a", "\xff", `0 = "\20000"`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		entries, err := parseConf(text)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("%q: more than one line: %v", text, err)
			}
			return
		}
		var again strings.Builder
		for _, e := range entries {
			if !utf8.ValidString(e.value) || strings.ContainsFunc(e.value, unicode.IsControl) {
				t.Errorf("%q gives the value %q", text, e.value)
			}
			again.WriteString(confLine(e.key, e.value) + "\n")
		}
		back, err := parseConf([]byte(again.String()))
		if err != nil || len(back) != len(entries) {
			t.Fatalf("%q is written as %q, which gives %v", text, again.String(), err)
		}
		for i := range back {
			if back[i].key != entries[i].key || back[i].value != entries[i].value {
				t.Errorf("%v became %v", entries[i], back[i])
			}
		}
	})
}

func TestValues(t *testing.T) {
	t.Parallel()
	bad := "refused"
	for _, c := range []struct {
		kind string
		read func(string) (string, error)
		want map[string]string
	}{
		{"size", text(parseSize), map[string]string{
			"0": "0B", "1": "1B", "1024": "1KiB", "25MB": "25MB", "25 mb": "25MB", "1000kB": "1MB", "64KiB": "64KiB", "5GiB": "5GiB", "1500": "1500B",
			"": bad, "MB": bad, "-1": bad, "1.5MB": bad, "1TB": bad, "9999999999GiB": bad, "1 2": bad,
		}},
		{"duration", func(s string) (string, error) { d, err := parseDuration(s); return formatDuration(d), err }, map[string]string{
			"0s": "0s", "0": "0s", "90s": "1m30s", "12h": "12h", "7d": "7d", "24h": "1d", "1d12h": "1d12h", "36h30m": "1d12h30m", "1h0m1s": "1h0m1s", "500ms": "500ms",
			"": bad, "d": bad, "7": bad, "-1h": bad, "-1d": bad, "1.5d": bad, "1d24h": bad, "1d-1h": bad, "12h1d": bad, "99999d": bad, "1w": bad,
		}},
		{"rate", text(parseRate), map[string]string{
			"off": "off", "10/5m": "10/5m", "10/m": "10/1m", "1 / d": "1/1d", "3/24h": "3/1d", "5/1s": "5/1s",
			"": bad, "10": bad, "/m": bad, "10/": bad, "0/m": bad, "-1/m": bad, "x/m": bad, "1/1ms": bad, "1/mh": bad, "1.5/m": bad,
		}},
		{"networks", text(parseNetworks), map[string]string{
			"none": "none", "10.0.0.0/8": "10.0.0.0/8", "10.1.2.3/8, ::1": "10.0.0.0/8,::1/128", "192.168.1.7": "192.168.1.7/32",
			"": bad, "x": bad, "10.0.0.0/33": bad, "10.0.0.0/8,": bad, "fe80::1%eth0": bad, "none,10.0.0.0/8": bad,
		}},
	} {
		for in, want := range c.want {
			got, err := c.read(in)
			if want == bad && err == nil || want != bad && (err != nil || got != want) {
				t.Errorf("%s %q: %s, %v; want %s", c.kind, in, got, err, want)
			}
		}
	}
}

// text makes a parser give what its value writes.
func text[T interface{ String() string }](parse func(string) (T, error)) func(string) (string, error) {
	return func(s string) (string, error) {
		v, err := parse(s)
		return v.String(), err
	}
}

func TestValuesReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		size := Size(rapid.Int64Min(0).Draw(t, "size"))
		if got, err := parseSize(size.String()); got != size || err != nil {
			t.Fatalf("%d is written as %s and read as %d, %v", size, size, got, err)
		}
		d := time.Duration(rapid.Int64Range(0, int64(60_000*day)).Draw(t, "duration"))
		if got, err := parseDuration(formatDuration(d)); got != d || err != nil {
			t.Fatalf("%d is written as %s and read as %d, %v", d, formatDuration(d), got, err)
		}
		rate := Rate{rapid.IntMin(1).Draw(t, "count"), max(d, time.Second)}
		if got, err := parseRate(rate.String()); got != rate || err != nil {
			t.Fatalf("%v is read as %v, %v", rate, got, err)
		}
	})
}

func FuzzValues(f *testing.F) {
	for _, s := range []string{"25MB", "1d12h", "10/5m", "10.0.0.0/8,::1", "none", "off", "", "-", "9223372036854775807GiB", "65535d23h59m59s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if v, err := parseSize(s); err == nil {
			if again, err := parseSize(v.String()); err != nil || again != v || v < 0 {
				t.Errorf("%q: %v, %v, %v", s, v, again, err)
			}
		}
		if v, err := parseDuration(s); err == nil {
			if again, err := parseDuration(formatDuration(v)); err != nil && v < 65_536*day || err == nil && again != v || v < 0 {
				t.Errorf("%q: %v, %v, %v", s, v, again, err)
			}
		}
		if v, err := parseNetworks(s); err == nil {
			if again, err := parseNetworks(v.String()); err != nil || !slices.Equal(again, v) {
				t.Errorf("%q: %v, %v, %v", s, v, again, err)
			}
		}
		if v, err := parseRate(s); err == nil && v != (Rate{}) && (v.Count < 1 || v.Per < time.Second) {
			t.Errorf("%q: %v", s, v)
		}
		_ = checkHostPort(s)
		if shown := maskURL(Secret("postgres://u:geheim@" + s)); strings.Contains(shown, "geheim") {
			t.Errorf("%q is shown as %q", s, shown)
		}
	})
}
