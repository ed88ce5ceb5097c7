package main

import (
	"bytes"
	"context"
	"errors"
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
}

func usualLoad(d time.Duration) loadPlan {
	return loadPlan{connections: 8, readers: 2, writes: 50, duration: d, starts: 5}
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
	return fmt.Sprintf("%.0f requests/s, p50 %s ms, p99 %s ms, %d errors", float64(len(t.times))/t.elapsed.Seconds(),
		milliseconds(quantile(t.times, 0.5)), milliseconds(quantile(t.times, 0.99)), t.failed)
}

// storm asks the requests in turn over so many connections until the time is over.
func storm(ctx context.Context, s *server, requests []request, connections int, d time.Duration) (*tally, error) {
	bodies, err := encode(requests)
	if err != nil {
		return nil, err
	}
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
				got, err := s.ask(ctx, bodies[i%len(bodies):][:1])
				if err != nil || bytes.Contains(got[0], []byte(`"errors":`)) {
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

// memory is what a process has of the memory, and how much of it is its own and not pages of mapped files, which
// the system takes back when it needs them; 0 where the system does not tell. Each page counts once, however
// often the file is mapped, and a page that other processes have too in part: VmRSS, which has a page
// once for each connection to a file, says more than there is.
func memory(pid int) (all, own float64) {
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0, 0
	}
	return megabytes(string(maps), "Pss:"), megabytes(string(maps), "Pss_Anon:")
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
		if err := p.crowd(ctx, w, binary, at); err != nil {
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

// crowd measures many connections that ask about people, and the memory that the process has by then.
func (p loadPlan) crowd(ctx context.Context, w io.Writer, binary string, at place) (err error) {
	s, err := serve(ctx, binary, at)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	found, err := find(ctx, &s.server)
	if err != nil {
		return err
	}
	t, err := storm(ctx, &s.server, people(found), p.connections, p.duration)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "- %d connections for %s, the newest 25 meetings of three people: %s\n", p.connections, p.duration, t)
	if all, own := memory(s.process.Process.Pid); all > 0 {
		fmt.Fprintf(w, "- resident memory after that: %.0f MB of its own, %.0f MB with the pages of mapped files\n", own, all)
	}
	return nil
}
