package main

import (
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The pages that tell how to run the server, and the unit of systemd, are held against the program.

func page(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// blocks are what stands in a page between fences of a kind.
func blocks(t *testing.T, name, kind string) (all []string) {
	t.Helper()
	for _, m := range regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$").FindAllStringSubmatch(page(t, name), -1) {
		if m[1] == kind {
			all = append(all, m[2])
		}
	}
	if len(all) == 0 {
		t.Fatalf("%s has nothing of the kind %q", name, kind)
	}
	return all
}

// Files of settings that the pages show are read as they stand.
func TestPagesSettings(t *testing.T) {
	environ(t, nil)
	for _, name := range []string{"README.md", "RUNNING.md"} {
		for _, text := range blocks(t, name, "conf") {
			if _, err := parse([]string{"-config", written(t, text)}, t.Output()); err != nil {
				t.Errorf("%s: %v in\n%s", name, err, text)
			}
		}
	}
}

// What the page has typed are flags that there are.
func TestPagesCommands(t *testing.T) {
	flags, seen := flagsOf(new(options)), 0
	for _, text := range blocks(t, "RUNNING.md", "") {
		for _, m := range regexp.MustCompile(`parley((?: -[a-z][\w-]+(?: [^-#\s]\S*)?)+)`).FindAllStringSubmatch(text, -1) {
			for _, name := range regexp.MustCompile(` -([a-z][\w-]+)`).FindAllStringSubmatch(m[1], -1) {
				if seen++; flags.Lookup(name[1]) == nil {
					t.Errorf("there is no flag -%s, as in %q", name[1], m[0])
				}
			}
		}
	}
	if seen < 5 {
		t.Errorf("only %d flags were looked at: the page or the pattern is wrong", seen)
	}
}

// What the page has set behind a proxy is answered by the name that the proxies have, and knows clients by what they say.
func TestPagesProxied(t *testing.T) {
	environ(t, nil)
	name := regexp.MustCompile(`server_name (\S+);`).FindStringSubmatch(blocks(t, "RUNNING.md", "nginx")[0])[1]
	if !strings.HasPrefix(blocks(t, "RUNNING.md", "caddy")[0], name+" {") {
		t.Errorf("Caddy has another name than %s", name)
	}
	settings := blocks(t, "RUNNING.md", "conf")
	o, err := parse([]string{"-config", written(t, settings[len(settings)-1]), "-listen", "127.0.0.1:0", "-store", "memory:"}, t.Output())
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, o.Config)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/graphql", strings.NewReader(`{"query": "{ __typename }"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Host = name
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Forwarded-For", "192.0.2.7")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("by the name of the proxy it answers %s", answer.Status)
	}
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(s.log.String(), "client=192.0.2.7") {
		t.Errorf("who asks by the proxy is not known: %s", s.log)
	}
}

// A proxy waits as long as an answer may take, and takes as large a body.
func TestPagesProxies(t *testing.T) {
	for kind, wait := range map[string]string{"nginx": "proxy_read_timeout", "caddy": "response_header_timeout"} {
		for _, text := range blocks(t, "RUNNING.md", kind) {
			m := regexp.MustCompile(wait + ` (\w+)`).FindStringSubmatch(text)
			if m == nil {
				t.Fatalf("%s: there is no %s", kind, wait)
			}
			if d, err := time.ParseDuration(m[1]); err != nil || d <= writeTimeout {
				t.Errorf("%s waits %s, %v: an answer may take %v", kind, m[1], err, writeTimeout)
			}
			for _, path := range []string{"/healthz", "/readyz", "/metrics"} { // Which Parley answers to all on loopback.
				if !strings.Contains(text, path) {
					t.Errorf("%s does not keep %s back", kind, path)
				}
			}
			if !regexp.MustCompile(`(client_max_body_size 2m|max_size 2MB)\b`).MatchString(text) || !strings.Contains(text, "X-Forwarded-For") {
				t.Errorf("%s bounds the body otherwise, or does not say for whom it asks", kind)
			}
		}
	}
}

func TestUnit(t *testing.T) {
	unit := map[string][]string{}
	for line := range strings.Lines(page(t, "parley.service")) {
		// What is commented out is for who takes the comment away.
		if name, value, found := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "#"), "="); found && !strings.Contains(name, " ") {
			unit[name] = append(unit[name], value)
		}
	}
	one := func(name string) string {
		t.Helper()
		if len(unit[name]) != 1 {
			t.Fatalf("the unit has %q for %s", unit[name], name)
		}
		return unit[name][0]
	}
	environment := map[string]string{}
	for _, e := range unit["Environment"] {
		name, value, _ := strings.Cut(e, "=")
		environment[name] = strings.Replace(value, "%d/neo4j-password", written(t, "secret\n"), 1)
	}
	if credential := one("LoadCredential"); !strings.HasPrefix(credential, "neo4j-password:/etc/parley/") {
		t.Errorf("the password is %s", credential)
	}
	words := strings.Fields(one("ExecStart"))
	if want := []string{"/usr/local/bin/parley", "-config", "/etc/parley/parley.conf"}; !cmp.Equal(words, want) {
		t.Fatalf("it starts %q, not %q, as the page has it", words, want)
	}
	if o := optionsOf(t, []string{"-config", written(t, blocks(t, "RUNNING.md", "conf")[0])}, environment); o.Password != "secret" || o.Username != "neo4j" ||
		!strings.HasPrefix(o.Store, "sqlite:/var/lib/"+one("StateDirectory")+"/") {
		t.Errorf("the program takes it for %+v", o)
	}
	if stop, err := time.ParseDuration(one("TimeoutStopSec") + "s"); err != nil || stop < drainTimeout+5*time.Second {
		t.Errorf("it has %v to stop, %v", stop, err)
	}
	if files, err := strconv.Atoi(one("LimitNOFILE")); err != nil || files < 2*defaultConnections {
		t.Errorf("it may open %d files, %v, and have %d connections", files, err, defaultConnections)
	}
	if limit, memory := size(t, environment["GOMEMLIMIT"]), size(t, one("MemoryMax")); limit > memory*9/10 || limit < memory/2 {
		t.Errorf("of %d bytes of memory Go is to use %d", memory, limit)
	}
	if one("RestartPreventExitStatus") != fmt.Sprint(exitUsage) || one("Restart") != "on-failure" {
		t.Error("wrong settings are tried again and again, or what may pass is not")
	}
	for _, want := range []string{
		"NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes", "CapabilityBoundingSet=",
		"MemoryDenyWriteExecute=yes", "RestrictAddressFamilies=AF_INET AF_INET6", "SystemCallFilter=@system-service", "UMask=0077", "StateDirectoryMode=0700",
	} {
		name, value, _ := strings.Cut(want, "=")
		if !slices.Contains(unit[name], value) {
			t.Errorf("the unit has %q for %s, not %s", unit[name], name, value)
		}
	}
}
