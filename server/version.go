package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// release is the name of a release, which a build that has one gives: -ldflags "-X main.release=v1.2.3".
var release string

// version says in one line what was built, of what, and with what.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return described(release, info)
}

// described is the name of a build, if it has one, and what the toolchain knows: the commit, when that was made, and
// whether it was changed.
func described(release string, info *debug.BuildInfo) string {
	name := release
	if name == "" {
		name = info.Main.Version
	}
	if name == "" {
		name = "(devel)"
	}
	known := map[string]string{}
	for _, s := range info.Settings {
		known[s.Key] = s.Value
	}
	var of []string
	if known["vcs.revision"] != "" {
		of = append(of, "commit "+known["vcs.revision"])
	}
	if known["vcs.time"] != "" {
		of = append(of, "of "+known["vcs.time"])
	}
	if known["vcs.modified"] == "true" {
		of = append(of, "with changes")
	}
	if len(of) > 0 {
		name += " (" + strings.Join(of, ", ") + ")"
	}
	return fmt.Sprintf("parley %s %s %s/%s", name, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
