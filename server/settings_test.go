package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/access"
	"parley/server/auth"
)

// environ makes the environment of the settings the one given, and no more, until the test ends.
func environ(t *testing.T, values map[string]string) {
	t.Helper()
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, envPrefix+"_") || strings.HasPrefix(name, "NEO4J_") {
			t.Setenv(name, "")
		}
	}
	for name, value := range values {
		t.Setenv(name, value)
	}
}

// written writes a file that is gone with the test.
func written(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestParse(t *testing.T) {
	environment := map[string]string{
		"PARLEY_LISTEN": "127.0.0.1:1", "PARLEY_STORE": "memory:", "NEO4J_USERNAME": "u", "NEO4J_PASSWORD": "p", "NEO4J_DATABASE": "d",
	}
	limits := map[string]string{
		"PARLEY_INTROSPECTION": "false", "PARLEY_PLAYGROUND": "0", "PARLEY_COST": "0",
		"PARLEY_CONCURRENCY": "2", "PARLEY_RATE": "4", "PARLEY_BURST": "5",
	}
	file := written(t, "\ufeff# What this machine wants.\n\n  listen = 127.0.0.1:3\r\nstore=sqlite:/var/lib/a = b.db\nplayground = false\nrate = 7\n")
	password := written(t, " of spaces \n")
	answers := graph.Options{MaxCost: graph.DefaultMaxCost, Working: defaultConcurrency, Sockets: defaultSockets}
	// want is what there is if nobody says anything, with some of it changed.
	want := func(change func(*options)) options {
		o := options{Config: Config{Listen: "127.0.0.1:8080", Connections: defaultConnections, Store: "sqlite:parley.db", Answers: answers,
			Access: auth.Config{RoleClaim: "roles"}, Watch: Watching{LogForm: "text", Slow: 2 * time.Second, Trace: "none"}}, tokenRole: access.Reader}
		change(&o)
		return o
	}
	filed := func(o *options) {
		o.configFile, o.Listen, o.Store, o.NoPlayground, o.Answers.PerSecond = file, "127.0.0.1:3", "sqlite:/var/lib/a = b.db", true, 7
	}
	tests := []struct {
		name        string
		args        []string
		environment map[string]string
		want        options
	}{
		{"nothing", nil, nil, want(func(*options) {})},
		{"the environment", nil, environment, want(func(o *options) {
			o.Listen, o.Store, o.Username, o.Password, o.Database = "127.0.0.1:1", "memory:", "u", "p", "d"
		})},
		{"flags win over variables", []string{"-listen", "[::1]:2", "-store=neo4j://h:7687"}, environment, want(func(o *options) {
			o.Listen, o.Store, o.Username, o.Password, o.Database = "[::1]:2", "neo4j://h:7687", "u", "p", "d"
		})},
		{"a flag wins though it says what is so anyway", []string{"-listen", "127.0.0.1:8080"}, map[string]string{"PARLEY_LISTEN": "127.0.0.1:1"},
			want(func(*options) {})},
		{"empty is unset", nil, map[string]string{"PARLEY_LISTEN": "", "PARLEY_STORE": ""}, want(func(*options) {})},
		{"health check", []string{"-healthcheck", "http://h/"}, nil, want(func(o *options) { o.healthcheck = "http://h/" })},
		{"what is done is no variable", nil, map[string]string{"PARLEY_VERSION": "1.2.3", "PARLEY_HEALTHCHECK": "x"}, want(func(*options) {})},
		{"limits by flags", []string{"-introspection=false", "-playground=false", "-cost", "7", "-concurrency", "0", "-rate", "1.5", "-burst=3", "-connections=6", "-sockets=5", "-trusted", "docs", "-trusted-only"}, limits,
			want(func(o *options) {
				o.NoPlayground, o.Trusted, o.Connections = true, "docs", 6
				o.Answers = graph.Options{NoIntrospection: true, MaxCost: 7, PerSecond: 1.5, Burst: 3, Sockets: 5, TrustedOnly: true}
			})},
		{"no explorer", []string{"-explorer=false"}, nil, want(func(o *options) { o.NoExplorer = true })},
		{"limits by the environment", nil, limits, want(func(o *options) {
			o.NoPlayground, o.Answers = true, graph.Options{NoIntrospection: true, MaxCost: -1, Working: 2, PerSecond: 4, Burst: 5, Sockets: defaultSockets}
		})},
		{"the file", []string{"-config", file}, nil, want(filed)},
		{"the file by a variable", nil, map[string]string{"PARLEY_CONFIG": file}, want(filed)},
		{"variables win over the file, and flags over both", []string{"-config", file, "-listen", "127.0.0.1:4"},
			map[string]string{"PARLEY_LISTEN": "127.0.0.1:1", "PARLEY_RATE": "9", "PARLEY_PLAYGROUND": ""}, want(func(o *options) {
				filed(o)
				o.Listen, o.Answers.PerSecond = "127.0.0.1:4", 9
			})},
		{"a password in a file", []string{"-neo4j-password-file", password}, map[string]string{"NEO4J_PASSWORD": ""}, want(func(o *options) {
			o.passwordFile, o.Password = password, " of spaces "
		})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			environ(t, tt.environment)
			got, err := parse(tt.args, io.Discard)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(options{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What a flag, a variable or a line of the file says wrong is told with where it stands, and nothing is begun.
func TestBadSettings(t *testing.T) {
	secret := written(t, "secret\n")
	tests := []struct {
		arg, env, value, file string
		says                  []string
	}{
		{arg: "-version -healthcheck=http://h/", says: []string{"-healthcheck and -version"}},
		{arg: "-backup=", says: []string{"-backup", "nothing behind it"}},
		{arg: "-new-token=", says: []string{"-new-token", "nothing behind it"}},
		{arg: "-healthcheck=", says: []string{"-healthcheck", "nothing behind it"}},
		{arg: "-role=admin", says: []string{"-role", "-new-token"}},
		{arg: "-role=admin -version", says: []string{"-role", "-new-token"}},
		{arg: "-slow=2", says: []string{"-slow", "with its unit"}},
		{arg: "-log-level=loud", says: []string{"-log-level", "debug, info, warn or error"}},
		{env: "PARLEY_SLOW", value: "-5s", says: []string{"PARLEY_SLOW", "with its unit"}},
		{arg: "-cost=-1", says: []string{"-cost", "from 0"}},
		{arg: "-cost=1.5", says: []string{"-cost", "whole number"}},
		{arg: "-concurrency=many", says: []string{"-concurrency", "must be a number"}},
		{arg: "-rate=NaN", says: []string{"-rate", "must be a number"}},
		{arg: "-introspection=perhaps", says: []string{"-introspection", `"perhaps" is none of true, false, reader and admin`}},
		{env: "PARLEY_RATE", value: "-2", says: []string{"PARLEY_RATE", "from 0"}},
		{env: "PARLEY_BURST", value: "0.5", says: []string{"PARLEY_BURST", "whole number"}},
		{env: "PARLEY_PLAYGROUND", value: "no", says: []string{"PARLEY_PLAYGROUND", `"no" is none of true, false, reader and admin`}},
		{env: "PARLEY_CONFIG", value: "/nowhere/at.all", says: []string{"/nowhere/at.all"}},
		{file: "\n# All of it.\nrate = some\n", says: []string{"FILE, line 3: ", `"rate"`, "must be a number"}},
		{file: "rate = 1\nlisten on 127.0.0.1:1\n", says: []string{"FILE, line 2: ", "=", "value"}},
		{file: "lisen = 127.0.0.1:1\n", says: []string{"FILE, line 1: ", `no setting "lisen"`}},
		{file: "version = true\n", says: []string{"FILE, line 1: ", `no setting "version"`}},
		{file: "config = other\n", says: []string{"FILE, line 1: ", `no setting "config"`}},
		{file: "= 1\n", says: []string{"FILE, line 1: ", "name of a setting"}},
		// A setting that is overruled is read all the same, by its name.
		{arg: "-rate=1", file: "rate = 2\nrat = 1\n", says: []string{"FILE, line 2: ", `no setting "rat"`}},
		{arg: "-neo4j-password-file=/nowhere/at.all", says: []string{"password", "/nowhere/at.all"}},
		{arg: "-neo4j-password-file=" + os.DevNull, says: []string{"password", os.DevNull, "empty"}},
		{arg: "-neo4j-password-file=" + secret, env: "NEO4J_PASSWORD", value: "secret", says: []string{"NEO4J_PASSWORD", secret, "unset one"}},
	}
	for _, tt := range tests {
		var args []string
		if tt.arg != "" {
			args = strings.Fields(tt.arg)
		}
		path := ""
		if tt.file != "" {
			path = written(t, tt.file)
			args = append(args, "-config", path)
		}
		environ(t, map[string]string{})
		if tt.env != "" {
			t.Setenv(tt.env, tt.value)
		}
		var said bytes.Buffer
		code := command(t.Context(), args, io.Discard, &said)
		if tt.env != "" {
			t.Setenv(tt.env, "")
		}
		if code != exitUsage {
			t.Errorf("%q and %s=%s end with %d", args, tt.env, tt.value, code)
		}
		for _, part := range tt.says {
			if part = strings.ReplaceAll(part, "FILE", path); !strings.Contains(said.String(), part) {
				t.Errorf("%q and %s=%s: %q does not say %q", args, tt.env, tt.value, &said, part)
			}
		}
		if strings.Contains(strings.ReplaceAll(said.String(), secret, ""), "secret") {
			t.Errorf("the password is told: %q", &said)
		}
	}
}
