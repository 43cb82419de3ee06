package config

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// hidden stands wherever a secret would be shown.
const hidden = "(hidden)"

// Secret is text that is shown nowhere; Reveal gives it to who needs it.
type Secret string

// Reveal gives the text.
func (s Secret) Reveal() string { return string(s) }

// String, GoString, LogValue and MarshalText keep the text out of messages,
// logs and documents.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return hidden
}

// GoString hides the text from %#v.
func (s Secret) GoString() string { return strconv.Quote(s.String()) }

// LogValue hides the text from the log.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the text from JSON.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Size is a number of bytes.
type Size int64

// String writes the size in the largest unit that leaves no rest.
func (s Size) String() string {
	for _, u := range sizeUnits {
		if s != 0 && s%u.bytes == 0 {
			return strconv.FormatInt(int64(s/u.bytes), 10) + u.name
		}
	}
	return "0B"
}

var sizeUnits = []struct {
	name  string
	bytes Size
}{
	{"GiB", 1 << 30}, {"GB", 1e9}, {"MiB", 1 << 20}, {"MB", 1e6}, {"KiB", 1 << 10}, {"kB", 1e3}, {"B", 1},
}

func parseSize(s string) (Size, error) {
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")
	unit := strings.TrimSpace(s[len(number):])
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 0 {
		return 0, errors.New("not a size")
	}
	if unit == "" {
		unit = "B"
	}
	for _, u := range sizeUnits {
		if strings.EqualFold(unit, u.name) && n <= math.MaxInt64/int64(u.bytes) {
			return Size(n) * u.bytes, nil
		}
	}
	return 0, errors.New("not a size")
}

// Rate is how often something may be done: Count times Per. The zero Rate sets
// no bound.
type Rate struct {
	Count int
	Per   time.Duration
}

// String writes the rate as "10/5m", and "off" for none.
func (r Rate) String() string {
	if r == (Rate{}) {
		return "off"
	}
	return fmt.Sprintf("%d/%s", r.Count, formatDuration(r.Per))
}

func parseRate(s string) (Rate, error) {
	if s == "off" {
		return Rate{}, nil
	}
	count, per, found := strings.Cut(s, "/")
	n, err := strconv.Atoi(strings.TrimSpace(count))
	per = strings.TrimSpace(per)
	if per != "" && strings.Contains("smhd", per) {
		per = "1" + per // "10/m"
	}
	d, durationErr := parseDuration(per)
	if !found || err != nil || durationErr != nil || n < 1 || d < time.Second {
		return Rate{}, errors.New("not a rate")
	}
	return Rate{n, d}, nil
}

// Networks is a list of address ranges.
type Networks []netip.Prefix

// String writes the ranges with commas between, and "none" for none.
func (n Networks) String() string {
	if len(n) == 0 {
		return "none"
	}
	parts := make([]string, 0, len(n))
	for _, p := range n {
		parts = append(parts, p.String())
	}
	return strings.Join(parts, ",")
}

// parseNetworks takes ranges and single addresses.
func parseNetworks(s string) (Networks, error) {
	if s == "none" {
		return nil, nil
	}
	var out Networks
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		prefix, err := netip.ParsePrefix(part)
		if addr, addrErr := netip.ParseAddr(part); addrErr == nil && addr.Zone() == "" {
			prefix, err = netip.PrefixFrom(addr, addr.BitLen()), nil
		}
		if err != nil {
			return nil, err
		}
		out = append(out, prefix.Masked())
	}
	return out, nil
}

const day = 24 * time.Hour

// parseDuration takes what Go does, and days: "7d", "1d12h".
func parseDuration(s string) (time.Duration, error) {
	days, rest, found := strings.Cut(s, "d")
	if !found {
		d, err := time.ParseDuration(s)
		if err == nil && d < 0 {
			err = errors.New("negative")
		}
		return d, err
	}
	n, err := strconv.ParseUint(days, 10, 16)
	if err != nil {
		return 0, err
	}
	total := time.Duration(n) * day
	if rest == "" {
		return total, nil
	}
	d, err := time.ParseDuration(rest)
	if err != nil || d < 0 || d >= day {
		return 0, errors.New("not a length of time after the days")
	}
	return total + d, nil
}

// formatDuration leaves out the parts that are nothing: 168h0m0s is "7d".
func formatDuration(d time.Duration) string {
	var b strings.Builder
	if n := d / day; n > 0 {
		fmt.Fprintf(&b, "%dd", n)
		d -= n * day
	}
	if d == 0 && b.Len() > 0 {
		return b.String()
	}
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return b.String() + s
}
