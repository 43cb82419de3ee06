// Package errs is the vocabulary of failure: a small set of kinds that every
// layer understands, a sentence for people, and messages for single fields.
//
// The kind is chosen where the failure is understood; the HTTP layer and the
// command line translate kinds in one table each. A wrapped error keeps the
// path it took (see Wrap) without showing it to the caller.
package errs

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what sort of failure it is, in a word that is stable on the wire.
type Kind string

// The kinds, from the caller's fault to ours.
const (
	Invalid         Kind = "invalid"         // the input breaks a rule; Fields says where
	Unauthenticated Kind = "unauthenticated" // we do not know who is asking
	Forbidden       Kind = "forbidden"       // we know, and they may not
	NotFound        Kind = "notfound"        // it is not there, or not for this caller
	Conflict        Kind = "conflict"        // it has moved on, or exists already
	TooLarge        Kind = "toolarge"        // more than we accept in one go
	TooMany         Kind = "toomany"         // asked too often; try later
	Unavailable     Kind = "unavailable"     // we cannot now; a retry may succeed
	Internal        Kind = "internal"        // our fault; the text stays with us
)

// Field is what is wrong with one field of an input.
type Field struct {
	Field   string `json:"field"`   // JSON name, dotted for nested ones: "criteria.0.text"
	Message string `json:"message"` // what to do about it
}

// Error is a failure with a kind and a public sentence.
type Error struct {
	Kind   Kind
	Msg    string  // public: what happened and what to do
	Fields []Field // for Invalid
	cause  error
}

// Error gives the public sentence and, after it, the messages of fields.
func (e *Error) Error() string {
	if len(e.Fields) == 0 {
		return e.Msg
	}
	parts := make([]string, 0, len(e.Fields))
	for _, f := range e.Fields {
		parts = append(parts, f.Field+": "+f.Message)
	}
	if e.Msg == "" {
		return strings.Join(parts, "; ")
	}
	return e.Msg + " (" + strings.Join(parts, "; ") + ")"
}

// Unwrap gives the private cause.
func (e *Error) Unwrap() error { return e.cause }

// New makes an error of a kind with a public sentence.
func New(k Kind, format string, args ...any) *Error {
	return &Error{Kind: k, Msg: fmt.Sprintf(format, args...)}
}

// Cause makes an error of a kind that keeps its private cause.
func Cause(k Kind, cause error, format string, args ...any) *Error {
	return &Error{Kind: k, Msg: fmt.Sprintf(format, args...), cause: cause}
}

// Fieldf makes an Invalid error about one field.
func Fieldf(field, format string, args ...any) *Error {
	return &Error{Kind: Invalid, Msg: "The input is not valid.", Fields: []Field{{field, fmt.Sprintf(format, args...)}}}
}

// KindOf gives the kind of an error; what has none is Internal, and "" is no
// error at all.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Is says whether an error is of a kind.
func Is(err error, k Kind) bool { return err != nil && KindOf(err) == k }

// Public gives the error that may be shown: kind, sentence, fields. An error
// without a kind becomes a plain Internal whose text says nothing.
func Public(err error) *Error {
	var e *Error
	if errors.As(err, &e) && e.Kind != Internal {
		return e
	}
	return &Error{Kind: Internal, Msg: "Something went wrong on our side. Nothing was changed."}
}

// Wrap adds the path of a failure to *err, for the log; call it deferred as
// the first line of a function:
//
//	defer errs.Wrap(&err, "feature.settle %s", in.ID)
func Wrap(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), *err)
	}
}

// List collects messages of fields, so that all of one request come together.
type List struct{ Fields []Field }

// Add notes a message about a field.
func (l *List) Add(field, format string, args ...any) {
	l.Fields = append(l.Fields, Field{field, fmt.Sprintf(format, args...)})
}

// Err is nil when nothing was noted, else one Invalid error with everything.
func (l *List) Err() error {
	if len(l.Fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Msg: "The input is not valid.", Fields: l.Fields}
}
