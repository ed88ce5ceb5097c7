package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

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

// A step is one instruction of the Dockerfile.
type step struct{ name, rest string }

func dockerfile(t *testing.T) []step {
	t.Helper()
	text, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	var steps []step
	for line := range strings.Lines(strings.ReplaceAll(string(text), "\\\n", " ")) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, rest, _ := strings.Cut(line, " ")
		steps = append(steps, step{name, strings.Join(strings.Fields(rest), " ")})
	}
	return steps
}

// the returns what the steps of one name say.
func the(steps []step, name string) (all []string) {
	for _, s := range steps {
		if s.name == name {
			all = append(all, s.rest)
		}
	}
	return all
}

// words reads the form of a command that no shell takes apart.
func words(t *testing.T, list string) (args []string) {
	t.Helper()
	if err := json.Unmarshal([]byte(list), &args); err != nil || len(args) == 0 {
		t.Fatalf("%s is not a list of words, as an image without a shell needs it: %v", list, err)
	}
	return args
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
	known := []string{envListen, envStore, envUsername, envPassword, envDatabase}
	for name := range environment {
		if !slices.Contains(known, name) {
			t.Errorf("the program does not read %s, only %q", name, known)
		}
	}
	var said bytes.Buffer
	o, err := parse(args, func(name string) string { return environment[name] }, &said)
	if err != nil {
		t.Fatalf("the program refuses %q: %v\n%s", args, err, &said)
	}
	return o
}

// port is the port of HOST:PORT.
func port(address string) string { return address[strings.LastIndexByte(address, ':')+1:] }

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

func TestDockerfile(t *testing.T) {
	steps := dockerfile(t)
	from := the(steps, "FROM")
	if want := []string{"golang:" + goVersion(t) + "-bookworm AS build", "scratch"}; !cmp.Equal(from, want) {
		t.Errorf("the images are %q, not %q, which go.mod asks for", from, want)
	}
	pinned(t, strings.Fields(from[0])[0])

	// What is built is what is copied is what is run.
	build := regexp.MustCompile(`^CGO_ENABLED=0 go build .*-o (\S+) (\./\S+)$`)
	i := slices.IndexFunc(steps, func(s step) bool { return s.name == "RUN" && build.MatchString(s.rest) })
	if i < 0 {
		t.Fatalf("no step builds a binary that runs without a C library: %q", steps)
	}
	m := build.FindStringSubmatch(steps[i].rest)
	if _, err := os.Stat(filepath.Join("..", m[2], "main.go")); err != nil {
		t.Errorf("the package that is built: %v", err)
	}
	entry := words(t, the(steps, "ENTRYPOINT")[0])
	if want := "--from=build " + m[1] + " " + entry[0]; !slices.Contains(the(steps, "COPY"), want) {
		t.Errorf("no step is COPY %s", want)
	}
	for _, c := range the(steps, "COPY") {
		if strings.HasPrefix(c, "--from=build ") {
			continue
		}
		for _, name := range strings.Fields(c) {
			if _, err := os.Stat(filepath.Join("..", name)); err != nil {
				t.Errorf("COPY %s: %v", c, err)
			}
		}
	}

	environment := map[string]string{}
	for _, e := range the(steps, "ENV") {
		name, value, _ := strings.Cut(e, "=")
		environment[name] = value
	}
	o := optionsOf(t, entry[1:], environment)
	if exposed := the(steps, "EXPOSE"); !cmp.Equal(exposed, []string{port(o.Listen)}) {
		t.Errorf("the ports %q are exposed, the program listens on %s", exposed, o.Listen)
	}
	if !slices.Contains(the(steps, "WORKDIR"), "/data") || !slices.ContainsFunc(the(steps, "COPY"), func(c string) bool {
		return strings.HasPrefix(c, "--from=build --chown="+the(steps, "USER")[0]+" ") && strings.HasSuffix(c, " /data")
	}) {
		t.Errorf("the embedded store, %s, cannot be written by the user %q in /data", o.Store, the(steps, "USER"))
	}
	check, found := strings.CutPrefix(the(steps, "HEALTHCHECK")[0], "--interval=10s --timeout=3s --start-period=30s CMD ")
	if !found {
		t.Fatalf("the health check is %s", the(steps, "HEALTHCHECK")[0])
	}
	health(t, words(t, check), o.Listen)
}

// goVersion is the version of Go, of two numbers, that go.mod asks for.
func goVersion(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(text)
	if m == nil {
		t.Fatal("go.mod has no version of Go")
	}
	return string(m[1])
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
	if code := command(t.Context(), []string{"-healthcheck", here}, os.Getenv, io.Discard, &said); code != 0 {
		t.Errorf("the health check of a program that is well ends with %d: %s", code, &said)
	}
	running.Config.Handler = http.NotFoundHandler()
	if code := command(t.Context(), []string{"-healthcheck", here}, os.Getenv, io.Discard, &said); code != 1 {
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
	if code := command(t.Context(), []string{"-h"}, os.Getenv, io.Discard, &usage); code != 0 {
		t.Fatalf("-h ends with %d", code)
	}
	names := regexp.MustCompile(`(?m)^  -\w+`).FindAllString(usage.String(), -1)
	if len(names) < 3 {
		t.Fatalf("the usage has only the flags %q:\n%s", names, &usage)
	}
	for _, name := range append(names, envListen, envStore, envUsername, envPassword, envDatabase, "/graphql", "/graphiql", "/healthz", "/readyz") {
		if !strings.Contains(string(text), strings.TrimSpace(name)) {
			t.Errorf("README.md does not tell of %s", strings.TrimSpace(name))
		}
	}
}
