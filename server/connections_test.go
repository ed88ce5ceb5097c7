package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// A caller asks over one connection, which he keeps.
type caller struct {
	net.Conn
	answers *bufio.Reader
}

func call(t *testing.T, s *running) caller {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() }) // It may be closed already.
	return caller{conn, bufio.NewReader(conn)}
}

func (c caller) ask(t *testing.T) {
	t.Helper()
	if _, err := io.WriteString(c, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
}

// answered reads an answer, and is an error unless that is good.
func (c caller) answered() error {
	r, err := http.ReadResponse(c.answers, nil)
	if err != nil {
		return err
	}
	if _, err = io.Copy(io.Discard, r.Body); err == nil && r.StatusCode != http.StatusOK {
		err = fmt.Errorf("the answer is %s", r.Status)
	}
	return err
}

// Where one connection may be open, a second waits until the first is closed; if the server stops before, nobody has answered it.
func TestConnections(t *testing.T) {
	for _, stops := range []bool{false, true} {
		c := local("memory:")
		c.Connections = 1
		s := start(t, c)
		first, second := call(t, s), call(t, s)
		second.ask(t)
		for range 20 { // Meanwhile a server without the bound answers the second, too.
			first.ask(t)
			if err := first.answered(); err != nil {
				t.Fatal(err)
			}
		}
		if stops {
			if err := s.stop(); err != nil {
				t.Error(err)
			}
			if second.answered() == nil {
				t.Error("the second is answered beside the first")
			}
			continue
		}
		if err := first.Close(); err != nil {
			t.Fatal(err)
		}
		if err := second.answered(); err != nil {
			t.Errorf("once the first is closed, the second has %v", err)
		}
	}
}
