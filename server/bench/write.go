package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"parley/graph"
	"parley/graph/edtf"
	"parley/graph/store"
)

// beside measures readers without and with a writer, on a copy of the file.
func (p loadPlan) beside(ctx context.Context, w io.Writer, binary, dir string, at place) (err error) {
	copied := filepath.Join(dir, "copy.db")
	if err := copyFile(ctx, strings.TrimPrefix(at.location, "sqlite:"), copied); err != nil {
		return err
	}
	at.location = "sqlite:" + copied
	s, err := serve(ctx, binary, at)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	found, err := find(ctx, &s.server)
	if err != nil {
		return err
	}
	ask, err := asking(&s.server, people(found))
	if err != nil {
		return err
	}
	alone, err := storm(ctx, ask, p.readers, p.duration)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "- %d readers alone: %s\n", p.readers, alone)
	o, err := graph.Ontology()
	if err != nil {
		return err
	}
	st, err := openStore(ctx, at, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	until, cancel := context.WithCancel(ctx)
	defer cancel()
	type written struct {
		times []time.Duration
		err   error
	}
	done := make(chan written)
	go func() {
		times, err := keepWriting(until, st, found.second, found.five, p.writes)
		done <- written{times, err}
	}()
	together, err := storm(ctx, ask, p.readers, p.duration)
	cancel()
	writer := <-done
	if err := errors.Join(err, writer.err); err != nil {
		return err
	}
	if len(writer.times) == 0 {
		return errors.New("nothing was written: measure for longer")
	}
	fmt.Fprintf(w, "- %d readers beside %.0f writes/s: %s; a write, p50 %s ms, p99 %s ms\n", p.readers,
		float64(len(writer.times))/together.elapsed.Seconds(), together,
		milliseconds(quantile(writer.times, 0.5)), milliseconds(quantile(writer.times, 0.99)))
	return nil
}

// copyFile copies a store that may be in use.
func copyFile(ctx context.Context, from, to string) error {
	pool, err := sql.Open("sqlite", location(from))
	if err != nil {
		return err
	}
	_, err = pool.ExecContext(ctx, "VACUUM INTO ?", to)
	return errors.Join(err, pool.Close())
}

// keepWriting writes meetings of two people, so many a second, until ctx is done, and returns how long each took.
// After one that took long it makes up for what is late, one at a time.
func keepWriting(ctx context.Context, st store.Store, one, other string, perSecond int) ([]time.Duration, error) {
	var times []time.Duration
	start := time.Now()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return times, nil
		case <-time.After(time.Until(start.Add(time.Duration(n) * time.Second / time.Duration(perSecond)))):
		}
		changes, err := meeting(n, one, other)
		if err != nil {
			return nil, err
		}
		begun := time.Now()
		// A write that has begun is let end.
		err = st.Update(context.WithoutCancel(ctx), func(tx store.Tx) error { return tx.Write(context.WithoutCancel(ctx), changes) })
		if err != nil {
			return nil, fmt.Errorf("write beside the readers: %w", err)
		}
		times = append(times, time.Since(begun))
	}
}

// meeting is the n-th meeting that is written.
func meeting(n int, one, other string) ([]store.Change, error) {
	when, err := edtf.Parse(time.Date(1974, 1, 1, 0, n, 0, 0, time.UTC).Format("2006-01-02T15:04:05Z"))
	if err != nil {
		return nil, err
	}
	id := fmt.Sprintf("meeting:bench-%d", n)
	changes := []store.Change{store.PutNode{Node: store.Node{ID: id, Kind: "Meeting", Props: map[string]any{"name": fmt.Sprintf("Meeting %d beside readers", n), "when": when}}}}
	for i, who := range []string{one, other} {
		changes = append(changes, store.PutEdge{Edge: store.Edge{ID: fmt.Sprintf("attended:bench-%d-%d", n, i), Relation: "ATTENDED", Source: who, Target: id}})
	}
	return changes, nil
}
