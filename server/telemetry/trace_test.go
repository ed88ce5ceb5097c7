package telemetry

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"parley/graph/store"
)

// traced is a rig with spans in memory.
func traced(t *testing.T, options ...sdk.TracerProviderOption) (*rig, *tracetest.InMemoryExporter) {
	t.Helper()
	spans := tracetest.NewInMemoryExporter()
	provider := sdk.NewTracerProvider(append(options, sdk.WithSyncer(spans))...)
	t.Cleanup(func() { _ = provider.Shutdown(context.Background()) })
	return newRig(t, Config{Tracer: provider.Tracer("test")}, slog.LevelInfo), spans
}

const (
	parent = "0af7651916cd43dd8448eb211c80319c"
	secret = "s3cr3t"
)

// A request has a span for each thing that is done, one below the other, and below that of the client.
func TestSpans(t *testing.T) {
	r, exporter := traced(t)
	r.post(t, `{"query": "query Known($id: [ID!]!) { nodes(ids: $id) { id ... on Meeting { participants(first: 2) { nodes { id } } } } meetings(where: {name: {eq: \"`+secret+`\"}}) { nodes { id } } }", "variables": {"id": ["meeting:doha-2021-08-15", "`+secret+`"]}}`,
		"traceparent", "00-"+parent+"-b7ad6b7169203331-01", "X-Request-Id", "an-id")
	spans := exporter.GetSpans()
	byID, names := map[string]tracetest.SpanStub{}, map[string]int{}
	for _, s := range spans {
		byID[s.SpanContext.SpanID().String()] = s
		names[s.Name]++
		if s.SpanContext.TraceID().String() != parent {
			t.Errorf("%s is in another trace", s.Name)
		}
	}
	path := func(s tracetest.SpanStub) (at string) {
		for ; s.Name != ""; s = byID[s.Parent.SpanID().String()] {
			at = "/" + s.Name + at
		}
		return at
	}
	statements := 0
	for _, s := range spans {
		text := fmt.Sprint(s.Name, s.Attributes, s.Events, s.Status)
		if strings.Contains(text, secret) {
			t.Errorf("a value is told: %s", text)
		}
		if !strings.HasPrefix(s.Name, "READ ") {
			continue
		}
		statements++
		if got := path(s); !strings.HasPrefix(got, "/POST /graphql/query/store read/READ ") {
			t.Errorf("a statement has the place %s", got)
		}
		if !strings.Contains(text, "db.system") || !strings.Contains(text, "db.query.summary") || !strings.Contains(text, "db.response.returned_rows") {
			t.Errorf("a statement says %s", text)
		}
	}
	if len(spans) != 6 || statements != 2 || names["store read"] != 2 {
		t.Errorf("there are the spans %v", names)
	}
	lines := r.lines(t)
	if len(lines) != 1 || lines[0]["trace_id"] != parent {
		t.Errorf("the log says %v", lines)
	}
}

// What the client, or the sampler, wants no trace of has none, and nothing is watched for it.
func TestNotSampled(t *testing.T) {
	r, exporter := traced(t)
	if r.post(t, meetingsBody, "traceparent", "00-"+parent+"-b7ad6b7169203331-00"); len(exporter.GetSpans()) != 0 {
		t.Errorf("there are %d spans", len(exporter.GetSpans()))
	}
	r, exporter = traced(t, sdk.WithSampler(sdk.NeverSample()))
	if r.post(t, meetingsBody); len(exporter.GetSpans()) != 0 {
		t.Errorf("there are %d spans", len(exporter.GetSpans()))
	}
}

// Of an error of the store its class is told.
func TestSpanOfError(t *testing.T) {
	r, exporter := traced(t)
	err := fmt.Errorf("%s: %w", secret, store.ErrUnavailable)
	r.fails.Store(&err)
	r.post(t, meetingsBody)
	found := false
	for _, s := range exporter.GetSpans() {
		text := fmt.Sprint(s.Name, s.Attributes, s.Events, s.Status)
		found = found || s.Name == "store read" && strings.Contains(text, "unavailable")
		if strings.Contains(text, secret) {
			t.Errorf("the error is told: %s", text)
		}
	}
	if !found {
		t.Error("no Read is told to have failed")
	}
}

