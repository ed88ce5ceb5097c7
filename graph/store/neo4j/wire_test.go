package neo4j_test

import (
	"io"
	"net"
	"sync"
	"testing"
)

// A wire passes connections on to an address, and can be cut.
type wire struct {
	net.Listener
	mu    sync.Mutex
	off   bool
	conns []net.Conn
	sent  []byte // all that went to the address
}

func newWire(t *testing.T, to string) *wire {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{Listener: listener}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			from, err := listener.Accept()
			if err != nil {
				return
			}
			w.pass(from, to)
		}
	}()
	return w
}

func (w *wire) pass(from net.Conn, address string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	to, err := net.Dial("tcp", address)
	if err != nil || w.off {
		_ = from.Close()
		return
	}
	w.conns = append(w.conns, from, to)
	for _, pair := range [][2]net.Conn{{from, to}, {to, from}} {
		go func() {
			var from io.Reader = pair[1]
			if pair[0] == to {
				from = io.TeeReader(from, w)
			}
			_, _ = io.Copy(pair[0], from)
			_ = pair[0].Close()
		}()
	}
}

// Write keeps what is sent to the address.
func (w *wire) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent = append(w.sent, p...)
	return len(p), nil
}

// since returns what was sent to the address since it was asked last.
func (w *wire) since() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	sent := string(w.sent)
	w.sent = nil
	return sent
}

// cut breaks all connections, and new ones as long as it is off.
func (w *wire) cut(off bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.off = off
	for _, c := range w.conns {
		_ = c.Close()
	}
	w.conns = nil
}
