package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"parley/graph"
	"parley/graph/derive"
	"parley/graph/store/open"
)

// A place is where a store is, with the login of a Neo4j.
type place struct {
	name               string // in tables
	location           string // as the server's -store has it
	username, password string
	environ            []string // of the program, beside the login
}

// build builds the server into dir and returns its path.
func build(ctx context.Context, dir string) (string, error) {
	path := filepath.Join(dir, "parley")
	said, err := exec.CommandContext(ctx, "go", "build", "-o", path, "parley/server").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the server: %w: %s", err, said)
	}
	return path, nil
}

// A server is Parley on a store, and a client of it that keeps its connections.
type server struct {
	url    string
	client *http.Client
	token  string // that it is asked with; none if it is ""
	end    func() error
}

// here serves Parley in this process.
func here(ctx context.Context, at place) (*server, error) {
	onto, err := graph.Ontology()
	if err != nil {
		return nil, err
	}
	bare, err := open.Open(ctx, open.Config{Location: at.location, Username: at.username, Password: at.password}, onto.Store)
	if err != nil {
		return nil, err
	}
	answers, err := graph.NewHandler(derive.Store(bare, onto), slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, errors.Join(err, bare.Close())
	}
	url, end, err := listen(ctx, answers)
	if err != nil {
		return nil, errors.Join(err, bare.Close())
	}
	return &server{url: url, client: newClient(), end: func() error { return errors.Join(end(), bare.Close()) }}, nil
}

// stop ends the server and waits until it has.
func (s *server) stop() error {
	s.client.CloseIdleConnections()
	return s.end()
}

// A program is the server's own program in a process of its own.
type program struct {
	server
	started time.Duration // from the start of the process to its first answer that it is ready
	process *exec.Cmd
	log     *logged
}

// logged keeps the last of what a process writes, for the message when it fails.
type logged struct {
	sync.Mutex
	bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	if l.Len() > maxLogged {
		l.Next(l.Len() - maxLogged/2)
	}
	return l.Buffer.Write(p)
}

func (l *logged) text() string {
	l.Lock()
	defer l.Unlock()
	return l.String()
}

// maxLogged is how much of it is kept, in bytes: a line for each request is much in the end.
const maxLogged = 64 << 10

// newClient returns a client that keeps its connections and asks for answers as they are.
func newClient() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}, Timeout: time.Minute}
}

// serve starts the server on a store, as it is set if nobody says but for these flags, and waits until it is ready.
func serve(ctx context.Context, binary string, at place, flags ...string) (*program, error) {
	s := &program{
		process: exec.CommandContext(ctx, binary, append([]string{"-listen", "127.0.0.1:0", "-store", at.location}, flags...)...),
		server:  server{client: newClient()},
		log:     new(logged),
	}
	s.end = s.interrupt
	s.process.Env = append(append(os.Environ(), "NEO4J_USERNAME="+at.username, "NEO4J_PASSWORD="+at.password), at.environ...)
	s.process.Stderr = s.log
	s.process.Cancel = func() error { return s.process.Process.Signal(os.Interrupt) }
	s.process.WaitDelay = 20 * time.Second
	out, err := s.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	begun := time.Now()
	if err := s.process.Start(); err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err == nil {
		s.url = strings.TrimSpace(line[strings.LastIndex(line, " ")+1:])
		err = s.ready(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the server on %s did not start: %w: %s", at.location, err, s.log.text()), s.stop())
	}
	s.started = time.Since(begun)
	return s, nil
}

// ready waits until the server says that it is ready. A database that has just begun may take longer than the second that one
// look at it may.
func (s *program) ready(ctx context.Context) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/readyz", http.NoBody)
	if err != nil {
		return err
	}
	for begun := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		status, _, err := fetch(s.client, r)
		if err == nil && status == http.StatusOK {
			return nil
		}
		if err == nil && time.Since(begun) > time.Minute {
			err = fmt.Errorf("/readyz answers %d", status)
		}
		if err != nil {
			return err
		}
	}
}

// interrupt ends the process and waits for it.
func (s *program) interrupt() error {
	if err := s.process.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("stop the server: %w", err)
	}
	if err := s.process.Wait(); err != nil {
		return fmt.Errorf("the server did not end well: %w: %s", err, s.log.text())
	}
	return nil
}

// fetch sends a request and reads the whole answer.
func fetch(client *http.Client, r *http.Request) (status int, body []byte, err error) {
	a, err := client.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer a.Body.Close()
	if a.ContentLength < 0 {
		body, err = io.ReadAll(a.Body)
		return a.StatusCode, body, err
	}
	body = make([]byte, a.ContentLength)
	_, err = io.ReadFull(a.Body, body)
	return a.StatusCode, body, err
}

// encode returns requests as they are sent.
func encode(requests []request) ([][]byte, error) {
	bodies := make([][]byte, len(requests))
	for i, r := range requests {
		var err error
		if bodies[i], err = json.Marshal(r); err != nil {
			return nil, err
		}
	}
	return bodies, nil
}

// ask sends bodies one after the other and returns the answers, whole.
func (s *server) ask(ctx context.Context, bodies [][]byte) ([][]byte, error) {
	answers := make([][]byte, len(bodies))
	for i, body := range bodies {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/graphql", bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		r.Header.Set("Content-Type", "application/json")
		if s.token != "" {
			r.Header.Set("Authorization", "Bearer "+s.token)
		}
		status, got, err := fetch(s.client, r)
		if err != nil {
			return nil, err
		}
		if status != http.StatusOK {
			return nil, fmt.Errorf("the server answers %d: %.300s", status, got)
		}
		answers[i] = got
	}
	return answers, nil
}

// read asks one question and decodes its data into v.
func (s *server) read(ctx context.Context, query string, variables map[string]any, v any) error {
	bodies, err := encode([]request{{query, variables}})
	if err != nil {
		return err
	}
	answers, err := s.ask(ctx, bodies)
	if err != nil {
		return err
	}
	if err := refused(answers[0]); err != nil {
		return err
	}
	return json.Unmarshal(answers[0], &struct{ Data any }{v})
}
