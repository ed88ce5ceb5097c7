package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// A served is the least that can stand between a statement by hand and a client: a server of HTTP that asks
// it and sends its answer as JSON. It runs in this process, with a client like Parley's.
type served struct {
	url    string
	mux    *http.ServeMux
	end    func() error
	client *http.Client
	ways   int
}

func openServed(ctx context.Context) (*served, error) {
	mux := http.NewServeMux()
	url, end, err := listen(ctx, mux)
	return &served{url: url, mux: mux, end: end, client: newClient()}, err
}

// listen serves HTTP on loopback until it is ended.
func listen(ctx context.Context, answers http.Handler) (url string, end func() error, err error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	s := &http.Server{Handler: answers, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = s.Serve(listener) }() // It ends when it is closed.
	return "http://" + listener.Addr().String(), s.Close, nil
}

// way returns what asks over HTTP.
func (s *served) way(ask asker) asker {
	s.ways++
	path := fmt.Sprintf("/%d", s.ways)
	s.mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		body, err := answerJSON(r.Context(), ask)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body) // A client that has gone needs no answer.
	})
	return func(ctx context.Context) (answer, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+path, http.NoBody)
		if err != nil {
			return nil, err
		}
		a, err := s.client.Do(r)
		if err != nil {
			return nil, err
		}
		defer a.Body.Close()
		body, err := io.ReadAll(a.Body)
		if err == nil && a.StatusCode != http.StatusOK {
			err = fmt.Errorf("by hand over HTTP: %s", body)
		}
		return string(body), err
	}
}

func answerJSON(ctx context.Context, ask asker) ([]byte, error) {
	a, err := ask(ctx)
	if err != nil {
		return nil, err
	}
	if text, ok := a.(string); ok {
		return []byte(text), nil
	}
	return json.Marshal(a)
}

func (s *served) close() error {
	s.client.CloseIdleConnections()
	return s.end()
}
