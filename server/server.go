package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"time"

	"go.opentelemetry.io/otel/trace"

	"parley/graph"
	"parley/graph/access"
	"parley/graph/derive"
	"parley/graph/store"
	"parley/graph/store/open"
	"parley/seed/data"
	"parley/seed/load"
	"parley/server/auth"
)

// The bounds in time.
const (
	headerTimeout = 5 * time.Second   // of the header of a request, from its first byte to its last
	readTimeout   = 30 * time.Second  // of a request, from its first byte to its last
	writeTimeout  = 75 * time.Second  // of a request and its answer, on the connection; an answer may take 30 of them
	idleTimeout   = 120 * time.Second // of a connection between requests
	drainTimeout  = 10 * time.Second  // of the requests under way when the server stops
)

// A Config is what Run needs to know.
type Config struct {
	Listen      string // HOST:PORT; port 0 is any that is free
	Connections int    // how many may be open at once, WebSockets among them; 0 is no bound
	Store       string // sqlite:FILE, memory: or neo4j://HOST:PORT
	// Username, Password and Database are for Neo4j only. Without a user there is no login, and
	// without a database it is the server's own default.
	Username, Password, Database string

	Answers      graph.Options // how much may be asked, and by whom
	Trusted      string        // a file or folder of documents that may be named; "" is none
	NoPlayground bool          // whether there is no page to ask in
	Playground   access.Role   // who has that page, nobody being everybody
	NoExplorer   bool          // whether there is no page to explore the graph in
	Explorer     access.Role   // who has that page, nobody being everybody

	Access          auth.Config // who asks, from where
	Guard           *auth.Guard // of Access; Run makes it. Without it nobody is asked who he is
	Local           bool        // whether only this machine can reach the server; Run finds out
	TLSCert, TLSKey string      // the files of the certificate and its key; without, there is no TLS

	Watch    Watching        // how the server can be watched
	Tracer   trace.Tracer    // makes spans; nil makes none
	Operator *http.ServeMux  // unless nil, gets the paths of who runs the server, and metrics there only
	Stopping <-chan struct{} // closed when no more requests are taken; nil is never

	Stdout io.Writer    // gets the one line that says where to point a browser
	Log    *slog.Logger // gets everything else
}

// Run serves until ctx is done, gives requests under way 10 seconds to end, closes the store and
// returns nil. An error is one sentence for the operator: it says what is wrong and what to do; it is a settingError if that is
// to change a setting.
func Run(ctx context.Context, c Config) (err error) {
	if err := trust(&c); err != nil {
		return ofSetting(err)
	}
	listener, err := listen(ctx, c.Listen) // Before the store, so that a port in use leaves no new store behind.
	if err != nil {
		return err
	}
	defer listener.Close() // Serve has closed it already, unless Run fails before; then nothing is lost.
	secured, err := c.secure(ctx, c.bounded(listener))
	if err != nil {
		return ofSetting(err)
	}
	c.Stopping = ctx.Done()
	untraced, err := c.trace(ctx)
	if err != nil {
		return ofSetting(err)
	}
	defer untraced()
	closed, err := c.beside(ctx, listener.Addr())
	if err != nil {
		return err
	}
	defer closed()
	st, err := openStore(ctx, c)
	switch {
	case err != nil && ctx.Err() != nil:
		c.Log.Info("stopped while it started")
		return nil
	case err != nil:
		return err
	}
	defer func() {
		if e := st.Close(); e != nil && err == nil {
			err = fmt.Errorf("close the store %s: %w", c.Store, e)
		}
	}()
	c.Answers.Stopping = ctx.Done()
	answers, err := newHandler(st, c)
	if err != nil {
		return err
	}
	tellTrust(c)
	if !c.Local && !c.Guard.On() {
		c.Log.Warn("anyone who reaches this address can read everything, as -auth none has it: let nobody reach it but a proxy with a login, "+
			"or this machine", "listen", listener.Addr().String())
	}
	c.Log.Info("serving", "version", version(), "listen", listener.Addr().String(), "store", c.Store)
	if _, err := fmt.Fprintf(c.Stdout, "Parley is ready: point a browser at %s\n", c.address(listener)); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	defer warm(ctx, st, c.Log)()
	return serve(ctx, secured, answers, c.Log)
}

