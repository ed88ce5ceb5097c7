package auth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// A key pair of an issuer.
type pair struct {
	id      string
	alg     jose.SignatureAlgorithm
	private crypto.Signer
}

func (p pair) public() jose.JSONWebKey {
	return jose.JSONWebKey{Key: p.private.Public(), KeyID: p.id, Algorithm: string(p.alg), Use: "sig"}
}

// newPair makes a key pair for an algorithm.
func newPair(t testing.TB, id string, alg jose.SignatureAlgorithm) pair {
	t.Helper()
	var private crypto.Signer
	var err error
	switch alg {
	case jose.ES256:
		private, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	case jose.ES384:
		private, err = ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	case jose.EdDSA:
		_, private, err = ed25519.GenerateKey(rand.Reader)
	default:
		private, err = rsa.GenerateKey(rand.Reader, 2048)
	}
	if err != nil {
		t.Fatal(err)
	}
	return pair{id, alg, private}
}

// An openID is an issuer on this machine.
type openID struct {
	*httptest.Server
	keys    atomic.Pointer[[]jose.JSONWebKey]
	ill     atomic.Bool  // answers 503
	fetched atomic.Int64 // how often the keys were
	name    atomic.Pointer[string]
}

func newOpenID(t testing.TB, pairs ...pair) *openID {
	t.Helper()
	o := new(openID)
	o.has(pairs...)
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		name := o.URL
		if other := o.name.Load(); other != nil {
			name = *other
		}
		o.json(w, map[string]any{"issuer": name, "jwks_uri": o.URL + "/keys", "id_token_signing_alg_values_supported": []string{"RS256", "HS256", "none"}})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		o.fetched.Add(1)
		all := []any{map[string]string{"kty": "new", "kid": "of a kind that is not known here"}}
		for _, k := range *o.keys.Load() {
			all = append(all, k)
		}
		o.json(w, map[string]any{"keys": all})
	})
	o.Server = httptest.NewServer(mux)
	t.Cleanup(o.Close)
	return o
}

func (o *openID) has(pairs ...pair) {
	var all []jose.JSONWebKey
	for _, p := range pairs {
		all = append(all, p.public())
	}
	o.keys.Store(&all)
}

func (o *openID) json(w http.ResponseWriter, v any) {
	if o.ill.Load() {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // A client that has gone needs no answer.
}

// claims are those of a good token of a reader, changed: nil takes one out.
func (o *openID) claims(changed map[string]any) map[string]any {
	all := map[string]any{
		"iss": o.URL, "aud": "parley", "sub": "ann", "roles": []string{"reader"},
		"iat": time.Now().Unix(), "exp": time.Now().Add(time.Hour).Unix(),
	}
	for name, value := range changed {
		if all[name] = value; value == nil {
			delete(all, name)
		}
	}
	return all
}

// signed is a token with the claims, signed by a key.
func signed(t testing.TB, by pair, claims any) string {
	t.Helper()
	return signedAs(t, jose.SigningKey{Algorithm: by.alg, Key: jose.JSONWebKey{Key: by.private, KeyID: by.id}}, claims, nil)
}

func signedAs(t testing.TB, by jose.SigningKey, claims any, o *jose.SignerOptions) string {
	t.Helper()
	signer, err := jose.NewSigner(by, o)
	if err != nil {
		t.Fatal(err)
	}
	said, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	jws, err := signer.Sign(said)
	if err != nil {
		t.Fatal(err)
	}
	token, err := jws.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return secret(token)
}

// later lets an issuer be asked again for its keys, and for where they are, as after so long.
func (i *issuer) later(by time.Duration) {
	i.mu.Lock()
	i.tried = i.tried.Add(-by)
	k := i.keys
	i.mu.Unlock()
	if k == nil {
		return
	}
	k.fetching.Lock()
	k.tried = k.tried.Add(-by)
	k.fetching.Unlock()
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.fetched.IsZero() {
		k.fetched = k.fetched.Add(-by)
	}
}
