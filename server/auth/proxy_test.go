package auth

import (
	"net/netip"
	"testing"
)

// A network is the same however it is written.
func TestMappedProxies(t *testing.T) {
	for _, text := range []string{"10.0.0.0/8", "::ffff:10.0.0.0/104", "::ffff:10.1.2.3", "10.1.2.3"} {
		read, err := readProxies([]string{text})
		if err != nil {
			t.Fatal(err)
		}
		g := &Guard{proxies: read}
		for address, want := range map[string]bool{"10.1.2.3": true, "::ffff:10.1.2.3": true, "11.1.2.3": false, "::1": false} {
			if got := g.trusts(netip.MustParseAddr(address)); got != want {
				t.Errorf("%s trusts %s: %v", text, address, got)
			}
		}
	}
}
