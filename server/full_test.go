//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"parley/graph"
	"parley/graph/derive"
	"parley/graph/store"
	"parley/graph/store/open"
)

// TestFullDisk has no room left for the embedded store. Nobody needs rights for the bound on the size of files that the process
// gives itself, so that one is always tried; a small disk that is really full is tried where the system lets one be mounted.
func TestFullDisk(t *testing.T) {
	t.Run("the size of files", func(t *testing.T) {
		dir := t.TempDir()
		var was syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Fatal(err)
		}
		set := func(most uint64) {
			if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: most, Max: was.Max}); err != nil {
				t.Fatal(err)
			}
		}
		defer set(was.Cur)
		fullDisk(t, dir, func(used uint64) { set(used + 1<<20) }, func() { set(was.Cur) })
	})
	dir := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", "size=24m", "parley-test", dir).CombinedOutput(); err != nil {
		t.Logf("no small disk can be mounted here, so only the size of files was bounded: %v: %s", err, out)
		return
	}
	defer func() {
		if out, err := exec.CommandContext(context.Background(), "umount", dir).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}()
	t.Run("the disk", func(t *testing.T) {
		rest := filepath.Join(dir, "rest")
		fullDisk(t, dir, func(uint64) {
			var disk syscall.Statfs_t
			if err := syscall.Statfs(dir, &disk); err != nil {
				t.Fatal(err)
			}
			free := int(disk.Bavail) * int(disk.Bsize)
			if err := os.WriteFile(rest, make([]byte, free-1<<20), 0o600); err != nil {
				t.Fatal(err)
			}
		}, func() {
			if err := os.Remove(rest); err != nil {
				t.Fatal(err)
			}
		})
	})
}

// fullDisk writes to the store of a server until there is no room, and again once there is.
func fullDisk(t *testing.T, dir string, fill func(used uint64), free func()) {
	t.Helper()
	location := "sqlite:" + filepath.Join(dir, "graph.db")
	r := start(t, local(location))
	readers := crowdAt(t, r.url, `{ people(first: 5) { nodes { id name events(first: 3) { totalCount nodes { id } } } } }`, 2)
	o, err := graph.Ontology()
	if err != nil {
		t.Fatal(err)
	}
	bare, err := open.Open(t.Context(), open.Config{Location: location}, o.Store)
	if err != nil {
		t.Fatal(err)
	}
	defer bare.Close()
	st := derive.Store(bare, o)
	var acknowledged []string
	write := func(batch int) (ids []string, err error) {
		err = st.Update(t.Context(), func(tx store.Tx) error {
			ids = nil
			var changes []store.Change
			for i := range 20 {
				id := fmt.Sprintf("zettel:%d-%d", batch, i)
				ids = append(ids, id)
				changes = append(changes, store.PutNode{Node: store.Node{ID: id, Kind: "Document", Props: map[string]any{"name": strings.Repeat("Z", 1000)}}})
			}
			return tx.Write(t.Context(), changes)
		})
		return ids, err
	}
	used := uint64(0)
	for _, name := range []string{"graph.db", "graph.db-wal"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil {
			used = max(used, uint64(info.Size()))
		}
	}
	fill(used)
	batch := 0
	var lost []string
	for ; batch < 1000; batch++ {
		ids, err := write(batch)
		if err != nil {
			if lost = ids; !errors.Is(err, store.ErrUnavailable) {
				t.Errorf("without room a write ends with %v", err)
			}
			break
		}
		acknowledged = append(acknowledged, ids...)
	}
	if lost == nil || len(acknowledged) == 0 {
		t.Fatalf("%d were written, and there was always room", len(acknowledged))
	}
	asked := readers.good.Load()
	until(t, "answered without room", func() bool { return readers.good.Load() > asked+20 })
	if got := there(t, bare, o, acknowledged); got != len(acknowledged) {
		t.Errorf("without room, of %d that were acknowledged %d are there", len(acknowledged), got)
	}
	if got := there(t, bare, o, lost); got != 0 {
		t.Errorf("of those that were refused %d are there", got)
	}
	free()
	ids, err := write(batch)
	if err != nil {
		t.Fatalf("there is room again, and a write ends with %v", err)
	}
	acknowledged = append(acknowledged, ids...)
	if got := there(t, bare, o, acknowledged); got != len(acknowledged) {
		t.Errorf("of %d that were acknowledged %d are there", len(acknowledged), got)
	}
	readers.stop()
	t.Logf("%d were written before there was no room; %d questions were answered right, %d refused", len(acknowledged), readers.good.Load(), readers.refused.Load())
	if readers.refused.Load() > 0 {
		t.Error("who reads needs no room, and was refused")
	}
}
