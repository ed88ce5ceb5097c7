package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// turns is in how many turns a crowd asks each of those who are compared, so that what disturbs the machine disturbs all.
const turns = 4

// A rival is who is asked by many connections.
type rival struct {
	name string
	ask  func(ctx context.Context, i int) error
	tally
}

// crowd measures many connections that ask about people: of the program as it is set if nobody says, with its limits, log and
// metrics; of one that also asks who it is and sends traces; and, on Neo4j, by hand. Of a file there is one connection by hand,
// so that many would wait for each other. It tells the memory that the program has by then, too, and returns whom it asked about.
func (p loadPlan) crowd(ctx context.Context, w io.Writer, binary, dir string, at place) (found *subjects, err error) {
	usual, err := serve(ctx, binary, at)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, usual.stop()) }()
	found, err = find(ctx, &usual.server)
	if err != nil {
		return nil, err
	}
	full, ended, err := guarded(ctx, binary, dir, at)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, ended()) }()
	rivals := []*rival{{name: "with limits, log and metrics"}, {name: "with limits, log, metrics, tokens and traces"}}
	for i, s := range []*server{&usual.server, &full.server} {
		if rivals[i].ask, err = asking(s, people(found)); err != nil {
			return nil, err
		}
	}
	if at.name == neo4jName {
		hands, closed, err := byHand(ctx, at, found)
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, closed()) }()
		rivals = append(rivals, hands...)
	}
	if err := p.compete(ctx, rivals); err != nil {
		return nil, err
	}
	fmt.Fprintf(w, "- %d connections for %s each in %d turns, the newest 25 meetings of three people:\n", p.connections, p.duration, turns)
	for _, r := range rivals {
		fmt.Fprintf(w, "  - %s: %s\n", r.name, &r.tally)
	}
	for _, r := range rivals[:2] {
		for _, hand := range rivals[2:] {
			fmt.Fprintf(w, "  - %s: %.2f of the requests/s %s\n", r.name, r.rate()/hand.rate(), hand.name)
		}
	}
	if all, own := memory(usual.process.Process.Pid); all > 0 {
		fmt.Fprintf(w, "- resident memory after that: %.0f MB, of which %.0f MB are its own and the others pages of its program\n", all, own)
	}
	return found, nil
}

// compete has the rivals asked in turn, each as long as the plan says in all, after a little that does not count.
func (p loadPlan) compete(ctx context.Context, rivals []*rival) error {
	for turn := range turns + 1 {
		for i := range rivals {
			r := rivals[(turn+i)%len(rivals)]
			d := p.duration / turns
			if turn == 0 {
				d = min(d, 2*time.Second)
			}
			t, err := storm(ctx, r.ask, p.connections, d)
			if err != nil {
				return err
			}
			if turn > 0 {
				r.add(t)
			}
		}
	}
	return nil
}

// guarded starts a server that asks for a token and sends traces, to a place where nobody reads them.
func guarded(ctx context.Context, binary, dir string, at place) (s *program, ended func() error, err error) {
	said, err := exec.CommandContext(ctx, binary, "-new-token", "bench").Output()
	if err != nil {
		return nil, nil, fmt.Errorf("make a token: %w", err)
	}
	var token, line string
	for l := range strings.Lines(string(said)) {
		switch l = strings.TrimSpace(l); {
		case strings.HasPrefix(l, "parley_"):
			token = l
		case strings.HasPrefix(l, "bench reader "):
			line = l
		}
	}
	file := filepath.Join(dir, "tokens")
	if err := os.WriteFile(file, []byte(line+"\n"), 0o600); err != nil {
		return nil, nil, err
	}
	url, closed, err := sink(ctx)
	if err != nil {
		return nil, nil, err
	}
	at.environ = []string{"OTEL_EXPORTER_OTLP_ENDPOINT=" + url}
	s, err = serve(ctx, binary, at, "-auth", "tokens:"+file, "-trace", "otlp")
	if err != nil {
		return nil, nil, errors.Join(err, closed())
	}
	s.token = token
	return s, func() error { return errors.Join(s.stop(), closed()) }, nil
}

// sink takes whatever is sent by OTLP, and keeps nothing.
func sink(ctx context.Context) (url string, closed func() error, err error) {
	return listen(ctx, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // What cannot be read need not be.
		w.Header().Set("Content-Type", "application/x-protobuf")
	}))
}

// byHand are the statements about people, for each the one that is fastest: from a server of HTTP that does nothing else, and
// from the driver alone.
func byHand(ctx context.Context, at place, s *subjects) (rivals []*rival, closed func() error, err error) {
	h, err := openCypher(at)
	if err != nil {
		return nil, nil, err
	}
	bare, err := openServed(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, h.close())
	}
	closed = func() error { return errors.Join(bare.close(), h.close()) }
	var over, alone []asker
	for _, q := range questions(s)[:len(people(s))] {
		best, err := fastest(ctx, h, &q)
		if err != nil {
			return nil, nil, errors.Join(err, closed())
		}
		overHTTP, err := bare.way(best, q.args)
		if err != nil {
			return nil, nil, errors.Join(err, closed())
		}
		over, alone = append(over, overHTTP), append(alone, best.of(q.args))
	}
	inTurn := func(all []asker) func(context.Context, int) error {
		return func(ctx context.Context, i int) error {
			_, err := all[i%len(all)](ctx)
			return err
		}
	}
	return []*rival{{name: "by hand over HTTP", ask: inTurn(over)}, {name: "by hand, through the driver alone", ask: inTurn(alone)}}, closed, nil
}

// fastest finds which statement answers a question fastest.
func fastest(ctx context.Context, h hand, q *question) (best demand, err error) {
	var ways []*way
	var demands []demand
	for _, st := range q.cypher {
		d, err := h.prepare(ctx, st)
		if err != nil {
			return nil, err
		}
		demands = append(demands, d)
		ways = append(ways, &way{bed: &bed{place: place{name: neo4jName}}, name: st.name, alone: true, ask: d.of(q.args)})
	}
	if err := measure(ctx, ways, 2*warm); err != nil {
		return nil, err
	}
	least := time.Duration(0)
	for i, w := range ways {
		if p50 := quantile(w.times, 0.5); best == nil || p50 < least {
			best, least = demands[i], p50
		}
	}
	return best, nil
}
