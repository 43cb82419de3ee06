package cli

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// session is one call that has been understood.
type session struct {
	Process
	grammar  grammar
	settings map[string]string
	code     int

	ops   *catalogue
	out   *paper // what was asked for
	err   *paper // everything else: progress, remarks, errors
	clock clock.Clock
}

// begin opens the papers, once it is known what they may look like; before
// that, errors are told without colours.
func (s *session) begin() {
	plain := s.grammar.NoColor || s.env("NO_COLOR") != "" || s.env("TERM") == "dumb"
	s.out, s.err = newPaper(s.Out, plain), newPaper(s.Err, plain)
	s.clock = clock.System{}
}

// newPaper finds out whether somebody looks at what is written.
func newPaper(w io.Writer, plain bool) *paper {
	p := &paper{w: w, width: 0}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return p
	}
	p.terminal, p.colours = true, !plain
	if width, _, err := term.GetSize(int(f.Fd())); err == nil {
		p.width = width
	}
	return p
}

// say tells people something beside the result.
func (s *session) say(format string, args ...any) {
	if !s.grammar.Quiet {
		s.err.line(format, args...)
	}
}

// print writes the result: as JSON for programs, else as show writes it for
// people.
func (s *session) print(raw json.RawMessage, show func() error) error {
	if s.grammar.JSON {
		return s.printJSON(raw)
	}
	return show()
}

// printJSON writes JSON: on one line for programs, indented where somebody
// looks on.
func (s *session) printJSON(raw json.RawMessage) error {
	if s.out.terminal {
		if pretty, err := indented(raw); err == nil {
			raw = pretty
		}
	}
	return s.out.write(strings.TrimRight(string(raw), "\n") + "\n")
}

func indented(raw json.RawMessage) (json.RawMessage, error) {
	var v strings.Builder
	enc := json.NewEncoder(&v)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(raw)
	return json.RawMessage(v.String()), err
}

// agree asks a question that must be answered with yes before something that
// cannot be taken back. Where nobody can answer it must be given as --yes.
func (s *session) agree(question string) error {
	if s.grammar.Yes {
		return nil
	}
	if f, ok := s.In.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		return errs.New(errs.Invalid, "%s Say --yes to go on.", question)
	}
	s.err.printf("%s [y/N] ", question)
	answer, err := readLine(s.In)
	if err != nil || !strings.EqualFold(answer, "y") && !strings.EqualFold(answer, "yes") {
		return errs.New(errs.Invalid, "Nothing was changed.")
	}
	return nil
}

// readLine reads up to the end of a line, a byte at a time: what comes after
// it is somebody else's.
func readLine(r io.Reader) (string, error) {
	var line []byte
	b := make([]byte, 1)
	for {
		n, err := r.Read(b)
		if n == 1 && b[0] == '\n' {
			return strings.TrimSuffix(string(line), "\r"), nil
		}
		if n == 1 {
			line = append(line, b[0])
		}
		if err != nil {
			if len(line) > 0 && err == io.EOF {
				return string(line), nil
			}
			return "", err
		}
	}
}

// secret reads a password: without showing it where somebody types, else the
// first line of what is sent.
func (s *session) secret(prompt string) (string, error) {
	f, ok := s.In.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		line, err := readLine(s.In)
		if err != nil {
			return "", errs.Cause(errs.Invalid, err, "No password was sent. Send it as the first line of the input.")
		}
		return line, nil
	}
	s.err.printf("%s: ", prompt)
	b, err := term.ReadPassword(int(f.Fd()))
	s.err.printf("\n")
	if err != nil {
		return "", errs.Cause(errs.Invalid, err, "The password could not be read.")
	}
	return string(b), nil
}

// done reports a cancelled command as one.
func done(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return errs.Cause(errs.Unavailable, err, "Interrupted.")
	}
	return err
}
