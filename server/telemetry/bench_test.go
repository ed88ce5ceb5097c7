package telemetry

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	sdk "go.opentelemetry.io/otel/sdk/trace"

	"parley/graph"
	"parley/graph/store"
)

// A replay answers each Selection with what the store below gave the first time: it takes hardly any time, so that of the
// rest is seen.
type replay struct {
	store.Store
	known sync.Map // by *store.Selection
}

func (r *replay) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	if pages, ok := r.known.Load(qs[0].Select); ok {
		return pages.([]store.Page), nil
	}
	pages, err := r.Store.Read(ctx, qs...)
	r.known.Store(qs[0].Select, pages)
	return pages, err
}

// BenchmarkRequest answers one question from memory, over the handler alone: as it is, and watched in several ways. What
// watching costs is the difference.
func BenchmarkRequest(b *testing.B) {
	provider := sdk.NewTracerProvider(sdk.WithSampler(sdk.NeverSample()))
	log := func(form string, level slog.Level) *slog.Logger {
		l, err := NewLogger(io.Discard, form, level)
		if err != nil {
			b.Fatal(err)
		}
		return l
	}
	for _, way := range []struct {
		name    string
		watched bool
		config  Config
	}{
		{"bare", false, Config{Log: log("text", slog.LevelInfo)}},
		{"metrics", true, Config{Log: log("text", slog.LevelInfo), Quiet: true}},
		{"metrics and log, text", true, Config{Log: log("text", slog.LevelInfo)}},
		{"metrics and log, json", true, Config{Log: log("json", slog.LevelInfo)}},
		{"metrics, log, traces not sampled", true, Config{Log: log("text", slog.LevelInfo), Tracer: provider.Tracer("bench")}},
		{"metrics, log, traces sampled", true, Config{Log: log("text", slog.LevelInfo), Tracer: sdk.NewTracerProvider().Tracer("bench")}},
	} {
		var below store.Store = &replay{Store: newRig(b, Config{}, slog.LevelError).store}
		options := graph.Options{Working: 64}
		w := New(way.config)
		if way.watched {
			below = w.Store(below, "sqlite")
			options.Extensions = []graphql.HandlerExtension{w}
		}
		h, err := options.NewHandler(below, way.config.Log)
		if err != nil {
			b.Fatal(err)
		}
		if way.watched {
			h = w.Handler(h)
		}
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(meetingsBody))
				r.Header.Set("Content-Type", "application/json")
				w := httptest.NewRecorder()
				if h.ServeHTTP(w, r); w.Code != http.StatusOK || w.Body.Len() < 100 {
					b.Fatal(w.Body)
				}
			}
		})
	}
}
