package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"strings"

	"parley/graph/access"
	"parley/server/auth"
)

// accessFlags adds the flags of who may ask, and from where.
func accessFlags(flags *flag.FlagSet, o *options) {
	lists := []struct {
		name, usage string
		into        *[]string
	}{
		{"auth", "`HOW` people are known, tokens:FILE, oidc:ISSUER or both; or none: everybody who reaches the server may do everything", &o.Access.Auth},
		{"trust-proxy", "the `ADDRESSES` or networks of proxies whose X-Forwarded-For tells who the client is", &o.Access.Proxies},
		{"origins", "the `ORIGINS` of other sites whose pages may ask, such as https://a.example", &o.Access.Origins},
		{"hosts", "the `NAMES` by which clients call the server, beside localhost", &o.Access.Hosts},
	}
	for _, l := range lists {
		flags.Var(list{l.into}, l.name, l.usage+"; several with commas between them")
	}
	flags.StringVar(&o.Access.Audience, "audience", "", "the `NAME` that a token of the issuer must be meant for, by its claim aud")
	flags.StringVar(&o.Access.RoleClaim, "role-claim", "roles", "the `CLAIM` that has the roles, or the path to it with dots, such as realm_access.roles")
	flags.StringVar(&o.TLSCert, "tls-cert", "", "the `FILE` of the certificate, with those of its issuers, in PEM")
	flags.StringVar(&o.TLSKey, "tls-key", "", "the `FILE` of the certificate's key, in PEM")
	flags.StringVar(&o.newToken, "new-token", "", "print a new token for the `NAME`, and the line for the file of tokens, and exit")
	o.tokenRole = access.Reader
	flags.Func("role", "the `ROLE` that the new token has, reader or admin (default reader)", func(s string) (err error) {
		o.tokenRole, err = access.ParseRole(s)
		return err
	})
}

// A list is a flag of several values, with commas between them or given several times.
type list struct{ all *[]string }

func (l list) String() string {
	if l.all == nil {
		return ""
	}
	return strings.Join(*l.all, ",")
}

func (l list) Set(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			*l.all = append(*l.all, part)
		}
	}
	return nil
}

// An audience is a flag of who has something: true is everybody, false nobody, or those of a role.
type audience struct {
	nobody *bool
	role   *access.Role
}

func (a audience) String() string {
	switch {
	case a.nobody == nil: // The flag package asks a zero value too.
		return "true"
	case *a.nobody:
		return "false"
	case *a.role > access.Nobody:
		return a.role.String()
	}
	return "true"
}

func (a audience) Set(s string) error {
	*a.nobody, *a.role = false, access.Nobody
	switch s {
	case "true", "1":
	case "false", "0":
		*a.nobody = true
	default:
		role, err := access.ParseRole(s)
		if err != nil {
			return fmt.Errorf("%q is none of true, false, reader and admin", s)
		}
		*a.role = role
	}
	return nil
}

// printToken prints a new token, once, and what the server has to know of it.
func printToken(stdout io.Writer, name string, role access.Role) error {
	made, line, err := auth.NewToken(name, role)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "The token of %s, which is kept nowhere and not shown again:\n\n%s\n\nThe line for the file of -auth tokens:FILE:\n\n%s\n", name, made, line)
	return err
}

// secure makes the guard of a server that listens, and what it accepts connections from. It fails where others could reach the
// server and nobody said who may ask.
func (c *Config) secure(ctx context.Context, listener net.Listener) (net.Listener, error) {
	c.Local = onLoopback(listener.Addr())
	if !c.Local && len(c.Access.Auth) == 0 {
		return nil, fmt.Errorf("other machines can reach %s, and nobody is asked who he is: say how people are known with -auth tokens:FILE or "+
			"-auth oidc:ISSUER, or listen on 127.0.0.1, or say -auth none if only a proxy with a login can reach it", listener.Addr())
	}
	guard, err := auth.New(ctx, c.Access, c.Log)
	if err != nil {
		return nil, err
	}
	c.Guard = guard
	for _, bound := range []struct {
		flag string
		role access.Role
	}{{"introspection", c.Answers.Introspection}, {"playground", c.Playground}, {"explorer", c.Explorer}} {
		if bound.role > access.Nobody && !guard.On() {
			return nil, fmt.Errorf("-%s %s needs to know who asks: say how people are known with -auth tokens:FILE or -auth oidc:ISSUER", bound.flag, bound.role)
		}
	}
	return c.encrypted(listener)
}
