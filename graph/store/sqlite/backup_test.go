package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"parley/graph/store"
	"parley/graph/store/storetest"
)

// files are the names in a directory.
func files(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

// A copy that is made while somebody writes has each Update whole or not at all, all that was committed before, and nothing
// that was begun after; and it is a store like any other.
func TestBackup(t *testing.T) {
	path, dir := filepath.Join(t.TempDir(), "a ?#%41.db"), t.TempDir()
	s := openFile(t, path, storetest.Schema())
	defer closeStore(t, s)
	for i := range 200 {
		put(t, s, person(fmt.Sprintf("old%06d", i)))
	}
	var committed atomic.Int64
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	begun := make(chan struct{}, 1)
	go func() {
		for i := 0; ctx.Err() == nil; i++ {
			if err := s.Update(context.WithoutCancel(ctx), func(tx store.Tx) error {
				return tx.Write(t.Context(), []store.Change{person(fmt.Sprintf("a%06d", i)), person(fmt.Sprintf("b%06d", i))})
			}); err != nil {
				ended <- err
				return
			}
			committed.Add(1)
			select {
			case begun <- struct{}{}:
			default:
			}
		}
		ended <- nil
	}()
	<-begun
	for i := range 5 {
		to := filepath.Join(dir, fmt.Sprintf("copy ?#%%41 %d.db", i))
		before := committed.Load()
		if err := Backup(t.Context(), path, to); err != nil {
			t.Fatal(err)
		}
		after := committed.Load() + 1 // One may be committed and not yet counted.
		if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the copy is %v, %v", info, err)
		}
		c := openFile(t, to, storetest.Schema())
		people := len(ids(t, c, &store.Selection{Kinds: []string{"Person"}})) - 200
		if people%2 != 0 || int64(people/2) < before || int64(people/2) > after {
			t.Errorf("of pairs of people %d were there before and %d after, and %d people in the copy", before, after, people)
		}
		if got := ids(t, c, &store.Selection{Kinds: []string{"Person"}, Where: store.Compare{Property: "id", Arg: 1}}, "old000007"); len(got) != 1 {
			t.Errorf("by id %q are found", got)
		}
		put(t, c, person("new")) // A copy is no view.
		closeStore(t, c)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); strings.Count(got, "copy") != 5 || strings.Contains(got, "part") {
		t.Errorf("there are %s", got)
	}
	if got := ids(t, s, &store.Selection{Kinds: []string{"Person"}, Where: store.Compare{Property: "id", Arg: 1}}, "new"); len(got) != 0 {
		t.Error("what was written to a copy is in what was copied")
	}
}

// A store that nobody has open is copied as well, and neither file leaves anything beside it.
func TestBackupClosed(t *testing.T) {
	from, dir := t.TempDir(), t.TempDir()
	path := filepath.Join(from, "graph.db")
	s := openFile(t, path, storetest.Schema())
	put(t, s, person("ann"))
	closeStore(t, s)
	if err := Backup(t.Context(), path, filepath.Join(dir, "copy.db")); err != nil {
		t.Fatal(err)
	}
	if got := files(t, from) + " " + files(t, dir); got != "graph.db copy.db" {
		t.Errorf("there are %s", got)
	}
}

func TestBackupRefused(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	closeStore(t, openFile(t, in("graph.db"), storetest.Schema()))
	for name, text := range map[string]string{"taken": "precious", "empty": "", "text": strings.Repeat("no database ", 99)} {
		if err := os.WriteFile(in(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := files(t, dir)
	for name, c := range map[string]struct {
		path, to string
		is       error
		says     string
	}{
		"a name that is taken": {"graph.db", "taken", store.ErrConflict, "is not replaced"},
		"itself":               {"graph.db", "graph.db", store.ErrConflict, "is not replaced"},
		"a directory":          {"graph.db", "", store.ErrConflict, "is not replaced"},
		"no directory":         {"graph.db", "none/copy", fs.ErrNotExist, "none"},
		"no store":             {"none", "copy", store.ErrInvalid, "there is no store"},
		"an empty file":        {"empty", "copy", store.ErrInvalid, "there is no store"},
		"another file":         {"text", "copy", store.ErrInvalid, "is not an SQLite file"},
	} {
		if err := Backup(t.Context(), in(c.path), in(c.to)); !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Backup(ctx, in("graph.db"), in("copy")); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: the error is %v", err)
	}
	if got := files(t, dir); got != before {
		t.Errorf("there are %s, and were %s", got, before)
	}
	if text, err := os.ReadFile(in("taken")); err != nil || string(text) != "precious" {
		t.Errorf("what was there is %q, %v", text, err)
	}
}

// A copy of a file that is damaged is no backup.
func TestBackupDamaged(t *testing.T) {
	for name, damage := range map[string]func(path string) error{
		"a value that its column cannot have": func(path string) error {
			return once(t.Context(), location(path), func(db *sql.DB) error {
				_, err := db.Exec("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'kind TEXT', 'kind INTEGER') WHERE name = 'node'")
				return err
			})
		},
		"pages of nothing": func(path string) error {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			clear(text[len(text)/4:])
			return os.WriteFile(path, text, 0o600)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path, to := filepath.Join(dir, "graph.db"), filepath.Join(dir, "copy.db")
			s := openFile(t, path, storetest.Schema())
			for i := range 500 {
				put(t, s, person(fmt.Sprintf("p%06d", i)))
			}
			closeStore(t, s)
			if err := damage(path); err != nil {
				t.Fatal(err)
			}
			err := Backup(t.Context(), path, to)
			t.Log(err)
			if err == nil {
				t.Error("a damaged file is copied")
			}
			if got := files(t, dir); got != "graph.db" {
				t.Errorf("there are %s", got)
			}
		})
	}
}

// Where there are no links the copy is moved to its name, unless a file has it by now.
func TestBackupNamed(t *testing.T) {
	dir := t.TempDir()
	part, to := filepath.Join(dir, "part"), filepath.Join(dir, "to")
	none := func(string, string) error { return &os.LinkError{Op: "link", Old: part, New: to, Err: syscall.EPERM} }
	for _, link := range []func(string, string) error{os.Link, none} {
		if err := os.WriteFile(part, []byte("copy"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := rename(part, to, link); err != nil {
			t.Fatal(err)
		}
		if err := gone(part); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(part, []byte("other"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := rename(part, to, link); !errors.Is(err, store.ErrConflict) {
			t.Errorf("a name that is taken gives %v", err)
		}
		if text, err := os.ReadFile(to); err != nil || string(text) != "copy" {
			t.Errorf("the copy is %q, %v", text, err)
		}
		if err := os.Remove(to); err != nil {
			t.Fatal(err)
		}
	}
}
