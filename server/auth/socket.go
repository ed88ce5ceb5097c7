package auth

import (
	"context"
	"net/http"
	"strings"

	"parley/graph/access"
)

// Init tells who opens a WebSocket: by the header Authorization of the request that opened it or, as a page cannot set
// that, by a value of this name in the payload of connection_init. Whoever may not ask at all is refused, and the
// sentence does not repeat what was sent. What is found holds until the socket is closed.
func (g *Guard) Init(ctx context.Context, r *http.Request, payload map[string]any) (context.Context, error) {
	if !g.On() {
		return ctx, nil
	}
	if r.Header.Get("Authorization") == "" {
		var brought []string
		for name, value := range payload {
			if text, ok := value.(string); ok && strings.EqualFold(name, "Authorization") {
				brought = append(brought, text)
			}
		}
		who, refused := g.Identify(ctx, brought)
		if refused != nil {
			access.Refused(ctx, access.CodeUnauthenticated)
			return ctx, refused
		}
		ctx = access.With(ctx, who)
		access.Identified(ctx, who)
	}
	if refused := access.Demand(ctx, access.Reader); refused != nil {
		return ctx, refused
	}
	return ctx, nil
}
