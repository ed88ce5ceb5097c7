package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/server/fresh"
)

// certify writes a certificate of this machine, with a serial number, and its key.
func certify(t *testing.T, cert, key string, serial int64) *x509.CertPool {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	made := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "parley.example"}, DNSNames: []string{"parley.example"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, made, made, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: keyDER}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	return pool
}

func TestTLS(t *testing.T) {
	dir := t.TempDir()
	c := local("memory:")
	c.TLSCert, c.TLSKey, c.Access.Hosts = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem"), []string{"parley.example"}
	pool := certify(t, c.TLSCert, c.TLSKey, 1)
	s := start(t, c)
	if !strings.HasPrefix(s.url, "https://127.0.0.1:") {
		t.Fatalf("a browser is pointed at %s", s.url)
	}
	get := func(pool *x509.CertPool, most uint16) (*http.Response, error) {
		client := &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{RootCAs: pool, ServerName: "parley.example", MaxVersion: most}}
		defer client.CloseIdleConnections()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/readyz", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := client.RoundTrip(r)
		if err == nil {
			answer.Body.Close()
		}
		return answer, err
	}
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		answer, err := get(pool, version)
		if err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != 200 || answer.ProtoMajor != 2 || answer.TLS.Version != version || answer.Header.Get("Strict-Transport-Security") != "max-age=31536000" {
			t.Errorf("answered %s by %s, TLS %x, %v", answer.Status, answer.Proto, answer.TLS.Version, answer.Header)
		}
	}
	if answer, err := get(pool, tls.VersionTLS11); err == nil {
		t.Errorf("TLS 1.1 is answered %s", answer.Status)
	}
	var said bytes.Buffer
	if code := command(t.Context(), []string{"-healthcheck", s.url + "/readyz"}, io.Discard, &said); code != exitOK {
		t.Errorf("the health check ends with %d: %s", code, &said)
	}
	// The certificate is renewed.
	pool = certify(t, c.TLSCert, c.TLSKey, 2)
	time.Sleep(fresh.Every + 100*time.Millisecond)
	if answer, err := get(pool, 0); err != nil || answer.TLS.PeerCertificates[0].SerialNumber.Int64() != 2 {
		t.Errorf("the new certificate is not in use: %v", err)
	}
	// A bad one is not.
	if err := os.WriteFile(c.TLSKey, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	time.Sleep(fresh.Every + 100*time.Millisecond)
	if _, err := get(pool, 0); err != nil || !strings.Contains(s.log.String(), "cannot be used") {
		t.Errorf("a bad key ends what went well, or nothing tells of it: %v; %s", err, s.log)
	}
}
