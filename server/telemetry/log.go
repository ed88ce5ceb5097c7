package telemetry

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel/trace"

	"parley/graph/stats"
)

// NewLogger makes a logger that writes lines of a form, text or json, from a level on. Each line that is about a request has
// its id, as request, and that of its trace if there is one, as trace_id.
func NewLogger(to io.Writer, form string, level slog.Level) (*slog.Logger, error) {
	options := &slog.HandlerOptions{Level: level}
	switch form {
	case "text":
		return slog.New(aware{slog.NewTextHandler(to, options)}), nil
	case "json":
		return slog.New(aware{slog.NewJSONHandler(to, options)}), nil
	}
	return nil, fmt.Errorf("there is no log of the form %q: it is text or json", form)
}

// Aware is a handler that adds to lines what their context says of the request.
type aware struct{ slog.Handler }

func (h aware) Handle(ctx context.Context, r slog.Record) error {
	if id := stats.Of(ctx).Name(); id != "" {
		r = r.Clone()
		r.AddAttrs(slog.String("request", id))
		if s := trace.SpanContextFromContext(ctx); s.IsValid() {
			r.AddAttrs(slog.String("trace_id", s.TraceID().String()))
		}
	}
	return h.Handler.Handle(ctx, r)
}

func (h aware) WithAttrs(attrs []slog.Attr) slog.Handler {
	return aware{h.Handler.WithAttrs(attrs)}
}

func (h aware) WithGroup(name string) slog.Handler { return aware{h.Handler.WithGroup(name)} }

// line writes the line of a request.
func (w *Watch) line(ctx context.Context, x *exchange, sum stats.Totals, took time.Duration) {
	level, message := slog.LevelInfo, "request"
	if w.Quiet {
		level = slog.LevelDebug
	}
	if w.Slow > 0 && took >= w.Slow {
		level, message = slog.LevelWarn, "slow request"
	}
	if !w.Log.Enabled(ctx, level) {
		return
	}
	var all [16]slog.Attr
	attrs := append(all[:0], slog.Int("status", x.status))
	if x.code != "" {
		attrs = append(attrs, slog.String("code", x.code))
	}
	if x.kind != "" {
		attrs = append(attrs, slog.String("type", x.kind), slog.String("operation", x.name))
	}
	if x.params != nil && x.params.Query != "" {
		attrs = append(attrs, slog.String("document", hash(x.params.Query)))
	}
	attrs = append(attrs, slog.Int("cost", sum.Cost), slog.Int("reads", sum.Reads), slog.Int("statements", sum.Statements), slog.Int("rows", sum.Rows),
		milliseconds("wait_ms", sum.Waited), milliseconds("prepare_ms", x.prepared), milliseconds("store_ms", sum.Reading), milliseconds("total_ms", took),
		slog.Int64("bytes", x.bytes), slog.String("client", x.client))
	w.Log.LogAttrs(ctx, level, message, attrs...)
}

func milliseconds(name string, d time.Duration) slog.Attr {
	return slog.Float64(name, float64(d.Microseconds())/1000)
}

func hash(document string) string {
	sum := sha256.Sum256([]byte(document))
	return hex.EncodeToString(sum[:])
}
