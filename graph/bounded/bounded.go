// Package bounded keeps what was made at some cost, and drops what was not used for longest where it has become too
// many things or too many bytes. The bytes are what the caller says of each thing, an estimate as honest as it can be
// had: Go does not tell what a value holds.
package bounded

import (
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// A Cache keeps values by keys. It is safe for concurrent use.
type Cache[K comparable, V any] struct {
	mu    sync.Mutex
	kept  *simplelru.LRU[K, sized[V]]
	bytes int64
	most  int64

	hits, misses int64
}

// A sized value is a value and its bytes.
type sized[V any] struct {
	value V
	bytes int64
}

// New makes a cache of so many things at most, at least 1, and so many bytes. It fails if it may keep nothing.
func New[K comparable, V any](things int, bytes int64) (*Cache[K, V], error) {
	c := &Cache[K, V]{most: bytes}
	var err error
	c.kept, err = simplelru.NewLRU(things, func(_ K, v sized[V]) { c.bytes -= v.bytes })
	return c, err
}

// Get returns the value of a key, which now is the one used last, and counts whether there is one.
func (c *Cache[K, V]) Get(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v, ok := c.kept.Get(key)
	if ok {
		c.hits++
	} else {
		c.misses++
	}
	return v.value, ok
}

// Peek returns the value of a key, and does not count as use.
func (c *Cache[K, V]) Peek(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v, ok := c.kept.Peek(key)
	return v.value, ok
}

// Add keeps a value of so many bytes under a key, unless there is one already, which stays, or the value is larger than
// all may be together, and then nothing is dropped for it.
func (c *Cache[K, V]) Add(key K, value V, bytes int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if bytes > c.most || c.kept.Contains(key) {
		return
	}
	c.bytes += bytes
	c.kept.Add(key, sized[V]{value, bytes})
	for c.bytes > c.most {
		c.kept.RemoveOldest()
	}
}

// Size tells how many things are kept, and how many bytes they are together.
func (c *Cache[K, V]) Size() (things int, bytes int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.kept.Len(), c.bytes
}

// Counts tells how many things are kept, and how often Get has found one and how often none.
func (c *Cache[K, V]) Counts() (things int, hits, misses int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.kept.Len(), c.hits, c.misses
}

// Purge drops everything.
func (c *Cache[K, V]) Purge() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept.Purge()
}
