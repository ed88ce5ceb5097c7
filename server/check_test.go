package main

import (
	"bytes"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
)

// What a server would find is said before it is started, all of it, and nothing is changed.
func TestCheckConfig(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "parley.db")
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	settings := written(t, "listen = 127.0.0.1:0\nstore = sqlite:"+file+"\n")
	checked := func(code int, lines []string, args ...string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if got := command(t.Context(), append(args, "-check-config"), &stdout, &stderr); got != code {
			t.Errorf("%q ends with %d, not %d: %s%s", args, got, code, &stdout, &stderr)
		}
		got := strings.Split(strings.TrimSuffix(stdout.String()+stderr.String(), "\n"), "\n")
		if len(got) != len(lines) {
			t.Errorf("%q says %q, not %q", args, got, lines)
			return
		}
		for i, want := range lines {
			if !regexp.MustCompile("^" + want).MatchString(got[i]) {
				t.Errorf("%q says %q, not %q", args, got[i], want)
			}
		}
	}
	environ(t, map[string]string{"PARLEY_LISTN": "x", "PARLEY_VERSION": "1", "PARLEY_RATE": "3"})
	checked(exitOK, []string{"ok: settings: flags, variables and " + settings, "note: settings: PARLEY_LISTN is", "note: settings: PARLEY_VERSION is",
		"ok: listen: 127.0.0.1:0 is free", "ok: access: who is on this machine may ask", "ok: store: sqlite:" + file + " holds nothing yet"}, "-config", settings)
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("the check leaves %v, %v", entries, err)
	}
	environ(t, nil)
	s := start(t, Config{Listen: "127.0.0.1:0", Store: "sqlite:" + file})
	checked(exitOK, []string{"ok: settings", "ok: listen", "ok: access", "ok: store: .* holds a store of this version"}, "-config", settings) // Beside the server.
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	checked(exitFailed, []string{"ok: settings", "wrong: listen: another program listens on " + taken.Addr().String(), "wrong: store: .*-store"},
		"-listen", taken.Addr().String(), "-store", "sqlite:"+filepath.Join(dir, "none", "parley.db"))
	checked(exitFailed, []string{"ok: settings", "ok: listen", "ok: access", "wrong: store: .*start Neo4j"}, "-listen", "127.0.0.1:0", "-store", "neo4j://"+closed(t))
	checked(exitFailed, []string{"ok: settings", "ok: listen", "ok: access", "wrong: store: .*is not an SQLite file"}, "-listen", "127.0.0.1:0",
		"-store", "sqlite:"+written(t, strings.Repeat("No store at all.\n", 500)))
	checked(exitFailed, []string{"ok: settings", "ok: listen", "wrong: access: other machines can reach .*-auth tokens:FILE", "ok: store"},
		"-listen", "0.0.0.0:0", "-store", "memory:")
	checked(exitOK, []string{"ok: settings", "ok: listen", "ok: access: everybody", "ok: store"}, "-listen", "0.0.0.0:0", "-store", "memory:", "-auth", "none")
	checked(exitOK, []string{"ok: settings", "ok: listen", "ok: access", "ok: watching", "ok: store"},
		"-listen", "127.0.0.1:0", "-store", "memory:", "-metrics-listen", "127.0.0.1:0", "-pprof", "127.0.0.1:0", "-trace", "otlp")
	checked(exitFailed, []string{"ok: settings", "ok: listen", "ok: access", "wrong: watching: .*-metrics-listen: .*in use", "ok: store"},
		"-listen", "127.0.0.1:0", "-store", "memory:", "-metrics-listen", taken.Addr().String())
	own := closed(t)
	checked(exitFailed, []string{"ok: settings", "ok: listen", "ok: access", "wrong: watching: .*-metrics-listen: .*in use", "ok: store"},
		"-listen", own, "-store", "memory:", "-metrics-listen", own)
	checked(exitFailed, []string{"ok: settings", "ok: listen", "ok: access", "wrong: watching: profiles are served on loopback only", "ok: store"},
		"-listen", "127.0.0.1:0", "-store", "memory:", "-pprof", "0.0.0.0:0")
	checked(exitFailed, []string{"read the settings: .*line 1: "}, "-check-config", "-config", written(t, "lisen = x\n"))
}

// A copy that was made of a store beside its server is what another server starts on; another is never replaced by it.
func TestBackup(t *testing.T) {
	environ(t, nil)
	dir := t.TempDir()
	file, to := "sqlite:"+filepath.Join(dir, "parley.db"), filepath.Join(dir, "copy.db")
	s := start(t, local(file))
	var stdout, stderr bytes.Buffer
	if code := command(t.Context(), []string{"-store", file, "-backup", to}, &stdout, &stderr); code != exitOK ||
		!regexp.MustCompile(`^`+file+` is copied to `+to+`, \d+ bytes, and the copy is sound\n$`).MatchString(stdout.String()) {
		t.Fatalf("the copy ends with %d: %s%s", code, &stdout, &stderr)
	}
	if code := command(t.Context(), []string{"-store", file, "-backup", to}, io.Discard, &stderr); code != exitFailed {
		t.Errorf("another copy of the name ends with %d", code)
	}
	oneSentence(t, stderr.String(), []string{to, "not replaced"})
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	restored := start(t, local("sqlite:"+to))
	var got places
	ask(t, restored.url, aboutKabul, &got)
	if got.Places.TotalCount != 1 {
		t.Errorf("in the copy there is not one Kabul: %+v", got)
	}
	if strings.Contains(restored.log.String(), "built-in data") {
		t.Errorf("the copy was taken to be empty: %s", restored.log)
	}
	for location, says := range map[string]string{"memory:": "in memory", "neo4j://h:7687": "neo4j-admin", "sqlite:" + filepath.Join(dir, "none.db"): "no store"} {
		stderr.Reset()
		if code := command(t.Context(), []string{"-store", location, "-backup", filepath.Join(dir, "other.db")}, io.Discard, &stderr); code != exitFailed {
			t.Errorf("a copy of %s ends with %d", location, code)
		}
		oneSentence(t, stderr.String(), []string{says})
	}
}

func TestDescribed(t *testing.T) {
	of := func(settings ...string) *debug.BuildInfo {
		info := &debug.BuildInfo{Main: debug.Module{Version: "v0.0.0-1"}}
		for i := 0; i < len(settings); i += 2 {
			info.Settings = append(info.Settings, debug.BuildSetting{Key: settings[i], Value: settings[i+1]})
		}
		return info
	}
	for _, tt := range []struct {
		release string
		info    *debug.BuildInfo
		want    string
	}{
		{"", &debug.BuildInfo{}, "parley (devel) go"},
		{"", of(), "parley v0.0.0-1 go"},
		{"v1.2.3", of(), "parley v1.2.3 go"},
		{"v1.2.3", of("vcs.revision", "f00d", "vcs.time", "2026-01-02T03:04:05Z", "vcs.modified", "false"), "parley v1.2.3 (commit f00d, of 2026-01-02T03:04:05Z) go"},
		{"", of("vcs.revision", "f00d", "vcs.modified", "true"), "parley v0.0.0-1 (commit f00d, with changes) go"},
	} {
		if got := described(tt.release, tt.info); !strings.HasPrefix(got, tt.want) || strings.Contains(got, "\n") {
			t.Errorf("%q is not %q…", got, tt.want)
		}
	}
}
