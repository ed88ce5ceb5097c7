package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/graph/store"
)

// The questions that a client hangs up on: each takes one Read or several, one behind the other.
var hungUpOn = map[string]string{
	"paths":       `{ paths(from: ["person:joe-biden"], to: ["person:ashraf-ghani"]) { paths { nodes { id } hops { id } } } }`,
	"subgraph":    `{ subgraph(around: ["person:abdul-ghani-baradar"], collapse: true) { nodes { id } edges { id provenance { origins } } } }`,
	"centrality":  `{ centrality(of: BETWEENNESS, where: {relations: [MET, MEMBER_OF]}, first: 3) { score node { id } } }`,
	"communities": `{ communities(where: {relations: [MET, MEMBER_OF]}, first: 2) { size members { score } } }`,
	"timeline":    `{ timeline(of: ["person:abdul-ghani-baradar", "place:doha"]) { totalCount edges { when { edtf } } } }`,
	"coPresence":  `{ coPresence(of: "person:muhammad-nasir-haqqani", with: "org:taliban") { totalCount edges { one { id } other { id } } } }`,
	"disputes":    `{ disputes { totalCount edges { node { __typename } } } }`,
	"meetings":    `{ meetings(first: 3) { totalCount nodes { id participants { edges { node { id } } } } } }`,
}

// A client that hangs up stops the work, whichever Read is under way: the store gives it up, no other is made, and the
// handler returns. The next question is answered as ever.
func TestHangUp(t *testing.T) {
	for _, st := range stores[1:] { // The reference looks at no context.
		t.Run(st.name, func(t *testing.T) {
			line := newLine(t, builtIn(t, st.open))
			for name, query := range hungUpOn {
				t.Run(name, func(t *testing.T) { line.hangUpOn(t, query) })
			}
		})
	}
}

// A client may hang up while a Read is answered just as well: what comes behind it is not asked.
func TestHangUpBetween(t *testing.T) {
	line := newLine(t, builtIn(t, stores[1].open))
	line.store.late = true
	for name, query := range hungUpOn {
		t.Run(name, func(t *testing.T) { line.hangUpOn(t, query) })
	}
}

// A slow store takes for ever over one Read of a question, as a real database does: by a statement that it works on. Or it
// answers that Read, but late: when who asked is gone.
type slow struct {
	store.Store
	late  bool
	nth   int64 // which Read it is; 0 for none
	made  atomic.Int64
	begun chan struct{}
	ended chan error
}

func (s *slow) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	if s.made.Add(1) != s.nth {
		return s.Store.Read(ctx, qs...)
	}
	close(s.begun)
	if s.late {
		<-ctx.Done()
		s.ended <- ctx.Err()
		return s.Store.Read(context.WithoutCancel(ctx), qs...)
	}
	pages, err := s.Store.Read(ctx, store.Query{Select: endless(), Args: []any{"nobody has this in the name"}})
	s.ended <- err
	return pages, err
}

// The crowd that keeps a store busy: all of so many people were at all of so many meetings, and there are so many steps
// from one to the other, each of which may be any.
const (
	crowded = 12
	steps   = 10
)

// endless asks who can be reached by some steps of whom there is nobody: it takes crowded to the power of steps of them to
// find that out.
func endless() *store.Selection {
	var where store.Cond = store.Compare{Of: store.OfNode, Property: store.NameProperty, Op: store.Contains, Arg: 1}
	for range steps / 2 {
		where = store.Some{Step: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Person"}, Where: where}
		where = store.Some{Step: store.Along{Relation: "ATTENDED", Direction: store.Out}, Kinds: []string{"Meeting"}, Where: where}
	}
	return &store.Selection{Kinds: []string{"Person"}, Where: where, Pick: store.Pick{Total: true}}
}

// A line is a server that is asked over HTTP, and what it does behind the client's back.
type line struct {
	store    *slow
	server   *httptest.Server
	returned chan string // what the handler has written, each time that it returns
}

func newLine(t *testing.T, s store.Store) *line {
	t.Helper()
	err := s.Update(t.Context(), func(tx store.Tx) error {
		var changes []store.Change
		node := func(kind, id string) {
			changes = append(changes, store.PutNode{Node: store.Node{ID: id, Kind: kind, Props: map[string]any{store.NameProperty: id}}})
		}
		for i := range crowded {
			node("Person", fmt.Sprintf("person:crowd-%d", i))
			node("Meeting", fmt.Sprintf("meeting:crowd-%d", i))
		}
		for i := range crowded * crowded {
			changes = append(changes, store.PutEdge{Edge: store.Edge{
				ID: fmt.Sprintf("attended:crowd-%d", i), Relation: "ATTENDED",
				Source: fmt.Sprintf("person:crowd-%d", i/crowded), Target: fmt.Sprintf("meeting:crowd-%d", i%crowded),
			}})
		}
		return tx.Write(t.Context(), changes)
	})
	if err != nil {
		t.Fatal(err)
	}
	l := &line{store: &slow{Store: s}, returned: make(chan string, 1)}
	h, err := NewHandler(l.store, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	l.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		said := &overheard{ResponseWriter: w}
		defer func() { l.returned <- said.String() }()
		h.ServeHTTP(said, r)
	}))
	t.Cleanup(l.server.Close)
	return l
}

