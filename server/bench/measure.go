package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// A bed is one store with the ways to ask it: a server of Parley's on it, and a connection of its own.
type bed struct {
	place
	server *server
	hand   hand
	served *served // what is asked by hand, over HTTP
}

// A way is one way to ask one question of one store.
type way struct {
	bed   *bed
	name  string // of the statement; empty for Parley
	alone bool   // by hand, without HTTP
	ask   asker
	times []time.Duration
}

// openBed starts a server on a store that has been filled.
func openBed(ctx context.Context, at place) (*bed, error) {
	connect := openSQL
	if at.name == neo4jName {
		connect = openCypher
	}
	s, err := here(ctx, at)
	if err != nil {
		return nil, err
	}
	h, err := connect(at)
	if err != nil {
		return nil, errors.Join(err, s.stop())
	}
	bare, err := openServed(ctx)
	if err != nil {
		return nil, errors.Join(err, h.close(), s.stop())
	}
	return &bed{at, s, h, bare}, nil
}

func (b *bed) close() error { return errors.Join(b.served.close(), b.hand.close(), b.server.stop()) }

// look finds the subjects, and in each store the keys of the positions.
func look(ctx context.Context, beds []*bed) (*subjects, error) {
	found, err := find(ctx, beds[0].server)
	if err != nil {
		return nil, err
	}
	for _, b := range beds {
		for _, p := range found.pages {
			if p.after == nil {
				continue
			}
			if err := b.hand.position(ctx, p.after); err != nil {
				return nil, fmt.Errorf("%s has no %s: the stores hold different data: %w", b.name, p.after.meeting, err)
			}
		}
	}
	return found, nil
}

// ways returns all ways to ask a question, Parley first for each store.
func (q *question) ways(ctx context.Context, beds []*bed) ([]*way, error) {
	bodies, err := encode(q.asked)
	if err != nil {
		return nil, err
	}
	var all []*way
	for _, b := range beds {
		all = append(all, &way{bed: b, ask: func(ctx context.Context) (answer, error) { return b.server.ask(ctx, bodies) }})
		statements := q.sql
		if b.name == neo4jName {
			statements = q.cypher
		}
		for _, st := range statements {
			d, err := b.hand.prepare(ctx, st)
			if err != nil {
				return nil, fmt.Errorf("%s, %s, %s: %w", q.name, b.name, st.name, err)
			}
			over, err := b.served.way(d, used(st.text, q.args))
			if err != nil {
				return nil, err
			}
			all = append(all, &way{bed: b, name: st.name, ask: over}, &way{bed: b, name: st.name, alone: true, ask: d.of(q.args)})
		}
	}
	return all, nil
}

// check asks in each way and returns an error unless all answers are the same and long enough.
func (q *question) check(ctx context.Context, ways []*way) error {
	var want any
	for i, w := range ways {
		fail := func(err error) error { return fmt.Errorf("%s, %s %s: %w", q.name, w.bed.name, w.title(), err) }
		a, err := w.ask(ctx)
		if err != nil {
			return fail(err)
		}
		got, err := rows(a)
		if err != nil {
			return fail(err)
		}
		if i == 0 {
			want = got
		}
		if n := count(got); n < q.rows {
			return fail(fmt.Errorf("%d rows, and at least %d are due", n, q.rows))
		}
		if err := same(want, got); err != nil {
			return fail(err)
		}
	}
	return nil
}

func (w *way) title() string {
	switch {
	case w.name == "":
		return "Parley"
	case w.alone:
		return "by hand alone, " + w.name
	}
	return "by hand, " + w.name
}

// warm is how many rounds are not counted.
const warm = 10

// What a question may cost that takes long: after patience no more rounds are begun than fewest.
const (
	patience = 90 * time.Second
	fewest   = 6
)

// slow is how many times as long as the fastest a statement by hand takes that is not measured: it cannot be the one that counts.
const slow = 3

// promising leaves out the statements by hand that are much slower than another one on the same store, as each was asked once more.
func promising(ctx context.Context, ways []*way) ([]*way, error) {
	took := map[*way]time.Duration{}
	least := map[*bed]time.Duration{}
	for _, w := range ways {
		if !w.alone {
			continue
		}
		begun := time.Now()
		if _, err := w.ask(ctx); err != nil {
			return nil, fmt.Errorf("%s %s: %w", w.bed.name, w.title(), err)
		}
		took[w] = time.Since(begun)
		if d, ok := least[w.bed]; !ok || took[w] < d {
			least[w.bed] = took[w]
		}
	}
	hopeless := func(w *way) bool {
		return slices.ContainsFunc(ways, func(o *way) bool {
			return o.alone && o.bed == w.bed && o.name == w.name && took[o] > slow*least[o.bed]+time.Millisecond
		})
	}
	return slices.DeleteFunc(slices.Clone(ways), hopeless), nil
}

// measure asks in each way once a round, so many rounds, and keeps the times. Each round has an order of its own: a slow
// statement leaves the database's memory and the caches to whatever follows, which must not be the same way each time.
func measure(ctx context.Context, ways []*way, rounds int) error {
	orders := rand.New(rand.NewPCG(1, 2)) // The same in each run.
	begun, warm := time.Now(), warm
	for round := 0; round < warm+rounds; round++ {
		if late := time.Since(begun) > patience; late && round < warm {
			warm = round
		} else if late && round >= warm+fewest {
			break
		}
		for _, i := range orders.Perm(len(ways)) {
			w := ways[i]
			begun := time.Now()
			if _, err := w.ask(ctx); err != nil {
				return fmt.Errorf("%s %s: %w", w.bed.name, w.title(), err)
			}
			if took := time.Since(begun); round >= warm {
				w.times = append(w.times, took)
			}
		}
	}
	return nil
}

// floor measures a request that asks nothing of the store: what HTTP and GraphQL cost by themselves.
func floor(ctx context.Context, b *bed, rounds int) (*way, error) {
	q := question{asked: []request{{Query: askNothing}}}
	ways, err := q.ways(ctx, []*bed{b})
	if err != nil {
		return nil, err
	}
	return ways[0], measure(ctx, ways, rounds)
}

// quantile returns the least of the times that so many of them, 0 to 1, do not exceed. There must be one.
func quantile(times []time.Duration, share float64) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	at := int(share*float64(len(sorted))+0.999999) - 1
	return sorted[min(max(at, 0), len(sorted)-1)]
}
