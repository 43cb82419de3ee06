package auth

import (
	"net/netip"
	"strings"
	"testing"
)

func networks(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, 0, len(list))
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

func TestNetKey(t *testing.T) {
	t.Parallel()
	inside := networks("10.0.0.0/8", "::1/128")
	none, one, two := Proxies{}, Proxies{1, inside}, Proxies{2, inside}
	for _, c := range []struct {
		what, peer string
		trusted    Proxies
		forwarded  []string
		want       string
	}{
		{"peer", "192.0.2.7:4321", none, nil, "192.0.2.7"},
		{"peer of IPv6", "[2001:db8:1:2:3:4:5:6]:4321", none, nil, "2001:db8:1:2::/64"},
		{"neighbour in the same network", "[2001:db8:1:2:ffff::1]:1", none, nil, "2001:db8:1:2::/64"},
		{"peer with a zone", "[fe80::1%eth0]:1", none, nil, "fe80::/64"},
		{"mapped", "[::ffff:192.0.2.7]:1", none, nil, "192.0.2.7"},
		{"without port", "192.0.2.7", none, nil, "192.0.2.7"},
		{"Unix socket", "@", none, []string{"203.0.113.9"}, "local"},
		{"nothing", "", one, nil, "local"},

		{"nobody is trusted", "10.0.0.1:1", none, []string{"203.0.113.9"}, "10.0.0.1"},
		{"hops without networks", "10.0.0.1:1", Proxies{Hops: 1}, []string{"203.0.113.9"}, "10.0.0.1"},
		{"networks without hops", "10.0.0.1:1", Proxies{From: inside}, []string{"203.0.113.9"}, "10.0.0.1"},
		{"around the proxy", "192.0.2.7:1", one, []string{"203.0.113.9"}, "192.0.2.7"},

		{"one proxy", "10.0.0.1:1", one, []string{"203.0.113.9"}, "203.0.113.9"},
		{"one proxy of IPv6", "[::1]:1", one, []string{"2001:db8:1:2::9"}, "2001:db8:1:2::/64"},
		{"the client wrote too", "10.0.0.1:1", one, []string{"1.1.1.1, 203.0.113.9"}, "203.0.113.9"},
		{"the client wrote a header of its own", "10.0.0.1:1", one, []string{"1.1.1.1", "203.0.113.9"}, "203.0.113.9"},
		{"the client wrote rubbish", "10.0.0.1:1", one, []string{"x,,\", ]", " 203.0.113.9 "}, "203.0.113.9"},
		{"with port", "10.0.0.1:1", one, []string{"203.0.113.9:555"}, "203.0.113.9"},
		{"brackets", "10.0.0.1:1", one, []string{"[2001:db8::9]"}, "2001:db8::/64"},
		{"brackets, port, quotes", "10.0.0.1:1", one, []string{`"[2001:db8::9]:443"`}, "2001:db8::/64"},
		{"no header", "10.0.0.1:1", one, nil, "10.0.0.1"},
		{"empty header", "10.0.0.1:1", one, []string{""}, "10.0.0.1"},
		{"the proxy wrote rubbish", "10.0.0.1:1", one, []string{"203.0.113.9, unknown"}, "10.0.0.1"},

		{"two proxies", "10.0.0.1:1", two, []string{"203.0.113.9, 10.0.0.2"}, "203.0.113.9"},
		{"two proxies, two headers", "10.0.0.1:1", two, []string{"1.1.1.1, 203.0.113.9", "10.0.0.2"}, "203.0.113.9"},
		{"only the second proxy", "10.0.0.1:1", two, []string{"203.0.113.9"}, "10.0.0.1"},
	} {
		if got := NetKey(c.peer, c.trusted, c.forwarded); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

// Whatever a client writes before what the proxy adds, the key stays the same.
func FuzzForwardedFor(f *testing.F) {
	for _, s := range []string{"", "1.1.1.1", "1.1.1.1, ", ",,,", "[::1]:80", `"`, "203.0.113.9\x00", "fe80::1%lo"} {
		f.Add(s, s)
	}
	trusted := Proxies{1, networks("10.0.0.0/8")}
	f.Fuzz(func(t *testing.T, header, more string) {
		if got := NetKey("10.0.0.1:1", trusted, []string{header, more + ", 203.0.113.9"}); got != "203.0.113.9" {
			t.Errorf("%q, %q: %s", header, more, got)
		}
		if got := NetKey("192.0.2.7:1", trusted, []string{header, more}); got != "192.0.2.7" {
			t.Errorf("%q, %q past the proxy: %s", header, more, got)
		}
		if got := NetKey(header, trusted, nil); got == "" || strings.ContainsAny(got, " ,%\"") {
			t.Errorf("the peer %q gives the key %q", header, got)
		}
	})
}
