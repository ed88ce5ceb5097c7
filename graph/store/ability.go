package store

import "context"

// An Explainer is a Store that tells how it answers a Selection.
type Explainer interface {
	// Explain returns the statement that the store sends for s, and how its database would go about it now. Nothing is read,
	// and no value is in it: values are parameters of the statement. Its errors are those of Read.
	Explain(ctx context.Context, s *Selection) (Explanation, error)
}

// An Explanation is how a Selection is answered.
type Explanation struct {
	Statement string   // in the language of the database
	Plan      []string // of the database, in lines, in its own words
}

// A Pooler is a Store that reads over a bounded number of connections.
type Pooler interface {
	// Pool returns how it stands with them now.
	Pool() Pool
}

// A Pool is how it stands with the connections of a store.
type Pool struct {
	Max int // that there may be
	Use int // that are read over
}

// A Wrapper is a Store that stands before another.
type Wrapper interface{ Unwrap() Store }

// As returns s as one that has an ability, or else the first that has it of those that s stands before.
func As[Ability any](s any) (able Ability, found bool) {
	for {
		if able, found = s.(Ability); found {
			return able, true
		}
		w, ok := s.(Wrapper)
		if !ok {
			return able, false
		}
		s = w.Unwrap()
	}
}

// A Watcher is told of the statements of Reads.
type Watcher interface {
	// Statement is called before the statement of a Query is sent, in the goroutine of the Read; what it returns is called
	// with the page that came, which must not be changed, or with the error.
	Statement(q Query) (ended func(page *Page, err error))
}

type watcherKey struct{}

// WithWatcher returns a context of whose Reads w is told, beside who is told already.
func WithWatcher(ctx context.Context, w Watcher) context.Context {
	if before, ok := ctx.Value(watcherKey{}).(Watcher); ok {
		w = both{before, w}
	}
	return context.WithValue(ctx, watcherKey{}, w)
}

// Both are two Watchers.
type both [2]Watcher

func (b both) Statement(q Query) func(*Page, error) {
	first, second := b[0].Statement(q), b[1].Statement(q)
	return func(page *Page, err error) { second(page, err); first(page, err) }
}

// Watched is called by a store before it sends the statement of a Query, and what it returns with what came of it.
func Watched(ctx context.Context, q Query) (ended func(page *Page, err error)) {
	if w, ok := ctx.Value(watcherKey{}).(Watcher); ok {
		return w.Statement(q)
	}
	return unwatched
}

func unwatched(*Page, error) {}

// A Rederiver is a store that was opened to have its hidden properties derived anew.
type Rederiver interface {
	// Rederived records that they all are what they must be. Until then whoever opens the store in another way is refused.
	Rederived(ctx context.Context) error
}
