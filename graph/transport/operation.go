package transport

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// codeUnavailable is the code of an operation that comes when the server stops.
const codeUnavailable = "UNAVAILABLE"

// codeOverloaded is the code of an operation for which there is no room in its socket, as of one for which there is
// none in the queue.
const codeOverloaded = "OVERLOADED"

// subscribe begins an operation of a socket.
func (s *socket) subscribe(id string, payload map[string]any) (code websocket.StatusCode, reason string) {
	p, err := params(payload)
	if err != nil {
		return closeInvalid, "Invalid message: " + err.Error()
	}
	asked, err := s.renewed()
	if err != nil {
		return closeForbidden, "Forbidden"
	}
	p.Headers = s.r.Header
	p.ReadTime = graphql.TraceTiming{Start: graphql.Now(), End: graphql.Now()}
	s.mu.Lock()
	_, taken := s.running[id]
	full, stopping := len(s.running) >= maxOperations, s.stopping
	ctx, cancel := context.WithTimeout(graphql.StartOperationTrace(asked), s.timeout)
	if !taken && !full && !stopping {
		s.running[id] = cancel
		s.under.Add(1) // Before drain, if it comes, waits.
	}
	s.mu.Unlock()
	switch {
	case taken:
		cancel()
		return closeTaken, fmt.Sprintf("Subscriber for %s already exists", id)
	case stopping:
		cancel()
		s.refuse(asked, id, gqlerror.List{{
			Message:    "the server stops: connect again later",
			Extensions: map[string]any{"code": codeUnavailable},
		}})
		return 0, ""
	case full:
		cancel()
		s.refuse(asked, id, gqlerror.List{{
			Message:    fmt.Sprintf("%d operations are under way in this connection already; wait until one is answered", maxOperations),
			Extensions: map[string]any{"code": codeOverloaded},
		}})
		return 0, ""
	}
	go func() {
		defer s.under.Done()
		defer cancel()
		defer s.recover(ctx, id)
		s.operate(ctx, id, p)
	}()
	return 0, ""
}

// operate has an operation executed and says what comes of it.
func (s *socket) operate(ctx context.Context, id string, p *graphql.RawParams) {
	if s.Admit != nil {
		if refused := s.Admit(s.r.WithContext(ctx)); refused != nil {
			s.end(ctx, id, func() { s.refuse(ctx, id, gqlerror.List{refused}) })
			return
		}
	}
	ctx, response, errs := s.work(ctx, s.exec, p, asItIsFound)
	switch {
	case errs == nil && response == nil && ctx.Err() != nil:
		errs = gqlerror.List{gqlerror.Wrap(ctx.Err())}
	case errs == nil && (response == nil || response.Data == nil && len(response.Errors) == 0):
		errs = gqlerror.List{gqlerror.Wrap(errNoAnswer)}
	}
	s.end(ctx, id, func() {
		switch {
		case errs != nil:
			s.refuse(ctx, id, errs)
		case response.Data == nil:
			s.sendErrors(id, response.Errors)
		default:
			text, err := encode(nil, response)
			if err != nil {
				panic(fmt.Errorf("an answer is no JSON: %w", err)) // An extension put it there; recover says so.
			}
			s.send("next", id, text)
			s.send("complete", id, nil)
		}
	})
}

// asItIsFound finds nothing more wrong.
func asItIsFound(_ *graphql.OperationContext, _ *graphql.RawParams, errs gqlerror.List) gqlerror.List {
	return errs
}

// end says what came of an operation, unless the client has given it up, and has its id free before the client knows.
func (s *socket) end(ctx context.Context, id string, say func()) {
	if errors.Is(ctx.Err(), context.Canceled) {
		return // Who cancelled has freed the id, or there is no socket any more.
	}
	s.mu.Lock()
	delete(s.running, id)
	s.mu.Unlock()
	say()
}

// refuse says why an operation is not executed.
func (s *socket) refuse(ctx context.Context, id string, errs gqlerror.List) {
	s.sendErrors(id, s.exec.DispatchError(ctx, errs).Errors)
}

func (s *socket) sendErrors(id string, errs gqlerror.List) {
	text, err := json.Marshal(errs)
	if err != nil {
		panic(fmt.Errorf("an error is no JSON: %w", err))
	}
	s.send("error", id, text)
}

// recover answers for a panic, as that of an exchange does.
func (s *socket) recover(ctx context.Context, id string) {
	v := recover()
	if v == nil {
		return
	}
	shown := &gqlerror.Error{Message: http.StatusText(http.StatusInternalServerError)}
	if presenter, ok := s.exec.(recoverer); ok {
		if told, ok := errors.AsType[*gqlerror.Error](presenter.PresentRecoveredError(ctx, v)); ok {
			shown = told
		}
	}
	s.end(ctx, id, func() { s.sendErrors(id, gqlerror.List{shown}) })
}
