// Package stats keeps what the parts of the graph know of a request while it is answered: how long it waited, what it
// costs, what was read for it. Whoever serves the request puts a Request into its context, and reads it when the answer
// has gone; where nobody did, nothing is kept.
package stats

import (
	"context"
	"math"
	"sync/atomic"
	"time"
)

// A Request is what is known of one request. Its methods may be called from several goroutines at once, and of a nil
// Request, which keeps nothing.
type Request struct {
	// ID names the request in logs, and to the client. It is set before anything of the request is done.
	ID string

	waited, reading         atomic.Int64 // nanoseconds
	reads, statements, rows atomic.Int64
	cost                    atomic.Int64
}

// Totals are the sums of a Request.
type Totals struct {
	Waited     time.Duration // for a place in the queue
	Reading    time.Duration // of the store, each Read counted whole, though several may run at once
	Reads      int           // calls of Read
	Statements int           // that the stores answered these by
	Rows       int           // that these gave, those below others included
	Cost       int           // by the weights of the schema, at most math.MaxInt32; 0 if it was not priced
}

type key struct{}

// With returns a context in which r is known.
func With(ctx context.Context, r *Request) context.Context { return context.WithValue(ctx, key{}, r) }

// Of returns the Request that a context is about; nil if there is none.
func Of(ctx context.Context) *Request {
	r, _ := ctx.Value(key{}).(*Request)
	return r
}

// Name returns the ID, "" of a nil Request.
func (r *Request) Name() string {
	if r == nil {
		return ""
	}
	return r.ID
}

// Wait says that the request has waited for a place.
func (r *Request) Wait(d time.Duration) {
	if r != nil {
		r.waited.Add(int64(d))
	}
}

// Price says what the request costs.
func (r *Request) Price(cost float64) {
	if r != nil {
		r.cost.Store(int64(min(cost, math.MaxInt32)))
	}
}

// Read says what one call of Read did.
func (r *Request) Read(statements, rows int, took time.Duration) {
	if r != nil {
		r.reads.Add(1)
		r.statements.Add(int64(statements))
		r.rows.Add(int64(rows))
		r.reading.Add(int64(took))
	}
}

// Totals returns the sums so far; those of a nil Request are 0.
func (r *Request) Totals() Totals {
	if r == nil {
		return Totals{}
	}
	return Totals{
		Waited: time.Duration(r.waited.Load()), Reading: time.Duration(r.reading.Load()),
		Reads: int(r.reads.Load()), Statements: int(r.statements.Load()), Rows: int(r.rows.Load()), Cost: int(r.cost.Load()),
	}
}
