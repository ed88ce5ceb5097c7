package neo4j

import (
	"context"
	"errors"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/store"
)

// Codes of the server that are told apart. The others go by the kind of error.
const (
	codeUnauthorized = "Neo.ClientError.Security.Unauthorized"
	codeRateLimit    = "Neo.ClientError.Security.AuthenticationRateLimit"
	codeNoDatabase   = "Neo.ClientError.Database.DatabaseNotFound"
	codeTimeout      = "Neo.ClientError.Transaction.TransactionTimedOut"
	codeTimeoutSet   = "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"
	codeExpired      = "Neo.ClientError.Security.CredentialsExpired"
	codeTokenExpired = "Neo.ClientError.Security.TokenExpired"
	codeForbidden    = "Neo.ClientError.Security.Forbidden"
	codePool         = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
	codeMemory       = "Neo.TransientError.General.OutOfMemoryError"
	codeTransaction  = "Neo.TransientError.General.TransactionOutOfMemoryError"
)

// opening explains why a database could not be opened, in a sentence that says what
// to do.
func opening(ctx context.Context, cfg Config, err error) error {
	var server *neo4j.Neo4jError
	var usage *neo4j.UsageError
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("neo4j: open %s: %w", cfg.URL, ctx.Err())
	case errors.As(err, &server) && (server.Code == codeUnauthorized || server.Code == codeRateLimit):
		return fmt.Errorf("neo4j: %s refuses the user %q: give the right name and password, and wait a minute after several wrong ones: %w", cfg.URL, cfg.Username, err)
	case errors.As(err, &server) && server.Code == codeExpired:
		return fmt.Errorf("neo4j: %s wants a new password for the user %q: change it with Neo4j's own tools first: %w", cfg.URL, cfg.Username, err)
	case errors.As(err, &server) && server.Code == codeForbidden:
		return fmt.Errorf("neo4j: %s does not let the user %q read, write and make indexes: give it the right to, or name another user: %w", cfg.URL, cfg.Username, err)
	case errors.As(err, &server) && server.Code == codeNoDatabase:
		return fmt.Errorf("neo4j: %s has no database %q: create it, or name one that is there: %w", cfg.URL, cfg.Database, err)
	case errors.As(err, &usage):
		return fmt.Errorf("neo4j: %q is no address of a database: write it as neo4j://HOST:7687 or bolt://HOST:7687: %w: %w", cfg.URL, err, store.ErrInvalid)
	case errors.As(err, &server):
		return failed(ctx, "open "+cfg.URL, err)
	}
	return fmt.Errorf("neo4j: no database answers at %s: start Neo4j there or correct the address: %w: %w", cfg.URL, err, store.ErrUnavailable)
}

// failed wraps an error of the driver in what was being done. The context's own errors
// are passed on, and what may go well at another time is ErrUnavailable.
func failed(ctx context.Context, doing string, err error) error {
	var server *neo4j.Neo4jError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil: // The driver's errors do not always wrap it.
		return fmt.Errorf("neo4j: %s: %w", doing, ctx.Err())
	case errors.As(err, &server) && (server.Code == codeTimeout || server.Code == codeTimeoutSet):
		return fmt.Errorf("neo4j: %s: it took longer than it may: %w: %w", doing, err, context.DeadlineExceeded)
	case passing(err):
		return fmt.Errorf("neo4j: %s: %w: %w", doing, err, store.ErrUnavailable)
	case errors.As(err, &server) && shut(server.Code):
		return fmt.Errorf("neo4j: %s: the database does not let Parley in any more: see that its name, and the user's name, password and rights, are what they were when Parley was started: %w: %w",
			doing, err, store.ErrUnavailable)
	}
	return fmt.Errorf("neo4j: %s: %w", doing, err)
}

// shut reports whether a database that has been open refuses who asks, until the operator has put that right. It is not
// tried again at once: several wrong passwords lock a user out.
func shut(code string) bool {
	switch code {
	case codeUnauthorized, codeRateLimit, codeExpired, codeTokenExpired, codeForbidden, codeNoDatabase:
		return true
	}
	return false
}

// passing reports whether the cause of an error of the driver may pass by itself: the
// database cannot be reached, or asks for another try.
func passing(err error) bool {
	var away *neo4j.ConnectivityError
	var limit *neo4j.TransactionExecutionLimit
	var server *neo4j.Neo4jError
	switch {
	case errors.As(err, &away), errors.As(err, &limit):
		return true
	case errors.As(err, &server):
		return server.IsRetriable() && !outOfMemory(server.Code)
	}
	return neo4j.IsRetryable(err)
}

// outOfMemory reports whether the server ran out of memory, as it would again if asked
// the same at once.
func outOfMemory(code string) bool {
	return code == codePool || code == codeMemory || code == codeTransaction
}