// warm has the store plan what is often asked, while the first requests may be under way. The function that it returns
// ends that, and waits until it has ended.
func warm(ctx context.Context, st store.Store, log *slog.Logger) func() {
	ctx, cancel := context.WithCancel(ctx)
	var one sync.WaitGroup
	one.Go(func() {
		if err := graph.Warm(ctx, st); err != nil && ctx.Err() == nil {
			log.Warn("what is often asked could not be planned ahead", "error", err)
		}
	})
	return func() {
		cancel()
		one.Wait()
	}
}

// listen opens the port.
func listen(ctx context.Context, address string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("another program listens on %s already: stop it, or choose another port with -listen or %s", address, envListen)
	case errors.Is(err, syscall.EACCES):
		return nil, settingError{fmt.Errorf("this user may not listen on %s: choose a port above 1023 with -listen or %s", address, envListen)}
	case err != nil:
		return nil, ofAddress(fmt.Errorf("cannot listen on %q, give HOST:PORT of this machine such as 127.0.0.1:8080 with -listen or %s: %w", address, envListen, err))
	}
	return listener, nil
}

// openStore opens the store, so that writes derive what follows from them, and loads the built-in
// data into it if it is empty.
func openStore(ctx context.Context, c Config) (store.Store, error) {
	onto, err := graph.Ontology()
	if err != nil {
		return nil, err
	}
	bare, err := open.Open(ctx, c.location(), onto.Store)
	if err != nil {
		err = fmt.Errorf("%w; %s", err, open.SetBy(c.Store))
		if errors.Is(err, store.ErrInvalid) { // There is no such place, or it holds what this program cannot take.
			err = settingError{err}
		}
		return nil, err
	}
	st := derive.Store(bare, onto)
	report, loaded, err := load.BuiltIn(ctx, st, onto, data.Name, data.Kabul())
	if err != nil {
		return nil, errors.Join(fmt.Errorf("load the built-in data into %s: %w", c.Store, err), st.Close())
	}
	if loaded {
		said, _, _ := strings.Cut(report.String(), "\n") // The sums; the lines after it are by kind.
		c.Log.Info("the store was empty and has the built-in data now", "loaded", said)
	}
	return st, nil
}

// location is where the store is, and the login.
func (c *Config) location() open.Config {
	return open.Config{Location: c.Store, Username: c.Username, Password: c.Password, Database: c.Database}
}

// address is where a browser on this machine reaches the listener.
func (c Config) address(l net.Listener) string {
	if c.TLSCert != "" {
		return "https" + strings.TrimPrefix(address(l), "http")
	}
	return address(l)
}

// address is the same without TLS.
func address(l net.Listener) string {
	at := l.Addr().(*net.TCPAddr)
	host := at.IP.String()
	if at.IP.IsUnspecified() {
		host = "localhost"
	}
	return fmt.Sprintf("http://%s", net.JoinHostPort(host, fmt.Sprint(at.Port)))
}

// serve answers on listener until ctx is done, and then until the requests under way have ended
// or their time is over.
func serve(ctx context.Context, listener net.Listener, answers http.Handler, log *slog.Logger) error {
	requests, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	var under sync.WaitGroup // The server does not wait for WebSockets by itself.
	server := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			under.Add(1)
			defer under.Done()
			answers.ServeHTTP(w, r)
		}),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		BaseContext:       func(net.Listener) context.Context { return requests },
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve on %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	log.Info("stopping")
	drain, done := context.WithTimeout(requests, drainTimeout)
	defer done()
	err := server.Shutdown(drain)
	if err == nil {
		ended := make(chan struct{})
		go func() { under.Wait(); close(ended) }()
		select {
		case <-ended:
		case <-drain.Done():
			err = drain.Err()
		}
	}
	if err != nil {
		log.Warn("requests still under way were cut off", "after", drainTimeout, "error", err)
		cancel()
		return server.Close()
	}
	return nil
}

// oneLine is text as it may stand in a sentence.
func oneLine(text []byte) string {
	return strings.Join(strings.Fields(string(bytes.ToValidUTF8(text, nil))), " ")
}
