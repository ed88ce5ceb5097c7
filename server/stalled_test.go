package main

import (
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
)

// Who stops in the middle of a request, or does not read his answers, holds no place that others wait for, though there is but
// one. What he has opened is closed by the bounds in time of the server.
func TestStalledClients(t *testing.T) {
	c := local("memory:")
	c.Answers.Working, c.Answers.Waiting, c.Answers.WaitingEach = 1, 100, 100
	r := start(t, c)
	at := strings.TrimPrefix(r.url, "http://")
	dial := func() net.Conn {
		conn, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		return conn
	}
	header := "POST /graphql HTTP/1.1\r\nHost: " + at + "\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
	for range 20 {
		if _, err := fmt.Fprintf(dial(), header, 1000, `{"query": "{ pla`); err != nil {
			t.Fatal(err)
		}
	}
	large := `{"query": "{ people(first: 500) { nodes { id name description aliases events { nodes { id name } } } } }"}`
	for range 5 {
		conn := dial()
		if err := conn.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
			t.Fatal(err)
		}
		go func() { // It is held up, too, once the server does not read on.
			for range 1000 {
				if _, err := fmt.Fprintf(conn, header, len(large), large); err != nil {
					return
				}
			}
		}()
		// The first byte of its answers comes, and no other is read.
		if _, err := io.ReadFull(conn, make([]byte, 1)); err != nil {
			t.Fatal(err)
		}
	}
	for range 50 {
		ask(t, r.url, aboutKabul, new(places))
	}
}
