package auth

import (
	"net/netip"
	"slices"
	"strings"
)

// Proxies says which proxies stand in front of the server. The zero value says
// none: then forwarding headers are what anybody may write, and mean nothing.
type Proxies struct {
	// Hops is how many proxies a request passes, each of which adds the
	// address that it was called from to X-Forwarded-For.
	Hops int

	// From are the networks from which the last of them calls us. A request
	// from elsewhere went around it.
	From []netip.Prefix
}

// ipv6Site is how much of an IPv6 address names a customer: the rest is theirs
// to choose anew for each request.
const ipv6Site = 64

// NetKey gives the key by which a caller from the network is counted: the IPv4
// address, or the first 64 bits of the IPv6 address, as "192.0.2.7" or
// "2001:db8:1:2::/64". It is that of the peer, unless the request came through
// all trusted proxies; then it is the address that the first of these saw.
// Forwarded is all values of X-Forwarded-For, in their order.
func NetKey(remoteAddr string, trusted Proxies, forwarded []string) string {
	peer, ok := parseAddr(remoteAddr)
	if !ok {
		return "local" // a Unix socket has no address
	}
	if client, ok := forwardedFor(peer, trusted, forwarded); ok {
		peer = client
	}
	return fold(peer)
}

func forwardedFor(peer netip.Addr, trusted Proxies, forwarded []string) (netip.Addr, bool) {
	known := slices.ContainsFunc(trusted.From, func(p netip.Prefix) bool { return p.Contains(peer) })
	if trusted.Hops < 1 || !known {
		return netip.Addr{}, false
	}
	// The last entries are the trusted ones; what stands before them is what
	// the client sent.
	list := strings.Join(forwarded, ",")
	for range trusted.Hops - 1 {
		i := strings.LastIndexByte(list, ',')
		if i < 0 {
			return netip.Addr{}, false // it did not pass all proxies
		}
		list = list[:i]
	}
	return parseAddr(list[strings.LastIndexByte(list, ',')+1:])
}

// parseAddr reads an address with or without port, brackets, quotes and zone.
func parseAddr(s string) (netip.Addr, bool) {
	s = strings.Trim(strings.TrimSpace(s), `"`)
	addr, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"))
	if err != nil {
		withPort, err := netip.ParseAddrPort(s)
		if err != nil {
			return netip.Addr{}, false
		}
		addr = withPort.Addr()
	}
	return addr.Unmap().WithZone(""), true
}

func fold(a netip.Addr) string {
	if a.Is4() {
		return a.String()
	}
	return netip.PrefixFrom(a, ipv6Site).Masked().String()
}
