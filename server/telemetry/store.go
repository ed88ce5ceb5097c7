package telemetry

import (
	"context"
	"errors"
	"time"

	"parley/graph/stats"
	"parley/graph/store"
)

// Store returns st with what is read of it counted, for the metrics and for the request that the context is about. System
// names the database in traces: sqlite or neo4j.
func (w *Watch) Store(st store.Store, system string) store.Store {
	return &watched{st, w, system}
}

type watched struct {
	store.Store
	watch  *Watch
	system string
}

// Unwrap returns the store that is watched.
func (s *watched) Unwrap() store.Store { return s.Store }

// Read reads, and counts.
func (s *watched) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	m := s.watch.metrics
	m.reading.Inc()
	ctx, end := s.watch.readSpan(ctx, s.system, len(qs))
	began := time.Now()
	pages, err := s.Store.Read(ctx, qs...)
	took := time.Since(began)
	rows := 0
	for i := range pages {
		rows += pages[i].Rows()
	}
	m.reading.Dec()
	m.read(len(qs), rows, took)
	m.failed(err)
	end(rows, err)
	stats.Of(ctx).Read(len(qs), rows, took)
	return pages, err
}

// Update updates, and counts what fails.
func (s *watched) Update(ctx context.Context, fn func(store.Tx) error) error {
	began := time.Now()
	err := s.Store.Update(ctx, fn)
	s.watch.metrics.updates.Observe(time.Since(began).Seconds())
	s.watch.metrics.failed(err)
	return err
}

// classes are the kinds of error that a store has, by what they match; an error of none of them is a fault.
var classes = []struct {
	name string
	of   error
}{
	{"timeout", context.DeadlineExceeded},
	{"cancelled", context.Canceled},
	{"unavailable", store.ErrUnavailable},
	{"conflict", store.ErrConflict},
	{"not_found", store.ErrNotFound},
	{"invalid", store.ErrInvalid},
}

const fault = "fault"

// class is the kind of an error of a store.
func class(err error) string {
	for _, c := range classes {
		if errors.Is(err, c.of) {
			return c.name
		}
	}
	return fault
}
