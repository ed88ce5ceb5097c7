package auth

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// readProxies reads addresses and networks.
func readProxies(all []string) ([]netip.Prefix, error) {
	var read []netip.Prefix
	for _, text := range all {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			address, err := netip.ParseAddr(text)
			if err != nil {
				return nil, fmt.Errorf("-trust-proxy %q is no address or network: give such as 10.0.0.7 or 10.0.0.0/8", text)
			}
			network = netip.PrefixFrom(address, address.BitLen())
		}
		if a := network.Addr(); a.Is4In6() && network.Bits() >= 96 { // Clients are compared by their IPv4 address.
			network = netip.PrefixFrom(a.Unmap(), network.Bits()-96)
		}
		read = append(read, network.Masked())
	}
	return read, nil
}

// proxied has each request come from the client that the proxies tell of, and not from the last of them.
func (g *Guard) proxied(next http.Handler) http.Handler {
	if len(g.proxies) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if client, ok := g.client(r.RemoteAddr, r.Header.Values("X-Forwarded-For")); ok {
			told := *r
			told.RemoteAddr = netip.AddrPortFrom(client, 0).String()
			r = &told
		}
		next.ServeHTTP(w, r)
	})
}

// client goes from the one who is connected back along what the proxies have added to X-Forwarded-For, as long as they are trusted:
// the first who is not is the client. What he wrote there himself, on the left of it, is never looked at. It is false
// where the one who is connected is the client.
func (g *Guard) client(connected string, forwarded []string) (netip.Addr, bool) {
	at, err := netip.ParseAddrPort(connected)
	if err != nil || !g.trusts(at.Addr()) {
		return netip.Addr{}, false
	}
	client := at.Addr()
	for _, hop := range slices.Backward(strings.Split(strings.Join(forwarded, ","), ",")) {
		address, ok := hopOf(strings.TrimSpace(hop))
		if !ok {
			break // A trusted proxy wrote what is no address: it is the last that is known.
		}
		client = address
		if !g.trusts(client) {
			break
		}
	}
	return client.Unmap().WithZone(""), true
}

// hopOf reads an address, with a port or without.
func hopOf(text string) (netip.Addr, bool) {
	if at, err := netip.ParseAddrPort(text); err == nil {
		return at.Addr(), true
	}
	address, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return address, err == nil
}

func (g *Guard) trusts(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return slices.ContainsFunc(g.proxies, func(p netip.Prefix) bool { return p.Contains(a) })
}
