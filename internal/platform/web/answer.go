package web

import (
	"net/http"
	"strings"
	"time"

	"throughline/internal/kit/clock"
)

// writeIn is how long a client may take to accept one piece of an answer.
// Streams write piece after piece, so they may last for ever.
const writeIn = 60 * time.Second

// answer watches what is written in answer to a request: status, size, and
// whether it became a stream of events. It bounds how long each piece may
// take to leave.
type answer struct {
	http.ResponseWriter
	control  *http.ResponseController
	status   int
	bytes    int64
	onStream func() // called once, when the answer turns out to be a stream
}

func watch(w http.ResponseWriter) *answer {
	a := &answer{ResponseWriter: w, control: http.NewResponseController(w)}
	a.hurry()
	return a
}

// hurry gives the next piece its time. Test recorders have no deadlines, and
// need none.
func (a *answer) hurry() { _ = a.control.SetWriteDeadline(clock.System{}.Now().Add(writeIn).Time()) }

// Unwrap lets http.ResponseController reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// WriteHeader notes the final status; 1xx are only on the way there.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= http.StatusOK {
		a.status = status
		if a.onStream != nil && strings.HasPrefix(a.Header().Get("Content-Type"), eventStream) {
			a.onStream()
		}
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.WriteHeader(http.StatusOK)
	}
	a.hurry()
	n, err := a.ResponseWriter.Write(b)
	a.bytes += int64(n)
	return n, err
}

// Flush sends what is buffered.
func (a *answer) Flush() {
	a.hurry()
	_ = a.control.Flush() // the next write tells whether anybody is there
}

const eventStream = "text/event-stream"
