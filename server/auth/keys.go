package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// How keys are fetched.
const (
	keysGoodFor  = 15 * time.Minute // then they are fetched again, so that one that was withdrawn is forgotten
	keysEach     = 10 * time.Second // is the least between two tries, so that who sends tokens of unknown keys makes no storm
	fetchTimeout = 5 * time.Second
	maxFetched   = 1 << 20 // bytes of an answer
)

// algorithms are how tokens may be signed: by a key that nobody but the issuer has. None of these takes a shared secret, so
// that a public key cannot be made out to be one.
var algorithms = []jose.SignatureAlgorithm{jose.RS256, jose.ES256, jose.EdDSA}

// errAway is why nothing can be said of a token: the keys are not there to judge it.
var errAway = errors.New("the issuer's keys cannot be fetched")

// keys are those of an issuer, fetched when they are needed. It is an oidc.KeySet, safe for concurrent use.
type keys struct {
	url    string
	client *http.Client
	log    *slog.Logger

	fetching sync.Mutex // held by who fetches, and waited for by those who cannot go on without
	tried    time.Time  // of fetching

	mu      sync.Mutex
	known   []jose.JSONWebKey
	fetched time.Time // zero before they have been fetched
}

// VerifySignature returns what a token says if one of the keys has signed it.
func (k *keys) VerifySignature(_ context.Context, jwt string) ([]byte, error) {
	signed, err := jose.ParseSignedCompact(jwt, algorithms)
	if err != nil || len(signed.Signatures) != 1 {
		return nil, errors.New("it is not signed once, in a way that is taken here")
	}
	header := signed.Signatures[0].Header
	those, err := k.named(header.KeyID)
	if err != nil {
		return nil, err
	}
	for _, key := range those {
		if key.Algorithm != "" && key.Algorithm != header.Algorithm {
			continue
		}
		if said, err := signed.Verify(key.Key); err == nil {
			return said, nil
		}
	}
	return nil, errors.New("no key of the issuer has signed it")
}

// named returns the keys of an id, all if a token names none. They are fetched if there are none yet, if they are old, or if none
// has the id, which may be new. While one request fetches them, others go on by the keys that are known.
func (k *keys) named(id string) ([]jose.JSONWebKey, error) {
	those, old := k.those(id)
	switch {
	case len(those) > 0 && !old:
		return those, nil
	case len(those) > 0 && !k.fetching.TryLock():
		return those, nil
	case len(those) == 0:
		k.fetching.Lock()
		those, old = k.those(id)
	}
	defer k.fetching.Unlock()
	if (len(those) == 0 || old) && time.Since(k.tried) > keysEach {
		k.tried = time.Now()
		if err := k.fetch(); err != nil {
			k.log.Warn("the keys of the issuer of tokens cannot be fetched; those known go on to hold", "url", k.url, "error", err)
		}
		those, _ = k.those(id)
	}
	if !k.there() {
		return nil, errAway
	}
	return those, nil
}

// there tells whether keys have been fetched ever.
func (k *keys) there() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return !k.fetched.IsZero()
}

// those are the keys of an id among those known, and whether these are old.
func (k *keys) those(id string) (those []jose.JSONWebKey, old bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, key := range k.known {
		if id == "" || key.KeyID == id {
			those = append(those, key)
		}
	}
	return those, time.Since(k.fetched) > keysGoodFor
}

// fetch fetches the keys. It has a time of its own, as others wait for it than the one who is first. A key of a kind that is not
// known here is passed over.
func (k *keys) fetch() error {
	ctx, cancel := context.WithTimeout(context.Background(), fetchTimeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, k.url, http.NoBody)
	if err != nil {
		return err
	}
	answer, err := k.client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the status is %s", answer.Status)
	}
	var set struct{ Keys []json.RawMessage }
	if err := json.NewDecoder(answer.Body).Decode(&set); err != nil {
		return fmt.Errorf("they are no set of keys: %w", err)
	}
	var all []jose.JSONWebKey
	for _, text := range set.Keys {
		var key jose.JSONWebKey
		if key.UnmarshalJSON(text) == nil && key.IsPublic() && (key.Use == "" || key.Use == "sig") {
			all = append(all, key)
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.known, k.fetched = all, time.Now()
	return nil
}
