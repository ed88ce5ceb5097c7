// Command server answers GraphQL about the graph of one store, over HTTP, and serves a
// playground to ask in. It opens the store that its flags name, loads the built-in data into it
// if it is empty, says where to point a browser, and serves until it is interrupted or terminated.
// What it answers is package graph's matter; here are the process and the HTTP around it. README.md
// beside this file tells how to run it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"parley/graph/store/open"
	"parley/server/telemetry"
)

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // What is wrong may pass.
	exitUsage  = 2 // A setting is wrong, and to try again is no use.
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // A second signal ends the process at once.
	os.Exit(command(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// command does what the arguments and the environment ask for and returns the exit code. A
// failure is one line on stderr.
func command(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil && o.checkConfig:
		return exitFailed // It has been said what is wrong, as below.
	case err != nil:
		return exitUsage // It has been said what is wrong.
	case o.version:
		fmt.Fprintln(stdout, version())
		return exitOK
	case o.checkConfig:
		if !checkConfig(ctx, &o, stdout) {
			return exitFailed
		}
		return exitOK
	case o.backup != "":
		err = backup(ctx, &o, stdout)
	case o.newToken != "":
		err = printToken(stdout, o.newToken, o.tokenRole)
	case o.healthcheck != "":
		err = healthcheck(ctx, o.healthcheck)
	default:
		o.Stdout = stdout
		if o.Log, err = telemetry.NewLogger(stderr, o.Watch.LogForm, o.Watch.LogLevel); err == nil {
			err = Run(ctx, o.Config)
		}
	}
	if err == nil {
		return exitOK
	}
	fmt.Fprintln(stderr, "parley:", oneLine([]byte(err.Error())))
	if _, ok := errors.AsType[settingError](err); ok {
		return exitUsage
	}
	return exitFailed
}

// backup copies the store into a new file, and says so.
func backup(ctx context.Context, o *options, stdout io.Writer) error {
	if err := open.Backup(ctx, o.Store, o.backup); err != nil {
		return err
	}
	info, err := os.Stat(o.backup)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%s is copied to %s, %d bytes, and the copy is sound\n", o.Store, o.backup, info.Size())
	return err
}

// healthcheck gets url, without a proxy, and returns an error unless the answer is 200.
func healthcheck(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return fmt.Errorf("health check: %w", err)
	}
	answer, err := (&http.Transport{TLSClientConfig: trusting(r.URL.Hostname())}).RoundTrip(r)
	if err != nil {
		return fmt.Errorf("health check: nothing answers at %s: %w", url, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(answer.Body, 1000)) // What came is good enough for a message.
		return fmt.Errorf("health check: %s answers %s: %s", url, answer.Status, oneLine(said))
	}
	return nil
}
