package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"reflect"
	"strconv"
	"time"
)

// A served is the least that can stand between a statement by hand and a client: a server of HTTP that takes its arguments
// as JSON, asks it and sends its answer as JSON. It runs in this process, with a client like Parley's.
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

// way returns what asks over HTTP, with arguments that are sent each time, as whoever asks chooses them.
func (s *served) way(d demand, args map[string]any) (asker, error) {
	s.ways++
	path := fmt.Sprintf("/%d", s.ways)
	types := map[string]reflect.Type{}
	for name, v := range args {
		types[name] = reflect.TypeOf(v)
	}
	s.mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
		sent, err := arguments(r.Body, types)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		body, err := answerJSON(r.Context(), d, sent)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body) // A client that has gone needs no answer.
	})
	asked, err := json.Marshal(args)
	return func(ctx context.Context) (answer, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+path, bytes.NewReader(asked))
		if err != nil {
			return nil, err
		}
		r.Header.Set("Content-Type", "application/json")
		status, body, err := fetch(s.client, r)
		if err == nil && status != http.StatusOK {
			err = fmt.Errorf("by hand over HTTP: %s", body)
		}
		return string(body), err
	}, err
}

// arguments reads the arguments that are sent, each of the type that it must have.
func arguments(body io.Reader, types map[string]reflect.Type) (map[string]any, error) {
	var sent map[string]json.RawMessage
	if err := json.NewDecoder(body).Decode(&sent); err != nil {
		return nil, err
	}
	args := make(map[string]any, len(types))
	for name, t := range types {
		v := reflect.New(t)
		if err := json.Unmarshal(sent[name], v.Interface()); err != nil {
			return nil, fmt.Errorf("the argument %s: %w", name, err)
		}
		args[name] = v.Elem().Interface()
	}
	return args, nil
}

func answerJSON(ctx context.Context, d demand, args map[string]any) ([]byte, error) {
	a, err := d(ctx, args)
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
