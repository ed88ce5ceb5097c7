package main

import (
	"bytes"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

// The files that put Parley into containers are read here and held against the program: no container engine is needed.

// A service is what is looked at of one service of docker-compose.yml.
type service struct {
	Image   string `yaml:"image"`
	Restart string `yaml:"restart"`
	Build   *struct {
		Context    string `yaml:"context"`
		Dockerfile string `yaml:"dockerfile"`
	} `yaml:"build"`
	Command     []string          `yaml:"command"`
	Environment map[string]string `yaml:"environment"`
	Ports       []string          `yaml:"ports"`
	Volumes     []string          `yaml:"volumes"`
	DependsOn   map[string]struct {
		Condition string `yaml:"condition"`
	} `yaml:"depends_on"`
	ReadOnly    bool           `yaml:"read_only"`
	Tmpfs       []string       `yaml:"tmpfs"`
	CapDrop     []string       `yaml:"cap_drop"`
	CapAdd      []string       `yaml:"cap_add"`
	Security    []string       `yaml:"security_opt"`
	Memory      string         `yaml:"mem_limit"`
	Processes   int            `yaml:"pids_limit"`
	Limits      map[string]int `yaml:"ulimits"`
	StopGrace   string         `yaml:"stop_grace_period"`
	Healthcheck *struct {
		Test        []string `yaml:"test"`
		Interval    string   `yaml:"interval"`
		Timeout     string   `yaml:"timeout"`
		Retries     int      `yaml:"retries"`
		StartPeriod string   `yaml:"start_period"`
	} `yaml:"healthcheck"`
}

// compose reads docker-compose.yml, with the variables that it takes from the environment at their defaults.
func compose(t *testing.T) map[string]service {
	t.Helper()
	text, err := os.ReadFile("../docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	text = regexp.MustCompile(`\$\{\w+:-([^}]*)\}`).ReplaceAll(text, []byte("$1"))
	var file struct {
		Services map[string]service `yaml:"services"`
		Volumes  map[string]any     `yaml:"volumes"`
	}
	if err := yaml.UnmarshalWithOptions(text, &file, yaml.Strict()); err != nil {
		t.Fatalf("docker-compose.yml: %v", err)
	}
	for name, s := range file.Services {
		for _, v := range s.Volumes {
			volume, _, _ := strings.Cut(v, ":")
			if _, declared := file.Volumes[volume]; !declared {
				t.Errorf("%s: the volume %s is not declared", name, volume)
			}
		}
	}
	return file.Services
}

// pinned fails the test unless the image names a version.
func pinned(t *testing.T, image string) {
	t.Helper()
	if !regexp.MustCompile(`^[\w./-]+:\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?$`).MatchString(image) {
		t.Errorf("the image %q is not pinned to a version of at least two numbers", image)
	}
}

// options that the program reads from an environment.
func optionsOf(t *testing.T, args []string, environment map[string]string) options {
	t.Helper()
	known := []string{envUsername, envPassword, envDatabase, "GOMEMLIMIT"} // The last is Go's.
	flagsOf(new(options)).VisitAll(func(f *flag.Flag) {
		if !action(f.Name) {
			known = append(known, variable(f.Name))
		}
	})
	for name := range environment {
		if !slices.Contains(known, name) {
			t.Errorf("the program does not read %s, only %q", name, known)
		}
	}
	environ(t, environment)
	var said bytes.Buffer
	o, err := parse(args, &said)
	if err != nil {
		t.Fatalf("the program refuses %q: %v\n%s", args, err, &said)
	}
	return o
}

// port is the port of HOST:PORT.
func port(address string) string { return address[strings.LastIndexByte(address, ':')+1:] }

// size is a number of bytes as the files write it.
func size(t *testing.T, text string) (bytes int64) {
	t.Helper()
	m := regexp.MustCompile(`^(\d+)(m|MiB|g|G|GiB)$`).FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("%q is no size", text)
	}
	n, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	if n <<= 20; m[2][0]|' ' == 'g' {
		n <<= 10
	}
	return n
}

// hardened holds a service to what it needs, and no more, and to have the time that it takes to stop.
func hardened(t *testing.T, name string, s service) {
	t.Helper()
	if !cmp.Equal(s.CapDrop, []string{"ALL"}) || !slices.Contains(s.Security, "no-new-privileges:true") || s.Processes == 0 || s.Restart != "unless-stopped" {
		t.Errorf("%s: it may do more than it needs, or does not come again: %+v", name, s)
	}
	if grace, err := time.ParseDuration(s.StopGrace); err != nil || grace < drainTimeout+5*time.Second {
		t.Errorf("%s has %s to stop, %v", name, s.StopGrace, err)
	}
	memory := size(t, s.Memory)
	if name == "parley" {
		if !s.ReadOnly || !cmp.Equal(s.Tmpfs, []string{"/tmp"}) || len(s.CapAdd) > 0 {
			t.Errorf("%s: it writes nothing but temporary files: %+v", name, s)
		}
		if limit := size(t, s.Environment["GOMEMLIMIT"]); limit > memory*9/10 || limit < memory/2 {
			t.Errorf("%s: of %s of memory Go is to use %s", name, s.Memory, s.Environment["GOMEMLIMIT"])
		}
		return
	}
	heap, pages := size(t, s.Environment["NEO4J_server_memory_heap_max__size"]), size(t, s.Environment["NEO4J_server_memory_pagecache_size"])
	if rest := memory - heap - pages; rest < 512<<20 || s.Limits["nofile"] < 40000 {
		t.Errorf("%s has %d bytes beside its heap and its pages, and %d files", name, rest, s.Limits["nofile"])
	}
}

func TestCompose(t *testing.T) {
	services := compose(t)
	for name, s := range services {
		for _, p := range s.Ports {
			if !strings.HasPrefix(p, "127.0.0.1:") {
				t.Errorf("%s: the port %s is published beyond this machine, and nothing asks for a login", name, p)
			}
		}
		if s.Healthcheck == nil || s.Healthcheck.Interval == "" || s.Healthcheck.Timeout == "" || s.Healthcheck.Retries == 0 || s.Healthcheck.StartPeriod == "" {
			t.Errorf("%s: the health check is not complete", name)
		}
		if s.Build == nil {
			pinned(t, s.Image)
		}
		hardened(t, name, s)
	}
	parley, neo4j := services["parley"], services["neo4j"]
	if parley.Build == nil || filepath.Join("..", parley.Build.Context, parley.Build.Dockerfile) != filepath.Join("..", "server", "Dockerfile") {
		t.Errorf("parley is not built by server/Dockerfile from the top folder: %+v", parley.Build)
	}
	if got := parley.DependsOn["neo4j"].Condition; got != "service_healthy" {
		t.Errorf("parley starts when neo4j is %q, not when it is healthy", got)
	}

	o := optionsOf(t, parley.Command, parley.Environment)
	if !slices.Equal(o.Access.Auth, []string{"none"}) {
		t.Errorf("parley asks who it is by %q: in its container it listens on all addresses, and only this machine reaches it", o.Access.Auth)
	}
	if want := "0.0.0.0:" + port(parley.Ports[0]); o.Listen != want {
		t.Errorf("parley listens on %s in its container, but the port that is published needs %s", o.Listen, want)
	}
	at, err := url.Parse(o.Store)
	if err != nil || at.Scheme != "neo4j" || services[at.Hostname()].Image != neo4j.Image {
		t.Errorf("the store %s is not the service neo4j", o.Store)
	}
	if !slices.ContainsFunc(neo4j.Ports, func(p string) bool { return port(p) == at.Port() }) {
		t.Errorf("neo4j's ports are %v, the store's is %s", neo4j.Ports, at.Port())
	}
	if want := o.Username + "/" + o.Password; neo4j.Environment["NEO4J_AUTH"] != want {
		t.Errorf("neo4j's login is %s, parley's is %s", neo4j.Environment["NEO4J_AUTH"], want)
	}
	if !slices.Contains(neo4j.Healthcheck.Test, o.Password) || !slices.Contains(neo4j.Healthcheck.Test, o.Username) {
		t.Errorf("neo4j's health check %q has not the login %s and %s", neo4j.Healthcheck.Test, o.Username, o.Password)
	}
	if o.Database != "neo4j" {
		t.Errorf("the database is %q: a Community server has but the one named neo4j", o.Database)
	}
	health(t, parley.Healthcheck.Test[1:], o.Listen)
	if parley.Healthcheck.Test[0] != "CMD" {
		t.Errorf("the health check is %s, which needs a shell: the image has none", parley.Healthcheck.Test[0])
	}
}

// health holds a health check to be one of the program, on the port it listens on, that succeeds when the program does.
func health(t *testing.T, args []string, listen string) {
	t.Helper()
	if entry := words(t, the(dockerfile(t), "ENTRYPOINT")[0]); args[0] != entry[0] {
		t.Errorf("the health check runs %s, but the program is %s", args[0], entry[0])
	}
	at, err := url.Parse(optionsOf(t, args[1:], nil).healthcheck)
	if err != nil || at.Host != "127.0.0.1:"+port(listen) {
		t.Fatalf("the health check %q does not ask the program, on port %s", args, port(listen))
	}
	running := httptest.NewServer(builtIn(t))
	defer running.Close()
	var said bytes.Buffer
	here := strings.Replace(at.String(), "http://"+at.Host, running.URL, 1)
	if code := command(t.Context(), []string{"-healthcheck", here}, io.Discard, &said); code != 0 {
		t.Errorf("the health check of a program that is well ends with %d: %s", code, &said)
	}
	running.Config.Handler = http.NotFoundHandler()
	if code := command(t.Context(), []string{"-healthcheck", here}, io.Discard, &said); code != 1 {
		t.Errorf("the health check of a program that is not well ends with %d", code)
	}
}

// The README tells of every flag and variable that there is.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var usage bytes.Buffer
	if code := command(t.Context(), []string{"-h"}, io.Discard, &usage); code != 0 {
		t.Fatalf("-h ends with %d", code)
	}
	names := regexp.MustCompile(`(?m)^  -[\w-]+`).FindAllString(usage.String(), -1)
	if len(names) < 3 {
		t.Fatalf("the usage has only the flags %q:\n%s", names, &usage)
	}
	for _, name := range append(names, "PARLEY_SOME_NAME", envUsername, envPassword, envDatabase, "/graphql", "/graphiql", "/healthz", "/readyz") {
		if !strings.Contains(string(text), strings.TrimSpace(name)) {
			t.Errorf("README.md does not tell of %s", strings.TrimSpace(name))
		}
	}
}
