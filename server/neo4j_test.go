package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"parley/graph/store/neo4j/neo4jtest"
)

// On a real Neo4j the program answers as on a file, and says in a sentence why it does not start.
func TestNeo4j(t *testing.T) {
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	environ(t, map[string]string{envStore: cfg.URL, envListen: "127.0.0.1:0", envUsername: cfg.Username, envPassword: cfg.Password})

	for _, time := range []string{"first", "second"} {
		o, err := parse(nil, t.Output())
		if err != nil {
			t.Fatal(err)
		}
		s := start(t, o.Config)
		var got places
		ask(t, s.url, aboutKabul, &got)
		if got.Places.TotalCount != 1 || len(got.Places.Nodes) != 1 {
			t.Errorf("at the %s start there is not one Kabul: %+v", time, got)
		}
		if loaded := strings.Contains(s.log.String(), "built-in data"); loaded != (time == "first") {
			t.Errorf("at the %s start the log is %q", time, s.log)
		}
		if err := s.stop(); err != nil {
			t.Fatal(err)
		}
	}

	var said bytes.Buffer
	if code := command(t.Context(), []string{"-check-config"}, &said, &said); code != exitOK || !strings.Contains(said.String(), "ok: store: "+cfg.URL+" holds a store of this version") {
		t.Errorf("the check ends with %d: %s", code, &said)
	}

	type failure struct {
		variable, value string
		says            []string
	}
	failures := map[string]failure{
		"a database that is not there": {envDatabase, "nowhere", []string{"nowhere", "no database"}},
	}
	if cfg.Username != "" { // Without a login every password is right.
		failures["a wrong password"] = failure{envPassword, "not-the-password", []string{cfg.Username, "password"}}
	}
	for name, tt := range failures {
		t.Run(name, func(t *testing.T) {
			t.Setenv(tt.variable, tt.value)
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()
			var stdout, stderr bytes.Buffer
			if code := command(ctx, nil, &stdout, &stderr); code != exitFailed || stdout.Len() > 0 {
				t.Errorf("the exit code is %d, with %q", code, &stdout)
			}
			oneSentence(t, stderr.String(), tt.says)
		})
	}
}
