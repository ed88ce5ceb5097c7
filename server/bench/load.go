package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A loadPlan says how much is asked at once.
type loadPlan struct {
	connections int           // that ask about people
	readers     int           // beside the writer
	writes      int           // a second
	duration    time.Duration // of each measurement
	starts      int
	rounds      int // in which each layer is asked
}

func usualLoad(d time.Duration) loadPlan {
	return loadPlan{connections: 8, readers: 2, writes: 50, duration: d, starts: 5, rounds: 3000}
}

// A tally is what came of many requests.
type tally struct {
	times   []time.Duration // of those that were answered
	failed  int
	elapsed time.Duration
}

func (t *tally) String() string {
	if len(t.times) == 0 {
		return fmt.Sprintf("no answers, %d errors", t.failed)
	}
	p50, p99 := quantile(t.times, 0.5), quantile(t.times, 0.99)
	return fmt.Sprintf("%.0f requests/s, p50 %s ms, p99 %s ms, which is %.1f times as long, %d errors", t.rate(),
		milliseconds(p50), milliseconds(p99), float64(p99)/float64(p50), t.failed)
}

// rate is how many requests were answered in a second.
func (t *tally) rate() float64 { return float64(len(t.times)) / t.elapsed.Seconds() }

// add adds what came of more requests, that were made at another time.
func (t *tally) add(more *tally) {
	t.times = append(t.times, more.times...)
	t.failed += more.failed
	t.elapsed += more.elapsed
}

// asking asks a server the requests in turn; the i-th that is asked is the i-th of them.
func asking(s *server, requests []request) (func(ctx context.Context, i int) error, error) {
	bodies, err := encode(requests)
	return func(ctx context.Context, i int) error {
		got, err := s.ask(ctx, bodies[i%len(bodies):][:1])
		if err == nil && bytes.Contains(got[0], []byte(`"errors":`)) {
			err = fmt.Errorf("the answer has errors: %.300s", got[0])
		}
		return err
	}, err
}

// storm asks over so many connections until the time is over.
func storm(ctx context.Context, ask func(ctx context.Context, i int) error, connections int, d time.Duration) (*tally, error) {
	var (
		all  tally
		mu   sync.Mutex
		each sync.WaitGroup
	)
	begun := time.Now()
	for c := range connections {
		each.Go(func() {
			var own tally
			for i := c; time.Since(begun) < d && ctx.Err() == nil; i++ {
				at := time.Now()
				if ask(ctx, i) != nil {
					own.failed++
					continue
				}
				own.times = append(own.times, time.Since(at))
			}
			mu.Lock()
			defer mu.Unlock()
			all.times = append(all.times, own.times...)
			all.failed += own.failed
		})
	}
	each.Wait()
	all.elapsed = time.Since(begun)
	return &all, ctx.Err()
}

// memory is what a process has of the memory, and how much of it is its own and not pages of its program and other files,
// which the system takes back when it needs them; 0 where the system does not tell.
func memory(pid int) (all, own float64) {
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0, 0
	}
	return megabytes(string(maps), "Rss:"), megabytes(string(maps), "Anonymous:")
}

func megabytes(status, name string) float64 {
	for line := range strings.Lines(status) {
		if kb, ok := strings.CutPrefix(line, name); ok {
			if n, err := strconv.ParseFloat(strings.Fields(kb)[0], 64); err == nil {
				return n / 1024
			}
		}
	}
	return 0
}

// people are the requests about people, a hub among them.
func people(s *subjects) []request {
	var all []request
	for _, id := range []string{s.hub, s.second, s.five} {
		all = append(all, request{askPerson, map[string]any{"id": id}})
	}
	return all
}

// underLoad measures each store under load and prints what it finds.
func underLoad(ctx context.Context, w io.Writer, binary, dir string, places []place, p loadPlan) error {
	for _, at := range places {
		fmt.Fprintf(w, "%s\n", at.name)
		if err := p.start(ctx, w, binary, at); err != nil {
			return err
		}
		found, err := p.crowd(ctx, w, binary, dir, at)
		if err != nil {
			return err
		}
		if err := p.layers(ctx, w, dir, at, found.second); err != nil {
			return err
		}
		if at.name != sqliteName {
			continue
		}
		if err := p.beside(ctx, w, binary, dir, at); err != nil {
			return err
		}
	}
	return nil
}

// start measures how long the program takes to be ready.
func (p loadPlan) start(ctx context.Context, w io.Writer, binary string, at place) error {
	var times []time.Duration
	for range p.starts {
		s, err := serve(ctx, binary, at)
		if err != nil {
			return err
		}
		times = append(times, s.started)
		if err := s.stop(); err != nil {
			return err
		}
	}
	fmt.Fprintf(w, "- from the start of the process to its first answer that it is ready: %s ms, the best of %d\n", milliseconds(quantile(times, 0)), len(times))
	return nil
}
