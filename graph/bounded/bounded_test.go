package bounded

import (
	"math/rand/v2"
	"testing"
)

func TestCache(t *testing.T) {
	c, err := New[string, int](3, 100)
	if err != nil {
		t.Fatal(err)
	}
	c.Add("a", 1, 40)
	c.Add("a", 2, 90) // There is one.
	c.Add("b", 2, 40)
	c.Add("huge", 3, 101) // Drops nothing.
	if a, ok := c.Get("a"); a != 1 || !ok {
		t.Errorf("a is %d, %v", a, ok)
	}
	c.Add("c", 3, 30) // Too many bytes: b goes, which was not used for longest.
	if _, ok := c.Peek("b"); ok {
		t.Error("b is there yet")
	}
	c.Add("d", 4, 1)
	c.Add("e", 5, 1) // Too many things: a goes.
	if _, ok := c.Peek("a"); ok {
		t.Error("a is there yet")
	}
	if n, bytes := c.Size(); n != 3 || bytes != 32 {
		t.Errorf("%d things and %d bytes, want 3 and 32", n, bytes)
	}
	c.Purge()
	if n, bytes := c.Size(); n != 0 || bytes != 0 {
		t.Errorf("%d things and %d bytes when all are dropped", n, bytes)
	}
}

// Whatever is done, what is counted is what is kept, and within the bounds.
func TestBounds(t *testing.T) {
	c, err := New[int, int64](20, 1000)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		key, bytes := random.IntN(100), random.Int64N(300)
		c.Add(key, bytes, bytes)
		c.Get(random.IntN(100))
		var sum int64
		for _, v := range c.kept.Values() {
			sum += v.value
		}
		if n, counted := c.Size(); n > 20 || counted != sum || sum > 1000 {
			t.Fatalf("%d things of %d bytes, and %d are counted", n, sum, counted)
		}
	}
	if _, err := New[int, int](0, 10); err == nil {
		t.Error("a cache of nothing was made")
	}
}

// What is found and what is not are counted, but not by who only looks.
func TestCounts(t *testing.T) {
	c, err := New[string, int](3, 100)
	if err != nil {
		t.Fatal(err)
	}
	c.Get("a")
	c.Add("a", 1, 40)
	c.Get("a")
	c.Get("a")
	c.Peek("a")
	c.Peek("b")
	if things, hits, misses := c.Counts(); things != 1 || hits != 2 || misses != 1 {
		t.Errorf("%d things, %d found, %d not", things, hits, misses)
	}
}
