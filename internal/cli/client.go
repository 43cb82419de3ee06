package cli

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"strings"

	"throughline/internal/kit/errs"
)

// client asks a server, or an installation that answers like one.
type client struct {
	base   string
	header http.Header
	http   *http.Client
	wrote  bool // something was sent that may have changed something
}

// request is one question.
type request struct {
	method string
	path   string
	query  url.Values
	body   io.Reader
	media  string // of the body
	accept string // "" for JSON
	more   http.Header
}

// send sends a request and gives the answer, which whoever asked must close.
// An answer that tells of a failure is an error of its kind.
func (c *client) send(ctx context.Context, q request) (*http.Response, error) {
	address := c.base + q.path
	if len(q.query) > 0 {
		address += "?" + q.query.Encode()
	}
	r, err := http.NewRequestWithContext(ctx, q.method, address, q.body)
	if err != nil {
		return nil, errs.Cause(errs.Invalid, err, "%s is no address that can be asked.", address)
	}
	if f, isFile := q.body.(*os.File); isFile {
		if st, err := f.Stat(); err == nil && st.Mode().IsRegular() {
			r.ContentLength = st.Size()
		}
	}
	maps.Copy(r.Header, c.header)
	maps.Copy(r.Header, q.more)
	if q.media != "" {
		r.Header.Set("Content-Type", q.media)
	}
	if q.accept != "" {
		r.Header.Set("Accept", q.accept)
	}
	c.wrote = c.wrote || q.method != http.MethodGet
	ans, err := c.http.Do(r)
	if err != nil {
		return nil, unreached(ctx, c.base, err)
	}
	if ans.StatusCode >= http.StatusMultipleChoices {
		defer func() { _ = ans.Body.Close() }()
		return nil, problem(ans)
	}
	return ans, nil
}

// unreached says why nobody answered.
func unreached(ctx context.Context, base string, err error) error {
	var known *errs.Error
	switch {
	case errors.As(err, &known):
		return err
	case ctx.Err() != nil:
		return errs.Cause(errs.Unavailable, err, "Interrupted.")
	}
	if inner, ok := errors.AsType[*url.Error](err); ok {
		err = inner.Err
	}
	return errs.Cause(errs.Unavailable, err, "%s cannot be reached: %v.", base, err)
}

// kinds are what statuses mean that do not say more.
var kinds = map[int]errs.Kind{
	http.StatusBadRequest: errs.Invalid, http.StatusUnauthorized: errs.Unauthenticated, http.StatusForbidden: errs.Forbidden,
	http.StatusNotFound: errs.NotFound, http.StatusConflict: errs.Conflict, http.StatusRequestEntityTooLarge: errs.TooLarge,
	http.StatusTooManyRequests: errs.TooMany, http.StatusInternalServerError: errs.Internal,
}

// mostAnswer bounds what is read of an answer that should be short.
const mostAnswer = 256 << 20

// problem reads the failure that an answer tells of.
func problem(ans *http.Response) error {
	raw, err := io.ReadAll(io.LimitReader(ans.Body, 1<<20))
	var told struct {
		Kind   errs.Kind    `json:"kind"`
		Detail string       `json:"detail"`
		Fields []errs.Field `json:"fields"`
	}
	if err == nil && strings.HasPrefix(ans.Header.Get("Content-Type"), "application/problem+json") && json.Unmarshal(raw, &told) == nil && told.Detail != "" {
		return &errs.Error{Kind: told.Kind, Msg: told.Detail, Fields: told.Fields}
	}
	kind, known := kinds[ans.StatusCode]
	if !known {
		kind = errs.Unavailable
	}
	return errs.New(kind, "%s answered %s, and not as a Throughline server does. Is the address right?", ans.Request.URL.Host, ans.Status)
}

// raw sends a request and gives the bytes of the answer.
func (c *client) raw(ctx context.Context, q request) (json.RawMessage, error) {
	ans, err := c.send(ctx, q)
	if err != nil {
		return nil, err
	}
	defer func() { _ = ans.Body.Close() }()
	b, err := io.ReadAll(io.LimitReader(ans.Body, mostAnswer))
	if err != nil {
		return nil, unreached(ctx, c.base, err)
	}
	return b, nil
}

// get asks for JSON; into may be nil.
func (c *client) get(ctx context.Context, path string, query url.Values, into any) error {
	raw, err := c.raw(ctx, request{method: http.MethodGet, path: path, query: query})
	if err != nil {
		return err
	}
	return read(raw, into)
}

// post sends JSON; into may be nil.
func (c *client) post(ctx context.Context, path string, body, into any) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	raw, err := c.raw(ctx, request{method: http.MethodPost, path: path, body: bytes.NewReader(b), media: "application/json"})
	if err != nil {
		return err
	}
	return read(raw, into)
}

func read(raw json.RawMessage, into any) error {
	if into == nil {
		return nil
	}
	if r, ok := into.(*json.RawMessage); ok {
		*r = raw
		return nil
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return errs.Cause(errs.Unavailable, err, "The answer is not what this program expects: %v. Is the server of another version?", err)
	}
	return nil
}

// pinned trusts the server's own certificate, where a file holds it: it is
// asked at an address that the certificate does not name.
func pinned(certificate string) (http.RoundTripper, error) {
	t := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert // what it is by definition
	if certificate == "" {
		return t, nil
	}
	text, err := os.ReadFile(certificate)
	if err != nil {
		return nil, errs.Cause(errs.Invalid, err, "The certificate %s cannot be read: %v.", certificate, err)
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errs.New(errs.Invalid, "%s holds no certificate.", certificate)
	}
	t.TLSClientConfig = &tls.Config{
		MinVersion:         tls.VersionTLS12,
		InsecureSkipVerify: true, //nolint:gosec // the certificate itself is compared
		VerifyConnection: func(state tls.ConnectionState) error {
			if len(state.PeerCertificates) == 0 || !bytes.Equal(state.PeerCertificates[0].Raw, block.Bytes) {
				return fmt.Errorf("the server has another certificate than %s", certificate)
			}
			return nil
		},
	}
	return t, nil
}
