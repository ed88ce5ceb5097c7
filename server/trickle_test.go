package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

// Who sends the headers of a request byte by byte is cut off, and holds no connection for long.
func TestTrickledHeaders(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		ended <- serve(ctx, listener, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was taken for a request") }), quiet())
	}()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	cut := make(chan struct{})
	go func() {
		defer close(cut)
		_, _ = io.Copy(io.Discard, conn) // Until the server has no patience any more.
	}()
	if _, err := io.WriteString(conn, "GET /graphql HTTP/1.1\r\nHost: a\r\nX-A: "); err != nil {
		t.Fatal(err)
	}
	for tick := time.NewTicker(50 * time.Millisecond); ; <-tick.C {
		_, err := conn.Write([]byte("a"))
		select {
		case <-cut:
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
			return
		default:
			if err != nil {
				<-cut
			}
		}
	}
}
