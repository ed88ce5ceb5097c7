package auth

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"parley/graph/access"
)

// readHosts reads names of hosts, with a port or without: a port says nothing.
func readHosts(all []string) (map[string]bool, error) {
	read := map[string]bool{}
	for _, text := range all {
		host := HostOf(text)
		if host == "" || strings.ContainsAny(text, "/*@ ") {
			return nil, fmt.Errorf("-hosts %q is no name of a host: give such as parley.example", text)
		}
		read[host] = true
	}
	return read, nil
}

// hosted answers only requests that are meant for this server by the host they name. A page of another site can have the name of
// its own site lead to this machine, and is then, to the browser, of this server; but the name stays what it is. Where
// others can reach the server, they can as well without such a page, so that the names are checked only if some are given.
func (g *Guard) hosted(next http.Handler, local bool) http.Handler {
	if !local && len(g.hosts) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if host := HostOf(r.Host); !g.hosts[host] && !Loopback(host) {
			access.Refused(r.Context(), codeHost)
			http.Error(w, "This server is not called by that name: "+
				"ask it as localhost, or have whoever runs it give the name with -hosts.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// HostOf is the host in HOST or HOST:PORT, in small letters and without brackets.
func HostOf(hostport string) string {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// Loopback tells whether a host, a name or an address without brackets and port, is this machine by the way that leads
// nowhere else.
func Loopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}
