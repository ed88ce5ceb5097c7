//go:build unix

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/open"
	"parley/seed/load"
	"parley/seed/record"
)

// patience is how long anything is waited for in these tests; in life it takes a moment.
const patience = 2 * time.Minute

// A crowd asks one question over and over, and sees that each answer is right, or an error that tells of the database.
type crowd struct {
	*testing.T
	url, body, right string
	good, refused    atomic.Int64
	slowest          atomic.Int64 // time.Duration
	stop             func()
}

// crowdAt starts a crowd of so many, which is ended with the test.
func crowdAt(t *testing.T, url, query string, many int) *crowd {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	c := &crowd{T: t, url: url, body: string(body)}
	if _, c.right = do(t, http.MethodPost, url+"/graphql", "application/json", c.body); !strings.HasPrefix(c.right, `{"data":{"`) {
		t.Fatalf("before any fault the answer is %s", c.right)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	for i := range many {
		all.Go(func() {
			for ctx.Err() == nil {
				pause := 5 * time.Millisecond
				if !c.ask(ctx) { // The machine has the database to start, and what is given up there is planned again each time.
					pause = time.Duration(1+4*i) * 300 * time.Millisecond
				}
				time.Sleep(pause)
			}
		})
	}
	c.stop = sync.OnceFunc(func() { cancel(); all.Wait() })
	t.Cleanup(c.stop)
	return c
}

// ask asks once, and tells whether the answer is the right one.
func (c *crowd) ask(ctx context.Context) (good bool) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url+"/graphql", strings.NewReader(c.body))
	if err != nil {
		c.Error(err)
		return false
	}
	r.Header.Set("Content-Type", "application/json")
	began := time.Now()
	answer, err := http.DefaultTransport.RoundTrip(r)
	var text []byte
	if err == nil {
		text, err = io.ReadAll(answer.Body)
		_ = answer.Body.Close() // All of it is read.
	}
	if ctx.Err() != nil {
		return false
	}
	if err != nil {
		c.Errorf("whatever the database does, Parley answers: %v", err)
		return false
	}
	if took := int64(time.Since(began)); took > c.slowest.Load() {
		c.slowest.Store(took)
	}
	var said struct {
		Errors []struct{ Extensions struct{ Code string } }
	}
	switch err := json.Unmarshal(text, &said); {
	case string(text) == c.right:
		c.good.Add(1)
		return true
	case err == nil && len(said.Errors) == 1 && (said.Errors[0].Extensions.Code == graph.CodeUnavailable || said.Errors[0].Extensions.Code == graph.CodeTimeout):
		c.refused.Add(1)
	default:
		c.Errorf("a wrong answer, %s: %s", answer.Status, text)
	}
	return false
}

// until waits for something.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for began := time.Now(); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Since(began) > patience {
			t.Fatalf("after %s: not yet %s", patience, what)
		}
	}
}

// falls waits until the fault is felt: questions are refused, and /readyz says so.
func (c *crowd) falls(t *testing.T) {
	t.Helper()
	before := c.refused.Load()
	until(t, "refused", func() bool { return c.refused.Load() > before })
	until(t, "unready", func() bool { return c.readyz(t) == http.StatusServiceUnavailable })
}

// heals waits until all is well again, as nothing but the database has been restarted.
func (c *crowd) heals(t *testing.T, began time.Time) {
	t.Helper()
	until(t, "ready", func() bool { return c.readyz(t) == http.StatusOK })
	before := c.good.Load()
	until(t, "answered", func() bool { return c.good.Load() > before+100 })
	t.Logf("healed %s after the cause had gone; %d right answers, %d refused, the slowest after %s", time.Since(began).Round(10*time.Millisecond),
		c.good.Load(), c.refused.Load(), time.Duration(c.slowest.Load()).Round(10*time.Millisecond))
}

func (c *crowd) readyz(t *testing.T) int {
	t.Helper()
	answer, _ := do(t, http.MethodGet, c.url+"/readyz", "", "")
	return answer.StatusCode
}

// A ledger is a store that remembers which nodes were acknowledged, and can have something happen in the middle of an update.
type ledger struct {
	store.Store
	acknowledged []string
	updates      int
	during       func(update int)
}

type ledgerTx struct {
	store.Tx
	wrote []string
}

func (t *ledgerTx) Write(ctx context.Context, changes []store.Change) error {
	for _, c := range changes {
		if put, ok := c.(store.PutNode); ok {
			t.wrote = append(t.wrote, put.ID)
		}
	}
	return t.Tx.Write(ctx, changes)
}

func (l *ledger) Update(ctx context.Context, fn func(store.Tx) error) error {
	var wrote []string
	l.updates++
	err := l.Store.Update(ctx, func(tx store.Tx) error {
		noting := &ledgerTx{Tx: tx}
		if err := fn(noting); err != nil {
			return err
		}
		wrote = noting.wrote
		l.during(l.updates)
		return nil
	})
	if err == nil {
		l.acknowledged = append(l.acknowledged, wrote...)
	}
	return err
}