// What is overheard is kept, whether or not there is still somebody to read it.
type overheard struct {
	http.ResponseWriter
	bytes.Buffer
}

func (o *overheard) Write(b []byte) (int, error) {
	o.Buffer.Write(b)
	return o.ResponseWriter.Write(b)
}

// ask posts a query; the error is that of a client that hung up.
func (l *line) ask(ctx context.Context, query string) error {
	body := fmt.Sprintf(`{"query": %q}`, strings.Join(strings.Fields(query), " "))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, l.server.URL, strings.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := l.server.Client().Do(r)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

// whole asks a question to its end, and returns the answer and how many Reads it took.
func (l *line) whole(t *testing.T, query string) (answer string, reads int64) {
	t.Helper()
	l.store.nth = 0
	l.store.made.Store(0)
	if err := l.ask(t.Context(), query); err != nil {
		t.Fatal(err)
	}
	answer = <-l.returned
	if strings.Contains(answer, `"errors"`) {
		t.Fatalf("answered %s", answer)
	}
	return answer, l.store.made.Load()
}

// hangUpOn asks a question as often as it takes Reads, and hangs up during each of them in turn.
func (l *line) hangUpOn(t *testing.T, query string) {
	answer, reads := l.whole(t, query)
	var longest time.Duration
	for nth := int64(1); nth <= reads; nth++ {
		longest = max(longest, l.hangUp(t, query, nth, reads))
	}
	t.Logf("%d Reads; it stopped within %v", reads, longest)
	if again, _ := l.whole(t, query); again != answer {
		t.Errorf("afterwards the answer is %s\nand not %s", again, answer)
	}
}

// hangUp hangs up during the nth Read, and returns how long the work went on.
func (l *line) hangUp(t *testing.T, query string, nth, reads int64) time.Duration {
	t.Helper()
	s := l.store
	s.nth, s.begun, s.ended = nth, make(chan struct{}), make(chan error, 1)
	s.made.Store(0)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	client := make(chan error, 1)
	go func() { client <- l.ask(ctx, query) }()
	select {
	case <-s.begun:
	case said := <-l.returned:
		t.Fatalf("Read %d of %d was not made, or did not take for ever: %s", nth, reads, said)
	}
	if !s.late {
		time.Sleep(10 * time.Millisecond) // The statement is sent. Were it not, it must not be any more.
	}
	start := time.Now()
	cancel()
	if err := <-client; !errors.Is(err, context.Canceled) {
		t.Errorf("the client was answered during Read %d: %v", nth, err)
	}
	var said string
	select {
	case said = <-l.returned:
	case <-time.After(5 * time.Second):
		t.Fatalf("nobody waits for Read %d, and the work goes on", nth)
	}
	took := time.Since(start)
	if err := <-s.ended; !errors.Is(err, context.Canceled) {
		t.Errorf("Read %d ended with %v", nth, err)
	}
	if made := s.made.Load(); made != nth {
		t.Errorf("%d more Reads were made for nobody after Read %d", made-nth, nth)
	}
	if last := s.late && nth == reads; !last && !strings.Contains(said, CodeCancelled) {
		t.Errorf("what stopped during Read %d says %s", nth, said)
	}
	return took
}
