package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"

	"github.com/peterbourgon/ff/v3"

	"parley/graph/access"
	"parley/server/auth"
)

// The names of variables. Every setting has one, the prefix and the name of its flag; those of Neo4j are named as its own
// tools name them, and are variables alone.
const (
	envPrefix   = "PARLEY"
	envListen   = "PARLEY_LISTEN"
	envStore    = "PARLEY_STORE"
	envUsername = "NEO4J_USERNAME"
	envPassword = "NEO4J_PASSWORD"
	envDatabase = "NEO4J_DATABASE"
)

// options are what the flags, the environment and the file of settings say.
type options struct {
	Config
	configFile   string
	newToken     string
	tokenRole    access.Role
	passwordFile string
	healthcheck  string
	backup       string
	checkConfig  bool
	version      bool
}

// A settingError says why a server cannot start as it is set: by a setting, or by a file that one names. It stays so until
// somebody changes that, so that whoever restarts programs that fail need not try.
type settingError struct{ error }

func (e settingError) Unwrap() error { return e.error }

// ofSetting is an error of how the server is set, as a settingError. What an issuer of tokens answers is for others to put right.
func ofSetting(err error) error {
	if err == nil || errors.Is(err, auth.ErrIssuer) {
		return err
	}
	return settingError{err}
}

// ofAddress is an error of listening, as a settingError if there can be no such address, or not for this user. A port in use
// may become free, and an address that this machine has not may come with its network.
func ofAddress(err error) error {
	if _, malformed := errors.AsType[*net.AddrError](err); malformed || errors.Is(err, syscall.EACCES) {
		return settingError{err}
	}
	return err
}

// action says of a flag that it asks for something else than to serve. It is given by hand: no variable or file can turn a
// server into what prints its version, such as a PARLEY_VERSION that somebody keeps for himself.
func action(name string) bool {
	return slices.Contains([]string{"healthcheck", "backup", "check-config", "version", "new-token"}, name)
}

// variable is the name of the variable of a flag, as the library has it.
func variable(flag string) string {
	return envPrefix + "_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// parse reads the settings. A flag wins over its variable, which wins over the file. What is wrong is written to stderr and
// returned. A password is taken from the environment or a file of its own, because anyone on the machine can read flags.
func parse(args []string, stderr io.Writer) (options, error) {
	o := options{Config: Config{
		Username: os.Getenv(envUsername), Password: os.Getenv(envPassword), Database: os.Getenv(envDatabase),
	}}
	flags := flagsOf(&o)
	flags.SetOutput(stderr)
	usage := flags.Usage
	flags.Usage = func() {} // Its many lines would hide the one that says what is wrong.
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		usage()
		return o, err
	case err == nil && flags.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q: there are only flags", flags.Arg(0))
		fmt.Fprintln(stderr, err)
	}
	if err != nil {
		fmt.Fprintln(stderr, "parley -help tells of all flags")
		return o, err // The flag set has said it.
	}
	if err = one(flags); err == nil {
		err = o.rest(flags)
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return o, err
	}
	return o, nil
}

// flagsOf makes the flags, which say in their values what is so if nobody says anything.
func flagsOf(o *options) *flag.FlagSet {
	flags := flag.NewFlagSet("parley", flag.ContinueOnError)
	flags.StringVar(&o.configFile, "config", "", "the `FILE` of settings, a line for each: the name of its flag, = and the value")
	flags.StringVar(&o.Listen, "listen", "127.0.0.1:8080", "`HOST:PORT` to listen on; port 0 is any that is free")
	flags.StringVar(&o.Store, "store", "sqlite:parley.db", "the `STORE` of the graph, sqlite:FILE, memory: or neo4j://HOST:7687;\n"+
		"for Neo4j also "+envUsername+", "+envPassword+" and "+envDatabase+", in the environment")
	flags.StringVar(&o.passwordFile, "neo4j-password-file", "", "the `FILE` of the password for Neo4j, instead of "+envPassword)
	flags.StringVar(&o.healthcheck, "healthcheck", "", "get this `URL` and exit: 0 if the answer is 200, else 1")
	flags.StringVar(&o.backup, "backup", "", "copy the embedded store to a new `FILE`, while others use it, and exit")
	flags.BoolVar(&o.checkConfig, "check-config", false, "say whether a server could start as it is set, and exit: 0 if so, else 1")
	flags.BoolVar(&o.version, "version", false, "print the version and exit")
	accessFlags(flags, o)
	limitFlags(flags, o)
	pageFlags(flags, o)
	gateFlags(flags, o)
	watchFlags(flags, o)
	flags.Usage = func() {
		fmt.Fprintf(flags.Output(), "Usage of parley. The setting -some-name may also come by the variable %s_SOME_NAME, or by a line\n"+
			"some-name = value in the file of -config; a flag wins over its variable, and that over the file.\n", envPrefix)
		flags.PrintDefaults()
	}
	return flags
}

