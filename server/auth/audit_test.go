package auth

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"parley/graph/access"
)

// A refusal is told at once, its repetitions once a minute with their number, and what a client sends never.
func TestAudit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ann, line := made(t, "ann", access.Reader)
		g, log := guard(t, Config{Auth: []string{"tokens:" + fileOf(t, line)}})
		h := g.Handler(Require(access.Admin, whoami), graphQL, false)
		for range 5 {
			served(h, http.MethodGet, "Authorization", "Bearer "+ann)
			served(h, http.MethodGet, "Authorization", "Bearer "+secret("wrong-wrong-wrong-wrong-wrong"))
		}
		if got := strings.Count(log.String(), "msg=refused "); got != 2 {
			t.Errorf("told %d times: %s", got, log)
		}
		for _, says := range []string{"code=FORBIDDEN address=192.0.2.1 path=/graphql who=ann by=tokens", "code=UNAUTHENTICATED address=192.0.2.1 path=/graphql\n"} {
			if !strings.Contains(log.String(), says) {
				t.Errorf("the log does not have %q: %s", says, log)
			}
		}
		time.Sleep(tellEach + time.Second)
		synctest.Wait()
		if got := strings.Count(log.String(), "times=4"); got != 2 {
			t.Errorf("repetitions are told %d times: %s", got, log)
		}
		before := len(log.String())
		time.Sleep(2 * tellEach)
		synctest.Wait()
		if len(log.String()) != before {
			t.Errorf("nothing happened, and the log has %s", log.String()[before:])
		}
		served(h, http.MethodGet, "Authorization", "Bearer "+ann)
		if got := strings.Count(log.String(), "msg=refused "); got != 3 {
			t.Errorf("after a while, told %d times: %s", got, log)
		}
		time.Sleep(2 * tellEach)
	})
}

// However many clients are refused, the log has a bounded number of lines a minute, and counts all.
func TestAuditIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, log := guard(t, Config{})
		h := g.Handler(whoami, graphQL, true)
		const clients = 5000
		for i := range clients {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://evil.example/graphql", nil)
			r.RemoteAddr = fmt.Sprintf("10.0.%d.%d:1", i/250, i%250)
			h.ServeHTTP(httptest.NewRecorder(), r)
		}
		if got := strings.Count(log.String(), "\n"); got != maxClients+1 {
			t.Errorf("%d lines at once", got)
		}
		time.Sleep(2 * tellEach)
		synctest.Wait()
		if want := fmt.Sprintf("client=others times=%d\n", clients-maxClients-1); !strings.Contains(log.String(), want) {
			t.Errorf("the log has no %q", want)
		}
	})
}