// settlers are rows of so many people, more than one transaction takes.
func settlers(t *testing.T, many int) iter.Seq2[load.Row, error] {
	t.Helper()
	return func(yield func(load.Row, error) bool) {
		for i := range many {
			o, err := record.Decode(fmt.Appendf(nil, `{"kind": "PERSON", "id": "settler:%d", "name": "Settler %d"}`, i, i))
			if !yield(load.Row{File: "settlers", Line: i + 1, Lines: []load.Line{{Object: o}}}, err) {
				return
			}
		}
	}
}

// there counts which of the nodes a store has.
func there(t *testing.T, st store.Store, o *ontology.Ontology, ids []string) int {
	t.Helper()
	var kinds []string
	for _, k := range o.Store.Kinds {
		kinds = append(kinds, k.Name)
	}
	pages, err := st.Read(t.Context(), store.Query{Select: &store.Selection{Kinds: kinds, Where: store.Compare{Of: store.OfNode, Property: "id", Op: store.AnyOf, Arg: 1}, Pick: store.Pick{Total: true}}, Args: []any{ids}})
	if err != nil {
		t.Fatal(err)
	}
	return int(pages[0].Total)
}

// TestNeo4jFaults harms a real Neo4j under load, in the ways of life. No answer is wrong, nothing that was acknowledged is lost,
// and all heals while Parley goes on.
func TestNeo4jFaults(t *testing.T) {
	db := neo4jtest.Own(t)
	c := local(db.Config.URL)
	c.Username, c.Password = db.Config.Username, db.Config.Password
	c.Answers.Working, c.Answers.AnswerTime = defaultConcurrency, 5*time.Second
	began := time.Now()
	r := start(t, c)
	t.Logf("Parley started in %s, with the built-in data loaded", time.Since(began).Round(10*time.Millisecond))
	people := crowdAt(t, r.url, `{ people(first: 5) { nodes { id name events(first: 3) { nodes { id } } } } }`, 4)
	during := func(name string, do func(t *testing.T)) {
		people.refused.Store(0)
		people.slowest.Store(0)
		t.Run(name, do)
	}
	during("paused", func(t *testing.T) {
		db.Pause(t)
		people.falls(t)
		db.Resume(t)
		people.heals(t, time.Now())
	})
	during("another password", func(t *testing.T) {
		db.Lock(t)
		people.falls(t)
		if !strings.Contains(r.log.String(), "does not let Parley in") {
			t.Error("the log does not say why")
		}
		db.Unlock(t)
		people.heals(t, time.Now())
	})
	during("killed in the middle of an import", func(t *testing.T) { killed(t, db, c, people) })
	people.stop()
	if strings.Contains(r.log.String(), db.Config.Password) || strings.Contains(r.log.String(), "level=ERROR msg=panic") {
		t.Error("the log has the password, or a panic")
	}
}

// killed kills the database while an import writes its fourth batch, starts it again, and finishes the import.
func killed(t *testing.T, db *neo4jtest.Server, c Config, people *crowd) {
	const many, batch = 2000, 300
	o, err := graph.Ontology()
	if err != nil {
		t.Fatal(err)
	}
	bare, err := open.Open(t.Context(), c.location(), o.Store)
	if err != nil {
		t.Fatal(err)
	}
	defer bare.Close()
	st := &ledger{Store: derive.Store(bare, o), during: func(update int) {
		if update == 4 {
			db.Kill(t)
		}
	}}
	_, err = load.Import(t.Context(), st, o, settlers(t, many), load.Options{Dir: t.TempDir(), Strict: true, Batch: batch})
	if !errors.Is(err, store.ErrUnavailable) || len(st.acknowledged) == 0 || len(st.acknowledged) >= many {
		t.Fatalf("after %d of %d were acknowledged the import ends with %v", len(st.acknowledged), many, err)
	}
	people.falls(t) // Connections are refused now.
	db.Start(t)
	people.heals(t, time.Now())
	if got := there(t, bare, o, st.acknowledged); got != len(st.acknowledged) {
		t.Errorf("of %d nodes that were acknowledged %d are there", len(st.acknowledged), got)
	}
	before := len(st.acknowledged)
	st.during = func(int) {}
	s, err := load.Import(t.Context(), st, o, settlers(t, many), load.Options{Dir: t.TempDir(), Strict: true, Batch: batch})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for i := range many {
		ids = append(ids, fmt.Sprint("settler:", i))
	}
	if got, count := there(t, bare, o, ids), s.Nodes["Person"]; got != many || count.New+count.Unchanged != many || count.Unchanged < before {
		t.Errorf("after the second import %d of %d are there, and it says %+v", got, many, count)
	}
}
