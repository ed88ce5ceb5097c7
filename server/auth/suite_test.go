package auth

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"parley/graph/access"
)

// What all tests log, and the secrets that they hand in: the one must never hold the other.
var suite struct {
	mu      sync.Mutex
	log     bytes.Buffer
	secrets []string
}

func TestMain(m *testing.M) {
	code := m.Run()
	suite.mu.Lock()
	log := suite.log.String()
	for _, secret := range suite.secrets {
		if strings.Contains(log, secret) {
			fmt.Println("a token stands in the log")
			code = 1
		}
	}
	all := flag.Lookup("test.run").Value.String() == ""
	if all && (len(suite.secrets) == 0 || !strings.Contains(log, "msg=refused")) {
		fmt.Println("no token was handed in, or nothing was logged: that no token stands in the log says nothing")
		code = 1
	}
	os.Exit(code)
}

// A watched log is a test's own, and part of that of the suite.
type watched struct{ bytes.Buffer }

func (w *watched) Write(p []byte) (int, error) {
	suite.mu.Lock()
	defer suite.mu.Unlock()
	suite.log.Write(p)
	return w.Buffer.Write(p)
}

func (w *watched) String() string {
	suite.mu.Lock()
	defer suite.mu.Unlock()
	return w.Buffer.String()
}

func watch() (*watched, *slog.Logger) {
	w := new(watched)
	return w, slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// secret has the suite see to it that a token is not logged, nor its long parts.
func secret(token string) string {
	suite.mu.Lock()
	defer suite.mu.Unlock()
	for part := range strings.SplitSeq(token, ".") {
		if len(part) > 20 {
			suite.secrets = append(suite.secrets, part[:20])
		}
	}
	return token
}

func guard(t testing.TB, c Config) (*Guard, *watched) {
	t.Helper()
	w, log := watch()
	g, err := New(t.Context(), c, log)
	if err != nil {
		t.Fatal(err)
	}
	return g, w
}

// whoami answers by who asks, or why that is not known.
var whoami = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	if refused := access.Demand(r.Context(), access.Reader); refused != nil {
		deny(w, refused)
		return
	}
	who := access.Who(r.Context())
	fmt.Fprintf(w, "%s %s %s %s", who.By, who.Name, who.Role, r.RemoteAddr)
})

func graphQL(*http.Request) string { return "/graphql" }

// served is the answer to a request with headers, in pairs.
func served(h http.Handler, method string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(context.Background(), method, "http://127.0.0.1:8080/graphql", nil)
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else {
			r.Header.Add(headers[i], headers[i+1])
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
