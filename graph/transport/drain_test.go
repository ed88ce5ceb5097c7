package transport

import (
	"context"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
)

// When the server stops, what is under way in a socket is answered, what comes then is refused, and then it is closed.
func TestSocketDrains(t *testing.T) {
	stopping, begun, answer := make(chan struct{}), make(chan struct{}), make(chan struct{})
	s := resolver(func(context.Context) *graphql.Response {
		close(begun)
		<-answer
		return &graphql.Response{Data: []byte(`{"name":"Kabul"}`)}
	}).sockets(t, func(h *HTTP) { h.Stopping = stopping })
	p, _ := dial(t, s, nil, subprotocol)
	p.send(initMessage, subscribe("a", "{ name }"))
	if got := p.next(); got != ackMessage {
		t.Fatal(got)
	}
	<-begun
	close(stopping)
	// The server learns of its stopping beside the messages, of which some may be taken before.
	for i := 0; ; i++ {
		p.send(subscribe("b", "{ wrong }"))
		got := p.next()
		if strings.Contains(got, codeUnavailable) && strings.HasPrefix(got, `{"type":"error","id":"b"`) {
			break
		}
		if i == 10_000 {
			t.Fatalf("what comes later is still taken: %s", got)
		}
	}
	close(answer)
	for _, want := range []string{`{"type":"next","id":"a","payload":{"data":{"name":"Kabul"}}}`, `{"type":"complete","id":"a"}`, "closed 1001: the server stops: connect again later"} {
		if got := p.next(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
