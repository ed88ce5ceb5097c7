// Package fresh keeps what is read from files as fresh as they are: whoever asks for it gets what they hold now, or held last
// when it could be read.
package fresh

import (
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Every is how often the files are looked at, at most, and so how long a change may take to be felt.
const Every = 2 * time.Second

// A Value is what is read from some files. It is safe for concurrent use.
type Value[T any] struct {
	paths []string
	read  func() (T, error)
	log   *slog.Logger

	kept   atomic.Pointer[T]
	looked atomic.Int64 // when, in nanoseconds of Unix
	mu     sync.Mutex
	seen   []stamp
}

// A stamp is what tells a file from what it was.
type stamp struct {
	changed time.Time
	size    int64
	file    os.FileInfo
}

// Read reads a value from files; its error is that of read.
func Read[T any](log *slog.Logger, read func() (T, error), paths ...string) (*Value[T], error) {
	v := &Value[T]{paths: paths, read: read, log: log}
	v.seen = v.stamps()
	v.looked.Store(time.Now().UnixNano())
	first, err := read()
	if err != nil {
		return nil, err
	}
	v.kept.Store(&first)
	return v, nil
}

// Get returns the value, read anew if a file has changed since it was looked at. What cannot be read is told in the log, once
// for each change, and the value stays as it was.
func (v *Value[T]) Get() T {
	now := time.Now().UnixNano()
	if last := v.looked.Load(); now-last >= int64(Every) && v.looked.CompareAndSwap(last, now) {
		v.look()
	}
	return *v.kept.Load()
}

func (v *Value[T]) look() {
	v.mu.Lock()
	defer v.mu.Unlock()
	found := v.stamps()
	if slices.EqualFunc(found, v.seen, same) {
		return
	}
	v.seen = found
	fresh, err := v.read()
	if err != nil {
		v.log.Error("a file has changed and cannot be used: what it said before goes on to hold", "file", strings.Join(v.paths, ", "), "error", err)
		return
	}
	v.kept.Store(&fresh)
	v.log.Info("a file has changed and is read anew", "file", strings.Join(v.paths, ", "))
}

// stamps looks at the files; one that is not there has the zero stamp.
func (v *Value[T]) stamps() []stamp {
	all := make([]stamp, len(v.paths))
	for i, path := range v.paths {
		if info, err := os.Stat(path); err == nil {
			all[i] = stamp{info.ModTime(), info.Size(), info}
		}
	}
	return all
}

func same(a, b stamp) bool {
	if a.file == nil || b.file == nil {
		return a.file == b.file
	}
	return a.changed.Equal(b.changed) && a.size == b.size && os.SameFile(a.file, b.file)
}
