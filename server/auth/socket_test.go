package auth

import (
	"net/http"
	"strings"
	"testing"

	"parley/graph/access"
)

// A token that is withdrawn while a socket is open, or given another role, is so for the socket.
func TestRenew(t *testing.T) {
	token, line, err := NewToken("ann", access.Reader)
	if err != nil {
		t.Fatal(err)
	}
	secret(token)
	_, other, err := NewToken("bob", access.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, header := range []bool{true, false} {
		g, _ := guard(t, Config{Auth: []string{"tokens:" + fileOf(t, line)}})
		r, payload := &http.Request{Header: http.Header{}}, map[string]any{"authorization": "Bearer " + token}
		if header {
			r.Header.Set("Authorization", "Bearer "+token)
			payload = nil
		}
		ctx, err := g.Init(t.Context(), r, payload)
		if err != nil || access.Who(ctx).Role != access.Reader {
			t.Fatalf("%v, %v", access.Who(ctx), err)
		}
		changed := func(lines ...string) {
			if g.tokens, err = openTokens(fileOf(t, lines...), g.log); err != nil {
				t.Fatal(err)
			}
		}
		changed(strings.Replace(line, "reader", "admin", 1))
		if renewed, err := g.Renew(ctx); err != nil || access.Who(renewed).Role != access.Admin {
			t.Errorf("%v, %v", access.Who(renewed), err)
		}
		changed(other)
		recorded, record := access.Recorded(ctx)
		if _, err := g.Renew(recorded); err == nil {
			t.Error("a token that was withdrawn holds")
		}
		if _, code := record.Get(); code != access.CodeUnauthenticated {
			t.Errorf("the refusal is recorded as %q", code)
		}
	}
}
