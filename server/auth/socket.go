package auth

import (
	"context"
	"net/http"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/access"
)

type broughtKey struct{}

// Init tells who opens a WebSocket: by the header Authorization of the request that opened it or, as a page cannot set
// that, by a value of this name in the payload of connection_init. Whoever may not ask at all is refused, and the
// sentence does not repeat what was sent. What is found holds as long as Renew finds it too.
func (g *Guard) Init(ctx context.Context, r *http.Request, payload map[string]any) (context.Context, error) {
	if !g.On() {
		return ctx, nil
	}
	brought := r.Header.Values("Authorization")
	if r.Header.Get("Authorization") == "" {
		brought = nil
		for name, value := range payload {
			if text, ok := value.(string); ok && strings.EqualFold(name, "Authorization") {
				brought = append(brought, text)
			}
		}
	}
	return g.Renew(context.WithValue(ctx, broughtKey{}, brought))
}

// Renew tells again who has opened a WebSocket, by what he brought to Init: a token that has expired or was withdrawn since
// is refused, and a role is what it is now. The context is that of Init.
func (g *Guard) Renew(ctx context.Context) (context.Context, error) {
	brought, ok := ctx.Value(broughtKey{}).([]string)
	if !ok {
		return ctx, nil // There was no Init yet, or nobody need be known.
	}
	who, refused := g.Identify(ctx, brought)
	if refused != nil {
		code, _ := refused.Extensions["code"].(string)
		access.Refused(ctx, code)
		return ctx, refused
	}
	ctx = access.With(ctx, who)
	access.Identified(ctx, who)
	return ctx, asError(access.Demand(ctx, access.Reader))
}

// asError is an error that is nil where there is none.
func asError(refused *gqlerror.Error) error {
	if refused == nil {
		return nil
	}
	return refused
}
