// Command throughline is the whole program: the server, and the commands by
// which people and scripts work with an installation.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"throughline/internal/cli"
)

// version is set when the program is built.
var version string

func main() {
	// The first signal asks for an orderly end; the second has its usual effect.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	code := cli.Run(ctx, cli.Process{
		Args: os.Args[1:], Env: os.Environ(), In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Version: version,
	})
	stop()
	os.Exit(code)
}