// one returns an error if more than one thing is to be done, or one is named without what it is to be done with, as by
// -backup "$FILE" where there is no such variable: that must not become a server.
func one(flags *flag.FlagSet) error {
	var asked []string
	role := false
	flags.Visit(func(f *flag.Flag) {
		role = role || f.Name == "role"
		if action(f.Name) {
			asked = append(asked, f.Name)
		}
	})
	switch {
	case len(asked) > 1:
		return fmt.Errorf("-%s ask for different things: give one", strings.Join(asked, " and -"))
	case len(asked) == 1 && flags.Lookup(asked[0]).Value.String() == "":
		return fmt.Errorf("-%s has nothing behind it: see what it needs with -help", asked[0])
	case role && !slices.Contains(asked, "new-token"):
		return fmt.Errorf("-role is the role of a new token: it needs -new-token NAME beside it")
	}
	return nil
}

// rest sets what the flags have not said, by the variables and the file.
func (o *options) rest(flags *flag.FlagSet) error {
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	settings := flag.NewFlagSet("", flag.ContinueOnError)
	flags.VisitAll(func(f *flag.Flag) {
		if !given[f.Name] && !action(f.Name) && f.Name != "role" {
			settings.Var(f.Value, f.Name, f.Usage)
		}
	})
	err := ff.Parse(settings, nil, ff.WithEnvVarPrefix(envPrefix), ff.WithConfigFileVia(&o.configFile),
		ff.WithConfigFileParser(func(r io.Reader, set func(name, value string) error) error {
			return lines(r, func(number int, name, value string) error {
				var err error
				switch {
				case name == "":
					err = fmt.Errorf("a line is the name of a setting, = and its value")
				case flags.Lookup(name) == nil || action(name) || name == "config" || name == "role":
					err = fmt.Errorf("there is no setting %q", name)
				case !given[name]:
					err = set(name, value)
				}
				if err != nil {
					return fmt.Errorf("%s, line %d: %w", o.configFile, number, err)
				}
				return nil
			})
		}))
	if err != nil {
		return fmt.Errorf("read the settings: %w", err)
	}
	return o.readPassword()
}

// lines calls each with every line of settings, which has no name if there is no = in it. Empty lines, and those that begin
// with #, are comments.
func lines(r io.Reader, each func(number int, name, value string) error) error {
	scan := bufio.NewScanner(r)
	for number := 1; scan.Scan(); number++ {
		line := strings.TrimSpace(strings.TrimPrefix(scan.Text(), "\ufeff")) // Which some editors begin a file with.
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, found := strings.Cut(line, "=")
		if !found {
			name = ""
		}
		if err := each(number, strings.TrimSpace(name), strings.TrimSpace(value)); err != nil {
			return err
		}
	}
	return scan.Err()
}

// readPassword takes the password from its file, the way secrets are given to containers and services.
func (o *options) readPassword() error {
	if o.passwordFile == "" {
		return nil
	}
	if o.Password != "" {
		return fmt.Errorf("the password for Neo4j comes by %s and by the file %s: unset one", envPassword, o.passwordFile)
	}
	text, err := os.ReadFile(o.passwordFile)
	if err != nil {
		return fmt.Errorf("read the password for Neo4j: %w", err)
	}
	if o.Password = strings.TrimRight(string(text), "\r\n"); o.Password == "" {
		return fmt.Errorf("the file of the password for Neo4j, %s, is empty", o.passwordFile)
	}
	return nil
}
