package transport

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// An operation ends in next and complete, or in error; its id is free again afterwards.
func TestOperations(t *testing.T) {
	r := resolver(func(ctx context.Context) *graphql.Response {
		switch graphql.GetOperationContext(ctx).OperationName {
		case "P":
			panic("a secret")
		case "N":
			return nil
		case "E":
			return &graphql.Response{Errors: gqlerror.List{{Message: "stopped"}}}
		case "B":
			return &graphql.Response{Data: json.RawMessage(`{"name":null}`), Errors: gqlerror.List{{Message: "half"}}}
		}
		return &graphql.Response{Data: json.RawMessage(`{"name":"Kabul"}`)}
	})
	p, _ := dial(t, r.sockets(t, unchanged), nil, subprotocol)
	p.send(`{"type":"ping","payload":{"a":[1.50]}}`, `{"type":"ping"}`, `{"type":"pong"}`, `{"type":"complete","id":"none"}`, initMessage)
	for _, want := range []string{`{"type":"pong","payload":{"a":[1.50]}}`, `{"type":"pong"}`, ackMessage} {
		if got := p.next(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for range 2 {
		for query, want := range map[string]string{
			"{ name }":               `{"type":"next","id":"a","payload":{"data":{"name":"Kabul"}}}`,
			"{ name":                 `{"type":"error","id":"a","payload":[{"message":"Expected Name, found \u003cEOF\u003e"`,
			"{ no }":                 `{"type":"error","id":"a","payload":[{"message":"Cannot query field`,
			"query E { name }":       `{"type":"error","id":"a","payload":[{"message":"stopped"`,
			"query N { name }":       `{"type":"error","id":"a","payload":[{"message":"the executor gave no answer"`,
			"query P { name }":       `{"type":"error","id":"a","payload":[{"message":"internal system error"`,
			"query B { name }":       `{"type":"next","id":"a","payload":{"errors":[{"message":"half"}],"data":{"name":null}}}`,
			"mutation { name }":      `{"type":"error","id":"a","payload":[`,
			"subscription S{ name }": `{"type":"error","id":"a","payload":[{"message":"subscriptions are not answered here`,
		} {
			name := ""
			if words := strings.Fields(query); len(words[1]) == 1 && len(words) > 3 {
				name = words[1]
			}
			p.send(fmt.Sprintf(`{"id":"a","type":"subscribe","payload":{"query":%q,"operationName":%q}}`, query, name))
			if got := p.next(); !strings.HasPrefix(got, want) {
				t.Errorf("%s: %s, want %s", query, got, want)
			}
			if strings.Contains(want, `"next"`) {
				if got := p.next(); got != `{"type":"complete","id":"a"}` {
					t.Errorf("%s is ended by %s", query, got)
				}
			}
		}
	}
}

// Operations of a socket run at once, up to a bound; who gives one up hears no more of it and frees its place.
func TestOperationsAtOnce(t *testing.T) {
	begun, given := make(chan bool, maxOperations+1), make(chan bool, maxOperations+1)
	r := resolver(func(ctx context.Context) *graphql.Response {
		begun <- true
		<-ctx.Done()
		given <- true
		return nil
	})
	p, _ := dial(t, r.sockets(t, unchanged), nil, subprotocol)
	p.send(initMessage)
	p.next()
	for i := range maxOperations {
		p.send(subscribe(fmt.Sprint(i), "{ name }"))
		<-begun
	}
	p.send(subscribe("more", "{ name }"))
	if got := p.next(); !strings.HasPrefix(got, `{"type":"error","id":"more"`) || !strings.Contains(got, codeOverloaded) {
		t.Error(got)
	}
	p.send(`{"type":"complete","id":"3"}`)
	<-given
	p.send(subscribe("3", "{ name }"))
	<-begun
	if err := p.Close(websocket.StatusNormalClosure, ""); err != nil {
		t.Error(err)
	}
	for range maxOperations { // Who hangs up gives up all.
		<-given
	}
}
