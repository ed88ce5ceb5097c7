// Package store is the vocabulary of stored graphs: what a graph is made of
// (Schema, Node, Edge), how it is asked (Query and, in answer, Page) and how it
// is changed (Change). A Store keeps one graph. There are several, and all mean
// the same: what a query answers is defined by this package and held by the
// suite in storetest, never by what an engine happens to do.
package store

import (
	"context"
	"errors"
)

// A Store keeps one property graph. It may be used from several goroutines.
type Store interface {
	// Read answers each query whole: the roots and, nested, everything below
	// them, one Page for each query in the order given. Each query is answered
	// as of one moment where the database can; each store says what it does.
	Read(ctx context.Context, qs ...Query) ([]Page, error)

	// Update runs fn in one transaction and commits if fn returns nil; when fn
	// or the commit fails, nothing of it stays. Updates are serial. The
	// database may ask for another try, so fn may run more than once and must
	// have no effect but through the Tx. It must not call Update, which would
	// wait for it for ever.
	Update(ctx context.Context, fn func(Tx) error) error

	// Close frees what the store holds. Nothing may be called after it.
	Close() error
}

// A Tx is a transaction under way. It is good only within the function that it
// was handed to, and for one goroutine.
type Tx interface {
	// Read is like Store.Read, and sees what the transaction wrote.
	Read(ctx context.Context, qs ...Query) ([]Page, error)

	// Write applies the changes in order, all or none. An edge's ends must
	// exist when it is put. What properties refer to must exist, and what was
	// deleted must not be referred to, when all changes of the call have been
	// applied.
	Write(ctx context.Context, changes []Change) error
}

// A State is what was found at a place before it is opened, in words that go on from its name.
type State string

// What a place can be found to be.
const (
	Vacant  State = "holds nothing yet, and will be made a store"
	Current State = "holds a store of this version"
	Older   State = "holds a store of another version, and will be brought up to this one"
)

// The kinds of failure. Every error of a store matches one of them by
// errors.Is, or is the context's own, or is a fault of the store.
var (
	// ErrNotFound says that something that must exist does not.
	ErrNotFound = errors.New("not found")
	// ErrConflict says that something in the graph stands against a change.
	ErrConflict = errors.New("conflict")
	// ErrInvalid says that a change, a query or a value is not well formed.
	ErrInvalid = errors.New("invalid")
	// ErrUnavailable says that the database cannot be reached now; the same
	// call may succeed later.
	ErrUnavailable = errors.New("unavailable")
)
