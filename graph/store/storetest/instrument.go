package storetest

import (
	"context"
	"sync/atomic"

	"parley/graph/store"
)

// A Counter is a Store that counts its calls, for tests of what stands on a store.
type Counter struct {
	store.Store
	reads, queries, updates, writes atomic.Int64
}

// Counted returns s with its calls counted.
func Counted(s store.Store) *Counter { return &Counter{Store: s} }

// Counts are numbers of calls. Reads are those of the Store and of its transactions, with
// their Queries; an Update counts once, and its Writes as often as its function makes them.
type Counts struct{ Reads, Queries, Updates, Writes int64 }

// Counts returns the numbers of calls since Counted or the last Reset.
func (c *Counter) Counts() Counts {
	return Counts{c.reads.Load(), c.queries.Load(), c.updates.Load(), c.writes.Load()}
}

// Reset begins to count anew.
func (c *Counter) Reset() {
	for _, n := range []*atomic.Int64{&c.reads, &c.queries, &c.updates, &c.writes} {
		n.Store(0)
	}
}

// Read counts and reads.
func (c *Counter) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	c.reads.Add(1)
	c.queries.Add(int64(len(qs)))
	return c.Store.Read(ctx, qs...)
}

// Update counts and updates.
func (c *Counter) Update(ctx context.Context, fn func(store.Tx) error) error {
	c.updates.Add(1)
	return c.Store.Update(ctx, func(tx store.Tx) error { return fn(&countedTx{tx, c}) })
}

type countedTx struct {
	store.Tx
	c *Counter
}

func (t *countedTx) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	t.c.reads.Add(1)
	t.c.queries.Add(int64(len(qs)))
	return t.Tx.Read(ctx, qs...)
}

func (t *countedTx) Write(ctx context.Context, changes []store.Change) error {
	t.c.writes.Add(1)
	return t.Tx.Write(ctx, changes)
}

// A Call is a kind of call that Faulty can fail.
type Call uint8

// The calls: Store.Read, Tx.Read, Tx.Write, and the commit after the function of
// an Update has returned nil.
const (
	Read Call = iota
	TxRead
	TxWrite
	Commit
)

// Faulty returns s with one fault: its nth Call, the first being 1, gives err without
// reaching s, and for a Commit nothing is committed. All others go through.
func Faulty(s store.Store, call Call, nth int64, err error) store.Store {
	return &faulty{Store: s, call: call, nth: nth, err: err}
}

type faulty struct {
	store.Store
	call  Call
	nth   int64
	err   error
	calls atomic.Int64
}

// fault returns the error if this is the call to fail.
func (f *faulty) fault(call Call) error {
	if call == f.call && f.calls.Add(1) == f.nth {
		return f.err
	}
	return nil
}

func (f *faulty) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	if err := f.fault(Read); err != nil {
		return nil, err
	}
	return f.Store.Read(ctx, qs...)
}

func (f *faulty) Update(ctx context.Context, fn func(store.Tx) error) error {
	return f.Store.Update(ctx, func(tx store.Tx) error {
		if err := fn(&faultyTx{tx, f}); err != nil {
			return err
		}
		return f.fault(Commit)
	})
}

type faultyTx struct {
	store.Tx
	f *faulty
}

func (t *faultyTx) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	if err := t.f.fault(TxRead); err != nil {
		return nil, err
	}
	return t.Tx.Read(ctx, qs...)
}

func (t *faultyTx) Write(ctx context.Context, changes []store.Change) error {
	if err := t.f.fault(TxWrite); err != nil {
		return err
	}
	return t.Tx.Write(ctx, changes)
}
