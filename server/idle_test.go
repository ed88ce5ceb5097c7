//go:build linux

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// idlers is how many connections wait, and idleBound what they may cost: twice what is promised, for what the system and the
// collector of garbage add on a bad day.
const (
	idlers    = 1000
	idleBound = 100 << 20
)

// TestIdleConnections has many connections wait for nothing, kept alive and as WebSockets, and sees what they cost, and that
// the server still answers.
func TestIdleConnections(t *testing.T) {
	profiles := freePort(t)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, os.Args[0], "-store", "memory:", "-listen", "127.0.0.1:0", "-sockets", "0", "-pprof", profiles, "-log-level", "warn")
	c.Env = append(os.Environ(), "PARLEY_TEST_AS_PROGRAM=1")
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		cancel()
		_ = c.Wait() // It was told to end.
	}()
	url := announced(t, out)
	at := strings.TrimPrefix(url, "http://")
	used := func() int {
		do(t, http.MethodGet, "http://"+profiles+"/debug/pprof/heap?gc=1", "", "") // Garbage is no cost of a connection.
		return resident(t, c.Process.Pid)
	}
	for range 50 { // What the first requests make stays for all.
		ask(t, url, aboutKabul, new(places))
	}
	for _, way := range []struct {
		name string
		open func(*testing.T, string) io.Closer
	}{{"kept alive", keepAlive}, {"WebSockets", keepSocket}} {
		before := used()
		var all []io.Closer
		for range idlers {
			all = append(all, way.open(t, at))
		}
		cost := used() - before
		t.Logf("%d connections, %s, cost %.1f MB", idlers, way.name, float64(cost)/(1<<20))
		if cost > idleBound {
			t.Errorf("%d connections, %s, cost %d bytes", idlers, way.name, cost)
		}
		ask(t, url, aboutKabul, new(places))
		for _, one := range all {
			_ = one.Close() // The server may have been quicker.
		}
	}
}

// freePort is a port of loopback that nothing listens on.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// resident is how much memory of its own a process has.
func resident(t *testing.T, pid int) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "RssAnon:")
	kb, err := strconv.Atoi(strings.Fields(rest + " none")[0])
	if err != nil {
		t.Fatal(err)
	}
	return kb << 10
}

// keepAlive opens a connection, asks one question over it, and leaves it open.
func keepAlive(t *testing.T, at string) io.Closer {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	body := `{"query": "{ places(first: 1) { nodes { name } } }"}`
	if _, err := fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", at, len(body), body); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(answer.Body); err != nil || answer.StatusCode != http.StatusOK || answer.Close {
		t.Fatalf("it is answered %s, to be closed %v, %v: %s", answer.Status, answer.Close, err, text)
	}
	return conn
}

// keepSocket opens a WebSocket, asks one question over it, and leaves it open.
func keepSocket(t *testing.T, at string) io.Closer {
	t.Helper()
	conn, _, err := websocket.Dial(t.Context(), "ws://"+at+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for _, send := range []string{`{"type":"connection_init"}`, `{"type":"subscribe","id":"a","payload":{"query":"{ places(first: 1) { nodes { name } } }"}}`} {
		if err := conn.Write(ctx, websocket.MessageText, []byte(send)); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{`{"type":"connection_ack"`, `{"type":"next"`, `{"type":"complete"`} {
		if _, got, err := conn.Read(ctx); err != nil || !strings.HasPrefix(string(got), want) {
			t.Fatalf("%s, %v; want %s", got, err, want)
		}
	}
	return abrupt{conn}
}

// abrupt closes a WebSocket without a word.
type abrupt struct{ *websocket.Conn }

func (a abrupt) Close() error { return a.CloseNow() }
