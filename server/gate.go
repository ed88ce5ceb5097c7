package main

import (
	"errors"
	"flag"
	"net"

	"golang.org/x/net/netutil"

	"parley/graph/persisted"
	"parley/server/web"
)

// defaultSockets is how many WebSockets a client may hold open: more than the pages of a person would.
const defaultSockets = 64

// defaultConnections is how many connections may be open. Idle ones then take some 70 MB, and as WebSockets 110, so that nobody
// fills the memory, or has all files that a process may open, by connecting alone.
const defaultConnections = 4096

// gateFlags adds the flags of how documents and connections come in.
func gateFlags(flags *flag.FlagSet, o *options) {
	flags.StringVar(&o.Trusted, "trusted", "",
		"the trusted documents, by a `FILE` that is a JSON map of them by their hashes, or a folder of .graphql files")
	flags.Var(intBound(&o.Connections, defaultConnections), "connections", "how `MANY` connections may be open, of all clients; others wait; 0 is no bound")
	flags.Var(intBound(&o.Answers.Sockets, defaultSockets), "sockets", "how `MANY` WebSockets a client may hold open, 0 is no bound")
	flags.BoolVar(&o.Answers.TrustedOnly, "trusted-only", false, "execute no other documents than the trusted ones")
}

// bounded is the listener with no more connections open at once than may be. Others wait in the system's own queue, which
// costs nothing here, until one is closed.
func (c *Config) bounded(listener net.Listener) net.Listener {
	if c.Connections == 0 {
		return listener
	}
	return netutil.LimitListener(listener, c.Connections)
}

// trust reads the trusted documents, and sees that they are good.
func trust(c *Config) (err error) {
	switch {
	case c.Trusted == "" && c.Answers.TrustedOnly:
		return errors.New("-trusted-only executes trusted documents only, and there are none: name them by -trusted")
	case c.Trusted == "":
		return nil
	}
	if c.Answers.Trusted, err = persisted.Read(c.Trusted); err != nil {
		return err
	}
	if c.Answers.TrustedOnly && !c.NoExplorer { // The page could ask nothing otherwise.
		for name, text := range web.Documents() {
			c.Answers.Trusted = append(c.Answers.Trusted, persisted.Of("of the explorer, "+name, text))
		}
	}
	return c.Answers.CheckTrusted()
}

// tellTrust says in the log what is trusted.
func tellTrust(c Config) {
	if c.Trusted == "" {
		return
	}
	c.Log.Info("documents are trusted", "from", c.Trusted, "documents", len(c.Answers.Trusted))
	if c.Answers.TrustedOnly && !c.NoPlayground {
		c.Log.Warn("only trusted documents are executed, so the playground can ask nothing else, nor learn the schema: leave it out by -playground=false")
	}
}
