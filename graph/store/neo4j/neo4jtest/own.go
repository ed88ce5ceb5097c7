//go:build unix

package neo4jtest

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/store/neo4j"
)

// A Server is a Neo4j of a test's own, which may come to harm: .ci/neo4j/start starts it, in a folder and on a port of its own.
type Server struct {
	Config neo4j.Config // how it is reached; the password is the one that it was started with

	dir, script string
	port        string
	pid         int
	admin       driver.DriverWithContext // is logged in from the beginning, whatever becomes of the password
}

// password is that of a Server at its start.
const password = "first-password"

// Own starts a server, and kills it when the test is over. As Config does, it skips the test, or fails it, where
// PARLEY_NEO4J names none: who has none has perhaps no Java either.
func Own(t testing.TB) *Server {
	t.Helper()
	Config(t)
	dir, err := os.MkdirTemp("", "parley-neo4j-own-")
	if err != nil {
		t.Fatal(err)
	}
	free, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := free.Addr().String()
	_, port, _ := net.SplitHostPort(at) // An address has a port.
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	s := &Server{Config: neo4j.Config{URL: "neo4j://" + at, Username: "neo4j", Password: password}, dir: dir, script: script(t), port: port}
	t.Cleanup(func() {
		s.Resume(t)
		s.Kill(t)
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	s.Start(t)
	return s
}

// script finds .ci/neo4j/start, in the folder of go.mod.
func script(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, ".ci", "neo4j", "start")
		} else if !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			t.Fatalf("go.mod is in no folder above this one: %v", err)
		}
		dir = filepath.Dir(dir)
	}
	t.Fatal(err)
	return ""
}

// Start starts the server again, with what it holds, and waits until it answers.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	c := exec.CommandContext(t.Context(), s.script, s.dir, s.port, password)
	// It does not live long enough for the better of Java's compilers to be worth its time.
	c.Env = append(os.Environ(), "NEO4J_HEAP=512m", "NEO4J_PAGECACHE=64m", "NEO4J_JVM=-XX:+UseSerialGC -XX:TieredStopAtLevel=1")
	begun := time.Now()
	out, err := c.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("%v: %s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	if s.pid, err = strconv.Atoi(strings.TrimSpace(string(out))); err != nil {
		t.Fatal(err)
	}
	t.Logf("the server started in %s", time.Since(begun).Round(10*time.Millisecond))
	if s.admin, err = driver.NewDriverWithContext("bolt://127.0.0.1:"+s.port, driver.BasicAuth(s.Config.Username, password, "")); err == nil {
		err = s.admin.VerifyConnectivity(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Kill ends the server as a fault of the machine does, and waits until nobody listens on its port. A server that was killed
// already is no error.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	if s.pid == 0 {
		return
	}
	s.signal(t, syscall.SIGKILL)
	s.pid = 0
	_ = s.admin.Close(context.Background()) // Nobody is there to say farewell to.
	for begun := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		c, err := new(net.Dialer).DialContext(context.Background(), "tcp", "127.0.0.1:"+s.port)
		if err != nil {
			return
		}
		_ = c.Close() // It was a try.
		if time.Since(begun) > 30*time.Second {
			t.Fatal("the server is killed, and listens")
		}
	}
}

// Pause stops the process: it keeps its connections, and takes new ones, and says nothing.
func (s *Server) Pause(t testing.TB) {
	t.Helper()
	s.signal(t, syscall.SIGSTOP)
}

// Resume has it go on.
func (s *Server) Resume(t testing.TB) {
	t.Helper()
	if s.pid != 0 {
		s.signal(t, syscall.SIGCONT)
	}
}

func (s *Server) signal(t testing.TB, signal syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(s.pid, signal); err != nil {
		t.Errorf("send %v to the server: %v", signal, err)
	}
}

// Lock gives the user another password, and ends the connections of stores, which are to log in again.
func (s *Server) Lock(t testing.TB) {
	t.Helper()
	s.system(t, "ALTER CURRENT USER SET PASSWORD FROM $old TO $new", map[string]any{"old": password, "new": password + "-2"})
	for _, row := range s.system(t, "CALL dbms.listConnections() YIELD connectionId, userAgent RETURN connectionId, userAgent", nil) {
		if row[1] == "parley" {
			s.system(t, "CALL dbms.killConnection($id)", map[string]any{"id": row[0]})
		}
	}
}

// Unlock gives it back the one that it had.
func (s *Server) Unlock(t testing.TB) {
	t.Helper()
	s.system(t, "ALTER CURRENT USER SET PASSWORD FROM $old TO $new", map[string]any{"old": password + "-2", "new": password})
}

// system sends a statement to the database that knows of users, and returns the rows.
func (s *Server) system(t testing.TB, text string, params map[string]any) (rows [][]any) {
	t.Helper()
	session := s.admin.NewSession(t.Context(), driver.SessionConfig{DatabaseName: "system"})
	defer session.Close(t.Context())
	result, err := session.Run(t.Context(), text, params)
	for err == nil && result.Next(t.Context()) {
		rows = append(rows, result.Record().Values)
	}
	if err == nil {
		err = result.Err()
	}
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return rows
}
