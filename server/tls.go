package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"

	"parley/server/auth"
	"parley/server/fresh"
)

// encrypted is the listener with TLS 1.2 or 1.3 on its connections, and HTTP/2 over it; or itself, if there is no certificate. The
// certificate is read anew when its files change, as they do when it is renewed.
func (c *Config) encrypted(listener net.Listener) (net.Listener, error) {
	switch {
	case c.TLSCert == "" && c.TLSKey == "":
		return listener, nil
	case c.TLSCert == "" || c.TLSKey == "":
		return nil, errors.New("TLS needs both -tls-cert FILE and -tls-key FILE")
	}
	pair, err := fresh.Read(c.Log, func() (*tls.Certificate, error) {
		read, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
		if err != nil {
			return nil, fmt.Errorf("the certificate of -tls-cert %s and -tls-key %s: %w", c.TLSCert, c.TLSKey, err)
		}
		return &read, nil
	}, c.TLSCert, c.TLSKey)
	if err != nil {
		return nil, err
	}
	return tls.NewListener(listener, &tls.Config{
		MinVersion:     tls.VersionTLS12,
		NextProtos:     []string{"h2", "http/1.1"},
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return pair.Get(), nil },
	}), nil
}

// trusting is how the health check looks at certificates: one of this machine itself is for the name by which others call it, and
// nobody stands between.
func trusting(host string) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: auth.Loopback(host)}
}
