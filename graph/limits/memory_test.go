package limits

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
)

// heap is how many bytes are in use once nothing is left to collect.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// What a document is said to take is about what it takes, and never less.
func TestMemory(t *testing.T) {
	for name, text := range map[string]string{
		"small":      "query q%d { a { id } }",
		"fields":     "query q%d { a { " + strings.Repeat("id b { id } ", 90) + "} }",
		"aliases":    "query q%d { a { " + strings.Repeat("x: id b { y: id } ", 90) + "} }",
		"values":     "query q%d { a(where: {in: [" + strings.Repeat("{} ", 3000) + "]}) { id } }",
		"strings":    "query q%d { a(where: {in: [" + strings.Repeat(`{id: "abc"} `, 900) + "]}) { id } }",
		"directives": "query q%d { a { " + strings.Repeat("id @skip(if: false) ", 90) + "} }",
		"fragments":  "query q%d { a { " + strings.Repeat("...f ... on A { id } ", 45) + "} } fragment f on A { id b { id } }",
		"a comment":  "query q%d { a { id } } #" + strings.Repeat("x", 50_000),
	} {
		t.Run(name, func(t *testing.T) {
			d := judge(t, Config{Kept: 1000})
			const n = 100
			before := heap()
			for i := range n {
				if err := d.MutateOperationParameters(t.Context(), &graphql.RawParams{Query: fmt.Sprintf(text, i)}); err != nil {
					t.Fatal(err)
				}
			}
			took := heap() - before
			kept, said := d.kept.Size()
			if kept == 0 || took > said*n/int64(kept) || said > 8*took {
				t.Errorf("%d documents take %d bytes each and are said to take %d", kept, took/n, said/int64(kept))
			}
			runtime.KeepAlive(d)
		})
	}
}

// Large documents drop others, so that what is kept together has a bound in bytes.
func TestKeptBytes(t *testing.T) {
	d := judge(t, Config{Kept: 1000})
	for i := range 200 {
		text := fmt.Sprintf("query q%d { a(where: {in: [%s]}) { id } }", i, strings.Repeat("{} ", 3000))
		if err := d.MutateOperationParameters(t.Context(), &graphql.RawParams{Query: text}); err != nil {
			t.Fatal(err)
		}
		if _, ok := d.Get(t.Context(), text); !ok {
			t.Fatal("the last one is not kept")
		}
	}
	if n, bytes := d.kept.Size(); n == 200 || bytes > maxBytes || bytes < maxBytes/2 {
		t.Errorf("%d documents of %d bytes are kept; at most %d may be", n, bytes, maxBytes)
	}
}
