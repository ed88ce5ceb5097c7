package telemetry

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"parley/graph/store"
)

// tracerName is that of the instrumentation.
const tracerName = "parley/server/telemetry"

// maxSummary bounds, in bytes, what is said of a statement.
const maxSummary = 255

// OTLP makes a tracer that sends spans by OTLP over HTTP (protobuf), as the standard variables OTEL_EXPORTER_OTLP_*, OTEL_TRACES_SAMPLER,
// OTEL_BSP_*, OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say; the SDK reads them. The service is called parley if they do not say,
// and its version is the name of the build that is given.
// What cannot be sent is told to log. Stop sends what has not been sent yet.
func OTLP(ctx context.Context, log *slog.Logger, build string) (tracer trace.Tracer, stop func(context.Context) error, err error) {
	if p := cmp.Or(os.Getenv("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"), os.Getenv("OTEL_EXPORTER_OTLP_PROTOCOL")); p != "" && p != "http/protobuf" {
		return nil, nil, fmt.Errorf("traces are sent by OTLP over HTTP in protobuf, not by %q: unset OTEL_EXPORTER_OTLP_PROTOCOL and OTEL_EXPORTER_OTLP_TRACES_PROTOCOL, or set them to http/protobuf", p)
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Warn("traces", "error", err) }))
	to, err := collector()
	if err != nil {
		return nil, nil, err
	}
	exporter, err := otlptracehttp.New(ctx, to...)
	if err != nil {
		return nil, nil, fmt.Errorf("traces by OTLP: %w", err)
	}
	program, _ := version(build)
	// What the environment says comes last and so wins.
	what, err := resource.New(ctx, resource.WithTelemetrySDK(),
		resource.WithAttributes(attribute.String("service.name", "parley"), attribute.String("service.version", program)), resource.WithFromEnv())
	if err != nil && !errors.Is(err, resource.ErrPartialResource) {
		return nil, nil, errors.Join(fmt.Errorf("traces by OTLP: %w", err), exporter.Shutdown(ctx))
	}
	provider := sdk.NewTracerProvider(sdk.WithBatcher(exporter), sdk.WithResource(what))
	return provider.Tracer(tracerName), provider.Shutdown, nil
}

// collector says where spans go, if the environment does not. The SDK would take TLS then, which the specification does not
// (https://opentelemetry.io/docs/specs/otel/protocol/exporter/), and of a URL that is none it would say so and go on without.
func collector() (otherwise []otlptracehttp.Option, err error) {
	otherwise = []otlptracehttp.Option{otlptracehttp.WithEndpointURL("http://localhost:4318/v1/traces")}
	for _, name := range []string{"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"} {
		value := strings.TrimSpace(os.Getenv(name))
		if value == "" {
			continue
		}
		otherwise = nil
		if at, err := url.Parse(value); err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
			return nil, fmt.Errorf("traces by OTLP: %s is %q: it must be a URL such as http://localhost:4318", name, value)
		}
	}
	return otherwise, nil
}

// requestSpan begins the span of a request, below the one of the client if it sends a traceparent
// (https://www.w3.org/TR/trace-context/).
func (w *Watch) requestSpan(ctx context.Context, r *http.Request) (context.Context, func(*exchange)) {
	if w.Tracer == nil {
		return ctx, func(*exchange) {}
	}
	ctx = propagation.TraceContext{}.Extract(ctx, propagation.HeaderCarrier(r.Header))
	ctx, span := w.Tracer.Start(ctx, r.Method+" /graphql", trace.WithSpanKind(trace.SpanKindServer),
		trace.WithAttributes(attribute.String("http.request.method", r.Method), attribute.String("http.route", "/graphql")))
	return ctx, func(x *exchange) {
		span.SetAttributes(attribute.Int("http.response.status_code", x.status), attribute.Int64("http.response.body.size", x.bytes), attribute.String("parley.request", x.ID))
		if x.status >= http.StatusInternalServerError {
			span.SetStatus(codes.Error, x.code)
		}
		span.End()
	}
}

// operationSpan begins the span of an operation.
func (w *Watch) operationSpan(ctx context.Context, x *exchange) (context.Context, func(*exchange)) {
	if w.Tracer == nil {
		return ctx, func(*exchange) {}
	}
	ctx, span := w.Tracer.Start(ctx, x.kind, trace.WithAttributes(attribute.String("graphql.operation.type", x.kind), attribute.String("graphql.operation.name", x.name)))
	return ctx, func(x *exchange) {
		sum := x.Totals()
		span.SetAttributes(attribute.Int("parley.cost", sum.Cost), attribute.Int("parley.rows", sum.Rows), attribute.Int64("parley.wait_ms", sum.Waited.Milliseconds()))
		if x.code != "" {
			span.SetStatus(codes.Error, x.code)
		}
		span.End()
	}
}

// readSpan begins the span of a Read, whose statements have spans below it.
func (w *Watch) readSpan(ctx context.Context, system string, queries int) (context.Context, func(rows int, err error)) {
	if w.Tracer == nil {
		return ctx, func(int, error) {}
	}
	ctx, span := w.Tracer.Start(ctx, "store read", trace.WithAttributes(attribute.String("db.system", system), attribute.Int("parley.statements", queries)))
	if span.IsRecording() {
		ctx = store.WithWatcher(ctx, statements{ctx, w.Tracer, system})
	}
	return ctx, func(rows int, err error) { end(span, rows, err) }
}

// end ends a span of the store. What an error says may hold a value, so only its class is told.
func end(span trace.Span, rows int, err error) {
	span.SetAttributes(attribute.Int("db.response.returned_rows", rows))
	if err != nil {
		span.SetAttributes(attribute.String("error.type", class(err)))
		span.SetStatus(codes.Error, class(err))
	}
	span.End()
}

// Statements makes the spans of the statements of a Read. It is a store.Watcher.
type statements struct {
	ctx    context.Context
	tracer trace.Tracer
	system string
}

func (s statements) Statement(q store.Query) func(*store.Page, error) {
	what := summary(q.Select)
	_, span := s.tracer.Start(s.ctx, what, trace.WithSpanKind(trace.SpanKindClient),
		trace.WithAttributes(attribute.String("db.system", s.system), attribute.String("db.query.summary", what)))
	return func(page *store.Page, err error) {
		rows := 0
		if err == nil {
			rows = page.Rows()
		}
		end(span, rows, err)
	}
}

// summary says what a statement reads: the kinds or relations that it begins with, and the steps from there.
func summary(s *store.Selection) string {
	from := slices.Concat(s.Kinds, s.Relations)
	if len(from) > 3 {
		from = append(from[:3:3], "…")
	}
	var b strings.Builder
	b.WriteString("READ " + strings.Join(from, "|"))
	steps(&b, &s.Pick)
	return b.String()
}

func steps(b *strings.Builder, p *store.Pick) {
	for _, h := range p.Hops {
		name := " " + stepName(h.Step)
		if b.Len()+len(name) > maxSummary {
			return
		}
		b.WriteString(name)
		steps(b, &h.Pick)
	}
}

// stepName is the relation, or else the property, that a step goes by.
func stepName(s store.Step) string {
	switch s := s.(type) {
	case store.Along:
		return s.Relation
	case store.Chain:
		return s.Relation
	}
	return strings.ToUpper(strings.TrimPrefix(fmt.Sprintf("%T", s), "store."))
}
