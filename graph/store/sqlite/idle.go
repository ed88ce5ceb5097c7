package sqlite

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// An idle keeps the sessions that nobody uses. That which was used last is taken first: its pages are the likeliest to be
// in the pool.
type idle struct {
	turns chan struct{} // as many as there are sessions; closed with the store
	lock  sync.Mutex
	stack []*session
}

func newIdle(most int) *idle { return &idle{turns: make(chan struct{}, most)} }

func (i *idle) put(x *session) {
	i.lock.Lock()
	i.stack = append(i.stack, x)
	i.lock.Unlock()
	i.turns <- struct{}{}
}

// take waits for a session.
func (i *idle) take(ctx context.Context) (*session, error) {
	if _, err := take(ctx, i.turns); err != nil {
		return nil, err
	}
	i.lock.Lock()
	defer i.lock.Unlock()
	last := len(i.stack) - 1
	x := i.stack[last]
	i.stack = i.stack[:last]
	return x, nil
}

// take waits for one of what is there for whoever comes first, such as the one writer.
func take[T any](ctx context.Context, from chan T) (x T, err error) {
	select {
	case x, open := <-from:
		if !open {
			return x, errors.New("sqlite: the store is closed")
		}
		return x, nil
	case <-ctx.Done():
		return x, fmt.Errorf("sqlite: waiting: %w", ctx.Err())
	}
}
