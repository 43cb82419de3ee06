package cli

import (
	"errors"
	"strings"

	"throughline/internal/kit/errs"
)

// Exit codes, for scripts.
const (
	exitFine        = 0
	exitFound       = 1 // a check failed, a problem was found, or something went wrong
	exitInvalid     = 2 // wrong usage or input
	exitNotFound    = 3
	exitRefused     = 4
	exitUnavailable = 5
)

// errFound says that a check found something, which has been told already.
var errFound = errors.New("cli: something was found")

// exitCode is the one table from kinds of failure to exit codes.
func exitCode(err error) int {
	if errors.Is(err, errFound) {
		return exitFound
	}
	switch errs.KindOf(err) {
	case "":
		return exitFine
	case errs.Invalid, errs.TooLarge:
		return exitInvalid
	case errs.NotFound:
		return exitNotFound
	case errs.Unauthenticated, errs.Forbidden:
		return exitRefused
	case errs.Unavailable, errs.TooMany:
		return exitUnavailable
	default:
		return exitFound
	}
}

// fail tells an error: what happened, where and what to do.
func (s *session) fail(err error) {
	if errors.Is(err, errFound) {
		return
	}
	if s.err == nil {
		s.begin()
	}
	var e *errs.Error
	if !errors.As(err, &e) {
		s.err.line("%s %s", s.err.paint(red, "throughline:"), clean(err.Error()))
		return
	}
	msg := strings.TrimSpace(clean(e.Msg))
	if len(e.Fields) > 0 && msg == "" {
		msg = "The input is not valid."
	}
	s.err.line("%s %s", s.err.paint(red, "throughline:"), msg)
	for _, f := range e.Fields {
		s.err.line("  %s: %s", s.err.paint(bold, clean(f.Field)), clean(f.Message))
	}
}
