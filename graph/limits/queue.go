package limits

import (
	"context"
	"sync"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/stats"
)

// retryAfter is when one may come again who found no room in the queue.
const retryAfter = time.Second

// A Queue bounds how many requests are worked on at once, from the parsing of their document to the last of the answer.
// Those that come when all places are taken wait, each client's in the order in which they came, and the clients take
// turns: who sends many at once waits for himself, and not everyone else for him, as he would in one line of all. What a
// request waits is part of the time that it may take. It is safe for concurrent use.
type Queue struct {
	room, each int // waiting, of all and of one client

	mu      sync.Mutex
	places  int
	free    int
	waiting int
	refused int
	lines   map[string]*line
	turns   []*line // those with somebody in them, the next one first
}

// A line is what waits of one client.
type line struct {
	client string
	calls  []chan struct{}
}

// NewQueue makes a Queue in which so many work, so many wait, and so many of one client wait; each at least 1.
func NewQueue(working, waiting, each int) *Queue {
	return &Queue{room: waiting, each: each, places: working, free: working, lines: map[string]*line{}}
}

// Enter waits for a place for a request; leave gives it back. Whoever has one parses, validates and executes in it.
func (q *Queue) Enter(ctx context.Context) (leave func(), refused *gqlerror.Error) {
	return q.enter(ctx, clientOf(ctx))
}

// enter waits for a place; leave gives it back.
func (q *Queue) enter(ctx context.Context, client string) (leave func(), refused *gqlerror.Error) {
	called, refused := q.join(client)
	if refused != nil {
		return nil, refused
	}
	select {
	case <-called:
		return q.leave, nil
	default:
	}
	began := time.Now()
	defer func() { stats.Of(ctx).Wait(time.Since(began)) }()
	select {
	case <-called:
		return q.leave, nil
	case <-ctx.Done():
	}
	if !q.forget(client, called) { // It was called meanwhile.
		q.leave()
	}
	return nil, overloaded(retryAfter)
}

// join takes a place, or else one in the line of the client; the channel is closed once there is a place.
func (q *Queue) join(client string) (<-chan struct{}, *gqlerror.Error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	called := make(chan struct{})
	if q.free > 0 {
		q.free--
		close(called)
		return called, nil
	}
	l := q.lines[client]
	if q.waiting >= q.room || l != nil && len(l.calls) >= q.each {
		q.refused++
		return nil, overloaded(retryAfter)
	}
	if l == nil {
		l = &line{client: client}
		q.lines[client] = l
		q.turns = append(q.turns, l)
	}
	l.calls = append(l.calls, called)
	q.waiting++
	return called, nil
}

// A Crowd is how many are in a Queue, and how many found no room in it since it was made.
type Crowd struct{ Working, Waiting, Refused int }

// Crowd returns how it is now.
func (q *Queue) Crowd() Crowd {
	q.mu.Lock()
	defer q.mu.Unlock()
	return Crowd{Working: q.places - q.free, Waiting: q.waiting, Refused: q.refused}
}

// leave gives a place to the client whose turn it is, who then is the last.
func (q *Queue) leave() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.turns) == 0 {
		q.free++
		return
	}
	l := q.turns[0]
	q.turns = q.turns[1:]
	called := l.calls[0]
	l.calls = l.calls[1:]
	q.waiting--
	if len(l.calls) > 0 {
		q.turns = append(q.turns, l)
	} else {
		delete(q.lines, l.client)
	}
	close(called)
}

// forget takes one out of the line of a client; false if it was called already.
func (q *Queue) forget(client string, called <-chan struct{}) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.lines[client]
	if l == nil {
		return false
	}
	for i, c := range l.calls {
		if c != called {
			continue
		}
		l.calls = append(l.calls[:i:i], l.calls[i+1:]...)
		q.waiting--
		if len(l.calls) == 0 {
			delete(q.lines, client)
			q.turns = without(q.turns, l)
		}
		return true
	}
	return false
}

// without are the lines but one.
func without(all []*line, one *line) (rest []*line) {
	for _, l := range all {
		if l != one {
			rest = append(rest, l)
		}
	}
	return rest
}
