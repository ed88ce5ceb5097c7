package plan

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// heap is how many bytes are in use once nothing is left to collect.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// What a plan is said to take is about what it takes, and never less; and all that are kept take no more than they may.
func TestMemory(t *testing.T) {
	wide := func(kinds string) string {
		return "{ events(first: 1) { nodes { participants(first: 1) { nodes { " + kinds + " } } } } }"
	}
	for name, text := range map[string]string{
		"small":     "query q%d { people { nodes { id name } } }",
		"wide":      wide(strings.Repeat("id name aliases description __typename ", 15)),
		"aliases":   "query q%d { people { nodes { " + aliased(300, "a%d: name ") + "} } }",
		"kinds":     "{ agents(first: 1) { nodes { " + strings.Repeat("events(first: 1) { nodes { participants(first: 1) { nodes { id name ", 3) + strings.Repeat("} } } } ", 3) + "} } }",
		"arguments": "{ people(where: {or: [" + strings.Repeat(`{name: {eq: "a"}} `, 200) + "]}) { nodes { id } } }",
		"fragments": "query q%d { people { nodes { " + strings.Repeat("... on Person { id ...f } ", 40) + "} } } fragment f on Person { name aliases events(first: 2) { nodes { id name } } }",
		"analysis":  `{ paths(from: "a", to: "b") { paths { length nodes { node { id ... on Person { name events(first: 3) { nodes { id } } } } } } } }`,
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.ReplaceAll(text, "q%d", "Q")
			if !strings.HasPrefix(text, "query") {
				text = "query Q " + text
			}
			s := at(t, text)
			s.plan("Q", "") // What the first one makes for all is not counted.
			s.c.plans.Purge()
			const n = 100
			before := heap()
			for range n {
				s.doc = parse(t, s.c.onto, text)
				s.plan("Q", "")
			}
			took := heap() - before
			kept, said := s.c.plans.Size()
			if kept == 0 || took > said || said > 8*took {
				t.Errorf("%d plans take %d bytes each and are said to take %d", kept, took/n, said/int64(kept))
			}
			runtime.KeepAlive(s)
		})
	}
}

// Plans of large questions drop others before they are many.
func TestBoundedInBytes(t *testing.T) {
	text := "{ agents(first: 1) { nodes { " + strings.Repeat("events(first: 1) { nodes { participants(first: 1) { nodes { id name ", 3) + strings.Repeat("} } } } ", 3) + "} } }"
	s := at(t, "query Q "+text)
	for i := 0; ; i++ {
		s.doc = parse(t, s.c.onto, "query Q "+text)
		p := s.plan("Q", "")
		kept, bytes := s.c.plans.Size()
		if bytes > cacheBytes {
			t.Fatalf("%d plans of %d bytes are kept, and %d may be", kept, bytes, cacheBytes)
		}
		if again := s.plan("Q", ""); again != p {
			t.Fatal("the last one is not kept")
		}
		if kept <= i { // One has been dropped.
			return
		}
		if i > cacheSize {
			t.Fatal("as many are kept as of small ones")
		}
	}
}

func aliased(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "%d", fmt.Sprint(i)))
	}
	return b.String()
}
