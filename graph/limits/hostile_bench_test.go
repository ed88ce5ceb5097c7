package limits

import (
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
)

// BenchmarkHostile tells what a document of 15 kilobytes costs that asks for one field 4,900 times: refused here, and
// validated as gqlgen would without limits.
func BenchmarkHostile(b *testing.B) {
	query := "{ a { " + strings.Repeat("id ", 4900) + "} }"
	d := judge(b, Config{Introspection: true})
	b.Run("refused", func(b *testing.B) {
		for b.Loop() {
			if err := d.MutateOperationParameters(b.Context(), &graphql.RawParams{Query: query}); err == nil {
				b.Fatal("it is let through")
			}
		}
	})
	b.Run("validated", func(b *testing.B) {
		for b.Loop() {
			if _, err := gqlparser.LoadQueryWithRules(d.schema, query, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
