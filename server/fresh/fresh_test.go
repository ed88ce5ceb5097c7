package fresh

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// later lets the files be looked at again, as after a while.
func (v *Value[T]) later() { v.looked.Store(v.looked.Load() - int64(Every)) }

func TestValue(t *testing.T) {
	path := filepath.Join(t.TempDir(), "word")
	write := func(word string, age time.Duration) {
		t.Helper()
		if err := os.WriteFile(path+".new", []byte(word), 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(path+".new", at, at); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			t.Fatal(err)
		}
	}
	reads := 0
	read := func() (string, error) {
		reads++
		b, err := os.ReadFile(path)
		if string(b) == "bad" {
			return "", errors.New("a bad word")
		}
		return string(b), err
	}
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, nil))
	if _, err := Read(logger, read, path); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("without a file the error is %v", err)
	}
	write("one", time.Hour)
	v, err := Read(logger, read, path)
	if err != nil {
		t.Fatal(err)
	}
	reads = 0
	steps := []struct {
		do    func()
		want  string
		reads int
		logs  string
	}{
		{func() {}, "one", 0, ""},
		{v.later, "one", 0, ""}, // Nothing has changed.
		{func() { write("two", time.Hour); v.later() }, "two", 1, "read anew"},
		{func() { write("bad", time.Minute); v.later() }, "two", 1, "a bad word"},
		{v.later, "two", 0, ""}, // It is told once.
		{func() { write("six", time.Second); v.later() }, "six", 1, "read anew"},
		{func() { os.Remove(path); v.later() }, "six", 1, "no such file"},
		{v.later, "six", 0, ""},
		{func() { write("six", time.Second); v.later() }, "six", 1, "read anew"},
	}
	for i, s := range steps {
		log.Reset()
		reads = 0
		s.do()
		if got := v.Get(); got != s.want || reads != s.reads {
			t.Errorf("step %d: %q after %d reads, not %q after %d", i, got, reads, s.want, s.reads)
		}
		if (s.logs == "") != (log.Len() == 0) || !strings.Contains(log.String(), s.logs) {
			t.Errorf("step %d: the log has %q", i, &log)
		}
	}
	// Within the time between two looks a change is not seen: files are not looked at for every request.
	v.looked.Store(time.Now().UnixNano())
	write("ten", 0)
	if got := v.Get(); got != "six" {
		t.Errorf("it is %q at once", got)
	}
}
