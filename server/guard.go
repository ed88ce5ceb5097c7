package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"

	"parley/graph"
)

// maxBody is how many bytes the body of a question may have.
const maxBody = 1 << 20

// A refusal is why a request is not GraphQL over HTTP: a status and a sentence.
type refusal struct {
	status   int
	sentence string
}

// guard lets only well-formed GraphQL requests through to next (GET, or POST of a JSON object of
// at most 1 MiB), with a deadline, and answers others as GraphQL answers errors, under a fitting
// status. A page of another site cannot make a browser send JSON here without asking first, and
// this server never agrees; what it could make it GET, browsers mark as coming from another site.
// That keeps such pages from asking in the user's name.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if no := check(w, r); no != nil {
			refuse(w, no)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), answerTimeout)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// check returns why the request is refused, or nil. It reads the body and puts it back.
func check(w http.ResponseWriter, r *http.Request) *refusal {
	switch r.Method {
	case http.MethodGet:
		return checkQuery(r)
	case http.MethodPost:
		return checkBody(w, r)
	}
	w.Header().Set("Allow", "GET, POST")
	return &refusal{http.StatusMethodNotAllowed, "only GET and POST are answered here"}
}

func checkQuery(r *http.Request) *refusal {
	if site := r.Header.Get("Sec-Fetch-Site"); site == "cross-site" || site == "same-site" {
		return &refusal{http.StatusForbidden, "a page of another site may not ask here: open /graphiql, or ask by POST"}
	}
	if r.URL.Query().Get("query") == "" {
		return &refusal{http.StatusBadRequest, `there is no question: POST a JSON object {"query": "…"}, or GET /graphql?query=…, or ask in the playground at /graphiql`}
	}
	return nil
}

func checkBody(w http.ResponseWriter, r *http.Request) *refusal {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return &refusal{http.StatusUnsupportedMediaType, "the question must be JSON: send it with Content-Type: application/json"}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return &refusal{http.StatusRequestEntityTooLarge, fmt.Sprintf("the body is larger than %d bytes: ask for less at once", large.Limit)}
	case err != nil:
		return &refusal{http.StatusBadRequest, "the body did not arrive whole: send it again"}
	}
	var question struct {
		Query         string                     `json:"query"`
		OperationName string                     `json:"operationName"`
		Variables     map[string]json.RawMessage `json:"variables"`
		Extensions    map[string]json.RawMessage `json:"extensions"`
	}
	if err := json.Unmarshal(body, &question); err != nil {
		return &refusal{http.StatusBadRequest, fmt.Sprintf(`the body must be a JSON object {"query": "…", "variables": {…}, "operationName": "…"}: %v`, err)}
	}
	if question.Query == "" {
		return &refusal{http.StatusBadRequest, `there is no question: the body must be a JSON object {"query": "…"}`}
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return nil
}

// refuse answers in the form of GraphQL's own errors.
func refuse(w http.ResponseWriter, no *refusal) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(no.status)
	_ = json.NewEncoder(w).Encode(map[string]any{ // A client that has gone needs no answer.
		"errors": []any{map[string]any{"message": no.sentence, "extensions": map[string]any{"code": graph.CodeBadInput}}},
	})
}
