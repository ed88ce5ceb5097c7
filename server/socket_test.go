package main

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

// A WebSocket is answered through the whole server, counted, and told when the server stops.
func TestSocket(t *testing.T) {
	c := local("memory:")
	c.Answers.Sockets = 1
	r := start(t, c)
	dial := func() (*websocket.Conn, *http.Response, error) {
		return websocket.Dial(t.Context(), r.url+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	}
	conn, _, err := dial()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.CloseNow() }()
	if _, answer, err := dial(); err == nil || answer.StatusCode != http.StatusTooManyRequests || answer.Header.Get("Retry-After") == "" {
		t.Errorf("a second socket: %v", err)
	}
	for send, want := range map[string]string{
		`{"type":"connection_init"}`: `{"type":"connection_ack"}`,
		`{"type":"ping"}`:            `{"type":"pong"}`,
	} {
		if err := conn.Write(t.Context(), websocket.MessageText, []byte(send)); err != nil {
			t.Fatal(err)
		}
		if _, got, err := conn.Read(t.Context()); err != nil || string(got) != want {
			t.Fatalf("%s is answered %s, %v", send, got, err)
		}
	}
	if err := conn.Write(t.Context(), websocket.MessageText, []byte(`{"type":"subscribe","id":"a","payload":{"query":"{ people(first: 1) { nodes { __typename } } }"}}`)); err != nil {
		t.Fatal(err)
	}
	if _, got, err := conn.Read(t.Context()); err != nil || !strings.Contains(string(got), `"Person"`) {
		t.Errorf("a query is answered %s, %v", got, err)
	}
	if _, got, err := conn.Read(t.Context()); err != nil || string(got) != `{"type":"complete","id":"a"}` {
		t.Errorf("a query is ended by %s, %v", got, err)
	}
	told := make(chan error, 1)
	go func() {
		_, _, err := conn.Read(t.Context())
		told <- err
	}()
	if err := r.stop(); err != nil {
		t.Error(err)
	}
	closed, ok := errors.AsType[websocket.CloseError](<-told)
	if !ok || closed.Code != websocket.StatusGoingAway {
		t.Errorf("closed by %v", closed)
	}
}
