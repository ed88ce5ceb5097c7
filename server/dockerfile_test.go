package main

import (
	"bytes"
	"debug/elf"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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

// build finds the step that builds: the command, without the caches that it has, where what is built goes, and what it is of.
func build(t *testing.T, steps []step) []string {
	t.Helper()
	command := regexp.MustCompile(`^(?:--mount=type=cache,target=\S+ )+(CGO_ENABLED=0 .*go build .*-o (\S+) (\./\S+))$`)
	for _, s := range steps {
		if m := command.FindStringSubmatch(s.rest); s.name == "RUN" && m != nil {
			return []string{m[1], m[2], m[3]}
		}
	}
	t.Fatalf("no step builds a binary that runs without a C library: %q", steps)
	return nil
}

func TestDockerfile(t *testing.T) {
	steps := dockerfile(t)
	from := the(steps, "FROM")
	if want := []string{"--platform=$BUILDPLATFORM golang:" + goVersion(t) + "-bookworm AS build", "scratch"}; !cmp.Equal(from, want) {
		t.Errorf("the images are %q, not %q, which go.mod asks for", from, want)
	}
	pinned(t, strings.Fields(from[0])[1])

	// What is built is what is copied is what is run.
	m := build(t, steps)
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

	if user := the(steps, "USER"); len(user) != 1 || !regexp.MustCompile(`^[1-9]\d{3,}:[1-9]\d{3,}$`).MatchString(user[0]) {
		t.Errorf("the user is %q: a number is what tells an orchestrator that it is not root", user)
	}
	labels := strings.Join(the(steps, "LABEL"), " ")
	for _, name := range []string{"title", "description", "licenses", `version="$VERSION"`, `revision="$REVISION"`} {
		if !strings.Contains(labels, "org.opencontainers.image."+name) {
			t.Errorf("the image has no label %s", name)
		}
	}
	if got := the(steps, "STOPSIGNAL"); !cmp.Equal(got, []string{"SIGTERM"}) {
		t.Errorf("it is stopped by %q", got)
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

// sent copies what is sent to the builder: all but what .dockerignore leaves out.
func sent(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../.dockerignore")
	if err != nil {
		t.Fatal(err)
	}
	left := func(path string) bool {
		for _, pattern := range strings.Fields(string(text)) {
			name, anywhere := strings.CutPrefix(pattern, "**/")
			if anywhere {
				if out, err := filepath.Match(name, filepath.Base(path)); err != nil || out {
					return true
				}
			} else if path == pattern {
				return true
			}
		}
		return false
	}
	dir := t.TempDir()
	err = fs.WalkDir(os.DirFS(".."), ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != "." && left(path) && entry.IsDir():
			return fs.SkipDir
		case left(path):
			return nil
		case entry.IsDir():
			return os.MkdirAll(filepath.Join(dir, path), 0o700)
		}
		data, err := os.ReadFile(filepath.Join("..", path))
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, path), data, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// The step that builds builds, of what is sent to the builder, a program that needs nothing beside it and knows its release.
func TestDockerfileBuilds(t *testing.T) {
	if testing.Short() || runtime.GOOS != "linux" {
		return // It takes a minute, and is of Linux.
	}
	dir, out := sent(t), t.TempDir()
	m := build(t, dockerfile(t))
	program := filepath.Join(out, filepath.Base(m[1]))
	built := exec.CommandContext(t.Context(), "sh", "-c", strings.Replace(m[0], m[1], program, 1))
	built.Dir = dir
	built.Env = append(os.Environ(), "TARGETOS=linux", "TARGETARCH="+runtime.GOARCH, "VERSION=v9.8.7")
	if said, err := built.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	f, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if needs, err := f.ImportedLibraries(); err != nil || len(needs) > 0 || slices.ContainsFunc(f.Progs, func(p *elf.Prog) bool { return p.Type == elf.PT_INTERP }) {
		t.Errorf("it needs %q, or a loader: %v", needs, err)
	}
	text, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, []byte(dir)) {
		t.Error("it tells where it was built")
	}
	run := exec.CommandContext(t.Context(), program, "-version")
	run.Env = []string{}
	if said, err := run.CombinedOutput(); err != nil || !strings.HasPrefix(string(said), "parley v9.8.7 go") {
		t.Errorf("it says %q, %v", said, err)
	}
}