// What a statement reads is told in few words, whatever it is.
func TestSummary(t *testing.T) {
	var hops []*store.Hop
	for range 100 {
		hops = append(hops, &store.Hop{Step: store.Along{Relation: "ATTENDED"}})
	}
	if got := summary(&store.Selection{Kinds: []string{"A", "B", "C", "D"}, Pick: store.Pick{Hops: hops}}); len(got) > maxSummary || !strings.HasPrefix(got, "READ A|B|C|… ATTENDED ATTENDED") {
		t.Errorf("%q", got)
	}
	if got := summary(&store.Selection{Relations: []string{"R"}, Pick: store.Pick{Hops: []*store.Hop{{Step: store.End{}}}}}); got != "READ R END" {
		t.Errorf("%q", got)
	}
}

// Spans go by OTLP to where the standard variables say.
func TestOTLP(t *testing.T) {
	got := make(chan string, 10)
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got <- r.Method + " " + r.URL.Path + " " + r.Header.Get("Content-Type") + " " + string(body)
		w.Header().Set("Content-Type", "application/x-protobuf")
	}))
	defer receiver.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.URL)
	t.Setenv("OTEL_SERVICE_NAME", "a-name-of-its-own")
	log := slog.New(slog.DiscardHandler)
	tracer, stop, err := OTLP(t.Context(), log, "v1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	r := newRig(t, Config{Tracer: tracer}, slog.LevelError)
	r.post(t, meetingsBody)
	if err := stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	select {
	case text := <-got:
		if !strings.HasPrefix(text, "POST /v1/traces application/x-protobuf ") || !strings.Contains(text, "READ Meeting") || !strings.Contains(text, "a-name-of-its-own") || !strings.Contains(text, "v1.2.3") {
			t.Errorf("it gets %q", text)
		}
	case <-time.After(time.Minute):
		t.Error("nothing is sent")
	}

	t.Setenv("OTEL_TRACES_SAMPLER", "always_off")
	tracer, stop, err = OTLP(t.Context(), log, "v1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	if _, span := tracer.Start(t.Context(), "not wanted"); span.IsRecording() {
		t.Error("the sampler of the environment is not asked")
	}
	if err := stop(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("%v, and %d more were sent", err, len(got))
	}

	for _, bad := range []string{"collector", "collector:4318", "http://%zz", "ftp://collector"} {
		t.Setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", bad)
		if _, _, err := OTLP(t.Context(), log, ""); err == nil || !strings.Contains(err.Error(), "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is") {
			t.Errorf("of the collector %q it says %v", bad, err)
		}
	}

	t.Setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
	if _, _, err := OTLP(t.Context(), log, "v1.2.3"); err == nil || !strings.Contains(err.Error(), "http/protobuf") {
		t.Errorf("of a protocol that there is not it says %v", err)
	}
}

// If nobody says where a collector is, it is on this machine and has no TLS.
func TestOTLPAtHome(t *testing.T) {
	for _, name := range []string{"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"} {
		t.Setenv(name, "")
	}
	t.Setenv("HTTP_PROXY", "")
	t.Setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1000")
	var said bytes.Buffer
	tracer, stop, err := OTLP(t.Context(), slog.New(slog.NewTextHandler(&said, nil)), "")
	if err != nil {
		t.Fatal(err)
	}
	_, span := tracer.Start(t.Context(), "a span")
	span.End()
	// Whether or not somebody listens there: what answers without TLS is no error, or one of that address.
	if err := stop(t.Context()); strings.Contains(fmt.Sprint(err, &said), "https:") {
		t.Errorf("it asks by TLS: %v %s", err, &said)
	}
}
